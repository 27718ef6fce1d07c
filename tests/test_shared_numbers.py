"""A number that two sections have for different stories: one of them is lost, which is said."""

from pathlib import Path

import pytest

from buratha.pages.listing import ListedArticle, Listing
from buratha.shared_numbers import SharedNumbers
from tests.odd_listings import Form, odd_house

HEADLINE = "افتتاح جسر الكوت الجديد أمام المارة"
ANOTHER = "قصيدة إلى نخيل البصرة في الصيف"


def page(number: int, section: str, title: str) -> Listing:
    """Return a listing's page with one row."""
    return Listing([ListedArticle(number, section, f"https://burathanews.com/arabic/{section}/{number}", title)])


@pytest.mark.parametrize(
    ("second", "title", "told"),
    [
        ("poetry", ANOTHER, 1),
        ("poetry", HEADLINE, 0),
        ("poetry", "إفتتاح جسر الكوت الجديد...", 0),
        ("poetry", "عاجل: افتتاح جسر الكوت أمام السيارات", 0),
        ("poetry", "اقرأ المزيد", 0),
        ("news", ANOTHER, 0),
    ],
    ids=["another story", "a story that was moved", "shortened and folded otherwise", "corrected", "no headline", "corrected in its own section"],
)
def test_only_another_story_in_another_section_is_one(second: str, title: str, told: int) -> None:
    found = SharedNumbers()
    assert list(found.take("news", page(7, "news", HEADLINE))) == []
    assert len(list(found.take(second, page(7, second, title)))) == told
    assert list(found.take("news", page(7, "news", HEADLINE))) == []  # it is told of once


def test_what_a_section_shows_of_others_does_not_count() -> None:
    found = SharedNumbers()
    assert list(found.take("news", page(7, "news", HEADLINE))) == []
    assert list(found.take("news", page(7, "poetry", ANOTHER))) == []
    assert list(found.take("", page(7, "poetry", ANOTHER))) == []


@pytest.mark.parametrize("is_another", [True, False])
def test_a_crawl_says_that_one_of_two_stories_is_lost(tmp_path: Path, is_another: bool) -> None:
    with odd_house(tmp_path, 3, {"news": Form(), "poetry": Form()}) as odd:
        shared, beside = odd.ids("news")[-1], odd.ids("poetry")[-1]
        headline = ANOTHER if is_another else f"خبر رقم {shared} من أخبار القسم"
        row = f'</li><li><a href="/arabic/poetry/{shared}">{headline}</a>'
        odd.forms["poetry"].beside = lambda number: row if number == beside else ""
        done = odd.house.crawl("-a", odd.sections(), "-s", "BURATHA_BROWSER=never")
        assert len(done.ids) == 6, done.log
        assert done.count("listings/shared_number") == is_another
        assert ("Warning, numbers-shared: listings of two sections have the same number for different stories: 1" in done.log) is is_another
        assert (f"Number {shared} stands for two stories" in done.log) is is_another
