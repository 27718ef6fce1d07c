"""The readers' comments of this article: a name, a date, a text. The site-wide box of latest comments has no dates."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from itertools import pairwise

from buratha.arabic.digits import western_digits
from buratha.pages.judge import Judged
from buratha.pages.lines import Line, Node
from buratha.pages.wording import is_talk, wordings

_DATE = re.compile(r"(?<!\d)(20\d{2}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]))(?!\d)(?:\s+\d{1,2}:\d{2}(?::\d{2})?)?")
_LONGEST_NAME = 8
_FARTHEST = 400
_AROUND = " \t-–—|:()[]،,·•"


@dataclass(frozen=True, slots=True)
class Comment:
    """One reader's comment as printed."""

    name: str | None
    date: str
    text: str


@dataclass(slots=True)
class _Head:
    """The line that dates a comment, the name in it or above it, and the texts that stand below it up to the next one's name."""

    name: str | None
    date: str
    line: Line
    below: list[Line] = field(default_factory=list)


class _Side(Enum):
    """Where the texts stand: below who wrote them, above, or nobody can say."""

    BELOW = auto()
    ABOVE = auto()
    UNKNOWN = auto()


def find_comments(judged: Judged, end: int) -> list[Comment]:
    """Read the comments after the story's end, up to the currencies or the site-wide box."""
    lines = [line for line in judged.lines[end : end + _FARTHEST] if line.text]
    stop = next((at for at, line in enumerate(lines) if line.key == wordings().currencies or line.key in wordings().subject), len(lines))
    heads, above, headed = _read_heads(lines[:stop], judged)
    side = _side(heads, above if headed or len(heads) > 1 else [])
    texts = [above, *(head.below for head in heads)] if side is _Side.ABOVE else [head.below for head in heads]
    return [
        Comment(head.name if side is not _Side.UNKNOWN else None, head.date, "\n".join(line.text for line in said))
        for head, said in zip(heads, texts, strict=False)
        if said
    ]


def _read_heads(lines: Sequence[Line], judged: Judged) -> tuple[list[_Head], list[Line], bool]:
    """The comments' heads with the texts below them, the text that stands above the first one, and whether a heading stands above all."""
    heads: list[_Head] = []
    above: list[Line] = []
    begun = headed = False
    for at, line in enumerate(lines):
        begun = begun or _announces_comments(line, judged)
        if begun and (start := _opening(lines, at, judged)):
            name, name_at = start
            before = heads[-1].below if heads else above
            if before and before[-1].index == name_at:
                before.pop()
            heads.append(_Head(name, _date(line), line))
            if rest := _after_date(line):
                heads[-1].below.append(_with_text(line, rest))
        elif heads and _belongs(line, heads[-1].below, judged):
            heads[-1].below.append(line)
        elif heads and not _may_follow(lines, at, judged):
            break
        elif begun and not heads:
            if _may_stand_above(line, judged):
                above.append(line)
            else:
                above.clear()
            headed = headed or is_talk(line.key)
    return heads, _last_text(above), headed


def _last_text(lines: Sequence[Line]) -> list[Line]:
    """The last of some lines, with those before it that it goes on from."""
    start = len(lines) - 1
    while start > 0 and _goes_on(lines[start - 1], lines[start]):
        start -= 1
    return list(lines[max(start, 0) :])


# -- which text is whose -----------------------------------------------------------------------------------------------
def _side(heads: Sequence[_Head], above: Sequence[Line]) -> _Side:
    """Where the texts stand, by what holds them; where that says nothing, by the ends of the block, one of which has no text."""
    if not heads:
        return _Side.UNKNOWN
    votes = set(_votes(heads))
    if votes:
        return votes.pop() if len(votes) == 1 else _Side.UNKNOWN
    below = heads[-1].below
    if not (above and below):
        return _Side.ABOVE if above else _Side.BELOW
    nearer = _shared_depth(above[-1].node, heads[0].line.node) - _shared_depth(below[0].node, heads[-1].line.node)
    if not nearer:
        between = {head.below[0].node.place for head in heads[:-1] if head.below}
        nearer = (above[-1].node.place in between) - (below[0].node.place in between)
    if not nearer:
        return _Side.UNKNOWN
    return _Side.ABOVE if nearer > 0 else _Side.BELOW


