"""What microdata or RDFa says of the story: what it says of other stories on the page stands in blocks of theirs."""

from collections.abc import Sequence
from typing import TypeVar

from buratha.pages.body import within
from buratha.pages.distance import PROSE
from buratha.pages.judged import Judged
from buratha.pages.lines import Line, Node

_MOST = 40
"""Where microdata tells of more stories than this, the page is a list of them."""
Value = TypeVar("Value", str, int)


def of_the_story(told: Sequence[tuple[Node, Value]], title: Line | None, judged: Judged) -> Value | None:
    """The one value that a block around the headline has, the innermost such block first; else the only one that no other story's block has."""
    if title is not None:
        for around in title.node.ancestors():
            values = {value for node, value in told if node is around}
            if values:
                return values.pop() if len(values) == 1 else None
    if len(told) > _MOST:
        return None
    values = {value for node, value in told if not _is_anothers(node, judged)}
    return values.pop() if len(values) == 1 else None


def _is_anothers(node: Node, judged: Judged) -> bool:
    """Whether a block is little more than a link to another story."""
    held = [line for line in judged.lines if line.key and within(line.node, node)]
    prose = sum(line.words for line in held if line.words > PROSE and not line.is_link)
    return any(line.is_link and judged.links_to_other_article(line) for line in held) and 2 * prose < judged.prose
