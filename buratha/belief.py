"""Whether a run's article pages that came to nothing are believed, or the site was not well: then the next run asks for them again.

A page without a story is an answer once, amid good ones. A robot wall, a notice of maintenance or a broken template answers for all articles,
or says one and the same thing for several. A reason that is no page's own says nothing of the article.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from buratha.archive.disbelief import InVain
from buratha.archive.lost_texts import TEXT_LOST
from buratha.failures import FORBIDDEN, NOT_BY_NUMBER, NOT_RECORDED, RECORD, WITHDRAWN
from buratha.pages.lines import Page

SHARE = 0.25
"""So many for each one that was read are no coincidence: of a day's twenty articles four or more, of a first crawl's ten thousand two thousand."""
FEW = 3
"""Fewer are a coincidence, whatever their share: two of five may be two pictures without a word."""
NONE_CAME = 2
"""So many are enough where none of the articles that nobody had has come: nothing shows that the site is well. One alone is its own matter."""
MANY = 20
"""So many are enough where not one page was read at all, also if earlier runs were refused them amid good pages."""
SAME_TEXT = 3
"""So many articles with one and the same text: it is the site's, not theirs. Two may be two empty posts."""
_MOST_TEXTS = 1000
"""So many texts of a run are told apart."""
_DIGIT = re.compile(r"\d")
"""In a word: the number of a request, the time, an address: what makes a wall's pages differ."""

_NOT_THE_SITES = frozenset({FORBIDDEN, NOT_BY_NUMBER, NOT_RECORDED, "not_found", WITHDRAWN})
"""Reasons that say nothing of how well the site is. Of articles that do not exist there may be many; they are judged by themselves."""


def is_unwell(found: Iterable[InVain], *, new: int, again: int) -> bool:
    """Whether so much of what was asked for came to nothing that the site is to blame.

    ``new``: articles that nobody had and that were read; ``again``: held ones that were read once more.
    """
    counted = [each for each in found if _is_the_sites(each.reason)]
    held = sum(each.count for each in counted if each.is_held)
    missing = sum(each.count for each in counted if not each.is_held)
    fresh = sum(each.count for each in counted if not each.is_held and each.is_fresh)
    return (
        (not new and not again and held + missing > MANY)
        or (not new and fresh >= NONE_CAME)
        or (fresh >= FEW and fresh > SHARE * new)
        or (held >= FEW and held > SHARE * again)
    )


def missing_too_often(found: Iterable[InVain], *, listed: int, kept: int, again: int) -> set[str]:
    """The reasons for which a server has none of very many articles that it should have; none where that is to be believed.

    ``listed``: so many of them are more than old links. ``kept``: articles that were new or edited; ``again``: held ones that were read once more.
    What no listing names any more was withdrawn, unless hardly any article comes that was read not long ago.
    """
    fresh = Counter[str]()
    for each in found:
        fresh[each.reason] += each.count if each.is_fresh else 0
    withdrawn = fresh[WITHDRAWN] if fresh[WITHDRAWN] > again else 0
    missing = min(fresh["not_found"], listed) + withdrawn
    is_too_often = missing > MANY and missing > kept * SHARE
    return {"not_found", *([WITHDRAWN] if withdrawn else [])} if is_too_often else set()


def are_texts_lost(found: Iterable[InVain]) -> bool:
    """Whether so many held articles came back without their text, and had it the last time, that it is not theirs alone."""
    return sum(each.count for each in found if each.reason == TEXT_LOST and each.is_fresh) >= FEW


def not_the_articles(found: Iterable[InVain]) -> set[str]:
    """The reasons that are not believed in a run in which the site was not well."""
    return {each.reason for each in found if _is_the_sites(each.reason)}


def _is_the_sites(reason: str) -> bool:
    return reason not in _NOT_THE_SITES and not reason.startswith(RECORD)


class Texts:
    """The texts of a run's pages without an article, and whose they are."""

    def __init__(self) -> None:
        self._ids: dict[int, list[int]] = {}

    def note(self, number: int, page: Page) -> None:
        """Take note of an article's page."""
        key = hash(tuple(word for line in page.lines for word in line.text.split() if not _DIGIT.search(word)))
        if key in self._ids or len(self._ids) < _MOST_TEXTS:
            self._ids.setdefault(key, []).append(number)

    def shared(self) -> list[Sequence[int]]:
        """The articles of each text that several have."""
        return [ids for ids in self._ids.values() if len(ids) >= SAME_TEXT]
