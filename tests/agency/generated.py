"""As many plausible articles as asked for, from one seed.

Addresses, titles, meta lines and bylines are made at once; the blocks of a story are made each time they are
read, so that fifty thousand articles cost little to hold.
"""

import random
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final, overload

from tests.agency.articles import Article, Comment
from tests.agency.blocks import Block, Link, block
from tests.agency.bylines import Byline, byline_of
from tests.agency.prose import genre_of, paragraphs, prose_of
from tests.agency.sections import SECTIONS
from tests.agency.timeline import BAGHDAD, LAST_TIME, midnight, moment_of

FIRST_ID: Final = 4339
LAST_ID: Final = 466979

NO_META: Final = 24 / 55
"""The share of pages that were seen without a meta line."""

_SECTION_WEIGHTS: Final = {
    "news": 38,
    "articles": 26,
    "reports": 10,
    "levant": 7,
    "thought": 4,
    "poetry": 3,
    "caricature": 2,
    "opinion": 4,
    "economic": 2,
    "sport": 2,
    "islamic": 1,
    "international": 1,
}

_TRAITS: Final = {
    "blank-lines": 0.3,
    "picture": 0.2,
    "related": 0.12,
    "sub-heading": 0.08,
    "list": 0.06,
    "rule": 0.03,
    "editor-code": 0.05,
    "sign-off": 0.03,
    "glue-tail": 0.1,
    "reader-comments": 0.07,
    "title-edge-spaces": 0.08,
    "title-ending": 0.1,
    "no-break-spaces": 0.06,
}
"""How often a trait that has nothing to do with the section is met."""

_RECENT: Final = 500
"""A story links to one of so many that came out just before it."""

_ENDINGS: Final = ("..", "!", ",", "؛", " ..!", "؟")
_BULLETS: Final = ("· ", "▪ ", "♦️ ", "🔰 ", "")
_CREDITS: Final = ("Reuters", "AFP", "AP", "EPA")


class LazyBlocks(Sequence[Block]):
    """Blocks that are made anew whenever they are read."""

    def __init__(self, make: Callable[[], list[Block]]) -> None:
        """Remember how the blocks are made."""
        self._make = make

    @overload
    def __getitem__(self, place: int) -> Block: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Block]: ...
    def __getitem__(self, place: int | slice) -> Block | Sequence[Block]:
        """Make the blocks and return some."""
        return self._make()[place]

    def __iter__(self) -> Iterator[Block]:
        """Make the blocks and go through them."""
        return iter(self._make())

    def __len__(self) -> int:
        """Make the blocks and count them."""
        return len(self._make())


def generate(
    count: int, seed: int, first_id: int = FIRST_ID, last_id: int = LAST_ID, taken: Collection[int] = (), until: datetime | None = None
) -> list[Article]:
    """Make articles of all sections, sorted by id, no two with one title; ids in `taken` are left alone.

    An id is an article's moment, as on the site; with `until`, all moments are shifted so that the newest came out then.

    Raises:
        ValueError: there are not as many free ids from `first_id` to `last_id`.
    """
    rng = random.Random(f"generate {seed}")
    articles: list[Article] = []
    titles: set[str] = set()
    numbers = _ids(rng, count, range(first_id, last_id + 1), set(taken))
    shift = until.astimezone(BAGHDAD) - moment_of(numbers[-1]) if until and numbers else timedelta()
    for number in numbers:
        section = rng.choices(list(_SECTION_WEIGHTS), list(_SECTION_WEIGHTS.values()))[0]
        articles.append(_article(rng, number, section, titles, articles, shift))
    return articles


def _ids(rng: random.Random, count: int, ids: range, taken: set[int]) -> list[int]:
    in_the_way = sum(number in ids for number in taken)
    if not 0 <= count <= len(ids) - in_the_way:
        message = f"{count} articles do not fit into the {len(ids) - in_the_way} free ids from {ids.start} to {ids.stop - 1}"
        raise ValueError(message)
    drawn = rng.sample(ids, count + in_the_way)
    return sorted([number for number in drawn if number not in taken][:count])


def _article(rng: random.Random, number: int, section: str, titles: set[str], earlier: Sequence[Article], shift: timedelta) -> Article:
    moment = moment_of(number) + shift
    byline = byline_of(rng, section, moment.date())
    traits = [trait for trait, share in _TRAITS.items() if rng.random() < share]
    title = _title(rng, section, titles)
    meta, published, precision = _date(rng, moment, byline)
    story = Story(rng.getrandbits(48), section, title, tuple(traits), byline, earlier, len(earlier))
    return Article(
        id=number,
        section=section,
        category=SECTIONS[section],
        title=_dressed(rng, title, traits, byline),
        meta=meta,
        traits=("meta" if meta else "no-meta", byline.trait, *traits),
        blocks=LazyBlocks(story.blocks),
        comments=_comments(rng, moment.date()) if "reader-comments" in traits else (),
        author=byline.author,
        source=byline.source,
        published=published,
        precision=precision,
    )


def _title(rng: random.Random, section: str, titles: set[str]) -> str:
    while True:
        title = genre_of(section).title(rng)
        if title not in titles:
            titles.add(title)
            return title


