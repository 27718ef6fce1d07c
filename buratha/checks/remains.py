"""What a run left undone, and whether that comes to an end."""

from itertools import pairwise

from buratha.checks import thresholds
from buratha.checks.case import Case, Run, listed
from buratha.checks.finding import ERROR, WARNING, Check

_HOLES, _BACKLOG, _GIVEN_UP = "buratha/holes/", "buratha/backlog/", "buratha/given_up/"
_GIVEN_UP_KINDS = {"articles": ("article", "articles"), "listings": ("listing page", "listing pages")}
_NOT_ASKED = "buratha/told_to_end/known"
"""What a run that a limit ended did not ask for."""
LEFT_STANDING = "buratha/told_to_end/holes/"
"""Under which such a run counts, by reason, the holes that it left as they were."""
NO_HOLE = "gone_back_for"
"""Stands among the holes and counts attempts."""


def open_holes(run: Run) -> float:
    """Holes that were open when a run ended."""
    return sum(number for reason, number in run.stats.below(_HOLES).items() if reason != NO_HOLE)


def _holes(case: Case) -> str | None:
    number = open_holes(case.run)
    if not number or _stand(case):
        return None
    reasons = {reason: found for reason, found in case.run.stats.below(_HOLES).items() if reason != NO_HOLE}
    return f"holes in the listings are open: {listed(f'{reason} {found:.0f}' for reason, found in sorted(reasons.items()))}"


def _standing(case: Case) -> str | None:
    if not _stand(case):
        return None
    sentence = f"holes in the listings have been open for {thresholds.HOLES_STANDING} runs and more, now {_left_open(case.run):.0f}"
    return sentence if case.run.has_ended else f"{sentence}; a limit ended this run, perhaps before it could go back for them"


def _left_open(run: Run) -> float | None:
    """Holes that were open when a run for everything ended; None where they were not counted, as in one that somebody told to end."""
    if run.has_ended:
        return open_holes(run)
    return run.stats.sum(LEFT_STANDING) if _NOT_ASKED in run.stats else None


def _stand(case: Case) -> bool:
    runs = [case.run, *(run for run in case.before if not run.arguments)]
    counted = [left for run in runs if (left := _left_open(run)) is not None][: thresholds.HOLES_STANDING]
    return bool(_left_open(case.run)) and len(counted) == thresholds.HOLES_STANDING and all(counted)


def _given_up(case: Case) -> str | None:
    before = next((run.stats for run in case.before if run.stats.below(_GIVEN_UP)), None)
    now = case.run.stats.below(_GIVEN_UP)
    more = {kind: number - (before[_GIVEN_UP + kind] if before else 0) for kind, number in now.items()}
    words = [f"{number:.0f} {_GIVEN_UP_KINDS[kind][number > 1]}" for kind, number in sorted(more.items()) if number > 0]
    return f"{listed(words)} failed in as many runs as are allowed (BURATHA_MOST_TRIES), and will not be asked for any more" if words else None


def _left(run: Run) -> float | None:
    """How many articles a run left that are known and not held; None where it did not count them, as one that somebody told to end."""
    if run.has_ended:
        return run.stats.sum(_BACKLOG)
    return next(iter(run.stats.below(_NOT_ASKED).values()), None)


def _backlog(case: Case) -> str | None:
    counted = [(run, left) for run in (case.run, *case.alike) if (left := _left(run)) is not None][: thresholds.BACKLOG_RUNS]
    sizes = [left for _, left in counted]
    if len(sizes) < thresholds.BACKLOG_RUNS or counted[0][0] is not case.run or min(sizes) < thresholds.BACKLOG_LEAST:
        return None
    shrinks = any(newer < older for newer, older in pairwise(sizes))
    return None if shrinks else f"{sizes[0]:.0f} articles are known and not held, and over the last {len(sizes)} runs they did not become fewer"


CHECKS = (
    Check(
        "holes-open",
        WARNING,
        "Pages of listings could not be read, so articles below them may be missing.",
        "Nothing yet: later runs go back for them. The log names the pages (“Listing not read”).",
        _holes,
    ),
    Check(
        "holes-standing",
        ERROR,
        "Holes in the listings are open run after run.",
        "Open the pages that the log names (“Going back for a hole”) in a browser. If they fail there too, tell the agency; the articles below "
        "can be had by number: scrapy crawl buratha -a ids=FROM-TO. Where the log names none, since a limit (CLOSESPIDER_…) ends the runs before "
        "that, give one of them more time; scrapy held --holes lists the gaps.",
        _standing,
    ),
    Check(
        "given-up",
        ERROR,
        "Articles or listing pages are not asked for any more, after BURATHA_MOST_TRIES runs in vain.",
        "scrapy held --holes names the listing pages, the log of the run that gave them up the articles. Open some in a browser. When the server "
        "is mended, scrapy held --retry-given-up has the next run go back for all of them; until then they are missing from the feeds, as is what "
        "such pages list.",
        _given_up,
    ),
    Check(
        "backlog",
        WARNING,
        "Articles are known and not held, and over three runs did not become fewer.",
        "The summary's “Articles known and not held” says why, by name. met: runs end before they have asked for all; give them more time, also "
        "where one of the settings CLOSESPIDER_… ends them night after night.",
        _backlog,
    ),
)
