"""The agency's articles: what each page prints, and what a careful reader would write down from it."""

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache, cached_property
from pathlib import Path
from typing import Final, NamedTuple, Self

from tests.agency.blocks import Block, block, body_of, body_part, image_of, read_block
from tests.agency.prose import paragraphs
from tests.agency.sections import canonical, path_of
from tests.agency.tables import Table, TableError

ARTICLES: Final = Path(__file__).parent / "articles"
"""The hand-written articles, one TOML file each."""

GLUED_TAIL: Final = frozenset({"glue-tail", "glued-tail"})
"""The traits of an article whose last word has the Telegram sentence stuck to it.

A file may also say `glue_tail = true`.
"""

PRECISIONS: Final = ("second", "minute", "day")
STORY_WORDS: Final = 250
"""A lengthened body has at least this many words, and less than one long sentence more."""

_KEYS: Final = ("id", "section", "category", "title", "meta", "traits", "block", "comment", "glue_tail", "expected")


class Comment(NamedTuple):
    """What a reader wrote under an article."""

    name: str
    date: str
    text: str


class Meta(NamedTuple):
    """The parts of the meta line `<views> [HH:MM:SS] YYYY-MM-DD`."""

    views: int
    time: str | None
    date: str

    @classmethod
    def parse(cls, line: str) -> Self:
        """Take a meta line apart.

        >>> Meta.parse("1548 07:08:59 2015-10-15")
        Meta(views=1548, time='07:08:59', date='2015-10-15')
        """
        views, *time, day = line.split()
        datetime.fromisoformat(" ".join((day, *time)))
        return cls(int(views), time[0] if time else None, day)


@dataclass(frozen=True)
class Article:
    """One article: as printed, and in its last four fields as a reader would record it."""

    id: int
    section: str
    category: str
    title: str
    meta: str | None
    traits: tuple[str, ...]
    blocks: Sequence[Block]
    comments: tuple[Comment, ...] = ()
    author: str | None = None
    source: str | None = None
    published: str | None = None
    precision: str | None = None

    @cached_property
    def parts(self) -> Meta | None:
        """The meta line taken apart, None where the page has none."""
        return Meta.parse(self.meta) if self.meta else None

    @property
    def path(self) -> str:
        """The path of the article's page."""
        return path_of(self.section, self.id)

    @property
    def glue_tail(self) -> bool:
        """Whether the Telegram sentence sticks to the last word of the page's text."""
        return not GLUED_TAIL.isdisjoint(self.traits)

    @property
    def body(self) -> str:
        """The story as it should be stored: paragraphs separated by a blank line."""
        return body_of(self.blocks)


def load_articles(folder: Path = ARTICLES) -> list[Article]:
    """Read every hand-written article, sorted by id.

    Raises:
        TableError: a file is wrong; the message names the file and the key.
    """
    return list(_bundled()) if folder == ARTICLES else _sorted_in(folder)


@cache
def _bundled() -> Sequence[Article]:
    """The agency's own articles, read once: they are asked for with every page that is rendered."""
    return _sorted_in(ARTICLES)


def _sorted_in(folder: Path) -> list[Article]:
    """Read a folder's articles, sorted by id."""
    return sorted((load_article(path) for path in folder.glob("*.toml")), key=lambda article: article.id)


def load_article(path: Path) -> Article:
    """Read and check one hand-written article.

    Raises:
        TableError: the file is wrong; the message names the file and the key.
    """
    table = Table.read(path)
    table.only(_KEYS)
    reading = table.table("expected")
    reading.only(("author", "source", "published", "precision"))
    return Article(
        id=_id(table, path),
        section=table.text("section"),
        category=table.text("category"),
        title=table.text("title"),
        meta=_meta(table),
        traits=_traits(table),
        blocks=_blocks(table),
        comments=tuple(map(_comment, table.tables("comment"))),
        author=reading.text_or_none("author"),
        source=reading.text_or_none("source"),
        published=_published(reading),
        precision=_precision(reading),
    )


