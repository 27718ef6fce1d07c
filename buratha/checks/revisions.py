"""Whether as few articles as usual are other than they were when they are read again."""

from buratha.checks import thresholds
from buratha.checks.case import Case, Stats, listed
from buratha.checks.finding import READ_AGAIN, WARNING, Check, Grave
from buratha.checks.usual import Leap, Share, leap

_DIFFERS = "buratha/differs/"


def _revised(stats: Stats) -> Share:
    """Of the held articles that were read again, those that are revised; without those that got the text that they had lacked."""
    revised = stats["buratha/kept/revised"] - stats["buratha/no_text/found"] - stats["buratha/no_day/found"]
    return Share(revised, revised + stats["buratha/dropped/unchanged"])


def _risen(case: Case, stats: Stats) -> Leap | None:
    now = _revised(stats)
    if now.whole < thresholds.REVISED_RECORDS:
        return None
    found = leap(
        now,
        [_revised(day.stats) for day in case.earlier],
        least_step=thresholds.REVISED_STEP,
        least_spread=thresholds.SHARE_SPREAD,
        most=thresholds.SHARE_FAR,
        least_count=thresholds.SHARE_COUNT,
    )
    return found if found is not None and found.now > found.usual else None


def _found(case: Case) -> tuple[Leap, Stats] | None:
    """In the run, or in the day. What is read again by a better extractor is meant to be revised."""
    if case.run.arguments.get("again"):
        return None
    judged = (case.run.stats, case.today.stats)
    return next(((seen, stats) for stats in judged if (seen := _risen(case, stats)) is not None), None)


def _look(case: Case) -> str | None:
    if (found := _found(case)) is None:
        return None
    seen, stats = found
    fields = sorted(stats.below(_DIFFERS).items(), key=lambda row: (-row[1], row[0]))
    named = listed(f"{field} {number:.0f}" for field, number in fields if number)
    return f"{seen} of the held articles that were read again are revised" + (f": {named}" if named else "")


def _are_most(case: Case) -> bool:
    found = _found(case)
    return found is not None and found[0].now >= thresholds.MOSTLY


CHECKS = (
    Check(
        "revisions",
        WARNING,
        "Many more of the articles that are read again are revised than usual; the fields that are other than they were are named.",
        "Compare two revisions of one of them (scrapy export --ids NUMBER --revisions all -o -). published: the pages print the time of the visit as "
        "the date, or the day is read the other way round. body: a banner or a notice has got into the stories. title: something is glued to the "
        "headlines. section: the categories are mixed up. Wrong: docs/site-changed.md leads from the page to a layout entry. Right, as after an "
        "upgrade that reads better: nothing.",
        _look,
        needs_history=True,
        grave=Grave("most of them are", _are_most, READ_AGAIN),
    ),
)
