"""The coverage as a picture: one HTML file that needs nothing else, with 20 years at a glance."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from html import escape
from importlib.resources import files
from math import log
from string import Template

from buratha import resources
from buratha.archive.coverage import ALL_KINDS, NEVER_MET, Counts, Coverage
from buratha.archive.coverage_text import share
from buratha.archive.queries import FAILING
from buratha.archive.tables import BARRED, GIVEN_UP, GONE, HELD, MET, REFUSED
from buratha.sections import names

TEMPLATE = "coverage.html"
_LABELS = {
    HELD: "held", MET: "to fetch", FAILING: "failing", GIVEN_UP: "given up", GONE: "gone", REFUSED: "refused", BARRED: "barred",
    NEVER_MET: "never met",
}  # fmt: skip
_MEANINGS = {
    HELD: "the record is in the archive",
    MET: "the address is known, nobody has asked for it yet",
    FAILING: "asked for in vain, will be tried again",
    GIVEN_UP: "asked for in vain too often",
    GONE: "the server says that there is none",
    REFUSED: "the page is no article",
    BARRED: "never to be fetched nor delivered",
    NEVER_MET: "a number that nothing has named",
}
_MISSING = (GIVEN_UP, FAILING, MET)
_SHADES = 5
_IN_A_ROW = 50
_LEAST = 0.14
"""Height of what is missing, or known at all, however little it is: it has to be seen."""
_ROOM = 1.3
"""Height of the bars by month, in heights of the highest one of what is known."""


def picture(coverage: Coverage, now: datetime) -> str:
    """The whole page."""
    template = Template(files(resources).joinpath(TEMPLATE).read_text(encoding="utf-8"))
    months = _all_months(coverage)
    return template.substitute(
        when=f"{now:%Y-%m-%d %H:%M} UTC",
        headline=_headline(coverage),
        legend="".join(_legend(kind, coverage.total[kind]) for kind in ALL_KINDS),
        timeline=_timeline(coverage, months) if months else _none("No month is known yet."),
        sections="".join(_sections(coverage, months)) or _none("No section is known yet."),
        shades="".join(f'<i class="h{shade}"></i>' for shade in range(1, _SHADES + 1)),
        axis=_axis(months),
        ids="".join(_ids(coverage)) or _none("No article is known yet."),
        span=f"{coverage.span:,}",
        rows="".join(_year_rows(coverage)),
        heads="".join(f"<th>{_LABELS[kind]}</th>" for kind in ALL_KINDS),
    )


def _none(text: str) -> str:
    return f'<p class="none">{text}</p>'


def _headline(coverage: Coverage) -> str:
    if not coverage.total:
        return "Nothing is known of any article yet: a crawl finds them."
    missing = sum(coverage.total[kind] for kind in _MISSING)
    return (
        f"<b>{coverage.total[HELD]:,}</b> articles are held, <b>{missing:,}</b> are known and missing; of the numbers up to {coverage.last},"
        f" <b>{coverage.total[NEVER_MET]:,}</b> were never met."
    )


def _legend(kind: str, number: int) -> str:
    return f'<li><i class="{kind}"></i><span><b>{_LABELS[kind]}</b> {number:,}<small>{_MEANINGS[kind]}</small></span></li>'


def _told(counts: Counts) -> str:
    """What a cell says when it is pointed at."""
    return ", ".join(f"{counts[kind]:,} {_LABELS[kind]}" for kind in ALL_KINDS if counts[kind]) or "nothing"


# -- time --------------------------------------------------------------------------------------------------------------
def _all_months(coverage: Coverage) -> list[str]:
    """Every month from the first January to the last December."""
    known = [month for month in coverage.months if month]
    years = range(int(known[0][:4]), int(known[-1][:4]) + 1) if known else range(0)
    return [f"{year}-{month:02}" for year in years for month in range(1, 13)]


def _timeline(coverage: Coverage, months: Sequence[str]) -> str:
    """A bar for each month, as high as there are ids; what was never met is cut off before it dwarfs the rest."""
    dated = [counts for month, counts in coverage.months.items() if month]
    most = max(counts.total() - counts[NEVER_MET] for counts in dated)
    highest = min(max(counts.total() for counts in dated), int(most * _ROOM) + 1)
    cells = []
    for column, month in enumerate(months):
        counts = coverage.months.get(month)
        if counts:
            bars = _stack(column + 0.06, 0.88, [(kind, counts[kind] / highest) for kind in ALL_KINDS])
            cells.append(_cell(f"{month}: {_told(counts)}", bars))
    return _svg(len(months), "months", "Articles by month", [*_years(months), *cells]) + f'<p class="scale">full height: {highest:,} a month</p>'


def _sections(coverage: Coverage, months: Sequence[str]) -> Iterator[str]:
    """A strip for each section: how much is held in a month, and which share is missing."""
    most = max((counts[HELD] for (_, month), counts in coverage.cells.items() if month), default=0)
    for section, total in coverage.sections.items():
        cells = [_month_cell(column, section, month, coverage.cells.get((section, month)), most) for column, month in enumerate(months)]
        name = f'<bdi lang="ar" dir="rtl">{escape(arabic)}</bdi>' if (arabic := names().get(section)) else ""
        undated = coverage.cells.get((section, None), Counter())
        more = f" ({undated.total():,} of unknown month)" if undated else ""
        missing = sum(total[kind] for kind in _MISSING)
        numbers = f"<b>{total[HELD]:,}</b> held{f', <b class=miss>{missing:,}</b> missing' if missing else ''}{more}"
        strip = _svg(len(months), "strip", f"{section} by month", [*_years(months), *filter(None, cells)]) if months else ""
        yield f'<div class="row"><h3>{name} <code>{escape(section)}</code></h3>{strip}<p>{numbers}</p></div>\n'


def _month_cell(column: int, section: str, month: str, counts: Counts | None, most: int) -> str | None:
    if not counts:
        return None
    shapes = [_rect(column, 0, 1, 1, f"h{_shade(counts[HELD], most)}")] if counts[HELD] else []
    wanted = counts[HELD] + sum(counts[kind] for kind in _MISSING)
    if missing := [(kind, counts[kind] / wanted) for kind in _MISSING if counts[kind]]:
        height = max(_LEAST, sum(part for _, part in missing))
        scale = height / sum(part for _, part in missing)
        shapes.append(_stack(column, 1, [(kind, part * scale) for kind, part in missing]))
    if not shapes:
        shapes = [_rect(column, 0, 1, 1, GONE if counts[GONE] >= counts[REFUSED] else REFUSED)]
    return _cell(f"{section}, {month}: {_told(counts)}", "".join(shapes))


def _shade(number: int, most: int) -> int:
    """From 1 to 5, by the number's magnitude: a section of ten a month is seen beside one of two thousand."""
    return 1 + min(_SHADES - 1, int(_SHADES * log(number + 1) / log(most + 2)))


