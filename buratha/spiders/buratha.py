"""The agency's spider: listings to articles over all pages of all sections, newest first."""

from collections.abc import AsyncIterator, Iterator
from datetime import datetime, timedelta
from typing import Any, Self

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.http import Response

from buratha.archive.frontier import backlog, claim, claim_young, disbelieve, not_held
from buratha.archive.scope import count_left_out
from buratha.archive.walks import count_open, walked_sections
from buratha.delivery import Delivery
from buratha.pages.listing import PageLink, read_listing
from buratha.pages.opened import open_page
from buratha.sections import names
from buratha.sources import FEED, FEED_PATH
from buratha.spiders.again import ReadAgain
from buratha.spiders.base import content_type_of
from buratha.spiders.listings import FRONT, ListingPages
from buratha.spiders.others import OtherPages
from buratha.urls import ArticleAddress

_MANY, _TOO_MANY = 20, 0.25
"""So many articles without a page, and so many for each one kept, are no coincidence."""


class BurathaSpider(ListingPages, ReadAgain, OtherPages):
    """Crawls the agency. Arguments: see :mod:`buratha.arguments`."""

    name = "buratha"

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        """Make the spider for a crawler, and listen for its robots.txt."""
        spider = super().from_crawler(crawler, *args, **kwargs)
        crawler.signals.connect(spider.robots_parsed, signals.robots_parsed)
        return spider

    def parse_listing(self, response: Response) -> Iterator[Request]:
        """The articles that a listing's page names, for ``scrapy parse`` and ``scrapy check``.

        @agency /arabic/news
        @follows article
        """
        listing = read_listing(open_page(response.body, response.url, content_type_of(response)).decoded.text, response.url)
        for article in listing.articles:
            yield Request(self.locations.site.article(ArticleAddress(article.id, article.section)), self.parse_article)

    async def start(self) -> AsyncIterator[Any]:
        """Ask for what earlier runs left, the listings, and the articles that are not held; in the end for those that may have been edited."""
        await self._open()
        if await Delivery.of(self.crawler).waiting():
            yield self._waiting()
        if self.plan.again:
            async for request in self._held_again():
                yield request
        elif self.plan.ids is not None:
            async for request in self._by_number(self.plan.ids):
                yield request
        else:
            async for request in self._by_listing():
                yield request
        await self.under_way.settled()
        if self.plan.is_dated and not self.plan.again:
            await self._count_what_numbers_left_out()
        await self._believe()
        if self.plan.is_everything:
            await self._count_what_is_missing()

    async def _believe(self) -> None:
        """Doubt a server that has none of very many articles that it lists itself: then that is its fault, and they are asked for again."""
        stats = self.crawler.stats
        missing, kept = (
            stats.get_value("buratha/no_article/not_found", 0),
            sum(stats.get_value(f"buratha/kept/{how}", 0) for how in ("new", "revised")),
        )
        if self.plan.ids is None and not self.plan.again and missing > _MANY and missing > kept * _TOO_MANY:
            again = await self.keeper.do(disbelieve, self.keeper.run.id)
            stats.set_value("buratha/failed/article/not_found_too_often", again)
            self.logger.error("The server has no page for %d articles that its listings name; the next run asks for them again", again)

    async def _count_what_numbers_left_out(self) -> None:
        """Say how many articles were not asked for because of what their numbers tell of their days, and nothing else."""
        count = await self.keeper.do(count_left_out, self.keeper.run.id, self.scope)
        self.crawler.stats.set_value("buratha/left_out/by_number", count)
        if count:
            self.logger.info("%d known articles that no listing dates were left out: by their numbers they are of other days", count)

    async def _count_what_is_missing(self) -> None:
        """Say what later runs have to go back for."""
        for reason, count in (await self.keeper.do(count_open)).items():
            self.crawler.stats.set_value(f"buratha/holes/{reason}", count)
        for reason, count in (await self.keeper.do(backlog)).items():
            self.crawler.stats.set_value(f"buratha/backlog/{reason}", count)

    async def _by_number(self, ids: range) -> AsyncIterator[Request]:
        replayed = bool(self.crawler.settings.get("BURATHA_WARC_REPLAY"))  # an archive knows nothing of numbers that cannot exist
        for lesson, url in [] if replayed else await self.numbers.lessons():
            yield self._lesson(lesson, url)
        await self.under_way.none()
        await self.numbers.keep()
        self.keeper.barred.named(ids)
        wanted = await self.keeper.do(not_held, ids)
        self.reader.expect(len(wanted))
        for number in wanted:
            await self.under_way.has_room()
            yield self._numbered(number, list(self.numbers.sections()))

    async def _by_listing(self) -> AsyncIterator[Request]:
        if self.plan.sections is None:
            yield self._source(self.locations.site.at_base(FEED_PATH), FEED)
            for front in self.locations.site.fronts:
                yield self._listing(PageLink(front, 1), FRONT)
        known = dict.fromkeys([*names(), *await self.keeper.do(walked_sections)])
        for section in self.plan.sections or known:
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
