"""Whether more records than usual are doubtful, or repeat others."""

from buratha.checks import thresholds
from buratha.checks.case import Case
from buratha.checks.finding import READ_AGAIN, WARNING, Check
from buratha.checks.risen import Risen

_DOUBT, _ARTICLES = "buratha/doubt/", "buratha/articles/"
_NEW = ("buratha/kept/new", "buratha/kept/revised")
_DATES = "published_refused"
"""Has a check of its own."""


def _doubts(case: Case) -> str | None:
    kinds = {kind for day in case.days for kind in day.stats.below(_DOUBT)} - {_DATES}
    found = (_doubt(kind)(case) for kind in sorted(kinds))
    return "; ".join(words for words in found if words) or None


def _doubt(kind: str) -> Risen:
    return Risen(
        "{} of the records are doubtful: " + kind.replace("{", "").replace("}", ""),
        part=(_DOUBT + kind,),
        whole=(_ARTICLES,),
        step=thresholds.DOUBT_STEP,
        fewest=thresholds.FEWEST_RECORDS,
    )


CHECKS = (
    Check(
        "doubts",
        WARNING,
        "More records than usual are marked doubtful, by kind of doubt.",
        "The run's page lists doubtful records, each with the command that says why (scrapy probe), some with what the crawler saw. A field's name: "
        "its witnesses are weak or disagree; docs/site-changed.md leads from the page to a test and a layout entry. lost_characters, broken_text: "
        "the site sends another encoding than it says. truncated: pages are longer than what is read of them. Where bodies are wrong, or not there: "
        + READ_AGAIN,
        _doubts,
        needs_history=True,
    ),
    Check(
        "near-duplicates",
        WARNING,
        "More records than usual nearly repeat an earlier one.",
        "Read two of them beside each other (near_duplicate_of in the feed). The same story twice: the agency repeats itself. Different stories: "
        "something that is no story has got into the bodies, and makes them alike.",
        Risen(
            "{} of the kept records nearly repeat an earlier one",
            part=("buratha/near_duplicates",),
            whole=_NEW,
            step=thresholds.DUPLICATE_STEP,
            fewest=thresholds.FEWEST_RECORDS,
        ),
        needs_history=True,
    ),
    Check(
        "duplicates",
        WARNING,
        "More records than usual have exactly the text of another one.",
        "They are not delivered. When old articles come again under new numbers, the site renumbers its archive; when different articles count as "
        "one, their pages show the same text, an error or a notice perhaps.",
        Risen(
            "{} of the kept records have the text of another one",
            part=("buratha/dropped/duplicate",),
            whole=_NEW,
            step=thresholds.DUPLICATE_STEP,
            fewest=thresholds.FEWEST_RECORDS,
        ),
        needs_history=True,
    ),
)
