"""Waiting for requests: what ends while nobody waits is not waited for."""

import asyncio
from types import SimpleNamespace
from typing import Any

import pytest
from scrapy import Request
from scrapy.settings import Settings

from buratha import underway
from buratha.underway import UnderWay

TURNS = 20
"""So many turns of the loop are more than a wait needs to end that has nothing to wait for."""


@pytest.fixture
def waiting(monkeypatch: pytest.MonkeyPatch) -> UnderWay:
    """What is under way in a crawl that never loses its patience."""
    monkeypatch.setattr(underway, "_PATIENCE", 3600)
    crawler: Any = SimpleNamespace(settings=Settings({"CONCURRENT_REQUESTS": 2}))
    return UnderWay(crawler, lambda: None)


async def is_over(task: "asyncio.Task[None]") -> bool:
    """Whether a wait ends without anything more happening."""
    for _ in range(TURNS):
        await asyncio.sleep(0)
    return task.done()


def test_a_request_that_ends_before_the_wait_begins_ends_it(waiting: UnderWay) -> None:
    async def run() -> None:
        waiting.begun(Request("data:,"))
        waiting.begun(Request("data:,"))
        waiting.ended()
        task = asyncio.create_task(waiting.progress())
        assert await is_over(task)
        again = asyncio.create_task(waiting.progress())  # the same one does not count twice
        assert not await is_over(again)
        waiting.ended()
        assert await is_over(again)

    asyncio.run(run())


def test_all_have_ended_when_the_last_has(waiting: UnderWay) -> None:
    async def run() -> None:
        for _ in range(3):
            waiting.begun(Request("data:,"))
        task = asyncio.create_task(waiting.none())
        for _ in range(3):
            assert not await is_over(task)
            waiting.ended()
        assert await is_over(task)

    asyncio.run(run())
