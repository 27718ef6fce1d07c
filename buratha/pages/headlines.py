"""What of a headline's line is the headline: without a section, a label or a counter beside it, and as a piece of the page's own title."""

import re
from collections.abc import Sequence

from buratha.arabic.folding import fold
from buratha.pages.apart import without_counter
from buratha.pages.head import Head
from buratha.pages.label_words import keys
from buratha.pages.lines import Line
from buratha.pages.wording import tells_where_one_is
from buratha.sections import slug_of

_PROSE, _NEAR = 14, 12
_LONGEST, _LONGEST_HEADING, _TOP = 45, 80, (1, 2)
"""Words, of a heading on top of all others more; its levels."""
_PARTS = 2
_RUBRIC = 2
"""Blanks between words."""
_LABEL, _LONGEST_STEP = 2, 5
"""Words: «انت تتصفح», «سوريا - لبنان - فلسطين»."""
_AFTER_SECTION = re.compile(r"\s*[:|»›«/•·\-–—]+\s*")
_ARROW = re.compile(r"(?P<section>[^»›>→←‹|¦]+?)\s*[»›>→←‹|¦]\s*(?P<title>[^»›>→←‹|¦]+)$")
_BETWEEN = re.compile(r"\s[-–—:•·/]\s|[|»«›‹]")
_LETTER = re.compile(r"[^\W\d_]")
_LABELS_BEFORE = keys("titles", "before")
_SECTION_LABELS = keys("sections", "labels")
_AROUND = re.compile(r"^[^\w(\[«]+|[^\w)\]»]+$")
MARKS_AROUND = " :»›«|/>-–—[]()●•·■▪◆♦#→←▸▶*.,،؛~_=+\"'"
"""What layouts set around the name of a section."""


def without_marks(name: str) -> str:
    """A section's name without the marks and pictures that a layout sets around it: «🗂 المقالات»."""
    return _AROUND.sub("", name)


def headline_parts(line: Line, own: str | None = None) -> tuple[str, str] | None:
    """The section's name and the headline that stand in one line; None where there is no more than a headline.

    Before a bar or an arrow in the text the author may have set another section's name than the story's ``own``.
    """
    first = line.links[0] if line.links else None
    if first is not None and not line.is_link and line.text.startswith(first.text) and slug_of(first.text):
        found = _AFTER_SECTION.match(line.text[len(first.text) :])
        if found and found.end() < len(line.text) - len(first.text):
            return first.text, line.text[len(first.text) + found.end() :]
    if (parted := behind_an_arrow(line.text)) and own in {slug_of(parted[0]), None}:
        return parted
    if not (line.node.heading and line.cuts) or len(runs := line.runs) < _PARTS:
        return None
    before, behind = runs[0], runs[-1]
    if slug_of(before.strip(MARKS_AROUND)) and line.text.startswith(before):
        return _parts(before, line.text[len(before) :])
    if slug_of(behind.strip(MARKS_AROUND)) and line.text.endswith(behind):
        return _parts(behind, line.text[: -len(behind)])
    return None


def behind_an_arrow(text: str) -> tuple[str, str] | None:
    """A section's name and the headline behind an arrow or a bar, as trails have it: «المقالات » معلم يرسم أطلس الأهوار»."""
    found = _ARROW.match(text)
    if found is None or not slug_of(found["section"].strip(MARKS_AROUND)):
        return None
    return _parts(found["section"], found["title"]) if len(found["title"].split()) > 1 else None


def _parts(section: str, rest: str) -> tuple[str, str] | None:
    """The two parts, without the marks between; None where no headline is left."""
    title = rest.strip().strip("|/»«›").strip()
    return (section.strip(MARKS_AROUND), title) if _LETTER.search(title) and not slug_of(title) else None


def named_section(line: Line, head: Head) -> tuple[str, str] | None:
    """A section's name and a headline with a colon between, where the page's head has the latter as its title."""
    section, _, rest = line.text.partition(":")
    known = rest and section.count(" ") < _LONGEST_STEP and slug_of(section.strip())
    return (section.strip(), rest.strip()) if known and fold(rest) in head.titles else None


