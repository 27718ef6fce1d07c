"""The day of a newspaper's issue, which stands above all stories of a printed page: «العدد 1187 - الثلاثاء 11 آذار 2008»."""

import re
from collections.abc import Sequence
from datetime import datetime

from buratha.arabic.dates import has_date, parse_date
from buratha.arabic.digits import western_digits
from buratha.pages.judged import Judged
from buratha.pages.lines import Line
from buratha.pages.meta_line import MetaLine

_ISSUE = re.compile(r"(?<!\w)(?:ال)?عدد(?:\s+\w+)?[\s:/(\[#-]{1,4}\d{1,5}(?!\d)")
_LONGEST, _NEAR = 24, 2


def issue_day(judged: Judged, before: int, now: datetime) -> MetaLine | None:
    """The one day beside an issue's number above the headline; None where there are several, as in a list of issues."""
    lines = judged.lines[:before]
    told = [(line, moment) for at, line in enumerate(lines) if is_of_an_issue(lines, at) and (moment := parse_date(_text(line), now))]
    if len({moment.iso for _, moment in told}) != 1:
        return None
    line, moment = told[0]
    return MetaLine(frozenset({line.index}), moment, None, agency_form=False, dated_at=line.index, of_issue=True)


def is_of_an_issue(lines: Sequence[Line], at: int) -> bool:
    """Whether a short line tells a day, and it or one beside it the number of an issue."""
    line = lines[at]
    if not line.has_year or line.is_link or line.words > _LONGEST or not has_date(_text(line)):
        return False
    beside = (other for other in lines[max(0, at - _NEAR) : at + _NEAR + 1] if other is line or _is_beside(other, line))
    return any(_ISSUE.search(western_digits(_text(other))) for other in beside)


def _is_beside(other: Line, line: Line) -> bool:
    """Whether a line of a few words stands in the same block as another, or in one beside it."""
    return other.node is line.node or (other.node.parent is line.node.parent and not other.has_year)


def _text(line: Line) -> str:
    return " ".join(line.runs) if line.cuts else line.text
