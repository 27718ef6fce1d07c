"""The pages of some doubtful records, kept while a run goes on and drawn at its end: what whoever is on call would otherwise have to fetch."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from buratha.feedfiles import whole
from buratha.items import Article
from buratha.pages.layouts import Layouts
from buratha.pages.repetition import Repetition
from buratha.probe.looking import Fetched, look_back
from buratha.probe.picture import picture
from buratha.reader import PageToRead

MOST = 20
"""So many pages of a run are drawn."""
_MOST_ALIKE = 3
"""So many of them with the same layout and the same doubts."""
_NOTE = (
    "Pages of records that were delivered with doubts, as they came. They are read here with all that the run has learnt of what repeats, "
    "so a doubt that the record has may be gone."
)


class Doubted:
    """Keeps the pages of doubtful records that reached the feeds: a bounded number, of as many kinds as there are."""

    def __init__(self) -> None:
        """Begin with none."""
        self._offered: dict[int, PageToRead] = {}
        self._kinds: Counter[tuple[str, ...]] = Counter()
        self.pages: dict[int, PageToRead] = {}

    def offer(self, article: Article, page: PageToRead) -> None:
        """Hold on to the page of an article that has just been read, until it is known whether it is delivered."""
        if article.doubts and len(self.pages) < MOST and self._kinds[_kind(article)] < _MOST_ALIKE:
            self._offered[article.id] = page

    def settle(self, article: Article, *, is_delivered: bool) -> None:
        """Keep the page of an article that was delivered; let go of any other."""
        page = self._offered.pop(article.id, None)
        if page is not None and is_delivered and len(self.pages) < MOST and self._kinds[_kind(article)] < _MOST_ALIKE:
            self._kinds[_kind(article)] += 1
            self.pages[article.id] = page


def _kind(article: Article) -> tuple[str, ...]:
    return (article.layout, *article.doubts)


def draw(path: Path, pages: Sequence[PageToRead], memory: Repetition, layouts: Layouts | None, now: datetime) -> None:
    """Write a file with what the crawler makes of each page; under ``#id`` there is each article's.

    Raises:
        OSError: it cannot be written.

    """
    looks = [look_back(Fetched(page.url, page.body, page.content_type), memory, page.now, layouts) for page in pages]
    with whole(path) as file:
        file.write(picture(looks, [_NOTE], now).encode())