def behind_its_section(line: Line, own: str | None, head: Head) -> tuple[str, str] | None:
    """The name of the story's own section and a headline with a colon between; the page's head has both where the author wrote them."""
    section, _, rest = line.text.partition(":")
    is_own = own is not None and not line.node.heading and slug_of(section.strip(MARKS_AROUND)) == own and line.key not in head.titles
    return (section.strip(), rest.strip()) if is_own and rest.count(" ") > 1 else None


def bared(line: Line, head: Head) -> str:
    """A headline without what the layout prints around it; whole where the page's head has all of it as its title."""
    if line.key in head.titles:
        return line.text
    return _without_rubric(line, head) or _unlabelled(without_counter(line.text))


def _without_rubric(line: Line, head: Head) -> str | None:
    """A heading without a few words in an element of their own at either end, where the page's head has the rest as its title: «… تحقيق ميداني»."""
    runs = line.runs if line.node.heading else ()
    for rubric, rest in ((runs[-1], runs[:-1]), (runs[0], runs[1:])) if len(runs) > 1 else ():
        if rubric.count(" ") <= _RUBRIC and not any(map(str.isdigit, rubric)) and fold(" ".join(rest)) in head.titles:
            return " ".join(rest).strip()
    return None


def _unlabelled(text: str) -> str:
    """A headline without a label before it: «الموضوع: …»."""
    label, _, rest = text.partition(":")
    return rest.strip() if rest.strip() and fold(label) in _LABELS_BEFORE else text


def names_its_section(text: str) -> bool:
    """Whether a line is a label and a section's name: «صفحة: الأخبار»."""
    label, _, name = text.partition(":")
    key = fold(label)
    named = bool(name) and slug_of(name.strip(MARKS_AROUND)) is not None
    return named and (key in _SECTION_LABELS or tells_where_one_is(key))


def is_trail(line: Line) -> bool:
    """Whether a line is the way from the site's first page to the story's section, with a label at most: «انت تتصفح: براثا » المقالات»."""
    if not any(slug_of(link.text.strip(MARKS_AROUND)) for link in line.links) or line.words > _LONGEST:
        return False
    if len(line.links) == 1 and headline_parts(line) is not None:
        return False  # a section and a headline of a word or two; a menu has more links
    rest = line.text
    for link in line.links:
        rest = rest.replace(link.text, " ", 1)
    return not line.is_link and len(fold(rest).split()) <= _LABEL and all(len(link.text.split()) <= _LONGEST_STEP for link in line.links)


def is_part_of(key: str, title: str) -> bool:
    """Whether a text begins or ends a title, or stands in it between marks: «مادة 12 - … - الخزانة»."""
    whole = fold(title)
    return whole.startswith(f"{key} ") or whole.endswith(f" {key}") or key in map(fold, _BETWEEN.split(title))


def is_too_long(line: Line, lines: Sequence[Line], head: Head) -> bool:
    """Whether a line has more words than a headline may have; what the page's head has as its title is one however long."""
    if line.words <= _LONGEST:
        return False
    set_as_one = line.node.heading > 0 or line.titled or line.loudness > 1
    told_below = any(other.words > _PROSE and other.key != line.key for other in lines[line.index + 1 : line.index + 1 + _NEAR])
    if (set_as_one or told_below) and (line.key in head.titles or named_section(line, head) is not None):
        return False  # else all of a flash, of which a system has made the page's title
    return line.words > _LONGEST_HEADING or line.is_link or not _is_on_top(line, lines)


def _is_on_top(line: Line, lines: Sequence[Line]) -> bool:
    """Whether a line is the one heading of its level, and none is of a higher one."""
    level = line.node.heading
    if level not in _TOP:
        return False
    levels = [other.node.heading for other in lines if other.node.heading and other.words > 1 and not other.is_link]
    return min(levels) == level and levels.count(level) == 1
