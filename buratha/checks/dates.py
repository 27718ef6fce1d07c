"""Whether new articles are dated when they came out."""

from buratha.archive.far_days import FAR
from buratha.checks import thresholds
from buratha.checks.case import Case
from buratha.checks.finding import WARNING, Check, Grave
from buratha.checks.risen import Risen

_FAR_FROM = "buratha/day_far_from/"
_RISEN = Risen(
    "{} of the new records are dated " + f"more than {FAR.days} days from when they came out, by witness",
    part=(_FAR_FROM,),
    whole=("buratha/kept/new",),
    step=thresholds.DAY_FAR_STEP,
    fewest=thresholds.FEWEST_RECORDS,
    named=(_FAR_FROM,),
)


def _dated_far(case: Case) -> str | None:
    """Say that many are. What a run is told to crawl may be of any time, and its numbers above all that others came to."""
    return None if case.run.arguments else _RISEN(case)


def _are_most(case: Case) -> bool:
    found = _RISEN.found(case)
    return found is not None and found.now >= thresholds.MOSTLY


CHECKS = (
    Check(
        "dates-far",
        WARNING,
        "Many more of the new records than usual are dated long before or after they came out: far from the day that their listing prints, or, with "
        "numbers above all that earlier runs found listed, long before their section was last walked.",
        "The log names them (“Pages print days that are far”). Open some in a browser. Where the page prints that day, the site's dates are wrong, "
        "as when a year is left standing in January: tell the agency. Where it does not, the date is read wrongly: docs/site-changed.md leads from "
        "the page to a test and a layout entry. Nothing is to be done where the listing is the one that is wrong, and where old texts are put in "
        "under new numbers.",
        _dated_far,
        needs_history=True,
        grave=Grave(
            "most of them are",
            _are_most,
            "What was read meanwhile is delivered as it is; only what its page or its listing dates as young is read again by itself. When it is "
            "mended, have the rest read again by number, for their days are wrong: scrapy crawl buratha -a again=yes -a ids=FROM-TO.",
        ),
    ),
)
