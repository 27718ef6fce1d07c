"""Numbers that the lists of two sections give to different stories: an article is known by its number alone, so only one of them can be held.

Only what a section's own listing says of its own articles counts, and only headlines that have hardly a word in common: one that was shortened
or corrected, or a story that was moved to another section, is no second story.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from buratha.arabic.folding import fold
from buratha.archive.listed_titles import are_unlike
from buratha.pages.listing import Listing

_MOST = 50_000
"""So many rows are remembered, those that were read last; a larger part of a first crawl would take too much memory."""


@dataclass(frozen=True, slots=True)
class SharedNumber:
    """A number, and two rows that name it, each with its section."""

    id: int
    sections: tuple[str, str]
    titles: tuple[str, str]


class SharedNumbers:
    """What one run has found."""

    def __init__(self) -> None:
        self._rows: dict[int, tuple[str, str]] = {}
        self._told: set[int] = set()

    def take(self, section: str, listing: Listing) -> Iterator[SharedNumber]:
        """Take note of a page of a section's listing; gives the numbers that another section's has for another story, each once in a run."""
        for article in listing.articles:
            if article.section != section:
                continue
            other, earlier = self._rows.pop(article.id, (section, article.title))
            self._rows[article.id] = (section, article.title)
            if other != section and article.id not in self._told and are_unlike(fold(earlier), fold(article.title)):
                self._told.add(article.id)
                yield SharedNumber(article.id, (other, section), (earlier, article.title))
        while len(self._rows) > _MOST:
            del self._rows[next(iter(self._rows))]
