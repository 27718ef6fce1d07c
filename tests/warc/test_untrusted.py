"""Archives from anywhere: whatever is in them, the good records are found, the others are named, and nothing fills memory or time."""

import gzip
import io
import random
import struct
import tracemalloc
import zlib
from collections import Counter
from pathlib import Path

import pytest

from buratha.warc.indexing import Reading, Row, rows
from buratha.warc.members import members
from buratha.warc.sources import sources
from tests.warc.archives import http, record, response

LIMIT = 200_000
GOOD = "http://h.test/arabic/news/5"


def good(url: str = GOOD) -> bytes:
    return response(url, "نص الخبر".encode())


def plain(url: str = GOOD) -> bytes:
    return gzip.decompress(good(url))


def read(data: bytes) -> tuple[list[str], dict[str, int]]:
    """Read a file for the index; gives the addresses found, and what was not used."""
    reading = Reading()
    found = [row.url for row in rows(io.BytesIO(data), LIMIT, reading) if isinstance(row, Row)]
    return found, dict(reading.faults)


def bomb(size: int) -> bytes:
    """Return a gzip member with a record that unpacks to `size` bytes."""
    packer = zlib.compressobj(9, wbits=31)
    head = record("response", GOOD, b"", Content_Length=str(size)).rstrip(b"\r\n") + b"\r\n\r\nHTTP/1.1 200 OK\r\n\r\n"
    zeros = bytes(1 << 20)
    return packer.compress(head) + b"".join(packer.compress(zeros) for _ in range(size >> 20)) + packer.flush()


def endless_head() -> bytes:
    """Return a gzip member with a head that does not end."""
    return gzip.compress(b"WARC/1.1\r\nWARC-Type: response\r\nX: " + b"a" * 150_000)


