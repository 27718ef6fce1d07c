"""A section whose listing goes on behind a button, crawled by the project."""

from dataclasses import replace
from pathlib import Path

from tests.agency.articles import Article, load_articles
from tests.agency.scripted import Scripted
from tests.agency.serving import running
from tests.agency.site import make_app
from tests.browser.chromiums import needs_chromium
from tests.crawling import Place, crawl


@needs_chromium
def test_a_section_behind_a_button_is_crawled_whole(tmp_path: Path) -> None:
    articles = [replace(article, section="poetry") for article in sorted(load_articles(), key=lambda each: -each.id)[:12]]
    scripted = Scripted(articles, listed={"poetry": "fetch"})
    app = make_app(articles, fault=scripted.answer)
    with running(app) as url:
        done = crawl(Place(url, tmp_path), "-a", "sections=poetry")
    assert done.code == 0, done.log
    assert done.ids == sorted(article.id for article in articles)
    assert done.count("browser/more/all") == 1
    assert {path: count for path, count in app["requests"].items() if "poetry" in path and "from" in path} == {
        "/more/arabic/poetry?from=5": 1,
        "/more/arabic/poetry?from=10": 1,
    }
    assert app["requests"]["/arabic/poetry"] == 2


LONG = 16
"""Stories on the first page of a listing that says nothing of going on."""


def long_listing() -> tuple[list[Article], Scripted]:
    """A section of two pages, of which the second comes only as the first is scrolled, by a script in a file of its own."""
    articles = [replace(article, section="poetry") for article in sorted(load_articles(), key=lambda each: -each.id)[: LONG + 4]]
    return articles, Scripted(articles, listed={"poetry": "silent"}, page_size=LONG)


@needs_chromium
def test_a_long_listing_from_which_nothing_leads_on_is_scrolled(tmp_path: Path) -> None:
    articles, scripted = long_listing()
    app = make_app(articles, fault=scripted.answer)
    with running(app) as url:
        done = crawl(Place(url, tmp_path), "-a", "sections=poetry")
    assert done.code == 0, done.log
    assert done.ids == sorted(article.id for article in articles)
    assert app["requests"][f"/more/arabic/poetry?from={LONG}"] == 1


def test_without_a_browser_a_long_listing_is_told_of(tmp_path: Path) -> None:
    articles, scripted = long_listing()
    with running(make_app(articles, fault=scripted.answer)) as url:
        done = crawl(Place(url, tmp_path), "-a", "sections=poetry", "-s", "BURATHA_BROWSER=never")
    assert done.code == 0, done.log
    assert done.ids == sorted(article.id for article in articles[:LONG])
    assert done.count("listings/without_way_on/poetry") == 1
    assert f"Nothing leads on from {url}/arabic/poetry" in done.log
