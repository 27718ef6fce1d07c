"""Log lines that a person can read: an article is named by its address, not printed from head to foot."""

from typing import Any

from scrapy import Spider
from scrapy.http import Response
from scrapy.logformatter import LogFormatter, LogFormatterResult
from twisted.python.failure import Failure


class ShortLogFormatter(LogFormatter):
    """Scrapy's log lines without whole items in them."""

    def scraped(self, item: Any, response: Response | Failure | None, spider: Spider) -> LogFormatterResult:
        """Name the article that was read."""
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
