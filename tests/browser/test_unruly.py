"""Pages whose scripts do what no reader asks for: windows, files, reloads and memory without end."""

from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import pytest
from aiohttp import web

from tests.agency.articles import Article, load_articles
from tests.agency.scripted import Scripted
from tests.agency.serving import running
from tests.agency.site import make_app
from tests.browser.chromiums import left_behind, needs_chromium
from tests.crawling import Place, Run, crawl

pytestmark = needs_chromium

SHELL: Final = '<!DOCTYPE html><html><title>خبر</title><div id="root"></div><script>%s</script></html>'
DRAW: Final = """
fetch("/drawn" + location.pathname).then(answer => answer.text()).then(text => {
  document.body.replaceWith(document.adoptNode(new DOMParser().parseFromString(text, "text/html").body));
});"""
WORKER: Final = "for (const target of ['/secret/worker', 'ELSEWHERE/worker', '/open/worker']) fetch(target, {mode: 'no-cors'}).catch(() => 0)"
ROBOTS: Final = "User-agent: *\nDisallow: /secret/\n"
SCRIPTS: Final = {
    "windows": f'for (let i = 0; i < 3; i++) {{ window.open("/window"); window.open("ELSEWHERE/window"); }} {DRAW}',
    "files": f'location = "/file"; {DRAW}',
    "reloads": "setTimeout(() => location.reload(), 30)",
    "memory": "const all = []; (function more() { for (let i = 0; i < 20; i++) all.push(new Array(1e6).fill(i)); setTimeout(more); })()",
    "once": f'if (document.cookie.includes("seen")) {{ {DRAW} }} else {{ document.cookie = "seen=1; path=/"; location.reload(); }}',
}


class Unruly:
    """Serves a shell with one of the scripts for each of the newest articles, and counts what is asked for, here and elsewhere.

    Below ``/secret/`` is what robots.txt forbids; ``/to-secret`` and ``/to-elsewhere`` redirect.
    """

    def __init__(self, folder: Path, scripts: Mapping[str, str]) -> None:
        articles = sorted(load_articles(), key=lambda article: -article.id)[: len(scripts)]
        self.articles: dict[str, Article] = dict(zip(scripts, articles, strict=True))
        self.asked: Counter[str] = Counter()
        scripted = Scripted(articles)
        script_of = {article.path: scripts[name] for name, article in self.articles.items()}

        async def answer(request: web.Request) -> web.StreamResponse | None:
            self.asked[request.path] += 1
            if request.path == "/file":
                return web.Response(body=b"1", headers={"Content-Disposition": "attachment"}, content_type="application/octet-stream")
            if request.path in {"/to-secret", "/to-elsewhere"}:
                target = "/secret/redirected" if request.path == "/to-secret" else f"{elsewhere}/redirected"
                return web.Response(status=302, headers={"Location": target})
            if request.path.startswith(("/secret/", "/open/")):
                return web.Response(text="")
            if request.path == "/worker.js":
                return web.Response(text=WORKER.replace("ELSEWHERE", elsewhere), content_type="text/javascript")
            if script := script_of.get(request.path):
                return web.Response(text=SHELL % script.replace("ELSEWHERE", elsewhere), content_type="text/html")
            return await scripted.answer(request)

        async def anything(request: web.Request) -> web.Response:
            self.asked[f"elsewhere{request.path}"] += 1
            return web.Response(text="")

        other = web.Application()
        other.router.add_get("/{path:.*}", anything)
        with running(other) as elsewhere, running(make_app(articles, fault=answer, robots=ROBOTS)) as url:
            self.run: Run = crawl(Place(url, folder), "-s", "BURATHA_BROWSER_PAGES=1", "-s", "DOWNLOAD_TIMEOUT=20")


@pytest.fixture(scope="module")
def unruly(tmp_path_factory: pytest.TempPathFactory) -> Unruly:
    """All of them in one crawl."""
    return Unruly(tmp_path_factory.mktemp("unruly"), SCRIPTS)


def test_what_they_draw_all_the_same_is_read(unruly: Unruly) -> None:
    assert unruly.run.ids == sorted(unruly.articles[name].id for name in ("windows", "files", "once"))


def test_windows_ask_for_nothing(unruly: Unruly) -> None:
    assert [path for path in unruly.asked if path.endswith("/window")] == []
    assert unruly.run.count("browser/blocked/window") == 6


def test_reloads_end(unruly: Unruly) -> None:
    """At first, and twice in the browser at the most: five more times after the first."""
    assert unruly.asked[unruly.articles["reloads"].path] <= 1 + 2 * (1 + 5 + 2)


def test_memory_ends_with_its_page(unruly: Unruly) -> None:
    assert unruly.run.count("browser/failures/crash") == 2
    assert unruly.run.count("browser/started") == 1
    assert unruly.asked[unruly.articles["memory"].path] == 3


def test_the_run_says_what_is_missing(unruly: Unruly) -> None:
    assert unruly.run.code == 3
    assert "Incomplete run: 2 articles could not be fetched: " in unruly.run.log
    assert "Traceback" not in unruly.run.log
    assert left_behind(unruly.run.place) == []
