"""The lists on the pages of a listing: which one the page is about, and whether it was there before.

A page has boxes beside its list: most read, latest of all sections, something from the archive. Nobody knows their markup, so they
are told apart by what they bring from page to page.
"""

from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Self

_RECENT = 4
"""The ids of so many pages back tell a box, which stands on page after page, from the list."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What the lists of one page tell."""

    main: frozenset[int]
    """The list that the page is about."""
    rows: tuple[int, ...]
    """The same, from the top down."""
    telling: frozenset[int]
    """The articles that tell whether the page is known ground: what the pages before did not have, and of the section's own, unless the
    main list has other addresses; nothing, where the main list brings nothing."""
    fresh: frozenset[int]
    """All that the pages before did not have."""
    repeats: bool
    """Whether every list was there before, or the one was that brought most so far."""
    again: int | None
    """The page on which the main list was there before, counted from the first; None for a list that is new."""
    is_usual: bool
    """Whether the main list is the one that brought most so far, as far as there is one."""
    is_beside: bool = False
    """Whether the page has no more than what stood beside the main lists of the pages before: boxes, and no list."""


@dataclass(slots=True)
class StoryLists:
    """The lists of one leg, page after page."""

    _recent: deque[frozenset[int]] = field(default_factory=lambda: deque(maxlen=_RECENT))
    _known: dict[str, dict[int, int]] = field(default_factory=dict)
    """By place and hash of a list, the page that had it first."""
    _brought: dict[str, int] = field(default_factory=dict)
    _pages: int = 0
    _mains: set[str] = field(default_factory=set)
    _beside: set[str] = field(default_factory=set)
    """Where main lists stood, and what is beside them."""
    _longest: int = 0
    """The length of the longest main list."""
    place: str | None = None
    """Where the main list of the last page stood."""

    @classmethod
    def like(cls, other: "StoryLists") -> Self:
        """The lists of another way down the same listing."""
        return cls(_brought=dict(other._brought), _mains=set(other._mains), _beside=set(other._beside), _longest=other._longest)

    def take(self, found: Mapping[str, Sequence[int]], own: frozenset[int]) -> Seen:
        """Take note of a page's lists, by their place in the markup; ``own`` are the articles with the section's own address."""
        lists = {place: frozenset(rows) for place, rows in found.items()}
        ids = frozenset[int]().union(*lists.values())
        fresh = ids - frozenset().union(*self._recent)
        usual = max(self._brought, key=lambda place: self._brought[place]) if any(self._brought.values()) else None
        repeated = {place for place, listed in lists.items() if hash(listed) in self._known.get(place, ())}
        place = usual if usual is not None and usual in lists else _story_list(lists, fresh, own)
        main, again = lists[place], self._known.get(place, {}).get(hash(lists[place]))
        is_first = not self._mains
        is_beside = self._is_beside(lists) and (2 * len(main & own & fresh) <= len(main) or 2 * len(main) <= self._longest)
        if not is_beside:
            self._note_what_came(lists, fresh)
            self.place = place
            self._mains.add(place)
            self._longest = max(self._longest, len(main))
            self._beside |= lists.keys() - {place}
        self._remember(lists, ids)
        mostly_own = 2 * len(main & own) >= len(main)
        telling = frozenset() if main.isdisjoint(fresh) else fresh & own if mostly_own else fresh
        lead = _lead(lists, own, main) if is_first else frozenset()
        chosen = lead | (main & own or main)  # a box may stand at the list's own place
        rows = (*sorted(lead, reverse=True), *(number for number in found[place] if number in chosen))
        return Seen(chosen, rows, telling, fresh, len(repeated) == len(lists) or usual in repeated, again, usual in {None, place}, is_beside)

    def _is_beside(self, lists: Mapping[str, frozenset[int]]) -> bool:
        return self._mains.isdisjoint(lists) and self._beside.issuperset(lists)

    def _note_what_came(self, lists: Mapping[str, frozenset[int]], fresh: frozenset[int]) -> None:
        for place, listed in lists.items() if self._recent else ():  # on the first page everything is new, boxes too
            self._brought[place] = self._brought.get(place, 0) + len(listed & fresh)

    def _remember(self, lists: Mapping[str, frozenset[int]], ids: frozenset[int]) -> None:
        for place, listed in lists.items():
            self._known.setdefault(place, {}).setdefault(hash(listed), self._pages)
        self._recent.append(ids)
        self._pages += 1


def _story_list(lists: Mapping[str, frozenset[int]], fresh: frozenset[int], own: frozenset[int]) -> str:
    """Of the lists that bring most articles of the section's own: one that is the section's, rather than a box of the whole site's.

    Of several the densest: what came out one after the other stands together.
    """
    brought = {place: (len(ids & fresh & own), len(ids & fresh), len(ids)) for place, ids in lists.items()}
    most = max(brought.values())
    rank = next(rank for rank, count in enumerate(most) if count)
    candidates = [place for place in lists if 2 * brought[place][rank] >= most[rank]]
    of_its_own = [place for place in candidates if 2 * len(lists[place] & own) > len(lists[place])]
    fullest = [place for place in candidates if brought[place][0] == most[0]]
    return min(of_its_own or fullest, key=lambda place: _looseness(lists[place]))


def _looseness(ids: frozenset[int]) -> tuple[bool, float, int]:
    """How far apart what a list names came out; one article tells nothing, and is the lead of a list rather than the list."""
    return len(ids) == 1, (max(ids) - min(ids)) / len(ids), max(ids)


def _lead(lists: Mapping[str, frozenset[int]], own: frozenset[int], main: frozenset[int]) -> frozenset[int]:
    """The newest of a section where they stand apart, above the list on its first page."""
    newest = max(main & own, default=None)
    apart = frozenset[int]().union(*(ids for ids in lists.values() if ids <= own))
    return frozenset(number for number in apart if newest is not None and number > newest)
