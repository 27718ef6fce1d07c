"""Never losing, never repeating: runs that die, are stopped, find the disk full or pages broken, and the runs after them."""

import asyncio
import json
import os
import re
import shutil
import signal
import subprocess
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import partial
from hashlib import sha256
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from aiohttp import web

from tests.agency.articles import Article
from tests.agency.generated import generate
from tests.agency.newsroom import Newsroom
from tests.agency.sections import SECTIONS as NAMES
from tests.agency.serving import running
from tests.agency.site import make_app
from tests.crawling import FAST, ROOT, Place, Run, begun, command, counts_in, crawl
from tests.dying import die_at
from tests.forked import First, Forked

SECTIONS = 12
KILLED = -signal.SIGKILL
NAME = re.compile(r"articles-\d{8}T\d{6}Z(?:-\d+)?\.(?:jsonl|csv|manifest\.json)")


@dataclass
class House:
    """An agency that is open, and where it is crawled to. ``at`` says what happens when a certain request comes."""

    place: Place
    newsroom: Newsroom
    at: dict[int, Callable[[], object]] = field(default_factory=dict)
    answer: Callable[[web.Request], object] = lambda _request: None

    def fault(self, request: web.Request) -> object:
        """Do what is to be done at this request."""
        if todo := self.at.pop(self.newsroom.total, None):
            todo()
        return self.answer(request)

    def publish(self, count: int) -> None:
        """Put new articles into the section of news."""
        newest = self.ids[-1]
        self.newsroom.publish(*of_news(generate(count, seed=newest, first_id=newest + 1, last_id=newest + 40 * count)))

    def when(self, path: str, counts: dict[str, int]) -> None:
        """Publish so many articles just after a page, by its parameters, was answered: before the request that follows it."""
        due = dict(counts)
        waiting: list[int] = []

        def answer(request: web.Request) -> None:
            while waiting:
                self.publish(waiting.pop())
            if request.path == path and (count := due.pop(request.query_string, 0)):
                waiting.append(count)

        self.answer = answer

    async def hold(self, request: web.Request, reached: Event, free: Event) -> None:
        """Let an article's page wait."""
        if re.search(r"/\d+$", request.path):
            reached.set()
            await asyncio.to_thread(free.wait)

    @property
    def ids(self) -> list[int]:
        """The ids of all articles that are published."""
        return sorted(article.id for article in self.newsroom.articles)

    def crawl(self, *arguments: str) -> Run:
        """Crawl to the end; the requests that it took are counted anew."""
        self.newsroom.requests.clear()
        return crawl(self.place, *arguments)

    @property
    def listings(self) -> Counter[str]:
        """The listings' pages that were asked for."""
        return Counter({path: count for path, count in self.newsroom.requests.items() if re.fullmatch(r"/arabic/[a-z]+(\?.*)?", path)})

    @contextmanager
    def crawling(self, *arguments: str, first: First | None = None) -> Iterator[Forked]:
        """Crawl in a process that the test may stop."""
        self.newsroom.requests.clear()
        with begun(self.place, *arguments, first=first) as process:
            try:
                yield process
            finally:
                process.kill()

    def crawl_through(self, *line: str) -> tuple[int, str]:
        """Crawl in an interpreter that another command starts; gives its exit status and what it wrote to stderr."""
        whole = [*line, *command("crawl", "buratha", *FAST)]
        done = subprocess.run(whole, cwd=ROOT, env=self.place.environment, stderr=subprocess.PIPE, encoding="utf-8", check=False, timeout=120)
        return done.returncode, done.stderr

    def killed(self, request: int, *arguments: str) -> None:
        """Crawl, and die when a certain request comes."""
        with self.crawling(*arguments) as process:
            self.at = {request: process.kill}
            process.communicate(timeout=120)
            assert process.returncode == KILLED

    def killed_at(self, point: str, moment: str, *arguments: str) -> None:
        """Crawl, and die before or after a certain call."""
        with self.crawling(*arguments, first=partial(die_at, point, moment)) as process:
            _, log = process.communicate(timeout=120)
            assert process.returncode == KILLED, log


