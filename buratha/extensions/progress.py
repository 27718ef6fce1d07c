"""One live line at the foot of the terminal: how far the run is. Silent where standard error is no terminal.

A line of one's own, and no library's bar: how much there is to do is not known before the end, and Scrapy's log lines have to scroll by above it.
"""

import asyncio
import logging
import os
import sys
from collections import deque
from time import monotonic
from typing import Self, TextIO

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exceptions import CloseSpider, NotConfigured
from scrapy.utils.asyncio import create_looping_call
from scrapy.utils.log import get_scrapy_root_handler

from buratha.archive.frontier import count_met
from buratha.archive.keeper import Keeper

_TICK = 0.5
_WINDOW = 60.0
"""Seconds over which the rate is taken."""
_COUNTED = 10.0
"""Seconds after which it is counted again what is left."""
_CLEAR = "\r\x1b[K"
_READ = ("buratha/kept/", "buratha/dropped/unchanged", "buratha/dropped/older_than_held", "buratha/no_article/", "buratha/failed/article/")
_SETTLED = 5.0
"""Seconds; a rate over less is no rate."""


class Progress:
    """Draws the line, takes it away before each log line, and draws it again."""

    def __init__(self, crawler: Crawler, terminal: TextIO) -> None:
        self._crawler = crawler
        self._terminal = terminal
        self._rate = Rate()
        self._left: int | None = None
        self._counted = -_COUNTED
        self._counting: asyncio.Task[None] | None = None
        self._is_drawn = False
        self._call = create_looping_call(self.draw)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Make it for a crawler.

        Raises:
            NotConfigured: nobody looks at a terminal.

        """
        if not is_terminal(sys.stderr):
            raise NotConfigured
        progress = cls(crawler, sys.stderr)
        crawler.signals.connect(progress.spider_opened, signals.spider_opened)
        crawler.signals.connect(progress.spider_closed, signals.spider_closed)
        return progress

    def spider_opened(self) -> None:
        """Begin."""
        if handler := get_scrapy_root_handler():
            handler.addFilter(self._make_way)
        self._call.start(_TICK)

    def spider_closed(self) -> None:
        """Leave the terminal as it was."""
        if self._call.running:
            self._call.stop()
        if self._counting is not None:
            self._counting.cancel()
        self._clear()
        if handler := get_scrapy_root_handler():
            handler.removeFilter(self._make_way)

    def draw(self) -> None:
        """Draw the line as things stand."""
        stats = self._crawler.stats.get_stats()
        read = sum(number for name, number in stats.items() if name.startswith(_READ))
        self._rate.add(monotonic(), read)
        self._count_again()
        text = line(
            sections=sum(name.startswith("buratha/listed_pages/") for name in stats),
            listings=stats.get("buratha/listings/read", 0),
            articles=read,
            a_minute=self._rate.a_minute,
            left=self._left,
        )
        self._write(_CLEAR + text[: max(0, _columns(self._terminal) - 1)])
        self._is_drawn = True

    def _count_again(self) -> None:
        """Ask the archive now and then how many articles are known and not held; only a whole crawl asks for all of them."""
        spider = self._crawler.spider
        is_whole = spider is not None and getattr(getattr(spider, "plan", None), "is_everything", False)
        is_due = monotonic() - self._counted >= _COUNTED and (self._counting is None or self._counting.done())
        if is_whole and is_due and Keeper.of(self._crawler).is_open:
            self._counted = monotonic()
            self._counting = asyncio.ensure_future(self._count())

    async def _count(self) -> None:
        try:
            self._left = await Keeper.of(self._crawler).do(count_met)
        except CloseSpider:
            self._left = None  # the archive failed; the log says how

    def _make_way(self, record: logging.LogRecord) -> bool:  # noqa: ARG002 - whatever it says, it shall be seen
        self._clear()
        return True

    def _clear(self) -> None:
        if self._is_drawn:
            self._is_drawn = False
            self._write(_CLEAR)

    def _write(self, text: str) -> None:
        try:
            self._terminal.write(text)
            self._terminal.flush()
        except (OSError, ValueError):  # the terminal has gone
            if self._call.running:
                self._call.stop()


class Rate:
    """How many articles are read in a minute, over the last one."""

    def __init__(self) -> None:
        self._seen: deque[tuple[float, int]] = deque()

    def add(self, now: float, read: int) -> None:
        """Note how many were read by now."""
        self._seen.append((now, read))
        while now - self._seen[0][0] > _WINDOW:
            self._seen.popleft()

    @property
    def a_minute(self) -> float | None:
        """The rate; None while it is too early to say."""
        if not self._seen or (seconds := self._seen[-1][0] - self._seen[0][0]) < _SETTLED:
            return None
        return 60 * (self._seen[-1][1] - self._seen[0][1]) / seconds


def line(*, sections: int, listings: int, articles: int, a_minute: float | None, left: int | None) -> str:
    """The line.

    >>> line(sections=12, listings=340, articles=1204, a_minute=58.2, left=4700)
    '12 sections · 340 listings · 1,204 articles · 58/min · 4,700 known to come, about 1 h 21 min'
    """
    parts = [
        f"{number:,} {name}{'' if number == 1 else 's'}" for name, number in (("section", sections), ("listing", listings), ("article", articles))
    ]
    if a_minute is not None:
        parts.append(f"{a_minute:.0f}/min")
    if left:
        parts.append(f"{left:,} known to come{f', about {duration(left / a_minute)}' if a_minute else ''}")
    return " · ".join(parts)


def duration(minutes: float) -> str:
    """A time, as exactly as it can be foretold.

    >>> duration(0.4), duration(59.4), duration(81), duration(60 * 24 * 3.25)
    ('1 min', '59 min', '1 h 21 min', '3 days 6 h')
    """
    whole = max(1, round(minutes))
    hours, rest = divmod(whole, 60)
    days, left = divmod(hours, 24)
    if days:
        return f"{days} day{'s' if days > 1 else ''} {left} h"
    return f"{hours} h {rest} min" if hours else f"{rest} min"


def is_terminal(stream: TextIO | None) -> bool:
    """Whether a person looks at it, and it can draw a line again."""
    try:
        return stream is not None and stream.isatty() and os.environ.get("TERM", "") not in {"", "dumb"}
    except ValueError:
        return False


def _columns(terminal: TextIO) -> int:
    try:
        return os.get_terminal_size(terminal.fileno()).columns or 80
    except (OSError, ValueError):
        return 80