def _dressed(rng: random.Random, title: str, traits: list[str], byline: Byline) -> str:
    ending = rng.choice(_ENDINGS) if "title-ending" in traits and title[-1].isalnum() else ""
    if byline.in_title:
        ending = f" ..!/ {byline.author}"
    edge = " " if "title-edge-spaces" in traits else ""
    return f"{edge}{title}{ending}{edge}"


def _date(rng: random.Random, moment: datetime, byline: Byline) -> tuple[str | None, str | None, str | None]:
    """Return meta line, publication and precision; without a meta line, a date in the byline is all there is."""
    if rng.random() < NO_META:
        return (None, midnight(byline.day).isoformat(), "day") if byline.day else (None, None, None)
    views, day = rng.randint(150, 9000), moment.date()
    if day < LAST_TIME:
        return f"{views} {moment:%H:%M:%S %Y-%m-%d}", moment.isoformat(), "second"
    return f"{views} {day}", midnight(day).isoformat(), "day"


def _comments(rng: random.Random, day: date) -> tuple[Comment, ...]:
    words = genre_of("news")
    return tuple(Comment(words.fill(rng, "{nickname}"), day.isoformat(), words.fill(rng, "{remark}")) for _ in range(rng.randint(1, 3)))


@dataclass(frozen=True)
class Story:
    """All that a story is made from; the stories it may link to are the first `known` of `earlier`."""

    seed: int
    section: str
    title: str
    traits: tuple[str, ...]
    byline: Byline
    earlier: Sequence[Article]
    known: int

    def blocks(self) -> list[Block]:
        """Make the blocks of the story."""
        rng = random.Random(self.seed)
        body = self._body(rng)
        for trait in self.traits:
            self._apply(rng, trait, body)
        return self.byline.around(body)

    def _body(self, rng: random.Random) -> list[Block]:
        if self.section == "caricature":
            return self._drawing(rng)
        if self.section == "poetry":
            return [self._stanza(rng) for _ in range(rng.randint(2, 4))]
        return [block("paragraph", text=text) for text in paragraphs(rng, self.section, rng.randint(40, 260))]

    def _drawing(self, rng: random.Random) -> list[Block]:
        words = genre_of(self.section)
        drawing = block("picture", src=f"/upload/caricature/{rng.getrandbits(32)}.jpg", alt=self.title, form="none")
        return [drawing, block("paragraph", text=f"{words.fill(rng, rng.choice(words.openings))} {self.title}")]

    def _stanza(self, rng: random.Random) -> Block:
        verses = genre_of(self.section).verses(rng, rng.randint(3, 6))
        return block("verse", lines=tuple(verses), clean=tuple(" ".join(verse.split()) for verse in verses))

    def _apply(self, rng: random.Random, trait: str, body: list[Block]) -> None:
        """Put what a trait stands for into the body; some traits are no matter of the body."""
        if trait == "blank-lines":
            body.insert(0, block("blank"))
        elif trait == "editor-code":
            body.append(block("editor_code", text=f"{rng.randint(1, 30)}/5/{rng.randint(100, 9999):0>4}"))
        elif trait == "sign-off":
            body.append(block("sign_off", text="وكالة انباء براثا ( واب )"))
        elif (inserted := self._inserted(rng, trait)) is not None:
            body.insert(rng.randint(1, len(body)), inserted)

    def _inserted(self, rng: random.Random, trait: str) -> Block | None:
        """Make the block that a trait puts somewhere into the middle of the body."""
        match trait:
            case "picture":
                return _picture(rng, prose_of(self.section).title(rng))
            case "related" if self.known:
                return self._links(rng)
            case "list":
                return self._list(rng)
        return self._line(rng, trait)

    def _line(self, rng: random.Random, trait: str) -> Block | None:
        match trait:
            case "sub-heading":
                return block("heading", text=prose_of(self.section).title(rng).rstrip(",؛ "))
            case "rule":
                return block("rule", text=rng.choice(("------", "———", "******", "ــــــــ")))
            case "no-break-spaces":
                text = next(paragraphs(rng, self.section, 12))
                return block("paragraph", text=text.replace(" ", "\u00a0 ", 3), clean=text)
        return None

    def _list(self, rng: random.Random) -> Block:
        prose, bullet = prose_of(self.section), rng.choice(_BULLETS)
        return block("list", items=tuple(bullet + prose.fill(rng, claim) for claim in rng.sample(prose.claims, 3)))

    def _links(self, rng: random.Random) -> Block:
        recent = range(max(0, self.known - _RECENT), self.known)
        chosen = [self.earlier[rng.choice(recent)] for _ in range(rng.randint(1, 2))]
        return block("related", links=tuple(Link(" ".join(each.title.split()), each.section, each.id) for each in chosen))


def _picture(rng: random.Random, alt: str) -> Block:
    form = rng.choice(("none", "glued", "two-lines", "caption"))
    return block(
        "picture",
        src=f"/upload/{rng.getrandbits(32)}.jpg",
        alt=alt,
        credit=rng.choice(_CREDITS),
        caption=alt,
        form=form,
    )
