"""Many runs a day: the reports of older ones put together, so that weeks of them can be held in memory and looked at in no time.

Checks look at older runs by the day, and what a day's runs counted is added up anyway (:mod:`buratha.checks.case`). So runs in a row that were told
to crawl the same, and ended alike, can be one to them. What is like no other stays by itself: a run that died, that the site did not answer, that
was the first. The last runs stay as they are too: some checks look at each of them.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from buratha.checks import thresholds
from buratha.checks.case import TOGETHER, Report, Run

_LEVELS = (
    "memusage/",
    "buratha/list/newest/",
    "buratha/list/ahead/",
    "buratha/holes/",
    "buratha/backlog/",
    "buratha/given_up/",
    "buratha/told_to_end/",
)
"""Below which a run tells how things stand, or what is compared run by run: it is not added up, and the last of several runs has it."""
_NUMBERS = frozenset({int, float})
"""Types of what is counted; a truth value is none."""
_TOGETHER = timedelta(days=thresholds.TOGETHER_DAYS)


@dataclass(frozen=True, slots=True)
class _Piece:
    """A report to which those of runs before it can be added."""

    report: dict[str, Any]
    started: datetime
    ending: str | None
    """How its runs ended; None for one that stays by itself."""

    @classmethod
    def of(cls, report: Report) -> "_Piece":
        run = Run(report)
        alone = run.is_first or run.in_vain or not (run.has_ended or run.was_stopped)
        return cls({**report, "stats": dict(report.get("stats") or {})}, run.started, None if alone else "ended" if run.has_ended else "stopped")

    def goes_with(self, earlier: "_Piece") -> bool:
        """Whether an earlier run, the next one back that was told the same, can be added."""
        return self.ending is not None and self.ending == earlier.ending and timedelta() <= self.started - earlier.started < _TOGETHER

    def add(self, earlier: "_Piece") -> None:
        """Add what an earlier run counted, and found."""
        stats = self.report["stats"]
        for name, value in earlier.report["stats"].items():
            if name not in stats:
                stats[name] = value
            elif type(value) in _NUMBERS and type(stats[name]) in _NUMBERS and not name.startswith(_LEVELS):
                stats[name] += value
        self.report["findings"] = [*_findings(self.report), *_findings(earlier.report)]
        self.report[TOGETHER] = self.report.get(TOGETHER, 1) + 1


def put_together(reports: Iterable[Report], since: datetime) -> list[dict[str, Any]]:
    """The last reports as they are, and of those before them, back to a moment, what belongs together as one; newest first.

    Of ``reports``, newest first too, no more are asked for than are needed. They become at most twice as many as are looked at one by one.
    """
    found: list[dict[str, Any]] = []
    last: dict[str, _Piece] = {}
    for at, report in enumerate(reports):
        if at < thresholds.MOST_RUNS:
            found.append(dict(report))
            continue
        piece = _Piece.of(report)
        if piece.started < since or len(found) >= 2 * thresholds.MOST_RUNS:
            break
        told = json.dumps(report.get("arguments") or {}, sort_keys=True)
        if told in last and last[told].goes_with(piece):
            last[told].add(piece)
        else:
            last[told] = piece
            found.append(piece.report)
    return found


def _findings(report: Report) -> list[Any]:
    """What was found in a run; nothing, where somebody has put something else there."""
    found = report.get("findings")
    return found if isinstance(found, list) else []
