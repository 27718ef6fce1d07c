"""A run to be judged, and what is usual: reports of runs, put together to days.

Some crawl once a day, some every hour. So runs are compared by the *day*: the judged run with those shortly before it, then the days before.
Only ordinary runs tell what is usual: with the same arguments, come to their end, after a run that came to its end (otherwise it has
the other's work to do as well), and not the first (to which everything is new). Runs that were ended before, and those that go on with their
work, are compared with each other: in shares, not in how much they bring. A run to which the site did not answer tells of no day.
"""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from itertools import pairwise
from math import isfinite
from typing import Any

from buratha.checks import thresholds
from buratha.checks.likeness import told_alike
from buratha.checks.usual import Share
from buratha.monitors import ARTICLES, BY_SETTING

Report = Mapping[str, Any]
REFUSED_DAYS = "buratha/doubt/published_refused"
TOGETHER = "together"
"""Where a report that stands for several runs says for how many (:mod:`buratha.checks.pieces`)."""
LISTED, _ERROR_PAGES = "buratha/list/pages/", "buratha/no_article/server_error"
_SECONDS_A_DAY = 86_400.0
_LAST = chr(0x10FFFF)
"""Comes after every other letter."""
ENDED = ("finished", "incomplete")
"""Close reasons of runs that came to their end, with or without something missing."""
_STOPPED = ("shutdown", "cancelled")
"""Close reasons of runs that somebody told to end, and that did so in good order."""


class Stats:
    """Numbers that were counted, by name."""

    def __init__(self, stats: Mapping[str, Any]) -> None:
        """Take what is a number; a report of another version may hold anything."""
        numbers = ((name, value) for name, value in stats.items() if isinstance(value, int | float) and not isinstance(value, bool))
        self._numbers = dict(sorted((name, value) for name, value in numbers if isfinite(value)))
        self._names = list(self._numbers)
        self._sums: dict[tuple[str, ...], float] = {}

    def __getitem__(self, name: str) -> float:
        """Return a number; 0 for what was not counted."""
        return self._numbers.get(name, 0)

    def __contains__(self, name: object) -> bool:
        return name in self._numbers

    def below(self, prefix: str) -> dict[str, float]:
        """All that was counted under a prefix, by the rest of the name."""
        return {name[len(prefix) :]: self._numbers[name] for name in self._named(prefix)}

    def sum(self, *prefixes: str) -> float:
        """All that was counted under some prefixes, together; many checks ask the same of each run."""
        if prefixes not in self._sums:
            names = dict.fromkeys(name for prefix in prefixes for name in self._named(prefix))  # once, where prefixes overlap, and in one order
            self._sums[prefixes] = sum(self._numbers[name] for name in names)
        return self._sums[prefixes]

    def _named(self, prefix: str) -> list[str]:
        """The names that begin with a prefix: they stand together, as all are sorted."""
        start = bisect_left(self._names, prefix)
        return self._names[start : bisect_left(self._names, prefix + _LAST, start)]

    @property
    def lack_listings(self) -> bool:
        """Whether as many pages of listings failed as were read, or more: then nobody knows what is new."""
        failed = self.sum("buratha/failed/listing/")
        return failed > 0 and failed >= self.sum(LISTED)

    @staticmethod
    def together(several: Iterable["Stats"]) -> "Stats":
        """Add up the numbers of several runs."""
        runs = list(several)
        if len(runs) == 1:
            return runs[0]
        total: dict[str, float] = {}
        for stats in runs:
            for name, value in stats._numbers.items():
                total[name] = total.get(name, 0) + value
        return Stats(total)


