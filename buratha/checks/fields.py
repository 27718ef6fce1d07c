"""Whether the fields are found as often as usual, and as well."""

from collections.abc import Callable

from buratha.checks import thresholds
from buratha.checks.case import Case, Stats, listed
from buratha.checks.finding import READ_AGAIN, WARNING, Check, Grave
from buratha.checks.sections import Sections
from buratha.checks.usual import Leap, Share, leap
from buratha.pages.layouts import ABSENT

WATCHED = ("title", "author", "source", "published", "category", "views", "body", "images")
"""Fields whose lack is counted."""

WEAK: dict[str, frozenset[str]] = {
    "title": frozenset({"above the prose", "likely place", "markup name"}),
    "author": frozenset({"bare name line", "title"}),
    "published": frozenset({"byline", "dateline"}),
    "category": frozenset({"place", "line above the title"}),
    "views": frozenset({"label"}),
    "body": frozenset({"wording and structure"}),
}
"""Witnesses that are believed when no better one speaks, by field. Where one of them usually speaks, that is usual, and no finding."""

_ESSENTIAL = ("title", "body", "published")
"""Without them a record is of no use."""
_EMPTY, _WITNESS, _ARTICLES = "buratha/empty/", "buratha/witness/", "buratha/articles/"


def _leap(case: Case, share: Callable[[Stats], Share]) -> Leap | None:
    now = share(case.today.stats)
    if now.whole < thresholds.FEWEST_RECORDS:
        return None
    earlier = [share(day.stats) for day in case.earlier]
    return leap(
        now,
        earlier,
        least_step=thresholds.FIELD_STEP,
        least_spread=thresholds.SHARE_SPREAD,
        most=thresholds.SHARE_FAR,
        least_count=thresholds.SHARE_COUNT,
    )


def _empty(field: str) -> Callable[[Stats], Share]:
    return lambda stats: Share(stats[_EMPTY + field], stats.sum(_ARTICLES))


def _weakly(field: str) -> Callable[[Stats], Share]:
    def share(stats: Stats) -> Share:
        found = {name: number for name, number in stats.below(f"{_WITNESS}{field}/").items() if not name.startswith(ABSENT)}
        return Share(sum(number for witness, number in found.items() if witness in WEAK[field]), sum(found.values()))

    return share


def _missing(case: Case) -> str | None:
    return _without_value(case, lambda found: found.now > found.usual, lacking=True)


def _without_value(case: Case, is_meant: Callable[[Leap], bool], *, lacking: bool) -> str | None:
    """Fields that far more records of the day lack than usual, or fewer; where the day as a whole tells nothing, those of sections."""
    sections, strange = Sections(case), []
    for field in WATCHED:
        found = _leap(case, _empty(field))
        if found is not None and is_meant(found):
            strange.append(f"{field} {found}")
        elif told := sections.fewer(field, lacking=lacking):
            strange.append(told)
    return f"records without a value: {listed(strange)}" if strange else None


def _is_gone(case: Case) -> bool:
    """Whether a field that makes a record one is gone from nearly all of a day's records, or of the run's."""
    return any(
        (found := _leap(case, _empty(field))) is not None and found.now > found.usual and _most(case, field) >= thresholds.MOSTLY
        for field in _ESSENTIAL
    )


def _most(case: Case, field: str) -> float:
    shares = [_empty(field)(stats) for stats in (case.run.stats, case.today.stats)]
    return max(share.value for share in shares if share.whole >= thresholds.FEWEST_RECORDS)


def _abundant(case: Case) -> str | None:
    return _without_value(case, lambda found: found.now < found.usual, lacking=False)


def _found_weakly(case: Case) -> str | None:
    strange = [f"{field} {found}" for field in WEAK if (found := _leap(case, _weakly(field))) and found.now > found.usual]
    return f"found only by a weak witness: {listed(strange)}" if strange else None


CHECKS = (
    Check(
        "fields-missing",
        WARNING,
        "Many more records than usual lack a field: in a day, or of a section, of which as many days are taken together as tell something.",
        "Open some of the run's articles in a browser. If the field stands on the page, it has moved or is worded differently: "
        "scrapy probe shows where it was looked for, and docs/site-changed.md leads from there to a layout entry; the words of labels are in "
        "buratha/resources/labels.toml, the agency's own wordings in wordings.toml.",
        _missing,
        needs_history=True,
        grave=Grave("nearly all of them lack their title, their text or their date", _is_gone, READ_AGAIN),
    ),
    Check(
        "fields-abundant",
        WARNING,
        "Many more records than usual have a field that others lack, in a day or of a section.",
        "Look at its values in the feed: when one value stands in many records, furniture is taken for the field. "
        "When the values are right, the site tells more than before, and the check falls silent within weeks.",
        _abundant,
        needs_history=True,
    ),
    Check(
        "weak-witness",
        WARNING,
        "A field is found by a weaker witness than usual in many records.",
        "The stronger one has gone from the pages (structured data, a label, a heading). The values may still be right: look at some of them in "
        "the feed, with “witnesses” beside them. Wrong ones: docs/site-changed.md.",
        _found_weakly,
        needs_history=True,
    ),
)
