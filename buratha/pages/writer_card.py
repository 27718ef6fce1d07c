"""The writer's name where it stands apart from the story: in a card below it, in a row of the layout's facts, behind a label."""

import itertools
from collections.abc import Iterator, Sequence
from datetime import datetime

from buratha.arabic.dates import has_date, parse_date
from buratha.arabic.folding import fold
from buratha.arabic.names import Byline, is_place, is_sacred, read_byline
from buratha.arabic.people import SURE_GIVEN, is_written_about, units
from buratha.pages.body import within
from buratha.pages.byline import Signed, is_a_bare_name
from buratha.pages.byline_row import (
    COLUMNS,
    behind_its_section,
    has_a_town,
    named_beside_a_label,
    named_in_a_sentence,
    with_place_and_day,
    writer_beside_facts,
)
from buratha.pages.counting import speaks_of_the_present
from buratha.pages.judged import Judged, is_prose
from buratha.pages.label_words import keys
from buratha.pages.lines import Line, Node
from buratha.pages.meta_line import MetaLine
from buratha.pages.meta_text import is_date_line
from buratha.pages.ownership import is_anothers
from buratha.pages.page import leads_outside
from buratha.pages.page_labels import leads_to_its_neighbour
from buratha.pages.unknown_labels import WITNESS as UNKNOWN_LABEL
from buratha.pages.unknown_labels import names_beside_unknown_labels
from buratha.pages.wording import is_talk
from buratha.pages.writer_block import is_called_anothers, may_be_a_readers, named_in_a_writers_block, tells_an_office
from buratha.pages.writer_introduced import introduced
from buratha.pages.writer_labels import (
    LABEL,
    PART_OF_A_SIGNATURE,
    WRITERS_PAGE,
    is_label,
    is_of_writers,
    labelled_writer,
    linked_writer,
    writer_behind,
    written_in_runs,
)
from buratha.sections import slug_of

_BELOW, _ABOVE, _SEVERAL = 16, 3, 2
_LONGEST_NAME, _LONGEST_BARE, _LONGEST_LABEL, _SHORTEST_LABEL = 9, 3, 4, 2
_BY, _PEN = "بقلم:", "✍"
_ABOUT = ("عن ", "نبذه عن ")
_PARTS = 3
"""Of a signature: name, town and day."""
_VALUES, _HEADS = frozenset(("td", "dd")), frozenset(("td", "th", "dt"))
_LONGEST_SIGNED = 24
"""Words of a line that names the writer beside the day, the readers and the section."""
_TERMS = frozenset(("dt", "th"))
_ENTRIES = frozenset(("li", "dd"))
_CAPTION, _CHARTS = "figcaption", ("انفوغراف", "انفوجراف", "مخطط", "رسم بياني", "خريطه")
_PICTURING = keys("writers", "picturing")
ON_A_WRITERS_PAGE = "name that leads to a writer's page"
IN_PLACE = "bare name in place of a text"
BARE = "bare name line"
PERHAPS_A_READERS = "name above a few words below the text"


def read_writer_card(judged: Judged, title: Line | None, body: list[Line], signed: Signed, now: datetime, meta: MetaLine | None = None) -> None:
    """Take the name of the only writer that is named beside the story, as a byline, behind a label or among the facts; none where several are."""
    witness = "byline in a card"
    found = [(line, byline) for line in _beside(judged, title, body, signed) if (byline := _named(line, judged))]
    found = found or list(_above(judged, title)) or list(_far_above(judged, title)) or list(_among_the_facts(judged, title, meta))
    found = found or list(_right_below(judged, title, body))
    if not found and title is not None:
        found = list(introduced(judged, title, body, in_columns=_is_in_columns(judged)))
    if not found and signed.author is None:
        found = list(named_in_a_writers_block(judged, title, body, {line.index for line in body} | signed.taken))
        witness = PERHAPS_A_READERS if found and may_be_a_readers(judged, found[0][0], body) else witness
    if not found and signed.author is None and _is_in_columns(judged):
        witness, found = ON_A_WRITERS_PAGE, list(_on_a_writers_page(judged, title, body))
    if not found and signed.author is None and _is_in_columns(judged):
        beside = names_beside_unknown_labels(judged, title, body, {line.index for line in body} | signed.taken)
        first = body[0].index if body else 0
        witness, found = UNKNOWN_LABEL, [(line, byline) for line, byline in beside if title is not None and title.index < line.index < first]
    if len({byline.author for _, byline in found}) == 1:
        line, byline = found[0]
        signed.name(byline, witness)
        signed.printed.append(line.text)
        if (dated := _dated(line)) and (_PEN in line.text or (title is not None and line.index < title.index)):  # else the source of what is quoted
            signed.moment = signed.moment or parse_date(dated[1], now)


