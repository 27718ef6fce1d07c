"""Doubts about single lines of the body: what they say of themselves, wherever the body was found to begin and to end."""

import re

from buratha.arabic.digits import western_digits
from buratha.arabic.folding import fold
from buratha.pages.body import Stretch, within
from buratha.pages.byline import EDITORS_CODE
from buratha.pages.lines import Line, Node
from buratha.pages.meta_text import is_date_line
from buratha.pages.paragraphs import closes_sentence, ends_sentence
from buratha.pages.posts import is_an_address
from buratha.pages.repetition import PICTURES
from buratha.pages.trace import Around, Reason
from buratha.pages.wording import leaning, wordings
from buratha.urls import linked_article

_LABELLED_NUMBER = re.compile(r"[^\W\d_].*\d\s*$|^\s*\d+\s+[^\W\d_]+$")
_CLOCK = re.compile(r"\d{1,2}:\d{2}")
_MOST_LABELLED = 5
_LONGEST_CALL = 17
_ENDING, _NEAR_END = 3, 6
GLUED = "its paragraphs may be glued"
_SHORT = 3
_MANY_WORDS, _MANY_PARTS = 60, 3
_CAPTION = 14
_IN_BRACKETS = re.compile(r"[(\[][^()\[\]]+[)\]]")
_LONGEST_RUBRIC = 6
_FEW = 2
_STANDING = 7
_HEADLINE = 3
"""Blanks between words."""


def doubt_lines(around: Around, column: Node | None = None) -> list[Reason]:
    """Doubts about lines of the body; ``column``: the block that a layout's selector names, which has the captions of the pictures in it only."""
    body = around.trace.lines
    if not body:
        return []
    return _last_lines(body, around.trace.stretch) + _strays(body) + _below_pictures(around, column) + _glued(body) + _headlines(around)


def _last_lines(body: list[Line], stretch: Stretch) -> list[Reason]:
    known = wordings()
    for line in body[-_ENDING:]:
        if line.words <= _MOST_LABELLED and _tells_a_number(line.text):
            return [Reason("body", "a labelled number near its end", line.text)]
    for line in body[:-1]:
        if line.words <= _LONGEST_CALL and line.words > _SHORT and line.key.split()[0] in known.imperatives:
            return [Reason("body", "a line of it sounds like furniture", line.text)]
    last = body[-1]
    words = last.key.split()
    if leaning(last.key) or not known.imperatives.isdisjoint(words[:2]) or (last.words <= _LONGEST_CALL and not known.networks.isdisjoint(words)):
        return [Reason("body", "its last line sounds like furniture", last.text)]
    if last.words > _LONGEST_CALL and not known.channels.isdisjoint(fold(stretch.text(last)).split()[-_NEAR_END:]):
        return [Reason("body", "a call to a channel may be glued to its end", last.text)]
    return []


def _tells_a_number(text: str) -> bool:
    """Whether a text ends in a number or begins with one, and is neither a day nor an address."""
    return _LABELLED_NUMBER.match(western_digits(text)) is not None and not (is_date_line(text) or is_an_address(text))


def _strays(body: list[Line]) -> list[Reason]:
    for line in body[:2]:
        if is_date_line(line.text) is False and _CLOCK.search(western_digits(line.text)) and line.words <= _STANDING and line.has_year:
            return [Reason("body", "a date with the time of day stands in it", line.text)]
    if len(body) > 1 and body[0].words <= _LONGEST_RUBRIC and _IN_BRACKETS.fullmatch(body[0].text):
        return [Reason("body", "its first line may be a rubric of the layout's", body[0].text)]
    for line in body[:-1]:
        if EDITORS_CODE.match(line.text):
            return [Reason("body", "it goes on behind an editor's code", line.text)]
    return []


def _below_pictures(around: Around, column: Node | None) -> list[Reason]:
    """A few words without an end right below a picture of this story's, in a paragraph's place."""
    body = around.trace.lines
    for line in body if len(body) > _FEW else ():
        if not _FEW < line.words <= _CAPTION or ends_sentence(line) or line.node.heading or line.node.item:
            continue
        if line.key not in wordings().devotion and not is_date_line(line.text) and _is_below_own_picture(line, around, column):
            return [Reason("body", "a line of it may be a picture's caption", line.text)]
    return []


def _glued(body: list[Line]) -> list[Reason]:
    """A long line of many sentences in elements of their own: paragraphs that only a style sheet sets apart."""
    for line in body:
        if line.words < _MANY_WORDS or len(line.cuts) < 2 * _MANY_PARTS:
            continue
        parts = [run for run in line.runs if run.count(" ") >= _MANY_PARTS]
        if len(parts) >= _MANY_PARTS and 2 * sum(map(closes_sentence, parts)) >= len(parts):
            return [Reason("body", GLUED, line.text)]
    return []


def _headlines(around: Around) -> list[Reason]:
    """A line that ends in links with the headlines of other stories, behind a full stop: some layouts glue to a paragraph what stands below it."""
    judged, stretch = around.trace.judged, around.trace.stretch
    for line in around.trace.lines:
        text = stretch.text(line).rstrip()
        told = text
        for link in reversed(line.links if not line.is_link else ()):
            if not (told.endswith(link.text) and link.text.count(" ") >= _HEADLINE and linked_article(judged.url, link.target)):
                break
            told = told[: -len(link.text)].rstrip()
        if told != text and closes_sentence(told):
            return [Reason("body", "headlines of other stories may be glued to a line of it", text[len(told) :].strip())]
    return []


def _is_below_own_picture(line: Line, around: Around, column: Node | None) -> bool:
    """Whether the line before is a picture that leads nowhere, stands on no other page, and is no advertisement's; it may end another paragraph."""
    lines, pictures = around.trace.judged.lines, around.trace.memory.place(PICTURES)
    picture, label = (lines[line.index - 1], lines[line.index - 2]) if line.index > 1 else (line, line)
    held = bool(picture.text) and picture.node.place == line.node.place
    if held or not within(picture.node, column) or not picture.pictures or picture.links or around.trace.judged.evidence[label.index].navigation:
        return False
    return all(pictures.pages_with(each.source) <= 1 for each in picture.pictures)
