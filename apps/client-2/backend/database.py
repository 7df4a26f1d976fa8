"""The client's database behind a small pool that gets over a restart of the server."""

import asyncio
import os
from pathlib import Path

from psycopg.rows import dict_row
from psycopg_pool import AsyncConnectionPool

CONNECT_SECONDS = 2
CHECK_SECONDS = 2
STATEMENT_MILLISECONDS = 5000

VISITS = """
    SELECT current_database() AS database, count(*)::int AS visits,
           ARRAY(SELECT visited_at FROM visits ORDER BY visited_at DESC LIMIT 5) AS latest
    FROM visits
"""


def database_url():
    """Out of a file where the client chose secretFiles()."""
    path = os.environ.get("DATABASE_URL_FILE")
    return Path(path).read_text() if path else os.environ["DATABASE_URL"]


def open_pool():
    return AsyncConnectionPool(
        database_url(),
        min_size=1,
        max_size=int(os.environ.get("POOL_SIZE", "5")),
        timeout=CONNECT_SECONDS,
        # Short, so that a request after a long outage connects at once instead of awaiting the next attempt.
        reconnect_timeout=CONNECT_SECONDS,
        check=AsyncConnectionPool.check_connection,
        kwargs={
            "autocommit": True,
            "connect_timeout": CONNECT_SECONDS,
            "options": f"-c statement_timeout={STATEMENT_MILLISECONDS}",
            "row_factory": dict_row,
        },
        open=False,
    )


async def check(pool):
    async with asyncio.timeout(CHECK_SECONDS), pool.connection() as connection:
        await connection.execute("SELECT 1")


async def read_visits(pool):
    async with pool.connection() as connection:
        cursor = await connection.execute(VISITS)
        row = await cursor.fetchone()
    return row | {"latest": [visit.isoformat() for visit in row["latest"]]}


async def record_visit(pool):
    async with pool.connection() as connection:
        await connection.execute("INSERT INTO visits DEFAULT VALUES")
    return await read_visits(pool)
