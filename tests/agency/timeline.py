"""What the ids say about time: one sequence for all sections, growing from 2006 on."""

from bisect import bisect_right
from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

BAGHDAD: Final = ZoneInfo("Asia/Baghdad")
"""The agency's time zone, by name: its offset was another one in the summers until 2007."""

LAST_TIME: Final = date(2016, 3, 1)
"""From this day on the meta line names the day only."""

_POINTS: Final = (
    (1, "2006-02-01"),
    (4339, "2006-07-10"),
    (16344, "2007-03-02"),
    (42521, "2008-05-30"),
    (80987, "2009-11-27"),
    (94875, "2010-05-21"),
    (96073, "2010-06-06"),
    (120729, "2011-03-29"),
    (132477, "2011-08-04"),
    (186040, "2013-03-01"),
    (226990, "2014-01-26"),
    (252255, "2014-11-08"),
    (267340, "2015-05-24"),
    (285550, "2016-02-02"),
    (289423, "2016-03-26"),
    (306830, "2016-12-06"),
    (320055, "2017-07-13"),
    (355950, "2019-09-03"),
    (364449, "2020-02-28"),
    (385070, "2021-01-24"),
    (396327, "2021-07-17"),
    (425167, "2023-01-22"),
    (444343, "2024-03-20"),
    (466979, "2025-10-15"),
)
_IDS: Final = [number for number, _ in _POINTS]
_NOONS: Final = [datetime.fromisoformat(f"{day}T12:00:00") for _, day in _POINTS]

MONTHS: Final = (
    "كانون الثاني", "شباط", "آذار", "نيسان", "أيار", "حزيران", "تموز", "آب", "أيلول", "تشرين الأول", "تشرين الثاني",
    "كانون الأول",
)  # fmt: skip
WEEKDAYS: Final = ("الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد")


def moment_of(number: int) -> datetime:
    """Return the second at which an article of this id came out, read off the dated points.

    >>> moment_of(94875).isoformat()
    '2010-05-21T12:00:00+03:00'
    """
    right = min(max(bisect_right(_IDS, number), 1), len(_IDS) - 1)
    share = (number - _IDS[right - 1]) / (_IDS[right] - _IDS[right - 1])
    seconds = share * (_NOONS[right] - _NOONS[right - 1]).total_seconds()
    return (_NOONS[right - 1] + timedelta(seconds=int(seconds))).replace(tzinfo=BAGHDAD)


def midnight(day: date) -> datetime:
    """Return the first second of a day in Baghdad."""
    return datetime(day.year, day.month, day.day, tzinfo=BAGHDAD)


def printed_day(day: date) -> str:
    """Return a day as the head of a page prints it.

    >>> printed_day(date(2025, 11, 1))
    'السبت 1 تشرين الثاني 2025'
    """
    return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]} {day.year}"
