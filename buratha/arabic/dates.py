"""Dates as the agency and its authors print them, as moments in Baghdad.

The fixed forms are read here; dateparser (locale ar-IQ) is asked only where none of them fits.
"""

import re
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from functools import cache
from zoneinfo import ZoneInfo

from buratha.arabic.digits import western_digits
from buratha.arabic.folding import fold

BAGHDAD = ZoneInfo("Asia/Baghdad")
FIRST_YEAR = 2006
_CENTURY = 2000
_CLOCKS_DIFFER = timedelta(hours=1)

_MONTH_NAMES = {
    1: "كانون الثاني|كانون ثاني|كانون2|كانون 2|ك2|يناير|جانفي", 2: "شباط|فبراير|فيفري", 3: "آذار|مارس",
    4: "نيسان|أبريل|أفريل", 5: "أيار|مايس|مايو|ماي", 6: "حزيران|يونيو|يونية|جوان",
    7: "تموز|يوليو|يوليوز|يولية|جويلية", 8: "آب|أغسطس|غشت|أوت", 9: "أيلول|سبتمبر|شتنبر",
    10: "تشرين الأول|تشرين أول|تشرين1|تشرين 1|ت1|أكتوبر", 11: "تشرين الثاني|تشرين ثاني|تشرين2|تشرين 2|ت2|نوفمبر|نونبر",
    12: "كانون الأول|كانون أول|كانون1|كانون 1|ك1|ديسمبر|دجنبر",
}  # fmt: skip
_ENGLISH_MONTHS = "january february march april may june july august september october november december".split()
_HIJRI_MONTH_NAMES = {
    1: "محرم|المحرم", 2: "صفر", 3: "ربيع الأول|ربيع أول", 4: "ربيع الثاني|ربيع الآخر|ربيع ثاني",
    5: "جمادى الأولى|جمادى الأول", 6: "جمادى الآخرة|جمادى الثانية|جمادى الثاني|جمادى الآخر",
    7: "رجب", 8: "شعبان", 9: "رمضان", 10: "شوال", 11: "ذو القعدة|ذي القعدة|ذوالقعدة", 12: "ذو الحجة|ذي الحجة|ذوالحجة",
}  # fmt: skip
_MONTH_TITLES = "الحرام المبارك المعظم المكرم الأصب المرجب الفرد المظفر الخير الأغر الأنور".split()


def _by_name(names: dict[int, str]) -> dict[str, int]:
    return {fold(name): month for month, joined in names.items() for name in joined.split("|")}


_MONTHS = _by_name(_MONTH_NAMES) | {name[:size]: month for month, name in enumerate(_ENGLISH_MONTHS, 1) for size in (3, 4, len(name))}
"""Whole English names too, of three letters, and of four: «Sept»."""
_HIJRI_MONTHS = _by_name(_HIJRI_MONTH_NAMES)


def _any_of(names: Iterable[str]) -> str:
    return f"(?:{'|'.join(sorted(map(fold, names), key=len, reverse=True))})"


