"""One page on its way through the reader: what goes in, what comes out, and what is learnt on the way."""

from dataclasses import dataclass
from datetime import datetime

from buratha.items import Article
from buratha.loaders import load_article
from buratha.pages.kinds import NoArticle
from buratha.pages.opened import OpenedPage, open_page
from buratha.pages.unfinished import is_unfinished
from buratha.site import Site
from buratha.urls import ArticleAddress, article_address, linked_article
from buratha.warmup import Reader
from buratha.wholeness import Wholeness


@dataclass(frozen=True, slots=True)
class PageToRead:
    """An answer of the server. ``earlier``: texts of earlier answers for the same page that seemed cut off.

    ``is_section_guessed``: nobody but the crawler has named the section in its address.
    """

    body: bytes
    url: str
    content_type: str | None
    now: datetime
    """Time of the fetch."""
    earlier: tuple[str, ...] = ()
    is_section_guessed: bool = False


@dataclass(frozen=True, slots=True)
class ReadPage:
    """What a page is: an article, none, or (``result`` is None) cut off, with its ``text``."""

    result: Article | NoArticle | None
    text: str = ""
    linked: tuple[ArticleAddress, ...] = ()
    """Other articles of the agency that the page links to."""
    is_unfinished: bool = False
    """Whether a browser may show more of its text."""


async def read(page: PageToRead, reader: Reader, wholeness: Wholeness, opened: OpenedPage | None = None) -> ReadPage:
    """Read a page; one of a layout that is not known yet waits for others (see :mod:`buratha.warmup`)."""
    opened = opened or open_page(page.body, page.url, page.content_type)
    opened.is_section_guessed = page.is_section_guessed
    if not wholeness.is_whole(opened.decoded.text, page.earlier):
        return ReadPage(None, opened.decoded.text)
    facts = await reader.read(opened, page.now)
    if isinstance(facts, NoArticle):
        return ReadPage(facts)
    article = load_article(facts, page.now)
    return ReadPage(article, linked=linked_articles(opened), is_unfinished=is_unfinished(facts))


def linked_articles(opened: OpenedPage) -> tuple[ArticleAddress, ...]:
    """The articles of the same site that a page links to, itself aside."""
    site, own = Site.of(opened.url), article_address(opened.url)
    found: dict[int, ArticleAddress] = {}
    for line in opened.page.lines:
        for link in line.links:
            address = linked_article(opened.url, link.target)
            if address is not None and address != own and address.id not in found and _is_of(site, link.target):
                found[address.id] = address
    return tuple(found.values())


def _is_of(site: Site, target: str) -> bool:
    """Whether a link stays with the site; one that names no host does."""
    target = target.replace("\\", "/")
    return "//" not in target[:8] or site.owns(target if ":" in target[:8] else f"https:{target}")
