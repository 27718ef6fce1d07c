"""What checks compare with, and what they leave alone."""

from pathlib import Path

import pytest

from buratha.checks import CHECKS, ERROR, WARNING, check
from buratha.checks.document import document
from buratha.checks.fields import WEAK
from buratha.outlets.page import page
from tests.checks.days import Report, ordinary
from tests.checks.test_days import FAULTS, Spoil, names, redesigned, slow, without_date


@pytest.mark.parametrize(("name", "spoil"), FAULTS, ids=[f"{name}-{spoil.__name__}" for name, spoil in FAULTS])
def test_short_histories_are_met_with_silence(name: str, spoil: Spoil) -> None:
    reports = ordinary(1, days=6)
    spoil(reports)
    needs_days = {question.name for question in CHECKS if question.needs_history}
    assert names(reports) == ([] if name in needs_days else [name])


def test_a_redesign_between_the_first_run_and_the_second_is_seen() -> None:
    reports = ordinary(1, days=1)
    redesigned(reports)
    reports[-1]["layouts"] = {"eeee5555": {"records": 60, "examples": [{"id": 425_123, "title": "عنوان"}]}}
    (finding,) = check(reports[-1], reports[:-1])
    assert (finding.name, finding.level) == ("layout-new", WARNING)
    assert "article 425123" in finding.sentence


def test_runs_of_other_arguments_are_neither_judged_nor_compared_with() -> None:
    reports = ordinary(1)
    for told in (reports[3], reports[-1]):
        told["arguments"] = {"sections": "('poetry',)"}
        told["stats"]["buratha/articles/poetry"] = 900
        for feed in told["feeds"]:
            feed["rows"] = sum(number for name, number in told["stats"].items() if name.startswith("buratha/articles/"))
    assert names(reports) == []
    assert names(reports[:-1]) == []


def test_the_run_after_one_that_was_stopped_has_its_work_to_do_as_well() -> None:
    reports = ordinary(1)
    reports[-2]["close_reason"] = "shutdown"
    slow(reports)
    assert names(reports) == []


def test_the_order_of_the_history_does_not_matter_nor_what_came_later() -> None:
    reports = ordinary(2, days=22)
    without_date(reports[:20])
    judged = reports[19]
    assert (
        [finding.name for finding in check(judged, reversed(reports))]
        == [finding.name for finding in check(judged, reports[:19])]
        == ["fields-missing"]
    )


def test_bad_days_among_those_that_are_compared_with_hide_nothing() -> None:
    reports = ordinary(3, days=22)
    for at in (4, 5):
        slow(reports[: at + 1])
    slow(reports)
    assert names(reports) == ["pace"]


def test_errors_come_first_and_say_what_to_do() -> None:
    reports = ordinary(1)
    redesigned(reports)
    reports[-1]["feeds"] = []
    found = check(reports[-1], reports[:-1])
    assert [finding.level for finding in found] == [ERROR, WARNING]
    assert all(finding.advice.endswith(".") for finding in found)


@pytest.mark.parametrize(
    "odd",
    [
        {"run": 1, "started": "2026-03-01T00:00:00+00:00"},
        {"run": 1, "started": "2026-03-01T00:00:00+00:00", "stats": {"buratha/articles/news": "many", "buratha/layout/x": None}, "feeds": None},
    ],
)
def test_a_report_of_another_version_breaks_nothing(odd: Report) -> None:
    assert check(odd, [odd | {"run": 0}]) == []


def test_names_are_told_once_and_levels_are_two() -> None:
    assert len({question.name for question in CHECKS}) == len(CHECKS)
    assert {question.level for question in CHECKS} == {ERROR, WARNING}


def test_the_document_is_made_from_the_checks() -> None:
    assert (Path(__file__).parents[2] / "docs" / "monitors.md").read_text(encoding="utf-8") == document()


@pytest.mark.parametrize("witness", sorted({(field, name) for field, weak in WEAK.items() for name in weak}))
def test_weak_witnesses_are_called_what_the_reading_calls_them(witness: tuple[str, str]) -> None:
    pages = (Path(__file__).parents[2] / "buratha" / "pages").glob("*.py")
    assert any(f'"{witness[1]}"' in source.read_text(encoding="utf-8") for source in pages), witness


@pytest.mark.parametrize(
    "name", ["layout-new", "layout-not-looked-at", "furniture-learnt-anew", "fields-missing", "weak-witness", "doubts", "dates-far"]
)
def test_what_speaks_of_changed_pages_leads_to_the_page_about_them(name: str) -> None:
    (advice,) = (question.advice for question in CHECKS if question.name == name)
    assert "docs/site-changed.md" in advice
    section = document().partition(f"### {name}\n")[2].partition("\n###")[0]
    assert "[site-changed.md](site-changed.md)" in section


def test_runs_that_died_are_told_as_one_or_as_many() -> None:
    reports = ordinary(1, days=3)
    dead = [{"run": 50 + hour, "started": f"2026-03-03T1{hour}:00:00+00:00", "close_reason": "died", "stats": {}} for hour in range(2)]
    (one,), (two,) = check(reports[-1], [*reports[:-1], dead[0]]), check(reports[-1], [*reports[:-1], *dead])
    assert one.sentence == "the run before this one, begun 2026-03-03 10:00 UTC, left no report"
    assert two.sentence == "the 2 runs before this one left no report, the last began 2026-03-03 11:00 UTC"


@pytest.mark.parametrize(
    ("close_reason", "told"),
    [("finished", "looks as runs usually do"), ("closespider_timeout", "is not compared with others: it, or the one before it, was ended before")],
)
def test_the_page_says_why_a_run_is_not_compared(close_reason: str, told: str) -> None:
    reports = ordinary(1)
    reports[-1]["close_reason"] = close_reason
    assert told in page(reports[-1], reports[:-1])


def test_what_is_given_up_is_told_in_the_singular_and_the_plural() -> None:
    reports = ordinary(1, days=3)
    reports[-1]["stats"] |= {"buratha/given_up/listings": 1, "buratha/given_up/articles": 2}
    (finding,) = check(reports[-1], reports[:-1])
    told = "2 articles, 1 listing page failed in as many runs as are allowed (BURATHA_MOST_TRIES), and will not be asked for any more"
    assert finding.sentence == told
