"""The day that stands with a reader's comment, and what stands before and behind it in its line."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from buratha.arabic.dates import HALF, has_date, is_plausible, parse_date, swapped, without_dates
from buratha.arabic.digits import western_digits
from buratha.arabic.folding import fold
from buratha.pages.comment_labels import AROUND, bare_name, is_beside, is_of_a_day, without_saying
from buratha.pages.lines import Line

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
_SET_APART = re.compile(r"[-–—|(،,·•:]")
_LONGEST_BEFORE = 60


@dataclass(frozen=True, slots=True)
class Stamp:
    """A comment's day, empty where the page does not tell it to the day; the name before it, and what stands behind it or is told in its line."""

    before: str
    day: str
    behind: str
    said: bool = False
    """Whether what is ``behind`` stands between name and day: a text, or where the reader is from."""


def read_stamp(line: Line, now: datetime, *, loosely: bool, month_first: bool = False) -> Stamp | None:
    """The day in a line; None where there is none. ``loosely``: in any form that ends the line and is set apart in it, «قبل 3 ساعات» among them."""
    found = _DATE.search(western_digits(line.text))
    if found:
        before, day, behind = line.text[: found.start()].strip(AROUND), found[1], without_saying(line.text[found.end() :]).strip(AROUND)
    elif told := _loose(line, now, month_first=month_first) if loosely else None:
        (before, day), behind = told, ""
    else:
        return None
    name = _speaker(line, before)
    if name and not behind:
        return Stamp(bare_name(name), day, before[len(name) :].lstrip(AROUND), said=True)
    return Stamp(bare_name(before), day, behind)


def _speaker(line: Line, before: str) -> str:
    """The name that a line sets apart before what its reader says, both before the day in brackets: «**name:** text (day)». Empty in other lines."""
    first = line.runs[0] if len(line.runs) > 1 else ""
    said = before[len(first) :].strip(AROUND) if before.startswith(first) and line.text.endswith((")", "]")) else ""
    if not said or not (first.endswith(":") or before[len(first) :].lstrip().startswith(":")):
        return ""
    name = bare_name(first)
    return first if name and len(name.split()) <= _LONGEST_NAME and not is_beside(f"{first.rstrip(AROUND)}:") and bare_name(said) else ""


def _loose(line: Line, now: datetime, *, month_first: bool) -> tuple[str, str] | None:
    """What stands before a day in any form that ends a line, and the day."""
    for before, part in _parts(line):
        if len(part) > _LONGEST_DAY or (len(bare_name(before).split()) > _LONGEST_NAME and not _speaker(line, before)):
            continue
        day = _day(without_saying(part).strip(AROUND), now, month_first=month_first)
        if day is not None:
            return before.strip(AROUND), day
    return None


def _parts(line: Line) -> Iterator[tuple[str, str]]:
    """The ways in which a line falls into what stands before a day, and the day."""
    yield "", line.text
    runs = line.runs
    for number in range(1, min(len(runs), 3)):
        yield " ".join(runs[:-number]), " ".join(runs[-number:])
    for mark in _SET_APART.finditer(line.text):
        if mark.start() and (mark.start() <= _LONGEST_BEFORE or len(line.text) - mark.end() <= _LONGEST_DAY):
            yield line.text[: mark.start()], line.text[mark.end() :]


def _day(part: str, now: datetime, *, month_first: bool) -> str | None:
    """The day that a text tells and nothing else; empty where it only tells the week, the month or the year."""
    key = fold(western_digits(part))
    ago = _AGO.fullmatch(key)
    if ago and not ago["told"]:
        return ""
    if not (ago or _JUST_NOW.fullmatch(key) or (has_date(part) and _is_bare(part))):
        return None
    moment = parse_date(part, now)
    if moment and month_first:
        moment = swapped(moment) or moment
    return moment.when.date().isoformat() if moment and is_plausible(moment, now) else None


def _is_bare(part: str) -> bool:
    """Whether a text with a date in it holds nothing more than the time of day and the words for both."""
    return all(len(word) == 1 or word.isdigit() or word in _HOURS or is_of_a_day(word) for word in without_dates(part).split())
