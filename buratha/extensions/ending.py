"""A crawl that is told to end, ends: what waits for its turn to be asked for is given up, however long the server has asked to wait.

Scrapy asks for all that its downloader has taken up before it closes a spider. That is a few requests, but between them lies the delay that
the server asked for: a minute each by its robots.txt, an hour by a ``Retry-After``, and every refusal in between begins another wait.
"""

import logging
from typing import Self

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.utils.asyncio import create_looping_call

_TICK = 0.5
"""Seconds between two looks at whether the crawl has been told to end: no signal says so."""

logger = logging.getLogger(__name__)


class ToldToEndError(IgnoreRequest):
    """A request was not made any more."""


class Ending:
    """Extension that gives up requests which wait in the downloader, once the crawl closes."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._call = create_looping_call(self.look)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Look from when the spider opens until it has closed."""
        ending = cls(crawler)
        crawler.signals.connect(ending.spider_opened, signals.spider_opened)
        crawler.signals.connect(ending.spider_closed, signals.spider_closed)
        return ending

    def spider_opened(self) -> None:
        """Begin to look."""
        self._call.start(_TICK, now=False)

    def spider_closed(self) -> None:
        """Look no more."""
        if self._call.running:
            self._call.stop()

    def look(self) -> None:
        """Give up what waits, if the crawl has been told to end. Nobody hears of it, as of the requests that Scrapy drops from its own queue."""
        engine = self._crawler.engine
        if engine._slot is None or engine._slot.closing is None:  # nothing that is public tells of every way to end
            return
        for slot in engine.downloader.slots.values():
            while slot.queue:
                request, answer = slot.queue.popleft()
                request.errback = None
                self._crawler.stats.inc_value("buratha/told_to_end/not_asked")
                logger.info("Not asked for any more, since the run is to end: %s", request.url)
                answer.errback(ToldToEndError("the run was told to end"))
