"""Whether a run takes as long, and as much memory, as runs do."""

from statistics import median

from buratha.checks import thresholds
from buratha.checks.case import Case, Stats
from buratha.checks.finding import WARNING, Check
from buratha.checks.usual import distance

_ELAPSED, _REQUESTS, _MEMORY = "elapsed_time_seconds", "downloader/request_count", "memusage/max"
_MIB = 1 << 20


def _seconds(stats: Stats) -> float | None:
    """Seconds a request; of a handful of requests it says nothing."""
    requests = stats[_REQUESTS]
    return stats[_ELAPSED] / requests if requests >= thresholds.FEWEST_REQUESTS and stats[_ELAPSED] else None


def _pace(case: Case) -> str | None:
    today = case.today.stats
    now = _seconds(today)
    earlier = [seconds for day in case.earlier if (seconds := _seconds(day.stats)) is not None]
    if now is None or len(earlier) < thresholds.FEWEST_DAYS:
        return None
    in_milliseconds = [1000 * seconds for seconds in earlier]
    if distance(1000 * now, in_milliseconds, thresholds.PACE_SPREAD, counted=False) <= thresholds.FAR:
        return None
    if (now - median(earlier)) * today[_REQUESTS] < thresholds.PACE_FELT:
        return None
    return f"{_read(now)} seconds a request, usually {_read(median(earlier))}; the run took {case.run.stats[_ELAPSED] / 60:.0f} minutes"


def _read(seconds: float) -> str:
    """Seconds as a person reads them: of less than one, the first two digits that are not 0."""
    return f"{seconds:.1f}" if seconds >= 1 else f"{seconds:.2g}"


def _memory(case: Case) -> str | None:
    now = case.run.stats[_MEMORY] / _MIB
    ordinary = [run for day in case.earlier for run in day.runs]
    earlier = [run.stats[_MEMORY] / _MIB for run in ordinary if run.stats[_MEMORY]]
    if not now or len(earlier) < thresholds.FEWEST_DAYS or distance(now, earlier, thresholds.MEMORY_SPREAD, counted=False) <= thresholds.FAR:
        return None
    return f"the run took {now:.0f} MiB of memory, usually {median(earlier):.0f}"


CHECKS = (
    Check(
        "pace",
        WARNING,
        "A run takes many times as long for a request as usual.",
        "The server answers slowly or asks to wait (buratha/server/… in the report), or robots.txt has a new Crawl-delay. When it lasts, runs may "
        "overlap: the second one refuses to start.",
        _pace,
        needs_history=True,
    ),
    Check(
        "memory",
        WARNING,
        "A run takes twice as much memory as usual, or more.",
        "Look whether pages have become much longer, or wait for each other (buratha/warmup/… in the report). "
        "When it grows from run to run, it is a bug.",
        _memory,
        needs_history=True,
    ),
)
