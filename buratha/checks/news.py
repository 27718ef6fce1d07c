"""Whether the crawl still sees news."""

import re
from collections.abc import Callable
from itertools import takewhile
from math import inf

from buratha.checks import thresholds
from buratha.checks.case import LISTED, Case, Run, listed
from buratha.checks.finding import ERROR, WARNING, Check
from buratha.checks.likeness import told_alike

_SECONDS_A_DAY = 86_400.0
_ASKED_FOR = ("buratha/kept/", "buratha/dropped/", "buratha/no_article/", "buratha/failed/article/")
"""Under which it is counted what has become of the articles' pages that were asked for."""
_SITEMAPS, _READ, _OF_ANOTHER_HOST = "buratha/sitemap/", "buratha/met/sitemap", "elsewhere"
"""Under which sitemaps are counted that are none, and what those named that are; a host's that is not the agency's is not asked for."""


def new_articles(run: Run) -> float:
    """Articles that a run read and that nobody had."""
    return run.stats["buratha/kept/new"]


def named(run: Run) -> float:
    """Articles that nobody knew, and that a listing, a front page, a feed or a sitemap named; links in stories lead to old ones too."""
    return run.stats.sum("buratha/met/") - run.stats["buratha/met/article"]


def _through(case: Case) -> list[Run]:
    """The judged run and those before it that were told to crawl the same and did so, newest first."""
    return [case.run, *(run for run in case.alike if run.has_ended or run.was_stopped)]


def _has_looked(run: Run) -> bool:
    """Whether a run knows what is new: the listings were read. One that was stopped may not have come to them."""
    return not run.stats.lack_listings and (run.has_ended or run.stats.sum(LISTED) > 0)


def _has_asked_for_articles(run: Run) -> bool:
    """Whether a run came to the articles' pages, or to its end: one that a limit ends may have asked for listings alone."""
    return run.has_ended or run.stats.sum(*_ASKED_FOR) > 0


def _stretch(runs: list[Run], is_quiet: Callable[[Run], bool]) -> list[Run]:
    """The first of some runs, as long as they are quiet."""
    return list(takewhile(is_quiet, runs))


def _days(runs: list[Run], quiet: list[Run]) -> float:
    """Days since the last run that was not quiet; 0 when there was none, or its clock was wrong, and so nobody knows."""
    loud = runs[len(quiet) :]
    return _days_between(loud[0], runs[0]) if quiet and loud and not loud[0].refuses_days else 0.0


def _awaits_news(run: Run, *, moves: bool = False) -> bool:
    """Whether there is always something new to be read by such a run; numbers, days gone by and what is held are read to the end one day.

    ``moves``: the days that it asks for move with the calendar.
    """
    return not run.arguments.keys() & ({"ids", "again"} if moves else {"ids", "until", "again"})


def _awaited(case: Case, runs: list[Run]) -> list[Run]:
    """Some runs told alike, if there is always something new for them; else none."""
    return runs if _awaits_news(case.run, moves=any(run.arguments != case.run.arguments for run in runs[1:2])) else []


def elsewhere(case: Case, days: float = inf) -> list[Run]:
    """Runs of so many days that were told to crawl something else and saw news, newest first: what they read is not new to the judged one."""
    others = [run for run in case.before if not told_alike(run.report, case.run.report) and _awaits_news(run) and _has_news_for(case.run, run)]
    return [run for run in others if _days_between(run, case.run) <= days]


def _has_news_for(run: Run, other: Run) -> bool:
    """Whether another run saw news that this one would have seen: anything, or for a run of sections what came from these."""
    sections = re.findall(r"[\w-]+", str(run.arguments.get("sections", "")))
    return any(other.stats[f"buratha/articles/{section}"] for section in sections) if sections else bool(new_articles(other) or named(other))


def _days_between(earlier: Run, later: Run) -> float:
    return (later.started - earlier.started).total_seconds() / _SECONDS_A_DAY