@contextmanager
def house(folder: Path, articles: list[Article], **manners: Any) -> Iterator[House]:
    """Open an agency."""

    def fault(request: web.Request) -> object:
        return opened.fault(request)

    app = make_app(articles, fault=fault, **{"plain": True, "page_size": 10} | manners)
    with running(app) as url:
        opened = House(Place(url, folder), app["agency"])
        yield opened


def check_feeds(place: Place, ids: list[int]) -> None:
    """Every article is exactly once in the union of the feeds of each kind, and nothing else is in the folder."""
    run = Run(place, 0, "", "")
    assert Counter(run.ids) == Counter(ids)
    assert Counter(int(row["id"]) for row in run.rows) == Counter(ids)
    assert [name for name in run.files if not NAME.fullmatch(name)] == []
    names = {name.partition(".")[0] for name in run.files}
    assert len(run.files) == 3 * len(names)
    for manifest in place.feeds.glob("*.manifest.json"):
        for file in json.loads(manifest.read_text(encoding="utf-8"))["files"]:
            data = (place.feeds / file["name"]).read_bytes()
            assert (len(data), sha256(data).hexdigest()) == (file["bytes"], file["sha256"])
            assert data.endswith(b"\n")


def young_hours(articles: list[Article], count: int) -> str:
    """The setting that makes so many of the newest articles, and no others, young enough to be read again."""
    times = sorted((datetime.fromisoformat(article.published) for article in articles if article.published), reverse=True)
    cutoff = times[count - 1]
    return f"BURATHA_YOUNG_HOURS={(datetime.now(UTC) - cutoff).total_seconds() / 3600 + 1}"


def let_the_second_pass() -> None:
    """Wait for the clock's next second: what was read in the second in which a run begins counts as read by that run."""
    now = int(time.time())
    while int(time.time()) == now:
        time.sleep(0.02)


def dated(count: int, seed: int) -> list[Article]:
    """Make up articles whose pages tell when they were published."""
    return [article for article in generate(3 * count, seed=seed) if article.published and article.precision != "day"][-count:]


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Any]]:
    """Three runs: the first, one with nothing new, one after new and edited articles."""
    articles = dated(220, seed=11)
    young = young_hours(articles, 20)
    told: dict[str, Any] = {}
    with house(tmp_path_factory.mktemp("runs"), articles, page_size=20) as opened:
        told["first"] = opened.crawl("-s", young)
        check_feeds(opened.place, opened.ids)
        told["second"], told["second asked"] = opened.crawl("-s", young), opened.newsroom.total
        told["second listings"] = opened.listings
        check_feeds(opened.place, opened.ids)
        before = opened.ids
        new = opened.newsroom.publish_new(37)
        edited = [opened.newsroom.edit(number) for number in before[-15:-5:2]]
        let_the_second_pass()
        told["third"], told["third asked"] = opened.crawl("-s", young), opened.newsroom.total
        told["new"], told["edited"], told["place"] = [article.id for article in new], [article.id for article in edited], opened.place
        told["all"] = opened.ids
        yield told


class TestRunAfterRun:
    """What a run brings when an earlier one brought everything else."""

    def test_all_end_well(self, runs: dict[str, Any]) -> None:
        for name in ("first", "second", "third"):
            assert runs[name].code == 0, runs[name].log
            assert "The run is complete" in runs[name].log

    def test_what_was_read_last_counts_as_held(self, runs: dict[str, Any]) -> None:
        assert [runs[name].count("backlog/met") for name in ("first", "second", "third")] == [0, 0, 0]

    def test_nothing_new_takes_few_requests_and_is_told(self, runs: dict[str, Any]) -> None:
        assert all(
            sum(count for path, count in runs["second listings"].items() if path.partition("?")[0] == section) <= 2
            for section in runs["second listings"]
        )
        assert runs["second asked"] <= 2 * SECTIONS + 20 + 3
        assert runs["second"].count("kept/new") == runs["second"].count("kept/revised") == 0
        assert "there was nothing new" in runs["second"].log

    def test_new_and_edited_come_once(self, runs: dict[str, Any]) -> None:
        newest = max(runs["place"].feeds.glob("*.jsonl"))
        records = [json.loads(line) for line in newest.read_text(encoding="utf-8").splitlines()]
        assert Counter(record["id"] for record in records if record["revision"] == 1) == Counter(runs["new"])
        assert Counter(record["id"] for record in records if record["revision"] == 2) == Counter(runs["edited"])
        assert len(records) == 37 + 5
        assert runs["third asked"] <= 120
        check_feeds(runs["place"], [*runs["all"], *runs["edited"]])


