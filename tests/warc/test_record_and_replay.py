"""Whole crawls that are recorded, and read again with the server gone."""

import dataclasses
import gzip
import re
import signal
import sqlite3
import subprocess
import zlib
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from warcio.archiveiterator import ArchiveIterator

from tests.agency.articles import Article, load_articles
from tests.agency.serving import running
from tests.agency.site import make_app
from tests.crawling import ROOT, Place, Run, begun, command, crawl, run
from tests.forked import First, Forked
from tests.warc.archives import check, exchanges, kinds, record, response
from tests.warc.changed import MARK, change


def newest() -> list[Article]:
    """Return hand-written articles, newest first."""
    return sorted(load_articles(), key=lambda article: -article.id)[:24]


class Agency:
    """An agency with a page of every kind that a recording meets."""

    def __init__(self) -> None:
        """Choose the pages."""
        self.articles = newest()
        self.moved, self.troubled = (article.path for article in self.articles[:2])
        self._answered: Counter[str] = Counter()

    async def answer(self, request: web.Request) -> web.StreamResponse | None:
        """Redirect, compress, or fail once."""
        self._answered[request.path] += 1
        if request.path == self.moved:
            return web.Response(status=301, headers={"Location": f"{request.path}/", "X-Raw": "خبر"})
        if request.path == self.troubled and self._answered[request.path] == 1:
            return web.Response(status=503, text="later")
        return None


@web.middleware
async def compressing(request: web.Request, handler: Any) -> web.StreamResponse:
    """Send articles in pieces, every third compressed."""
    answer = await handler(request)
    if re.search(r"/\d+/?$", request.path) and answer.status == 200:
        answer.enable_chunked_encoding()
        if int(request.path.strip("/").rpartition("/")[2]) % 3 == 0:
            answer.enable_compression(web.ContentCoding.gzip)
    return answer


@dataclass(frozen=True)
class Recorded:
    """A recorded crawl whose server is gone."""

    agency: Agency
    run: Run
    folder: Path
    requests: Counter[str]

    @property
    def files(self) -> list[Path]:
        """The WARC files."""
        return sorted(self.folder.glob("*.warc.gz"))


@pytest.fixture(scope="module")
def recorded(tmp_path_factory: pytest.TempPathFactory) -> Recorded:
    """One recorded crawl, in several files."""
    folder = tmp_path_factory.mktemp("recorded")
    agency = Agency()
    app = make_app(agency.articles, page_size=7, robots="User-agent: *\nDisallow: /arabic/sport\n", fault=agency.answer)
    app.middlewares.append(compressing)
    with running(app) as url:
        place = Place(url, folder / "first")
        done = crawl(place, "-s", f"BURATHA_WARC_DIR={folder / 'warc'}", "-s", "BURATHA_WARC_FILE_BYTES=80000")
    return Recorded(agency, done, folder / "warc", app["requests"])


def replay(
    recorded: Recorded, folder: Path, *arguments: str, archive: Path | None = None, base: str | None = None, first: First | None = None
) -> Run:
    """Read a recording again, in a place of its own, whose settings ask for all the waits that a server is owed."""
    place = Place(base or recorded.run.place.url, folder)
    done = run(place, "crawl", "buratha", "-s", f"BURATHA_WARC_REPLAY={archive or recorded.folder}", *arguments, first=first)
    return dataclasses.replace(done, counts={name: int(count) for name, count in re.findall(r"'([a-z_]+/[^']+)': (\d+)", done.log)})


def told(run: Run) -> dict[int, dict[str, Any]]:
    """Return a run's records by id, without the times of the run itself."""
    return {
        record["id"]: {name: value for name, value in record.items() if name not in {"scraped_at", "first_seen", "last_seen"}}
        for record in run.records
    }


