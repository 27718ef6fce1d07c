"""Runs of lines that may be a meta line: around each date, the labels, numbers and times of day beside it."""

import re
from collections.abc import Container, Iterator, Mapping, Sequence
from functools import lru_cache

from buratha.arabic.dates import has_date
from buratha.arabic.digits import western_digits
from buratha.pages.columns import column_labels
from buratha.pages.fragments import Fragment, fragments, headed, is_solemn
from buratha.pages.lines import Line
from buratha.pages.meta_text import DATE
from buratha.pages.wording import wordings

_AROUND = 6
_LONGEST_LINE = 200
_LONGEST_PLAIN = 90
_MOST_WORDS = 8
_MOST_BETWEEN = 2
_LONGEST_BETWEEN = 6
_DIGIT = re.compile(r"\d")


def find_runs(lines: Sequence[Line]) -> list[list[Fragment]]:
    """Runs of neighbouring lines that are pieces of a meta line, each run with one date; a label or a name may stand between."""
    found: list[list[Fragment]] = []
    current: list[Fragment] = []
    between = 0
    before: Line | None = None
    lines = [line for line in lines if line.text]
    labels = column_labels(lines)
    heads = {head.index for head in labels.values()}
    for line in _near_dates(lines):
        pieces = _pieces_of(line, labels, heads) if line is not None else []
        if line is not None and not pieces and before is not None and before.key in wordings().date_labels and is_solemn(line):
            pieces = headed(line, before)  # a label says that the day in two calendars is the publication's
        before = line
        if line is None:
            current = []
            continue
        if not pieces:
            between += 1
            if line.index in heads:
                between = 0
            if line.node.heading or line.key in wordings().comments or between > _MOST_BETWEEN or line.words > _LONGEST_BETWEEN:
                current = []
            continue
        between = 0
        dated = any(piece.date for piece in pieces)
        if not current or (dated and any(earlier.date for earlier in current)):
            current = []
        current.extend(pieces)
        if dated:
            found.append(current)
    return found


def _pieces_of(line: Line, labels: Mapping[int, Line], heads: Container[int]) -> list[Fragment]:
    """What a line gives to the meta line; in a table with headed columns each cell has its column's head for label."""
    if line.index in heads:
        return []
    return headed(line, labels[line.index]) if line.index in labels else fragments(line)


def _near_dates(lines: Sequence[Line]) -> Iterator[Line | None]:
    """The lines around every line with a date in it; None where lines are left out."""
    dated = [at for at, line in enumerate(lines) if may_hold_date(line)]
    reached = 0
    for at in dated:
        start = max(at - _AROUND, reached)
        if start > reached:
            yield None
        yield from lines[start : at + _AROUND + 1]
        reached = max(reached, at + _AROUND + 1)


def may_hold_date(line: Line) -> bool:
    """Whether it is worth looking for a date in a line."""
    if line.stamp:
        return True
    if not (line.cuts or line.has_year) or len(line.text) > _LONGEST_LINE:
        return False
    if (
        line.cuts
        and not line.has_year
        and len(line.text) < _LONGEST_PLAIN
        and _DIGIT.search(line.text)
        and _shows_date(" ".join(line.runs), short=True)
    ):
        return True  # date, time and views side by side, with no space between them in the markup
    if not line.has_year:
        return False
    text = " ".join(line.runs) if line.cuts and len(line.text) < _LONGEST_PLAIN else line.text
    return _shows_date(text, short=line.words <= _MOST_WORDS * (4 if line.cuts else 2))


@lru_cache(maxsize=8192)
def _shows_date(text: str, *, short: bool) -> bool:
    return DATE.search(western_digits(text)) is not None or (short and has_date(text))
