"""A page with the evidence for each of its lines: what every witness holds against one."""

import itertools
from dataclasses import dataclass, field

from buratha.pages.fragments import Fragment
from buratha.pages.lines import Line, Node, Page
from buratha.pages.wording import leaning
from buratha.urls import ArticleAddress, linked_article

_LABEL_WORDS = 7
_MOST_LEVELS = 60


class Evidence:
    """What is held against one line. ``fixed``: it repeats at its place, ``seldom`` if on two pages; ``tail``: the agency's own wording of the tail.

    ``anothers``: it tells what another story is about, below its headline; ``message``: a program has printed it when it failed.
    ``against``: any strong witness speaks against the line.
    """

    __slots__ = ("against", "anothers", "exhausted", "fixed", "key", "link", "message", "navigation", "outside", "recurrent", "seldom", "tail")

    def __init__(
        self, key: str = "", *, fixed: bool = False, tail: bool = False, navigation: bool = False, link: bool = False, outside: bool = False,
        recurrent: bool = False, exhausted: bool = False, message: bool = False,
    ) -> None:  # fmt: skip
        self.key = key
        self.fixed = fixed
        self.tail = tail
        self.navigation = navigation
        self.link = link
        self.outside = outside
        self.recurrent = recurrent
        self.exhausted = exhausted
        self.message = message
        self.seldom = self.anothers = False
        self.against = fixed or tail or navigation or recurrent or message

    def acquit(self) -> None:
        """Hold no longer against the line that other pages have it too."""
        self.fixed = self.recurrent = self.seldom = False
        self.against = self.tail or self.navigation or self.message

    @property
    def leaning(self) -> str | None:
        """The group of furniture words that the line is full of."""
        return leaning(self.key)

    @property
    def why(self) -> str:
        """The strongest witness against the line, for a person."""
        if self.tail:
            return "wording"
        if self.fixed:
            return "repeats"
        if self.message:
            return "message"
        if self.navigation:
            return "navigation"
        if self.recurrent or self.exhausted:
            return "comes again"
        return "link" if self.link else self.leaning or ""


@dataclass(slots=True)
class Judged:
    """A page with the evidence for each of its lines."""

    page: Page
    url: str
    address: ArticleAddress | None
    evidence: list[Evidence]
    barriers: list[int] = field(default_factory=list)
    runs: list[list[Fragment]] = field(default_factory=list)
    surplus: frozenset[int] = frozenset()
    dated: frozenset[int] = frozenset()
    learnt: bool = False
    """Whether enough pages of this one's layout are known to tell what repeats on it."""
    facts: frozenset[int] = frozenset()
    """Lines of tables of facts about the article."""
    prose: int = 0
    """How many words stand in lines that are too long for labels, and no links."""
    anothers: dict[tuple[int, int], bool] = field(default_factory=dict)
    """Whether a line is another story's than that under a title, once it was asked."""
    next_stories: dict[int, int | None] = field(default_factory=dict)
    """Where another whole story begins below that under a title, once it was asked for."""
    _prose_in: dict[Node, int] | None = None

    @property
    def lines(self) -> list[Line]:
        """The page's lines."""
        return self.page.lines

    def prose_in(self, block: Node) -> int:
        """How many of these words a block holds; counted for all blocks at once, since many are asked for."""
        if self._prose_in is None:
            self._prose_in = {}
            for line in self.page.lines:
                if is_prose(line):
                    for node in itertools.islice(line.node.ancestors(), _MOST_LEVELS):
                        self._prose_in[node] = self._prose_in.get(node, 0) + line.words
        return self._prose_in.get(block, 0)

    def above(self, index: int) -> Line | None:
        """The nearest line with a text above a line."""
        return next((self.lines[at] for at in range(index - 1, -1, -1) if self.lines[at].key), None)

    def links_to_other_article(self, line: Line) -> bool:
        """Whether the line links to an article that is not this one."""
        for link in line.links:
            address = linked_article(self.url, link.target)
            if address and (self.address is None or address.id != self.address.id):
                return True
        return False


def is_prose(line: Line) -> bool:
    """Whether a line is too long for a label, and no link."""
    return line.words > _LABEL_WORDS and not line.is_link
