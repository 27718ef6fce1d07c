"""In which order a listing names its articles. Newest first is the rule; nobody has promised it.

Ids grow with time, so in a listing that runs newest first each row has a smaller id than all rows above it. Where something stands above
that should stand below it (pinned stories, edited ones, a listing that begins with its oldest), rows come *late*. How late they come at the
most tells how many known rows have to be read before nothing new can stand below.
"""

from bisect import bisect, insort
from collections.abc import Sequence
from dataclasses import dataclass, field

NO_TOP = 1_000_000_000
"""So late rows may come in a listing in which what is new may stand anywhere: later than any listing is long. The number of its rows is added, for
later runs to know."""
_SPAN = 1024
_SOME = 3
"""So many rows do not stand in order by chance, one run after the other."""


class Ids:
    """A set of ids that can be counted from below. Ids of one listing stand close together: a thousand take a few hundred bytes."""

    def __init__(self) -> None:
        self._blocks: dict[int, int] = {}
        self._counts: dict[int, int] = {}
        self._least = 0

    def __contains__(self, number: int) -> bool:
        block, bit = divmod(number, _SPAN)
        return bool(self._blocks.get(block, 0) >> bit & 1)

    def __len__(self) -> int:
        return sum(self._counts.values())

    def add(self, number: int) -> None:
        """Put an id in."""
        block, bit = divmod(number, _SPAN)
        before = self._blocks.get(block, 0)
        if not before >> bit & 1:
            self._least = min(self._least, number) if self._counts else number
            self._blocks[block] = before | 1 << bit
            self._counts[block] = self._counts.get(block, 0) + 1

    def below(self, number: int) -> int:
        """How many ids are smaller than this one.

        >>> ids = Ids()
        >>> for number in (5, 4096, 2048): ids.add(number)
        >>> ids.below(4096), ids.below(5)
        (2, 0)
        """
        if number <= self._least:
            return 0
        block, bit = divmod(number, _SPAN)
        inside = self._blocks.get(block, 0) & ((1 << bit) - 1)
        return inside.bit_count() + sum(count for each, count in self._counts.items() if each < block)


@dataclass(slots=True)
class ListingOrder:
    """The order of one listing, row by row, on one way down it."""

    learnt: int = 0
    """How late rows came on earlier ways."""
    late: int = 0
    """How late they came on this one: the most smaller ids that stood above a row."""
    a_page: int = 0
    """How many rows the longest page has."""
    in_order: bool = True
    """Whether the last page's rows descend, but for what is usual here, or stand as a whole below those of the page before."""
    new: tuple[int, ...] = ()
    """The rows of the last page that were on no page before it."""
    rows: int = 0
    """How many rows there were, each article once."""
    greatest: int = 0
    _seen: Ids = field(default_factory=Ids)
    _least: int | None = None
    """The smallest id of the page before."""

    def take(self, rows: Sequence[int], *, is_onward: bool = True) -> None:
        """Take note of a page's rows, from the top down. ``is_onward``: the page follows all that were read before."""
        seen = [number in self._seen for number in rows]
        tail = len(seen) - seen[::-1].index(True) if True in seen else 0  # what came out meanwhile stands above known rows, and is not late
        self.new = tuple(number for number, is_seen in zip(rows, seen, strict=True) if not is_seen)
        for place, number in enumerate(rows):
            if is_onward and place >= tail:
                self.late = max(self.late, self._seen.below(number))
            self._seen.add(number)
        self.rows += len(self.new)
        self.a_page = max(self.a_page, len(rows))
        if self.new:
            self.in_order = _late(self.new) <= self.learnt or (self._least is not None and max(self.new) < self._least)
            self._least = min(self.new)
            self.greatest = max(self.greatest, *self.new)

    def unseen(self, rows: Sequence[int]) -> list[int]:
        """Those of a page's rows that were on no page before it."""
        return [number for number in rows if number not in self._seen]

    def has_met(self, number: int) -> bool:
        """Whether this article was listed so far."""
        return number in self._seen

    @property
    def depth(self) -> int:
        """How late rows may come."""
        return max(self.learnt, self.late)

    @property
    def is_newest_first(self) -> bool:
        """Whether what is new stands on the first page, as far as is known."""
        return self.depth < max(self.a_page, 1)

    @property
    def was_newest_first(self) -> bool:
        """The same, as far as earlier ways have learnt."""
        return self.learnt < max(self.a_page, 1)

    @property
    def has_no_top(self) -> bool:
        """Whether what is new may stand anywhere."""
        return self.late > self.rows // 2 and self.late > 1

    @property
    def is_read_whole(self) -> bool:
        """The same, or so earlier ways have learnt: each run reads all of it."""
        return self.learnt >= NO_TOP or self.has_no_top

    @property
    def is_oldest_first(self) -> bool:
        """Whether what is new stands at the end."""
        return self.has_no_top and self.late >= self.rows - 1

    def measured(self, *, rejoined: bool) -> int:
        """What later runs have to know. Where what is new may stand anywhere, no number of rows is enough.

        ``rejoined``: only the upper part was read, and disorder that is not met there any more is forgotten by halves.
        """
        if rejoined:
            return self.depth if self.has_no_top else max(self.late, self.learnt // 2)
        return NO_TOP + self.rows if self.has_no_top else self.late

    @property
    def is_half(self) -> bool:
        """Whether a listing that is read whole in each run has no more than half of the rows that an earlier one has read.

        Several rows that all stand in order are another listing than the one that was learnt.
        """
        return 2 * self.rows <= self.learnt - NO_TOP and (self.late > 0 or self.rows < _SOME)

    @property
    def kept(self) -> int:
        """What a way keeps of earlier ones that found no more pages. That there were more rows is forgotten by halves: they may be gone for good."""
        return NO_TOP + (self.learnt - NO_TOP) // 2 if self.is_half else self.learnt

    def reaches(self, number: int) -> int:
        """How many rows up to this id were read."""
        return self._seen.below(number + 1)


def _late(rows: Sequence[int]) -> int:
    """How late rows come among themselves."""
    above: list[int] = []
    late = 0
    for number in rows:
        late = max(late, bisect(above, number))
        insort(above, number)
    return late
