"""All checks, and what they say of a run."""

from collections.abc import Iterable

from buratha.checks import (
    content,
    dates,
    delivery,
    fields,
    layouts,
    lengths,
    listings,
    news,
    remains,
    reminders,
    resources,
    revisions,
    trouble,
    volume,
)
from buratha.checks.case import Case, Report
from buratha.checks.finding import ERROR, Check, Finding

CHECKS: tuple[Check, ...] = (
    *delivery.CHECKS,
    *news.CHECKS,
    *volume.CHECKS,
    *listings.CHECKS,
    *layouts.CHECKS,
    *reminders.CHECKS,
    *fields.CHECKS,
    *content.CHECKS,
    *dates.CHECKS,
    *lengths.CHECKS,
    *revisions.CHECKS,
    *trouble.CHECKS,
    *remains.CHECKS,
    *resources.CHECKS,
)


def check(report: Report, history: Iterable[Report]) -> list[Finding]:
    """What a person should know of a run, errors first. ``history``: reports of earlier runs, in any order; those of later ones do not count."""
    case = Case.of(report, history)
    asked = [question for question in CHECKS if question.is_asked(case)]
    found = [finding for question in asked for finding in question.findings(case)]
    return sorted(found, key=lambda finding: finding.level != ERROR)
