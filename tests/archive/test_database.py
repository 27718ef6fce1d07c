"""Opening an archive, and what it says when that does not go well."""

import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path
from urllib.parse import quote

import pytest
from sqlalchemy import Connection, inspect, text

from buratha.archive import migrations
from buratha.archive.database import make_durable, open_archive
from buratha.archive.errors import ArchiveError, ArchiveInUseError
from buratha.archive.frontier import note
from buratha.archive.migrations import FORMAT
from buratha.urls import ArticleAddress
from tests.archive.opening import KINDS, address_of, begin_run, keep, rows, story
from tests.crawling import ROOT

OPEN = """
import sys
from buratha.archive.database import open_archive
from buratha.archive.errors import ArchiveError
try:
    with open_archive(sys.argv[1], read_only=len(sys.argv) > 2) as connection:
        print("opened", flush=True)
        sys.stdin.readline()
except ArchiveError as error:
    print(type(error).__name__, error)
"""
NOBODY = 65534


@pytest.fixture(params=KINDS)
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    return address_of(request, tmp_path)


def file_in(folder: Path) -> tuple[Path, str]:
    """Return a file that an archive may be in, and its address."""
    path = folder / "archive.sqlite"
    return path, f"sqlite:///{path}"


def refusal(address: str, *, read_only: bool = False) -> str:
    """Return why an archive cannot be opened."""
    with pytest.raises(ArchiveError) as refused, open_archive(address, read_only=read_only):
        pass
    return str(refused.value)


def test_it_is_made_where_there_is_none_and_opened_where_there_is(address: str) -> None:
    for number in (1, 2):
        with open_archive(address) as connection, connection.begin():
            assert begin_run(connection) == (number, number)
            assert rows(connection, "SELECT name, value FROM facts") == [("format", str(FORMAT))]


def test_its_folder_is_made(tmp_path: Path) -> None:
    path, address = file_in(tmp_path / "new" / "folder")
    with open_archive(address):
        assert path.exists()


def test_one_writer_and_any_number_of_readers(address: str) -> None:
    with open_archive(address) as connection:
        with connection.begin():
            begin_run(connection)
        with pytest.raises(ArchiveInUseError, match="another run is writing to it: wait until it has ended"), open_archive(address):
            pass
        with open_archive(address, read_only=True) as one, open_archive(address, read_only=True) as other:
            assert rows(one, "SELECT id FROM runs") == rows(other, "SELECT id FROM runs") == [(1,)]
    with open_archive(address):
        pass


