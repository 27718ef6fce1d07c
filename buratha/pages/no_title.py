"""What can be no headline: furniture, moments, facts, names of the site and of sections."""

import re

from buratha.arabic.dates import has_date, without_dates
from buratha.arabic.digits import western_digits
from buratha.arabic.folding import fold
from buratha.arabic.names import PENS, read_byline
from buratha.pages.counting import OWN_NUMBER, STORIES
from buratha.pages.fragments import find_views, fragments
from buratha.pages.head import Head
from buratha.pages.headlines import bared, headline_parts, is_part_of, is_trail, named_section, names_its_section
from buratha.pages.judged import Evidence, Judged
from buratha.pages.label_words import keys
from buratha.pages.large_print import TICKER
from buratha.pages.lines import Line
from buratha.pages.meta_text import CLOCK, is_date_line, label_or_readers
from buratha.pages.wording import is_of_a_change, is_talk, names_the_site, tells_publication, wordings
from buratha.pages.writer_labels import is_label, labelled_writer
from buratha.sections import slug_of, slug_of_key

_HOURS = re.compile(r"(?<!\d)\d{1,2}:\d\d(?!\d)")
_DEGREES = re.compile(r"\d\s?[°º℃]")
_OPENING = ("بسم", "باسم")
"""How lines begin that stand above texts, folded; other devout ones may be the headline of a death's notice."""
EMAIL = re.compile(r"\w@\w+[.-]\w")
_CLOSING = (")", "]")
_PARTS = 2
_LONG_NUMBER = 5
"""Digits."""
_MARKS, _LONGEST_LABEL = (":", "："), 4
_SECTIONS = keys("sections", "labels")
_OF_FACTS = keys("titles", "of_facts") | keys("titles", "of_the_counter")
_OF_THE_DAY, _TODAY = keys("titles", "of_the_day"), "اليوم"
_HIJRA = re.compile(r"(?<!\w)ه(?!\w)|هجري")
_APART = re.compile(r"\s+[|/—–-]+\s+")
_LETTER = re.compile(r"[^\W\d_]")
_HOME = re.compile(r"(?:https?:)?(?://[^/?#]+)?/?(?:(?:index|default|home)\.\w{2,5})?(?:[?#].*)?", re.IGNORECASE)


def is_no_title(line: Line, evidence: Evidence, head: Head) -> bool:
    """Whether a line can be no story's title: furniture, a moment, the name of the site or of a section, the way to the section."""
    if not line.key or not _LETTER.search(line.key) or line.key in wordings().comments or _is_a_moment(line) or _counts_talk(line.key):
        return True
    if evidence.navigation or evidence.message or evidence.tail or _tells_several(line):
        return True
    if (
        names_the_site(line.key)
        or (_is_a_label(line) and not head_points(line, head))
        or slug_of_key(line.key)
        or names_its_section(line.text)
        or is_trail(line)
    ):
        return True
    if _tells_no_more_than_a_number(line) and not head_points(line, head):
        return True
    if _begins_with_a_day(line) and not (line.node.heading or head_points(line, head)):
        return True
    changed = line.has_year and has_date(line.text) and is_of_a_change(without_dates(CLOCK.sub(" ", western_digits(line.text))).split())
    told = changed or tells_the_facts(line)
    if ((told and not line.node.heading) or line.text.startswith(PENS)) and not head_points(line, head):
        return True
    addressed = EMAIL.search(line.text) is not None and not (line.node.heading or head_points(line, head))
    if _leads_home(line) or addressed or (line.node.tag == TICKER and not head_points(line, head)) or find_views([line]) is not None:
        return True
    if line.key in wordings().devotion and (line.key.startswith(_OPENING) or not head_points(line, head)):
        return True  # at the head of a site, or above a story's first line, where a word processor took it for the title
    return _is_of_the_day(line) and not (head_points(line, head) or line.node.heading)


