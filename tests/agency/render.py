"""Articles and listings as pages: the layouts of `layouts/`, filled in and encoded as their year would have done it."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from jinja2 import Environment, FileSystemLoader

from tests.agency.articles import Article, Comment, Meta
from tests.agency.blocks import Block, body_of, printed
from tests.agency.furniture import furniture, views_on
from tests.agency.tables import Table
from tests.agency.wording import Wording

LAYOUTS: Final = Path(__file__).parent / "layouts"

_LEAD: Final = 120
_YEAR: Final = re.compile(r"\d{4}")


@dataclass(frozen=True)
class Layout:
    """How the site may have looked in some years."""

    name: str
    folder: Path
    era: str
    story: str
    charset: str
    content_type: str
    held_out: bool
    newline: str

    @property
    def years(self) -> range:
        """The years the layout was in use; an era such as `2024-` goes on."""
        found = [int(year) for year in _YEAR.findall(self.era)]
        return range(found[0], 10_000 if self.era.endswith("-") else found[-1] + 1)

    def page(self, template: str, values: dict[str, object]) -> bytes:
        """Fill in a template and encode it; what the charset lacks goes out as numeric entities."""
        text = _environment(self.folder).get_template(template).render(values)
        return text.replace("\n", self.newline).encode(self.charset, "xmlcharrefreplace")


@dataclass(frozen=True)
class Page:
    """What layouts know as `article`: in listings too."""

    id: int
    section: str
    category: str
    title: str
    url: str
    lead: str
    meta: str | None
    views: str | None
    time: str | None
    date: str | None
    iso: str | None
    glue_tail: bool
    blocks: list[dict[str, object]]
    comments: tuple[Comment, ...]


@cache
def layouts(folder: Path = LAYOUTS) -> dict[str, Layout]:
    """Return every layout by its name."""
    return {path.parent.name: load_layout(path) for path in sorted(folder.glob("*/layout.toml"))}


def load_layout(path: Path) -> Layout:
    """Read what `layout.toml` says of a layout.

    Raises:
        TableError: a key is missing, unknown or wrong; the message names the file and the key.
    """
    table = Table.read(path)
    table.only(("era", "story", "charset", "content_type", "held_out", "newline"))
    if not _YEAR.search(table.text("era")):
        raise table.wrong("era", "names no year")
    return Layout(
        name=path.parent.name,
        folder=path.parent,
        era=table.text("era"),
        story=table.text("story"),
        charset=_charset(table),
        content_type=table.text("content_type"),
        held_out=table.flag("held_out", default=False),
        newline=table.text("newline") if table.has("newline") else "\n",
    )


def _charset(table: Table) -> str:
    charset = table.text("charset")
    try:
        "".encode(charset)
    except LookupError as error:
        raise table.wrong("charset", f"{charset!r} is unknown") from error
    return charset


@cache
def _environment(folder: Path) -> Environment:
    return Environment(loader=FileSystemLoader(folder), autoescape=True, auto_reload=False)


def page_of(article: Article, day: int = 0) -> Page:
    """Return an article as layouts see it on a day."""
    meta, blocks = _meta_on(article, day), tuple(article.blocks)
    return Page(
        id=article.id,
        section=article.section,
        category=article.category,
        title=article.title,
        url=article.path,
        lead=" ".join(body_of(blocks).split())[:_LEAD],
        meta=" ".join(part for part in (str(meta.views), meta.time, meta.date) if part) if meta else None,
        views=str(meta.views) if meta else None,
        time=meta.time if meta else None,
        date=meta.date if meta else None,
        iso=article.published if meta else None,
        glue_tail=article.glue_tail,
        blocks=[each.as_dict() for each in blocks],
        comments=article.comments,
    )


def _meta_on(article: Article, day: int) -> Meta | None:
    return article.parts._replace(views=views_on(article, day)) if article.parts else None


def block_text(block: dict[str, object]) -> list[str]:
    """Return the printed lines of a block: a helper for layouts that print everything as bare lines."""
    return printed(Block(str(block["kind"]), block))


def render_article(
    article: Article,
    layout: Layout,
    wording: Wording,
    day: int = 0,
    neighbours: Sequence[Article] = (),
) -> bytes:
    """Return the bytes of an article's page; `neighbours` are the articles its boxes link to, newest first."""
    values = {
        "article": page_of(article, day),
        "wording": wording,
        "site": furniture(wording, day, neighbours),
        "block_text": block_text,
    }
    return layout.page("article.html", values)


@dataclass(frozen=True)
class Listing:
    """A page of a section, or a front page, which belongs to no section."""

    articles: Sequence[Article]
    page_url: Callable[[int], str]
    section: str | None = None
    category: str | None = None
    page: int = 1
    last_page: int = 1


def render_listing(
    listing: Listing,
    layout: Layout,
    wording: Wording,
    day: int = 0,
    neighbours: Sequence[Article] = (),
) -> bytes:
    """Return the bytes of a listing's page."""
    values = {
        "articles": [page_of(each, day) for each in listing.articles],
        "page_url": listing.page_url,
        "section": listing.section,
        "category": listing.category,
        "page": listing.page,
        "last_page": listing.last_page,
        "wording": wording,
        "site": furniture(wording, day, neighbours),
        "block_text": block_text,
    }
    return layout.page("listing.html", values)