def _id(table: Table, path: Path) -> int:
    number = table.number("id")
    if path.stem != str(number):
        raise table.wrong("id", f"{number} does not match the file's name")
    return number


def _traits(table: Table) -> tuple[str, ...]:
    glued = table.flag("glue_tail", default=False)
    return (*table.texts("traits"), *(["glue-tail"] if glued else []))


def _meta(table: Table) -> str | None:
    line = table.text_or_none("meta")
    try:
        return line if line is None or Meta.parse(line) else None
    except ValueError as error:
        raise table.wrong("meta", f"{line!r} is not <views> [HH:MM:SS] YYYY-MM-DD") from error


def _blocks(table: Table) -> tuple[Block, ...]:
    blocks = tuple(map(read_block, table.tables("block")))
    if not blocks:
        raise table.wrong("block", "missing")
    return blocks


def _comment(table: Table) -> Comment:
    table.only(Comment._fields)
    comment = Comment(table.text("name"), table.text("date"), table.text("text"))
    try:
        date.fromisoformat(comment.date)
    except ValueError as error:
        raise table.wrong("date", f"{comment.date!r} is not YYYY-MM-DD") from error
    return comment


def _published(table: Table) -> str | None:
    value = table.text_or_none("published")
    try:
        aware = value is None or datetime.fromisoformat(value).tzinfo is not None
    except ValueError as error:
        raise table.wrong("published", f"{value!r} is not an ISO 8601 date and time") from error
    if not aware:
        raise table.wrong("published", f"{value!r} has no offset")
    return value


def _precision(table: Table) -> str | None:
    value = table.text_or_none("precision")
    if value not in {None, *PRECISIONS}:
        raise table.wrong("precision", f"{value!r} is none of {', '.join(PRECISIONS)}")
    if (value is None) != (not table.has("published")):
        raise table.wrong("precision", "goes with `published`: both or neither")
    return value


def expected(article: Article) -> dict[str, object]:
    """Return the record a careful reader would make of the article's page."""
    return {
        "id": article.id,
        "section": article.section,
        "category": article.category,
        "title": " ".join(article.title.split()),
        "author": article.author,
        "source": article.source,
        "published": article.published,
        "precision": article.precision,
        "views": article.parts.views if article.parts else None,
        "body": article.body,
        "images": [image_of(each, canonical(article.section, article.id)) for each in article.blocks if each.kind == "picture"],
        "related": [
            {"title": " ".join(link.title.split()), "url": canonical(link.section, link.id)} for each in article.blocks for link in each.links
        ],
        "comments": [comment._asdict() for comment in article.comments],
    }


def lengthened(article: Article, seed: int) -> Article:
    """Return the same article at story length: 250 words or more, by paragraphs of our own put into the body.

    They stand before the body's last block where there are several, so that what is peculiar about the start
    and the end of the story stays there. A story that is long enough already stays as it is.
    """
    lacking = STORY_WORDS - len(article.body.split())
    if lacking <= 0:
        return article
    rng = random.Random(f"{seed} {article.id}")
    added = [block("paragraph", text=text) for text in paragraphs(rng, article.section, lacking)]
    blocks = list(article.blocks)
    place = _room(blocks)
    return replace(article, blocks=(*blocks[:place], *added, *blocks[place:]))


def _room(blocks: list[Block]) -> int:
    body = [place for place, each in enumerate(blocks) if body_part(each)]
    if len(body) > 1:
        return body[-1]
    if body:
        return body[0] + 1
    tail = {"signature", "editor_code", "sign_off"}
    return next((place for place, each in enumerate(blocks) if each.kind in tail), len(blocks))


__all__ = [
    "ARTICLES",
    "Article",
    "Comment",
    "Meta",
    "TableError",
    "expected",
    "lengthened",
    "load_article",
    "load_articles",
]
