"""Lines without a letter or a number: an author's breaks between parts and empty values in a table, or a layout's dots, bars and rulers."""

import itertools
import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import Final

from buratha.pages.data_tables import cell_of, column_of, data_tables, table_of
from buratha.pages.lines import Line

_RULE: Final = 3
"""Characters."""
_NEAR: Final = 12
_SHORT_BREAK: Final = re.compile(r"…|[*٭⁂✱✻✽❖◆◇★☆✦✧~=_ـ–—-]{1,2}")
"""Not a lone dot, bullet or bar, which layouts have between their tools and editors in empty paragraphs."""
_DRAWN: Final = re.compile(r"[ـ_=–—-]+")
"""A drawn line: below the text it parts nothing of it."""
_NO_VALUE: Final = re.compile(r"[|¦:·•»«›‹<>,،]+")


def without_stray_marks(every: Sequence[Line], lines: Sequence[Line]) -> list[Line]:
    """A story's lines without those marks that are the layout's; ``every``: the page's lines.

    In a table a column of marks alone is one of bullets.
    """
    told = [line for line in lines if line.key]
    if len(told) == len(lines):
        return list(lines)
    own = {line.index for line in told}
    tables = data_tables(told)
    columns = {(table_of(line), column_of(line)) for line in told if table_of(line) in tables}
    keyed = [other.index for other in every if other.key]
    return [
        line
        for line in lines
        if line.key or ((table_of(line), column_of(line)) in columns and _is_a_value(line, every)) or _is_a_break(line, every, keyed, own)
    ]


def ends_its_row(line: Line, last: Line) -> bool:
    """Whether a line is a mark in the same row of a table as the last line of a story."""
    cell, before = cell_of(line), cell_of(last)
    return bool(line.text) and not line.key and None not in {cell, before} and cell is not before and _row(line) is _row(last)


def _row(line: Line) -> object:
    cell = cell_of(line)
    return cell.parent if cell is not None else None


def _is_a_value(line: Line, every: Sequence[Line]) -> bool:
    """Whether a mark is all that a cell holds: «-», «/»."""
    beside = [other for other in every[max(0, line.index - 1) : line.index + 2] if other is not line and other.text]
    return _NO_VALUE.fullmatch(line.text) is None and all(cell_of(other) is not cell_of(line) for other in beside)


def _is_a_break(line: Line, every: Sequence[Line], keyed: Sequence[int], own: set[int]) -> bool:
    """Whether a mark stands between parts of a story: with its text right above and below, or a rule of several marks on one side of a box."""
    at = bisect_left(keyed, line.index)
    beside = [every[index] for index in keyed[max(0, at - 1) : at + 1] if index in own]
    if len(beside) > 1:
        in_their_cell = all(cell_of(other) is cell_of(line) for other in beside)  # else a bullet in a cell of its own
        return len(line.text) >= _RULE or (in_their_cell and _SHORT_BREAK.fullmatch(line.text) is not None)
    if len(line.text) < _RULE or (_DRAWN.fullmatch(line.text) and line.index > max(own)):
        return False
    if any(other.node.place == line.node.place for other in beside):
        return True
    in_one_block = any(line.node.parent is other.node.parent or line.node is other.node.parent for other in beside)
    return in_one_block and not _is_around_a_box(line, every, own)


def _is_around_a_box(line: Line, every: Sequence[Line], own: set[int]) -> bool:
    """Whether a rule has its like on the other side of lines that are not the story's."""
    for way in (every[max(0, line.index - _NEAR) : line.index][::-1], every[line.index + 1 : line.index + 1 + _NEAR]):
        box = list(itertools.takewhile(lambda other: other.index not in own, way))
        if any(other.text == line.text for other in box):
            return True
    return False