MOMENTS = (
    ("buratha.archive.tables:metadata.create_all", "after"),
    ("buratha.archive.migrations:migrate", "before"),
    ("buratha.archive.walks:save", "after"),
    ("buratha.delivery:measure", "after"),
    ("buratha.archive.deliveries:prepare", "after"),
    ("buratha.delivery:Delivery._prepare", "after"),
    ("buratha.delivery:rename", "before"),
    ("buratha.delivery:rename", "after"),
    ("buratha.delivery:write_manifest", "before"),
    ("buratha.archive.deliveries:finish", "before"),
)
"""Calls at which a run dies: as the archive is made, in its midst, and between any two steps of the delivery."""


def test_kills_at_any_moment_lose_and_repeat_nothing(tmp_path: Path) -> None:
    with house(tmp_path, generate(60, seed=4)) as opened:
        opened.killed_at(*MOMENTS[0])
        for request in (2, 9, 40):  # at the front page, amid the listings, amid the articles
            opened.killed(request)
            opened.publish(2)
        for point, moment in MOMENTS[1:]:
            opened.publish(2)
            opened.killed_at(point, moment)
        done = opened.crawl()
        assert done.code == 0, done.log
        check_feeds(opened.place, opened.ids)


@pytest.mark.parametrize(("file", "damage"), [("jsonl", "gone"), ("csv", "torn"), ("jsonl", "foreign")])
def test_a_delivery_is_finished_from_the_archive_where_its_files_are_spoilt(tmp_path: Path, file: str, damage: str) -> None:
    with house(tmp_path, generate(30, seed=5)) as opened:
        opened.killed_at("buratha.delivery:rename", "before")
        part = next(opened.place.feeds.glob(f".*.{file}.part"))
        if damage == "gone":
            part.unlink()
        elif damage == "torn":
            part.write_bytes(part.read_bytes()[:-200])
        else:
            part.write_bytes(b'{"id": 1}\n')
        done = opened.crawl()
        assert done.code == 0, done.log
        assert done.count("deliveries/finished_late") == 1
        check_feeds(opened.place, opened.ids)


def test_a_delivery_whose_folder_is_gone_is_finished_beside_the_next_feeds(tmp_path: Path) -> None:
    with house(tmp_path, generate(30, seed=17)) as opened:
        opened.killed_at("buratha.delivery:rename", "before")
        feeds, other = opened.place.feeds, tmp_path / "other"
        shutil.rmtree(feeds)
        feeds.write_text("a file where the folder was", encoding="utf-8")
        opened.publish(2)
        done = opened.crawl("-s", f"BURATHA_FEEDS_DIR={other}")
        assert done.code == 0, done.log
        feeds.unlink()
        other.rename(feeds)
        check_feeds(opened.place, opened.ids)


class TestListings:
    """Pages of listings that fail, end, or move while they are walked."""

    def test_a_broken_page_is_a_hole_that_the_next_run_closes(self, tmp_path: Path) -> None:
        with house(tmp_path, of_news(generate(85, seed=6))) as opened:
            opened.answer = lambda request: web.Response(status=503) if request.path_qs == "/arabic/news?page=3" else None
            first = opened.crawl()
            assert first.code == 3
            assert "The run is incomplete" in first.log
            assert first.count("holes/http_503") == 1
            opened.publish(25)
            opened.answer = lambda _: None
            second = opened.crawl()
            assert second.code == 0, second.log
            check_feeds(opened.place, opened.ids)

    @pytest.mark.parametrize(
        ("past_end", "page_form", "pager"),
        [
            *((past_end, "query", "next") for past_end in ("gone", "empty", "last", "first", "front", "loop")),
            ("last", "offset", "layout"),
            ("first", "segment", "steps"),
            ("missing", "cursor", "older"),
        ],
    )
    def test_every_end_is_an_end(self, tmp_path: Path, past_end: str, page_form: str, pager: str) -> None:
        with house(tmp_path, of_news(generate(33, seed=7)), past_end=past_end, endless=True, page_form=page_form, pager=pager) as opened:
            done = opened.crawl("-a", "sections=news")
            assert done.code == 0, done.log
            check_feeds(opened.place, opened.ids)

    def test_articles_that_come_out_meanwhile_are_not_missed(self, tmp_path: Path) -> None:
        with house(tmp_path, of_news(generate(75, seed=8))) as opened:
            before = opened.ids
            opened.when("/arabic/news", {"": 3, "page=2": 10, "page=4": 14})
            first = opened.crawl("-a", "sections=news")
            assert first.code == 0, first.log
            assert len(opened.ids) == len(before) + 27
            assert set(first.ids) == set(opened.ids)  # a long walk ends with another look at its beginning
            second = opened.crawl()
            assert second.code == 0, second.log
            check_feeds(opened.place, opened.ids)


