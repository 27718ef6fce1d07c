"""Crawls that days bound: which numbers are of those days is found out as they go, so that little is asked for that is not wanted."""

from collections.abc import AsyncIterator
from dataclasses import replace

from scrapy import Request

from buratha.archive.frontier import count_undated, middle, outermost
from buratha.archive.scope import Scope, count_left_out
from buratha.bounds import bounds_of, edges_of, unproven
from buratha.spiders.articles import ArticlePages
from buratha.urls import ArticleAddress

_MOST_PROBES = 60
"""So many articles are read at the most only to learn their days: half of them would be enough for all numbers that there are."""
_FEW = 4
"""So many articles at the edge of what is wanted are simply read."""
_MOST_CHECKS = 8
"""So many articles beyond each bound are read at the most to see that they are of other days: many pages tell no day, but not so many in a row."""


class DatedPages(ArticlePages):
    """The part of the spider that learns where days begin in the sequence of numbers."""

    async def _sharpen(self, *, by_day_only: bool = False) -> None:
        """Bound the run by what is known of numbers and days by now."""
        scope, limits = await bounds_of(self.plan, self.keeper)
        self.scope = replace(scope, by_day_only=by_day_only)
        self.descent.limit(limits)

    async def _probes(self) -> AsyncIterator[Request]:
        """Articles amid those of which nothing tells whether they are wanted, until their days have told it of nearly all."""
        checks = 0
        for _ in range(_MOST_PROBES // 2):
            await self._sharpen()
            found = []
            for ids in await edges_of(self.plan, self.keeper):
                found += await self.keeper.do(middle, self.keeper.run.id, self.scope, ids, _FEW)
            if not found and checks < _MOST_CHECKS:
                found, checks = await self._beyond_the_bounds(), checks + 1
            if not found or self.is_shut_out:
                return
            async for request in self._handed_out(found):
                self._count("probed_for_days")
                yield request
            await self.under_way.settled()

    async def _beyond_the_bounds(self) -> list[ArticleAddress]:
        """The articles next to the bounds that only the speed of the sequence leaves out: where their days are wanted ones, it ran otherwise."""
        older, newer = await unproven(self.plan, self.keeper)
        run, anywhere = self.keeper.run.id, self._whatever_the_number()
        found: list[ArticleAddress] = await self.keeper.do(outermost, run, anywhere, older, newest=True)
        return found + await self.keeper.do(outermost, run, anywhere, newer, newest=False)

    def _whatever_the_number(self) -> Scope:
        return replace(self.scope, least=None, greatest=None, by_day_only=False)

    async def _count_what_numbers_left_out(self) -> None:
        """Say how many articles were not asked for because of what their numbers tell of their days, and nothing else."""
        run, anywhere = self.keeper.run.id, self._whatever_the_number()
        if count := await self.keeper.do(count_left_out, run, self.scope):
            self.logger.info("%d known articles that no listing dates were left out: by their numbers they are of other days", count)
        self.crawler.stats.set_value("buratha/left_out/by_number", count)
        each = [await self.keeper.do(count_undated, run, anywhere, ids) for ids in await unproven(self.plan, self.keeper)]
        self.crawler.stats.set_value("buratha/left_out/unproven", sum(each))
