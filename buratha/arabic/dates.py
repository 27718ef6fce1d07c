"""Dates as the agency and its authors print them, as moments in Baghdad.

The fixed forms are read here; dateparser (locale ar-IQ) is asked only where none of them fits.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from buratha.arabic.digits import western_digits
from buratha.arabic.folding import fold

BAGHDAD = ZoneInfo("Asia/Baghdad")
FIRST_YEAR = 2006
_TOMORROW = timedelta(days=1)

_MONTH_NAMES = {
    1: "كانون الثاني|كانون ثاني|يناير|جانفي", 2: "شباط|فبراير|فيفري", 3: "آذار|اذار|مارس",
    4: "نيسان|ابريل|أبريل|افريل", 5: "أيار|ايار|مايو|ماي", 6: "حزيران|يونيو|يونيه|جوان",
    7: "تموز|يوليو|يوليه|جويلية", 8: "آب|اب|أغسطس|اغسطس|اوت", 9: "أيلول|ايلول|سبتمبر",
    10: "تشرين الأول|تشرين الاول|تشرين أول|أكتوبر|اكتوبر", 11: "تشرين الثاني|تشرين ثاني|نوفمبر",
    12: "كانون الأول|كانون الاول|كانون أول|ديسمبر",
}  # fmt: skip
_HIJRI_MONTH_NAMES = {
    1: "محرم|محرم الحرام|المحرم", 2: "صفر|صفر الخير|صفر المظفر", 3: "ربيع الاول|ربيع الأول", 4: "ربيع الثاني|ربيع الآخر|ربيع الاخر",
    5: "جمادي الاولى|جمادى الأولى|جمادي الاول|جمادى الاول", 6: "جمادي الثانية|جمادى الآخرة|جمادى الاخرة|جمادي الثاني",
    7: "رجب|رجب الاصب|رجب المرجب", 8: "شعبان|شعبان المعظم", 9: "رمضان|رمضان المبارك|شهر رمضان", 10: "شوال|شوال المكرم",
    11: "ذو القعدة|ذي القعدة|ذو القعده", 12: "ذو الحجة|ذي الحجة|ذو الحجه",
}  # fmt: skip


def _by_name(names: dict[int, str]) -> dict[str, int]:
    return {fold(name): month for month, joined in names.items() for name in joined.split("|")}


_MONTHS = _by_name(_MONTH_NAMES)
_HIJRI_MONTHS = _by_name(_HIJRI_MONTH_NAMES)


def _alternatives(names: dict[str, int]) -> str:
    return "|".join(sorted(names, key=len, reverse=True))


_ISO = re.compile(r"(?<!\d)(\d{4})\s?[-/.]\s?(\d{1,2})\s?[-/.]\s?(\d{1,2})(?!\d)")
_DAY_FIRST = re.compile(r"(?<!\d)(\d{1,2})\s?[-/.]\s?(\d{1,2})\s?[-/.]\s?(\d{4})(?!\d)")
_CLOCK = re.compile(r"(?<!\d)(\d{1,2}):(\d{2})(?::(\d{2}))?(?!\d)\s*(ص|م|صباحا|مساء|am|pm)?(?!\w)", re.IGNORECASE)
# On folded text: punctuation is gone, so the double name «أكتوبر/تشرين الأول» is two month names in a row.
_NAMED = re.compile(rf"(?<!\d)(\d{{1,2}}) ((?:{_alternatives(_MONTHS)})(?: (?:{_alternatives(_MONTHS)}))?) (\d{{4}})(?!\d)")
_HIJRI = re.compile(rf"(?<!\d)(\d{{1,2}}) ({_alternatives(_HIJRI_MONTHS)}) (1[34]\d\d)(?!\d)(?: ه)?")
_RELATIVE = re.compile(r"^(?:قبل|منذ|امس|اليوم|الان|البارحه)\b")


@dataclass(frozen=True, slots=True)
class Moment:
    """A point in time as far as the page tells it: ``precision`` is "second", "minute" or "day"."""

    when: datetime
    precision: str
    printed: str

    @property
    def iso(self) -> str:
        """ISO 8601 with the offset that Baghdad kept on that day."""
        return self.when.isoformat(timespec="seconds")


def parse_date(text: str, now: datetime) -> Moment | None:
    """Read the first date in a short text (a meta line, a dateline, a comment's date); None when there is none.

    ``now`` is the time of the fetch; relative phrases count from it.

    >>> parse_date("1548 07:08:59 2015-10-15", datetime(2026, 1, 1, tzinfo=UTC)).iso
    '2015-10-15T07:08:59+03:00'
    """
    plain = western_digits(text)
    day = _fixed_form(plain)
    if day is None:
        return _by_library(text, now)
    try:
        return _with_clock(day, plain, text)
    except ValueError:
        return None


def is_plausible(moment: Moment, now: datetime) -> bool:
    """Whether the agency can have published then: not before its first year and not in the future."""
    return moment.when.year >= FIRST_YEAR and moment.when <= now.astimezone(BAGHDAD) + _TOMORROW


def parse_timestamp(text: str) -> Moment | None:
    """Read a machine's timestamp (JSON-LD, ``<time datetime>``); without a zone it is Baghdad's wall clock."""
    stamp = western_digits(text).strip()
    try:
        when = datetime.fromisoformat(stamp)
    except ValueError:
        return None
    when = when.astimezone(BAGHDAD) if when.tzinfo else when.replace(tzinfo=BAGHDAD)
    if len(stamp) <= len("2015-10-15"):
        return Moment(when, "day", text)
    return Moment(when.replace(microsecond=0), "second" if stamp.count(":") > 1 else "minute", text)


def has_date(text: str) -> bool:
    """Whether a date in one of the fixed forms stands in the text."""
    return _fixed_form(western_digits(text)) is not None


def without_dates(text: str) -> str:
    """The folded text without its dates and clock times: what is left of a dateline that is only a date is nothing much."""
    plain = _CLOCK.sub(" ", western_digits(text))
    plain = fold(_DAY_FIRST.sub(" ", _ISO.sub(" ", plain)))
    return " ".join(_HIJRI.sub(" ", _NAMED.sub(" ", plain)).split())


def _fixed_form(plain: str) -> tuple[int, int, int] | None:
    if found := _ISO.search(plain):
        return int(found[1]), int(found[2]), int(found[3])
    if found := _DAY_FIRST.search(plain):
        return int(found[3]), int(found[2]), int(found[1])
    folded = fold(plain)
    if found := _NAMED.search(folded):
        return int(found[3]), _month(found[2]), int(found[1])
    if found := _HIJRI.search(folded):
        return _from_hijri(int(found[3]), _HIJRI_MONTHS[found[2]], int(found[1]))
    return None


def _month(name: str) -> int:
    return _MONTHS[name] if name in _MONTHS else next(number for key, number in _MONTHS.items() if name.startswith(key + " "))


def _from_hijri(year: int, month: int, day: int) -> tuple[int, int, int] | None:
    from hijridate import Hijri  # imported on use: its tables are read from disk, and few pages need them

    try:
        return Hijri(year, month, day).to_gregorian().datetuple()
    except (ValueError, OverflowError):
        return None


def _with_clock(day: tuple[int, int, int], plain: str, printed: str) -> Moment:
    if not (found := _CLOCK.search(plain)):
        return Moment(datetime(*day, tzinfo=BAGHDAD), "day", printed)
    hour = int(found[1])
    if (half := (found[4] or "").lower()) and hour <= 12:
        hour = hour % 12 + (12 if half in {"م", "مساء", "pm"} else 0)
    when = datetime(*day, hour, int(found[2]), int(found[3] or 0), tzinfo=BAGHDAD)
    return Moment(when, "second" if found[3] else "minute", printed)


@cache
def _date_parser() -> object:
    from dateparser.date import DateDataParser  # slow to import, seldom needed

    return DateDataParser(
        locales=["ar-IQ"],
        settings={
            "TIMEZONE": "Asia/Baghdad",
            "RETURN_AS_TIMEZONE_AWARE": True,
            "REQUIRE_PARTS": ["day", "month", "year"],
            "DATE_ORDER": "DMY",
        },
    )


def _by_library(text: str, now: datetime) -> Moment | None:
    """Relative phrases («قبل ساعة») and whatever else dateparser knows of Iraqi dates."""
    folded = fold(text)
    if len(folded) > 40 or not (_RELATIVE.match(folded) or any(month in folded for month in _MONTHS)):
        return None
    parser = _date_parser()
    parser._settings.RELATIVE_BASE = now.astimezone(BAGHDAD).replace(tzinfo=None)  # type: ignore[attr-defined]
    try:
        found = parser.get_date_data(_countable(western_digits(text)))  # type: ignore[attr-defined]
    except (ValueError, OverflowError, RecursionError):
        return None
    if found.date_obj is None:
        return None
    when = found.date_obj.astimezone(BAGHDAD).replace(microsecond=0)
    if found.period == "time" or re.search("ساع|دق[يا]|ثان|ثوان", folded):
        return Moment(when, "minute", text)
    return Moment(when.replace(hour=0, minute=0, second=0), "day", text)


def _countable(text: str) -> str:
    """Spell out the one that dateparser misses: «قبل ساعة» is «قبل 1 ساعة», «منذ ثلاثة أيام» is «منذ 3 أيام»."""
    numbers = {"ثلاث": 3, "اربع": 4, "خمس": 5, "ست": 6, "سبع": 7, "ثمان": 8, "تسع": 9, "عشر": 10}
    words = text.split()
    for at, word in enumerate(words[1:], 1):
        stem = fold(word).removesuffix("ه").removesuffix("ي")
        if stem in numbers:
            words[at] = str(numbers[stem])
    if len(words) == 2 and fold(words[1]) in {"ساعه", "دقيقه", "يوم", "اسبوع", "شهر", "سنه"}:  # noqa: PLR2004
        words.insert(1, "1")
    return " ".join(words)


def utc_now() -> datetime:
    """The present moment; callers that test pass their own."""
    return datetime.now(UTC)
