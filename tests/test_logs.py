"""Log lines of pages that go well: for whoever asks for them."""

import pytest
from scrapy import Request, Spider
from scrapy.http import HtmlResponse
from scrapy.utils.test import get_crawler

from buratha.items import Article
from buratha.logs import ShortLogFormatter

URL = "https://burathanews.com/arabic/news/425100"


def article() -> Article:
    """Return an article with nothing in it."""
    return Article(
        id=425100, url=URL, section="news", category=None, title=None, author=None, byline=None, source=None, published=None,
        published_precision=None, published_printed=None, views=None, body="",
    )  # fmt: skip


@pytest.mark.parametrize(("level", "are_told"), [("DEBUG", True), ("debug", True), (10, True), ("INFO", False), (20, False), ("WARNING", False)])
def test_pages_are_named_at_debug_level_only(level: str | int, are_told: bool) -> None:
    spider, request = Spider("any"), Request(URL)
    formatter = ShortLogFormatter.from_crawler(get_crawler(settings_dict={"LOG_LEVEL": level}))
    response = HtmlResponse(URL, request=request)
    crawled, scraped = formatter.crawled(request, response, spider), formatter.scraped(article(), response, spider)
    assert (crawled is not None, scraped is not None) == (are_told, are_told)
    if scraped is not None:
        assert scraped["msg"] % scraped["args"] == f"Read {URL}"


def test_what_goes_wrong_is_told_at_every_level() -> None:
    formatter = ShortLogFormatter.from_crawler(get_crawler(settings_dict={"LOG_LEVEL": "ERROR"}))
    told = formatter.item_error(article(), ValueError("x"), None, Spider("any"))
    assert told["msg"] % told["args"] == f"Error processing {URL}"
