"""A web server on loopback that keeps what it is sent."""

import asyncio
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from aiohttp import web

from tests.agency.serving import running


async def drip(request: web.Request) -> None:
    """Answer byte by byte, as long as somebody reads."""
    answer = web.StreamResponse()
    await answer.prepare(request)
    while True:
        await answer.write(b"x")
        await asyncio.sleep(0.05)


@contextmanager
def receiving(
    status: int = 200, headers: Mapping[str, str] | None = None, *, after: float = 0, drips: bool = False
) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """Serve for a while, answering after so many seconds, or byte by byte without end; gives host and port, and the JSON bodies that arrived."""
    received: list[dict[str, Any]] = []

    async def take(request: web.Request) -> web.StreamResponse:
        received.append(await request.json())
        if drips:
            await drip(request)
        await asyncio.sleep(after)
        return web.Response(status=status, headers=headers)

    async def get(_: web.Request) -> web.Response:
        return web.Response()  # what a redirected message would get

    app = web.Application()
    app.router.add_post("/{path:.*}", take)
    app.router.add_get("/{path:.*}", get)
    with running(app) as url:
        yield url.removeprefix("http://"), received
