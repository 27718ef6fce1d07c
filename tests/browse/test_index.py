"""The index of `scrapy browse`: made from the archive, kept up with it, and never in its way."""

import asyncio
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from buratha.archive.database import open_archive
from buratha.archive.forgetting import by_ids, forget
from buratha.archive.tables import articles, revisions
from buratha.browse.serving import _keep_up
from tests.archive.building import building, clear, file_url
from tests.browse.conftest import fill
from tests.browse.serving import browsing
from tests.crawling import Place, Run, run


@dataclass(frozen=True)
class OwnEnvironment(Place):
    """A place with more in its environment."""

    more: Mapping[str, str]

    @property
    def environment(self) -> dict[str, str]:
        return {**super().environment, **self.more}


def index(place: Place) -> Run:
    return run(place, "browse", "--index-only")


@pytest.fixture
def filled(place: Place) -> str:
    url = file_url(place.folder / "archive.sqlite")
    with building(url) as archive:
        fill(archive)
    return url


def test_it_keeps_up_with_the_archive(place: Place, filled: str) -> None:
    assert index(place).log == "Index: 4 new, 0 changed, 0 gone\n"
    assert index(place).log == "Index: 0 new, 0 changed, 0 gone\n"
    with building(filled) as archive:
        archive.held(40000, title="خبر جديد", body="نزل المطر على الموصل")
        newer = archive.connection.execute(articles.select().where(articles.c.id == 31000)).one()
        record = archive.connection.execute(revisions.select().where(revisions.c.article_id == 31000)).one().record
        values = {"article_id": 31000, "revision": 2, "seen_at": "2026-11-23T00:00:00+00:00", "run_id": 2, "text_hash": "c" * 64, "state": "waiting"}
        changed = record.replace("اجتمعت الهيئة أمس", "أرجأت الهيئة اجتماعها").replace('"revision": 1', '"revision": 2')
        archive.connection.execute(revisions.insert().values(record=changed, **values))
        archive.connection.execute(articles.update().where(articles.c.id == newer.id).values(revision=2, text_hash="c" * 64))
    with open_archive(filled) as connection, connection.begin():
        forget(connection, by_ids([range(32000, 32001)]))
    assert index(place).log == "Index: 1 new, 1 changed, 1 gone\n"
    with browsing(place) as server:
        assert server.search("المطر").found == [40000]
        assert server.search("أرجأت").found == [31000]
        assert server.search("أمس").found == []
        assert server.search("البصرة").found == [30000, 28552]
        assert "اجتمعت الهيئة أمس" in server.get("/buratha/articles/31000", revision="1").words


def test_it_looks_again_while_it_serves(place: Place, filled: str) -> None:
    with browsing(place, "--refresh", "1") as server:
        assert len(server.get("/").found) == 4
        with building(filled) as archive:
            archive.held(40000, title="خبر جديد")
        for _ in range(600):
            if 40000 in server.get("/").found:
                break
        else:
            pytest.fail("the new article does not come")


def test_more_articles_than_are_read_at_once(place: Place) -> None:
    with building(file_url(place.folder / "archive.sqlite")) as archive:
        for number in range(1, 1203):
            archive.held(number)
    assert index(place).log == "Index: 1,202 new, 0 changed, 0 gone\n"
    with open_archive(file_url(place.folder / "archive.sqlite")) as connection, connection.begin():
        forget(connection, by_ids([range(1, 1101)]))
    assert index(place).log == "Index: 0 new, 0 changed, 1,100 gone\n"
    assert index(place).log == "Index: 0 new, 0 changed, 0 gone\n"


def test_the_archive_is_not_changed_and_a_crawl_is_not_in_the_way(place: Place, filled: str) -> None:
    file = place.folder / "archive.sqlite"
    with open_archive(filled) as crawl, crawl.begin():  # as a run has it
        crawl.execute(articles.update().where(articles.c.id == 33000).values(tries=1))
        before = file.read_bytes()
        assert index(place).log == "Index: 4 new, 0 changed, 0 gone\n"
        assert file.read_bytes() == before


