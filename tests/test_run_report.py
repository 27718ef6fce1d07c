"""What runs of a crawl leave behind themselves: the report with its findings, the log, a message, a file for Prometheus."""

import json
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.agency.generated import generate
from tests.agency.serving import running
from tests.agency.site import make_app
from tests.crawling import Place, Run, crawl, run
from tests.outlets.receiver import receiving

OLD, NEW = 60, 30
LATER = "run-20260301T030000Z-9.json"
"""Lies beside the reports since before the second run, as where a backup of the archive was put back."""


@dataclass(frozen=True)
class Redesign:
    """Two runs, between which the agency had its pages made anew and went on writing."""

    before: Run
    after: Run
    folder: Path
    received: list[dict[str, Any]]

    def report(self, number: int) -> dict[str, Any]:
        """Return the report of the first or the second run."""
        (path,) = (self.folder / "reports").glob(f"run-*-{number}.json")
        found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        return found


@pytest.fixture(scope="module")
def redesign(tmp_path_factory: pytest.TempPathFactory) -> Redesign:
    folder = tmp_path_factory.mktemp("redesign")
    articles = generate(OLD + NEW, seed=4)
    # Ids grow with time: the old ones first. The place is told the same port, so that what was learnt is of the same server.
    with receiving() as (host, received):
        outlets = ("-s", f"BURATHA_NOTIFY=json://user:pa55@{host}", "-s", f"BURATHA_PROMETHEUS_FILE={folder}/buratha.prom")
        with running(make_app(articles[-OLD:], layout="plain-divs")) as url:
            before = crawl(Place(url, folder), *outlets)
        port = int(url.rpartition(":")[2])
        (folder / "reports" / LATER).write_text("{}")
        with running(make_app(articles, layout="blog-theme"), port) as url:
            after = crawl(Place(url, folder), *outlets, "-s", "BURATHA_YOUNG_HOURS=0")
    return Redesign(before, after, folder, received)


def test_the_first_run_has_nothing_to_be_compared_with(redesign: Redesign) -> None:
    assert redesign.before.code == 0, redesign.before.log
    assert redesign.report(1)["findings"] == []


def test_lengths_and_layouts_are_counted_by_section(redesign: Redesign) -> None:
    stats = redesign.report(1)["stats"]

    def below(prefix: str) -> int:
        return sum(number for name, number in stats.items() if name.startswith(prefix))

    assert below("buratha/words/") == below("buratha/articles/") - stats.get("buratha/empty/body", 0)
    assert below("buratha/section_layout/") == below("buratha/layout/") == below("buratha/articles/")
    assert below("buratha/section_layout/news/") == stats["buratha/articles/news"]
    assert below("buratha/section_empty/") == below("buratha/empty/") > 0


def test_reports_that_the_archive_is_older_than_are_told(redesign: Redesign) -> None:
    told = f"1 of the reports beside this run's are of runs that the archive does not know, the last is {LATER}"
    assert (told in redesign.before.log, told in redesign.after.log) == (False, True)


def test_it_tells_the_newest_that_each_listing_named(redesign: Redesign) -> None:
    before, after = (
        {name: number for name, number in redesign.report(run)["stats"].items() if name.startswith(("buratha/list/newest/", "buratha/list/ahead/"))}
        for run in (1, 2)
    )
    assert before
    assert before.keys() <= after.keys()  # and nothing is ahead of its listing
    assert all(number <= after[name] for name, number in before.items())


def test_a_redesign_is_found_with_examples(redesign: Redesign) -> None:
    report = redesign.report(2)
    assert redesign.after.code == 0, redesign.after.log
    found = {finding["name"]: finding for finding in report["findings"]}
    assert set(found) == {"layout-new", "furniture-learnt-anew"}
    fresh = set(report["layouts"]) - set(redesign.report(1)["layouts"])
    examples = {example["id"] for layout in fresh for example in report["layouts"][layout]["examples"]}
    assert examples
    assert any(str(number) in found["layout-new"]["sentence"] for number in examples)


def test_findings_stand_in_the_log_below_the_outcome(redesign: Redesign) -> None:
    summary = redesign.after.log[redesign.after.log.index("The run is complete") :]
    assert "Warning, layout-new: " in summary


def test_one_message_is_sent_for_the_run_with_findings(redesign: Redesign) -> None:
    assert [body["title"] for body in redesign.received] == ["buratha: run 2 complete, 2 findings"]
    assert "pa55" not in redesign.before.log + redesign.after.log + json.dumps(redesign.report(2))


def test_prometheus_has_the_last_run(redesign: Redesign) -> None:
    text = (redesign.folder / "buratha.prom").read_text(encoding="utf-8")
    assert 'buratha_last_run_outcome{outcome="complete"} 1.0' in text
    assert 'buratha_last_run_finding{level="warning",name="layout-new"} 1.0' in text


def test_the_report_counts_what_the_checks_ask_for(redesign: Redesign) -> None:
    stats, report = redesign.report(1)["stats"], redesign.report(1)
    assert sum(number for name, number in stats.items() if name.startswith("buratha/layout/")) == OLD
    assert stats["buratha/met/listing"] + stats.get("buratha/met/front", 0) <= OLD
    assert stats["buratha/list/rows/news"] >= stats["buratha/list/pages/news"] <= stats["buratha/listed_pages/news"]
    assert stats["buratha/warmup/known_before"] == 0
    assert stats["buratha/given_up/articles"] == stats["buratha/given_up/listings"] == 0
    empty = sum(record["author"] is None for record in redesign.before.records if record["id"] in first_ids(redesign))
    assert stats.get("buratha/empty/author", 0) == empty
    delivered = {record["id"]: record["doubts"] for record in redesign.before.records if record["id"] in first_ids(redesign)}
    assert {row["id"]: row["doubts"] for row in report["doubtful"]} == {number: doubts for number, doubts in delivered.items() if doubts}


