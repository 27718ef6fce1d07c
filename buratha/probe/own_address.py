"""The address of a page in a file: as the page tells it, as its buttons hand it on, as the file's name has it, or nobody knows."""

import json
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

from buratha.pages.decode import decode
from buratha.pages.lines import Page, read_lines
from buratha.probe.filenames import number_in, section_in
from buratha.reading import read_page
from buratha.sections import slug_of
from buratha.urls import CANONICAL_BASE, ArticleAddress, article_address

_SAVED_FROM = re.compile(r"<!--[^>]*?(?:saved from url=\(\d+\)|\burl: )(https?://[^\s>]+)")
"""What browsers, and what is added to them, note in a page that they save."""
_HEAD = 4000
_ANY = "news"
"""The section of an address of which only the number is known: the site tells articles by their numbers."""
_NUMBERED = re.compile(r"\d+")
_NOBODYS = 900_000_000
"""Greater than any number of the site's: what stands for one that nobody knows begins here."""


@dataclass(frozen=True, slots=True)
class OwnAddress:
    """An address, and in words how it is known.

    ``is_known`` is false for one that only stands for it: its number is nobody's; ``is_told`` for that and for one that only the file's name tells.
    """

    url: str
    how: str
    is_known: bool = True
    is_told: bool = True


def own_address(path: Path, body: bytes, content_type: str | None, packed: str = "") -> OwnAddress:
    """The address of a page in a file, or one that stands for it; ``packed`` is what the file says beside the page, from where it was saved."""
    text = decode(body, content_type).text
    page = read_lines(text)
    told = [url for url in (packed, *_told(page, text)) if is_whole(url)]
    articles = [url for url in told if article_address(url)]
    if articles:
        return OwnAddress(articles[0], ", address as the page tells it")
    handed = {address.url for url in _handed_on(page) if (address := article_address(url))}
    if len(handed) == 1:
        return OwnAddress(handed.pop(), ", address as its buttons hand it on")
    if told:
        return OwnAddress(told[0], ", address as the page tells it, which is no article")
    if number := number_in(path.name):
        section = section_in(path.name) or _named_section(body, f"{CANONICAL_BASE}/arabic/{_ANY}/{number}", content_type)
        of_section = "" if section else "; name the address with --url for its section"
        return OwnAddress(f"{CANONICAL_BASE}/arabic/{section or _ANY}/{number}", f", number as the file's name tells it{of_section}", is_told=False)
    other = next(iter(_NUMBERED.findall(path.stem)), None)
    why = f" ({other} in its name need not be the article's number)" if other else ""
    number = _NOBODYS + zlib.crc32(body) % (_NOBODYS // 10)
    named = f"name it with --url, as in --url {CANONICAL_BASE}/arabic/news/94875"
    how = f", which does not tell its address{why}: number and section are not known, {named}"
    return OwnAddress(ArticleAddress(number, "").url, how, is_known=False, is_told=False)


def is_whole(url: str) -> bool:
    """Whether what a page says is an address of the web."""
    try:
        parts = urlsplit(url)
        return parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False


def _told(page: Page, text: str) -> Iterator[str]:
    """The addresses that a page gives as its own."""
    yield page.canonical
    yield page.meta.get("og:url", "")
    if noted := _SAVED_FROM.search(text[:_HEAD]):
        yield noted[1]
    for block in page.json_ld:
        yield from _described(block)


def _described(block: str) -> Iterator[str]:
    """The address of the page that JSON-LD describes, if it is one thing."""
    try:
        thing = json.loads(block, strict=False)
    except (ValueError, RecursionError):
        return
    if not isinstance(thing, dict):
        return
    for name in ("mainEntityOfPage", "url", "@id"):
        value = thing.get(name)
        value = value.get("@id") if isinstance(value, dict) else value
        if isinstance(value, str):
            yield value


def _handed_on(page: Page) -> Iterator[str]:
    """The addresses within other addresses: what buttons to share and to mail a page hand on."""
    for line in page.lines:
        for link in line.links:
            try:
                query = urlsplit(link.target).query
            except ValueError:
                continue
            for _, value in parse_qsl(query):
                yield from (word for word in value.split() if is_whole(word))


def _named_section(body: bytes, url: str, content_type: str | None) -> str | None:
    """The slug of the section that a page names as its own; None where it names none that is known."""
    record = read_page(body, url, content_type)
    return slug_of(record["category"]) if isinstance(record, dict) and record["category"] else None
