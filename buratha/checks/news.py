"""Whether the crawl still sees news."""

import re
from collections.abc import Callable, Iterator
from math import inf

from buratha.checks import thresholds
from buratha.checks.case import Case, Run
from buratha.checks.finding import ERROR, WARNING, Check

_SECONDS_A_DAY = 86_400.0


def new_articles(run: Run) -> float:
    """Articles that a run read and that nobody had."""
    return run.stats["buratha/kept/new"]


def named(run: Run) -> float:
    """Articles that nobody knew, and that a listing, a front page, a feed or a sitemap named; links in stories lead to old ones too."""
    return run.stats.sum("buratha/met/") - run.stats["buratha/met/article"]


def _stretch(case: Case, is_quiet: Callable[[Run], bool]) -> list[Run]:
    """The judged run and those before it, as long as they are quiet; empty when the judged run is not."""
    return list(_while(is_quiet, [case.run, *(run for run in case.alike if run.has_ended)]))


def _while(condition: Callable[[Run], bool], runs: list[Run]) -> Iterator[Run]:
    for run in runs:
        if not condition(run):
            return
        yield run


def _days(case: Case, quiet: list[Run]) -> float:
    """Days since the last run that was not quiet; 0 when there was none, and so nobody knows."""
    loud = [run for run in case.alike if run.has_ended and run.started < quiet[-1].started] if quiet else []
    return _days_between(loud[0], case.run) if loud else 0.0


def _awaits_news(run: Run) -> bool:
    """Whether there is always something new to be read by such a run; numbers, days gone by and what is held are read to the end one day."""
    return not run.arguments.keys() & {"ids", "until", "again"}


def elsewhere(case: Case, days: float = inf) -> list[Run]:
    """Runs of so many days that were told to crawl something else and saw news, newest first: what they read is not new to the judged one."""
    others = [run for run in case.before if run.arguments != case.run.arguments and _awaits_news(run) and _has_news_for(case.run, run)]
    return [run for run in others if _days_between(run, case.run) <= days]


def _has_news_for(run: Run, other: Run) -> bool:
    """Whether another run saw news that this one would have seen: anything, or for a run of sections what came from these."""
    sections = re.findall(r"[\w-]+", str(run.arguments.get("sections", "")))
    return any(other.stats[f"buratha/articles/{section}"] for section in sections) if sections else bool(new_articles(other) or named(other))


def _days_between(earlier: Run, later: Run) -> float:
    return (later.started - earlier.started).total_seconds() / _SECONDS_A_DAY


def _expected(case: Case, quiet: list[Run], days: float) -> float:
    """How many articles should have been named in so many quiet days, going by the weeks before; nobody knows of the first ones of a part."""
    runs = [run for run in case.alike if run.has_ended and run.started < quiet[-1].started]
    known = [run for run in runs if (runs[0].started - run.started).days < thresholds.USUAL_DAYS]
    length = _days_between(known[-1], known[0])
    if not length:
        return 0.0 if case.run.arguments else inf
    return sum(named(run) for run in known[:-1]) / length * days


def unread(case: Case) -> str | None:
    """Say that nothing new is read, although there is something."""
    quiet = _stretch(case, lambda run: not new_articles(run)) if _awaits_news(case.run) else []
    names = sum(named(run) for run in quiet)
    days = _days(case, quiet)
    if names < thresholds.NAMED_UNREAD or days < thresholds.DAYS_UNREAD:
        return None
    return f"not one new article in {days:.0f} days, although listings or feeds named {names:.0f}"


def silent(case: Case) -> str | None:
    """Say that there is nothing new to read."""
    quiet = _stretch(case, lambda run: not new_articles(run) and not named(run)) if _awaits_news(case.run) else []
    days = min([_days(case, quiet), *(_days_between(run, case.run) for run in elsewhere(case)[:1])])
    if days < thresholds.DAYS_SILENT or _expected(case, quiet, days) < thresholds.NEWS_EXPECTED:
        return None
    return f"for {days:.0f} days neither listings nor feeds have named anything new"


def _only_in_feed(case: Case) -> str | None:
    number = case.run.stats["buratha/feed_only"]
    return f"{number:.0f} new articles stand in the feed and in no listing" if number >= thresholds.FEED_ONLY else None


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
)
