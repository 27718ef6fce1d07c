"""The day that stands with a reader's comment, and what stands before and behind it in its line."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from buratha.arabic.dates import HALF, has_date, is_plausible, parse_date, without_dates
from buratha.arabic.digits import western_digits
from buratha.arabic.folding import fold
from buratha.pages.lines import Line
from buratha.pages.meta_text import DATE_FILLERS

AROUND = " \t-–—|:()[]،,·•"
_CLOCK = rf"(?:[\s،,-]*(?:الساع[ةه]\s*)?\d{{1,2}}:\d{{2}}(?::\d{{2}})?(?:\s*(?:{HALF})\W*$)?)?"
_DATE = re.compile(rf"(?<!\d)(20\d{{2}}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]))(?!\d){_CLOCK}")
_NUMBER = "(?:[0-9]{1,3}|(?:ثلاث|اربع|خمس|ست|سبع|ثماني?|تسع|عشر)ه?)"
_AGO = re.compile(
    rf"(?:قبل|منذ) (?:{_NUMBER} )?(?:(?P<told>(?:ثاني|ثوان|دقي|دقا|ساع|يوم|ايام)\w*)|(?:اسبوع|اسابيع|شهر|شهور|اشهر|سن[هتو]|عام|اعوام)\w*)"
)
_JUST_NOW = re.compile("(?:قبل|منذ) (?:قليل|لحظات)")
_HOURS = frozenset(("الساعه", "ساعه"))
_LONGEST_DAY = 60
_LONGEST_NAME = 5
"""Words of a name beside a day in any form; more are a sentence that ends in one."""
_APART = re.compile(r"^(.{1,60}?)\s*[-–—|(،,·•:]\s*(\S.*)$")


@dataclass(frozen=True, slots=True)
class Stamp:
    """A comment's day, empty where the page does not tell it to the day, and the texts around it."""

    before: str
    day: str
    behind: str


def read_stamp(line: Line, now: datetime, *, loosely: bool) -> Stamp | None:
    """The day in a line; None where there is none. ``loosely``: in any form that ends the line and is set apart in it, «قبل 3 ساعات» among them."""
    found = _DATE.search(western_digits(line.text))
    if found:
        return Stamp(line.text[: found.start()].strip(AROUND), found[1], line.text[found.end() :].strip(AROUND))
    if loosely:
        for before, part in _parts(line):
            short = len(part) <= _LONGEST_DAY and len(before.split()) <= _LONGEST_NAME
            day = _day(part.strip(AROUND), now) if short else None
            if day is not None:
                return Stamp(before.strip(AROUND), day, "")
    return None


def _parts(line: Line) -> Iterator[tuple[str, str]]:
    """The ways in which a line falls into what stands before a day, and the day."""
    yield "", line.text
    runs = line.runs
    for number in range(1, min(len(runs), 3)):
        yield " ".join(runs[:-number]), " ".join(runs[-number:])
    if found := _APART.match(line.text):
        yield found[1], found[2]


def _day(part: str, now: datetime) -> str | None:
    """The day that a text tells and nothing else; empty where it only tells the week, the month or the year."""
    key = fold(western_digits(part))
    ago = _AGO.fullmatch(key)
    if ago and not ago["told"]:
        return ""
    if not (ago or _JUST_NOW.fullmatch(key) or (has_date(part) and _is_bare(part))):
        return None
    moment = parse_date(part, now)
    return moment.when.date().isoformat() if moment and is_plausible(moment, now) else None


def _is_bare(part: str) -> bool:
    """Whether a text with a date in it holds nothing more than the time of day and the words for both."""
    return all(len(word) == 1 or word.isdigit() or word in DATE_FILLERS or word in _HOURS for word in without_dates(part).split())
