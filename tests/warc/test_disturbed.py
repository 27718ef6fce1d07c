"""Other processes work on the files and their index while a replay reads: what it loses by that is a fault, and no article that nobody recorded."""

import gzip
from collections.abc import Iterator
from pathlib import Path

import pytest
from scrapy import Request, Spider
from scrapy.utils.test import get_crawler

from buratha.fingerprints import LISTING
from buratha.monitors import incompleteness
from buratha.urls import article_address
from buratha.warc.errors import NotRecordedError, RecordUnusableError
from buratha.warc.files import part_of
from buratha.warc.replay import Replay
from tests.warc.archives import record, response
from tests.warc.test_index import ARTICLE, BASE, Archive, on

OTHER, THIRD = f"{BASE}/arabic/news/6", f"{BASE}/arabic/news/7"


class Reading:
    """A replay of a folder, as it runs."""

    def __init__(self, folder: Path, tmp_path: Path, as_of: str = "") -> None:
        settings = {
            "BURATHA_WARC_AS_OF": as_of,
            "BURATHA_BASE_URL": BASE,
            "BURATHA_WARC_REPLAY": str(folder),
            "BURATHA_WARC_FILE_BYTES": 1_000_000,
            "BURATHA_FEEDS_DIR": str(tmp_path / "feeds"),
            "BURATHA_ARCHIVE_URL": f"sqlite:///{tmp_path / 'archive.sqlite'}",
            "REQUEST_FINGERPRINTER_CLASS": "buratha.fingerprints.AgencyRequestFingerprinter",
            "RETRY_HTTP_CODES": [503],
            "DOWNLOAD_MAXSIZE": 50_000,
        }
        self.crawler = get_crawler(Spider, settings)
        self.replay = Replay(self.crawler)
        self.replay.spider_opened()

    def day(self, url: str) -> str:
        """Return the day of the record that answers, or why none does."""
        request = Request(url, meta={} if article_address(url) else {LISTING: True})
        try:
            self.replay.answer(request)
        except RecordUnusableError as error:
            return error.reason
        except NotRecordedError:
            return "not_recorded"
        return f"{request.meta['buratha_fetched_at']:%m-%d}"

    @property
    def faults(self) -> list[str]:
        """Return what the run is incomplete for."""
        return [fault.sentence for fault in incompleteness(self.crawler.stats.get_stats())]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "warc"
    made.mkdir()
    (made / "a.warc.gz").write_bytes(on("2026-11-02"))
    part_of(made / "b.warc.gz").write_bytes(on("2026-11-03", OTHER))
    return made


@pytest.fixture
def reading(folder: Path, tmp_path: Path) -> Iterator[Reading]:
    made = Reading(folder, tmp_path)
    yield made
    made.replay.spider_closed()


def another(folder: Path, base: str = BASE) -> None:
    """Begin another replay of the folder, which brings the index up to date."""
    archive = Archive(folder)
    archive.index.close()
    archive.open(base)
    archive.take()
    archive.index.close()


def append(path: Path, *pieces: bytes) -> None:
    """Write on."""
    with path.open("ab") as file:
        file.write(b"".join(pieces))


def test_a_file_that_grows_and_is_read_anew_stays_in_the_replay(folder: Path, reading: Reading) -> None:
    append(part_of(folder / "b.warc.gz"), on("2026-11-04", THIRD))
    another(folder)
    assert [reading.day(url) for url in (ARTICLE, OTHER, THIRD)] == ["11-02", "11-03", "11-04"]
    assert reading.faults == []


@pytest.mark.parametrize("grows", [False, True])
@pytest.mark.parametrize("comes", [False, True])
def test_a_recording_that_ends_leaves_its_file_to_the_replay(grows: bool, comes: bool, folder: Path, reading: Reading) -> None:
    whole = folder / "b.warc.gz"
    append(part_of(whole), on("2026-11-04", THIRD) if grows else b"")
    part_of(whole).rename(whole)
    if comes:
        another(folder)
    assert [reading.day(url) for url in (ARTICLE, OTHER)] == ["11-02", "11-03"]
    assert reading.faults == []


