"""Measure whether the doubts are right: of the fields that were read wrong, how many were called doubtful, and of the right ones.

`python -m benchmarks.doubts` reads the bundled layouts in every condition, each page alone, in sevens, and all together. Few fields of
these are read wrong, so what this holds down is above all the false alarms.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

import buratha
from benchmarks.corpus import CONDITIONS, FETCHED, HELD_OUT, Lot, lots, seen_layouts
from benchmarks.engines import reading_of
from benchmarks.metrics import score

FIELDS: Final = {"title": "title", "body": "exact", "published": "date_time", "views": "views", "author": "author", "category": "category"}
"""The fields that are judged, each by the metric that says whether it is right."""

MODES: Final = {"alone": 1, "sevens": 7, "together": 10_000}
"""How many pages are read at once."""

MOST_FALSE: Final = 0.05
"""So many of the right fields may be called doubtful."""

Counts = Counter[tuple[str, str, bool, bool]]
"""How often a field was, in a mode: right, doubtful."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure as the command line says; the status is 1 where there are too many false alarms."""
    places = (*seen_layouts(), HELD_OUT)
    parser = argparse.ArgumentParser(prog="python -m benchmarks.doubts", description="Whether doubts are right.")
    parser.add_argument("--layouts", nargs="+", choices=places, default=places, metavar="NAME", help=f"of {', '.join(places)}")
    parser.add_argument("--conditions", nargs="+", choices=CONDITIONS, default=tuple(CONDITIONS), metavar="NAME", help=f"of {', '.join(CONDITIONS)}")
    options = parser.parse_args(arguments)
    counts = measure(lots(options.layouts, options.conditions))
    sys.stdout.write(table(counts))
    return 1 if any(share(counts, mode, None, right=True) > MOST_FALSE for mode in MODES) else 0


def measure(measured: Iterable[Lot]) -> Counts:
    """Read lots in every mode and count their fields."""
    counts: Counts = Counter()
    for each in measured:
        pages = [(page.body, page.url, page.content_type) for page in each.pages]
        for mode, size in MODES.items():
            for start in range(0, len(pages), size):
                records = buratha.read_pages(pages[start : start + size], now=FETCHED)
                for page, record in zip(each.pages[start:], records, strict=False):
                    if isinstance(record, buratha.NoArticle):
                        continue
                    found = score(page.truth, reading_of(record))
                    for name, metric in FIELDS.items():
                        counts[mode, name, bool(getattr(found, metric)), name in record["doubts"]] += 1
    return counts


def share(counts: Counts, mode: str, name: str | None, *, right: bool) -> float:
    """The share of a field's right values, or of its wrong ones, that is called doubtful; of all fields without a name. 1 of none wrong."""
    of_interest = {key: count for key, count in counts.items() if key[0] == mode and key[1] == (name or key[1]) and key[2] == right}
    total = sum(of_interest.values())
    return sum(count for key, count in of_interest.items() if key[3]) / total if total else float(not right)


def table(counts: Counts) -> str:
    """The figures as a table in Markdown."""
    lines = ["| read | field | wrong | of them doubtful | right | of them doubtful |", "| --- | --- | ---: | ---: | ---: | ---: |"]
    for mode in MODES:
        for name in (*FIELDS, None):
            wrong, right = (
                sum(count for key, count in counts.items() if key[0] == mode and key[1] == (name or key[1]) and key[2] == which)
                for which in (False, True)
            )
            caught, false = (share(counts, mode, name, right=which) for which in (False, True))
            lines.append(f"| {mode} | {name or '**all**'} | {wrong} | {caught:.1%} | {right} | {false:.1%} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.exit(main())
