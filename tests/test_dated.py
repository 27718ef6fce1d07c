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
