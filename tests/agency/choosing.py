"""Which layout a page gets."""

from collections.abc import Callable, Mapping
from datetime import datetime

from tests.agency.articles import Article
from tests.agency.render import Layout, layouts
from tests.agency.timeline import moment_of

MIXED = "mixed"
"""Each article in a layout of its own year: what an archive of many years looks like."""


def chooser(layout: str | Callable[[Article], str]) -> Callable[[Article], Layout]:
    """Return what chooses the layout of an article: a layout's name, `mixed`, or a function that gives the name.

    Raises:
        ValueError: there is no layout of this name.
    """
    known = layouts()
    if callable(layout):
        return lambda article: named(known, layout(article))
    if layout == MIXED:
        return lambda article: by_era(known, article)
    chosen = named(known, layout)
    return lambda _: chosen


def named(known: Mapping[str, Layout], name: str) -> Layout:
    """Return the layout of a name.

    Raises:
        ValueError: there is none.
    """
    if name not in known:
        message = f"no layout is called {name!r}; there are {', '.join((MIXED, *known))}"
        raise ValueError(message)
    return known[name]


def by_era(known: Mapping[str, Layout], article: Article) -> Layout:
    """Return a layout of the article's year, or of the nearest year that has one; held-out layouts are left out."""
    year = year_of(article)
    usable = [each for each in known.values() if not each.held_out]
    nearest = min(_distance(each, year) for each in usable)
    candidates = [each for each in usable if _distance(each, year) == nearest]
    return candidates[article.id % len(candidates)]


def year_of(article: Article) -> int:
    """Return the year an article came out: as its page says, or by its id where the page says nothing."""
    return datetime.fromisoformat(article.published).year if article.published else moment_of(article.id).year


def _distance(layout: Layout, year: int) -> int:
    return max(layout.years.start - year, year - layout.years.stop + 1, 0)
