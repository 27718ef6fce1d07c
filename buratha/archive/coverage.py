"""What of the agency is held, by section, month and range of ids: counted by the database, so that memory does not grow with the archive.

All sections share one sequence of ids that grows with time. So an article that is not held, or whose page tells no date, is counted
in the month of the articles around it; ids that were never met belong to a month, too, but to no section. Nor do those that somebody has
asked for by number and the server does not have, unless something has named them; above the greatest one met they count for nothing.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, and_, case, func, not_, select

from buratha.archive.coverage_months import Months
from buratha.archive.frontier import is_nobodys
from buratha.archive.queries import KINDS, kind
from buratha.archive.tables import HELD, articles

NEVER_MET = "never_met"
"""Ids below the greatest one met that nothing has named."""
ALL_KINDS = (*KINDS, NEVER_MET)

SPAN = 1000
"""Ids that are counted together; fewer when the archive is small."""
_SMALL = 50
"""An archive of fewer such spans is counted in spans of a tenth."""
_SPANS_AT_ONCE = 10_000
"""Of more ranges than these, only those are shown in which anything was met."""
_FAR = 50_000
"""An id so far above all that is held is taken for somebody's error."""

Counts = Counter[str]
_Row = tuple[int, str | None, str, str | None, int]


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many articles of each kind there are. A month that nobody can tell is None."""

    span: int
    last: int
    """The greatest id met: below it, ids can be missing. One that lies far above all that is held is taken for somebody's error."""
    total: Counts
    sections: dict[str, Counts]
    months: dict[str | None, Counts]
    cells: dict[tuple[str, str | None], Counts]
    """By section and month."""
    spans: dict[int, Counts]
    """By the first id of each span of ids in which anything was met."""

    def by_year(self) -> dict[str | None, Counts]:
        """The months' counts, by year."""
        return _summed((month[:4] if month else None, counts) for month, counts in self.months.items())

    def by_ids(self, width: int) -> dict[int, Counts]:
        """The spans' counts in wider ranges, by the first id; what was never met is counted in each range, also where nothing was met."""
        wide = _summed(((first - 1) // width * width + 1, counts) for first, counts in self.spans.items())
        for first in range(1, self.last + 1, width) if self.last // width < _SPANS_AT_ONCE else ():
            wide.setdefault(first, Counter())
        for first, counts in wide.items():
            counts[NEVER_MET] = _never_met(first, width, self.last, counts)
        return dict(sorted(wide.items()))

    def as_json(self) -> dict[str, Any]:
        """Everything, for machines."""
        return {
            "last_id": self.last,
            "total": _plain(self.total),
            "sections": [{"section": section, **_plain(counts, KINDS)} for section, counts in self.sections.items()],
            "months": [{"month": month, **_plain(counts)} for month, counts in self.months.items()],
            "cells": [{"section": section, "month": month, **_plain(counts, KINDS)} for (section, month), counts in self.cells.items()],
            "ids": [{"from": first, "to": first + self.span - 1, **_plain(counts)} for first, counts in self.spans.items()],
        }


def survey(connection: Connection) -> Coverage:
    """Count what is held and what is not, in one pass over the archive's articles."""
    ends = select(func.min(articles.c.id), func.max(articles.c.id), _greatest_held()).where(not_(is_nobodys()))
    least, greatest, held = connection.execute(ends).one()
    if greatest is None:
        return Coverage(SPAN, 0, Counter(), {}, {}, {}, {})
    last = held if held and greatest - held > _FAR else greatest
    span = SPAN if last - least >= SPAN * _SMALL else SPAN // 10
    rows = _rows(connection, span, last)
    months = Months(((first, month, number) for first, _, _, month, number in rows if month), span, last)
    spans = _summed((first, Counter({name: number})) for first, _, name, _, number in rows)
    for first, counts in spans.items():
        counts[NEVER_MET] = _never_met(first, span, last, counts)
    cells = _summed(
        ((section, of_month), Counter({name: share}))
        for first, section, name, month, number in rows
        for of_month, share in ([(month, number)] if month else months.share(first, number))
    )
    by_month = _summed((month, counts) for (_, month), counts in cells.items())
    total: Counts = sum((counts for counts in cells.values()), Counter())
    _count_never_met(by_month, months, spans, span, last)
    total[NEVER_MET] = sum(counts[NEVER_MET] for counts in by_month.values())
    named = {(section, month): counts for (section, month), counts in cells.items() if section is not None}
    return Coverage(
        span=span,
        last=last,
        total=total,
        sections=dict(sorted(_summed((section, counts) for (section, _), counts in named.items()).items())),
        months=_in_order(by_month),
        cells=dict(sorted(named.items(), key=lambda cell: (cell[0][0], cell[0][1] or ""))),
        spans=dict(sorted(spans.items())),
    )


def _greatest_held() -> Any:
    return select(func.max(articles.c.id)).where(articles.c.state == HELD).correlate(None).scalar_subquery()


def _rows(connection: Connection, span: int, last: int) -> list[_Row]:
    """First id of the span, section (None where nothing tells it), kind, month of publication, number of articles."""
    first = ((articles.c.id - 1) // span * span + 1).label("first")
    section = case((is_nobodys(), None), else_=articles.c.section).label("of_section")
    keys = (first, section, kind.label("kind"), articles.c.month)
    counted = not_(and_(is_nobodys(), articles.c.id > last))
    return [tuple(row) for row in connection.execute(select(*keys, func.count()).where(counted).group_by(*keys))]


def _never_met(first: int, width: int, last: int, known: Mapping[str, int]) -> int:
    """How many ids of a range nothing has named; above the last one, none is missed."""
    inside = max(0, min(last, first + width - 1) - first + 1)
    met = sum(number for name, number in known.items() if name != NEVER_MET)
    return max(0, inside - met)


def _count_never_met(by_month: dict[str | None, Counts], months: Months, spans: Mapping[int, Counts], span: int, last: int) -> None:
    """Count ids that were never met in the months of their spans; what lies too far from any date has no month."""
    told = 0
    for first in months.spans | spans.keys():
        number = spans[first][NEVER_MET] if first in spans else _never_met(first, span, last, {})
        told += number
        for month, share in months.share(first, number):
            by_month.setdefault(month, Counter())[NEVER_MET] += share
    met = sum(counts.total() - counts[NEVER_MET] for first, counts in spans.items() if first <= last)
    if (elsewhere := last - met - told) > 0:
        by_month.setdefault(None, Counter())[NEVER_MET] += elsewhere


def _summed(pairs: Any) -> dict[Any, Counts]:
    sums: dict[Any, Counts] = {}
    for key, counts in pairs:
        sums.setdefault(key, Counter()).update(counts)
    return sums


def _in_order(months: dict[str | None, Counts]) -> dict[str | None, Counts]:
    return dict(sorted(months.items(), key=lambda month: month[0] or ""))


def _plain(counts: Counts, names: tuple[str, ...] = ALL_KINDS) -> dict[str, int]:
    return {name: counts[name] for name in names}
