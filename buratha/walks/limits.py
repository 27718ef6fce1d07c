"""How far down listings are walked."""

from dataclasses import dataclass
from datetime import date

from buratha.pages.listing import Listing
from buratha.walks.listing_order import ListingOrder


@dataclass(frozen=True, slots=True)
class Limits:
    """At most so many pages of each listing, no further down than to an id or a day."""

    pages: int | None = None
    least: int | None = None
    """Below this id nothing is wanted."""
    since: date | None = None
    """Before this day nothing is wanted, where the listing shows days."""

    def allow_another(self, asked: int) -> bool:
        """Whether a page may be asked for after so many."""
        return self.pages is None or asked < self.pages

    def are_passed(self, listing: Listing, main: frozenset[int], order: ListingOrder) -> bool:
        """Whether nothing is wanted from this page on down; ``main`` is the list that it is about."""
        if not order.in_order or order.has_no_top:
            return False
        if self.least is not None and max(main) < self.least:
            return True
        days = [article.day for article in listing.articles if article.id in main]
        return self.since is not None and all(day is not None and day < self.since for day in days)
