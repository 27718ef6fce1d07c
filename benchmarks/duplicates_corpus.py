"""An archive of which it is known what is nearly what: generated stories, some told once more, and stories that only look alike."""

import random
from collections.abc import Callable, Iterator
from itertools import count as counting
from typing import Final, NamedTuple

from benchmarks.duplicates_bulletins import FORMS, TEXTS, bulletin, unwrapped
from benchmarks.duplicates_variants import VARIANTS, Text, source_line
from tests.agency.generated import generate
from tests.agency.prose import genre_of, paragraphs

STORY: Final = "generated story"
AGAIN: Final = "bulletin again"

_SHARES: Final = {
    "copies": 0.2,
    "bulletins": 0.2,
    "long quotation in common": 0.02,
    "closing paragraph in common": 0.04,
    "parts of a series": 0.02,
    "poems of one form": 0.02,
}
_REPEATED: Final = 0.06
"""So many bulletins come once more, with their source named."""
_LEAST_WORDS: Final = 40
"""Shorter stories are in the archive, but none of them is told once more."""

_CLOSINGS: Final = tuple(map(unwrapped, TEXTS["closings"]))
_SERIES_INTRO: Final = unwrapped(TEXTS["series_intro"])


class Document(NamedTuple):
    """A document of the archive; documents of one family are near-duplicates of each other, and of nothing else."""

    title: str
    body: str
    family: int
    kind: str
    copy: bool


def corpus(size: int, seed: int) -> list[Document]:
    """Make an archive of about this size in the order of its numbers; a copy stands somewhere behind its original."""
    rng = random.Random(f"duplicates {seed}")
    placed = list(_placed(rng, size, seed))
    return [document for _, document in sorted(placed, key=lambda each: each[0])]


def _placed(rng: random.Random, size: int, seed: int) -> Iterator[tuple[float, Document]]:
    families = counting()
    special = sum(round(share * size) for share in _SHARES.values())
    for kind, make in _NEGATIVES.items():
        for text in make(rng, round(_SHARES[kind] * size)):
            yield rng.random(), Document(text.title, text.body, next(families), kind, copy=False)
    yield from _bulletins(rng, round(_SHARES["bulletins"] * size), families)
    stories = [(Text(each.section, each.title, each.body), rng.random(), next(families)) for each in generate(size - special, seed)]
    for story, place, family in stories:
        yield place, Document(story.title, story.body, family, STORY, copy=False)
    yield from _copies(rng, stories, round(_SHARES["copies"] * size))


def _copies(rng: random.Random, stories: list[tuple[Text, float, int]], size: int) -> Iterator[tuple[float, Document]]:
    long_enough = [each for each in stories if len(each[0].body.split()) >= _LEAST_WORDS]
    kinds = list(VARIANTS)
    for number in range(size):
        story, place, family = rng.choice(long_enough)
        kind = kinds[number % len(kinds)]
        told = VARIANTS[kind](rng, story)
        yield rng.uniform(place, 1), Document(told.title, told.body, family, kind, copy=True)


def _bulletins(rng: random.Random, size: int, families: Iterator[int]) -> Iterator[tuple[float, Document]]:
    known: dict[tuple[str, ...], tuple[float, int]] = {}
    for number in range(size):
        kind = list(FORMS)[number % len(FORMS)]
        made = bulletin(rng, FORMS[kind])
        text = Text("news", made.title, made.body)
        if first := known.get((kind, *made.said)):
            yield rng.uniform(first[0], 1), Document(*text[1:], first[1], AGAIN, copy=True)
            continue
        place, family = known[kind, *made.said] = rng.random(), next(families)
        yield place, Document(*text[1:], family, kind, copy=False)
        if rng.random() < _REPEATED:
            yield rng.uniform(place, 1), Document(*source_line(rng, text)[1:], family, AGAIN, copy=True)


def _quotations(rng: random.Random, size: int) -> Iterator[Text]:
    for _ in range(size // 2):
        quotation = f"«{_prose(rng, 'opinion', rng.randint(45, 80))}»"
        for section in rng.sample(("news", "reports", "levant", "articles"), 2):
            own = list(paragraphs(rng, section, rng.randint(90, 160)))
            own.insert(rng.randint(1, len(own)), quotation)
            yield Text(section, genre_of(section).title(rng), "\n\n".join(own))


def _closings(rng: random.Random, size: int) -> Iterator[Text]:
    for _ in range(size):
        section = rng.choice(("news", "articles", "reports"))
        yield Text(section, genre_of(section).title(rng), f"{_prose(rng, section, rng.randint(55, 140))}\n\n{rng.choice(_CLOSINGS)}")


def _series(rng: random.Random, size: int) -> Iterator[Text]:
    ordinals = ("الاولى", "الثانية", "الثالثة", "الرابعة")
    for _ in range(size // len(ordinals)):
        title = genre_of("articles").title(rng)
        for ordinal in ordinals:
            body = "\n\n".join([_SERIES_INTRO, *paragraphs(rng, "articles", rng.randint(90, 200))])
            yield Text("articles", f"{title} - الحلقة {ordinal}", body)


def _poems(rng: random.Random, size: int) -> Iterator[Text]:
    words = genre_of("poetry")
    for _ in range(size // 4):
        refrain = words.verses(rng, 1)[0]
        title = words.title(rng)
        for _ in range(4):
            stanzas = ["\n".join([*words.verses(rng, 4), refrain]) for _ in range(rng.randint(2, 4))]
            yield Text("poetry", title, "\n\n".join(stanzas))


def _prose(rng: random.Random, section: str, words: int) -> str:
    return " ".join(paragraphs(rng, section, words))


_NEGATIVES: Final[dict[str, Callable[[random.Random, int], Iterator[Text]]]] = {
    "long quotation in common": _quotations,
    "closing paragraph in common": _closings,
    "parts of a series": _series,
    "poems of one form": _poems,
}
