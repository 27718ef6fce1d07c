"""Sentences of our own, put together from the templates and words in `words/`.

A template is Arabic text with slots such as `{place}`; what fills a slot may hold slots itself. Everything is
drawn from the random generator handed in, so that one seed always gives one text.
"""

import random
import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Final

from tests.agency.tables import Table

WORDS: Final = Path(__file__).parent / "words"

_SLOT: Final = re.compile(r"\{(\w+)\}")
_GENRES: Final = {
    "news": "news",
    "articles": "opinion",
    "opinion": "opinion",
    "reports": "report",
    "levant": "world",
    "international": "world",
    "thought": "thought",
    "islamic": "thought",
    "poetry": "poetry",
    "caricature": "caricature",
    "economic": "economy",
    "sport": "sport",
}
_ORDINALS: Final = ("الاولى", "الثانية", "الثالثة", "الرابعة", "الخامسة", "السادسة", "السابعة", "الثامنة")

_NUMBERS: Final[Mapping[str, Callable[[random.Random], str]]] = {
    "few": lambda rng: rng.choice(("ثلاث", "اربع", "خمس", "ست", "سبع")),
    "n": lambda rng: str(rng.randint(11, 99)),
    "big": lambda rng: str(rng.randint(2, 99) * 100),
    "pct": lambda rng: str(rng.randint(11, 97)),
    "ordinal": lambda rng: rng.choice(_ORDINALS),
}
"""The slots that are made, not drawn from a list: numbers in a form that fits the noun after them."""


class Genre:
    """The templates of one kind of story, with the words they draw from."""

    def __init__(self, name: str) -> None:
        """Read the words of this genre, and those of all genres."""
        own, shared = Table.read(WORDS / f"{name}.toml"), Table.read(WORDS / "shared.toml")
        lists = {key: table.texts(key) for table in (shared, own) for key in table.values if key != "rhymes"}
        self.titles = lists.pop("titles")
        self.openings = lists.pop("openings")
        self.claims = lists.pop("claims", ())
        self.tails = lists.pop("tails", ())
        self.rhymes = _rhymes(own)
        self._words = lists

    def fill(self, rng: random.Random, template: str) -> str:
        """Fill every slot of a template, and the slots in what filled them."""
        while "{" in template:
            template = _SLOT.sub(lambda slot: self._word(rng, slot[1]), template)
        return template

    def _word(self, rng: random.Random, slot: str) -> str:
        make = _NUMBERS.get(slot)
        return make(rng) if make else rng.choice(self._words[slot])

    def title(self, rng: random.Random) -> str:
        """Make a headline."""
        return self.fill(rng, rng.choice(self.titles))

    def sentences(self, rng: random.Random) -> Iterator[str]:
        """Make sentences without end; no claim comes again before all of them were used."""
        while True:
            for claim in rng.sample(self.claims, len(self.claims)):
                opening = f"{rng.choice(self.openings)} " if rng.random() < 0.7 else ""
                tail = rng.choice(self.tails) if rng.random() < 0.7 else ""
                yield self.fill(rng, f"{opening}{claim}{tail}.")

    def verses(self, rng: random.Random, count: int) -> list[str]:
        """Make verses of two halves and one rhyme, as many as asked for if the rhyme has them."""
        rhyme = rng.choice(self.rhymes)
        separator = rng.choice((" *** ", " .. ", " ... ", "   "))
        ends = rng.sample(rhyme, min(count, len(rhyme)))
        return [self.fill(rng, rng.choice(self.openings) + separator + end) for end in ends]


def _rhymes(table: Table) -> list[tuple[str, ...]]:
    rhymes = table.values.get("rhymes", [])
    return [tuple(ends) for ends in rhymes] if isinstance(rhymes, list) else []


@cache
def genre_of(section: str) -> Genre:
    """Return the genre that stories of a section are written in: news where the section is a new one."""
    return Genre(_GENRES.get(section, "news"))


def prose_of(section: str) -> Genre:
    """Return the genre of running prose for a section: poems and drawings get that of the articles."""
    return genre_of("articles" if section in {"poetry", "caricature"} else section)


def person(rng: random.Random) -> str:
    """Make up the name of a person."""
    return genre_of("news").fill(rng, "{person}")


def paragraphs(rng: random.Random, section: str, words: int) -> Iterator[str]:
    """Make paragraphs of one to three sentences that together have this many words, or up to one sentence more."""
    sentences = prose_of(section).sentences(rng)
    while words > 0:
        paragraph: list[str] = []
        for _ in range(rng.randint(1, 3)):
            paragraph.append(next(sentences))
            words -= len(paragraph[-1].split())
            if words <= 0:
                break
        yield " ".join(paragraph)
