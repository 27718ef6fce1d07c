"""Buttons that cannot be pressed all the time, before their script has run and while it is at work, and scripts that are slow to begin."""

import json
from dataclasses import replace
from html import escape
from pathlib import Path
from typing import Final

import pytest
from aiohttp import web

from tests.agency.articles import Article
from tests.agency.generated import generate
from tests.agency.serving import running
from tests.agency.site import make_app
from tests.browser.chromiums import needs_chromium
from tests.crawling import FAST, Place, run

SIZE: Final = 4
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


@needs_chromium
@pytest.mark.parametrize("section", BEHAVIOURS)
def test_a_button_is_given_time_to_wake_and_to_work(section: str, tmp_path: Path) -> None:
    """One never wakes, and so tells nothing of what is behind it."""
    number = 4 if section == "reports" else 10
    articles = [replace(each, section=section) for each in generate(10, seed=4, taken=set())]

    def answer(request: web.Request) -> web.Response | None:
        if request.path == f"/arabic/{section}":
            return web.Response(text=listing(articles, BEHAVIOURS[section]), content_type="text/html")
        if request.path == f"/more/arabic/{section}":
            start = int(request.query["from"])
            return web.json_response({"html": rows(articles[start : start + SIZE]), "next": start + SIZE if start + SIZE < 10 else 0})
        return None

    with running(make_app(articles, fault=answer)) as url:
        line = ["crawl", "pressing", *FAST, "-s", "SPIDER_MODULES=tests.browser.spiders", "-a", f'sections={{"{section}": {{}}}}']
        done = run(Place(url, tmp_path), *line)
    seen = json.loads(done.output)
    assert seen["ids"] == [article.id for article in articles[:number]]
    assert seen["end"] == ("without_effect" if section == "reports" else "all")
