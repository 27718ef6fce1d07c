"""A listing's page: which articles it names, which other pages of the listing it leads to, which sections it knows.

Nobody has seen the site's listings, so everything is told by addresses, by the words and arrows of page links, and by nothing else.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, urlsplit

from lxml import etree

from buratha.arabic.digits import western_digits
from buratha.arabic.folding import fold
from buratha.arabic.text import printed
from buratha.pages.article import OpenedPage
from buratha.pages.judge import judge
from buratha.pages.kinds import refuse_early
from buratha.pages.repetition import Repetition
from buratha.site import Site
from buratha.urls import article_address, listing_section, resolve

MOST_CHARACTERS = 4_000_000
MOST_LINKS = 20_000
_LONGEST_TEXT = 500
_NEAR = 8
_LONGEST_NUMBER = 6
_MOST_LOST = 0.02

_STEPS = frozenset(
    fold(word)
    for word in (
        "التالي", "التالية", "الصفحة التالية", "تالي", "اللاحق", "اللاحقة", "الصفحة اللاحقة", "التالي السابق", "السابق", "السابقة",
        "الصفحة السابقة", "الأقدم", "أقدم", "أخبار أقدم", "مواضيع أقدم", "مقالات أقدم", "مواد أقدم", "الأحدث", "أحدث", "الأخيرة", "الأخير",
        "الصفحة الأخيرة", "الأولى", "الصفحة الأولى", "المزيد", "عرض المزيد", "تحميل المزيد", "مزيد من الأخبار", "next", "next page", "older",
        "older posts", "older entries", "prev", "previous", "previous page", "newer", "more", "load more", "last", "first",
    )
)  # fmt: skip
_ARROWS = re.compile(r"[|\s]*(?:[«»‹›<>←→↩⇐⇒◄►◀▶❮❯⟨⟩]+)[|\s]*")
_PAGE_NAMES = frozenset(
    ("page", "p", "pg", "pageno", "page_no", "pagenum", "page_num", "pagenumber", "paged", "start", "offset", "from", "limitstart", "skip")
)
_PAGE_PATH = re.compile(r"(?:^|[/_-])(?:pages?|p|pg|offset|start|index)[/_=-]?(\d{1,6})(?:\.\w{2,5})?/*$", re.IGNORECASE)
_LAST_NUMBER = re.compile(r"[/_-](\d{1,6})(?:\.\w{2,5})?/*$")
_BELOW = re.compile(r"/+arabic/+([A-Za-z][\w-]*)/")
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class ListedArticle:
    """An article that a listing names, by its address and the longest text that links to it."""

    id: int
    section: str
    url: str
    title: str


@dataclass(frozen=True, slots=True)
class PageLink:
    """Another page of the same listing, and its number (or offset) where that shows."""

    url: str
    number: int | None


@dataclass(slots=True)
class Listing:
    """What a listing's page leads to, in the order of the page; each article and each page once.

    ``lists`` has the articles by the place in the markup at which their links stand: the story list, and each box, by itself.
    """

    articles: list[ListedArticle] = field(default_factory=list)
    pages: list[PageLink] = field(default_factory=list)
    sections: list[str] = field(default_factory=list)
    lists: dict[str, set[int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Link:
    """A link as the markup has it, its address made whole."""

    url: str
    text: str
    rel: str
    place: str

    @property
    def label(self) -> str:
        """The text as a comparison key; the number alone for ``[2]`` or «٢»."""
        return fold(self.text)

    @property
    def printed_number(self) -> int | None:
        """The number, where the link's text is nothing but one."""
        label = self.label
        return int(label) if label.isascii() and label.isdigit() and len(label) <= _LONGEST_NUMBER else None

    @property
    def steps(self) -> bool:
        """Whether the link says that it leads one page on or back."""
        return not {"next", "prev"}.isdisjoint(self.rel.lower().split()) or self.label in _STEPS or bool(_ARROWS.fullmatch(self.text))


def read_listing(text: str, url: str) -> Listing:
    """Read a listing's page, already decoded. Never raises on broken markup.

    Links that leave the agency (the page's own host and the agency's names) are not looked at.
    """
    site, here = Site.of(url), _without_fragment(url)
    articles: dict[int, ListedArticle] = {}
    pages: dict[str, PageLink] = {}
    sections: dict[str, None] = {}
    lists: dict[str, set[int]] = {}
    for link in _links(text, here):
        if not site.owns(link.url):
            continue
        if page := _page_link(link, here):
            pages.setdefault(page.url, page)
        elif address := article_address(link.url):
            known = articles.get(address.id)
            if known is None or len(link.text) > len(known.title):
                articles[address.id] = ListedArticle(address.id, address.section, address.url, link.text)
            lists.setdefault(link.place, set()).add(address.id)
        elif section := listing_section(link.url):
            sections[section] = None
    return Listing(list(articles.values()), list(pages.values()), list(sections), lists)


