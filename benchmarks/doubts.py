"""Measure whether the doubts are right: of the fields that were read wrong, how many were called doubtful, and of the right ones.

`python -m benchmarks.doubts` reads the bundled layouts in every condition, and those of strangers, each page alone, in sevens, and
all together. Few fields of the bundled ones are read wrong, so what these hold down is above all the false alarms.
"""

import argparse
import sys
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from benchmarks.corpus import CONDITIONS, FETCHED, HELD_OUT, Lot, Page, lots, seen_layouts
from benchmarks.engines import reading_of
from benchmarks.metrics import Reading, Truth, score
from buratha.items import to_record
from buratha.loaders import load_article
from buratha.pages.article import read_article
from buratha.pages.kinds import NoArticle
from buratha.pages.opened import open_page
from buratha.pages.repetition import Repetition
from buratha.pages.trace import Reason
from buratha.reading import learn
from tests.agency.render import LAYOUTS, layouts
from tests.odd_strangers import ODD_STRANGERS
from tests.strangers import STRANGERS

FIELDS: Final = {"title": "title", "body": "exact", "published": "date_time", "views": "views", "author": "author", "category": "category"}
"""The fields that are judged, each by the metric that says whether it is right."""

MODES: Final = {"alone": 1, "sevens": 7, "together": 10_000}
"""How many pages are read at once."""

FOLDERS: Final = {"bundled": LAYOUTS, "strangers": STRANGERS, "odd strangers": ODD_STRANGERS}
"""Where layouts are, and what they are called in the file of floors."""

FLOORS: Final = Path(__file__).parent / "doubts.toml"
"""Folder, mode: the most of all fields that is wrong, the least share of those that is caught, the most of the right ones that is doubtful."""

REFUSED: Final = "no article"
_SHOWN: Final = 60
_MOST_SHOWN: Final = 6

Counts = Counter[tuple[str, str, bool, bool]]
"""How often a field was, in a mode: right, doubtful. Pages that gave no article stand there under a field of that name."""


@dataclass(frozen=True)
class Found:
    """One field of one page as it was read, beside what the page says."""

    mode: str
    layout: str
    condition: str
    url: str
    field: str
    right: bool
    reasons: tuple[Reason, ...]
    read: object
    true: object

    def __str__(self) -> str:
        """One line for a person."""
        why = "; ".join(f"{reason.name} «{reason.detail[:_SHOWN]}»" if reason.detail else reason.name for reason in self.reasons)
        number = self.url.rpartition("/")[2]
        verdict = f"{'right' if self.right else 'WRONG'} {'doubtful' if self.reasons else 'trusted'}"
        values = f"\n    read {_short(self.read, self.true)}\n    true {_short(self.true, self.read)}" if not self.right else ""
        return f"{self.mode} {self.layout} {self.condition} {number} {self.field}: {verdict}{f' ({why})' if why else ''}{values}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure as the command line says; the status is 1 where a floor is broken."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.doubts", description="Whether doubts are right.")
    parser.add_argument("--folder", type=Path, metavar="PATH", help="layouts of another folder instead: nothing is pinned for those")
    parser.add_argument("--layouts", nargs="+", metavar="NAME", help=f"only these; {HELD_OUT} for those that are not looked at")
    parser.add_argument("--conditions", nargs="+", choices=CONDITIONS, default=tuple(CONDITIONS), metavar="NAME", help=f"of {', '.join(CONDITIONS)}")
    parser.add_argument("--failing", nargs="?", const="mistakes", choices=("mistakes", "missed", "false"), metavar="WHICH", help=_FAILING)
    options = parser.parse_args(arguments)
    folders = {str(options.folder): options.folder} if options.folder else FOLDERS
    known = {name for folder in folders.values() for name in (*seen_layouts(folder), HELD_OUT)}
    if odd := sorted(set(options.layouts or ()) - known):
        parser.error(f"--layouts: {', '.join(odd)}: not known; there is {', '.join(sorted(known))}")
    broken = []
    for name, folder in folders.items():
        counts = _measured(options.layouts or known, options.conditions, folder, options.failing)
        sys.stdout.write(f"\n{name}\n\n{table(counts)}")
        if not options.layouts and options.conditions == tuple(CONDITIONS):
            broken += list(below_floors(name, counts))
    sys.stdout.writelines(f"{line}\n" for line in broken)
    return 1 if broken else 0


_FAILING: Final = "list them one by one: all mistakes and false alarms, or only those mistakes that were missed, or only the false alarms"


def _measured(names: Iterable[str], conditions: Sequence[str], folder: Path, failing: str | None) -> Counts:
    """Count, and list on the way what was asked for."""
    held = {name for name, layout in layouts(folder).items() if layout.held_out}
    counts: Counts = Counter()
    for found in measure(lots(names, conditions, folder)):
        counts[found.mode, found.field, found.right, bool(found.reasons)] += 1
        if failing and found.layout not in held and _is_listed(found, failing):
            sys.stdout.write(f"{found}\n")
    return counts


def _is_listed(found: Found, failing: str) -> bool:
    missed, false = not found.right and not found.reasons, found.right and bool(found.reasons)
    return {"missed": missed, "false": false, "mistakes": false or not found.right}[failing]


