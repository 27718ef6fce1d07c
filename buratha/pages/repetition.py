"""What repeats from page to page is the site's furniture, whatever it says.

A :class:`Repetition` watches pages go by and counts, for each place in the tree, which lines come again there. It holds
counters only, so it can be kept between runs, looked at (``scrapy furniture``) and thrown away.

How it warms up: a line is furniture from its third page on (second, while only two or three pages are known).
How it forgets: shares are counted since a line was first met; every ``HALF_LIFE`` pages all counts are halved and what falls
to nothing is dropped, so a redesign is learnt within a few pages and the old design fades.
"""

import json
from collections import Counter, OrderedDict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from buratha.pages.copies import Copies
from buratha.pages.glued_endings import GluedEndings, start_of_glued
from buratha.pages.lines import Line, Page, masked
from buratha.pages.page import shown
from buratha.pages.places import NOWHERE, WARM, Place, kept_place, restored_place
from buratha.pages.series import PLACE as PARTS
from buratha.pages.series import series_of
from buratha.pages.shared_beginnings import SharedBeginnings

FORMAT = 3
HALF_LIFE = 400
LEARNT = 4
"""With fewer pages than this nothing is learnt of what repeats."""
KNOWN_SHARE = 0.5
"""A page is of a known layout when this share of its lines stand where lines stood before."""
MOST_LINES = 60_000
ANYWHERE = "*"
ANYWHERE_LINKED = "* a"
PICTURES = "picture"
NUMBERED = "numbered"
IN_ORDER = "in order"
SENTENCE = 4
LONGEST_NUMBERED = 12
"""A line with a number of no more words than this may count something."""
SHORTEST_NUMBERED = 3
"""Characters; a smaller number may be the same by chance."""
_FURNITURE = 3
_SETTLED = 10
_ENOUGH = 5
_SEVERAL_DIFFER = 3
_MOSTLY, _RARELY = 0.7, 0.2
_LATELY, _A_CHANCE = 60, 15
_RARE = 100
_LAST_ENDINGS = 12
_FRAME_SHARE = 0.2


