"""Whether a listing's page lists as many articles as usual, those in boxes left aside."""

from statistics import median

from buratha.checks import thresholds
from buratha.checks.case import Case, Stats, listed
from buratha.checks.finding import WARNING, Check

_LISTED, _PAGES = "buratha/list/rows/", "buratha/list/pages/"


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
        usual = median(before)
        far = now * thresholds.LISTED_FACTOR <= usual or now >= usual * thresholds.LISTED_FACTOR
        if far and abs(now - usual) >= thresholds.LISTED_STEP:
            strange.append(f"{section} {now:.0f} (usually {usual:.0f})")
    return f"articles on a listing's page: {listed(strange)}" if strange else None


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
        "A listing's pages list half as many articles as usual, or fewer, boxes left aside; or twice as many, or more.",
        "Open the listing in a browser and count. Few: some of its links are not recognised, or the page has to be drawn by a browser. "
        "Many: a menu or a box is taken for the list.",
        _articles_a_page,
        needs_history=True,
    ),
)
