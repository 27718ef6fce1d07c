"""The reports of earlier runs, as the archive keeps them."""

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection

from buratha.archive.database import open_archive
from buratha.archive.runs import report_of, reports_before
from buratha.archive.tables import runs
from buratha.checks import check
from buratha.checks.thresholds import KNOWN_DAYS, MOST_RUNS
from tests.archive.opening import KINDS, address_of
from tests.checks.days import BEGIN, ordinary
from tests.checks.test_days import without_date


def keep(connection: Connection, number: int, text: str) -> None:
    """Keep the report of a run that ended."""
    moment = "2026-03-01T03:00:00+00:00"
    connection.execute(runs.insert().values(id=number, started=moment, ended=moment, outcome="complete", report=text))


FOREIGN: tuple[Any, ...] = (
    {"started": 5},
    {"started": "yesterday"},
    {"started": "2026-03-09T03:00:00"},
    {"started": "2026-03-09T03:00:00+00:00", "ended": None},
    {"stats": ["many"]},
    {"stats": {"buratha/layout/x": float("nan"), "buratha/kept/new": 5}},
    {"stats": {"buratha/layout/x": float("inf")}},
    {"stats": {"buratha/layout/x": 10**400}},
    {"arguments": "sections=news"},
    [],
    7,
)


@pytest.fixture(params=KINDS)
def connection(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Connection]:
    with open_archive(address_of(request, tmp_path)) as opened, opened.begin():
        yield opened


def test_reports_that_somebody_has_spoilt_do_not_keep_others_from_being_compared(connection: Connection) -> None:
    reports = ordinary(2, days=22)
    without_date(reports)
    *before, today = reports
    for number, report in enumerate(before, 1):
        keep(connection, number, json.dumps(report))
    for number, foreign in enumerate(FOREIGN, 100):
        keep(connection, number, json.dumps(before[-1] | foreign if isinstance(foreign, dict) else foreign))
    keep(connection, 200, json.dumps(before[-1])[:300])
    keep(connection, 198, f'{json.dumps(before[-1])[:-1]}, "faults": {"[" * 100_000}{"]" * 100_000}}}')
    keep(connection, 199, json.dumps(before[-1] | {"stats": {"buratha/layout/x": 1}}).replace(": 1}", ": 1e999}"))
    history = reports_before(connection, 201, today["started"])
    assert [report["run"] for report in history] == [report["run"] for report in reversed(before)]
    assert [finding.name for finding in check(today, history)] == ["fields-missing"]
    assert report_of(connection, 200) is None


@pytest.mark.parametrize(("minutes", "days"), [(60, 40), (10, 9), (10, 32)])
def test_where_there_are_many_runs_a_day_a_month_of_them_is_known(connection: Connection, minutes: int, days: int) -> None:
    runs_a_day = 24 * 60 // minutes
    texts = []
    for number in range(days * runs_a_day):
        moment = (BEGIN + timedelta(minutes=minutes * number)).isoformat()
        counted = {"buratha/archive/held_before": True, "buratha/kept/new": 1}
        told = {"run": number + 1, "started": moment, "ended": moment, "close_reason": "finished", "arguments": {}, "stats": counted}
        texts.append({"started": moment, "ended": moment, "outcome": "complete", "report": json.dumps(told)})
    connection.execute(runs.insert(), texts)
    history = reports_before(connection, len(texts), texts[-1]["started"])
    known = sum(report["stats"]["buratha/kept/new"] for report in history)
    assert known == min(len(texts) - 1, max(MOST_RUNS, KNOWN_DAYS * runs_a_day))
    assert len(history) <= MOST_RUNS + 8 * KNOWN_DAYS


def test_what_was_found_in_earlier_runs_is_known_to_the_checks(connection: Connection) -> None:
    found = [{"level": "warning", "name": "layout-new", "sentence": "", "advice": ""}]
    (report,) = ordinary(2, days=0)
    keep(connection, 1, json.dumps(report | {"findings": found, "doubtful": []}))
    (before,) = reports_before(connection, 2, report["started"])
    assert (before["findings"], "doubtful" in before) == (found, False)