def _tells_no_more_than_a_number(line: Line) -> bool:
    """Whether a line is the number of the story, with its label, beside its section perhaps: «رقم المادة 342500»."""
    parts = [part for part in (line.runs if line.cuts else (line.text,)) if not slug_of(part.strip(" :|"))]
    words = [word for part in parts for word in fold(part).split()]
    labels = {word for word in words if not word.isdigit()}
    numbered = any(word.isdigit() and len(word) >= _LONG_NUMBER for word in words)  # «المادة 140» is anybody's headline
    return numbered and not labels.isdisjoint(OWN_NUMBER) and labels <= OWN_NUMBER | STORIES


def _begins_with_a_day(line: Line) -> bool:
    """Whether a whole day of the Hijra, set apart, opens a line: a bar of the site's, «17 صفر 1442 هـ — بقي على الأربعين ثلاثة أيام».

    Other days open headlines on what happened then.
    """
    first, *others = _APART.split(line.text, maxsplit=1)
    return bool(others) and _HIJRA.search(fold(first)) is not None and is_date_line(first)


def _counts_talk(key: str) -> bool:
    """Whether a line is nothing but a word for what readers say, and how many did: «نقاش 1»."""
    words = [word for word in key.split() if not word.isdigit()]
    return len(words) == 1 and words[0] != key and is_talk(words[0])


def _is_signed_there(line: Line, head: Head) -> bool:
    """Whether the page's own title is a headline with its writer's name behind it, which the page prints apart."""
    told = (text for text, _ in head.titles.values() if text.startswith(line.text))
    names = (text[len(line.text) :].strip(" -|–—:،()") for text in told)
    return any(name and (read_byline(name) or labelled_writer(name)) for name in names)


def _is_a_label(line: Line) -> bool:
    """Whether a line labels one of a story's facts, or the site's visitors: «اليوم», «كاتب المادة:», in a cell before the day or the name."""
    if line.node.heading:
        return False
    return line.key in _OF_FACTS or (line.text.rstrip().endswith(_MARKS) and line.words <= _LONGEST_LABEL and _labels_a_fact(line.key))


def _labels_a_fact(key: str) -> bool:
    """Whether folded words before a mark are a label of the writer, the day, the section or the readers."""
    return key in _SECTIONS or is_label(key) or tells_publication(key) or label_or_readers(key.split()) != ""


def _is_of_the_day(line: Line) -> bool:
    """Whether a line is the verse, the saying or the prayer of the day: «آية اليوم: …»."""
    label, mark, _ = line.text.partition(":")
    first, _, rest = fold(label).partition(" ")
    return bool(mark) and first in _OF_THE_DAY and rest == _TODAY


def tells_the_facts(line: Line) -> bool:
    """Whether a line is a day beside a label, an hour or a number of readers."""
    dated = [piece for piece in fragments(line) if piece.date] if line.has_year else []
    return any(piece.label and (piece.clock or piece.numbers) for piece in dated)


def heads_a_column(line: Line, judged: Judged) -> bool:
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


def _is_a_moment(line: Line) -> bool:
    """Whether a line is nothing but a day with its hour."""
    return line.has_year and is_date_line(CLOCK.sub(" ", western_digits(line.text)))


def head_points(line: Line, head: Head) -> float:
    """Points for being the title that the page's head tells, or a part of it."""
    key = fold(bared(line, head)) if line.text.endswith(_CLOSING) or ":" in line.text else line.key
    if (line.links or line.node.heading) and not line.is_link and (parts := headline_parts(line)):
        key = fold(parts[1])
    if key in head.titles or named_section(line, head) or (line.node.heading and _is_signed_there(line, head)):
        return 5.0
    told = line.words > _PARTS or (line.node.heading > 0 and line.words == _PARTS)
    if not told or key not in head.all_titles or not any(is_part_of(key, text) for text, _ in head.titles.values()):
        return 0.0
    return 4.0 if line.words > _PARTS else 3.0
