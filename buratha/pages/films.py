"""What layouts set below a film: a few words on what it shows, in the film's own block."""

import re
from collections.abc import Sequence
from typing import Final

from buratha.arabic.digits import western_digits
from buratha.pages.body import Stretch, within
from buratha.pages.judged import Judged
from buratha.pages.lines import Line

_FILMS: Final = frozenset(("iframe", "video", "source", "audio", "embed", "object"))
_LONGEST: Final = 14
"""Words."""
_CALLED: Final = ("فيديو", "بالفيديو", "شاهد", "بالصوت")
_LENGTH: Final = re.compile(r"\d:\d\d\W*$")
_STOPS: Final = (".", "!", "؟", "?", "…", ":", "»")


def film_captions(judged: Judged, stretch: Stretch, lines: Sequence[Line]) -> set[int]:
    """Those of a story's lines that stand right below a film, in a block with no other line of the story, and are no sentence."""
    films = {at for at, kind, _ in judged.page.media if kind in _FILMS}
    return {line.index for line in lines if line.index in films and _is_a_caption(line, lines, stretch)}


def _is_a_caption(line: Line, lines: Sequence[Line], stretch: Stretch) -> bool:
    block = line.node.parent
    if line.words > _LONGEST or line.node.heading or line.text.rstrip().endswith(_STOPS) or block is None or stretch.container is None:
        return False
    is_named = block.hints != "" or line.node.hints != "" or line.key.startswith(_CALLED) or _LENGTH.search(western_digits(line.text)) is not None
    if not is_named or line.node.item or line.print.bold:
        return False
    is_its_own = block is not stretch.container and within(block, stretch.container)
    return is_its_own and not any(other is not line and within(other.node, block) for other in lines)
