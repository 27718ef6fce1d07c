"""A date as the page prints it beside what its markup says of the same moment: more exact, or in the other order of day and month."""

import re
from collections.abc import Iterable

from buratha.arabic.dates import Moment, parse_timestamp, swapped
from buratha.arabic.digits import western_digits
from buratha.pages.comment_order import weekday_orders
from buratha.pages.lines import Line
from buratha.pages.meta_text import MONTH_FIRST, first_numbers

_WALL_CLOCK = re.compile(r"(\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?)\s?[+-]\d\d:?\d\d")
"""A stamp with a zone, which is not UTC's letter: what says «Z» means it."""
_HOUR = re.compile(r"(?<![\d:])(\d{1,2}):(\d\d)(?!\d)")
_LONGEST = 12
"""Words of a line of the layout's; in a sentence an author's day stands beside a weekday."""
_FINER = {"day": 0, "minute": 1, "second": 2}


def refined(moment: Moment, told: Iterable[Moment], *, month_first: bool) -> Moment:
    """The printed moment, with the time of day that the markup adds, read month first where the markup or the page's other dates say so."""
    told = list(told)
    other = swapped(moment)
    if other is not None and not any(_is_same_day(moment, one) for one in told) and (month_first or any(_is_same_day(other, one) for one in told)):
        moment = other
    exact = [one for one in told if _FINER[one.precision] > _FINER[moment.precision] and _agrees(moment, one) and not _is_midnight(one)]
    best = max(exact, key=lambda one: _FINER[one.precision], default=None)
    return Moment(best.when, best.precision, moment.printed) if best else moment


def as_printed(stamp: str, published: Moment, lines: Iterable[Line]) -> Moment | None:
    """The moment of a stamp whose own hour the page prints, beside it or with its date; None where nothing says so, which is the rule."""
    wall, moment = _both(stamp)
    if wall is None or moment is None:
        return None
    if published.precision != "day":
        return wall if _agrees(published, wall) and not _agrees(published, moment) else None
    beside = (line.text for line in lines if line.stamp == stamp)
    return wall if any(without_zone(stamp, text) != stamp for text in beside) else None


def without_zone(stamp: str, beside: str) -> str:
    """A stamp as the text beside it has it: without its zone, where its own hour is printed there, and not the zone's.

    Systems keep +03:00 through Iraq's summers, and print their own hour.
    """
    wall, moment = _both(stamp)
    text = western_digits(beside)
    if wall is None or moment is None or not _prints_hour(text, wall) or _prints_hour(text, moment):
        return stamp
    return wall.printed


def _both(stamp: str) -> tuple[Moment | None, Moment | None]:
    """A stamp read without its zone and with it, where that makes a difference and there is a time of day."""
    found = _WALL_CLOCK.fullmatch(stamp.strip())
    wall, moment = (parse_timestamp(found[1]), parse_timestamp(stamp)) if found else (None, None)
    if wall is None or moment is None or wall.precision == "day" or wall.when == moment.when:
        return None, None
    return wall, moment


def _prints_hour(text: str, moment: Moment) -> bool:
    """Whether a text has the hour and minute of a moment, on a clock of twenty-four hours or of twelve."""
    return any(f"{int(hour)}:{minute}" in {f"{moment.when:%-H:%M}", f"{moment.when:%-I:%M}"} for hour, minute in _HOUR.findall(text))


def is_month_first(lines: Iterable[Line]) -> bool:
    """Whether the page writes its dates with the month before the day: some can be read in that order only, and none in the other only.

    Where all can be read in both, the weekdays beside them tell.
    """
    dated = [line for line in lines if line.has_year]
    orders = {order for line in dated for order in first_numbers(line.text)} or weekday_orders(line.text for line in dated if line.words <= _LONGEST)
    return orders == {MONTH_FIRST}


def _is_same_day(one: Moment, other: Moment) -> bool:
    return one.when.date() == other.when.date()


def _is_midnight(moment: Moment) -> bool:
    return (moment.when.hour, moment.when.minute, moment.when.second) == (0, 0, 0)


def _agrees(moment: Moment, exact: Moment) -> bool:
    """Whether two moments are the same, as far as the less exact one goes."""
    return _is_same_day(moment, exact) and (
        moment.precision == "day" or (moment.when.hour, moment.when.minute) == (exact.when.hour, exact.when.minute)
    )
