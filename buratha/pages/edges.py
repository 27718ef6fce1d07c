"""Short lines at either end of a story that look like a piece of the date line, and are the author's: «قراءة في كتاب», «وتنطلق الحملة يوم …».

Where the date line stands elsewhere on the page, what stands among the paragraphs is theirs.
"""

import re
from collections.abc import Container, Iterable, Iterator, Sequence

from buratha.arabic.digits import western_digits
from buratha.pages.body import Stretch
from buratha.pages.counting import speaks_of_this
from buratha.pages.fragments import Fragment, fragments
from buratha.pages.judged import Judged
from buratha.pages.lines import Line
from buratha.pages.meta_line import MetaLine
from buratha.pages.meta_text import FULL_STOP
from buratha.pages.repetition import Repetition
from buratha.pages.wording import addresses_reader, is_talk, tells_another_day, tells_publication

_MOST = 3
"""Lines at either end."""
_SENTENCE = 4
"""Words."""
_NUMBERING = re.compile(r"\s*[(\[]?\s*\d{1,2}\s*[-–.)\]]?\s*")


def at_the_edges(
    judged: Judged, stretch: Stretch, body: Sequence[Line], meta: MetaLine | None, closed: Container[int], memory: Repetition
) -> list[Line]:
    """A story's lines with those right above the first and right below the last that are its own; ``closed``: those that are known to be none."""
    lines = list(body)
    if meta is None or meta.moment is None or not lines:
        return lines
    main = _main(lines)
    if main is None:
        return lines
    if _stands_there(judged.lines[meta.dated_at], main):
        return [*lines, *_dateline(judged, stretch, lines, main, meta, closed, memory)]
    above = (line for line in reversed(judged.lines[stretch.start : lines[0].index]) if line.text)
    below = (line for line in judged.lines[lines[-1].index + 1 : max(stretch.limit, stretch.end)] if line.text)
    return [*reversed(list(_own(above, main, judged, meta, closed))), *lines, *_own(below, main, judged, meta, closed)]


def _dateline(
    judged: Judged, stretch: Stretch, body: Sequence[Line], main: Line, meta: MetaLine, closed: Container[int], memory: Repetition
) -> list[Line]:
    """The line below a story with the day and the place of its writing, where the date line stands above it in the same block.

    It has to be told from what layouts print there, so no other page may have its like.
    """
    line = next((line for line in judged.lines[body[-1].index + 1 : max(stretch.limit, stretch.end)] if line.text), None)
    if line is None or not judged.learnt or meta.last > body[0].index or memory.place(line.node.place).pages_with(line.level) > 1:
        return []
    return list(_own([line], main, judged, meta, closed))


def _main(lines: Sequence[Line]) -> Line | None:
    """One of the paragraphs at the place that holds most of the words; None where a single one stands there."""
    words: dict[str, int] = {}
    for line in lines:
        words[line.node.place] = words.get(line.node.place, 0) + line.words
    place = max(words, key=words.__getitem__)
    held = [line for line in lines if line.node.place == place]
    return held[0] if len(held) > 1 else None


def _stands_there(line: Line, main: Line) -> bool:
    return line.node.place == main.node.place and line.node.parent is main.node.parent


def _own(lines: Iterable[Line], main: Line, judged: Judged, meta: MetaLine, closed: Container[int]) -> Iterator[Line]:
    """The lines one after the other as far as they are the story's."""
    for found, line in enumerate(lines):
        if found == _MOST or line.index in closed or not _stands_there(line, main) or not _may_be_told(line, judged, meta):
            return
        yield line


def _may_be_told(line: Line, judged: Judged, meta: MetaLine) -> bool:
    """Whether nothing says of a line with a date or a number that it is the layout's, and no other field needs it."""
    evidence = judged.evidence[line.index]
    if evidence.against or evidence.outside or evidence.link or evidence.leaning or evidence.exhausted or line.control or line.links or line.marks:
        return False
    of_the_page = (tells_publication(line.key) or tells_another_day(line.key)) and not _is_a_sentence(line)
    if not line.key or of_the_page or addresses_reader(line.key) or is_talk(line.key):
        return False
    if _NUMBERING.fullmatch(western_digits(line.text)):
        return True
    pieces = fragments(line) if line.index in judged.dated else []
    return bool(pieces) and not any(_is_the_pages(piece, line, meta) for piece in pieces)


def _is_the_pages(piece: Fragment, line: Line, meta: MetaLine) -> bool:
    """Whether a piece counts what no author counts, is nothing but a moment, or tells what the date line does not."""
    if piece.date:
        return bool(piece.clock) and not _is_a_sentence(line)
    if piece.clock:
        return meta.moment is None or meta.moment.precision == "day"
    if piece.label not in {"views", "both"}:
        return piece.label != "" or FULL_STOP.search(line.text) is None
    return bool(piece.numbers) and (meta.views is None or meta.views in piece.numbers)


def _is_a_sentence(line: Line) -> bool:
    """Whether a line is a sentence with its full stop that does not speak of this page."""
    return line.words >= _SENTENCE and FULL_STOP.search(line.text) is not None and not speaks_of_this(line.key.split())
