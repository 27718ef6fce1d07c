"""Measure how well pages are read, by the project and by five libraries, side by side in one run.

`python -m benchmarks.pages` takes all engines, layouts and conditions, and its tables go into the docs;
`python -m benchmarks.pages --check` holds the project alone against the floors, and ends with 1 where a figure is under its own.
"""

import argparse
import json
import sys
from collections.abc import Callable, Collection, Iterable, Sequence
from pathlib import Path
from typing import Final

from benchmarks.corpus import CONDITIONS, HELD_OUT, lots, seen_layouts
from benchmarks.engines import ENGINES, OWN, Engine, MissingError, load
from benchmarks.floors import FloorsError, load_floors, pinned
from benchmarks.report import as_json, markdown, write_docs
from benchmarks.running import Results, run

_ROOM: Final = 0.002
"""A floor with more room than this could be raised."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the benchmark as the command line says; return the exit status."""
    options = parse(arguments)
    results = measure(options.engines, options.layouts, options.conditions)
    if not results.engines:
        _tell("; ".join(f"{name}: {reason}" for name, reason in results.skipped.items()))
        return 1
    if options.json:
        options.json.write_text(json.dumps(as_json(results), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    if options.check:
        return check(results)
    text = markdown(results)
    sys.stdout.write(text)
    if options.whole and not results.skipped:
        write_docs(text)
    else:
        _tell("the docs are left as they are: only a run of all engines, layouts and conditions is written there")
    return 0


def parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    """Read the command line; `whole` says whether nothing was left out."""
    places = (*seen_layouts(), HELD_OUT)
    parser = argparse.ArgumentParser(prog="python -m benchmarks.pages", description="How well pages are read.")
    parser.add_argument("--engines", type=_names(ENGINES), metavar="A,B", help=f"of {', '.join(ENGINES)}")
    parser.add_argument("--layouts", type=_names(places), metavar="A,B", help=f"of {', '.join(places)}")
    parser.add_argument("--conditions", type=_names(CONDITIONS), metavar="A,B", help=f"of {', '.join(CONDITIONS)}")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write all figures there, by layout too")
    parser.add_argument("--check", action="store_true", help="hold the project's own figures against their floors")
    options = parser.parse_args(arguments)
    options.whole = not (options.engines or options.layouts or options.conditions)
    if options.check and not options.whole:
        parser.error("--check measures all that the floors are pinned on: choose nothing beside it")
    options.engines = options.engines or (OWN if options.check else ENGINES)
    options.layouts = options.layouts or places
    options.conditions = options.conditions or tuple(CONDITIONS)
    return options


def _names(known: Collection[str]) -> Callable[[str], tuple[str, ...]]:
    """Make a reader of comma-separated lists of known names."""

    def read(text: str) -> tuple[str, ...]:
        names = tuple(name.strip() for name in text.split(","))
        if unknown := [name for name in names if name not in known]:
            message = f"{', '.join(unknown)}: not known; there is {', '.join(known)}"
            raise argparse.ArgumentTypeError(message)
        return names

    return read


def measure(engines: Iterable[str], layouts: Iterable[str], conditions: Iterable[str]) -> Results:
    """Let the engines that are there read the pages; the results say which were not, and why."""
    ready: list[Engine] = []
    skipped: dict[str, str] = {}
    for name in engines:
        try:
            ready.append(load(name))
        except MissingError as error:
            skipped[name] = str(error)
    results = run(ready, lots(layouts, conditions) if ready else (), _tell)
    results.skipped.update(skipped)
    return results


def check(results: Results) -> int:
    """Say which figures are under their floors, and which floors could be raised."""
    try:
        figures = pinned(results, load_floors())
    except FloorsError as error:
        _tell(f"floors.toml: {error}")
        return 1
    broken = [each for each in figures if each.broken]
    for each in figures:
        if each.room > _ROOM:
            _tell(f"could be raised: {each}")
    for each in broken:
        _tell(f"FAILED: {each}")
    _tell(f"{len(figures) - len(broken)} of {len(figures)} figures hold")
    return 1 if broken else 0


def _tell(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
