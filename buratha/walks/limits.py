"""How far down listings are walked."""

from dataclasses import dataclass
from datetime import date

from buratha.pages.listing import ListedArticle, Listing
from buratha.walks.listing_order import ListingOrder


@dataclass(frozen=True, slots=True)
class Limits:
    """At most so many pages of each listing, no further down than to an id or a day."""

    pages: int | None = None
    least: int | None = None
    """Below this id nothing is wanted, where the listing shows no day."""
    since: date | None = None
    """Before this day nothing is wanted, where the listing shows days."""

    def allow_another(self, asked: int) -> bool:
        """Whether a page may be asked for after so many."""
        return self.pages is None or asked < self.pages

    def are_passed(self, listing: Listing, main: frozenset[int], order: ListingOrder) -> bool:
        """Whether nothing is wanted from this page on down; ``main`` is the list that it is about."""
        if (self.least is None and self.since is None) or not order.in_order or order.has_no_top:
            return False
        return all(self._is_too_old(article) for article in listing.articles if article.id in main)

    def _is_too_old(self, article: ListedArticle) -> bool:
        if article.day is not None and self.since is not None:
            return article.day < self.since
        return self.least is not None and article.id < self.least
