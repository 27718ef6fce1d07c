"""What presses have asked for and did not get: whether rows are missing amid those that came, or at the end of them.

A script may count on before its fetch is answered. Then the next press asks for what comes after it, and brings that: only an answer to the very
same request makes good for one that was lost.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from time import time
from typing import Final, NamedTuple, Self
from urllib.parse import urlsplit

from playwright.async_api import Request

_DIGITS: Final = re.compile(r"\d+")
_STAMP: Final = re.compile(r"(?<![\w.])(?:0\.\d{6,}|\d{10}(?:\d{3})?)(?![\w.])")
"""What may be a random number or the time, in seconds or thousandths, with which a script keeps a cache from answering."""
_NOW: Final = 3600
"""So many seconds around this moment a time is taken for one; any other may tell from where on rows are wanted."""


class Asked(NamedTuple):
    """A request of a script's. ``kind`` is the same for all that ask for pages of one listing."""

    whole: str
    kind: str

    @classmethod
    def by(cls, request: Request) -> Self:
        """Name a request; one that was redirected by its first address."""
        while request.redirected_from is not None:
            request = request.redirected_from
        whole = f"{request.method} {request.url.partition('#')[0]} {request.post_data_buffer or b''!r}"
        return cls(_STAMP.sub(_without_now, whole), f"{request.method} {_DIGITS.sub('', urlsplit(request.url).path)}")


def _without_now(found: re.Match[str]) -> str:
    return "" if found[0].startswith("0.") or abs(int(found[0][:10]) - time()) < _NOW else found[0]


@dataclass(slots=True)
class Losses:
    """Takes note of every press on one page: what it asked for, by whether it was answered, and whether it brought anything."""

    _had: dict[str, set[str]] = field(default_factory=dict)
    """What was answered when rows came, by kind: what brings them is of these."""
    _alone: set[str] = field(default_factory=set)
    """Kinds that have brought rows with no other one answered."""
    _needless: set[str] = field(default_factory=set)
    """Kinds that failed while rows came by another one: counters and statistics, which a press may send along with each page."""
    _failed: set[Asked] = field(default_factory=set)
    """What was not answered since rows came last."""
    _empty: set[Asked] = field(default_factory=set)
    """What was answered with nothing since then: the end of the listing, if no more comes."""
    _amid: set[Asked] = field(default_factory=set)
    """Both, where rows have come below."""

    def brought(self, asked: Mapping[Asked, bool]) -> None:
        """A press has brought rows; what came to nothing before it was not the end."""
        answered = {each for each, is_answered in asked.items() if is_answered}
        for each in answered:
            self._had.setdefault(each.kind, set()).add(each.whole)
        self._tell_kinds_apart({each.kind for each in asked}, {each.kind for each in answered})
        self._amid |= self._failed | self._empty | asked.keys()
        self._amid -= answered
        self._failed, self._empty = set(), set()

    def came_to_nothing(self, asked: Mapping[Asked, bool], *, is_wrong: bool = False) -> None:
        """A press has brought nothing; ``is_wrong``: though it was answered, the page takes that for an error."""
        answered = {each for each, is_answered in asked.items() if is_answered and not is_wrong}
        self._failed |= asked.keys()
        self._failed -= answered
        self._amid -= answered
        self._empty |= answered

    def came_to_its_end(self) -> None:
        """The button is not pressed any more: what it got nothing by is the end of what it brings."""
        self._empty.clear()

    @property
    def are_amid(self) -> bool:
        """Whether something is lost above rows that came."""
        return any(self._may_bring(each.kind) for each in self._amid)

    @property
    def are_at_the_end(self) -> bool:
        """Whether something is lost below all that came."""
        return any(not self._had or self._may_bring(each.kind) for each in self._failed)

    def _tell_kinds_apart(self, asked: set[str], answered: set[str]) -> None:
        """A press has brought rows. Only a kind that asks for another page each time tells that they came by it, and by none that failed.

        A page may show rows that it has had since the press before, while what asks for the next fails and a counter, always the same, is answered.
        """
        if len(answered) == 1:
            self._alone |= answered
        if any(len(self._had[kind]) > 1 for kind in answered):
            self._needless |= asked - answered

    def _may_bring(self, kind: str) -> bool:
        return kind in self._had and (kind in self._alone or kind not in self._needless)
