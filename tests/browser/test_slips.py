"""Buttons of listings that bring nothing for once, or at all: what is lost by that, what is told of it, and what the next runs find."""

import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from html import escape
from pathlib import Path
from typing import Final

import pytest
from aiohttp import web

from buratha.browser.candidates import Candidate, says_more
from tests.agency.articles import Article
from tests.agency.generated import generate
from tests.agency.serving import running
from tests.agency.site import make_app
from tests.browser.chromiums import needs_chromium
from tests.crawling import Place, Run, crawl

SIZE: Final = 10
SECTIONS: Final = {"poetry": 24, "sport": 24, "reports": 24, "opinion": 24, "thought": 12, "economic": 4}
"""How many articles each has. The button's server slips in poetry, with an error's page, and in sport, with nothing; in reports it answers on behind
the end; in opinion it waits for a consent; below thought and economic, which show all they have, it is printed all the same."""
IDLE: Final = frozenset({"opinion", "thought", "economic"})
PAGE: Final = """<!DOCTYPE html><html dir="rtl"><head><meta charset="utf-8"><title>قسم</title></head><body><ul>%s</ul>
<button id="b">عرض المزيد</button><script>
let from = %d;
document.getElementById("b").onclick = async () => {
  if (%s) return;
  const {html, next} = await (await fetch("/more" + location.pathname + "?from=" + from)).json();
  document.querySelector("ul").insertAdjacentHTML("beforeend", html);
  from = next || from;
  if (next === 0) document.getElementById("b").remove();
};
</script></body></html>"""


def rows(articles: Sequence[Article]) -> str:
    """Return the lines of a list."""
    return "".join(f'<li><a href="{each.path}">{escape(each.title)}</a></li>' for each in articles)


def further(section: str, articles: Sequence[Article], start: int, *, slips: bool) -> web.Response:
    """Answer a press; behind the first twenty rows the server may slip."""
    if slips and section == "poetry" and start >= 2 * SIZE:
        return web.Response(text="<html><body>خطأ في الاتصال بقاعدة البيانات</body></html>", content_type="text/html")
    if slips and section == "sport" and start >= 2 * SIZE:
        return web.json_response({"html": "", "next": start})
    shown = articles[start : start + SIZE]
    is_last = start + SIZE >= len(articles) and section != "reports"
    return web.json_response({"html": rows(shown), "next": 0 if is_last else start + len(shown)})


def crawled(folder: Path, articles: Mapping[str, Sequence[Article]], *, slips: bool = False) -> Run:
    """Crawl the sections once."""

    def answer(request: web.Request) -> web.Response | None:
        section = request.path.rpartition("/")[2]
        if section not in articles:
            return None
        if request.path.startswith("/more/"):
            return further(section, articles[section], int(request.query["from"]), slips=slips)
        length = len(articles[section]) if section == "thought" else SIZE
        page = PAGE % (rows(articles[section][:length]), length, "true" if section in IDLE else "false")
        return web.Response(text=page, content_type="text/html")

    with running(make_app([each for some in articles.values() for each in some], fault=answer)) as url:
        return crawl(Place(url, folder), "-a", f"sections={','.join(articles)}", "-s", "BURATHA_BROWSER_PAGES=6")


def held(run: Run, articles: Sequence[Article]) -> int:
    """Return how many of these articles are held."""
    return len({each.id for each in articles} & set(run.ids))


@needs_chromium
def test_what_a_button_did_not_bring_is_told_of_and_gone_back_for(tmp_path: Path) -> None:
    made = sorted(generate(sum(SECTIONS.values()) + 1, seed=14, taken=set()), key=lambda each: each.id)
    new = replace(made.pop(), section="thought")
    articles = {name: [replace(made.pop(), section=name) for _ in range(count)] for name, count in SECTIONS.items()}

    first = crawled(tmp_path, articles, slips=True)
    assert first.code == 3, first.log
    assert {name: held(first, some) for name, some in articles.items()} == SECTIONS | {"poetry": 20, "sport": 20, "opinion": SIZE}
    ends = {"failed": 1, "unsure": 2, "without_effect": 3}
    assert {end: first.count(f"browser/more/{end}") for end in ends} == ends
    assert first.count("failed/listing/browser_failed") == 1
    assert first.count("failed/listing/browser_without_effect") == 2
    assert first.count("listings/unsure_end/sport") == first.count("listings/unsure_end/reports") == 1
    assert "does it wait for a consent?" in first.log

    articles["thought"].insert(0, new)
    second = crawled(tmp_path, articles)
    assert {name: held(second, some) for name, some in articles.items()} == SECTIONS | {"opinion": SIZE, "thought": SECTIONS["thought"] + 1}
    assert second.code == 3, second.log
    assert second.count("failed/listing/browser_without_effect") == 1, "the page of thought has grown, and so was not full"

    with closing(sqlite3.connect(next(tmp_path.rglob("archive.sqlite")))) as archive:
        assert archive.execute("SELECT section, reason FROM holes").fetchall() == [("opinion", "browser_without_effect")]


@pytest.mark.parametrize(
    ("text", "below", "expected"),
    [("عرض المزيد", True, True), ("حمّل البقية", True, True), ("واصل التصفح", True, True), ("التالي", True, False), ("عرض المزيد", False, False)],
)
def test_a_button_that_says_more_stands_below_a_list(text: str, *, below: bool, expected: bool) -> None:
    candidate = Candidate(index=0, text=text, asleep=False, around="", named="", below=below, menu=False)
    assert says_more(candidate) == expected
