"""docs/data-format.md, "How to load": each block is run as it stands, on the feeds of a real crawl and one with a revision in it."""

import csv
import json
import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterator
from dataclasses import fields
from io import StringIO
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pytest
from sqlalchemy import make_url

from buratha.items import SCHEMA_VERSION, Article, Comment, Image, RelatedStory
from tests.agency.articles import load_articles
from tests.agency.serving import running
from tests.agency.site import make_app
from tests.crawling import ROOT, Place, crawl, run

TEXT = (ROOT / "docs" / "data-format.md").read_text(encoding="utf-8")
REVISED = 28552
AWKWARD = "سطر\u2028وسطر \"مقتبس\" \\n C:\\x, 'كذا'؛\n\nفقرة\tثانية|أخرى"

Records = dict[int, dict[str, Any]]


def blocks(heading: str, language: str) -> list[str]:
    part = TEXT.split(f"### {heading}\n")[1].split("\n### ")[0].split("\n## ")[0]
    return re.findall(rf"```{language}\n(.*?)```", part, re.DOTALL)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """Crawl the bundled agency once."""
    with running(make_app(load_articles())) as address:
        place = Place(address, tmp_path_factory.mktemp("loading"))
        assert crawl(place).code == 0
        record = next(json.loads(line) for line in lines(place) if json.loads(line)["id"] == REVISED)
        revised = record | {"revision": 2, "title": "عنوان جديد", "body": AWKWARD, "views": None}
        (place.feeds / "articles-20990101T000000Z.jsonl").write_text(json.dumps(revised, ensure_ascii=False) + "\n", encoding="utf-8")
        yield place


def lines(place: Place) -> list[str]:
    return [line for path in sorted(place.feeds.glob("*.jsonl")) for line in path.read_text(encoding="utf-8").split("\n") if line]


@pytest.fixture
def newest(place: Place, monkeypatch: pytest.MonkeyPatch) -> Records:
    """The newest record of each article, read as JSON; the current folder is the one with the feeds."""
    monkeypatch.chdir(place.folder)
    records = [json.loads(line) for line in lines(place)]
    assert Counter(record["id"] for record in records)[REVISED] == 2
    return {record["id"]: record for record in sorted(records, key=lambda record: record["revision"])}


def test_pandas(newest: Records) -> None:
    code, _ = blocks("pandas", "python")
    names: dict[str, Any] = {}
    exec(compile(code, "data-format.md", "exec"), names)
    articles = names["articles"]
    assert list(articles.index) == sorted(newest)
    assert articles.loc[REVISED, "body"] == AWKWARD
    for number, record in newest.items():
        row = articles.loc[number]
        for name, value in record.items():
            if name != "id":
                assert row[name] == value if value is not None else pd.isna(row[name]), (number, name)
        assert pd.isna(row["moment"]) if record["published"] is None else row["moment"].isoformat() == record["published"]
    assert str(articles["duplicate_of"].dtype) == "Int64"


def test_pandas_from_parquet(place: Place, newest: Records) -> None:
    exported = run(place, "export", "-o", str(place.folder / "2007.parquet"), "--since", "2007", "--until", "2007", "--overwrite")
    assert exported.code == 0, exported.log
    names: dict[str, Any] = {}
    exec(compile(blocks("pandas", "python")[1], "data-format.md", "exec"), names)
    of_2007 = sorted(number for number, record in newest.items() if (record["published"] or "").startswith("2007"))
    assert list(names["articles"]["id"]) == of_2007
    assert str(names["articles"]["views"].dtype) == "Int64"


