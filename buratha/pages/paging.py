"""Which links of a listing's page lead to its other pages, and which way. Told by addresses, numbers, words and arrows."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from buratha.pages.links import Link
from buratha.pages.page_labels import NOTHING
from buratha.pages.positions import CURSOR, LISTING_NAMES, OFFSET, PAGE, SEGMENT, Params, Position, is_no_page, position_of
from buratha.pages.turns import Candidate, Turns
from buratha.urls import article_address, listing_section, section_below

_YEARS = range(1990, 2101)
_LONGEST_PAGE = 200


@dataclass(frozen=True, slots=True)
class PageLink:
    """Another page of the same listing, its number (or offset) where that shows, and which way it leads.

    ``turn`` is "onward" (the next page, towards older articles), "back" (to a page before), "jump" (farther on), or None where
    nothing tells.
    """

    url: str
    number: int | None
    turn: str | None = None


class Pager:
    """The page links of one listing's page."""

    def __init__(self, here: str) -> None:
        self.here = here
        self.own = position_of(here)
        self.paths = {self.own.path, self.own.whole}
        self.section = section_of(here)
        self.candidates: dict[str, Candidate] = {}
        self.titled: set[str] = set()

    def hear_of_article(self, link: Link) -> None:
        """Take note of a link to an article that no label calls a page."""
        if link.url != self.here and link.text and link.plain:
            self.titled.add(link.url)

    def hear(self, link: Link) -> None:
        """Take note of a link of the agency; what cannot be a page link is left alone."""
        if link.url == self.here:
            return
        if link.label == NOTHING and position_of(link.url).kind in {None, SEGMENT}:
            self.titled.update([link.url] if link.text and link.plain else ())
            return
        candidate = self.candidates.get(link.url)
        if candidate is None:
            candidate = self.candidates[link.url] = Candidate(link.url, position_of(link.url))
        candidate.hear(link)

    def pages(self, listed: Iterable[int], main: Iterable[int]) -> list[PageLink]:
        """The page links, in the order of the page.

        ``listed`` are the numbers of all articles that ordinary links lead to, ``main`` those of the longest list.
        """
        ids = sorted(listed)
        chosen = {each.url for each in self.candidates.values() if self._is_page(each)}
        chosen |= {each.url for each in self._segments(ids)}
        if not chosen:
            chosen = {each.url for each in self._foreign()}
        found = [each for each in self.candidates.values() if each.url in chosen and not self._is_first(each)]
        turns = Turns(self.own, found, sorted(main))
        return [PageLink(each.url, each.shown_number, turns.of(each)) for each in found]

    def _is_first(self, candidate: Candidate) -> bool:
        """Whether it leads to the first page, from which every walk comes."""
        position = candidate.position
        bare = position.kind is None and not urlsplit(candidate.url).query
        return bare or candidate.number == 1 or (candidate.number is None and position.kind == PAGE and position.number == 1)

    # -- pages under the listing's own address -------------------------------------------------------------------------
    def _is_page(self, candidate: Candidate) -> bool:
        position, label = candidate.position, candidate.label
        if article_address(candidate.url) or not self._same_listing(position):
            return False
        if position.kind == SEGMENT:
            return bool(label) and (candidate.number != position.number or self._may_be_year_like(position.number))
        changed = position.changed(self.own)
        if position.kind in {PAGE, OFFSET}:
            return bool(label) or not changed
        if position.kind == CURSOR:
            return label.step is not None or (bool(label) and not is_no_page(changed))
        return self._unknown_parameter(candidate, changed)

    def _unknown_parameter(self, candidate: Candidate, changed: Params) -> bool:
        """Whether a parameter that nobody knows leads to another page: a step, or a number that the label prints too."""
        if not changed or is_no_page(changed):
            return False
        values = [int(value) for _, value in changed if value.isascii() and value.isdigit()]
        return candidate.step is not None or (candidate.number is not None and any(self._fits(candidate.number, value) for value in values))

    def _same_listing(self, position: Position) -> bool:
        """Whether an address is one of our listing's: our path, and our parameters but for one that nobody knows to mean anything else."""
        if position.path not in self.paths and position.whole not in self.paths:
            return False
        differing = position.conflicts(self.own)
        return not differing or (position.kind is None and len(differing) == 1 and differing.isdisjoint(LISTING_NAMES))

    def _may_be_year_like(self, number: int | None) -> bool:
        """A number that may be a year is a page only among pages: archives by year look the same."""
        if number not in _YEARS:
            return True
        pagers = (each for each in self.candidates.values() if each.position.kind == SEGMENT and each.number is not None)
        others = {each.position.number for each in pagers if each.position.path in self.paths}
        return (self.own.number or 0) > _YEARS.start - _LONGEST_PAGE or any(other is not None and other < _YEARS.start for other in others)

    # -- pages that look like articles ---------------------------------------------------------------------------------
    def _segments(self, ids: list[int]) -> list[Candidate]:
        """The addresses ``/arabic/news/2`` that are pages and no articles: no title leads there, and the numbers are a pager's."""
        possible = [each for each in self.candidates.values() if self._is_possible_segment(each)]
        printed = [each for each in possible if each.number is not None and self._fits(each.number, each.position.number or 0)]
        targets: defaultdict[str, set[str]] = defaultdict(set)
        for each in possible:
            if each.step:
                targets[each.step].add(each.url)
        steps = [each for each in possible if each.step and len(targets[each.step]) == 1 and self._is_near(each.position.number or 0, ids, printed)]
        return printed + [each for each in steps if each not in printed]

    def _is_possible_segment(self, candidate: Candidate) -> bool:
        address = article_address(candidate.url)
        if address is None or candidate.url in self.titled or not candidate.label:
            return False
        return address.section == self.section and candidate.position.path in self.paths

    def _fits(self, printed: int, number: int) -> bool:
        if printed == number:
            return self._may_be_year_like(number)
        return printed > 1 and number % (printed - 1) == 0 and 2 <= number // (printed - 1) <= _LONGEST_PAGE

    def _is_near(self, number: int, ids: list[int], printed: list[Candidate]) -> bool:
        """Whether a step's number can be a page's or an offset: beside our own, or in line with the numbers printed."""
        below_all = not ids or number < ids[0]
        if printed and below_all:
            return True
        if self.own.kind == SEGMENT and self.own.number is not None:
            return abs(number - self.own.number) <= _LONGEST_PAGE
        return number == 2 or (number <= _LONGEST_PAGE and below_all)

    # -- pages under another address -----------------------------------------------------------------------------------
    def _foreign(self) -> list[Candidate]:
        """Pages of our listing under another script's address: those of the one script that has most of them."""
        found = [each for each in self.candidates.values() if self._is_foreign(each)]
        series = Counter((each.position.path, each.position.params) for each in found)
        most = max(series.values(), default=0)
        best = next((key for key, count in series.items() if count == most), None)
        return [each for each in found if (each.position.path, each.position.params) == best]

    def _is_foreign(self, candidate: Candidate) -> bool:
        position = candidate.position
        if position.kind not in {PAGE, OFFSET, CURSOR} or article_address(candidate.url) or position.is_of_other_lists:
            return False
        if (listing_section(candidate.url) or section_below(candidate.url)) not in {None, self.section} or is_no_page(position.params):
            return False
        if position.conflicts(self.own):
            return False
        return candidate.step is not None or (candidate.number is not None and candidate.number == position.number)


def section_of(url: str) -> str | None:
    """The section that a listing's page belongs to, whatever the form of its address."""
    return listing_section(url) or section_below(url)
