"""Who reads the pages: the project in two ways, and the libraries that extract articles, each set for Arabic as it documents.

A library is imported only when it is asked for. It gets the text of the page, decoded without fault, while the project
gets the bytes: reading them is part of its work.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from importlib import import_module
from importlib.metadata import version
from typing import Any, Final

import buratha
from benchmarks.corpus import FETCHED, Page
from benchmarks.metrics import METRICS, Reading

BASELINE: Final = "trafilatura"
"""The library whose speed the others' is measured by."""

_BLOCKS: Final = (
    *("blockquote", "div", "dd", "dl", "dt", "h1", "h2", "h3", "h4", "h5", "h6", "hr"),
    *("li", "ol", "p", "pre", "section", "table", "td", "th", "tr", "ul"),
)
_BODY: Final = ("body_f1", "exact", "furniture")
_DATES: Final = ("date_time", "date")
_AUTHORS: Final = ("author", "false_authors")
_ISO: Final = re.compile(r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d.*)?")


class MissingError(Exception):
    """An engine cannot be had here; the message says why."""


@dataclass(frozen=True)
class Reports:
    """What an engine made of some pages, one reading each, and on how many it raised an exception."""

    readings: list[Reading]
    raised: int = 0


@dataclass(frozen=True)
class Engine:
    """A way to read pages; `gives` names the metrics it can be judged by, `settings` how it is set."""

    name: str
    title: str
    settings: str
    gives: tuple[str, ...]
    read: Callable[[Sequence[Page]], Reports]


def load(name: str) -> Engine:
    """Return an engine, ready to read; a MissingError says what it needs that is not installed."""
    try:
        return _ENGINES[name]()
    except ImportError as error:
        message = f"{error.name or error} is not installed (see requirements-bench.txt)"
        raise MissingError(message) from error


def one_by_one(read: Callable[[Page], Reading]) -> Callable[[Sequence[Page]], Reports]:
    """Make a reader of many pages from a reader of one; a page on which it raises has an empty reading."""

    def read_all(pages: Sequence[Page]) -> Reports:
        readings, raised = [], 0
        for page in pages:
            try:
                readings.append(read(page))
            except Exception:  # noqa: BLE001 (whatever a library raises on a page, the page is lost)
                readings.append(Reading())
                raised += 1
        return Reports(readings, raised)

    return read_all


def _batch() -> Engine:
    def read(pages: Sequence[Page]) -> Reports:
        records = buratha.read_pages([(page.body, page.url, page.content_type) for page in pages], now=FETCHED)
        return Reports([reading_of(record) for record in records])

    return Engine("batch", "Buratha, one crawl's pages", "`buratha.read_pages(pages)`", tuple(METRICS), read)


def _first_page() -> Engine:
    def read(page: Page) -> Reading:
        return reading_of(buratha.read_page(page.body, page.url, page.content_type, now=FETCHED))

    title = "Buratha, first page of a fresh crawl"
    return Engine("first-page", title, "`buratha.read_page(body, url, content_type)`", tuple(METRICS), one_by_one(read))


def reading_of(record: "Mapping[str, Any] | buratha.NoArticle") -> Reading:
    """Return what is compared of a record; a page that gave none has an empty reading."""
    if isinstance(record, buratha.NoArticle):
        return Reading()
    return Reading(**{name: record[name] for name in ("body", "title", "published", "author", "views", "category")})


def _trafilatura() -> Engine:
    library = import_module("trafilatura")

    def read(page: Page) -> Reading:
        found = library.bare_extraction(page.text, url=page.url, with_metadata=True, include_comments=False)
        known = found or library.extract_metadata(page.text, default_url=page.url)
        return Reading(found.text if found else "", known.title, known.date, known.author)

    settings = "`bare_extraction(text, url=url, with_metadata=True, include_comments=False)`"
    return _library("trafilatura", settings, (*_BODY, "title", *_DATES, *_AUTHORS), read)


