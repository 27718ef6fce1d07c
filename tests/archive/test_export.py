"""``scrapy export``: any slice, in the format and with the fields of the feeds."""

import csv
import gzip
import json
import os
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from scrapy.exporters import JsonLinesItemExporter
from sqlalchemy import text, update

from buratha.archive.complete_file import FileError, WriteError, complete_file
from buratha.archive.export import left_out, records
from buratha.archive.export_formats import writer
from buratha.archive.export_parquet import ROWS, schema
from buratha.archive.slices import Slice, parse_id_list, parse_ids, parse_period, parse_time
from buratha.archive.tables import revisions
from buratha.feeds import HarmlessCsvItemExporter, article_fields, as_written, csv_fields
from buratha.items import Article, to_record
from tests.archive.building import Building, building
from tests.crawling import ROOT, Place, command, run

FORMULA = '=HYPERLINK("http://example.org")'


def fill(archive: Building) -> list[Article]:
    """Put in two years, three sections, a repetition, an edited article and one without a date."""
    first = archive.held(10, "poetry", "2015-12-31T23:30:00+03:00", title=FORMULA)
    second = archive.held(11, "news", "2016-01-01T00:00:00+03:00")
    archive.held(12, "news", "2016-03-05T00:00:00+03:00", duplicate_of=11, delivery="left_out")
    third = archive.held(13, "reports", None, body='سطر\nسطر آخر، "مقتبس"\n\nفقرة')
    archive.known(14, "met")
    edited = archive.held(15, "news", "2016-12-31T12:00:00+03:00", revision=2, last_seen="2026-11-24T00:00:00+00:00")
    archive.revision(replace(edited, revision=1, body="قبل التعديل", text_hash="f" * 64), seen_at="2026-11-20T00:00:00+00:00")
    return [first, second, third, edited]


def numbers(archive: Building, **slices: Any) -> list[tuple[int, int]]:
    """Return the ids and revisions of a slice."""
    return [(record["id"], record["revision"]) for record in records(archive.connection, Slice(**slices))]


def test_slices(either_archive: str) -> None:
    with building(either_archive) as archive:
        fill(archive)
        assert numbers(archive) == [(10, 1), (11, 1), (13, 1), (15, 2)]
        assert numbers(archive, section="news") == [(11, 1), (15, 2)]
        assert numbers(archive, ids=range(11, 14), duplicates=True) == [(11, 1), (12, 1), (13, 1)]
        assert numbers(archive, revisions="all", section="news") == [(11, 1), (15, 1), (15, 2)]
        changed = datetime(2026, 11, 23, tzinfo=UTC)
        assert numbers(archive, changed_since=changed) == [(15, 2)]
        assert numbers(archive, changed_since=datetime(2026, 11, 20, tzinfo=UTC), revisions="all")[-2:] == [(15, 1), (15, 2)]
        assert numbers(archive, changed_since=datetime(2026, 11, 24, 0, 0, 1, tzinfo=UTC)) == []


def test_days_are_baghdads_and_both_ends_are_in(either_archive: str) -> None:
    since, until = parse_period("--since", "2016-01-01")[0], parse_period("--until", "2016")[1]
    with building(either_archive) as archive:
        fill(archive)
        assert numbers(archive, since=since, until=until) == [(11, 1), (15, 2)]
        assert numbers(archive, until=parse_period("--until", "2015-12-31")[1]) == [(10, 1)]
        assert left_out(archive.connection, Slice(since=since, until=until)) == {"duplicates": 1, "without a date": 1}
        assert left_out(archive.connection, Slice()) == {"duplicates": 1}
        assert left_out(archive.connection, Slice(duplicates=True)) == {}


def test_a_repetition_stands_for_an_original_that_is_not_here(either_archive: str) -> None:
    with building(either_archive) as archive:
        archive.known(10, "met")
        archive.held(20, duplicate_of=10, delivery="left_out")
        assert numbers(archive) == [(20, 1)]
        assert left_out(archive.connection, Slice()) == {}