def _on_a_writers_page(judged: Judged, title: Line | None, body: Sequence[Line]) -> Iterator[tuple[Line, Byline]]:
    """The names near a column's headline or text that lead to pages of writers; lists of other columns name several, and other stories beside."""
    start = title.index - _BELOW if title is not None else (body[0].index if body else 0)
    last = body[-1].index if body else start
    held = {line.index for line in body}
    for line in judged.lines[max(0, start) : last + _BELOW]:
        if line.index > last and is_talk(line.key):
            return
        named = (link.text for link in line.links if is_of_writers(link.target)) if line.index not in held else ()
        name = next((text for text in named if len(text.split()) <= _LONGEST_NAME), None)
        byline = read_byline(name) if name and not judged.evidence[line.index].fixed else None
        if byline is not None and byline.author and not is_anothers(judged, line, title):
            yield line, byline


def name_in_full(judged: Judged, title: Line | None, signed: Signed) -> None:
    """Take the byline above the headline that has all the words of a signature, and more: «حيدر عبد الأمير الطائي» for «حيدر الطائي»."""
    if signed.author is None or signed.witness != "signature":
        return
    words = fold(signed.author).split()
    for line, byline in _above(judged, title):
        said = fold(byline.author or "").split()
        if len(said) > len(words) > 1 and set(words) <= set(said) and said[0] == words[0]:
            signed.author, signed.witness = byline.author, "byline in a card"
            signed.printed.append(line.text)


def _right_below(judged: Judged, title: Line | None, body: Sequence[Line]) -> Iterator[tuple[Line, Byline]]:
    """The name with a town, in columns a bare one too, that stands right below the text in a block of its own: «إبراهيم شمص – بيروت»."""
    line = line_below_the_calls(judged, body[-1].index) if body else None
    if line is None or not _may_sign_below(judged, line, body[-1].index) or is_anothers(judged, line, title):
        return
    after = next((other for other in judged.lines[line.index + 1 :] if other.key), None)
    if after is not None and (is_prose(after) or tells_an_office(after.key) or leads_to_its_neighbour(after.text)):
        return  # a reader's words, or what somebody is; or a turn to another story
    evidence = judged.evidence[after.index] if after is not None else None
    closed = evidence is None or evidence.against or evidence.leaning is not None
    byline = read_byline(line.text)
    if byline is not None and byline.author and closed and (has_a_town(line.text) or (_is_in_columns(judged) and is_a_bare_name(line))):
        yield line, byline


def line_below_the_calls(judged: Judged, last: int) -> Line | None:
    """The first line below a text but for the calls of the agency's, and the letter that stands in place of a writer's picture."""
    below = [line for line in judged.lines[last + 1 : last + 1 + _BELOW] if line.key]
    for line, after in itertools.zip_longest(below, below[1:]):
        is_a_call = judged.evidence[line.index].tail or (line.is_link and any(leads_outside(link.target) for link in line.links))
        is_a_letter = after is not None and len(line.key) == 1 and after.key.startswith(line.key)
        if not (is_a_call or is_a_letter):
            return line
    return None


def _may_sign_below(judged: Judged, line: Line, last: int) -> bool:
    """Whether a short line right below a text is no reader's, no tag, no entry of a list and no credit of a picture."""
    if line.words > _LONGEST_NAME or line.is_link or line.control or judged.evidence[line.index].fixed or line.node.heading or is_talk(line.key):
        return False
    if line.node.tag in _ENTRIES or is_called_anothers(line) or not _PICTURING.isdisjoint(line.key.split()):
        return False
    return not any(other.pictures for other in judged.lines[last + 1 : line.index + 1])


