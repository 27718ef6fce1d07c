"""Which of the two numbers in the days of a page's comments is the month: «02/12/2023» alone tells nothing of it."""

import itertools
import re
from collections.abc import Iterable, Iterator
from datetime import date

from buratha.arabic.digits import western_digits
from buratha.arabic.folding import fold
from buratha.pages.label_words import of
from buratha.pages.meta_text import DAY_FIRST, MONTH_FIRST, first_numbers

_NUMBERS = re.compile(r"(?<![\d/.-])(\d{1,2})[/.-](\d{1,2})[/.-](20\d\d)(?!\d)")
_WEEKDAYS = {name: (at - 1) % 7 for at, name in enumerate(of("times", "weekdays"))}
"""Numbered as :meth:`datetime.date.weekday` does."""
_WITH_ITS_WEEKDAY = re.compile(rf"[^\W\d_]+\s?[,،]?\s+{_NUMBERS.pattern}")


def is_month_first(texts: Iterable[str], published: date | None, visited: date) -> bool:
    """Whether the month stands first in some days: one can only be read so, weekdays are named, or else all comments came after their article."""
    texts = [western_digits(text) for text in texts]
    certain = {order for text in texts for order in first_numbers(text)}
    if certain:
        return certain == {MONTH_FIRST}
    both = [(text, *found) for text in texts for found in _both_ways(text)]
    by_names = {_by_weekday(text, day, month) for text, day, month in both} - {None}
    if by_names:
        return by_names == {True}
    if published is None or not both:
        return False
    fits = [all(published <= day <= visited for day in days) for days in ([row[1] for row in both], [row[2] for row in both])]
    return fits == [False, True]


def weekday_orders(texts: Iterable[str]) -> set[str]:
    """In which orders days are written of which only one reading falls on the weekday beside them: «اثنين, 12/10/2012»."""
    beside = (found[0] for text in texts for found in _WITH_ITS_WEEKDAY.finditer(western_digits(text)))
    told = (_by_weekday(text, *both) for text in beside for both in _both_ways(text))
    return {MONTH_FIRST if month_first else DAY_FIRST for month_first in told if month_first is not None}


def _both_ways(text: str) -> Iterator[tuple[date, date]]:
    """The days that a text tells, read with the day first and with the month first."""
    for first, second, year in _NUMBERS.findall(text):
        try:
            yield date(int(year), int(second), int(first)), date(int(year), int(first), int(second))
        except ValueError:
            continue


def _by_weekday(text: str, day_first: date, month_first: date) -> bool | None:
    """Whether the weekday that a text names beside a date is that of the reading with the month first; None where it does not tell."""
    words = fold(text).split()
    named = {_WEEKDAYS[word] for word in words if word in _WEEKDAYS}
    named |= {_WEEKDAYS[f"ال{word}"] for word, number in itertools.pairwise(words) if number.isdigit() and f"ال{word}" in _WEEKDAYS}
    fits = day_first.weekday() in named, month_first.weekday() in named
    return fits[1] if fits[0] != fits[1] else None
