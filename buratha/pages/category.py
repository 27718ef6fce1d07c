"""The category as named on the page, just before the title; a menu that lists every section is no witness."""

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from buratha.arabic.folding import fold
from buratha.arabic.names import read_byline
from buratha.pages.counting import counts_readers
from buratha.pages.head import Structured
from buratha.pages.headlines import MARKS_AROUND
from buratha.pages.judged import Judged
from buratha.pages.label_words import keys
from buratha.pages.lines import Line
from buratha.pages.repetition import Repetition
from buratha.pages.wording import wordings
from buratha.sections import may_name, slug_of, slug_of_key
from buratha.urls import listing_section, resolve

_SEPARATORS = re.compile(r"\s*[›»«>\\|/:·•¤¦│◆■~\[\]()]+\s*|\s+[-–—]\s+")
_COMMAS = re.compile("[،,]")
_BEFORE = 14
_AFTER = 5
_MENU = 3
TO_ITS_LISTING = "link to its listing"
"""The witness of a section that a link near the title leads to."""
IN_A_MENU = "link in a menu"
"""The witness of a section that a page names nowhere else: which one it is the address says."""
_FAR_BEFORE = 40
_FAR_BELOW = 14
_LONGEST_TRAIL = 12
_LONGEST, _LONGEST_LABELLED, _LONGEST_SENTENCE = 5, 14, 36
_FAR_AFTER = 14
_LONGEST_LEAD = 3
_COLON = re.compile(r"\s*[:：]\s*")
_LABELS = keys("sections", "labels")
_VALUES, _HEADS = frozenset(("td", "dd")), frozenset(("td", "th", "dt"))
_OF_BOXES = keys("sections", "of_boxes")
"""Words before a section's name that head a box of its stories: «آخر الأخبار»."""
_NO_NAMES = keys("buttons", "more") | keys("sections", "back")
"""Words of links to a listing that are no section's name: «المزيد من بابها», «رجوع للقسم»."""


@dataclass(frozen=True, slots=True)
class Category:
    """A section's name as printed, its witness, and the line that is nothing but the name."""

    name: str
    witness: str
    index: int | None = None


def find_category(judged: Judged, title_index: int, structured: list[Structured], memory: Repetition) -> Category | None:
    """The category's printed name and its witness; None when the page names none."""
    near = _near(judged, title_index)
    own = judged.address.section if judged.address else ""
    if labelled := next((name for line in near if (name := _behind_a_label(line, own))), None):
        return Category(labelled, "page")
    named = [(line, name) for line in near if (name := _section_name(line)) and not _in_menu(line, judged)]
    listed = _listed(named)
    if any(row not in listed and slug_of(row[1]) == own for row in named) or _linked_below(judged, title_index):
        named = [row for row in named if row not in listed]  # the facts name the address's section too: it is no way to one, but a menu
    if named:
        fitting = [(line, name) for line, name in named if judged.address and slug_of(name) == judged.address.section]
        closest = min(named, key=lambda row: (_is_part(*row), abs(row[0].index - title_index)))
        if _is_part(*closest) and closest[0].index > title_index and closest[0].index not in judged.dated:
            whole = _trail(judged, title_index) or _named_below(judged, title_index)
            return whole or Category(closest[1], "part of a line")  # a byline may begin with the desk's name
        line, name = fitting[0] if fitting and abs(fitting[0][0].index - title_index) > 3 and closest in fitting else closest
        return Category(name, "page", line.index if line.text == name else None)
    for line in near:
        if memory.is_usual("category", line.node.place) and line.words <= _LONGEST and line.index < title_index:
            return Category(line.text, "place", line.index)
    linked = [(line, name) for line in near if (name := _linked_listing(line, judged)) and not _in_menu(line, judged)]
    for line, name in linked:
        if not _is_menu(line, judged):
            return Category(name, TO_ITS_LISTING, line.index if line.text == name else None)
    for article in structured:
        if article.section:
            return Category(article.section, article.witness)
    below = judged.lines[title_index + 1 : title_index + 1 + _FAR_AFTER]
    short = (line for line in below if line.words <= (_LONGEST_SENTENCE if line.index in judged.dated else _LONGEST_LABELLED))
    labelled = next((name for line in short if (name := _labelled(line, judged))), None)
    if labelled:
        return Category(labelled, "page")
    named_there = _trail(judged, title_index) or _linked_below(judged, title_index) or _just_above(judged, title_index)
    return named_there or (Category(linked[0][1], IN_A_MENU) if linked else None)


