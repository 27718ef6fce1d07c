"""Whether a section's first page lists the section, or is a frame that has the site's boxes and no list. The pages of all sections tell together.

Nothing stands above a first page beside which a box would show. But the same box stands beside the lists of other sections, and stood there in
earlier runs.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import sha1

_EACH = 3
"""So many pages of each section are looked at."""
_ALIKE = 3
"""What stands at the same place of so many sections' pages, article for article, is none of theirs."""
_MOST_KEPT = 500


@dataclass(frozen=True, slots=True)
class _Page:
    section: str
    is_first: bool
    lists: Mapping[str, frozenset[int]]
    main: str
    own: frozenset[int]

    def is_strange(self, place: str) -> bool:
        """Whether at least half of what stands at a place is other sections'."""
        return 2 * len(self.lists[place] & self.own) <= len(self.lists[place])


@dataclass(slots=True)
class FirstPages:
    """The first pages of all sections in one run. ``boxes`` and ``mains`` are the places of earlier runs, shortened."""

    boxes: set[str] = field(default_factory=set)
    mains: set[str] = field(default_factory=set)
    _pages: list[_Page] = field(default_factory=list)

    def note(self, section: str, lists: Mapping[str, Iterable[int]], main: str, own: Iterable[int]) -> None:
        """Take note of a page of a section, whose list is believed to stand at ``main``; the first one comes first."""
        count = sum(page.section == section for page in self._pages)
        if count < _EACH and main in lists:
            self._pages.append(_Page(section, count == 0, {place: frozenset(ids) for place, ids in lists.items()}, main, frozenset(own)))

    def without_list(self) -> list[str]:
        """The sections whose first page has boxes and no list."""
        return [page.section for page in self._pages if page.is_first and self._has_no_list(page)]

    def learnt(self) -> tuple[set[str], set[str]]:
        """The places of boxes and of lists for later runs to know."""
        wrong = set(self.without_list())
        sound = [page for page in self._pages if not (page.is_first and page.section in wrong)]
        mains = {short(page.main) for page in sound}
        boxes = {short(place) for page in sound for place in page.lists if self._is_box(place, page)} - mains
        kept_boxes, kept_mains = self.boxes - mains, self.mains - boxes
        return set(sorted(boxes | kept_boxes)[:_MOST_KEPT]), set(sorted(mains | kept_mains)[:_MOST_KEPT])

    def _has_no_list(self, page: _Page) -> bool:
        return all(self._is_box(place, page) or self._was_box(place, page) or self._is_everywhere(place, page) for place in page.lists)

    def _is_everywhere(self, place: str, page: _Page) -> bool:
        return len({other.section for other in self._pages if other.lists.get(place) == page.lists[place]}) >= _ALIKE

    def _was_box(self, place: str, page: _Page) -> bool:
        """Whether earlier runs have known a place as a box's, and this page does not speak against it: a new layout may have its list there."""
        return page.is_strange(place) and short(place) in self.boxes - self.mains

    def _is_box(self, place: str, page: _Page) -> bool:
        """Whether other pages have a list at another place and the same box at this one, or a box there that is no section's own."""
        others = [other for other in self._pages if other is not page and place in other.lists]
        beside = [other for other in others if other.main != place]
        shared = page.is_strange(place) or any(other.lists[place] == page.lists[place] for other in beside)
        return shared and len({other.section for other in beside}) > len({other.section for other in others if other.main == place})


def short(place: str) -> str:
    """A place in the markup, as short as it can be kept."""
    return sha1(place.encode(), usedforsecurity=False).hexdigest()[:12]
