"""Whether a first page from which nothing leads on is all of its section, or its page links are missing.

No page tells by itself, and earlier runs have walked nothing that would be missed. But pages that end where their sections do are of any length,
those that a program cuts are of one; and articles of a section that other pages lead to, older than its last row, stand on no page of its own.
"""

from collections import Counter
from collections.abc import Iterable, Mapping

from buratha.walks.holes import LAST
from buratha.walks.leg import Leg

_ALIKE = 3
"""So many sections' only pages of the very same length, as long as any first page, are cut: no accident."""
_SHORTEST = 10
"""Shorter pages may be of one length by accident: a young site has the same few articles in each section."""
OLDER = 5
"""So many older articles of a section that its listing does not name; a few may have been taken from it and be linked still."""


def lone(legs: Mapping[str, Leg]) -> set[str]:
    """Of the sections' first ways down, those that no run had gone before and that ended on a first page without page links."""
    ended = {section: leg for section, leg in legs.items() if leg.end == LAST and not leg.remains}
    return {section for section, leg in ended.items() if leg.read == 1 and leg.lacks_links and leg.below is None}


def of_one_length(legs: Mapping[str, Leg], alone: Iterable[str]) -> set[str]:
    """Of those, the sections whose page was cut, by its length."""
    lengths = {section: length for section, leg in legs.items() if (length := leg.survey.lengths.first) is not None}
    longest = max(lengths.values(), default=0)
    found = Counter(lengths.get(section) for section in alone)
    is_cut = longest >= _SHORTEST and found[longest] >= _ALIKE
    return {section for section in alone if lengths.get(section) == longest} if is_cut else set()
