"""The writer's name in a block that the markup itself calls the writer's, with no words that say so to a reader: ``<div class="author">``.

Nothing hangs on such names: they are asked last, for a name that reads as one, and for a doubt where it does not.
"""

import itertools
import re
from collections.abc import Iterator, Sequence

from buratha.arabic.names import Byline, bare_name, is_name, read_byline
from buratha.pages.byline import Signed
from buratha.pages.judged import Judged
from buratha.pages.lines import Line
from buratha.pages.ownership import is_anothers
from buratha.pages.wording import is_talk
from buratha.pages.writer_introduced import says_what_writers_are
from buratha.pages.writer_labels import labelled_writer, may_name_a_writer
from buratha.sections import may_name

_WRITERS = re.compile("author|writer|byline|by-line|columnist|journalist|reporter|redact(?:eu|o)r|auteur|k[aā]t[ei]b|kuttab")
_READERS = re.compile("comment|reply|replies|taaliq|visitor|user|form|search")
_LEVELS, _LONGEST = 3, 9
_BELOW, _ABOVE = 8, 4
_BELOW_THE_LEAD, _AT_THE_END = 4, 2


def named_in_a_writers_block(judged: Judged, title: Line | None, body: Sequence[Line], held: set[int]) -> Iterator[tuple[Line, Byline]]:
    """The names in blocks of this story that class or id calls the writer's."""
    for line in _lines(judged, title, body, held):
        byline = read_byline(line.text)
        if byline is not None and byline.author:
            yield line, byline


def sign_amid_the_text(judged: Judged, lines: Sequence[Line], signed: Signed) -> None:
    """Take the bylines in such blocks that stand among a story's own lines, between its lead and its report or at its end.

    Others need a label with a colon, right below the lead or at the end: «حاوره في الناصرية: عباس الركابي».
    """
    for at, line in enumerate(lines):
        near_an_end = 0 < at <= _BELOW_THE_LEAD or at >= len(lines) - _AT_THE_END
        labelled = labelled_writer(line.text) if near_an_end and ":" in line.text and signed.author is None else None
        byline = labelled if labelled is not None and 0 < line.words <= _LONGEST and is_name(bare_name(labelled.author or "")) else None
        if byline is None and 0 < line.words <= _LONGEST and _is_in_a_writers_block(judged, line):
            byline = read_byline(line.text)
        if byline is not None and byline.author:
            signed.name(byline, "byline")
            signed.take(line, line.text)
    for line in _introduced_at_the_end(lines):
        byline = read_byline(line.text) if signed.author is None else None
        if byline is not None:
            signed.name(byline, "byline in a card")
        signed.take(line, line.text)


def _introduced_at_the_end(lines: Sequence[Line]) -> list[Line]:
    """The last lines of a text from a bare name on, in a block of another kind than the paragraphs', that tell who somebody is who writes."""
    paragraphs = {line.node.place for line in lines[:-_AT_THE_END] if line.words > _LONGEST}
    for size in range(_AT_THE_END, min(_AT_THE_END + 2, len(lines))):
        name, role, *_ = lines[-size:]
        byline = read_byline(name.text) if name.words <= _LONGEST and name.node.place not in paragraphs else None
        if byline is not None and byline.author and says_what_writers_are(role.text) and name.node.parent is role.node.parent:
            return list(lines[-size:])
    return []


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
    called = any(node.tag == "address" or _WRITERS.search(node.hints) for node in around)
    return called and not any(_READERS.search(node.hints) for node in line.node.ancestors())
