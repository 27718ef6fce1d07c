"""Whether a listing moved up while it was walked: an article that is taken away lets those below it move up, and past the walk.

What moved up from the page that is asked for next to the one that was just read is on neither. No single page tells, because pages of a
listing do not overlap. But everything between the place of the withdrawn article and the walk's own has moved, and stays moved. So a few of
the pages are looked at a second time when the walk is over, the farther down the farther apart: between any two places of which the lower
is at least half as far again as the upper, one of them lies.
"""

from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from buratha.pages.listing import Listing, PageLink
from buratha.pages.positions import CURSOR, position_of


@dataclass(frozen=True, slots=True)
class Mark:
    """A page as it was when the walk came by."""

    url: str
    number: int | None
    rows: frozenset[int]
    pushed_on: int
    """By how many rows the listing had been pushed on until then."""

    def has_moved(self, now: frozenset[int], published: int) -> bool:
        """Whether the page is not what it has to be after so many articles came out above it."""
        if now == self.rows:
            return False
        pushed = published - self.pushed_on
        staying = sorted(self.rows, reverse=True)[: max(0, len(self.rows) - pushed)]
        came = now.difference(staying)
        return pushed <= 0 or not staying or not now.issuperset(staying) or len(came) != pushed or min(came) < max(self.rows)


@dataclass(slots=True)
class Marks:
    """The pages of one walk that are looked at a second time."""

    _found: dict[int, Mark] = field(default_factory=dict)
    _pages: int = 0
    _pushed_on: int = 0

    def pass_by(self, page: PageLink, rows: Sequence[int], new: Sequence[int]) -> None:
        """Take note of a page, which is the next of the walk; ``new`` are its rows that were on none before."""
        if not new:
            return
        self._pages += 1
        self._pushed_on += len(rows) - len(new) if self._pages > 1 else 0
        if _is_marked(self._pages) and position_of(page.url).kind != CURSOR:  # a page that begins below an article does not move
            self._found[self._pages] = Mark(page.url, page.number, frozenset(rows), self._pushed_on)

    def after(self, count: int) -> list[Mark]:
        """The pages to look at again, but for so many from the beginning and the last: no page follows it that could have lost anything."""
        return [mark for at, mark in self._found.items() if count < at < self._pages]


_ALL_OF_THEM = 3
"""So many pages are looked at again one after the other; then every second of twice as many, and so on."""


def _is_marked(count: int) -> bool:
    """One, and twos and threes doubled: 1, 2, 3, 4, 6, 8, 12, 16, 24."""
    while count > _ALL_OF_THEM and count % 2 == 0:
        count //= 2
    return count <= _ALL_OF_THEM


@dataclass(slots=True)
class Check:
    """The second look at some pages, one after the other."""

    marks: deque[Mark]
    published: int
    """How many articles came out since the walk began."""
    has_moved: bool = False

    @classmethod
    def of(cls, marks: Iterable[Mark], published: int) -> "Check":
        """Look at these."""
        return cls(deque(marks), published)

    @property
    def page(self) -> PageLink | None:
        """The page to ask for; None when it is over."""
        return None if self.has_moved or not self.marks else PageLink(self.marks[0].url, self.marks[0].number)

    def take(self, listing: Listing) -> None:
        """Compare a page with what it was."""
        mark = self.marks.popleft()
        now = max((frozenset(rows) for rows in listing.lists.values()), key=lambda rows: len(rows & mark.rows), default=frozenset[int]())
        named = {article.id: article.section for article in listing.articles}
        sections = {named[number] for number in mark.rows if number in named}
        self.has_moved = mark.has_moved(frozenset(number for number in now if not sections or named.get(number) in sections), self.published)

    def skip(self) -> None:
        """The page could not be read: it tells nothing."""
        self.marks.popleft()
