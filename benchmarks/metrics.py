"""How right a reading of a page is: pure functions over texts, one score a page, figures over many pages."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from statistics import fmean
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo

BAGHDAD: Final = ZoneInfo("Asia/Baghdad")
SHINGLE: Final = 4
"""Words of a shingle."""

_DATE_ONLY: Final = len("2015-10-15")
_WORD: Final = re.compile(r"\w+")
_LETTERS: Final = dict(zip("أإآٱىیئةۀہھؤکگ", "اااايييههههوكك", strict=True))
_DIGITS: Final = {chr(zero + digit): str(digit) for zero in (0x0660, 0x06F0) for digit in range(10)}
_NUMBERS: Final = re.compile(r"(?: \d+ )+")
_UNSEEN: Final = {chr(code): None for code in range(0x10000) if unicodedata.category(chr(code)) in {"Mn", "Cf"}}
_FOLDING: Final = str.maketrans({**_UNSEEN, "ـ": None, **_LETTERS, **_DIGITS})


class Metric(NamedTuple):
    """What a figure is called in the table, and whether less of it is better."""

    title: str
    less_is_better: bool = False


METRICS: Final = {
    "body_f1": Metric("body F1"),
    "exact": Metric("exact body"),
    "furniture": Metric("furniture in body", less_is_better=True),
    "title": Metric("title"),
    "date_time": Metric("date and time"),
    "date": Metric("date alone"),
    "author": Metric("author"),
    "false_authors": Metric("false authors", less_is_better=True),
    "views": Metric("views"),
    "category": Metric("category"),
}


@dataclass(frozen=True)
class Truth:
    """What a page says, for a careful reader."""

    body: str
    title: str
    published: str | None
    precision: str | None
    author: str | None
    views: int | None
    category: str
    printed: str = ""
    """All that the page prints of the article itself, beside the story: title, byline, captions, related stories, comments."""
    furniture: tuple[str, ...] = ()
    """The lines that the page prints around the article, as keys (see `line_key`)."""

    @cached_property
    def own(self) -> tuple[str, str]:
        """Keys of the texts that may hold a line of the furniture by right."""
        return key(self.body), key(self.printed)


@dataclass(frozen=True)
class Reading:
    """What an engine makes of a page; what it does not tell stays empty."""

    body: str = ""
    title: str | None = None
    published: str | None = None
    author: str | None = None
    views: int | None = None
    category: str | None = None


@dataclass(frozen=True)
class Score:
    """How right one reading is; `false_author` is None where the page names an author."""

    precision: float
    recall: float
    exact: bool
    furniture: bool
    title: bool
    date_time: bool
    date: bool
    author: bool
    false_author: bool | None
    views: bool
    category: bool


def score(truth: Truth, reading: Reading) -> Score:
    """Compare a reading with the truth."""
    precision, recall = overlap(truth.body, reading.body)
    author = level(reading.author or "") or None
    return Score(
        precision=precision,
        recall=recall,
        exact=level(truth.body) == level(reading.body),
        furniture=has_furniture(truth, reading.body),
        title=level(truth.title) == level(reading.title or ""),
        date_time=same_moment(truth.published, truth.precision, reading.published),
        date=day_of(truth.published) == day_of(reading.published),
        author=author == truth.author,
        false_author=author is not None if truth.author is None else None,
        views=truth.views == reading.views,
        category=truth.category == reading.category,
    )


def figures(scores: Sequence[Score]) -> dict[str, float]:
    """Return every metric over some pages: precision and recall are averaged over the pages before they make an F1."""
    nameless = [each.false_author for each in scores if each.false_author is not None]
    return {
        "body_f1": harmonic(_mean(each.precision for each in scores), _mean(each.recall for each in scores)),
        "exact": _mean(each.exact for each in scores),
        "furniture": _mean(each.furniture for each in scores),
        "title": _mean(each.title for each in scores),
        "date_time": _mean(each.date_time for each in scores),
        "date": _mean(each.date for each in scores),
        "author": _mean(each.author for each in scores),
        "false_authors": _mean(nameless),
        "views": _mean(each.views for each in scores),
        "category": _mean(each.category for each in scores),
    }


def _mean(values: Iterable[float]) -> float:
    found = list(values)
    return fmean(found) if found else 0.0


def harmonic(precision: float, recall: float) -> float:
    """Return the F1 of a precision and a recall."""
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def level(text: str) -> str:
    """Make every run of white space one space, and none at the ends."""
    return " ".join(text.split())


def shingles(text: str) -> Counter[tuple[str, ...]]:
    """Count the runs of four words; a shorter text is one run.

    >>> shingles("a b c d e")
    Counter({('a', 'b', 'c', 'd'): 1, ('b', 'c', 'd', 'e'): 1})
    """
    words = text.split()
    runs = range(max(1, len(words) - SHINGLE + 1)) if words else ()
    return Counter(tuple(words[start : start + SHINGLE]) for start in runs)


def overlap(wanted: str, found: str) -> tuple[float, float]:
    """Return precision and recall of the shingles found: 1 where both texts are empty, 0 where only one is."""
    ours, theirs = shingles(wanted), shingles(found)
    if not ours or not theirs:
        both = float(not ours and not theirs)
        return both, both
    common = (ours & theirs).total()
    return common / theirs.total(), common / ours.total()


def key(text: str) -> str:
    """Fold a text to its words, each between two spaces, so that a run of words is found only at words' ends.

    Hamza, ya, ta marbuta, Persian letters, digits, vowel marks, tatweel, invisible characters and case are levelled.

    >>> key("أخبارٌ، ٢٠٢٠") == key("اخبار 2020")
    True
    """
    return "".join(f" {word} " for word in _WORD.findall(unicodedata.normalize("NFKC", text).translate(_FOLDING).casefold()))


def line_key(line: str) -> str:
    """Return the key to look for a line by: its longest part without numbers, which change from page to page.

    Several words are found even where a text is glued to their ends; a single one only as a word.

    >>> line_key("عدد الزوار: 305") in key("نهاية الخبر.عدد الزوار:1")
    True
    """
    found = max(_NUMBERS.split(key(line)), key=len)
    return found.strip() if len(found.split()) > 1 else found


def has_furniture(truth: Truth, body: str) -> bool:
    """Say whether a line of the furniture stands in the body more often than the article itself prints it."""
    text = key(body)
    found = (line for line in truth.furniture if line in text)
    return any(text.count(line) > max(own.count(line) for own in truth.own) for line in found)


def same_moment(wanted: str | None, precision: str | None, found: str | None) -> bool:
    """Say whether two ISO dates are one moment; a bare date is right only where the page tells no more."""
    if wanted is None or found is None:
        return wanted == found
    if len(found) == _DATE_ONLY:
        return precision == "day" and day_of(wanted) == day_of(found)
    return moment_of(wanted) == moment_of(found)


def moment_of(iso: str) -> datetime:
    """Read an ISO date; one without an offset is Baghdad's."""
    moment = datetime.fromisoformat(iso)
    return moment if moment.tzinfo else moment.replace(tzinfo=BAGHDAD)


def day_of(iso: str | None) -> date | None:
    """Return the day in Baghdad of an ISO date."""
    return moment_of(iso).astimezone(BAGHDAD).date() if iso else None
