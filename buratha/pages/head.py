"""What a page's head and structured data say. Believed only where it speaks of the story that the reader sees."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from buratha.arabic.folding import fold
from buratha.arabic.text import printed
from buratha.pages.lines import Page, masked
from buratha.pages.repetition import Repetition, masked_block
from buratha.pages.wording import without_site_name

_ARTICLE_TYPES = ("article", "newsarticle", "reportagenewsarticle", "blogposting", "opinionnewsarticle", "report", "webpage", "creativework")
_MOST_OBJECTS = 200
_TAG = re.compile(r"<[^<>]{0,500}>")
_HALF = re.compile("[\ud800-\udfff]")
"""What an emoji that was cut in two leaves as an escape in JSON: no letter, and no record with it could be written."""


@dataclass(slots=True)
class Structured:
    """One article as structured data describes it: JSON-LD or Open Graph, named by ``witness``."""

    witness: str
    title: str
    published: str = ""
    author: str = ""
    section: str = ""
    words: int = 0
    """How many words of a text it has."""


@dataclass(slots=True)
class Head:
    """Titles that the head gives, by folded key, and the articles that its structured data describes."""

    titles: dict[str, tuple[str, str]] = field(default_factory=dict)
    all_titles: str = ""
    articles: list[Structured] = field(default_factory=list)

    def about(self, title_key: str) -> Iterator[Structured]:
        """The structured articles whose title is the one the reader sees; others are stale or speak of the site."""
        for article in self.articles:
            key = fold(without_site_name(article.title))
            if key and (key == title_key or (len(key) > 15 and (key.startswith(title_key) or title_key.startswith(key)))):
                yield article


def read_head(page: Page, memory: Repetition) -> Head:
    """Read the head; what says the same on page after page is the site's, not the story's."""
    head = Head()
    if page.title and not memory.place("head:title").is_fixed(masked(page.title)):
        _add_title(head, page.title, "title")
    for name in ("og:title", "twitter:title"):
        title = page.meta.get(name, "")
        if title and not memory.place(f"head:{name}").is_fixed(masked(title)):
            _add_title(head, title, name)
            head.articles.append(
                Structured(
                    "open-graph",
                    title,
                    page.meta.get("article:published_time", ""),
                    page.meta.get("article:author", "") or page.meta.get("author", ""),
                    page.meta.get("article:section", ""),
                )
            )
    for at, block in enumerate(page.json_ld):
        if not memory.place(f"head:json-ld {at}").is_fixed(masked_block(block)):
            for article in _json_ld_articles(block):
                _add_title(head, article.title, "json-ld")
                head.articles.append(article)
    return head


def _add_title(head: Head, title: str, witness: str) -> None:
    for text in (title, without_site_name(title)):
        if key := fold(text):
            head.titles.setdefault(key, (text, witness))
            head.all_titles += f"\n{key}"


def _json_ld_articles(block: str) -> Iterator[Structured]:
    try:
        data = json.loads(block, strict=False)
    except (ValueError, RecursionError):
        return
    for thing in _objects(data):
        kinds = thing.get("@type", "")
        kinds = kinds if isinstance(kinds, list) else [kinds]
        if any(isinstance(kind, str) and kind.lower() in _ARTICLE_TYPES for kind in kinds):
            title = _text(thing.get("headline")) or _text(thing.get("name"))
            if title:
                author, section = _person(thing.get("author")), _text(thing.get("articleSection"))
                words = len(_TAG.sub(" ", _text(thing.get("articleBody"))).split())
                yield Structured("json-ld", title, _text(thing.get("datePublished")), author, section, words)


def _objects(data: Any) -> Iterator[dict[str, Any]]:
    queue = [data]
    for _ in range(_MOST_OBJECTS):
        if not queue:
            return
        thing = queue.pop(0)
        if isinstance(thing, list):
            queue.extend(thing[:_MOST_OBJECTS])
        elif isinstance(thing, dict):
            yield thing
            queue.extend(thing[key] for key in ("@graph", "mainEntity", "mainEntityOfPage") if isinstance(thing.get(key), (dict, list)))


def _text(value: object) -> str:
    if isinstance(value, list) and value:
        value = value[0]
    return printed(_HALF.sub("", value)) if isinstance(value, str) else ""


def _person(value: object) -> str:
    if isinstance(value, list) and value:
        value = value[0]
    if isinstance(value, dict):
        return "" if str(value.get("@type", "Person")).lower() == "organization" else _text(value.get("name"))
    return _text(value)
