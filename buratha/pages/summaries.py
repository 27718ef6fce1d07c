"""Summaries and tables of contents that a layout sets above a story, or folds away beside it."""

from collections.abc import Sequence
from typing import Final

from buratha.pages.body import Stretch, within
from buratha.pages.judged import Judged, is_prose
from buratha.pages.lines import Line, Node
from buratha.pages.paragraphs import words_of
from buratha.pages.wording import wordings

_FOLDED: Final = "details"
_SET_APART: Final = frozenset(("details", "aside", "section", "nav", "figure"))
_LARGEST_SHARE: Final = 0.3
"""Of a story's words: what has more of them is the story, however its block is called."""


def summaries(judged: Judged, stretch: Stretch, lines: Sequence[Line]) -> set[int]:
    """Those of a story's lines above its first paragraph that a block has which a reader must unfold, or which a label calls a summary."""
    first = next((line for line in lines if is_prose(line) and _folded(line) is None), None)
    if first is None:
        return set()
    above = [line for line in lines if line.index < first.index]
    blocks = {id(block): block for line in above if (block := _folded(line)) is not None}
    labels = (line for line in judged.lines[stretch.start : first.index] if line.key in wordings().summaries)
    blocks |= {id(block): block for label in labels if (block := _block_of(label, first)) is not None}
    words = words_of(lines)
    found: set[int] = set()
    for block in blocks.values():
        held = [line for line in above if within(line.node, block)]
        if words_of(held) < _LARGEST_SHARE * words:
            found.update(line.index for line in held)
    return found


def _folded(line: Line) -> Node | None:
    return next((node for node in line.node.ancestors() if node.tag == _FOLDED), None)


def _block_of(label: Line, paragraph: Line) -> Node | None:
    """The largest block around a label that does not hold the first paragraph, where the layout has made it for something: no author's own."""
    block = None
    for node in label.node.ancestors():
        if within(paragraph.node, node):
            break
        block = node
    is_made = block is not None and block is not label.node and block.place != paragraph.node.place and (block.hints or block.tag in _SET_APART)
    return block if is_made else None