def _listed(named: Sequence[tuple[Line, str]]) -> list[tuple[Line, str]]:
    """Those of some named sections that stand as links beside one another in one list: a short menu names several sections, a story's facts one."""
    sections: dict[tuple[str, int], set[str]] = {}
    for line, name in named:
        if line.is_link:
            sections.setdefault((line.node.tag, id(line.node.parent)), set()).add(slug_of(name) or name)  # cells of one row differ in their places
    return [row for row in named if row[0].is_link and len(sections[row[0].node.tag, id(row[0].node.parent)]) > 1]


def linked_section(judged: Judged, name: str) -> str | None:
    """The section whose listing the page's links by this name lead to, where all of them lead to one: a menu tells what a name stands for."""
    key = fold(name)
    targets = (link.target for line in judged.lines for link in line.links if fold(link.text) == key)
    found = {section for target in targets if (section := listing_section(resolve(judged.url, target) or ""))}
    return found.pop() if len(found) == 1 else None


def _linked_below(judged: Judged, title_index: int) -> Category | None:
    """The address's section, where a few words right below the title lead to its listing by its name: «في المقالات · 681 كلمة»."""
    own = judged.address.section if judged.address else ""
    near = (line for line in judged.lines[title_index + 1 : title_index + 1 + _AFTER] if line.words <= _LONGEST_LABELLED)
    links = (link for line in near if len(line.links) <= _MENU for link in line.links)
    name = next((link.text for link in links if own and slug_of(link.text) == own == listing_section(resolve(judged.url, link.target) or "")), None)
    return Category(name.strip(MARKS_AROUND), "page") if name else None


def _named_below(judged: Judged, title_index: int) -> Category | None:
    """The address's section, where a line below the title is nothing but its name."""
    own = judged.address.section if judged.address else ""
    near = judged.lines[title_index + 1 : title_index + 1 + _FAR_AFTER]
    line = next((line for line in near if slug_of_key(line.key) == own and not _in_menu(line, judged)), None)
    return Category(line.text.strip(MARKS_AROUND), "page", line.index) if line is not None and own else None


def _is_part(line: Line, name: str) -> bool:
    """Whether the name is only a part of a line that is no trail of links: a dateline may begin with one."""
    return not line.links and len(line.text.strip(MARKS_AROUND)) > len(name)


def category_below(judged: Judged, end: int) -> Category | None:
    """The section among the links right below the story: a term that leads to its listing."""
    for line in judged.lines[end : end + _FAR_BELOW]:
        if (name := _beside_its_readers(line, judged)) is not None:
            return Category(name, "page")
        if line.key in wordings().comments or judged.evidence[line.index].navigation:
            continue
        if (name := _linked_listing(line, judged)) and slug_of(name) and not _in_menu(line, judged):
            return Category(name, "page", line.index if line.text == name else None)
        if (name := _in_its_date_line(line, judged)) is not None:
            return Category(name, "page")
        short = line.words <= _LONGEST_LABELLED or (line.has_year and line.words <= _LONGEST_SENTENCE)
        if short and (name := _labelled(line, judged) or _at_its_end(line, judged)) and not _in_menu(line, judged):
            return Category(name, "page")
    return None


def _beside_its_readers(line: Line, judged: Judged) -> str | None:
    """The name of the address's section where it begins a row with a count of readers: «المقالات | 1436 قارئ | نسخة للطباعة»."""
    pieces = [piece.strip(MARKS_AROUND) for piece in _SEPARATORS.split(line.text)] if line.words <= _LONGEST_SENTENCE else []
    own = judged.address.section if judged.address else ""
    counted = any(any(map(str.isdigit, piece)) and counts_readers(fold(piece).split()) for piece in pieces[1:])
    return pieces[0] if counted and slug_of(pieces[0]) == own else None


def category_in_a_card(judged: Judged) -> Category | None:
    """The address's section in a cell behind a label, wherever the page has its card of facts: «تصنيفها: التقارير»."""
    own = judged.address.section if judged.address else ""
    for label, line in itertools.pairwise(line for line in judged.lines if line.key):
        in_cells = line.node.tag in _VALUES and label.node.tag in _HEADS and label.node is not line.node
        if own and in_cells and slug_of(line.text) == own and label.words <= _LONGEST and not (slug_of_key(label.key) or label.is_link):
            return Category(line.text.strip(MARKS_AROUND), "page", line.index)
    return None


