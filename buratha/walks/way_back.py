"""Going back for a hole: it has to be come into from what stands above it, because withdrawn articles let others move up."""

from collections.abc import Container
from dataclasses import dataclass

from buratha.pages.listing import PageLink
from buratha.walks.holes import Hole
from buratha.walks.pagination import preceding

MOST_STEPS_BACK = 20
"""So many pages a leg goes back to find its hole."""


@dataclass(slots=True)
class WayBack:
    """How far up one leg has gone, to come down into its hole."""

    start: PageLink
    """Where the way down begins."""
    above: int | None
    """The hole is below this id, however far it has shrunk; None where it begins with the listing."""
    has_met: bool
    """Whether the leg has come from what stands above its hole into it."""
    _has_seen_above: bool = False
    _steps: int = 0

    @classmethod
    def to(cls, hole: Hole, *, is_top: bool) -> "WayBack":
        """Begin at the page of a hole; the first leg of a section has nothing above it."""
        return cls(PageLink(hole.url, hole.number), hole.above, has_met=is_top or hole.above is None)

    def is_below(self, main: frozenset[int]) -> bool:
        """Whether all rows stand below what is above the hole, so that the way has to begin further up."""
        return not (self.has_met or self._has_seen_above or self.above is None) and max(main) < self.above

    def come_down(self, main: frozenset[int]) -> None:
        """Take note of a page from which the way goes on down."""
        self._has_seen_above = True
        self.has_met = self.has_met or (self.above is not None and min(main) < self.above)

    def step(self, asked_for: Container[str]) -> PageLink | None:
        """Begin one page further up, unless that was tried, or cannot be told; gives the page."""
        before = preceding(self.start.url, self.start.number or 1)
        if before is None or before.url in asked_for or self._steps >= MOST_STEPS_BACK:
            return None
        self.start, self._steps, self._has_seen_above = before, self._steps + 1, False
        return before

    def give_up(self) -> None:
        """Go no further up: there is no way back across a hole."""
        self._has_seen_above = self.has_met = True


def page_before(hole: Hole, first: str) -> PageLink | None:
    """The page above a hole; ``first`` is the address of the listing's first page."""
    before = preceding(hole.url, hole.page_number)
    return PageLink(first, 1) if before is not None and before.number == 1 else before
