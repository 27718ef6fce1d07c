"""How many articles a listing's page lists: what grows by itself is no fault."""

from dataclasses import replace
from itertools import pairwise

import pytest
from scrapy.statscollectors import StatsCollector
from scrapy.utils.test import get_crawler

from buratha.checks import check
from buratha.tally import Tally
from tests.checks.days import Report, ordinary
from tests.checks.test_days import names, stats_of
from tests.test_logs import article

SECTION = "iftar"


def of_one_page(sizes: list[int], came: list[int] | None = None) -> list[Report]:
    """Return days with a section whose listing is one page, of so many articles on each of the last days, and what came to it each day."""
    reports = ordinary(1, days=40)
    came = came or [max(0, size - earlier) for earlier, size in pairwise([sizes[0], *sizes])]
    for day, size, number in zip(reports[-len(sizes) :], sizes, came, strict=True):
        day["stats"] |= {f"buratha/list/rows/{SECTION}": size, f"buratha/list/pages/{SECTION}": 1, f"buratha/articles/{SECTION}": number}
    return reports


def is_told(reports: list[Report]) -> bool:
    """Return whether the last of some reports is told for the length of a page."""
    return "listing-yield" in names(reports)


@pytest.mark.parametrize("a_day", [1, 2, 3])
def test_the_page_of_a_young_section_grows_as_its_articles_come(a_day: int) -> None:
    reports = of_one_page([min(20, a_day * day) for day in range(1, 31)])
    assert not any(is_told(reports[: at + 1]) for at in range(10, len(reports)))


def test_a_small_sections_page_may_grow_by_what_came_that_day() -> None:
    assert not is_told(of_one_page([4] * 20 + [10]))
    assert is_told(of_one_page([4] * 20 + [10], [0] * 21))


def test_a_full_page_does_not_grow_by_what_came() -> None:
    assert not is_told(of_one_page([20] * 21, [2] * 21))
    assert is_told(of_one_page([20] * 20 + [40], [2] * 21))


def test_a_listing_of_several_pages_does_not_grow_by_what_came() -> None:
    reports = ordinary(1, days=22)
    stats_of(reports)["buratha/list/rows/news"] *= 2
    assert is_told(reports)


# -- rows that lead nowhere --------------------------------------------------------------------------------------------
@pytest.mark.parametrize(("share", "days", "told"), [(0.02, 1, None), (0.5, 1, "warning"), (1.0, 1, "error"), (0.5, 28, "warning"), (0.5, 35, None)])
def test_rows_that_lead_to_no_article(share: float, days: int, told: str | None) -> None:
    """A few are polls and albums; what has been there for four weeks has been looked at."""
    reports = ordinary(1, days=40)
    for report in reports[-days:]:
        stats = report["stats"]
        stats["buratha/links/rows_not_understood"] = share * sum(count for name, count in stats.items() if name.startswith("buratha/list/rows/"))
    found = [finding for finding in check(reports[-1], reports[:-1]) if finding.name == "rows-strange"]
    assert [finding.level for finding in found] == ([told] if told else [])


# -- listings that stand still -----------------------------------------------------------------------------------------
def standing_still(days: int, number: str = "newest", came: int = 2) -> list[Report]:
    """Return days on the last of which a listing names nothing newer than before, and so many articles of its section come from elsewhere."""
    reports = ordinary(1, days=45)
    stands = reports[-days - 1]["stats"]["buratha/list/newest/news"]
    for day in reports[-days:]:
        day["stats"] |= {f"buratha/list/{number}/news": stands, "buratha/list/ahead/news": came}
    return reports


@pytest.mark.parametrize(("days", "came", "told"), [(2, 9, False), (3, 2, True), (3, 1, False), (10, 2, True), (10, 0, False), (33, 2, False)])
def test_a_listing_that_stands_still_for_days_is_told_for_weeks(days: int, came: int, told: bool) -> None:
    assert ("listing-still" in names(standing_still(days, came=came))) is told


def test_it_says_since_when_and_an_older_copy_is_no_news_either() -> None:
    reports = standing_still(4)
    stands = reports[-5]["stats"]["buratha/list/newest/news"]
    reports[-1]["stats"]["buratha/list/newest/news"] = stands - 900
    found = {finding.name: finding.sentence for finding in check(reports[-1], reports[:-1])}
    assert found["listing-still"] == f"listings stand still: news for 4 days at {stands}, while 8 newer articles were read"


def test_a_listing_that_is_always_behind_is_no_news() -> None:
    reports = standing_still(4)
    for day in reports:
        day["stats"]["buratha/list/ahead/news"] = 2
    assert names(reports) == []


def test_what_a_section_owed_for_days_may_come_at_once() -> None:
    reports = ordinary(1, days=40)
    held_up = 0
    for day in reports[-7:-1]:
        held_up += day["stats"].pop("buratha/articles/news", 0)
    stats_of(reports)["buratha/articles/news"] += held_up
    stats_of(reports).pop("buratha/articles/reports")
    assert "section-volume" not in names(reports)


def test_a_run_counts_what_is_newer_than_all_that_its_sections_listing_named() -> None:
    stats, tally = StatsCollector(get_crawler()), Tally()
    stats.max_value("buratha/list/newest/news", 425_010)
    for number in (425_009, 425_010, 425_011, 425_012):
        tally.count(replace(article(), id=number), stats)
    tally.count(replace(article(), id=425_013, section="poetry"), stats)
    tally.count_ahead(stats)
    assert {name: value for name, value in stats.get_stats().items() if "/ahead/" in name} == {"buratha/list/ahead/news": 2}


# -- sitemaps that are none --------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("stats", "days", "read", "told"),
    [
        ({"http_404": 2}, 1, None, True),
        ({"http_404": 2}, 28, None, True),
        ({"http_404": 2}, 35, None, False),
        ({"elsewhere": 1}, 1, None, False),
        ({"http_404": 1}, 1, 0, False),
        ({"http_404": 1}, 1, 20, False),
    ],
)
def test_sitemaps_that_never_were_any(stats: dict[str, int], days: int, read: int | None, *, told: bool) -> None:
    """What was read in a run before (``read`` days ago) and is gone is the run's own failure."""
    reports = ordinary(1, days=40)
    for report in reports[-days:]:
        report["stats"] |= {f"buratha/sitemap/{why}": count for why, count in stats.items()}
    if read is not None:
        reports[-1 - read]["stats"]["buratha/met/sitemap"] = 0
    found = [finding.name for finding in check(reports[-1], reports[:-1])]
    assert ("sitemap-none" in found) == told
