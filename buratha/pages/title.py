"""The title: a line that the reader sees, named by as many witnesses as there are."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from buratha.arabic.dates import has_date
from buratha.arabic.digits import western_digits
from buratha.arabic.folding import fold
from buratha.pages.above_prose import below_the_prose, line_above_prose, talk_below_prose
from buratha.pages.body import within
from buratha.pages.counting import STORIES
from buratha.pages.fragments import find_views, fragments
from buratha.pages.head import Head
from buratha.pages.headlines import bared, headline_parts, is_part_of, is_too_long, is_trail, named_section, names_its_section
from buratha.pages.judged import Evidence, Judged
from buratha.pages.label_words import keys
from buratha.pages.large_print import in_largest_print
from buratha.pages.lines import Line, Node
from buratha.pages.meta_text import CLOCK, is_date_line
from buratha.pages.repetition import Repetition
from buratha.pages.told_again import is_a_paragraph
from buratha.pages.wording import is_talk, tells_another_day, wordings
from buratha.sections import slug_of_key
from buratha.urls import linked_article

_PROSE = 8
_LABEL = 5
_FARTHEST_COPY = 80
_LABELLED, _LABELLED_IN_A_FORM = 6.0, 10.0
"""Points; forms to write in have a label «العنوان» as well, and none that says what it heads, with the headline in a cell."""
_VALUES = frozenset(("td", "dd"))
_CELLS = frozenset(("td", "th"))
_LABELS = keys("titles", "labels")
_SIGNING = keys("writers", "signing")
_HOURS = re.compile(r"(?<!\d)\d{1,2}:\d\d(?!\d)")
_DEGREES = re.compile(r"\d\s?[°º℃]")
_PEN = ("✍", "🖊", "🖋", "✒")
_EMAIL = re.compile(r"\w@\w+[.-]\w")
_CLOSING = (")", "]")
_PARTS = 2
_FACTS_ABOVE = 10
"""Lines with facts in a table between its headline and the day."""
_LETTER = re.compile(r"[^\W\d_]")
_HOME = re.compile(r"(?:https?:)?(?://[^/?#]+)?/?(?:(?:index|default|home)\.\w{2,5})?(?:[?#].*)?", re.IGNORECASE)
_HEADING = {1: 4.0, 2: 3.0, 3: 2.0, 4: 1.0}
_ENOUGH = 3.0
LIKELY = "title likely"
"""The role under which the places of doubtful titles are remembered."""
_STRONG = 7.0
_LINKED_COPY, _BELOW_THE_STORY = 4.0, 20.0
_UNHEADED = 3.0
_SITES_PART = 4.0


@dataclass(frozen=True, slots=True)
class Title:
    """The title's line, its witness, whether it is doubtful, and the section that stands before or behind it in its line."""

    index: int
    text: str
    key: str
    witness: str
    doubtful: bool = False
    section: str = ""


@dataclass(frozen=True, slots=True)
class _Signs:
    """Where titles usually stand, or stood by weak witnesses; the lines before a meta line; the line in the largest print with what that is worth."""

    usual: set[str]
    likely: str | None
    starts: set[int]
    table_heads: set[int]
    """The first lines of tables of facts."""
    largest: tuple[int, float] | None
    only_heading: int | None
    """The one line that is a heading and no link, where a page has no other."""

    def is_largest(self, line: Line) -> bool:
        """Whether a line is the one in the largest print."""
        return self.largest is not None and line.index == self.largest[0]


