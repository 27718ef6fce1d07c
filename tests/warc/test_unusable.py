"""Records that cannot be used still say which page they are of, so that it is told from one that nobody recorded."""

import gzip
import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from scrapy import Request

from buratha.warc.indexing import Reading, rows
from buratha.warc.unusable import Unusable
from tests.warc.archives import http, record, response
from tests.warc.test_index import ARTICLE, BASE, Archive, on

WHEN = "2026-11-20T08:00:00.000000Z"
LIMIT = 100_000


def changed(member: bytes) -> bytes:
    """Return a member with bytes that changed near its end."""
    return member[:-60] + bytes(40) + member[-20:]


PAGE = response(ARTICLE, bytes(range(256)) * 40)
RECORDS = {
    "torn": (PAGE[:-40], "torn", WHEN),
    "torn, not compressed": (gzip.decompress(PAGE)[:-200], "torn", WHEN),
    "damaged": (changed(PAGE) + on("2026-11-02", f"{BASE}/"), "damaged", WHEN),
    "too large": (response(ARTICLE, bytes(LIMIT)), "too_large", WHEN),
    "too large, not compressed": (gzip.decompress(response(ARTICLE, bytes(LIMIT))), "too_large", WHEN),
    "longer than it says": (response(ARTICLE, b"x" * 50, Content_Length="70"), "length_wrong", WHEN),
    "another digest": (response(ARTICLE, b"x", WARC_Block_Digest="sha1:" + "A" * 32), "digest_wrong", WHEN),
    "no date": (response(ARTICLE, b"x", WARC_Date="yesterday"), "bad_date", ""),
    "no http": (gzip.compress(record("response", ARTICLE, b"220 ready\r\n")), "bad_http", WHEN),
    "a revisit": (gzip.compress(record("revisit", ARTICLE, b"HTTP/1.1 200 OK\r\n\r\n")), "revisit", WHEN),
    "a resource": (gzip.compress(record("resource", ARTICLE, b"<p>")), "resource", WHEN),
    "the second in one member": (gzip.compress(record("warcinfo", "", b"a: b") + record("response", ARTICLE, http(b"x"))), "not_by_record", WHEN),
}


def found_in(data: bytes) -> list[Unusable]:
    return [row for row in rows(io.BytesIO(data), LIMIT, Reading()) if isinstance(row, Unusable)]


@pytest.mark.parametrize("name", RECORDS)
def test_its_page_is_known(name: str) -> None:
    data, reason, date = RECORDS[name]
    assert found_in(data) == [Unusable(ARTICLE, date, reason)]


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(PAGE[:60], id="torn within its head"),
        pytest.param(gzip.compress(record("metadata", ARTICLE, b"a: b\r\n")), id="metadata"),
        pytest.param(gzip.compress(record("request", ARTICLE, b"GET / HTTP/1.1\r\n\r\n"))[:-9], id="a torn request"),
        pytest.param(response("dns:h.test", b"x"), id="no address of the web"),
        pytest.param(PAGE, id="a good one"),
    ],
)
def test_what_names_no_page_or_stands_for_none_is_nothing(data: bytes) -> None:
    assert found_in(data) == []


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    made = Archive(tmp_path)
    yield made
    made.index.close()


def why(archive: Archive, number: int, as_of: str | None = None, *, base: str = BASE) -> str | None:
    """Return why the index has no answer for an article, where it has something of it."""
    return archive.index.unusable(archive.fingerprinter.fingerprint(Request(f"{base}/arabic/poetry/{number}")), as_of)


def test_the_index_knows_the_newest_up_to_a_day_as_long_as_its_file_is_there(archive: Archive) -> None:
    revisit = gzip.compress(record("revisit", ARTICLE, b"HTTP/1.1 200 OK\r\n\r\n", WARC_Date="2026-11-09T08:00:00Z"))
    path = archive.write("a.warc.gz", on("2026-11-02", ARTICLE, WARC_Block_Digest="sha1:" + "A" * 32), revisit)
    assert [why(archive, 5), why(archive, 5, "2026-11-05"), why(archive, 5, "2026-11-01"), why(archive, 6)] == ["revisit", "digest_wrong", None, None]
    path.unlink()
    archive.take()
    assert why(archive, 5) is None


def test_another_server_gets_other_keys(archive: Archive) -> None:
    archive.write("a.warc.gz", response("http://other.test/arabic/news/5", b"x", WARC_Date="never"))
    assert why(archive, 5) is None
    archive.index.close()
    archive.open("http://other.test")
    archive.take()
    assert why(archive, 5, base="http://other.test") == "bad_date"
