"""The walk through one listing, page by page: when to go on, and where. A listing whose end is faked must not keep it going.

A section is walked in *legs*. The first begins at the section's own page and goes down until it joins what earlier runs have walked;
each hole that they left is a leg of its own, which begins at the page that was lost. Every page that is not read leaves a new hole.
Nothing here asks for pages or keeps anything: the spider does the one, the archive the other.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from buratha.archive.frontier import Known
from buratha.pages.listing import Listing, PageLink
from buratha.walks.listing_order import ListingOrder
from buratha.walks.pagination import following, preceding
from buratha.walks.patience import Patience
from buratha.walks.second_look import Marks
from buratha.walks.story_lists import Seen, StoryLists

EMPTY = "no_articles"
NOTHING_NEW = "nothing_new"
REJOINED = "rejoined"
LIMIT = "limit"
LAST = "no_further_page"
UNDER_WAY = "under_way"
WRONG_SECTION = "wrong_section"
ONWARD, BACK = "onward", "back"
"""Which way a page's link says that it leads."""
MOST_STEPS_BACK = 20
"""So many pages a leg goes back to find its hole."""
MOST_FAILURES = 3
"""So many pages in a row may fail before a leg is left for the next run."""


@dataclass(slots=True)
class Hole:
    """A stretch of a listing that was not read: from the page at ``url``, below id ``above``, down to id ``below`` (None: to the end)."""

    section: str
    url: str
    number: int | None
    above: int | None
    below: int | None
    reason: str
    id: int | None = None
    tries: int = 0