def find_title(judged: Judged, head: Head, memory: Repetition) -> Title | None:
    """The line that most witnesses call the title; without any, the line above the story."""
    below = below_the_prose(judged)
    starts = {_headline_before(judged, run[0].index) for run in judged.runs if run[0].index < below}
    heads = {at for run in judged.runs if run[0].index < below and (at := _heads_its_table(judged, run[0].index)) is not None}
    signs = _Signs(
        memory.usual_places("title"),
        _likely_place(judged, memory),
        starts | heads,
        heads,
        in_largest_print(judged, learnt=judged.learnt),
        _only_heading(judged),
    )
    best: tuple[float, int, str] | None = None
    before = None
    talk, boxes = talk_below_prose(judged), _boxes_below(judged, below)
    early = _parts_before_the_last(judged, head, below)
    headed = any(line.words > 2 and line.key in head.all_titles for line in judged.lines)
    for line, evidence in zip(judged.lines, judged.evidence, strict=True):
        if line.text and not _heads_a_column(line, judged):
            bare = not (_head_points(line, head) or signs.is_largest(line))
            unlikely = bare and not line.node.heading and (line.index >= talk or (evidence.fixed and line.index not in starts))
            unlikely = unlikely or (bare and line.index >= boxes)
            if unlikely and line.printed_place not in signs.usual:
                before = line
                continue
            if _heads_every_page(line, judged, memory) and not _head_points(line, head):
                before = line
                continue
            score, witness = _score(line, before, judged, head, signs)
            score -= _SITES_PART if line.index in early else 0.0
            if score and headed and witness != "label" and line.printed_place not in signs.usual and not _head_points(line, head):
                score -= _UNHEADED
            if score >= _ENOUGH and (best is None or score > best[0] + _margin(line, judged.lines[best[1]], judged)):
                best = (score, line.index, witness)
            before = before if _tells_the_facts(line) else line  # between the section and the headline
    if best is None:
        above = line_above_prose(judged)
        return Title(above.index, above.text, above.key, "above the prose", doubtful=not _is_named_its_own(above, judged, memory)) if above else None
    line = _last_copy(judged.lines[best[1]], judged)
    own = judged.address.section if judged.address else None
    section, text = headline_parts(line, own) or named_section(line, head) or ("", bared(line, head))
    return Title(line.index, text, fold(text), best[2], best[0] < _ENOUGH + 1, section)


def _only_heading(judged: Judged) -> int | None:
    """The one line of some words that is a heading and no link."""
    headings = [line.index for line in judged.lines if line.node.heading and line.words > 1 and not line.is_link]
    return headings[0] if len(headings) == 1 else None


def _boxes_below(judged: Judged, below: int) -> int:
    """Where nothing but boxes is left: below most of the text, where a line stands above that which may be its headline.

    Without one the text may be that of boxes with leads, and the story a short one below them; so it may where the page's one h1 stands there.
    """
    left = judged.lines[below:]
    above = line_above_prose(judged) if left and not any(line.text and line.node.heading == 1 for line in left) else None
    return below if above is not None and above.words > _PARTS and not above.node.heading else len(judged.lines)


def _is_named_its_own(line: Line, judged: Judged, memory: Repetition) -> bool:
    """Whether the markup calls a line of some words a title, and every page that is known has another one there."""
    place = memory.place(line.node.place)
    return judged.learnt and line.titled and line.words > _PARTS and place.pages > _PARTS and place.fresh == place.pages


def _heads_every_page(line: Line, judged: Judged, memory: Repetition) -> bool:
    """Whether most pages have a heading with the same words at a place that tells nothing else: a box's, even where titles were seen there."""
    if not (judged.learnt and line.node.heading and judged.evidence[line.index].fixed):
        return False
    place = memory.place(line.node.place)
    return place.is_on_most_pages(line.level) and not place.is_varied


def _parts_before_the_last(judged: Judged, head: Head, below: int) -> set[int]:
    """The lines that are a part of the page's own title, where another part of it stands below them, above the story: a site's name, a slogan."""
    parts = [line for line in judged.lines[:below] if line.words > 1 and not line.is_link and _head_points(line, head)]
    last = next((line for line in reversed(parts) if line.words > _PARTS and not judged.evidence[line.index].against), None)
    if last is None:
        return set()
    return {line.index for line in parts if line.index < last.index and line.key not in last.key and last.key not in line.key}


def _likely_place(judged: Judged, memory: Repetition) -> str | None:
    """Where weak witnesses saw the title on most pages, if this page has one line there."""
    likely = memory.main_place(LIKELY)
    return likely if likely and sum(bool(line.key) and line.printed_place == likely for line in judged.lines) == 1 else None


def _margin(line: Line, best: Line, judged: Judged) -> float:
    """By how much a line must be better: a list below the story links to the story too."""
    if not line.is_link or best.is_link or line.key != best.key:
        return 0.0
    between = judged.lines[best.index + 1 : line.index]
    told = sum(other.words for other in between if other.words > _PROSE and not (other.is_link or judged.evidence[other.index].against))
    return _BELOW_THE_STORY if told > _PROSE else _LINKED_COPY


def _last_copy(title: Line, judged: Judged) -> Line:
    """The same headline again, right above the story: a breadcrumb or a bar had it first. As a paragraph it is the story's."""
    first, told = title, 0
    for line in judged.lines[title.index + 1 : title.index + _FARTHEST_COPY]:
        evidence = judged.evidence[line.index]
        if line.key == title.key and not line.is_link and not line.node.item and not is_a_paragraph(line, first, judged):
            title = line
        elif not (line.is_link or evidence.against or evidence.exhausted or line.index in judged.dated):
            told += line.words * (line.words > _LABEL)
        if told > _PROSE or evidence.tail:
            break
    return title