def _readability() -> Engine:
    library = import_module("readability")
    html = import_module("lxml.html")

    def read(page: Page) -> Reading:
        document = library.Document(page.text, url=page.url)
        body = text_of(html.fromstring(document.summary(html_partial=True)))
        author = document.author()
        return Reading(body, document.short_title(), author=None if author == "[no-author]" else author)

    settings = "`Document(text, url=url)`: `summary(html_partial=True)` as text, `short_title()`, `author()`"
    return _library("readability-lxml", settings, (*_BODY, "title", *_AUTHORS), read)


def text_of(tree: Any) -> str:
    """Return the text of an lxml tree, with line breaks where blocks and `<br>` make them."""
    for element in tree.iter(*_BLOCKS, "br"):
        element.tail = "\n" + (element.tail or "")
        if element.tag != "br":
            element.text = "\n" + (element.text or "")
    return str(tree.text_content())


def _goose() -> Engine:
    library = import_module("goose3")
    import_module("nltk")  # Without it goose3 only warns, and finds no text.
    stop_words = import_module("goose3.text").StopWordsArabic
    goose = library.Goose({"stopwords_class": stop_words, "use_meta_language": False, "target_language": "ar"})

    def read(page: Page) -> Reading:
        found = goose.extract(url=page.url, raw_html=page.text)
        return Reading(found.cleaned_text, found.title, iso_date(found.publish_date), ", ".join(found.authors or ()))

    settings = "`Goose({'stopwords_class': StopWordsArabic, 'use_meta_language': False, 'target_language': 'ar'})`, with nltk"
    return _library("goose3", settings, (*_BODY, "title", *_DATES, *_AUTHORS), read)


def _newspaper() -> Engine:
    library = import_module("newspaper")
    import_module("nltk")  # Without it newspaper4k raises on every Arabic page.

    def read(page: Page) -> Reading:
        found = library.Article(page.url, language="ar", fetch_images=False)
        found.download(input_html=page.text)
        found.parse()
        return Reading(found.text, found.title, iso_date(found.publish_date), ", ".join(found.authors))

    settings = "`Article(url, language='ar', fetch_images=False)`, `download(input_html=text)`, `parse()`, with nltk"
    return _library("newspaper4k", settings, (*_BODY, "title", *_DATES, *_AUTHORS), read)


def iso_date(found: object) -> str | None:
    """Return a date as a library gives it in ISO form, None where it is none or has another form."""
    text = found.isoformat() if isinstance(found, datetime) else str(found or "")
    if not _ISO.fullmatch(text):
        return None
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return None
    return text


def _resiliparse() -> Engine:
    extract = import_module("resiliparse.extract.html2text").extract_plain_text
    tree_of = import_module("resiliparse.parse.html").HTMLTree
    chosen = {"main_content": True, "comments": False, "post_meta": False, "alt_texts": False, "list_bullets": False}

    def read(page: Page) -> Reading:
        tree = tree_of.parse(page.text)
        return Reading(extract(tree, **chosen), tree.title)

    said = ", ".join(f"{name}={value}" for name, value in chosen.items())
    return _library("resiliparse", f"`extract_plain_text(tree, {said})`, `tree.title`", (*_BODY, "title"), read)


def _library(name: str, settings: str, gives: tuple[str, ...], read: Callable[[Page], Reading]) -> Engine:
    return Engine(name, f"{name} {version(name)}", settings, gives, one_by_one(read))


_ENGINES: Final[dict[str, Callable[[], Engine]]] = {
    "batch": _batch,
    "first-page": _first_page,
    "trafilatura": _trafilatura,
    "readability-lxml": _readability,
    "goose3": _goose,
    "newspaper4k": _newspaper,
    "resiliparse": _resiliparse,
}
ENGINES: Final = tuple(_ENGINES)
"""The names of all engines."""

OWN: Final = ("batch", "first-page")
"""The names of the project's own."""
