"""The readers' comments of this article: a name, a date, a text. The site-wide box of latest comments has no dates."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum, auto
from itertools import pairwise

from buratha.arabic.dates import BAGHDAD, has_date
from buratha.pages.comment_blocks import counts_views, is_one_block, shared_depth
from buratha.pages.comment_days import Stamp, read_stamp
from buratha.pages.comment_labels import bare_name, is_beside, is_counting, without_label
from buratha.pages.comment_order import is_month_first
from buratha.pages.judged import Judged
from buratha.pages.lines import Line
from buratha.pages.paragraphs import ends_sentence
from buratha.pages.wording import disclaims_comments, is_talk, wordings

_LONGEST_NAME = 8
_FARTHEST = 400
_FIRST_WORDS = 3
_DATED = 16
_NEXT = 3
_NOWHERE = -1
LATEST = re.compile(r"(?:^| )(?:ال)?(?:اخر|احدث|جديد|اخيره|حديثه)(?: |$)")


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


def find_comments(judged: Judged, end: int, now: datetime, published: date | None = None) -> list[Comment]:
    """Read the comments after the story's end, up to the currencies or the site-wide box; ``now`` is the time of the visit."""
    lines = _without_labels(lines_of_readers(judged, end))
    short = (line.text for line in lines if line.has_year and line.words <= _DATED)
    thread = _Thread(judged, lines, now, month_first=is_month_first(short, published, now.astimezone(BAGHDAD).date()))
    thread.read()
    heads, above = thread.heads, _last_text(thread.above)
    alone = len(heads) == 1 and heads[0].name is not None and is_one_block([*above, heads[0].line], judged)
    side = _side(heads, above if thread.headed or len(heads) > 1 or alone else [])
    texts = [above, *(head.below for head in heads)] if side is _Side.ABOVE else [head.below for head in heads]
    told = [(head, "\n".join(line.text for line in said)) for head, said in zip(heads, texts, strict=False) if said]
    labelled = all(without_label(text) for _, text in told)
    return [
        Comment(head.name if side is not _Side.UNKNOWN else None, head.date, (without_label(text) if labelled else None) or text)
        for head, text in told
        if head.date
    ]


def lines_of_readers(judged: Judged, end: int) -> list[Line]:
    """The lines below the story's end among which comments may stand."""
    lines = [line for line in judged.lines[end : end + _FARTHEST] if line.text]
    stop = next((at for at, line in enumerate(lines) if line.key == wordings().currencies or line.key in wordings().subject), len(lines))
    return lines[:stop]


def _without_labels(lines: Sequence[Line]) -> list[Line]:
    """The lines but labels, comments' numbers and how many liked them; right below a day a number may be all that is said."""
    kept: list[Line] = []
    for line in lines:
        below_a_day = bool(kept) and has_date(kept[-1].text)
        if not (is_beside(line.text) or (is_counting(line.key, line.text) and not below_a_day)):
            kept.append(line)
    return kept


