"""A section whose listing goes on behind a button, crawled by the project."""

from dataclasses import replace
from pathlib import Path

import pytest
from aiohttp import web

from tests.agency.articles import Article, load_articles
from tests.agency.scripted import More, Scripted
from tests.agency.serving import running
from tests.agency.site import make_app
from tests.browser.chromiums import left_behind, needs_chromium
from tests.crawling import Place, crawl

LONG = 20
"""Stories on the first page of a listing that says nothing of going on."""


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


@needs_chromium
def test_the_button_is_not_pressed_through_known_ground(tmp_path: Path) -> None:
    """The listing has more behind its button than a run may press for; all but the newest article is known."""
    articles = [replace(article, section="poetry") for article in sorted(load_articles(), key=lambda each: -each.id)[:22]]
    line = ["-a", "sections=poetry"]
    with running(make_app(articles[1:], fault=Scripted(articles[1:], listed={"poetry": "fetch"}).answer)) as url:
        place = Place(url, tmp_path)
        assert crawl(place, *line).code == 0
    app = make_app(articles, fault=Scripted(articles, listed={"poetry": "fetch"}).answer)
    with running(app) as url:
        done = crawl(Place(url, tmp_path), *line, "-s", "BURATHA_BROWSER_PRESSES=2")
    assert done.code == 0, done.log
    assert done.ids == sorted(article.id for article in articles)
    assert done.count("browser/more/until") == done.count("browser/presses") == 1


@pytest.mark.parametrize(
    ("more", "size", "program"),
    [("fetch", 5, "exit 1"), ("silent", LONG, "exit 1"), ("fetch", 5, "exec sleep 600")],
    ids=["ends", "ends, nothing leads on", "hangs"],
)
def test_what_the_plain_page_names_is_kept_where_the_browser_does_not_start(more: More, size: int, program: str, tmp_path: Path) -> None:
    broken = tmp_path / "chromium"
    broken.write_text(f"#!/bin/sh\n{program}\n")
    broken.chmod(0o755)
    articles = [replace(article, section="poetry") for article in sorted(load_articles(), key=lambda each: -each.id)[: size + 3]]
    scripted = Scripted(articles, listed={"poetry": more}, page_size=size)
    line = ["-a", "sections=poetry", "-s", f"BURATHA_BROWSER_PATH={broken}", "-s", "RETRY_TIMES=0", "-s", "DOWNLOAD_TIMEOUT=3"]
    with running(make_app(articles, fault=scripted.answer)) as url:
        done = crawl(Place(url, tmp_path), *line)
    assert done.code == 3, done.log
    assert done.ids == sorted(article.id for article in articles[:size])
    assert done.count("failed/listing/browser_unavailable") == done.count("listings/not_drawn/browser_unavailable") == 1
    assert f"The browser did not bring the rest of a listing (browser_unavailable), which is read as it was sent: {url}/arabic/poetry" in done.log
    assert left_behind(done.place) == []


@needs_chromium
def test_what_the_plain_page_names_is_kept_where_the_drawn_one_is_empty_and_the_next_run_goes_back(tmp_path: Path) -> None:
    articles = [replace(article, section="poetry") for article in sorted(load_articles(), key=lambda each: -each.id)[:8]]
    scripted = Scripted(articles, listed={"poetry": "fetch"})
    asked = []

    async def answer(request: web.Request) -> web.StreamResponse | None:
        if request.path == "/arabic/poetry":
            asked.append(request.path)
            if len(asked) == 2:
                return web.Response(text="<html><body><h1>قصائد</h1><p>مرحبا بكم في قسم القصائد</p></body></html>", content_type="text/html")
        return await scripted.answer(request)

    with running(make_app(articles, fault=answer)) as url:
        done = crawl(Place(url, tmp_path), "-a", "sections=poetry")
        assert done.code == 3, done.log
        assert done.ids == sorted(article.id for article in articles[:5])
        after = crawl(Place(url, tmp_path), "-a", "sections=poetry")
    assert after.code == 0, after.log
    assert after.ids == sorted(article.id for article in articles)


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


def test_a_control_that_nobody_knows_below_a_full_page_is_told_of(tmp_path: Path) -> None:
    """One below a few rows is nothing to speak of."""
    rows = {"poetry": 10, "sport": 4}
    made = sorted(load_articles(), key=lambda each: -each.id)
    articles = {name: [replace(made.pop(), section=name) for _ in range(count)] for name, count in rows.items()}

    def answer(request: web.Request) -> web.Response | None:
        section = request.path.rpartition("/")[2]
        if section not in articles:
            return None
        shown = "".join(f'<li><a href="{each.path}">{each.title}</a></li>' for each in articles[section])
        page = f"<html><body><ul>{shown}</ul><button>زيدونا</button><script src='/growing.js'></script></body></html>"
        return web.Response(text=page, content_type="text/html")

    with running(make_app([each for some in articles.values() for each in some], fault=answer)) as url:
        done = crawl(Place(url, tmp_path), "-a", f"sections={','.join(rows)}")
    assert done.code == 0, done.log
    assert {name: done.count(f"listings/without_way_on/{name}") for name in rows} == {"poetry": 1, "sport": 0}
    assert "a control that nobody knows, right below its list: <button>زيدونا</button>" in done.log
