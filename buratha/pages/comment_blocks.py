"""What holds a comment's lines together, and what looks like its head and is the layout's."""

from collections.abc import Sequence

from buratha.pages.fragments import fragments
from buratha.pages.judged import Judged
from buratha.pages.lines import Line, Node

_BOTH = 2


def shared_depth(one: Node, other: Node) -> int:
    """How deep the innermost block around two others lies."""
    around = _around(one, other)
    return around.depth if around is not None else 0


def is_one_block(lines: Sequence[Line], judged: Judged) -> bool:
    """Whether a block holds several lines that follow each other, and nothing else: a text and who wrote it."""
    if len(lines) < _BOTH:
        return False
    around = _around(lines[0].node, lines[-1].node)
    held = {line.index for line in judged.lines if line.text and around is not None and around in line.node.ancestors()}
    return held == {line.index for line in lines}


def counts_views(line: Line) -> bool:
    """Whether a line with a day counts an article's readers, as no comment's head does."""
    return any(piece.label == "views" and piece.numbers for piece in fragments(line))


def _around(one: Node, other: Node) -> Node | None:
    """The innermost block around two others."""
    around = set(map(id, other.ancestors()))
    return next((node for node in one.ancestors() if id(node) in around), None)
