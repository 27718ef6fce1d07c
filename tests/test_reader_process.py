"""Pages read in a process beside the crawl's."""

import asyncio
import os
import re
import signal
import subprocess
from datetime import UTC, datetime
from pathlib import Path
from threading import Event

import pytest
from aiohttp import web

from benchmarks.crawl_site import story
from buratha.pages.repetition import Repetition
from buratha.reader import PageReader, PageToRead, process
from buratha.reader.process import ReaderGoneError, ReaderProcess, ReaderSilentError
from buratha.wholeness import Wholeness
from tests.agency.articles import load_articles
from tests.agency.serving import running
from tests.agency.site import make_app
from tests.crawling import Place, Run, begun, counts_in, crawl
from tests.forked import Forked

IN_ORDER = ("-s", "CONCURRENT_REQUESTS=1")
"""One page after the other: what is learnt depends on the order in which they come."""
BESIDE, ALONE = ("-s", "BURATHA_READER_PROCESS_AFTER=0"), ("-s", "BURATHA_READER_PROCESS_AFTER=-1")
MANY = 100_000
"""More pages than are read while a process comes up, however busy the machine is."""
NOW = datetime(2026, 11, 22, tzinfo=UTC)
CHANGES = {"first_seen", "last_seen", "views"}


def page(number: int) -> PageToRead:
    """Return a page that is soon read."""
    title, paragraphs = story(number)
    text = f"<html><h1>{title}</h1><p>{'<p>'.join(paragraphs)}</p></html>"
    return PageToRead(text.encode(), f"http://h/arabic/news/{number}", "text/html; charset=utf-8", NOW)


def workers() -> set[int]:
    """Return the processes on this machine that read pages for somebody."""
    found = subprocess.run(["pgrep", "-f", "buratha.reader.worker"], capture_output=True, text=True, check=False)
    return {int(line) for line in found.stdout.split()}


def test_records_are_the_same_beside_and_alone(tmp_path: Path) -> None:
    with running(make_app(load_articles(), layout="plain-divs")) as url:
        runs = [crawl(Place(url, tmp_path / name), *IN_ORDER, *how) for name, how in (("beside", BESIDE), ("alone", ALONE))]
    assert [run.code for run in runs] == [0, 0]
    beside, alone = ({record["id"]: {key: record[key] for key in record.keys() - CHANGES} for record in run.records} for run in runs)
    assert beside.keys() == {article.id for article in load_articles()}
    assert beside == alone
    assert (tmp_path / "beside" / "furniture.json").stat().st_size == pytest.approx((tmp_path / "alone" / "furniture.json").stat().st_size, rel=0.1)


class Held:
    """A server that holds its answers from the twentieth article on until it is let go."""

    def __init__(self) -> None:
        """Begin with an open gate."""
        self.reached, self.free = Event(), Event()
        self._served = 0

    async def __call__(self, request: web.Request) -> None:
        """Wait with the answer."""
        if re.search(r"/\d+$", request.path):
            self._served += 1
            if self._served > 20:
                self.reached.set()
                await asyncio.to_thread(self.free.wait)


def worker_of(process: Forked) -> tuple[int, str]:
    """Return the process that reads for a crawl, and the log down to where it says so."""
    log = ""
    for line in process.stderr:
        log += line
        if found := re.search(r"Pages are read by process (\d+)", line):
            return int(found[1]), log
    raise AssertionError(log)


def test_a_crawl_whose_reading_process_is_killed_reads_itself(tmp_path: Path) -> None:
    held = Held()
    with running(make_app(load_articles(), fault=held)) as url:
        place = Place(url, tmp_path)
        with begun(place, *BESIDE) as crawling:
            try:
                assert held.reached.wait(60)
                worker, log = worker_of(crawling)
                os.kill(worker, signal.SIGKILL)
            finally:
                held.free.set()
            log += crawling.communicate(timeout=60)[1]
    done = Run(place, crawling.returncode, "", log, counts_in(log))
    assert done.code == 0, log
    assert done.ids == sorted(article.id for article in load_articles())
    assert "The process that reads pages is gone" in log


def short_silence() -> None:
    """Have the crawl wait a second for a reading process that says nothing."""
    process._LONGEST_SILENCE = 1.0


def test_a_crawl_that_is_told_to_end_does_not_wait_for_a_reading_process_that_hangs(tmp_path: Path) -> None:
    held = Held()
    with running(make_app(load_articles(), fault=held)) as url:
        place = Place(url, tmp_path)
        with begun(place, *BESIDE, first=short_silence) as crawling:
            try:
                assert held.reached.wait(60)
                worker, log = worker_of(crawling)
                os.kill(worker, signal.SIGSTOP)
            finally:
                held.free.set()
            for line in crawling.stderr:
                log += line
                if "reader_silent" in line:
                    break
            else:
                raise AssertionError(log)
            crawling.send_signal(signal.SIGINT)
            log += crawling.communicate(timeout=60)[1]
    done = Run(place, crawling.returncode, "", log, counts_in(log))
    assert done.code == 3, log
    assert log.count("has said nothing for so long that it was killed") == 1
    assert done.count("failed/article/reader_silent") > 0
    assert worker not in workers()