def _expected(case: Case, before: list[Run], days: float) -> float:
    """How many articles should have been named in so many quiet days, going by the weeks before; nobody knows of the first ones of a part."""
    known = [run for run in before if (before[0].started - run.started).days < thresholds.USUAL_DAYS]
    length = _days_between(known[-1], known[0])
    if not length:
        return 0.0 if case.run.arguments else inf
    return sum(named(run) for run in known[:-1]) / length * days


def unread(case: Case) -> str | None:
    """Say that nothing new is read, although there is something."""
    runs = _awaited(case, [run for run in _through(case) if _has_asked_for_articles(run)])
    if case.run not in runs:
        return None
    quiet = _stretch(runs, lambda run: not new_articles(run))
    names = sum(named(run) for run in quiet)
    days = _days(runs, quiet)
    if names < thresholds.NAMED_UNREAD or days < thresholds.DAYS_UNREAD:
        return None
    return f"not one new article in {days:.0f} days, although listings or feeds named {names:.0f}"


def silent(case: Case) -> str | None:
    """Say that there is nothing new to read, as far as listings were read; a site that does not answer says nothing of its news."""
    if not _has_looked(case.run):
        return None
    runs = _awaited(case, [run for run in _through(case) if _has_looked(run)])
    quiet = _stretch(runs, lambda run: not new_articles(run) and not named(run))
    days = min([_days(runs, quiet), *(_days_between(run, case.run) for run in elsewhere(case)[:1])])
    if days < thresholds.DAYS_SILENT or _expected(case, runs[len(quiet) :], days) < thresholds.NEWS_EXPECTED:
        return None
    return f"for {days:.0f} days neither listings nor feeds have named anything new"


def _only_in_feed(case: Case) -> str | None:
    number = case.run.stats["buratha/feed_only"]
    return f"{number:.0f} new articles stand in the feed and in no listing" if number >= thresholds.FEED_ONLY else None


def _sitemaps(run: Run) -> dict[str, float]:
    """How many of the sitemaps that robots.txt names were none, by why; nothing where one was read."""
    found = run.stats.below(_SITEMAPS)
    return {} if _READ in run.stats else {why: count for why, count in found.items() if why != _OF_ANOTHER_HOST}


def _no_sitemap(case: Case) -> str | None:
    """Say that sitemaps are named and none ever was one; of one that was read and is gone the run speaks itself. After four weeks it is known."""
    found = _sitemaps(case.run)
    if not found or any(_READ in run.stats for run in case.alike):
        return None
    if any(_sitemaps(run) for run in case.alike if (case.run.started - run.started).days >= thresholds.USUAL_DAYS):
        return None
    return f"no sitemap of those that robots.txt names is one: {listed(f'{why} {count:.0f}' for why, count in sorted(found.items()))}"


CHECKS = (
    Check(
        "news-not-read",
        ERROR,
        "Nothing new was read for days, although the listings or feeds name new articles.",
        "Look at “Pages without an article” and “Pages that failed” in the report: either the server refuses article pages, or their layout "
        "is one that cannot be read. Fetch one of them by hand (scrapy shell ADDRESS).",
        unread,
    ),
    Check(
        "no-news",
        WARNING,
        "The listings and feeds name nothing new for days, in runs with these arguments or with others.",
        "Open the site in a browser. If it has news, the listings are read from a stale copy (a cache, a mirror that is left behind) or their "
        "articles have addresses of another form; if it has none, the agency is silent and nothing is wrong here.",
        silent,
    ),
    Check(
        "feed-only",
        WARNING,
        "The feed names new articles that no listing names.",
        "They were read all the same. Look for their section in the menu (buratha/resources/sections.toml may lack it), and whether its "
        "listing shows them in a browser. The log names some.",
        _only_in_feed,
    ),
    Check(
        "sitemap-none",
        WARNING,
        "robots.txt names sitemaps, and what the server sends for them is none, as far back as is known.",
        "Open robots.txt and the addresses that it names in a browser. No sitemap there: the site has none that works, and nothing is lost that the "
        "listings have; the agency would like to know. The check falls silent after four weeks. A sitemap there: report it, since its form "
        "is not understood.",
        _no_sitemap,
    ),
)