def sign_in_place_of_text(judged: Judged, lines: Sequence[Line], signed: Signed) -> bool:
    """Take the name that is all the text of a picture's post, behind a label of whoever writes or, in columns, above the picture."""
    labels = [line for line in lines if _is_a_label(line, judged)]
    names = [line for line in lines if line not in labels]
    if len(names) != 1 or not 1 < names[0].words <= _LONGEST_NAME or not any(other.pictures for other in _below(judged, names[0])):
        return False
    line = names[0]
    before = next((other for other in reversed(judged.lines[: line.index]) if other.key), None)
    labelled = before is not None and _is_a_label(before, judged)
    byline = read_byline(f"{_BY} {line.text}") if labelled else _bare_name(line) if _is_in_columns(judged) else None
    said_already = signed.author is not None and fold(signed.author) == line.key
    if not (labelled or said_already or byline):
        return False
    if byline and signed.author is None:
        signed.name(byline, "byline in a card" if labelled else IN_PLACE)
        signed.printed.append(line.text)
    signed.taken |= {other.index for other in lines}
    return True


def is_signed_in_place_of_text(judged: Judged, signed: Signed) -> bool:
    """Whether a name that was known for a writer's is all that stands above a picture; without a label it may be whom that shows."""
    if signed.author is None or not signed.taken or not any(other.pictures for other in _below(judged, judged.lines[max(signed.taken)])):
        return False
    if signed.witness == BARE and not any(_is_a_label(judged.lines[index], judged) for index in signed.taken):
        signed.witness = IN_PLACE
    return True


def _below(judged: Judged, line: Line) -> list[Line]:
    return judged.lines[line.index : line.index + _BELOW]


def _is_a_label(line: Line, judged: Judged) -> bool:
    """Whether a line is a label of whoever writes: with a mark behind it, on other pages too, or a term of a list."""
    if not 0 < line.words <= _LONGEST_LABEL or line.node.heading or LABEL.match(line.key) is None:
        return False
    return line.text.rstrip().endswith(":") or judged.evidence[line.index].fixed or line.node.tag in _TERMS


def _bare_name(line: Line) -> Byline | None:
    """The name that begins with a given name and goes on with words that may be anybody's."""
    kinds = units(line.key.split())
    if line.words > _LONGEST_BARE or kinds[0] not in SURE_GIVEN or is_sacred(line.text) or is_written_about(line.text):
        return None
    return read_byline(line.text) or read_byline(f"{_PEN} {line.text}")


def _beside(judged: Judged, title: Line | None, body: list[Line], signed: Signed) -> Iterator[Line]:
    """Short lines from the title to a little below the story that are neither the story's nor other pages', as far as no reader speaks."""
    held = {line.index for line in body} | signed.taken
    start = title.index + 1 if title else 0
    last = body[-1].index if body else start
    for line in judged.lines[start : last + _BELOW]:
        if line.index > last and is_talk(line.key) and slug_of(line.text) is None:
            yield from _in_cells(judged, line.index)
            return  # a section may be «آراء»
        if not 0 < line.words <= _LONGEST_SIGNED or line.index in held or line.is_link or line.control or judged.evidence[line.index].fixed:
            continue
        if (line.index > last and is_one_of_several(judged, line)) or is_a_charts(line):
            continue
        fits = line.words <= _LONGEST_NAME or _dated(line) or labelled_writer(line.text) or next(written_in_runs(line), None)
        if (fits or named_in_a_sentence(line)) and not is_anothers(judged, line, title):
            yield line


def is_a_charts(line: Line) -> bool:
    """Whether a caption says that a picture is a chart: what follows is its subject."""
    return line.node.tag == _CAPTION and line.key.startswith(_CHARTS)


def is_one_of_several(judged: Judged, line: Line) -> bool:
    """Whether a line tells a day, and another one of its kind near it does: who wrote a comment, and when."""
    near = judged.lines[max(0, line.index - _BELOW) : line.index + _BELOW]
    return line.has_year and any(other is not line and other.has_year and other.node.place == line.node.place for other in near)


def _in_cells(judged: Judged, start: int) -> Iterator[Line]:
    """The cells below what readers say that have a label of whoever writes in the cell before: a card of the story's facts."""
    for label, line in itertools.pairwise(line for line in judged.lines[start:] if line.key):
        if line.node.tag in _VALUES and label.node.tag in _HEADS and LABEL.match(label.key) and label.words <= _LONGEST_LABEL:
            yield line


