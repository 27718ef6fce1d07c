"""Bodies as other tools leave them: chunked, joined, torn, unpacked, and with headers that do not agree."""

import base64
import gzip
import hashlib
import tracemalloc
import zlib

import brotli
import pytest

from buratha.warc.errors import RecordError
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


UNPACKED = {
    "a declaration": PAGE,
    "a byte order mark": b"\xef\xbb\xbf\r\n<HTML dir=rtl>",
    "a title": "<title>خبر</title><p>متن</p>".encode(),
    "a title in Windows' encoding": "<title>خبر</title><p>متن الخبر الطويل</p>".encode("cp1256"),
    "a meta element": b'<meta http-equiv="X-UA-Compatible" content="IE=edge"><p>x</p>',
    "a script": b"<script>var a = 1;</script>\n<p>x</p>",
    "a comment": b"<!-- cached -->\n<p>x</p>",
    "a warning": b"Notice: Undefined index: id in /var/www/view.php on line 12<br><p>x</p>",
    "an Arabic word": "عاجل <b>خبر</b>".encode(),
    "two bytes to a character": b"\xff\xfe" + "<p>خبر</p>".encode("utf-16-le"),
    "no markup": b"User-agent: *\nDisallow: /admin\n",
    "nothing": b"",
}


@pytest.mark.parametrize("encoding", ["gzip", "x-gzip", "deflate", "br", "zstd", "gzip, br"])
@pytest.mark.parametrize("begins", UNPACKED)
def test_a_body_that_the_tool_unpacked_is_not_said_to_be_packed(begins: str, encoding: str) -> None:
    found = answer(UNPACKED[begins], f"Content-Encoding: {encoding}")
    assert (found.body, found.header(b"content-encoding")) == (UNPACKED[begins], None)


def raw_deflate(data: bytes, level: int = 9) -> bytes:
    packer = zlib.compressobj(level, zlib.DEFLATED, -zlib.MAX_WBITS)
    return packer.compress(data) + packer.flush()


PACKED = {
    "gzip": ("gzip", gzip.compress(PAGE)),
    "gzip, cut off": ("gzip", gzip.compress(PAGE)[:40]),
    "gzip whose first byte has changed": ("gzip", b"\0" + gzip.compress(PAGE)[1:]),
    "deflate": ("deflate", zlib.compress(PAGE)),
    "deflate without its head": ("Deflate", raw_deflate(PAGE)),
    "deflate that leaves the text as it is": ("deflate", raw_deflate(PAGE * 20, 0)),
    "deflate with a head, the text as it is": ("deflate", zlib.compress(PAGE * 20, 0)),
    "brotli": ("br", brotli.compress(PAGE)),
    "brotli that leaves the text as it is": ("br", brotli.compress(PAGE * 20, quality=0)),
    "brotli of a word": ("br", brotli.compress(b"x")),
    "brotli, cut off": ("br", brotli.compress(PAGE)[:50]),
    "brotli of gzip": ("gzip, br", brotli.compress(gzip.compress(PAGE))),
    "zstd": ("zstd", b"\x28\xb5\x2f\xfd\x20\x03\x19\x00\x00<p>"),
}


@pytest.mark.parametrize("kind", PACKED)
def test_a_body_that_is_packed_is_left_so(kind: str) -> None:
    encoding, body = PACKED[kind]
    assert answer(body, f"Content-Encoding: {encoding}").header(b"content-encoding") == encoding.encode()


def test_a_bomb_is_not_unpacked_to_see_what_it_is() -> None:
    """Its first bytes are letters, so that it has to be tried."""
    bomb = zlib.compress(bytes(300_000_000), 9)
    letters = zlib.compressobj(0, zlib.DEFLATED, -zlib.MAX_WBITS)
    data = letters.compress(b"a" * 40_000) + letters.flush(zlib.Z_FULL_FLUSH) + bomb[2:]
    tracemalloc.start()
    assert answer(data, "Content-Encoding: deflate").header(b"content-encoding") == b"deflate"
    assert tracemalloc.get_traced_memory()[1] < 8_000_000
    tracemalloc.stop()


def test_a_packed_body_stays_packed() -> None:
    packed = gzip.compress(PAGE)
    found = answer(chunks(packed), CHUNKED, "Content-Encoding: gzip")
    assert (found.body, found.header(b"content-encoding"), found.is_cut) == (packed, b"gzip", False)


def test_many_small_chunks_are_joined_in_one_pass() -> None:
    assert answer(chunks(PAGE * 2000, 1), CHUNKED).body == PAGE * 2000


def sha1(data: bytes) -> str:
    return f"sha1:{base64.b32encode(hashlib.sha1(data, usedforsecurity=False).digest()).decode()}"


ZIPPED = gzip.compress(PAGE)
DIGESTS = {
    "of the page": (PAGE, (), PAGE),
    "of the chunks as they were sent": (chunks(PAGE), (CHUNKED,), chunks(PAGE)),
    "of the joined chunks": (chunks(PAGE), (CHUNKED,), PAGE),
    "of the packed page": (ZIPPED, ("Content-Encoding: gzip",), ZIPPED),
    "of what was packed": (ZIPPED, ("Content-Encoding: gzip",), PAGE),
    "of what was packed and chunked": (chunks(brotli.compress(PAGE)), (CHUNKED, "Content-Encoding: br"), PAGE),
    "of what was packed by the way": (chunks(ZIPPED), ("Transfer-Encoding: gzip, chunked",), PAGE),
}


@pytest.mark.parametrize("form", DIGESTS)
def test_a_payload_has_its_digest_in_one_form_and_another_payload_has_none(form: str) -> None:
    body, headers, of = DIGESTS[form]
    assert answer(body, *headers, WARC_Payload_Digest=sha1(of)).status == 200
    with pytest.raises(RecordError, match="digest_wrong"):
        answer(body, *headers, WARC_Payload_Digest=sha1(of + b" "))


def test_a_payload_that_is_not_whole_is_not_held_against_its_digest() -> None:
    assert answer(PAGE[:-5], f"Content-Length: {len(PAGE)}", WARC_Payload_Digest=sha1(PAGE)).is_cut


def test_what_was_packed_for_the_way_is_unpacked_as_a_page_is() -> None:
    found = answer(chunks(ZIPPED), "Transfer-Encoding: gzip, chunked")
    assert (found.body, found.header(b"content-encoding"), found.is_cut) == (ZIPPED, b"gzip", False)
