"""The site of client 2."""

import hashlib
import logging
import os
import sys
from pathlib import Path

from aiohttp import ClientError, ClientSession, ClientTimeout, web

from page import render

CLIENT = os.environ.get("CLIENT_NAME", "client-2")
BACKEND = os.environ.get("BACKEND_URL", "http://localhost:4000")
BACKEND_SECONDS = 3
STOP_SECONDS = 10
KEEP_ALIVE_SECONDS = 65

STYLES = (Path(__file__).parent / "styles.css").read_text()
# The name changes with the content, so that it may be cached for ever.
STYLESHEET = f"/_next/static/css/{hashlib.sha256(STYLES.encode()).hexdigest()[:12]}.css"

SESSION = web.AppKey("session", ClientSession)


async def home(request):
    # A health check asks with HEAD: it is no visit.
    visits = None if request.method == "HEAD" else await record_visit(request.app[SESSION])
    return web.Response(
        text=render(CLIENT, STYLESHEET, visits),
        content_type="text/html",
        charset="utf-8",
        headers={"Cache-Control": "no-store"},
    )


async def record_visit(session):
    try:
        async with session.post(f"{BACKEND}/api/v1/visits") as response:
            response.raise_for_status()
            return await response.json()
    except (ClientError, TimeoutError) as error:
        logging.warning("%s: %s", BACKEND, error or "no answer in time")
        return None


async def stylesheet(request):
    headers = {"Cache-Control": "public, max-age=31536000, immutable"}
    return web.Response(text=STYLES, content_type="text/css", charset="utf-8", headers=headers)


async def robots(request):
    return web.Response(text="User-agent: *\nAllow: /\n")


async def with_session(app):
    async with ClientSession(timeout=ClientTimeout(total=BACKEND_SECONDS)) as session:
        app[SESSION] = session
        yield


def application():
    app = web.Application()
    app.router.add_get("/", home)
    app.router.add_get(STYLESHEET, stylesheet)
    app.router.add_get("/robots.txt", robots)
    app.cleanup_ctx.append(with_session)
    return app


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, stream=sys.stdout, format="%(asctime)s %(message)s")
    web.run_app(
        application(),
        port=int(os.environ.get("PORT", "3000")),
        keepalive_timeout=KEEP_ALIVE_SECONDS,
        shutdown_timeout=STOP_SECONDS,
        access_log_format='"%r" %s %Tf s',
    )
    logging.info("stopped")