class TestStops:
    """Runs that are told to stop."""

    @pytest.mark.parametrize("times", [1, 2])
    def test_ctrl_c_loses_nothing(self, tmp_path: Path, times: int) -> None:
        with house(tmp_path, generate(90, seed=9)) as opened:
            with opened.crawling() as process:
                opened.at[60] = lambda: process.send_signal(signal.SIGINT)
                log = until(process, "shutting down gracefully")
                if times == 2:
                    process.send_signal(signal.SIGINT)
                log += process.communicate(timeout=120)[1]
                assert process.returncode in {1, 3, -signal.SIGINT} if times == 2 else process.returncode == 3, log
            stopped = Run(opened.place, process.returncode, "", log, counts_in(log))
            assert len(stopped.ids) < 90
            if times == 1:
                check_feeds(opened.place, stopped.ids)
                assert stopped.ids
            done = opened.crawl()
            assert done.code == 0, done.log
            check_feeds(opened.place, opened.ids)

    def test_a_second_run_on_the_same_archive_refuses_and_harms_nothing(self, tmp_path: Path) -> None:
        free, reached = Event(), Event()
        with house(tmp_path, generate(40, seed=10)) as opened:
            opened.answer = lambda request: opened.hold(request, reached, free)
            with opened.crawling() as process:
                try:
                    assert reached.wait(60)
                    second = crawl(opened.place)
                finally:
                    free.set()
                _, log = process.communicate(timeout=120)
            assert second.code == 1
            assert "another run is writing to it: wait until it has ended" in second.log
            assert "Traceback" not in second.log
            assert process.returncode == 0, log
            check_feeds(opened.place, opened.ids)


