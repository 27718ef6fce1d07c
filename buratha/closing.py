"""A run that closes comes to its end: whatever tells it to end from then on finds it ending, and breaks off neither delivery nor report.

Scrapy takes no heed of a spider that is closing. Told to end meanwhile, it says that the engine has stopped while the feeds are still being
delivered; told so when the spider has closed, or a second time, it leaves at once, and there is no report.
"""

import asyncio
import logging
import signal
from contextlib import suppress

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.utils.ossignal import install_shutdown_handlers

_GLANCE = 0.02
"""Seconds between two looks at whether the spider has closed: no signal says so."""

logger = logging.getLogger(__name__)


def let_it_end(crawler: Crawler) -> None:
    """Have signals to the process change nothing from when the crawler's spider closes: nothing is asked for any more, and the rest is soon done."""
    crawler.signals.connect(_hold_off, signals.spider_closed)


async def closed(crawler: Crawler) -> None:
    """Wait until a spider that is closing has closed."""
    while crawler.engine.spider is not None:  # noqa: ASYNC110 - nothing tells
        await asyncio.sleep(_GLANCE)


def _hold_off() -> None:
    loop = asyncio.get_running_loop()

    def told(number: int, _: object) -> None:
        with suppress(RuntimeError):  # the loop is closed: it has ended
            loop.call_soon_threadsafe(_say, number)  # no log from here: what was interrupted may be writing to it

    install_shutdown_handlers(told)


def _say(number: int) -> None:
    logger.info("Received %s: the run is ending already, and delivers what it has", signal.Signals(number).name)
