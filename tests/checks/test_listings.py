"""How many articles a listing's page lists: what grows by itself is no fault."""

from itertools import pairwise

import pytest

from tests.checks.days import Report, ordinary
from tests.checks.test_days import names, stats_of

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
