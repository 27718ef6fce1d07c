"""The walk through one listing, page by page: when to go on, and where. A listing whose end is faked must not keep it going.

A section is walked in *legs*. The first begins at the section's own page and goes down until it joins what earlier runs have walked;
each hole that they left is a leg of its own, which begins at the page that was lost. Every page that is not read leaves a new hole.
Nothing here asks for pages or keeps anything: the spider does the one, the archive the other.
"""

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from buratha.archive.frontier import Known
from buratha.pages.listing import Listing, PageLink
from buratha.pagination import following, preceding

EMPTY = "no_articles"
NOTHING_NEW = "nothing_new"
REJOINED = "rejoined"
LIMIT = "limit"
LAST = "no_further_page"
UNDER_WAY = "under_way"
ONWARD, BACK = "onward", "back"
"""Which way a page's link says that it leads."""
PATIENCE = 20
"""So many pages in a row may lead neither to an unknown article nor further down."""
MOST_FAILURES = 3
"""So many pages in a row may fail before a leg is left for the next run."""
_BEFORE = 2
"""Turn of the pages that lie before the one at hand."""
_RECENT = 4
"""The ids of so many pages back tell a box, which stands on page after page, from the list."""


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
    """One way down a listing. ``hole`` is the stretch that it has yet to read; its end decides what remains of it."""

    hole: Hole
    is_top: bool = True
    most: int | None = None
    least: int | None = None
    """Below this id nothing is wanted."""
    since: date | None = None
    """Before this day nothing is wanted, where the listing shows days."""
    top: int | None = None
    """Greatest id of the list on the first page."""
    end: str | None = None
    lost: list[Hole] = field(default_factory=list)
    """Pages that failed on the way, in order, and what they may have listed."""
    read: int = 0
    asked: int = 1
    _failures: int = 0
    _closing: Hole | None = None
    _previous: str | None = None
    _asked_for: set[str] = field(default_factory=set)
    _backlog: dict[str, PageLink] = field(default_factory=dict)
    _recent: deque[frozenset[int]] = field(default_factory=lambda: deque(maxlen=_RECENT))
    _lists: dict[str, set[int]] = field(default_factory=dict)
    _brought: dict[str, int] = field(default_factory=dict)
    _lowest: int | None = None
    _in_vain: int = 0

    # -- a page that was read ------------------------------------------------------------------------------------------
    def take(self, listing: Listing, known: Mapping[int, Known], run: int, url: str) -> PageLink | None:
        """Take note of a page read at ``url``; gives the page to ask for next, or None at the leg's end (``end`` says why).

        ``known`` is what the archive knew of the listed articles before this page. Beyond its end a server may send the last page
        again, or the first, or an empty one, around which boxes may change each time. So the leg ends where every list on the page
        was there before, or where the one was that brought most so far.
        """
        self._asked_for.add(url)
        self.read += 1
        self._failures = self.hole.tries = 0
        lists = {place: frozenset(ids) for place, ids in listing.lists.items()}
        if not lists:
            return self._finish(EMPTY)
        ids = frozenset().union(*lists.values())
        fresh = ids - frozenset().union(*self._recent)
        main = _story_list(lists, fresh)
        self._close(main)
        repeats = self._repeats(lists)
        self._remember(lists, fresh, ids)
        if self.is_top and self.read == 1:
            self.top = max(main)
        if repeats:
            return self._finish(NOTHING_NEW)
        if self._rejoins(_own(listing, self.hole.section, fresh, main), known, run):
            return self._finish(REJOINED)
        if self._loses_patience(main, fresh, known):
            return self._finish(NOTHING_NEW)
        if self._is_too_old(listing, main):
            self.hole.above = min(main)
            return self._finish(LIMIT)
        if self.read == 1 and not self.is_top and (before := self._page_before(main, url)):
            return before
        self.hole.above = min(main)
        return self._go_on(listing, url)

    def _close(self, main: frozenset[int]) -> None:
        """What was lost before this page reaches down to it."""
        if self._closing is not None:
            self._closing.below = max(main)
            self._closing = None

    def _repeats(self, lists: Mapping[str, frozenset[int]]) -> bool:
        repeated = {place for place, ids in lists.items() if hash(ids) in self._lists.get(place, ())}
        main = max(self._brought, key=lambda place: self._brought[place]) if any(self._brought.values()) else None
        return len(repeated) == len(lists) or main in repeated

    def _remember(self, lists: Mapping[str, frozenset[int]], fresh: frozenset[int], ids: frozenset[int]) -> None:
        for place, listed in lists.items():
            self._lists.setdefault(place, set()).add(hash(listed))
            if self.read > 1:
                self._brought[place] = self._brought.get(place, 0) + len(listed & fresh)
        self._recent.append(ids)

    def _rejoins(self, ids: frozenset[int], known: Mapping[int, Known], run: int) -> bool:
        """Whether the page lists only what earlier runs met, in the part that they have walked."""
        below = self.hole.below
        return below is not None and bool(ids) and all(number <= below and number in known and known[number].run < run for number in ids)

    def _loses_patience(self, main: frozenset[int], fresh: frozenset[int], known: Mapping[int, Known]) -> bool:
        further = self._lowest is None or min(main) < self._lowest
        self._lowest = min(main) if self._lowest is None else min(self._lowest, *main)
        self._in_vain = 0 if further or not fresh <= known.keys() else self._in_vain + 1
        return self._in_vain > PATIENCE

    def _is_too_old(self, listing: Listing, main: frozenset[int]) -> bool:
        if self.least is not None and max(main) < self.least:
            return True
        days = [article.day for article in listing.articles if article.id in main]
        return self.since is not None and all(day is not None and day < self.since for day in days)

    def _page_before(self, main: frozenset[int], url: str) -> PageLink | None:
        """A leg that goes back to a hole begins above it: where articles were withdrawn since, the page begins too far down."""
        if self.hole.above is None or max(main) >= self.hole.above or not self.hole.number or self.hole.number < 2:  # noqa: PLR2004
            return None
        before = preceding(url, self.hole.number)
        if before is None or before.url in self._asked_for:
            return None
        self._backlog[url] = PageLink(url, self.hole.number)
        self._asked_for.discard(url)
        self._lists.clear()
        self._recent.clear()
        return self._ask(before)

    # -- where next ----------------------------------------------------------------------------------------------------
    def _go_on(self, listing: Listing, url: str) -> PageLink | None:
        for page in listing.pages:
            if page.url not in self._asked_for:
                self._backlog.setdefault(page.url, page)
        self._previous = url
        onward = next((page for page in listing.pages if page.turn == ONWARD and page.url in self._backlog), None)
        chosen = onward or min(self._choice(), key=self._turn, default=None)
        if chosen is None:
            return self._finish(LAST)
        if self.most is not None and self.asked >= self.most:
            self._point(chosen)
            return self._finish(LIMIT)
        return self._ask(chosen)

    def _choice(self) -> list[PageLink]:
        """Pages that are linked and were not asked for; a leg that goes back to a hole leaves what lies before it alone."""
        return [page for page in self._backlog.values() if self.is_top or self._turn(page)[0] < _BEFORE]

    def _turn(self, page: PageLink) -> tuple[int, int]:
        """In which turn a page is asked for: those after this one in order, those without a number, those before it."""
        if page.number is None:
            return (_BEFORE if page.turn == BACK else 1), 0
        number = self.hole.number or 1
        return (0, page.number) if page.number > number else (_BEFORE, -page.number)

    def _ask(self, page: PageLink) -> PageLink:
        self.asked += 1
        self._asked_for.add(page.url)
        self._backlog.pop(page.url, None)
        self._point(page)
        return page

    def _point(self, page: PageLink) -> None:
        number = page.number if page.number is not None else (self.hole.number or 1) + 1
        self.hole.url, self.hole.number, self.hole.reason = page.url, number, UNDER_WAY

    def _finish(self, end: str) -> PageLink | None:
        self.end = end
        if end == LIMIT:
            self.hole.reason = LIMIT
        return None

    @property
    def remains(self) -> bool:
        """Whether something of the leg's own stretch is still to be read; pages that were lost on the way are holes of their own."""
        if self.end is None:
            return self.read > 0 or not self.is_top
        return self.hole.reason != UNDER_WAY and (self.read > 0 or not self.is_top)

    # -- a page that was not read --------------------------------------------------------------------------------------
    def past_its_end(self, reason: str) -> None:
        """The server says that there is no such page: the listing ended before it."""
        self._finish(reason)

    def lose(self, url: str, reason: str) -> PageLink | None:
        """Take note of a page that could not be read; gives one further down to go on with, where one can be told."""
        self._asked_for.add(url)
        self._failures += 1
        onward = self._beyond(url) if self.read and self._failures < MOST_FAILURES else None
        if onward is None or (self.most is not None and self.asked >= self.most):
            self.end = reason
            if self._closing is None:
                self.hole.reason, self.hole.tries = reason, self.hole.tries + 1
            else:
                self.hole.reason = UNDER_WAY  # the pages lost before this one reach down to where this leg would have ended
            return None
        if self._closing is None:
            hole = self.hole
            self._closing = Hole(hole.section, url, hole.number, hole.above, hole.below, reason, tries=1)
            self.lost.append(self._closing)
        return self._ask(onward)

    def _beyond(self, url: str) -> PageLink | None:
        """The page after the lost one: linked already, or told from how the addresses count."""
        number = self.hole.number or 1
        linked = min((page for page in self._choice() if page.number is not None and page.number > number), key=self._turn, default=None)
        told = following(self._previous, url, number)
        if linked is not None and (told is None or linked.url == told.url or linked.number == number + 1):
            return linked
        return told if told is not None and told.url not in self._asked_for else linked


def _story_list(lists: Mapping[str, frozenset[int]], fresh: frozenset[int]) -> frozenset[int]:
    """The list that the page is about: the one that brings most articles that the pages before did not have."""
    return max(lists.values(), key=lambda ids: (len(ids & fresh), len(ids)))


def _own(listing: Listing, section: str, fresh: frozenset[int], main: frozenset[int]) -> frozenset[int]:
    """The articles that tell whether the walk is back on known ground: the section's own, unless its list has other addresses."""
    own = frozenset(article.id for article in listing.articles if article.section == section)
    return fresh & own if 2 * len(main & own) >= len(main) else fresh
