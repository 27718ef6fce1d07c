"""Whether a listing's page lists as many articles as usual, those in boxes left aside."""

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from buratha.checks import thresholds
from buratha.checks.case import Case, Stats, listed
from buratha.checks.finding import WARNING, Check

_LISTED, _PAGES, _ARTICLES = "buratha/list/rows/", "buratha/list/pages/", "buratha/articles/"


def _a_page(stats: Stats, section: str) -> float | None:
    pages = stats[_PAGES + section]
    return stats[_LISTED + section] / pages if pages else None


def _articles_a_page(case: Case) -> str | None:
    strange = []
    for section in sorted(case.run.stats.below(_PAGES)):
        now = _a_page(case.run.stats, section)
        found = [_a_page(day.stats, section) for day in case.earlier]
        before = [number for number in found if number is not None]
        if now is None or len(before) < thresholds.FEWEST_DAYS:
            continue
        if _is_few(now, before) or _is_many(now - _grown_by(case, section), before):
            strange.append(f"{section} {now:.0f} (usually {median(before):.0f})")
    return f"articles on a listing's page: {listed(strange)}" if strange else None


def _is_few(now: float, before: Sequence[float]) -> bool:
    usual = median(before)
    return now * thresholds.LISTED_FACTOR <= usual and usual - now >= thresholds.LISTED_STEP


def _is_many(now: float, before: Sequence[float]) -> bool:
    """Whether it is many even beside the longest page of the days before: the one page of a young section grows day by day."""
    most = max(before)
    return now >= most * thresholds.LISTED_FACTOR and now - most >= thresholds.LISTED_STEP


def _grown_by(case: Case, section: str) -> float:
    """How many articles the day may have added to a page; none where the listing has pages enough, or was full, as old ones leave it then."""
    return 0.0 if _has_several_pages(case, section) or _was_full(case, section) else case.today.stats[_ARTICLES + section]


def _has_several_pages(case: Case, section: str) -> bool:
    return any(run.stats[_PAGES + section] > 1 for day in case.earlier for run in day.runs)


def _was_full(case: Case, section: str) -> bool:
    """Whether articles came to the section on days on which its page did not grow; a few may have been old ones that were edited."""
    newest_first = [(_a_page(day.stats, section), day.stats[_ARTICLES + section]) for day in case.earlier]
    stood = [came for (page, came), (earlier, _) in pairwise(newest_first) if page is not None and earlier is not None and page <= earlier]
    return sum(stood) >= thresholds.LISTED_STEP


def _perhaps_closed(case: Case) -> str | None:
    sections = sorted(case.run.stats.below("buratha/sections/perhaps_closed/"))
    return f"listings that had articles are not there, or list none: {listed(sections)}" if sections else None


CHECKS = (
    Check(
        "section-gone",
        WARNING,
        "The listing of a section that had articles is not there, or lists none.",
        "Open it in a browser. If it was closed, renamed or emptied for good, name the section in BURATHA_CLOSED_SECTIONS: then its listing is not "
        "asked for any more. Otherwise nothing: the next run tries again.",
        _perhaps_closed,
    ),
    Check(
        "listing-yield",
        WARNING,
        "A listing's pages list half as many articles as usual, or fewer, boxes left aside; or twice as many as on any day of the weeks before.",
        "Open the listing in a browser and count. Few: some of its links are not recognised, or the page has to be drawn by a browser. "
        "Many: a menu or a box is taken for the list.",
        _articles_a_page,
        needs_history=True,
    ),
)
