"""Whether a run takes as long, and as much memory, as runs do."""

from collections.abc import Sequence
from itertools import chain
from math import log
from statistics import median

from buratha.checks import thresholds
from buratha.checks.case import Case, Day, Stats
from buratha.checks.finding import WARNING, Check
from buratha.checks.usual import distance

_ELAPSED, _REQUESTS, _MEMORY = "elapsed_time_seconds", "downloader/request_count", "memusage/max"
_MIB = 1 << 20


def _seconds(stats: Stats) -> float | None:
    """Seconds a request; of a handful of requests it says nothing, nor while the clock was set back."""
    requests = stats[_REQUESTS]
    return stats[_ELAPSED] / requests if requests >= thresholds.FEWEST_REQUESTS and stats[_ELAPSED] > 0 else None


def _pace(case: Case) -> str | None:
    days = [seconds for day in case.days if (seconds := _seconds(day.stats)) is not None]
    now, earlier = _seconds(case.today.stats), days[1 : 1 + thresholds.USUAL_DAYS]
    if now is None or len(earlier) < thresholds.FEWEST_DAYS:
        return None
    in_milliseconds = [1000 * seconds for seconds in earlier]
    is_far = distance(1000 * now, in_milliseconds, thresholds.PACE_SPREAD, thresholds.PACE_WIDEST, counted=False) > thresholds.FAR
    usual = median(earlier) if is_far else _grown_from(now, [[seconds] for seconds in days], thresholds.PACE_SPREAD)
    if usual is None or (now - usual) * case.today.stats[_REQUESTS] < thresholds.PACE_FELT:
        return None
    usually = f"{_usually(is_far=is_far)} {_read(usual)}"
    return f"{_read(now)} seconds a request, {usually}; the run took {case.run.stats[_ELAPSED] / 60:.0f} minutes"


def _usually(*, is_far: bool) -> str:
    """The words before what is usual: for what has grown, before what was."""
    return "usually" if is_far else "and it grows from week to week: once it was"


def _grown_from(now: float, days: Sequence[Sequence[float]], spread: float) -> float | None:
    """What was usual in the lowest week, if that of the last week lies far above it, rises still, and ``now`` is no better; newest day first.

    What grows from day to day is never far from the weeks right before, for these grow along. What rose once and stays so is usual after some weeks.
    """
    size = thresholds.FEWEST_DAYS
    weeks = [median(chain.from_iterable(days[at : at + size])) for at in range(0, len(days) - size + 1, size)]
    if len(weeks) <= 1:
        return None
    lowest, lately = min(weeks[1:]), min(weeks[1 : thresholds.USUAL_DAYS // size])
    is_far = log(min(now, weeks[0]) / lowest) > thresholds.FAR * spread
    return lowest if is_far and log(weeks[0] / lately) > thresholds.STILL_RISING * spread else None


def _read(seconds: float) -> str:
    """Seconds as a person reads them: of less than one, the first two digits that are not 0."""
    return f"{seconds:.1f}" if seconds >= 1 else f"{seconds:.2g}"


def _taken(day: Day) -> list[float]:
    """The memory that each run of a day took, as far as it was measured."""
    return [run.stats[_MEMORY] / _MIB for run in day.runs if run.stats[_MEMORY]]


def _memory(case: Case) -> str | None:
    now, days = case.run.stats[_MEMORY] / _MIB, [taken for day in case.days if (taken := _taken(day))]
    earlier = [taken for day in case.earlier for taken in _taken(day)]
    if not now or len(earlier) < thresholds.FEWEST_DAYS:
        return None
    is_far = distance(now, earlier, thresholds.MEMORY_SPREAD, thresholds.MEMORY_WIDEST, counted=False) > thresholds.FAR
    usual = median(earlier) if is_far else _grown_from(now, days, thresholds.MEMORY_SPREAD)
    return None if usual is None else f"the run took {now:.0f} MiB of memory, {_usually(is_far=is_far)} {usual:.0f}"


CHECKS = (
    Check(
        "pace",
        WARNING,
        "A run takes many times as long for a request as usual, or as in an earlier week, where it takes longer from week to week.",
        "The server answers slowly or asks to wait (buratha/server/… in the report), or robots.txt has a new Crawl-delay. When it lasts, runs may "
        "overlap: the second one refuses to start.",
        _pace,
        needs_history=True,
    ),
    Check(
        "memory",
        WARNING,
        "A run takes twice as much memory as usual, or more; or as in an earlier week, where it takes more from week to week.",
        "Look whether pages have become much longer, or wait for each other (buratha/warmup/… in the report). "
        "When it grows from run to run, it is a bug, and is told until that is mended.",
        _memory,
        needs_history=True,
    ),
)
