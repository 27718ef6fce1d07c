"""Whether everything that was read reached the feeds, and every run left a report."""

from buratha.checks.case import Case, listed
from buratha.checks.finding import ERROR, WARNING, Check

DIED = "died"
"""Close reason that stands for a run which left no report."""


def _rows(case: Case) -> str | None:
    articles = case.run.stats.sum("buratha/articles/")
    rows = {feed.get("name", "?"): feed.get("rows", 0) for feed in case.run.report.get("feeds") or ()}
    wrong = [f"{name} has {number}" for name, number in sorted(rows.items()) if number != articles]
    if not rows and articles:
        return f"none of the {articles:.0f} articles that were given to the feeds was delivered; they come with the next run"
    return f"{articles:.0f} articles were given to the feeds, but {listed(wrong)}" if wrong else None


def _died(case: Case) -> str | None:
    dead = []
    for run in case.before:
        if run.report.get("close_reason") != DIED:
            break
        dead.append(run)
    if not dead:
        return None
    began = f"{dead[0].started:%Y-%m-%d %H:%M} UTC"
    if len(dead) == 1:
        return f"the run before this one, begun {began}, left no report"
    return f"the {len(dead)} runs before this one left no report, the last began {began}"


def _clock(case: Case) -> str | None:
    behind = case.run.stats["buratha/clock/behind_seconds"]
    return f"this machine's clock is {behind / 86_400:.1f} days before the start of the run before this one" if behind else None


CHECKS = (
    Check(
        "feed-rows",
        ERROR,
        "A feed has not as many rows as articles were given to it.",
        "Look for a full disk, and for errors of feeds in the log. What is not in a complete feed comes with the next run; do not load these files "
        "before you have compared them with their manifest.",
        _rows,
    ),
    Check(
        "run-died",
        WARNING,
        "The runs before this one ended without a report: killed, out of memory, power lost.",
        "Nothing is lost: this run delivered what they had kept, and fetched what they had not. Look in the system's log (journalctl, dmesg) for "
        "what ended them.",
        _died,
    ),
    Check(
        "clock-behind",
        WARNING,
        "The clock of this machine is before the start of the run before this one. Said once: the next run is compared with this one.",
        "Look at it (date, timedatectl), and set it right. While it is behind, dates of articles are refused as of the future, it is not known which "
        "articles are young enough to be read again, and runs are not compared with those that seem to come after them. If it is right, it was ahead "
        "in the run before: docs/operations.md says what that run has left.",
        _clock,
    ),
)
