"""Which of a page's buttons may be the story's: those near it, in no block that speaks of something else."""

from collections.abc import Iterator
from typing import Final

from buratha.pages.body import within
from buratha.pages.page import Button
from buratha.pages.trace import Trace
from buratha.pages.wording import is_talk

_FAR: Final = 14
"""Lines."""
_LONGEST_TOOL: Final = 2
"""Words."""


def own_buttons(trace: Trace) -> Iterator[Button]:
    """The buttons around the story, but for readers' and those beside words that are neither the story's nor another tool's."""
    title = trace.title.index if trace.title else trace.stretch.start
    last = trace.lines[-1].index if trace.lines else title
    for button in trace.judged.page.buttons:
        is_near = title - _FAR <= button.at <= last + _FAR
        if is_near and not (button.node.shape.comments or _is_below_talk(trace, button, last) or _stands_beside_words(trace, button)):
            yield button


def _is_below_talk(trace: Trace, button: Button, last: int) -> bool:
    return any(is_talk(line.key) and not line.control for line in trace.judged.lines[last + 1 : button.at])


def _stands_beside_words(trace: Trace, button: Button) -> bool:
    """Whether the button's block has a line of something else in it; one that holds the story has its lines, too."""
    own = {line.index for line in trace.lines} | (set(trace.meta.lines) if trace.meta else set()) | trace.fitted | trace.signed.taken
    own |= {trace.title.index} if trace.title else set()
    near = trace.judged.lines[max(0, button.at - _FAR) : button.at + _FAR]
    held = [line for line in near if line.key and within(line.node, button.node)]
    if any(line.index in own for line in held):
        return False
    return any(not line.control or line.words > _LONGEST_TOOL for line in held)
