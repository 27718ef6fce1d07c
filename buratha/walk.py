"""The walk through one listing, page by page: when to go on, and where. A listing whose end is faked must not keep it going."""

from collections import Counter

from buratha.pages.listing import Listing, PageLink

EMPTY = "no_articles"
NOTHING_NEW = "nothing_new"
LIMIT = "limit"
LAST = "last_page"


class Walk:
    """What is known of one listing in this run."""

    def __init__(self, most: int | None = None) -> None:
        """Begin with the first page asked for; at most ``most`` pages are ever asked for."""
        self.read = 0
        self.asked = 1
        self.limited = False
        self._most = most
        self._pages: set[str] = set()
        self._seen: set[int] = set()
        self._brought: Counter[str] = Counter()

    def take(self, listing: Listing) -> str | None:
        """Take note of a page; gives why the walk does not go on from it, or None when it does.

        Beyond its end a server may send the last page again, or the first, or an empty one, and boxes on it may name other
        articles each time. So a page ends the walk when it names no article, none that is new, or when the list that brought most
        of the new ones so far brings none.
        """
        self.read += 1
        places: dict[str, set[int]] = {}
        for article in listing.articles:
            places.setdefault(article.place, set()).add(article.id)
        if not places:
            return EMPTY
        fresh = {place: len(ids - self._seen) for place, ids in places.items()}
        self._seen.update(*places.values())
        if not any(fresh.values()):
            return NOTHING_NEW
        main = self._main_place()
        if main is not None and fresh.get(main) == 0:
            return NOTHING_NEW
        if self.read > 1:
            self._brought.update(fresh)
        return None

    def onward(self, listing: Listing, url: str, number: int) -> list[PageLink]:
        """The pages to ask for after page ``number`` at ``url``: forward before back, each once, none beyond the limit."""
        self._pages.add(url)
        chosen = []
        for page in sorted(listing.pages, key=lambda page: _turn(page, number)):
            if page.url in self._pages:
                continue
            if self._most is not None and self.asked >= self._most:
                self.limited = True
                break
            self._pages.add(page.url)
            self.asked += 1
            chosen.append(page)
        return chosen

    def _main_place(self) -> str | None:
        """Where on the page the list stands: the place that has brought the most articles after the first page."""
        ranked = self._brought.most_common(1)
        return ranked[0][0] if ranked and ranked[0][1] else None


def _turn(page: PageLink, number: int) -> tuple[int, int]:
    """In which turn a page is asked for: those after this one in order, those without a number, those before it."""
    if page.number is None:
        return 1, 0
    return (0, page.number) if page.number > number else (2, -page.number)
