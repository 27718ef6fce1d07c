"""Answers that are not what they should be: damaged, sent elsewhere, in another charset, another section's, or refused without a word."""

import gzip
import re
import zlib
from collections import Counter
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from time import monotonic

import pytest
from aiohttp import ClientSession, web
from twisted.python.failure import Failure

from buratha.compression import unpacked
from buratha.failures import reason_of
from buratha.manners import seconds_in
from tests.agency.generated import generate
from tests.crawling import ROOT, Run, run
from tests.odd_listings import Form, odd_house
from tests.test_restart import check_feeds, house, of_news

Spoil = Callable[[web.Request, web.StreamResponse], Awaitable[web.StreamResponse]]


def packed(damage: Callable[[bytes], bytes], encoding: str = "gzip") -> Spoil:
    """Return what sends a page packed and damaged."""

    async def send(_request: web.Request, page: web.StreamResponse) -> web.StreamResponse:
        assert isinstance(page, web.Response)
        assert isinstance(page.body, bytes)
        headers = {"Content-Encoding": encoding, "Content-Type": page.headers["Content-Type"]}
        return web.Response(body=damage(gzip.compress(page.body)), headers=headers)

    return send


async def in_windows_1256(_request: web.Request, page: web.StreamResponse) -> web.StreamResponse:
    """Send a page in another charset than its neighbours, which the header names wrongly."""
    assert isinstance(page, web.Response)
    assert isinstance(page.body, bytes)
    return web.Response(body=page.body.decode().encode("cp1256", "xmlcharrefreplace"), headers={"Content-Type": "text/html; charset=utf-8"})


async def filled_up(_request: web.Request, page: web.StreamResponse) -> web.StreamResponse:
    """Send a page with zeros behind it, up to the end of a block."""
    assert isinstance(page, web.Response)
    assert isinstance(page.body, bytes)
    return web.Response(body=page.body + bytes(4096 - len(page.body) % 4096), headers={"Content-Type": page.headers["Content-Type"]})


def moved(target: str) -> web.Response:
    """Send somewhere else."""
    return web.Response(status=301, headers={"Location": target})


def other_checksum(data: bytes) -> bytes:
    """Change the checksum at the end: the page comes out whole, and may be another one."""
    return data[:-8] + bytes(4) + data[-4:]


def broken_amid(data: bytes) -> bytes:
    """Change bytes in the middle."""
    middle = len(data) // 2
    return data[:middle] + b"\x00\xff\x12" + data[middle + 3 :]


def test_articles_come_whole_whatever_the_server_does_with_them(tmp_path: Path) -> None:
    with house(tmp_path, of_news(generate(40, seed=21))) as opened:
        unlisted = opened.newsroom.articles[20]
        path = [article.path for article in opened.newsroom.articles]
        asked: Counter[str] = Counter()
        refused_at: list[float] = []

        def refuse() -> web.Response:
            refused_at.append(monotonic())
            return web.Response(status=429)

        def later() -> web.Response:
            return web.Response(status=503, headers={"Retry-After": format_datetime(datetime.now(UTC) + timedelta(seconds=1), usegmt=True)})

        once: dict[str, Callable[[], object]] = {
            path[0]: later,
            path[1]: lambda: packed(broken_amid),
            path[2]: lambda: packed(other_checksum),
            path[3]: lambda: packed(lambda data: data[:200]),
        }
        always: dict[str, Callable[[], object]] = {
            "/robots.txt": lambda: web.Response(status=404, text="User-agent: *\nDisallow: /"),
            path[4]: lambda: moved(f"https://www.burathanews.com{path[4]}/"),
            path[5]: lambda: moved(f"{opened.place.url.replace('http', 'https')}{path[5]}/"),
            path[6]: lambda: moved(f"{path[6]}/slug"),
            f"{path[6]}/slug": lambda: moved(f"{path[6]}/"),
            path[7]: lambda: in_windows_1256,
            path[8]: lambda: packed(lambda data: data),
            path[9]: lambda: moved(unlisted.path),
            path[11]: lambda: packed(lambda data: data, "gzip, identity"),
            path[12]: lambda: filled_up,
        }

        def answer(request: web.Request) -> object:
            asked[request.path_qs] += 1
            if request.path == path[10] and asked[request.path_qs] <= 2:
                return refuse()
            if request.path == "/arabic/news":
                return hide
            chosen = always.get(request.path) or (once.get(request.path) if asked[request.path_qs] == 1 else None)
            return chosen() if chosen else None

        async def hide(_request: web.Request, page: web.StreamResponse) -> web.StreamResponse:
            assert isinstance(page, web.Response)
            page.text = re.sub(rf"<li><a href=\"{unlisted.path}\".*?</li>", "", page.text or "")
            return page

        opened.answer = answer
        done = opened.crawl("-a", "sections=news", "-s", "RETRY_TIMES=3")
        assert done.code == 0, done.log
        assert "internal meta keys" not in done.log  # an answer that is asked for again is no mistake
        gone = int(path[9].rpartition("/")[2])
        check_feeds(opened.place, [number for number in opened.ids if number != gone])
        assert done.count("no_article/sent_to_another_article") == 1
        assert (
            f"No article (sent_to_another_article: the server leads to {opened.place.url}{unlisted.path}): {opened.place.url}{path[9]}\n" in done.log
        )
        assert done.count("server/asked_to_wait") >= 3
        assert refused_at[1] - refused_at[0] >= 1  # it did not say when to come again
        titles = {article.id: article.title.strip() for article in opened.newsroom.articles}
        assert {record["id"]: record["title"] for record in done.records} == {number: titles[number] for number in done.ids}


