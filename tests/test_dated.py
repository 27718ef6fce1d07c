"""Crawls bounded by days, of an agency whose numbers run behind the built-in estimate: it paused for months."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.agency.generated import generate
from tests.odd_listings import Form, odd_house

FIRST = date(2026, 11, 10)
BOUNDS = ("-a", "sections=paused", "-a", "since=2026-11-12", "-a", "until=2026-11-14", "-s", "BURATHA_BROWSER=never")


def day_of(number: int) -> date:
    """Return the day of an article, which the listing prints and its page: two of every day."""
    return FIRST + timedelta(days=(number - 1_000) // 2)


@pytest.mark.parametrize("prints_days", [True, False])
def test_a_printed_day_counts_and_not_the_number(tmp_path: Path, prints_days: bool) -> None:
    beside = (lambda number: f" <span>{day_of(number)}</span>") if prints_days else (lambda _number: "")
    with odd_house(tmp_path, 20, {"paused": Form(beside=beside)}) as odd:
        made = [article.id for article in odd.house.newsroom.articles]
        numbered = enumerate(generate(20, seed=7), 1_000)
        odd.house.newsroom.publish(
            *(replace(each, id=number, section="paused", category="paused", meta=f"100 10:00:00 {day_of(number)}") for number, each in numbered)
        )
        odd.house.newsroom.withdraw(*made)
        done = odd.house.crawl(*BOUNDS)
        assert done.code == (0 if prints_days else 1), done.log  # nothing read, and nothing held
        inside = [number for number in range(1_000, 1_020) if date(2026, 11, 12) <= day_of(number) <= date(2026, 11, 14)]
        assert done.ids == (inside if prints_days else [])
        assert done.count("left_out/by_number") == (0 if prints_days else 10)
        assert ("10 known articles that no listing dates were left out" in done.log) is not prints_days


@pytest.mark.parametrize("prints_days", [True, False])
def test_little_is_read_that_is_not_asked_for_and_each_run_delivers_what_it_is_asked_for(tmp_path: Path, prints_days: bool) -> None:
    """Of these months numbers alone tell days to some hundred days. What was read beside them waits until it is asked for."""
    days = {146_477 + 93 * day: date(2012, 1, 1) + timedelta(days=day) for day in range(80)}
    beside = (lambda number: f" <span>{days[number]}</span>") if prints_days else (lambda _number: "")
    forms = {"chronicle": Form(beside=beside, size=20), "sport": Form()}
    quiet = ("-s", "BURATHA_BROWSER=never")
    with odd_house(tmp_path, 4, {"sport": forms["sport"]}) as odd:
        odd.forms |= forms
        sport = odd.ids("sport")
        numbered = zip(generate(80, seed=8), days.items(), strict=True)
        made = [replace(each, id=number, section="chronicle", category="chronicle", meta=f"100 10:00:00 {day}") for each, (number, day) in numbered]
        odd.house.newsroom.publish(*made)
        inside = {number for number, day in days.items() if date(2012, 2, 20) <= day <= date(2012, 2, 24)}
        done = odd.house.crawl("-a", "sections=chronicle", "-a", "since=2012-02-20", "-a", "until=2012-02-24", *quiet)
        assert (done.code, set(done.ids)) == (0, inside), done.log
        beyond = done.count("dropped/outside_dates")
        assert beyond == done.count("kept/new") - 5
        assert beyond == 0 if prints_days else 4 <= beyond < 25
        other = odd.house.crawl("-a", "sections=sport", *quiet)
        assert set(other.ids) == inside | set(sport), other.log
        assert other.count("deliveries/left_to_other_runs") == beyond
        day_before = odd.house.crawl("-a", "sections=chronicle", "-a", "since=2012-02-19", "-a", "until=2012-02-19", *quiet)
        assert set(day_before.ids) == inside | set(sport) | {146_477 + 93 * 49}, day_before.log
        assert day_before.count("delivered_late") == (0 if prints_days else 1)


def test_articles_after_an_outage_are_found_although_their_numbers_lie_below_what_any_month_would_have_brought(tmp_path: Path) -> None:
    """Nothing but the pages tells their days: the listing prints none, and neither feed nor front page is read."""
    before = {427_500 + 60 * day: date(2023, 3, 1) + timedelta(days=day) for day in range(6)}
    after = {427_807 + 7 * step: date(2023, 3, 18) + timedelta(days=step // 8) for step in range(24)}
    quiet = ("-a", "sections=chronicle", "-s", "BURATHA_BROWSER=never")
    with odd_house(tmp_path, 4, {"sport": Form()}) as odd:
        odd.forms |= {"chronicle": Form()}

        def publish(days: dict[int, date], seed: int) -> None:
            numbered = zip(generate(len(days), seed=seed), days.items(), strict=True)
            made = [
                replace(each, id=number, section="chronicle", category="chronicle", meta=f"100 10:00:00 {day}") for each, (number, day) in numbered
            ]
            odd.house.newsroom.publish(*made)

        publish(before, 8)
        assert set(odd.house.crawl(*quiet).ids) == before.keys()
        publish(after, 9)
        done = odd.house.crawl(*quiet, "-a", "since=2023-03-17")
        assert (done.code, set(done.ids)) == (0, before.keys() | after.keys()), done.log
        assert done.count("left_out/unproven") == 0
        assert "the listings are walked once more" in done.log
        assert (done.count("list/pages/chronicle"), done.count("list/rows/chronicle")) == (3, 30)


def test_what_only_numbers_leave_out_makes_a_run_incomplete_where_no_page_tells_a_day(tmp_path: Path) -> None:
    numbers = range(470_000, 470_012)  # at the speed of any month these are of the winter after October 2025
    quiet = ("-a", "sections=chronicle", "-s", "BURATHA_BROWSER=never")
    with odd_house(tmp_path, 4, {"sport": Form()}) as odd:
        odd.forms |= {"chronicle": Form()}
        made = zip(generate(len(numbers), seed=8), numbers, strict=True)
        odd.house.newsroom.publish(*(replace(each, id=number, section="chronicle", category="chronicle", meta=None) for each, number in made))
        done = odd.house.crawl(*quiet, "-a", "since=2026-09-01")
        assert done.code == 3, done.log
        assert done.count("left_out/unproven") == 2  # of the ten on the first page eight were read to learn their days
        assert "2 known articles were left out by their numbers, and no day that is known bears that out" in done.log
