"""The meta line, ``<views> [HH:MM:SS] YYYY-MM-DD``: put together from one piece, or from those scattered over cells and labels."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from buratha.arabic.ago import Ago
from buratha.arabic.dates import Moment, parse_date, parse_timestamp
from buratha.arabic.digits import western_digits
from buratha.pages.fragments import Fragment

_ISO_DATE = re.compile(r"(?<!\d)\d{4}-\d{2}-\d{2}(?!\d)")
_GREGORIAN = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_MOST_BETWEEN = 2
_TIMETABLE = 3


@dataclass(slots=True)
class MetaLine:
    """A found meta line: which lines it took, the moment, the views, and how sure its form is."""

    lines: frozenset[int]
    moment: Moment | None
    views: int | None
    agency_form: bool
    strange: bool = False
    others: tuple[str, ...] = ()
    labelled: bool = False
    """Whether words or the markup say that its number counts readers."""
    dated: bool = False
    """Whether a time of day or a label stands with the date: no author dates a text so."""

    dated_at: int = 0
    """The line of its date."""

    of_issue: bool = False
    """Whether its day is only that of the newspaper's issue."""

    ago: Ago | None = None
    """How long before the visit it says that the article came out, where nothing tells it exactly."""

    @property
    def first(self) -> int:
        """Its first line."""
        return min(self.lines)

    @property
    def last(self) -> int:
        """Its last line."""
        return max(self.lines)


def assemble(run: list[Fragment], now: datetime, stamp: str = "", own: int | None = None) -> MetaLine:
    """Put the pieces of a run together; ``own`` is the article's number, which counts nothing."""
    run = _about_the_date(run)
    date = _publication([piece.date for piece in run if piece.date], now)
    clock = _clock(run, date)
    moment = parse_timestamp(date) if date == stamp else None
    if moment is None or (moment.precision == "day" and clock):  # the markup may tell the day alone, and the text beside it the hour
        moment = parse_date(date if clock in date else f"{clock} {date}".strip(), now) or moment
    if moment is None and stamp:
        moment = parse_timestamp(stamp) or parse_date(stamp, now)
    agency_form = bool(_ISO_DATE.search(date))
    views, labelled = _views(run if agency_form and len(run) == 1 else _without_own_number(run, own))
    others = tuple(dict.fromkeys(text for piece in run for text in piece.others))
    sure = any(views in piece.numbers and not piece.strange for piece in run)
    strange, dated_at = next((piece.strange, piece.index) for piece in run if piece.date == date)
    dated = (
        bool(clock)
        or any(piece.date and piece.numbers and piece.label == "views" for piece in run)
        or (moment is not None and moment.precision != "day")
        or any(piece.label in {"date", "both"} for piece in run if piece.date or not (piece.numbers or piece.clock))
    )
    return MetaLine(_taken(run), moment, views, sure and agency_form and not strange, strange, others, labelled, dated, dated_at)


def _publication(dates: Sequence[str], now: datetime) -> str:
    """Of the dates of one line the earliest: changes and prints come later. Those of the other calendar tell the same day less surely."""
    told = [date for date in dates if _GREGORIAN.search(western_digits(date))] or list(dates)
    if len(told) == 1:
        return told[0]
    days = [(moment.when, date) for date in told if (moment := parse_date(date, now))]
    return min(days)[1] if days else told[0]


def _clock(run: list[Fragment], date: str) -> str:
    """The time of day nearest to the date, beside no other date; one in another line beside words of no known label is something else's."""
    at = next(index for index, piece in enumerate(run) if piece.date == date)
    clocks = [
        (abs(index - at), piece.clock)
        for index, piece in enumerate(run)
        if piece.clock
        and (not piece.date or piece.date == date or not _GREGORIAN.search(western_digits(piece.date)))  # the other calendar's is the same day
        and _lines_between(piece, run[at]) <= _MOST_BETWEEN
        and (not piece.strange or piece.index == run[at].index)
    ]
    beside = {piece.clock for piece in run if piece.clock and piece.index == run[at].index}
    if len(beside) == 1:
        return beside.pop()
    elsewhere = {piece.clock for piece in run if piece.clock and piece.index != run[at].index}
    if len(elsewhere) >= _TIMETABLE:
        return ""  # the times of prayer, or of a programme
    return min(clocks, default=(0, ""))[1]