_TENS = ("عشرين", "عشرون")
_UNITS = "الأول الثاني الثالث الرابع الخامس السادس السابع الثامن التاسع".split()
_ORDINALS = {fold(name): day for day, name in enumerate(_UNITS, 1)} | {fold("العاشر"): 10, fold("الثلاثين"): 30, fold("الثلاثون"): 30}
_ORDINALS |= {fold(f"{name} عشر"): 10 + day for day, name in enumerate(["الحادي", *_UNITS[1:]], 1)} | {fold(f"ال{tens}"): 20 for tens in _TENS}
_ORDINALS |= {fold(f"{name} وال{tens}"): 20 + day for day, name in enumerate(["الحادي", *_UNITS[1:]], 1) for tens in _TENS}
_ORDINALS |= {fold(f"الحادي وال{tens}"): 31 for tens in ("ثلاثين", "ثلاثون")}
"""Days of a month in words, folded."""
_MONTH = f"({_any_of(_MONTHS)})(?: {_any_of(_MONTHS)})?"
_YEAR = r"((?:19|20)\d\d)(?!\d)"
_HIJRI_YEAR = r"(1[34]\d\d)(?!\d)"
_OF_YEAR = f" ?(?:{_any_of(('من', 'عام', 'سنة', 'لعام', 'لسنة'))} )*"
_DIGIT = re.compile(r"\d")
_ISO = re.compile(rf"(?<!\d){_YEAR}\s?[-/.]\s?(\d{{1,2}})\s?[-/.]\s?(\d{{1,2}})(?!\d)")
_DAY_FIRST = re.compile(rf"(?<!\d)(\d{{1,2}})\s?[-/.]\s?(\d{{1,2}})\s?[-/.]\s?{_YEAR}")
_WEEKDAY_NAMES = ("[إاأ]ثنين", "ثلاثا[ءا]?", "[أا]ربعا[ءا]?", "خميس", "جمع[ةه]", "سبت", "[أا]حد")
_OF_A_WEEKDAY = re.compile(rf"(?<!\w)ال(?:{'|'.join(f'({name})' for name in _WEEKDAY_NAMES)}),?،?\s+(\d{{1,2}})([-/.])(\d{{1,2}})\9(\d\d)(?!\d)")
"""«الأحد 06-08-06», which only the weekday makes a day of."""
_STAMP = re.compile(r"(?<!\d)(\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?) ?([Zz]|[+-]\d\d:?\d\d)(?!\w)")
"""A machine's timestamp with its zone, printed for people."""
_HIJRI_ISO = re.compile(_ISO.pattern.replace(_YEAR, _HIJRI_YEAR))
_HIJRI_DAY_FIRST = re.compile(_DAY_FIRST.pattern.replace(_YEAR, _HIJRI_YEAR))
_HALF_IN_WORDS = r"فجر[ًا]+|صباح[ًا]*|مساء[ًا]*|ظهر[ًا]+|عصر[ًا]+|ليل[ًا]+|(?:بعد|قبل) الظهر|(?:(?:بعد|قبل) )?منتصف الليل|am|pm"
HALF = rf"ص|م|{_HALF_IN_WORDS}"
"""Words for a half of the day behind a time of day, as printed."""
HOUR_MARK = rf"(?::|\.(?=\d\d\s*(?:{_HALF_IN_WORDS})(?!\w)))"
"""What parts the hours from the minutes: a dot where a half of the day follows in words, «6.45 مساء»; «6.45 م» may be metres."""
_A_WHOLE_DAY = r"(?<!\d)(?:\d{1,2}\s?[-/.]\s?\d{1,2}\s?[-/.]\s?(?:19|20)\d\d|(?:19|20)\d\d-\d{1,2}-\d{1,2})"
_POINTED_CLOCK = re.compile(rf"({_A_WHOLE_DAY}[\s/|,،–-]{{1,5}})([01]?\d|2[0-3])\.([0-5]\d)\.([0-5]\d)(?![\d.])")
"""Right behind a day; «12.10.16» may as well be another day."""
_YEARS_OF_TWO_DIGITS = range(4, 31)
_GREENWICH = "(?:ال)?[جغكق]ري?ني?تش"
_CITIES = {
    "طهران": "Asia/Tehran", "إيران": "Asia/Tehran", "دمشق": "Asia/Damascus", "بيروت": "Asia/Beirut", "القاهرة": "Africa/Cairo",
    "القدس": "Asia/Jerusalem", "مكة": "Asia/Riyadh", "الرياض": "Asia/Riyadh", "صنعاء": "Asia/Aden", "الكويت": "Asia/Kuwait", "الدوحة": "Asia/Qatar",
    "دبي": "Asia/Dubai", "أبوظبي": "Asia/Dubai", "موسكو": "Europe/Moscow", "أنقرة": "Europe/Istanbul", "اسطنبول": "Europe/Istanbul",
    "لندن": "Europe/London", "باريس": "Europe/Paris", "واشنطن": "America/New_York", "نيويورك": "America/New_York",
}  # fmt: skip
"""By whose clocks news from elsewhere tell the time."""
_CITY = re.compile(rf"توقيت\s(?:مدينة\s)?({'|'.join(_CITIES)})")
ZONE = (
    r"(?:GMT|UTC)(?:\s?[+-]\d{1,2}(?::?\d\d)?(?![\d/.:-]))?|(?:(?:حسب|وفق)\s)?(?:بال|ال|ب)?توقيت\s"
    rf"(?:{_GREENWICH}|(?:ال)?عالمي|GMT|UTC|(?:مدينة\s)?(?:{'|'.join(_CITIES)}))|(?:{_GREENWICH})|ت\.?\s?غ"
)
"""Words behind a time of day that is told by the clock of Greenwich, or so far from it as a number says, or by another city's."""
CLOCK_END = rf"(?:\s*(?:{HALF})(?!\w))?(?:\s*[(\[]?(?:{ZONE})(?!\w)[)\]]?)?"
"""What may follow the digits of a time of day and belongs to it."""
_CLOCK = re.compile(
    rf"(?<!\d)(\d{{1,2}}){HOUR_MARK}(\d{{2}})(?::(\d{{2}}))?(?!\d)(?:\s*({HALF})(?!\w))?(?:\s*[(\[]?({ZONE})(?!\w)[)\]]?)?",
    re.IGNORECASE,
)
_FROM_GREENWICH = re.compile(r"([+-])\s?(\d{1,2})(?::?(\d\d))?$")
# On folded text: punctuation is gone, so the double name «أكتوبر/تشرين الأول» is two month names in a row.
_NAMED = re.compile(rf"(?<!\d)(\d{{1,2}})(?:st|nd|rd|th)? ?(?:من )?{_MONTH}{_OF_YEAR}{_YEAR}")
_IN_WORDS = re.compile(rf"(?<!\w)({_any_of(_ORDINALS)}) (?:من )?(?:شهر )?{_MONTH}{_OF_YEAR}{_YEAR}")
"""«السابع من آذار 2018»."""
_MONTH_FIRST = re.compile(rf"(?<!\w){_MONTH} (\d{{1,2}})(?:st|nd|rd|th)? {_YEAR}")
_YEAR_FIRST = re.compile(rf"(?<!\d){_YEAR} {_MONTH} (\d{{1,2}})(?!\d)")
_HIJRI = re.compile(
    rf"(?<!\d)(\d{{1,2}}) ?(?:من )?(?:شهر )?({_any_of(_HIJRI_MONTHS)})(?: {_any_of(_MONTH_TITLES)})?"
    rf"{_OF_YEAR}{_HIJRI_YEAR}(?: ?ه(?:جري[هة]?)?(?!\w))?"
)
_RELATIVE = re.compile(r"^(?:قبل|منذ|امس|اليوم|البارحه)\b")
_SHORT_TIME = re.compile("ساع|دق[يا]|ثان|ثوان")
_SECONDS = re.compile(r"^.{8,10}[T ]\d\d:?\d\d:?\d\d")
_LONGEST_PHRASE = 40
_JUST_NOW = frozenset(("الان", "قبل قليل", "منذ قليل", "قبل لحظات", "منذ لحظات"))
_BEFORE = re.compile(rf"(?<!\w)(صباح|مساء|عصر|ظهر|ضحى|فجر|ليل)[ةه]?(?=\s+(?:يوم\s+)?(?:اليوم|[أا]مس|ال(?:{'|'.join(_WEEKDAY_NAMES)}))(?!\w))")
"""Right before a day of the week: «صباح» alone is a name, too."""
_AFTERNOON = frozenset(("م", "مساء", "عصر", "pm", "بعد الظهر", "قبل منتصف الليل"))
_MONTHS_A_YEAR = 12
_NOON, _EVENING, _LAST_MORNING_HOUR = 12, 6, 11


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
    plain = with_colons(with_stamps_in_baghdad(western_digits(text)))
    day = _fixed_form(plain)
    if day is None:
        return _by_library(text, now)
    try:
        return _with_clock(day, plain, text)
    except ValueError:
        return None


