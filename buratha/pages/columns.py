"""Tables whose first row says what the second one tells: days, hours and counters under heads of columns."""

import itertools
import re
from collections.abc import Sequence

from buratha.pages.lines import Line

_CELLS = frozenset(("td", "th"))
_FEWEST, _MOST = 2, 10
_LONGEST_HEAD = 4
_DIGIT = re.compile(r"\d")


def column_labels(lines: Sequence[Line]) -> dict[int, Line]:
    """For each cell of a row of values, by its line's index, the head of its column."""
    found: dict[int, Line] = {}
    in_cells = [line for line in lines if line.node.tag in _CELLS]
    rows = [(row, list(cells)) for row, cells in itertools.groupby(in_cells, key=lambda line: line.node.parent)]
    for (head, heads), (row, cells) in itertools.pairwise(rows):
        if head is None or row is None or head.parent is not row.parent or len(heads) != len(cells) or not _FEWEST <= len(heads) <= _MOST:
            continue
        if _are_heads(heads) and any(_DIGIT.search(cell.text) for cell in cells) and all(cell.words <= 2 * _LONGEST_HEAD for cell in cells):
            found.update(zip([cell.index for cell in cells], heads, strict=True))
    return found


def _are_heads(heads: Sequence[Line]) -> bool:
    return all(0 < head.words <= _LONGEST_HEAD and not (head.is_link or _DIGIT.search(head.text)) for head in heads)
