"""A page as its reader sees it: lines in order, each with its texts, its links, its pictures and its place."""

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import blake2b
from typing import NamedTuple

from buratha.arabic.digits import western_digits
from buratha.arabic.folding import fold
from buratha.arabic.text import printed
from buratha.pages.nodes import Node
from buratha.pages.print_size import ORDINARY, PLAIN, Print

_COUNTERS_DIGITS, _COUNTED_UP = 3, "0123456789 9876543210"
"""Digits in a row that are links to pages, or marks to give."""
_LONGEST_LEVEL = 80
_DIGEST_BYTES = 6
CUT = "…"
"""What stands before the digest: no key has it."""
_LONGEST_REMEMBERED = 240
_BOLDER = 1.2
_DIGITS = re.compile(r"\d+")
_GROUPED = re.compile(r"#(?: #)+")
_LETTER = re.compile(r"[^\W\d_]")
_YEAR = re.compile(r"(?<!\d)(?:20\d\d|1[34]\d\d)(?!\d)|(?<!\w)ال(?:احد|اثنين|ثلاثاء?|اربعاء?|خميس|جمعه|سبت) \d{1,2} \d{1,2} \d\d(?!\d)")
"""Of four digits, or the last of three numbers behind a weekday."""

_OUTSIDE = re.compile(
    r"(?:^|//|\.)(?:t\.me|telegram\.me|telegram\.org|facebook\.com|fb\.com|twitter\.com|x\.com|instagram\.com|youtube\.com|whatsapp\.com|wa\.me)(?:/|$)",
    re.IGNORECASE,
)


def masked(key: str) -> str:
    """A line's key with its digits levelled: a rate, a counter or a clock is the same line tomorrow.

    A line of digits alone keeps them. A long line is its beginning and a digest of the whole: a banner may stand before the first words
    of every story, and the line is still another one on each page.
    """
    level = _DIGITS.sub("#", key) if _LETTER.search(key) else key
    if len(level) <= _LONGEST_LEVEL:
        return level
    whole = _GROUPED.sub("#", level)  # 3,708 is one number, as 0 is
    digest = blake2b(whole.encode("utf-8", "surrogatepass"), digest_size=_DIGEST_BYTES).hexdigest()
    return f"{whole[: _LONGEST_LEVEL - len(digest)]}{CUT}{digest}"


def shown(level: str) -> str:
    """A level as a person reads it: a long line without its digest."""
    beginning, cut, _ = level.partition(CUT)
    return beginning + cut


class Texts(NamedTuple):
    """A line's text as printed, its key, the key's level, its number of words, and whether a number in it can be a year."""

    text: str
    key: str
    level: str
    words: int
    has_year: bool


def _read(raw: str) -> Texts:
    text = printed(raw)
    key = fold(text)
    return Texts(text, key, masked(key), key.count(" ") + 1 if key else 0, _YEAR.search(key) is not None)


_remembered = lru_cache(maxsize=16_384)(_read)  # the furniture's lines are the same on every page


def texts_of(raw: str) -> Texts:
    """What the text between two tags says."""
    return _remembered(raw) if len(raw) <= _LONGEST_REMEMBERED else _read(raw)


@dataclass(slots=True)
class Picture:
    """An ``<img>`` as written: its address unresolved, its alternative text cleaned."""

    source: str
    alt: str
    width: str = ""
    height: str = ""
    title: str = ""


@dataclass(slots=True)
class Link:
    """A link of a line: address as written, and its text."""

    target: str
    text: str


