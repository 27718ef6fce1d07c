"""Measure how well and how fast near-duplicates are found: `python -m benchmarks.duplicates`.

A generated archive with planted copies and with stories that only look alike goes through the index of an archive that holds many others.
Ends with 1 where a figure misses what is asked of it. A whole run is written into the docs.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from platform import python_version
from tempfile import TemporaryDirectory
from typing import Final

from benchmarks.duplicates_corpus import corpus
from benchmarks.duplicates_running import BATCH, PARTS, Result, run
from benchmarks.report import write_docs

DOCS: Final = Path(__file__).parent.parent / "docs" / "benchmark-duplicates.md"

PRECISION: Final = 0.995
RECALL: Final = 0.95
MS: Final = 1.5

_DOCUMENTS, _HELD, _SEED = 20_000, 500_000, 1


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the benchmark as the command line says; return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.duplicates", description="How well and how fast near-duplicates are found.")
    parser.add_argument("--documents", type=int, default=_DOCUMENTS, metavar="N", help="documents to judge (%(default)s)")
    parser.add_argument("--held", type=int, default=_HELD, metavar="N", help="others in the index before (%(default)s)")
    parser.add_argument("--seed", type=int, default=_SEED, help="another one gives another archive (%(default)s)")
    parser.add_argument("--database", metavar="URL", help="an empty database; a new SQLite file when left out")
    options = parser.parse_args(arguments)
    with TemporaryDirectory(prefix="duplicates-") as folder:
        url = options.database or f"sqlite:///{folder}/archive.db"
        result = run(corpus(options.documents, options.seed), url, options.held, options.seed)
    report = markdown(result)
    print(report)
    if (options.documents, options.held, options.seed, options.database) == (_DOCUMENTS, _HELD, _SEED, None):
        write_docs(report, DOCS)
    missed = misses(result)
    for miss in missed:
        print(miss, file=sys.stderr)
    return 1 if missed else 0


def misses(result: Result) -> list[str]:
    """What was asked for and not reached."""
    asked = (("precision", result.precision, PRECISION), ("recall", result.recall, RECALL), ("milliseconds a document", -result.all_ms, -MS))
    return [f"{name}: {abs(figure):.4f} instead of {abs(least)}" for name, figure, least in asked if figure < least]


def markdown(result: Result) -> str:
    """The figures as tables."""
    copies = sorted((+result.planted).items())
    size = result.held + result.documents - result.too_short
    lines = [
        f"{result.documents} documents, {result.planted.total()} of them copies, in an index of {result.held} others; Python {python_version()}.",
        "",
        f"- **precision {result.precision:.4f}**, **recall {result.recall:.4f}**; {result.too_short} documents were too short to compare",
        f"- **{result.all_ms:.2f} ms CPU a document**: "
        + ", ".join(f"{part} {result.ms(part):.2f}" for part in PARTS[:-1])
        + f"; to commit them in batches of {BATCH}, {result.ms(PARTS[-1]):.2f} more",
        f"- index: {result.size / 1e6:.0f} MB, {result.size / max(size, 1):.0f} bytes a document",
        "",
        "| copies planted | number | found | recall |",
        "| --- | --: | --: | --: |",
        *(f"| {kind} | {planted} | {result.right[kind]} | {result.right[kind] / planted:.1%} |" for kind, planted in copies),
        "",
        "| documents that repeat nothing | number | taken for copies |",
        "| --- | --: | --: |",
        *(f"| {kind} | {number} | {result.wrong[kind]} |" for kind, number in sorted(result.kinds.items()) if not result.planted[kind]),
        "",
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
