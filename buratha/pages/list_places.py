"""At which place in a listing's markup an article is named: what tells one list of a page from another, on this page and on the next.

A place is the kinds of the elements around a link, innermost first. The rows of one list may differ: every second one has another colour,
the first is larger, each has the tags of its story in its class. So a row is told by its element alone, and what is around it by classes too.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice

from lxml import etree

_NEAR = 8
_LONGEST = 60
_DIGITS = re.compile(r"\d+")
_LETTERS = frozenset({"font", "b", "strong", "i", "em", "u", "big", "small"})
"""Elements that print letters another way. Where one is left open, all that follows stands in it."""
_SEVERAL = -1


class Places:
    """The places of one page, worked out as they are asked for, from the links that name its articles."""

    def __init__(self, named: Iterable[tuple[int, etree._Element]]) -> None:
        """Learn which elements name one article and no other."""
        self._places: dict[etree._Element | None, str] = {}
        self._names: dict[etree._Element, int] = {}
        for number, element in named:
            for around in element.iterancestors():
                before = self._names.setdefault(around, number)
                if before == _SEVERAL:
                    break
                if before != number:
                    self._names[around] = _SEVERAL

    def of(self, link: etree._Element) -> str:
        """The kinds of the elements around a link, as far as they tell one list from another."""
        parent = link.getparent()
        if parent not in self._places:
            self._places[parent] = "/".join(self._kind(around) for around in islice(_around(link), _NEAR))
        return self._places[parent]

    def _kind(self, element: etree._Element) -> str:
        return f"{element.tag}." if self._is_row(element) else _kind(element.tag, element.get("class", ""))

    def _is_row(self, element: etree._Element) -> bool:
        """Whether an element has one article, and what is around it has others."""
        parent = element.getparent()
        return self._names.get(element) != _SEVERAL and parent is not None and self._names.get(parent) == _SEVERAL


def _around(link: etree._Element) -> Iterator[etree._Element]:
    """The elements around a link, but for those of letters, and for the rows above its own in a table whose cells were never closed."""
    is_left_open = False
    for element in link.iterancestors():
        if element.tag == "tr":
            parent = element.getparent()
            is_left_open = parent is not None and parent.tag in _LETTERS | {"td", "th"}
        if not is_left_open and element.tag not in _LETTERS:
            yield element


@lru_cache(maxsize=4096)
def _kind(tag: str, names: str) -> str:
    return f"{tag}.{_DIGITS.sub('#', names)[:_LONGEST]}"
