"""The walks through all sections of one run, and what the archive has to know of them."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from scrapy.statscollectors import StatsCollector
from sqlalchemy import Connection

from buratha.archive.frontier import Known, known, meet_again, note, note_days, unnamed
from buratha.archive.keeper import Keeper
from buratha.archive.named_again import move, revive
from buratha.archive.tables import HELD
from buratha.archive.walks import disorder_of, has_articles, keep_places, older_than, open_holes, places_of_lists, put_back, save, walked_to
from buratha.elsewhere import Elsewhere
from buratha.pages.listing import ListedArticle, Listing, PageLink
from buratha.site import Site
from buratha.urls import ArticleAddress
from buratha.walks.first_pages import FirstPages
from buratha.walks.first_rows import rows_of_list
from buratha.walks.holes import IN_VAIN, UNSURE, WITHOUT_EFFECT, WRONG_SECTION
from buratha.walks.leg import Leg
from buratha.walks.limits import Limits
from buratha.walks.lone_pages import OLDER, lone, of_one_length
from buratha.walks.section_walk import SectionWalk
from buratha.walks.silent_buttons import SilentButton, SilentButtons
from buratha.walks.walk_report import WalkReport


def days_of(listed: Iterable[ListedArticle]) -> dict[int, date]:
    """The days that a listing prints beside its articles."""
    return {article.id: article.day for article in listed if article.day is not None}


class Descent:
    """Walks sections page by page, as far as ``limits`` say."""

    def __init__(self, keeper: Keeper, site: Site, stats: StatsCollector, limits: Limits, most_tries: int, elsewhere: Elsewhere) -> None:
        self._keeper = keeper
        self._site = site
        self._report = WalkReport(stats)
        self._limits = limits
        self._most_tries = most_tries
        self._elsewhere = elsewhere
        self._sections: dict[str, SectionWalk] = {}
        self._planned: set[str] = set()
        self._first_pages = FirstPages()
        self._silent_buttons = SilentButtons()
        self._without_articles: set[str] = set()
        self.met = 0
        """How many articles the listings have named that were not known."""

    def plan(self, sections: Iterable[str]) -> None:
        """Say which sections will be begun: a link to one of them, read before its turn comes, begins it no second time."""
        self._planned.update(sections)

    def limit(self, limits: Limits) -> None:
        """Walk the sections that are begun from now on no further than this."""
        self._limits = limits

    def walks(self, section: str) -> bool:
        """Whether a section is walked, was, or will be."""
        return section in self._planned

    @property
    def begun(self) -> tuple[str, ...]:
        """The sections that were begun in this run."""
        return tuple(self._sections)

    def was_walked(self, section: str) -> bool:
        """Whether earlier runs read this section's listing."""
        walk = self._sections.get(section)
        return walk is not None and walk.was_walked

    def goes_on(self, section: str) -> bool:
        """Whether a page of the section's was read in this run already."""
        return self._sections[section].goes_on

    async def begin(self, section: str) -> PageLink:
        """The first page to ask for; the holes that earlier runs left in a section come after it."""
        self._planned.add(section)
        top, holes, learnt = await self._keeper.do(
            lambda connection: (walked_to(connection, section), open_holes(connection, section), disorder_of(connection, section))
        )
        walk = SectionWalk(section, self._site.listing(section), self._limits, self._report, top=top, learnt=learnt)
        walk.go_back_for(holes)
        self._sections[section] = walk
        return walk.first_page

    # -- a page that was read ------------------------------------------------------------------------------------------
    async def read(
        self,
        section: str,
        listing: Listing,
        wanted: Iterable[ListedArticle],
        url: str,
        lacks: str | None = None,
        *,
        is_drawn: bool = False,
        comes_to_known: bool = False,
        has_skipped: bool = False,
        is_in_vain: bool = False,
    ) -> PageLink | None:
        """Take in a listing's page; gives the next one, or None when the section is done.

        ``lacks`` says why the page may have less of the listing than it should; then a walk that ends here for want of a page was cut short.
        ``is_drawn``: a browser has brought what is there of it; ``comes_to_known``: down to what earlier runs walked, and left the rest of that;
        ``has_skipped``: rows are missing amid those that it has brought.
        ``is_in_vain``: the articles that it lists come to nothing, and no more of them is wanted in this run.
        """
        walk = self._sections[section]
        leg = walk.leg
        each = list(wanted)
        addresses = [ArticleAddress(article.id, article.section) for article in each]
        days = days_of(each)
        before = await self._keeper.do(known, [article.id for article in listing.articles])
        self._elsewhere.note(addresses, before)
        self._count(section, len({address.id for address in unnamed(addresses, before)}))
        if walk.is_looking_again:
            await self._keeper.do(self._met, addresses, days, before, leg)
            return walk.look(self._at_base(listing))
        if leg.survey.is_of_another(listing):
            self._report.of_another(section, url)
            return await self._saved(walk, leg.lose(WRONG_SECTION))
        ground = self._keeper.run.id + leg.is_again  # what this run has met itself is known ground to a second look
        leg.is_drawn, leg.comes_to_known = is_drawn, comes_to_known
        read, page = leg.read, leg.take(self._at_base(listing), before, ground, self._site.at_base(url))
        if leg.read > read and leg.survey.brings:
            self._report.rows(section, listing, url)
        if leg.is_top and not leg.is_again and listing.articles:
            own = (article.id for article in listing.articles if article.section == section)
            self._first_pages.note(section, {place: rows for place, rows in listing.lists.items() if rows}, leg.survey.place or "", own)
        if lacks and (has_skipped or leg.ends_amid_unknown):
            self._cut_short(walk, listing, lacks, url)
            page = None  # which leads below what was skipped
        if is_in_vain and page is not None:
            leg.cut_short(IN_VAIN)
            page = None
        await self._keeper.do(self._met, addresses, days, before, leg)
        return page or walk.after_leg()

    def _cut_short(self, walk: SectionWalk, listing: Listing, lacks: str, url: str) -> None:
        """Leave a hole below a page that has less of its listing than it should, unless another look has shown that it has all."""
        leg, section = walk.leg, walk.leg.hole.section
        if lacks in {UNSURE, WITHOUT_EFFECT} and self._is_the_end(walk, listing, lacks):
            return
        leg.cut_short(lacks)
        if lacks == WITHOUT_EFFECT and leg.is_top:
            self._silent_buttons.found.append(SilentButton(section, url, rows_of_list(listing, section), leg))
        else:
            self._report.cut_short(section, lacks, url)

    def _is_the_end(self, walk: SectionWalk, listing: Listing, lacks: str) -> bool:
        """Whether a listing whose button brings no more has no more: each run reads all of it, or an earlier one has come to the same row.

        Where nothing has come of the button at all, its page may be full. It is not where newer rows have come and have pushed none off it.
        """
        leg = walk.leg
        if leg.survey.order.is_read_whole and lacks == UNSURE:
            return True
        rows = listing.lists.get(leg.survey.place or "", ())
        has_grown = walk.top is not None and max(rows, default=0) > walk.top
        return leg.still_shows(rows) and (leg.lacked == UNSURE or (leg.lacked == WITHOUT_EFFECT == lacks and has_grown))

    def shows(self, section: str, listing: Listing) -> None:
        """A section's first page has come, as the server sends it."""
        self._silent_buttons.note_length(section, rows_of_list(listing, section))

    async def judge_silent_buttons(self) -> None:
        """When all sections were read, tell of the buttons that brought nothing; those that seem to have nothing to bring are looked at once more."""
        at_the_end = self._silent_buttons.are_probably_at_the_end()
        for button in self._silent_buttons.found:
            if button in at_the_end:
                button.leg.cut_short(UNSURE)
                await self._keeper.do(save, self._keeper.run.id, button.leg, self._most_tries)
            self._report.cut_short(button.section, button.leg.hole.reason, button.url)

    def _count(self, section: str, fresh: int) -> None:
        self._report.page(section, fresh)
        self.met += fresh

    def _at_base(self, listing: Listing) -> Listing:
        return replace(listing, pages=[replace(page, url=self._site.at_base(page.url)) for page in listing.pages])

    def _met(self, connection: Connection, addresses: list[ArticleAddress], days: dict[int, date], before: dict[int, Known], leg: Leg) -> None:
        run = self._keeper.run.id
        note(connection, run, unnamed(addresses, before), days)
        not_held = [address for address in addresses if address.id not in before or before[address.id].state != HELD]
        move(connection, [address for address in not_held if address.section == leg.hole.section], by_listing=True)
        revive(connection, [address.id for address in not_held])
        note_days(connection, {address.id: days[address.id] for address in not_held if address.id in before and address.id in days})
        if self._limits.pages is not None:
            meet_again(connection, run, [address.id for address in addresses if address.id in before])
        save(connection, run, leg, self._most_tries)

    async def is_known_ground(self, section: str, listing: Listing) -> bool:
        """Whether a page lists only what earlier runs met and walked, so that there is nothing to find further down."""
        leg = self._sections[section].leg
        below, ids = leg.hole.below, leg.survey.telling(listing)
        if below is None or not ids or max(ids) != below or len(ids) <= leg.learnt:
            return False
        before = await self._keeper.do(known, ids)
        return all(number in before and before[number].run < self._keeper.run.id for number in ids)

    def known_from(self, section: str) -> tuple[int, int] | None:
        """The article from which on earlier runs have walked a section, and how many known rows may stand above one that comes late.

        None where nothing is known, or what is new may stand anywhere.
        """
        leg = self._sections[section].leg
        return None if leg.hole.below is None or leg.survey.order.is_read_whole else (leg.hole.below, leg.learnt)

    # -- the first pages ------------------------------------------------------------------------------------------------
    def without_articles(self, section: str) -> None:
        """A section's first page names no article at all."""
        self._without_articles.add(section)

    async def judge_first_pages(self) -> None:
        """When all sections were read, take back the walks of those whose first page had no list. A section that has articles has one."""
        if not self._sections:
            return
        earlier = await self._keeper.do(places_of_lists)
        self._first_pages.boxes, self._first_pages.mains = earlier.boxes, earlier.mains
        without = self._first_pages.without_list()
        for section in without:
            await self._keeper.do(put_back, section, self._sections[section].top)
        for section in sorted({*without, *self._without_articles}):
            self._report.without_list(section, self._site.listing(section), has_articles=await self._keeper.do(has_articles, section))
        await self._keeper.do(keep_places, self._first_pages)
        await self._judge_lone_pages(set(without))

    async def _judge_lone_pages(self, without: set[str]) -> None:
        """Leave holes behind first pages from which nothing leads on, and which are not all of their sections: later runs go back for the rest."""
        legs = {section: walk.way_down for section, walk in self._sections.items() if section not in without}
        alone = lone(legs)
        cut = of_one_length(legs, alone)
        for section in sorted(alone):
            leg = legs[section]
            if section in cut or await self._keeper.do(older_than, section, leg.hole.above or 0) >= OLDER:
                leg.without_way_on()
                if leg.not_believed:
                    self._report.not_believed(leg.hole)
                await self._keeper.do(save, self._keeper.run.id, leg, self._most_tries)

    # -- a page that was not read --------------------------------------------------------------------------------------
    async def ended(self, section: str, reason: str) -> PageLink | None:
        """The server says that there is no such page: the listing ended before it."""
        walk = self._sections[section]
        return walk.look(None) if walk.is_looking_again else await self._saved(walk, walk.leg.past_its_end(reason))

    async def lost(self, section: str, reason: str) -> PageLink | None:
        """A listing's page could not be read; gives one to go on with all the same."""
        walk = self._sections[section]
        return walk.look(None) if walk.is_looking_again else await self._saved(walk, walk.leg.lose(reason))

    async def _saved(self, walk: SectionWalk, page: PageLink | None) -> PageLink | None:
        await self._keeper.do(save, self._keeper.run.id, walk.leg, self._most_tries)
        return page or walk.after_leg()