@pytest.mark.parametrize(
    ("parse", "given", "same"),
    [
        (parse_ids, "٥-٩", "5-9"),
        (parse_ids, "۵-۹", "5-9"),
        (parse_id_list, "١،٥-٩", "1,5-9"),
        (parse_period, "٢٠١٦", "2016"),
        (parse_period, "۲۰۱۵-۱۰-۱۵", "2015-10-15"),
        (parse_time, "٢٠٢٦-١١-٢٢T١٨:٤٥", "2026-11-22T18:45"),
    ],
)
def test_options_may_be_written_in_arabic_and_persian_digits(parse: Any, given: str, same: str) -> None:
    assert parse("--x", given) == parse("--x", same)


@pytest.mark.parametrize(
    ("parse", "given", "message"),
    [
        (parse_period, "2016-02-30", "--x 2016-02-30: this is no day, month or year; write 2015-10-15, 2015-10 or 2015"),
        (parse_period, "٢٠١", "this is no day"),
        (parse_period, "0000", "this is no day"),
        (parse_time, "gestern", "--x gestern: this is no time"),
        (parse_ids, "0-5", "ids go from 1 to 999999999"),
        (parse_ids, "5-", "write FROM-TO or one number"),
    ],
)
def test_errors_name_the_option_and_what_to_write(parse: Any, given: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        parse("--x", given)


def test_files_have_the_same_bytes_as_feeds(archive: str) -> None:
    with building(archive) as made:
        stories = fill(made)
        found = list(records(made.connection, Slice()))
    assert found == [to_record(story) for story in stories]
    for form, exporter in {
        "jsonl": lambda file: JsonLinesItemExporter(file, fields_to_export=article_fields(), encoding="utf-8"),
        "csv": lambda file: HarmlessCsvItemExporter(file, fields_to_export=csv_fields(), encoding="utf-8-sig"),
    }.items():
        feed, file = BytesIO(), BytesIO()
        as_feed = exporter(feed)
        as_feed.start_exporting()
        with writer(form, file) as out:
            for story, record in zip(stories, found, strict=True):
                as_feed.export_item(story)
                out.export_item(record)
        as_feed.finish_exporting()
        assert file.getvalue() == feed.getvalue()


def test_the_command_writes_every_format(place: Place, archive: str) -> None:
    with building(archive) as made:
        expected = [to_record(story) for story in fill(made)]
    for name in ("a.jsonl", "a.csv", "a.parquet", "a.jsonl.gz", "a.csv.gz"):
        done = run(place, "export", "-o", str(place.folder / name))
        assert (done.code, done.output) == (0, f"4 records in {place.folder / name}, 1 duplicates left out\n"), done.log
    plain = (place.folder / "a.jsonl").read_bytes()
    assert [json.loads(line) for line in plain.decode().splitlines()] == expected
    assert gzip.decompress((place.folder / "a.jsonl.gz").read_bytes()) == plain
    table = (place.folder / "a.csv").read_bytes()
    assert gzip.decompress((place.folder / "a.csv.gz").read_bytes()) == table
    rows = list(csv.DictReader(StringIO(table.decode("utf-8-sig"), newline="")))
    assert table.startswith(b"\xef\xbb\xbfid,url,")
    assert list(rows[0]) == csv_fields()
    assert [as_written(row["title"]) for row in rows] == [record["title"] for record in expected]
    assert rows[0]["title"] == f"'{FORMULA}"
    assert [row["body"] for row in rows] == [record["body"] for record in expected]
    columns = pq.read_table(place.folder / "a.parquet").to_pylist()
    assert [row | {"witnesses": dict(row["witnesses"])} for row in columns] == expected
    assert sorted(path.name for path in place.folder.iterdir()) == ["a.csv", "a.csv.gz", "a.jsonl", "a.jsonl.gz", "a.parquet", "archive.sqlite"]


def test_columns_are_typed_by_the_schema_of_items() -> None:
    columns = {field.name: field for field in schema()}
    assert list(columns) == article_fields()
    assert columns["id"].type == pa.int64()
    assert not columns["id"].nullable
    assert columns["published"].nullable
    assert columns["images"].type.value_type.field("caption").type == pa.string()
    assert pa.types.is_map(columns["witnesses"].type)


def test_records_of_an_older_schema_fit_into_the_columns() -> None:
    file = BytesIO()
    with writer("parquet", file) as out:
        for number in range(ROWS + 1):
            out.export_item({"id": number, "url": "u", "section": "news", "body": "نص"})
    read = pq.ParquetFile(BytesIO(file.getvalue()))
    assert [read.metadata.row_group(group).num_rows for group in range(read.num_row_groups)] == [ROWS, 1]
    last = read.read().to_pylist()[-1]
    assert (last["id"], last["views"], last["images"], last["witnesses"], last["layout"]) == (ROWS, None, [], [], "")


def test_a_slice_without_records_is_a_file_all_the_same(place: Place, archive: str) -> None:
    with building(archive):
        pass
    for name, content in {"a.jsonl": b"", "a.csv": (",".join(csv_fields()) + "\r\n").encode("utf-8-sig")}.items():
        assert run(place, "export", "-o", str(place.folder / name), "--section", "sport").code == 0
        assert (place.folder / name).read_bytes() == content
    assert run(place, "export", "-o", str(place.folder / "a.parquet")).code == 0
    assert pq.read_table(place.folder / "a.parquet").num_rows == 0


def test_standard_output(place: Place, archive: str) -> None:
    with building(archive) as made:
        fill(made)
    done = run(place, "export", "-o", "-", "--ids", "10-11")
    assert [json.loads(line)["id"] for line in done.output.splitlines()] == [10, 11]
    assert done.log == "2 records in stdout\n"
    with Path("/dev/full").open("wb", buffering=0) as disk:
        full = subprocess.run(command("export", "-o", "-"), cwd=ROOT, env=place.environment, stdout=disk, stderr=subprocess.PIPE, check=False)
    assert full.returncode == 1
    assert full.stderr.decode() == "Nothing was exported: stdout: No space left on device\n"


def test_no_file_is_written_over_unless_asked(place: Place, archive: str) -> None:
    with building(archive) as made:
        fill(made)
    path = place.folder / "a.jsonl"
    path.write_text("precious", encoding="utf-8")
    refused = run(place, "export", "-o", str(path))
    assert refused.code == 2
    assert f"{path} is there already: name another file, or add --overwrite" in refused.log
    assert path.read_text(encoding="utf-8") == "precious"
    assert run(place, "export", "-o", str(path), "--overwrite", "--section", "news").output.startswith("2 records")
    assert len(path.read_text(encoding="utf-8").splitlines()) == 2


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("archive.sqlite", "belongs to the archive"),
        ("linked.jsonl", "belongs to the archive"),
        ("articles-20261122T184500Z.jsonl", "belongs to a delivery"),
        ("pipe.jsonl", "is a device or a pipe"),
    ],
)
def test_what_must_not_be_lost_is_never_overwritten(place: Place, archive: str, name: str, said: str) -> None:
    with building(archive) as made:
        fill(made)
    for other in ("articles-20261122T184500Z.jsonl", "articles-20261122T184500Z.manifest.json"):
        (place.folder / other).touch()
    (place.folder / "linked.jsonl").symlink_to("archive.sqlite")
    os.mkfifo(place.folder / "pipe.jsonl")
    before = {path.name: path.lstat().st_ino for path in place.folder.iterdir()}
    refused = run(place, "export", "-o", str(place.folder / name), "--format", "jsonl", "--overwrite")
    assert (refused.code, said in refused.log) == (2, True), refused.log
    assert {path.name: path.lstat().st_ino for path in place.folder.iterdir()} == before


