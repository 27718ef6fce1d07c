"""Which way a page link leads: onward to older articles, back, or to a page farther on."""

from dataclasses import dataclass, replace
from itertools import pairwise

from buratha.pages.links import Link
from buratha.pages.page_labels import ARROW, BACK, FIRST, LAST, MORE, ONWARD, PREVIOUS, Label
from buratha.pages.positions import CURSOR, OFFSET, SEGMENT, Position

JUMP = "jump"
_NEAR_AN_ID = 5_000


@dataclass(slots=True)
class Candidate:
    """All that the links with one address say together."""

    url: str
    position: Position
    number: int | None = None
    step: str | None = None

    def hear(self, link: Link) -> None:
        """Add what one more link with this address says."""
        label = link.label
        if self.number is None:
            self.number = label.number
        if label.step and (self.step in {None, ARROW} or (self.step == MORE and label.step != ARROW)):
            self.step = label.step

    @property
    def shown_number(self) -> int | None:
        """The number printed, or else the one in the address; a cursor is no number."""
        return self.number if self.number is not None or self.position.kind == CURSOR else self.position.number

    @property
    def label(self) -> Label:
        """What all the labels say."""
        return Label(self.number, self.step)


class Turns:
    """Which way each of a page's links leads. Numbers tell more than words, words more than arrows."""

    def __init__(self, own: Position, found: list[Candidate], ids: list[int]) -> None:
        """``ids`` are the articles of the page's main list, sorted."""
        named_like_a_section = own.kind == SEGMENT and not any(each.position.kind == SEGMENT for each in found)  # «iran-2020» is page 1
        own = replace(own, kind=None, number=None) if named_like_a_section else own
        self.own = own
        self.ids = ids
        self.steps = {each.step for each in found}
        self.found = found
        self.numbers = {each.position.number for each in found}
        self.by_offset = any(each.position.kind == OFFSET or self._is_offset_segment(each) for each in found)
        self.first = own.kind is None or own.number == (0 if self.by_offset else 1)
        self.at = own.number if own.number is not None and own.kind != CURSOR else (0 if self.by_offset else 1) if own.kind is None else None
        self.next_number = self._next_number()

    @staticmethod
    def _is_offset_segment(each: Candidate) -> bool:
        return each.position.kind == SEGMENT and each.number is not None and each.number != each.position.number

    def _next_number(self) -> int | None:
        """The number of the page after ours."""
        if self.at is None:
            return None
        if not self.by_offset:
            return self.at + 1
        beyond = [each.position.number for each in self.found if each.step != LAST and (each.position.number or 0) > self.at]
        return min((number for number in beyond if number is not None), default=None)

    def of(self, each: Candidate) -> str | None:
        """Which way one of the links leads; None where nothing tells."""
        if self._is_cursor(each):
            return self._by_cursor(each)
        number, at, following = each.position.number, self.at, self.next_number
        if each.position.kind is None:
            number, at = self._by_unknown_parameter(each)
            following = at + 1
        if number is None or at is None:
            return self._by_word(each)
        if number < at:
            return BACK
        alone = each.step in {ONWARD, MORE} and following not in self.numbers
        return ONWARD if number == following or alone else JUMP

    def _by_unknown_parameter(self, each: Candidate) -> tuple[int | None, int]:
        """The number that a parameter of no known name has in an address, and the one that it has in ours."""
        mine = dict(self.own.params)
        for name, value in each.position.changed(self.own):
            if value.isascii() and value.isdigit():
                return int(value), int(mine[name]) if mine.get(name, "").isdigit() else 1
        return None, 1

    def _is_cursor(self, each: Candidate) -> bool:
        number = each.position.number
        if each.position.kind == CURSOR:
            return True
        near = number is not None and self.ids and abs(number - self.ids[0]) <= _NEAR_AN_ID
        return each.position.kind == OFFSET and bool(near) and (number or 0) > _NEAR_AN_ID and each.number is None

    def _by_cursor(self, each: Candidate) -> str | None:
        """A cursor at the oldest article of the page leads onward; one at the newest leads back."""
        if each.number is not None and (at := self._printed_at()):
            return BACK if each.number < at else ONWARD if each.number == at + 1 else JUMP
        number = each.position.number
        if number is not None and len(self.ids) > 1 and each.step not in {FIRST, LAST}:
            if number <= self.ids[0] + 1:
                return ONWARD
            if number >= self.ids[-1]:
                return BACK
        return self._by_word(each)

    def _printed_at(self) -> int | None:
        """Our own number, as the numbers printed leave it out: 3 between 1, 2 and 4."""
        if self.own.kind is None and not self.own.params:
            return 1
        printed = sorted({each.number for each in self.found if each.number is not None} | {1})
        gaps = [one + 1 for one, other in pairwise(printed) if other == one + 2]
        return gaps[0] if len(gaps) == 1 else None

    def _by_word(self, each: Candidate) -> str | None:
        step = each.step
        if step in {ONWARD, MORE}:
            return ONWARD
        if step in {BACK, FIRST}:
            return BACK
        if step == LAST:
            return JUMP
        if step in {PREVIOUS, ARROW} and self.first and len(self.found) == 1:
            return ONWARD  # from the first page there is no way back
        if step == PREVIOUS:
            if self.steps & {ONWARD, MORE}:
                return BACK
            return ONWARD if BACK in self.steps else None
        return None
