"""Articles whose plain page has only the beginning of their text, or none of it, though everything else is there."""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import pytest
from aiohttp import web

from tests.agency.articles import Article, load_articles
from tests.agency.serving import running
from tests.agency.site import Answer, make_app
from tests.browser.chromiums import needs_chromium
from tests.browser.test_drawn import told
from tests.crawling import Place, Run, crawl

pytestmark = needs_chromium

FETCH: Final = 'fetch("/rest" + location.pathname).then(r => r.text()).then(t => document.getElementById("st").insertAdjacentHTML("beforeend", t))'
PIECES: Final = (
    'let ps = PIECES, i = 0; (function next() { if (i < ps.length) { document.getElementById("st").insertAdjacentHTML("beforeend", ps[i++]); '
)
KINDS: Final = {
    "at once": ("{}", FETCH),
    "late": ("{}", f"setTimeout(() => {FETCH}, 1500)"),
    "pressed": ('{}<button onclick="more(); this.remove()">اقرأ المزيد</button>', f"function more() {{ {FETCH} }}"),
    "whole": ("", FETCH),
    "in pieces": ("", PIECES + "setTimeout(next, 700) } })()"),
}
"""What the plain page has in the story's place, «{}» for its first paragraphs, and the script that brings the rest."""
ANOTHER: Final = " ".join(["وقف الصياد عند حافة الهور ينتظر أن تهدأ الريح ثم دفع زورقه بين القصب وغاب."] * 40)
"""More words than any of the articles has."""
HOPELESS: Final = {
    "no more": ('{}<a href="#">تابع القراءة</a>', ""),
    "another": ('{}<a href="#">تابع القراءة</a>', f"document.querySelector('.entry-content').innerHTML = '<p>{ANOTHER}</p>'"),
    "less": ('{}<a href="#">تابع القراءة</a>', 'document.querySelector(".entry-content p").remove()'),
    "elsewhere": ('{}<a href="#">تابع القراءة</a>', 'location.replace("/")'),
}
"""Pages that a browser shows no more of: nothing happens, the script puts another in its place, takes some away, or leads away."""
_SHOWN: Final = 2
_PARAGRAPH: Final = re.compile(r"<p\b.*?</p>", re.DOTALL)


def cut(page: str, shown: str, script: str) -> tuple[str, list[str]]:
    """A page of the layout with only the first of its paragraphs, and the others."""
    start = page.index("entry-content")
    start = page.index(">", start) + 1
    end = page.index("</div>", start)
    paragraphs = _PARAGRAPH.findall(page[start:end])
    kept = _SHOWN if "{}" in shown else 0
    rest = paragraphs[kept:]
    story = shown.format("".join(paragraphs[:kept])) + '<div id="st"></div>'
    filled = script.replace("PIECES", json.dumps(rest, ensure_ascii=False).replace("</", "<\\/"))
    return f"{page[:start]}{story}{page[end:]}".replace("</body>", f"<script>{filled}</script></body>"), rest


class Unfinished:
    """One crawl with a browser of articles that a script completes, one without, and one of the whole pages."""

    def __init__(self, folder: Path) -> None:
        kinds = KINDS | HOPELESS
        told_in_prose = (
            replace(each, section="reports", blocks=[block for block in each.blocks if block.kind == "paragraph"]) for each in load_articles()
        )
        long = [each for each in told_in_prose if len(each.blocks) > _SHOWN + 1]
        self.articles: dict[str, Article] = dict(zip(kinds, long[: len(kinds)], strict=True))
        kind_of = {article.path: kind for kind, article in self.articles.items()}
        rests: dict[str, str] = {}

        async def begun(request: web.Request, page: web.StreamResponse) -> web.StreamResponse:
            assert isinstance(page, web.Response)
            assert isinstance(page.body, bytes)
            text, rest = cut(page.body.decode(), *kinds[kind_of[request.path]])
            rests[request.path] = "".join(rest)
            page.body = text.encode()
            return page

        async def the_rest(request: web.Request) -> web.Response:
            return web.Response(text=rests[request.path.removeprefix("/rest")], content_type="text/html")

        def answer(request: web.Request) -> Answer | Callable[[web.Request], Any]:
            return begun if request.path in kind_of else None

        articles = list(self.articles.values())
        with running(make_app(articles, layout="blog-theme")) as url:
            self.whole: Run = crawl(Place(url, folder / "whole"), "-a", "sections=reports")
        app = make_app(articles, layout="blog-theme", fault=answer)
        app.router.add_get("/rest/{path:.*}", the_rest)
        with running(app) as url:
            self.plain: Run = crawl(Place(url, folder / "plain"), "-a", "sections=reports", "-s", "BURATHA_BROWSER=never")
            recorded = ("-s", f"BURATHA_WARC_DIR={folder / 'warc'}")
            self.run: Run = crawl(Place(url, folder / "drawn"), "-a", "sections=reports", *recorded)
            self.requests = dict(app["requests"])
        self.replayed: Run = crawl(Place(url, folder / "replayed"), "-a", "sections=reports", "-s", f"BURATHA_WARC_REPLAY={folder / 'warc'}")

    def of(self, run: Run, kind: str) -> dict[str, Any]:
        """What a run's record of one of the articles tells."""
        return told(run)[self.articles[kind].id]

    def doubts(self, run: Run, kind: str) -> list[str]:
        """The doubts of a run's record."""
        return next(record["doubts"] for record in run.records if record["id"] == self.articles[kind].id)


@pytest.fixture(scope="module")
def unfinished(tmp_path_factory: pytest.TempPathFactory) -> Unfinished:
    """All of them in one crawl each."""
    return Unfinished(tmp_path_factory.mktemp("unfinished"))


@pytest.mark.parametrize("kind", KINDS)
def test_the_browser_brings_the_rest(unfinished: Unfinished, kind: str) -> None:
    assert unfinished.run.code == 0, unfinished.run.log
    assert unfinished.of(unfinished.run, kind)["body"] == unfinished.of(unfinished.whole, kind)["body"]


@pytest.mark.parametrize("kind", KINDS | HOPELESS)
def test_without_one_the_text_is_doubtful(unfinished: Unfinished, kind: str) -> None:
    assert unfinished.of(unfinished.plain, kind)["body"] != unfinished.of(unfinished.whole, kind)["body"]
    assert "body" in unfinished.doubts(unfinished.plain, kind)


@pytest.mark.parametrize("kind", HOPELESS)
def test_what_the_browser_has_no_more_of_is_kept_as_it_was(unfinished: Unfinished, kind: str) -> None:
    assert unfinished.of(unfinished.run, kind) == unfinished.of(unfinished.plain, kind)
    assert "body" in unfinished.doubts(unfinished.run, kind)


def test_each_is_asked_for_once_more_and_counted(unfinished: Unfinished) -> None:
    count = unfinished.run.count
    assert count("browser/asked/unfinished") == len(KINDS) + len(HOPELESS)
    assert (count("unfinished/completed"), count("unfinished/no_more"), count("unfinished/another_text")) == (len(KINDS), 2, 1)
    assert count("unfinished/not_drawn/another_page") == 1


def test_a_replay_has_the_same_texts(unfinished: Unfinished) -> None:
    assert {number: record["body"] for number, record in told(unfinished.replayed).items()} == {
        number: record["body"] for number, record in told(unfinished.run).items()
    }
