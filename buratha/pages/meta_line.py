"""The meta line, ``<views> [HH:MM:SS] YYYY-MM-DD``: in one piece, or scattered over cells and labels."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from buratha.arabic.dates import Moment, has_date, parse_date, parse_timestamp, without_dates
from buratha.arabic.digits import western_digits
from buratha.arabic.folding import fold
from buratha.pages.lines import Line
from buratha.pages.wording import wordings

_DATE = re.compile(r"(?<!\d)(?:\d{4}\s?[-/.]\s?\d{1,2}\s?[-/.]\s?\d{1,2}|\d{1,2}\s?[-/.]\s?\d{1,2}\s?[-/.]\s?\d{4})(?!\d)")
_ISO_DATE = re.compile(r"(?<!\d)\d{4}-\d{2}-\d{2}(?!\d)")
_CLOCK = re.compile(r"(?<!\d)\d{1,2}:\d{2}(?::\d{2})?(?!\d)\s*(?:(?:ص|م|صباحا|مساء|am|pm)(?!\w))?", re.IGNORECASE)
_NUMBER = re.compile(r"(?<![\d.,])\d{1,3}(?:[,٬]\d{3})+(?![\d.,])|(?<!\d)\d{1,9}(?!\d)")
_FILLERS = frozenset(("ص م في عدد مره مرات بتوقيت بغداد الاحد الاثنين الثلاثاء الاربعاء الخميس الجمعه السبت يوم gmt utc").split())
_DIGIT = re.compile(r"\d")
_AROUND = 6
_LONGEST = 90
_LONGEST_LINE = 200
_LONGEST_LABEL = 3
_LONGEST_PACKED = 60
_MOST_PIECES = 16
_MOST_OTHERS = 14
_MOST_WORDS = 8
_VIEWS_NAME = re.compile(r"(?<![a-z])(?:views?|hits?|reads?|visits?|counter|eye)(?![a-z])")
_MOST_STRANGE = 5
_MOST_BESIDE_NUMBER = 3
_MOST_BETWEEN = 2
_LONGEST_BETWEEN = 6
_NOT_VIEWS = frozenset("تعليق تعليقات التعليقات مشاركه مشاركات اعجاب رقم العدد الساعه الصفحه دقائق دقيقه".split())


@dataclass(slots=True)
class Fragment:
    """What a line, or a piece of one, gives to the meta line. ``strange``: words of no known label stood with it."""

    index: int
    date: str = ""
    clock: str = ""
    numbers: tuple[int, ...] = ()
    label: str = ""
    strange: bool = False
    others: tuple[str, ...] = ()


@dataclass(slots=True)
class MetaLine:
    """A found meta line: which lines it took, the moment, the views, and how sure its form is."""

    lines: frozenset[int]
    moment: Moment | None
    views: int | None
    agency_form: bool
    strange: bool = False
    others: tuple[str, ...] = ()

    @property
    def first(self) -> int:
        """Its first line."""
        return min(self.lines)

    @property
    def last(self) -> int:
        """Its last line."""
        return max(self.lines)


def fragments(line: Line) -> list[Fragment]:
    """Read a line as a piece, or several, of a meta line; nothing when it holds anything else."""
    digits = _DIGIT.search(line.text) is not None
    if not digits:
        label = _label(line.key.split()) if line.words <= _LONGEST_LABEL and not line.node.heading else ""
        return [Fragment(line.index, label=label)] if label else []
    if len(line.text) > _LONGEST_LINE:
        return []
    whole = (
        _read(line.index, " ".join(line.runs) if line.cuts and len(line.text) < _LONGEST_PACKED else line.text)
        if len(line.text) <= _LONGEST
        else None
    )
    if whole is not None and not whole.strange and not (line.stamp and not whole.date):
        return [whole]
    pieces = _pieces(line)
    if any(piece.date for piece in pieces):
        return pieces
    return [whole] if whole is not None else []


def _pieces(line: Line) -> list[Fragment]:
    """A line of several inline elements: date, views, writer side by side. What is none of them is kept aside."""
    texts = line.runs if line.cuts else []
    if not 1 <= len(texts) <= _MOST_PIECES and not line.stamp:
        return []
    found: list[Fragment] = []
    others: list[str] = []
    for text in texts:
        piece = _read(line.index, text)
        if piece is None:
            piece = Fragment(line.index, label=_label(fold(text).split()))
            if not piece.label:
                others.append(text)
                continue
        found.append(piece)
    if line.stamp and parse_timestamp(line.stamp) and not any(piece.date for piece in found):
        others = [text for text in others if not has_date(text)]
        found.append(Fragment(line.index, line.stamp))
    if sum(len(text.split()) for text in others) > _MOST_OTHERS:
        return []
    for piece in found:
        piece.others = tuple(others)
        piece.strange = piece.strange or bool(others)
    return found


def _read(index: int, printed: str) -> Fragment | None:
    """Read a short text that is a date, a time, a number, labels, or several of them."""
    found = _parsed(printed)
    return Fragment(index, *found) if found is not None else None


@lru_cache(maxsize=8192)
def _parsed(printed: str) -> tuple[str, str, tuple[int, ...], str, bool] | None:
    text = western_digits(printed)
    dates = _DATE.findall(text)
    rest = _DATE.sub(" ", text)
    clocks = _CLOCK.findall(rest)
    rest = _CLOCK.sub(" ", rest)
    if len(dates) > 1 or len(clocks) > 1 or not _DIGIT.search(text):
        return None
    numbers = tuple(int(re.sub(r"[,٬]", "", number)) for number in _NUMBER.findall(rest))
    words = fold(_NUMBER.sub(" ", rest)).split()
    label = _label(words)
    left = [word for word in words if word not in _FILLERS and not label]
    strange = bool(left)
    if not dates and len(words) <= _MOST_WORDS and has_date(text):
        dates, numbers, strange = [text], (), not all(word in _FILLERS for word in without_dates(text).split())
    if (strange and len(left) > (_MOST_STRANGE if dates else _MOST_BESIDE_NUMBER)) or len(numbers) > 2 or len(words) > _MOST_WORDS:
        return None
    if strange and not dates and not _NOT_VIEWS.isdisjoint(words):
        return None
    return dates[0] if dates else "", clocks[0].strip() if clocks else "", numbers, label, strange


def find_views(lines: Sequence[Line]) -> int | None:
    """Views that stand apart from the date: a number that its label, or the markup's name for it, calls so."""
    for line in lines:
        if line.words > _LONGEST_BETWEEN or not _DIGIT.search(line.text):
            continue
        found = fragments(line)
        piece = found[0] if len(found) == 1 else None
        if piece is None or piece.date or piece.clock or len(piece.numbers) != 1:
            continue
        named = any(_VIEWS_NAME.search(node.hints) for _, node in zip(range(2), line.node.ancestors(), strict=False))
        if piece.label in {"views", "both"} or named:
            return piece.numbers[0]
    return None


