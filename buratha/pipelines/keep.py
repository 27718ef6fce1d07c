"""Every article goes into the archive; what is new or edited goes on to the feeds."""

from scrapy.crawler import Crawler
from scrapy.exceptions import CloseSpider, DropItem

from buratha.archive.frontier import ANOTHER
from buratha.archive.keeper import Keeper
from buratha.archive.keeping import OLDER, UNCHANGED, Kept
from buratha.archive.lost_texts import TEXT_LOST
from buratha.items import Article, WaitingArticle


class Keep:
    """Keeps an article, completes it from what the archive knows, and drops what downstream has already or shall not have."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "Keep":
        """Make it for a crawler, whose archive it keeps in."""
        return cls(crawler)

    async def process_item(self, item: Article) -> Article:
        """Let through what is new or edited, once it is in the archive.

        Raises:
            DropItem: it is held unchanged, or has lost its text, or has the page or the text of another article, or the archive failed.

        """
        if isinstance(item, WaitingArticle):
            return item
        keeper = Keeper.of(self._crawler)
        if item.id in keeper.barred:
            keeper.barred.named({item.id})
            raise DropItem("barred: never to be delivered", log_level="WARNING")
        try:
            kept = await keeper.keep(item)
        except CloseSpider as error:
            raise self._dropped("not_kept", "the archive failed") from error
        if kept.outcome == UNCHANGED:
            raise self._dropped("unchanged", "held already, with the same text")
        if kept.outcome == TEXT_LOST:
            raise self._dropped(
                TEXT_LOST,
                f"article {item.id} is held with a text, and its page has hardly any now, or only its beginning: not believed yet",
                "WARNING",
            )
        if kept.outcome == ANOTHER:
            raise self._dropped(ANOTHER, f"the page of article {item.id} is another one's, by what listings say of it: asked for again", "WARNING")
        if kept.outcome == OLDER:
            raise self._dropped("older_than_held", "the page is older than what is held")
        self._count(item, kept)
        if kept.left_out:
            raise self._dropped("duplicate", f"has the text of article {item.duplicate_of}")
        if kept.outside:
            raise self._dropped("outside_dates", "published on another day than asked for; a run that is asked for it delivers it, or for everything")
        return item

    def _count(self, item: Article, kept: Kept) -> None:
        stats = self._crawler.stats
        stats.inc_value(f"buratha/kept/{kept.outcome}")
        for field in kept.differing:
            stats.inc_value(f"buratha/differs/{field}")
        if kept.text_found:
            stats.inc_value("buratha/no_text/found")
        if kept.day_found:
            stats.inc_value("buratha/no_day/found")
        if kept.far_from:
            stats.inc_value(f"buratha/day_far_from/{kept.far_from}")
        if item.near_duplicate_of:
            stats.inc_value("buratha/near_duplicates")

    def _dropped(self, reason: str, sentence: str, log_level: str = "DEBUG") -> DropItem:
        self._crawler.stats.inc_value(f"buratha/dropped/{reason}")
        return DropItem(sentence, log_level=log_level)