def _in_its_date_line(line: Line, judged: Judged) -> str | None:
    """The name of the address's section, where it is a part of a date line: «المقالات ¤ 6 آب 2006م ¤ الساعة 21:15:48»."""
    name = _section_name(line) if line.index in judged.dated and line.has_year else None
    return name if name and judged.address and slug_of(name) == judged.address.section else None


def _at_its_end(line: Line, judged: Judged) -> str | None:
    """The name of the address's section at the end of a few words, linked or not: «موضعها في الأخبار»."""
    words = line.text.split()
    own = judged.address.section if judged.address else ""
    if line.node.heading or not _OF_BOXES.isdisjoint(line.key.split()):
        return None
    names = (" ".join(words[at:]).strip(MARKS_AROUND) for at in range(1, min(len(words), _LONGEST_LEAD + 1)))
    return next((name for name in names if slug_of(name) == own), None) if 1 < len(words) <= _LONGEST + _LONGEST_LEAD else None


def _behind_a_label(line: Line, section: str) -> str | None:
    """The name of the address's section behind one word for sections, and nothing more: «صفحة المقالات»; behind a colon any word is a label."""
    label, colon, name = line.text.strip(MARKS_AROUND).partition(":")
    if colon and 0 < len(label.split()) <= _LONGEST_LEAD and slug_of(name.strip()) == section and not slug_of(label):
        return name.strip(MARKS_AROUND)
    label, _, name = line.text.strip(MARKS_AROUND).partition(" ")
    return name.strip(MARKS_AROUND) if line.words <= _LONGEST and slug_of(name) == section and fold(label) in _LABELS else None


def labelled_lines(judged: Judged, title_index: int) -> set[int]:
    """The short lines below the title that name the section behind a label."""
    near = judged.lines[title_index + 1 : title_index + 1 + _FAR_AFTER]
    first = next((line.index for line in near if line.words > _LONGEST_LABELLED), title_index + _FAR_AFTER)
    short = (line for line in near if 0 < line.words <= (_LONGEST_LABELLED if line.index < first else _LONGEST + 1))
    return {line.index for line in short if _labelled(line, judged)}


def _labelled(line: Line, judged: Judged) -> str | None:
    """The name of the address's section behind a label, in one line or in two: «الباب: المقالات»."""
    own = judged.address.section if judged.address else ""
    if slug_of_key(line.key) == own:
        before = next((other for other in reversed(judged.lines[: line.index]) if other.key), None)
        return line.text.strip(MARKS_AROUND) if before is not None and before.index == line.index - 1 and before.key in _LABELS else None
    for label, told in _labels(line):
        if fold(label) and not slug_of(label) and (named := _beginning(told, own)):
            return named
    return _named_within(line, own) if line.words <= (_LONGEST_SENTENCE if line.has_year else _LONGEST_LABELLED) else None


def _named_within(line: Line, section: str) -> str | None:
    """The name of a section behind a label within a few words: «نُشرت في باب المقالات»."""
    words = line.text.split()
    behind = (" ".join(words[at + 1 :]) for at, word in enumerate(words) if fold(word) in _LABELS)
    return next((name for rest in behind if (name := _beginning(rest, section))), None)


def _beginning(text: str, section: str) -> str | None:
    """The name of a section, where a text begins with it."""
    words = text.split()
    names = (" ".join(words[:size]).strip(MARKS_AROUND) for size in range(min(_LONGEST, len(words)), 0, -1))
    return next((name for name in names if slug_of(name) == section), None)


def _labels(line: Line) -> Iterator[tuple[str, str]]:
    """The labels that end in a colon in a line, each with what follows it in the same run of text, or in the next."""
    runs = line.runs or [line.text]
    for at, run in enumerate(runs):
        yield from itertools.pairwise(_COLON.split(run))
        if run.rstrip().endswith(":") and at + 1 < len(runs):
            yield run, runs[at + 1].strip(MARKS_AROUND)


def _trail(judged: Judged, title_index: int) -> Category | None:
    """The last step of a trail farther above the title that names the section of the address."""
    for line in reversed(judged.lines[max(0, title_index - _FAR_BEFORE) : title_index]):
        is_a_trail = line.words <= _LONGEST_TRAIL and len(line.runs) + line.words > 1 and len(line.links) > 0
        name = _section_name(line) if is_a_trail else None
        if name and judged.address and slug_of(name) == judged.address.section and not _in_menu(line, judged):
            return Category(name, "page")
    return None


