"""From fetched pages to what is shown of them: the pages are read together, as a crawl would read them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from http import HTTPStatus
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from buratha.items import to_record
from buratha.loaders import load_article
from buratha.pages.article import read_article
from buratha.pages.facts import ArticleFacts
from buratha.pages.feed import Feed, read_feed
from buratha.pages.kinds import REASONS, NoArticle
from buratha.pages.layouts import Layouts
from buratha.pages.listing import Listing, read_listing, trouble_with
from buratha.pages.opened import OpenedPage, open_page
from buratha.pages.repetition import Repetition
from buratha.pages.trace import Reason
from buratha.probe.fates import Shown, fates, unread
from buratha.reading import learn
from buratha.sections import slug_of
from buratha.site import FEED_PATH
from buratha.urls import article_address, listing_section, section_below

ARTICLE, LISTING, FEED, NO_ARTICLE, FAILED = "article", "listing", "feed", "no article", "not fetched"
FIELDS = ("title", "category", "author", "byline", "source", "published", "views", "body", "images", "media", "related", "comments", "editors_code")
"""The fields that are shown, in this order."""
WITNESSED = frozenset({"title", "category", "author", "published", "views", "body"})
"""The fields that tell how they were found, and may be doubtful."""
FAULTS = {
    "published_refused": "a date that cannot be was refused: in the future, before 2006, or an import's day in structured data",
    "lost_characters": "characters were lost in decoding",
    "broken_text": "a wrong encoding that could not be undone",
    "truncated": "the page was too long to be read whole",
}
"""Doubts that are no field's, and what they mean."""
_OF_THE_ADDRESS = ("id", "url", "section_in_address")
_STRANGE = "its address is neither an article's nor a listing's, so it was read as a listing"
_FRONT = re.compile(r"/?(?:index\.\w+)?", re.IGNORECASE)
_HTML, _HEAD = re.compile(rb"<html|<!doctype html", re.IGNORECASE), 4000
_XML = re.compile(rb"^\s*(?:\xef\xbb\xbf)?\s*<(?:\?xml|rss|feed|rdf:RDF)", re.IGNORECASE)


@dataclass(slots=True)
class Fetched:
    """A page as it came. ``failure`` says why there is none; ``robots`` what robots.txt says of its address.

    ``astray`` says that the server has sent from an article's address to something else; ``time`` when it was recorded, of a page from an archive;
    ``path`` is the file that it was read from.
    """

    url: str
    body: bytes = b""
    content_type: str | None = None
    status: int | None = None
    headers: dict[str, str] = field(default_factory=dict)
    source: str = ""
    failure: str | None = None
    astray: str = ""
    time: datetime | None = None
    robots: str | None = None
    path: Path | None = None
    is_address_known: bool = True
    """Whether ``url`` is the page's own; else it only stands for it, and its number is nobody's."""
    is_address_told: bool = True
    """Whether more than the name of a file tells it."""

    @property
    def name(self) -> str:
        """What to call the page: its address, or the file that does not tell it."""
        return self.url if self.is_address_known else str(self.path)


@dataclass(slots=True)
class Look:
    """What one page is. ``reasons`` are the doubts of an article; ``reason`` and ``detail`` say why a page is none, or what is odd about it."""

    fetched: Fetched
    kind: str
    reason: str = ""
    detail: str = ""
    record: dict[str, Any] | None = None
    reasons: list[Reason] = field(default_factory=list)
    lines: list[Shown] = field(default_factory=list)
    listing: Listing | None = None
    feed: Feed | None = None
    learnt_from: int = 0

    @property
    def is_good(self) -> bool:
        """Whether nothing here needs a person."""
        if self.fetched.astray:
            return False
        if self.kind == ARTICLE:
            return self.record is not None and not self.record["doubts"]
        if self.kind == LISTING:
            return bool(self.listing and self.listing.articles) and not self.detail
        return bool(self.kind == FEED and self.feed and self.feed.entries and not self.feed.malformed)

    @property
    def faults(self) -> list[str]:
        """What is wrong with the page as a whole, in words."""
        return [FAULTS[name] for name in (self.record or {}).get("doubts", ()) if name in FAULTS]

    def tells_of(self, name: str) -> bool:
        """Whether there is anything to say of a field: a value, a doubt, or who says that there is none."""
        record = self.record or {}
        return bool(record.get(name) or self.reasons_for(name)) or name in WITNESSED or name in record.get("witnesses", ())

    def reasons_for(self, name: str) -> list[Reason]:
        """Why a field is doubtful."""
        return [reason for reason in self.reasons if reason.field == name]


