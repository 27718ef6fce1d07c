"""Buttons that cannot be pressed all the time, before their script has run and while it is at work, and scripts that are slow to begin."""

import json
from dataclasses import replace
from html import escape
from typing import Any, Final

import pytest
from aiohttp import web

from tests.agency.articles import Article
from tests.agency.generated import generate
from tests.agency.serving import running
from tests.agency.site import make_app
from tests.browser.chromiums import needs_chromium
from tests.crawling import FAST, Place, run

SIZE: Final = 4
NUMBER: Final = 10
PAGE: Final = """<!DOCTYPE html><html dir="rtl"><head><meta charset="utf-8"><title>قسم</title></head><body><ul>%s</ul>
<button id="more" %s>تحميل المزيد</button>
<script>
let from = %d;
const button = document.getElementById("more"), wait = time => new Promise(done => setTimeout(done, time));
async function go() {
  %s
  const {html, next} = await (await fetch("/more" + location.pathname + "?from=" + from)).json();
  document.querySelector("ul").insertAdjacentHTML("beforeend", html);
  from = next;
  button.textContent = next ? "تحميل المزيد" : "لا يوجد المزيد";
  button.disabled = !next;
}
%s
</script></body></html>"""
BEHAVIOURS: Final = {
    "poetry": ("disabled", "", "wait(1500).then(() => { button.onclick = go; button.disabled = false; });"),
    "sport": ("", 'button.disabled = true; button.textContent = "لحظة"; await wait(2000);', "button.onclick = go;"),
    "reports": ("disabled", "", ""),
    "opinion": ("", "await wait(1300);", "button.onclick = go;"),
    "islamic": ("", "await wait(3000);", "button.onclick = go;"),
    "economic": ("", 'button.textContent = "جاري التحميل..."; await wait(2500);', "button.onclick = go;"),
    "levant": ("", "button.hidden = true; await wait(from == 4 ? 0 : 3500); button.hidden = false;", "button.onclick = go;"),
    "thought": ("", 'if (from != 4) button.innerHTML += "<i></i>"; await wait(from == 4 ? 0 : 3500);', "button.onclick = go;"),
}


def listing(articles: list[Article], behaviour: tuple[str, str, str]) -> str:
    """Return a section's page."""
    return PAGE % (rows(articles[:SIZE]), behaviour[0], SIZE, *behaviour[1:])


def rows(articles: list[Article]) -> str:
    """Return the lines of a list."""
    return "".join(f'<li><a href="{each.path}">{escape(each.title)}</a></li>' for each in articles)


@pytest.fixture(scope="module")
def articles() -> dict[str, list[Article]]:
    """Ten of each section; of the one whose button never wakes only the first page's can come."""
    made = generate(NUMBER * len(BEHAVIOURS), seed=4, taken=set())
    return {name: [replace(each, section=name) for each in made[at :: len(BEHAVIOURS)]] for at, name in enumerate(BEHAVIOURS)}


@pytest.fixture(scope="module")
def seen(articles: dict[str, list[Article]], tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    """What came of all sections in one crawl."""

    def answer(request: web.Request) -> web.Response | None:
        section = request.path.rpartition("/")[2]
        if section not in articles:
            return None
        own = articles[section]
        if request.path.startswith("/more/"):
            start = int(request.query["from"])
            return web.json_response({"html": rows(own[start : start + SIZE]), "next": start + SIZE if start + SIZE < NUMBER else 0})
        return web.Response(text=listing(own, BEHAVIOURS[section]), content_type="text/html")

    every = [article for each in articles.values() for article in each]
    with running(make_app(every, fault=answer)) as url:
        line = ["crawl", "pressing", *FAST, "-s", "SPIDER_MODULES=tests.browser.spiders", "-s", "BURATHA_BROWSER_PAGES=4"]
        line += ["-a", f"sections={json.dumps({section: {} for section in BEHAVIOURS})}"]
        done = run(Place(url, tmp_path_factory.mktemp("sleeping")), *line)
    return {each["section"]: each for each in map(json.loads, done.output.splitlines())}


@needs_chromium
@pytest.mark.parametrize("section", BEHAVIOURS)
def test_a_button_is_given_time_to_wake_and_to_work(section: str, articles: dict[str, list[Article]], seen: dict[str, dict[str, Any]]) -> None:
    """One never wakes, and so tells nothing of what is behind it."""
    is_awake = section != "reports"
    assert seen[section]["ids"] == [article.id for article in articles[section][: NUMBER if is_awake else SIZE]]
    assert seen[section]["end"] == ("all" if is_awake else "without_effect")
