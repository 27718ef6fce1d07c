"""A web server on loopback that keeps what it is sent."""

import asyncio
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from aiohttp import web

from tests.agency.serving import running


@contextmanager
def receiving(status: int = 200, headers: Mapping[str, str] | None = None, *, after: float = 0) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """Serve for a while, answering after so many seconds; gives host and port, and the JSON bodies that arrived."""
    received: list[dict[str, Any]] = []

    async def take(request: web.Request) -> web.Response:
        received.append(await request.json())
        await asyncio.sleep(after)
        return web.Response(status=status, headers=headers)

    async def get(_: web.Request) -> web.Response:
        return web.Response()  # what a redirected message would get

    app = web.Application()
    app.router.add_post("/{path:.*}", take)
    app.router.add_get("/{path:.*}", get)
    with running(app) as url:
        yield url.removeprefix("http://"), received