def _dated(line: Line) -> tuple[Byline, str] | None:
    """The writer whom a line names, behind a label in an element of its own perhaps, with the town and the day; and that day."""
    runs = line.runs
    is_labelled = len(runs) > 1 and is_label(fold(runs[0]))
    if is_labelled:
        return with_place_and_day(f"{runs[0]}: {' '.join(runs[1:])}")
    return with_place_and_day(line.text) or (with_place_and_day("؛ ".join(runs)) if 1 < len(runs) <= _PARTS else None)


def _above(judged: Judged, title: Line | None) -> Iterator[tuple[Line, Byline]]:
    """The bylines right above the title: with words of their own, in columns a bare name too, if nothing but tools stand between."""
    bare = _is_in_columns(judged)
    above = [line for line in judged.lines[max(0, title.index - _ABOVE) : title.index] if line.key] if title else []
    for line in reversed(above):
        if line.is_link and line.words <= _SHORTEST_LABEL and any(map(is_label, line.key.split())):
            continue  # «أرشيف الكاتب», «راسل الكاتب»
        linked = line.is_link and not (":" in line.text and labelled_writer(line.text) and not judged.links_to_other_article(line))
        fits = line.words <= _LONGEST_NAME and not (linked or judged.evidence[line.index].fixed)
        dated = _dated(line) if line.words <= _LONGEST_SIGNED and not line.is_link else None
        labelled = dated[0] if dated else (labelled_writer(line.text) or next(written_in_runs(line), None)) if fits else None
        if line.cuts and not line.is_link and line.words <= _LONGEST_SIGNED:
            labelled = labelled or writer_beside_facts(line) or _with_town_and_day(line) or behind_its_section(line, judged)
        byline = labelled or (read_byline(line.text) if fits else None)
        if byline is None and all(len(word) <= _SEVERAL for word in line.key.split()):
            bare = False  # a tool: «ع+ ع-»
            continue
        if byline is None and line.has_year and line.words <= _LONGEST_SIGNED and has_date(line.text):
            bare = False  # one more of the facts: «تاريخ الطباعة : 03/11/2011»
            continue
        if byline is None or not byline.author or not (byline.marked or labelled or bare) or is_anothers(judged, line, title):
            return
        yield line, byline


def _with_town_and_day(line: Line) -> Byline | None:
    """The bare name in the first element of a line that has nothing behind it but a town and a day: «لؤي الشريفي» «ميسان، ٩ أيلول ٢٠٢٠»."""
    name, *others = line.runs
    parts = [part for other in others for part in PART_OF_A_SIGNATURE.split(other) if part.strip()]
    if not 0 < len(parts) <= _PARTS or not all(is_place(part) or is_date_line(part) for part in parts):
        return None
    return read_byline(name)


def _far_above(judged: Judged, title: Line | None) -> Iterator[tuple[Line, Byline]]:
    """The bylines with words of their own in columns that come before the title, each behind a short label of whoever writes: «صاحب النص»."""
    in_columns = _is_in_columns(judged)
    above = [line for line in judged.lines[: title.index] if line.key] if title else []
    for label, line in itertools.pairwise(above):
        if label.words > _SHORTEST_LABEL or label.node.heading or not LABEL.match(label.key) or judged.evidence[line.index].fixed:
            continue
        if speaks_of_the_present(label.key.split()):
            continue  # the writer of the day
        byline = read_byline(line.text) if line.words <= _LONGEST_NAME and not line.is_link else None
        elsewhere = line.is_link and not any(WRITERS_PAGE.search(link.target) for link in line.links)
        if byline is None and line.node.tag in _VALUES and line.words <= _LONGEST_BARE and not elsewhere:
            byline = writer_behind(label.text, line.text)
        bare = (in_columns and (judged.evidence[label.index].fixed or not judged.learnt)) or (line.node.tag in _VALUES and label.node.tag in _HEADS)
        if byline is not None and byline.author and (byline.marked or bare):
            yield line, byline