def _years(months: Sequence[str]) -> list[str]:
    lines = "".join(f"M{column} 0V1" for column, month in enumerate(months) if column and month.endswith("-01"))
    return [f'<path class="year" d="{lines}"/>'] if lines else []


def _axis(months: Sequence[str]) -> str:
    years = sorted({month[:4] for month in months})
    return "".join(f"<span><b>{year[:2]}</b>{year[2:]}</span>" for year in years)


# -- ids ---------------------------------------------------------------------------------------------------------------
def _ids(coverage: Coverage) -> Iterator[str]:
    """Rows of 50 spans of ids; a stretch of rows in which nothing was met is one line."""
    width, span = coverage.span * _IN_A_ROW, coverage.span
    rows = sorted({(first - 1) // width for first in coverage.spans})
    before = -1
    for row in rows:
        if row - before > 1:
            yield f'<p class="none">{(before + 1) * width + 1}–{row * width}: never met</p>\n'
        first = row * width + 1
        spans = range(first, min(first + width, max(coverage.last, *coverage.spans) + 1), span)
        cells = [_span_cell(column, at, span, coverage) for column, at in enumerate(spans)]
        yield f'<div class="ids"><code>{first}</code>{_svg(_IN_A_ROW, "strip", f"ids from {first}", cells)}</div>\n'
        before = row


def _span_cell(column: int, first: int, span: int, coverage: Coverage) -> str:
    last = first + span - 1
    counts = coverage.spans.get(first, Counter({NEVER_MET: max(0, min(last, coverage.last) - first + 1)}))
    known = counts.total() - counts[NEVER_MET]
    scale = max(1.0, _LEAST * span / known) if known else 1.0
    bars = _stack(column + 0.05, 0.9, [(kind, counts[kind] / span * (1.0 if kind == NEVER_MET else scale)) for kind in ALL_KINDS])
    held = f", {share(counts)} held" if share(counts) else ""
    return _cell(f"{first}–{last}: {_told(counts)}{held}", bars)


# -- shapes ------------------------------------------------------------------------------------------------------------
def _svg(columns: int, kind: str, label: str, shapes: Iterable[str]) -> str:
    """Shapes in a field of so many columns and the height 1, stretched to whatever room there is."""
    drawn = "".join(shapes)
    return f'<svg class="{kind}" viewBox="0 0 {columns} 1" preserveAspectRatio="none" role="img" aria-label="{escape(label)}">{drawn}</svg>'


def _cell(title: str, shapes: str) -> str:
    return f"<g><title>{escape(title)}</title>{shapes}</g>\n"


def _stack(left: float, width: float, parts: Iterable[tuple[str, float]]) -> str:
    """Parts from the bottom to the top, where the last ones are cut off."""
    shapes, top = [], 1.0
    for kind, height in parts:
        room = min(height, top)
        if room > 0:
            top -= room
            shapes.append(_rect(left, top, width, room, kind))
    return "".join(shapes)


def _rect(left: float, top: float, width: float, height: float, kind: str) -> str:
    return f'<rect class="{kind}" x="{left:.4g}" y="{top:.4g}" width="{width:.4g}" height="{height:.4g}"/>'


def _year_rows(coverage: Coverage) -> Iterator[str]:
    for year, counts in coverage.by_year().items():
        cells = "".join(f"<td>{f'{counts[kind]:,}' if counts[kind] else '–'}</td>" for kind in ALL_KINDS)
        yield f"<tr><th>{year or 'unknown'}</th>{cells}<td>{share(counts)}</td></tr>"
