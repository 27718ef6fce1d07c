"""The agency's feed in the forms that feeds have had since 2000, well-formed and not."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from email.utils import format_datetime
from typing import Final, NamedTuple
from xml.etree import ElementTree as ET

from tests.agency.articles import Article
from tests.agency.manners import FeedForm
from tests.agency.render import page_of
from tests.agency.wording import Wording

RSS_TYPE: Final = "application/rss+xml; charset=utf-8"
_RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_RSS1: Final = "http://purl.org/rss/1.0/"
_DC: Final = "http://purl.org/dc/elements/1.1/"
_ATOM: Final = "http://www.w3.org/2005/Atom"
_CUT: Final = 0.9


class Feed(NamedTuple):
    """The bytes of a feed, and what the server says of them."""

    body: bytes
    content_type: str


def feed(form: FeedForm, articles: Sequence[Article], origin: str, wording: Wording) -> Feed:
    """Return the feed of these articles in a form; the forms "page" and "none" are no feed's."""
    match form:
        case "rss091":
            return Feed(rss(articles, origin, wording, "0.91"), "text/xml")
        case "rss1":
            return Feed(_rss1(articles, origin, wording), "application/rdf+xml")
        case "atom":
            return Feed(_atom(articles, origin, wording), "application/atom+xml; charset=utf-8")
        case "windows-1256" | "undeclared":
            text = rss(articles, origin, wording).decode()
            declaration = '<?xml version="1.0" encoding="windows-1256"?>' if form == "windows-1256" else '<?xml version="1.0"?>'
            return Feed((declaration + text.partition("?>")[2]).encode("windows-1256", "xmlcharrefreplace"), "text/xml")
        case "malformed":
            return Feed(_malformed(rss(articles, origin, wording)), "text/html; charset=utf-8")
    return Feed(rss(articles, origin, wording), RSS_TYPE)


def rss(articles: Iterable[Article], origin: str, wording: Wording, version: str = "2.0") -> bytes:
    """Return the feed of these articles, whose links begin with `origin`.

    An item has a date where the article's page has one; items of version 0.91 have neither date nor guid.
    """
    root = ET.Element("rss", version=version)
    channel = ET.SubElement(root, "channel")
    _add(channel, title=wording.site_name, link=f"{origin}/", description=wording.site_description, language="ar")
    for article in articles:
        _add_item(channel, article, origin, dated=version == "2.0")
    return _bytes(root)


def _add_item(channel: ET.Element, article: Article, origin: str, *, dated: bool) -> None:
    page, item = page_of(article), ET.SubElement(channel, "item")
    link = origin + page.url
    _add(item, title=page.title.strip(), link=link, description=page.lead)
    if dated:
        _add(item, guid=link, category=page.category)
        if article.published:
            _add(item, pubDate=format_datetime(datetime.fromisoformat(article.published)))


def _rss1(articles: Sequence[Article], origin: str, wording: Wording) -> bytes:
    """Return RSS 1.0: RDF, whose items stand beside the channel."""
    ET.register_namespace("rdf", _RDF)
    ET.register_namespace("", _RSS1)
    ET.register_namespace("dc", _DC)
    root = ET.Element(f"{{{_RDF}}}RDF")
    channel = ET.SubElement(root, f"{{{_RSS1}}}channel", {f"{{{_RDF}}}about": f"{origin}/"})
    _add(channel, _RSS1, title=wording.site_name, link=f"{origin}/", description=wording.site_description)
    for article in articles:
        page = page_of(article)
        item = ET.SubElement(root, f"{{{_RSS1}}}item", {f"{{{_RDF}}}about": origin + page.url})
        _add(item, _RSS1, title=page.title.strip(), link=origin + page.url, description=page.lead)
        if article.published:
            _add(item, _DC, date=article.published)
    return _bytes(root)


def _atom(articles: Sequence[Article], origin: str, wording: Wording) -> bytes:
    """Return an Atom feed with links relative to its base."""
    ET.register_namespace("", _ATOM)
    root = ET.Element(f"{{{_ATOM}}}feed", {"{http://www.w3.org/XML/1998/namespace}base": f"{origin}/"})
    _add(root, _ATOM, title=wording.site_name, id=f"{origin}/", updated=datetime(2026, 1, 1, tzinfo=UTC).isoformat())
    for article in articles:
        page, entry = page_of(article), ET.SubElement(root, f"{{{_ATOM}}}entry")
        _add(entry, _ATOM, title=page.title.strip(), id=f"tag:burathanews.com,2006:{article.id}", summary=page.lead)
        ET.SubElement(entry, f"{{{_ATOM}}}link", href=page.url)
        if article.published:
            _add(entry, _ATOM, published=article.published)
    return _bytes(root)


def _malformed(body: bytes) -> bytes:
    """Return what a script that prints strings makes of a feed: bare ampersands, HTML's entities, lines before it, no end."""
    whole = b"\n\n" + body.replace(b"<description>", b"<description>&nbsp;& ")
    return whole[: int(len(whole) * _CUT)]


def _bytes(root: ET.Element) -> bytes:
    body: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return body


def _add(parent: ET.Element, namespace: str | None = None, /, **texts: str) -> None:
    for name, text in texts.items():
        ET.SubElement(parent, f"{{{namespace}}}{name}" if namespace else name).text = text
