"""Pages whose script changes their address, each drawn at once: what is good without a browser is as good with one."""

from dataclasses import replace
from pathlib import Path
from typing import Final

import pytest
from aiohttp import web

from tests.agency.articles import Article, load_articles
from tests.agency.serving import running
from tests.agency.site import Answer, make_app
from tests.browser.chromiums import needs_chromium
from tests.browser.test_drawn import told
from tests.crawling import Place, Run, crawl

pytestmark = needs_chromium

SAME_DOCUMENT: Final = {
    "slug": 'history.replaceState(null, "", "/words-of-the-title")',
    "other number": 'history.pushState(null, "", "/arabic/poetry/7")',
    "parameter": 'history.replaceState(null, "", location.pathname + "?amp")',
    "forbidden": 'history.replaceState(null, "", "/private" + location.pathname)',
    "fragment": 'location.hash = "top"',
    "late": 'setTimeout(() => history.replaceState(null, "", "/late"), 100)',
}
MOVE: Final = 'location.replace(location.pathname + "?amp")'
AS_IT_IS_READ: Final = f'Object.defineProperty(document, "characterSet", {{get() {{ {MOVE}; return new Promise(() => {{}}) }}}})'
"""Leaves in the moment in which the crawler asks for the page's encoding, and answers nothing; asked only where the server names one."""
OTHER_DOCUMENT: Final = {
    "moved": f"if (!location.search) {MOVE}",
    "moved as it is read": f"if (!location.search) {AS_IT_IS_READ}",
}
LEAVING: Final = {
    "away": 'location.replace("ELSEWHERE/")',
    "away late": 'setTimeout(() => { location.href = "ELSEWHERE/" }, 100)',
    "blank": 'location.replace("about:blank")',
    "private": 'location.replace("/private/")',
    "front": 'location.replace("/")',
    "reloads": "setTimeout(() => location.reload(), 30)",
}
SCRIPTS: Final = SAME_DOCUMENT | OTHER_DOCUMENT | LEAVING


class Wandering:
    """Old pages, all but one without a declared encoding, each with one of the scripts; crawled without a browser and with one."""

    def __init__(self, folder: Path) -> None:
        newest = sorted(load_articles(), key=lambda article: -article.id)[: len(SCRIPTS)]
        articles = [replace(article, section="poetry") for article in newest]
        self.articles: dict[str, Article] = dict(zip(SCRIPTS, articles, strict=True))
        script_of = {article.path: SCRIPTS[name] for name, article in self.articles.items()}

        async def scripted(request: web.Request, page: web.StreamResponse) -> web.StreamResponse:
            assert isinstance(page, web.Response)
            assert isinstance(page.body, bytes)
            if AS_IT_IS_READ in script_of[request.path]:
                page.headers["Content-Type"] = "text/html; charset=windows-1256"
            script = script_of[request.path].replace("ELSEWHERE", elsewhere)
            page.body = page.body.replace(b"<head>", f"<head><script>{script}</script>".encode(), 1)
            return page

        def answer(request: web.Request) -> Answer:
            return scripted if request.path in script_of else None

        app = make_app(articles, layout="table-undeclared", fault=answer, robots="User-agent: *\nDisallow: /private/\n")
        options = ("-a", "sections=poetry", "-s", "DOWNLOAD_TIMEOUT=20")
        with running(web.Application()) as elsewhere, running(app) as url:
            self.plain: Run = crawl(Place(url, folder / "never"), *options, "-s", "BURATHA_BROWSER=never")
            app["requests"].clear()
            self.run: Run = crawl(Place(url, folder / "always"), *options, "-s", "BURATHA_BROWSER=always")
        self.asked = app["requests"]


@pytest.fixture(scope="module")
def wandering(tmp_path_factory: pytest.TempPathFactory) -> Wandering:
    """All of them in one crawl."""
    return Wandering(tmp_path_factory.mktemp("wandering"))


def test_all_are_read_as_without_a_browser(wandering: Wandering) -> None:
    assert wandering.run.ids == sorted(article.id for article in wandering.articles.values())
    assert told(wandering.run) == told(wandering.plain)


def test_an_address_without_a_document_is_not_asked_for(wandering: Wandering) -> None:
    paths = {name: article.path for name, article in wandering.articles.items()}
    assert {name: wandering.asked[paths[name]] for name in SAME_DOCUMENT | OTHER_DOCUMENT} == dict.fromkeys(SAME_DOCUMENT | OTHER_DOCUMENT, 1)
    assert sorted(path for path in wandering.asked if "?amp" in path) == sorted(f"{paths[name]}?amp" for name in OTHER_DOCUMENT)
    assert not [path for path in wandering.asked if path.startswith(("/private", "/late", "/words", "/arabic/poetry/7"))]


def test_what_the_browser_lost_is_asked_for_without_it_and_counted(wandering: Wandering) -> None:
    lost = {name.rpartition("/")[2]: count for name, count in wandering.run.counts.items() if "/not_drawn/" in name}
    assert lost == {"redirected_away": 3, "forbidden_by_robots": 1, "led_elsewhere": 1, "too_many_redirects": 1}
    assert wandering.run.count("browser/retries") == 0
    assert {wandering.asked[wandering.articles[name].path] for name in LEAVING if name != "reloads"} == {2}
    assert wandering.run.code == 0