def test_where_the_process_hangs_the_crawl_reads_but_not_the_page_that_may_be_why(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("buratha.reader.process._LONGEST_SILENCE", 1.0)
    started: list[ReaderProcess] = []

    class Started(ReaderProcess):
        async def start(self) -> None:
            await super().start()
            started.append(self)

    monkeypatch.setattr("buratha.reader.front.ReaderProcess", Started)

    async def ask() -> bool:
        reader = PageReader(Repetition(), lambda: True, after=0)
        await reader.read(page(1))
        assert started[0].pid is not None
        os.kill(started[0].pid, signal.SIGSTOP)
        with pytest.raises(ReaderSilentError):
            await reader.read(page(2))
        later = await reader.read(page(3))
        await reader.learnt()
        await reader.close()
        return bool(later.result)

    assert asyncio.run(ask())


def test_a_page_that_waits_for_others_is_no_silence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("buratha.reader.process._LONGEST_SILENCE", 1.0)

    async def ask() -> bool:
        quiet = asyncio.Event()
        reader = PageReader(Repetition(), quiet.is_set, after=0)
        asyncio.get_running_loop().call_later(2.5, quiet.set)
        try:
            return bool((await reader.read(page(1))).result)
        finally:
            await reader.close()

    assert asyncio.run(ask())


def test_a_crawl_that_is_killed_leaves_no_process_behind(tmp_path: Path) -> None:
    held = Held()
    with running(make_app(load_articles(), fault=held)) as url:
        place = Place(url, tmp_path)
        with begun(place, *BESIDE) as crawling:
            try:
                assert held.reached.wait(60)
                worker, _ = worker_of(crawling)
                crawling.kill()
            finally:
                held.free.set()
            crawling.wait(30)
    subprocess.run(["tail", f"--pid={worker}", "-f", "/dev/null"], check=True, timeout=30)  # returns when the process has gone
    assert worker not in workers()


def test_pages_that_raise_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    async def ask() -> None:
        process = ReaderProcess(lambda: True)
        await process.start()
        process.begin(Repetition(), Wholeness())
        try:
            with pytest.raises(RuntimeError, match="AttributeError"):
                await process.read(None)  # type: ignore[arg-type]
            assert (await process.read(page(7))).result
        finally:
            await process.close()
        with pytest.raises(ReaderGoneError):
            await process.learnt()

    asyncio.run(ask())


def test_what_was_learnt_moves_along_and_comes_back() -> None:
    async def ask() -> tuple[int, int]:
        reader = PageReader(Repetition(), lambda: True, after=2)
        first = await asyncio.gather(*(reader.read(page(number)) for number in (1, 2)))
        before = (await reader.learnt()).pages
        later = await asyncio.gather(*(reader.read(page(number)) for number in range(3, 9)))
        assert all(read.result is not None for read in (*first, *later))
        after = (await reader.learnt()).pages
        await reader.close()
        return before, after

    assert asyncio.run(ask()) == (2, 8)


def test_a_crawl_goes_on_reading_until_the_process_is_up(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("INFO", "buratha")

    async def ask() -> tuple[int, int]:
        reader = PageReader(Repetition(), lambda: True, after=2)
        number = 0
        while number < 5000 and "Pages are read by process" not in caplog.text:
            number += 1
            assert (await reader.read(page(number))).result
        later = await asyncio.gather(*(reader.read(page(number)) for number in range(number + 1, number + 9)))
        assert all(read.result is not None for read in later)
        learnt = (await reader.learnt()).observed
        await reader.close()
        return number + 8, learnt

    read, learnt = asyncio.run(ask())
    assert learnt == read
    assert "Pages are read by process" in caplog.text


def test_a_process_is_made_ready_for_what_is_still_to_come(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("INFO", "buratha")

    async def ask() -> int:
        reader = PageReader(Repetition(), lambda: True, after=MANY)
        reader.expect(MANY + 1)
        number = 0
        while number < MANY and "Pages are read by process" not in caplog.text:
            number += 1
            assert (await reader.read(page(number))).result
        await reader.close()
        return number

    assert asyncio.run(ask()) < MANY


def test_a_process_that_never_comes_up_does_not_hold_the_end_up(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    stuck = tmp_path / "python"
    stuck.write_text("#!/bin/sh\nexec sleep 1000\n", encoding="utf-8")
    stuck.chmod(0o755)
    monkeypatch.setattr("buratha.reader.process.sys.executable", str(stuck))
    monkeypatch.setattr("buratha.reader.process._LONGEST_END", 0.2)

    async def ask() -> bool:
        reader = PageReader(Repetition(), lambda: True, after=1)
        reader.expect(2)
        read = [await reader.read(page(number)) for number in (1, 2, 3)]
        await asyncio.wait_for(reader.close(), 30)
        return all(each.result for each in read)

    assert asyncio.run(ask())


def test_where_no_process_can_be_had_the_crawl_reads(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("buratha.reader.process.sys.executable", "/nowhere/python")

    async def ask() -> bool:
        reader = PageReader(Repetition(), lambda: True, after=0)
        try:
            return bool((await reader.read(page(1))).result)
        finally:
            await reader.close()

    assert asyncio.run(ask())
