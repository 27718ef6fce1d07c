"""Which months spans of ids belong to, as far as the dates in them and around them tell."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, KeysView
from itertools import pairwise

_WIDEST_GAP = 50_000
"""Months are guessed for ids between two dated ones only where these lie no further apart."""
_MONTHS = 12


class Months:
    """The months of spans of ids, each with how many articles say so."""

    def __init__(self, dated: Iterable[tuple[int, str, int]], span: int, last: int) -> None:
        """Learn from ``(first id of the span, month, number of articles)``; ids go up to ``last``."""
        self._known: dict[int, Counter[int]] = defaultdict(Counter)
        for first, month, number in dated:
            self._known[first][_index(month)] += number
        self._known |= {first: Counter({month: 1}) for first, month in _between(self._known, span, last)}

    @property
    def spans(self) -> KeysView[int]:
        """The first ids of all spans whose months are known."""
        return self._known.keys()

    def share(self, first: int, number: int) -> Iterator[tuple[str | None, int]]:
        """Share out what has no date among the months of a span, as what has one is shared; the shares add up to the number."""
        if first not in self._known:
            yield None, number
            return
        months = self._known[first]
        total, passed, given = months.total(), 0, 0
        for month, weight in sorted(months.items()):
            passed += weight
            due = (2 * number * passed + total) // (2 * total) - given
            given += due
            if due:
                yield _name(month), due


def _between(known: dict[int, Counter[int]], span: int, last: int) -> Iterator[tuple[int, int]]:
    """Spans without a date, each with its month as the dates before and behind it tell; and the one behind the last date."""
    points = [(first, _median(months)) for first, months in sorted(known.items())]
    for (first, month), (behind, later) in pairwise(points):
        if behind - first <= _WIDEST_GAP:
            for between in range(first + span, behind, span):
                yield between, month + (later - month) * (between - first) // (behind - first)
    if points and (after := points[-1][0] + span) <= last:
        yield after, points[-1][1]


def _index(month: str) -> int:
    return int(month[:4]) * _MONTHS + int(month[5:7]) - 1


def _name(index: int) -> str:
    return f"{index // _MONTHS:04}-{index % _MONTHS + 1:02}"


def _median(months: Counter[int]) -> int:
    """The month in the middle of all articles: a few wrong dates do not move it."""
    every = sorted(months.elements())
    return every[(len(every) - 1) // 2]
