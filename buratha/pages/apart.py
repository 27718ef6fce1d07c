"""What of a meta line stands apart from the date: a time of day of its own, a number beside its label, what only an icon says."""

import re
from collections.abc import Iterable, Sequence
from datetime import datetime

from buratha.arabic.dates import Moment, has_date, parse_date
from buratha.arabic.digits import western_digits
from buratha.arabic.folding import fold
from buratha.pages.counting import counts_readers
from buratha.pages.fragments import Fragment, fragments
from buratha.pages.lines import Line

_CLOCK = re.compile(r"(?<![\d:])\d{1,2}:\d{2}(?::\d{2})?(?![\d:])\s*(?:(?:ص|م|صباحا|مساء|am|pm)(?!\w))?", re.IGNORECASE)
_NUMBER = re.compile(r"(?<![\d.,])\d{1,3}(?:[,٬]\d{3})+(?![\d.,])|(?<!\d)\d{1,9}(?!\d)")
_TIME_WORDS = frozenset(
    "الساعه ساعه وقت الوقت وقته وقتها توقيت التوقيت بتوقيت النشر نشر نشرت زمن الزمن عند تمام في على بغداد يوم time posted published at".split()
)
_MOST_SAID = 4
_PARTS = re.compile(r"\s*[،؛|]\s+")
_LONGEST_COUNTED = 12
_LONGEST_ROW = 25
_BESIDE_TOOLS = re.compile(
    r"(?<!زمن )(?<!وقت )(?<!مدة )(?:القراءات|القراء|المشاهدات|الزيارات|قراءات|مشاهدات|زيارات|قراءة|مشاهدة|زيارة)"
    rf"\s*[:：\[(=]+\s*({_NUMBER.pattern})(?!\s*(?:د|ث|دق|min)\b)(?!\s*(?:دقي|دقا|ثا|ثو))"
)


def with_clock(day: Moment, lines: Iterable[Line], now: datetime) -> Moment:
    """A day with the one time of day that stands near it among words that speak of nothing but the time."""
    clocks = {clock for line in lines for text in _texts(line) if (clock := _clock(text))}
    if len(clocks) != 1:
        return day
    found = parse_date(f"{clocks.pop()} {day.when:%Y-%m-%d}", now)
    return day if found is None else Moment(found.when, found.precision, day.printed)


def _texts(line: Line) -> list[str]:
    """The pieces of a line, and what its icons say."""
    return [*(line.runs if line.cuts else [line.text]), *line.said]


def _clock(text: str) -> str | None:
    """The time of day that a short text tells and nothing else."""
    plain = western_digits(text)
    found = _CLOCK.search(plain)
    if found is None or has_date(plain):
        return None
    words = fold(plain[: found.start()] + " " + plain[found.end() :]).split()
    return found[0].strip() if len(words) <= _MOST_SAID and _TIME_WORDS.issuperset(words) else None


def views_beside_label(lines: Sequence[Line]) -> int | None:
    """Views whose label stands in a line of its own, right before the number or right behind it; else those that an icon says."""
    lines = [line for line in lines if line.text or line.said]
    pieces = [_only(line) for line in lines]
    for at, piece in enumerate(pieces):
        if piece is None or piece.label != "views" or piece.numbers or piece.date or lines[at].is_link or lines[at].node.heading:
            continue
        for beside in (at + 1, at - 1):
            other = pieces[beside] if 0 <= beside < len(pieces) else None
            near = other is not None and abs(lines[beside].index - lines[at].index) == 1 and not lines[beside].is_link
            if other and near and len(other.numbers) == 1 and not (other.label or other.date or other.clock or other.strange):
                return other.numbers[0]
    told = (counted for line in lines if (counted := counted_beside_tools(line)) is not None)
    return next(told, None) or said_views(lines)


def _only(line: Line) -> Fragment | None:
    found = fragments(line)
    return found[0] if len(found) == 1 else None


def counted_beside_tools(line: Line) -> int | None:
    """The views in a row of tools: a label of its own with a mark behind it, and the number: «أ+ أ- عدد القراء : [ 1665 ] رجوع»."""
    found = _BESIDE_TOOLS.findall(western_digits(line.text)) if line.words <= _LONGEST_ROW and not line.is_link else []
    return int(re.sub(r"[,٬]", "", found[0])) if len(found) == 1 else None


def said_views(lines: Iterable[Line]) -> int | None:
    """The views that the hint of an icon tells, or a part of a short line: «4,990 مطالعة», «فتحت 466 مرة، وعلق عليها 7»."""
    for line in lines:
        for text in [*line.said, *(_PARTS.split(line.text) if line.words <= _LONGEST_COUNTED and not line.is_link else ())]:
            plain = western_digits(text)
            numbers = _NUMBER.findall(plain)
            words = fold(_NUMBER.sub(" ", plain)).split()
            if len(numbers) == 1 and len(words) <= _LONGEST_COUNTED // 2 and counts_readers(words) and not has_date(plain):
                return int(re.sub(r"[,٬]", "", numbers[0]))
    return None
