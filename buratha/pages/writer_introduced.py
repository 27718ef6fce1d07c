"""A writer's card above the headline or below the text without any label: the name, and below it what the writer is: «كاتب عمود · 37 مقالا»."""

import itertools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from buratha.arabic.folding import fold
from buratha.arabic.names import Byline, read_byline
from buratha.pages.body import within
from buratha.pages.counting import speaks_of_this
from buratha.pages.judged import Judged
from buratha.pages.label_words import keys
from buratha.pages.lines import Line
from buratha.pages.paragraphs import ends_sentence
from buratha.pages.wording import is_talk

_WHAT_WRITERS_ARE = keys("writers", "introduced")
_DEEDS = keys("writers", "deeds") - {"ترجم"}
_ABOVE, _BELOW, _NEAR = 16, 8, 3
_LONGEST_NAME, _LONGEST_IN_ONE_LINE, _LONGEST_INTRODUCTION = 7, 18, 30


def introduced(judged: Judged, title: Line, body: Sequence[Line], *, in_columns: bool) -> Iterator[tuple[Line, Byline]]:
    """The names with a line right below each, in the same card, that tells of the writer; none of cards with another story.

    In a section of columns it says what the writer is, in any section what one did for this story: «أعد هذا التقرير من بغداد».
    """
    tells_of_one = _says_what_one_is if in_columns else _says_what_one_did
    end = body[-1].index + 1 if body else len(judged.lines)
    below = list(itertools.takewhile(lambda line: not is_talk(line.key), judged.lines[end : end + _BELOW]))
    yield from _introduced(judged, [line for line in judged.lines[max(0, title.index - _ABOVE) : title.index] if line.key], tells_of_one)
    yield from _introduced(judged, [line for line in below if line.key], tells_of_one)
    for line in [*judged.lines[title.index + 1 : body[0].index], *below] if body and in_columns else ():
        if _heads_more(judged, line, end):
            continue  # a reader's words
        if not judged.evidence[line.index].fixed and (byline := introduced_in_one_line(line)) is not None:
            yield line, byline


def _heads_more(judged: Judged, line: Line, end: int) -> bool:
    """Whether more than a line below the text stands in its block, behind it."""
    after = next((other for other in judged.lines[line.index + 1 :] if other.key), None)
    return line.index >= end and after is not None and within(after.node, line.node)


def introduced_in_one_line(line: Line) -> Byline | None:
    """The name in a short line of two elements, the second of which says what the writer is: «رعد الغزيوي  كاتب في براثا»."""
    if line.is_link or line.words > _LONGEST_IN_ONE_LINE or len(line.runs) != len(("name", "role")):
        return None
    name, role = line.runs
    byline = read_byline(name) if says_what_writers_are(role) else None
    return replace(byline, marked=True) if byline is not None and byline.author else None


def says_what_writers_are(role: str) -> bool:
    """Whether a few words begin with what writers are: «كاتب في براثا»."""
    first = fold(role).split()[:1]
    return bool(first) and first[0].removeprefix("ال") in _WHAT_WRITERS_ARE


def _introduced(judged: Judged, lines: Sequence[Line], tells_of_one: Callable[[Line], bool]) -> Iterator[tuple[Line, Byline]]:
    for line, told in itertools.pairwise(lines):
        if line.words > _LONGEST_NAME or judged.evidence[line.index].fixed or not tells_of_one(told):
            continue
        card = line.node.parent
        if card is None or not within(told.node, card) or _leads_to_a_story(judged, lines, line, told):
            continue
        byline = read_byline(line.text)
        if byline is not None and byline.author:
            yield line, byline


def _says_what_one_is(line: Line) -> bool:
    """Whether a line begins with what writers are, or with what one did for this story, and is no link."""
    first = line.key.split()[0].removeprefix("ال")
    return (first in _WHAT_WRITERS_ARE and line.words <= _LONGEST_INTRODUCTION and not line.is_link) or _says_what_one_did(line)


def _says_what_one_did(line: Line) -> bool:
    """Whether a short line, no link and no sentence, says what somebody did for this story."""
    first, *rest = line.key.split()
    return first in _DEEDS and speaks_of_this(rest[:2]) and line.words <= _LONGEST_NAME and not (line.is_link or ends_sentence(line))


def _leads_to_a_story(judged: Judged, lines: Sequence[Line], name: Line, told: Line) -> bool:
    """Whether the card of a name, or what is near it in the block around, has a link to another story: a list of columns."""
    card = name.node.parent
    around = card.parent if card is not None else None
    linked = [line for line in lines if judged.links_to_other_article(line)]
    near = (line for line in linked if name.index - _NEAR <= line.index <= told.index + _NEAR)
    return any(within(line.node, card) for line in linked) or any(around is not None and within(line.node, around) for line in near)
