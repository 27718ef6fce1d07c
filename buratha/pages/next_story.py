"""The next story, which endless pages bring below this one in the same document: with a headline, a day and a writer of its own."""

from collections.abc import Iterator

from buratha.arabic.digits import western_digits
from buratha.pages.judged import Judged, is_prose
from buratha.pages.lines import Line, Node
from buratha.pages.meta_text import AGO

_HEADLINE, _SHORT = 2, 6
_TOLD = 40
"""Words of a story, which are more than a teaser has."""


def next_story_at(judged: Judged, title: Line) -> int | None:
    """The first line of another whole story that stands in a block beside this one's, below it, and is headed as this one is."""
    if not title.node.heading:
        return None
    if title.index not in judged.next_stories:
        block = next((other for other in _told_apart(judged, title) if _is_marked(judged, other)), None)
        judged.next_stories[title.index] = next((line.index for line in judged.lines if block is not None and _is_in(line, block)), None)
    return judged.next_stories[title.index]


def perhaps_next_story(judged: Judged, title: Line) -> Line | None:
    """The heading of what may be another whole story or a part of this one: it stands beside this one's block, and has no day of its own."""
    block = next(_told_apart(judged, title), None) if title.node.heading else None
    return next((line for line in judged.lines if block is not None and line.node.heading and _is_in(line, block)), None)


def _told_apart(judged: Judged, title: Line) -> Iterator[Node]:
    """The blocks beside this story's, below it, that hold prose below one heading, as its own does."""
    return (other for own, other in _blocks_below(judged, title) if _are_alike(judged, own, other))


def _blocks_below(judged: Judged, title: Line) -> Iterator[tuple[Node, Node]]:
    """Each block of this story with that of what stands below another heading of its rank, where they are two of a kind around the same block."""
    own = [*title.node.ancestors()][::-1]
    for line in judged.lines[title.index + 1 :]:
        if line.node.heading != title.node.heading or line.words < _HEADLINE or line.key == title.key:
            continue
        for block, other in zip(own, [*line.node.ancestors()][::-1], strict=False):
            if block is not other:
                if block.tag == other.tag and not (block.heading or other.heading):
                    yield block, other
                break


def _are_alike(judged: Judged, own: Node, other: Node) -> bool:
    """Whether two blocks hold prose each, the second one below the only heading of its first rank."""
    if min(judged.prose_in(own), judged.prose_in(other)) < _TOLD:
        return False
    held = [line for line in judged.lines if _is_in(line, other)]
    rank = min(line.node.heading for line in held if line.node.heading)
    heads = [line for line in held if line.node.heading == rank]
    return len(heads) == 1 and any(is_prose(line) for line in held if line.index > heads[0].index)


def _is_marked(judged: Judged, block: Node) -> bool:
    """Whether a block has a day of its own, or is marked up as an article headed in the first rank; parts of one story have headings, too."""
    held = [line for line in judged.lines if _is_in(line, block)]
    if any(line.index in judged.dated or (line.words <= _SHORT and AGO.search(western_digits(line.text))) for line in held):
        return True
    return block.tag == "article" and any(line.node.heading == 1 for line in held)


def _is_in(line: Line, block: Node) -> bool:
    return any(node is block for node in line.node.ancestors())
