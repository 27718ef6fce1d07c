"""The walk through one listing, page by page: when to go on, and where. A listing whose end is faked must not keep it going."""

from collections import Counter

from buratha.pages.listing import Listing, PageLink

EMPTY = "no_articles"
NOTHING_NEW = "nothing_new"
LIMIT = "limit"
LAST = "no_further_page"
PATIENCE = 20
"""So many pages in a row may name only articles that are known, as when a long box on the first page named them already."""

_Ids = frozenset[int]


class Walk:
    """What is known of one listing in this run."""

    def __init__(self, most: int | None = None) -> None:
        """Begin with the first page asked for; at most ``most`` pages are ever asked for."""
        self.read = 0
        self.asked = 1
        self.limited = False
        self._most = most
        self._pages: set[str] = set()
        self._known: set[int] = set()
        self._lists: dict[str, set[_Ids]] = {}
        self._brought: Counter[str] = Counter()
        self._in_vain = 0

    def take(self, listing: Listing) -> str | None:
        """Take note of a page; gives why the walk does not go on from it, or None when it does.

        Beyond its end a server may send the last page again, or the first, or an empty one, around which boxes may change each
        time. So the walk ends where every list on the page was there before, or where the one was that brought most so far. That
        its articles are known is no sign: a box may have named them.
        """
        self.read += 1
        lists = {place: frozenset(ids) for place, ids in listing.lists.items()}
        if not lists:
            return EMPTY
        repeated = {place for place, ids in lists.items() if ids in self._lists.get(place, ())}
        main = self._brought.most_common(1)
        self._remember(lists)
        if len(repeated) == len(lists) or (main and main[0][0] in repeated) or self._in_vain > PATIENCE:
            return NOTHING_NEW
        return None

    def _remember(self, lists: dict[str, _Ids]) -> None:
        new = {place: len(ids - self._known) for place, ids in lists.items()}
        self._in_vain = 0 if any(new.values()) else self._in_vain + 1
        if self.read > 1:
            self._brought.update(new)
        for place, ids in lists.items():
            self._lists.setdefault(place, set()).add(ids)
        self._known.update(*lists.values())

    def onward(self, pages: list[PageLink], url: str, number: int) -> list[PageLink]:
        """Of the pages linked on page ``number`` at ``url``, those to ask for: forward before back, each once, none beyond the limit."""
        self._pages.add(url)
        chosen = []
        for page in sorted(pages, key=lambda page: _turn(page, number)):
            if page.url in self._pages:
                continue
            if self._most is not None and self.asked >= self._most:
                self.limited = True
                break
            self._pages.add(page.url)
            self.asked += 1
            chosen.append(page)
        return chosen


def _turn(page: PageLink, number: int) -> tuple[int, int]:
    """In which turn a page is asked for: those after this one in order, those without a number, those before it."""
    if page.number is None:
        return 1, 0
    return (0, page.number) if page.number > number else (2, -page.number)
