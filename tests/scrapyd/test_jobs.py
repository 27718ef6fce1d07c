"""Jobs on a real Scrapyd: scheduled, listed, cancelled, restarted; nothing is lost and nothing comes twice."""

import json
import os
import re
import signal
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from aiohttp import web

from tests.agency.articles import load_articles
from tests.agency.generated import generate
from tests.agency.serving import running
from tests.agency.site import make_app
from tests.crawling import Place
from tests.scrapyd.gate import gated
from tests.scrapyd.node import Node, ask, until

ALL = sorted(article.id for article in load_articles())
CONTACT = "أرشيف الوراق، بغداد"


def kept(folder: Path) -> int:
    """How many articles are in a place's archive, at least."""
    with closing(sqlite3.connect(f"file:{folder / 'archive.sqlite'}?mode=ro", uri=True)) as archive:
        return int(archive.execute("SELECT count(*) FROM revisions").fetchone()[0])


def test_arguments_arrive_as_they_were_given(start: Callable[..., Node], tmp_path: Path) -> None:
    agents: set[str] = set()

    def note(request: web.Request) -> None:
        agents.add(request.headers["User-Agent"])

    with running(make_app(load_articles(), fault=note)) as url:
        node = start(Place(url, tmp_path))
        done = node.run("schedule.py", "sections=poetry,sport", f"setting=BURATHA_CONTACT={CONTACT}", "setting=DOWNLOAD_DELAY=0", "jobid=first")
        assert (done.returncode, done.stdout) == (0, "first\n")
        run = node.ended("first")
        assert run.code == 0, run.log
        assert agents == {f"buratha-crawler/1.0 (+{CONTACT})"}
        assert {record["section"] for record in run.records} == {"poetry", "sport"}
        second = node.run("schedule.py", "sections=poetry", "jobid=first")
        assert (second.returncode, second.stderr) == (
            2,
            "jobid=first is that of a finished job, whose log it would share: choose another, or leave it out\n",
        )
        assert node.jobs() == {"pending": [], "running": [], "finished": ["first"]}
        assert run.log.rstrip().endswith("The run is complete")
        status, log = ask(f"{node.url}/logs/buratha/buratha/first.log")
        assert (status, log) == (200, run.log)
        (report,) = (tmp_path / "reports").glob("run-*.json")
        assert json.loads(report.read_text(encoding="utf-8"))["outcome"] == "complete"

        wrong = node.ended(node.schedule(sections="شعر"))
        assert wrong.code == 2
        assert wrong.log.splitlines()[-1].endswith(
            "CRITICAL buratha.commands.crawl: The run could not begin: sections=شعر: 'شعر' is no slug, but the name of a section: write poetry"
        )


def test_a_job_that_cannot_be_started_does_not_take_its_slot_with_it(start: Callable[..., Node], tmp_path: Path) -> None:
    node = start(Place("http://127.0.0.1:9", tmp_path))
    for wrong in ("a/b", "../../../x"):
        node.schedule(jobid=wrong)  # by hand; deploy/schedule.py would refuse it
        node.says(rf"Job {re.escape(wrong)} could not be started and is given up; its slot goes on")
    assert node.ended(node.schedule(pages="none")).code == 2


def test_a_cancelled_job_loses_nothing(start: Callable[..., Node], tmp_path: Path) -> None:
    with gated(load_articles()) as (url, gate):
        node = start(Place(url, tmp_path))
        job = node.schedule()
        gate.wait()
        assert node.jobs()["running"] == [job]
        assert node.cancel(job) == "running"
        node.log_says(job, "shutting down gracefully")
        gate.opened.set()
        cancelled = node.ended(job)
        assert cancelled.code == 3
        assert cancelled.log.rstrip().endswith("Incomplete run: the run did not come to its end: shutdown")
        assert 10 <= len(cancelled.ids) < len(ALL)
        after = node.ended(node.schedule())
        assert after.code == 0, after.log
        assert after.ids == ALL


def test_cancelling_twice_loses_nothing_either(start: Callable[..., Node], tmp_path: Path) -> None:
    articles = [*load_articles(), *generate(40, seed=1, taken=set(ALL))]
    with gated(articles, first=60) as (url, gate):
        node = start(Place(url, tmp_path))
        job = node.schedule()
        gate.wait()
        until(lambda: kept(tmp_path) > 0, lambda: node.log(job))
        node.cancel(job)
        node.log_says(job, "shutting down gracefully")
        node.cancel(job)
        cut = node.ended(job)
        assert cut.code == 3
        assert cut.log.splitlines()[-1].endswith(
            "Incomplete run: the run did not come to its end: cut short by a second signal; what was kept comes with the next run"
        )
        assert cut.ids == []
        gate.opened.set()
        after = node.ended(node.schedule())
        assert after.code == 0, after.log
        assert after.ids == sorted(article.id for article in articles)
        assert after.count("delivered_late") >= 1


