"""The pages that failed on a way down a listing, and what they may have listed."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from buratha.walks.holes import UNDER_WAY, Hole


@dataclass(slots=True)
class LostPages:
    """What one way down leaves behind it: a hole where pages failed, down to the next page that was read."""

    holes: list[Hole] = field(default_factory=list)
    """In order."""
    in_a_row: int = 0
    """How many pages have failed since the last one that was read."""
    nothing_in_a_row: int = 0
    """How many pages were answered and listed nothing, since the last one that did."""
    in_vain: int = 0
    """How many of them were linked."""
    _open: Hole | None = None
    """The last hole, while no page below it was read."""
    _doubted: Hole | None = None
    """The same, where nothing but a page after it tells it from the listing's end."""

    @property
    def is_open(self) -> bool:
        """Whether no page was read since the last one that was lost."""
        return self._open is not None

    def lay(self, hole: Hole, reason: str, *, is_doubted: bool = False) -> None:
        """The page asked for is a hole; what is below it remains ``hole``. ``is_doubted``: it may be the listing's end as well."""
        lost = Hole(hole.section, hole.url, hole.number, hole.above, hole.below, reason, id=hole.id, tries=hole.tries + 1)
        hole.id, hole.tries = None, 0
        self.holes.append(lost)
        self._open = lost
        if is_doubted:
            self._doubted = lost

    def skip(self, hole: Hole, reason: str) -> None:
        """The page asked for does not follow the one above it. All of it was read, and what is between them is a hole."""
        self.holes.append(replace(hole, reason=reason, tries=hole.tries + 1))
        hole.id, hole.tries = None, 0

    def fail(self) -> None:
        """One more page has failed: what failures are among is no listing's end."""
        self.in_a_row += 1
        self._doubted = None

    def came(self, new: Iterable[int]) -> None:
        """A page was read. What was lost before this page reaches down to it: it lists what no page before it had, and so the listing did not end."""
        self.in_a_row = self.nothing_in_a_row = self.in_vain = 0
        self._doubted, hole = None, self._open
        under = [number for number in new if hole is not None and (hole.above is None or number < hole.above)]
        if hole is not None and under:
            hole.below = max(under)
            self._open = None

    def believe(self, reason: str) -> None:
        """Pages that were lost for this reason were none: it is this listing's manner."""
        for hole in self.holes:
            if hole.reason == reason:
                hole.reason = UNDER_WAY

    @property
    def is_doubted(self) -> bool:
        """Whether what was lost last may be the listing's end as well."""
        return self._doubted is not None

    def unsettle(self) -> Hole | None:
        """No page is asked for that would tell: what was lost last, if that is so, belongs to what is not read yet."""
        doubted = self._doubted
        self.confirm_end()
        return doubted

    def confirm_end(self) -> None:
        """The listing ends there: nothing was lost."""
        if self._doubted is not None:
            self._doubted.reason = UNDER_WAY
        self._open = self._doubted = None
