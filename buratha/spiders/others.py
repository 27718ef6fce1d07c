"""What is neither listing nor article: the feed, sitemaps, lessons about the server, and what earlier runs left to be delivered."""

import logging
from collections.abc import AsyncIterator, Iterable, Iterator, Sequence

from scrapy import Request
from scrapy.http import Response
from scrapy.robotstxt import RobotParser
from scrapy.utils.datatypes import SequenceExclude
from twisted.python.failure import Failure

from buratha.delivery import Delivery
from buratha.failures import MISSING, reason_of
from buratha.fingerprints import LISTING
from buratha.items import Article, from_record
from buratha.named_now import named_on
from buratha.numbers import FAULT, NAMED, answer_of, asked_first
from buratha.numbers import request_of as answered
from buratha.pages.opened import open_page
from buratha.sources import FEED, GONE, NO_SOURCE, SITEMAP
from buratha.spiders.base import LISTING_PRIORITY, AgencySpider, content_type_of, request_of
from buratha.urls import resolve

WAITING_PRIORITY = 2_000_000
"""What earlier runs kept and did not deliver comes before everything else."""
_WAITING = "data:,waiting"
_NAMED = 20
"""So many numbers are named in a line."""


class OtherPages(AgencySpider):
    """The part of the spider that looks beyond the listings."""

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
        """A request to learn from. It is not recorded: what is answered under a section that is not its own would pass for an article's last page."""
        meta = {"handle_httpstatus_list": SequenceExclude(range(300, 400)), "dont_cache": True}
        return self.under_way.begun(
            Request(
                url,
                callback=self.lesson_read,
                errback=self.lesson_failed,
                cb_kwargs={"lesson": lesson},
                meta=meta | ({LISTING: True} if lesson == NAMED else {}),
                priority=LISTING_PRIORITY,
                dont_filter=True,
            )
        )

    # -- what earlier runs did not deliver -----------------------------------------------------------------------------
    def _waiting(self, ids: Sequence[int] | None = None) -> Request:
        """A request that asks nobody: Scrapy takes items from callbacks only."""
        return self.under_way.begun(
            Request(
                _WAITING,
                self.deliver_waiting,
                errback=self.waiting_failed,
                cb_kwargs={"ids": ids},
                priority=WAITING_PRIORITY,
                dont_filter=True,
            )
        )

    async def _released(self) -> list[int]:
        """Articles that are to be delivered because the one whose text they have has another text now."""
        if found := await self.keeper.release():
            self.crawler.stats.inc_value("buratha/released", len(found))
            some = ", ".join(map(str, sorted(found)[:_NAMED])) + (" …" if len(found) > _NAMED else "")
            self.logger.info("To be delivered after all, since the article whose text they have was changed: %s", some)
        return found

    async def deliver_waiting(self, response: Response, ids: Sequence[int] | None = None) -> AsyncIterator[Article]:  # noqa: ARG002 - it says nothing
        """Pass on to the feeds what earlier runs kept and did not deliver, or what this run has released."""
        try:
            while records := await Delivery.of(self.crawler).take_waiting(ids):
                for record in records:
                    self._count("delivered_late")
                    yield from_record(record)
        finally:
            self.under_way.ended()

    def waiting_failed(self, failure: Failure) -> None:
        """Say that it did not come to that; they wait for the next run."""
        self.under_way.ended()
        self._count("deliveries/failed")
        self.logger.error("What earlier runs kept was not delivered: %s", failure.value)

    # -- other sources -------------------------------------------------------------------------------------------------
    def robots_parsed(self, robotparser: RobotParser) -> None:
        """Ask for the sitemaps that robots.txt names, when everything is to be crawled."""
        parsed = getattr(robotparser, "rp", None)  # Scrapy's parsers do not pass sitemaps on; the one that it uses has them
        if self.plan.is_everything and hasattr(self, "sources") and parsed is not None:
            for url in self.sources.fresh(self._own_sitemaps(getattr(parsed, "sitemaps", ()))):
                self.crawler.engine.crawl(self._source(self.locations.site.at_base(url), SITEMAP))

    def _own_sitemaps(self, named: Iterable[str]) -> Iterator[str]:
        """The sitemaps of this server, their addresses made whole: some write them without the host."""
        for text in named:
            url = resolve(f"{self.locations.site.base}/", text)
            if url is not None and self.locations.site.owns(url):
                yield url
            else:
                self._count(f"{SITEMAP}/elsewhere")
                self.logger.warning("robots.txt names a sitemap that is not of this server, and is not read: %s", text)

    async def source_read(self, response: Response, kind: str) -> AsyncIterator[Request]:
        """Take in the feed or a sitemap, and ask for the sitemaps that it names."""
        try:
            further: list[str] = []
            if kind == FEED:
                trouble = await self.sources.take_feed(response, content_type_of(response))
            else:
                further, trouble = await self.sources.take_sitemap(response)
            if trouble:
                await self._source_trouble(kind, trouble, answered(response))
            for url in further:
                yield self._source(self.locations.site.at_base(url), SITEMAP)
        finally:
            self.under_way.ended()

    async def source_failed(self, failure: Failure) -> None:
        """Count a feed or a sitemap that could not be fetched."""
        request = request_of(failure)
        try:
            await self._source_trouble(request.cb_kwargs["kind"], reason_of(failure), request)
        finally:
            self.under_way.ended()

    async def _source_trouble(self, kind: str, reason: str, request: Request) -> None:
        """A source that is not there is no fault: the site may have none. One that fails, or was read before, may have named something new."""
        is_missed = reason in GONE and await self.sources.is_missed(asked_first(request), self.most_tries)
        there_is_none = (reason in MISSING or reason in NO_SOURCE) and not is_missed
        self._count(f"{kind}/{reason}" if there_is_none else f"failed/{kind}/{reason}")
        self.logger.log(logging.INFO if there_is_none else logging.WARNING, "The %s was not read (%s): %s", kind, reason, request.url)

    async def lesson_read(self, response: Response, lesson: str) -> None:
        """Learn how the server answers for what does not exist."""
        try:
            if lesson == NAMED and response.status >= FAULT:
                self.numbers.failed(lesson)
            elif lesson == NAMED:
                self.numbers.learn_named(named_on(response, content_type_of(response)))
            else:
                self.numbers.learn(lesson, answer_of(response, open_page(response.body, response.url, content_type_of(response))))
        finally:
            self.under_way.ended()

    def lesson_failed(self, failure: Failure) -> None:
        """Learn nothing."""
        self.numbers.failed(request_of(failure).cb_kwargs["lesson"])
        self.logger.info("Nothing learnt from %s: %s", request_of(failure).url, reason_of(failure))
        self.under_way.ended()