def test_on_postgresql(place: Place, postgresql_url: str) -> None:
    clear(postgresql_url)
    with building(postgresql_url) as archive:
        fill(archive)
    there = OwnEnvironment(place.url, place.folder, {"BURATHA_ARCHIVE_URL": postgresql_url, "BURATHA_DATA_DIR": str(place.folder / "data")})
    with browsing(there) as server:
        assert server.search("مدرسه").found == [28552]
        assert server.get("/").found == [32000, 31000, 30000, 28552]
    assert index(there).log == "Index: 0 new, 0 changed, 0 gone\n"
    assert (place.folder / "data" / "browse.sqlite").exists()


def test_without_an_archive(place: Place) -> None:
    failed = run(place, "browse", "--port", "0")
    assert failed.code == 2
    assert "archive.sqlite: there is none yet: a crawl makes it (scrapy crawl buratha), or BURATHA_ARCHIVE_URL is wrong" in failed.log
    assert not list(place.folder.glob("*.sqlite"))


def test_without_datasette(place: Place, filled: str, tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text("import sys\nsys.modules['datasette'] = None\n")
    without = run(OwnEnvironment(place.url, place.folder, {"PYTHONPATH": str(tmp_path)}), "browse")
    assert without.code == 2
    assert "scrapy browse needs Datasette, which a crawl does not: " in without.log
    assert "-m pip install -r requirements-browse.txt" in without.log


def test_another_database_in_its_place(place: Place, filled: str) -> None:
    connection = sqlite3.connect(place.folder / "browse.sqlite")
    connection.execute("CREATE TABLE mine (x)")
    connection.close()
    failed = index(place)
    assert failed.code == 2
    assert "browse.sqlite is a database of something else, and the index of scrapy browse has its place there: move it away" in failed.log


def test_a_damaged_index(place: Place, filled: str) -> None:
    (place.folder / "browse.sqlite").write_bytes(b"no database at all, " * 500)
    failed = index(place)
    assert failed.code == 2
    assert "move the file away or delete it: the index is made again from the archive" in failed.log


def test_an_index_of_another_folding_is_made_anew(place: Place, filled: str) -> None:
    index(place)
    connection = sqlite3.connect(place.folder / "browse.sqlite")
    connection.execute("UPDATE facts SET value = '0 older' WHERE name = 'version'")
    connection.commit()
    connection.close()
    assert index(place).log == "Index: 4 new, 0 changed, 0 gone\n"


@pytest.mark.parametrize(("record", "told"), [("{", "is no JSON"), ("[]", "is not that of this"), ('{"id": 7}', "is not that of this")])
def test_a_record_that_cannot_be_read(place: Place, filled: str, record: str, told: str) -> None:
    with building(filled) as archive:
        archive.connection.execute(revisions.update().where(revisions.c.article_id == 30000).values(record=record))
    failed = index(place)
    assert failed.code == 2
    assert f"article 30000, revision 1: its record in the archive {told}" in failed.log
    assert "Traceback" not in failed.log


def test_it_goes_on_looking_whatever_has_gone_wrong(capsys: pytest.CaptureFixture[str]) -> None:
    async def until_the_third_time() -> None:
        loop, third = asyncio.get_running_loop(), asyncio.Event()
        looks = iter((ValueError("a fault of this project"), sqlite3.OperationalError("disk I/O error")))

        def look() -> None:
            if fault := next(looks, None):
                raise fault
            loop.call_soon_threadsafe(third.set)

        keeping_up = asyncio.create_task(_keep_up(look, 0))
        async with asyncio.timeout(60):
            await third.wait()
        keeping_up.cancel()

    asyncio.run(until_the_third_time())
    assert "ValueError: a fault of this project\nThe index stays as it is for now: OperationalError: disk I/O error" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("x",), "x: scrapy browse takes options only"),
        (("--port", "70000"), "--port 70000: ports go from 1 to 65535; 0 is any that is free"),
        (("--refresh", "-1"), "--refresh -1: write a number of seconds, or 0 for never"),
        (("--host", "192.0.2.1"), "--host 192.0.2.1 --port 8001: nothing can listen there (Cannot assign requested address)"),
    ],
)
def test_wrong_options(place: Place, filled: str, options: tuple[str, ...], said: str) -> None:
    failed = run(place, "browse", *options)
    assert failed.code == 2
    assert said in failed.log