class _Thread:
    """The lines in which comments may stand: their heads with the texts below them, and the text that stands above the first one."""

    def __init__(self, judged: Judged, lines: Sequence[Line], now: datetime, *, month_first: bool) -> None:
        self.judged = judged
        self.lines = lines
        self.now = now
        self.month_first = month_first
        self.heads: list[_Head] = []
        self.above: list[Line] = []
        self.headed = False
        """Whether a heading of readers' comments on this article stands above: below it their days may have any form."""
        self.behind = False
        """Whether the names stand behind the days, as the first does."""
        self.unnamed = False
        """Whether the comments have no names, as the first has none."""

    def read(self) -> None:
        """Go through the lines up to one that can stand in no comment."""
        begun = False
        named = _NOWHERE
        for at, line in enumerate(self.lines):
            begun = begun or _announces_comments(line, self.judged)
            if line.index == named:
                continue
            if begun and (start := self._opening(at)):
                self._open(line, *start)
                named = start[1]
            elif self.heads and _belongs(line, self.heads[-1].below, self.judged):
                self.heads[-1].below.append(line)
            elif self.heads and not self._may_follow(at):
                return
            elif begun and not self.heads:
                self._pass_above(line)

    def _open(self, line: Line, name: str | None, name_at: int, stamp: Stamp) -> None:
        before = self.heads[-1].below if self.heads else self.above
        if before and before[-1].index == name_at:
            before.pop()
        if not self.heads:
            self.unnamed = name is None
            self.behind = name_at > line.index or (name_at == line.index and not stamp.before)
        self.heads.append(_Head(name, stamp.day, line))
        if stamp.behind:
            self.heads[-1].below.append(_with_text(line, stamp.behind))

    def _pass_above(self, line: Line) -> None:
        """Note a line above all comments: a heading of theirs, or perhaps the text of the first."""
        if _may_stand_above(line, self.judged):
            self.above.append(line)
        else:
            self.above.clear()
        if self.judged.links_to_other_article(line):
            self.headed = False
        elif _heads_comments(line):
            self.headed = LATEST.search(line.key) is None

    def _opening(self, at: int) -> tuple[str | None, int, Stamp] | None:
        """Name of the comment that a dated line opens, the line it stood on, and the day; None when the line opens none."""
        line = self.lines[at]
        if (line.is_link and not all("#" in link.target for link in line.links)) or self.judged.links_to_other_article(line):
            return None
        stamp = self._stamp(line)
        if stamp is None or counts_views(line):
            return None
        if stamp.said and self._goes_on_within(at):
            stamp = Stamp(f"{stamp.before}: {stamp.behind}", stamp.day, "")
        if before := stamp.before:
            named = len(before.split()) <= _LONGEST_NAME and not any(c.isdigit() for c in before)
            return (before, line.index, stamp) if named else None
        if self.behind:
            return self._named_behind(at, stamp)
        if self.unnamed or self._is_the_first(at):
            return (None if self.unnamed else self._named_behind(at, stamp)) or (None, _NOWHERE, stamp)
        if not self._is_named_above(at):
            return None
        earlier = self.lines[at - 1]
        name = bare_name(earlier.text)
        return None if ":" in name else (name or None, earlier.index, stamp)

    def _goes_on_within(self, at: int) -> bool:
        """Whether a line's own block holds a text below it."""
        line, *following = self.lines[at : at + 2]
        return any(line.node in other.node.ancestors() and _may_be_said(other, self.judged) and self._stamp(other) is None for other in following)

    def _is_named_above(self, at: int) -> bool:
        """Whether the line above a day can be a name, as far as it tells by itself."""
        earlier = self.lines[at - 1] if at else None
        return not (
            earlier is None
            or earlier.words > _LONGEST_NAME
            or (earlier.is_link and self.judged.links_to_other_article(earlier))
            or earlier.key in wordings().comments
            or earlier.key in wordings().tail
        )

    def _is_the_first(self, at: int) -> bool:
        """Whether nothing stands between a line and the heading of the comments."""
        return self.headed and not self.heads and at > 0 and _heads_comments(self.lines[at - 1])

    def _named_behind(self, at: int, stamp: Stamp) -> tuple[str, int, Stamp] | None:
        """The name behind a day, in its line or the next, with text below it."""
        line, *following = self.lines[at : at + _NEXT]
        if not stamp.behind and following:
            line, *following = following
        name = bare_name(stamp.behind or line.text)
        texts = following[:1] if stamp.behind else [line, *following[:1]]
        said = bool(following) and all(_may_be_said(each, self.judged) and self._stamp(each) is None for each in texts)
        alike = not stamp.behind and bool(following) and line.node.place == following[0].node.place
        if not said or alike or len(name.split()) > _LONGEST_NAME or ends_sentence(line) or any(map(str.isdigit, name)):
            return None
        return name, line.index, Stamp("", stamp.day, "")

    def _stamp(self, line: Line) -> Stamp | None:
        return read_stamp(line, self.now, loosely=self.headed, month_first=self.month_first)

    def _may_follow(self, at: int) -> bool:
        """Whether a line between two comments (a name, a reply button) may stand there."""
        return any(self._opening(later) for later in range(at, min(at + _NEXT, len(self.lines))))


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
    nearer = shared_depth(above[-1].node, heads[0].line.node) - shared_depth(below[0].node, heads[-1].line.node)
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
            own, other = (shared_depth(line.node, each.line.node) for each in (head, following))
            if line.index == head.line.index or own > other:
                yield _Side.BELOW
            elif own < other:
                yield _Side.ABOVE


# -- lines of a comment ------------------------------------------------------------------------------------------------
def _announces_comments(line: Line, judged: Judged) -> bool:
    """Whether comments may follow: a heading, the form, or furniture in whatever words."""
    evidence = judged.evidence[line.index]
    heading = (
        line.key in wordings().comments or (line.node.heading > 0 and _heads_comments(line)) or evidence.leaning in {"comment form", "comments box"}
    )
    return heading or evidence.tail or evidence.fixed or line.control or any(at <= line.index for at in judged.barriers)


def _heads_comments(line: Line) -> bool:
    """Whether a line heads comments: «التعليقات (3)», «3 تعليقات على …»."""
    if line.node.heading == 0:
        return is_talk(line.key)
    return is_talk(line.key) or is_talk(" ".join(line.key.split()[:_FIRST_WORDS])) or disclaims_comments(line.key)


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
