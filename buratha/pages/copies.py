"""Whether a page tells the very story of a page before it: the same text under another number would be learnt as what every page has."""

from collections import Counter, OrderedDict, defaultdict
from collections.abc import Callable
from typing import Final

from buratha.pages.page import Line, Page, masked

_SHORTEST: Final = 3
"""Words; shorter lines are labels and names."""
_PARAGRAPH, _PARAGRAPHS, _A_STORY = 20, 4, 150
"""So many lines of more words than that, of so many together, are a story even under another headline; what a site prints below all is shorter."""
_MOST_LINES: Final = 20_000
_MOST_PAGES: Final = 2_000
_LEAST_WORDS: Final = 60
"""What is shorter is rather an apology or a notice that the server sends for many articles, and that has to be learnt."""
_MOST_COPIES: Final = 10
"""No story is told under more numbers."""
_NEWS: Final = 0.25
"""Beside the story, a copy may have so much else that is new: comments, a box that rotates."""
_NEWS_UNTITLED: Final = 0.05
"""Where the page's own title does not tell one story from another."""


class Copies:
    """The lines of the pages met lately, each with the page that had it first."""

    def __init__(self) -> None:
        self._first: OrderedDict[str, int] = OrderedDict()
        self._titles: OrderedDict[int, str] = OrderedDict()
        self._times: Counter[str] = Counter()
        self._copied: Counter[int] = Counter()
        self._pages = 0

    def is_copy(self, page: Page, is_known: Callable[[Line], bool]) -> bool:
        """Whether all that this page tells was told by one page before it; else its lines are remembered. ``is_known``: what is furniture already."""
        told = {line.level: line.words for line in page.lines if line.words >= _SHORTEST and not line.is_link and not is_known(line)}
        title = masked(page.title)
        shared: defaultdict[int, list[int]] = defaultdict(list)
        new = 0
        for level, words in told.items():
            first = self._first.get(level)
            if first is None:
                new += words
            else:
                shared[first].append(words)
        if shared:
            other = max(shared, key=lambda number: sum(shared[number]))
            if self._is_copy_of(other, shared[other], new, title):
                self._copied[other] += 1
                return self._copied[other] <= _MOST_COPIES
        self._remember(told, title)
        return False

    def _is_copy_of(self, other: int, shared: list[int], new: int, title: str) -> bool:
        if sum(shared) < _LEAST_WORDS:
            return False
        if self._titles.get(other) != title:
            is_a_story = sum(words > _PARAGRAPH for words in shared) >= _PARAGRAPHS and sum(shared) >= _A_STORY
            return is_a_story and new <= _NEWS * sum(shared)
        is_titled = bool(title) and self._times[title] == 1
        return new <= (_NEWS if is_titled else _NEWS_UNTITLED) * sum(shared)

    def _remember(self, told: dict[str, int], title: str) -> None:
        self._pages += 1
        self._titles[self._pages] = title
        self._times[title] += 1
        for level in told:
            self._first.setdefault(level, self._pages)
        while len(self._first) > _MOST_LINES:
            self._first.popitem(last=False)
        if len(self._titles) > _MOST_PAGES:
            number, forgotten = self._titles.popitem(last=False)
            self._copied.pop(number, None)
            self._times[forgotten] -= 1
            if not self._times[forgotten]:
                del self._times[forgotten]
