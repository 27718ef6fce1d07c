"""How much each witness gives a line as a headline."""

from collections.abc import Iterator
from dataclasses import dataclass

from buratha.arabic.names import read_byline
from buratha.pages.counting import STORIES
from buratha.pages.head import Head
from buratha.pages.headlines import is_too_long
from buratha.pages.judged import Judged, is_prose
from buratha.pages.label_words import keys
from buratha.pages.lines import Line
from buratha.pages.no_title import head_points, is_no_title
from buratha.pages.wording import is_talk, tells_publication, wordings
from buratha.sections import slug_of, slug_of_key
from buratha.urls import linked_article

_PROSE = 8
_LABEL = 5
_FARTHEST_COPY = 80
_LABELLED, _LABELLED_IN_A_FORM = 6.0, 10.0
"""Points; forms to write in have a label «العنوان» as well, and none that says what it heads, with the headline in a cell."""
_VALUES = frozenset(("td", "dd"))
_LABELS = keys("titles", "labels")
_READERS = keys("comments", "readers")
_SIGNING = keys("writers", "signing")
_HEADING = {1: 4.0, 2: 3.0, 3: 2.0, 4: 1.0}
ENOUGH = 3.0
_STRONG, _NAME, _FEW = 7.0, 4, 2
_BESIDE, _NEAR_PROSE, _LONGEST_WAY = 2.0, 4, 8


@dataclass(frozen=True, slots=True)
class Signs:
    """Where titles usually stand, or stood by weak witnesses; the lines before a meta line; the line in the largest print with what that is worth."""

    usual: set[str]
    likely: str | None
    starts: set[int]
    table_heads: set[int]
    """The first lines of tables of facts."""
    largest: tuple[int, float] | None
    box_labels: frozenset[str]
    """Places at which several lines are called titles: those of boxes."""
    only_heading: int | None
    """The one line that is a heading and no link, where a page has no other."""

    def is_largest(self, line: Line) -> bool:
        """Whether a line is the one in the largest print."""
        return self.largest is not None and line.index == self.largest[0]


def score_of(line: Line, before: Line | None, judged: Judged, head: Head, signs: Signs) -> tuple[float, str]:
    """A line's points, and the witness that gives the most; no points where it can be no headline, or too little speaks for it."""
    if is_no_title(line, judged.evidence[line.index], head) or is_too_long(line, judged.lines, head):
        return 0.0, ""
    points = list(_points(line, before, judged, head, signs))
    score = sum([point for point, _ in points])
    if score and line.is_link and _links_here(line, judged):
        points.append((2.0, "link to itself"))
        score += 2.0
    if score < ENOUGH:
        return 0.0, ""
    return score - _penalty(line, judged, score), max(points)[1]


def _points(line: Line, before: Line | None, judged: Judged, head: Head, signs: Signs) -> Iterator[tuple[float, str]]:
    """What each witness gives a line."""
    yield _HEADING.get(line.node.heading, 0.0), "heading"
    yield head_points(line, head), "head"
    may_be_weak = (line.words > 1 and not _tells_the_number(line, judged)) or line.node.heading > 0 or line.titled  # else a label or a fact: «رقمه»
    if may_be_weak and line.index in signs.starts and not (_ends_paragraphs(line, judged) or _heads_something_else(line)):
        yield 3.0, "before the meta line"
    in_a_menu = before is not None and _is_an_entry(line, judged) and _is_an_entry(before, judged)
    if line.index in signs.table_heads:
        yield 2.0, "before the meta line"
    if may_be_weak and before is not None and _names_a_section(before) and not (judged.evidence[before.index].navigation or in_a_menu):
        yield 3.0, "after the category"
    if before is not None and _is_its_label(before, line):
        yield _LABELLED_IN_A_FORM if " " in before.key and line.node.tag in _VALUES else _LABELLED, "label"
    if line.printed_place in signs.usual:
        yield 5.0, "place"
    elif line.printed_place == signs.likely:
        yield 3.0, "likely place"
    if line.index == signs.only_heading:
        yield 2.0, "only heading"
    if line.titled and line.node.place not in signs.box_labels:
        yield 2.0, "markup name"
    heads_prose = _stands_right_above_prose(line, judged)
    if heads_prose and line.titled and line.words > _FEW:
        yield _BESIDE, "above the prose"
    if heads_prose and before is not None and before.index in judged.dated and tells_publication(before.key):
        yield _BESIDE, "below the meta line"
    if signs.largest is not None and signs.is_largest(line) and not line.node.heading:
        yield signs.largest[1], "largest print"