def test_articles_that_never_come_sound_are_told_by_names_that_are_documented(tmp_path: Path) -> None:
    with house(tmp_path, of_news(generate(12, seed=22))) as opened:
        path = [article.path for article in opened.newsroom.articles]
        always: dict[str, Callable[[], object]] = {
            path[0]: lambda: packed(other_checksum),
            path[1]: lambda: moved("http://[::1"),
            path[2]: lambda: moved(f"http://127.0.0.1:99999999{path[2]}"),
            path[3]: lambda: web.Response(status=503, headers={"Retry-After": f"Thu, 01 Jan 2026 00:00:30 +{'9' * 20}"}),
            path[4]: lambda: web.Response(text="body{color:red}\n" * 30, content_type="text/css"),
            path[5]: lambda: web.Response(text="<html><body></body></html>", content_type="text/html"),
            path[6]: lambda: web.Response(text="", content_type="text/html"),
        }
        opened.answer = lambda request: always[request.path]() if request.path in always else None
        done = opened.crawl("-a", "sections=news")
        assert done.code == 3
        assert failures(done) == {"damaged": 1, "bad_redirect": 2, "http_503": 1, "cut_off": 1}
        assert (done.count("no_article/undecodable"), done.count("no_article/empty")) == (1, 1)
        assert len(done.ids) == 5


def failures(done: Run) -> dict[str, int]:
    """Return the kinds of failures of a run's articles, with how many there were."""
    before = "buratha/failed/article/"
    return {name.removeprefix(before): count for name, count in done.counts.items() if name.startswith(before)}


def test_an_error_that_nobody_thought_of_is_named_as_such() -> None:
    assert reason_of(Failure(KeyError("x"))) == "unexpected_KeyError"
    assert "| `unexpected_` and" in (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(("header", "seconds"), [("9" * 400, 1e9), (f"Thu, 01 Jan 2026 00:00:30 +{'9' * 20}", None), ("-5", None), ("soon", None)])
def test_no_wait_is_beyond_measure(header: str, seconds: float | None) -> None:
    assert seconds_in(header, datetime(2026, 1, 1, tzinfo=UTC)) == seconds


def test_another_sections_page_is_a_hole_that_the_next_run_closes(tmp_path: Path) -> None:
    forms = {"sport": Form(), "news": Form()}
    with odd_house(tmp_path, 57, forms, seed=23) as odd:
        wrong = [2]  # so many times: in the first run, and when the second goes back for the hole

        def answer(request: web.Request) -> web.Response | None:
            if request.path_qs == "/arabic/sport?page=3" and wrong[0]:
                wrong[0] -= 1
                return forms["news"].answer(request, "news", odd.ids("news")[::-1])
            return odd.answer(request)

        odd.house.answer = answer
        for code, missing in ((3, 10), (3, 10), (0, 0)):
            done = odd.house.crawl("-a", odd.sections())
            assert done.code == code, done.log
            assert done.count("failed/listing/wrong_section") == (code == 3)
            assert len(set(odd.ids("sport")) - set(done.ids)) == missing


def test_another_articles_page_is_not_believed_and_asked_for_again(tmp_path: Path) -> None:
    with house(tmp_path, of_news(generate(12, seed=24))) as opened:
        shown, asked = (f"/arabic/news/{number}" for number in (opened.ids[3], opened.ids[6]))

        async def mixed_up(_request: web.Request, _page: web.StreamResponse) -> web.StreamResponse:
            async with ClientSession() as session, session.get(f"{opened.place.url}{shown}") as page:
                return web.Response(body=await page.read(), content_type="text/html")

        opened.answer = lambda request: mixed_up if request.path == asked else None
        first = opened.crawl("-a", "sections=news", "-s", "BURATHA_YOUNG_HOURS=0")
        assert (first.code, first.count("dropped/another_article")) == (3, 1), first.log
        opened.answer = lambda _request: None
        second = opened.crawl("-a", "sections=news", "-s", "BURATHA_YOUNG_HOURS=0")
        assert second.code == 0, second.log
        check_feeds(opened.place, opened.ids)
        titles = {article.id: article.title.strip() for article in opened.newsroom.articles}
        assert {record["id"]: record["title"] for record in second.records} == titles


def test_gzip_is_unpacked_by_all_its_members_and_no_further_than_allowed() -> None:
    data = gzip.compress(b"one ") + gzip.compress(b"two") + b"\0\0"
    assert unpacked(data) == b"one two"
    assert unpacked(data, 7) == b"one two"
    assert unpacked(data, 6) is None
    for damaged in (data[:10], other_checksum(gzip.compress(b"one")), b"no gzip"):
        with pytest.raises(zlib.error):
            unpacked(damaged)


def test_the_front_page_in_place_of_an_article_is_a_failure_until_it_is_given_up(tmp_path: Path) -> None:
    with house(tmp_path, of_news(generate(12, seed=24))) as opened:
        lost, held = opened.newsroom.articles[3], opened.newsroom.articles[5]
        opened.answer = lambda request: moved("/") if request.path == lost.path else None
        for code in (3, 3, 0):
            done = opened.crawl("-a", "sections=news", "-s", "BURATHA_MOST_TRIES=2", "-s", "BURATHA_YOUNG_HOURS=0")
            assert done.code == code, done.log
            assert failures(done) == ({"sent_to_front_page": 1} if code else {})
            assert lost.id not in done.ids
        opened.answer = lambda request: moved("/") if request.path == held.path else None
        assert run(opened.place, "held", "--retry-given-up").code == 0
        again = opened.crawl("-a", "sections=news", "-s", "BURATHA_YOUNG_HOURS=1000000")
        assert (again.code, failures(again), again.count("no_article/sent_to_front_page")) == (0, {}, 1), again.log
        check_feeds(opened.place, opened.ids)