class TestRecording:
    """The files of one recorded crawl."""

    def test_it_goes_well(self, recorded: Recorded) -> None:
        assert recorded.run.code == 0, recorded.run.log
        assert "ERROR" not in recorded.run.log
        assert recorded.run.count("warc/recorded") == recorded.requests.total()

    def test_standard_tools_find_nothing_wrong(self, recorded: Recorded) -> None:
        check(*recorded.files)

    def test_files_rotate_and_have_names_with_time_and_serial(self, recorded: Recorded) -> None:
        assert len(recorded.files) >= 2
        names = [re.fullmatch(r"buratha-\d{8}T\d{6}Z-(\d{5})\.warc\.gz", path.name) for path in recorded.files]
        assert sorted(int(name[1]) for name in names if name) == list(range(1, len(recorded.files) + 1))
        assert all(path.stat().st_size >= 80_000 for path in recorded.files[:-1])
        assert sorted(recorded.folder.iterdir()) == recorded.files

    def test_each_file_is_a_head_and_pairs(self, recorded: Recorded) -> None:
        found = Counter[str]()
        for path in recorded.files:
            head, *others = kinds(path)
            assert head == "warcinfo"
            assert others == ["response", "request"] * (len(others) // 2)
            found.update(others)
        assert found["response"] == recorded.requests.total()

    def test_every_kind_of_answer_is_there_as_often_as_it_was_given(self, recorded: Recorded) -> None:
        base = recorded.run.place.url
        statuses = Counter[tuple[str, str]]()
        for path in recorded.files:
            with path.open("rb") as file:
                for found in ArchiveIterator(file):
                    if found.rec_type == "response":
                        statuses[found.rec_headers["WARC-Target-URI"].removeprefix(base), found.http_headers.get_statuscode()] += 1
        agency = recorded.agency
        assert statuses["/robots.txt", "200"] == 1
        assert statuses["/arabic/news", "200"] == 1
        assert (statuses[agency.moved, "301"], statuses[f"{agency.moved}/", "200"]) == (1, 1)
        assert (statuses[agency.troubled, "503"], statuses[agency.troubled, "200"]) == (1, 1)
        assert {path: sum(n for (where, _), n in statuses.items() if where == path) for path in recorded.requests} == recorded.requests

    def test_a_record_says_what_the_wire_said(self, recorded: Recorded) -> None:
        answers = {url: answer for path in recorded.files for url, answer in exchanges(path).items()}
        line, headers, body = answers[recorded.run.place.url + recorded.agency.moved]
        assert line == b"301 Moved Permanently"
        assert ("Location", f"{recorded.agency.moved}/") in headers
        assert ("X-Raw", "خبر") in headers
        packed = [(dict(headers), body) for url, (_, headers, body) in answers.items() if dict(headers).get("Content-Encoding") == "gzip"]
        assert packed
        for headers_, body in packed:
            assert headers_["Content-Length"] == str(len(body))
            assert "Transfer-Encoding" not in headers_
            assert b"<html" in gzip.decompress(body)


@pytest.fixture(scope="module")
def replayed(recorded: Recorded, tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Return the recorded crawl read again."""
    return replay(recorded, tmp_path_factory.mktemp("again"))


class TestReplay:
    """That crawl, with its server gone."""

    def test_the_records_are_the_same(self, recorded: Recorded, replayed: Run) -> None:
        assert replayed.code == 0, replayed.log
        assert len(replayed.records) == len(recorded.run.records) > 20
        assert told(replayed) == told(recorded.run)

    def test_another_extractor_changes_its_field_alone(self, recorded: Recorded, tmp_path: Path) -> None:
        changed = replay(recorded, tmp_path, first=change)
        before, after = told(recorded.run), told(changed)
        assert sum(record["author"] is not None for record in before.values()) > 5
        for article in before.values():
            article["author"] = article["author"] and MARK % article["author"]
        assert after == before

    def test_nothing_was_missing_and_nothing_was_asked_of_a_server(self, replayed: Run) -> None:
        assert "not_recorded" not in replayed.log
        assert "ERROR" not in replayed.log
        assert replayed.count("warc/replayed") == replayed.counts["downloader/response_count"]

    def test_robots_are_obeyed_as_recorded(self, recorded: Recorded, replayed: Run) -> None:
        forbidden = {name: count for name, count in recorded.run.counts.items() if name.startswith("buratha/forbidden")}
        assert forbidden
        assert forbidden == {name: count for name, count in replayed.counts.items() if name.startswith("buratha/forbidden")}

    def test_what_is_not_recorded_is_counted_and_no_request_is_made_for_it(self, recorded: Recorded, tmp_path: Path) -> None:
        newest = recorded.agency.articles[5].id
        done = replay(recorded, tmp_path, "-a", f"ids={newest - 1}-{newest}")
        assert done.ids == [newest]
        assert done.code == 0
        assert done.count("warc/not_recorded") == done.count("not_recorded/article") == 1
        assert "1 request has no record in the archive" in done.log
        assert "'downloader/request_count': 2," in done.log  # robots.txt and the article
        assert "'downloader/exception_count'" not in done.log

    def test_another_servers_pages_are_no_archive_of_this_one(self, recorded: Recorded, tmp_path: Path) -> None:
        done = replay(recorded, tmp_path, base="http://127.0.0.1:9")
        assert done.code == 1
        assert f"is of http://127.0.0.1:9; there are some of {recorded.run.place.url}: set BURATHA_BASE_URL" in done.log
        assert "archive_unusable" in done.log
        assert "Traceback" not in done.log

    def test_an_earlier_day_knows_nothing_of_it(self, recorded: Recorded, tmp_path: Path) -> None:
        done = replay(recorded, tmp_path, "-a", "sections=news", "-s", "BURATHA_WARC_AS_OF=2006-01-01")
        assert done.code == 1
        assert done.count("failed/listing/not_recorded") == 1
        assert done.files == []

    def test_single_files_can_be_named(self, recorded: Recorded, tmp_path: Path) -> None:
        oldest = recorded.agency.articles[-1].id
        found = replay(recorded, tmp_path, "-a", f"ids={oldest}", archive=Path(",".join(map(str, recorded.files))))
        assert found.ids == [oldest]

    def test_an_archive_of_which_nothing_can_be_used_says_why(self, recorded: Recorded, tmp_path: Path) -> None:
        path = tmp_path / "whole.warc.gz"
        path.write_bytes(gzip.compress(gzip.decompress(recorded.files[0].read_bytes())[:50_000]))
        done = replay(recorded, tmp_path, archive=path)
        assert done.code == 1
        assert f"there is no response in {path} (not used: 1 not_by_record; docs/warc.md says what that is)" in done.log

    def test_a_damaged_index_is_made_new(self, recorded: Recorded, tmp_path: Path) -> None:
        (recorded.folder / ".buratha-warc-index.sqlite").write_bytes(b"no database" * 100)
        done = replay(recorded, tmp_path, "-a", f"ids={recorded.agency.articles[4].id}")
        assert done.ids == [recorded.agency.articles[4].id]
        assert "is made new" in done.log
        with sqlite3.connect(recorded.folder / ".buratha-warc-index.sqlite") as database:
            assert database.execute("SELECT count(*) FROM records").fetchone()[0] == recorded.requests.total()
        database.close()


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        (["BURATHA_WARC_DIR=w", "BURATHA_WARC_REPLAY=."], "BURATHA_WARC_DIR and BURATHA_WARC_REPLAY are both set"),
        (["BURATHA_WARC_REPLAY=/no/such/folder"], "BURATHA_WARC_REPLAY names '/no/such/folder', but there is no /no/such/folder"),
        (["BURATHA_WARC_REPLAY=.", "BURATHA_WARC_AS_OF=2026-W05"], "BURATHA_WARC_AS_OF is '2026-W05': write a day"),
        (["BURATHA_WARC_REPLAY=.", "BURATHA_WARC_AS_OF=0001-01-01T00:00:00+05:00"], "is '0001-01-01T00:00:00+05:00': write a day"),
        (["BURATHA_WARC_REPLAY=.", "BURATHA_WARC_AS_OF=yesterday"], "BURATHA_WARC_AS_OF is 'yesterday': write a day"),
        (["BURATHA_WARC_DIR=README.md"], "BURATHA_WARC_DIR is 'README.md', but"),
        (["BURATHA_WARC_DIR=w", "BURATHA_WARC_FILE_BYTES=1 GB"], "BURATHA_WARC_FILE_BYTES is '1 GB': write a size in bytes"),
    ],
)
def test_what_cannot_be_done_as_asked_is_not_begun(settings: list[str], message: str, tmp_path: Path) -> None:
    done = crawl(Place("http://127.0.0.1:9", tmp_path), *(part for setting in settings for part in ("-s", setting)))
    assert done.code == 2
    assert message in done.log
    assert "Traceback" not in done.log


def test_two_crawls_record_into_one_folder_and_a_second_recording_asks_the_server_again(tmp_path: Path) -> None:
    articles = newest()[:6]
    app = make_app(articles)
    with running(app) as url:
        places = [Place(url, tmp_path / name) for name in ("one", "two")]
        line = ("-s", f"BURATHA_WARC_DIR={tmp_path / 'warc'}", "-s", "BURATHA_WARC_FILE_BYTES=20000")
        running_ = [begun(place, *line, is_heard=False) for place in places]
        assert [process.wait(60) for process in running_] == [0, 0]
        once = app["requests"].total()
        third = crawl(Place(url, tmp_path / "three"), "-s", f"BURATHA_WARC_DIR={tmp_path / 'warc'}")
        assert app["requests"].total() == once * 3 // 2
    files = sorted((tmp_path / "warc").iterdir())
    check(*files)
    assert sum(kinds(path).count("response") for path in files) == app["requests"].total()
    assert third.count("warc/recorded") == once // 2


def test_a_killed_recording_is_completed_by_the_next_start(tmp_path: Path) -> None:
    articles, folder = newest(), tmp_path / "warc"
    killed: list[Forked] = []

    def kill(request: web.Request) -> None:
        if killed and request.path == articles[12].path:
            killed.pop().send_signal(signal.SIGKILL)

    with running(make_app(articles, fault=kill)) as url:
        line = ("-s", f"BURATHA_WARC_DIR={folder}", "-s", "CONCURRENT_REQUESTS=1")
        process = begun(Place(url, tmp_path / "killed"), *line, is_heard=False)
        killed.append(process)
        assert process.wait(60) == -signal.SIGKILL
        part = next(folder.iterdir())
        assert re.fullmatch(r"\.buratha-\d{8}T\d{6}Z-00001\.warc\.gz\.part", part.name)
        with part.open("ab") as file:
            file.write(gzip.compress(b"WARC/1.1\r\nWARC-Type: response\r\n" * 400)[:90])  # what a kill within a write leaves
        torn = replayed_ids(url, tmp_path / "torn", folder)
        after = crawl(Place(url, tmp_path / "after"), "-s", f"BURATHA_WARC_DIR={folder}", "-a", "sections=news")
    assert torn
    assert after.count("warc/salvaged_files") == 1
    assert after.count("warc/torn_bytes") == 90
    assert re.search(r"WARNING .* left by a killed run: \d+ whole records are kept, 90 torn bytes are cut off", after.log)
    files = sorted(folder.glob("*.warc.gz"))
    assert len(files) == 2
    assert not list(folder.glob(".*.part"))
    check(*files)
    assert replayed_ids(url, tmp_path / "whole", folder) >= torn


def replayed_ids(url: str, place: Path, folder: Path) -> set[int]:
    """Return which articles can be read from an archive."""
    return set(crawl(Place(url, place), "-s", f"BURATHA_WARC_REPLAY={folder}").ids)


def test_an_archive_with_bombs_is_read_to_its_end_and_what_it_cannot_give_is_no_word_of_the_server(recorded: Recorded, tmp_path: Path) -> None:
    base, articles = "http://archive.test", recorded.agency.articles
    pages = {
        url: body
        for path in recorded.files
        for url, (line, headers, body) in exchanges(path).items()
        if line == b"200 OK" and "Content-Encoding" not in dict(headers)
    }
    wanted = next(article for article in articles if recorded.run.place.url + article.path in pages)
    packer = zlib.compressobj(9, wbits=31)
    bomb = b"".join(packer.compress(bytes(1 << 20)) for _ in range(100)) + packer.flush()
    archive = tmp_path / "warc" / "strange.warc.gz"
    archive.parent.mkdir()
    archive.write_bytes(
        response(f"{base}/arabic/news/{wanted.id}", pages[recorded.run.place.url + wanted.path])
        + response(f"{base}/arabic/news/{wanted.id - 1}", bomb, "200 OK", "Content-Encoding: gzip")
        + response(f"{base}/arabic/news/{wanted.id - 2}", bytes(17 << 20))
        + response(f"{base}/arabic/news/{wanted.id - 3}", b"x", WARC_Truncated="length")
        + response(f"{base}/arabic/news/{wanted.id - 4}", b"x", "302 Found", "Location: http://other.test/")
        + gzip.compress(record("revisit", f"{base}/arabic/news/{wanted.id - 6}", b"HTTP/1.1 200 OK\r\n\r\n"))
        + response(f"{base}/arabic/news/{wanted.id - 7}", b"x", WARC_Block_Digest="sha1:" + "A" * 32)
        + response(f"{base}/arabic/news/{wanted.id - 8}", b"none", "404 Not Found")
        + response(f"{base}/arabic/news/{wanted.id - 9}", b"x", "302 Found", f"Location: {base}/arabic/")
        + response(f"{base}/arabic/news/{wanted.id - 5}", b"torn")[:-10]
    )
    done = replay(recorded, tmp_path / "run", "-a", f"ids={wanted.id - 14}-{wanted.id}", archive=archive.parent, base=base)
    assert done.ids == [wanted.id]
    assert done.code == 3
    assert {name: count for name, count in done.counts.items() if name.startswith(("buratha/failed", "buratha/n", "buratha/warc/skipped"))} == {
        "buratha/failed/article/too_large": 1,
        "buratha/failed/article/cut_off": 1,
        "buratha/failed/article/redirected_away": 1,
        "buratha/failed/article/record_too_large": 1,
        "buratha/failed/article/record_torn": 1,
        "buratha/failed/article/record_revisit": 1,
        "buratha/failed/article/record_digest_wrong": 1,
        "buratha/failed/article/not_recorded": 1,
        "buratha/no_article/not_found": 1,
        "buratha/not_recorded/article": 5,
        "buratha/warc/skipped/too_large": 1,
        "buratha/warc/skipped/torn": 1,
        "buratha/warc/skipped/revisit": 1,
        "buratha/warc/skipped/digest_wrong": 1,
    }
    with sqlite3.connect(done.place.folder / "archive.sqlite") as held:
        states = {wanted.id - number: (state, reason) for number, state, reason in held.execute("SELECT id, state, reason FROM articles")}
    held.close()
    assert states == {
        0: ("held", None),
        1: ("met", "too_large"),
        2: ("met", "record_too_large"),
        3: ("met", "cut_off"),
        4: ("met", "redirected_away"),
        5: ("met", "record_torn"),
        6: ("met", "record_revisit"),
        7: ("met", "record_digest_wrong"),
        8: ("gone", "not_found"),
        9: ("met", "not_recorded"),
    }
    assert re.search(r"WARNING .*Not used of .*strange\.warc\.gz: 1 records, too_large, the first at byte \d+", done.log)


def test_the_time_of_a_page_is_the_time_of_its_record(recorded: Recorded, tmp_path: Path) -> None:
    article = recorded.agency.articles[7]
    code = "from buratha.warc.fetched import fetched_at; print(fetched_at(response).isoformat(), response.flags)"
    line = command("shell", "--nolog", "-s", f"BURATHA_WARC_REPLAY={recorded.folder}", "-c", f"exec({code!r})", recorded.run.place.url + article.path)
    done = subprocess.run(line, cwd=ROOT, env=recorded.run.place.environment, capture_output=True, check=False, timeout=60, encoding="utf-8")
    dates = set()
    for path in recorded.files:
        with path.open("rb") as file:
            dates |= {
                r.rec_headers["WARC-Date"] for r in ArchiveIterator(file) if r.rec_headers["WARC-Target-URI"] == recorded.run.place.url + article.path
            }
    assert len(dates) == 1
    assert done.stdout.split()[0].replace("+00:00", "Z") in dates, done.stderr
    assert "['warc']" in done.stdout