def test_duckdb(newest: Records) -> None:
    with duckdb.connect() as connection:
        create, count = blocks("DuckDB", "sql")[0].strip().split(";\n\n")
        connection.execute(create)
        assert [row[0] for row in connection.execute("DESCRIBE articles").fetchall()] == [field.name for field in fields(Article)]
        found = connection.execute(count).fetchall()
        assert found == sorted(
            ((year, section, number) for (year, section), number in _by_year_and_section(newest).items()),
            key=lambda row: (row[0] is None, row[0] or "", row[1]),
        )
        columns = ("id", "title", "body", "views", "images", "related", "witnesses", "doubts", "published")
        for row in connection.execute(f"SELECT {', '.join(columns)} FROM articles").fetchall():
            assert dict(zip(columns, row, strict=True)) == {name: newest[row[0]][name] for name in columns}


def test_duckdb_has_the_fields_of_the_parts() -> None:
    (code,) = blocks("DuckDB", "sql")
    for name, kind in (("images", Image), ("related", RelatedStory), ("comments", Comment)):
        struct = re.search(rf"{name}: 'STRUCT\((.*?)\)\[\]'", code)
        assert struct
        assert re.findall(r'"?(\w+)"? (?:VARCHAR|DATE)', struct[1]) == [field.name for field in fields(kind)]


def test_postgresql(newest: Records, postgresql_url: str) -> None:
    psql = shutil.which("psql")
    if psql is None:
        pytest.skip("no psql on the PATH")
    load, query = blocks("PostgreSQL", "sql")
    for _ in range(2):  # as it stands, once more
        _psql(psql, postgresql_url, load)
    found = json.loads(_psql(psql, postgresql_url, "SELECT json_object_agg(id, record) FROM articles"))
    assert found == {str(number): record for number, record in newest.items()}
    columns = "id, revision, section, title, author, views, body, extract(epoch FROM published)::bigint AS published"
    rows = json.loads(_psql(psql, postgresql_url, f"SELECT json_agg(each) FROM (SELECT {columns} FROM articles) AS each"))
    for row in rows:
        record = newest[row["id"]]
        assert {name: row[name] for name in row if name != "published"} == {name: record[name] for name in row if name != "published"}
        assert row["published"] == (int(pd.Timestamp(record["published"]).timestamp()) if record["published"] else None)
    captions = _psql(psql, postgresql_url, query).splitlines()
    assert len(captions) == sum(len(record["images"]) for record in newest.values())


def test_excel(place: Place) -> None:
    """By the rules by which spreadsheets read: a byte order mark, RFC 4180, a cell's and a sheet's limits."""
    (file,) = place.feeds.glob("*.csv")
    whole = file.read_bytes()
    assert whole.startswith(b"\xef\xbb\xbf")
    head, *rows = csv.reader(StringIO(whole.decode("utf-8-sig"), newline=""), strict=True)
    records = [json.loads(line) for line in lines(place) if json.loads(line)["revision"] == 1]
    assert {len(row) for row in rows} == {len(head)}
    assert [row[head.index("body")].removeprefix("'") for row in rows] == [record["body"].removeprefix("'") for record in records]
    assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n")) for row in rows for cell in row)
    assert "32,767 characters" in TEXT


def test_nulls_are_what_the_document_says(newest: Records) -> None:
    named = re.search(r"\n(.+) are never null\.", TEXT)
    assert named
    never = set(re.findall(r"`(\w+)`", named[1]))
    assert never == {"id", "url", "section", "body", "text_hash", "revision", "schema_version"}
    assert {record["schema_version"] for record in newest.values()} == {SCHEMA_VERSION}
    assert re.fullmatch(r"\d+\.\d+", SCHEMA_VERSION)


def _by_year_and_section(records: Records) -> Counter[tuple[str | None, str]]:
    return Counter(((record["published"] or "")[:4] or None, record["section"]) for record in records.values())


def _psql(program: str, url: str, commands: str) -> str:
    address = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
    line = [program, "--no-psqlrc", "--quiet", "--tuples-only", "--no-align", "--set", "ON_ERROR_STOP=1", address]
    done = subprocess.run(line, input=commands, capture_output=True, check=False, encoding="utf-8", cwd=Path.cwd(), timeout=60)
    assert done.returncode == 0, done.stderr
    return done.stdout
