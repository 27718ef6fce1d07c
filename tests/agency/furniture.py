"""What stands around a story: menus, ticker, boxes, rates.

It is the same on every page of a day, and another the next day.
"""

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Final, NamedTuple
from zlib import crc32

from tests.agency.articles import Article
from tests.agency.prose import WORDS
from tests.agency.sections import HOST, SECTIONS, path_of
from tests.agency.tables import Table
from tests.agency.timeline import printed_day
from tests.agency.wording import Wording

FIRST_DAY: Final = date(2025, 11, 1)
"""The date that pages of day 0 print at their head."""

COMMENTS: Final = 10
"""How many comments on other articles stand under every article."""

_FRESH: Final = 60
_COMMENT_WORDS: Final = 17


class Remark(NamedTuple):
    """A comment of the site-wide box, and the article it was made on."""

    name: str
    text: str
    title: str
    url: str


class Entry(NamedTuple):
    """A line of a box or of the menu."""

    title: str
    url: str
    views: int = 0

    @property
    def name(self) -> str:
        """The title, as the menu calls it."""
        return self.title


class Rate(NamedTuple):
    """A currency and what the bank says it costs."""

    name: str
    value: str


@dataclass(frozen=True)
class Furniture:
    """What layouts know as `site`."""

    name: str
    description: str
    host: str
    footer: str
    today: str
    menu: tuple[Entry, ...]
    ticker: tuple[Entry, ...]
    most_read: tuple[Entry, ...]
    latest: tuple[Entry, ...]
    rates: tuple[Rate, ...]
    latest_comments: tuple[Remark, ...]


class Boxes(NamedTuple):
    """What `words/boxes.toml` holds."""

    headlines: tuple[str, ...]
    remarks: tuple[Remark, ...]


def furniture(wording: Wording, day: int, neighbours: Sequence[Article] = ()) -> Furniture:
    """Return the furniture of a day.

    The boxes link to `neighbours` (newest first), so that a crawler that follows them finds pages; where there
    are none, they name articles nobody serves.
    """
    rng = random.Random(f"furniture {day}")
    fresh = neighbours[:_FRESH]
    return Furniture(
        name=wording.site_name,
        description=wording.site_description,
        host=HOST,
        footer=wording.footer,
        today=printed_day(FIRST_DAY + timedelta(days=day)),
        menu=menu(neighbours),
        ticker=_entries(rng, fresh, 6, day),
        most_read=tuple(sorted(_entries(rng, neighbours, 8, day), key=lambda entry: -entry.views)),
        latest=_entries(rng, fresh, 8, day),
        rates=_rates(rng, wording),
        latest_comments=_remarks(rng, neighbours),
    )


def menu(articles: Iterable[Article] = ()) -> tuple[Entry, ...]:
    """Return the menu: every section with its address."""
    return tuple(Entry(name, f"/arabic/{slug}") for slug, name in sections_of(articles).items())


def sections_of(articles: Iterable[Article]) -> dict[str, str]:
    """Return the known sections, and those that only these articles know."""
    return SECTIONS | {each.section: each.category for each in articles if each.section not in SECTIONS}


def views_on(article: Article, day: int) -> int:
    """Return how often an article had been read by a day: as printed on day 0, then a little more each day."""
    start = article.parts.views if article.parts else 200 + article.id % 2800
    return start + day * (1 + article.id % 40)


@cache
def boxes() -> Boxes:
    """Read what the boxes are filled from."""
    table = Table.read(WORDS / "boxes.toml")
    remarks = [Remark(each.text("name"), each.text("text"), each.text("title"), "") for each in table.tables("comment")]
    return Boxes(table.texts("headlines"), tuple(remarks))


def _entries(rng: random.Random, known: Sequence[Article], count: int, day: int) -> tuple[Entry, ...]:
    """Choose some articles, newest first; of none, some headlines of our own."""
    if not known:
        return tuple(_stranger(title) for title in rng.sample(boxes().headlines, count))
    places = sorted(rng.sample(range(len(known)), min(count, len(known))))
    return tuple(_entry(known[place], day) for place in places)


def _entry(article: Article, day: int) -> Entry:
    return Entry(" ".join(article.title.split()), article.path, views_on(article, day))


def _stranger(title: str) -> Entry:
    """Give a headline of our own an address that nobody serves."""
    number = 470_000 + crc32(title.encode()) % 30_000
    return Entry(title, path_of("news", number), 200 + number % 2800)


def _rates(rng: random.Random, wording: Wording) -> tuple[Rate, ...]:
    """Return no row on one day in six, rows of nothing on two, and numbers on the other three."""
    mood = rng.choice(("absent", "zero", "zero", "set", "set", "set"))
    if mood == "absent":
        return ()
    return tuple(Rate(name, "0" if mood == "zero" else str(rng.randint(1, 4000))) for name in wording.currencies)


def _remarks(rng: random.Random, known: Sequence[Article]) -> tuple[Remark, ...]:
    chosen = rng.sample(boxes().remarks, COMMENTS)
    return tuple(_remark(each, _entry(rng.choice(known), 0) if known else _stranger(each.title)) for each in chosen)


def _remark(remark: Remark, about: Entry) -> Remark:
    words = remark.text.split()[:_COMMENT_WORDS]
    return Remark(remark.name, " ".join(words), about.title, about.url)