def test_two_nodes_with_places_of_their_own(start: Callable[..., Node], tmp_path: Path) -> None:
    with running(make_app(load_articles())) as url:
        one, two = (start(Place(url, tmp_path / name)) for name in ("one", "two"))
        jobs = one.schedule(sections="poetry"), two.schedule(sections="sport")
        runs = one.ended(jobs[0]), two.ended(jobs[1])
    assert [run.code for run in runs] == [0, 0]
    assert [{record["section"] for record in run.records} for run in runs] == [{"poetry"}, {"sport"}]


def test_two_nodes_with_one_archive(start: Callable[..., Node], tmp_path: Path) -> None:
    with gated(load_articles()) as (url, gate):
        one, two = start(Place(url, tmp_path / "one")), start(Place(url, tmp_path / "two"))
        job = one.schedule()
        gate.wait()
        archive = tmp_path / "one" / "archive.sqlite"
        second = two.ended(two.schedule(setting=[f"BURATHA_ARCHIVE_URL=sqlite:///{archive}"]))
        assert second.code == 1
        assert f"The archive sqlite:///{archive}: another run is writing to it: wait until it has ended" in second.log
        assert second.files == []
        gate.opened.set()
        first = one.ended(job)
    assert (first.code, first.ids) == (0, ALL)


def test_stopping_scrapyd_ends_its_jobs_and_keeps_those_that_wait(start: Callable[..., Node], tmp_path: Path) -> None:
    with gated(load_articles()) as (url, gate):
        place = Place(url, tmp_path)
        node = start(place)
        job, waiting = node.schedule(), node.schedule(jobid="waiting")
        gate.wait()
        assert node.jobs()["pending"] == [waiting]
        node.process.send_signal(signal.SIGTERM)
        node.log_says(job, "shutting down gracefully")
        gate.opened.set()
        stopped = node.ended(job)
        node.process.wait(60)
        assert stopped.code == 3
        again = start(place)
        after = again.ended(waiting)
        assert again.jobs() == {"pending": [], "running": [], "finished": sorted([job, waiting])}
    assert (after.code, after.ids) == (0, ALL)


def test_a_job_that_scrapyd_left_behind_keeps_the_archive_until_it_ends(start: Callable[..., Node], tmp_path: Path) -> None:
    with gated(load_articles()) as (url, gate):
        place = Place(url, tmp_path)
        node = start(place)
        job = node.schedule()
        gate.wait()
        pid = int(node.says(rf"Process started: .*job='{job}' pid=(\d+)")[1])
        node.stop(signal.SIGKILL)
        again = start(place)
        second = again.ended(again.schedule(jobid="second"))
        assert second.code == 1
        assert "another run is writing to it" in second.log
        os.kill(pid, signal.SIGTERM)
        node.log_says(job, "shutting down gracefully")
        gate.opened.set()
        node.log_says(job, "The run is incomplete")
        after = again.ended(again.schedule(jobid="third"))
    assert after.ids == ALL


def test_relative_places_are_refused(start: Callable[..., Node], tmp_path: Path) -> None:
    node = start(Place("http://127.0.0.1:9", tmp_path), environ={"BURATHA_ARCHIVE_URL": ""})
    done = node.ended(node.schedule())
    assert done.code == 2
    assert "The run could not begin: BURATHA_ARCHIVE_URL is 'sqlite:///data/archive.sqlite': under Scrapyd a relative path would begin at" in done.log
    assert "sqlite:////srv/buratha/data/archive.sqlite" in done.log
    done = node.ended(node.schedule(setting=[f"BURATHA_ARCHIVE_URL=sqlite:///{tmp_path / 'a.sqlite'}", "BURATHA_FEEDS_DIR=feeds"]))
    assert done.code == 2
    assert "BURATHA_FEEDS_DIR is 'feeds': under Scrapyd" in done.log
    assert not (tmp_path / "feeds").exists()


def test_items_dir_and_jobs_dir_are_complained_about_and_take_nothing_away(start: Callable[..., Node], tmp_path: Path) -> None:
    with running(make_app(load_articles()[:8])) as url:
        node = start(Place(url, tmp_path), items_dir=str(tmp_path / "items"), jobs_dir=str(tmp_path / "requests"))
        done = node.ended(node.schedule())
    assert done.code == 0
    assert "ERROR   buratha.commands.crawl: items_dir is set in scrapyd.conf" in done.log
    assert "ERROR   buratha.commands.crawl: jobs_dir is set in scrapyd.conf" in done.log
    assert not (tmp_path / "requests").exists()
    assert len(done.ids) == 8
    assert [path.suffix for path in (tmp_path / "feeds").iterdir()].count(".csv") == 1


def test_logs_are_kept(start: Callable[..., Node], tmp_path: Path) -> None:
    logs = tmp_path / "logs" / "buratha" / "buratha"
    logs.mkdir(parents=True)
    for number in range(50):
        (logs / f"old-{number}.log").touch()
    node = start(Place("http://127.0.0.1:9", tmp_path))
    node.ended(node.schedule(pages="none"))
    assert len(list(logs.iterdir())) == 51