def _score(line: Line, before: Line | None, judged: Judged, head: Head, signs: _Signs) -> tuple[float, str]:
    if _is_no_title(line, judged.evidence[line.index], head) or is_too_long(line, judged.lines, head):
        return 0.0, ""
    points = list(_points(line, before, judged, head, signs))
    score = sum([point for point, _ in points])
    if score and line.is_link and _links_here(line, judged):
        points.append((2.0, "link to itself"))
        score += 2.0
    if score < _ENOUGH:
        return 0.0, ""
    return score - _penalty(line, judged, score), max(points)[1]


def _points(line: Line, before: Line | None, judged: Judged, head: Head, signs: _Signs) -> Iterator[tuple[float, str]]:
    """What each witness gives a line."""
    yield _HEADING.get(line.node.heading, 0.0), "heading"
    yield _head_points(line, head), "head"
    if line.index in signs.starts and not (_ends_paragraphs(line, judged) or _heads_something_else(line)):
        yield 3.0, "before the meta line"
    in_a_menu = before is not None and _is_an_entry(line, judged) and _is_an_entry(before, judged)
    if line.index in signs.table_heads:
        yield 2.0, "before the meta line"
    if before is not None and slug_of_key(before.key) and not (judged.evidence[before.index].navigation or in_a_menu):
        yield 3.0, "after the category"
    if before is not None and _is_its_label(before, line):
        yield _LABELLED_IN_A_FORM if " " in before.key and line.node.tag in _VALUES else _LABELLED, "label"
    if line.printed_place in signs.usual:
        yield 5.0, "place"
    elif line.printed_place == signs.likely:
        yield 3.0, "likely place"
    if line.index == signs.only_heading:
        yield 2.0, "only heading"
    if line.titled:
        yield 2.0, "markup name"
    if signs.largest is not None and signs.is_largest(line) and not line.node.heading:
        yield signs.largest[1], "largest print"


def _is_its_label(label: Line, line: Line) -> bool:
    """Whether a line says that the next one is a headline: «عنوان المادة»; as a heading only in a form, where each value has a cell.

    In forms to write in the next one is the next field's label.
    """
    if line.text.rstrip().endswith(":"):
        return False
    first, _, rest = label.key.partition(" ")
    named = label.key in _LABELS or (first in _LABELS and rest in STORIES)
    return named and (not label.node.heading or line.node.tag in _VALUES)


def _is_no_title(line: Line, evidence: Evidence, head: Head) -> bool:
    """Whether a line can be no story's title: furniture, a moment, the name of the site or of a section, the way to the section."""
    if not line.key or not _LETTER.search(line.key) or line.key in wordings().comments or _is_a_moment(line):
        return True
    if evidence.navigation or evidence.message or evidence.tail or _tells_several(line):
        return True
    if line.key in wordings().site_names or slug_of_key(line.key) or names_its_section(line.text) or is_trail(line):
        return True
    changed = line.has_year and tells_another_day(line.key) and has_date(line.text)
    told = changed or _tells_the_facts(line)
    if ((told and not line.node.heading) or line.text.startswith(_PEN)) and not _head_points(line, head):
        return True
    if _leads_home(line) or _EMAIL.search(line.text) or find_views([line]) is not None:
        return True
    return line.key in wordings().devotion and not _head_points(line, head)  # at the head of a site, or of its stories


def _tells_the_facts(line: Line) -> bool:
    """Whether a line is a day beside a label, an hour or a number of readers."""
    dated = [piece for piece in fragments(line) if piece.date] if line.has_year else []
    return any(piece.label and (piece.clock or piece.numbers) for piece in dated)


def _heads_a_column(line: Line, judged: Judged) -> bool:
    """Whether a line is the head of one of several columns."""
    if line.node.tag != "th":
        return False
    beside = judged.lines[max(0, line.index - 1) : line.index + 2]
    return any(other is not line and other.key and other.node.tag == "th" and other.node.parent is line.node.parent for other in beside)


def _tells_several(line: Line) -> bool:
    """Whether a line tells several hours, or the degrees of several towns: a box of prayers or of the weather."""
    text = western_digits(line.text)
    return any(len(told.findall(text)) > 1 for told in (_HOURS, _DEGREES))


