"""The headline by its size: where no heading is marked as one, a reader knows it by the largest letters above the story."""

import re
from collections import Counter
from typing import Final

from buratha.arabic.names import read_byline
from buratha.pages.body import within
from buratha.pages.fragments import fragments
from buratha.pages.judged import Judged
from buratha.pages.page import Line
from buratha.pages.print_size import PLAIN
from buratha.pages.wording import names_the_site
from buratha.sections import slug_of_key

_LONGEST: Final = 45
_LARGER: Final = 1.15
"""Times as large as the story: what is only bold looks so, too."""
_MUCH_LARGER: Final = 1.25
_PARAGRAPH: Final = 14
_LONGEST_SURE: Final = 17
_NEAR: Final = 6
_SENTENCE_END: Final = re.compile(r"[^\W\d_]\s*\.\s*$")
"""One full stop: a lead or a quotation ends so, hardly a headline."""
_SURE, _LIKELY, _BOLDER = 4.0, 3.0, 2.0
"""Points: enough alone, doubtful alone, nothing without another witness."""
_SOME: Final = 0.1
TICKER: Final = "marquee"


def in_largest_print(judged: Judged, *, learnt: bool) -> tuple[int, float] | None:
    """The line printed larger than all others that may be a headline, and what that is worth among a title's witnesses; None where none stands out.

    On a page alone a slogan of the site may be larger: of the lines that stand out the last one above the text is taken, and worth less.
    """
    loud = [line for line in judged.lines if line.print is not PLAIN and line.loudness > _LARGER and _may_be_a_headline(line, judged)]
    above = _above_the_story(judged) if loud else 0
    able = [line for line in loud if line.index < above or line.loudness > _MUCH_LARGER]
    if not able:
        return None
    largest = max(able, key=lambda line: line.loudness)
    if sum(line.printed_place == largest.printed_place for line in able) > 1:
        return None  # each story of a feed has its headline
    ordinary = _ordinary_print(judged, largest)
    if learnt:
        is_sure = largest.words <= _LONGEST_SURE and not _SENTENCE_END.search(largest.text)
        worth = _SURE if is_sure and largest.loudness > _MUCH_LARGER * ordinary else _BOLDER
        return (largest.index, worth) if largest.loudness > _LARGER * ordinary else None
    standing_out = [line for line in able if line.index < above and line.loudness > _MUCH_LARGER * ordinary]
    return (standing_out[-1].index, _LIKELY if len(standing_out) == 1 else _BOLDER) if standing_out else None


def _above_the_story(judged: Judged) -> int:
    """Where some of the text stands above: what is only bold below is a sub-heading."""
    prose = [
        line
        for line, evidence in zip(judged.lines, judged.evidence, strict=True)
        if line.words > _PARAGRAPH and not (line.is_link or evidence.against or line.node.tag == TICKER)
    ]
    whole, above = sum(line.words for line in prose), 0
    for line in prose:
        above += line.words
        if above > _SOME * whole:
            return line.index
    return len(judged.lines)


def _ordinary_print(judged: Judged, headline: Line) -> float:
    """The loudness of most of the text beside the headline."""
    told: Counter[float] = Counter()
    for line, evidence in zip(judged.lines, judged.evidence, strict=True):
        if line is not headline and not (line.is_link or evidence.fixed):
            told[line.loudness] += line.words
    return told.most_common(1)[0][0] if told else 1.0


def _may_be_a_headline(line: Line, judged: Judged) -> bool:
    evidence = judged.evidence[line.index]
    if not line.key or line.words > _LONGEST or evidence.fixed or evidence.navigation or evidence.tail or line.control:
        return False
    if names_the_site(line.key) or slug_of_key(line.key) or (line.links and judged.links_to_other_article(line)):
        return False
    return not (fragments(line) or read_byline(line.text) or _follows_a_paragraph(line, judged))


def _follows_a_paragraph(line: Line, judged: Judged) -> bool:
    """Whether a paragraph stands right above beside a line, or a little above in a block that holds it: a sub-heading and a quotation stand so."""
    above = [other for other in judged.lines[max(0, line.index - _NEAR) : line.index] if other.key]
    for other in above:
        if other.words > _PARAGRAPH and not (other.is_link or judged.evidence[other.index].against):
            column = other.node.parent if other.node.tag == "p" else other.node
            if (other is above[-1] and other.node.parent is line.node.parent) or (column is not None and within(line.node, column)):
                return True
    return False
