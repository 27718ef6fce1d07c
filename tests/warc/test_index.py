"""Which record answers a request: the newest page of an article, whatever its address; passing trouble only when there is nothing else."""

import gzip
import os
import sqlite3
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from scrapy import Request

from buratha.fingerprints import LISTING, AgencyRequestFingerprinter, fingerprint_of_article
from buratha.site import Site
from buratha.warc.index import NAME, Index
from buratha.warc.indexing import Keys
from buratha.warc.sources import sources
from tests.warc.archives import record, response

BASE = "http://127.0.0.1:8000"
ARTICLE = f"{BASE}/arabic/news/5"


class Archive:
    """A folder with WARC files, and its index."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.fingerprinter = AgencyRequestFingerprinter(Site(BASE))
        self.open()

    def open(self, base: str = BASE, limit: int = 100_000) -> None:
        """Open the index, for a server, with what a record may unpack to."""
        self.fingerprinter = AgencyRequestFingerprinter(Site(base))
        self.index = Index(self.folder / NAME, Keys(self.fingerprinter, frozenset({503})), limit)

    def write(self, name: str, *pieces: bytes) -> Path:
        """Write a file, and bring the index up to date."""
        path = self.folder / name
        path.write_bytes(b"".join(pieces))
        self.take()
        return path

    def take(self) -> None:
        """Bring the index up to date."""
        self.index.take(sources([self.folder], Counter()))

    def dates(self, url: str, as_of: str | None = None, *, listing: bool = False) -> list[str]:
        """Return the days of the records that answer a request, best first."""
        request = Request(url, meta={LISTING: True} if listing else {})
        return [place.date[:10] for place in self.index.find(self.fingerprinter.fingerprint(request), as_of)]


def on(day: str, url: str = ARTICLE, status: str = "200 OK", *headers: str, **fields: str) -> bytes:
    """Return a response of a day."""
    return response(url, b"x", status, *headers, WARC_Date=f"{day}T08:00:00Z", **fields)


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    made = Archive(tmp_path)
    yield made
    made.index.close()


def test_the_newest_comes_first_up_to_a_day(archive: Archive) -> None:
    archive.write("a.warc.gz", on("2026-11-02"), on("2026-11-03"), on("2026-11-01"))
    assert archive.dates(ARTICLE) == ["2026-11-03", "2026-11-02", "2026-11-01"]
    assert archive.dates(ARTICLE, "2026-11-02T23:59:59.999999Z") == ["2026-11-02", "2026-11-01"]
    assert archive.dates(ARTICLE, "2026-10-01") == []


def test_a_clock_that_was_never_set_costs_no_page(archive: Archive) -> None:
    archive.write("a.warc.gz", on("1970-01-01"))
    assert archive.dates(ARTICLE) == ["1970-01-01"]


@pytest.mark.parametrize(
    "url",
    [
        ARTICLE,
        f"{ARTICLE}/",
        f"{BASE}/arabic/reports/5/slug?utm=1",
        f"{BASE}/news/5.html",
        "https://www.burathanews.com/arabic/news/5",
        "http://localhost:8000/arabic/news/5",
    ],
)
def test_an_article_is_its_number(url: str, archive: Archive) -> None:
    archive.write("a.warc.gz", on("2026-11-02", url))
    assert archive.dates(ARTICLE) == ["2026-11-02"]
    assert archive.dates(f"{BASE}/arabic/news/6") == []


@pytest.mark.parametrize(
    "worse",
    [
        on("2026-11-09", status="503 Later"),
        on("2026-11-09", status="404 Gone"),
        on("2026-11-09", status="204 No Content"),
        on("2026-11-09", status="206 Partial Content"),
        on("2026-11-09", f"{BASE}/arabic/other/5", "302 Found", "Location: /"),
        on("2026-11-09", ARTICLE, "301 Moved", "Location: /arabic/news/5/"),
        on("2026-11-09", WARC_Truncated="disconnect"),
    ],
)
def test_an_article_that_was_a_page_stays_one(worse: bytes, archive: Archive) -> None:
    archive.write("a.warc.gz", on("2026-11-02"), worse)
    assert archive.dates(ARTICLE) == ["2026-11-02", "2026-11-09"]


def test_what_the_files_name_is_known_without_asking_for_it(archive: Archive) -> None:
    revisit = gzip.compress(record("revisit", f"{BASE}/arabic/sport/7.html", b"HTTP/1.1 200 OK\r\n\r\n", WARC_Date="2026-11-20T08:00:00Z"))
    archive.write("a.warc.gz", on("2026-11-20"), on("2026-11-22", f"{BASE}/arabic/news/6", "404 Not Found"), revisit)
    keys = [fingerprint_of_article(number) for number in range(4, 9)]
    assert archive.index.are_named(keys) == [False, True, True, True, False]
    assert archive.index.are_named(keys, "2026-11-21") == [False, True, False, True, False]


def test_a_listing_is_what_it_was_last(archive: Archive) -> None:
    url = f"{BASE}/arabic/news?page=2"
    archive.write("a.warc.gz", on("2026-11-02", url), on("2026-11-03", url, "404 Not Found"), on("2026-11-04", url, "503 Later"))
    assert archive.dates(url) == ["2026-11-03", "2026-11-02", "2026-11-04"]


def test_a_listing_that_looks_like_an_article_is_found_as_both(archive: Archive) -> None:
    archive.write("a.warc.gz", on("2026-11-02"))
    assert archive.dates(ARTICLE) == archive.dates(ARTICLE, listing=True) == ["2026-11-02"]
    assert archive.dates(f"{BASE}/arabic/reports/5", listing=True) == []


@pytest.mark.parametrize("is_first", [True, False])
def test_answers_to_other_methods_answer_nothing(is_first: bool, archive: Archive) -> None:
    question = gzip.compress(record("request", ARTICLE, b"POST / HTTP/1.1\r\n\r\n", WARC_Record_ID="<urn:x:9>", WARC_Concurrent_To="<urn:x:8>"))
    answer = on("2026-11-09", WARC_Record_ID="<urn:x:8>")
    archive.write("a.warc.gz", on("2026-11-02"), *((question, answer) if is_first else (answer, question)))
    assert archive.dates(ARTICLE) == ["2026-11-02"]
    assert archive.index.fault_counts() == {"not_get": 1}


def test_files_that_are_new_changed_or_gone_are_noticed(archive: Archive) -> None:
    first = archive.write("a.warc.gz", on("2026-11-02"), b"\x1f\x8b")
    archive.write("b.warc.gz", on("2026-11-03"))
    assert archive.dates(ARTICLE) == ["2026-11-03", "2026-11-02"]
    assert archive.index.fault_counts() == {"torn": 1}
    archive.write("b.warc.gz", on("2026-11-04"), on("2026-11-05"))
    assert archive.dates(ARTICLE) == ["2026-11-05", "2026-11-04", "2026-11-02"]
    first.unlink()
    archive.take()
    assert archive.dates(ARTICLE) == ["2026-11-05", "2026-11-04"]
    assert archive.index.count() == 2
    assert not archive.index.fault_counts()


@pytest.mark.parametrize("link", ["one", "two"])
def test_files_behind_a_link_stay_known(link: str, archive: Archive, caplog: pytest.LogCaptureFixture) -> None:
    """The kernel goes up from where a link leads to, and not from where the link stands."""
    top = archive.folder
    for name, url in (("one", ARTICLE), ("two", f"{BASE}/arabic/news/6")):
        folder = top / "deep" / "down" / name if name == link else top / name
        folder.mkdir(parents=True)
        (folder / "a.warc.gz").write_bytes(on("2026-11-02", url))
    (top / link).symlink_to(top / "deep" / "down" / link)
    both = [top / "one", top / "two"]
    archive.index.close()
    archive.folder = both[0]
    archive.open()
    archive.index.take(sources(both, Counter()))
    running = archive.index
    caplog.set_level("INFO")
    for folder in (both[0], (both[0]).resolve()):
        archive.folder = folder
        archive.open()
        assert archive.index.take(sources(both, Counter())) == archive.index.count() == 2
        archive.index.close()
    assert "Indexed" not in caplog.text
    assert not running.lost()
    archive.index = running


def test_a_file_is_read_once(archive: Archive) -> None:
    path = archive.write("a.warc.gz", on("2026-11-02"))
    known = path.stat()
    path.write_bytes(bytes(known.st_size))
    os.utime(path, ns=(known.st_atime_ns, known.st_mtime_ns))
    archive.index.close()
    archive.open()
    archive.take()
    assert archive.dates(ARTICLE) == ["2026-11-02"]


@pytest.mark.parametrize("name", ["a.warc.gz", "a.warc"])
def test_what_was_too_large_is_read_when_more_is_allowed(name: str, archive: Archive) -> None:
    page = response(ARTICLE, bytes(200_000), WARC_Date="2026-11-02T08:00:00Z")
    archive.write(name, page if name.endswith("gz") else gzip.decompress(page))
    assert archive.index.fault_counts() == {"too_large": 1}
    for limit in (300_000, 100_000):  # what is known already stays so
        archive.index.close()
        archive.open(limit=limit)
        archive.take()
        assert archive.dates(ARTICLE) == ["2026-11-02"]
        assert not archive.index.fault_counts()


def test_nothing_is_read_again_for_a_greater_limit_where_nothing_was_too_large(archive: Archive, caplog: pytest.LogCaptureFixture) -> None:
    archive.write("a.warc.gz", on("2026-11-02"), b"\x1f\x8b")
    archive.index.close()
    archive.open(limit=300_000)
    caplog.set_level("INFO")
    archive.take()
    assert "Indexed" not in caplog.text


def test_an_index_of_another_version_is_made_new(archive: Archive) -> None:
    archive.write("a.warc.gz", on("2026-11-02"))
    archive.index.close()
    with sqlite3.connect(archive.folder / NAME) as database:
        database.execute("ALTER TABLE files DROP COLUMN record_limit")
        database.execute("PRAGMA user_version = 4")
    database.close()
    archive.open()
    archive.take()
    assert archive.dates(ARTICLE) == ["2026-11-02"]


def test_another_server_gets_other_keys_from_the_same_index(archive: Archive) -> None:
    archive.write("a.warc.gz", on("2026-11-02", "http://other.test/arabic/news/5"))
    assert archive.dates(ARTICLE) == []
    archive.index.close()
    archive.open("http://other.test")
    archive.take()
    assert archive.dates("http://other.test/arabic/poetry/5") == ["2026-11-02"]


def test_only_the_files_asked_for_are_searched(archive: Archive) -> None:
    archive.write("a.warc.gz", on("2026-11-02"))
    other = archive.write("b.warc.gz", on("2026-11-03"))
    archive.index.close()
    archive.open()
    archive.index.take(sources([other], Counter()))
    assert archive.dates(ARTICLE) == ["2026-11-03"]


def test_a_link_is_not_taken_for_the_index(archive: Archive) -> None:
    archive.index.close()
    precious = archive.folder / "precious"
    (archive.folder / NAME).rename(precious)
    before = precious.read_bytes()
    (archive.folder / NAME).symlink_to(precious)
    with pytest.raises(Exception, match="is a link"):
        archive.open()
    assert precious.read_bytes() == before
