"""The file for node_exporter, read by the format's own parser."""

import os
from pathlib import Path

import pytest
from prometheus_client.parser import text_string_to_metric_families

from buratha.locations import SettingError
from buratha.outlets import Outlets, prometheus
from tests.crawling import ROOT
from tests.outlets.test_message import REPORT

BEFORE = {"run": 11, "started": "2026-03-01T03:00:00+00:00", "ended": "2026-03-01T03:10:00+00:00", "outcome": "complete", "stats": {}}
STATS = {
    "buratha/articles/news": 40,
    "buratha/kept/new": 38,
    "buratha/failed/article/http_503": 2,
    "buratha/holes/http_500": 1,
    "buratha/holes/gone_back_for": 4,
    "buratha/backlog/met": 7,
    "elapsed_time_seconds": 540.5,
    "memusage/max": 120_000_000,
}


def read(path: Path) -> dict[tuple[str, ...], float]:
    """Return the samples of a file by name and labels' values."""
    families = text_string_to_metric_families(path.read_text(encoding="utf-8"))
    return {(sample.name, *sample.labels.values()): sample.value for family in families for sample in family.samples}


def test_it_says_how_the_last_run_went(tmp_path: Path) -> None:
    path = tmp_path / "buratha.prom"
    prometheus.write(path, REPORT | {"stats": STATS, "close_reason": "finished"}, [BEFORE])
    found = read(path)
    assert found["buratha_last_run_start_time_seconds",] == 1772420400
    assert found["buratha_last_run_end_time_seconds",] == 1772420940
    assert found["buratha_last_complete_run_end_time_seconds",] == 1772334600
    assert {key[1]: value for key, value in found.items() if key[0] == "buratha_last_run_outcome"} == {"complete": 0, "incomplete": 1, "failed": 0}
    assert found["buratha_last_run_finding", "warning", "layout-new"] == 1
    assert found["buratha_last_run_articles", "news"] == 40
    assert found["buratha_last_run_pages_failed", "article/http_503"] == 2
    assert {key[1]: value for key, value in found.items() if key[0] == "buratha_holes_open"} == {"http_500": 1}
    assert found["buratha_backlog", "met"] == 7
    assert found["buratha_last_run_duration_seconds",] == 540.5
    assert found["buratha_last_run_memory_bytes",] == 120_000_000


def test_when_the_last_complete_run_ended_is_not_forgotten_with_the_archive(tmp_path: Path) -> None:
    path = tmp_path / "buratha.prom"
    path.write_text("no { metric\n", encoding="utf-8")
    prometheus.write(path, REPORT | {"stats": STATS}, [])
    assert ("buratha_last_complete_run_end_time_seconds",) not in read(path)
    for history in ([BEFORE], [], []):
        prometheus.write(path, REPORT | {"stats": STATS}, history)
        assert read(path)["buratha_last_complete_run_end_time_seconds",] == 1772334600


def test_what_is_kept_for_the_next_run_is_not_delivered(tmp_path: Path) -> None:
    path = tmp_path / "buratha.prom"
    prometheus.write(path, REPORT | {"stats": STATS, "feeds": []}, [])
    assert (read(path)["buratha_last_run_articles", "news"], read(path)["buratha_last_run_articles_kept", "new"]) == (0, 38)


def test_only_the_whole_file_is_left_and_in_place_of_the_last(tmp_path: Path) -> None:
    path = tmp_path / "buratha.prom"
    for run in (1, 2):
        prometheus.write(path, REPORT | {"stats": STATS, "ended": f"2026-03-0{run + 1}T03:10:00+00:00"}, [])
    assert [found.name for found in tmp_path.iterdir()] == ["buratha.prom"]
    assert read(path)["buratha_last_run_end_time_seconds",] == 1772507400
    assert ("buratha_last_complete_run_end_time_seconds",) not in read(path)


def test_everybody_may_read_it_whatever_the_umask(tmp_path: Path) -> None:
    path = tmp_path / "buratha.prom"
    before = os.umask(0o077)
    try:
        prometheus.write(path, REPORT | {"stats": STATS}, [])
    finally:
        os.umask(before)
    assert path.stat().st_mode & 0o777 == 0o644


def test_a_name_that_node_exporter_would_not_read_is_an_error_at_the_start() -> None:
    with pytest.raises(SettingError, match=r"BURATHA_PROMETHEUS_FILE is 'metrics.txt'"):
        Outlets.of({"BURATHA_PROMETHEUS_FILE": "metrics.txt"})


def test_a_relative_path_starts_where_all_others_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT / "docs")
    where = {"BURATHA_BASE_URL": "http://127.0.0.1", "BURATHA_FEEDS_DIR": "feeds", "BURATHA_ARCHIVE_URL": "sqlite:///data/archive.sqlite"}
    assert Outlets.of(where | {"BURATHA_PROMETHEUS_FILE": "docs/buratha.prom"}).prometheus == ROOT / "docs" / "buratha.prom"


def test_a_folder_that_is_not_there_is_an_error_at_the_start_and_nothing_is_made(tmp_path: Path) -> None:
    missing, taken = tmp_path / "textfile" / "x.prom", tmp_path / "file" / "x.prom"
    taken.parent.write_text("a file")
    for path in (missing, taken):
        with pytest.raises(SettingError, match=f"^BURATHA_PROMETHEUS_FILE is '{path}', but there is no folder {path.parent}: make it, or correct"):
            Outlets.of({"BURATHA_PROMETHEUS_FILE": str(path)})
    assert not missing.parent.exists()


@pytest.mark.parametrize("later", [{"arguments": {"ids": "range(1, 9)"}}, {"close_reason": "shutdown"}])
def test_what_is_left_does_not_vanish_when_a_run_does_not_count_it(tmp_path: Path, later: dict[str, object]) -> None:
    path = tmp_path / "buratha.prom"
    whole = BEFORE | {"close_reason": "finished", "arguments": {}}
    history = [whole | {"stats": STATS}, whole | {"stats": {"buratha/holes/timeout": 9}}]
    held = {"buratha/archive/held_before": True, "buratha/given_up/articles": 3}
    prometheus.write(path, REPORT | {"close_reason": "finished", "stats": held} | later, history)
    found = read(path)
    assert {key[1]: value for key, value in found.items() if key[0] == "buratha_holes_open"} == {"http_500": 1}
    assert found["buratha_backlog", "met"] == 7
    assert found["buratha_given_up", "articles"] == 3


def test_what_is_left_does_not_vanish_while_the_archive_is_out_of_reach(tmp_path: Path) -> None:
    path = tmp_path / "buratha.prom"
    held = {"buratha/archive/held_before": True, "buratha/given_up/articles": 3}
    prometheus.write(path, REPORT | {"close_reason": "finished", "arguments": {}, "stats": STATS | held}, [])
    before = read(path)
    for _ in range(2):
        prometheus.write(path, REPORT | {"close_reason": "shutdown", "stats": {"elapsed_time_seconds": 1.0}}, [])
        left = ("buratha_holes_open", "buratha_backlog", "buratha_given_up")
        assert {key: value for key, value in read(path).items() if key[0] in left} == {key: value for key, value in before.items() if key[0] in left}
    prometheus.write(path, REPORT | {"close_reason": "finished", "arguments": {}, "stats": {"buratha/archive/held_before": True}}, [])
    assert not any(key[0].startswith(("buratha_holes_open", "buratha_backlog", "buratha_given_up")) for key in read(path))
