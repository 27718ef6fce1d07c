"""A listing's page: which articles it names, which other pages of the listing it leads to, which sections it knows.

Nobody has seen the site's listings, so everything is told by addresses, by the words and arrows of page links, and by nothing else.
"""

import re
from dataclasses import dataclass, field
from datetime import date, datetime
from urllib.parse import urlsplit

from lxml import etree

from buratha.pages.endless_list import find_endless_list
from buratha.pages.judge import judge
from buratha.pages.kinds import refuse_early
from buratha.pages.links import MOST_LINKS, Link, links_of, tree_of, without_fragment
from buratha.pages.list_places import Places
from buratha.pages.listed_days import days_beside
from buratha.pages.more_control import find_more_control
from buratha.pages.opened import OpenedPage
from buratha.pages.paging import PageLink, Pager, section_of
from buratha.pages.positions import CURSOR, OFFSET, PAGE, position_of
from buratha.pages.repetition import Repetition
from buratha.site import Site
from buratha.slugs import unescaped
from buratha.urls import article_address, is_agencys, is_file, is_of_other_things, listing_section, section_below

_MOST_LOST = 0.02
_A_TITLE = 3
"""Words; of fewer are the entries of menus."""
_A_NUMBER = re.compile(r"\d{3,9}(?!\d)")
_A_TIME = re.compile(r"/(?:19|20)\d\d(?:[/-][01]?\d){0,2}/*$")
"""The end of the address of what came out in a year, a month or on a day."""


@dataclass(frozen=True, slots=True)
class ListedArticle:
    """An article that a listing names, by its address, the longest text that links to it, and the day printed beside it."""

    id: int
    section: str
    url: str
    title: str
    day: date | None = None


@dataclass(slots=True)
class Listing:
    """What a listing's page leads to, in the order of the page; each article and each page once.

    ``lists`` has the articles by the place in the markup at which their links stand: the story list, and each box, by itself, from the top down.
    ``needs_browser_for_more``: what follows hangs on a control that only a browser can press, or comes as a reader scrolls; ``more_control``
    shows by what that is known. ``not_understood`` are addresses that name no article, and no page in any known form: those below a section's, and
    ``strange_rows`` among them, to which a title leads, so that an article is likely to be there.
    """

    articles: list[ListedArticle] = field(default_factory=list)
    pages: list[PageLink] = field(default_factory=list)
    sections: list[str] = field(default_factory=list)
    lists: dict[str, list[int]] = field(default_factory=dict)
    needs_browser_for_more: bool = False
    more_control: str | None = None
    not_understood: list[str] = field(default_factory=list)
    strange_rows: list[str] = field(default_factory=list)

    def own(self, section: str | None) -> set[int]:
        """The articles that have a section's own address."""
        return {article.id for article in self.articles if article.section == section}

    def main_list(self, section: str | None) -> list[int]:
        """The list that the page is about, by this page alone: that with most of the section's own addresses, or else the longest."""
        own = self.own(section)
        return max(self.lists.values(), key=lambda rows: (len(own.intersection(rows)), len(rows)), default=[])

    def own_rows(self, section: str | None) -> list[int]:
        """Of that list what is the section's own; all, where it has other addresses."""
        own, rows = self.own(section), self.main_list(section)
        return [number for number in rows if number in own] or rows


def read_listing(text: str, url: str, now: datetime | None = None) -> Listing:
    """Read a listing's page, already decoded. Never raises on broken markup.

    Links that leave the agency (the page's own host and the agency's names) are not looked at. ``now`` is the time of the fetch:
    with it, days such as «قبل ساعتين» are read too, and days to come are not believed.
    """
    root = tree_of(text)
    if root is None:
        return Listing()
    reading = _Reading(without_fragment(url))
    for count, link in enumerate(links_of(root, url)):
        if count > MOST_LINKS:
            break
        reading.take(link)
    return reading.listing(root, now)


def trouble_with(opened: OpenedPage) -> str | None:
    """Why a listing's page that names no article is none at all: by the reasons of :mod:`buratha.pages.kinds`; None for an empty listing."""
    if opened.decoded.lost > _MOST_LOST * max(1, len(opened.decoded.text)):
        return "undecodable"
    refused = refuse_early(judge(opened.page, opened.url, Repetition()))
    return refused.reason if refused is not None else None


