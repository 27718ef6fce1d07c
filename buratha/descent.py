"""The walks through all sections of one run: which leg comes next, and what the archive has to know of it."""

import logging
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date

from scrapy.statscollectors import StatsCollector
from sqlalchemy import Connection

from buratha.archive.frontier import Known, known, meet, meet_again, revive
from buratha.archive.keeper import Keeper
from buratha.archive.tables import GONE
from buratha.archive.walks import open_holes, save, walked_to
from buratha.pages.listing import ListedArticle, Listing, PageLink
from buratha.site import Site
from buratha.urls import ArticleAddress
from buratha.walk import UNDER_WAY, Hole, Leg

_QUICK = 2
"""A walk of so few pages is over before anything new comes out."""

logger = logging.getLogger(__name__)


@dataclass(slots=True)
class Section:
    """One section's walk in this run: its legs, of which one is under way."""

    name: str
    leg: Leg
    was_walked: bool
    later: deque[Leg] = field(default_factory=deque)


@dataclass(frozen=True, slots=True)
class Limits:
    """How far listings are walked: at most so many pages of each, no further down than to an id or a day."""

    pages: int | None = None
    least: int | None = None
    since: date | None = None


class Descent:
    """Walks sections page by page, as far as ``limits`` say."""

    def __init__(self, keeper: Keeper, site: Site, stats: StatsCollector, limits: Limits, most_tries: int) -> None:
        self._keeper = keeper
        self._site = site
        self._stats = stats
        self._limits = limits
        self._most_tries = most_tries
        self._sections: dict[str, Section] = {}
        self.met = 0
        """How many articles the listings have named that were not known."""

    def walks(self, section: str) -> bool:
        """Whether a section is walked, or was."""
        return section in self._sections

    def was_walked(self, section: str) -> bool:
        """Whether earlier runs read this section's listing."""
        walk = self._sections.get(section)
        return walk is not None and walk.was_walked

    def goes_on(self, section: str) -> bool:
        """Whether a page of the section's was read in this run already."""
        leg = self._sections[section].leg
        return leg.read > 0 or not leg.is_top

    async def begin(self, section: str) -> PageLink:
        """The first page to ask for; the holes that earlier runs left in a section come after it."""
        top, holes = await self._keeper.do(lambda connection: (walked_to(connection, section), open_holes(connection, section)))
        first = Hole(section, self._site.listing(section), None, None, top, UNDER_WAY)
        limits = self._limits
        legs = [Leg(first, most=limits.pages, least=limits.least, since=limits.since)]
        if limits.pages is None:
            legs += [Leg(replace(hole, reason=UNDER_WAY), is_top=False, least=limits.least, since=limits.since) for hole in holes]
        self._sections[section] = Section(section, legs[0], top is not None, deque(legs[1:]))
        return PageLink(first.url, 1)

    async def read(self, section: str, listing: Listing, wanted: Iterable[ListedArticle], url: str) -> PageLink | None:
        """Take in a listing's page; gives the next one, or None when the section is done."""
        leg = self._sections[section].leg
        addresses = [ArticleAddress(article.id, article.section) for article in wanted]
        before = await self._keeper.do(known, [article.id for article in listing.articles])
        self._count(section, listing, sum(address.id not in before for address in addresses))
        ground = self._keeper.run.id + leg.is_again  # what this run has met itself is known ground to a second look
        page = leg.take(self._at_base(listing), before, ground, self._site.at_base(url))
        await self._keeper.do(self._met, addresses, before, leg)
        return await self._after(section, leg, page)

    def _met(self, connection: Connection, addresses: list[ArticleAddress], before: dict[int, Known], leg: Leg) -> None:
        run = self._keeper.run.id
        meet(connection, run, [address for address in addresses if address.id not in before])
        gone = [number for number, each in before.items() if each.state == GONE]
        if gone:
            revive(connection, gone)
        if self._limits.pages is not None:
            meet_again(connection, run, [address.id for address in addresses if address.id in before])
        save(connection, self._keeper.run.id, leg, self._most_tries)

    async def is_known_ground(self, section: str, listing: Listing) -> bool:
        """Whether a page lists only what earlier runs met and walked, so that there is nothing to find further down."""
        below = self._sections[section].leg.hole.below
        ids = [article.id for article in listing.articles]
        if below is None or not ids or max(ids) > below:
            return False
        before = await self._keeper.do(known, ids)
        return all(number in before and before[number].run < self._keeper.run.id for number in ids)

    async def cut_short(self, section: str, reason: str) -> None:
        """A listing's page ended before the listing did."""
        leg = self._sections[section].leg
        leg.cut_short(reason)
        self._stats.inc_value(f"buratha/failed/listing/{reason}")
        await self._keeper.do(save, self._keeper.run.id, leg, self._most_tries)

    def _count(self, section: str, listing: Listing, fresh: int) -> None:
        self._stats.inc_value(f"buratha/listed_pages/{section}")
        self._stats.inc_value(f"buratha/listed/{section}", len(listing.articles))
        self._stats.inc_value("buratha/met/listing", fresh)
        self.met += fresh

    async def ended(self, section: str, reason: str) -> PageLink | None:
        """The server says that there is no such page: the listing ended before it."""
        leg = self._sections[section].leg
        page = leg.past_its_end(reason)
        return await self._saved(section, leg, page)

    async def lost(self, section: str, reason: str) -> PageLink | None:
        """A listing's page could not be read; gives one to go on with all the same."""
        leg = self._sections[section].leg
        page = leg.lose(reason)
        return await self._saved(section, leg, page)

    async def _saved(self, section: str, leg: Leg, page: PageLink | None) -> PageLink | None:
        await self._keeper.do(save, self._keeper.run.id, leg, self._most_tries)
        return await self._after(section, leg, page)

    async def _after(self, section: str, leg: Leg, page: PageLink | None) -> PageLink | None:
        if page is not None:
            return page
        self._stats.inc_value(f"buratha/listings/end/{leg.end}")
        walk = self._sections[section]
        if self._is_outdated(leg):
            walk.later.append(self._once_more(leg))
        if not walk.later:
            return None
        walk.leg = walk.later.popleft()
        if walk.leg.is_top:
            return PageLink(walk.leg.hole.url, 1)
        self._stats.inc_value("buratha/listings/holes_gone_back_for")
        logger.info("Going back for a hole in %s at %s", section, walk.leg.hole.url)
        return PageLink(walk.leg.hole.url, walk.leg.hole.number)

    def _is_outdated(self, leg: Leg) -> bool:
        """Whether a way down took so long that articles may have come out at its top meanwhile."""
        return leg.is_top and leg.read > _QUICK and leg.top is not None and not leg.remains and self._limits.pages is None

    def _once_more(self, leg: Leg) -> Leg:
        """A look at the section's first page again, down to where the way began."""
        hole = Hole(leg.hole.section, self._site.listing(leg.hole.section), None, None, leg.top, UNDER_WAY)
        return Leg(hole, least=self._limits.least, since=self._limits.since, is_again=True)

    def _at_base(self, listing: Listing) -> Listing:
        return replace(listing, pages=[replace(page, url=self._site.at_base(page.url)) for page in listing.pages])