def look_at(
    pages: Sequence[Fetched], memory: Repetition, now: datetime, siblings: Sequence[Fetched] = (), layouts: Layouts | None = None
) -> list[Look]:
    """Look at pages, read together; ``siblings`` are only learnt from. The memory learns, and nobody keeps it."""
    opened = {id(page): open_page(page.body, page.url, page.content_type) for page in (*pages, *siblings) if _is_articles(page)}
    learn(list(opened.values()), memory, now, layouts)
    return [_look(page, opened.get(id(page)), memory, now, layouts) for page in pages]


def look_back(page: Fetched, memory: Repetition, now: datetime, layouts: Layouts | None = None) -> Look:
    """Look at a page from which the memory has learnt already: to learn from it twice would make furniture of it."""
    opened = open_page(page.body, page.url, page.content_type) if _is_articles(page) else None
    return _look(page, opened, memory, now, layouts)


def _is_articles(page: Fetched) -> bool:
    is_feed = not page.is_address_known and _XML.match(page.body[:200]) and not _HTML.search(page.body[:_HEAD])
    return page.failure is None and _answered(page) and not is_feed and article_address(page.url) is not None


def _answered(page: Fetched) -> bool:
    return page.status is None or page.status == HTTPStatus.OK


def _look(page: Fetched, opened: OpenedPage | None, memory: Repetition, now: datetime, layouts: Layouts | None) -> Look:
    now = page.time or now
    if page.failure is not None:
        return Look(page, FAILED, page.failure)
    if not _answered(page):
        return Look(page, NO_ARTICLE, f"HTTP {page.status}", "the server says that there is no such page, or that it cannot answer")
    if opened is not None:
        return _article(page, opened, memory, now, layouts)
    if urlsplit(page.url).path == FEED_PATH or _XML.match(page.body[:200]):
        feed = read_feed(page.body, page.url, page.content_type)
        return Look(page, FEED, feed.trouble or "", feed=feed)
    return _listing(page, memory, now)


def _article(page: Fetched, opened: OpenedPage, memory: Repetition, now: datetime, layouts: Layouts | None) -> Look:
    read = read_article(opened, memory, now, layouts, is_visit_known=page.time is not None or page.path is None)
    if isinstance(read, NoArticle):
        listing = read_listing(opened.decoded.text, page.url, now) if read.reason == "listing" else None
        lines = unread(opened.judged(memory), {article.id for article in listing.articles} if listing else ())
        return Look(page, NO_ARTICLE, read.reason, read.detail, lines=lines, listing=listing, learnt_from=memory.pages)
    assert isinstance(read, ArticleFacts)
    assert read.trace is not None
    record = to_record(load_article(read, now))
    if not page.is_address_known:
        record |= dict.fromkeys(_OF_THE_ADDRESS) | {"section": slug_of(record["category"]) if record["category"] else None}
    return Look(page, ARTICLE, record=record, reasons=read.trace.reasons, lines=fates(read), learnt_from=memory.pages)


def _listing(page: Fetched, memory: Repetition, now: datetime) -> Look:
    opened = open_page(page.body, page.url, page.content_type)
    listing = read_listing(opened.decoded.text, page.url, now)
    trouble = None if listing.articles else trouble_with(opened)
    lines = unread(opened.judged(memory), {article.id for article in listing.articles})
    if trouble is not None:
        return Look(page, NO_ARTICLE, trouble, REASONS.get(trouble, ""), lines=lines)
    strange = "" if _is_listings(page.url) else _STRANGE
    return Look(page, LISTING, "" if listing.articles else "it names no article", strange, lines=lines, listing=listing)


def _is_listings(url: str) -> bool:
    """Whether an address is that of the front page, or of a section's listing or what lies below one."""
    return _FRONT.fullmatch(urlsplit(url).path) is not None or listing_section(url) is not None or section_below(url) is not None


__all__ = ["ARTICLE", "FAILED", "FEED", "FIELDS", "LISTING", "NO_ARTICLE", "Fetched", "Look", "look_at", "look_back"]