def is_plausible(moment: Moment, now: datetime) -> bool:
    """Whether the agency can have published then: not before its first year and not in the future, as far as clocks agree."""
    return moment.when.year >= FIRST_YEAR and moment.when <= now.astimezone(BAGHDAD) + _CLOCKS_DIFFER


def parse_timestamp(text: str) -> Moment | None:
    """Read a machine's timestamp (JSON-LD, ``<time datetime>``); without a zone it is Baghdad's wall clock.

    >>> parse_timestamp("2007-07-15T06:00Z").iso
    '2007-07-15T10:00:00+04:00'
    """
    stamp = western_digits(text).strip()
    try:
        when = datetime.fromisoformat(stamp)
        midnight = when.replace(tzinfo=BAGHDAD) if when.time() == time() else None
        when = when.astimezone(BAGHDAD) if when.tzinfo else when.replace(tzinfo=BAGHDAD)
    except (ValueError, OverflowError):
        return None
    if midnight is not None:  # what publishing systems write where they know no time of day, in whatever zone
        return Moment(midnight, "day", text)
    if len(stamp) <= len("2015-10-15"):
        return Moment(when, "day", text)
    return Moment(when.replace(microsecond=0), "second" if _SECONDS.search(stamp) else "minute", text)


def with_stamps_in_baghdad(text: str) -> str:
    """A text in Western digits with its machine timestamps as Baghdad's wall clock had them.

    >>> with_stamps_in_baghdad("2015-07-06T13:26:51Z")
    '2015-07-06 16:26:51'
    """
    return _STAMP.sub(_in_baghdad, text) if "-" in text else text


