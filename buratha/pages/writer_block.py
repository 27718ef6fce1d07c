"""The writer's name in a block that the markup itself calls the writer's, with no words that say so to a reader: ``<div class="author">``.

Nothing hangs on such names: they are asked last, for a name that reads as one, and for a doubt where it does not.
"""

import itertools
import re
from collections.abc import Iterator, Sequence

from buratha.arabic.folding import fold
from buratha.arabic.names import Byline, bare_name, is_name, is_place, read_byline
from buratha.pages.body import within
from buratha.pages.byline import Signed
from buratha.pages.byline_row import COLUMNS
from buratha.pages.counting import speaks_of_the_present
from buratha.pages.judged import Judged, is_prose
from buratha.pages.label_words import keys
from buratha.pages.lines import Line, Node
from buratha.pages.meta_text import is_date_line
from buratha.pages.ownership import is_anothers
from buratha.pages.wording import is_talk, wordings
from buratha.pages.writer_introduced import says_what_writers_are
from buratha.pages.writer_labels import labelled_writer, may_name_a_writer
from buratha.sections import may_name

_WRITERS = re.compile("author|writer|byline|by-line|columnist|journalist|reporter|redact(?:eu|o)r|auteur|k[aā]t[ei]b")
_READERS = re.compile(
    "comment|cmt|disqus|reply|replies|taaliq|radd|visitor|user|form|search|feedback|respon|opinion|talk|footer|"
    "quote|book|photo|img|image|picture|caption|film|movie|song|writers|authors|columnists|journalists|reporters|kuttab|authorit|authori[sz]"
)
"""Blocks of readers, quotations, works, pictures, and of several writers."""
_TAGS = re.compile(r"(?<![a-z])(?:tags?|keywords?|wosom|kalimat)(?![a-z])")
_QUOTING = frozenset(("blockquote", "figure", "figcaption", "li"))
_CELL = "td"
_OFFICES = frozenset("رييس مدير المدير سكرتير نايب المشرف".split())
_BY_THE_PEN = "بقلم"
_PUT_UP = keys("writers", "put_up_by")
_DEEDS = tuple(deed for verb in keys("writers", "deeds") for deed in (verb, f"ي{verb}", f"ت{verb}"))
_OF_ANOTHERS_WORK = ("ترجم", "كتبها", "كتبه", "نظمها", "من نظم")
_WORKS = frozenset("القصيده القصيدة الكتاب الروايه المسرحيه الديوان الفيلم الاغنيه الانشوده نظم".split())
"""Folded: of what a text tells, as likely as of the text."""
_OF_SEVERAL = frozenset("كتابنا كتاب الكتاب اقلام اقلامنا الاقلام الاسبوع".split())
_LEVELS, _LONGEST = 3, 9
_BELOW, _ABOVE = 16, 4
_BIOGRAPHY = 40
_HEADLINE = 4
_BELOW_A_LEAD, _BELOW_THE_LEAD, _AT_THE_END = 2, 4, 2


def named_in_a_writers_block(judged: Judged, title: Line | None, body: Sequence[Line], held: set[int]) -> Iterator[tuple[Line, Byline]]:
    """The names in blocks of this story that class or id calls the writer's."""
    for line in _lines(judged, title, body, held):
        byline = read_byline(line.text)
        if byline is not None and byline.author:
            yield line, byline


