"""Doubts about what readers say below a story: whether a day is theirs, and whether all of it was read."""

import re
from collections.abc import Sequence
from datetime import datetime

from buratha.arabic.digits import western_digits
from buratha.pages.comment_days import read_stamp
from buratha.pages.comments import LATEST, Comment, lines_of_readers
from buratha.pages.core import heads_a_comment
from buratha.pages.lines import Line
from buratha.pages.ownership import is_another_days, is_publication_day
from buratha.pages.trace import Reason, Trace
from buratha.pages.wording import is_talk

_FAR = 12
"""Lines between a story's end, or what heads the readers' talk, and a reader's day."""
_LONGEST_ANNOUNCEMENT = 5
_FEW = 3
_SET_OFF = re.compile(r"^\W*\d|[(\[:]\s*\d+\s*\W?$")
_NUMBER = re.compile(r"(?<![\d.,])\d{1,4}(?![\d.,])")


def is_a_readers_day(trace: Trace) -> bool:
    """Whether a bare date below the story stands below what heads readers' talk, or with a name above what somebody has written."""
    meta, last = trace.meta, trace.lines[-1].index if trace.lines else trace.stretch.end - 1
    if meta is None or meta.first <= last or meta.labelled or meta.agency_form or meta.views is not None:
        return False
    dated = trace.judged.lines[meta.dated_at]
    if is_publication_day(trace.judged, dated) or _is_dated_there(trace, dated):
        return False
    above = trace.judged.lines[max(last + 1, meta.first - _FAR) : meta.first]
    talk = (line for line in above if is_talk(line.key) and not line.is_link)
    return any(_announced(line) != 0 for line in talk) or heads_a_comment(dated, trace.judged)


def _is_dated_there(trace: Trace, line: Line) -> bool:
    """Whether stories are dated at a line's place, and no paragraphs of this one stand there."""
    return trace.memory.is_usual("published at", line.node.place) and all(other.node.place != line.node.place for other in trace.lines)


def doubt_comments(trace: Trace, comments: Sequence[Comment], end: int, now: datetime) -> list[Reason]:
    """Doubts about the comments: the page announces another number of them, or names with days below the story gave none."""
    lines = lines_of_readers(trace.judged, end)
    for line in lines:
        announced = _announced(line) if _may_announce(line, trace) else None
        if announced and announced != len(comments):
            return [Reason("comments", "the page announces another number of them", line.text)]
    unread = next((line for line in lines if _heads_one(line, trace, now)), None) if not comments else None
    return [Reason("comments", "a name with a day above some text, below the story, was read as none", unread.text)] if unread else []


def _may_announce(line: Line, trace: Trace) -> bool:
    """Whether a line can tell how many comments this article has: those of the site's newest, or of the whole site, are others."""
    if not is_talk(line.key) or line.words > _LONGEST_ANNOUNCEMENT or LATEST.search(line.key):
        return False
    if line.words > _FEW and not (line.node.heading or _SET_OFF.search(western_digits(line.text))):
        return False  # a section's name with a page's number: «رأي في الأحداث 6»
    here = all(link.target.startswith("#") for link in line.links)
    return here and not trace.memory.is_constant(line)


def _announced(line: Line) -> int | None:
    """The only number in a line; None where there is none, or several."""
    found = _NUMBER.findall(western_digits(line.text))
    return int(found[0]) if len(found) == 1 else None


def _heads_one(line: Line, trace: Trace, now: datetime) -> bool:
    """Whether a line has a reader's day: in the form that readers' days have, with a name, and with text below it."""
    judged = trace.judged
    if line.links or line.control or not line.has_year or is_publication_day(judged, line) or is_another_days(judged, line):
        return False
    return read_stamp(line, now, loosely=False) is not None and heads_a_comment(line, judged)
