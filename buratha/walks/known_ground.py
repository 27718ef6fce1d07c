"""Whether a way down has come to what earlier runs have walked, so that nothing new can stand below."""

from collections.abc import Collection, Container, Mapping
from dataclasses import dataclass

from buratha.archive.frontier import Known
from buratha.walks.listing_order import ListingOrder
from buratha.walks.story_lists import Seen


@dataclass(slots=True)
class KnownGround:
    """What one way down has met of it. Up to id ``below`` earlier runs have walked; None where they have not."""

    below: int | None
    _was_known: bool = False
    """Whether the page before was known ground."""
    _met: int = 0
    """How many of its rows were read, each once."""
    _last: int | None = None
    """The last row of the page before."""

    def pass_over(self, rows: Collection[int], own: Container[int], known: Mapping[int, Known], run: int) -> None:
        """Take note of a page's rows that no page before had.

        ``own`` have the section's address; others may be known to nobody though they were walked. One that nobody knows amid newer ones
        was given its number early and came out late.
        """
        if self.below is None:
            return
        walked = [number for number in rows if number <= self.below]
        is_amid_newer = len(walked) < len(rows)
        self._met += sum(not is_amid_newer or number not in own or _was_met(number, known, run) for number in walked)

    def begin_anew(self) -> None:
        """The way down begins again, further up."""
        self._met, self._was_known, self._last = 0, False, None

    def is_come_to_by_a_leap(self, seen: Seen, order: ListingOrder) -> bool:
        """Take note of a page; gives whether it does not follow the one before it, whose last row was still above what earlier runs walked.

        Known ground begins with the article ``below``. A page that begins further down, without it, skips rows: an older state of the page is
        shown, and what came out since is on neither. Within a page rows are from one moment, so that an article that is missing there is withdrawn.
        """
        below, last, self._last = self.below, self._last, seen.rows[-1] if seen.rows else None
        if below is None or last is None or last <= below or last in seen.main or not order.is_newest_first:
            return False
        return bool(order.new) and max(order.new) < below and not order.has_met(below)

    def is_missed(self, usual: int) -> bool:
        """Whether it has to be further down: no more of it was read than the ``usual`` number of rows that stand out of their order."""
        return self.below is not None and self._met <= usual

    def is_rejoined(self, seen: Seen, known: Mapping[int, Known], run: int, order: ListingOrder) -> bool:
        """Take note of a page, of whose articles ``known`` says what the archive knew; gives whether the way may end with it."""
        was_known, self._was_known = self._was_known, not seen.repeats and self._has_nothing_else(seen.telling, known, run)
        return self._was_known and self._is_all_below(order, was_known=was_known)

    def _has_nothing_else(self, ids: frozenset[int], known: Mapping[int, Known], run: int) -> bool:
        """Whether the page lists only what earlier runs met, in the part that they have walked."""
        below = self.below
        return below is not None and bool(ids) and all(number <= below and _was_met(number, known, run) for number in ids)

    def _is_all_below(self, order: ListingOrder, *, was_known: bool) -> bool:
        """Whether nothing new can stand below a page of known ground, by all that is known of the listing's order.

        A page of edited or pinned stories is known ground too, above new ones. So its rows have to stand in order; the newest that is known
        has to be in sight, or a second page of known ground; and more known rows are read than ever stood above one that came late.
        """
        in_sight = was_known or (self.below is not None and order.greatest >= self.below)
        return in_sight and order.in_order and not self.is_short_of(order)

    def is_short_of(self, order: ListingOrder) -> bool:
        """Whether no more known rows were read than may stand above one that comes late."""
        return self.below is None or order.reaches(self.below) <= order.depth


def _was_met(number: int, known: Mapping[int, Known], run: int) -> bool:
    """Whether an earlier run has met an article."""
    return number in known and known[number].run < run
