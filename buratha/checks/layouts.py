"""Whether the pages are built as before."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from buratha.checks import thresholds
from buratha.checks.case import Case, Run, listed
from buratha.checks.finding import WARNING, Check
from buratha.monitors import ARTICLES

LAYOUT, IN_SECTION = "buratha/layout/", "buratha/section_layout/"
"""Under which it is counted how many records have a layout, in the run and in each section."""
NEW = "layout-new"
OTHER = "other"
"""Stands for all layouts of a run beyond the number that is told apart."""


def new_layouts(case: Case) -> str | None:
    """Say how many of the records come from new layouts, where they are many."""
    past = _Past([case.run, *case.before])
    now = past.of_known_sections
    fresh = _fresh(now, past.known_before(1))
    records, share = sum(fresh.values()), sum(fresh.values()) / max(1.0, sum(now.values()))
    if records < thresholds.LAYOUT_RECORDS or share < thresholds.LAYOUT_SHARE:
        return _redesigned(case, past)
    layouts = f"{len(fresh)} layout{'s' if len(fresh) > 1 else ''}"
    return f"{records:.0f} of {sum(now.values()):.0f} records ({share:.0%}) come from {layouts} never met before{some_of(case, fresh)}"


class _Past:
    """The judged run and those before it, newest first, each looked at once for all sections."""

    def __init__(self, runs: Sequence[Run]) -> None:
        self.runs = runs
        self._sections: list[dict[str, dict[str, float]]] = []

    def in_section(self, at: int, section: str) -> Counter[str]:
        """The layouts of a section's records in a run."""
        while len(self._sections) <= at:
            self._sections.append(_by_section(self.runs[len(self._sections)]))
        return Counter({layout: int(number) for layout, number in self._sections[at].get(section, {}).items()})

    def known_before(self, at: int) -> frozenset[str] | None:
        """The layouts of the runs from a place on; None where these have told of too few."""
        oldest, records = self._met
        enough = at < len(records) and records[at] >= thresholds.LAYOUT_KNOWN_RECORDS
        return frozenset(layout for layout, place in oldest.items() if place >= at) if enough else None

    @cached_property
    def of_known_sections(self) -> Mapping[str, float]:
        """The layouts of the judged run's records but for those of sections that no earlier run has read: theirs are new of right."""
        known = {name for run in self.runs[1:] for name, number in run.stats.below(ARTICLES).items() if number}
        found = Counter(self.runs[0].stats.below(LAYOUT))
        for section, layouts in _by_section(self.runs[0]).items():
            if section not in known:
                found.subtract(layouts)
        return +found

    @cached_property
    def _met(self) -> tuple[dict[str, int], list[int]]:
        """In which run each layout was met first, and how many records have told theirs up to each run."""
        oldest, records, total = dict[str, int](), list[int](), 0
        for place in reversed(range(len(self.runs))):
            found = self.runs[place].stats.below(LAYOUT)
            for layout in found:
                oldest.setdefault(layout, place)
            total += sum(int(number) for number in found.values())
            records.append(total)
        return oldest, records[::-1]


def _fresh(counts: Mapping[str, float], known: frozenset[str] | None) -> dict[str, float]:
    if known is None:
        return {}
    return {layout: number for layout, number in counts.items() if layout not in known and layout != OTHER}


def _redesigned(case: Case, past: _Past) -> str | None:
    """Sections of which half come from layouts that were not met before, over several runs where they have few records."""
    found: dict[str, float] = {}
    parts = []
    for section in sorted(_by_section(case.run)):
        counts, fresh = _lately(past, section)
        records, share = sum(fresh.values()), sum(fresh.values()) / max(1.0, counts.total())
        if records >= thresholds.LAYOUT_RECORDS and share >= thresholds.LAYOUT_SECTION_SHARE:
            parts.append(f"{records:.0f} of the last {counts.total():.0f} records of {section} ({share:.0%})")
            found |= fresh
    return f"{listed(parts)} come from layouts never met before{some_of(case, found)}" if parts else None


