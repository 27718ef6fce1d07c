"""Buttons of listings that bring nothing for once, or at all: what is lost by that, what is told of it, and what the next runs find."""

import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from html import escape
from pathlib import Path
from time import time
from types import SimpleNamespace
from typing import Final

import pytest
from aiohttp import web

from buratha.browser.candidates import Candidate, says_more
from buratha.browser.losses import Asked, Losses
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


class CountingOn:
    """Two sections whose button's script counts on before its fetch is answered, so that no press asks again for what one has lost."""

    PAGE: Final = """<!DOCTYPE html><html dir="rtl"><head><meta charset="utf-8"><title>قسم</title></head><body><ul>%s</ul>
<button id="b">عرض المزيد</button><script>
let page = 1;
document.getElementById("b").onclick = async () => {
  page++;
  const {html, more} = await (await fetch("/more" + location.pathname + "?page=" + page + "&_=" + Date.now())).json();
  document.querySelector("ul").insertAdjacentHTML("beforeend", html);
  if (!more) document.getElementById("b").remove();
};
</script></body></html>"""

    def __init__(self) -> None:
        made = sorted(generate(92, seed=21, taken=set()), key=lambda each: -each.id)
        self.new = [replace(each, section="poetry") for each in made[:12]]
        self.articles = {
            "poetry": [replace(each, section="poetry") for each in made[12:52]],
            "sport": [replace(each, section="sport") for each in made[52:]],
        }
        self.slips: set[tuple[str, int]] = set()

    def crawled(self, folder: Path, slips: set[tuple[str, int]]) -> Run:
        """Crawl once; the pages of ``slips`` fail once, in sport by an answer without rows."""
        self.slips = slips
        with running(make_app([each for some in self.articles.values() for each in some], fault=self._answer)) as url:
            return crawl(Place(url, folder), "-a", f"sections={','.join(self.articles)}", "-s", "BURATHA_BROWSER_PAGES=6")

    def _answer(self, request: web.Request) -> web.Response | None:
        section = request.path.rpartition("/")[2]
        if section not in self.articles:
            return None
        if not request.path.startswith("/more/"):
            return web.Response(text=self.PAGE % rows(self.articles[section][:SIZE]), content_type="text/html")
        page = int(request.query["page"])
        has_slipped = (section, page) in self.slips
        self.slips.discard((section, page))
        if has_slipped and section == "poetry":
            return web.Response(status=500)
        shown = [] if has_slipped else self.articles[section][(page - 1) * SIZE : page * SIZE]
        return web.json_response({"html": rows(shown), "more": page * SIZE < len(self.articles[section])})


@needs_chromium
def test_what_a_press_has_lost_is_gone_back_for_though_the_next_brings_more(tmp_path: Path) -> None:
    site = CountingOn()
    first = site.crawled(tmp_path, {("poetry", 3), ("sport", 3)})
    assert first.code == 3, first.log
    assert {name: held(first, some) for name, some in site.articles.items()} == {"poetry": 30, "sport": 30}
    assert first.count("browser/more/skipped") == first.count("failed/listing/browser_failed") == 2

    second = site.crawled(tmp_path, set())
    assert second.code == 0, second.log
    assert {name: held(second, some) for name, some in site.articles.items()} == {"poetry": 40, "sport": 40}

    site.articles["poetry"] = site.new + site.articles["poetry"]
    third = site.crawled(tmp_path, {("poetry", 2)})
    assert (third.code, held(third, site.new)) == (3, SIZE), "known ground below what was lost makes up for nothing"
    fourth = site.crawled(tmp_path, set())
    assert (fourth.code, held(fourth, site.new)) == (0, len(site.new)), fourth.log


def asked(page: int, path: str = "/more", stamp: str = "") -> Asked:
    """Name a script's request for a page of a listing."""
    url = f"http://agency.test{path}?page={page}{stamp}"
    return Asked.by(SimpleNamespace(url=url, method="GET", post_data_buffer=None, redirected_from=None))  # type: ignore[arg-type]


class TestLosses:
    """What is lost by presses in vain, told from what they asked for."""

    def test_only_the_same_request_makes_good_for_one_that_failed(self) -> None:
        losses = Losses()
        losses.brought({asked(2): True})
        losses.came_to_nothing({asked(3): False})
        assert losses.are_at_the_end
        losses.brought({asked(4): True})
        assert losses.are_amid
        assert not losses.are_at_the_end
        losses.brought({asked(3): True})
        assert not losses.are_amid

    def test_an_answer_with_nothing_is_lost_once_more_comes_below_it(self) -> None:
        losses = Losses()
        losses.brought({asked(2): True})
        losses.came_to_nothing({asked(3): True})
        assert not losses.are_amid
        assert not losses.are_at_the_end
        losses.brought({asked(4): True})
        assert losses.are_amid

    def test_the_end_of_one_button_is_no_loss_to_the_next(self) -> None:
        losses = Losses()
        losses.brought({asked(2): True})
        losses.came_to_nothing({asked(3): True})
        losses.came_to_its_end()
        losses.brought({asked(2, "/more"): True})
        assert not losses.are_amid

    def test_what_brings_no_rows_is_no_loss(self) -> None:
        losses = Losses()
        losses.came_to_nothing({asked(1, "/seen"): False})
        losses.brought({asked(2): True, asked(2, "/seen"): False})
        assert not losses.are_amid
        assert not losses.are_at_the_end

    def test_an_error_that_is_no_status_is_a_failure(self) -> None:
        losses = Losses()
        losses.brought({asked(2): True})
        losses.came_to_nothing({asked(3): True}, is_wrong=True)
        losses.came_to_nothing({asked(4): True})
        assert losses.are_at_the_end

    def test_a_time_that_is_now_is_no_part_of_a_request(self) -> None:
        now = int(time())
        assert asked(3, stamp=f"&_={now * 1000}") == asked(3, stamp=f"&_={now * 1000 + 2345}")
        assert asked(3, stamp="&r=0.8172635401") == asked(3, stamp="&r=0.12345678")
        assert asked(3, stamp=f"&before={now - 90_000}") != asked(3, stamp=f"&before={now - 95_000}")


@pytest.mark.parametrize(
    ("text", "below", "expected"),
    [("عرض المزيد", True, True), ("حمّل البقية", True, True), ("واصل التصفح", True, True), ("التالي", True, False), ("عرض المزيد", False, False)],
)
def test_a_button_that_says_more_stands_below_a_list(text: str, *, below: bool, expected: bool) -> None:
    candidate = Candidate(index=0, text=text, asleep=False, around="", named="", below=below, menu=False)
    assert says_more(candidate) == expected
