"""The January of a publishing system: the pages of new articles and the feed have the old year, the listing has the right one."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest

from buratha.arabic.dates import BAGHDAD
from tests.agency.articles import Article
from tests.agency.generated import generate
from tests.crawling import Run
from tests.odd_listings import Form, odd_house

TODAY = (datetime.now(BAGHDAD) - timedelta(days=1)).date()
"""The day before, so that its ten o'clock has been, whatever the hour."""
QUIET = ("-s", "BURATHA_BROWSER=never")
NEW = 3


def dated(article: Article, day: date) -> Article:
    """Return an article whose page and entry in the feed have a day; a line that all pages have would be furniture."""
    return replace(
        article, meta=f"{article.id % 7919} 10:00:{article.id % 60:02} {day}", published=datetime.combine(day, time(), BAGHDAD).isoformat()
    )


def day_of(number: int, newest: int) -> date:
    """Return the day that the listing prints: some came today, the others in the days before."""
    return TODAY if number > newest else TODAY - timedelta(days=5)


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Run]]:
    """Crawl before January, in it, and once the system is mended."""
    with odd_house(tmp_path_factory.mktemp("january"), 12, {"news": Form()}) as odd:
        newest = odd.house.ids[-1]
        odd.forms["news"].beside = lambda number: f" <span>{day_of(number, newest)}</span>"
        for article in odd.house.newsroom.articles:
            odd.house.newsroom.change(dated(article, day_of(article.id, newest)))
        done = [odd.house.crawl(*QUIET)]
        made = generate(NEW, seed=3, first_id=newest + 1, last_id=newest + 90)
        new = [replace(article, section="news", category="news") for article in made]
        odd.house.newsroom.publish(*(dated(article, TODAY - timedelta(days=365)) for article in new))
        done.append(odd.house.crawl(*QUIET))
        for article in new:
            odd.house.newsroom.change(dated(article, TODAY))
        done.append(odd.house.crawl(*QUIET))
        yield done


def test_pages_that_agree_with_their_listing_are_not_doubted(runs: list[Run]) -> None:
    assert (runs[0].count("kept/new"), runs[0].count("day_far_from/listing"), runs[0].count("day_far_from/run")) == (12, 0, 0), runs[0].log


def test_the_old_year_is_doubted_by_the_listings_day_whatever_the_feed_says(runs: list[Run]) -> None:
    assert (runs[1].count("kept/new"), runs[1].count("day_far_from/listing"), runs[1].count("doubt/published")) == (NEW, NEW, NEW), runs[1].log
    assert f"listed on {TODAY}" in runs[1].log


def test_such_articles_are_young_and_come_as_revisions_once_their_day_is_right(runs: list[Run]) -> None:
    assert (runs[2].count("kept/revised"), runs[2].count("differs/published"), runs[2].count("no_day/found")) == (NEW, NEW, NEW), runs[2].log
