"""Days told by their distance from the visit, as layouts print those of new articles: «منذ 3 ساعات», «قبل يومين», «أمس 10:30 م»."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from buratha.arabic.dates import BAGHDAD, CLOCK_END, Moment, parse_date
from buratha.arabic.digits import western_digits
from buratha.arabic.folding import fold

_DAY = timedelta(days=1)
_UNITS = {
    "ثانيه": timedelta(seconds=1), "دقيقه": timedelta(minutes=1), "ساعه": timedelta(hours=1), "يوم": _DAY, "اسبوع": 7 * _DAY,
    "شهر": 30 * _DAY, "سنه": 365 * _DAY,
}  # fmt: skip
_FORMS = {
    "ثانيه": "ثانيه ثواني ثوان second seconds sec secs", "دقيقه": "دقيقه دقايق دقاق د minute minutes min mins", "ساعه": "ساعه ساعات hour hours",
    "يوم": "يوم يوما ايام day days", "اسبوع": "اسبوع اسبوعا اسابيع week weeks", "شهر": "شهر شهرا اشهر شهور month months",
    "سنه": "سنه سنوات سنين عام عاما اعوام year years",
}  # fmt: skip
_UNIT_OF = {form: unit for unit, forms in _FORMS.items() for form in forms.split()}
_PAIRS = {
    "ثانيتين": "ثانيه", "دقيقتين": "دقيقه", "ساعتين": "ساعه", "يومين": "يوم", "اسبوعين": "اسبوع", "شهرين": "شهر", "سنتين": "سنه", "عامين": "سنه",
}  # fmt: skip
_COUNTING = (
    "واحد واحده a an", "اثنين اثنتين", "ثلاث ثلاثه", "اربع اربعه", "خمس خمسه", "ست سته", "سبع سبعه", "ثمان ثماني ثمانيه", "تسع تسعه", "عشر عشره",
)  # fmt: skip
_NUMBERS = {word: number for number, words in enumerate(_COUNTING, 1) for word in words.split()}
_SINCE, _GONE = frozenset(("منذ", "قبل")), frozenset(("مضت", "مضي", "ago"))
_ROUGHLY = frozenset(("حوالي", "نحو", "تقريبا", "اقل", "اكثر", "من", "about"))
_MOMENTS_AGO = frozenset(("قبل قليل", "منذ قليل", "قبل لحظات", "منذ لحظات", "قبل ثوان", "منذ ثوان", "للتو", "just now"))
_NAMED_DAYS = {
    "اليوم": 0, "هذا اليوم": 0, "today": 0, "امس": 1, "الامس": 1, "يوم امس": 1, "البارحه": 1, "yesterday": 1, "اول امس": 2, "اول من امس": 2,
}  # fmt: skip
_HOUR_WORDS = frozenset(("الساعه", "في", "عند", "علي", "تمام", "at"))
_CLOCK = re.compile(rf"(?<!\d)\d{{1,2}}:\d{{2}}(?::\d{{2}})?(?!\d){CLOCK_END}", re.IGNORECASE)
_HOUR = timedelta(hours=1)
_MOST_WORDS, _MOST = 9, 999


@dataclass(frozen=True, slots=True)
class Ago:
    """A moment by its distance from the visit.

    ``precision`` is "minute" or "day" as far as the phrase goes; ``within`` is by how much the true moment may differ. ``vague`` ones are told
    by weeks, months or years, and tell no day.
    """

    when: datetime
    precision: str
    within: timedelta
    printed: str

    @property
    def vague(self) -> bool:
        """Whether the phrase tells no day."""
        return self.within > 2 * _DAY

    def fits(self, other: Moment) -> bool:
        """Whether a moment that is told exactly can be the one meant: layouts count whole units, and servers keep pages for a while."""
        if self.precision == "day":
            days = (self.when.date() - other.when.date()).days
            return -1 <= days <= max(1, self.within.days)
        return abs(other.when - self.when) <= self.within

    @property
    def moment(self) -> Moment:
        """The moment as other dates are handed on, with the phrase as printed."""
        return Moment(self.when, self.precision, self.printed)

    @property
    def stamp(self) -> str:
        """The moment in ISO 8601, no finer than the phrase tells it."""
        return f"{self.when:%Y-%m-%d}" if self.precision == "day" else self.when.isoformat(timespec="minutes")


def read_ago(text: str, now: datetime) -> Ago | None:
    """Read a text that is nothing but such a phrase; None where it is anything else. ``now`` is the time of the visit.

    >>> visit = datetime(2024, 5, 6, 14, 30, tzinfo=BAGHDAD)
    >>> read_ago("قبل يومين", visit).stamp, read_ago("أمس 10:30 م", visit).stamp, read_ago("قبل يومين عاد الماء", visit)
    ('2024-05-04', '2024-05-05T22:30+03:00', None)
    """
    plain = western_digits(text)
    if len(plain.split()) > _MOST_WORDS:
        return None
    visit = now.astimezone(BAGHDAD)
    found = _named_day(plain, visit) or _distance(plain, visit)
    return replace(found, printed=text) if found is not None else None


def _named_day(plain: str, visit: datetime) -> Ago | None:
    """«اليوم» and «أمس», with a time of day or without; «اليوم» alone may be said of anything."""
    clock = _CLOCK.search(plain)
    rest = fold(plain if clock is None else f"{plain[: clock.start()]} {plain[clock.end() :]}")
    days = _NAMED_DAYS.get(" ".join(word for word in rest.split() if word not in _HOUR_WORDS))
    if days is None or (days == 0 and clock is None):
        return None
    day = (visit - days * _DAY).replace(hour=0, minute=0, second=0, microsecond=0)
    if clock is None:
        return Ago(day, "day", _DAY, plain)
    told = parse_date(f"{day:%Y-%m-%d} {clock[0]}", visit)
    return Ago(told.when, "minute", _HOUR, plain) if told is not None and told.precision != "day" and told.when <= visit + _HOUR else None


def begins_with_a_span(words: Sequence[str]) -> bool:
    """Whether folded words behind «since» begin with how long, «3 ساعات» or «ساعتين», and not with a day or a year."""
    return bool(words) and (words[0] in _PAIRS or (len(words) > 1 and (words[0].isdigit() or words[0] in _NUMBERS) and bool(_steps([*words[:2]]))))


def _distance(plain: str, visit: datetime) -> Ago | None:
    """«منذ 3 ساعات», «قبل ساعة و20 دقيقة», "2 days ago"."""
    key = fold(plain)
    if key in _MOMENTS_AGO:
        return Ago(visit.replace(second=0, microsecond=0), "minute", _HOUR, plain)
    words = key.split()
    if not (words and (words[0] in _SINCE or words[-1] in _GONE)):
        return None
    steps = _steps([word for word in words if word not in _SINCE | _GONE | _ROUGHLY])
    if not steps:
        return None
    finest = min(_UNITS[unit] for _, unit in steps)
    when = visit - sum((number * _UNITS[unit] for number, unit in steps), timedelta())
    if finest < _HOUR:
        return Ago(when.replace(second=0, microsecond=0), "minute", _HOUR, plain)
    return Ago(when.replace(hour=0, minute=0, second=0, microsecond=0), "day", max(finest, _DAY), plain)


def _steps(words: list[str]) -> list[tuple[int, str]]:
    """Numbers with their units, as «3 ساعات», «ساعتين», «ساعة واحدة» and «ساعة»; empty where a word is none of them."""
    found: list[tuple[int, str]] = []
    number: int | None = None
    for word in words:
        bare = word if word in _UNIT_OF or word in _PAIRS or word in _NUMBERS or word.isdigit() else word.removeprefix("و")
        if bare in _PAIRS and number is None:
            found.append((2, _PAIRS[bare]))
        elif bare in _UNIT_OF:
            found.append((1 if number is None else number, _UNIT_OF[bare]))
            number = None
        elif bare in {"واحد", "واحده"} and found and number is None:
            continue
        elif bare and (bare.isdigit() or bare in _NUMBERS) and number is None:
            number = int(bare) if bare.isdigit() else _NUMBERS[bare]
        elif bare:
            return []
    return found if number is None and all(step <= _MOST for step, _ in found) else []
