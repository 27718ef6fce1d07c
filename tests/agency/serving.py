"""Run an application on loopback: for a while in a thread of its own, or until it is told to stop."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from concurrent.futures import Future
from contextlib import asynccontextmanager, contextmanager
from functools import partial
from threading import Thread
from typing import Final, NamedTuple

from aiohttp import web

HOST: Final = "127.0.0.1"


@asynccontextmanager
async def listening(app: web.Application, port: int = 0) -> AsyncIterator[str]:
    """Serve an application within an event loop; gives its address, without a slash at the end."""
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
    await runner.setup()
    try:
        await web.TCPSite(runner, HOST, port).start()
        yield f"http://{HOST}:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()


@contextmanager
def running(app: web.Application, port: int = 0) -> Iterator[str]:
    """Serve an application in a thread while the block runs; gives its address, without a slash at the end.

    Raises:
        OSError: the port is taken.
    """
    started = Future[Server]()
    thread = Thread(target=_work, args=(app, port, started), name="agency", daemon=True)
    thread.start()
    server = started.result()
    try:
        yield server.url
    finally:
        server.stop()
        thread.join()


class Server(NamedTuple):
    """A server that has started in another thread: its address, and what stops it."""

    url: str
    stop: Callable[[], object]


def _work(app: web.Application, port: int, started: Future[Server]) -> None:
    try:
        asyncio.run(_serve(app, port, started))
    except Exception as error:
        if started.done():
            raise
        started.set_exception(error)


async def _serve(app: web.Application, port: int, started: Future[Server]) -> None:
    loop, stop = asyncio.get_running_loop(), asyncio.Event()
    async with listening(app, port) as url:
        started.set_result(Server(url, partial(loop.call_soon_threadsafe, stop.set)))
        await stop.wait()
