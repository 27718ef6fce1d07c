"""Listings whose rows have articles' addresses in other forms: what plainly is an article is read, and what may be one is told."""

import re
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

import pytest
from aiohttp import web

from buratha.listed_addresses import ListedAddresses
from tests.agency.generated import generate
from tests.test_restart import check_feeds, house, of_news

TITLE = quote("-عنوان-الخبر")


def odd(found: re.Match[str]) -> str:
    """Return a row's address in one of four forms, by its number."""
    path, number = found[0], int(found[1])
    return (f"{path}{TITLE}", f"http://m.burathanews.com{path}", f"/AR/news/{number}", f"/index.php{path}")[number % 4]


async def rewritten(_request: web.Request, page: web.StreamResponse) -> web.StreamResponse:
    """Send a page with other addresses, and with other things that have a number and a title."""
    assert isinstance(page, web.Response)
    text = re.sub(r"/arabic/news/(\d+)", odd, page.text or "")
    return web.Response(text=text.replace("</body>", '<a href="/poll/4711">هل تؤيد القانون الجديد</a></body>'), content_type="text/html")


def test_rows_that_are_not_understood_are_told(tmp_path: Path) -> None:
    articles = of_news(generate(30, seed=61))
    with house(tmp_path, articles, feed_form="none") as opened:
        opened.answer = lambda request: None if request.path == "/robots.txt" else rewritten
        strange = [number for number in opened.ids if number % 4 == 2]
        done = opened.crawl("-a", "sections=news", "-s", "BURATHA_YOUNG_HOURS=0")
        assert done.code == 0, done.log
        check_feeds(opened.place, [number for number in opened.ids if number not in strange])
        assert done.count("links/rows_not_understood") == done.count("links/not_understood") == len(strange) == 11
        assert f"  Links of listings:\n    not_understood: {len(strange)}\n    rows_not_understood: {len(strange)}" in done.log
        assert "Warning, rows-strange: 11 rows of the listings lead to no article in any known form\n" in done.log
        assert "/AR/news/" in next(line for line in done.log.splitlines() if "is that of no article in any known form" in line)


async def titled(_request: web.Request, page: web.StreamResponse) -> web.StreamResponse:
    """Send a page on which articles' addresses have a title behind the number."""
    assert isinstance(page, web.Response)
    return web.Response(text=re.sub(r"(/arabic/news/\d+)", rf"\1/{TITLE}", page.text or ""), content_type="text/html")


def answer_by_title(down: set[str]) -> Callable[[web.Request], object]:
    """Answer as a server that knows articles with their titles only; for those that are ``down`` it fails."""

    def answer(request: web.Request) -> object:
        number = re.fullmatch(r"/arabic/news/(\d+)(/.+)?", request.path)
        if number and (not number[2] or number[1] in down):
            return web.Response(status=503 if number[2] else 404)
        if number:
            return web.Response(status=302, headers={"Location": f"/news/{number[1]}.html"})
        return titled if request.path == "/arabic/news" else None

    return answer


@pytest.mark.parametrize("is_address_lost", [False, True])
def test_the_address_of_an_article_that_failed_is_known_though_its_listing_is_not_read_again(tmp_path: Path, *, is_address_lost: bool) -> None:
    """Where it is not, as after a run that died, the server's 404 is no answer."""
    with house(tmp_path, of_news(generate(40, seed=3)), feed_form="none") as opened:
        down = {str(number) for number in opened.ids[:6]}
        opened.answer = answer_by_title(down)
        first = opened.crawl("-a", "sections=news", "-s", "BURATHA_YOUNG_HOURS=0")
        assert (first.code, first.count("failed/article/http_503")) == (3, 6), first.log
        down.clear()
        opened.publish(2)
        if is_address_lost:
            with closing(sqlite3.connect(opened.place.folder / "archive.sqlite")) as archive, archive:
                archive.execute("""UPDATE facts SET value = '{"needed": true, "urls": {}}' WHERE name LIKE 'listed addresses %'""")
        second = opened.crawl("-a", "sections=news", "-s", "BURATHA_YOUNG_HOURS=0")
        assert second.count("no_article/not_found") == 0, second.log
        if not is_address_lost:
            assert second.code == 0, second.log
        else:
            assert (second.code, second.count("failed/article/not_by_number")) == (3, 6), second.log
            check_feeds(opened.place, opened.ids[6:])
            with closing(sqlite3.connect(opened.place.folder / "archive.sqlite")) as archive, archive:
                archive.execute("DELETE FROM walks")  # as if the section were new: its listing is read to its end
            opened.crawl("-a", "sections=news", "-s", "BURATHA_YOUNG_HOURS=0")
            last = opened.crawl("-a", "sections=news", "-s", "BURATHA_YOUNG_HOURS=0")
            assert last.code == 0, last.log
        check_feeds(opened.place, opened.ids)


def test_what_is_held_takes_no_room_from_what_is_still_to_be_had() -> None:
    found = {number: f"https://burathanews.com/arabic/news/{number}/title" for number in range(1, 25_000)}
    addresses = ListedAddresses()
    addresses.note(found, found.keys())
    addresses.note({30_000: "https://burathanews.com/arabic/news/30000/title"}, set())
    assert addresses.take(30_000)
    assert not addresses.take(30_000), "once"
    assert addresses.take(1)


def test_an_article_that_is_served_with_its_title_alone_is_asked_for_as_its_listing_has_it(tmp_path: Path) -> None:
    withdrawn: set[str] = set()

    def answer(request: web.Request) -> object:
        number = re.fullmatch(r"/arabic/news/(\d+)(/.+)?", request.path)
        if number and (not number[2] or number[1] in withdrawn):
            return web.Response(status=404)
        if number:
            return web.Response(status=302, headers={"Location": f"/news/{number[1]}.html"})
        return titled if request.path == "/arabic/news" else None

    with house(tmp_path, of_news(generate(6, seed=61)), feed_form="none") as opened:
        opened.answer = answer
        gone = opened.ids[0]
        withdrawn.add(str(gone))
        done = opened.crawl("-a", "sections=news")
        assert (done.count("no_article/not_found"), done.count("failed/article/not_found_too_often")) == (1, 0), done.log
        check_feeds(opened.place, opened.ids[1:])
        asked = [path for path in opened.newsroom.requests if f"/{gone}" in path]
        assert len(asked) == 2, asked
        assert {record["url"] for record in done.records} == {f"https://burathanews.com/arabic/news/{number}" for number in opened.ids[1:]}
