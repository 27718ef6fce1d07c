"""What microdata or RDFa says of the story: what it says of other stories on the page stands in blocks of theirs."""

from collections.abc import Sequence
from typing import TypeVar

from buratha.pages.lines import Line, Node

Value = TypeVar("Value", str, int)


def of_the_story(told: Sequence[tuple[Node, Value]], title: Line | None) -> Value | None:
    """The one value that a block around the headline has, the innermost such block first; else the only one on the page."""
    if title is not None:
        for around in title.node.ancestors():
            values = {value for node, value in told if node is around}
            if values:
                return values.pop() if len(values) == 1 else None
    values = {value for _, value in told}
    return values.pop() if len(values) == 1 else None
