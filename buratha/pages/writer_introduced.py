"""A writer's card above the headline or below the text without any label: the name, and below it what the writer is: «كاتب عمود · 37 مقالا»."""

import itertools
from collections.abc import Iterator, Sequence

from buratha.arabic.names import Byline, read_byline
from buratha.pages.body import within
from buratha.pages.judged import Judged
from buratha.pages.label_words import keys
from buratha.pages.lines import Line
from buratha.pages.wording import is_talk

_WHAT_WRITERS_ARE = keys("writers", "introduced")
_ABOVE, _BELOW = 16, 8
_LONGEST_NAME, _LONGEST_INTRODUCTION = 7, 30


def introduced(judged: Judged, title: Line, body: Sequence[Line]) -> Iterator[tuple[Line, Byline]]:
    """The names with a line right below each, in the same card, that says what the writer is; none of cards with another story."""
    end = body[-1].index + 1 if body else len(judged.lines)
    below = itertools.takewhile(lambda line: not is_talk(line.key), judged.lines[end : end + _BELOW])
    yield from _introduced(judged, [line for line in judged.lines[max(0, title.index - _ABOVE) : title.index] if line.key])
    yield from _introduced(judged, [line for line in below if line.key])


def _introduced(judged: Judged, lines: Sequence[Line]) -> Iterator[tuple[Line, Byline]]:
    for line, told in itertools.pairwise(lines):
        if line.words > _LONGEST_NAME or judged.evidence[line.index].fixed or not _says_what_one_is(told):
            continue
        card = line.node.parent
        if card is None or not within(told.node, card) or _leads_to_a_story(judged, lines, line):
            continue
        byline = read_byline(line.text)
        if byline is not None and byline.author:
            yield line, byline


def _says_what_one_is(line: Line) -> bool:
    """Whether a line begins with what writers are, and is no link."""
    first = line.key.split()[0].removeprefix("ال")
    return first in _WHAT_WRITERS_ARE and line.words <= _LONGEST_INTRODUCTION and not line.is_link


def _leads_to_a_story(judged: Judged, lines: Sequence[Line], name: Line) -> bool:
    """Whether the card of a name, or the block around it, has a link to another story: a list of columns."""
    around = name.node.parent.parent if name.node.parent is not None else None
    return any(judged.links_to_other_article(line) for line in lines if around is not None and within(line.node, around))
