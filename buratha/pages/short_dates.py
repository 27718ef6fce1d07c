"""Days whose year has two digits and no weekday beside it: «26.09.06 22:14 Uhr». Which number is the year the article's own number tells."""

import re
from datetime import date, datetime

from buratha.arabic.dates import Moment, parse_date
from buratha.arabic.digits import western_digits
from buratha.pages.ownership import is_anothers
from buratha.pages.trace import Trace
from buratha.timeline import is_possible

WITNESS = "short date"
_SHORT = re.compile(r"(?<![\d./:-])(\d{1,2})([./-])(\d{1,2})\2(\d{1,2})(?![\d./:-])(?:\D{0,4}(\d{1,2}:\d{2}(?::\d{2})?))?")
_ABOVE, _BELOW, _AFTERWARDS, _LONGEST = 3, 4, 6, 6
_CENTURY = 2000


def short_moment(trace: Trace, now: datetime) -> Moment | None:
    """The one day near the headline or below the story, written so, on which an article of the page's number can have come out."""
    title, address = trace.title, trace.judged.address
    if title is None or address is None:
        return None
    lines, last = trace.judged.lines, trace.lines[-1].index if trace.lines else title.index
    near = [*lines[max(0, title.index - _ABOVE) : title.index + _BELOW], *lines[last + 1 : last + _AFTERWARDS]]
    told = [line for line in near if 0 < line.words <= _LONGEST and not line.is_link and not is_anothers(trace.judged, line, trace.titled)]
    found = {}
    for short in (found for line in told for found in _SHORT.finditer(western_digits(line.text))):
        for day in _days(*(int(short[group]) for group in (1, 3, 4))):
            if is_possible(address.id, day, now.date()):
                found[day] = f"{short[5] or ''} {day:%Y-%m-%d}".strip()
    return parse_date(found.popitem()[1], now) if len(found) == 1 else None


def _days(first: int, month: int, last: int) -> set[date]:
    """The days that three numbers can be: the day first, or the year."""
    days = set()
    for year, day in ((last, first), (first, last)):
        try:
            days.add(date(_CENTURY + year, month, day))
        except ValueError:
            continue
    return days
