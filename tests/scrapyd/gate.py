"""An agency that keeps its crawlers waiting: every article after the first few is answered when the gate is opened."""

import asyncio
import re
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event

from aiohttp import web

from tests.agency.articles import Article
from tests.agency.serving import running
from tests.agency.site import make_app


class Gate:
    """Shut until it is opened; tells when somebody waits at it."""

    def __init__(self, first: int) -> None:
        """Begin with nobody there; the first few pass."""
        self.reached, self.opened = Event(), Event()
        self._first, self._served = first, 0

    async def hold(self, request: web.Request) -> None:
        """Wait with the answer."""
        if re.search(r"/\d+$", request.path):
            self._served += 1
            if self._served > self._first:
                self.reached.set()
                await asyncio.to_thread(self.opened.wait)

    def wait(self) -> None:
        """Wait until somebody stands before it."""
        assert self.reached.wait(60)


@contextmanager
def gated(articles: list[Article], first: int = 10) -> Iterator[tuple[str, Gate]]:
    """Serve articles behind a gate; gives the address and the gate, which is open when the block is left."""
    gate = Gate(first)
    with running(make_app(articles, fault=gate.hold)) as url:
        try:
            yield url, gate
        finally:
            gate.opened.set()
