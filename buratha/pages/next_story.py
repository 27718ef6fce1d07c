"""The next story, which endless pages bring below this one in the same document: with a headline, a day and a writer of its own."""

from collections.abc import Iterator

from buratha.pages.judged import Judged, is_prose
from buratha.pages.lines import Line, Node

_HEADLINE = 2
_TOLD = 40
"""Words of a story, which are more than a teaser has."""


def next_story_at(judged: Judged, title: Line) -> int | None:
    """The first line of another whole story that stands in a block beside this one's, below it, and is headed as this one is."""
    if not title.node.heading:
        return None
    if title.index not in judged.next_stories:
        pairs = _blocks_below(judged, title)
        block = next((other for own, other in pairs if _are_two_stories(judged, own, other)), None)
        judged.next_stories[title.index] = next((line.index for line in judged.lines if block is not None and _is_in(line, block)), None)
    return judged.next_stories[title.index]


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


def _are_two_stories(judged: Judged, own: Node, other: Node) -> bool:
    """Whether two blocks hold a story each: prose below one heading, and a day of its own; parts of one story have headings too."""
    if min(judged.prose_in(own), judged.prose_in(other)) < _TOLD:
        return False
    held = [line for line in judged.lines if _is_in(line, other)]
    rank = min(line.node.heading for line in held if line.node.heading)
    heads = [line for line in held if line.node.heading == rank]
    begins = any(is_prose(line) for line in held if line.index > heads[0].index)
    is_dated = any(line.index in judged.dated for line in held)
    return begins and len(heads) == 1 and (is_dated or (rank == 1 and other.tag == "article"))


def _is_in(line: Line, block: Node) -> bool:
    return any(node is block for node in line.node.ancestors())