def _label(words: Sequence[str]) -> str:
    """Which label all of the words make up: "views", "date", "both" or none."""
    words = [word for word in words if word not in _FILLERS]
    if not words:
        return ""
    kinds = set()
    at = 0
    while at < len(words):
        for size in (3, 2, 1):
            piece = " ".join(words[at : at + size])
            if piece in wordings().view_labels:
                kinds.add("views")
            elif piece in wordings().date_labels:
                kinds.add("date")
            else:
                continue
            at += size
            break
        else:
            return ""
    return "both" if len(kinds) > 1 else kinds.pop() if kinds else ""


def runs(lines: Sequence[Line]) -> list[list[Fragment]]:
    """Runs of neighbouring lines that are pieces of a meta line, each run with one date; a label or a name may stand between."""
    found: list[list[Fragment]] = []
    current: list[Fragment] = []
    between = 0
    lines = [line for line in lines if line.text]
    for line in _near_dates(lines):
        pieces = fragments(line) if line is not None else []
        if line is None:
            current = []
            continue
        if not pieces:
            between += 1
            if between > _MOST_BETWEEN or line.words > _LONGEST_BETWEEN:
                current = []
            continue
        between = 0
        dated = any(piece.date for piece in pieces)
        if not current or (dated and any(earlier.date for earlier in current)):
            current = []
        current.extend(pieces)
        if dated:
            found.append(current)
    return found


