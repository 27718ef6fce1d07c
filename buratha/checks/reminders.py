"""Whether layouts that were new a few days ago have been looked at since: a redesign is no news on its second day, and read no better."""

import re
from collections.abc import Sequence
from datetime import timedelta

from buratha.checks import thresholds
from buratha.checks.case import Case, Run
from buratha.checks.finding import WARNING, Check
from buratha.checks.layouts import LAYOUT, NEW, OTHER, new_layouts, some_of, was_found
from buratha.pages.layouts import ABSENT, BY_SELECTOR

_NAME = "layout-not-looked-at"
_WITNESS = "buratha/witness/"
"""Under which it is counted who has told a field."""
_ENTRY = re.compile(f"/(?:{BY_SELECTOR}|{ABSENT})(.+)")
"""What follows a field is a layout entry's name."""


def _not_looked_at(case: Case) -> str | None:
    """Once a day for some days, unless a layout entry reads pages by now, or none of the records since was doubtful."""
    told = [at for at, run in enumerate(case.before) if was_found(NEW, run) and _days(case, run) <= thresholds.REMINDED_DAYS]
    since = (case.run, *case.before[: told[-1]]) if told else ()
    if not told or new_layouts(case) or _was_said_today(case) or _is_settled(case, since, case.before[told[-1] :]):
        return None
    fresh = set().union(*(_new_in(case, at) for at in told))
    now = case.run.stats.below(LAYOUT)
    found = {layout: number for layout, number in now.items() if layout in fresh}
    if not found:
        return None
    first = case.before[told[-1]].started
    return f"{sum(found.values()):.0f} of {sum(now.values()):.0f} records come from layouts that were new on {first:%Y-%m-%d}{some_of(case, found)}"


def _new_in(case: Case, at: int) -> set[str]:
    """The layouts of an earlier run that the runs before it had not met."""
    known = {layout for run in case.before[at + 1 :] for layout in run.stats.below(LAYOUT)}
    return set(case.before[at].stats.below(LAYOUT)) - known - {OTHER}


def _was_said_today(case: Case) -> bool:
    return any(_days(case, run) < thresholds.DAY and (was_found(NEW, run) or was_found(_NAME, run)) for run in case.before)


def _is_settled(case: Case, since: Sequence[Run], before: Sequence[Run]) -> bool:
    if _entries(since) - _entries(before):
        return True
    return _days(case, before[0]) >= thresholds.QUIET_DAYS and not any(run.stats["buratha/doubtful"] for run in since)


def _entries(runs: Sequence[Run]) -> set[str]:
    """The layout entries that have read pages."""
    return {found[1] for run in runs for name in run.stats.below(_WITNESS) if (found := _ENTRY.search(name))}


def _days(case: Case, run: Run) -> float:
    return (case.run.started - run.started) / timedelta(days=1)


CHECKS = (
    Check(
        _NAME,
        WARNING,
        "Records still come from layouts that were new a few days ago, and no new layout entry reads any. Said once a day for a week, and no longer "
        "once some days have brought no doubtful record.",
        "Compare a few of these records with their pages: wrong ones carry no doubt for the most part. Those that are right need nothing more, and "
        "this ends by itself. For those that are not, docs/site-changed.md leads from the page to a test and a layout entry.",
        _not_looked_at,
    ),
)
