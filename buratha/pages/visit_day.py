"""The day of the visit, which pages print near their head, and the day of an article that has just come out."""

from datetime import datetime, timedelta

from buratha.arabic.dates import BAGHDAD, Moment
from buratha.pages.judged import Judged
from buratha.pages.lines import Line
from buratha.pages.repetition import Repetition
from buratha.timeline import is_beyond, is_possible

_THESE_DAYS = timedelta(days=7)
_SAME_HOUR = timedelta(hours=1)
_A_DAY = 1


def is_of_these_days(moment: Moment, now: datetime) -> bool:
    """Whether a day is one of these days, as the visit's is; servers keep pages, and people keep files."""
    return abs(moment.when - now) <= _THESE_DAYS


def is_new(judged: Judged, memory: Repetition, now: datetime) -> bool:
    """Whether an article of this number can have come out on the day of the visit."""
    ordered = judged.address is not None and memory.is_in_order()
    today = now.astimezone(BAGHDAD).date()
    return ordered and judged.address is not None and is_possible(judged.address.id, today, today)


def may_be_the_visits(moment: Moment, line: Line, judged: Judged, memory: Repetition, now: datetime) -> bool:
    """Whether a date of these days is as likely the visit's as the article's: of an old article, or the same on page after page."""
    if not is_of_these_days(moment, now):
        return False
    return not is_new(judged, memory, now) or memory.is_constant(line) or judged.evidence[line.index].fixed


def is_now(moment: Moment, judged: Judged, now: datetime) -> bool:
    """Whether a moment is the visit's as far as it is told: the same hour, or the same day where it tells none; clocks and zones may differ.

    Of a page in a file that does not even tell its number, nobody knows when it was visited: any of these days may be.
    """
    if judged.address is not None and is_beyond(judged.address.id, now.date()):
        return is_of_these_days(moment, now)
    if moment.precision == "day":
        return abs((moment.when.date() - now.astimezone(BAGHDAD).date()).days) <= _A_DAY
    return abs(moment.when - now) <= _SAME_HOUR
