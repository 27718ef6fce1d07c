"""The walks through all sections of one run: which leg comes next, and what the archive has to know of it."""

import logging
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date

from scrapy.statscollectors import StatsCollector
from sqlalchemy import Connection

from buratha.archive.frontier import Known, known, meet_again, note, revive
from buratha.archive.keeper import Keeper
from buratha.archive.tables import GONE
from buratha.archive.walks import disorder_of, open_holes, save, walked_to
from buratha.pages.listing import ListedArticle, Listing, PageLink
from buratha.site import Site
from buratha.urls import ArticleAddress
from buratha.walks.leg import REJOINED, UNDER_WAY, WRONG_SECTION, Hole, Leg
from buratha.walks.listing_order import ListingOrder
from buratha.walks.second_look import Check

_QUICK = 2
"""A walk of so few pages is over before anything comes out, or goes."""
OLDEST_FIRST, MIXED_ORDER = "oldest_first", "mixed_order"
_MOST_WAYS = 3
"""So many times a run goes the same way down a listing that moves under it."""

logger = logging.getLogger(__name__)


@dataclass(slots=True)
class Section:
    """One section's walk in this run: its legs, of which one is under way."""

    name: str
    leg: Leg
    was_walked: bool
    later: deque[Leg] = field(default_factory=deque)
    way: Leg | None = None
    """The way down that a second look is at."""
    check: Check | None = None
    """The second look at pages of it, while it is under way."""


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
        top, holes, learnt = await self._keeper.do(
            lambda connection: (walked_to(connection, section), open_holes(connection, section), disorder_of(connection, section))
        )
        first = Hole(section, self._site.listing(section), None, None, top, UNDER_WAY)
        limits = self._limits
        legs = [Leg(first, most=limits.pages, least=limits.least, since=limits.since, order=ListingOrder(learnt))]
        for hole in holes if limits.pages is None else ():
            back = replace(hole, reason=UNDER_WAY)
            legs.append(Leg(back, is_top=False, least=limits.least, since=limits.since, order=ListingOrder(learnt)))
        self._sections[section] = Section(section, legs[0], top is not None, deque(legs[1:]))
        return PageLink(first.url, 1)

    async def read(self, section: str, listing: Listing, wanted: Iterable[ListedArticle], url: str, lacks: str | None = None) -> PageLink | None:
        """Take in a listing's page; gives the next one, or None when the section is done.

        ``lacks`` says why the page may have less of the listing than it should; then a walk that ends here for want of a page was cut short.
        """
        leg, check = self._sections[section].leg, self._sections[section].check
        addresses = [ArticleAddress(article.id, article.section) for article in wanted]
        before = await self._keeper.do(known, [article.id for article in listing.articles])
        self._count(section, listing, sum(address.id not in before for address in addresses))
        if check is not None:
            check.take(self._at_base(listing))
            await self._keeper.do(self._met, addresses, before, leg)
            return self._checked(section)
        if leg.is_of_another(listing):
            self._stats.inc_value(f"buratha/failed/listing/{WRONG_SECTION}")
            logger.warning("The server sent another section's listing in place of a page of %s: %s", section, url)
            return await self._saved(section, leg, leg.lose(WRONG_SECTION))
        ground = self._keeper.run.id + leg.is_again  # what this run has met itself is known ground to a second look
        page = leg.take(self._at_base(listing), before, ground, self._site.at_base(url))
        if lacks and leg.ends_amid_unknown:
            leg.cut_short(lacks)
            self._stats.inc_value(f"buratha/failed/listing/{lacks}")
            logger.warning("The listing of %s goes on behind a control that leads to no address (%s): %s", section, lacks, url)
        await self._keeper.do(self._met, addresses, before, leg)
        return await self._after(section, leg, page)

    def _met(self, connection: Connection, addresses: list[ArticleAddress], before: dict[int, Known], leg: Leg) -> None:
        run = self._keeper.run.id
        note(connection, run, [address for address in addresses if address.id not in before])
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

    def _count(self, section: str, listing: Listing, fresh: int) -> None:
        self._stats.inc_value(f"buratha/listed_pages/{section}")
        self._stats.inc_value(f"buratha/listed/{section}", len(listing.articles))
        self._stats.inc_value("buratha/met/listing", fresh)
        self.met += fresh

    async def ended(self, section: str, reason: str) -> PageLink | None:
        """The server says that there is no such page: the listing ended before it."""
        leg, check = self._sections[section].leg, self._sections[section].check
        if check is not None:
            check.skip()
            return self._checked(section)
        page = leg.past_its_end(reason)
        return await self._saved(section, leg, page)

    async def lost(self, section: str, reason: str) -> PageLink | None:
        """A listing's page could not be read; gives one to go on with all the same."""
        leg, check = self._sections[section].leg, self._sections[section].check
        if check is not None:
            check.skip()
            return self._checked(section)
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
        self._tell_order(section, leg)
        if walk.way is not None and leg.end == REJOINED:
            if self._may_be_outdated(leg):
                walk.later.appendleft(self._once_more(leg))
            return self._look_again(walk, walk.way, leg.published)
        walk.way = None
        if self._may_be_outdated(leg):
            if leg.order.has_no_top:  # what came out stands anywhere
                return self._look_again(walk, leg, 0)
            walk.way = leg if leg.ways < _MOST_WAYS else None
            walk.later.appendleft(self._once_more(leg))
        return self._next_leg(section)

    def _next_leg(self, section: str) -> PageLink | None:
        walk = self._sections[section]
        if not walk.later:
            return None
        has_own = walk.leg.has_own
        walk.leg = walk.later.popleft()
        walk.leg.has_own = has_own
        if walk.leg.is_top:
            return PageLink(walk.leg.hole.url, 1)
        self._stats.inc_value("buratha/listings/holes_gone_back_for")
        logger.info("Going back for a hole in %s at %s", section, walk.leg.hole.url)
        return PageLink(walk.leg.hole.url, walk.leg.hole.number)

    def _tell_order(self, section: str, leg: Leg) -> None:
        """Say in the report where a listing does not run newest first, so that more of it is read in each run. The last way down knows best."""
        if not leg.is_top or leg.is_again:
            return
        order = None if leg.order.is_newest_first else OLDEST_FIRST if leg.order.is_oldest_first else MIXED_ORDER
        for name in (OLDEST_FIRST, MIXED_ORDER):
            stat = f"buratha/listings/{name}/{section}"
            if name == order or self._stats.get_value(stat):
                self._stats.set_value(stat, max(1, leg.order.late) if name == order else 0)
        if order is not None:
            logger.info("The listing of %s does not run newest first (%s): below as many as %d that are older", section, order, leg.order.late)

    # -- a second look -------------------------------------------------------------------------------------------------
    def _may_be_outdated(self, leg: Leg) -> bool:
        """Whether a way down took so long that articles may have come out or gone meanwhile."""
        return leg.is_top and leg.read > _QUICK and leg.top is not None and not leg.remains and self._limits.pages is None

    def _once_more(self, leg: Leg) -> Leg:
        """A look at the section's first page again, down to where the way began."""
        hole = Hole(leg.hole.section, self._site.listing(leg.hole.section), None, None, leg.walked_to, UNDER_WAY)
        order = ListingOrder(leg.disorder)
        return Leg(hole, least=self._limits.least, since=self._limits.since, is_again=True, ways=_MOST_WAYS, order=order)

    def _look_again(self, walk: Section, way: Leg, published: int) -> PageLink | None:
        """Look at some pages of a way again, which tell whether the listing has moved up."""
        walk.way, walk.check = way, Check.of(way.marks.after(0 if way.order.has_no_top else 1), published)
        return self._checked(walk.name)

    def _checked(self, section: str) -> PageLink | None:
        walk = self._sections[section]
        assert walk.check is not None
        assert walk.way is not None
        if page := walk.check.page:
            return page
        if walk.check.has_moved and walk.way.ways < _MOST_WAYS:
            self._stats.inc_value(f"buratha/listings/moved/{section}")
            logger.info("The listing of %s moved while it was walked: walking it once more", section)
            walk.later.appendleft(self._same_way(walk.way))
        walk.way = walk.check = None
        return self._next_leg(section)

    def _same_way(self, leg: Leg) -> Leg:
        """The way that a leg went, from the beginning; what this run has met is no known ground to it."""
        hole = Hole(leg.hole.section, self._site.listing(leg.hole.section), None, None, leg.hole.below, UNDER_WAY)
        return Leg(hole, least=self._limits.least, since=self._limits.since, ways=leg.ways + 1, order=ListingOrder(leg.disorder))

    def _at_base(self, listing: Listing) -> Listing:
        return replace(listing, pages=[replace(page, url=self._site.at_base(page.url)) for page in listing.pages])
