"""The agency's articles while it is open: tests publish, edit and withdraw while the server answers."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from threading import Lock
from typing import Final

from tests.agency.articles import Article
from tests.agency.blocks import block
from tests.agency.furniture import sections_of
from tests.agency.generated import generate

CORRECTION: Final = "تصحيح من التحرير: ورد في النص السابق رقم غير دقيق وقد أعيد نشره بعد التحقق منه."
"""What an edit adds to a story unless told otherwise."""

_NEIGHBOURS: Final = 300
_ROOM: Final = 40
"""New articles take one of so many ids each: between them are numbers that were never given."""


@dataclass(frozen=True)
class Stock:
    """The articles of one moment, newest first; never changed."""

    articles: list[Article]

    @cached_property
    def by_id(self) -> dict[int, Article]:
        """Every article by its id."""
        return {article.id: article for article in self.articles}

    @cached_property
    def by_section(self) -> dict[str, list[Article]]:
        """The articles of every section in the menu, newest first."""
        found: dict[str, list[Article]] = {section: [] for section in self.sections}
        for article in self.articles:
            found[article.section].append(article)
        return found

    @cached_property
    def sections(self) -> dict[str, str]:
        """The menu: the known sections, and those that only the articles know."""
        return sections_of(self.articles)

    @cached_property
    def neighbours(self) -> list[Article]:
        """The articles that the boxes of every page link to."""
        return self.articles[:_NEIGHBOURS]


class Newsroom:
    """What changes of an agency: its stock of articles. Safe to use from any thread while the server runs."""

    def __init__(self, articles: Iterable[Article]) -> None:
        """Open with some articles.

        Raises:
            ValueError: there are none, or two have one id.
        """
        self._lock = Lock()
        self.requests: Counter[str] = Counter()
        self.stock = self._checked(list(articles))

    @staticmethod
    def _checked(articles: list[Article]) -> Stock:
        if not articles:
            raise ValueError("an agency needs at least one article")
        if len({article.id for article in articles}) < len(articles):
            raise ValueError("two articles have the same id")
        return Stock(sorted(articles, key=lambda article: -article.id))

    @property
    def articles(self) -> list[Article]:
        """What is published now, newest first."""
        return list(self.stock.articles)

    @property
    def total(self) -> int:
        """How many requests came, of any kind."""
        return sum(self.requests.copy().values())

    def publish(self, *articles: Article) -> None:
        """Add articles.

        Raises:
            ValueError: an id is taken.
        """
        with self._lock:
            self.stock = self._checked([*self.stock.articles, *articles])

    def publish_new(self, count: int, seed: int = 1) -> list[Article]:
        """Make up articles newer than all others, publish and return them."""
        first = self.stock.articles[0].id + 1
        made = generate(count, seed, first_id=first, last_id=first + _ROOM * count)
        self.publish(*made)
        return made

    def edit(self, number: int, addition: str = CORRECTION) -> Article:
        """Add a paragraph to a story; returns what is published now.

        Raises:
            KeyError: there is no such article.
        """
        article = self.stock.by_id[number]
        return self.change(replace(article, blocks=(*article.blocks, block("paragraph", text=addition))))

    def change(self, article: Article) -> Article:
        """Put an article in the place of the one with its id; returns it.

        Raises:
            KeyError: there is no such article.
        """
        with self._lock:
            others = [each for each in self.stock.articles if each.id != article.id]
            if len(others) == len(self.stock.articles):
                raise KeyError(article.id)
            self.stock = self._checked([*others, article])
        return article

    def withdraw(self, *numbers: int) -> None:
        """Take articles away; from now on they are as if they had never been."""
        with self._lock:
            self.stock = self._checked([article for article in self.stock.articles if article.id not in numbers])