def _leads_home(line: Line) -> bool:
    """Whether a line is nothing but a link to the site's first page: the site's name."""
    return line.is_link and all(_HOME.fullmatch(link.target.strip()) for link in line.links)


def _is_an_entry(line: Line, judged: Judged) -> bool:
    """Whether all letters of a line lead elsewhere, marks beside them: an entry of a menu, «- سجل الزوار»."""
    linked = sum(sum(map(str.isalpha, link.text)) for link in line.links)
    return bool(line.links) and linked == sum(map(str.isalpha, line.text)) and not _links_here(line, judged)


def _is_a_moment(line: Line) -> bool:
    """Whether a line is nothing but a day with its hour."""
    return line.has_year and is_date_line(CLOCK.sub(" ", western_digits(line.text)))


def _ends_paragraphs(line: Line, judged: Judged) -> bool:
    """Whether paragraphs stand above a line at its own place: it is the last of them."""
    before = judged.lines[max(0, line.index - _FARTHEST_COPY) : line.index]
    return sum(other.words > _PROSE and not other.is_link and other.node.place == line.node.place for other in before) > 1


def _heads_something_else(line: Line) -> bool:
    """Whether a line of a few words heads what readers say, the first of whom may have a day, or a box: «ردود الزوار», «اخترنا لك :»."""
    return line.words <= _LABEL and (is_talk(line.key) or line.text.rstrip().endswith(":"))


def _head_points(line: Line, head: Head) -> float:
    key = fold(bared(line, head)) if line.text.endswith(_CLOSING) or ":" in line.text else line.key
    if (line.links or line.node.heading) and not line.is_link and (parts := headline_parts(line)):
        key = fold(parts[1])
    if key in head.titles or named_section(line, head):
        return 5.0
    return 4.0 if line.words > _PARTS and key in head.all_titles and any(is_part_of(key, text) for text, _ in head.titles.values()) else 0.0


def _penalty(line: Line, judged: Judged, score: float) -> float:
    evidence = judged.evidence[line.index]
    # A popular story's title comes again in boxes all over the site, sometimes at a place like its own.
    penalty = (3.0 if score >= _STRONG else 8.0) if evidence.fixed else 3.0 * (evidence.recurrent or evidence.exhausted)
    penalty += 2.0 * line.node.item + 2.0 * line.control
    if line.links:
        penalty += 5.0 if judged.links_to_other_article(line) else 0.0 if _links_here(line, judged) else 2.0 * line.is_link
    if line.words == 1:
        penalty += 1.0
    if line.key.split(maxsplit=1)[0] in _SIGNING:
        penalty += 4.0
    return penalty


def _links_here(line: Line, judged: Judged) -> bool:
    for link in line.links:
        address = linked_article(judged.url, link.target)
        if address and judged.address and address.id == judged.address.id and not link.target.startswith("#"):
            return True
    return False


def _heads_its_table(judged: Judged, index: int) -> int | None:
    """The line of some words that is the first in the table around a line with a label in its row, alone in its own; a link is another story's."""
    table = _around(judged.lines[index], "table")
    if table is None or not _is_beside_a_label(judged, index):
        return None
    near = judged.lines[max(0, index - _FACTS_ABOVE) : index]
    first = next((other for other in near if other.key and within(other.node, table)), None)
    row = _around(first, "tr") if first is not None else None
    if first is None or row is None or first.words <= _PARTS or first.is_link or _around(first, "table") is not table:
        return None
    alone = sum(bool(other.key) and within(other.node, row) for other in judged.lines[first.index : index + 1]) == 1
    return first.index if alone and (first.index == 0 or not within(judged.lines[first.index - 1].node, table)) else None


def _is_beside_a_label(judged: Judged, index: int) -> bool:
    """Whether a line and one other make up a row of two cells."""
    row = _around(judged.lines[index], "tr")
    held = [other for other in judged.lines[max(0, index - 1) : index + 2] if other.key and row is not None and within(other.node, row)]
    return len(held) == _PARTS and held[0].node is not held[1].node and all(other.node.tag in _CELLS for other in held)


def _around(line: Line, tag: str) -> Node | None:
    """The innermost element of a kind around a line."""
    return next((node for node in line.node.ancestors() if node.tag == tag), None)


def _headline_before(judged: Judged, index: int) -> int:
    """The line with text before a line, above the writer's address for letters that may stand between."""
    for line in reversed(judged.lines[max(0, index - 4) : index]):
        if line.text and not _EMAIL.search(line.text):
            return line.index
    return -1
