"""A date as the page prints it beside what its markup says of the same moment: more exact, or in the other order of day and month."""

from collections.abc import Iterable

from buratha.arabic.dates import Moment, swapped
from buratha.pages.lines import Line
from buratha.pages.meta_text import MONTH_FIRST, first_numbers

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


def is_month_first(lines: Iterable[Line]) -> bool:
    """Whether the page writes its dates with the month before the day: some can be read in that order only, and none in the other only."""
    orders = {order for line in lines if line.has_year for order in first_numbers(line.text)}
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
