"""Log lines that a person can read: an article is named by its address, not printed from head to foot."""

import logging
from typing import Any, Self

from scrapy import Request, Spider
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.logformatter import LogFormatter, LogFormatterResult
from twisted.python.failure import Failure


class ShortLogFormatter(LogFormatter):
    """Scrapy's log lines without whole items in them; those that nobody would see are not made, as there are several for each page."""

    def __init__(self, level: int = logging.DEBUG) -> None:
        """Leave out the lines of a page that goes well below ``level``."""
        self._tells_pages = level <= logging.DEBUG

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Make it for a crawler, whose LOG_LEVEL counts."""
        level = crawler.settings.get("LOG_LEVEL")
        return cls(logging.getLevelNamesMapping().get(str(level).upper(), logging.DEBUG) if isinstance(level, str) else int(level))

    def crawled(self, request: Request, response: Response, spider: Spider) -> LogFormatterResult | None:  # type: ignore[override]  # None is allowed
        """Name the page that came."""
        return super().crawled(request, response, spider) if self._tells_pages else None

    def scraped(self, item: Any, response: Response | Failure | None, spider: Spider) -> LogFormatterResult | None:  # type: ignore[override]
        """Name the article that was read."""
        if not self._tells_pages:
            return None
        return _named(super().scraped(item, response, spider), item, "Read %(item)s")

    def dropped(self, item: Any, exception: BaseException, response: Response | Failure | None, spider: Spider) -> LogFormatterResult:
        """Name the article that was dropped, and why."""
        return _named(super().dropped(item, exception, response, spider), item, "Dropped %(item)s: %(exception)s")

    def item_error(self, item: Any, exception: BaseException, response: Response | Failure | None, spider: Spider) -> LogFormatterResult:
        """Name the article that a pipeline failed on."""
        return _named(super().item_error(item, exception, response, spider), item, "Error processing %(item)s")


def _named(result: LogFormatterResult, item: object, message: str) -> LogFormatterResult:
    args = result["args"]
    assert isinstance(args, dict)
    return {"level": result["level"], "msg": message, "args": {**args, "item": getattr(item, "url", item)}}