@pytest.mark.parametrize("name", ["a.jsonl", "a.csv.gz", "a.parquet"])
def test_a_record_that_cannot_be_read_leaves_no_file(place: Place, archive: str, name: str) -> None:
    with building(archive) as made:
        fill(made)
        made.connection.execute(update(revisions).where(revisions.c.article_id == 13).values(record='{"id": 13'))
    failed = run(place, "export", "-o", str(place.folder / name))
    assert (failed.code, failed.output) == (1, "")
    assert failed.log.startswith("Nothing was exported: article 13, revision 1: its record in the archive is no JSON")
    assert [path.name for path in place.folder.iterdir()] == ["archive.sqlite"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((), "name a file with -o"),
        (("-o", "a.txt"), "-o a.txt: this ending is not known; use one of .jsonl, .csv, .parquet"),
        (("-o", "a.csv", "--format", "jsonl"), "the name says csv"),
        (("-o", "none/a.csv"), "there is no folder none; make it first"),
        (("-o", "-", "--section", "poetri"), "--section poetri: no such section; the archive has news, poetry, reports"),
        (("-o", "-", "--since", "2017", "--until", "2016"), "--since 2017 --until 2016: since comes after until; exchange them"),
        (("-o", "-", "--since", "2016-13"), "--since 2016-13: this is no day, month or year"),
        (("-o", "-", "--changed-since", "x"), "--changed-since x: this is no time"),
        (("-o", "-", "--changed-since", "2024-W05"), "--changed-since 2024-W05: this is no time"),
        (("a.csv",), "a.csv: scrapy export takes options only; name the file with -o"),
    ],
)
def test_errors_say_what_to_do(place: Place, archive: str, arguments: tuple[str, ...], message: str) -> None:
    with building(archive) as made:
        fill(made)
    refused = run(place, "export", *arguments)
    assert (refused.code, refused.output) == (2, "")
    assert message in refused.log


