"""The headline by where the paragraphs stand: the line above them where no witness names one, and below which lines none stands."""

import itertools
import re
from collections import Counter

from buratha.arabic.names import read_byline
from buratha.pages.fragments import fragments
from buratha.pages.judged import Judged
from buratha.pages.label_words import either
from buratha.pages.large_print import in_largest_print
from buratha.pages.lines import Line
from buratha.pages.meta_text import is_date_line
from buratha.pages.wording import is_talk, wordings

_LABEL = 5
_BEGINS_WITH_A_DAY = re.compile(rf"(?:اليوم )?(?:{either('times', 'weekdays')}) \d{{1,2}} \S+(?: \S+)? \d{{4}}")
"""Folded: today's day at the head of a site, before its slogan."""
_MOSTLY = 0.7
_SURELY_PROSE, _PARAGRAPH, _NEAREST = 25, 14, 4


def line_above_prose(judged: Judged) -> Line | None:
    """No line is called a title by anyone: the line above the meta line, or the first short line above the prose."""
    every = [line for line in judged.lines if line.key and not judged.evidence[line.index].against]
    talk = talk_below_prose(judged)
    lines = [line for line in every if line.index < talk]
    if (prose := _first_of_the_prose(lines, alone=not judged.learnt)) is None:
        lines, prose = every, _first_of_the_prose(every, alone=not judged.learnt)
    able = [line for line in reversed(lines[: prose or 0]) if _may_head_prose(line)]
    likely = [line for line in able if read_byline(line.text) is None and line.key not in wordings().devotion]
    apart = [line for line in likely[:_NEAREST] if prose and _is_set_apart(line, lines[prose], judged)]
    largest = in_largest_print(judged, learnt=judged.learnt)
    loud = [line for line in likely[:_NEAREST] if largest and line.index == largest[0]]  # below it a picture may have its words
    return next(itertools.chain(apart, loud, likely, able), None)


def _first_of_the_prose(lines: list[Line], *, alone: bool) -> int | None:
    """Where the first paragraph stands, of those at the place that has most of the text: a ticker may be as long as one of them.

    On a page ``alone`` paragraphs may be as short as teasers, if they follow each other.
    """
    told: Counter[str] = Counter()
    for line in lines:
        if line.words > _PARAGRAPH and not line.is_link:
            told[line.node.place] += line.words
    place = max(told, key=told.__getitem__, default=None)
    long = any(line.words > _SURELY_PROSE and not line.is_link for line in lines)
    if place is None or not (long or (alone and _are_together(place, lines))):
        return None  # teasers of a listing are shorter
    return next(at for at, line in enumerate(lines) if line.words > _PARAGRAPH and line.node.place == place and not line.is_link)


def second_paragraph(judged: Judged) -> int:
    """Where the second paragraph stands at the place that has most of the text; behind all lines where there are no two."""
    told = [line for line in judged.lines if line.words > _PARAGRAPH and not (line.is_link or judged.evidence[line.index].against)]
    words: Counter[str] = Counter()
    for line in told:
        words[line.node.place] += line.words
    place = max(words, key=words.__getitem__, default=None)
    return next((line.index for line in [line for line in told if line.node.place == place][1:]), len(judged.lines))


def _are_together(place: str, lines: list[Line]) -> bool:
    """Whether paragraphs of a place follow each other, with no line between: teasers have a headline each."""
    own = [line for line in lines if line.words > _PARAGRAPH and line.node.place == place and not line.is_link]
    return len(own) > 1 and lines.index(own[-1]) - lines.index(own[0]) == len(own) - 1


def _is_set_apart(line: Line, prose: Line, judged: Judged) -> bool:
    """Whether a line is the page's only one in a block of its kind, beside the block of the prose and of another kind."""
    if line.node.parent is not prose.node.parent or line.node.place == prose.node.place:
        return False
    return sum(other.node.place == line.node.place and bool(other.key) for other in judged.lines) == 1


def _may_head_prose(line: Line) -> bool:
    """Whether a line is as long as titles are, and no link, date or counter."""
    if line.is_link or line.control or fragments(line) or is_date_line(line.text) or _BEGINS_WITH_A_DAY.match(line.key):
        return False
    return 2 <= line.words <= 30 and len(line.links) < 3


def below_the_prose(judged: Judged) -> int:
    """Where most of the page's text stands above: a date there is a comment's, and no headline is the line before it.

    Told by long paragraphs; where there are not two of those, by shorter ones.
    """
    told = [line for line, evidence in zip(judged.lines, judged.evidence, strict=True) if not (line.is_link or evidence.against)]
    for least in (_SURELY_PROSE, _PARAGRAPH):
        prose = [line for line in told if line.words > least]
        above, whole = 0, sum(line.words for line in prose)
        for number, line in enumerate(prose, 1):
            above += line.words
            if number > 1 and above > _MOSTLY * whole:
                return line.index
    return len(judged.lines)


def talk_below_prose(judged: Judged) -> int:
    """Where a heading of what readers say stands below paragraphs: no title stands below it."""
    told = 0
    for line, evidence in zip(judged.lines, judged.evidence, strict=True):
        told += line.words > _LABEL * 2 and not (line.is_link or evidence.against)
        if told > 1 and is_talk(line.key) and not line.links and line.index not in judged.surplus:
            return line.index
    return len(judged.lines)