@dataclass(frozen=True)
class Run:
    """A run by its report."""

    report: Report

    @cached_property
    def stats(self) -> Stats:
        """What was counted in it."""
        return Stats(self.report.get("stats") or {})

    @cached_property
    def started(self) -> datetime:
        """When it began."""
        moment = datetime.fromisoformat(self.report["started"])
        return moment if moment.tzinfo else moment.replace(tzinfo=UTC)  # a report of another version may tell no zone

    @property
    def arguments(self) -> Mapping[str, Any]:
        """What it was told to crawl; empty for everything."""
        return self.report.get("arguments") or {}

    @property
    def has_ended(self) -> bool:
        """Whether it came to its end, with or without something missing."""
        return self.report.get("close_reason") in ENDED

    @property
    def was_stopped(self) -> bool:
        """Whether it was ended in good order before it had asked for everything: by a limit (CLOSESPIDER_…), or by somebody."""
        reason = str(self.report.get("close_reason"))
        return reason in _STOPPED or reason.startswith(BY_SETTING)

    @property
    def count(self) -> int:
        """How many runs it stands for: one, but for older ones where there are many a day."""
        return int(self.report.get(TOGETHER, 1))

    @cached_property
    def in_vain(self) -> "Share | None":
        """How much of all that it asked for came to nothing, if that is nearly all; None otherwise."""
        failed = self.stats.sum("buratha/failed/") + self.stats[_ERROR_PAGES]
        if failed < thresholds.FEWEST_FAILED:
            return None
        came = self.stats.sum(LISTED, "buratha/kept/", "buratha/dropped/", "buratha/no_article/") - self.stats[_ERROR_PAGES]
        return Share(failed, failed + came) if came <= thresholds.HARDLY_ANYTHING * failed else None

    @property
    def refuses_days(self) -> bool:
        """Whether it refused the days of nearly all that it delivered: then its clock was behind, perhaps, and nobody knows when it was."""
        records = self.stats.sum(ARTICLES)
        return records >= thresholds.FEWEST_RECORDS and self.stats[REFUSED_DAYS] >= thresholds.MOSTLY * records

    @property
    def is_first(self) -> bool:
        """Whether nothing was held before it."""
        return not (self.report.get("stats") or {}).get("buratha/archive/held_before")


@dataclass(frozen=True)
class Day:
    """Ordinary runs that belong together, newest first, and the time that they account for."""

    runs: tuple[Run, ...]
    length: float
    """Days since the run before them."""

    @cached_property
    def stats(self) -> Stats:
        """What was counted in all of them."""
        return Stats.together(run.stats for run in self.runs)

    @cached_property
    def articles(self) -> float:
        """Articles that reached the feeds."""
        return self.stats.sum("buratha/articles/")


@dataclass(frozen=True)
class Case:
    """The run to be judged, and the runs before it, newest first, of whatever kind."""

    run: Run
    before: Sequence[Run]

    @classmethod
    def of(cls, report: Report, history: Iterable[Report]) -> "Case":
        """Put a run and its history in order; runs that began later do not count."""
        run = Run(report)
        before = [Run(other) for other in history if other.get("run") != report.get("run")]
        before = [other for other in before if other.started <= run.started]
        return cls(run, sorted(before, key=lambda other: other.started, reverse=True))

    @cached_property
    def alike(self) -> list[Run]:
        """The runs before it that were told to crawl the same, newest first."""
        return [other for other in self.before if told_alike(other.report, self.run.report)]

    @cached_property
    def is_whole(self) -> bool:
        """Whether it came to its end, and had no work of another to do that did not: how much it brought can be compared."""
        return all(run.has_ended for run in (self.run, *self._answered[:1]))

    @cached_property
    def _answered(self) -> list[Run]:
        """The runs before it that were told to crawl the same, and that the site answered."""
        return [run for run in self.alike if not run.in_vain]

    @cached_property
    def days(self) -> list[Day]:
        """The judged day and those before it of its kind; nothing, when the judged run is of none."""
        runs = [self.run, *self._answered]
        days: list[Day] = []
        group: list[Run] = []
        length = 0.0
        for run, earlier in pairwise(runs):
            if not self._is_of_its_kind(run, earlier):
                if not days and not group:
                    return []
                continue
            group.append(run)
            length += (run.started - earlier.started).total_seconds() / _SECONDS_A_DAY
            if length >= thresholds.DAY:
                days.append(Day(tuple(group), length))
                group, length = [], 0.0
            if len(days) > thresholds.MOST_DAYS:
                break
        return days

    def _is_of_its_kind(self, run: Run, earlier: Run) -> bool:
        """Whether a run can be compared with the judged one, by how it and the run before it ended."""
        known = all(one.has_ended or one.was_stopped for one in (run, earlier))
        return known and not run.is_first and (run.has_ended and earlier.has_ended) == self.is_whole

    @property
    def today(self) -> Day:
        """The judged day."""
        return self.days[0]

    @property
    def earlier(self) -> list[Day]:
        """The days before it that tell what is usual."""
        return self.days[1 : 1 + thresholds.USUAL_DAYS]

    @property
    def has_history(self) -> bool:
        """Whether enough ordinary days are known to tell what is usual."""
        return len(self.days) > thresholds.FEWEST_DAYS


def listed(parts: Iterable[str], most: int = 5) -> str:
    """Some of the parts in words, and how many more there are."""
    found = list(parts)
    more = f" and {len(found) - most} more" if len(found) > most else ""
    return ", ".join(found[:most]) + more
