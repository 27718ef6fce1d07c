"""A sitemap: which articles, listings and further sitemaps it names. XML, plain text or a feed, packed or not."""

import re
import zlib
from dataclasses import dataclass, field
from datetime import datetime
from html import unescape
from urllib.parse import urlsplit

from buratha.arabic.dates import parse_timestamp
from buratha.pages.decode import decode, is_binary
from buratha.pages.feed import EMPTY, PAGE, is_page, read_feed
from buratha.site import Site
from buratha.urls import article_address, listing_section, resolve

MOST_BYTES = 60_000_000
"""The standard allows 50 MB unpacked; what is beyond is not read."""

NO_SITEMAP, TOO_LARGE, DAMAGED, CUT_OFF, NOTHING = "not_a_sitemap", "too_large", "damaged_archive", "cut_off", "nothing_of_the_agency"
"""Beside "empty" and "page_instead_of_feed": why a sitemap gives nothing, or less than it holds."""

_GZIP = b"\x1f\x8b"
_MOST_PACKED = 2
_ROOT = re.compile(r"<([\w.-]+:)?(urlset|sitemapindex|rss|rdf|feed|url|sitemap)\b", re.IGNORECASE)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_LISTS = ("urlset", "sitemapindex")
"""Roots that hold rows: without their end tag, rows are missing."""
_LOCATION = re.compile(r"<([\w.-]+:)?loc\b[^<>]*>([^<]*|\s*<!\[CDATA\[[^<]*\]\]>\s*)</(?:[\w.-]+:)?loc\s*>", re.IGNORECASE)
_CHANGED = re.compile(r"<(?:[\w.-]+:)?lastmod\b[^<>]*>([^<]*|\s*<!\[CDATA\[[^<]*\]\]>\s*)<", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://\S+$", re.IGNORECASE)
_FILE = re.compile(r"\.(?:xml|txt)(?:\.gz)?$|\.gz$", re.IGNORECASE)


@dataclass(slots=True)
class Sitemap:
    """What a sitemap names, in its order, each once: articles as number and section, sitemaps with when they changed, listings' addresses.

    ``trouble`` says why it names nothing, or that it holds more than could be read.
    """

    articles: list[tuple[int, str]] = field(default_factory=list)
    sitemaps: list[tuple[str, datetime | None]] = field(default_factory=list)
    listings: list[str] = field(default_factory=list)
    trouble: str | None = None


def read_sitemap(body: bytes, url: str) -> Sitemap:
    """Read a sitemap fetched from ``url``. Never raises on broken markup or archives; unpacks no more than ``MOST_BYTES``."""
    plain, trouble = _unpacked(body)
    text = decode(plain).text.lstrip("\ufeff \t\r\n\x00")
    if not text:
        return Sitemap(trouble=trouble or EMPTY)
    if is_page(text):
        return Sitemap(trouble=PAGE)
    root = _ROOT.search(text[:4000])
    if is_binary(text):
        return Sitemap(trouble=NO_SITEMAP)
    if root and root[2].lower() in {"rss", "rdf", "feed"}:
        return _of_feed(plain, url)
    rows = _rows(text, (root[1] or "").lower()) if root else _lines(text)
    found = _sorted_out(rows, url, is_index=root is not None and root[2].lower() in {"sitemapindex", "sitemap"})
    nothing = not (found.articles or found.sitemaps or found.listings)
    cut_off = CUT_OFF if root and root[2].lower() in _LISTS and not _is_closed(text, root[1] or "", root[2]) else None
    found.trouble = trouble or cut_off or ((NOTHING if rows else NO_SITEMAP) if nothing else None)
    return found


def _is_closed(text: str, prefix: str, root: str) -> bool:
    """Whether a root has its end tag, or is one that holds nothing, with no row behind it; a comment or a program's warning may stand there."""
    folded = _without_comments(text).lower()
    name = f"{prefix}{root}".lower()
    empty = re.search(rf"<{re.escape(name)}\b[^<>]*/>", folded)
    end = max(folded.rfind(f"</{name}"), empty.start() if empty else -1)
    return end > folded.rfind(f"<{prefix}loc".lower())


def _sorted_out(rows: list[tuple[str, str]], url: str, *, is_index: bool) -> Sitemap:
    site = Site.of(url)
    articles: dict[int, str] = {}
    sitemaps: dict[str, datetime | None] = {}
    listings: dict[str, None] = {}
    for location, changed in rows:
        whole = resolve(url, location)
        if not whole or not site.owns(whole):
            continue
        if is_index:
            sitemaps.setdefault(whole, _moment(changed))
        elif address := article_address(whole):
            articles.setdefault(address.id, address.section)
        elif listing_section(whole):
            listings[whole] = None
        elif _FILE.search(urlsplit(whole).path):
            sitemaps.setdefault(whole, _moment(changed))
    return Sitemap(list(articles.items()), list(sitemaps.items()), list(listings))


def _of_feed(body: bytes, url: str) -> Sitemap:
    """A feed may stand in a sitemap's place."""
    feed = read_feed(body, url)
    return Sitemap([(entry.id, entry.section) for entry in feed.entries if entry.section], trouble=feed.trouble)


def _moment(text: str) -> datetime | None:
    stamp = parse_timestamp(text) if text else None
    return stamp.when if stamp else None


# -- reading the file --------------------------------------------------------------------------------------------------
def _rows(text: str, prefix: str) -> list[tuple[str, str]]:
    """The addresses of an XML sitemap with when they changed.

    Read by its two tags and by nothing else, so that bare ampersands, rows that never close and a torn end cost no other row; an
    address whose own tag does not close is none. Pictures and videos have their addresses under another prefix.
    """
    plain = _without_comments(text)
    found = [match for match in _LOCATION.finditer(plain) if (match[1] or "").lower() == prefix]
    ends = [*(match.start() for match in found[1:]), len(plain)]
    return [(_value(match[2]), _changed(plain[match.end() : end])) for match, end in zip(found, ends, strict=False)]


def _without_comments(text: str) -> str:
    end = text.rfind("-->") + len("-->")  # behind it no comment ends, and each that begins would be followed through all the rest
    return _COMMENT.sub("", text[:end]) + text[end:]


def _changed(row: str) -> str:
    changed = _CHANGED.search(row)
    return _value(changed[1]) if changed else ""


def _value(raw: str) -> str:
    return unescape(raw.strip().removeprefix("<![CDATA[").removesuffix("]]>")).strip()


def _lines(text: str) -> list[tuple[str, str]]:
    """The addresses of a text sitemap: one a line, nothing else."""
    return [(line.strip(), "") for line in text.splitlines() if _ADDRESS.match(line.strip())]


def _unpacked(body: bytes) -> tuple[bytes, str | None]:
    """The bytes of an archive, or as many as are allowed, and what is wrong with it."""
    for _ in range(_MOST_PACKED):
        if not body.startswith(_GZIP):
            break
        unpacker = zlib.decompressobj(zlib.MAX_WBITS | 16)
        try:
            body = unpacker.decompress(body, MOST_BYTES)
        except zlib.error:
            return b"", DAMAGED
        if unpacker.unconsumed_tail:
            return body, TOO_LARGE
        if not unpacker.eof:
            return body, DAMAGED
    return body[:MOST_BYTES], TOO_LARGE if len(body) > MOST_BYTES else None
