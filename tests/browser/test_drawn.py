"""Articles drawn by script, crawled by the project with a real Chromium."""

import json
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web

from tests.agency.articles import Article, load_articles
from tests.agency.scripted import Scripted, tracker
from tests.agency.serving import running
from tests.agency.site import make_app
from tests.browser.chromiums import left_behind, needs_chromium
from tests.crawling import Place, Run, crawl

pytestmark = needs_chromium
FIELDS = ("id", "url", "section", "category", "title", "author", "published", "views", "body", "images", "related", "comments")


def newest(number: int) -> list[Article]:
    """Return the newest of the hand-written articles."""
    return sorted(load_articles(), key=lambda article: -article.id)[:number]


def told(run: Run) -> dict[int, dict[str, Any]]:
    """Return what the records tell, by id, without what differs from run to run."""
    texts = (json.dumps({name: record[name] for name in FIELDS}) for record in run.records)
    rows = (json.loads(text.replace(run.place.url, "http://agency")) for text in texts)
    return {row["id"]: row for row in rows}


@dataclass(frozen=True)
class Drawn:
    """A crawl of articles of which some are drawn by script, the same without scripts, and what was asked of whom."""

    articles: list[Article]
    drawn: set[int]
    run: Run
    plain: Run
    requests: Counter[str]
    elsewhere: Counter[str]
    agents: set[str]


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Drawn:
    """Five shells among ten articles, with trackers in them; served in windows-1256, as the site's own pages may be."""
    articles = newest(10)
    elsewhere: Counter[str] = Counter()

    async def anything(request: web.Request) -> web.Response:
        elsewhere[request.path] += 1
        return web.Response(text="")

    other = web.Application()
    other.router.add_get("/{path:.*}", anything)
    shells = {article.id for article in articles[::2]}
    with running(other) as host:
        scripted = Scripted(articles, drawn=shells, head=tracker(host), charset="cp1256", content_type="text/html; charset=windows-1256")
        app = make_app(articles, fault=scripted.answer)
        with running(app) as url:
            place = Place(url, tmp_path_factory.mktemp("drawn"))
            done = crawl(place, "-s", "BURATHA_CONTACT=https://example.org/us", "-s", "BURATHA_BROWSER_PAGES=4")
    with running(make_app(articles)) as url:
        plain = crawl(Place(url, tmp_path_factory.mktemp("plain")))
    return Drawn(articles, shells, done, plain, app["requests"], elsewhere, scripted.agents)


class TestDrawn:
    """What a crawl of such pages brings and costs."""

    def test_records_are_those_of_the_pages_without_scripts(self, drawn: Drawn) -> None:
        assert drawn.run.code == 0, drawn.run.log
        assert told(drawn.run) == told(drawn.plain)

    def test_only_shells_cost_a_second_request(self, drawn: Drawn) -> None:
        counts = {article.id: drawn.requests[article.path] for article in drawn.articles}
        assert counts == {article.id: 1 + (article.id in drawn.drawn) for article in drawn.articles}

    def test_pictures_fonts_and_other_hosts_are_not_asked_for(self, drawn: Drawn) -> None:
        assert drawn.elsewhere == Counter()
        assert not [path for path in drawn.requests if path.endswith((".png", ".jpg", ".gif", ".woff2", ".ico"))]
        assert drawn.run.count("browser/blocked/not_text") > 0
        assert drawn.run.count("browser/blocked/other_host") > 0

    def test_the_browser_says_who_it_is(self, drawn: Drawn) -> None:
        assert drawn.agents == {"buratha-crawler/1.0 (+https://example.org/us)"}

    def test_its_share_is_counted(self, drawn: Drawn) -> None:
        counts = drawn.run
        assert counts.count("browser/asked/shell") == counts.count("browser/requests") == counts.count("browser/drawn") == 5
        assert counts.count("browser/started") == 1
        assert "'buratha/browser/seconds': " in counts.log
        assert counts.count("browser/retries") == 0

    def test_nothing_is_left_running(self, drawn: Drawn) -> None:
        assert left_behind(drawn.run.place) == []

    def test_nothing_alarms(self, drawn: Drawn) -> None:
        assert "WARNING" not in drawn.run.log.partition("Spider opened")[2]
        assert "Traceback" not in drawn.run.log

    def test_without_a_shell_no_browser_is_started(self, drawn: Drawn) -> None:
        assert "playwright" not in drawn.plain.log
        assert not [name for name in drawn.plain.counts if name.startswith("buratha/browser/")]


def test_shells_that_cannot_be_filled_are_no_articles(tmp_path: Path) -> None:
    """One loads what robots.txt forbids, one has a script that draws nothing."""
    articles = newest(5)
    forbidden, idle = articles[0], articles[1]
    scripted = Scripted(articles, drawn={forbidden.id})
    shell = "<!DOCTYPE html><title>خبر</title><div id=app></div><script>1</script><script>2</script>"

    async def answer(request: web.Request) -> web.StreamResponse | None:
        if request.path == idle.path:
            return web.Response(text=shell, content_type="text/html")
        return await scripted.answer(request)

    app = make_app(articles, fault=answer, robots="User-agent: *\nDisallow: /drawn/\n")
    with running(app) as url:
        done = crawl(Place(url, tmp_path))
    assert done.ids == sorted(article.id for article in articles[2:])
    assert done.count("no_article/needs_browser") == done.count("browser/requests") == 2
    assert done.count("browser/blocked/robots") == 1
    assert not [path for path in app["requests"] if path.startswith("/drawn/")]


def test_every_page_in_the_browser(tmp_path: Path) -> None:
    """Old pages that declare nothing, or lie, are read as without a browser; statuses and redirects are kept."""
    layouts = ["table-undeclared", "frames-utf8-lie", "html5-jsonld"]
    articles = [replace(article, section="poetry") for article in newest(7)]
    layout_of = {article.id: layouts[number % 3] for number, article in enumerate(articles)}
    gone, moved, away, busy = (article.path for article in articles[3:7])
    visits: Counter[str] = Counter()

    def answer(request: web.Request) -> web.Response | None:
        visits[request.path] += 1
        if request.path == gone:
            return web.Response(status=404)
        if request.path == moved:
            return web.Response(status=301, headers={"Location": f"{moved}/"})
        if request.path == away:
            return web.Response(status=302, headers={"Location": f"http://{request.url.host}:{other}/elsewhere"})
        return web.Response(status=503) if request.path == busy and visits[busy] == 1 else None

    app = make_app(articles, layout=lambda article: layout_of[article.id], fault=answer)
    with running(make_app(articles)) as elsewhere, running(app) as url:
        other = elsewhere.rpartition(":")[2]
        plain = crawl(Place(url, tmp_path / "never"), "-a", "sections=poetry", "-s", "BURATHA_BROWSER=never")
        visits.clear()
        done = crawl(Place(url, tmp_path / "always"), "-a", "sections=poetry", "-s", "BURATHA_BROWSER=always", "-s", "BURATHA_BROWSER_PAGES=4")
    assert len(done.ids) == 5
    assert told(done) == told(plain)
    for run in (plain, done):
        assert run.count("no_article/not_found") == run.count("failed/article/redirected_away") == 1
    assert done.count("browser/requests") == done.count("browser/drawn") == 9
    assert done.count("browser/retries") == 1