def _near(judged: Judged, title_index: int) -> list[Line]:
    lines = judged.lines
    before = [line for line in lines[max(0, title_index - _BEFORE) : title_index] if line.key]
    after = [line for line in lines[title_index + 1 : title_index + 1 + _AFTER] if line.key]
    return before[::-1] + [line for line in after if line.words <= _LONGEST or line.index in judged.dated]


def _section_name(line: Line) -> str | None:
    """The section's name in a line: the whole of it, or a piece of a trail («الرئيسية » الأخبار»)."""
    if slug_of_key(line.key):
        return line.text.strip(MARKS_AROUND)
    if line.words > 30 or not (may_name(line.key) or (line.cuts and line.level != line.key and may_name(fold(" ".join(line.runs))))):
        return None
    pieces = [link.text for link in line.links] + line.runs + _SEPARATORS.split(line.text)
    pieces += [piece.strip(MARKS_AROUND) for piece in _COMMAS.split(line.text)] if line.has_year else []
    named = [piece for piece in pieces if piece and slug_of(piece)]
    distinct = {slug_of(piece) for piece in named}
    return named[0] if named and len(distinct) == 1 and (len(line.links) <= _MENU + 1) else None


def _is_menu(line: Line, judged: Judged) -> bool:
    """Whether a line leads to the listings of several sections."""
    if len(line.links) < _MENU:
        return False
    return len({section for link in line.links if (section := listing_section(resolve(judged.url, link.target) or ""))}) >= _MENU


def _in_menu(line: Line, judged: Judged) -> bool:
    """Whether the line stands in a row of section names."""
    lines = [other for other in judged.lines[max(0, line.index - 6) : line.index + 7] if other.key]
    at = next(position for position, other in enumerate(lines) if other is line)
    run = {_listed_section(line, judged)}
    for step in (-1, 1):
        position = at + step
        while 0 <= position < len(lines) and (slug := _listed_section(lines[position], judged)) and _alike(lines[position], line):
            run.add(slug)
            position += step
    return len(run) >= _MENU


def _listed_section(line: Line, judged: Judged) -> str | None:
    """The section that an entry of a menu names, by a known name or by the one listing that it leads to."""
    if (slug := slug_of_key(line.key)) or not (line.is_link and len(line.links) == 1):
        return slug
    return listing_section(resolve(judged.url, line.links[0].target) or "")


def _alike(one: Line, other: Line) -> bool:
    """Whether two lines stand in one row: in the same block, or in blocks of the same kind side by side."""
    return one.node is other.node or one.node.place == other.node.place or (one.node.item and one.node.parent is other.node.parent)


def _linked_listing(line: Line, judged: Judged) -> str | None:
    if not judged.address or line.words > 12:
        return None
    for link in line.links:
        target = resolve(judged.url, link.target)
        if target and listing_section(target) == judged.address.section and 0 < len(link.text.split()) <= _LONGEST:
            named = next((name for name in _endings(link.text) if slug_of(name) == judged.address.section), None)
            if named or _NO_NAMES.isdisjoint(fold(link.text).split()):
                return named or link.text
    return None


def _endings(text: str) -> Iterator[str]:
    """A text, and what is left of it without its first words: «المزيد عن المقالات»."""
    words = text.split()
    return (" ".join(words[at:]) for at in range(len(words)))


def _just_above(judged: Judged, title_index: int) -> Category | None:
    """A short line right above the title in the title's own block: a section whose name is not known yet."""
    above = next((line for line in reversed(judged.lines[:title_index]) if line.key), None)
    if above is None or above.words > 3 or above.links or any(character.isdigit() for character in above.text):
        return None
    if any(read_byline(run) for run in above.runs if above.cuts):
        return None  # a name beside a label: «بحبر سلام الركابي»
    title = judged.lines[title_index]
    named = any(word in node.hints for node in (above.node, above.node.parent) if node for word in ("cat", "section", "kicker"))
    if named or (above.node.parent is title.node.parent and not judged.evidence[above.index].fixed and fold(above.text) != "الرييسيه"):
        return Category(above.text, "line above the title", above.index)
    return None
