"""What repeats from page to page is the site's furniture, whatever it says.

A :class:`Repetition` watches pages go by and counts, for each place in the tree, which lines come again there. It holds
counters only, so it can be kept between runs, looked at (``scrapy furniture``) and thrown away.

How it warms up: a line is furniture from its third page on (second, while only two or three pages are known).
How it forgets: shares are counted since a line was first met, every ``HALF_LIFE`` pages all counts are halved and what falls
to nothing is dropped; so a redesign is learnt within a few pages and the old design fades.
"""

import json
from collections import Counter, OrderedDict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from os.path import commonprefix
from pathlib import Path
from typing import Any, TypeVar

from buratha.arabic.folding import start_of_suffix
from buratha.pages.lines import Line, Page

FORMAT = 1
HALF_LIFE = 400
MOST_LINES = 60_000
WARM = 3
ANYWHERE = "*"
SENTENCE = 4
_FEW_PAGES = 3
_FIXED_SHARE = 0.4
_GLUED_SHARE = 0.3
_ROTATING = 0.15
_RECURRENT_SHARE = 0.1
_SETTLED = 10
_SUFFIX = 18
_MASK = str.maketrans("0123456789", "##########")


@dataclass(slots=True)
class _Place:
    """A place of the tree: pages it stood on, lines met there, pairs of equal lines, pages that brought a line never met."""

    pages: int = 0
    lines: int = 0
    pairs: int = 0
    fresh: int = 0


@dataclass(slots=True)
class _Seen:
    """One line at one place: the pages it stood on, the place's page count when it was first met, its least number on a page."""

    pages: int
    since: int
    text: str = ""
    least: int = 1


def masked(key: str) -> str:
    """A line's key with its digits levelled: a rate, a counter or a clock is the same line tomorrow."""
    levelled = key.translate(_MASK)
    return levelled if any(character.isalpha() for character in levelled) else key


def _hash(place: str, key: str) -> int:
    return int.from_bytes(blake2b(f"{place}\n{key}".encode("utf-8", "replace"), digest_size=8).digest(), "big")