def trouble_with(opened: OpenedPage) -> str | None:
    """Why a listing's page that names no article is none at all: by the reasons of :mod:`buratha.pages.kinds`; None for an empty listing."""
    if opened.decoded.lost > _MOST_LOST * max(1, len(opened.decoded.text)):
        return "undecodable"
    refused = refuse_early(judge(opened.page, opened.url, Repetition()))
    return refused.reason if refused is not None else None


# -- page links --------------------------------------------------------------------------------------------------------
def _page_link(link: _Link, here: str) -> PageLink | None:
    """A link to another page of the listing that ``here`` is a page of; the first page is where every walk comes from."""
    if link.url == here or _is_article(link) or link.printed_number == 1:
        return None
    named = _named_number(link.url)
    if _is_within(link.url, here):
        number = link.printed_number if link.printed_number is not None else named if named is not None else _last_number(link.url)
        bare = listing_section(link.url) is not None and not urlsplit(link.url).query
        return PageLink(link.url, number) if not bare and (number is not None or link.steps) else None
    if link.steps and named is not None and listing_section(link.url) is None:
        return PageLink(link.url, named)
    return None


def _is_article(link: _Link) -> bool:
    """Whether the address is an article's; ``/arabic/news/2`` under the text «2» is the second page."""
    address = article_address(link.url)
    return address is not None and link.printed_number != address.id


def _is_within(url: str, here: str) -> bool:
    """Whether an address is of the same listing: the same section, something below it, or the same script."""
    there, own = urlsplit(url), urlsplit(here)
    section = section_of(here)
    if section is None:
        return there.path == own.path and there.query != own.query
    path = there.path.lower().rstrip("/")
    return path == f"/arabic/{section}" or path.startswith(f"/arabic/{section}/")


def section_of(url: str) -> str | None:
    """The section that a listing's page belongs to, whatever the form of its address."""
    below = _BELOW.match(urlsplit(url).path)
    return listing_section(url) or (below[1].lower() if below else None)


def _named_number(url: str) -> int | None:
    """The number that an address names as a page's or an offset."""
    parts = urlsplit(url)
    for name, value in parse_qsl(parts.query):
        if name.lower() in _PAGE_NAMES and (digits := western_digits(value)).isascii() and digits.isdigit() and len(digits) <= _LONGEST_NUMBER:
            return int(digits)
    found = _PAGE_PATH.search(parts.path)
    return int(found[1]) if found else None


def _last_number(url: str) -> int | None:
    """The number that a path ends in."""
    found = _LAST_NUMBER.search(urlsplit(url).path)
    return int(found[1]) if found else None


# -- links -------------------------------------------------------------------------------------------------------------
def _links(text: str, url: str) -> Iterator[_Link]:
    root = _tree(text)
    if root is None:
        return
    base = next((resolve(url, element.get("href", "")) for element in root.iter("base") if element.get("href")), None) or url
    for count, element in enumerate(root.iter("a", "area", "link", "option")):
        if count > MOST_LINKS:
            return
        target = resolve(base, _target(element))
        if target:
            yield _Link(_without_fragment(target), _text_of(element), element.get("rel", ""), _place(element))


def _target(element: etree._Element) -> str:
    if element.tag == "option":
        value: str = element.get("value", "")
        return value if value.startswith(("/", "?", "http")) else ""  # a list of pages to jump to
    if element.tag == "link" and not {"next", "prev"} & set(element.get("rel", "").lower().split()):
        return ""
    return str(element.get("href", ""))


def _tree(text: str) -> etree._Element | None:
    parser = etree.HTMLParser(recover=True, huge_tree=True, encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        return etree.fromstring(text[:MOST_CHARACTERS].replace("\x00", "").encode("utf-8", "replace"), parser)
    except etree.LxmlError:
        return None  # nothing in it that a parser could hold on to


def _text_of(element: etree._Element) -> str:
    pieces: list[str] = []
    length = 0
    for piece in element.itertext():
        pieces.append(str(piece))
        length += len(piece)
        if length > _LONGEST_TEXT:
            break
    text = printed("".join(pieces))
    return text or printed(element.get("title", "")) or next((printed(image.get("alt", "")) for image in element.iter("img")), "")


def _place(element: etree._Element) -> str:
    """The kinds of the elements around, innermost first, as far as they tell one list from another."""
    around: list[str] = []
    for ancestor in element.iterancestors():
        if len(around) == _NEAR:
            break
        around.append(f"{ancestor.tag}.{_DIGITS.sub('#', ancestor.get('class', '')[:60])}")
    return "/".join(around)


def _without_fragment(url: str) -> str:
    return url.partition("#")[0]
