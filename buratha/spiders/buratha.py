"""The agency's spider: listings to articles over all pages of all sections, newest first."""

import logging
from collections.abc import AsyncIterator, Iterable, Iterator
from datetime import datetime, timedelta
from typing import Any, Self

from scrapy import Request, Spider, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import CloseSpider
from scrapy.http import Response
from scrapy.robotstxt import RobotParser
from twisted.python.failure import Failure

from buratha.arabic.dates import utc_now
from buratha.archive.frontier import Scope, any_held, backlog, claim, claim_young, meet, missed, not_held
from buratha.archive.keeper import UNAVAILABLE, Keeper
from buratha.archive.walks import count_open
from buratha.arguments import Arguments
from buratha.bounds import bounds_of
from buratha.delivery import Delivery
from buratha.descent import Descent
from buratha.failures import ANSWERS, FORBIDDEN, MISSING, NOT_RECORDED, SENT_TO_FRONT, reason_of
from buratha.fingerprints import LISTING
from buratha.furniture import load_furniture, save_furniture
from buratha.items import Article, from_record
from buratha.layouts import layouts_of
from buratha.loaders import load_article
from buratha.locations import Locations
from buratha.numbers import Numbers, answer_of
from buratha.pages.article import OpenedPage, open_page
from buratha.pages.kinds import NoArticle, no_article
from buratha.pages.listing import ListedArticle, Listing, PageLink, read_listing, trouble_with
from buratha.sections import names
from buratha.sources import FEED, FEED_PATH, NO_SOURCE, SITEMAP, Sources
from buratha.underway import UnderWay
from buratha.urls import MIRRORS, ArticleAddress, article_address
from buratha.warc.fetched import fetched_at
from buratha.warmup import Reader
from buratha.wholeness import CUT_OFF, Wholeness, ask_again

WAITING_PRIORITY, LISTING_PRIORITY = 2_000_000, 1_000_000
"""What earlier runs kept and did not deliver first, then listings before articles, which have their thousand as priority."""
MOST_SECTIONS = 200
"""So many sections are taken up from links; a site of endless section names is not walked through."""
FRONT = ""
"""What stands for the section of a front page, which belongs to none."""
_WAITING = "data:,waiting"


