"""Runs that a limit ends every night, and runs whose days move with the calendar, are judged as well: each beside its own kind."""

from datetime import date, timedelta

import pytest

from buratha.checks import check
from buratha.checks.likeness import told_alike
from buratha.outlets.page import page
from tests.checks.days import BEGIN, Report, each, ordinary
from tests.checks.test_days import FAULTS, Spoil, few, many, moved, names, redesigned, requests_failed, silence, without_date

BY_LIMIT = "closespider_timeout"
TOLD: tuple[Spoil, ...] = (without_date, requests_failed, redesigned, *(spoil for name, spoil in FAULTS if name in {"pages-refused", "doubts"}))


def stopped(reports: list[Report], reason: str = BY_LIMIT) -> list[Report]:
    """Have all runs ended before their end."""
    for report in reports:
        report["close_reason"] = reason
    return reports


def of_days_ago(reports: list[Report], **days: int) -> list[Report]:
    """Have all runs ask for days that lie so many days back."""
    for report in reports:
        today = date.fromisoformat(report["started"][:10])
        report["arguments"] = {name: str(today - timedelta(days=ago)) for name, ago in days.items()}
    return reports


def test_nights_that_a_limit_ends_pass_in_silence() -> None:
    assert [names([*before, today]) for today, before in each(stopped(ordinary(2)))] == [[]] * 21


@pytest.mark.parametrize("spoil", TOLD)
def test_a_fault_in_such_a_night_is_seen(spoil: Spoil) -> None:
    (name,) = {name for name, known in FAULTS if known is spoil}
    reports = ordinary(1, days=22)
    spoil(reports)
    assert names(stopped(reports)) == [name]


@pytest.mark.parametrize("spoil", [few, many, moved])
def test_how_much_such_a_night_brings_is_not_compared_and_its_page_says_so(spoil: Spoil) -> None:
    reports = ordinary(1, days=22)
    spoil(reports)
    *before, report = stopped(reports)
    assert names(reports) == []
    told = "is compared with such runs, but not in volume, section-volume: it, or the one before it, was ended before it had asked for everything"
    assert told in page(report | {"faults": [{"outcome": "incomplete", "sentence": "the run did not come to its end"}]}, before)


def test_a_night_that_a_limit_ends_is_not_compared_with_nights_of_another_kind() -> None:
    reports = ordinary(1, days=22)
    without_date(reports)
    stopped(reports[-1:])
    assert names(reports) == []
    assert "and there are too few such runs before it" in page(reports[-1], reports[:-1])


@pytest.mark.parametrize(("left", "found"), [((900, 950, 990), ["backlog"]), ((990, 950, 900), []), ((5, 5, 5), [])])
def test_what_such_nights_leave_is_told_when_it_does_not_become_less(left: tuple[int, ...], found: list[str]) -> None:
    reports = stopped(ordinary(1, days=22))
    for report, number in zip(reports[-3:], left, strict=True):
        report["stats"]["buratha/told_to_end/known"] = number
    assert names(reports) == found


def limited(reports: list[Report], holes: list[int]) -> list[Report]:
    """Have the last runs ended by a limit, each leaving so many holes as they were."""
    for report, number in zip(reports[-len(holes) :], holes, strict=True):
        report["close_reason"] = BY_LIMIT
        report["stats"] |= {"buratha/told_to_end/known": 0, "buratha/told_to_end/holes/http_500": number}
    return reports


@pytest.mark.parametrize(("holes", "found"), [([2, 1, 1], ["holes-standing"]), ([1, 0, 1], []), ([1, 1], []), ([1, 1, 0], [])])
def test_holes_that_such_nights_leave_are_told_when_they_stand(holes: list[int], found: list[str]) -> None:
    reports = limited(ordinary(1, days=22), holes)
    assert names(reports) == found
    if found:
        (finding,) = check(reports[-1], reports[:-1])
        assert finding.sentence.endswith("3 runs and more, now 1; a limit ended this run, perhaps before it could go back for them")


def test_holes_are_told_across_nights_of_both_kinds_and_those_that_did_not_count_them() -> None:
    reports = limited(ordinary(1, days=22), [1, 1, 1])
    reports[-3] |= {"close_reason": "finished"}
    reports[-3]["stats"]["buratha/holes/http_500"] = 1
    reports.insert(-1, reports[-2] | {"run": 9000, "close_reason": "shutdown", "stats": {}})
    assert "holes-standing" in names(reports)


def test_nights_of_the_days_before_pass_in_silence() -> None:
    assert [names([*before, today]) for today, before in each(of_days_ago(ordinary(2), since=3))] == [[]] * 21


@pytest.mark.parametrize("days", [{"since": 3}, {"since": 3, "until": 1}])
def test_a_fault_is_seen_where_the_days_asked_for_move(days: dict[str, int]) -> None:
    reports = of_days_ago(ordinary(1, days=22), **days)
    for spoil, name in ((few, "volume"), (requests_failed, "errors")):
        spoil(reports)
        assert name in names(reports)
    for report in reports[-5:]:
        silence(report, named=0)
    assert "no-news" in names(reports)


def test_days_that_stand_still_are_alike_and_those_of_another_span_are_not() -> None:
    one = {"started": BEGIN.isoformat(), "arguments": {"since": "2026-02-20"}}
    later = one | {"started": (BEGIN + timedelta(days=9)).isoformat()}
    assert told_alike(one, later)
    assert not told_alike(one, later | {"arguments": {"since": "2026-02-22"}})
    assert told_alike(one, later | {"arguments": {"since": "2026-03-01"}})
    assert not told_alike(one, later | {"arguments": {"since": "2026-03-01", "sections": "('news',)"}})
    assert not told_alike(one, later | {"arguments": {"until": "2026-03-01"}})
    assert not told_alike(one, later | {"arguments": {"since": "some day"}})
