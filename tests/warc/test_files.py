"""The files of a recording: whole whatever happens to the writer, and never two writers on one."""

import errno
import gzip
import resource
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from scrapy import Request
from scrapy.http import Response

from buratha.arabic.dates import utc_now
from buratha.warc.files import WarcFiles
from buratha.warc.records import exchange, warcinfo
from buratha.warc.salvage import Salvaged, salvage
from tests.warc.archives import check, exchanges, kinds

LIMIT = 1_000_000


def writer(folder: Path, size: int = 10**9) -> WarcFiles:
    """Return a writer."""
    return WarcFiles(folder, size, lambda name: warcinfo(name, {"software": "tests"}))


def put(files: WarcFiles, number: int, body: bytes = b"text") -> int:
    """Record an exchange."""
    url = f"http://h.test/{number}"
    return files.append(lambda info: exchange(Request(url), Response(url, body=body), info, utc_now()))


def left_behind(folder: Path, count: int = 3) -> Path:
    """Return a part file as a killed process leaves it."""
    files = writer(folder)
    for number in range(count):
        put(files, number)
    assert files._open
    files._open.abandon()
    return next(folder.glob(".*.part"))


@contextmanager
def room_for(size: int) -> Iterator[None]:
    """Let no file of this process grow beyond a size."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, before)


def test_no_file_is_made_for_nothing(tmp_path: Path) -> None:
    writer(tmp_path / "warc").close()
    assert not list(tmp_path.iterdir())


def test_a_file_has_its_name_when_it_is_complete(tmp_path: Path) -> None:
    files = writer(tmp_path)
    put(files, 1)
    assert [path.name[0] for path in tmp_path.iterdir()] == ["."]
    files.close()
    assert list(tmp_path.iterdir()) == files.written
    check(*files.written)


def test_writers_in_one_folder_take_turns_with_names(tmp_path: Path) -> None:
    one, two = writer(tmp_path, 2000), writer(tmp_path, 2000)
    for number in range(30):
        put(one, number)
        put(two, 100 + number)
    one.close()
    two.close()
    assert len({*one.written, *two.written}) == len(one.written) + len(two.written) == len(list(tmp_path.iterdir()))
    check(*one.written, *two.written)
    assert sum(kinds(path).count("response") for path in tmp_path.iterdir()) == 60


def test_a_record_that_cannot_be_written_leaves_no_trace(tmp_path: Path) -> None:
    files = writer(tmp_path)
    size = put(files, 1)
    with room_for(3 * size), pytest.raises(OSError, match="File too large") as raised:
        put(files, 2, bytes(range(256)) * 400)
    assert raised.value.errno == errno.EFBIG
    put(files, 3)
    files.close()
    check(*files.written)
    assert list(exchanges(files.written[0])) == ["http://h.test/1", "http://h.test/3"]


def test_a_file_that_cannot_even_be_begun_is_not_left_behind(tmp_path: Path) -> None:
    files = writer(tmp_path)
    with room_for(50), pytest.raises(OSError, match="File too large"):
        put(files, 1)
    assert not list(tmp_path.iterdir())
    put(files, 1)
    files.close()
    check(*files.written)


class TestSalvage:
    """What a killed process left."""

    @pytest.mark.parametrize(("cut", "whole"), [(1, 6), (30, 6), (400, 5)])
    def test_the_torn_end_is_cut_off(self, cut: int, whole: int, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
        part = left_behind(tmp_path)
        data = part.read_bytes()
        part.write_bytes(data[:-cut])
        saved = salvage(tmp_path, LIMIT)
        path = tmp_path / part.name.removeprefix(".").removesuffix(".part")
        assert list(tmp_path.iterdir()) == [path]
        assert saved == [Salvaged(path, whole, len(data) - cut - path.stat().st_size)]
        assert data.startswith(path.read_bytes())
        check(path)
        assert "torn bytes are cut off" in caplog.text

    def test_a_whole_file_gets_its_name(self, tmp_path: Path) -> None:
        data = left_behind(tmp_path).read_bytes()
        assert [(saved.records, saved.lost, saved.path.read_bytes()) for saved in salvage(tmp_path, LIMIT)] == [(7, 0, data)]

    def test_a_file_that_is_being_written_is_left_alone(self, tmp_path: Path) -> None:
        files = writer(tmp_path)
        put(files, 1)
        assert salvage(tmp_path, LIMIT) == []
        put(files, 2)
        files.close()
        assert kinds(files.written[0]).count("response") == 2

    def test_a_file_with_nothing_whole_goes(self, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
        (tmp_path / ".buratha-20261120T080000Z-00001.warc.gz.part").write_bytes(gzip.compress(b"WARC/1.1")[:15])
        assert [saved.records for saved in salvage(tmp_path, LIMIT)] == [0]
        assert not list(tmp_path.iterdir())
        assert "no whole record (15 bytes)" in caplog.text

    def test_damage_in_the_first_byte_costs_one_record_and_no_byte(self, tmp_path: Path) -> None:
        part = left_behind(tmp_path)
        data = bytearray(part.read_bytes())
        data[0] ^= 1
        part.write_bytes(data)
        (saved,) = salvage(tmp_path, LIMIT)
        assert saved.records == 6
        assert saved.path.with_name(f"{saved.path.name}.damaged").read_bytes() == data

    def test_damage_in_the_midst_costs_one_record_and_no_byte(self, tmp_path: Path) -> None:
        part = left_behind(tmp_path)
        data = bytearray(part.read_bytes())
        middle = data.index(b"\x1f\x8b\x08", len(data) // 2)
        data[middle + 40 : middle + 80] = bytes(40)
        part.write_bytes(data)
        (saved,) = salvage(tmp_path, LIMIT)
        check(saved.path)
        assert saved.records == 6
        assert saved.path.with_name(f"{saved.path.name}.damaged").read_bytes() == data

    def test_links_are_not_followed(self, tmp_path: Path) -> None:
        precious = tmp_path / "precious"
        precious.write_bytes(b"not ours")
        link = tmp_path / "warc" / ".buratha-20261120T080000Z-00001.warc.gz.part"
        link.parent.mkdir()
        link.symlink_to(precious)
        assert salvage(link.parent, LIMIT) == []
        assert precious.read_bytes() == b"not ours"