class Repetition:
    """Counters of what repeats, learnt from the pages of one site."""

    def __init__(self) -> None:
        self.pages = 0
        self._places: dict[str, _Place] = {}
        self._lines: dict[int, _Seen] = {}
        self._endings: dict[str, _Seen] = {}
        self._read: OrderedDict[str, None] = OrderedDict()
        self._roles: dict[str, dict[str, int]] = {}

    def observe(self, page: Page, identity: str) -> bool:
        """Learn from a page; a page whose identity was met lately teaches nothing twice and gives False."""
        if identity in self._read:
            return False
        self._read[identity] = None
        if len(self._read) > HALF_LIFE * 4:
            self._read.popitem(last=False)
        self.pages += 1
        self._observe_lines(page.lines)
        for place, key in _head_lines(page):
            self._count(place, {key: 1})
        if self.pages % HALF_LIFE == 0 or len(self._lines) > MOST_LINES:
            self._forget()
        return True

    def _observe_lines(self, lines: list[Line]) -> None:
        places: dict[str, Counter[str]] = {}
        anywhere: Counter[str] = Counter()
        for line in lines:
            if line.key:
                places.setdefault(line.node.place, Counter())[masked(line.key)] += 1
                if line.words >= SENTENCE:
                    anywhere[masked(line.key)] += 1
            for picture in line.pictures:
                places.setdefault("picture", Counter())[picture.source] += 1
        for place, keys in places.items():
            self._count(place, keys)
        self._count(ANYWHERE, anywhere)
        self._observe_endings(lines)

    def _count(self, place: str, keys: Mapping[str, int]) -> None:
        known = self._places.setdefault(place, _Place())
        known.pages += 1
        fresh = False
        for key, times in keys.items():
            code = _hash(place, key)
            known.lines += 1
            seen = self._lines.get(code)
            if seen is None:
                self._lines[code] = _Seen(1, known.pages, "", times)
                fresh = True
                continue
            known.pairs += seen.pages
            seen.pages += 1
            seen.least = min(seen.least, times)
            if not seen.text:
                seen.text = key[:80]
        known.fresh += fresh

    def _observe_endings(self, lines: list[Line]) -> None:
        endings = {line.key[-_SUFFIX:]: line.key for line in lines if len(line.key) > _SUFFIX and not line.is_link}
        for ending, key in endings.items():
            seen = self._endings.get(ending)
            if seen is None:
                self._endings[ending] = _Seen(1, self.pages, key)
            else:
                seen.pages += 1
                seen.text = commonprefix([seen.text[::-1], key[::-1]])[::-1]

    def _forget(self) -> None:
        for place in self._places.values():
            place.pages, place.lines, place.pairs, place.fresh = place.pages // 2, place.lines // 2, place.pairs // 4, place.fresh // 2
        self._places = {name: place for name, place in self._places.items() if place.pages}
        self._lines = _halved(self._lines)
        self._endings = _halved(self._endings)
        self._roles = {role: {p: n // 2 for p, n in votes.items() if n > 1} for role, votes in self._roles.items()}

    def vote(self, role: str, place: str) -> None:
        """Remember that a field was found at a place without doubt."""
        votes = self._roles.setdefault(role, {})
        votes[place] = votes.get(place, 0) + 1

    def is_usual(self, role: str, place: str) -> bool:
        """Whether a field usually stands at this place."""
        votes = self._roles.get(role, {})
        return votes.get(place, 0) >= WARM and votes[place] * 4 >= sum(votes.values())

    # -- what it knows -------------------------------------------------------------------------------------------------
    def is_fixed(self, place: str, key: str) -> bool:
        """Whether this very line (its :func:`masked` key) belongs to the furniture of this place."""
        known, seen = self._places.get(place), self._lines.get(_hash(place, key))
        if known is None or seen is None or seen.pages < 2:  # noqa: PLR2004
            return False
        since = known.pages - seen.since + 1
        if known.pages <= _FEW_PAGES:
            return seen.pages * 3 >= known.pages * 2
        return seen.pages >= WARM and seen.pages >= _FIXED_SHARE * since

    def usual_number(self, place: str, key: str) -> int:
        """How often a page has this line at this place, at the least."""
        seen = self._lines.get(_hash(place, key))
        return seen.least if seen else 0

    def is_recurrent(self, place: str, key: str) -> bool:
        """Whether the line comes again now and then at a place where most lines do: a box that rotates."""
        known, seen = self._places.get(place), self._lines.get(_hash(place, key))
        if known is None or seen is None or seen.pages < WARM or known.pages <= _FEW_PAGES:
            return False
        rotating = 2 * known.pairs >= _ROTATING * known.lines * (known.pages - 1)
        return rotating and seen.pages >= _RECURRENT_SHARE * known.pages

    def is_exhausted(self, place: str) -> bool:
        """Whether a place brings nothing new any more: no story stands there."""
        known = self._places.get(place)
        return known is not None and known.pages >= _SETTLED and 2 * (known.fresh - _FEW_PAGES) < known.pages - _FEW_PAGES

    def glued_ending(self, line: Line) -> int | None:
        """Where in the line's text a furniture sentence begins that is glued to its end; None when there is none."""
        seen = self._endings.get(line.key[-_SUFFIX:])
        if seen is None or seen.pages < WARM or seen.text.count(" ") < 2 or seen.pages < _GLUED_SHARE * (self.pages - seen.since + 1):
            return None
        return start_of_suffix(line.text, seen.text.strip())

    def knows(self, page: Page) -> float:
        """The share of a page's lines that stand in places met before, on at least ``WARM`` pages."""
        known = sum(self._pages_of(line.node.place) >= WARM for line in page.lines)
        return known / len(page.lines) if page.lines else 0.0

    def _pages_of(self, place: str) -> int:
        known = self._places.get(place)
        return known.pages if known else 0

    def furniture(self) -> list[tuple[int, str]]:
        """The lines that repeat, most frequent first, for a person to look at."""
        lines = ((seen.pages, seen.text) for seen in self._lines.values() if seen.text and seen.pages >= WARM)
        return sorted(lines, key=lambda row: (-row[0], row[1]))

    # -- kept between runs ---------------------------------------------------------------------------------------------
    def to_json(self) -> str:
        """The counters as JSON text; only what repeats is worth keeping."""
        return json.dumps(
            {
                "format": FORMAT,
                "pages": self.pages,
                "places": {name: [p.pages, p.lines, p.pairs, p.fresh] for name, p in self._places.items()},
                "lines": {str(code): [s.pages, s.since, s.text, s.least] for code, s in self._lines.items() if s.pages > 1},
                "endings": {ending: [s.pages, s.since, s.text] for ending, s in self._endings.items() if s.pages > 1},
                "roles": self._roles,
                "read": list(self._read),
            },
            ensure_ascii=False,
        )

    @classmethod
    def from_json(cls, text: str) -> "Repetition":
        """Restore counters; raises ValueError when the text is not what :meth:`to_json` wrote."""
        try:
            kept: dict[str, Any] = json.loads(text)
            if kept["format"] != FORMAT:
                raise ValueError(f"format {kept['format']!r}, this version writes {FORMAT}")
            memory = cls()
            memory.pages = int(kept["pages"])
            memory._places = {name: _Place(*row) for name, row in kept["places"].items()}
            memory._lines = {int(code): _Seen(*row) for code, row in kept["lines"].items()}
            memory._endings = {ending: _Seen(*row) for ending, row in kept["endings"].items()}
            memory._roles = {role: {p: int(n) for p, n in votes.items()} for role, votes in kept["roles"].items()}
            memory._read = OrderedDict.fromkeys(kept["read"])
        except (KeyError, TypeError, AttributeError, json.JSONDecodeError) as error:
            raise ValueError(f"not a furniture memory: {error!r}") from error
        return memory

    def save(self, path: Path) -> None:
        """Write the counters so that a crash leaves either the old file or the new one."""
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_name(path.name + ".part")
        part.write_text(self.to_json(), encoding="utf-8")
        part.replace(path)

    @classmethod
    def load(cls, path: Path) -> "Repetition":
        """Read the counters back; a file that does not exist is an empty memory. Raises ValueError naming a bad file."""
        try:
            return cls.from_json(path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return cls()
        except ValueError as error:
            raise ValueError(f"{path} cannot be read ({error}); delete it to start afresh: scrapy furniture --reset") from error


_Key = TypeVar("_Key")


def _halved(counters: dict[_Key, _Seen]) -> dict[_Key, _Seen]:
    return {key: _Seen(seen.pages // 2, seen.since // 2, seen.text, seen.least) for key, seen in counters.items() if seen.pages > 1}


def _head_lines(page: Page) -> Iterable[tuple[str, str]]:
    yield "head:title", masked(page.title)
    for name in ("og:title", "twitter:title", "article:published_time", "author", "article:author"):
        if name in page.meta:
            yield f"head:{name}", masked(page.meta[name])
    for block in page.json_ld:
        yield "head:json-ld", masked(block[:4000])
