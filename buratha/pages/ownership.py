"""Whose a line is: dates and numbers of other stories stand on every page, beside their headlines."""

from collections.abc import Iterator

from buratha.pages.body import within
from buratha.pages.distance import PROSE
from buratha.pages.judge import Judged
from buratha.pages.lines import Line, Node
from buratha.pages.wording import tells_another_day
from buratha.urls import linked_article

_HEADLINE = 3
_NEAR = 4
_MOST_LEVELS = 6
_LABEL = 4
_AROUND = 60
_FEW_WORDS = 12
_SHARE = 0.3


def is_anothers(judged: Judged, line: Line, title: Line | None) -> bool:
    """Whether a line with a date or a number speaks of another story: it links to one, or stands in one block with the only headline of one."""
    if _names_a_story(judged, line):
        return True
    if _follows_a_headline(judged, line, title):
        return True
    return any(_is_card(judged, line, block) or _is_story(judged, line, block) for block in _blocks(line, title))


def is_another_days(judged: Judged, line: Line) -> bool:
    """Whether a date's own words, or the label right before it, say that it is another day than the publication's."""
    before = next((other for other in reversed(judged.lines[: line.index]) if other.text), None)
    beside = before is not None and before.words <= _LABEL and not before.has_year and before.node.parent is line.node.parent
    label = before.key if before is not None and beside else ""
    return tells_another_day(f"{label} {line.key}".strip())


def _names_a_story(judged: Judged, line: Line) -> bool:
    """Whether a line has the headline of a story in it that leads there; this story's own does so in lists of those read most."""
    return any(len(link.text.split()) >= _HEADLINE and "#" not in link.target and linked_article(judged.url, link.target) for link in line.links)


def _heads_another(judged: Judged, line: Line) -> bool:
    return line.is_link and line.words >= _HEADLINE and judged.links_to_other_article(line)


def _blocks(line: Line, title: Line | None) -> Iterator[Node]:
    """The blocks around a line, from the inside, that do not hold the title."""
    for level, node in enumerate(line.node.ancestors()):
        if level >= _MOST_LEVELS or node.parent is None or (title is not None and within(title.node, node)):
            return
        yield node


def _is_card(judged: Judged, line: Line, block: Node) -> bool:
    """Whether a block holds, near the line, the headline of one other story and of no more."""
    start = line.index
    near = judged.lines[max(0, start - _NEAR) : start + _NEAR + 1]
    heads = [other for other in near if _heads_another(judged, other) and within(other.node, block)]
    return len({link.target for head in heads for link in head.links}) == 1 and not _is_listed(judged, heads[0])


def _is_story(judged: Judged, line: Line, block: Node) -> bool:
    """Whether a block is a story of its own: a heading, which this page's title is not, above prose that is not most of the page's."""
    near = judged.lines[max(0, line.index - _AROUND) : line.index + _AROUND]
    headed = next((other.index for other in near if other.node.heading and other.words >= _HEADLINE and within(other.node, block)), None)
    if headed is None:
        return False
    prose = [other for other in judged.lines if other.words > PROSE and not other.is_link and within(other.node, block)]
    told = sum(other.words for other in prose if headed < other.index < line.index + _AROUND)
    return told > _FEW_WORDS and sum(other.words for other in prose) < _SHARE * judged.prose


def _is_listed(judged: Judged, head: Line) -> bool:
    """Whether headlines stand right before or behind this one at the same place: a list without anything beside its entries."""
    beside = [
        next((other for other in lines if other.text), None) for lines in (reversed(judged.lines[: head.index]), judged.lines[head.index + 1 :])
    ]
    return any(other is not None and other.node.place == head.node.place and _heads_another(judged, other) for other in beside)


def _follows_a_headline(judged: Judged, line: Line, title: Line | None) -> bool:
    """Whether the line before is the headline of another story, and this one no line after a whole list of them."""
    before = next((other for other in reversed(judged.lines[: line.index]) if other.text), None)
    if before is None or not _heads_another(judged, before) or _is_listed(judged, before):
        return False
    if title is None or any(within(before.node, block) for block in _blocks(line, title)):
        return True
    return sum(other.node.place == line.node.place and other.has_year == line.has_year for other in judged.lines) > 1
