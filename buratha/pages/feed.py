"""The agency's feed: which articles it names. Its form is unknown, so every form of RSS and Atom is read, well-formed or not.

The bytes are decoded by our own rules, because old feeds declare no charset or the wrong one; feedparser does the rest.
"""

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from io import BytesIO
from typing import Any

import feedparser

from buratha.arabic.dates import BAGHDAD, FIRST_YEAR, has_date, parse_date, parse_timestamp
from buratha.arabic.text import printed
from buratha.pages.decode import decode, is_binary
from buratha.sections import slug_of
from buratha.site import Site
from buratha.urls import ArticleAddress, article_address, resolve

MOST_CHARACTERS = 8_000_000

EMPTY, PAGE, NO_FEED, NO_ARTICLES = "empty", "page_instead_of_feed", "not_a_feed", "no_articles"
"""Why a feed gives nothing: no byte; an HTML page; something else; a feed none of whose entries is an article of the agency's."""

_PAGE = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?(?:(?><!--.*?-->)\s*)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL)
_ROOT = re.compile(r"<(?:rss|rdf:rdf|feed|channel|item|[\w.-]+:(?:rss|feed))\b", re.IGNORECASE)
_END_OF_ROOT = re.compile(r"</(?:[\w.-]+:)?(?:rss|rdf|feed)\s*>\s*(?:(?><!--.*?-->)\s*)*$", re.IGNORECASE | re.DOTALL)
_END_OF_ENTRY = re.compile(r"</(?:[\w.-]+:)?(?:item|entry)\s*>", re.IGNORECASE)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>", re.IGNORECASE)
_NUMBER = re.compile(r"^(?:.*[:/=])?(\d{1,9})$")
_ARABIA = re.compile(r"\b(?:AST|ARST)\b")
_TAG = re.compile(r"<[^<>]*>")


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """An article that a feed names. ``section`` is None where the feed gives nothing but its number."""

    id: int
    section: str | None
    title: str
    published: datetime | None


@dataclass(slots=True)
class Feed:
    """The articles of a feed in its order, each once. ``trouble`` says why there are none; ``malformed``: some may be missing."""

    entries: list[FeedEntry] = field(default_factory=list)
    trouble: str | None = None
    malformed: bool = False


def read_feed(body: bytes, url: str, content_type: str | None = None) -> Feed:
    """Read a feed fetched from ``url``. Never raises on broken markup."""
    text = decode(body, content_type).text[:MOST_CHARACTERS].lstrip("\ufeff \t\r\n\x00")
    if not text:
        return Feed(trouble=EMPTY)
    if is_page(text):
        return Feed(trouble=PAGE)
    if is_binary(text) or not _ROOT.search(text):
        return Feed(trouble=NO_FEED)
    whole, cut = _without_torn_entry(text)
    parsed = _parsed(whole, url)
    site, found = Site.of(url), dict[int, FeedEntry]()
    for raw in parsed.entries:
        entry = _entry(raw, url, site)
        if entry:
            found.setdefault(entry.id, entry)
    return Feed(list(found.values()), None if found else NO_ARTICLES, cut or bool(parsed.bozo))


def is_page(text: str) -> bool:
    """Whether a text is an HTML page, as servers send one in the place of a feed or a sitemap that is not there."""
    return _PAGE.match(text) is not None


def _without_torn_entry(text: str) -> tuple[str, bool]:
    """The text up to its last whole entry, where it was cut off: half an address would be another article's."""
    if _END_OF_ROOT.search(text[-4000:]):
        return text, False
    ends = [found.end() for found in _END_OF_ENTRY.finditer(text)]
    return text[: ends[-1]] if ends else "", True


def _parsed(text: str, url: str) -> Any:
    """What feedparser makes of a text. It gets bytes: a text that looks like an address would make it fetch that address."""
    plain = '<?xml version="1.0" encoding="utf-8"?>\n' + _DECLARATION.sub("", text)
    headers = {"content-type": "application/xml; charset=utf-8", "content-location": url}
    return feedparser.parse(BytesIO(plain.encode("utf-8", "replace")), response_headers=headers, sanitize_html=False)


def _entry(raw: Any, url: str, site: Site) -> FeedEntry | None:
    address = _address(raw, url, site)
    identity = _NUMBER.match(str(raw.get("id", "")).strip())
    number = address.id if address else int(identity[1]) if identity and not raw.get("link") else 0
    if not number:
        return None
    named = address.section if address else next(filter(None, map(_section, raw.get("tags", ()))), None)
    return FeedEntry(number, named, printed(_TAG.sub("", str(raw.get("title", "")))), _published(raw))


def _address(raw: Any, url: str, site: Site) -> ArticleAddress | None:
    """The article's address: the first of the entry's links, or its identity, that is one of the agency's."""
    links = [raw.get("link"), *(link.get("href") for link in raw.get("links", ())), raw.get("feedburner_origlink"), raw.get("id"), raw.get("guid")]
    for link in links:
        whole = resolve(url, str(link)) if link else None
        address = article_address(whole) if whole and site.owns(whole) else None
        if address:
            return address
    return None


def _section(tag: Any) -> str | None:
    return slug_of(str(tag.get("term") or ""))


def _published(raw: Any) -> datetime | None:
    """When the entry says that it came out, in Baghdad's time; a clock without a zone is Baghdad's."""
    for name in ("published", "created", "date", "updated"):
        when = _moment(str(dict.get(raw, name) or "").strip())  # feedparser's own look-up gives one date for another
        if when and when.year >= FIRST_YEAR:
            return when
    return None


def _moment(text: str) -> datetime | None:
    if not text:
        return None
    if stamp := parse_timestamp(text):
        return stamp.when
    try:
        when = parsedate_to_datetime(_ARABIA.sub("+0300", text))
        if when.tzinfo is None:
            when = when.replace(tzinfo=UTC if text.endswith("-0000") else BAGHDAD)
        return when.astimezone(BAGHDAD)
    except (ValueError, TypeError, OverflowError):
        moment = parse_date(text, datetime.now(UTC)) if has_date(text) else None
        return moment.when if moment else None