class Repetition:
    """Counters of what repeats, learnt from the pages of one site."""

    def __init__(self) -> None:
        self.pages = 0
        self.observed = 0
        """How many pages it was shown since it was made: never halved."""
        self._places: dict[str, Place] = {}
        self._endings = GluedEndings()
        self._beginnings = SharedBeginnings()
        self._roles: dict[str, dict[str, int]] = {}
        self._read: OrderedDict[str, None] = OrderedDict()
        self._lately: OrderedDict[int, tuple[int | None, str | None]] = OrderedDict()
        self._endings_in_dots: OrderedDict[int, bool] = OrderedDict()
        self._other_sections: OrderedDict[int, str | None] = OrderedDict()
        self._copies = Copies()

    # -- learning ------------------------------------------------------------------------------------------------------
    def observe(self, page: Page, identity: str) -> bool:
        """Learn from a page; one whose identity was met lately, or whose story, teaches nothing twice and gives False."""
        if identity in self._read:
            return False
        if self._copies.is_copy(page, self._is_known) or self._is_one_more_part(page):
            self._read[identity] = None
            return False
        self._read[identity] = None
        if len(self._read) > HALF_LIFE * 4:
            self._read.popitem(last=False)
        self.pages += 1
        self.observed += 1
        for place, keys in _standing(page).items():
            counters = self._places.get(place)
            if counters is None:
                counters = self._places[place] = Place()
            counters.count(keys)
        self._endings.observe(page.lines, self.pages)
        self._beginnings.observe(page.lines, self.pages)
        if self.pages % HALF_LIFE == 0 or (self.pages % _SETTLED == 0 and self._size() > MOST_LINES):
            self._forget()
        return True

    def _is_one_more_part(self, page: Page) -> bool:
        """Whether a page is one more part of a series, while most pages are of none: what its parts share is not the site's."""
        series = series_of(page) if self.pages >= LEARNT else ""
        return bool(series) and 0 < 2 * self.place(PARTS).pages_with(series) < self.pages

    def is_of_one_series(self, page: Page) -> bool:
        """Whether most pages met are parts of this one's series: what they share may as well be its own."""
        series = series_of(page) if self.pages >= LEARNT else ""
        return bool(series) and 2 * self.place(PARTS).pages_with(series) >= self.pages

    def _is_known(self, line: Line) -> bool:
        """Whether a line is furniture where it stands."""
        return self.place(line.node.place).is_fixed(line.level)

    def vote(self, role: str, place: str) -> None:
        """Remember that a field was found at a place without doubt."""
        votes = self._roles.setdefault(role, {})
        votes[place] = votes.get(place, 0) + 1

    def remember(self, article: int, views: int | None, moment: str | None) -> None:
        """Remember what was read of an article lately."""
        self._lately[article] = (views, moment)
        if len(self._lately) > _LATELY:
            self._lately.popitem(last=False)

    def remember_ending(self, article: int, *, in_dots: bool) -> None:
        """Remember whether an article's text ended in dots lately."""
        self._endings_in_dots[article] = in_dots
        if len(self._endings_in_dots) > _LAST_ENDINGS:
            self._endings_in_dots.popitem(last=False)

    def remember_section(self, article: int, other: str | None) -> None:
        """Remember which section a page seemed to name lately, other than its address's; None where it named none or that one."""
        self._other_sections[article] = other
        if len(self._other_sections) > _LAST_ENDINGS:
            self._other_sections.popitem(last=False)

    def _size(self) -> int:
        return sum(len(place.seen) for place in self._places.values())

    def _forget(self) -> None:
        for place in self._places.values():
            place.halve()
        self._places = {name: place for name, place in self._places.items() if place.pages}
        self._endings.halve()
        self._beginnings.halve()
        self._roles = {role: {place: n // 2 for place, n in votes.items() if n > 1} for role, votes in self._roles.items()}

    # -- what it knows -------------------------------------------------------------------------------------------------
    def place(self, name: str) -> Place:
        """The counters of a place; empty ones for a place never met."""
        return self._places.get(name, NOWHERE)

    def share_found(self, field: str) -> float | None:
        """On which share of the pages a field was found; None while too few were read to say so."""
        return self._share(f"{field} found")

    def share_doubted(self, field: str) -> float | None:
        """On which share of the pages a field was doubtful for reasons of the page's own; None while too few were read to say so."""
        return self._share(f"{field} doubted")

    def _share(self, role: str) -> float | None:
        votes = self._roles.get(role, {})
        total = sum(votes.values())
        return votes.get("yes", 0) / total if total >= _ENOUGH else None

    def shared_by(self, article: int, views: int | None = None, moment: str | None = None) -> bool:
        """Whether more of the articles read lately have the very same value than chance gives."""
        others = [read for number, read in self._lately.items() if number != article]
        same = [read[0] for read in others].count(views) if views is not None else 0
        same += [read[1] for read in others].count(moment) if moment is not None else 0
        return same > len(others) // _A_CHANCE

    def mostly_end_in_dots(self, article: int) -> bool:
        """Whether most of the other texts read lately ended in dots, as teasers do."""
        others = [in_dots for number, in_dots in self._endings_in_dots.items() if number != article]
        return len(others) >= _ENOUGH and 2 * sum(others) > len(others)

    def often_misnames(self, article: int, section: str) -> bool:
        """Whether several of the other pages read lately seemed to name this very section against their addresses, and hardly any another one."""
        others = [other for number, other in self._other_sections.items() if number != article and other is not None]
        return others.count(section) >= _SEVERAL_DIFFER and others.count(section) == len(others)

    def shared_views(self, article: int) -> set[int]:
        """The numbers of views that are the same for more of the articles read lately than chance gives."""
        numbers = Counter(read[0] for number, read in self._lately.items() if number != article and read[0] is not None and read[0] >= _RARE)
        return {views for views, times in numbers.items() if times > len(self._lately) // _A_CHANCE + 1}

    def is_constant(self, line: Line) -> bool:
        """Whether other pages have a line with the very same number: what it counts is not this article's."""
        return self.place(NUMBERED).is_fixed(line.key)

    def is_in_order(self) -> bool:
        """Whether the site's numbers grow with its days as they did: unless several pages speak against it, and more than for it."""
        votes = self._roles.get(IN_ORDER, {})
        return votes.get("no", 0) < WARM or votes.get("no", 0) <= votes.get("yes", 0)

    def usual_places(self, role: str) -> set[str]:
        """The places at which a field usually stands."""
        return {place for place in self._roles.get(role, {}) if self.is_usual(role, place)}

    def is_usual(self, role: str, place: str) -> bool:
        """Whether a field usually stands at this place."""
        votes = self._roles.get(role)
        if not votes:
            return False
        found = votes.get(place, 0)
        return found >= WARM and found * 4 >= sum(votes.values())

    def main_place(self, role: str) -> str | None:
        """The place at which a field was found on most pages; None where there is none."""
        votes = self._roles.get(role, {})
        place = max(votes, key=votes.__getitem__, default=None)
        return place if place is not None and votes[place] >= WARM and votes[place] >= _MOSTLY * sum(votes.values()) else None

    def is_unusual(self, role: str, place: str) -> bool:
        """Whether a field stands at one place on most pages, and that is not this one."""
        votes = self._roles.get(role, {})
        most = max(votes.values(), default=0)
        return most >= _ENOUGH and most >= _MOSTLY * sum(votes.values()) and votes.get(place, 0) < _RARELY * most

    def glued_ending(self, line: Line) -> int | None:
        """Where in the line's text a furniture sentence begins that is glued to its end; None when there is none."""
        shared = self._endings.shared(line, self.pages)
        at = start_of_glued(line.text, shared) if shared else None
        if shared is None or at is None or (line.text[at - 1].isspace() and not self.place(ANYWHERE).is_fixed(masked(shared))):
            return None  # a closing phrase that authors share is set off by a space; glue is not
        return at

    def shared_beginning(self, line: Line) -> str | None:
        """With what words a line of a story begins as the long lines of most pages do; None where it begins as no other."""
        return self._beginnings.shared(line.key, self.pages)

    def shared_ending(self, line: Line) -> str | None:
        """With what words a line of a story ends as those of many pages do, be they set off by a space; None where it ends as no other."""
        return self._endings.widely_shared(line, self.pages)

    def knows_layout(self, page: Page) -> bool:
        """Whether enough pages of this one's layout were met to tell what repeats on it; many of another one say nothing of it.

        A long story may stand in blocks that no other has: then the furniture around it tells.
        """
        if self.pages < LEARNT:
            return False
        return self.knows(page) >= KNOWN_SHARE or sum(map(self._is_known, page.lines)) >= _FURNITURE

    def knows(self, page: Page) -> float:
        """The share of a page's lines that stand in places met before, on at least ``WARM`` pages."""
        known = sum(self.place(line.node.place).pages >= WARM for line in page.lines)
        return known / len(page.lines) if page.lines else 0.0

    def frame(self) -> frozenset[str]:
        """The lines that a good part of the site's pages have, whatever their layout; none while too few pages are known, or have hardly any."""
        pages = max((place.pages for place in self._places.values()), default=0)
        often = max(WARM, _FRAME_SHARE * pages)
        found = {key for name, place in self._places.items() if not _is_apart(name) for key, seen in place.seen.items() if seen.pages >= often}
        return frozenset(found) if pages >= _SETTLED and len(found) >= WARM else frozenset()

    def furniture(self) -> list[tuple[int, str, str]]:
        """The lines that repeat, most frequent first, for a person to look at: pages, text, place."""
        rows = [
            (seen.pages, shown(key), name)
            for name, place in self._places.items()
            if not _is_apart(name)
            for key, seen in place.seen.items()
            if place.is_fixed(key)
        ]
        return sorted(rows, key=lambda row: (-row[0], row[1], row[2]))

    # -- kept between runs ---------------------------------------------------------------------------------------------
    def to_json(self) -> str:
        """The counters as JSON text; only what repeats is worth keeping."""
        return json.dumps(
            {
                "format": FORMAT,
                "pages": self.pages,
                "places": {name: kept_place(place) for name, place in self._places.items()},
                "endings": self._endings.kept(),
                "beginnings": self._beginnings.kept(),
                "roles": self._roles,
                "read": list(self._read),
            },
            ensure_ascii=False,
        )

    @classmethod
    def from_json(cls, text: str) -> "Repetition":
        """Restore counters; raises ValueError when the text is not what :meth:`to_json` wrote."""
        try:
            data: dict[str, Any] = json.loads(text)
            if data["format"] != FORMAT:
                raise ValueError(f"format {data['format']!r}, this version writes {FORMAT}")
            memory = cls()
            memory.pages = int(data["pages"])
            memory._places = {name: restored_place(row) for name, row in data["places"].items()}
            memory._endings = GluedEndings.restored(data["endings"])
            memory._beginnings = SharedBeginnings.restored(data["beginnings"])
            memory._roles = {role: {place: int(n) for place, n in votes.items()} for role, votes in data["roles"].items()}
            memory._read = OrderedDict.fromkeys(data["read"])
        except (KeyError, TypeError, AttributeError, IndexError) as error:
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
        except OSError as error:
            raise ValueError(f"{path} cannot be read: {error.strerror}; have its owner let you read it") from error
        except ValueError as error:  # of the JSON, of the encoding, or of the format
            raise ValueError(f"{path} cannot be read ({error}); delete it to start afresh: scrapy furniture --reset") from error


def _is_apart(name: str) -> bool:
    """Whether a place is none of the tree's, but stands for what was counted beside it."""
    return name in {ANYWHERE, ANYWHERE_LINKED, PICTURES, NUMBERED} or name.startswith("head:")


def _standing(page: Page) -> dict[str, dict[str, int]]:
    """Which lines stand at which places of a page, and how often."""
    places: dict[str, dict[str, int]] = {}
    anywhere: dict[str, int] = {}
    linked: dict[str, int] = {}
    pictures: dict[str, int] = {}
    numbered: dict[str, int] = {}
    for line in page.lines:
        if line.key:
            keys = places.get(line.node.place)
            level = line.level
            if len(line.key) >= SHORTEST_NUMBERED and line.words <= LONGEST_NUMBERED and (level != line.key or line.key[0].isdigit()):
                numbered[line.key] = 1
            if keys is None:
                places[line.node.place] = {level: 1}
            else:
                keys[level] = keys.get(level, 0) + 1
            if line.words >= SENTENCE:
                around = linked if line.is_link else anywhere
                around[level] = around.get(level, 0) + 1
        for picture in line.pictures:
            pictures[picture.source] = pictures.get(picture.source, 0) + 1
    if pictures:
        places[PICTURES] = pictures
    places[ANYWHERE], places[ANYWHERE_LINKED], places[NUMBERED] = anywhere, linked, numbered
    for place, key in head_keys(page):
        places[place] = {key: 1}
    if series := series_of(page):
        places[PARTS] = {series: 1}
    return places


def head_keys(page: Page) -> Iterable[tuple[str, str]]:
    """What the page's head says, as keys at places of their own."""
    yield "head:title", masked(page.title)
    for name in ("og:title", "twitter:title", "article:published_time", "author", "article:author"):
        if name in page.meta:
            yield f"head:{name}", masked(page.meta[name])
    for at, block in enumerate(page.json_ld):
        yield f"head:json-ld {at}", masked_block(block)


def masked_block(block: str) -> str:
    """A structured data block as a key: long enough to tell stories apart."""
    return block[:2000]
