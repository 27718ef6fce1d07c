"""Sub-headings at the end of a story: the author's own, told from what heads the boxes below."""

from collections.abc import Container, Sequence

from buratha.pages.judged import Judged
from buratha.pages.lines import Line, Node
from buratha.pages.repetition import Repetition
from buratha.pages.wording import addresses_reader, is_talk

_MOST_STORIES = 0.5
"""Of the pages, have headings at the place of the author's: a layout's own stands below nearly all stories."""
_SHORTEST = 3

Grouped = Sequence[tuple[Node, Sequence[Line]]]


def own_headings(judged: Judged, grouped: Grouped, last: int, cut: Container[int], memory: Repetition) -> set[int]:
    """The lines of headings behind the last of the paragraphs, the group ``last``, that stay: by what follows, or since no other page has them."""
    found: set[int] = set()
    for at in range(last + 1, len(grouped)):
        _, held = grouped[at]
        line = held[0]
        if not _may_be_own(judged, grouped[at]):
            continue
        following = grouped[at + 1][1] if at + 1 < len(grouped) else ()
        heads_text = bool(following) and not any(other.index in cut for other in following)
        if heads_text or _is_of_this_page(judged, line, memory):
            found.add(line.index)
    return found


def _may_be_own(judged: Judged, group: tuple[Node, Sequence[Line]]) -> bool:
    """Whether a group is nothing but a heading of some words that calls for nothing and leads nowhere."""
    block, held = group
    line = held[0]
    if len(held) > 1 or line.node is not block or not block.heading or line.words < _SHORTEST or line.links:
        return False
    evidence = judged.evidence[line.index]
    return not (evidence.against or evidence.leaning or addresses_reader(line.key) or is_talk(line.key))


def _is_of_this_page(judged: Judged, line: Line, memory: Repetition) -> bool:
    """Whether no other page has a heading's words, and few stories have any at its place; right below it no other story is linked."""
    place = memory.place(line.node.place)
    if not judged.learnt or place.pages_with(line.level) > 1 or place.pages > _MOST_STORIES * memory.pages:
        return False
    below = next((other for other in judged.lines[line.index + 1 :] if other.key), None)
    return below is None or not judged.links_to_other_article(below)
