"""Held articles, read once more by the extractor of today: from raw pages that were kept, or from the agency."""

from collections.abc import AsyncIterator, Iterable

from scrapy import Request

from buratha.archive import again
from buratha.spiders.articles import ArticlePages
from buratha.urls import ArticleAddress

_AT_ONCE = 200


class ReadAgain(ArticlePages):
    """The part of the spider that goes through the archive. It asks for no listing, and changes nothing of what is known of them."""

    async def _held_again(self) -> AsyncIterator[Request]:
        """Everything held of what was asked for, newest first; articles that repeat others after all others are kept."""
        part = again.slice_of(self.plan, self.scope)
        later = await self.keeper.do(again.repeats, part)
        kept_back, number = frozenset(later), None
        while found := await self.keeper.do(again.below, part, number, _AT_ONCE):
            number = found[-1].id
            async for request in self._each(address for address in found if address.id not in kept_back):
                yield request
        await self.under_way.none()
        for start in range(0, len(later), _AT_ONCE):
            async for request in self._each(await self.keeper.do(again.addresses, later[start : start + _AT_ONCE])):
                yield request
        if number is None:
            self.logger.warning("Nothing is read again: the archive holds no article of what was asked for")

    async def _each(self, addresses: Iterable[ArticleAddress]) -> AsyncIterator[Request]:
        for address in addresses:
            await self.under_way.has_room()
            if self.is_shut_out:
                return
            self._count("again/asked")
            yield self._article(address)
