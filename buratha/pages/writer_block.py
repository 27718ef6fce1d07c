"""The writer's name in a block that the markup itself calls the writer's, with no words that say so to a reader: ``<div class="story_author">``.

Nothing hangs on such names: they are asked last, for a name that reads as one, and for a doubt where it does not.
"""

import itertools
import re
from collections.abc import Iterator, Sequence

from buratha.arabic.names import Byline, read_byline
from buratha.pages.byline import Signed
from buratha.pages.judged import Judged
from buratha.pages.lines import Line
from buratha.pages.ownership import is_anothers
from buratha.pages.wording import is_talk
from buratha.pages.writer_labels import may_name_a_writer
from buratha.sections import may_name

_WRITERS = re.compile("author|writer|byline|by-line|columnist|journalist|reporter|redact(?:eu|o)r|auteur|k[aā]t[ei]b|kuttab")
_READERS = re.compile("comment|reply|replies|taaliq|visitor|user|form|search")
_LEVELS, _LONGEST = 3, 9
_BELOW, _ABOVE = 8, 4


def named_in_a_writers_block(judged: Judged, title: Line | None, body: Sequence[Line], held: set[int]) -> Iterator[tuple[Line, Byline]]:
    """The names in blocks of this story that class or id calls the writer's."""
    for line in _lines(judged, title, body, held):
        byline = read_byline(line.text)
        if byline is not None and byline.author:
            yield line, byline


def sign_amid_the_text(judged: Judged, lines: Sequence[Line], signed: Signed) -> None:
    """Take the bylines in such blocks that stand among a story's own lines, between its lead and its report or at its end."""
    for line in lines:
        byline = read_byline(line.text) if 0 < line.words <= _LONGEST and _is_in_a_writers_block(judged, line) else None
        if byline is not None and byline.author:
            signed.name(byline, "byline")
            signed.take(line, line.text)


def unread_in_a_writers_block(judged: Judged, title: Line | None, body: Sequence[Line], held: set[int]) -> Line | None:
    """A line of such a block that may be a name though none was read in it; desks' and agencies' are none."""
    lines = (line for line in _lines(judged, title, body, held) if read_byline(line.text) is None)
    return next((line for line in lines if may_name_a_writer(line.text) and not may_name(line.key)), None)


def _lines(judged: Judged, title: Line | None, body: Sequence[Line], held: set[int]) -> Iterator[Line]:
    """Short lines of this story in such blocks, from a little above the title to a little below the text, as far as no reader speaks."""
    start = max(0, title.index - _ABOVE) if title is not None else 0
    last = body[-1].index if body else start
    for line in judged.lines[start : last + _BELOW]:
        if line.index > last and is_talk(line.key):
            return
        if line.index in held or not 0 < line.words <= _LONGEST or line.control or judged.evidence[line.index].fixed:
            continue
        if _is_in_a_writers_block(judged, line) and line is not title and not is_anothers(judged, line, title):
            yield line


def _is_in_a_writers_block(judged: Judged, line: Line) -> bool:
    """Whether one of the innermost blocks around a line is called the writer's, and none of them a reader's, or holds paragraphs."""
    around = [node for node in itertools.islice(line.node.ancestors(), _LEVELS) if not judged.prose_in(node)]
    return any(_WRITERS.search(node.hints) for node in around) and not any(_READERS.search(node.hints) for node in line.node.ancestors())
