"""Exchanges as records: the bytes of the wire, under headers that agree with them, as the library reads them."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from scrapy import Request
from scrapy.http import HtmlResponse, Response
from warcio.archiveiterator import ArchiveIterator

from buratha.warc.members import members
from buratha.warc.parsing import parse_answer, parse_record
from buratha.warc.records import exchange, request_head, response_head, warcinfo
from tests.warc.archives import check

URL = "http://h.test/arabic/news/5?x=1"
WHEN = datetime(2026, 11, 20, 8, 0, 0, 25, tzinfo=UTC)
ARABIC = "/arabic/أخبار/5".encode()


def written(path: Path, response: Response, request: Request | None = None) -> Path:
    """Write a file with one exchange."""
    number, head = warcinfo(path.name, {"software": "tests"})
    path.write_bytes(head + exchange(request or Request(response.url), response, number, WHEN))
    return path


def fields(path: Path) -> dict[str, dict[str, str]]:
    """Read the records' own fields with the library, by kind."""
    with path.open("rb") as file:
        return {found.rec_type: dict(found.rec_headers.headers) for found in ArchiveIterator(file)}


def test_records_belong_together_and_are_dated(tmp_path: Path) -> None:
    path = written(tmp_path / "a.warc.gz", Response(URL, body=b"x", protocol="HTTP/1.1"))
    check(path)
    found = fields(path)
    assert found["warcinfo"]["WARC-Filename"] == "a.warc.gz"
    for kind in ("response", "request"):
        assert found[kind]["WARC-Target-URI"] == URL
        assert found[kind]["WARC-Date"] == "2026-11-20T08:00:00.000025Z"
        assert found[kind]["WARC-Warcinfo-ID"] == found["warcinfo"]["WARC-Record-ID"]
        assert found[kind]["WARC-Block-Digest"].startswith("sha1:")
    assert found["request"]["WARC-Concurrent-To"] == found["response"]["WARC-Record-ID"]
    assert found["response"]["WARC-Payload-Digest"] == "sha1:CH3K3DWFFIUYJK5K7V6DWULFAN4FYIDS"  # of "x"
    assert path.read_bytes().count(b"\x1f\x8b\x08") == 3


@pytest.mark.parametrize(
    ("headers", "body", "lines"),
    [
        ({"Content-Type": "text/html"}, b"abc", [b"Content-Type: text/html", b"Content-Length: 3"]),
        ({"Content-Length": "9"}, b"abc", [b"X-Archive-Orig-Content-Length: 9", b"Content-Length: 3"]),
        ({"Content-Length": "3"}, b"abc", [b"Content-Length: 3"]),
        ({"Transfer-Encoding": "chunked"}, b"abc", [b"X-Archive-Orig-Transfer-Encoding: chunked", b"Content-Length: 3"]),
        ({"Set-Cookie": ["a=1", "b=2"]}, b"", [b"Set-Cookie: a=1", b"Set-Cookie: b=2", b"Content-Length: 0"]),
        (
            {"Set-Cookie": "a=1\nb=2\r\nHTTP/1.1 200"},
            b"",
            [b"Set-Cookie: a=1", b"Set-Cookie: b=2", b"Set-Cookie: HTTP/1.1 200", b"Content-Length: 0"],
        ),
        ({"Location": ARABIC}, b"", [b"Location: " + ARABIC, b"Content-Length: 0"]),
        ({}, b"", [b"Content-Length: 0"]),
    ],
)
def test_headers_agree_with_the_body(headers: dict[str, Any], body: bytes, lines: list[bytes]) -> None:
    head = response_head("GET", Response(URL, status=200, headers=headers, body=body))
    assert head == b"\r\n".join([b"HTTP/1.1 200 OK", *lines, b"", b""])


@pytest.mark.parametrize(("method", "status", "line"), [("HEAD", 200, b"HTTP/1.1 200 OK"), ("GET", 304, b"HTTP/1.1 304 Not Modified")])
def test_a_length_without_a_body_is_left_as_it_is(method: str, status: int, line: bytes) -> None:
    head = response_head(method, Response(URL, status=status, headers={"Content-Length": "77"}))
    assert head == line + b"\r\nContent-Length: 77\r\n\r\n"


def test_a_status_that_nobody_knows_has_no_words() -> None:
    assert response_head("GET", Response(URL, status=520)).startswith(b"HTTP/1.1 520 \r\n")


def test_requests_tell_no_secrets() -> None:
    headers = {"User-Agent": "us", "Authorization": "Basic x", "Proxy-Authorization": "Basic y", "Cookie": "session=1"}
    assert request_head(Request(URL, headers=headers)) == b"GET /arabic/news/5?x=1 HTTP/1.1\r\nHost: h.test\r\nUser-Agent: us\r\n\r\n"
    assert request_head(Request("http://us:pass@h.test", method="POST", body=b"a")) == b"POST / HTTP/1.1\r\nHost: h.test\r\nContent-Length: 1\r\n\r\n"


@pytest.mark.parametrize(("flag", "reason"), [("dataloss", "disconnect"), ("download_stopped", "unspecified")])
def test_a_response_that_is_not_whole_says_so(flag: str, reason: str, tmp_path: Path) -> None:
    path = written(tmp_path / "a.warc.gz", Response(URL, body=b"half", flags=[flag]))
    check(path)
    assert fields(path)["response"]["WARC-Truncated"] == reason


def test_a_response_of_unknown_length_is_no_truncated_one(tmp_path: Path) -> None:
    path = written(tmp_path / "a.warc.gz", Response(URL, body=b"whole", flags=["partial"]))
    assert "WARC-Truncated" not in fields(path)["response"]


def test_what_was_written_is_what_is_read(tmp_path: Path) -> None:
    body = "نص الخبر".encode("windows-1256") + bytes(range(256)) + b"\r\n\r\nWARC/1.1\r\n"
    sent = HtmlResponse(URL, headers={"Content-Type": "text/html; charset=windows-1256", "Location": ARABIC}, body=body)
    path = written(tmp_path / "a.warc.gz", sent)
    check(path)
    with path.open("rb") as file:
        records = [parse_record(member.data) for member in members(file, 10_000)]
    assert [record.kind for record in records] == ["warcinfo", "response", "request"]
    answer = parse_answer(records[1])
    assert (records[1].url, records[1].date) == (URL, "2026-11-20T08:00:00.000025Z")
    assert (answer.status, answer.body, answer.header(b"location")) == (200, body, ARABIC)
