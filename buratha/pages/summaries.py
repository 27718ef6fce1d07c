"""Summaries and tables of contents that a layout sets above a story, or folds away beside it."""

from collections.abc import Sequence
from typing import Final

from buratha.pages.body import Stretch, within
from buratha.pages.judged import Judged, is_prose
from buratha.pages.lines import Line, Node
from buratha.pages.paragraphs import words_of
from buratha.pages.wording import wordings

_FOLDED: Final = "details"
_LARGEST_SHARE: Final = 0.3
"""Of a story's words: what has more of them is the story, however its block is called."""


def summaries(judged: Judged, stretch: Stretch, lines: Sequence[Line]) -> set[int]:
    """Those of a story's lines that a block has which a reader must unfold, or which a label calls a summary, above the first paragraph."""
    blocks = {id(block): block for line in lines if (block := _folded(line)) is not None}
    first = next((line for line in lines if is_prose(line) and id(_folded(line)) not in blocks), None)
    if first is not None:
        labels = (line for line in judged.lines[stretch.start : first.index] if line.key in wordings().summaries)
        blocks |= {id(block): block for label in labels if (block := _block_of(label, first)) is not None}
    words = words_of(lines)
    found: set[int] = set()
    for block in blocks.values():
        held = [line for line in lines if within(line.node, block)]
        if words_of(held) < _LARGEST_SHARE * words:
            found.update(line.index for line in held)
    return found


def _folded(line: Line) -> Node | None:
    return next((node for node in line.node.ancestors() if node.tag == _FOLDED), None)


def _block_of(label: Line, paragraph: Line) -> Node | None:
    """The largest block around a label that does not hold the story's first paragraph."""
    block = None
    for node in label.node.ancestors():
        if within(paragraph.node, node):
            return block
        block = node
    return None
