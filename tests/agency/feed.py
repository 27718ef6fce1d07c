"""The agency's feed, in RSS 2.0."""

from collections.abc import Iterable
from datetime import datetime
from email.utils import format_datetime
from xml.etree import ElementTree as ET

from tests.agency.articles import Article
from tests.agency.render import page_of
from tests.agency.wording import Wording


def rss(articles: Iterable[Article], origin: str, wording: Wording) -> bytes:
    """Return the feed of these articles, whose links begin with `origin`.

    An item has a date where the article's page has one.
    """
    root = ET.Element("rss", version="2.0")
    channel = ET.SubElement(root, "channel")
    _add(channel, title=wording.site_name, link=f"{origin}/", description=wording.site_description, language="ar")
    for article in articles:
        _add_item(channel, article, origin)
    body: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return body


def _add_item(channel: ET.Element, article: Article, origin: str) -> None:
    page, item = page_of(article), ET.SubElement(channel, "item")
    link = origin + page.url
    _add(item, title=page.title.strip(), link=link, guid=link, category=page.category, description=page.lead)
    if article.published:
        _add(item, pubDate=format_datetime(datetime.fromisoformat(article.published)))


def _add(parent: ET.Element, **texts: str) -> None:
    for name, text in texts.items():
        ET.SubElement(parent, name).text = text
