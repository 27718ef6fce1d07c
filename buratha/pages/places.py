"""What one place of the tree has shown, page after page: counters, from which follows what is furniture there."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Self

WARM: Final = 3
"""From so many pages on a line that comes again is furniture."""
_FEW_PAGES = 3
_FIXED_SHARE = 0.4
_OFTEN = 0.3
_A_LABEL = 6
_ROTATING = 0.15
_RECURRENT_SHARE = 0.1
_NEARLY_ALL, _MOST_PAGES = 0.8, 0.7
_SETTLED = 10
_LATE_WARM, _LATE_SHARE, _LATE_ENOUGH = 5, 0.6, 10
"""Where stories have been read for long, a new line that comes again may be a notice that a few stories share: until it has stood on ten pages,
more has to speak for furniture."""


@dataclass(slots=True)
class Seen:
    """One line at one place: the pages it stood on, the place's page count when it was first met, its least number on a page."""

    pages: int
    since: int
    least: int = 1
    text: str = ""

    def halve(self) -> None:
        """Let half of it be forgotten."""
        self.pages, self.since = self.pages // 2, self.since // 2


@dataclass(slots=True)
class Place:
    """A place of the tree: pages it stood on, lines met there, pairs of equal lines, pages that brought a line never met.

    ``silent``: pages that had nothing here but furniture known by then, and so say nothing of whether stories are told here: a picture's post
    with the same call below it as under all stories.
    """

    pages: int = 0
    lines: int = 0
    pairs: int = 0
    fresh: int = 0
    seen: dict[str, Seen] = field(default_factory=dict)
    silent: int = 0
    _counted: tuple[int, int, int] = (0, 0, 1)
    """At how many pages it was counted what comes again beside what is constant, and that."""

    def count(self, keys: Mapping[str, int]) -> None:
        """Count the lines, with their numbers, that one page has here."""
        self.silent += all(map(self.is_fixed, keys))
        self.pages += 1
        self.lines += len(keys)
        fresh = False
        for key, times in keys.items():
            seen = self.seen.get(key)
            if seen is None:
                self.seen[key] = Seen(1, self.pages, times)
                fresh = True
            else:
                self.pairs += seen.pages
                seen.pages += 1
                seen.least = min(seen.least, times)
        self.fresh += fresh

    def is_fixed(self, key: str) -> bool:
        """Whether this very line belongs to the furniture of the place."""
        seen = self.seen.get(key)
        if seen is None or seen.pages < 2:
            return False
        if self.pages <= _FEW_PAGES:
            return seen.pages * 3 >= self.pages * 2
        is_late = seen.since > _SETTLED and seen.pages < _LATE_ENOUGH and not self.is_exhausted
        late_warm = _LATE_ENOUGH if self.is_varied else _LATE_WARM
        least, share = (late_warm, _LATE_SHARE) if is_late else (WARM, _FIXED_SHARE)
        return seen.pages >= least and seen.pages >= share * (self.pages - seen.since + 1)

    def is_recurrent(self, key: str) -> bool:
        """Whether the line comes again now and then where most lines do: a box that rotates."""
        seen = self.seen.get(key)
        if seen is None or seen.pages < WARM or self.pages <= _FEW_PAGES or seen.pages < _RECURRENT_SHARE * self.pages:
            return False
        pairs, lines = self._without_constant()
        return 2 * pairs >= _ROTATING * lines * (self.pages - 1)

    def _without_constant(self) -> tuple[int, int]:
        """The pairs and the lines without those lines that nearly all pages have here, which say nothing of the others."""
        if self._counted[0] != self.pages:
            constant = [seen.pages for seen in self.seen.values() if seen.pages >= _NEARLY_ALL * self.pages]
            pairs = self.pairs - sum(pages * (pages - 1) // 2 for pages in constant)
            self._counted = self.pages, max(0, pairs), max(1, self.lines - sum(constant))
        return self._counted[1:]

    def comes_often(self, key: str, words: int) -> bool:
        """Whether a line has come again nearly as often as furniture does since it was first met; one of a few words need not."""
        seen = self.seen.get(key)
        return seen is not None and seen.pages >= WARM and (words <= _A_LABEL or seen.pages >= _OFTEN * (self.pages - seen.since + 1))

    def is_on_most_pages(self, key: str) -> bool:
        """Whether so many of the place's pages have the line that no story is told by it, not even one that is told again and again."""
        return self.pages_with(key) >= _MOST_PAGES * self.pages > 0

    @property
    def is_exhausted(self) -> bool:
        """Whether the place brings nothing new any more: no label or counter there is a story's."""
        return self.pages >= _SETTLED and 2 * (self.fresh - _FEW_PAGES) < self.pages - _FEW_PAGES

    @property
    def is_drained(self) -> bool:
        """Whether it brings nothing new though it often has more than constant furniture: no story is told there at all."""
        speaking = self.pages - self.silent
        return self.is_exhausted and speaking >= _SETTLED and 2 * (self.fresh - _FEW_PAGES) < speaking - _FEW_PAGES

    @property
    def is_varied(self) -> bool:
        """Whether most pages that have more than constant furniture here bring something new, as a story does."""
        return self.pages >= WARM and 2 * self.fresh > self.pages - self.silent

    def pages_with(self, key: str) -> int:
        """On how many pages the line stood here."""
        seen = self.seen.get(key)
        return seen.pages if seen else 0

    def usual_number(self, key: str) -> int:
        """How often a page has this line here, at the least."""
        seen = self.seen.get(key)
        return seen.least if seen else 0

    def halve(self) -> None:
        """Let half of it be forgotten, and what was met once altogether."""
        self.pages, self.lines, self.pairs, self.fresh = self.pages // 2, self.lines // 2, self.pairs // 4, self.fresh // 2
        self.silent //= 2
        self.seen = halved(self.seen)


NOWHERE = Place()


def halved(counters: dict[str, Seen]) -> dict[str, Seen]:
    """Counters of which half is forgotten, and what was met once altogether."""
    left = {key: seen for key, seen in counters.items() if seen.pages > 1}
    for seen in left.values():
        seen.halve()
    return left


def kept(counters: dict[str, Seen]) -> dict[str, list[int | str]]:
    """Counters as rows for JSON; only what came again is worth keeping."""
    return {key: [seen.pages, seen.since, seen.least, seen.text] for key, seen in counters.items() if seen.pages > 1}


def restored(rows: dict[str, list[Any]]) -> dict[str, Seen]:
    """Counters from such rows; raises IndexError, TypeError or ValueError on others."""
    return {key: Seen(int(row[0]), int(row[1]), int(row[2]), str(row[3])) for key, row in rows.items()}


class SeenOnPages:
    """Counters of what lines have in common, by that; half of it can be forgotten, and the rest kept as JSON."""

    def __init__(self, seen: dict[str, Seen] | None = None) -> None:
        self._seen = seen or {}

    def halve(self) -> None:
        """Forget half of what was seen."""
        self._seen = halved(self._seen)

    def kept(self) -> dict[str, list[int | str]]:
        """The counters as JSON has them."""
        return kept(self._seen)

    @classmethod
    def restored(cls, data: dict[str, list[Any]]) -> Self:
        """The counters back from what :meth:`kept` gave."""
        return cls(restored(data))


def kept_place(place: Place) -> list[Any]:
    """A place as a row for JSON."""
    return [place.pages, place.lines, place.pairs, place.fresh, kept(place.seen), place.silent]


def restored_place(row: list[Any]) -> Place:
    """A place from its row, the last number of which early ones lack; raises as :func:`restored` does."""
    pages, lines, pairs, fresh, seen, *silent = row
    return Place(int(pages), int(lines), int(pairs), int(fresh), restored(seen), int(silent[0]) if silent else 0)
