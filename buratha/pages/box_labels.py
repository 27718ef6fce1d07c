"""Labels of boxes of links that were set into a story: «على صلة», «ربما يهمك», in whatever words."""

import re

from buratha.pages.body import Stretch, within
from buratha.pages.distance import PROSE
from buratha.pages.judged import Judged
from buratha.pages.lines import Line
from buratha.pages.repetition import Repetition
from buratha.pages.wording import wordings

_LONGEST = 5
SELDOM = 2
"""A line on no more pages than this may be several authors' own heading."""
_SENTENCE_END = re.compile(r"[.!؟?…»\")،؛*]\s*$")


def box_labels(judged: Judged, stretch: Stretch, lines: list[Line], links: set[int], memory: Repetition) -> set[int]:
    """Short lines of a story right before links that stand in no paragraph's place: in a block with links only, or on other pages too.

    An author's sub-heading may stand before such links as well.
    """
    prose = {line.node.place for line in lines if line.words > PROSE}
    held = {line.index for line in lines}
    found = set()
    for line in lines:
        of_its_own = line.key in wordings().devotion or _SENTENCE_END.search(line.text) or line.node is stretch.container
        if line.words > _LONGEST or line.links or of_its_own:
            continue
        following = next((other for other in judged.lines[line.index + 1 : stretch.end] if other.key), None)
        if following is None or following.index not in links or following.node.place in prose:
            continue
        times = memory.place(line.node.place).pages_with(line.level)
        is_own = line.node.heading and line.node.parent is stretch.container and times <= SELDOM
        if (times > 1 and not is_own) or (_is_a_box(line, following, judged, stretch, held) and (times or not judged.learnt)):
            found.add(line.index)
    return found


def _is_a_box(line: Line, link: Line, judged: Judged, stretch: Stretch, held: set[int]) -> bool:
    """Whether the innermost block around a line and the link after it is within the story's own, and holds nothing else of the story."""
    block = next((node for node in line.node.ancestors() if within(link.node, node)), None)
    if block is None or within(stretch.container or block, block):
        return False
    return not any(other.index in held and other is not line and within(other.node, block) for other in judged.lines)
