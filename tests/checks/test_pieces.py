"""Many runs a day: older reports are put together, and tell the checks what they told one by one."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest

from buratha.checks import check, thresholds
from buratha.checks.case import Case, Stats
from buratha.checks.pieces import put_together
from tests.checks.days import BEGIN, Report, ordinary
from tests.checks.test_days import names

MANY = 144
"""Runs a day: one every ten minutes."""


def history(reports: list[Report]) -> list[dict[str, Any]]:
    """Return what the last of some reports is compared with, as the archive gives it."""
    return put_together(reversed(reports[:-1]), datetime.fromisoformat(reports[-1]["started"]) - timedelta(days=thresholds.KNOWN_DAYS))


@pytest.fixture
def many() -> list[Report]:
    """Give two weeks of runs, each begun after the one before."""
    reports = sorted(ordinary(4, days=14, parts=MANY), key=lambda report: str(report["started"]))
    return [report | {"run": number} for number, report in enumerate(reports, 1)]


def found(reports: list[Report]) -> list[str]:
    return [finding.name for finding in check(reports[-1], history(reports))]


def without_titles(reports: list[Report]) -> None:
    """No record of the last eight hours has a title."""
    for report in reports[-MANY // 3 :]:
        report["stats"]["buratha/empty/title"] = sum(number for name, number in report["stats"].items() if name.startswith("buratha/articles/"))


def test_a_fault_is_seen_by_whoever_crawls_every_ten_minutes(many: list[Report]) -> None:
    assert found(many) == []
    without_titles(many)
    assert found(many) == ["fields-missing"]
    assert names(many[-thresholds.MOST_RUNS - 1 :]) == []  # five days, which are too few to tell what is usual


def test_a_months_hourly_runs_are_looked_at_one_by_one() -> None:
    reports = ordinary(4, days=40, parts=24)
    assert history(reports) == [*reversed(reports[-thresholds.MOST_RUNS - 1 : -1])]


def test_older_runs_are_few_and_have_counted_the_same(many: list[Report]) -> None:
    pieces = history(many)
    older = pieces[thresholds.MOST_RUNS :]
    assert len(older) < 10 * 8
    assert sum(piece.get("together", 1) for piece in pieces) == len(many) - 1
    told = [Stats.together(Stats(report["stats"]) for report in reports) for reports in (older, many[: -thresholds.MOST_RUNS - 1])]
    for name in ("buratha/articles/", "buratha/list/pages/", "downloader/request_count", "elapsed_time_seconds", "buratha/section_empty/"):
        assert told[0].sum(name) == pytest.approx(told[1].sum(name))
    assert max(piece["stats"]["memusage/max"] for piece in older) < 2 * min(piece["stats"]["memusage/max"] for piece in older[:-1])


def test_days_are_the_same_whether_runs_are_put_together_or_not(many: list[Report]) -> None:
    whole, pieces = Case.of(many[-1], many[:-1]).days, Case.of(many[-1], history(many)).days
    rates = [sum(day.articles for day in days) / sum(day.length for day in days) for days in (whole, pieces)]
    assert rates[0] == pytest.approx(rates[1], rel=0.05)
    assert all(
        thresholds.DAY <= day.length < thresholds.DAY + thresholds.TOGETHER_DAYS + 0.05 for day in pieces[:-1]
    )  # the last one is the first, after a day without runs


def test_what_is_like_no_other_stays_by_itself(many: list[Report], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(thresholds, "MOST_RUNS", 9)
    *older, _ = reports = many[-24:]
    for report in older[9:14:2]:
        report["arguments"] = {"sections": "('news',)"}
    older[7]["close_reason"] = "shutdown"
    older[5] |= {"close_reason": "died", "arguments": {}, "stats": {}}
    older[3]["stats"] = {"buratha/failed/listing/http_503": 9}
    pieces = history(reports)[9:]
    assert [(piece["run"] - older[0]["run"], piece.get("together", 1)) for piece in pieces] == [
        *[(13, 3), (12, 3), (7, 1), (6, 1), (5, 1), (4, 1), (3, 1), (2, 3)],
    ]


def test_findings_of_runs_that_are_put_together_are_known(many: list[Report], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(thresholds, "MOST_RUNS", 2)
    many[-6]["findings"] = [{"name": "layout-new"}]
    many[-7]["findings"] = "somebody has been here"
    assert history(many[-9:])[2]["findings"] == [{"name": "layout-new"}]


def test_no_more_reports_are_asked_for_than_are_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(thresholds, "MOST_RUNS", 5)
    asked = []

    def runs() -> Iterator[Report]:
        for number in range(10_000):
            asked.append(number)
            yield {"run": number, "started": (BEGIN - timedelta(hours=number)).isoformat(), "arguments": {"ids": str(number)}, "stats": {}}

    assert len(put_together(runs(), BEGIN - timedelta(days=30))) == 10
    assert len(asked) < 15
    asked.clear()
    assert len(put_together(runs(), BEGIN)) == 5
    assert len(asked) == 6
