"""What every answer has in common: JSON errors, and permission for the client's own site alone."""

import logging
import os

import psycopg
from aiohttp import web

CORS_ORIGIN = os.environ.get("CORS_ORIGIN")


def cors_headers(origin, allowed):
    if not origin or origin != allowed:
        return {"Vary": "Origin"}
    return {
        "Vary": "Origin",
        "Access-Control-Allow-Origin": allowed,
        "Access-Control-Allow-Credentials": "true",
        "Access-Control-Allow-Methods": "GET, POST",
        "Access-Control-Allow-Headers": "Content-Type",
    }


@web.middleware
async def allow_own_site(request, handler):
    response = web.Response(status=204) if request.method == "OPTIONS" else await handler(request)
    if not response.prepared:
        response.headers.update(cors_headers(request.headers.get("Origin"), CORS_ORIGIN))
    return response


@web.middleware
async def errors_as_json(request, handler):
    try:
        return await handler(request)
    except web.HTTPException as error:
        return problem(error.status, error.text if error.status == 400 else error.reason.lower())
    except psycopg.OperationalError as error:
        logging.warning("database: %s", error)
        return problem(503, "the database does not answer")
    except Exception:
        logging.exception("%s %s", request.method, request.path)
        return problem(500, "internal error")


def problem(status, message):
    return web.json_response({"error": message}, status=status)