class _Reading:
    """One reading of one page: link by link, then as a whole."""

    def __init__(self, here: str) -> None:
        self.here = here
        self.site = Site.of(here)
        self.home = f"{self.site.base}/"
        self.pager = Pager(here)
        self.named: list[tuple[int, Link]] = []
        self.sections: dict[str, None] = {}
        self.below: dict[str, None] = {}
        """What lies below a section's address and is no article's."""
        self.rows: dict[str, None] = {}
        """To what no article's address is titles lead."""

    def take(self, link: Link) -> None:
        if not (link.url.startswith(self.home) or self.site.owns(link.url)):
            if is_agencys(link.url) and _is_row(link):
                self.rows[link.url] = None
            return
        address = article_address(link.url)
        if address is not None and not link.label and "?" not in link.url:
            self.pager.hear_of_article(link)
        else:
            self.pager.hear(link)
        if address is not None:
            self.named.append((address.id, link))
        elif section := listing_section(link.url):
            self.sections[section] = None
        elif not is_file(link.url):
            self.below.update({link.url: None} if section_below(link.url) else {})
            self.rows.update({link.url: None} if _is_row(link) else {})

    def listing(self, root: etree._Element, now: datetime | None) -> Listing:
        titled = {number for number, link in self.named if link.plain and not link.label}
        numbered = {number for number, link in self.named if link.label.number == number} - titled  # pages, or an archive's years
        places = Places((number, link.element) for number, link in self.named)
        main: list[int] = max(_lists(self.named, places).values(), key=len, default=[])
        pages = self.pager.pages(titled, titled.intersection(main))
        turned = {page.url for page in pages}
        named = [(number, link) for number, link in self.named if link.url not in turned | {self.here} and number not in numbered]
        days = days_beside([(number, link.element) for number, link in named], now)
        sections = [section for section in self.sections if not self._is_page_of_section(section, turned)]
        control = None if pages else find_more_control(root, self.here) or find_endless_list(root)
        listed, known = {number for number, _ in named}, turned | {self.here}
        strange = [url for url in self.below | self.rows if url not in known and position_of(url).kind not in {PAGE, OFFSET, CURSOR}]
        rows = [url for url in strange if url in self.rows and listed.isdisjoint(_numbers_in(url))]
        return Listing(_articles(named, days), pages, sections, _lists(named, places), control is not None, control, strange, rows)

    @staticmethod
    def _is_page_of_section(section: str, turned: set[str]) -> bool:
        """Whether the only thing called so is a page: ``/arabic/news-2``."""
        return section[-1].isdigit() and any(listing_section(url) == section for url in turned)


def _is_row(link: Link) -> bool:
    """Whether a title leads to where an article may be: below a section, or to an address with a number."""
    if not link.plain or link.label or len(link.text.split()) < _A_TITLE:
        return False
    if _A_TIME.search(link.url) or is_of_other_things(link.url) or position_of(link.url).is_of_other_lists:
        return False
    return bool(section_below(link.url) or _numbers_in(link.url))


def _numbers_in(url: str) -> set[int]:
    parts = urlsplit(url)
    return {int(number) for number in _A_NUMBER.findall(unescaped(f"{parts.path}?{parts.query}"))}


def _articles(named: list[tuple[int, Link]], days: dict[int, date]) -> list[ListedArticle]:
    found: dict[int, tuple[Link, str]] = {}
    for number, link in named:
        title = "" if link.label or not link.plain else link.text
        if number not in found or len(title) > len(found[number][1]):
            found[number] = (link, title)
    articles = []
    for number, (link, title) in found.items():
        address = article_address(link.url)
        assert address is not None
        articles.append(ListedArticle(number, address.section, address.url, title, days.get(number)))
    return articles


def _lists(named: list[tuple[int, Link]], places: Places) -> dict[str, list[int]]:
    """The articles by the place of their links."""
    lists: dict[str, dict[int, None]] = {}
    for number, link in named:
        lists.setdefault(places.of(link.element), {})[number] = None
    return {place: list(numbers) for place, numbers in lists.items()}


__all__ = ["ListedArticle", "Listing", "PageLink", "read_listing", "section_of", "trouble_with"]
