"""One section's walk in a run: which leg comes next, and when pages of the listing are looked at a second time."""

from collections import deque
from collections.abc import Iterable

from buratha.pages.listing import Listing, PageLink
from buratha.walks.holes import REJOINED, UNDER_WAY, Hole
from buratha.walks.leg import Leg
from buratha.walks.limits import Limits
from buratha.walks.second_look import Check
from buratha.walks.walk_report import WalkReport

_QUICK = 2
"""A walk of so few pages is over before anything comes out, or goes."""
_MOST_LOOKS = 5
"""So many times the first page is looked at again because something came out."""
_MOST_WAYS = 3
"""So many times a run goes the same way down a listing that moves under it."""


class SectionWalk:
    """The legs of one section, of which one is under way; ``address`` is its listing's.

    Earlier runs have walked it up to id ``top`` (None: never), and have learnt how late rows come in it.
    """

    def __init__(self, section: str, address: str, limits: Limits, report: WalkReport, *, top: int | None, learnt: int) -> None:
        self._section = section
        self._address = address
        self._limits = limits
        self._report = report
        self._learnt = learnt
        self._later: deque[Leg] = deque()
        self._way: Leg | None = None
        """The way down that a second look is at."""
        self._looks = 0
        self._check: Check | None = None
        """The second look at pages of it, while it is under way."""
        self.top = top
        """How far earlier runs have walked it."""
        self.was_walked = top is not None
        """Whether earlier runs read this section's listing."""
        self.leg = self._way_down = self._from_the_top(top, learnt)

    def go_back_for(self, holes: Iterable[Hole]) -> None:
        """After the first leg, go back for the holes that earlier runs left; not where a walk is to be of a few pages only."""
        for hole in holes if self._limits.pages is None else ():
            self._later.append(Leg.back_to(hole, self._address, self._limits, self._learnt))

    def _settle(self, leg: Leg) -> None:
        """Go back for pages that were not believed, when the walk is over: they may be well again, or the listing had moved."""
        may_go_back = leg.is_top and not leg.is_again and self._limits.pages is None
        for hole in leg.not_believed:
            if may_go_back and hole is not leg.hole:
                self._later.append(Leg.back_to(hole, self._address, self._limits, leg.disorder, is_again=True))
            else:
                self._report.not_believed(hole)

    @property
    def goes_on(self) -> bool:
        """Whether a page was read in this run already."""
        return self.leg.read > 0 or not self.leg.is_top

    @property
    def way_down(self) -> Leg:
        """The first leg, from the section's first page."""
        return self._way_down

    @property
    def first_page(self) -> PageLink:
        """Where the leg under way begins, before it is begun."""
        return PageLink(self.leg.hole.url, 1 if self.leg.is_top else self.leg.hole.number)

    def _from_the_top(self, below: int | None, learnt: int, *, is_again: bool = False, ways: int = 1) -> Leg:
        """A leg from the section's first page down to an id."""
        hole = Hole(self._section, self._address, None, None, below, UNDER_WAY)
        return Leg(hole, limits=self._limits, learnt=learnt, is_again=is_again, ways=ways)

    # -- after a leg ---------------------------------------------------------------------------------------------------
    def after_leg(self) -> PageLink | None:
        """The page to ask for when the leg under way is at its end; None when the section is done."""
        leg = self.leg
        self._report.ended(leg)
        self._settle(leg)
        if self._way is not None and leg.end == REJOINED:
            if self._may_be_outdated(leg):
                self._look_once_more(leg)
            return self._look_again(self._way, leg.survey.published(leg.hole.below))
        self._way = None
        if self._may_be_outdated(leg):
            if leg.survey.order.has_no_top:  # what came out stands anywhere
                return self._look_again(leg, 0)
            self._way = leg if leg.ways < _MOST_WAYS else None
            self._look_once_more(leg)
        return self._next_leg()

    def _next_leg(self) -> PageLink | None:
        if not self._later:
            return None
        before, self.leg = self.leg, self._later.popleft()
        self.leg.survey.has_own = before.survey.has_own
        if not self.leg.is_top:
            self.leg.recall(self._way_down)
            self._report.gone_back(self.leg)
        return self.first_page

    def _may_be_outdated(self, leg: Leg) -> bool:
        """Whether a way down took so long that articles may have come out or gone meanwhile.

        A look at what came out is none, unless something did: where the pages are known and do not say so, they would be looked at for ever.
        """
        if leg.is_again and (self._looks >= _MOST_LOOKS or not leg.survey.published(leg.hole.below)):
            return False
        return leg.is_top and leg.read > _QUICK and leg.survey.top is not None and not leg.remains and self._limits.pages is None

    def _look_once_more(self, leg: Leg) -> None:
        """Next, look at the section's first page again, down to where the way began."""
        self._looks += 1
        self._later.appendleft(self._from_the_top(leg.walked_to, leg.disorder, is_again=True, ways=_MOST_WAYS))

    # -- a second look -------------------------------------------------------------------------------------------------
    @property
    def is_looking_again(self) -> bool:
        """Whether the page that was asked for is one of a second look, and not a leg's."""
        return self._check is not None

    def look(self, listing: Listing | None) -> PageLink | None:
        """Take in a page of the second look, None where it could not be read; gives the next page, or None when the section is done."""
        assert self._check is not None
        if listing is None:
            self._check.skip()
        else:
            self._check.take(listing)
        return self._after_look(self._check)

    def _look_again(self, way: Leg, published: int) -> PageLink | None:
        """Look at some pages of a way again, which tell whether the listing has moved up."""
        self._way, self._check = way, Check.of(way.survey.marks.after(0 if way.survey.order.has_no_top else 1), published)
        return self._after_look(self._check)

    def _after_look(self, check: Check) -> PageLink | None:
        way = self._way
        assert way is not None
        if page := check.page:
            return page
        if check.has_moved and way.ways < _MOST_WAYS:
            self._report.moved(self._section)
            # What this run has met is no known ground to the way that is gone once more.
            self._later.appendleft(self._from_the_top(way.hole.below, way.disorder, ways=way.ways + 1))
        self._way = self._check = None
        return self._next_leg()