def first_ids(redesign: Redesign) -> set[int]:
    """Return the ids that the first run delivered."""
    first = min(path for path in redesign.before.place.feeds.glob("*.jsonl"))
    return {json.loads(line)["id"] for line in first.read_text(encoding="utf-8").splitlines()}


def test_the_page_lies_beside_the_report_and_can_be_made_again(redesign: Redesign) -> None:
    reports = redesign.folder / "reports"
    (page,) = reports.glob("run-*-2.html")
    made = page.read_text(encoding="utf-8")
    assert "layout-new" in made
    assert (reports / "latest.html").read_text(encoding="utf-8") == made
    page.unlink()
    again = run(redesign.after.place, "report", "--last")
    assert again.output.strip() == str(page)
    assert page.read_text(encoding="utf-8") == made
    earlier = run(redesign.after.place, "report", "١")
    assert earlier.output.strip().endswith("-1.html")
    assert (reports / "latest.html").read_text(encoding="utf-8") == made


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("7",), "no report of run 7; the last one is run 2"),
        (("one",), "name one run by its number"),
        (("1", "--last"), "name one run by its number"),
    ],
)
def test_a_run_that_there_is_not_is_told(redesign: Redesign, arguments: tuple[str, ...], told: str) -> None:
    done = run(redesign.after.place, "report", *arguments)
    assert done.code == 2
    assert told in done.output + done.log


def test_an_outlet_that_cannot_be_used_is_told_before_the_crawl(tmp_path: Path) -> None:
    place = Place("http://127.0.0.1:9", tmp_path)
    done = crawl(place, "-s", "BURATHA_NOTIFY=pigeon://loft")
    assert done.code == 2
    assert "BURATHA_NOTIFY: address 1 (pigeon)" in done.output + done.log
    assert not (tmp_path / "archive.sqlite").exists()


def test_what_cannot_be_published_does_not_change_the_outcome(tmp_path: Path) -> None:
    (tmp_path / "taken.prom").mkdir()
    with receiving() as (gone, _):
        pass
    with running(make_app(generate(8, seed=1))) as url:
        outlets = ("-s", f"BURATHA_PROMETHEUS_FILE={tmp_path}/taken.prom", "-s", f"BURATHA_NOTIFY=json://user:pa55@{gone}")
        done = crawl(Place(url, tmp_path), *outlets, "-a", "sections=news,nowhere")
    assert "The Prometheus file failed" in done.log
    assert done.code in {0, 3}
    assert "pa55" not in done.log
    assert done.records


def test_a_run_that_cannot_open_its_archive_is_told_too(tmp_path: Path) -> None:
    (tmp_path / "archive.sqlite").write_text("no database at all, " * 500, encoding="utf-8")
    metrics = tmp_path / "buratha.prom"
    with receiving() as (host, received), running(make_app(generate(8, seed=1))) as url:
        done = crawl(Place(url, tmp_path), "-s", f"BURATHA_PROMETHEUS_FILE={metrics}", "-s", f"BURATHA_NOTIFY=json://{host}")
    assert done.code == 1
    assert [(body["title"], body["type"]) for body in received] == [("buratha: a run failed", "failure")]
    assert "archive.sqlite: file is not a database; " in received[0]["message"]
    assert "none is held" not in received[0]["message"] + done.log
    assert 'buratha_last_run_outcome{outcome="failed"} 1.0' in metrics.read_text(encoding="utf-8")
    assert not (tmp_path / "reports").exists()
    assert "Traceback" not in done.log


def test_a_run_whose_report_cannot_be_written_fails_and_takes_nothing_with_it(tmp_path: Path) -> None:
    (tmp_path / "reports").write_text("a file where the folder should be", encoding="utf-8")
    with running(make_app(generate(8, seed=1))) as url:
        done = crawl(Place(url, tmp_path))
    assert done.code == 1
    assert "Failed run: its report could not be written, since " in done.log
    assert len(done.records) == 8
    assert "Traceback" not in done.log
    with closing(sqlite3.connect(tmp_path / "archive.sqlite")) as archive:
        (kept,) = archive.execute("SELECT report FROM runs").fetchone()
    assert json.loads(kept)["outcome"] == "failed"
    assert "its report could not be written" in json.loads(kept)["faults"][0]["sentence"]


def test_a_run_whose_report_the_archive_was_not_told_is_none_that_died_while_its_file_is_there(tmp_path: Path) -> None:
    """As where the archive's server goes away before a run has ended."""
    with running(make_app(generate(3, seed=6))) as url:
        place = Place(url, tmp_path)
        assert crawl(place, "-a", "sections=news").code == 0
        with closing(sqlite3.connect(tmp_path / "archive.sqlite")) as archive, archive:
            archive.execute("UPDATE runs SET ended = NULL, outcome = NULL, report = NULL")
        after = crawl(place, "-a", "sections=news")
    assert after.code == 0, after.log
    assert "run-died" not in after.log
