"""Which page of a listing to ask for next: those that were linked so far and were not asked for, in the order in which a listing is read."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from buratha.pages.listing import PageLink
from buratha.pages.positions import OFFSET, PAGE, SEGMENT, position_of
from buratha.walks.holes import Hole
from buratha.walks.pagination import following

ONWARD, BACK = "onward", "back"
"""Which way a page's link says that it leads."""


@dataclass(slots=True)
class PagesAhead:
    """The pages that one way down a listing knows of. ``at`` is the stretch whose page was asked for last."""

    asked_for: set[str] = field(default_factory=set)
    """Addresses."""
    _linked: dict[str, PageLink] = field(default_factory=dict)
    was_linked: bool = True
    """Whether a page has linked the one that was asked for last, which otherwise was told from how the addresses count."""
    _previous: str | None = None

    def link(self, pages: Iterable[PageLink]) -> None:
        """Take note of pages that a page links."""
        for page in pages:
            if page.url not in self.asked_for:
                self._linked.setdefault(page.url, page)

    def ask(self, page: PageLink, previous: str) -> None:
        """A page is asked for, after the one at ``previous``."""
        self._previous, self.was_linked = previous, page.url in self._linked
        self.asked_for.add(page.url)
        self._linked.pop(page.url, None)

    def put_back(self, page: PageLink) -> None:
        """A page is to be asked for once more."""
        self._linked[page.url] = page
        self.asked_for.discard(page.url)

    def after(self, at: Hole, pages: Iterable[PageLink]) -> PageLink | None:
        """The page after one that was read, which links ``pages``; first the one that it calls the next, then whichever is in turn."""
        onward = next((page for page in pages if page.turn == ONWARD and page.url in self._linked), None)
        return onward or self._in_turn(at)

    def _in_turn(self, at: Hole) -> PageLink | None:
        """The next page; one that a pager leaps over is told from how the addresses count."""
        chosen = min(self._linked.values(), key=lambda page: _turn(page, at), default=None)
        if chosen is None or chosen.number is None or chosen.number <= at.page_number:
            return chosen
        told = self._told(at)
        leapt = told is not None and told.number is not None and told.number < chosen.number and told.url not in self.asked_for
        return told if leapt else chosen

    def beyond(self, at: Hole) -> PageLink | None:
        """The page after a lost one: linked already, or told from how the addresses count."""
        linked, told = self.numbered_after(at), self._told(at)
        if linked is not None and (told is None or linked.url == told.url or linked.number == at.page_number + 1):
            return linked
        return told if told is not None and told.url not in self.asked_for else linked

    def numbered_after(self, at: Hole) -> PageLink | None:
        """The next page by its number, of those that were linked so far."""
        numbered = (page for page in self._linked.values() if page.number is not None and page.number > at.page_number)
        return min(numbered, key=lambda page: _turn(page, at), default=None)

    def farthest_after(self, at: Hole) -> PageLink | None:
        """The last page by its number, of those that were linked so far."""
        numbered = (page for page in self._linked.values() if page.number is not None and page.number > at.page_number)
        return max(numbered, key=lambda page: page.number or 0, default=None)

    def _told(self, at: Hole) -> PageLink | None:
        return following(self._previous, at.url, at.page_number)


def is_above(page: PageLink, at: Hole) -> bool:
    """Whether a page stands before the one asked for, by what its link says."""
    return page.turn == BACK or (page.number is not None and page.number < at.page_number)


def is_another_page(asked: str, answered: str) -> bool:
    """Whether the server has led from a page of a listing to another one, by what the two addresses say."""
    there, here = position_of(asked), position_of(answered)
    is_numbered = there.kind in {PAGE, OFFSET, SEGMENT} and here.kind in {there.kind, None} and here.path == there.path
    return is_numbered and (there.number or 1) != (here.number or 1)


def _turn(page: PageLink, at: Hole) -> tuple[int, int]:
    """In which turn a page is asked for: those after this one in order, those without a number, those before it."""
    if page.number is None:
        return (2 if page.turn == BACK else 1), 0
    return (0, page.number) if page.number > at.page_number else (2, -page.number)