def _near_dates(lines: Sequence[Line]) -> Iterator[Line | None]:
    """The lines around every line with a date in it; None where lines are left out."""
    dated = [at for at, line in enumerate(lines) if may_hold_date(line)]
    reached = 0
    for at in dated:
        start = max(at - _AROUND, reached)
        if start > reached:
            yield None
        yield from lines[start : at + _AROUND + 1]
        reached = max(reached, at + _AROUND + 1)


def may_hold_date(line: Line) -> bool:
    """Whether it is worth looking for a date in a line."""
    if line.stamp:
        return True
    if not (line.cuts or line.has_year) or len(line.text) > _LONGEST_LINE:
        return False
    if (
        line.cuts
        and not line.has_year
        and len(line.text) < _LONGEST
        and _DIGIT.search(line.text)
        and _DATE.search(western_digits(" ".join(line.runs)))
    ):
        return True  # date, time and views side by side, with no space between them in the markup
    if not line.has_year:
        return False
    return _shows_date(line.text, line.words <= _MOST_WORDS * 2)


@lru_cache(maxsize=8192)
def _shows_date(text: str, short: bool) -> bool:  # noqa: FBT001 (a cache's key)
    return _DATE.search(western_digits(text)) is not None or (short and has_date(text))


def assemble(run: list[Fragment], now: datetime, stamp: str = "") -> MetaLine:
    """Put the pieces of a run together."""
    date = next(piece.date for piece in run if piece.date)
    clock = next((piece.clock for piece in run if piece.clock), "")
    moment = parse_timestamp(date) if date == stamp else parse_date(date if clock in date else f"{clock} {date}".strip(), now)
    if moment is None and stamp:
        moment = parse_timestamp(stamp)
    views = _views(run)
    others = tuple(dict.fromkeys(text for piece in run for text in piece.others))
    strange = next(piece.strange for piece in run if piece.date)
    return MetaLine(_taken(run), moment, views, views is not None and bool(_ISO_DATE.search(date)), strange, others)


def _taken(run: list[Fragment]) -> frozenset[int]:
    """The lines of a run that are the meta line's: what has a label unknown counts only right beside the others."""
    dated = next(at for at, piece in enumerate(run) if piece.date)
    return frozenset(piece.index for at, piece in enumerate(run) if not piece.strange or abs(at - dated) <= 2)


def _views(run: list[Fragment]) -> int | None:
    """The number labelled as views; else the last bare number before the date, else the first after it."""
    for at, piece in enumerate(run):
        if piece.label in {"views", "both"} and piece.numbers:
            return piece.numbers[0]
        if piece.label == "views" and not piece.numbers:
            after = run[at + 1] if at + 1 < len(run) else None
            before = run[at - 1] if at else None
            beside = [n.numbers[0] for n in (after, before) if n and n.numbers and not n.date and n.label != "date"]
            if beside:  # the label may stand before its number or behind it; what counts comments is the smaller one
                return max(beside)
    dated = next(at for at, piece in enumerate(run) if piece.date)
    if run[dated].numbers:
        return run[dated].numbers[0]
    nearest = sorted((abs(at - dated), at > dated, at) for at, piece in enumerate(run) if piece.numbers and piece.label != "date")
    plain = [at for _, _, at in nearest if not run[at].strange]
    if plain:  # a count of comments or shares may stand beside: it is the smaller one
        return max(run[at].numbers[-1] for at in plain)
    return run[nearest[0][2]].numbers[-1] if nearest else None
