"""Whether a way down a listing still leads anywhere. Beyond its end a server may send the last page for ever, or the first, or all of them again."""

from dataclasses import dataclass

from buratha.walks.listing_order import ListingOrder
from buratha.walks.story_lists import Seen

PATIENCE = 20
"""So many pages in a row may lead neither to an unknown article nor further down."""
MOST_REPEATS = 4
"""So many pages in a row may be there again without being followed by those that followed them before."""
_FARTHEST = 100
"""By so many pages articles that come out may push a listing on between two requests; what falls back farther has begun anew."""


@dataclass(slots=True)
class Patience:
    """How long a leg has led nowhere."""

    _lowest: int | None = None
    _above: int | None = None
    """Smallest id of the page before."""
    _again: int | None = None
    """On which page the list of the page before was there first, if it was there again."""
    _good: int = 0
    _in_vain: int = 0
    _repeats: int = 0
    _caught_up: int = 0

    def is_lost(self, seen: Seen, order: ListingOrder, *, leads_on: bool) -> bool:
        """Take note of a page. ``leads_on``: it names an unknown article that was there when the way began."""
        lowest, above = min(seen.main), self._above
        brings = seen.is_usual and 2 * len(order.new) > len(seen.rows)
        further = self._lowest is None or lowest < self._lowest
        self._lowest = lowest if self._lowest is None else min(self._lowest, lowest)
        catches_up = self._catches_up(seen, lowest, above)
        self._above, self._again = lowest, seen.again
        if not seen.repeats and (further or leads_on or brings):
            self._good += 1
            self._in_vain = self._repeats = self._caught_up = 0
            return False
        if catches_up:  # all was pushed on by whole pages, and is passed a second time
            self._caught_up += 1
            return self._caught_up > self._good
        self._in_vain += 1
        self._repeats = self._repeats + 1 if seen.repeats else 0
        return self._repeats > MOST_REPEATS or self._in_vain > PATIENCE

    def _catches_up(self, seen: Seen, lowest: int, above: int | None) -> bool:
        """Whether the page follows the one before it as it did the first time."""
        if seen.repeats:
            if seen.again is None or self._again is None or self._good - seen.again > _FARTHEST:
                return False
            return seen.again > self._again
        return above is not None and lowest < above