def _lines_between(piece: Fragment, date: Fragment) -> int:
    """How many lines a piece stands away from a date, which may stand on several."""
    return abs(piece.index - (max(date.until, date.index) if piece.index > date.index else date.index))


def _about_the_date(run: list[Fragment]) -> list[Fragment]:
    """The run as far as its pieces hang together on both sides of the date: a line with several numbers of no known label ends it."""
    at = next(index for index, piece in enumerate(run) if piece.date)
    start, end = at, at + 1
    while start > 0 and _hangs_on(run[start - 1], run[start]):
        start -= 1
    while end < len(run) and _hangs_on(run[end], run[end - 1]):
        end += 1
    return run[start:end]


def _hangs_on(piece: Fragment, beside: Fragment) -> bool:
    near = abs(piece.index - beside.index) <= _MOST_BETWEEN + 1 or piece.headed
    return near and not (piece.strange and len(piece.numbers) > 1 and piece.label != "views")


def _without_own_number(run: list[Fragment], own: int | None) -> list[Fragment]:
    """The run, the article's number marked as no count."""
    return [
        replace(piece, label="other") if own in piece.numbers and len(piece.numbers) == 1 and piece.label not in {"views", "both"} else piece
        for piece in run
    ]


def _taken(run: list[Fragment]) -> frozenset[int]:
    """The lines of a run that are the meta line's: what has a label unknown counts only right beside the others."""
    dated = next(at for at, piece in enumerate(run) if piece.date)
    held = {piece.index for at, piece in enumerate(run) if not piece.strange or abs(at - dated) <= 2}
    return frozenset(held.union(range(run[dated].index, run[dated].until + 1)))


def _without_labelled_others(run: list[Fragment]) -> list[Fragment]:
    """The run, numbers marked that a label of their own calls comments or shares: the labels stand all before or all behind."""
    if not any(piece.label == "other" and not piece.numbers for piece in run):
        return run
    step = _step(run) or -1
    found = list(run)
    for at, piece in enumerate(run):
        beside = at + step
        if piece.label == "other" and not piece.numbers and 0 <= beside < len(run) and run[beside].numbers and not run[beside].date:
            found[beside] = replace(run[beside], label="other")
    return found


def _step(run: list[Fragment]) -> int:
    """1 where labels stand before their numbers, -1 where they stand behind them, 0 where there are none apart from numbers."""
    apart = [piece for piece in run if not piece.date and bool(piece.numbers) != (piece.label in {"views", "other"})]
    return (-1 if apart[0].numbers else 1) if any(not piece.numbers for piece in apart) else 0


def _beside(told: list[Fragment], likely: Fragment | None) -> int:
    """Of the numbers beside a label the one on the side where labels have theirs; what counts comments is the smaller one."""
    return likely.numbers[0] if likely is not None and likely in told else max(piece.numbers[0] for piece in told)


def _views(run: list[Fragment]) -> tuple[int | None, bool]:
    """The number labelled as views; else the last bare number before the date, else the first after it. And whether it has a label."""
    step = _step(run)
    run = _without_labelled_others(run)
    for at, piece in enumerate(run):
        if piece.label in {"views", "both"} and piece.numbers:
            return piece.numbers[0], True
        if piece.label == "views" and not piece.numbers:
            after = run[at + 1] if at + 1 < len(run) else None
            before = run[at - 1] if at else None
            told = [n for n in (after, before) if n and n.numbers and not n.date and n.label not in {"date", "other"}]
            if told:
                return _beside(told, after if step == 1 else before if step else None), True
    dated = next(at for at, piece in enumerate(run) if piece.date)
    if run[dated].numbers and run[dated].label != "other":
        return run[dated].numbers[0], False
    nearest = sorted((abs(at - dated), at > dated, at) for at, piece in enumerate(run) if piece.numbers and piece.label not in {"date", "other"})
    plain = [at for _, _, at in nearest if not run[at].strange]
    if plain:  # a count of comments or shares may stand beside: it is the smaller one
        return max(run[at].numbers[-1] for at in plain), len(plain) == 1 and any(piece.label == "views" for piece in run)
    beside_it = [at for distance, _, at in nearest if distance == 1 or run[at].index == run[dated].index]
    return (run[beside_it[0]].numbers[-1], False) if beside_it else (None, False)
