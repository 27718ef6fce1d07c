"""The ways in which a generated story names its author."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Final, NamedTuple

from tests.agency.blocks import Block, block
from tests.agency.prose import genre_of, person
from tests.agency.timeline import MONTHS

_ARABIC_DIGITS: Final = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
_SIGNED_SECTIONS: Final = {
    "articles": 0.92,
    "opinion": 0.9,
    "poetry": 0.85,
    "thought": 0.5,
    "islamic": 0.5,
    "reports": 0.3,
    "caricature": 0.8,
}
_DATELINE_SHARE: Final = 0.2


Maker = Callable[[random.Random], "Byline"]


class Form(NamedTuple):
    """A line that names an author, and the year from which it is met."""

    trait: str
    since: int
    line: str


_FORMS: Final = (
    Form("byline-parenthesised", 2006, "( بقلم : {name} )"),
    Form("byline-by", 2006, "بقلم {name}"),
    Form("byline-by-colon", 2006, "بقلم : {name}"),
    Form("byline-bare", 2006, "{name}"),
    Form("byline-the-doctor", 2007, "الدكتور {name}"),
    Form("byline-writer-and-journalist", 2010, "الكاتب والإعلامي {name}"),
    Form("byline-article-by-writer", 2014, "مقال للكاتب والإعلامي {name}"),
    Form("byline-bars", 2015, "{name} ||"),
    Form("byline-two-spaces-bars", 2015, "{name}  ||"),
    Form("byline-doctor-bars", 2016, "د.{name} ||"),
    Form("byline-writing-hand", 2018, "✍️ {name}||"),
    Form("byline-writing-hand-star", 2018, "✍️ * د. {name} ||"),
    Form("byline-pen-sheikh", 2018, "🖋الشيخ {name}"),
)


@dataclass(frozen=True)
class Byline:
    """Who wrote a story, and where the page says so."""

    trait: str = "no-byline"
    author: str | None = None
    source: str | None = None
    kind: str = "byline"
    lines: tuple[str, ...] = ()
    glued: str | None = None
    signature: str | None = None
    in_title: bool = False
    day: date | None = None

    def around(self, body: list[Block]) -> list[Block]:
        """Put the byline where it belongs: above the story, into its first paragraph or at its end."""
        if self.glued and body[0].kind == "paragraph":
            return [block("glued_byline", byline=self.glued, text=body[0].text()), *body[1:]]
        if self.signature:
            last = max(place for place, each in enumerate(body) if each.kind in {"paragraph", "verse"})
            return [*body[: last + 1], block("signature", text=self.signature), *body[last + 1 :]]
        lines = self.lines or ((self.glued,) if self.glued else ())
        return [*([block(self.kind, lines=lines)] if lines else []), *body]


def byline_of(rng: random.Random, section: str, day: date) -> Byline:
    """Choose how a story of a section and day names its author: mostly not in news, mostly by name in articles."""
    if section in {"news", "sport", "economic"} and rng.random() < _DATELINE_SHARE:
        return rng.choice(_DATELINES)(rng)
    if rng.random() >= _SIGNED_SECTIONS.get(section, 0.0):
        return Byline()
    if section == "caricature":
        return _drawn(rng)
    return rng.choice(_forms(section, day))(rng)


def _forms(section: str, day: date) -> list[Maker]:
    forms: list[Maker] = [*[partial(_line, year=day.year)] * 8, _signed, _titled]
    if section != "poetry" and day.year >= 2015:
        forms.append(_glued)
    if day.year >= 2019:
        forms.append(partial(_three_lines, day=day))
    return forms


def _line(rng: random.Random, year: int) -> Byline:
    form = rng.choice([form for form in _FORMS if form.since <= year])
    name = person(rng)
    return Byline(form.trait, name, lines=(form.line.format(name=name),))


def _three_lines(rng: random.Random, day: date) -> Byline:
    name = person(rng)
    printed = f"{day.day} {MONTHS[day.month - 1]} {day.year}".translate(_ARABIC_DIGITS)
    place = genre_of("news").fill(rng, "{place}")
    return Byline("byline-three-lines", name, lines=(f"✍️ {name}", place, printed), day=day)


def _glued(rng: random.Random) -> Byline:
    name = person(rng)
    return Byline("byline-glued", name, glued=f"{name} ||   ")


def _signed(rng: random.Random) -> Byline:
    name = person(rng)
    return Byline("signature-glued", name, signature=name)


def _titled(rng: random.Random) -> Byline:
    return Byline("author-in-title", person(rng), in_title=True)


def _drawn(rng: random.Random) -> Byline:
    name = person(rng)
    return Byline("byline-caricature", name, lines=(f"كاريكاتير {name}||",))


def _office(rng: random.Random) -> Byline:
    name = person(rng)
    return Byline("dateline-office", name, "المكتب الاعلامي", "dateline", (f"المكتب الاعلامي/{name}",))


def _paper(rng: random.Random) -> Byline:
    name = person(rng)
    paper = genre_of("news").fill(rng, "جريدة {paper} الالكترونية")
    return Byline("dateline-paper", name, paper, "dateline", (f"{paper}- {name}",))


def _desk(rng: random.Random) -> Byline:
    return Byline("dateline-desk", kind="dateline", lines=(genre_of("news").fill(rng, "{place} / براثا نيوز"),))


_DATELINES: Final[tuple[Maker, ...]] = (_office, _paper, _desk)
