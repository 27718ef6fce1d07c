"""Crawls that days bound: which numbers are of those days is found out as they go, so that little is asked for that is not wanted."""

from collections.abc import AsyncIterator
from dataclasses import replace

from scrapy import Request

from buratha.archive.frontier import middle
from buratha.bounds import bounds_of, edges_of
from buratha.spiders.articles import ArticlePages

_MOST_PROBES = 60
"""So many articles are read at the most only to learn their days: half of them would be enough for all numbers that there are."""
_FEW = 4
"""So many articles at the edge of what is wanted are simply read."""


class DatedPages(ArticlePages):
    """The part of the spider that learns where days begin in the sequence of numbers."""

    async def _sharpen(self, *, by_day_only: bool = False) -> None:
        """Bound the run by what is known of numbers and days by now."""
        scope, limits = await bounds_of(self.plan, self.keeper)
        self.scope = replace(scope, by_day_only=by_day_only)
        self.descent.limit(limits)

    async def _probes(self) -> AsyncIterator[Request]:
        """Articles amid those of which nothing tells whether they are wanted, until their days have told it of nearly all."""
        for _ in range(_MOST_PROBES // 2):
            await self._sharpen()
            found = []
            for ids in await edges_of(self.plan, self.keeper):
                found += await self.keeper.do(middle, self.keeper.run.id, self.scope, ids, _FEW)
            if not found or self.is_shut_out:
                return
            for address in found:
                self._count("probed_for_days")
                yield self._article(address)
            await self.under_way.settled()