class BurathaSpider(Spider):
    """Crawls the agency. Arguments: see :mod:`buratha.arguments`."""

    name = "buratha"

    def __init__(self, **arguments: Any) -> None:
        """Check the arguments."""
        self.plan = Arguments.parse(**arguments)
        super().__init__(**arguments)
        self.discovered: set[str] = set()
        self.wholeness = Wholeness()

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        """Make the spider for a crawler, with what was learnt in earlier runs."""
        spider = super().from_crawler(crawler, *args, **kwargs)
        spider.locations = Locations.of(crawler.settings)
        spider.reader = Reader(load_furniture(spider.locations), spider.is_quiet, layouts_of(crawler.settings))
        spider.under_way = UnderWay(crawler, spider._go_on)
        crawler.signals.connect(spider.keep_furniture, signals.spider_closed)
        crawler.signals.connect(spider.robots_parsed, signals.robots_parsed)
        return spider

    locations: Locations
    reader: Reader
    under_way: UnderWay
    keeper: Keeper
    descent: Descent
    sources: Sources
    numbers: Numbers
    scope: Scope

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
        """Ask for what earlier runs left, the listings, and the articles that are not held; in the end for those that may have been edited."""
        await self._open()
        if await Delivery.of(self.crawler).waiting():
            yield self.under_way.begun(
                Request(_WAITING, self.deliver_waiting, dont_filter=True, priority=WAITING_PRIORITY, errback=self.waiting_failed)
            )
        if self.plan.ids is not None:
            async for request in self._by_number(self.plan.ids):
                yield request
        else:
            async for request in self._by_listing():
                yield request
        await self.under_way.none()
        if self.plan.is_everything:
            await self._count_what_is_missing()

    async def _count_what_is_missing(self) -> None:
        """Say what later runs have to go back for."""
        for reason, count in (await self.keeper.do(count_open)).items():
            self.crawler.stats.set_value(f"buratha/holes/{reason}", count)
        for reason, count in (await self.keeper.do(backlog)).items():
            self.crawler.stats.set_value(f"buratha/backlog/{reason}", count)

    async def _open(self) -> None:
        self.keeper = Keeper.of(self.crawler)
        self.keeper.is_outside = self.plan.is_outside
        await self.keeper.open()
        await Delivery.of(self.crawler).recover()
        self.crawler.stats.set_value("buratha/archive/held_before", await self.keeper.do(any_held))
        settings = self.crawler.settings
        self.most_tries = settings.getint("BURATHA_MOST_TRIES")
        stats = self.crawler.stats
        self.scope, limits = await bounds_of(self.plan, self.keeper)
        self.descent = Descent(self.keeper, self.locations.site, stats, limits, self.most_tries)
        self.sources = Sources(self.keeper, stats)
        self.numbers = Numbers(self.keeper, self.locations.site)
        await self.numbers.recall()

    async def _by_number(self, ids: range) -> AsyncIterator[Request]:
        for lesson, url in await self.numbers.lessons():
            yield self._lesson(lesson, url)
        await self.under_way.none()
        await self.numbers.keep()
        for number in await self.keeper.do(not_held, ids):
            await self.under_way.has_room()
            yield self._numbered(number, list(self.numbers.sections()))

    async def _by_listing(self) -> AsyncIterator[Request]:
        if self.plan.sections is None:
            yield self._source(self.locations.site.at_base(FEED_PATH), FEED)
            for front in self.locations.site.fronts:
                yield self._listing(PageLink(front, 1), FRONT)
        for section in self.plan.sections or names():
            yield self._listing(await self.descent.begin(section), section)
        async for request in self._claimed():
            yield request
        self.sources.check()
        if self.plan.pages is None:
            async for request in self._claimed(young=True):
                yield request

    async def _claimed(self, *, young: bool = False) -> AsyncIterator[Request]:
        """Articles that are not held, or held ones that are young, until there are none and nothing that could lead to more is under way."""
        while True:
            await self.under_way.has_room()
            idle, most = self.under_way.count == 0, self.under_way.room
            found = await (self._claim_young(most) if young else self.keeper.do(claim, self.keeper.run.id, self.scope, most))
            for address in found:
                yield self._article(address)
            if not found and (idle or young):
                return
            if not found:
                await self.under_way.progress()

    async def _claim_young(self, most: int) -> list[ArticleAddress]:
        age = timedelta(hours=self.crawler.settings.getfloat("BURATHA_YOUNG_HOURS"))
        run = self.keeper.run
        since = int((datetime.fromisoformat(run.started) - age).timestamp())
        return await self.keeper.do(claim_young, run.id, self.scope, since, run.started, most)

    def _go_on(self) -> None:
        """Look, while waiting, whether there is any use in it.

        Raises:
            CloseSpider: the archive failed.

        """
        if self.keeper.failure is not None:
            raise CloseSpider(UNAVAILABLE)

    def _listing(self, page: PageLink, section: str) -> Request:
        return self.under_way.begun(
            Request(
                self.locations.site.at_base(page.url),
                callback=self.listing_read,
                errback=self.listing_failed,
                cb_kwargs={"section": section, "number": page.number or 1},
                meta={LISTING: True},
                priority=LISTING_PRIORITY,
                dont_filter=True,
            )
        )

    def _source(self, url: str, kind: str) -> Request:
        return self.under_way.begun(
            Request(
                url,
                callback=self.source_read,
                errback=self.source_failed,
                cb_kwargs={"kind": kind},
                meta={LISTING: True},
                priority=LISTING_PRIORITY,
                dont_filter=True,
            )
        )

    def _lesson(self, lesson: str, url: str) -> Request:
        return self.under_way.begun(
            Request(
                url,
                callback=self.lesson_read,
                errback=self.lesson_failed,
                cb_kwargs={"lesson": lesson},
                meta={"handle_httpstatus_all": True},
                priority=LISTING_PRIORITY,
                dont_filter=True,
            )
        )

    def _numbered(self, number: int, sections: list[str]) -> Request:
        """A number under the first of some sections; the others are asked when there is no such article in it."""
        request = self._article(ArticleAddress(number, sections[0]))
        request.cb_kwargs["others"] = sections[1:]
        return request

    def _article(self, address: ArticleAddress) -> Request:
        return self.under_way.begun(
            Request(
                self.locations.site.article(address),
                callback=self.article_read,
                errback=self.article_failed,
                cb_kwargs={"number": address.id, "others": []},
                priority=address.id // 1000,
                dont_filter=True,
            )
        )

    # -- what earlier runs did not deliver -----------------------------------------------------------------------------
    async def deliver_waiting(self, response: Response) -> AsyncIterator[Article]:  # noqa: ARG002 - it has nothing to say
        """Pass on to the feeds what earlier runs kept and did not deliver."""
        try:
            while records := await Delivery.of(self.crawler).take_waiting():
                for record in records:
                    self._count("delivered_late")
                    yield from_record(record)
        finally:
            self.under_way.ended()

    def waiting_failed(self, failure: Failure) -> None:
        """Say that it did not come to that; they wait for the next run."""
        self.under_way.ended()
        self.logger.error("What earlier runs kept was not delivered: %s", failure.value)

    # -- listings ------------------------------------------------------------------------------------------------------
    def parse_listing(self, response: Response) -> Iterator[Request]:
        """The articles that a listing's page names, for ``scrapy parse`` and ``scrapy check``.

        @agency /arabic/news
        @follows article
        """
        listing = read_listing(open_page(response.body, response.url, _content_type(response)).decoded.text, response.url)
        for article in listing.articles:
            yield Request(self.locations.site.article(ArticleAddress(article.id, article.section)), self.parse_article)

    async def listing_read(self, response: Response, section: str, number: int) -> AsyncIterator[Request]:
        """Go on from a listing's page to its next page and to sections that nobody knew; its articles go into the archive."""
        try:
            opened = open_page(response.body, response.url, _content_type(response))
            listing = read_listing(opened.decoded.text, response.url, fetched_at(response) or utc_now())
            whole = self.wholeness.is_whole(opened.decoded.text, response)
            if not whole and (again := ask_again(opened.decoded.text, response, self)):
                yield self.under_way.begun(again)
                return
            if reason := self._trouble(opened, listing, section) if whole else CUT_OFF:
                page = await self._listing_trouble(section, number, reason, response.url)
            else:
                self._count("listings/read")
                page = await self._take(listing, section, response.url)
            if page is not None:
                yield self._listing(page, section)
            if not reason and (listing.articles or section == FRONT):
                async for request in self._discovered(listing):
                    yield request
        finally:
            self.under_way.ended()

    def _trouble(self, opened: OpenedPage, listing: Listing, section: str) -> str | None:
        if section != FRONT and self.locations.site.is_front(opened.url):
            return SENT_TO_FRONT
        return None if listing.articles else trouble_with(opened)

    async def _take(self, listing: Listing, section: str, url: str) -> PageLink | None:
        wanted = self._wanted(listing)
        self.sources.listed(article.id for article in listing.articles)
        if section == FRONT:
            await self.keeper.do(meet, self.keeper.run.id, [ArticleAddress(article.id, article.section) for article in wanted])
            return None
        if listing.articles:
            self._count("listings/with_articles")
        elif not self.descent.goes_on(section):
            self._count("failed/listing/no_articles" if self.descent.was_walked(section) else f"sections/without_articles/{section}")
        return await self.descent.read(section, listing, wanted, url)

    def _wanted(self, listing: Listing) -> Iterable[ListedArticle]:
        """The articles to follow: all, or with ``sections`` those that no other section claims."""
        if self.plan.sections is None:
            return listing.articles
        others = (names().keys() | set(listing.sections)) - set(self.plan.sections)
        return [article for article in listing.articles if article.section not in others]

    async def _discovered(self, listing: Listing) -> AsyncIterator[Request]:
        for section in listing.sections:
            if section in self.discovered or section in names() or self.descent.walks(section) or len(self.discovered) >= MOST_SECTIONS:
                continue
            self.discovered.add(section)
            self._count(f"sections/discovered/{section}")
            self.logger.info("Section %s is linked, but not in buratha/resources/sections.toml", section)
            if self.plan.sections is None:
                yield self._listing(await self.descent.begin(section), section)

    async def listing_failed(self, failure: Failure) -> AsyncIterator[Request]:
        """Count a listing's page that could not be fetched, and go on beyond it where that is possible."""
        request = _request_of(failure)
        try:
            section, number = request.cb_kwargs["section"], request.cb_kwargs["number"]
            if page := await self._listing_trouble(section, number, reason_of(failure), request.url):
                yield self._listing(page, section)
        finally:
            self.under_way.ended()

    async def _listing_trouble(self, section: str, number: int, reason: str, url: str) -> PageLink | None:
        """Tell a listing's end, or a section that is not there, from a listing that is broken."""
        missing = reason in MISSING
        if missing and section != FRONT and self.descent.goes_on(section):
            return await self.descent.ended(section, reason)
        if reason == FORBIDDEN:
            self._count(f"{FORBIDDEN}/listing")
        elif missing and section not in (self.plan.sections or ()) and not self.descent.was_walked(section):
            self._count(f"sections/missing/{section or 'front'}")
        elif number == 1 and section in self.discovered:
            self._count(f"sections/unreadable/{section}")  # a link that looks like a section's is no proof of one
        else:
            self._count(f"failed/listing/{reason}")
        self.logger.warning("Listing not read (%s): %s", reason, url)
        return await self.descent.lost(section, reason) if section != FRONT else None

    # -- other sources -------------------------------------------------------------------------------------------------
    def robots_parsed(self, robotparser: RobotParser) -> None:
        """Ask for the sitemaps that robots.txt names, when everything is to be crawled."""
        parsed = getattr(robotparser, "rp", None)  # Scrapy's parsers do not pass sitemaps on; the one that it uses has them
        if self.plan.is_everything and hasattr(self, "sources") and parsed is not None:
            for url in self.sources.fresh(url for url in getattr(parsed, "sitemaps", ()) if self.locations.site.owns(url)):
                self.crawler.engine.crawl(self._source(self.locations.site.at_base(url), SITEMAP))

    async def source_read(self, response: Response, kind: str) -> AsyncIterator[Request]:
        """Take in the feed or a sitemap, and ask for the sitemaps that it names."""
        try:
            further: list[str] = []
            if kind == FEED:
                trouble = await self.sources.take_feed(response, _content_type(response))
            else:
                further, trouble = await self.sources.take_sitemap(response)
            if trouble:
                self._source_trouble(kind, trouble, response.url)
            for url in further:
                yield self._source(self.locations.site.at_base(url), SITEMAP)
        finally:
            self.under_way.ended()

    def source_failed(self, failure: Failure) -> None:
        """Count a feed or a sitemap that could not be fetched."""
        request = _request_of(failure)
        self._source_trouble(request.cb_kwargs["kind"], reason_of(failure), request.url)
        self.under_way.ended()

    def _source_trouble(self, kind: str, reason: str, url: str) -> None:
        """A source that is not there is no fault: nobody knows whether the site has one. One that fails may have named something new."""
        there_is_none = reason in MISSING or reason in NO_SOURCE
        self._count(f"{kind}/{reason}" if there_is_none else f"failed/{kind}/{reason}")
        self.logger.log(logging.INFO if there_is_none else logging.WARNING, "The %s was not read (%s): %s", kind, reason, url)

    async def lesson_read(self, response: Response, lesson: str) -> None:
        """Learn how the server answers for what does not exist."""
        try:
            self.numbers.learn(lesson, answer_of(response, open_page(response.body, response.url, _content_type(response))))
        finally:
            self.under_way.ended()

    def lesson_failed(self, failure: Failure) -> None:
        """Learn nothing."""
        self.logger.info("Nothing learnt from %s: %s", _request_of(failure).url, reason_of(failure))
        self.under_way.ended()

    # -- articles ------------------------------------------------------------------------------------------------------
    async def article_read(self, response: Response, number: int, others: list[str]) -> AsyncIterator[Article | Request]:
        """Read an article's page, and note that its request has ended."""
        try:
            address = article_address(response.url)
            opened = open_page(response.body, response.url, _content_type(response))
            if self.numbers.is_absent(response, opened):
                async for request in self._not_there(number, others, response.url):
                    yield request
            elif address is None or address.id != number:
                await self._no_article(no_article("not_an_article_address", response.url, f"article {number} was asked for"), number)
            elif self.wholeness.is_whole(opened.decoded.text, response):
                async for article in self._article_on(opened, response, number):
                    yield article
            elif again := ask_again(opened.decoded.text, response, self):
                yield self.under_way.begun(again)
            else:
                await self._not_fetched(number, response.url, CUT_OFF)
        finally:
            self.under_way.ended()

    async def parse_article(self, response: Response) -> AsyncIterator[Article]:
        """Read an article's page, for ``scrapy parse``."""
        async for article in self._article_on(open_page(response.body, response.url, _content_type(response)), response):
            yield article

    async def _article_on(self, opened: OpenedPage, response: Response, number: int | None = None) -> AsyncIterator[Article]:
        """Read a page; one of a layout that is not known yet waits for others (see :mod:`buratha.warmup`)."""
        fetched = fetched_at(response) or utc_now()
        read = await self.reader.read(opened, fetched)
        if isinstance(read, NoArticle):
            await self._no_article(read, number)
        else:
            yield load_article(read, fetched)

    async def article_failed(self, failure: Failure) -> AsyncIterator[Request]:
        """Count an article's page that could not be fetched; one that does not exist is no failure."""
        request, reason = _request_of(failure), reason_of(failure)
        number = request.cb_kwargs["number"]
        try:
            if reason in MISSING or (reason == NOT_RECORDED and self.plan.ids is not None):
                async for again in self._not_there(number, request.cb_kwargs["others"], request.url, reason):
                    yield again
            else:
                await self._not_fetched(number, request.url, reason)
        finally:
            self.under_way.ended()

    async def _not_there(self, number: int, others: list[str], url: str, reason: str = "not_found") -> AsyncIterator[Request]:
        """There is no such article in the section asked for: ask for it in the others, or believe it."""
        if others:
            yield self._numbered(number, others)
        else:
            await self._no_article(no_article("not_found", url, reason), number)

    async def _not_fetched(self, number: int, url: str, reason: str) -> None:
        self._count(f"{FORBIDDEN}/article" if reason == FORBIDDEN else f"failed/article/{reason}")
        self.logger.warning("Article not fetched (%s): %s", reason, url)
        await self._missed(number, url, reason)

    async def _no_article(self, found: NoArticle, number: int | None) -> None:
        self._count(f"no_article/{found.reason}")
        awaited = self.plan.ids is not None and found.reason == "not_found"  # among all numbers, many were never given
        self.logger.log(logging.INFO if awaited else logging.WARNING, "No article (%s): %s", found, found.url)
        if number is not None:
            await self._missed(number, found.url, found.reason)

    async def _missed(self, number: int, url: str, reason: str) -> None:
        """Note in the archive that an article could not be had."""
        address = article_address(url)
        section = address.section if address and address.id == number else "news"
        limits = ANSWERS | {"not_found": 1} if self.plan.ids is not None else ANSWERS
        run = self.keeper.run.id
        await self.keeper.do(missed, run, ArticleAddress(number, section), reason, limits=limits, otherwise=self.most_tries)

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
