"""Runs that are ended before they have asked for everything: soon, with what they have, and with a word on what they have not."""

import json
import re
import signal
import sqlite3
import time
from contextlib import closing
from functools import partial
from itertools import count
from pathlib import Path
from threading import Event

import pytest
from aiohttp import web

from tests.agency.generated import generate
from tests.crawling import Run, counts_in
from tests.dying import told_at
from tests.test_restart import check_feeds, house, of_news, until

NEWS = ("-a", "sections=news")


def test_a_server_that_asks_to_wait_does_not_hold_up_the_end(tmp_path: Path) -> None:
    asked = count()

    def wait(request: web.Request) -> web.Response | None:
        if re.search(r"/\d+$", request.path) and next(asked) >= 20:
            return web.Response(status=429, headers={"Retry-After": "3600"})
        return None

    with house(tmp_path, of_news(generate(60, seed=11))) as opened:
        opened.answer = wait
        with opened.crawling(*NEWS) as process:
            log = until(process, "The server asks to wait for 3600 seconds")
            process.send_signal(signal.SIGTERM)
            log += until(process, "Incomplete run: the run did not come to its end: shutdown")
            process.send_signal(signal.SIGTERM)  # one that comes when all is done takes nothing away
            log += process.communicate(timeout=60)[1]
        stopped = Run(opened.place, process.returncode, "", log, counts_in(log))
        assert stopped.code == 3, log
        assert stopped.count("told_to_end/not_asked") > 0
        assert "buratha/failed" not in log  # what was given up is no fault of the site
        assert len(stopped.ids) == 20
        check_feeds(opened.place, stopped.ids)


def test_a_run_that_a_setting_ends_says_what_it_did_not_ask_for(tmp_path: Path) -> None:
    with house(tmp_path, of_news(generate(60, seed=12)), page_size=60) as opened:  # its one listing names them all
        done = opened.crawl(*NEWS, "-s", "CLOSESPIDER_PAGECOUNT=20")
        assert done.code == 3
        assert "Incomplete run: the run did not come to its end: closespider_pagecount" in done.log
        assert f"Incomplete run: {60 - len(done.ids)} known articles were not asked for" in done.log
        assert done.ids
        check_feeds(opened.place, done.ids)


def test_a_hole_that_stands_through_runs_which_a_setting_ends_is_told(tmp_path: Path) -> None:
    def broken(request: web.Request) -> web.Response | None:
        return web.Response(status=500) if request.path == "/arabic/news" and request.query_string else None

    with house(tmp_path, of_news(generate(24, seed=12))) as opened:
        opened.answer = broken
        opened.crawl()
        for night in range(2):
            opened.publish(3)
            done = opened.crawl("-s", "CLOSESPIDER_ITEMCOUNT=1")
            assert done.count("told_to_end/holes/http_500") > 0, done.log
            assert ("holes-standing: holes in the listings have been open for 3 runs and more" in done.log) == (night == 1)


CLOSING = ("scrapy.core.scheduler:Scheduler.close", "buratha.delivery:measure", "buratha.extensions.report:write_json")
"""Calls of a run that is over: between Scrapy's lines «Closing spider» and the feeds, at the delivery, and at the report."""
OPENING = ("buratha.archive.keeper:check_that_it_was_not_emptied",)
"""A call after which the archive knows of the run."""


@pytest.mark.parametrize(
    ("calls", "status", "outcome", "reason", "articles"), [(CLOSING, 0, "complete", "finished", 8), (OPENING, 3, "incomplete", "shutdown", 0)]
)
def test_a_run_that_is_told_to_end_as_it_ends_or_begins_leaves_its_report(
    calls: tuple[str, ...], status: int, outcome: str, reason: str, articles: int, tmp_path: Path
) -> None:
    with house(tmp_path, of_news(generate(8, seed=13))) as opened:
        with opened.crawling(*NEWS, first=partial(told_at, calls)) as process:
            _, log = process.communicate(timeout=60)
        assert process.returncode == status, log
        assert log.count("Received SIGINT") >= len(calls)
        (path,) = (tmp_path / "reports").glob("run-*.json")
        report = json.loads(path.read_text(encoding="utf-8"))
        assert (report["outcome"], report["close_reason"], report["findings"]) == (outcome, reason, [])
        check_feeds(opened.place, Run(opened.place, status, "", log).ids)
        assert len(Run(opened.place, status, "", log).ids) == articles
        with closing(sqlite3.connect(tmp_path / "archive.sqlite")) as archive:
            assert archive.execute("SELECT outcome, ended IS NOT NULL FROM runs").fetchall() == [(outcome, 1)]


def kept(folder: Path) -> int:
    """Return how many articles the archive holds, which a run is writing to."""
    with closing(sqlite3.connect(f"file:{folder / 'archive.sqlite'}?mode=ro", uri=True)) as archive:
        return int(archive.execute("SELECT count(*) FROM revisions").fetchone()[0])


def test_a_run_that_is_told_to_end_twice_leaves_a_report_of_what_it_has_kept(tmp_path: Path) -> None:
    asked, reached, free = count(), Event(), Event()
    with house(tmp_path, of_news(generate(70, seed=11))) as opened:
        opened.answer = lambda request: opened.hold(request, reached, free) if re.search(r"/\d+$", request.path) and next(asked) >= 50 else None
        with opened.crawling(*NEWS) as process:
            assert reached.wait(60)
            while not kept(tmp_path):
                assert process.poll() is None
                time.sleep(0.02)
            process.send_signal(signal.SIGTERM)
            log = until(process, "shutting down gracefully")
            process.send_signal(signal.SIGTERM)
            log += process.communicate(timeout=60)[1]
        free.set()
        assert process.returncode == 3, log
        (path,) = (tmp_path / "reports").glob("run-*.json")
        report = json.loads(path.read_text(encoding="utf-8"))
        assert (report["outcome"], report["close_reason"], report["feeds"], report["findings"]) == ("incomplete", "killed", [], [])
        assert report["faults"][0]["sentence"].startswith("the run did not come to its end: cut short by a second signal")
        assert 0 < report["stats"]["buratha/kept/new"] <= kept(tmp_path)
        with closing(sqlite3.connect(tmp_path / "archive.sqlite")) as archive:
            ((outcome, text),) = archive.execute("SELECT outcome, report FROM runs WHERE ended IS NOT NULL").fetchall()
        assert (outcome, json.loads(text)) == ("incomplete", report)
        opened.answer = lambda _: None
        after = opened.crawl(*NEWS)
        assert "run-died" not in after.log
        check_feeds(opened.place, opened.ids)


def test_a_run_that_is_told_to_end_before_it_begins_is_none_that_died(tmp_path: Path) -> None:
    first = partial(told_at, ("buratha.extensions.report:Report.spider_opened",))
    with house(tmp_path, of_news(generate(8, seed=13))) as opened, opened.crawling(*NEWS, first=first) as process:
        _, log = process.communicate(timeout=60)
    assert process.returncode == 3, log
    assert log.rstrip().endswith("Incomplete run: the run did not come to its end: shutdown")
    if (tmp_path / "archive.sqlite").exists():
        with closing(sqlite3.connect(tmp_path / "archive.sqlite")) as archive:
            assert archive.execute("SELECT count(*) FROM runs WHERE ended IS NULL").fetchone() == (0,)
