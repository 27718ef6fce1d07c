"""Whether a listing's page lists as many articles as usual, those in boxes left aside."""

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from buratha.checks import thresholds
from buratha.checks.case import Case, Run, Stats, listed
from buratha.checks.finding import WARNING, Check, Grave

NEWEST, AHEAD = "buratha/list/newest/", "buratha/list/ahead/"
"""Under which a run tells the greatest number that a section's listing named, and how many articles of the section with greater ones it read."""
STRANGE_ROWS = "buratha/links/rows_not_understood"
"""Under which is counted to how many addresses titles lead on listings that are no article's in any known form."""
_SECONDS_A_DAY = 86_400.0
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
    return any(run.stats[_PAGES + section] > run.count for day in case.earlier for run in day.runs)


def _was_full(case: Case, section: str) -> bool:
    """Whether articles came to the section on days on which its page did not grow; a few may have been old ones that were edited."""
    newest_first = [(_a_page(day.stats, section), day.stats[_ARTICLES + section]) for day in case.earlier]
    stood = [came for (page, came), (earlier, _) in pairwise(newest_first) if page is not None and earlier is not None and page <= earlier]
    return sum(stood) >= thresholds.LISTED_STEP


def _standing_still(case: Case) -> str | None:
    sections = sorted(case.run.stats.below(NEWEST))
    words = (_still(section, [run for run in (case.run, *case.alike) if NEWEST + section in run.stats]) for section in sections)
    found = [said for said in words if said]
    return f"listings stand still: {listed(found)}" if found else None


def _still(section: str, runs: Sequence[Run]) -> str | None:
    """How long a section's listing has named nothing newer than before, although articles came; ``runs``: those that read it, newest first."""
    since = _since_it_moved(section, runs)
    still, before = runs[:since], runs[since:]
    days = (runs[0].started - before[0].started).total_seconds() / _SECONDS_A_DAY if before else 0.0
    ahead = sum(run.stats[AHEAD + section] for run in still)
    if days < thresholds.STILL_DAYS or ahead < thresholds.STILL_AHEAD or _usually_lags(section, before):
        return None
    return f"{section} for {days:.0f} days at {before[0].stats[NEWEST + section]:.0f}, while {ahead:.0f} newer articles were read"


def _since_it_moved(section: str, runs: Sequence[Run]) -> int:
    """How many runs have begun since the one that found the listing newer than all before it; as many as there are, where none of the weeks did."""
    latest = [run for run in runs if (runs[0].started - run.started).days <= thresholds.USUAL_DAYS]
    numbers = [run.stats[NEWEST + section] for run in latest]
    return next((at for at in range(len(latest) - 1) if numbers[at] > max(numbers[at + 1 :])), len(runs))


def _usually_lags(section: str, runs: Sequence[Run]) -> bool:
    """Whether the listing named the newest only later on most days before, so that it is nothing new."""
    return 2 * sum(run.stats[AHEAD + section] > 0 for run in runs) > len(runs)


def _perhaps_closed(case: Case) -> str | None:
    sections = sorted(case.run.stats.below("buratha/sections/perhaps_closed/"))
    return f"listings that had articles are not there, or list none: {listed(sections)}" if sections else None


def _shared_numbers(case: Case) -> str | None:
    count = case.run.stats["buratha/listings/shared_number"]
    return f"listings of two sections have the same number for different stories: {count:.0f}" if count else None


def _strange_rows(case: Case) -> str | None:
    strange, rows = case.run.stats[STRANGE_ROWS], case.run.stats.sum(_LISTED)
    if strange < thresholds.FEWEST_STRANGE or strange < thresholds.STRANGE_SHARE * (strange + rows) or _have_been_for_long(case, strange):
        return None
    return f"{strange:.0f} rows of the listings lead to no article in any known form"


def _have_been_for_long(case: Case, strange: float) -> bool:
    """Whether as many were there four weeks ago: by now somebody has looked at them."""
    usual = (run for run in case.alike if (case.run.started - run.started).days >= thresholds.USUAL_DAYS)
    return any(2 * run.stats[STRANGE_ROWS] >= strange for run in usual)


def _are_mostly_strange(case: Case) -> bool:
    return case.run.stats[STRANGE_ROWS] >= case.run.stats.sum(_LISTED)


CHECKS = (
    Check(
        "rows-strange",
        WARNING,
        "Rows of the listings lead to addresses that are no article's in any known form.",
        "They are not followed, so their articles are missing. The log names the first (“is that of no article in any known form”): open it in a "
        "browser. An article: its form belongs into buratha/urls.py; until then it can be had by number, scrapy crawl buratha -a ids=FROM-TO. "
        "Something else, such as albums or polls: nothing; the check falls silent after four weeks.",
        _strange_rows,
        grave=Grave("most rows are such", _are_mostly_strange, "Until that is done, hardly anything new is read."),
    ),
    Check(
        "section-gone",
        WARNING,
        "The listing of a section that had articles is not there, or lists none.",
        "Open it in a browser. If it was closed, renamed or emptied for good, name the section in BURATHA_CLOSED_SECTIONS: then its listing is not "
        "asked for any more. Otherwise nothing: the next run tries again.",
        _perhaps_closed,
    ),
    Check(
        "listing-still",
        WARNING,
        "A section's listing names nothing newer for days, although newer articles of the section were read.",
        "The front page, boxes or the feed have named those; what only the listing names is missing until it moves. Open the listing in a browser, "
        "on another machine too. If it shows newer articles, the crawler is sent an old copy (a cache, a mirror that is left behind); if not, "
        "tell the agency. Meanwhile the articles can be had by number: scrapy crawl buratha -a ids=FROM-TO.",
        _standing_still,
    ),
    Check(
        "numbers-shared",
        WARNING,
        "The listings of two sections have one number for two stories, by their headlines.",
        "An article is known by its number alone, so one of the two is held and the other is missing. The log names both (“stands for two stories”): "
        "open their addresses in a browser. If both lead to the same story, a listing has a wrong headline, and nothing is missing. If each has "
        "its own, the site no longer counts all sections in one sequence, on which this project relies: report it. Until then, the missing ones "
        "have to be copied by hand.",
        _shared_numbers,
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