def test_a_file_that_is_gone_is_said_to_be(folder: Path, reading: Reading) -> None:
    (folder / "a.warc.gz").unlink()
    assert [reading.day(url) for url in (ARTICLE, OTHER, THIRD)] == ["file_gone", "11-03", "not_recorded"]
    another(folder)
    assert [reading.day(url) for url in (ARTICLE, OTHER, THIRD)] == ["index_changed", "11-03", "index_changed"]
    assert reading.faults == [
        "1 change in the WARC files or in their index, from outside, while the run read them: files_gone 1",
        "1 record of the WARC files could not be read any more",
    ]


def test_a_run_that_meets_only_what_is_left_is_incomplete_too(folder: Path, reading: Reading) -> None:
    (folder / "b.warc.gz").write_bytes(b"")
    part_of(folder / "b.warc.gz").unlink()
    another(folder)
    assert reading.day(ARTICLE) == "11-02"
    assert len(reading.faults) == 1


def test_a_file_that_is_written_anew_with_less_in_it_is_a_change(folder: Path, reading: Reading) -> None:
    (folder / "a.warc.gz").write_bytes(b"")
    another(folder)
    assert reading.day(ARTICLE) == "index_changed"


def test_numbers_are_not_taken_for_unnamed_where_the_index_was_keyed_for_another_server(folder: Path, reading: Reading) -> None:
    assert reading.replay.recorded([5, 6, 7]) == [5, 6]
    another(folder, "http://other.test")
    assert reading.replay.recorded([5, 6, 7]) == []
    assert reading.crawler.stats.get_value("buratha/not_recorded/article") == 1
    assert reading.crawler.stats.get_value("buratha/failed/article/record_index_changed") == 3
    assert reading.day(ARTICLE) == "index_changed"
    assert any("keyed_anew" in sentence for sentence in reading.faults)


def test_the_row_of_a_file_that_is_gone_is_not_given_to_another(folder: Path, reading: Reading) -> None:
    part_of(folder / "b.warc.gz").unlink()
    another(folder)
    (folder / "c.warc.gz").write_bytes(on("2026-11-05", OTHER))
    another(folder)
    assert reading.day(OTHER) == "index_changed"


def test_another_record_at_the_place_of_one_is_not_taken_for_it(folder: Path, reading: Reading) -> None:
    (folder / "a.warc.gz").write_bytes(on("2026-11-02", THIRD))
    assert reading.day(ARTICLE) == "damaged"


TORN_HEAD = on("2026-11-09", THIRD)[:40]
SEVERAL = b"".join(gzip.decompress(response(f"{BASE}/arabic/news/{number}", b"x")) for number in range(900, 3400))
HIDING = {
    "damaged": b"\x1f\x8b\x08" + bytes(400) + on("2026-11-09", f"{BASE}/"),
    "torn": TORN_HEAD,
    "too_large": gzip.compress(SEVERAL),
}
"""What has no head that can be read, or several behind the first."""


@pytest.mark.parametrize("name", HIDING)
def test_pieces_that_name_nobody_may_be_of_what_is_not_recorded(name: str, folder: Path, tmp_path: Path) -> None:
    append(folder / "a.warc.gz", HIDING[name])
    reading = Reading(folder, tmp_path)
    assert reading.day(ARTICLE) == "11-02"
    assert reading.faults == []
    assert reading.day(THIRD) == "not_recorded"
    assert reading.faults == [f"1 piece of the WARC files names no page, and may be of articles without a record, or of newer listings: {name} 1"]
    reading.replay.spider_closed()
    by_number = Reading(folder, tmp_path)
    by_number.replay.recorded([5, 6])
    assert by_number.faults == []
    by_number.replay.recorded([7])
    assert len(by_number.faults) == 1
    by_number.replay.spider_closed()


@pytest.mark.parametrize(("is_damaged", "is_listing"), [(True, True), (True, False), (False, True)])
def test_a_listing_may_have_a_newer_record_among_pieces_that_name_nobody(*, is_damaged: bool, is_listing: bool, folder: Path, tmp_path: Path) -> None:
    listing = f"{BASE}/arabic/news" if is_listing else ARTICLE
    newest = on("2026-11-09", listing)
    append(folder / "a.warc.gz", on("2026-11-08", listing), newest[60:] if is_damaged else newest, on("2026-11-09", THIRD))
    reading = Reading(folder, tmp_path)
    assert reading.day(listing) == ("11-08" if is_damaged else "11-09")
    assert [("or of newer listings" in sentence) for sentence in reading.faults] == [True] * (is_damaged and is_listing)
    reading.replay.spider_closed()


SPOILT = {"WARC_Block_Digest": "sha1:" + "A" * 32}