def with_colons(text: str) -> str:
    """A text in Western digits with colons in a time of day that is written with points behind its day.

    >>> with_colons("30.09.2007 / 18.05.33")
    '30.09.2007 / 18:05:33'
    """
    return _POINTED_CLOCK.sub(_with_colons, text) if text.count(".") > 1 else text


def _with_colons(found: re.Match[str]) -> str:
    may_be_a_day = int(found[2]) > 0 and 0 < int(found[3]) <= _MONTHS_A_YEAR and int(found[4]) in _YEARS_OF_TWO_DIGITS
    return found[0] if may_be_a_day else f"{found[1]}{found[2]}:{found[3]}:{found[4]}"


def _in_baghdad(stamp: re.Match[str]) -> str:
    moment = parse_timestamp(stamp[1] + stamp[2].upper())
    return f"{moment.when:%Y-%m-%d %H:%M:%S}" if moment else stamp[0]


def swapped(moment: Moment) -> Moment | None:
    """The same numbers read with the month before the day; None where they can be read in one way only.

    >>> swapped(parse_date("08/06/2006", datetime(2026, 1, 1, tzinfo=UTC))).iso
    '2006-08-06T00:00:00+04:00'
    """
    found = _DAY_FIRST.search(western_digits(moment.printed))
    if found is None or int(found[1]) > _MONTHS_A_YEAR or found[1].lstrip("0") == found[2].lstrip("0"):
        return None
    if (moment.when.day, moment.when.month) != (int(found[1]), int(found[2])):
        return None
    return Moment(moment.when.replace(month=moment.when.day, day=moment.when.month), moment.precision, moment.printed)


def has_date(text: str) -> bool:
    """Whether a date in one of the fixed forms stands in the text.

    >>> has_date("البصرة ٢٢ آب ٢٠٢٠"), has_date("19/5/1205")
    (True, False)
    """
    return _fixed_form(western_digits(text)) is not None


def without_dates(text: str) -> str:
    """The folded text without its dates and clock times: what is left of a dateline that is only a date is nothing much.

    >>> without_dates("26 صفر 1436 هـ الموافق 19 / كانون الاول - ديسمبر /2014")
    'الموافق'
    """
    if _DIGIT.search(text) is None:
        return fold(text)
    plain = _CLOCK.sub(" ", western_digits(text))
    for numeric in (_ISO, _DAY_FIRST, _OF_A_WEEKDAY, _HIJRI_ISO, _HIJRI_DAY_FIRST):
        plain = numeric.sub(" ", plain)
    plain = fold(plain)
    for named in (_NAMED, _IN_WORDS, _MONTH_FIRST, _YEAR_FIRST, _HIJRI):
        plain = named.sub(" ", plain)
    return " ".join(plain.split())


def _fixed_form(plain: str) -> tuple[int, int, int] | None:
    """Year, month and day of the first date; where both calendars are printed, the Gregorian one."""
    if _DIGIT.search(plain) is None:
        return None
    if found := _ISO.search(plain):
        return int(found[1]), int(found[2]), int(found[3])
    if found := _DAY_FIRST.search(plain):
        return int(found[3]), *_month_and_day(int(found[1]), int(found[2]))
    if found := _OF_A_WEEKDAY.search(plain):
        return _of_that_weekday(found)
    folded = fold(plain)
    if found := _NAMED.search(folded):
        return int(found[3]), _MONTHS[found[2]], int(found[1])
    if found := _IN_WORDS.search(folded):
        return int(found[3]), _MONTHS[found[2]], _ORDINALS[found[1]]
    if found := _MONTH_FIRST.search(folded):
        return int(found[3]), _MONTHS[found[1]], int(found[2])
    if found := _YEAR_FIRST.search(folded):
        return int(found[1]), _MONTHS[found[2]], int(found[3])
    return _hijri_form(plain, folded)


def _of_that_weekday(found: re.Match[str]) -> tuple[int, int, int] | None:
    """The day of this century that three numbers of two digits are, day first where that falls on the weekday before them; None where none does."""
    weekday = next(at for at in range(len(_WEEKDAY_NAMES)) if found[at + 1])
    first, second, third = int(found[8]), int(found[10]), int(found[11])
    for year, month, day in ((third, second, first), (third, first, second), (first, second, third)):
        with suppress(ValueError):
            if date(_CENTURY + year, month, day).weekday() == weekday:
                return _CENTURY + year, month, day
    return None


