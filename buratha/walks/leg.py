"""One way down one listing, page by page: when to go on, and where. A listing whose end is faked must not keep it going.

A section is walked in *legs*. The first begins at the section's own page and goes down until it joins what earlier runs have walked;
each hole that they left is a leg of its own, which begins at the page that was lost. Every page that is not read leaves a new hole.
Nothing here asks for pages or keeps anything: the spider does the one, the archive the other.
"""

from collections.abc import Container, Mapping
from dataclasses import dataclass, field, replace

from buratha.archive.frontier import Known
from buratha.failures import NO_SUCH_PAGE
from buratha.pages.listing import Listing, PageLink
from buratha.walks.holes import EMPTY, LAST, LIMIT, NOT_BELIEVED, NOTHING_NEW, REJOINED, REPEATED, SHORT, SKIPPED, UNDER_WAY, Hole
from buratha.walks.known_ground import KnownGround
from buratha.walks.limits import Limits
from buratha.walks.listing_order import ListingOrder
from buratha.walks.lost_pages import LostPages
from buratha.walks.pages_ahead import PagesAhead, is_above, is_another_page
from buratha.walks.story_lists import Seen
from buratha.walks.survey import Survey
from buratha.walks.way_back import WayBack, page_before

MOST_FAILURES = 3
"""So many pages in a row may fail before a leg is left for the next run."""

_NEAREST = 2
"""So many pages behind one that lists nothing are asked for in order, and then the farthest."""


