"""How many requests are under way, and waiting for them: so many that the crawl never idles, so few that memory stays the same."""

import asyncio
import logging
from collections.abc import Callable
from typing import Any, Protocol

from scrapy import Request
from scrapy.crawler import Crawler

from buratha.locations import SettingError
from buratha.warmup import MOST_HELD

_GLANCE = 0.05
"""Seconds between two looks at whether the pipelines are done: nothing tells when they are."""
_PATIENCE = 5.0
"""Seconds after which it is looked whether anything is under way at all."""

logger = logging.getLogger(__name__)


class _Settings(Protocol):
    def get(self, name: str, default: Any = None) -> Any: ...


def check_queue(settings: _Settings) -> None:
    """See that no requests of an earlier run come back: nothing here counts them, and the walks of the listings know nothing of them.

    Raises:
        SettingError: they may.

    """
    if folder := settings.get("JOBDIR"):
        raise SettingError(f"JOBDIR is {str(folder)!r}: leave it out; the archive knows what is still to be asked for, and the next run goes on")


class UnderWay:
    """Counts the requests of a spider from when they are made until their callback or errback has ended."""

    def __init__(self, crawler: Crawler, check: Callable[[], None]) -> None:
        """Begin with none. ``check`` is called after every wait, and may raise to end the crawl."""
        self._crawler = crawler
        self._check = check
        self._progress = asyncio.Event()
        self.count = 0
        self.most = MOST_HELD + 2 * crawler.settings.getint("CONCURRENT_REQUESTS")

    def begun(self, request: Request) -> Request:
        """Count a request that is about to be made."""
        self.count += 1
        return request

    def ended(self) -> None:
        """Count one that has ended."""
        self.count -= 1
        self._progress.set()

    @property
    def room(self) -> int:
        """How many more may be under way."""
        return self.most - self.count

    async def has_room(self) -> None:
        """Wait until no more than half of what may be is under way."""
        while self.count > self.most // 2:
            await self.progress()

    async def none(self) -> None:
        """Wait until nothing is under way."""
        while self.count:
            await self.progress()

    async def settled(self) -> None:
        """Wait until nothing is under way, and whatever was read has gone through the pipelines, where it waits to be kept."""
        await self.none()
        while (slot := self._crawler.engine.scraper.slot) is not None and not slot.is_idle():  # noqa: ASYNC110 - nothing tells
            await asyncio.sleep(_GLANCE)
        self._check()

    async def progress(self) -> None:
        """Wait until a request has ended since the last wait; one that ended while the caller looked elsewhere counts."""
        try:
            await asyncio.wait_for(self._progress.wait(), _PATIENCE)
        except TimeoutError:
            self._give_up_the_unanswered()
        self._progress.clear()
        self._check()

    def _give_up_the_unanswered(self) -> None:
        """Requests that ended in neither callback nor errback would be waited for without end."""
        engine = self._crawler.engine
        slot, scheduler = engine.scraper.slot, engine.scheduler
        if not self.count or slot is None or scheduler is None:
            return
        if slot.is_idle() and not engine.downloader.active and not scheduler.has_pending_requests():
            logger.error("%d requests ended without an answer; the next run asks for them again", self.count)
            self._crawler.stats.inc_value("buratha/failed/article/no_answer", self.count)
            self.count = 0
