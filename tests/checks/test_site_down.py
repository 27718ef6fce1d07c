"""A site that does not answer: that is what is told, and nothing of its news."""

import pytest

from buratha.checks import ERROR, check
from tests.checks.days import Report, ordinary
from tests.checks.test_days import names

LISTINGS = 14


def read(pages: int) -> dict[str, int]:
    """Return what is counted of some pages of listings."""
    return {"buratha/list/pages/news": pages, "buratha/list/rows/news": 20 * pages} if pages else {}


def down(report: Report, came: int = 0) -> None:
    """Have the server refuse all connections of a run, but for some listings' pages."""
    kept = ("buratha/archive", "elapsed", "memusage", "finish")
    report["stats"] = {name: value for name, value in report["stats"].items() if name.startswith(kept)}
    report["stats"] |= {"downloader/request_count": LISTINGS + 2, "buratha/failed/listing/robots_unreachable": LISTINGS}
    report["stats"] |= {"buratha/failed/robots/connection_refused": 1, "buratha/failed/feed/robots_unreachable": 1}
    report["stats"] |= read(came)
    report |= {"feeds": [], "outcome": "incomplete", "close_reason": "incomplete"}


def test_a_site_that_does_not_answer_is_told_as_such_and_as_nothing_else() -> None:
    reports = ordinary(1, days=26)
    for at in range(-5, 0):
        down(reports[at])
        (finding,) = check(reports[at], reports[:at])
        assert (finding.name, finding.level) == ("errors", ERROR)
    told = "hardly anything came: 16 of 16 pages failed: listing/robots_unreachable 14, feed/robots_unreachable 1, robots/connection_refused 1"
    assert finding.sentence == told


@pytest.mark.parametrize(("came", "found"), [(1, ["errors"]), (2, [])])
def test_hardly_anything_is_less_than_a_tenth(came: int, found: list[str]) -> None:
    reports = ordinary(1, days=22)
    down(reports[-1], came)
    assert names(reports) == found


@pytest.mark.parametrize("days", [1, 12])
def test_what_comes_when_the_site_is_back_is_that_of_all_the_days(days: int) -> None:
    reports = ordinary(1, days=22 + days)
    for report in reports[-days - 1 : -1]:
        down(report)
    for name, number in reports[-1]["stats"].items():
        if name.startswith(("buratha/articles/", "buratha/kept/", "buratha/met/", "buratha/empty/", "buratha/witness/", "buratha/layout/")):
            reports[-1]["stats"][name] = number * (days + 1)
    for feed in reports[-1]["feeds"]:
        feed["rows"] *= days + 1
    assert names(reports) == []


def test_a_silence_that_is_broken_by_days_without_an_answer_is_still_one() -> None:
    reports = ordinary(1, days=26)
    for report in reports[-6:]:
        down(report)
    for at in (-5, -1):
        reports[at]["stats"] = {"buratha/archive/held_before": True, "downloader/request_count": 20} | read(14)
    assert names(reports) == ["no-news"]