def measure(measured: Iterable[Lot]) -> Iterator[Found]:
    """Read lots in every mode and judge their fields."""
    for each in measured:
        for mode, size in MODES.items():
            for start in range(0, len(each.pages), size):
                pages = each.pages[start : start + size]
                for page, (record, reasons) in zip(pages, _read(pages), strict=True):
                    yield from _judged(mode, each, page, record, reasons)


def _read(pages: Sequence[Page]) -> Iterator[tuple[dict[str, Any] | NoArticle, Sequence[Reason]]]:
    """Read pages together as `buratha.read_pages` does, and keep the reasons of their doubts."""
    memory = Repetition()
    opened = [open_page(page.body, page.url, page.content_type) for page in pages]
    learn(opened, memory, FETCHED)
    for one in opened:
        facts = read_article(one, memory, FETCHED)
        if isinstance(facts, NoArticle):
            yield facts, ()
        else:
            yield to_record(load_article(facts, FETCHED)), facts.trace.reasons if facts.trace else ()


def _judged(mode: str, each: Lot, page: Page, record: dict[str, Any] | NoArticle, reasons: Sequence[Reason]) -> Iterator[Found]:
    where = mode, each.layout, each.condition, page.url
    if isinstance(record, NoArticle):
        yield Found(*where, REFUSED, right=False, reasons=(Reason(REFUSED, record.reason),), read=str(record), true=page.truth.title)
        return
    reading = reading_of(record)
    found = score(page.truth, reading)
    for name, metric in FIELDS.items():
        why = tuple(reason for reason in reasons if reason.field == name)
        right = bool(getattr(found, metric))
        yield Found(*where, name, right=right, reasons=why, read=_value(reading, name), true=_value(page.truth, name))


def _value(given: Reading | Truth, name: str) -> object:
    return getattr(given, name)


def _short(value: object, other: object) -> str:
    """A value in short: of a text the lines that the other has not."""
    if not isinstance(value, str) or not isinstance(other, str):
        return repr(value)[: _SHOWN * 2]
    theirs = set(other.split("\n"))
    lines = [line for line in value.split("\n") if line not in theirs]
    return f"{len(value.split())} words: " + (" / ".join(_cut(line) for line in lines[:_MOST_SHOWN]) or "nothing of its own")


def _cut(line: str) -> str:
    return line if len(line) <= 2 * _SHOWN else f"{line[:_SHOWN]} … {line[-_SHOWN:]}"


def share(counts: Counts, mode: str, name: str | None, *, right: bool) -> float:
    """The share of a field's right values, or of its wrong ones, that is called doubtful; of all fields without a name. 1 of none wrong."""
    of_interest = {key: count for key, count in counts.items() if key[0] == mode and _is_of(key[1], name) and key[2] == right}
    total = sum(of_interest.values())
    return sum(count for key, count in of_interest.items() if key[3]) / total if total else float(not right)


def wrong_share(counts: Counts, mode: str) -> float:
    """The share of all fields that is read wrong."""
    right, wrong = (
        sum(count for key, count in counts.items() if key[0] == mode and key[1] != REFUSED and key[2] == which) for which in (True, False)
    )
    return wrong / (right + wrong) if right + wrong else 0.0


def _is_of(field: str, name: str | None) -> bool:
    return field == name if name else field != REFUSED


def table(counts: Counts) -> str:
    """The figures as a table in Markdown."""
    lines = ["| read | field | wrong | of them doubtful | right | of them doubtful |", "| --- | --- | ---: | ---: | ---: | ---: |"]
    for mode in MODES:
        for name in (*FIELDS, None):
            wrong, right = (
                sum(count for key, count in counts.items() if key[0] == mode and _is_of(key[1], name) and key[2] == which) for which in (False, True)
            )
            caught, false = (share(counts, mode, name, right=which) for which in (False, True))
            lines.append(f"| {mode} | {name or '**all**'} | {wrong} | {caught:.1%} | {right} | {false:.1%} |")
    refused = {mode: counts[mode, REFUSED, False, True] for mode in MODES}
    said = ", ".join(f"{count} {mode}" for mode, count in refused.items() if count)
    return "\n".join(lines) + "\n" + (f"\nPages called no article: {said}.\n" if said else "")


def below_floors(name: str, counts: Counts) -> Iterator[str]:
    """What is worse than it may be, in words. A folder for which nothing is pinned cannot fall below."""
    pinned = tomllib.loads(FLOORS.read_text(encoding="utf-8")).get(name, {})
    for mode, floor in pinned.items():
        caught, false = (share(counts, mode, None, right=which) for which in (False, True))
        if (wrong := wrong_share(counts, mode)) > floor["wrong"]:
            yield f"{name}, {mode}: {wrong:.1%} of the fields are read wrong, the ceiling is {floor['wrong']:.1%}"
        if caught < floor["caught"]:
            yield f"{name}, {mode}: {caught:.1%} of the wrong fields are doubtful, the floor is {floor['caught']:.1%}"
        if false > floor["false"]:
            yield f"{name}, {mode}: {false:.1%} of the right fields are doubtful, the ceiling is {floor['false']:.1%}"


if __name__ == "__main__":
    sys.exit(main())
