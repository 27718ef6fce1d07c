"""Articles of whose text the plain page has perhaps only a part: drawn by the browser, as long as that brings more."""

import logging
from collections import Counter
from dataclasses import dataclass
from typing import Final

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response

from buratha.browser.asking import UNFINISHED, Asker
from buratha.items import Article
from buratha.pages.unfinished import has_the_rest
from buratha.reader.pages import PageToRead, ReadPage
from buratha.urls import ArticleAddress

logger = logging.getLogger(__name__)

_MOST_IN_VAIN: Final = 3
"""So often in a row a layout's pages are drawn without more text; it has its signs always, then."""
_NOW_AND_THEN: Final = 50
"""Of a layout that was drawn in vain, one page in so many is drawn all the same: the site may have changed."""


@dataclass(frozen=True, slots=True)
class Found:
    """An article as a page has it, the page, and the articles that it links to."""

    article: Article
    page: PageToRead
    linked: tuple[ArticleAddress, ...] = ()


class Finishing:
    """Decides which articles are asked for again in the browser, and which of the two pages is kept."""

    def __init__(self, crawler: Crawler, asker: Asker) -> None:
        """Begin with trust in every layout's signs."""
        self._crawler = crawler
        self._asker = asker
        self._in_vain: Counter[str] = Counter()
        self._left: Counter[str] = Counter()
        self._waiting: dict[int, Found] = {}
        """The plain pages of articles that the browser is drawing."""

    def again(self, read: ReadPage, page: PageToRead, response: Response) -> Request | None:
        """The request that draws an article's page of which there may be more; None where the plain page is to be kept."""
        if not read.is_unfinished or not isinstance(read.result, Article):
            return None
        layout = read.result.layout
        if self._in_vain[layout] >= _MOST_IN_VAIN:
            self._left[layout] += 1
            if self._left[layout] % _NOW_AND_THEN:
                return None
        request = self._asker.again(response, UNFINISHED)
        if request is not None:
            self._waiting[read.result.id] = Found(read.result, page, read.linked)
        return request

    def waiting(self, number: int) -> Found | None:
        """The plain page of an article whose drawn page has come, or has failed to."""
        return self._waiting.pop(number, None)

    def kept(self, plain: Found, drawn: ReadPage, page: PageToRead) -> Found:
        """Of an article's two pages the one that has more of its text; a drawn page that tells another story, or this one otherwise, has none."""
        found = Found(drawn.result, page, drawn.linked) if isinstance(drawn.result, Article) else plain
        if has_the_rest(found.article, plain.article):
            self._in_vain[plain.article.layout] = 0
            self._crawler.stats.inc_value("buratha/unfinished/completed")
            return found
        self._in_vain[plain.article.layout] += 1
        has_no_more = len(found.article.body.split()) <= len(plain.article.body.split())
        self._crawler.stats.inc_value(f"buratha/unfinished/{'no_more' if has_no_more else 'another_text'}")
        return plain

    def failed(self, plain: Found, reason: str) -> None:
        """Count an article whose page the browser could not draw; what the plain page has of it is kept."""
        self._in_vain[plain.article.layout] += 1
        self._crawler.stats.inc_value(f"buratha/unfinished/not_drawn/{reason}")
        logger.warning("The browser could not finish article %d (%s); its plain page is kept: %s", plain.article.id, reason, plain.article.url)
