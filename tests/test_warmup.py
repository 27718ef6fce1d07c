"""Pages of an unknown layout wait for each other."""

import asyncio
from datetime import UTC, datetime

import pytest

from buratha import warmup
from buratha.pages.article import read_article
from buratha.pages.facts import ArticleFacts
from buratha.pages.kinds import NoArticle
from buratha.pages.opened import OpenedPage, open_page
from buratha.pages.repetition import Repetition
from buratha.warmup import MOST_HELD, Reader
from tests.agency.articles import Article, load_articles
from tests.agency.render import layouts, render_article
from tests.agency.wording import wordings

NOW = datetime(2026, 11, 22, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(warmup, "_POLL", 0.001)


def opened(article: Article, layout: str = "inline-styles") -> OpenedPage:
    """Return an article's page, opened."""
    chosen = layouts()[layout]
    return open_page(render_article(article, chosen, wordings()["other"]), f"http://h{article.path}", chosen.content_type)


def articles(number: int) -> list[Article]:
    """Return some of the hand-written articles."""
    return load_articles()[-number:]


async def read_all(reader: Reader, pages: list[OpenedPage]) -> list[ArticleFacts | NoArticle]:
    """Read pages at the same time."""
    return await asyncio.gather(*(reader.read(page, NOW) for page in pages))


def test_waiting_pages_are_read_with_what_all_of_them_show() -> None:
    pages = [opened(article) for article in articles(20)]

    async def scenario() -> tuple[list[ArticleFacts | NoArticle], Reader]:
        reader = Reader(Repetition(), lambda: True)
        return await read_all(reader, pages), reader

    results, reader = asyncio.run(scenario())
    assert reader.held == 0
    assert reader.memory.pages == 20
    again = [read_article(page, reader.memory, NOW) for page in pages]
    assert [each.body for each in results if not isinstance(each, NoArticle)] == [each.body for each in again if not isinstance(each, NoArticle)]


def test_one_page_alone_comes_out() -> None:
    async def scenario() -> ArticleFacts | NoArticle:
        return await Reader(Repetition(), lambda: True).read(opened(articles(1)[0]), NOW)

    assert isinstance(asyncio.run(scenario()), ArticleFacts)


def test_pages_wait_while_others_may_come_and_no_longer_than_there_are_enough() -> None:
    pages = [opened(article) for article in articles(MOST_HELD)]

    async def scenario() -> None:
        reader = Reader(Repetition(), lambda: False)
        first = [asyncio.create_task(reader.read(page, NOW)) for page in pages[:-1]]
        await asyncio.wait(first, timeout=0.05)
        assert reader.held == MOST_HELD - 1
        assert not any(task.done() for task in first)
        await reader.read(pages[-1], NOW)
        await asyncio.gather(*first)
        assert reader.held == 0

    asyncio.run(scenario())


def test_they_do_not_wait_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(warmup, "MOST_SECONDS", 0.01)

    async def scenario() -> None:
        await Reader(Repetition(), lambda: False).read(opened(articles(1)[0]), NOW)

    asyncio.run(scenario())


def test_much_text_does_not_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(warmup, "MOST_CHARACTERS", 1000)

    async def scenario() -> None:
        await Reader(Repetition(), lambda: False).read(opened(articles(1)[0]), NOW)

    asyncio.run(scenario())


def test_a_known_layout_does_not_wait_and_a_new_one_does() -> None:
    memory = Repetition()
    for article in articles(30)[:20]:
        page = opened(article)
        memory.observe(page.page, page.identity)
    known, new = opened(articles(1)[0]), opened(articles(2)[0], "word-paste")

    async def scenario() -> None:
        reader = Reader(memory, lambda: False)
        await reader.read(known, NOW)
        waiting = asyncio.create_task(reader.read(new, NOW))
        await asyncio.wait([waiting], timeout=0.05)
        assert not waiting.done()
        waiting.cancel()

    asyncio.run(scenario())


ERROR = "<h1>خطأ</h1><p>حدث خطأ في الاتصال بقاعدة البيانات يرجى المحاولة لاحقا</p>"


@pytest.mark.parametrize("learnt", [0, 20])
def test_error_pages_neither_wait_nor_teach(learnt: int) -> None:
    memory = Repetition()
    for article in articles(30)[:learnt]:
        page = opened(article)
        memory.observe(page.page, page.identity)
    known = memory.pages
    broken = [open_page(f"<body>{ERROR}".encode(), f"https://burathanews.com/arabic/news/{number}") for number in range(425_001, 425_028)]
    reader = Reader(memory, lambda: False)
    results = asyncio.run(asyncio.wait_for(read_all(reader, broken), 60))
    assert {result.reason for result in results if isinstance(result, NoArticle)} == {"server_error"}
    assert (reader.waited, memory.pages) == (0, known)


def test_only_articles_count_as_having_waited() -> None:
    async def scenario() -> Reader:
        reader = Reader(Repetition(), lambda: True)
        stranger = open_page("<body><p>كلمات قليلة هنا</p>".encode(), "https://burathanews.com/arabic/news/425001")
        await read_all(reader, [*(opened(article) for article in articles(5)), stranger])
        return reader

    reader = asyncio.run(scenario())
    assert (reader.waited, reader.memory.pages) == (5, 6)


def test_a_page_that_cannot_be_learnt_from_does_not_hold_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("cannot be learnt")

    monkeypatch.setattr(warmup, "learn", fail)

    async def scenario() -> list[ArticleFacts | NoArticle]:
        reader = Reader(Repetition(), lambda: True)
        return await asyncio.gather(*(reader.read(opened(article), NOW) for article in articles(5)))

    results = asyncio.run(scenario())
    assert sum(isinstance(result, ArticleFacts | NoArticle) for result in results) == 5
