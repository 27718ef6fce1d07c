"""Cards of other stories: blocks of one kind side by side, each with another story's linked headline first, and below it how that story begins."""

import itertools
import re
from collections import defaultdict
from collections.abc import Callable, Container, Iterator, Sequence

from buratha.pages.nodes import Node
from buratha.pages.page import Line

_HEADLINE = 2
_LEVELS = 4
_BEFORE, _LABEL = 2, 4
"""Lines that may stand in a card above its headline, such as a section's name, and between it and the rest; words of the former."""
_LARGEST = 12
_CUT_OFF = re.compile(r"(?:…|\.\.\.|\.\.)\s*$")


def lines_of_cards(lines: Sequence[Line], leads_away: Callable[[Line], bool], dated: Container[int]) -> Iterator[Line]:
    """The lines of such cards that are no links, and the heading above them.

    Each card tells a day, or breaks off what it tells: an author who gathers stories of others does neither.
    """
    for row in _rows(lines, leads_away):
        cards = [_held(lines, at, block) for block, at in row]
        told = [[line for line in card if not line.is_link] for card in cards]
        if not all(_is_teaser(held, dated) for held in told):
            continue
        yield from itertools.chain.from_iterable(told)
        first = next((line for line in reversed(lines[: cards[0][0].index]) if line.key), None)
        if first is not None and first.node.heading and any(node is row[0][0].parent for node in first.node.ancestors()):
            yield first


def _rows(lines: Sequence[Line], leads_away: Callable[[Line], bool]) -> Iterator[list[tuple[Node, int]]]:
    """Blocks of one kind in one block, each with the index of the one headline in it."""
    rows: dict[tuple[int, str], dict[int, list[tuple[Node, int]]]] = defaultdict(lambda: defaultdict(list))
    for line in lines:
        below = lines[line.index + 1 : line.index + 1 + _BEFORE]
        if line.is_link and line.words >= _HEADLINE and any(other.key and not other.is_link for other in below) and leads_away(line):
            for node in itertools.islice(line.node.ancestors(), _LEVELS):
                rows[id(node.parent), node.place][id(node)].append((node, line.index))
    for blocks in rows.values():
        if len(blocks) > 1:
            yield [heads[0] for heads in blocks.values()]


def _held(lines: Sequence[Line], at: int, block: Node) -> list[Line]:
    """The lines of a block around a headline; none where the headline does not begin it, or it is too large for a card."""
    near = lines[max(0, at - _BEFORE - 1) : at + _LARGEST]
    held = [line for line in near if line.key and block in line.node.ancestors()]
    if not held or (held[-1] is near[-1] and near[-1] is not lines[-1]) or any(line.index < at and line.words > _LABEL for line in held):
        return []
    return [] if held[0].index < at - _BEFORE else held


def _is_teaser(told: Sequence[Line], dated: Container[int]) -> bool:
    """Whether one of some lines tells a day or a number, or breaks off."""
    return any(line.index in dated or _CUT_OFF.search(line.text) for line in told)
