"""Sections whose articles come to nothing, one after the other: no more of them are asked for, and no more of their listing."""

from collections import Counter

MOST_IN_A_ROW = 300
"""So many articles of a section in a row that the server answers for and that are none. A listing that invents numbers would go on for ever, and a
server that has walled itself off is not asked for thousands more. Fewer stand in a row where an old section was emptied."""
LISTINGS_IN_A_ROW = 200
"""So many listings' pages, and articles have their turn: otherwise as many listings without end as there are connections would keep them waiting."""


class Streaks:
    """What came one after the other in a run, up to now."""

    def __init__(self) -> None:
        self._in_vain: Counter[str] = Counter()
        self._listings = 0
        self.ended: set[str] = set()
        """Sections, by the addresses of their articles, of which no more is asked for."""

    def listing(self) -> None:
        """A listing's page was answered."""
        self._listings += 1

    def article(self, section: str) -> None:
        """An article's page was read."""
        self._listings = 0
        self._in_vain[section] = 0

    def nothing(self) -> None:
        """An article's page could not be fetched, which says nothing of the section."""
        self._listings = 0

    def none(self, section: str) -> bool:
        """An article's page was answered and is none; gives whether that ends the section."""
        self._listings = 0
        self._in_vain[section] += 1
        if self._in_vain[section] < MOST_IN_A_ROW or section in self.ended:
            return False
        self.ended.add(section)
        return True

    @property
    def articles_first(self) -> bool:
        """Whether listings have to wait for articles."""
        return self._listings >= LISTINGS_IN_A_ROW
