"""The agency's spider: listings to articles over all pages of all sections, newest first."""

import logging
from collections.abc import AsyncIterator, Iterable, Iterator
from dataclasses import replace
from typing import Any, Self

from scrapy import Request, Spider, signals
from scrapy.crawler import Crawler
from scrapy.http import Response
from twisted.python.failure import Failure

from buratha.arabic.dates import utc_now
from buratha.arguments import Arguments
from buratha.failures import FORBIDDEN, MISSING, SENT_TO_FRONT, reason_of
from buratha.fingerprints import LISTING
from buratha.furniture import load_furniture, save_furniture
from buratha.items import Article
from buratha.loaders import load_article
from buratha.locations import Locations
from buratha.pages.article import open_page
from buratha.pages.kinds import NoArticle, no_article
from buratha.pages.listing import ListedArticle, Listing, read_listing, trouble_with
from buratha.sections import names
from buratha.urls import MIRRORS, ArticleAddress, article_address
from buratha.walk import EMPTY, LAST, LIMIT, Walk
from buratha.warmup import Reader

LISTING_PRIORITY = 1_000_000
"""Listings before articles, which have their thousand as priority: the newest thousand first, and few different priorities."""
MOST_SECTIONS = 200
"""So many sections are taken up from links; a site of endless section names is not walked through."""
FRONT = ""
"""What stands for the section of a front page, which belongs to none."""