@dataclass(slots=True)
class Line:
    """A run of text that a reader sees as one line or paragraph. ``gap`` is what stood before it: block, break or space."""

    index: int
    text: str
    key: str
    node: Node
    gap: str
    links: Sequence[Link]
    linked: int
    pictures: Sequence[Picture]
    raw: str = ""
    cuts: Sequence[int] = ()
    control: bool = False
    stamp: str = ""
    words: int = 0
    is_link: bool = False
    level: str = ""
    has_year: bool = False
    marks: Sequence[tuple[int, str]] = ()
    said: Sequence[str] = ()
    """What icons in it, or right before it, say with a number."""
    print: Print = PLAIN
    """How large all of it is printed."""
    titled: bool = False
    """Whether the markup calls what holds all of it a title."""

    @property
    def loudness(self) -> float:
        """How much larger than ordinary text it looks: 1 for as large; bold letters look larger."""
        return (self.print.size or ORDINARY) / ORDINARY * (_BOLDER if self.print.bold else 1.0)

    @property
    def printed_place(self) -> str:
        """Its place, and how large it is printed there: a block may hold a headline and what stands around it."""
        return self.node.place if self.print is PLAIN else f"{self.node.place} {self.loudness:.2f}"

    @property
    def counted_runs(self) -> list[tuple[str, str]]:
        """The runs, each with what the markup says that its numbers count: "views", "other" or nothing."""
        points = sorted({0, *self.cuts, *(at for at, _ in self.marks), len(self.raw)})  # a drawn icon cuts no line
        found: list[tuple[str, str]] = []
        counts = ""
        for start, end in itertools.pairwise(points):
            counts = next((kind for at, kind in reversed(self.marks) if at == start), counts)
            if piece := texts_of(self.raw[start:end]).text:
                found.append((piece, counts))
                counts = ""
        return found

    @property
    def runs(self) -> list[str]:
        """The line cut where its inline elements begin and end: labels, numbers and dates set side by side."""
        if not self.cuts:
            return [text] if (text := texts_of(self.raw).text) else []
        points = sorted({0, *self.cuts, len(self.raw)})
        pieces = (texts_of(self.raw[start:end]).text for start, end in itertools.pairwise(points))
        return _with_whole_numbers([piece for piece in pieces if piece], self.text)


def _with_whole_numbers(pieces: list[str], text: str) -> list[str]:
    """Pieces of a text with the digits of a counter joined that has each in an element of its own, and no blank between; 1 to 5 are no counter."""
    found: list[str] = []
    for is_digit, group in itertools.groupby(pieces, lambda piece: len(piece) == 1 and piece.isdigit()):
        held = list(group)
        whole = "".join(held)
        is_counter = is_digit and len(held) >= _COUNTERS_DIGITS and whole in text and western_digits(whole) not in _COUNTED_UP
        found += [whole] if is_counter else held
    return found


class Button(NamedTuple):
    """A ``<button>``: the line at which it stands, its block, and what it says."""

    at: int
    node: "Node"
    text: str


class Unfilled(NamedTuple):
    """A block that the markup has ready for something, and that has hardly a line.

    ``at``: the first line in or behind it, ``end`` the one behind its last; ``name`` its id; ``is_story``: whether it is named as the story's.
    """

    at: int
    end: int
    node: "Node"
    name: str
    is_story: bool


@dataclass(slots=True)
class Page:
    """A page taken apart: its lines, and what its head says."""

    lines: list[Line]
    title: str = ""
    meta: dict[str, str] = field(default_factory=dict)
    json_ld: list[str] = field(default_factory=list)
    canonical: str = ""
    media: list[tuple[int, str, str]] = field(default_factory=list)
    controls: list[tuple[int, str, "Node"]] = field(default_factory=list)
    buttons: list[Button] = field(default_factory=list)
    unfilled: list[Unfilled] = field(default_factory=list)
    scripts: int = 0
    noscript: str = ""
    truncated: bool = False
    published: list[tuple[Node, str]] = field(default_factory=list)
    """Moments that microdata or RDFa calls the publication's, each with the block that says so."""
    counted: list[tuple[Node, int]] = field(default_factory=list)
    """Numbers that microdata calls visits, each with the block that says so."""


@lru_cache(maxsize=4096)
def leads_outside(target: str) -> bool:
    """Whether an address is a channel's or a network's of friends."""
    return _OUTSIDE.search(target) is not None