class TestDisk:
    """Feeds that cannot be written."""

    def test_a_full_disk_fails_loudly_and_the_next_run_delivers(self, tmp_path: Path) -> None:
        with house(tmp_path, generate(60, seed=12)) as opened:
            opened.place.feeds.mkdir()
            script = 'mount -t tmpfs -o size=64k none "$1" || exit 77; shift; exec "$@"'
            line = ["unshare", *([] if os.geteuid() == 0 else ["--map-root-user"]), "--mount", "sh", "-c", script, "sh", str(opened.place.feeds)]
            if shutil.which("unshare") is None:
                pytest.skip("there is no unshare, with which a small disk is made")
            code, log = opened.crawl_through(*line)
            if code == 77 or "unshare:" in log:
                pytest.skip(f"no small disk can be made here: {log}")
            assert code == 1, log
            fault = "nothing was delivered, since the .csv and .jsonl feeds could not be written (No space left on device)"
            assert re.findall(r"Failed run: (.*)", log) == [f"{fault}: 60 articles are kept and come with the next run"]
            assert re.findall(r"Articles (delivered|kept for the next run): (\d+)", log) == [("delivered", "0"), ("kept for the next run", "60")]
            assert "Traceback" not in log
            assert Run(opened.place, 1, "", "").files == []
            done = opened.crawl()
            assert done.code == 0, done.log
            assert done.count("delivered_late") == 60
            check_feeds(opened.place, opened.ids)

    def test_a_folder_that_vanishes_fails_loudly_and_the_next_run_delivers(self, tmp_path: Path) -> None:
        with house(tmp_path, generate(60, seed=13)) as opened:
            feeds = opened.place.feeds

            def vanish() -> None:
                if feeds.exists():
                    feeds.rename(tmp_path / "elsewhere")
                feeds.write_text("a file where the folder was", encoding="utf-8")

            opened.at[65] = vanish
            first = opened.crawl()
            assert first.code == 1, first.log
            assert "The feeds are not delivered" in first.log
            assert "The run is failed" in first.log
            feeds.unlink()
            done = opened.crawl()
            assert done.code == 0, done.log
            check_feeds(opened.place, opened.ids)

    @pytest.mark.parametrize("loss", ["permission", "folder"])
    @pytest.mark.parametrize("early", [True, False])
    def test_a_folder_that_is_lost_on_the_way_fails_loudly_and_the_next_run_delivers(self, tmp_path: Path, loss: str, *, early: bool) -> None:
        line: list[str] = []
        if loss == "permission" and os.geteuid() == 0:
            if shutil.which("setpriv") is None:
                pytest.skip("the superuser may write everywhere, and there is no setpriv to make it one user among others")
            line = ["setpriv", "--bounding-set=-dac_override,-dac_read_search", "--inh-caps=-dac_override,-dac_read_search", "--"]
        with house(tmp_path, generate(60, seed=18)) as opened:
            feeds = opened.place.feeds
            feeds.mkdir()
            lose: Callable[[], object] = (lambda: feeds.chmod(0o555)) if loss == "permission" else (lambda: shutil.rmtree(feeds))

            def lose_what_is_written() -> None:
                while not any(feeds.iterdir()):  # the crawl goes on meanwhile: pages that it has are on their way into the feeds
                    time.sleep(0.01)
                lose()

            opened.at[3 if early else 70] = lose if early else lose_what_is_written
            code, log = opened.crawl_through(*line)
            if loss == "permission" or not early:  # a folder that is gone before the first article comes is made again
                assert code == 1, log
                assert "The feeds are not delivered" in log
                assert "The run is failed" in log
            if feeds.exists():
                feeds.chmod(0o755)
            done = opened.crawl()
            assert done.code == 0, done.log
            check_feeds(opened.place, opened.ids)

    def test_a_feed_that_cannot_be_opened_fails_loudly_and_the_next_run_delivers(self, tmp_path: Path) -> None:
        with house(tmp_path, generate(30, seed=14)) as opened:
            feeds = opened.place.feeds
            opened.at[4] = lambda: feeds.write_text("a file where the folder should be", encoding="utf-8")
            first = opened.crawl()
            assert first.code == 1, first.log
            assert "The feeds are not delivered" in first.log
            feeds.unlink()
            done = opened.crawl()
            assert done.code == 0, done.log
            check_feeds(opened.place, opened.ids)

    def test_an_archive_on_a_full_disk_fails_loudly_and_loses_nothing(self, tmp_path: Path) -> None:
        with house(tmp_path, generate(60, seed=15)) as opened:
            code, log = opened.crawl_through("sh", "-c", 'ulimit -f 400; exec "$@"', "sh")
            assert code == 1, log
            assert "The run is failed" in log
            done = opened.crawl()
            assert done.code == 0, done.log
            check_feeds(opened.place, opened.ids)


def of_news(articles: list[Article]) -> list[Article]:
    """Put all articles in one section."""
    return [replace(article, section="news", category=NAMES["news"]) for article in articles]


def until(process: Forked, words: str) -> str:
    """Read a process's log as far as some words."""
    read = ""
    while words not in read:
        line = process.stderr.readline()
        assert line, read
        read += line
    return read


def test_all_this_holds_on_postgresql_too(tmp_path: Path, postgresql_url: str) -> None:
    where = ("-s", f"BURATHA_ARCHIVE_URL={postgresql_url}", "-s", f"BURATHA_DATA_DIR={tmp_path}")
    with house(tmp_path, generate(50, seed=16)) as opened:
        opened.killed(40, *where)
        opened.killed_at("buratha.delivery:rename", "after", *where)
        opened.publish(2)
        next(opened.place.feeds.glob(".*.part")).unlink()
        done = opened.crawl(*where)
        assert done.code == 0, done.log
        check_feeds(opened.place, opened.ids)
