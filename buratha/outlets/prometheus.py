"""How the last run went, as a text file for node_exporter's textfile collector. It appears at once, whole."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from prometheus_client import CollectorRegistry, Gauge, generate_latest
from prometheus_client.parser import text_string_to_metric_families

from buratha.checks.case import ENDED
from buratha.checks.remains import NO_HOLE
from buratha.feedfiles import whole
from buratha.monitors import ARTICLES, COMPLETE, FAILED, INCOMPLETE, is_delivered

ENDING = ".prom"
_READABLE = 0o644
"""By everybody, whatever the umask: node_exporter is another user, and nothing here is secret."""
_HELD = "buratha/archive/held_before"
"""It is counted by every run that has opened its archive."""
_LAST_COMPLETE = "last_complete_run_end_time_seconds"

_COUNTED = (
    ("articles", "section", ARTICLES, "Articles that the last run delivered"),
    ("articles_kept", "kind", "buratha/kept/", "Articles that the last run kept: new or revised"),
    ("articles_not_delivered", "reason", "buratha/dropped/", "Articles that the last run met or read and did not deliver"),
    ("pages_without_article", "reason", "buratha/no_article/", "Article pages of the last run that have no article"),
    ("pages_failed", "reason", "buratha/failed/", "Pages that the last run could not get"),
    ("articles_invalid", "field", "buratha/invalid/", "Articles that did not fit the schema"),
    ("doubts", "kind", "buratha/doubt/", "Doubts about the records of the last run"),
)
_STANDING = (
    ("holes_open", "reason", "buratha/holes/", "Holes of the listings that later runs go back for"),
    ("backlog", "reason", "buratha/backlog/", "Articles that are known and not held"),
)
_GIVEN_UP = ("given_up", "kind", "buratha/given_up/", "What is not asked for any more")
_NUMBERS = (
    ("last_run_duration_seconds", "elapsed_time_seconds", "How long the last run took"),
    ("last_run_memory_bytes", "memusage/max", "The greatest memory of the last run"),
    ("last_run_requests", "downloader/request_count", "Requests of the last run"),
    ("last_run_retries", "retry/count", "Requests that the last run repeated"),
    ("last_run_near_duplicates", "buratha/near_duplicates", "Records of the last run that nearly repeat an earlier one"),
)


def write(path: Path, report: Mapping[str, Any], history: Sequence[Mapping[str, Any]]) -> None:
    """Write the file in place of the last one, into a folder that is there."""
    with whole(path, take_name=_take_name) as file:
        file.write(generate_latest(registry_of(report, history, told_before=_told_before(path))))


def _take_name(part: Path, path: Path) -> None:
    part.chmod(_READABLE)
    part.replace(path)


Told = Mapping[str, Mapping[str, float]]
"""Numbers by metric and label; a metric without labels has one number under an empty one."""


def _told_before(path: Path) -> Told:
    """What the file that is there says: an archive that is damaged, begun anew or out of reach does not know it."""
    try:
        families = list(text_string_to_metric_families(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, LookupError):  # none was written yet, or somebody else wrote it
        return {}
    found: dict[str, dict[str, float]] = {}
    for sample in (sample for family in families for sample in family.samples):
        found.setdefault(sample.name, {})[next(iter(sample.labels.values()), "")] = sample.value
    return found


def registry_of(report: Mapping[str, Any], history: Sequence[Mapping[str, Any]], told_before: Told | None = None) -> CollectorRegistry:
    """The metrics of a run. What it cannot know is as it was ``told_before``, so that no alert ends by itself while the archive is out of reach."""
    registry = CollectorRegistry()
    before = told_before or {}
    _times(registry, report, history, before.get(f"buratha_{_LAST_COMPLETE}", {}).get(""))
    _outcome(registry, report)
    stats = report["stats"]
    for name, stat, text in _NUMBERS:
        _gauge(registry, name, text).set(stats.get(stat) or 0)
    for name, label, prefix, text in _COUNTED:
        is_void = prefix == ARTICLES and not is_delivered(report)
        _counted(registry, f"last_run_{name}", label, prefix, text, dict.fromkeys(stats, 0) if is_void else stats)
    whole = _last_whole(report, history)
    for name, label, prefix, text in _STANDING:
        _counted(registry, name, label, prefix, text, _as_before(before, name, prefix) if whole is None else whole)
    name, label, prefix, text = _GIVEN_UP
    _counted(registry, name, label, prefix, text, stats if _HELD in stats else _as_before(before, name, prefix))
    return registry


def _as_before(before: Told, name: str, prefix: str) -> Mapping[str, Any]:
    return {prefix + label: number for label, number in before.get(f"buratha_{name}", {}).items()}


def _last_whole(report: Mapping[str, Any], history: Sequence[Mapping[str, Any]]) -> Mapping[str, Any] | None:
    """The stats of the last run for the whole agency that came to its end: no other counts what is left. None where no such run is known."""
    runs = (run for run in (report, *history) if not run.get("arguments") and run.get("close_reason") in ENDED)
    return next((run.get("stats") or {} for run in runs), None)


def _gauge(registry: CollectorRegistry, name: str, text: str, *labels: str) -> Gauge:
    return Gauge(f"buratha_{name}", text, labels, registry=registry)


def _times(registry: CollectorRegistry, report: Mapping[str, Any], history: Sequence[Mapping[str, Any]], last_complete: float | None) -> None:
    _gauge(registry, "last_run_start_time_seconds", "When the last run began").set(_seconds(report["started"]))
    _gauge(registry, "last_run_end_time_seconds", "When the last run ended").set(_seconds(report["ended"]))
    complete = [_seconds(run["ended"]) for run in (report, *history) if run.get("outcome") == COMPLETE and run.get("ended")]
    if not complete and last_complete is not None:
        complete = [last_complete]
    if complete:
        _gauge(registry, _LAST_COMPLETE, "When the last complete run ended").set(max(complete))


def _outcome(registry: CollectorRegistry, report: Mapping[str, Any]) -> None:
    outcomes = _gauge(registry, "last_run_outcome", "1 for the outcome of the last run", "outcome")
    for outcome in (COMPLETE, INCOMPLETE, FAILED):
        outcomes.labels(outcome).set(report["outcome"] == outcome)
    findings = _gauge(registry, "last_run_finding", "1 for each finding about the last run; docs/monitors.md says what to do", "name", "level")
    for finding in report.get("findings", ()):
        findings.labels(finding["name"], finding["level"]).set(1)


def _counted(registry: CollectorRegistry, name: str, label: str, prefix: str, text: str, stats: Mapping[str, Any]) -> None:
    gauge = _gauge(registry, name, text, label)
    for stat, number in stats.items():
        if stat.startswith(prefix) and (rest := stat.removeprefix(prefix)) and rest != NO_HOLE:
            gauge.labels(rest).set(number)


def _seconds(moment: str) -> float:
    return datetime.fromisoformat(moment).timestamp()
