"""The server's own wishes: how long to wait after "too many requests", and how long between two requests."""

import logging
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from time import monotonic
from typing import Self

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.extensions.throttle import AutoThrottle
from scrapy.http import Response
from scrapy.robotstxt import RobotParser

from buratha.arabic.dates import utc_now

_BUSY = frozenset({429, 503})
_LONGEST_PAUSE = 3600.0
"""Seconds; a server that asks for more is asked again after so long."""
_LONGEST_DELAY = 60.0
"""Seconds between two requests; a robots.txt that asks for more wants no crawler, and a person has to decide."""
_LONGEST_GUESS = 60.0
"""Seconds; a server that says "too many requests" and not when to come again is left alone for one, then twice as long each time, up to this."""
_TOO_MANY = 429
_FOR_EVER = 1e9
"""Seconds; no wait is longer, whatever number is sent: one of hundreds of digits is infinite, and can be neither logged nor reported."""
_A_DELAY = 0.001
"""The downloader looks at the time only where there is a delay at all."""

logger = logging.getLogger(__name__)


class ServersLimits:
    """Downloader middleware that waits as ``Retry-After`` and robots.txt's ``Crawl-delay`` ask for; Scrapy looks at neither."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._refusals = 0
        self._guessed_until = 0.0

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Make it for a crawler, and listen for its robots.txt."""
        limits = cls(crawler)
        crawler.signals.connect(limits.robots_parsed, signals.robots_parsed)
        return limits

    def process_response(self, request: Request, response: Response) -> Response:
        """Hold all requests to the server back when it says so; the retry middleware asks again for this one."""
        if response.status not in _BUSY:
            self._refusals = 0
            return response
        header = response.headers.get("Retry-After")
        seconds = seconds_in(header.decode("latin-1"), utc_now()) if header else None
        if seconds is None and response.status == _TOO_MANY:
            seconds = self._guess()
        if seconds:
            self._pause(request, seconds)
        return response

    def _guess(self) -> float:
        """How long to wait where the server does not say; answers that were on their way together count as one."""
        now = monotonic()
        if now >= self._guessed_until:
            self._guessed_until = now + min(_LONGEST_GUESS, 2.0**self._refusals)
            self._refusals += 1
        return self._guessed_until - now

    def _pause(self, request: Request, seconds: float) -> None:
        slot = self._crawler.engine.downloader.slots.get(str(request.meta.get("download_slot")))
        if slot is None:
            return
        self._crawler.stats.inc_value("buratha/server/asked_to_wait")
        self._crawler.stats.max_value("buratha/server/longest_wait_seconds", seconds)
        if seconds > _LONGEST_PAUSE:
            logger.warning("The server asks to wait for %d seconds; asking again after %d", seconds, _LONGEST_PAUSE)
        until = monotonic() + min(seconds, _LONGEST_PAUSE)
        if until > slot.lastseen + 1:
            logger.info("The server asks to wait for %d seconds", seconds)
        slot.delay = max(slot.delay, _A_DELAY)
        slot.lastseen = max(slot.lastseen, until)

    def robots_parsed(self, robotparser: RobotParser, request: Request) -> None:
        """Take over the delay that robots.txt asks for, where it is longer than our own."""
        asked = robotparser.crawl_delay(self._crawler.settings["ROBOTSTXT_USER_AGENT"] or self._crawler.settings["USER_AGENT"])
        if not asked:
            return
        delay = min(float(asked), _LONGEST_DELAY)
        if delay < asked:
            logger.warning("robots.txt asks for %s seconds between requests; waiting %s", asked, delay)
        self._crawler.stats.set_value("buratha/server/crawl_delay_seconds", delay)
        downloader = self._crawler.engine.downloader
        downloader.per_slot_settings.setdefault(downloader.get_slot_key(request), {}).setdefault("delay", delay)
        for slot in downloader.slots.values():
            slot.delay = max(slot.delay, delay)
        throttle = self._crawler.get_extension(AutoThrottle)
        if throttle is not None:
            throttle.mindelay = max(throttle.mindelay, delay)


def seconds_in(header: str, now: datetime) -> float | None:
    """How long ``Retry-After`` asks to wait: seconds, or until a moment; None for what is neither.

    >>> seconds_in("120", datetime(2026, 1, 1, tzinfo=UTC))
    120.0
    >>> seconds_in("Thu, 01 Jan 2026 00:00:30 GMT", datetime(2026, 1, 1, tzinfo=UTC))
    30.0
    """
    text = header.strip()
    if text.isascii() and text.isdigit():
        return min(float(text), _FOR_EVER)
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, OverflowError):  # the latter over a time zone of many digits
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return max(0.0, (moment - now).total_seconds()) or None
