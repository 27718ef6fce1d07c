"""The reports of runs, as the archive keeps them."""

import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, select

from buratha.archive.tables import runs
from buratha.checks.delivery import DIED
from buratha.checks.pieces import put_together
from buratha.checks.thresholds import KNOWN_DAYS, MOST_READ

_COMPARED = ("run", "started", "ended", "outcome", "close_reason", "arguments", "stats", "findings")
"""What of an earlier report is looked at; the rest is long, and not held in memory hundreds of times."""
_MOST = 1e15
"""No run counts so far."""
_AT_ONCE = 50
"""Whole reports in memory at a time."""


def reports_before(connection: Connection, run: int, started: str) -> list[dict[str, Any]]:
    """The reports of the runs before one, newest first, without what is long in them; of a run that died, that it died.

    Where there are many a day, the older ones are put together; ``started`` is when the run began.
    """
    since = datetime.fromisoformat(started) - timedelta(days=KNOWN_DAYS)
    chosen = select(runs).where(runs.c.id < run).order_by(runs.c.id.desc()).limit(MOST_READ)
    with connection.execute(chosen.execution_options(yield_per=_AT_ONCE)) as rows:  # a connection would keep the option for all that follows
        return put_together(_reports(rows), since)


def _reports(rows: Any) -> Iterator[dict[str, Any]]:
    for row in rows:
        if row.ended is None:
            yield {"run": row.id, "started": row.started, "outcome": None, "close_reason": DIED, "arguments": {}, "stats": {}}
        elif report := compared(row.report):
            yield report


def compared(text: str | None) -> dict[str, Any] | None:
    """What of a report, as it was written, later runs look at; None when it is none."""
    report = _report(text)
    return {name: report[name] for name in _COMPARED if name in report} if report else None


def report_of(connection: Connection, run: int | None = None) -> dict[str, Any] | None:
    """The whole report of a run, or of the last one that left one; None when there is none."""
    chosen = runs.c.report.is_not(None) & (runs.c.report != "")
    if run is not None:
        chosen &= runs.c.id == run
    return _report(connection.scalar(select(runs.c.report).where(chosen).order_by(runs.c.id.desc()).limit(1)))


def _report(text: str | None) -> dict[str, Any] | None:
    try:
        report = json.loads(text or "null")
    except (ValueError, RecursionError):
        return None
    return report if isinstance(report, dict) and _is_sound(report) else None


def _is_sound(report: dict[str, Any]) -> bool:
    """Whether it can be compared with others: one that somebody has edited must not silence the checks of all runs after it."""
    try:
        moments = [datetime.fromisoformat(report[name]) for name in ("started", "ended")]
    except (KeyError, TypeError, ValueError):
        return False
    if not all(moment.tzinfo for moment in moments) or not all(isinstance(report.get(name, {}), dict) for name in ("arguments", "stats")):
        return False
    return all(-_MOST < value < _MOST for value in report.get("stats", {}).values() if isinstance(value, int | float))  # no NaN, nor infinity
