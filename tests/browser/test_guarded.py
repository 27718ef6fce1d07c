"""No page is opened where nothing guards it, however the first one fares: without Chromium, by a browser that only counts."""

import asyncio
from types import SimpleNamespace
from typing import Any

import pytest
from playwright.async_api import Error
from scrapy import Request
from scrapy.settings import Settings
from scrapy.statscollectors import MemoryStatsCollector

from buratha.browser import guarded
from buratha.browser.guarded import GuardedHandler


class Contexts:
    """A browser whose contexts tell whether they were guarded when their pages were opened."""

    def __init__(self) -> None:
        self.guarded: list[Any] = []
        self.was_guarded: list[bool] = []
        self.closed: list[Any] = []
        self.is_slow_to_close = False
        self.fails = False
        self.handler = GuardedHandler.__new__(GuardedHandler)  # what follows is all that a page's way to its context takes; a crawl needs a reactor
        self.handler.browser = SimpleNamespace(new_context=self._new)
        self.handler.browser_launch_lock, self.handler.context_launch_lock = asyncio.Lock(), asyncio.Lock()
        self.handler.config = SimpleNamespace(cdp_url=None, connect_url=None, navigation_timeout_ms=None, max_pages_per_context=9)
        self.handler.stats = MemoryStatsCollector(SimpleNamespace(settings=Settings()))
        self.handler.context_wrappers = {}
        self.handler._guard = self._guard

    async def _new(self, **_: Any) -> Any:
        told: list[Any] = []
        context = SimpleNamespace(pages=[], on=lambda _, callback: told.append(callback))

        async def close() -> None:
            await asyncio.sleep(0.05 if self.is_slow_to_close else 0)
            self.closed.append(context)
            for callback in told:
                callback(context)

        async def new_page() -> Any:
            self.was_guarded.append(context in self.guarded)
            return SimpleNamespace(on=lambda *_: None)

        context.new_page, context.close = new_page, close
        return context

    async def _guard(self, context: Any) -> None:
        await asyncio.sleep(0.01)
        if self.fails:
            self.fails = False
            raise Error("Target page, context or browser has been closed")
        self.guarded.append(context)

    async def open(self) -> None:
        """Open a page."""
        await self.handler._create_page(Request("http://agency.test/"), SimpleNamespace(name="any"))


def test_all_pages_wait_for_the_guard() -> None:
    async def opened() -> Contexts:
        contexts = Contexts()
        await asyncio.gather(*(contexts.open() for _ in range(3)))
        return contexts

    contexts = asyncio.run(opened())
    assert contexts.was_guarded == [True] * 3
    assert len(contexts.guarded) == 1


def test_a_guard_that_fails_fails_its_page_and_is_set_for_the_next() -> None:
    async def opened() -> Contexts:
        contexts = Contexts()
        contexts.fails = True
        with pytest.raises(Error):
            await contexts.open()
        await contexts.open()
        return contexts

    contexts = asyncio.run(opened())
    assert contexts.was_guarded == [True]
    assert len(contexts.closed) == 1


def test_what_closes_late_takes_nothing_from_the_next_of_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guarded, "_LONGEST_WAIT", 0.0)

    async def opened() -> Contexts:
        contexts = Contexts()
        contexts.fails = contexts.is_slow_to_close = True
        with pytest.raises(Error):
            await contexts.open()
        await contexts.open()
        assert not contexts.closed
        await asyncio.sleep(0.1)
        return contexts

    contexts = asyncio.run(opened())
    assert len(contexts.closed) == 1
    (wrapper,) = contexts.handler.context_wrappers.values()
    assert wrapper.context in contexts.guarded


def test_a_guard_whose_page_is_not_waited_for_any_more_is_set_for_the_next() -> None:
    async def opened() -> Contexts:
        contexts = Contexts()
        first = asyncio.ensure_future(contexts.open())
        await asyncio.sleep(0)
        first.cancel()
        await contexts.open()
        return contexts

    contexts = asyncio.run(opened())
    assert contexts.was_guarded == [True]
    assert len(contexts.closed) == 1