def sign_amid_the_text(judged: Judged, lines: Sequence[Line], signed: Signed) -> None:
    """Take the bylines in such blocks that stand among a story's own lines, between its lead and its report or at its end.

    Others need a label with a colon, right below the lead or at the end, that tells a deed for this very text: «حاوره في الناصرية: عباس الركابي».
    Where the writer is known already, only the same name is taken.
    """
    for at, line in enumerate(lines):
        byline = _labelled_amid(lines, at) if signed.author is None else None
        near_an_end = at <= _BELOW_A_LEAD or at >= len(lines) - _AT_THE_END  # elsewhere it is who speaks
        if byline is None and 0 < line.words <= _LONGEST and near_an_end and _is_in_a_writers_block(judged, line):
            byline = read_byline(line.text)
        if byline is not None and byline.author and _is_nobody_else(byline.author, signed):
            signed.name(byline, "byline")
            signed.take(line, line.text)
    introduced = _introduced_at_the_end(lines)
    in_columns = judged.address is not None and judged.address.section in COLUMNS
    if introduced and not (in_columns or signed.author or _is_in_a_writers_block(judged, introduced[0])):
        return  # whom a report is about, as likely
    byline = read_byline(introduced[0].text) if introduced else None
    if byline is not None and byline.author and _is_nobody_else(byline.author, signed):
        signed.name(byline, "byline in a card")
        for line in introduced:
            signed.take(line, line.text)


def _is_nobody_else(author: str, signed: Signed) -> bool:
    return signed.author is None or fold(signed.author) == fold(author)


def _labelled_amid(lines: Sequence[Line], at: int) -> Byline | None:
    """The writer behind a label that tells a deed, with no other label's line beside it: the roles of a film are its subject's."""
    line = lines[at]
    near_an_end = 0 < at <= _BELOW_THE_LEAD or at >= len(lines) - _AT_THE_END
    label, colon, _ = line.text.partition(":")
    if not (near_an_end and colon and 0 < line.words <= _LONGEST and _tells_a_deed(fold(label))):
        return None
    beside = (*lines[max(0, at - 1) : at], *lines[at + 1 : at + 2])
    if fold(label) != _BY_THE_PEN and any(":" in other.text and other.words <= _LONGEST for other in beside):
        return None
    labelled = labelled_writer(line.text)
    return labelled if labelled is not None and is_name(bare_name(labelled.author or "")) else None


def _tells_a_deed(label: str) -> bool:
    words = label.split()
    if not words or words[0].startswith(_OF_ANOTHERS_WORK) or not _WORKS.isdisjoint(words[1:]):
        return False
    return label == _BY_THE_PEN or words[0].startswith(_DEEDS) or any(label == told or label.startswith(f"{told} ") for told in _PUT_UP)


def _introduced_at_the_end(lines: Sequence[Line]) -> list[Line]:
    """The last lines of a text from a bare name on, in a block of another kind than the paragraphs', that tell who somebody is who writes."""
    paragraphs = {line.node.place for line in lines[:-_AT_THE_END] if line.words > _LONGEST}
    for size in range(_AT_THE_END, min(_AT_THE_END + 2, len(lines))):
        name, role, *_ = lines[-size:]
        if name.node.place in paragraphs or name.words > _LONGEST or any(node.tag in {*_QUOTING, _CELL} for node in name.node.ancestors()):
            continue
        byline = read_byline(name.text)
        if byline is not None and byline.author and says_what_writers_are(role.text) and name.node.parent is role.node.parent:
            return list(lines[-size:])
    return []


def is_called_anothers(line: Line) -> bool:
    """Whether one of the blocks around a line is called the readers', or that of tags, quotations or pictures, or is a quotation."""
    if line.node.shape.comments:
        return True
    return any(node.tag in _QUOTING or _READERS.search(node.hints) or _TAGS.search(node.hints) for node in line.node.ancestors())


def tells_an_office(key: str) -> bool:
    """Whether a few words tell that somebody leads the site: «رئيس التحرير»."""
    return bool(key) and key.split(maxsplit=1)[0] in _OFFICES


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
        if line is title or not _is_in_a_writers_block(judged, line) or (line.index > last and _is_a_readers_below(judged, line, body)):
            continue
        if _is_of_a_box(judged, line):
            continue
        if _is_told_with_another_story(judged, line, {title.index if title is not None else 0, *(other.index for other in body)}):
            continue
        if _leads_to_no_story(judged, line) or not is_anothers(judged, line, title):
            yield line


