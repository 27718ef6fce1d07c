"""Where a run's report lies on the disk: ``run-<time>-<number>.json``, the page beside it, and the newest page under a name of its own."""

import json
import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from buratha.archive.runs import compared
from buratha.checks.delivery import DIED
from buratha.feedfiles import whole
from buratha.outlets.page import page

_NUMBERED = re.compile(r"run-\d+T\d+Z-(\d{1,15})\.json", re.ASCII)
LATEST = "latest.html"
PROBES = "-probes.html"
"""Ending of the file with the pages of a run's doubtful records."""


def path_of(folder: Path, report: Mapping[str, Any], ending: str) -> Path:
    """The file of a run."""
    started = datetime.fromisoformat(report["started"]).astimezone(UTC)
    return folder / f"run-{started:%Y%m%dT%H%M%SZ}-{report['run']}{ending}"


def of_later_runs(folder: Path, run: int) -> list[Path]:
    """The reports of runs with the number of this one or a later one, in the order of their numbers: the archive does not know these."""
    numbered = ((int(found[1]), path) for path in folder.glob("run-*.json") if (found := _NUMBERED.fullmatch(path.name)))
    return [path for number, path in sorted(numbered) if number >= run]


def found_beside(folder: Path, history: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Reports of earlier runs as the archive has them; those that it was never told, because it failed, as their files have them."""
    return [_read(folder, report) or report if report.get("close_reason") == DIED else report for report in history]


def _read(folder: Path, report: Mapping[str, Any]) -> dict[str, Any] | None:
    try:
        return compared(path_of(folder, report, ".json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None


def write_json(folder: Path, report: Mapping[str, Any]) -> Path:
    """Write the report; gives where.

    Raises:
        OSError: it cannot be written.

    """
    return _write(path_of(folder, report, ".json"), json.dumps(report, ensure_ascii=False, indent=2))


def write_page(folder: Path, report: Mapping[str, Any], history: Iterable[Mapping[str, Any]], *, is_latest: bool = True) -> Path:
    """Write the page about a run, also as the newest one; gives where.

    Raises:
        OSError: it cannot be written.

    """
    text = page(report, history)
    if is_latest:
        _write(folder / LATEST, text)
    return _write(path_of(folder, report, ".html"), text)


def _write(path: Path, text: str) -> Path:
    with whole(path) as file:
        file.write(text.encode() + b"\n")
    return path