def test_a_file_that_appears_meanwhile_is_not_written_over(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    with pytest.raises(FileError, match="is there already"), complete_file(path):
        path.write_bytes(b"somebody else's")
    assert [(left.name, left.read_bytes()) for left in tmp_path.iterdir()] == [("a.jsonl", b"somebody else's")]


def test_a_full_disk_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with (
        pytest.raises(WriteError, match=r"a\.jsonl could not be written, and nothing was left there: No space left on device"),
        complete_file(tmp_path / "a.jsonl") as file,
    ):
        file.write(b"x")
    assert list(tmp_path.iterdir()) == []


_PEAK = """
import resource, sys
from tests.archive.building import building
from buratha.archive.export import records
from buratha.archive.export_formats import writer
from buratha.archive.slices import Slice
import pyarrow.parquet
with building(sys.argv[1]) as archive, open(sys.argv[2], "wb") as file, writer(sys.argv[3], file) as out:
    written = 0
    for record in records(archive.connection, Slice(ids=range(1, int(sys.argv[4]) + 1))):
        out.export_item(record)
        written += 1
print(written, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def test_memory_does_not_grow_with_the_slice(place: Place, archive: str) -> None:
    with building(archive) as made:
        story = made.held(1)
        rows = "WITH RECURSIVE n(i) AS (SELECT 2 UNION ALL SELECT i + 1 FROM n WHERE i < 200000) "
        made.connection.execute(
            text(
                rows + "INSERT INTO articles (id, section, slug, state, met_at, met_run, revision) SELECT i, 'news', 'news', 'held', '', 1, 1 FROM n"
            )
        )
        made.connection.execute(
            text(rows + "INSERT INTO revisions (article_id, revision, seen_at, run_id, text_hash, record, state) "
                 "SELECT i, 1, '', 1, '', :record, 'delivered' FROM n"),
            {"record": json.dumps({"id": 1, "url": story.url, "section": "news", "body": story.body})},
        )  # fmt: skip

    def peak(form: str, most: int) -> int:
        arguments = [sys.executable, "-c", _PEAK, archive, str(place.folder / "out"), form, str(most)]
        done = subprocess.run(arguments, cwd=ROOT, env=place.environment, capture_output=True, check=True, text=True)
        written, memory = map(int, done.stdout.split())
        assert written == most
        return memory

    assert peak("jsonl", 200_000) < peak("jsonl", 5_000) * 1.15
    assert peak("parquet", 40_000) < peak("parquet", 5_000) * 1.15
