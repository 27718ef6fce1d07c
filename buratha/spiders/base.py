"""What all parts of the spider share: its arguments, its tools, and what is under way."""

from typing import Any, Self

from scrapy import Request, Spider, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import CloseSpider
from scrapy.http import Response
from twisted.python.failure import Failure

from buratha.archive.frontier import any_held
from buratha.archive.keeper import UNAVAILABLE, Keeper
from buratha.archive.scope import Scope
from buratha.archive.waiting import of_plan
from buratha.arguments import Arguments
from buratha.bounds import bounds_of
from buratha.browser import Asker
from buratha.browser.finishing import Finishing
from buratha.closed_sections import closed_sections
from buratha.delivery import Delivery
from buratha.elsewhere import Elsewhere
from buratha.furniture import load_furniture, save_furniture
from buratha.layouts import layouts_of
from buratha.listed_addresses import ListedAddresses
from buratha.locations import Locations
from buratha.middlewares import ROBOTS_FAILED
from buratha.numbers import Numbers
from buratha.outlets.doubted import Doubted
from buratha.pages.repetition import Repetition
from buratha.reader import PageReader
from buratha.sources import Sources
from buratha.streaks import Streaks
from buratha.underway import UnderWay, check_queue
from buratha.urls import MIRRORS
from buratha.walks.descent import Descent
from buratha.wholeness import Wholeness

LISTING_PRIORITY = 1_000_000
"""Listings before articles, which have their thousand as priority."""
AFTER_ARTICLES = -1
"""Listings when articles have waited for long."""


class AgencySpider(Spider):
    """The agency's spider without its callbacks."""

    def __init__(self, **arguments: Any) -> None:
        """Check the arguments."""
        self.plan = Arguments.parse(**arguments)
        super().__init__(**arguments)
        self.discovered: set[str] = set()
        self.not_understood: set[str] = set()
        self.wholeness = Wholeness()
        self.doubted = Doubted()
        self.streaks = Streaks()
        self.elsewhere = Elsewhere()
        self.listed_addresses = ListedAddresses()

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        """Make the spider for a crawler, with what was learnt in earlier runs."""
        check_queue(crawler.settings)
        closed = closed_sections(crawler.settings)
        spider = super().from_crawler(crawler, *args, **kwargs)
        spider.closed = closed
        spider.locations = Locations.of(crawler.settings)
        after = crawler.settings.getint("BURATHA_READER_PROCESS_AFTER")
        spider.reader = PageReader(load_furniture(spider.locations), spider.is_quiet, after if after >= 0 else None, layouts_of(crawler.settings))
        spider.browser = Asker(crawler)
        spider.finishing = Finishing(crawler, spider.browser)
        spider.under_way = UnderWay(crawler, spider.look_on)
        crawler.signals.connect(spider.keep_furniture, signals.spider_closed)
        return spider

    locations: Locations
    learnt: Repetition
    """What is known of the site's furniture when the run has ended."""
    reader: PageReader
    browser: Asker
    finishing: Finishing
    under_way: UnderWay
    closed: frozenset[str]
    """The sections that somebody has named as closed: unless a run names them itself, it does not ask for their listings."""
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

    async def _open(self) -> None:
        self.keeper = Keeper.of(self.crawler)
        if self.plan.again:
            self.keeper.again = True  # whatever differs is delivered, on whichever day it turns out to be published
        else:
            self.keeper.is_outside = self.plan.is_outside
        await self.keeper.open()
        await Delivery.of(self.crawler).recover()
        self.crawler.stats.set_value("buratha/archive/held_before", await self.keeper.do(any_held))
        settings = self.crawler.settings
        self.most_tries = settings.getint("BURATHA_MOST_TRIES")
        stats = self.crawler.stats
        self.scope, limits = await bounds_of(self.plan, self.keeper)
        Delivery.of(self.crawler).wanted = of_plan(self.plan, self.scope)
        self.descent = Descent(self.keeper, self.locations.site, stats, limits, self.most_tries, self.elsewhere)
        self.sources = Sources(self.keeper, stats, self.elsewhere)
        self.numbers = Numbers(self.keeper, self.locations.site)
        await self.numbers.recall()
        await self.listed_addresses.recall(self.keeper, self.locations.site)

    @property
    def is_shut_out(self) -> bool:
        """Whether nobody knows what the agency's robots.txt forbids: then there is no use in going on."""
        return any(name.startswith(ROBOTS_FAILED) for name in self.crawler.stats.get_stats())

    def look_on(self) -> None:
        """Look, while waiting, whether there is any use in it.

        Raises:
            CloseSpider: the archive failed.

        """
        if self.keeper.failure is not None:
            raise CloseSpider(UNAVAILABLE)

    # -- the run -------------------------------------------------------------------------------------------------------
    def is_quiet(self) -> bool:
        """Whether no page is on its way and none will be asked for as things stand."""
        engine = self.crawler.engine
        waiting = engine.scheduler is not None and engine.scheduler.has_pending_requests()
        return not engine.downloader.active and (not waiting or engine.needs_backout())

    async def _keep_addresses(self) -> None:
        """Keep what the run has found of listed addresses; raw pages say nothing of the server as it is."""
        if not self.crawler.settings.get("BURATHA_WARC_REPLAY"):
            await self.listed_addresses.keep(self.keeper, self.locations.site)

    async def keep_furniture(self) -> None:
        """Keep what was learnt for the next run; raw pages of long ago, read once more, say nothing of the site as it is."""
        self.learnt = await self.reader.learnt()
        if not (self.plan.again and self.crawler.settings.get("BURATHA_WARC_REPLAY")):
            save_furniture(self.learnt, self.locations)
        await self.reader.close()

    def _count(self, name: str) -> None:
        self.crawler.stats.inc_value(f"buratha/{name}")


def request_of(failure: Failure) -> Request:
    """The request that a failure is of."""
    request: Request = failure.request  # type: ignore[attr-defined]  # Scrapy sets it
    return request


def content_type_of(response: Response) -> str | None:
    """The header as the server sent it."""
    header = response.headers.get("Content-Type")
    return header.decode("latin-1") if header else None
