"""Labels of boxes of links that were set into a story: «على صلة», «ربما يهمك», in whatever words."""

import re

from buratha.pages.body import Stretch
from buratha.pages.distance import PROSE
from buratha.pages.judge import Judged
from buratha.pages.lines import Line
from buratha.pages.repetition import Repetition
from buratha.pages.trace import LEARNT

_LONGEST = 5
_SENTENCE_END = re.compile(r"[.!؟?…»\")،؛*]\s*$")


def box_labels(judged: Judged, stretch: Stretch, lines: list[Line], links: set[int], memory: Repetition) -> set[int]:
    """Short lines of a story right before links that stand in no paragraph's place: in a block with links only, or on other pages too.

    An author's sub-heading may stand before such links as well.
    """
    prose = {line.node.place for line in lines if line.words > PROSE}
    held = {line.index for line in lines}
    found = set()
    for line in lines:
        if line.words > _LONGEST or _SENTENCE_END.search(line.text) or line.links or line.node is stretch.container:
            continue
        following = next((other for other in judged.lines[line.index + 1 : stretch.end] if other.key), None)
        if following is None or following.index not in links or following.node.place in prose:
            continue
        times = memory.place(line.node.place).pages_with(line.level)
        if times > 1 or (_is_a_box(line, judged, held, links) and (times or memory.pages < LEARNT)):
            found.add(line.index)
    return found


def _is_a_box(line: Line, judged: Judged, held: set[int], links: set[int]) -> bool:
    """Whether the block right around a line holds nothing of the story but it, and a link."""
    block = line.node.parent
    around = [other for other in judged.lines if block is not None and other.key and any(node is block for node in other.node.ancestors())]
    return any(other.index in links for other in around) and not any(other.index in held and other is not line for other in around)