BAD = {
    "torn": (good()[:-20], "torn"),
    "one byte of its last check is missing": (good()[:-1], "torn"),
    "a record without end": (endless_head(), "bad_head"),
    "no version": (gzip.compress(b"<html>" * 100), "bad_head"),
    "nothing in it": (gzip.compress(b""), "bad_head"),
    "longer than it is": (gzip.compress(record("response", GOOD, http(b"x"), Content_Length="9999")), "length_wrong"),
    "shorter than it is": (gzip.compress(record("response", GOOD, http(b"x" * 50), Content_Length="70")), "length_wrong"),
    "a length below nothing": (gzip.compress(record("response", GOOD, http(b"x"), Content_Length="-1")), "length_wrong"),
    "an absurd length": (gzip.compress(record("response", GOOD, http(b"x"), Content_Length="9" * 4000)), "length_wrong"),
    "a length in other digits": (gzip.compress(record("response", GOOD, http(b"x"), Content_Length="٥")), "length_wrong"),
    "no length": (gzip.compress(record("response", GOOD, http(b"x")).replace(b"Content-Length", b"Length")), "length_wrong"),
    "another text than its digest": (response(GOOD, b"x", WARC_Block_Digest="sha1:" + "A" * 32), "digest_wrong"),
    "a digest in hex of another text": (response(GOOD, b"x", WARC_Block_Digest="sha256:" + "0" * 64), "digest_wrong"),
    "several records in one member": (gzip.compress(plain() * 2), "not_by_record"),
    "a name server's answer": (response("dns:h.test", b"x"), "not_http"),
    "no address": (response("javascript:alert(1)", b"x"), "not_http"),
    "an address without host": (response("http://", b"x"), "not_http"),
    "an address of megabytes": (response("http://h.test/" + "a" * 10_000, b"x"), "not_http"),
    "no http": (gzip.compress(record("response", GOOD, b"220 ftp ready\r\n")), "bad_http"),
    "an absurd status": (response(GOOD, b"x", "99999 No"), "bad_http"),
    "an absurd head": (gzip.compress(record("response", GOOD, b"HTTP/1.1 200 OK\r\n" + b"a" * 190_000)), None),
    "no date": (response(GOOD, b"x", WARC_Date="yesterday"), "bad_date"),
    "a date that never was": (response(GOOD, b"x", WARC_Date="2026-02-30T00:00:00Z"), "bad_date"),
    "the first day of the calendar": (response(GOOD, b"x", WARC_Date="0001-01-01T00:00:00Z"), "bad_date"),
    "the last day of the calendar": (response(GOOD, b"x", WARC_Date="9999-12-31T23:59:59Z"), "bad_date"),
    "metadata": (gzip.compress(record("metadata", GOOD, b"a: b\r\n")), "metadata"),
    "a revisit": (gzip.compress(record("revisit", GOOD, b"HTTP/1.1 200 OK\r\n\r\n")), "revisit"),
    "a kind that nobody knows": (gzip.compress(record("spell", GOOD, b"a")), "unknown_type"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_record_costs_itself_only(name: str) -> None:
    data, reason = BAD[name]
    found, faults = read(good("http://h.test/before") + data + good("http://h.test/behind"))
    if reason is None:
        assert {"http://h.test/before", "http://h.test/behind"} <= set(found)
        return
    assert found == ["http://h.test/before", "http://h.test/behind"]
    assert faults == {"damaged" if reason == "torn" else reason: 1}


def test_a_torn_end_is_no_damage() -> None:
    assert read(good() + good("http://h.test/b")[:-9]) == ([GOOD], {"torn": 1})


@pytest.mark.parametrize("at", [0.2, 0.5, 0.8])
def test_bytes_that_changed_cost_their_record_only(at: float) -> None:
    middle = bytearray(response("http://h.test/m", random.Random(1).randbytes(3000)))
    place = int(len(middle) * at)
    middle[place : place + 40] = bytes(40)
    found, faults = read(good() + bytes(middle) + good("http://h.test/b"))
    assert found == [GOOD, "http://h.test/b"]
    assert sum(faults.values()) == 1


@pytest.mark.parametrize("start", [b"\x1e\x8b\x08", b"\x1f\x8b\x09", b"\0", b""])
def test_a_file_whose_first_bytes_are_damaged_is_read_from_its_next_record_on(start: bytes) -> None:
    data = start + good()[max(1, len(start)) :] + good("http://h.test/b")
    assert read(data) == (["http://h.test/b"], {"damaged": 1})


def test_a_plain_file_whose_first_bytes_are_damaged_is_read_from_its_next_record_on() -> None:
    found, faults = read(b"?" + plain()[1:] + plain("http://h.test/b"))
    assert found == ["http://h.test/b"]
    assert sum(faults.values()) == 1


@pytest.mark.parametrize("megabytes", [1, 40])
def test_a_bomb_is_left_unpacked(megabytes: int) -> None:
    data = good() + bomb(megabytes << 20) + good("http://h.test/b")
    tracemalloc.start()
    try:
        assert read(data) == ([GOOD, "http://h.test/b"], {"too_large": 1})
        assert tracemalloc.get_traced_memory()[1] < 20 * LIMIT
    finally:
        tracemalloc.stop()


def test_several_bombs_cost_themselves_only() -> None:
    data = good() + bomb(40 << 20) * 4 + good("http://h.test/b")
    assert read(data) == ([GOOD, "http://h.test/b"], {"too_large": 4})


def nested(bombs: int) -> bytes:
    """Return a gzip member within whose packed bytes the next one begins, and so on; each unpacks to far too much."""
    head, inner = bytes.fromhex("1f8b08000000000000ff"), b""
    for _ in range(bombs):
        stored = b"WARC/" + inner
        inner = head + struct.pack("<BHH", 0, len(stored), len(stored) ^ 0xFFFF) + stored
    packer = zlib.compressobj(9, wbits=-15)
    return inner + packer.compress(bytes(40 << 20)) + packer.flush()


def test_bombs_within_bombs_are_given_up_and_may_hide_what_is_behind() -> None:
    reading = Reading()
    found = list(rows(io.BytesIO(good() + nested(500) + good("http://h.test/b")), LIMIT, reading))
    assert [row.url for row in found if isinstance(row, Row)] == [GOOD]
    assert 8 <= reading.faults["too_large"] < 20
    assert reading.nameless["too_large"] == reading.faults["too_large"] == reading.faults.total()


@pytest.mark.parametrize("others", [100, 10_000, 10_001, 200_000])
def test_very_many_records_in_one_member_are_not_all_looked_at_and_it_is_said(others: int) -> None:
    record_ = b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://h.test/arabic/news/5\r\nContent-Length: 0\r\n\r\n"
    reading = Reading()
    data = gzip.compress(record_ + b"\r\n\r\nWARC/1.0" * (others - 1) + b"\r\n\r\n" + record_)
    found = list(rows(io.BytesIO(data), 100 * LIMIT, reading))
    assert len(found) == (1 if others > 10_000 else 2)
    assert reading.faults == {"not_by_record": 1}
    assert reading.nameless["not_by_record"] == (others > 10_000)


def test_lines_that_go_on_and_on_are_read_in_one_pass() -> None:
    block = b"HTTP/1.1 200 OK\r\nX: a" + b"\n b" * 60_000 + b"\r\n\r\nbody"
    assert read(gzip.compress(record("response", GOOD, block))) == ([GOOD], {})


PLAIN_BAD = {
    "longer than the file": (record("response", GOOD, http(b"x"), Content_Length="99999999"), "torn"),
    "longer than it is": (record("response", GOOD, http(b"x"), Content_Length="80"), "length_wrong"),
    "shorter than it is": (record("response", GOOD, http(b"x" * 90), Content_Length="60"), "length_wrong"),
    "no head": (b"WARC/1.1\r\n" + b"a" * 500 + b"\r\n\r\n", "damaged"),
    "too large": (record("response", GOOD, http(b"x" * LIMIT)), "too_large"),
}


@pytest.mark.parametrize("name", PLAIN_BAD)
def test_files_without_compression_are_read_in_the_same_way(name: str) -> None:
    data, reason = PLAIN_BAD[name]
    found, faults = read(plain() + data + plain("http://h.test/b"))
    assert found == [GOOD, "http://h.test/b"]
    assert faults == {reason: 1}


def test_a_file_without_compression_that_is_torn() -> None:
    assert read(plain() + plain("http://h.test/b")[:-20]) == ([GOOD], {"torn": 1})


@pytest.mark.parametrize("data", [b"", b"\x1f", b"WAR", b"PK\x03\x04", bytes(100), b"\x1f\x8b\x08" * 50, b"WARC/" * 50, b"\r\n\r\nWARC/1.1" * 50])
def test_what_is_no_archive_has_no_records(data: bytes) -> None:
    assert read(data)[0] == []


@pytest.mark.parametrize("seed", range(60))
def test_no_damage_raises_or_reads_on_for_ever(seed: int) -> None:
    chance = random.Random(seed)
    data = bytearray(b"".join((good if seed % 2 else plain)(f"http://h.test/{number}") for number in range(6)))
    for _ in range(chance.randint(1, 8)):
        place = chance.randrange(len(data))
        data[place : place + chance.randint(0, 30)] = chance.randbytes(chance.randint(0, 30))
    pieces = list(members(io.BytesIO(bytes(data)), LIMIT))
    assert sum(piece.length for piece in pieces) <= len(data)
    assert [piece.offset for piece in pieces] == sorted({piece.offset for piece in pieces})
    read(bytes(data))


def test_links_and_pipes_in_a_folder_are_not_read(tmp_path: Path) -> None:
    (tmp_path / "a.warc.gz").write_bytes(good())
    (tmp_path / "b.warc.gz").symlink_to("/dev/zero")
    (tmp_path / "c.warc.gz").symlink_to(tmp_path / "a.warc.gz")
    (tmp_path / "loop").symlink_to(tmp_path)
    (tmp_path / "notes.txt").write_text("x")
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "d.warc").write_bytes(plain())
    skipped: Counter[str] = Counter()
    found = [source.path for source in sources([tmp_path], skipped)]
    assert found == [tmp_path / "a.warc.gz", tmp_path / "deep" / "d.warc"]
    assert skipped == {"symlink": 2}


def test_other_clothes_are_named_and_capitals_are_none(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    for name in ("a.wacz", "b.warc.zst", "c.arc.gz", "D.WARC.GZ", "e.gz"):
        (tmp_path / name).write_bytes(good())
    skipped: Counter[str] = Counter()
    assert [source.path.name for source in sources([tmp_path], skipped)] == ["D.WARC.GZ"]
    assert skipped == {"other_format": 3}
    assert "b.warc.zst (other_format)" in caplog.text