def _lately(past: _Past, section: str) -> tuple[Counter[str], dict[str, float]]:
    """The layouts of a section's records since it has had new ones, and these: such as no run had met before the section's last few records."""
    runs, lately, records = past.runs, list[Counter[str]](), 0
    while records < thresholds.LAYOUT_SECTION_RECORDS:
        if len(lately) == len(runs):
            return Counter(), {}
        lately.append(past.in_section(len(lately), section))
        records += lately[-1].total()
    if not any(run.stats[f"{ARTICLES}{section}"] for run in runs[len(lately) :]):
        return Counter(), {}  # no run had read it before
    known = past.known_before(len(lately))
    told = {layout for run in runs[1 : len(lately)] if was_found(NEW, run) for layout in run.stats.below(LAYOUT)}
    fresh = _fresh(_together(lately), known and known | told)
    while lately and not lately[-1].keys() & fresh.keys():
        lately.pop()
    return (_together(lately), fresh) if lately and lately[0].keys() & fresh.keys() else (Counter(), {})


def _together(several: Iterable[Counter[str]]) -> Counter[str]:
    total = Counter[str]()
    for counts in several:
        total.update(counts)
    return total


def was_found(name: str, run: Run) -> bool:
    """Whether a run's report has a finding: whoever has read it knows, after ``layout-new`` the layouts that it met."""
    findings = run.report.get("findings")
    return isinstance(findings, list) and any(isinstance(finding, dict) and finding.get("name") == name for finding in findings)


def _by_section(run: Run) -> dict[str, dict[str, float]]:
    found: defaultdict[str, dict[str, float]] = defaultdict(dict)
    for name, number in run.stats.below(IN_SECTION).items():
        section, _, layout = name.rpartition("/")
        found[section][layout] = number
    return found


def some_of(case: Case, layouts: Mapping[str, float]) -> str:
    """Name articles that have these layouts."""
    examples = [str(example) for layout in sorted(layouts, key=lambda name: -layouts[name]) for example in _examples(case, layout)]
    return f", for example article {listed(examples, 3)}" if examples else ""


def _examples(case: Case, layout: str) -> list[int]:
    found = (case.run.report.get("layouts") or {}).get(layout) or {}
    return [example["id"] for example in found.get("examples", ())]


def _learnt_anew(case: Case) -> str | None:
    stats = case.run.stats
    waited, read = stats["buratha/warmup/pages"], stats.sum("buratha/kept/", "buratha/dropped/unchanged", "buratha/dropped/older_than_held")
    if stats["buratha/warmup/known_before"] < thresholds.WARMUP_KNOWN or waited < thresholds.WARMUP_PAGES or waited < thresholds.WARMUP_SHARE * read:
        return None
    if waited <= _of_sections_not_learnt_from(case):
        return None  # their furniture is new to the memory, which the others have filled
    return f"{waited:.0f} of {read:.0f} articles stood in places that the memory of the site's furniture did not know"


def _of_sections_not_learnt_from(case: Case) -> float:
    """How many of the run's articles are of sections that no run has read since the memory of the furniture was begun."""
    learnt: set[str] = set()
    for run in case.before:
        learnt |= {name for name, number in run.stats.below(ARTICLES).items() if number}
        if run.stats["buratha/warmup/known_before"] < thresholds.WARMUP_KNOWN:
            break
    return sum(number for name, number in case.run.stats.below(ARTICLES).items() if name not in learnt)


CHECKS = (
    Check(
        NEW,
        WARNING,
        "A good part of the records, or of a section's, comes from page layouts that no earlier run met.",
        "The site was redesigned, or a kind of page is new. Open the examples and compare each with its record, body first: is anything of the "
        "site's own in it, is anything missing? Those that are right need nothing more. For those that are not, docs/site-changed.md leads from the "
        "page to a test and a layout entry.",
        new_layouts,
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
