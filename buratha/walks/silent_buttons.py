"""Buttons below lists as long as a page that bring nothing and ask for nothing: whether they wait for something, or have nothing to bring."""

from collections import Counter
from dataclasses import dataclass, field

from buratha.walks.leg import Leg


@dataclass(frozen=True, slots=True)
class SilentButton:
    """One of them: below the first page of a section, which has so many rows."""

    section: str
    url: str
    rows: int
    leg: Leg


@dataclass(slots=True)
class SilentButtons:
    """Those that one run has met. Themes print their button below a section that shows all it has as well; the other sections tell which do."""

    found: list[SilentButton] = field(default_factory=list)
    _rows: dict[str, int] = field(default_factory=dict)

    def note_length(self, section: str, rows: int) -> None:
        """Take note of how many rows a section's first page has as the server sends it."""
        self._rows.setdefault(section, rows)

    def are_probably_at_the_end(self) -> list[SilentButton]:
        """Those below lists that are shorter than another section's first page, and are none then; unless several are equally long, as pages are."""
        alike, longest = Counter(self._rows.values()), max(self._rows.values(), default=0)
        return [each for each in self.found if each.rows < longest and alike[each.rows] <= 1]
