"""The agency's spider: listings to articles over all pages of all sections, newest first."""

from collections import Counter
from collections.abc import AsyncIterator, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, Self

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.http import Response

from buratha.archive import refused_days, textless
from buratha.archive.disbelief import InVain, any_fresh, disbelieve, disbelieve_ids, in_vain
from buratha.archive.frontier import backlog, claim, claim_young, count_kept, count_not_asked, in_slices, not_held, sections_named
from buratha.archive.lost_texts import TEXT_LOST
from buratha.archive.scope import Scope
from buratha.archive.walks import count_open, count_standing, walked_sections
from buratha.belief import are_texts_lost, is_unwell, missing_too_often, not_the_articles
from buratha.browser.addon import LACKS, NOT_STARTED, UNDRAWN, Browser
from buratha.checks.remains import LEFT_STANDING
from buratha.delivery import Delivery
from buratha.failures import BROWSER_UNAVAILABLE, WITHDRAWN
from buratha.monitors import BY_SETTING
from buratha.pages.kinds import REASONS
from buratha.pages.listing import PageLink, read_listing
from buratha.pages.opened import open_page
from buratha.sections import names
from buratha.sources import FEED
from buratha.spiders.again import ReadAgain
from buratha.spiders.base import content_type_of
from buratha.spiders.dated import DatedPages
from buratha.spiders.listings import FRONT, NEEDS_BROWSER, ListingPages
from buratha.spiders.others import OtherPages
from buratha.urls import ArticleAddress
from buratha.warc.replay import Replay

_LACKS = {"no_text": textless, "no_day": refused_days}
"""What held articles may lack that a later visit finds, as it is counted, and where it is known of which."""


