"""Listings that a browser has pressed to their end: recorded, and read again without a browser as the whole that they are."""

from dataclasses import replace
from html import escape
from pathlib import Path

import pytest
from aiohttp import web
from scrapy import Request
from scrapy.http import Response

from buratha.browser.asking import PRESSING
from buratha.warc.members import members
from buratha.warc.parsing import parse_answer, parse_record
from tests.agency.generated import generate
from tests.agency.serving import running
from tests.agency.site import make_app
from tests.browser.chromiums import needs_chromium
from tests.crawling import Place, crawl
from tests.warc.archives import check
from tests.warc.test_records import written

SIZE = 5
STAYS = """<!DOCTYPE html><html dir="rtl"><head><meta charset="utf-8"><title>قصائد</title></head><body><ul>%s</ul>
<button class="load-more" onclick="more()">تحميل المزيد</button>
<script>
let from = %d;
async function more() {
  if (!from) return;
  const {html, next} = await (await fetch("/more?from=" + from)).json();
  document.querySelector("ul").insertAdjacentHTML("beforeend", html);
  from = next;
}
</script></body></html>"""


@needs_chromium
@pytest.mark.parametrize(("presses", "code", "number"), [(9, 0, 12), (1, 3, 10)])
def test_a_listing_whose_button_stays_is_replayed_as_it_was_crawled(presses: int, code: int, number: int, tmp_path: Path) -> None:
    articles = [replace(each, section="poetry") for each in sorted(generate(12, seed=4, taken=set()), key=lambda each: -each.id)]

    def rows(start: int) -> str:
        return "".join(f'<li><a href="{each.path}">{escape(each.title)}</a></li>' for each in articles[start : start + SIZE])

    def answer(request: web.Request) -> web.Response | None:
        if request.path == "/arabic/poetry":
            return web.Response(text=STAYS % (rows(0), SIZE), content_type="text/html")
        if request.path == "/more":
            start = int(request.query["from"])
            return web.json_response({"html": rows(start), "next": start + SIZE if start + SIZE < len(articles) else 0})
        return None

    expected = sorted(article.id for article in articles[:number])
    line = ["-a", "sections=poetry"]
    with running(make_app(articles, fault=answer)) as url:
        done = crawl(Place(url, tmp_path / "first"), *line, "-s", f"BURATHA_WARC_DIR={tmp_path / 'warc'}", "-s", f"BURATHA_BROWSER_PRESSES={presses}")
    assert (done.code, done.ids) == (code, expected), done.log
    check(*(tmp_path / "warc").glob("*.warc.gz"))
    again = crawl(Place(url, tmp_path / "again"), *line, "-s", f"BURATHA_WARC_REPLAY={tmp_path / 'warc'}")
    assert (again.code, again.ids) == (code, expected), again.log
    assert again.count("browser/asked/more") == 0
    assert again.count("failed/listing/browser_limit") == done.count("failed/listing/browser_limit") == (code == 3)


@pytest.mark.parametrize(
    ("pressing", "read"),
    [
        ({"end": "all", "presses": 7}, {"end": "all", "presses": 7}),
        ({"end": "limit", "presses": 100}, {"end": "limit", "presses": 100}),
        ({"end": "unsure", "presses": 3}, {"end": "unsure", "presses": 3}),
        ({"end": "without_effect", "presses": 2}, {"end": "without_effect", "presses": 2}),
        ({"end": "perhaps", "presses": 7}, None),
        ({"end": "all", "presses": "many"}, None),
        (None, None),
    ],
)
def test_only_a_known_end_is_believed(pressing: dict[str, str | int] | None, read: dict[str, str | int] | None, tmp_path: Path) -> None:
    request = Request("http://h.test/arabic/news", meta={PRESSING: pressing} if pressing else {})
    path = written(tmp_path / "a.warc.gz", Response(request.url, body=b"x"), request)
    with path.open("rb") as file:
        answers = [parse_record(member.data) for member in members(file, 10_000)]
    assert parse_answer(next(each for each in answers if each.kind == "response")).pressing == read
