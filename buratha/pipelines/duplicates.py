"""An article comes once in a run, whatever led to it."""

from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem

from buratha.items import Article


class DropDuplicates:
    """Drops an article whose id was met before in this run."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._met: set[int] = set()

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "DropDuplicates":
        """Make it for a crawler, whose stats it counts in."""
        return cls(crawler)

    def process_item(self, item: Article) -> Article:
        """Let an article through the first time.

        Raises:
            DropItem: it was met before.

        """
        if item.id in self._met:
            self._crawler.stats.inc_value("buratha/duplicate/same_run")
            raise DropItem("met before in this run", log_level="INFO")
        self._met.add(item.id)
        return item
