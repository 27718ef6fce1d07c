"""The coverage as tables for a terminal."""

from collections import Counter
from collections.abc import Iterable

from buratha.archive.coverage import ALL_KINDS, NEVER_MET, Coverage
from buratha.archive.queries import kinds_shown
from buratha.archive.tables import HELD
from buratha.sections import names
from buratha.text_tables import table

SECTION, MONTH, IDS = "section", "month", "ids"
_NAMES = {
    "held": "held",
    "met": "to fetch",
    "failing": "failing",
    "given_up": "given up",
    "gone": "gone",
    "refused": "refused",
    "barred": "barred",
    NEVER_MET: "never met",
}
_ROWS = 25
"""An overview has about so many ranges of ids."""
_UNKNOWN = "unknown"


def overview(coverage: Coverage) -> str:
    """By section, year and coarse ranges of ids."""
    if not coverage.total:
        return _NOTHING
    years = _table("year", ((year or _UNKNOWN, counts) for year, counts in coverage.by_year().items()))
    return "\n".join([_headline(coverage), by_section(coverage), years, _by_ids(coverage, _width(coverage)), _NOTES])


def by_section(coverage: Coverage) -> str:
    """A line for each section."""
    kinds = kinds_shown(coverage.total)
    rows = [(section, *(counts[kind] for kind in kinds), names().get(section) or "") for section, counts in coverage.sections.items()]
    return table((SECTION, *(_NAMES[kind] for kind in kinds), "name"), rows)


def by_month(coverage: Coverage) -> str:
    """A line for each month."""
    return _table("month", ((month or _UNKNOWN, counts) for month, counts in coverage.months.items()))


def by_ids(coverage: Coverage) -> str:
    """A line for each span of ids."""
    return _by_ids(coverage, coverage.span)


def _by_ids(coverage: Coverage, width: int) -> str:
    return _table("ids", ((f"{first}-{first + width - 1}", counts) for first, counts in coverage.by_ids(width).items()))


def _table(heading: str, rows: Iterable[tuple[str, Counter[str]]]) -> str:
    found = list(rows)
    kinds = (*kinds_shown(sum((counts for _, counts in found), Counter())), NEVER_MET)
    shown = [(name, *(counts[kind] for kind in kinds), share(counts)) for name, counts in found]
    return table((heading, *(_NAMES[kind] for kind in kinds), "share held"), shown)


def share(counts: Counter[str]) -> str:
    """How much is held of what may exist: ids that were never met may be articles, those that are gone or refused are none.

    >>> share(Counter(held=999, met=1, gone=500)), share(Counter(held=9999, met=1)), share(Counter(gone=3))
    ('99.9 %', '99.9 %', '')
    """
    there = sum(counts[kind] for kind in ("held", "met", "failing", "given_up", NEVER_MET))
    return f"{counts[HELD] * 1000 // there / 10:.1f} %" if there else ""


def _headline(coverage: Coverage) -> str:
    parts = [f"{coverage.total[kind]:,} {_NAMES[kind]}" for kind in ALL_KINDS if coverage.total[kind]]
    return f"Ids up to {coverage.last}: {', '.join(parts)}\n"


def _width(coverage: Coverage) -> int:
    width = coverage.span
    for factor in (2, 2.5, 2) * 10:  # 1,000, 2,000, 5,000, 10,000 …
        if coverage.last <= width * _ROWS:
            break
        width = int(width * factor)
    return width


_NOTHING = "Nothing is known of any article yet: a crawl finds them (scrapy crawl buratha)\n"
_NOTES = (
    "Months are of publication; where a page tells no date, or is not held, they are those of the neighbouring ids.\n"
    "Ids that were never met may be articles or numbers that were never given: scrapy crawl buratha -a ids=FROM-TO asks for them.\n"
)
