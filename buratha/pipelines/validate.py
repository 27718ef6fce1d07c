"""Every article is checked against the schema that downstream teams were promised."""

from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem

from buratha.items import Article, WaitingArticle, to_record
from buratha.schema import first_fault


class InvalidArticleError(DropItem):
    """The article does not fit the schema."""


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
            InvalidArticleError: it does not fit.

        """
        if isinstance(item, WaitingArticle):
            return item
        fault = first_fault(to_record(item))
        if fault:
            self._crawler.stats.inc_value(f"buratha/invalid/{fault.field}")
            raise InvalidArticleError(f"does not fit the schema: {fault.message}", log_level="ERROR")
        return item