def _votes(heads: Sequence[_Head]) -> Iterator[_Side]:
    """What the elements say around the texts between two heads: one holds a text and its own head, and not the other."""
    for head, following in pairwise(heads):
        for line in head.below[:1]:
            own, other = (_shared_depth(line.node, each.line.node) for each in (head, following))
            if line.index == head.line.index or own > other:
                yield _Side.BELOW
            elif own < other:
                yield _Side.ABOVE


def _shared_depth(one: Node, other: Node) -> int:
    """How deep the innermost block around two others lies."""
    around = set(map(id, other.ancestors()))
    return next((node.depth for node in one.ancestors() if id(node) in around), 0)


# -- lines of a comment ------------------------------------------------------------------------------------------------
def _announces_comments(line: Line, judged: Judged) -> bool:
    """Whether comments may follow: a heading, the form, or furniture in whatever words."""
    evidence = judged.evidence[line.index]
    heading = line.key in wordings().comments or evidence.leaning in {"comment form", "comments box"}
    return heading or evidence.tail or evidence.fixed or line.control or any(at <= line.index for at in judged.barriers)


def _opening(lines: Sequence[Line], at: int, judged: Judged) -> tuple[str | None, int] | None:
    """Name of the comment that a dated line opens, and the line it stood on; None when the line opens none."""
    line = lines[at]
    text = western_digits(line.text)
    found = _DATE.search(text)
    if not found or line.is_link:
        return None
    before = line.text[: found.start()].strip(_AROUND)
    if before:
        return (before, line.index) if len(before.split()) <= _LONGEST_NAME and not any(c.isdigit() for c in before) else None
    earlier = lines[at - 1] if at else None
    if (
        earlier is None
        or earlier.words > _LONGEST_NAME
        or (earlier.is_link and judged.links_to_other_article(earlier))
        or earlier.key in wordings().comments
        or earlier.key in wordings().tail
    ):
        return None
    return earlier.text.strip(_AROUND), earlier.index


def _date(line: Line) -> str:
    found = _DATE.search(western_digits(line.text))
    return found[1] if found else ""


def _after_date(line: Line) -> str:
    found = _DATE.search(western_digits(line.text))
    return line.text[found.end() :].strip(_AROUND) if found else ""


def _with_text(line: Line, text: str) -> Line:
    return Line(line.index, text, line.key, line.node, line.gap, (), 0, (), words=line.words)


def _may_be_said(line: Line, judged: Judged) -> bool:
    evidence = judged.evidence[line.index]
    return not (evidence.fixed or evidence.tail or evidence.outside or line.is_link or line.control or line.key in wordings().comments)


def _may_stand_above(line: Line, judged: Judged) -> bool:
    return _may_be_said(line, judged) and not (is_talk(line.key) or judged.evidence[line.index].leaning)


def _belongs(line: Line, texts: Sequence[Line], judged: Judged) -> bool:
    if not _may_be_said(line, judged):
        return False
    if judged.evidence[line.index].leaning and line.words <= 6 and texts:
        return False
    return not texts or _goes_on(texts[-1], line)


def _goes_on(last: Line, line: Line) -> bool:
    """Whether a line stands like the one before it, as paragraphs of one text do."""
    same_block = last.node is line.node and line.gap == "break"
    return same_block or (line.node.place == last.node.place and (line.node.parent is last.node.parent))


def _may_follow(lines: Sequence[Line], at: int, judged: Judged) -> bool:
    """Whether a line between two comments (a name, a reply button) may stand there."""
    return any(_opening(lines, later, judged) for later in range(at, min(at + 3, len(lines))))