def _heads_other_stories(line: Line, judged: Judged) -> bool:
    """Whether the next two lines lead to other articles, each with a headline: the heading of a box."""
    below = [other for other in judged.lines[line.index + 1 : line.index + 1 + _NEAR_PROSE] if other.key][:2]
    return len(below) > 1 and all(other.words > 2 and judged.links_to_other_article(other) and not is_prose(other) for other in below)


def _tells_the_number(line: Line, judged: Judged) -> bool:
    """Whether a line is the number of the page's article, with a label: «رقم الخبر: 8151»."""
    return judged.address is not None and line.words <= _LABEL and str(judged.address.id) in line.key.split()


def _names_a_section(line: Line) -> bool:
    """Whether a line is a section's name, or the way to one: «الرئيسية » الشعر»."""
    if slug_of_key(line.key):
        return True
    is_a_way = len(line.links) > 1 and line.text.rstrip().endswith(line.links[-1].text) and line.words <= _LONGEST_WAY
    return is_a_way and slug_of(line.links[-1].text) is not None


def _stands_right_above_prose(line: Line, judged: Judged) -> bool:
    """Whether a paragraph follows within a few lines, and no other heading before it."""
    near = [other for other in judged.lines[line.index + 1 : line.index + 1 + _NEAR_PROSE] if other.key]
    following = next((other for other in near if is_prose(other) and not (other.titled or other.node.heading)), None)
    if following is None or line.links or following.links or judged.evidence[following.index].against:
        return False
    return not any(other.titled or other.node.heading for other in near if other.index < following.index and not other.is_link)


def _is_its_label(label: Line, line: Line) -> bool:
    """Whether a line says that the next one is a headline: «عنوان المادة»; as a heading only in a form, where each value has a cell.

    In forms to write in the next one is the next field's label.
    """
    if line.text.rstrip().endswith(":"):
        return False
    first, _, rest = label.key.partition(" ")
    named = label.key in _LABELS or (first in _LABELS and rest in STORIES)
    return named and (not label.node.heading or line.node.tag in _VALUES)


def _is_an_entry(line: Line, judged: Judged) -> bool:
    """Whether all letters of a line lead elsewhere, marks beside them: an entry of a menu, «- سجل الزوار»."""
    linked = sum(sum(map(str.isalpha, link.text)) for link in line.links)
    return bool(line.links) and linked == sum(map(str.isalpha, line.text)) and not _links_here(line, judged)


def _ends_paragraphs(line: Line, judged: Judged) -> bool:
    """Whether paragraphs stand above a line at its own place: it is the last of them."""
    before = judged.lines[max(0, line.index - _FARTHEST_COPY) : line.index]
    return sum(other.words > _PROSE and not other.is_link and other.node.place == line.node.place for other in before) > 1


def _heads_something_else(line: Line) -> bool:
    """Whether a line of a few words heads what readers say, the first of whom may have a day, or a box: «ردود الزوار», «اخترنا لك :»."""
    words = [word for word in line.key.split() if not word.isdigit()]
    talk = " ".join(words) in wordings().comments or (is_talk(line.key) and not _READERS.isdisjoint(words))
    return line.words <= _LABEL and (talk or line.text.rstrip().endswith(":"))


def _penalty(line: Line, judged: Judged, score: float) -> float:
    evidence = judged.evidence[line.index]
    # A popular story's title comes again in boxes all over the site, sometimes at a place like its own.
    penalty = (3.0 if score >= _STRONG else 8.0) if evidence.fixed else 3.0 * (evidence.recurrent or evidence.exhausted)
    penalty += 2.0 * line.node.item + 2.0 * line.control
    if line.links:
        penalty += 5.0 if judged.links_to_other_article(line) else 0.0 if _links_here(line, judged) else 2.0 * line.is_link
    if line.words == 1:
        penalty += 1.0
    if line.key.split(maxsplit=1)[0] in _SIGNING or _heads_other_stories(line, judged):
        penalty += 4.0
    if line.words <= _NAME and not (line.node.heading or line.titled) and read_byline(line.text):
        penalty += 2.0
    return penalty


def _links_here(line: Line, judged: Judged) -> bool:
    for link in line.links:
        address = linked_article(judged.url, link.target)
        if address and judged.address and address.id == judged.address.id and not link.target.startswith("#"):
            return True
    return False
