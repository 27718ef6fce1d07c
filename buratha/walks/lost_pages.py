"""The pages that failed on a way down a listing, and what they may have listed."""

from dataclasses import dataclass, field

from buratha.walks.holes import UNDER_WAY, Hole


@dataclass(slots=True)
class LostPages:
    """What one way down leaves behind it: a hole where pages failed, down to the next page that was read."""

    holes: list[Hole] = field(default_factory=list)
    """In order."""
    in_a_row: int = 0
    """How many pages have failed since the last one that was read."""
    _open: Hole | None = None
    """The last hole, while no page below it was read."""
    _doubted: Hole | None = None
    """The same, where the server says that the listing ends."""

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

    def close(self, main: frozenset[int]) -> None:
        """What was lost before this page reaches down to it; a page that is there again, or the first after the last, tells nothing."""
        hole = self._open
        under = [number for number in main if hole is not None and (hole.above is None or number < hole.above)]
        if hole is not None and under:
            hole.below = max(under)
            self._open = self._doubted = None

    def confirm_end(self) -> None:
        """The listing ends where the server said so: nothing was lost there."""
        if self._doubted is not None:
            self._doubted.reason = UNDER_WAY