def _is_told_with_another_story(judged: Judged, line: Line, own: set[int]) -> bool:
    """Whether the block right around the writer's, with nothing of this story in it, has a few words that may be a headline, and tell no writer."""
    block = _writers_block(judged, line)
    around = block.parent if block is not None else None
    if block is None or around is None or around.parent is None or _WRITERS.search(around.hints):
        return False
    if any(within(judged.lines[index].node, around) for index in own):
        return False
    near = judged.lines[max(0, line.index - _BELOW) : line.index + _BELOW]
    others = (other for other in near if other.words >= _HEADLINE and within(other.node, around) and not within(other.node, block))
    return any(not (other.control or judged.evidence[other.index].fixed or says_what_writers_are(other.text)) for other in others)


def _is_a_readers_below(judged: Judged, line: Line, body: Sequence[Line]) -> bool:
    """Whether a name below the text stands in an address of the site's, or right above words that are no part of the writer's block."""
    block = _writers_block(judged, line)
    after = next((other for other in judged.lines[line.index + 1 :] if other.key), None)
    if block is None or block.tag == "address" or (after is not None and tells_an_office(after.key)):
        return True
    if after is None or within(after.node, block) or says_what_writers_are(after.text):
        return False
    around = block.parent
    if is_prose(after) or around is None or _WRITERS.search(around.hints):
        return is_prose(after)
    if any(within(other.node, around) for other in body):
        return False
    return within(after.node, around) and not (after.is_link or after.control)


def may_be_a_readers(judged: Judged, name: Line, body: Sequence[Line]) -> bool:
    """Whether a name below the text stands right above a few words, or above a day and those, that may be a reader's: nothing of the layout's."""
    line = next((other for other in judged.lines[name.index + 1 :] if other.key), None)
    block = _writers_block(judged, name)
    if line is None or not body or name.index < body[-1].index or (block is not None and within(line.node, block)):
        return False
    if is_place(line.text) or says_what_writers_are(line.text) or line.key in wordings().sign_off:
        return False
    if line.has_year and is_date_line(line.text):
        line = next((other for other in judged.lines[line.index + 1 :] if other.key), line)
    evidence = judged.evidence[line.index]
    if line.is_link or line.control or line.node.heading or evidence.against or evidence.leaning is not None or line.index in judged.dated:
        return False
    return line.words > 1 and ":" not in line.text and not any(map(str.isdigit, line.text))


def _is_of_a_box(judged: Judged, line: Line) -> bool:
    """Whether a heading or a label in the writer's block, above the name, is no word for whoever wrote this: «كاتب اليوم», «رئيس التحرير»."""
    block = _writers_block(judged, line)
    above = (other for other in judged.lines[max(0, line.index - _ABOVE) : line.index] if other.key and other.node.heading)
    heads = [other.key for other in above if block is not None and within(other.node, block)]
    return any(speaks_of_the_present(key.split()) or tells_an_office(key) or not _OF_SEVERAL.isdisjoint(key.split()) for key in heads)


def _is_in_a_writers_block(judged: Judged, line: Line) -> bool:
    """Whether one of the innermost blocks around a line is called the writer's, and none of them a reader's."""
    return _writers_block(judged, line) is not None


def _writers_block(judged: Judged, line: Line) -> Node | None:
    """The innermost block around a line that is called the writer's, with a few words at most on who that is; none of a reader's."""
    around = [node for node in itertools.islice(line.node.ancestors(), _LEVELS) if judged.prose_in(node) <= _BIOGRAPHY]
    called = next((node for node in around if node.tag == "address" or _WRITERS.search(node.hints)), None)
    return None if called is None or is_called_anothers(line) else called


def _leads_to_no_story(judged: Judged, line: Line) -> bool:
    """Whether no block around a line that is called the writer's, or the writers', has a link to another story, as lists of columns have."""
    near = judged.lines[max(0, line.index - _BELOW) : line.index + _BELOW]
    called = [node for node in itertools.islice(line.node.ancestors(), _LEVELS) if _WRITERS.search(node.hints)]
    return not any(judged.links_to_other_article(other) for other in near for block in called if within(other.node, block))
