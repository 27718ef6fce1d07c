"""Counts what a run brings, and says it at the end in words."""

import logging
from collections.abc import Iterator, Mapping
from typing import Any

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.extensions.feedexport import FeedSlot

from buratha.feeds import CompleteFileStorage
from buratha.items import Article
from buratha.locations import Locations

logger = logging.getLogger(__name__)

_GROUPS = {
    "buratha/articles/": "Articles read",
    "buratha/no_article/": "Pages without an article",
    "buratha/failed/": "Pages that failed",
    "buratha/forbidden_by_robots/": "Pages that robots.txt forbids",
    "buratha/invalid/": "Articles that do not fit the schema",
    "buratha/duplicate/": "Articles met twice",
    "buratha/listings/": "Listings",
    "buratha/sections/": "Sections",
    "buratha/doubt/": "Doubts",
}
_MIXED = frozenset({"Listings", "Sections", "Doubts"})
"""Groups whose members are of different kinds and have no sum."""


class Summary:
    """Counts each article that reached the feeds, and logs the run's summary when all is stored."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._feeds: list[str] = []

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "Summary":
        """Connect to the run's signals."""
        summary = cls(crawler)
        crawler.signals.connect(summary.spider_opened, signals.spider_opened)
        crawler.signals.connect(summary.item_scraped, signals.item_scraped)
        crawler.signals.connect(summary.feed_slot_closed, signals.feed_slot_closed)
        crawler.signals.connect(summary.engine_stopped, signals.engine_stopped)
        return summary

    def spider_opened(self) -> None:
        """Say what is crawled, and where to."""
        locations = Locations.of(self._crawler.settings)
        logger.info("Crawling %s, feeds go to %s", locations.site.base, locations.feeds)

    def item_scraped(self, item: object) -> None:
        """Count an article, how its fields were found, and what is doubtful about it."""
        if not isinstance(item, Article):
            return
        stats = self._crawler.stats
        stats.inc_value(f"buratha/articles/{item.section}")
        for doubt in item.doubts:
            stats.inc_value(f"buratha/doubt/{doubt}")
        for name, witness in item.witnesses.items():
            stats.inc_value(f"buratha/witness/{name}/{witness}")

    def feed_slot_closed(self, slot: FeedSlot) -> None:
        """Remember a feed that is stored."""
        if isinstance(slot.storage, CompleteFileStorage):
            self._crawler.stats.set_value(f"buratha/feed/{slot.storage.path.name}", slot.itemcount)
            if slot.storage.is_complete:
                self._feeds.append(f"{slot.storage.path} ({slot.itemcount} articles)")
        else:
            self._feeds.append(f"{slot.uri} ({slot.itemcount} items)")

    def engine_stopped(self) -> None:
        """Log the summary, below everything else that the run logs."""
        stats = self._crawler.stats.get_stats()
        if "finish_reason" in stats:
            logger.info("Summary\n%s", "\n".join(summary_lines(stats, self._feeds)))


def summary_lines(stats: Mapping[str, Any], feeds: list[str]) -> Iterator[str]:
    """The summary, line by line."""
    for prefix, title in _GROUPS.items():
        found = {name.removeprefix(prefix): count for name, count in stats.items() if name.startswith(prefix)}
        if found:
            yield f"  {title}:" if title in _MIXED else f"  {title}: {sum(found.values())}"
            yield from (f"    {name}: {count}" for name, count in sorted(found.items(), key=lambda row: (-row[1], row[0])))
    if not stats.get("item_scraped_count"):
        yield "  Articles read: 0"
    for feed in feeds:
        yield f"  Feed: {feed}"
