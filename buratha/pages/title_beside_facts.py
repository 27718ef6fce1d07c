"""Where headlines stand beside a story's facts: right above them, or at the head of their table."""

from buratha.pages.body import within
from buratha.pages.judged import Judged
from buratha.pages.lines import Line, Node
from buratha.pages.no_title import EMAIL
from buratha.urls import linked_article

_CELLS = frozenset(("td", "th"))
_PARTS, _SEVERAL = 2, 3
_FACTS_ABOVE = 10
"""Lines with facts in a table between its headline and the day."""


def headline_before(judged: Judged, index: int) -> int:
    """The line with text before a line, above the writer's address for letters that may stand between."""
    for line in reversed(judged.lines[max(0, index - 4) : index]):
        if line.text and not EMAIL.search(line.text):
            return line.index
    return -1


def is_anothers_headline(judged: Judged, line: Line) -> bool:
    """Whether a line begins with several words that lead to another page, and has hardly more than a day behind them: an entry of a list."""
    link = next((link for link in line.links if line.text.startswith(link.text)), None)
    if link is None or link.text.count(" ") < _SEVERAL or 2 * line.linked < len(line.text) or link.target.startswith("#"):
        return False
    address = linked_article(judged.url, link.target)
    return address is None or judged.address is None or address.id != judged.address.id


def heads_its_table(judged: Judged, index: int) -> int | None:
    """The line of some words that is the first in the table around a line with a label in its row, alone in its own; a link is another story's."""
    table = _around(judged.lines[index], "table")
    if table is None or not _is_beside_a_label(judged, index):
        return None
    near = judged.lines[max(0, index - _FACTS_ABOVE) : index]
    first = next((other for other in near if other.key and within(other.node, table)), None)
    row = _around(first, "tr") if first is not None else None
    if first is None or row is None or first.words <= _PARTS or first.is_link or _around(first, "table") is not table:
        return None
    alone = sum(bool(other.key) and within(other.node, row) for other in judged.lines[first.index : index + 1]) == 1
    return first.index if alone and (first.index == 0 or not within(judged.lines[first.index - 1].node, table)) else None


def _is_beside_a_label(judged: Judged, index: int) -> bool:
    """Whether a line and one other make up a row of two cells."""
    row = _around(judged.lines[index], "tr")
    held = [other for other in judged.lines[max(0, index - 1) : index + 2] if other.key and row is not None and within(other.node, row)]
    return len(held) == _PARTS and held[0].node is not held[1].node and all(other.node.tag in _CELLS for other in held)


def _around(line: Line, tag: str) -> Node | None:
    """The innermost element of a kind around a line."""
    return next((node for node in line.node.ancestors() if node.tag == tag), None)