def test_a_link_to_the_file_leads_to_the_same_lock(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    path, address = file_in(tmp_path / "there")
    link = tmp_path / "link.sqlite"
    link.symlink_to(path)
    for first, second in ((address, f"sqlite:///{link}"), (f"sqlite:///{link}", address)):
        with open_archive(first):
            assert "another run is writing to it" in refusal(second)
    assert path.exists()
    assert not link.with_name("link.sqlite.lock").exists()


def test_a_second_process_is_refused_until_the_first_has_ended_in_whatever_way(address: str) -> None:
    line = [sys.executable, "-c", OPEN, address]
    with subprocess.Popen(line, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8") as first:
        assert first.stdout is not None
        assert first.stdout.readline() == "opened\n"
        assert "another run is writing to it" in refusal(address)
        first.kill()
    for _ in range(1000):  # a PostgreSQL server notices in its own time that the connection is gone
        try:
            with open_archive(address):
                return
        except ArchiveInUseError:
            continue
    pytest.fail("the archive stays locked")


def test_a_reader_changes_nothing(address: str) -> None:
    with open_archive(address):
        pass
    with open_archive(address, read_only=True) as connection:
        if address.startswith("sqlite"):
            with pytest.raises(Exception, match="readonly"):
                connection.execute(text("INSERT INTO runs (started) VALUES ('x')"))


def test_a_reader_makes_no_archive(address: str, tmp_path: Path) -> None:
    assert "a crawl" in refusal(address, read_only=True)
    assert list(tmp_path.iterdir()) == []


def test_a_newer_format_is_left_alone(address: str) -> None:
    with open_archive(address) as connection, connection.begin():
        connection.execute(text("UPDATE facts SET value = '99' WHERE name = 'format'"))
    assert f"its format is 99, this version knows {FORMAT}: use the version that wrote it, or a newer one" in refusal(address)
    assert f"its format is 99, this version reads {FORMAT}: use the version that wrote it" in refusal(address, read_only=True)


def test_other_peoples_tables_are_left_alone(tmp_path: Path) -> None:
    path, address = file_in(tmp_path)
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE invoices (id)")
    other.close()
    for read_only in (False, True):
        assert "it holds other tables (invoices …) and is no archive of this project: give another address" in refusal(address, read_only=read_only)
    with sqlite3.connect(path) as other:
        assert other.execute("SELECT name FROM sqlite_master").fetchall() == [("invoices",)]
    other.close()


def test_what_is_no_database_is_left_alone(tmp_path: Path) -> None:
    path, address = file_in(tmp_path)
    path.write_bytes(b"a letter to the editor\n" * 100)
    for read_only in (False, True):
        told = refusal(address, read_only=read_only)
        assert str(path) in told
        assert "this is no SQLite file: give another address in BURATHA_ARCHIVE_URL, or restore a backup" in told
    assert path.read_bytes() == b"a letter to the editor\n" * 100


def test_a_damaged_file_is_told(tmp_path: Path) -> None:
    path, address = file_in(tmp_path)
    with open_archive(address):
        pass
    data = path.read_bytes()
    path.write_bytes(data[:4096] + b"\xff" * (len(data) - 4096))
    assert "the file is damaged: restore a backup, or save what can be read with" in refusal(address)
    path.write_bytes(data[:3000])
    assert "the file is damaged: restore a backup" in refusal(address)


@pytest.mark.parametrize("what", ["file", "folder"])
def test_what_cannot_be_written_is_told(what: str, tmp_path: Path) -> None:
    """In a process without the rights of root, which may write everywhere."""
    folder = tmp_path / "data"
    path, address = file_in(folder)
    with open_archive(address):
        pass
    path.with_name("archive.sqlite.lock").unlink(missing_ok=True)
    path.chmod(0o444 if what == "file" else 0o666)
    folder.chmod(0o555 if what == "folder" else 0o777)
    told = opened_by_nobody(address)
    assert told.startswith("ArchiveError"), told
    assert "it cannot be written: change the permissions of the file and its folder, or give another address" in told


READ = """
import sys
from buratha.archive.database import open_archive
from buratha.archive.errors import ArchiveError
try:
    with open_archive(sys.argv[1], read_only=True) as connection:
        print(connection.exec_driver_sql("PRAGMA user_version").scalar(), flush=True)
        sys.stdin.readline()
        print("read")
except ArchiveError as error:
    print(f"ArchiveError: {error}")
"""


def test_whoever_may_only_read_an_archive_reads_it_with_a_run_beside_and_without(tmp_path: Path) -> None:
    path, address = file_in(tmp_path / "data")
    with open_archive(address):
        pass
    path.chmod(0o644)
    path.parent.chmod(0o555)
    assert opened_by_nobody(address, READ).endswith("read")
    path.parent.chmod(0o755)
    with open_archive(address) as connection, connection.begin():
        connection.exec_driver_sql("CREATE TABLE written_meanwhile (id INTEGER)")
        path.parent.chmod(0o555)
        assert opened_by_nobody(address, READ).endswith("read")


def test_an_archive_that_was_written_to_while_it_was_read_from_outside_is_told(tmp_path: Path) -> None:
    path, address = file_in(tmp_path / "data")
    with open_archive(address):
        pass
    path.chmod(0o644)
    path.parent.chmod(0o555)
    reading = started_by_nobody(address, READ)
    assert reading.stdout is not None
    assert reading.stdout.readline().strip().isdigit()
    path.parent.chmod(0o755)
    with open_archive(address) as connection, connection.begin():
        connection.exec_driver_sql("CREATE TABLE written_meanwhile (id INTEGER)")
    told = reading.communicate("\n", timeout=60)[0]
    assert "it was written to while it was read, and may have been read wrong: run this again when the crawl has ended" in told


def test_changes_that_a_killed_run_left_beside_an_archive_are_not_passed_over_where_nobody_may_take_them_in(tmp_path: Path) -> None:
    """Read without them, it would be an older archive, without a word."""
    path, address = file_in(tmp_path / "data")
    with open_archive(address) as connection:
        with connection.begin():
            connection.exec_driver_sql("CREATE TABLE written_last (id INTEGER)")
        waiting = path.with_name("archive.sqlite-wal").read_bytes()
        whole = path.read_bytes()
    assert waiting
    path.write_bytes(whole)
    path.with_name("archive.sqlite-wal").write_bytes(waiting)
    for file in path.parent.iterdir():
        file.chmod(0o644)
    path.parent.chmod(0o555)
    assert "its last changes still stand in" in opened_by_nobody(address, READ)
    path.parent.chmod(0o755)
    with open_archive(address):
        pass
    path.chmod(0o644)
    path.parent.chmod(0o555)
    assert opened_by_nobody(address, READ).endswith("read")


def test_a_folder_is_no_archive(tmp_path: Path) -> None:
    address = f"sqlite:///{tmp_path}"
    assert "this is a folder: name a file in it, such as archive.sqlite" in refusal(address)
    with pytest.raises(ArchiveError, match="this is a folder"), open_archive(address, read_only=True):
        pass


def opened_by_nobody(address: str, script: str = "") -> str:
    """Return what a process says that opens an archive and may not write everywhere."""
    done = started_by_nobody(address, script)
    told, errors = done.communicate("\n", timeout=60)
    assert done.returncode == 0, errors
    return told.strip()


def started_by_nobody(address: str, script: str = "") -> "subprocess.Popen[str]":
    """Start such a process."""
    path = Path(address.removeprefix("sqlite:///"))
    for folder in path.parents:
        if not os.access(folder, os.X_OK) or folder == Path("/tmp"):
            break
        if folder != path.parent:
            folder.chmod(folder.stat().st_mode | 0o055)
    line = [sys.executable, "-c", script or OPEN, address]
    if os.geteuid() == 0:
        if shutil.which("setpriv") is None:
            pytest.skip("root may write everywhere, and there is no setpriv to become somebody else")
        line = ["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups", *line]
    environment = os.environ | {"PYTHONDONTWRITEBYTECODE": "1", "HOME": "/nonexistent"}
    pipe = subprocess.PIPE
    return subprocess.Popen(line, cwd=ROOT, stdin=pipe, stdout=pipe, stderr=pipe, encoding="utf-8", env=environment)


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("archive.sqlite", "this is no address; write sqlite:///data/archive.sqlite or postgresql://user@host/name"),
        ("sqlite:////proc/nosuch/archive.sqlite", "it cannot be opened: check that the folder exists and can be written"),
        ("postgresql://nobody@127.0.0.1:9/none", "no PostgreSQL answers there: start it"),
        ("postgresql://nobody@/none?host=/nosuch", "no PostgreSQL answers there: start it"),
        ("postgresql://nobody@nosuch.invalid/none", "no PostgreSQL answers there: start it"),
    ],
)
def test_bad_addresses_are_told(address: str, told: str) -> None:
    assert told in refusal(address)