@pytest.mark.parametrize("url", [f"{BASE}/arabic/news", ARTICLE])
@pytest.mark.parametrize(
    ("newer", "why"),
    [
        pytest.param({**SPOILT, "WARC_Date": "2026-11-09T08:00:00Z"}, "digest_wrong", id="newer"),
        pytest.param({"WARC_Date": "yesterday"}, "bad_date", id="of any time"),
        pytest.param({**SPOILT, "WARC_Date": "2026-11-07T08:00:00Z"}, None, id="older"),
        pytest.param({"WARC_Type": "revisit", "WARC_Date": "2026-11-09T08:00:00Z"}, None, id="a repetition of what answers"),
    ],
)
def test_a_listing_whose_newer_record_cannot_be_used_is_told(newer: dict[str, str], why: str | None, url: str, folder: Path, tmp_path: Path) -> None:
    append(folder / "a.warc.gz", on("2026-11-08", url), response(url, b"x", **newer))
    reading = Reading(folder, tmp_path)
    assert reading.day(url) == "11-08"
    told = f"1 answer for listings, the feed or sitemaps is an older one, since a newer record cannot be used: {why} 1"
    assert reading.faults == ([told] if why and url != ARTICLE else [])
    reading.replay.spider_closed()


def test_what_was_recorded_after_the_day_that_is_read_is_no_newer_record(folder: Path, tmp_path: Path) -> None:
    listing = f"{BASE}/arabic/news"
    append(folder / "a.warc.gz", on("2026-11-08", listing), on("2026-11-10", listing, **SPOILT))
    for day, count in (("2026-11-09", 0), ("2026-11-10", 1)):
        reading = Reading(folder, tmp_path, as_of=day)
        assert reading.day(listing) == "11-08"
        assert len(reading.faults) == count
        reading.replay.spider_closed()


LARGE = response(OTHER, bytes(range(256)) * 40)
DAMAGED = LARGE[:-60] + bytes(60)
"""What has a head that can be read, and no end."""


def request(url: str, number: str = "<urn:x:1>") -> bytes:
    """Return the request that the record of a number answers."""
    return gzip.compress(record("request", url, b"GET / HTTP/1.1\r\n\r\n", WARC_Record_ID=f"{number}?", WARC_Concurrent_To=number))


@pytest.mark.parametrize(
    ("pieces", "reason"),
    [
        pytest.param((LARGE[:-60],), "torn", id="all that stood behind a torn record is gone"),
        pytest.param((LARGE, request(OTHER)[:-9]), "torn", id="also behind a torn request"),
        pytest.param((DAMAGED, request(THIRD, "<urn:x:2>")), "damaged", id="the damage goes on into the next record, and leaves its request"),
        pytest.param((DAMAGED, on("2026-11-04", f"{BASE}/")), "damaged", id="the damage goes on to the next sound record"),
        pytest.param((LARGE, request(OTHER)[:-20] + bytes(20), on("2026-11-04", f"{BASE}/")), "damaged", id="from a request on"),
        pytest.param((DAMAGED, DAMAGED, request(OTHER)), "damaged", id="of two only the last is before its request"),
    ],
)
def test_what_may_be_lost_behind_a_head_that_can_be_read_is_told(pieces: tuple[bytes, ...], reason: str, folder: Path, tmp_path: Path) -> None:
    (folder / "c.warc.gz").write_bytes(on("2026-11-04", OTHER) + b"".join(pieces))
    reading = Reading(folder, tmp_path)
    assert reading.day(THIRD) == "not_recorded"
    assert len(reading.faults) == 1
    assert reading.faults[0].endswith(f": {reason} 1")
    reading.replay.spider_closed()


@pytest.mark.parametrize("piece", ["growing", "named", "another's"])
def test_pieces_that_are_known_are_of_nothing_else(piece: str, folder: Path, tmp_path: Path) -> None:
    """The end of a part file that is being written; a damaged record whose head can be read, before its request; one that stands for no answer."""
    if piece == "growing":
        append(part_of(folder / "b.warc.gz"), TORN_HEAD)
    elif piece == "named":
        append(folder / "a.warc.gz", DAMAGED, request(OTHER))
    else:
        append(folder / "a.warc.gz", response("dns:h.test", b"x"))
    reading = Reading(folder, tmp_path)
    assert reading.day(THIRD) == "not_recorded"
    assert reading.faults == []
    reading.replay.spider_closed()