class BurathaSpider(ListingPages, ReadAgain, DatedPages, OtherPages):
    """Crawls the agency. Arguments: see :mod:`buratha.arguments`."""

    name = "buratha"

    _has_judged = False

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        """Make the spider for a crawler, and listen for its robots.txt."""
        spider = super().from_crawler(crawler, *args, **kwargs)
        crawler.signals.connect(spider.robots_parsed, signals.robots_parsed)
        crawler.signals.connect(spider.judge_at_the_end, signals.spider_closed)
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
        await self._released()  # of runs that were cut short
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
        if released := await self._released():
            yield self._waiting(released)
            await self.under_way.settled()
        if self.plan.is_dated and not self.plan.again:
            await self._count_what_numbers_left_out()
        await self._judge()
        if self.plan.is_everything:
            await self._count_what_is_missing()

    async def judge_at_the_end(self, reason: str) -> None:
        """Judge a run that was told to end before it came to that."""
        if hasattr(self, "scope") and not self._has_judged and self.keeper.is_open and self.keeper.failure is None:
            await self._judge()
            if reason.startswith(BY_SETTING) and self.plan.ids is None and not self.plan.again:
                await self._count_what_the_limit_left()

    async def _count_what_the_limit_left(self) -> None:
        run, stats = self.keeper.run.id, self.crawler.stats
        left = await self.keeper.do(count_not_asked, run, self.scope)
        stats.set_value("buratha/told_to_end/known", left + len(self._asked))
        if self.plan.is_everything:
            for why, count in (await self.keeper.do(count_standing, run, self.closed)).items():
                stats.set_value(f"{LEFT_STANDING}{why}", count)

    async def _judge(self) -> None:
        """Doubt what came to nothing where that is the site's fault: then no article's tries are used up, and they are asked for again."""
        self._has_judged = True
        await self.descent.judge_first_pages()
        await self.descent.judge_silent_buttons()
        kept = {how: self.crawler.stats.get_value(f"buratha/kept/{how}", 0) for how in ("new", "revised")}
        run = self.keeper.run.id
        known = sum(self.crawler.stats.get_value(f"buratha/dropped/{why}", 0) for why in ("unchanged", "older_than_held"))
        found = await self.keeper.do(in_vain, run)
        if self.plan.ids is None and not self.plan.again:
            await self._judge_the_missing(found, sum(kept.values()), kept["revised"] + known)
        if is_unwell(found, new=kept["new"], again=kept["revised"] + known):
            self._doubt(await self.keeper.do(disbelieve, run, not_the_articles(found)), "the site was not well")
        else:
            if are_texts_lost(found):
                self._doubt(await self.keeper.do(disbelieve, run, {TEXT_LOST}), "several held articles came back without their text")
            for ids in self.texts.shared():
                if await self.keeper.do(any_fresh, run, ids):
                    self._doubt(await self.keeper.do(disbelieve_ids, run, ids), "their pages have one and the same text")
        await self._keep_addresses()

    async def _judge_the_missing(self, found: list[InVain], kept: int, again: int) -> None:
        """A server that has none of very many articles that it should have is at fault; old links that lead nowhere are not counted."""
        listed = self.crawler.stats.get_value("buratha/no_article/not_found", 0)
        if reasons := missing_too_often(found, listed=listed, kept=kept, again=again):
            count = (await self.keeper.do(disbelieve, self.keeper.run.id, reasons)).total()
            self.crawler.stats.set_value("buratha/failed/article/not_found_too_often", count)
            which = "that its listings name" if WITHDRAWN not in reasons else "that its listings name, or that it had not long ago"
            self.logger.error("The server has no page for %d articles %s; the next run asks for them again", count, which)

    def _doubt(self, again: Counter[str], why: str) -> None:
        """Say what is not believed. What could not be fetched is counted as failed already, and for want of a browser the site is not to blame."""
        for lack in {lack for reason in again if (lack := self._browser_lacks(reason))}:
            count = sum(again.pop(reason) for reason in list(again) if self._browser_lacks(reason) == lack)
            self.crawler.stats.inc_value(f"{UNDRAWN}{lack}", count)
            self.logger.error("%d articles are drawn by script and came to nothing, since %s; the next run asks for them again", count, LACKS[lack])
        if not again:
            return
        for reason in again.keys() & REASONS.keys():
            self.crawler.stats.inc_value(f"buratha/not_believed/{reason}", again[reason])
        if lost := again[TEXT_LOST]:
            self.crawler.stats.inc_value("buratha/texts_lost", lost)
        self.logger.error("%d articles came to nothing, which is not believed because %s; the next run asks for them again", again.total(), why)

    def _browser_lacks(self, reason: str) -> str | None:
        """Why there was no browser for an article that has come to nothing for this reason, where that is why it has."""
        if reason == BROWSER_UNAVAILABLE:
            return NOT_STARTED
        browser = self.crawler.get_addon(Browser)
        if reason != NEEDS_BROWSER or browser is None or self.crawler.settings.get("BURATHA_WARC_REPLAY"):
            return None
        return browser.lack

    async def _count_what_is_missing(self) -> None:
        """Say what later runs have to go back for."""
        for reason, count in (await self.keeper.do(count_open, self.closed)).items():
            self.crawler.stats.set_value(f"buratha/holes/{reason}", count)
        for reason, count in (await self.keeper.do(backlog)).items():
            self.crawler.stats.set_value(f"buratha/backlog/{reason}", count)
        for lack, lacking in _LACKS.items():
            if waiting := await self.keeper.do(lacking.count_waiting):
                self.crawler.stats.set_value(f"buratha/{lack}/waiting", waiting)

    async def _by_number(self, ids: range) -> AsyncIterator[Request]:
        await self.numbers.recall_sections()
        left = len(ids) - await self.keeper.do(count_kept, ids)
        if left and not self.crawler.settings.get("BURATHA_WARC_REPLAY"):  # an archive knows nothing of numbers that cannot exist
            async for lessons in self.numbers.lessons():
                for lesson, url in lessons:
                    yield self._lesson(lesson, url)
                await self.under_way.none()
            await self.numbers.keep()
        self.keeper.barred.named(ids)
        self.reader.expect(left)
        for part in in_slices(ids) if not self.is_shut_out else ():
            named = await self.keeper.do(sections_named, part)
            for number in self._worth_asking(self._recorded(await self.keeper.do(not_held, part)), named):
                await self.under_way.has_room()
                known = named.get(number)
                yield self._numbered(number, self.numbers.sections(number, known), is_guess=self.numbers.is_guess(number, known))

    def _worth_asking(self, numbers: list[int], named: Mapping[int, str]) -> list[int]:
        """Those of some numbers whose pages can be believed; the others are counted."""
        found = [number for number in numbers if self.numbers.can_be_told(number, is_named=number in named)]
        if left := len(numbers) - len(found):
            name = "numbers/not_to_be_told" if self.numbers.tells_nothing else "left_out/above_the_newest"
            self.crawler.stats.inc_value(f"buratha/{name}", left)
        return found

    def _recorded(self, numbers: list[int]) -> list[int]:
        """In a replay, the numbers that the WARC files name. Of the others nobody has said anything, so the archive does not hear of them either."""
        replay = self.crawler.get_extension(Replay)
        return numbers if replay is None else replay.recorded(numbers)

    async def _by_listing(self) -> AsyncIterator[Request]:
        every = dict.fromkeys([*names(), *await self.keeper.do(walked_sections)])
        sections = self.plan.sections or [section for section in every if section not in self.closed]
        self.descent.plan({*sections, *self.closed})
        if self.plan.sections is None:
            yield self._source(self.locations.site.feed, FEED)
            for front in self.locations.site.fronts:
                yield self._listing(PageLink(front, 1), FRONT)
        if self.plan.is_dated:
            await self.under_way.settled()
            await self._sharpen(by_day_only=True)
        async for request in self._walked(sections):
            yield request
        if self.plan.is_dated:
            async for request in self._of_unknown_days():
                yield request
        self.sources.check()
        if self.plan.pages is None:
            async for request in self._claimed(young=True):
                yield request
            for lack in _LACKS:
                async for request in self._lacking(lack):
                    yield request

    async def _walked(self, sections: Iterable[str]) -> AsyncIterator[Request]:
        """The listings of sections, down to where nothing is wanted any more, and the articles that they name."""
        for section in sections:
            yield self._listing(await self.descent.begin(section), section)
        async for request in self._claimed():
            yield request

    async def _of_unknown_days(self) -> AsyncIterator[Request]:
        """Articles beside which no listing has printed a day, when those that have one tell of theirs."""
        walked_to = self.scope.least or 0
        await self.under_way.settled()
        async for request in self._probes():
            yield request
        async for request in self._claimed():
            yield request
        if (self.scope.least or 0) < walked_to:
            self.logger.info("Numbers grew more slowly than was believed: the listings are walked once more, down to %d", self.scope.least)
            async for request in self._walked(self.descent.begun):
                yield request
            async for request in self._of_unknown_days():
                yield request

    async def _lacking(self, lack: str) -> AsyncIterator[Request]:
        """Held articles that lack their text or their day, once it is known what the run's other pages have. Raw pages have no news of them."""
        if self.crawler.settings.get("BURATHA_WARC_REPLAY"):
            return
        await self.under_way.settled()
        run = self.keeper.run
        while not self.is_shut_out:
            await self.under_way.has_room()
            found = await self.keeper.do(_LACKS[lack].claim, run.id, self._scope_left(), run.started, self.under_way.room)
            for address in found:
                self._count(f"{lack}/asked")
                yield self._article(address)
            if not found:
                return

    async def _claimed(self, *, young: bool = False) -> AsyncIterator[Request]:
        """Articles that are not held, or held ones that are young, until there are none and nothing that could lead to more is under way."""
        while True:
            await self.under_way.has_room()
            if self.is_shut_out:
                return
            idle, most = self.under_way.count == 0, self.under_way.room
            found = await (self._claim_young(most) if young else self.keeper.do(claim, self.keeper.run.id, self._scope_left(), most))
            async for request in self._handed_out(found):
                yield request
            if not found and (idle or young):
                return
            if not found:
                await self.under_way.progress()

    def _scope_left(self) -> Scope:
        """What the run may still ask for."""
        return replace(self.scope, without=tuple(sorted(self.streaks.ended))) if self.streaks.ended else self.scope

    async def _claim_young(self, most: int) -> list[ArticleAddress]:
        age = timedelta(hours=self.crawler.settings.getfloat("BURATHA_YOUNG_HOURS"))
        run = self.keeper.run
        since = int((datetime.fromisoformat(run.started) - age).timestamp())
        return await self.keeper.do(claim_young, run.id, self._scope_left(), since, run.started, most)