def test_a_password_is_not_told() -> None:
    assert "secret" not in refusal("postgresql://nobody:secret@127.0.0.1:9/none")


def test_a_database_that_is_not_there_is_told(postgresql_url: str) -> None:
    assert "create the database or the user first" in refusal(postgresql_url.replace("/test_", "/nosuch_"))


FILL = """
import sys
from buratha.archive.database import open_archive
from buratha.archive.errors import ArchiveError
from tests.archive.opening import keep, story
try:
    with open_archive(sys.argv[1]) as connection:
        for number in range(1, 10_000):
            with connection.begin():
                keep(connection, [story(number)])
            print(number, flush=True)
except ArchiveError as error:
    print(error)
"""


def test_a_full_disk_is_told_and_nothing_is_lost(tmp_path: Path) -> None:
    _, address = file_in(tmp_path)
    line = ["sh", "-c", 'ulimit -f 1200; exec "$@"', "sh", sys.executable, "-c", FILL, address]
    done = subprocess.run(line, cwd=ROOT, capture_output=True, encoding="utf-8", check=False, timeout=120)
    *kept, told = done.stdout.splitlines()
    assert kept, done.stderr
    assert "the file could not grow: the disk or a quota is full, or the system limits the size of files (ulimit -f)" in told
    assert "restore" not in told
    with open_archive(address) as connection, connection.begin():
        assert rows(connection, "SELECT id FROM articles ORDER BY id") == [(int(number),) for number in kept]
        begin_run(connection)


def test_what_is_committed_can_be_made_to_outlive_the_power(address: str) -> None:
    with open_archive(address) as connection:
        with connection.begin():
            begin_run(connection)
        make_durable(connection)
        with connection.begin():
            begin_run(connection)
            if address.startswith("sqlite"):
                assert rows(connection, "PRAGMA synchronous") == [(2,)]


def columns(address: str) -> dict[str, list[tuple[str, str, bool]]]:
    """Return the tables of an archive with their columns."""
    with open_archive(address, read_only=True) as connection:
        found = inspect(connection)
        return {name: [(each["name"], str(each["type"]), each["nullable"]) for each in found.get_columns(name)] for name in found.get_table_names()}


def indexes(address: str) -> dict[str, list[tuple[str | None, list[str | None]]]]:
    """Return the indexes of an archive's tables with their columns."""
    with open_archive(address, read_only=True) as connection:
        found = inspect(connection)
        return {name: sorted((each["name"], each["column_names"]) for each in found.get_indexes(name)) for name in found.get_table_names()}


