"""Whether the pages are built as before."""

from collections import Counter

from buratha.checks import thresholds
from buratha.checks.case import Case, listed
from buratha.checks.finding import WARNING, Check

_LAYOUT = "buratha/layout/"
OTHER = "other"
"""Stands for all layouts of a run beyond the number that is told apart."""


def _never_met(case: Case) -> str | None:
    known: Counter[str] = Counter()
    for run in case.before:
        known.update({layout: int(number) for layout, number in run.stats.below(_LAYOUT).items()})
    if known.total() < thresholds.LAYOUT_KNOWN_RECORDS:
        return None
    now = case.run.stats.below(_LAYOUT)
    fresh = {layout: number for layout, number in now.items() if layout not in known and layout != OTHER}
    records, share = sum(fresh.values()), sum(fresh.values()) / max(1.0, sum(now.values()))
    if records < thresholds.LAYOUT_RECORDS or share < thresholds.LAYOUT_SHARE:
        return None
    examples = [str(example) for layout in sorted(fresh, key=lambda name: -fresh[name]) for example in _examples(case, layout)]
    some = f", for example article {listed(examples, 3)}" if examples else ""
    layouts = f"{len(fresh)} layout{'s' if len(fresh) > 1 else ''}"
    return f"{records:.0f} of {sum(now.values()):.0f} records ({share:.0%}) come from {layouts} never met before{some}"


def _examples(case: Case, layout: str) -> list[int]:
    found = (case.run.report.get("layouts") or {}).get(layout) or {}
    return [example["id"] for example in found.get("examples", ())]


def _learnt_anew(case: Case) -> str | None:
    stats = case.run.stats
    waited, read = stats["buratha/warmup/pages"], stats.sum("buratha/kept/", "buratha/dropped/unchanged")
    if stats["buratha/warmup/known_before"] < thresholds.WARMUP_KNOWN or waited < thresholds.WARMUP_PAGES or waited < thresholds.WARMUP_SHARE * read:
        return None
    return f"{waited:.0f} of {read:.0f} articles stood in places that the memory of the site's furniture did not know"


CHECKS = (
    Check(
        "layout-new",
        WARNING,
        "A good part of the records comes from page layouts that no earlier run met.",
        "The site was redesigned, or a kind of page is new. Open the examples and compare each with its record, body first: is anything of the "
        "site's own in it, is anything missing? Those that are right need nothing more. For those that are not, docs/site-changed.md leads from the "
        "page to a test and a layout entry.",
        _never_met,
    ),
    Check(
        "furniture-learnt-anew",
        WARNING,
        "Many articles' pages had to wait for each other to learn the site's furniture, although it was known.",
        "The pages are built differently from those that were learnt from. scrapy furniture shows what is taken for furniture now; read some bodies "
        "in the feed. Mixed up: scrapy furniture --reset, and the next run learns afresh. Read wrong all the same: docs/site-changed.md.",
        _learnt_anew,
    ),
)
