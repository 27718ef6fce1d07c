"""What the pages of a listing tell of it, one after the other."""

from collections.abc import Container, Sequence
from dataclasses import dataclass, field

from buratha.pages.listing import Listing, PageLink
from buratha.walks.listing_order import ListingOrder
from buratha.walks.page_lengths import PageLengths
from buratha.walks.patience import Patience
from buratha.walks.second_look import Marks
from buratha.walks.story_lists import Seen, StoryLists

_SOME = 3
"""After so many pages the order in which a listing runs has shown."""
_NO_CHANCE = 3
"""So many pages in a row that come twice are the listing's manner."""


@dataclass(slots=True)
class Survey:
    """One section's listing, as far as one way down it has read."""

    section: str
    order: ListingOrder
    is_order_known: bool = False
    """Whether earlier ways down have learnt it, and this one, which begins amid the listing, cannot."""
    top: int | None = None
    """Greatest id of the list on the first page."""
    brings: bool = True
    """Whether the last page listed anything of its own."""
    has_own: bool = False
    """Whether the listing names articles under its own section's address."""
    marks: Marks = field(default_factory=Marks)
    lengths: PageLengths = field(default_factory=PageLengths)
    _head: int | None = None
    """The same of the page at which the way has begun anew."""
    _good: int = 0
    """So many pages listed something of their own."""
    _doubles: int = 0
    """So many were there twice, one after the other, before another came."""
    _again: int = 0
    """How often the last one has been there again; more often, where others were."""
    _before: frozenset[int] = frozenset()
    """The list of the page before."""
    _farthest: int = 0
    """Greatest number of a page that was read."""
    _lists: StoryLists = field(default_factory=StoryLists)
    _boxes: set[str] = field(default_factory=set)
    """Where something stood beside the lists of the pages so far."""
    _patience: Patience = field(default_factory=Patience)

    def take(self, listing: Listing, page: PageLink) -> Seen | None:
        """Take note of a page; None for one that lists nothing, or has boxes and no list."""
        lists = {place: rows for place, rows in listing.lists.items() if rows}
        if not lists:
            return None
        own = frozenset(article.id for article in listing.articles if article.section == self.section)
        seen = self._lists.take(lists, own)
        if seen.is_beside:
            return None
        self._boxes |= lists.keys() - {self._lists.place}
        self.has_own = self.has_own or not own.isdisjoint(seen.main)
        number, stands_above = page.number or 1, self._stands_above(seen.rows)
        self.order.take(seen.rows, is_onward=number >= self._farthest and not stands_above)
        self._farthest = max(self._farthest, number)
        self.brings = bool(self.order.new) and not stands_above and not (self._is_above_head(self.order.new) and self.order.is_newest_first)
        self.marks.pass_by(page, seen.rows, self.order.new if self.brings else ())
        self.top = max(seen.main) if self.top is None else self.top
        self._head = max(seen.main) if self._head is None else self._head
        self._count(seen.main)
        return seen

    def telling(self, listing: Listing) -> frozenset[int]:
        """The articles of a page that is not taken note of yet which tell whether it is known ground: its boxes have others' news."""
        lists = {place: rows for place, rows in listing.lists.items() if rows}
        own = frozenset(article.id for article in listing.articles if article.section == self.section)
        return StoryLists.like(self._lists).take(lists, own).telling if lists else frozenset()

    def _count(self, main: frozenset[int]) -> None:
        if self.brings:
            self._good, self._doubles, self._again = self._good + 1, self._doubles + (self._again == 1), 0
        else:
            self._again += 1 if main == self._before else 2
        self._before = main

    @property
    def place(self) -> str | None:
        """Where the list of the last page that had one stood."""
        return self._lists.place

    def _stands_above(self, rows: Sequence[int]) -> bool:
        """Whether what is new on a page belongs above all pages so far, where the order is known in which the listing runs."""
        is_newest_first = self.order.was_newest_first if self.is_order_known else self._good >= _SOME and self.order.is_newest_first
        return is_newest_first and self._is_above_head(self.order.unseen(rows))

    def _is_above_head(self, rows: Sequence[int]) -> bool:
        """Whether most of these rows are newer than all of the page at which the way began: they came out since, or the page is one above it."""
        return self._head is not None and 2 * sum(number > self._head for number in rows) > len(rows)

    def recall(self, other: "Survey") -> None:
        """Take over what another way down the same listing has learnt of its pages."""
        self.lengths.usual = other.lengths.usual
        self._lists = StoryLists.like(other._lists)
        self._boxes = set(other._boxes)

    @property
    def comes_twice(self) -> bool:
        """Whether each page of the listing comes twice, so that one which is there again says nothing."""
        return self._doubles >= _NO_CHANCE and self._doubles + 1 >= self._good

    def is_cut(self, seen: Seen, listing: Listing) -> bool:
        """Whether the last page, which brought something, has too little of the list beside the pages before it."""
        rows = listing.lists[self._lists.place or ""]
        return seen.is_usual and self.lengths.take(len(rows), has_links=bool(listing.pages))

    def leads_nowhere(self, seen: Seen, known: Container[int]) -> bool:
        """Whether too many pages have led neither further down nor to anything unknown, with the one that was just taken."""
        unknown = any(number not in known for number in seen.fresh if number <= (self.top or number))  # what came out since leads nowhere
        return self._patience.is_lost(seen, self.order, leads_on=unknown)

    def is_of_another(self, listing: Listing) -> bool:
        """Whether the page is another section's, sent in place of the one that was asked for: its list names that section's articles alone.

        A page without a list beyond the listing's end still has the boxes that the pages before had; they may all be of one section.
        """
        rows = listing.lists.get(self._lists.place or "")
        if not rows and any(article.section == self.section for article in listing.articles):
            return False  # which of its lists is the story list is not known: the longest may be a box
        rows = rows or max((listed for place, listed in listing.lists.items() if place not in self._boxes), key=len, default=[])
        sections = {article.section for article in listing.articles if article.id in set(rows)}
        return self.has_own and len(sections) == 1 and self.section not in sections and len(rows) > 1

    def begin_anew(self) -> None:
        """The way down begins again, further up."""
        self._lists, self._patience, self.order, self._farthest = StoryLists(), Patience(), ListingOrder(self.order.learnt), 0
        self._head, self._good, self._doubles = None, 0, 0

    def published(self, below: int | None) -> int:
        """How many rows are newer than all that was known of the section, up to this id."""
        return 0 if below is None else self.order.rows - self.order.reaches(below)

    def newest(self, *, is_whole: bool) -> int | None:
        """The greatest id that the listing had when the way began. Where the first page does not have it, all pages have to tell."""
        if self.top is None or self.order.is_newest_first or not is_whole:
            return self.top
        return max(self.top, self.order.greatest)