class BurathaSpider(Spider):
    """Crawls the agency. Arguments: ``sections``, ``pages``, ``ids`` (see :mod:`buratha.arguments`)."""

    name = "buratha"

    def __init__(self, **arguments: Any) -> None:
        """Check the arguments."""
        self.plan = Arguments.parse(**arguments)
        super().__init__(**arguments)
        self.walks: dict[str, Walk] = {}
        self.discovered: set[str] = set()

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        """Make the spider for a crawler, with what was learnt in earlier runs."""
        spider = super().from_crawler(crawler, *args, **kwargs)
        spider.locations = Locations.of(crawler.settings)
        spider.reader = Reader(load_furniture(spider.locations), spider.is_quiet)
        crawler.signals.connect(spider.keep_furniture, signals.spider_closed)
        return spider

    locations: Locations
    reader: Reader

    @classmethod
    def handles_request(cls, request: Request) -> bool:
        """Whether ``scrapy shell`` and ``scrapy parse`` should use this spider for an address."""
        return any(f"//{host}/" in request.url for host in MIRRORS)

    @classmethod
    def check_arguments(cls, **arguments: Any) -> None:
        """Raise ArgumentError for arguments that would not do, before anything is started."""
        Arguments.parse(**arguments)

    # -- what to ask for -----------------------------------------------------------------------------------------------
    async def start(self) -> AsyncIterator[Any]:
        """Ask for the first pages of the listings, or for the articles of ``ids``."""
        if self.plan.ids is not None:
            for number in reversed(self.plan.ids):
                if self.crawler.engine.needs_backout():
                    await self.crawler.signals.wait_for(signals.scheduler_empty)
                yield self._article(ArticleAddress(number, "news"))
            return
        if self.plan.sections is None:
            for front in self.locations.site.fronts:
                yield self._listing(front, FRONT)
        for section in self.plan.sections or names():
            yield self._section(section)

    def _section(self, section: str) -> Request:
        self.walks[section] = Walk(self.plan.pages)
        return self._listing(self.locations.site.listing(section), section)

    def _listing(self, url: str, section: str, number: int = 1) -> Request:
        return Request(
            self.locations.site.at_base(url),
            callback=self.parse_listing,
            errback=self.listing_failed,
            cb_kwargs={"section": section, "number": number},
            meta={LISTING: True},
            priority=LISTING_PRIORITY,
        )

    def _article(self, address: ArticleAddress) -> Request:
        url = self.locations.site.article(address)
        return Request(url, callback=self.parse_article, errback=self.article_failed, cb_kwargs={"number": address.id}, priority=address.id // 1000)

    # -- listings ------------------------------------------------------------------------------------------------------
    def parse_listing(self, response: Response, section: str = FRONT, number: int = 1) -> Iterator[Request]:
        """Follow a listing's page to its articles, to its next pages and to sections that nobody knew.

        @agency /arabic/news
        @follows article
        """
        opened = open_page(response.body, response.url, _content_type(response))
        listing = read_listing(opened.decoded.text, response.url)
        reason = None if listing.articles else trouble_with(opened)
        if section != FRONT and self.locations.site.is_front(response.url):
            reason = SENT_TO_FRONT
        if reason:
            self._listing_trouble(section, number, reason, response.url)
            return
        self._count("listings/read")
        yield from (self._article(ArticleAddress(article.id, article.section)) for article in self._wanted(listing))
        if section != FRONT:
            yield from self._further(listing, response.url, section, number)
        if listing.articles or section == FRONT:
            yield from self._discovered(listing)

    def _wanted(self, listing: Listing) -> Iterable[ListedArticle]:
        """The articles to follow: all, or with ``sections`` those that no other section claims."""
        if self.plan.sections is None:
            return listing.articles
        others = (names().keys() | set(listing.sections)) - set(self.plan.sections)
        return (article for article in listing.articles if article.section not in others)

    def _further(self, listing: Listing, url: str, section: str, number: int) -> Iterator[Request]:
        """The next pages of a section's listing, until one ends the walk."""
        walk = self.walks.setdefault(section, Walk(self.plan.pages))
        end = walk.take(listing)
        if end == EMPTY and number == 1:
            self._count(f"sections/without_articles/{section}")
        site = self.locations.site
        linked = [replace(page, url=site.at_base(page.url)) for page in listing.pages]
        pages = [] if end else walk.onward(linked, site.at_base(url), number)
        for page in pages:
            yield self._listing(page.url, section, page.number or number + 1)
        if not pages:
            self._count(f"listings/end/{end or (LIMIT if walk.limited else LAST)}")

    def _discovered(self, listing: Listing) -> Iterator[Request]:
        for section in listing.sections:
            if section in self.discovered or section in names() or section in self.walks or len(self.discovered) >= MOST_SECTIONS:
                continue
            self.discovered.add(section)
            self._count(f"sections/discovered/{section}")
            self.logger.info("Section %s is linked, but not in buratha/resources/sections.toml", section)
            if self.plan.sections is None:
                yield self._section(section)

    def listing_failed(self, failure: Failure) -> None:
        """Count a listing's page that could not be fetched."""
        request = _request_of(failure)
        self._listing_trouble(request.cb_kwargs["section"], request.cb_kwargs["number"], reason_of(failure), request.url)

    def _listing_trouble(self, section: str, number: int, reason: str, url: str) -> None:
        """Tell a listing's end, or a section that is not there, from a listing that is broken."""
        missing = reason in MISSING
        if reason == FORBIDDEN:
            self._count(f"{FORBIDDEN}/listing")
        elif missing and number > 1:
            self._count(f"listings/end/{reason}")
            return
        elif missing and section not in (self.plan.sections or ()):
            self._count(f"sections/missing/{section or 'front'}")
        elif number == 1 and section in self.discovered:
            self._count(f"sections/unreadable/{section}")  # a link that looks like a section's is no proof of one
        else:
            self._count(f"failed/listing/{reason}")
        self.logger.warning("Listing not read (%s): %s", reason, url)

    # -- articles ------------------------------------------------------------------------------------------------------
    async def parse_article(self, response: Response, number: int | None = None) -> AsyncIterator[Article]:
        """Read an article's page; a page of a layout that is not known yet waits for others (see :mod:`buratha.warmup`)."""
        address = article_address(response.url)
        if number is not None and (address is None or address.id != number):
            self._no_article(no_article("not_an_article_address", response.url, f"article {number} was asked for"))
            return
        read = await self.reader.read(open_page(response.body, response.url, _content_type(response)))
        if isinstance(read, NoArticle):
            self._no_article(read)
        else:
            yield load_article(read, utc_now())

    def article_failed(self, failure: Failure) -> None:
        """Count an article's page that could not be fetched; one that does not exist is no failure."""
        request, reason = _request_of(failure), reason_of(failure)
        if reason in MISSING:
            self._no_article(no_article("not_found", request.url, reason))
            return
        self._count(f"{FORBIDDEN}/article" if reason == FORBIDDEN else f"failed/article/{reason}")
        self.logger.warning("Article not fetched (%s): %s", reason, request.url)

    def _no_article(self, found: NoArticle) -> None:
        self._count(f"no_article/{found.reason}")
        awaited = self.plan.ids is not None and found.reason == "not_found"  # among all numbers, many were never given
        self.logger.log(logging.INFO if awaited else logging.WARNING, "No article (%s): %s", found, found.url)

    # -- the run -------------------------------------------------------------------------------------------------------
    def is_quiet(self) -> bool:
        """Whether no page is on its way and none will be asked for as things stand."""
        engine = self.crawler.engine
        waiting = engine.scheduler is not None and engine.scheduler.has_pending_requests()
        return not engine.downloader.active and (not waiting or engine.needs_backout())

    def keep_furniture(self) -> None:
        """Keep what was learnt for the next run."""
        save_furniture(self.reader.memory, self.locations)

    def _count(self, name: str) -> None:
        self.crawler.stats.inc_value(f"buratha/{name}")


def _request_of(failure: Failure) -> Request:
    request: Request = failure.request  # type: ignore[attr-defined]  # Scrapy sets it
    return request


def _content_type(response: Response) -> str | None:
    header = response.headers.get("Content-Type")
    return header.decode("latin-1") if header else None