def _among_the_facts(judged: Judged, title: Line | None, meta: MetaLine | None) -> Iterator[tuple[Line, Byline]]:
    """The names in a block of the layout's facts above the title: a rail beside the story, which comes before it in the markup."""
    block = _rail(judged, title, meta)
    for line in judged.lines[: title.index] if title and block else ():
        if (meta and line.index in meta.lines) or line.is_link or judged.evidence[line.index].fixed or not within(line.node, block):
            continue
        byline = read_byline(line.text) if 0 < line.words <= _LONGEST_NAME else None
        if byline is None or not byline.author or is_anothers(judged, line, title):
            continue
        if byline.marked or not _is_labelled_otherwise(judged, line):
            yield line, byline


def _rail(judged: Judged, title: Line | None, meta: MetaLine | None) -> Node | None:
    """The block that holds the date and what belongs to it, or else the link to the story's own section, and no paragraph, beside the title's."""
    if title is None:
        return None
    known = sorted(meta.lines) if meta is not None and len(meta.lines) >= _SEVERAL else _own_section(judged, title)
    if not known or known[-1] >= title.index:
        return None
    around = judged.lines[known[0]].node.ancestors()
    for block in itertools.islice(around, 1, None) if len(known) == 1 else around:
        if all(within(judged.lines[index].node, block) for index in known):
            beside = block.parent is not None and within(title.node, block.parent)
            return block if beside and not within(title.node, block) and not judged.prose_in(block) else None
    return None


def _own_section(judged: Judged, title: Line) -> list[int]:
    """The line above the title that is nothing but a link to the section in the page's address, where one alone is."""
    own = judged.address.section if judged.address else None
    found = [line.index for line in judged.lines[: title.index] if line.is_link and len(line.links) == 1 and slug_of(line.text) == own]
    return found if own and judged.learnt and len(found) == 1 else []


def _is_labelled_otherwise(judged: Judged, line: Line) -> bool:
    """Whether a few words right before a name, in the same block, are no label of whoever writes: the editor, who published it."""
    before = next((other for other in reversed(judged.lines[: line.index]) if other.key), None)
    if before is None or before.node.parent is not line.node.parent or before.words > _LONGEST_LABEL or before.is_link:
        return False
    return not (any(map(str.isdigit, before.key)) or LABEL.match(before.key))


def _is_in_columns(judged: Judged) -> bool:
    """Whether the page's address is in a section of columns, whose stories have a writer."""
    return judged.address is not None and judged.address.section in COLUMNS


def _about(line: Line, judged: Judged) -> Byline | None:
    """The writer of whom a few lines tell, down to a link to a page of writers with the same name: «عن د. هناء الكعبي … كل مقالات د. هناء الكعبي»."""
    if not line.key.startswith(_ABOUT[0]) or line.words > _LONGEST_NAME:
        return None
    byline = read_byline(line.text.split(maxsplit=1)[1])
    below = judged.lines[line.index + 1 : line.index + 1 + _ABOVE]
    if byline is None or not byline.author:
        return None
    leads_there = any(is_of_writers(link.target) and fold(byline.author) in other.key for other in below for link in other.links)
    return byline if leads_there else None


def _named(line: Line, judged: Judged) -> Byline | None:
    """The byline that a line is: with a marker of its own, or behind a label; in columns the layout's label may be in any words."""
    if dated := _dated(line):
        return dated[0]
    if written := named_beside_a_label(line) or labelled_writer(line.text) or next(written_in_runs(line), None) or linked_writer(line):
        return written
    if clauses := named_in_a_sentence(line):
        return labelled_writer(clauses[0])
    if about := _about(line, judged):
        return about
    before = next((other for other in reversed(judged.lines[: line.index]) if other.key), None)
    label = before if before is not None and before.words <= _LONGEST_LABEL and (not before.node.heading or before.key.startswith(_ABOUT)) else None
    labelled = label is not None and (LABEL.match(label.key) is not None or (_is_in_columns(judged) and judged.evidence[label.index].fixed))
    byline = read_byline(line.text)
    if label is not None and ":" in label.text.rstrip().rstrip(":"):
        return byline if byline is not None and byline.author and byline.marked else None  # a fact of its own: «كتب بواسطة: مدير الموقع»
    if byline is None and label is not None and (label.text.rstrip().endswith(":") or line.node.tag in _VALUES):
        return writer_behind(label.text, line.text) if line.words <= _LONGEST_BARE else None
    if byline is None or not byline.author or ":" in byline.author:
        return None  # behind a label of another office
    return byline if byline.marked or labelled else None
