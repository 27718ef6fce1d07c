"""The sitemap that robots.txt names: one list, or an index of lists, packed or not."""

import gzip
from collections.abc import Sequence
from typing import Final
from xml.etree import ElementTree as ET

from tests.agency.articles import Article
from tests.agency.timeline import moment_of

PATH: Final = "/sitemap.xml"
A_PART: Final = 1000
"""How many articles a part of an index lists."""

_NAMESPACE: Final = "http://www.sitemaps.org/schemas/sitemap/0.9"


def urlset(articles: Sequence[Article], origin: str) -> bytes:
    """Return the list of these articles."""
    return _made("urlset", "url", [(origin + article.path, moment_of(article.id).date().isoformat()) for article in articles])


def index(articles: Sequence[Article], origin: str, ending: str) -> bytes:
    """Return the index of the parts that all articles fall into, newest first; each changed when its newest article came out."""
    parts = range(-(-len(articles) // A_PART))
    return _made(
        "sitemapindex",
        "sitemap",
        [(f"{origin}/sitemap-{number + 1}{ending}", moment_of(articles[number * A_PART].id).date().isoformat()) for number in parts],
    )


def part(articles: Sequence[Article], origin: str, number: int, *, packed: bool) -> bytes | None:
    """Return one part of the index; None where there is no such part."""
    listed = articles[(number - 1) * A_PART : number * A_PART] if number > 0 else []
    if not listed:
        return None
    body = urlset(listed, origin)
    return gzip.compress(body, mtime=0) if packed else body


def _made(root: str, kind: str, rows: list[tuple[str, str]]) -> bytes:
    ET.register_namespace("", _NAMESPACE)
    top = ET.Element(f"{{{_NAMESPACE}}}{root}")
    for location, changed in rows:
        row = ET.SubElement(top, f"{{{_NAMESPACE}}}{kind}")
        ET.SubElement(row, f"{{{_NAMESPACE}}}loc").text = location
        ET.SubElement(row, f"{{{_NAMESPACE}}}lastmod").text = changed
    body: bytes = ET.tostring(top, encoding="utf-8", xml_declaration=True)
    return body