@dataclass(slots=True)
class Leg:
    """One way down a listing. ``hole`` is the stretch that it has yet to read, its page the one that was asked for."""

    hole: Hole
    is_top: bool = True
    most: int | None = None
    least: int | None = None
    """Below this id nothing is wanted."""
    since: date | None = None
    """Before this day nothing is wanted, where the listing shows days."""
    is_again: bool = False
    """Whether this run has been here before, so that what it met is known ground."""
    ways: int = 1
    """How many times this run goes the same way, with this one."""
    top: int | None = None
    """Greatest id of the list on the first page."""
    has_own: bool = False
    """Whether the listing names articles under its own section's address."""
    order: ListingOrder = field(default_factory=ListingOrder)
    marks: Marks = field(default_factory=Marks)
    end: str | None = None
    lost: list[Hole] = field(default_factory=list)
    """Pages that failed on the way, in order, and what they may have listed."""
    read: int = 0
    asked: int = 1
    _failures: int = 0
    _closing: Hole | None = None
    _doubt: Hole | None = None
    _previous: str | None = None
    _asked_for: set[str] = field(default_factory=set)
    _backlog: dict[str, PageLink] = field(default_factory=dict)
    _lists: StoryLists = field(default_factory=StoryLists)
    _start: PageLink = field(init=False)
    _above: int | None = field(init=False)
    _has_seen_above: bool = False
    _has_met: bool = False
    """Whether the leg has come from what stands above its hole into it."""
    _steps_back: int = 0
    _farthest: int = 0
    """Greatest number of a page that was read."""
    _was_known: bool = False
    """Whether the page before was known ground."""
    _patience: Patience = field(default_factory=Patience)

    def __post_init__(self) -> None:
        """Keep where the leg begins, while its hole shrinks."""
        self._start, self._above = PageLink(self.hole.url, self.hole.number), self.hole.above
        self._has_met = self.is_top or self._above is None

    # -- a page that was read ------------------------------------------------------------------------------------------
    def take(self, listing: Listing, known: Mapping[int, Known], run: int, url: str) -> PageLink | None:
        """Take note of a page read at ``url``; gives the page to ask for next, or None at the leg's end (``end`` says why).

        ``known`` is what the archive knew of the listed articles before this page.
        """
        self._asked_for |= {url, self.hole.url}
        lists = {place: rows for place, rows in listing.lists.items() if rows}
        if not lists:
            return self.past_its_end(EMPTY)
        self.read += 1
        self._failures = self.hole.tries = 0
        seen = self._lists.take(lists, frozenset(article.id for article in listing.articles if article.section == self.hole.section))
        self.has_own = self.has_own or any(article.section == self.hole.section for article in listing.articles if article.id in seen.main)
        self._close(seen.main)
        number = self.hole.number or 1
        self.order.take(seen.rows, is_onward=number >= self._farthest)
        self._farthest = max(self._farthest, number)
        self.marks.pass_by(PageLink(url, self.hole.number), seen.rows, self.order.new)
        self.top = max(seen.main) if self.top is None else self.top
        if before := self._page_above(seen.main):
            return before
        end = self._judge(seen, known, run) or (LIMIT if self._is_too_old(listing, seen.main) else None)
        if end in {NOTHING_NEW, REJOINED}:
            return self._finish(end)
        self.hole.above = min(seen.main & seen.fresh or seen.main)
        return self._go_on(listing) if end is None else self._finish(end)

    def is_of_another(self, listing: Listing) -> bool:
        """Whether the page is another section's, sent in place of the one that was asked for: its list names that section's articles alone."""
        rows = listing.lists.get(self._lists.place or "") or max(listing.lists.values(), key=len, default=[])
        sections = {article.section for article in listing.articles if article.id in set(rows)}
        return self.has_own and len(sections) == 1 and self.hole.section not in sections and len(rows) > 1

    def _close(self, main: frozenset[int]) -> None:
        """What was lost before this page reaches down to it; a page that is there again, or the first after the last, tells nothing."""
        hole = self._closing
        under = [number for number in main if hole is not None and (hole.above is None or number < hole.above)]
        if hole is not None and under:
            hole.below = max(under)
            self._closing = self._doubt = None

    def _judge(self, seen: Seen, known: Mapping[int, Known], run: int) -> str | None:
        """Why the leg ends with this page, if it does."""
        unknown = any(number not in known for number in seen.fresh if number <= (self.top or number))  # what came out since leads nowhere
        if self._patience.is_lost(seen, self.order, leads_on=unknown):
            return NOTHING_NEW
        was_known, self._was_known = self._was_known, not seen.repeats and self._is_known_ground(seen.telling, known, run)
        return REJOINED if self._was_known and self._is_all_below(was_known=was_known) else None

    def _is_too_old(self, listing: Listing, main: frozenset[int]) -> bool:
        """Whether nothing is wanted from here on down."""
        if not self.order.in_order or self.order.has_no_top:
            return False
        if self.least is not None and max(main) < self.least:
            return True
        days = [article.day for article in listing.articles if article.id in main]
        return self.since is not None and all(day is not None and day < self.since for day in days)

    def _finish(self, end: str) -> PageLink | None:
        if end in {NOTHING_NEW, REJOINED, LAST} and not (self._has_met or self.order.has_no_top) and (before := self._step_back()):
            return before
        self.end = end
        self.hole.reason = LIMIT if end == LIMIT else UNDER_WAY
        return None

    def _is_known_ground(self, ids: frozenset[int], known: Mapping[int, Known], run: int) -> bool:
        """Whether the page lists only what earlier runs met, in the part that they have walked."""
        below = self.hole.below
        return below is not None and bool(ids) and all(number <= below and number in known and known[number].run < run for number in ids)

    def _is_all_below(self, *, was_known: bool) -> bool:
        """Whether nothing new can stand below a page of known ground, by all that is known of the listing's order.

        A page of edited or pinned stories is known ground too, above new ones. So its rows have to stand in order; the newest that is known
        has to be in sight, or a second page of known ground; and more known rows are read than ever stood above one that came late.
        """
        below = self.hole.below
        assert below is not None
        in_sight = was_known or self.order.greatest >= below
        return in_sight and self.order.in_order and self.order.reaches(below) > self.order.depth

    # -- where next ----------------------------------------------------------------------------------------------------
    def _page_above(self, main: frozenset[int]) -> PageLink | None:
        """A leg that goes back for a hole has to find what stands above it first: withdrawn articles let others move up."""
        if self._above is None or self.is_top:
            return None
        if not self._has_met and not self._has_seen_above and max(main) < self._above and (before := self._step_back()):
            return before
        self._has_seen_above = True
        self._has_met = self._has_met or min(main) < self._above
        return None

    def _step_back(self) -> PageLink | None:
        """The page before the one at which the leg began, from which it comes down again."""
        start = self._start
        before = preceding(start.url, start.number or 1)
        if before is None or before.url in self._asked_for or self._steps_back >= MOST_STEPS_BACK:
            return None
        self._backlog[start.url] = start
        self._asked_for.discard(start.url)
        self._lists, self._patience, self.order, self._farthest = StoryLists(), Patience(), ListingOrder(self.order.learnt), 0
        self._has_seen_above, self._start, self._steps_back = False, before, self._steps_back + 1
        self.hole.above = self._above
        return self._ask(before)

    def _go_on(self, listing: Listing) -> PageLink | None:
        for page in listing.pages:
            if page.url not in self._asked_for and not self._is_above(page):
                self._backlog.setdefault(page.url, page)
        onward = next((page for page in listing.pages if page.turn == ONWARD and page.url in self._backlog), None)
        chosen = onward or self._chosen()
        if chosen is None:
            return self._finish(LAST)
        if self._may_ask:
            return self._ask(chosen)
        self._point(chosen)
        return self._finish(LIMIT)

    def _is_above(self, page: PageLink) -> bool:
        """Whether a page stands above this one, in a leg that was not sent there."""
        return not self.is_top and (page.turn == BACK or (page.number is not None and page.number < (self.hole.number or 1)))

    def _chosen(self) -> PageLink | None:
        """The next page; one that a pager leaps over is told from how the addresses count."""
        chosen = min(self._backlog.values(), key=self._turn, default=None)
        if chosen is None or chosen.number is None or chosen.number <= (self.hole.number or 1):
            return chosen
        told = following(self._previous, self.hole.url, self.hole.number or 1)
        leapt = told is not None and told.number is not None and told.number < chosen.number and told.url not in self._asked_for
        return told if leapt else chosen

    def _turn(self, page: PageLink) -> tuple[int, int]:
        """In which turn a page is asked for: those after this one in order, those without a number, those before it."""
        if page.number is None:
            return (2 if page.turn == BACK else 1), 0
        return (0, page.number) if page.number > (self.hole.number or 1) else (2, -page.number)

    def _ask(self, page: PageLink) -> PageLink:
        self.asked += 1
        self._previous = self.hole.url
        self._asked_for.add(page.url)
        self._backlog.pop(page.url, None)
        self._point(page)
        return page

    def _point(self, page: PageLink) -> None:
        number = page.number if page.number is not None else (self.hole.number or 1) + 1
        self.hole.url, self.hole.number, self.hole.reason = page.url, number, UNDER_WAY

    @property
    def remains(self) -> bool:
        """Whether something of the leg's own stretch is still to be read; pages that were lost on the way are holes of their own."""
        begun = self.read > 0 or not self.is_top
        return begun and (self.end is None or self.hole.reason != UNDER_WAY)

    @property
    def disorder(self) -> int:
        """How late rows come in this listing, as far as is known. A way that was gone to its end tells anew."""
        told = self.order.measured(rejoined=self.end == REJOINED)
        return told if self._is_done and not self.lost else max(self.order.learnt, told)

    @property
    def walked_to(self) -> int | None:
        """The greatest id that the listing had when the way began. Where the first page does not have it, all pages have to tell."""
        if self.top is None or self.order.is_newest_first or not self._is_done:
            return self.top
        return max(self.top, self.order.greatest)

    @property
    def published(self) -> int:
        """How many rows are newer than all that was known of the section."""
        return 0 if self.hole.below is None else self.order.rows - self.order.reaches(self.hole.below)

    @property
    def _is_done(self) -> bool:
        return self.end is not None and self.end != LIMIT and self.hole.reason == UNDER_WAY

    # -- a page that was not read --------------------------------------------------------------------------------------
    def past_its_end(self, reason: str) -> PageLink | None:
        """The server says that there is no such page, or no article on it: the listing ended before, unless a page behind it tells otherwise."""
        onward = self._linked() if self.read and self._closing is None and self._may_ask else None
        if onward is not None:
            self._doubt = self._lay_hole(reason)
            return self._ask(onward)
        if not self._has_met and (before := self._step_back()):
            return before
        if self._doubt is not None:
            self._doubt.reason = UNDER_WAY  # it was the end after all
        return self._finish(reason)

    @property
    def ends_amid_unknown(self) -> bool:
        """Whether the leg ended for want of a further page, and not where it had come to rows that earlier runs walked."""
        below = self.hole.below
        return self.end == LAST and (below is None or self.order.reaches(below) <= self.order.depth)

    def cut_short(self, reason: str) -> None:
        """The page that was read breaks off where the listing goes on."""
        self.end = self.hole.reason = reason
        self.hole.tries += 1

    def lose(self, reason: str) -> PageLink | None:
        """Take note that the page asked for could not be read; gives one further down to go on with, where one can be told."""
        self._asked_for.add(self.hole.url)
        self._failures += 1
        begun = self.read > 0 or not self.is_top
        onward = self._beyond() if begun and self._failures < MOST_FAILURES and self._may_ask else None
        if onward is not None:
            if self._closing is None:
                self._lay_hole(reason)
            return self._ask(onward)
        self.end = reason
        if self._closing is None:
            self.hole.reason, self.hole.tries = reason, self.hole.tries + 1
        else:
            self.hole.reason = UNDER_WAY  # the pages lost before this one reach down to where this leg would have ended
        return None

    def _lay_hole(self, reason: str) -> Hole:
        """The page asked for is a hole; what is below it remains the leg's."""
        hole = self.hole
        self._closing = Hole(hole.section, hole.url, hole.number, hole.above, hole.below, reason, id=hole.id, tries=hole.tries + 1)
        hole.id, hole.tries = None, 0
        self._has_seen_above = self._has_met = True  # there is no way back across a hole
        self.lost.append(self._closing)
        return self._closing

    @property
    def _may_ask(self) -> bool:
        return self.most is None or self.asked < self.most

    def _beyond(self) -> PageLink | None:
        """The page after the lost one: linked already, or told from how the addresses count."""
        number = self.hole.number or 1
        linked = self._linked()
        told = following(self._previous, self.hole.url, number)
        if linked is not None and (told is None or linked.url == told.url or linked.number == number + 1):
            return linked
        return told if told is not None and told.url not in self._asked_for else linked

    def _linked(self) -> PageLink | None:
        """The next page by its number, of those that were linked so far."""
        number = self.hole.number or 1
        return min((page for page in self._backlog.values() if page.number is not None and page.number > number), key=self._turn, default=None)
