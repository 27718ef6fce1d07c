"""Bodies as other tools leave them: chunked, joined, torn, unpacked, and with headers that do not agree."""

import gzip

import pytest

from buratha.warc.parsing import Answer, parse_answer, parse_record
from tests.warc.archives import http, record

PAGE = "<!DOCTYPE html><title>خبر</title><p>متن الخبر الطويل</p></html>".encode()
CHUNKED = "Transfer-Encoding: chunked"


def chunks(body: bytes, size: int = 7, end: bytes = b"0\r\n\r\n") -> bytes:
    pieces = [body[start : start + size] for start in range(0, len(body), size)]
    return b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in pieces) + end


def answer(body: bytes, *headers: str, status: str = "200 OK", **fields: str) -> Answer:
    return parse_answer(parse_record(record("response", "http://h.test/arabic/news/5", http(body, status, *headers), **fields)))


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        pytest.param(PAGE, (), id="plain"),
        pytest.param(chunks(PAGE), (CHUNKED,), id="chunks"),
        pytest.param(chunks(PAGE, 100_000), ("transfer-encoding: Chunked",), id="one chunk"),
        pytest.param(chunks(PAGE, end=b"000;last\r\nTrailer: x\r\n\r\n"), (CHUNKED,), id="a trailer"),
        pytest.param(b"%X ; name=value\r\n%s\r\n0\r\n\r\n" % (len(PAGE), PAGE), (CHUNKED,), id="extensions and capitals"),
        pytest.param(chunks(PAGE).replace(b"\r\n", b"\n"), (CHUNKED,), id="bare line ends"),
        pytest.param(PAGE, (CHUNKED,), id="joined by the tool, which left the header"),
        pytest.param(PAGE, ("Content-Length: 5",), id="longer than said"),
        pytest.param(PAGE, ("Content-Length: many",), id="a length that is none"),
    ],
)
def test_a_whole_body_is_read_whole(body: bytes, headers: tuple[str, ...]) -> None:
    found = answer(body, *headers)
    assert (found.body, found.is_cut, found.header(b"transfer-encoding")) == (PAGE, False, None)


@pytest.mark.parametrize("left", [3, 9, 30, len(chunks(PAGE)) - 8])
def test_chunks_that_break_off_are_no_whole_page(left: int) -> None:
    whole = chunks(PAGE)
    found = answer(whole[: len(whole) - left], CHUNKED)
    assert found.is_cut
    assert PAGE.startswith(found.body)


def test_a_body_shorter_than_its_server_said_is_no_whole_page() -> None:
    assert answer(PAGE[:-9], f"Content-Length: {len(PAGE)}").is_cut
    assert not answer(PAGE, f"Content-Length: {len(PAGE)}").is_cut
    assert not answer(b"", "Content-Length: 900", status="304 Not Modified").is_cut
    assert answer(PAGE, WARC_Truncated="length").is_cut


@pytest.mark.parametrize("encoding", ["gzip", "br", "zstd"])
def test_a_body_that_the_tool_unpacked_is_not_said_to_be_packed(encoding: str) -> None:
    assert answer(PAGE, f"Content-Encoding: {encoding}").header(b"content-encoding") is None
    assert answer(b"\xef\xbb\xbf\r\n<HTML dir=rtl>", f"Content-Encoding: {encoding}").header(b"content-encoding") is None


def test_a_packed_body_stays_packed() -> None:
    packed = gzip.compress(PAGE)
    found = answer(chunks(packed), CHUNKED, "Content-Encoding: gzip")
    assert (found.body, found.header(b"content-encoding"), found.is_cut) == (packed, b"gzip", False)


def test_many_small_chunks_are_joined_in_one_pass() -> None:
    assert answer(chunks(PAGE * 2000, 1), CHUNKED).body == PAGE * 2000