def test_an_archive_of_the_first_format_is_brought_to_this_one(tmp_path: Path) -> None:
    (tmp_path / "old").mkdir()
    path, address = file_in(tmp_path / "old")
    with sqlite3.connect(path) as old:
        old.executescript((Path(__file__).parent / "format-1.sql").read_text(encoding="utf-8"))
    old.close()
    assert f"its format is 1, this version reads {FORMAT}: a crawl brings it there" in refusal(address, read_only=True)
    with open_archive(address) as connection, connection.begin():
        assert rows(connection, "SELECT value FROM facts WHERE name = 'format'") == [(str(FORMAT),)]
        assert rows(connection, "SELECT id, state, title FROM articles ORDER BY id") == [(7, "held", "عنوان 7"), (8, "held", "عنوان 8")]
        assert rows(connection, "SELECT article_id, revision FROM revisions ORDER BY article_id") == [(7, 1), (8, 1)]
    _, fresh = file_in(tmp_path / "new")
    with open_archive(fresh):
        pass
    assert columns(address) == columns(fresh)
    assert indexes(address) == indexes(fresh)


def test_what_an_older_format_knows_of_by_number_alone_is_named_by_nothing(address: str) -> None:
    with open_archive(address) as connection, connection.begin():
        for number, state, tries, day in (
            (1, "gone", 0, None),
            (2, "gone", 1, None),
            (3, "gone", 0, "2026-11-22"),
            (4, "gone", 0, None),
            (5, "met", 0, None),
        ):
            values = {"id": number, "state": state, "tries": tries, "day": day}
            columns = "id, section, slug, state, met_at, met_run, tries, listed_on"
            connection.execute(text(f"INSERT INTO articles ({columns}) VALUES (:id, 'news', 'news', :state, '', 1, :tries, :day)"), values)
        connection.execute(text("INSERT INTO listed_titles (article_id, title) VALUES (4, 'x')"))
        connection.execute(text("ALTER TABLE articles DROP COLUMN named"))
        connection.execute(text("UPDATE facts SET value = '9' WHERE name = 'format'"))
    with open_archive(address) as connection, connection.begin():
        assert rows(connection, "SELECT id FROM articles WHERE NOT named ORDER BY id") == [(1,)]


def test_arabic_slugs_of_an_older_format_are_called_as_this_one_calls_them(address: str) -> None:
    long = "مقالات-سياسية"
    cut, lost = quote(long).lower()[:64], "%ef%bf%bd%ef%bf%bd"
    old = {1: "news", 2: quote("أدب").lower(), 3: cut, 4: "%c3%cf%c8", 5: lost}
    with open_archive(address) as connection, connection.begin():
        keep(connection, [story(number, section=slug, section_in_address=slug) for number, slug in (old | {3: quote(long).lower()}).items()])
        note(connection, 1, [ArticleAddress(12, old[2]), ArticleAddress(13, cut)])
        connection.execute(text("UPDATE facts SET value = '10' WHERE name = 'format'"))
        assert rows(connection, "SELECT slug FROM articles WHERE id = 3") == [(cut,)]
    with open_archive(address) as connection, connection.begin():
        named = {1: "news", 2: "أدب", 3: long, 4: "%c3%cf%c8", 5: lost, 12: "أدب", 13: cut}
        assert rows(connection, "SELECT id, section, slug FROM articles ORDER BY id") == [(number, slug, slug) for number, slug in named.items()]


def test_a_step_that_fails_leaves_the_archive_as_it_was(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_archive(address) as connection, connection.begin():
        connection.execute(text("DROP TABLE barred"))
        connection.execute(text("DROP TABLE listed_titles"))
        connection.execute(text("DROP TABLE textless"))
        connection.execute(text("DROP TABLE refused_days"))
        connection.execute(text("DROP TABLE recordings"))
        connection.execute(text("DROP INDEX articles_by_section"))
        connection.execute(text("DROP INDEX revisions_by_recording"))
        connection.execute(text("ALTER TABLE revisions DROP COLUMN recording"))
        connection.execute(text("CREATE INDEX revisions_by_time ON revisions (seen_at)"))
        connection.execute(text("ALTER TABLE articles DROP COLUMN listed_on"))
        connection.execute(text("ALTER TABLE articles DROP COLUMN forgotten_revision"))
        connection.execute(text("ALTER TABLE articles DROP COLUMN named"))
        connection.execute(text("UPDATE facts SET value = '1' WHERE name = 'format'"))

    def fail(connection: Connection) -> None:
        raise ArchiveError("a step that fails")

    with monkeypatch.context() as patch:
        patch.setattr(migrations, "STEPS", (*migrations.STEPS, fail))
        assert "a step that fails" in refusal(address)
    assert "its format is 1" in refusal(address, read_only=True)
    with open_archive(address) as connection, connection.begin():
        assert rows(connection, "SELECT count(*) FROM barred") == [(0,)]
