"""What is measured on: the bundled agency's own articles in its own layouts, in three conditions."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Final

from parsel import Selector

from benchmarks.metrics import Truth, level, line_key
from tests.agency.articles import Article, Comment, lengthened, load_articles
from tests.agency.blocks import Block, Link, block, printed
from tests.agency.furniture import views_on
from tests.agency.render import LAYOUTS, Layout, layouts, render_article
from tests.agency.sections import canonical
from tests.agency.wording import wordings

FETCHED: Final = datetime(2025, 11, 8, 9, tzinfo=UTC)
"""When the pages are taken to be fetched: just after the last day they print."""

HELD_OUT: Final = "held-out"
"""The name of the layouts that nobody looks at, all together."""

FILLER: Final = "zqxj"
"""A word that no page has, to stand where an article does."""

_SEED: Final = 7
_FIRST_DAY: Final = 3
_DAYS: Final = 4
_LEAST_LETTERS: Final = 2
_PARAGRAPHS: Final = 12
_WORDS: Final = 40
_SHOWN: Final = "//body//text()[not(ancestor::script or ancestor::style or ancestor::noscript)]"


@dataclass(frozen=True)
class Condition:
    """A way to put the articles into the layouts."""

    title: str
    wording: str = "standard"
    long: bool = False


CONDITIONS: Final = {
    "plain": Condition("as they are"),
    "long": Condition("bodies lengthened", long=True),
    "other": Condition("other furniture wording", wording="other"),
}


@dataclass(frozen=True)
class Page:
    """A page as served, the same decoded without fault, and what it says."""

    body: bytes
    text: str
    url: str
    content_type: str
    truth: Truth


@dataclass(frozen=True)
class Lot:
    """The pages of one crawl: every article in one layout."""

    layout: str
    condition: str
    held_out: bool
    pages: Sequence[Page]


def seen_layouts(folder: Path = LAYOUTS) -> list[str]:
    """Return the names of a folder's layouts that may be shown one by one."""
    return [name for name, layout in layouts(folder).items() if not layout.held_out]


def lots(chosen: Iterable[str], conditions: Iterable[str], folder: Path = LAYOUTS) -> Iterator[Lot]:
    """Render the pages of these layouts of a folder; `HELD_OUT` among them stands for all that are held out."""
    names = set(chosen)
    picked = [layout for layout in layouts(folder).values() if (HELD_OUT if layout.held_out else layout.name) in names]
    for condition in conditions:
        for layout in picked:
            yield lot(layout, condition)


def lot(layout: Layout, condition: str) -> Lot:
    """Render one crawl's pages; the days differ a little, and with them boxes, rates and views."""
    articles = _articles(long=CONDITIONS[condition].long)
    pages = [_page(article, layout, condition, _FIRST_DAY + place % _DAYS) for place, article in enumerate(articles)]
    return Lot(layout.name, condition, layout.held_out, pages)


@cache
def _articles(*, long: bool) -> tuple[Article, ...]:
    return tuple(lengthened(article, _SEED) if long else article for article in load_articles())


@cache
def _neighbours() -> tuple[Article, ...]:
    return tuple(reversed(load_articles()))


def _page(article: Article, layout: Layout, condition: str, day: int) -> Page:
    wording = CONDITIONS[condition].wording
    body = render_article(article, layout, wordings()[wording], day, _neighbours())
    truth = truth_of(article, day, furniture_lines(layout, wording, day))
    return Page(body, body.decode(layout.charset), canonical(article.section, article.id), layout.content_type, truth)


def truth_of(article: Article, day: int, furniture: tuple[str, ...] = ()) -> Truth:
    """Return what an article's page says on a day."""
    return Truth(
        body=article.body,
        title=level(article.title),
        published=article.published,
        precision=article.precision,
        author=article.author,
        views=views_on(article, day) if article.parts else None,
        category=article.category,
        printed="\n".join(printed_of(article)),
        furniture=furniture,
    )


def printed_of(article: Article) -> Iterator[str]:
    """Yield what the page prints of the article itself, the category apart: as a line of a menu it is furniture."""
    yield article.title
    for each in article.blocks:
        yield from _printed_of(each)
    for comment in article.comments:
        yield from comment


def _printed_of(found: Block) -> Iterator[str]:
    yield from printed(found)
    yield from (found.text(name) for name in ("alt", "credit", "caption") if found.kind == "picture")


@cache
def furniture_lines(layout: Layout, wording: str, day: int) -> tuple[str, ...]:
    """Return the keys of all that a page prints around an article: what it prints around one that says only `FILLER`."""
    words = wordings()[wording]
    pages = [render_article(article, layout, words, day, _neighbours()).decode(layout.charset) for article in _fillers()]
    printed = {text for page in pages for text in Selector(text=page).xpath(_SHOWN).getall()}
    said = {text for text in (*vars(words).values(), *words.currencies) if isinstance(text, str)}
    lines = {line_key(text) for text in printed | said if FILLER not in text}
    return tuple(sorted(line for line in lines if sum(map(str.isalpha, line)) >= _LEAST_LETTERS))


@cache
def _fillers() -> tuple[Article, ...]:
    """Make articles with every kind of block, of an even and an odd id, since layouts print some things for some only."""
    paragraphs = (block("paragraph", text=" ".join([FILLER] * _WORDS)),) * _PARAGRAPHS
    others = (
        *(block(kind, text=FILLER) for kind in ("heading", "quote", "signature", "editor_code", "sign_off")),
        block("list", items=(FILLER,)),
        block("verse", lines=(FILLER,)),
        block("related", links=(Link(FILLER, "news", 1),)),
        block("picture", src="/1.jpg", form="caption", alt=FILLER, caption=FILLER),
        block("embed", html=f"<p>{FILLER}</p>"),
    )
    blocks = (block("byline", text=FILLER), *paragraphs, *others, *paragraphs)
    even = Article(2, "news", FILLER, FILLER, "1 2025-11-01", (), blocks, (Comment(FILLER, "2025-11-01", FILLER),))
    return even, replace(even, id=1)
