"""The feeds: cells without formulas, files that appear when they are complete."""

import csv
from datetime import UTC, datetime
from hashlib import sha256
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from scrapy.settings import Settings
from scrapy.spiders import Spider

from buratha.feedfiles import FeedFaultError, clear_stale, measure, rename
from buratha.feeds import CompleteFileStorage, Feeds, HarmlessCsvItemExporter, article_fields, as_written, csv_fields, flat, harmless, project_feeds
from tests.test_schema import ARTICLE

NOW = datetime(2026, 11, 22, 18, 45, tzinfo=UTC)
SPIDER = Spider("any")


@pytest.mark.parametrize("text", ["=1+1", "+964 770", "-", "@SUM(A1)", "\tx", "\rx", "＝1", "'", "'=1", "''", "نص", "", "a=b", " =1"])
def test_cells_are_harmless_and_can_be_read_back(text: str) -> None:
    cell = harmless(text)
    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r", "＝"))
    assert as_written(cell) == text
    assert cell in {text, f"'{text}"}


def test_columns_are_flat() -> None:
    columns = csv_fields()
    assert columns[:3] == ["id", "url", "section"]
    assert columns[-1] == "schema_version"
    assert {"images_count", "related_count", "comments_count"} <= set(columns)
    assert not {"images", "related", "comments", "witnesses"} & set(columns)
    assert flat(ARTICLE)["images_count"] == 1
    assert all(value is None or isinstance(value, str | int) for value in flat(ARTICLE).values())
    assert {name for name in columns if not name.endswith("_count")} <= set(article_fields())


def test_rows_survive_line_ends_and_quotes() -> None:
    body = 'سطر "أول",\nسطر ثان\n\nفقرة'
    file = BytesIO()
    exporter = HarmlessCsvItemExporter(file, fields_to_export=["id", "body", "views"], encoding="utf-8-sig")
    exporter.start_exporting()
    exporter.export_item({"id": 1, "body": body, "views": -5, "list": [1]})
    exporter.export_item({"id": 2, "body": "=A1", "views": None})
    exporter.finish_exporting()
    rows = list(csv.reader(StringIO(file.getvalue().decode("utf-8-sig"), newline="")))
    assert rows == [["id", "body", "views"], ["1", body, "-5"], ["2", "'=A1", ""]]


def test_a_run_has_two_feeds_with_its_time_in_their_names(tmp_path: Path) -> None:
    folder = tmp_path / "تقارير 100% (يومية)"
    paths = [CompleteFileStorage(address).path for address in project_feeds(folder, NOW)]
    assert paths == [folder / "articles-20261122T184500Z.jsonl", folder / "articles-20261122T184500Z.csv"]


def test_feeds_of_the_team_stand_beside(tmp_path: Path) -> None:
    usual = {"BURATHA_BASE_URL": "http://h", "BURATHA_ARCHIVE_URL": "sqlite:///x", "BURATHA_FEEDS_DIR": str(tmp_path)}
    settings = Settings(usual)
    settings.set("FEEDS", {"out.jsonl": {"format": "jsonlines"}}, "cmdline")
    Feeds().update_settings(settings)
    feeds = settings.getdict("FEEDS")
    assert len(feeds) == 3
    assert feeds["out.jsonl"] == {"format": "jsonlines"}
    assert settings.getpriority("FEEDS") == 40


def stored(storage: CompleteFileStorage, text: bytes) -> None:
    """Write a feed to its end."""
    file = storage.open(SPIDER)
    file.write(text)
    storage.store(file)
    rename(measure(storage.part, storage.path))
    storage.let_go()


def test_a_file_appears_when_it_is_complete(tmp_path: Path) -> None:
    final = tmp_path / "new" / "articles.jsonl"
    storage = CompleteFileStorage(f"complete:{final.as_uri().removeprefix('file:')}")
    file = storage.open(SPIDER)
    file.write(b"{}\n")
    file.flush()
    assert [path.name for path in final.parent.iterdir()] == [".articles.jsonl.part"]
    assert not storage.is_complete
    storage.store(file)
    assert storage.is_complete
    assert [path.name for path in final.parent.iterdir()] == [".articles.jsonl.part"]
    rename(measure(storage.part, storage.path))
    storage.let_go()
    assert [path.name for path in final.parent.iterdir()] == ["articles.jsonl"]


def test_no_file_is_ever_written_over(tmp_path: Path) -> None:
    uri = f"complete:{(tmp_path / 'articles.csv').as_uri().removeprefix('file:')}"
    first, second = CompleteFileStorage(uri), CompleteFileStorage(uri)
    file = first.open(SPIDER)
    stored(second, b"second\n")
    first.store(file)
    rename(measure(first.part, first.path))
    first.let_go()
    stored(CompleteFileStorage(uri), b"third\n")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["articles-2.csv", "articles-3.csv", "articles.csv"]
    assert second.path.read_bytes() == b"second\n"


def test_a_file_that_cannot_be_completed_keeps_its_other_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    storage = CompleteFileStorage(f"complete:{(tmp_path / 'articles.csv').as_uri().removeprefix('file:')}")
    file = storage.open(SPIDER)

    def full(_: int) -> None:
        raise OSError("no space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="no space"):
        storage.store(file)
    assert [path.name for path in tmp_path.iterdir()] == [".articles.csv.part"]
    assert not storage.is_complete


def test_part_files_of_the_dead_are_cleared_and_no_others(tmp_path: Path) -> None:
    alive = CompleteFileStorage(f"complete:{(tmp_path / 'articles-20261122T184500Z.jsonl').as_uri().removeprefix('file:')}")
    alive.store(alive.open(SPIDER))
    dead = [tmp_path / f".articles-20261121T000000Z{ending}.part" for ending in ("-2.csv", ".csv", ".jsonl", ".manifest.json")]
    foreign = [tmp_path / name for name in (".articles.jsonl.part", "articles-20261121T000000Z.jsonl", "notes.part", ".hidden")]
    for path in (*dead, *foreign):
        path.write_bytes(b"x")
    assert clear_stale(tmp_path) == sorted(dead)
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([alive.part.name, *(path.name for path in foreign)])
    alive.let_go()
    assert clear_stale(tmp_path) == [alive.part]
    assert clear_stale(tmp_path / "nosuch") == []


@pytest.mark.parametrize(
    ("name", "data", "rows"),
    [
        ("a.jsonl", b"", 0),
        ("a.jsonl", b"{}\n{}\n", 2),
        ("a.csv", 'id,body\r\n1,"ا\nب"\r\n2,\r\n'.encode("utf-8-sig"), 2),
        ("a.csv", b"id\r\n", 0),
    ],
)
def test_records_are_counted_back(tmp_path: Path, name: str, data: bytes, rows: int) -> None:
    (tmp_path / "part").write_bytes(data)
    written = measure(tmp_path / "part", tmp_path / name)
    assert (written.rows, written.bytes, written.sha256) == (rows, len(data), sha256(data).hexdigest())


@pytest.mark.parametrize(("name", "data"), [("a.jsonl", b'{}\n{"id"'), ("a.csv", b"id\r\n1"), ("a.csv", b"id\r\n\xff\r\n")])
def test_a_torn_file_is_no_feed(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / "part").write_bytes(data)
    with pytest.raises(FeedFaultError, match=r"a\."):
        measure(tmp_path / "part", tmp_path / name)
