"""Every article is checked against the schema that downstream teams were promised."""

from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem

from buratha.items import Article, to_record
from buratha.schema import first_fault


class Validate:
    """Drops an article that does not fit ``resources/article.schema.json``, counted under the field that is wrong."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "Validate":
        """Make it for a crawler, whose stats it counts in."""
        return cls(crawler)

    def process_item(self, item: Article) -> Article:
        """Let a valid article through.

        Raises:
            DropItem: it does not fit.

        """
        fault = first_fault(to_record(item))
        if fault:
            self._crawler.stats.inc_value(f"buratha/invalid/{fault.field}")
            raise DropItem(f"does not fit the schema: {fault.message}", log_level="ERROR")
        return item