def _month_and_day(first: int, second: int) -> tuple[int, int]:
    """The day stands first, as Arabs write, unless the second number can be no month."""
    return (first, second) if second > _MONTHS_A_YEAR >= first else (second, first)


def _hijri_form(plain: str, folded: str) -> tuple[int, int, int] | None:
    if found := _HIJRI.search(folded):
        return _from_hijri(int(found[3]), _HIJRI_MONTHS[found[2]], int(found[1]))
    if found := _HIJRI_ISO.search(plain):
        return _from_hijri(int(found[1]), int(found[2]), int(found[3]))
    if found := _HIJRI_DAY_FIRST.search(plain):
        return _from_hijri(int(found[3]), int(found[2]), int(found[1]))
    return None


def _from_hijri(year: int, month: int, day: int) -> tuple[int, int, int] | None:
    from hijridate import Hijri  # imported on use: its tables are read from disk, and few pages need them

    try:
        return Hijri(year, month, day).to_gregorian().datetuple()
    except (ValueError, OverflowError):
        return None


def _with_clock(day: tuple[int, int, int], plain: str, printed: str) -> Moment:
    if not (found := _CLOCK.search(plain)):
        return Moment(datetime(*day, tzinfo=BAGHDAD), "day", printed)
    zone = _zone(found[5]) if found[5] else BAGHDAD
    half = fold(found[4] or "").removesuffix("ا") or (_half_before(plain[: found.start()]) if int(found[1]) else "")
    when = datetime(*day, _hour(int(found[1]), half), int(found[2]), int(found[3] or 0), tzinfo=zone)
    return Moment(when.astimezone(BAGHDAD), "second" if found[3] else "minute", printed)


def _half_before(text: str) -> str:
    """The half of the day that stands before a day and its hour: «مساء الأربعاء 13 يناير 2016 عند 8:55»."""
    found = _BEFORE.findall(text)
    return fold(found[-1]) if found else ""


def _zone(told: str) -> tzinfo:
    """The zone that stands behind a time of day: a city's, Greenwich's, or one so many hours from it."""
    if city := _CITY.search(told):
        return ZoneInfo(_CITIES[city[1]])
    if not (found := _FROM_GREENWICH.search(told)):
        return UTC
    away = timedelta(hours=int(found[2]), minutes=int(found[3] or 0))
    return timezone(-away if found[1] == "-" else away)


def _hour(hour: int, half: str) -> int:
    """The hour of 24, from the hour printed and the part of the day named beside it."""
    if not half or hour > _NOON:
        return hour
    late = half in _AFTERNOON or (half == "ليل" and hour % _NOON >= _EVENING) or (half == "ظهر" and hour != _LAST_MORNING_HOUR)
    return hour % _NOON + (_NOON if late else 0)


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
    if folded in _JUST_NOW:
        return Moment(now.astimezone(BAGHDAD).replace(second=0, microsecond=0), "minute", text)
    if len(folded) > _LONGEST_PHRASE or not (_RELATIVE.match(folded) or _names_a_day(folded)):
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
    if found.period == "time" or _SHORT_TIME.search(folded):
        return Moment(when, "minute", text)
    return Moment(when.replace(hour=0, minute=0, second=0), "day", text)


def _names_a_day(folded: str) -> bool:
    return any(character.isdigit() for character in folded) and any(f" {month} " in f" {folded} " for month in _MONTHS)


def _countable(text: str) -> str:
    """Spell out the one that dateparser misses: «قبل ساعة» is «قبل 1 ساعة», «منذ ثلاثة أيام» is «منذ 3 أيام»."""
    numbers = {"ثلاث": 3, "اربع": 4, "خمس": 5, "ست": 6, "سبع": 7, "ثمان": 8, "تسع": 9, "عشر": 10}
    words = text.split()
    for at, word in enumerate(words[1:], 1):
        stem = fold(word).removesuffix("ه").removesuffix("ي")
        if stem in numbers:
            words[at] = str(numbers[stem])
    if len(words) == 2 and fold(words[1]) in {"ساعه", "دقيقه", "يوم", "اسبوع", "شهر", "سنه"}:
        words.insert(1, "1")
    return " ".join(words)


def utc_now() -> datetime:
    """The present moment; callers that test pass their own."""
    return datetime.now(UTC)
