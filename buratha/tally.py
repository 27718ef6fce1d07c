"""Counts the articles that reach the feeds: how their fields were found, which they lack, what is doubtful, how their pages are built."""

from heapq import heappop, heappush
from typing import Any

from scrapy.statscollectors import StatsCollector

from buratha.arabic.text import ends_in_dots
from buratha.checks.fields import WATCHED
from buratha.checks.layouts import IN_SECTION, OTHER
from buratha.checks.lengths import DOTS, WORDS, step_of
from buratha.checks.listings import AHEAD, NEWEST
from buratha.checks.sections import SECTION_EMPTY
from buratha.items import Article
from buratha.urls import ArticleAddress

MOST_DOUBTFUL = 200
"""So many doubtful records are named in a report."""
MOST_AHEAD = 50
"""So many articles of a section are counted that its listing does not name yet."""
_MOST_LAYOUTS = 200
"""So many layouts of a run are told apart."""
_LAYOUTS_SHOWN, _EXAMPLES = 50, 3


class Tally:
    """What is counted of a run's articles, in its stats and beside them."""

    def __init__(self) -> None:
        self.doubtful: list[dict[str, Any]] = []
        self._layouts: dict[str, dict[str, Any]] = {}
        self._newest: dict[str, list[int]] = {}
        """The greatest numbers of each section, as heaps."""

    @property
    def layouts(self) -> dict[str, dict[str, Any]]:
        """The layouts of most records, by fingerprint: how many records, and some of them."""
        found = sorted(self._layouts.items(), key=lambda row: -row[1]["records"])
        return dict(found[:_LAYOUTS_SHOWN])

    def count(self, article: Article, stats: StatsCollector) -> None:
        """Count an article."""
        stats.inc_value(f"buratha/articles/{article.section}")
        self._note_number(article)
        for name in WATCHED:
            if getattr(article, name) in (None, "", []):
                stats.inc_value(f"buratha/empty/{name}")
                stats.inc_value(f"{SECTION_EMPTY}{article.section}/{name}")
        for name, witness in article.witnesses.items():
            stats.inc_value(f"buratha/witness/{name}/{witness}")
        self._count_doubts(article, stats)
        self._count_layout(article, stats)
        is_new = article.revision == 1 or (
            article.first_seen is not None and article.first_seen == article.last_seen
        )  # one that was forgotten goes on counting
        if is_new and article.body:
            _count_length(article, stats)

    def _note_number(self, article: Article) -> None:
        numbers = self._newest.setdefault(article.section, [])
        heappush(numbers, article.id)
        if len(numbers) > MOST_AHEAD:
            heappop(numbers)

    def count_ahead(self, stats: StatsCollector) -> None:
        """Count, at the end of a run, what is newer than anything that its own section's listing named: other pages have told of it."""
        for section, numbers in self._newest.items():
            newest = stats.get_value(f"{NEWEST}{section}")
            if newest and (ahead := sum(number > newest for number in numbers)):
                stats.set_value(f"{AHEAD}{section}", ahead)

    def _count_doubts(self, article: Article, stats: StatsCollector) -> None:
        for doubt in article.doubts:
            stats.inc_value(f"buratha/doubt/{doubt}")
        if article.doubts:
            stats.inc_value("buratha/doubtful")
            if len(self.doubtful) < MOST_DOUBTFUL:
                self.doubtful.append(_named(article) | {"doubts": list(article.doubts)})

    def _count_layout(self, article: Article, stats: StatsCollector) -> None:
        layout = article.layout
        if not layout:
            return
        if layout not in self._layouts and len(self._layouts) >= _MOST_LAYOUTS:
            stats.inc_value(f"buratha/layout/{OTHER}")
            return
        stats.inc_value(f"buratha/layout/{layout}")
        stats.inc_value(f"{IN_SECTION}{article.section}/{layout}")
        seen = self._layouts.setdefault(layout, {"records": 0, "examples": []})
        seen["records"] += 1
        if len(seen["examples"]) < _EXAMPLES:
            seen["examples"].append(_named(article))


def _count_length(article: Article, stats: StatsCollector) -> None:
    stats.inc_value(f"{WORDS}{article.section}/{step_of(len(article.body.split()))}")
    if ends_in_dots(article.body):
        stats.inc_value(DOTS)


def _named(article: Article) -> dict[str, Any]:
    read = ArticleAddress(article.id, article.section_in_address or article.section).url
    return {"id": article.id, "url": article.url, "title": article.title, "read": read}
