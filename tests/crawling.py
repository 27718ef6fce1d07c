"""Run the project's own commands as a user does, in a process of their own, and read what they leave."""

import csv
import json
import os
import re
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, Final

from tests.forked import First, Forked, forked, may_be_forked

ROOT: Final = Path(__file__).parents[1]
FAST: Final = ("-s", "AUTOTHROTTLE_ENABLED=False", "-s", "DOWNLOAD_DELAY=0", "-s", "RETRY_TIMES=1")
"""What makes a crawl of a server on loopback quick."""

_COUNT: Final = re.compile(r"'(buratha/[^']+)': (\d+)")
_LONGEST: Final = 120


@dataclass(frozen=True)
class Place:
    """Where a crawl happens: the server, and a folder for all that it leaves."""

    url: str
    folder: Path

    @property
    def feeds(self) -> Path:
        """The folder of the feeds."""
        return self.folder / "feeds"

    @property
    def environment(self) -> dict[str, str]:
        """The environment that tells the project all this."""
        own = {
            "BURATHA_BASE_URL": self.url,
            "BURATHA_FEEDS_DIR": str(self.feeds),
            "BURATHA_ARCHIVE_URL": f"sqlite:///{self.folder / 'archive.sqlite'}",
            "PYTHONIOENCODING": "utf-8",
        }
        others = {name: value for name, value in os.environ.items() if not name.startswith(("BURATHA_", "SCRAPY_"))}
        return others | own


@dataclass(frozen=True)
class Run:
    """What a command said, and what it left in its place."""

    place: Place
    code: int
    output: str
    log: str
    counts: Mapping[str, int] = field(default_factory=dict)

    @cached_property
    def files(self) -> list[str]:
        """The names of all files in the feeds' folder, hidden ones too."""
        return sorted(path.name for path in self.place.feeds.iterdir()) if self.place.feeds.exists() else []

    @cached_property
    def records(self) -> list[dict[str, Any]]:
        """The records of all JSON Lines feeds."""
        return [json.loads(line) for path in sorted(self.place.feeds.glob("*.jsonl")) for line in path.read_text(encoding="utf-8").splitlines()]

    @cached_property
    def rows(self) -> list[dict[str, str]]:
        """The rows of all CSV feeds, cells as they stand in the file."""
        found: list[dict[str, str]] = []
        for path in sorted(self.place.feeds.glob("*.csv")):
            with path.open(encoding="utf-8-sig", newline="") as file:
                found += csv.DictReader(file)
        return found

    @property
    def ids(self) -> list[int]:
        """The ids of the records, sorted."""
        return sorted(record["id"] for record in self.records)

    def count(self, name: str) -> int:
        """How often something was counted in the run."""
        return self.counts.get(f"buratha/{name}", 0)


def command(*arguments: str) -> list[str]:
    """The command line of ``python -m scrapy``."""
    return [sys.executable, "-m", "scrapy", *arguments]


def run(place: Place, *arguments: str, cwd: Path = ROOT, first: First | None = None) -> Run:
    """Run a command of ``scrapy`` to its end, after something else where that is told."""
    environment = place.environment
    may_be = first is not None or (cwd == ROOT and may_be_forked(environment))
    code, output, log = forked(arguments, cwd, environment, _LONGEST, first) if may_be else _started(arguments, cwd, environment, _LONGEST)
    return Run(place, code, output, log, counts_in(log))


def _started(arguments: Sequence[str], cwd: Path, environment: Mapping[str, str], longest: float) -> tuple[int, str, str]:
    """Run a command in an interpreter of its own."""
    done = subprocess.run(command(*arguments), cwd=cwd, env=environment, capture_output=True, check=False, timeout=longest, encoding="utf-8")
    return done.returncode, done.stdout, done.stderr


def counts_in(log: str) -> dict[str, int]:
    """The project's own stats, as a run's log has them at its end."""
    return {name: int(count) for name, count in _COUNT.findall(log)}


def begun(place: Place, *arguments: str, first: First | None = None, is_heard: bool = True) -> Forked:
    """Begin to crawl in a process that the test may stop, and whose log it may read meanwhile."""
    return Forked(["crawl", "buratha", *FAST, *arguments], ROOT, place.environment, first, is_heard=is_heard)


def crawl(place: Place, *arguments: str) -> Run:
    """Crawl to the end, without the waits that a real server is owed."""
    return run(place, "crawl", "buratha", *FAST, *arguments)
