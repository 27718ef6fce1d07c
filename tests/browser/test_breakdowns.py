"""A browser that breaks down costs a retry, not the crawl."""

import asyncio
import os
import re
import signal
from collections import Counter
from dataclasses import replace
from pathlib import Path
from threading import Event
from typing import NoReturn

from aiohttp import web

from tests.agency.articles import Article, load_articles
from tests.agency.generated import generate
from tests.agency.scripted import Scripted
from tests.agency.serving import running
from tests.agency.site import make_app
from tests.browser.chromiums import drivers, left_behind, needs_chromium, signal_browser
from tests.crawling import Place, begun, crawl

pytestmark = needs_chromium


def newest(number: int) -> list[Article]:
    """Return the newest of the hand-written articles."""
    return sorted(load_articles(), key=lambda article: -article.id)[:number]


async def for_ever() -> NoReturn:
    """Do not answer."""
    await asyncio.Event().wait()
    raise AssertionError


class Trouble:
    """Once each: Chromium is killed under one page, stops listening under another, and two pages never come to their end."""

    def __init__(self, articles: list[Article], place: Place) -> None:
        self._scripted = Scripted(articles, drawn={article.id for article in articles})
        self._paths = [article.path for article in articles]
        self._place = place
        self._asked: Counter[str] = Counter()

    async def answer(self, request: web.Request) -> web.StreamResponse | None:
        """Make trouble, and answer."""
        self._asked[request.path] += 1
        killed, stopped, unanswered, unfinished = self._paths[:4]
        first = self._asked[request.path] == 1
        if request.path == f"/drawn{killed}" and first:
            signal_browser(self._place, signal.SIGKILL)
        if request.path == f"/drawn{stopped}" and first:
            signal_browser(self._place, signal.SIGSTOP)
        if request.path == f"/drawn{unanswered}" and first:
            await for_ever()
        if request.path == unfinished and self._asked[unfinished] == 2:
            response = web.StreamResponse(headers={"Content-Type": "text/html"})
            await response.prepare(request)
            await response.write("<!DOCTYPE html><title>خبر</title><p>نصف خبر".encode())
            await for_ever()
        return await self._scripted.answer(request)


def test_a_crawl_goes_on_without_loss(tmp_path: Path) -> None:
    articles = newest(5)
    trouble = Trouble(articles, Place("", tmp_path))
    with running(make_app(articles, fault=trouble.answer)) as url:
        place = Place(url, tmp_path)
        done = crawl(place, "-s", "RETRY_TIMES=8", "-s", "DOWNLOAD_TIMEOUT=3", "-s", "BURATHA_BROWSER_PAGES=1")
    assert done.code == 0, done.log
    assert done.ids == sorted(article.id for article in articles)
    assert done.count("browser/failures/crash") >= 1
    assert done.count("browser/failures/timeout") >= 3
    assert done.count("browser/hangs") == 1
    assert done.count("browser/started") >= 2
    assert done.count("browser/drawn") == 5
    failures = sum(count for name, count in done.counts.items() if name.startswith("buratha/browser/failures/"))
    assert done.count("browser/retries") == failures
    assert left_behind(place) == []


def test_what_drives_the_browser_is_started_anew_too(tmp_path: Path) -> None:
    articles = newest(3)
    scripted = Scripted(articles, drawn={article.id for article in articles})
    asked: Counter[str] = Counter()

    async def answer(request: web.Request) -> web.StreamResponse | None:
        asked[request.path] += 1
        if request.path == f"/drawn{articles[0].path}" and asked[request.path] == 1:
            for number in drivers(place):
                os.kill(number, signal.SIGKILL)
        return await scripted.answer(request)

    with running(make_app(articles, fault=answer)) as url:
        place = Place(url, tmp_path)
        done = crawl(place, "-s", "DOWNLOAD_TIMEOUT=5", "-s", "BURATHA_BROWSER_PAGES=1")
    assert done.code == 0, done.log
    assert done.ids == sorted(article.id for article in articles)
    assert done.count("browser/started") == 2
    assert done.count("browser/failures/crash") == done.count("browser/retries") == 1
    assert left_behind(place) == []


def test_no_browser_outlives_a_crawl_that_is_killed(tmp_path: Path) -> None:
    articles = newest(2)
    scripted = Scripted(articles, drawn={articles[0].id})
    reached = Event()

    async def answer(request: web.Request) -> web.StreamResponse | None:
        if request.path.startswith("/drawn/"):
            reached.set()
            await for_ever()
        return await scripted.answer(request)

    with running(make_app(articles, fault=answer)) as url:
        place = Place(url, tmp_path)
        with begun(place, is_heard=False) as process:
            assert reached.wait(60)
            process.kill()
        assert left_behind(place) == []


def test_a_crawl_that_is_told_to_stop_ends_its_pages_first(tmp_path: Path) -> None:
    articles = newest(2)
    scripted = Scripted(articles, drawn={articles[0].id})
    reached, free = Event(), Event()

    async def answer(request: web.Request) -> web.StreamResponse | None:
        if request.path.startswith("/drawn/"):
            reached.set()
            await asyncio.to_thread(free.wait)
        return await scripted.answer(request)

    with running(make_app(articles, fault=answer)) as url:
        place = Place(url, tmp_path)
        with begun(place) as process:
            try:
                assert reached.wait(60)
                process.send_signal(signal.SIGTERM)
                while "shutting down gracefully" not in process.stderr.readline():
                    assert process.poll() is None
            finally:
                free.set()
            _, log = process.communicate(timeout=60)
        assert re.search(r"'buratha/browser/drawn': 1\b", log), log
        assert left_behind(place) == []


def test_a_listing_whose_button_is_being_pressed_is_left_when_told_to_stop(tmp_path: Path) -> None:
    """Pressing to the end could take minutes; the next run goes back for the rest."""
    articles = [replace(article, section="poetry") for article in generate(60, seed=6, taken=set())]
    scripted = Scripted(articles, listed={"poetry": "fetch"})
    reached, free = Event(), Event()

    async def answer(request: web.Request) -> web.StreamResponse | None:
        if request.query.get("from") == "10":
            reached.set()
            await asyncio.to_thread(free.wait)
        return await scripted.answer(request)

    with running(make_app(articles, fault=answer)) as url:
        place = Place(url, tmp_path)
        with begun(place, "-a", "sections=poetry") as process:
            try:
                assert reached.wait(60)
                process.send_signal(signal.SIGINT)
                while "shutting down gracefully" not in process.stderr.readline():
                    assert process.poll() is None
            finally:
                free.set()
            _, log = process.communicate(timeout=60)
        assert process.returncode == 3, log
        assert re.search(r"'buratha/browser/more/stopped': 1\b", log), log
        assert "no article was read" not in log
        done = crawl(place, "-a", "sections=poetry")
    assert done.code == 0, done.log
    assert done.ids == sorted(article.id for article in articles)
