"""What came of a run: as Markdown tables, in the docs between two markers, and as JSON."""

from collections.abc import Iterator
from pathlib import Path
from platform import python_version
from typing import Any, Final

from benchmarks.corpus import CONDITIONS, HELD_OUT, seen_layouts
from benchmarks.engines import BASELINE, Engine
from benchmarks.metrics import METRICS
from benchmarks.running import Results

DOCS: Final = Path(__file__).parent.parent / "docs" / "benchmark-pages.md"
BEGIN: Final = "<!-- figures: begin -->"
END: Final = "<!-- figures: end -->"

_AS_NUMBERS: Final = {"body_f1"}
_NOT_GIVEN: Final = "-"


def markdown(results: Results) -> str:
    """Return the tables, one for each condition, and what has to be known to read them."""
    conditions = sorted(results.conditions, key=HELD_OUT.__eq__)
    parts = [part for condition in conditions for part in (f"### {_title(condition)}", _table(results, condition))]
    return "\n\n".join([_scope(results), *parts, *_notes(results)]) + "\n"


def _title(condition: str) -> str:
    return "Held out" if condition == HELD_OUT else CONDITIONS[condition].title.capitalize()


def _scope(results: Results) -> str:
    shown = [name for name in results.layouts if name != HELD_OUT]
    layouts = f"{len(shown)} layouts" if len(shown) == len(seen_layouts()) else ", ".join(shown)
    held = " and those held out" if HELD_OUT in results.layouts else ""
    size = results.size / max(results.pages, 1) / 1000
    return f"{results.pages} pages of {size:.0f} KB on average, from {layouts or 'no layout'}{held}; Python {python_version()}."


def _table(results: Results, condition: str) -> str:
    titles = ["engine", *(metric.title for metric in METRICS.values()), "CPU ms a page", f"speed / {BASELINE}'s"]
    rows = [titles, ["---"] + ["--:"] * (len(titles) - 1)]
    rows += [_row(results, engine, condition) for engine in results.engines]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _row(results: Results, engine: Engine, condition: str) -> list[str]:
    figures = results.figures(engine.name, condition)
    ratio = results.times_as_fast(engine.name, condition, BASELINE)
    cells = [_cell(metric, figures.get(metric)) for metric in METRICS]
    return [engine.title, *cells, f"{results.ms(engine.name, condition):.1f}", _NOT_GIVEN if ratio is None else f"{ratio:.1f}"]


def _cell(metric: str, value: float | None) -> str:
    if value is None:
        return _NOT_GIVEN
    return f"{value:.4f}" if metric in _AS_NUMBERS else f"{value:.1%}"


def _notes(results: Results) -> Iterator[str]:
    yield "Settings:\n\n" + "\n".join(f"- {engine.title}: {engine.settings}" for engine in results.engines)
    raised = [f"{engine.title}: {results.raised[engine.name]}" for engine in results.engines if results.raised[engine.name]]
    if raised:
        yield "Pages on which an engine raised an exception, read as empty: " + "; ".join(raised) + "."
    if results.skipped:
        yield "Skipped: " + "; ".join(f"{name}: {reason}" for name, reason in results.skipped.items()) + "."


def write_docs(text: str, path: Path = DOCS) -> None:
    """Put the tables between the markers of the page in the docs; a page without them is an error."""
    page = path.read_text(encoding="utf-8")
    head, begin, rest = page.partition(BEGIN)
    _, end, tail = rest.partition(END)
    if not (begin and end):
        message = f"{path} lacks {BEGIN} or {END}"
        raise ValueError(message)
    path.write_text(f"{head}{BEGIN}\n\n{text}\n{END}{tail}", encoding="utf-8")


def as_json(results: Results) -> dict[str, Any]:
    """Return all figures; those of held-out layouts together only."""
    return {
        "pages": results.pages,
        "python": python_version(),
        "engines": {engine.name: _engine_json(results, engine) for engine in results.engines},
        "skipped": results.skipped,
    }


def _engine_json(results: Results, engine: Engine) -> dict[str, Any]:
    return {
        "title": engine.title,
        "settings": engine.settings,
        "raised": results.raised[engine.name],
        "conditions": {condition: _condition_json(results, engine, condition) for condition in results.conditions},
    }


def _condition_json(results: Results, engine: Engine, condition: str) -> dict[str, Any]:
    shown = [] if condition == HELD_OUT else [name for name in results.layouts if name != HELD_OUT]
    return {
        "figures": results.figures(engine.name, condition),
        "layouts": {layout: results.figures(engine.name, condition, layout) for layout in shown},
        "cpu_ms": results.ms(engine.name, condition),
        f"speed_of_{BASELINE}": results.times_as_fast(engine.name, condition, BASELINE),
    }