@dataclass(slots=True)
class Leg:
    """One way down a listing. ``hole`` is the stretch that it has yet to read, its page the one that was asked for."""

    hole: Hole
    is_top: bool = True
    limits: Limits = field(default_factory=Limits)
    learnt: int = 0
    """How late rows come in the listing, as earlier ways have learnt."""
    is_again: bool = False
    """Whether this run has been here before, so that what it met is known ground."""
    ways: int = 1
    """How many times this run goes the same way, with this one."""
    page: int = 1
    """The number of the page that its hole began with."""
    lacked: str | None = None
    """Why its hole was left, where it goes back for one."""
    lacks_links: bool = False
    """Whether the listing's first page leads to no other in this run."""
    is_drawn: bool = False
    """Whether a browser has drawn the page: what leads on was its button, or its end as it is scrolled, and no page link."""
    comes_to_known: bool = False
    """Whether a browser has brought the listing down to what earlier runs walked, so that its last page need not be there."""
    end: str | None = None
    read: int = 0
    asked: int = 1
    survey: Survey = field(init=False)
    _ahead: PagesAhead = field(default_factory=PagesAhead)
    _lost: LostPages = field(default_factory=LostPages)
    _ground: KnownGround = field(init=False)
    _way_back: WayBack = field(init=False)

    def __post_init__(self) -> None:
        """Keep where the leg begins, while its hole shrinks."""
        self.survey = Survey(self.hole.section, ListingOrder(self.learnt), is_order_known=not self.is_top)
        self._ground, self._way_back = KnownGround(self.hole.below), WayBack.to(self.hole, is_top=self.is_top)

    @classmethod
    def back_to(cls, hole: Hole, first: str, limits: Limits, learnt: int = 0, *, is_again: bool = False) -> "Leg":
        """A leg that goes back for a hole; ``first`` is the address of the listing's first page.

        It begins at the page above the one that was lost, beside which a page shows that is there and lists nothing of its own. ``is_again``: in
        the run that left the hole, which uses up no more than one of its tries.
        """
        begun = replace(hole, reason=UNDER_WAY, tries=hole.tries - is_again)
        if hole.is_of_a_page and (before := page_before(hole, first)):
            begun.url, begun.number = before.url, before.number
        return cls(begun, is_top=False, limits=limits, learnt=learnt, is_again=is_again, page=hole.page_number, lacked=hole.reason)

    def recall(self, other: "Leg") -> None:
        """Before the first page: take over what the way down from the top has learnt of the listing's pages."""
        self.survey.recall(other.survey)
        self.lacks_links = other.lacks_links
        if self.hole.page_number > 1:
            self.survey.lengths.first = other.survey.lengths.first

    # -- a page that was read ------------------------------------------------------------------------------------------
    def take(self, listing: Listing, known: Mapping[int, Known], run: int, url: str) -> PageLink | None:
        """Take note of a page read at ``url``; gives the page to ask for next, or None at the leg's end (``end`` says why).

        ``known`` is what the archive knew of the listed articles before this page.
        """
        self._ahead.asked_for.add(self.hole.url)
        if self._has_begun and is_another_page(self.hole.url, url):
            return self.past_its_end(REPEATED)
        self._ahead.asked_for.add(url)
        seen = self.survey.take(listing, PageLink(url, self.hole.number))
        if seen is None:
            return self.past_its_end(EMPTY)
        self.read += 1
        self._note(listing, known, run)
        if self._way_back.is_below(seen.main) and self._is_outdated_first_page:
            self.cut_short(REPEATED)
            return None
        if self._ground.is_come_to_by_a_leap(seen, self.survey.order) and not self._lost.is_open:
            self._lost.skip(self.hole, SKIPPED)
        if self.survey.brings:
            self._came(seen)
        if self._way_back.is_below(seen.main) and (before := self._step_back()):
            return before
        self._way_back.come_down(seen.main)
        doubt = self._doubt(seen, listing)
        end = self._judge(seen, known, run)
        if end is None and self.limits.are_passed(listing, seen.main, self.survey.order) and self._has_more_below(listing):
            end = LIMIT
        if end in {NOTHING_NEW, REJOINED}:
            return self._finish(end)
        if doubt and end is None:
            self._lose_page(doubt, is_doubted=True)
        if self.survey.brings:
            self.hole.above = min(seen.main & seen.fresh or seen.main)
        return self._go_on(listing, doubt) if end is None else self._finish(end)

    @property
    def _is_outdated_first_page(self) -> bool:
        """Whether a page that has nothing of what stood above the hole is the listing's first: it shows what was before the hole came to be.

        The rest of a listing behind a button has no number: it has nothing of what stands above, of right.
        """
        return self.hole.number == 1 and self.survey.order.was_newest_first and self.survey.order.in_order

    def _note(self, listing: Listing, known: Mapping[int, Known], run: int) -> None:
        """Keep what the page tells of the listing's end."""
        if self.is_top and self.read == 1:
            self.lacks_links = not (listing.pages or listing.needs_browser_for_more or self.is_drawn)
        own = {article.id for article in listing.articles if article.section == self.hole.section}
        self._ground.pass_over(self.survey.order.new, own, known, run)

    def _came(self, seen: Seen) -> None:
        """A page listed something of its own."""
        self._lost.came(self.survey.order.new)
        if self.hole.above is None or min(seen.main) < self.hole.above:  # it is none above the hole
            self.hole.tries = 0

    def _doubt(self, seen: Seen, listing: Listing) -> str | None:
        """Why a page is taken for lost that was there: it lists nothing of its own, or too little. Only the pages after it tell whether it was so."""
        reason = REPEATED if not self.survey.brings else SHORT if self.survey.is_cut(seen, listing) else None
        return None if self._lost.is_open or self._is_all_walked else reason

    def _judge(self, seen: Seen, known: Mapping[int, Known], run: int) -> str | None:
        """Why the leg ends with this page, if it does."""
        if self.survey.leads_nowhere(seen, known):
            return NOTHING_NEW
        rejoined = self._ground.is_rejoined(seen, known, run, self.survey.order)
        return REJOINED if rejoined and self.survey.brings else None

    def _finish(self, end: str) -> PageLink | None:
        """End the leg, unless it has not come into its hole yet and can begin further up."""
        is_astray = not (self._way_back.has_met or self.survey.order.has_no_top)
        if end in {NOTHING_NEW, REJOINED, LAST} and is_astray and (before := self._step_back()):
            return before
        if end == LIMIT and (unsettled := self._lost.unsettle()):
            self.hole.url, self.hole.number, self.hole.above = unsettled.url, unsettled.number, unsettled.above
        elif self._lost.is_doubted and not self._is_no_end:
            self._lost.confirm_end()
        if self.survey.comes_twice:
            self._lost.believe(REPEATED)
        self.end = end
        self.hole.reason = LIMIT if end == LIMIT else UNDER_WAY
        return None

    # -- where next ----------------------------------------------------------------------------------------------------
    def _go_on(self, listing: Listing, doubt: str | None) -> PageLink | None:
        """Ask for the page after one that was read. A leg that was sent to its page leaves aside those above it.

        The page links of a page that is another's, and that a page lacks which was cut, do not say that none comes after it.
        """
        self._ahead.link(page for page in listing.pages if self.is_top or not is_above(page, self.hole))
        leads_astray = not self.survey.brings or (doubt == SHORT and not listing.pages)
        chosen = self._ahead.after(self.hole, listing.pages) or (self._ahead.beyond(self.hole) if leads_astray else None)
        if chosen is None:
            return self._run_out(listing)
        if self._may_ask:
            return self._ask(chosen)
        self._point(chosen)
        return self._finish(LIMIT)

    def _has_more_below(self, listing: Listing) -> bool:
        """Whether anything leads on from a page below which nothing is wanted: what ends there by itself leaves no hole."""
        self._ahead.link(page for page in listing.pages if self.is_top or not is_above(page, self.hole))
        return listing.needs_browser_for_more or self._is_short_of_known or self._ahead.after(self.hole, listing.pages) is not None

    def _run_out(self, listing: Listing) -> PageLink | None:
        """No page is left to ask for. That is the listing's end, unless more has to be below: then its links are missing, and not its pages."""
        if self.comes_to_known:
            return self._finish(REJOINED)
        is_half = self.is_top and self.lacks_links and self.survey.order.is_half
        is_cut = is_half or self._is_short_of_known or self._lacks_links_to(listing)
        if is_cut and not self._may_ask:
            return self._finish(LIMIT)
        onward = self._finish(LAST)
        if onward is None and is_cut and not self._lost.is_open:
            self.cut_short(LAST)
        return onward

    def _lacks_links_to(self, listing: Listing) -> bool:
        """Whether the pages of a listing that has more than one lead nowhere in this run, so that this one may not be the last."""
        has_more = self.page > 1 or (not self.is_top and self.below is None)
        return has_more and self.lacks_links and not listing.pages

    def without_way_on(self) -> None:
        """The listing goes on behind its first page, and nothing leads there."""
        self.cut_short(LAST if self._may_ask else LIMIT)

    def _step_back(self) -> PageLink | None:
        """The page before the one at which the leg began, from which it comes down again."""
        start = self._way_back.start
        before = self._way_back.step(self._ahead.asked_for)
        if before is None:
            return None
        self._ahead.put_back(start)
        self.survey.begin_anew()
        self._ground.begin_anew()
        self.hole.above = self._way_back.above
        return self._ask(before)

    @property
    def _may_ask(self) -> bool:
        return self.limits.allow_another(self.asked)

    def _ask(self, page: PageLink) -> PageLink:
        self.asked += 1
        self._ahead.ask(page, previous=self.hole.url)
        self._point(page)
        return page

    def _point(self, page: PageLink) -> None:
        number = page.number if page.number is not None else self.hole.page_number + 1
        self.hole.url, self.hole.number, self.hole.reason = page.url, number, UNDER_WAY

    # -- a page that was not read --------------------------------------------------------------------------------------
    def past_its_end(self, reason: str) -> PageLink | None:
        """The server says that there is no such page, or no article on it: the listing ended before, unless a page behind it tells otherwise."""
        self._lost.in_vain += self._ahead.was_linked
        onward = self._past_nothing(reason) if self.read and self._may_ask else None
        self._lost.nothing_in_a_row += 1
        if onward is not None:
            if not self._lost.is_open:
                self._lose_page(reason, is_doubted=True)
            return self._ask(onward)
        if not self._way_back.has_met and (before := self._step_back()):
            return before
        if self.read and not self._lost.is_open and self._is_short_of_known:
            self.cut_short(reason)
            return None
        return self._finish(reason)

    def _past_nothing(self, reason: str) -> PageLink | None:
        """A page behind one that listed nothing: the next ones, and the farthest that is linked."""
        if self._lost.nothing_in_a_row < _NEAREST:
            return self._ahead.numbered_after(self.hole) if reason in NO_SUCH_PAGE else self._ahead.beyond(self.hole)
        return self._ahead.farthest_after(self.hole) if self._lost.nothing_in_a_row == _NEAREST else None

    @property
    def _is_no_end(self) -> bool:
        """Whether a listing cannot have ended where it seems to: what earlier runs walked is below, or a full page has led to page after page."""
        return self._is_short_of_known or (self._lost.in_vain > 1 and self.survey.lengths.is_full)

    @property
    def _is_all_walked(self) -> bool:
        """Whether all that the next page can list was walked by earlier runs."""
        below, above, order = self._ground.below, self.hole.above, self.survey.order
        return below is not None and above is not None and above <= below and order.greatest >= below and order.depth == 0

    @property
    def _is_short_of_known(self) -> bool:
        """Whether the leg has not come to anything that earlier runs have walked, although they have, but for what is pinned above it.

        Amid a listing in which what is new stands anywhere, nothing tells where that would be; all of it is read in each run.
        """
        order, is_above = self.survey.order, self.is_top or not self._way_back.has_met
        if order.is_read_whole and not self.is_top:
            return False
        return self._ground.is_missed(min(order.learnt, order.late) if is_above and order.was_newest_first else 0)

    def lose(self, reason: str) -> PageLink | None:
        """Take note that the page asked for could not be read; gives one further down to go on with, where one can be told."""
        self._ahead.asked_for.add(self.hole.url)
        if self._lost.is_doubted and not self._ahead.was_linked:  # nobody has said that there is such a page
            return self._finish(reason)
        self._lost.fail()
        onward = self._ahead.beyond(self.hole) if self._has_begun and self._lost.in_a_row < MOST_FAILURES and self._may_ask else None
        if onward is not None:
            if not self._lost.is_open:
                self._lose_page(reason)
            return self._ask(onward)
        if self._lost.is_open:  # the pages lost before this one reach down to where this leg would have ended
            self.end, self.hole.reason = reason, UNDER_WAY
        else:
            self.cut_short(reason)
        return None

    def cut_short(self, reason: str) -> None:
        """The listing goes on, but from here the leg does not."""
        self.hole.tries += self.hole.reason == UNDER_WAY  # once, whatever else is known of why
        self.end = self.hole.reason = reason

    def still_shows(self, rows: Container[int]) -> bool:
        """Whether the last row that stood above its hole is among these."""
        return self._way_back.above is not None and self._way_back.above in rows

    def _lose_page(self, reason: str, *, is_doubted: bool = False) -> None:
        self._lost.lay(self.hole, reason, is_doubted=is_doubted)
        self._way_back.give_up()

    # -- what is to be kept of it --------------------------------------------------------------------------------------
    @property
    def lost(self) -> list[Hole]:
        """Pages that failed on the way, in order, and what they may have listed; those that were none after all are under way."""
        return self._lost.holes

    @property
    def left(self) -> list[Hole]:
        """Of these, the holes that the leg leaves behind it."""
        return [hole for hole in self.lost if hole.reason != UNDER_WAY]

    @property
    def remains(self) -> bool:
        """Whether something of the leg's own stretch is still to be read; pages that were lost on the way are holes of their own."""
        return self._has_begun and (self.end is None or self.hole.reason != UNDER_WAY)

    @property
    def not_believed(self) -> list[Hole]:
        """The holes due to pages that the server answered for."""
        return [hole for hole in (*self.left, *([self.hole] if self.remains else ())) if hole.reason in NOT_BELIEVED]

    @property
    def disorder(self) -> int:
        """How late rows come in this listing, as far as is known. A way that was gone to its end tells anew."""
        told = self.survey.order.measured(rejoined=self.end == REJOINED)
        if self._is_done and not self.left:
            return told
        return max(self.survey.order.kept if self.end == LAST else self.learnt, told)

    @property
    def walked_to(self) -> int | None:
        """The greatest id that the listing had when the way began, as far as is known."""
        return self.survey.newest(is_whole=self._is_done)

    @property
    def ends_amid_unknown(self) -> bool:
        """Whether the leg ended for want of a further page, and not where it had come to rows that earlier runs walked."""
        return self.end == LAST and self._ground.is_short_of(self.survey.order)

    @property
    def below(self) -> int | None:
        """The id from which on earlier runs have walked the listing; None where they have not."""
        return self._ground.below

    @property
    def _has_begun(self) -> bool:
        return self.read > 0 or not self.is_top

    @property
    def _is_done(self) -> bool:
        return self.end is not None and self.end != LIMIT and self.hole.reason == UNDER_WAY
