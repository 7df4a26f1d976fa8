"""The backend of client 2."""

import asyncio
import logging
import os
import sys
import weakref

from aiohttp import WSCloseCode, WSMsgType, web

import database
from answers import CORS_ORIGIN, allow_own_site, errors_as_json

CLIENT = os.environ.get("CLIENT_NAME", "client-2")
SLOWEST_SECONDS = 30
STOP_SECONDS = 10
# Longer than a proxy keeps an idle connection, so that it never sends a request into one that just closed.
KEEP_ALIVE_SECONDS = 65
LONGEST_MESSAGE = 64 * 1024

POOL = web.AppKey("pool", object)
SOCKETS = web.AppKey("sockets", weakref.WeakSet)


async def health(request):
    try:
        await database.check(request.app[POOL])
    except Exception as error:
        logging.warning("database: %s", error)
        return web.json_response({"status": "unavailable", "reason": "database: no answer"}, status=503)
    return web.json_response({"status": "ok"})


async def visits(request):
    return web.json_response({"client": CLIENT} | await database.read_visits(request.app[POOL]))


async def visit(request):
    return web.json_response({"client": CLIENT} | await database.record_visit(request.app[POOL]), status=201)


async def slow(request):
    try:
        seconds = float(request.query.get("seconds", "5"))
    except ValueError:
        seconds = -1
    if not 0 <= seconds <= SLOWEST_SECONDS:
        raise web.HTTPBadRequest(text=f"seconds: 0 to {SLOWEST_SECONDS}")
    await asyncio.sleep(seconds)
    return web.json_response({"slept": seconds})


async def upload(request):
    received = 0
    async for part in request.content.iter_any():
        received += len(part)
    return web.json_response({"received": received})


async def echo(request):
    origin = request.headers.get("Origin")
    if origin and origin != CORS_ORIGIN:
        raise web.HTTPForbidden
    socket = web.WebSocketResponse(max_msg_size=LONGEST_MESSAGE)
    await socket.prepare(request)
    request.app[SOCKETS].add(socket)
    async for message in socket:
        if message.type == WSMsgType.TEXT:
            await socket.send_str(message.data)
        elif message.type == WSMsgType.BINARY:
            await socket.send_bytes(message.data)
    return socket


async def close_sockets(app):
    for socket in set(app[SOCKETS]):
        await socket.close(code=WSCloseCode.GOING_AWAY, message=b"restarting")


async def with_pool(app):
    app[POOL] = database.open_pool()
    await app[POOL].open(wait=False)
    yield
    await app[POOL].close()


def application():
    app = web.Application(middlewares=[allow_own_site, errors_as_json])
    app[SOCKETS] = weakref.WeakSet()
    app.router.add_get("/api/health", health)
    app.router.add_get("/api/v1/visits", visits)
    app.router.add_post("/api/v1/visits", visit)
    app.router.add_get("/api/slow", slow)
    app.router.add_post("/api/upload", upload)
    app.router.add_get("/api/ws", echo)
    app.on_shutdown.append(close_sockets)
    app.cleanup_ctx.append(with_pool)
    return app


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, stream=sys.stdout, format="%(asctime)s %(message)s")
    web.run_app(
        application(),
        port=int(os.environ.get("PORT", "4000")),
        keepalive_timeout=KEEP_ALIVE_SECONDS,
        shutdown_timeout=STOP_SECONDS,
        access_log_format='"%r" %s %Tf s',
    )
    logging.info("stopped")
