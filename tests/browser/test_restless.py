"""Listings behind a button on pages that are never idle: they ask again and again, and change without end."""

import asyncio
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from html import escape
from typing import Any, Final

import pytest
from aiohttp import web

from tests.agency.articles import Article
from tests.agency.generated import generate
from tests.agency.serving import running
from tests.agency.site import make_app
from tests.browser.chromiums import needs_chromium
from tests.crawling import FAST, Place, Run, run

pytestmark = needs_chromium

SIZE: Final = 4
NUMBER: Final = 10
PAGE: Final = """<!DOCTYPE html><html dir="rtl"><head><meta charset="utf-8"><title>قسم</title></head><body><p id="ticker">عاجل</p><ul>%s</ul>
<p>%s</p><button id="more">تحميل المزيد</button>
<script>
let from = %d, beat = 0;
const button = document.getElementById("more"), ticker = document.getElementById("ticker");
button.onclick = async () => {
  const {html, next} = await (await fetch("/more" + location.pathname + "?from=" + from)).json();
  document.querySelector("ul").insertAdjacentHTML("beforeend", html);
  from = next;
  if (!next) button.remove();
};
%s
</script></body></html>"""
PROSE: Final = "نص طويل يملأ الصفحة بالكلمات " * 10
RESTLESS: Final = {
    "poetry": 'setInterval(() => fetch("/poll?_=" + Date.now()), 300);',
    "sport": 'setInterval(() => { ticker.textContent = "عاجل ".repeat(++beat % 7 + 1); }, 150);',
    "opinion": "const told = [%s]; setInterval(() => { ticker.innerHTML = told[++beat %% told.length]; }, 150);",
    "islamic": '(async () => { for (;;) { ticker.textContent = "عاجل ".repeat(++beat % 7 + 1) + await (await fetch("/poll")).text(); } })();',
    "economic": 'for (let i = 0; i < 5; i++) fetch("/held?" + i);',
}


def rows(articles: list[Article]) -> str:
    """Return the lines of a list."""
    return "".join(f'<li><a href="{each.path}">{escape(each.title)}</a></li>' for each in articles)


@dataclass(frozen=True)
class Restless:
    """The articles of each section, newest first, what came of each, and the run."""

    articles: Mapping[str, list[Article]]
    seen: Mapping[str, dict[str, Any]]
    run: Run


@pytest.fixture(scope="module")
def restless(tmp_path_factory: pytest.TempPathFactory) -> Restless:
    """All of them in one crawl."""
    made_up = sorted(generate(NUMBER * len(RESTLESS), seed=7, taken=set()), key=lambda article: -article.id)
    articles = {name: [replace(each, section=name) for each in made_up[start :: len(RESTLESS)]] for start, name in enumerate(RESTLESS)}
    told = ", ".join(json.dumps(f'<a href="{each.path}">{each.title}</a>') for each in articles["poetry"][:5])

    async def answer(request: web.Request) -> web.Response | None:
        section = request.path.rpartition("/")[2]
        if request.path == "/poll":
            return web.Response(text="نبأ")
        if request.path == "/held":
            await asyncio.sleep(600)
        if section not in RESTLESS:
            return None
        own = articles[section]
        if request.path.startswith("/more/"):
            start = int(request.query["from"])
            return web.json_response({"html": rows(own[start : start + SIZE]), "next": start + SIZE if start + SIZE < NUMBER else 0})
        script = RESTLESS[section] % told if section == "opinion" else RESTLESS[section]
        return web.Response(text=PAGE % (rows(own[:SIZE]), PROSE, SIZE, script), content_type="text/html")

    every = [article for each in articles.values() for article in each]
    with running(make_app(every, fault=answer)) as url:
        line = ["crawl", "pressing", *FAST, "-s", "SPIDER_MODULES=tests.browser.spiders", "-s", "BURATHA_BROWSER_PAGES=5"]
        line += ["-s", "BURATHA_BROWSER_SECONDS=45", "-a", f"sections={json.dumps({section: {} for section in RESTLESS})}"]
        done = run(Place(url, tmp_path_factory.mktemp("restless")), *line)
    return Restless(articles, {each["section"]: each for each in map(json.loads, done.output.splitlines())}, done)


@pytest.mark.parametrize("section", RESTLESS)
def test_all_comes_in_a_short_time(section: str, restless: Restless) -> None:
    """Waiting until such a page is idle would take up all of the time after two presses."""
    own = {article.id for article in restless.articles[section]}
    assert [number for number in restless.seen[section]["ids"] if number in own] == [article.id for article in restless.articles[section]]
    assert restless.seen[section]["end"] == "all"
