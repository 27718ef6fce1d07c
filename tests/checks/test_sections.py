"""Fields that come or go in small sections, or that few records have: told within days, whatever the day as a whole looks like."""

from collections.abc import Callable
from datetime import timedelta
from random import Random

import pytest

from buratha.checks import check
from buratha.checks.chance import at_most, likeness_of
from buratha.checks.usual import Share
from tests.checks.days import BEGIN, Report

COLUMNS = {"articles": 9, "opinion": 4, "thought": 2, "poetry": 1}
OTHERS = {"news": 17, "reports": 6, "levant": 5, "sport": 4, "economic": 4, "islamic": 3, "international": 5}

Signed = Callable[[int, str], float]
"""Of a day's records of a section, so many have an author."""


def days(number: int, signed: Signed, seed: int = 1, **left_out: set[int]) -> list[Report]:
    """Reports of a first run and of so many days with sixty records each; ``left_out`` says on which days the columns do not come."""
    random = Random(seed)
    return [day(at, {} if at in left_out.get("columns", ()) else COLUMNS, signed, random) for at in range(number + 1)]


def day(at: int, columns: dict[str, int], signed: Signed, random: Random) -> Report:
    stats: dict[str, int] = {}
    for section, usual in (columns | OTHERS).items():
        number = max(1, usual + random.randint(-2, 2))
        empty = sum(random.random() >= signed(at, section) for _ in range(number))
        stats |= {f"buratha/articles/{section}": number, f"buratha/section_empty/{section}/author": empty}
        stats["buratha/empty/author"] = stats.get("buratha/empty/author", 0) + empty
    rows = sum(number for name, number in stats.items() if name.startswith("buratha/articles/"))
    started = (BEGIN + timedelta(days=at)).isoformat()
    feeds = [{"name": "a.jsonl", "rows": rows}]
    new = {"buratha/kept/new": rows, "buratha/archive/held_before": at > 0}
    return {"run": at + 1, "started": started, "close_reason": "finished", "feeds": feeds, "stats": stats | new}


def told(reports: list[Report], name: str = "fields-missing") -> list[str]:
    return [finding.sentence for finding in check(reports[-1], reports[:-1]) if finding.name == name]


def of_columns(until: int) -> Signed:
    return lambda at, section: float(section in COLUMNS and at < until)


def test_authors_that_only_columns_have_are_missed_on_the_first_day_without_them_and_for_days() -> None:
    reports = days(14, of_columns(until=10))
    assert [bool(told(reports[: at + 1])) for at in range(8, 15)] == [False, False, True, True, True, True, True]
    (sentence,) = told(reports[:11])
    assert sentence.startswith("records without a value: author in articles 8 of the last 8 (usually 0%)")


@pytest.mark.parametrize("seed", range(3))
def test_a_field_that_few_records_of_every_section_have_is_missed_over_several_days(seed: int) -> None:
    reports = days(20, lambda at, _: 0.15 if at < 16 else 0.0, seed)
    assert not any(told(reports[: at + 1]) for at in range(16))
    assert told(reports[:19]), "on the third day"
    assert "author 0" not in told(reports[:19])[0]


@pytest.mark.parametrize("seed", range(3))
def test_a_label_that_is_taken_for_the_author_of_a_small_section_is_told(seed: int) -> None:
    reports = days(13, lambda at, section: 0.05 + 0.95 * (section == "reports" and at >= 11), seed)
    assert not told(reports[:11], "fields-abundant")
    assert told(reports, "fields-abundant")[0].startswith("records without a value: author in reports 0 of the last ")


def test_a_feast_without_columns_is_no_day_without_authors() -> None:
    reports = days(18, of_columns(until=99), columns={14, 15, 16, 17, 18})
    assert [told(reports[: at + 1]) for at in range(12, 19)] == [[]] * 7


def test_days_on_which_a_writer_is_away_pass_in_silence() -> None:
    moods = Random(7)
    signed = [moods.betavariate(3, 3) for _ in range(60)]
    reports = days(59, lambda at, section: signed[at] if section in OTHERS else 1.0, 7)
    assert [finding.sentence for at in range(8, 60, 3) for finding in check(reports[at], reports[:at]) if "fields" in finding.name] == []


def test_a_bad_day_among_those_before_hides_nothing() -> None:
    reports = days(20, lambda at, section: float(section in COLUMNS and at not in {12, 20}))
    assert [bool(told(reports[: at + 1])) for at in (11, 12, 13, 20)] == [False, True, False, True]


def test_days_that_were_not_counted_by_section_are_not_compared_with() -> None:
    reports = days(14, of_columns(until=14))
    for report in reports[:-5]:
        report["stats"] = {name: number for name, number in report["stats"].items() if "section_empty" not in name}
    assert told(reports) == []


def test_chance_is_that_of_plain_luck_where_much_is_known_and_greater_where_less_is() -> None:
    assert at_most(0, 60, 0.25, 1e9) == pytest.approx(0.75**60, rel=1e-4)
    assert at_most(0, 60, 0.25, 1e9) < at_most(0, 60, 0.25, 500) < at_most(0, 60, 0.25, 50)
    assert at_most(30, 30, 0.25, 50) == pytest.approx(1)
    assert likeness_of([(Share(5, 10), 0.5)] * 9) == 0
    assert likeness_of([(Share(10, 10), 0.5), (Share(0, 10), 0.5)]) == 1
