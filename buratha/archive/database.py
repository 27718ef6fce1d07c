"""Opening an archive: where it is, who may write to it, and in which format it has to be."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout
from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError, SQLAlchemyError
from sqlalchemy.pool import NullPool

from buratha.archive.errors import ArchiveError, ArchiveInUseError, as_archive_error
from buratha.archive.migrations import FORMAT, format_of, migrate
from buratha.archive.recording import time_recordings
from buratha.locations import project_folder

_LOCK = 0x62757261746861
"""Key of PostgreSQL's advisory lock: "buratha"."""
_WAL_PAGES = 16_000
"""So many pages (64 MB) gather before they go into the file: with SQLite's thousand, the same pages go there again and again."""
_PATIENCE = 30.0
"""Seconds that SQLite waits for a reader that is in the way."""


@contextmanager
def open_archive(address: str, *, read_only: bool = False) -> Iterator[Connection]:
    """A connection to the archive at an address of BURATHA_ARCHIVE_URL, made or brought to this version's format where need be.

    One writer at a time; readers disturb nobody. The caller begins and ends transactions.

    Raises:
        ArchiveInUseError: another run writes to it.
        ArchiveError: it cannot be opened, is no archive, or is a newer version's; for readers also: there is none yet.

    """
    url = archive_url(address)
    shown = url.render_as_string(hide_password=True)
    try:
        with _lock_of(url, read_only=read_only):
            if read_only:
                _check_that_it_is_there(url)
            unshared = _state_of(url) if read_only and _is_read_without_a_share(url) else None
            engine = _engine(url, read_only=read_only, is_still=unshared is not None)
            try:
                with engine.connect() as connection, _advisory_lock(connection, read_only=read_only):
                    _bring_to_format(connection, read_only=read_only)
                    yield connection
                    if unshared is not None and unshared != _state_of(url):
                        raise ArchiveError(
                            "it was written to while it was read, and may have been read wrong: run this again when the crawl has ended"
                        )
            finally:
                engine.dispose()
    except (SQLAlchemyError, OSError, ArchiveError) as error:
        raise as_archive_error(shown, error) from error


def archive_url(address: str) -> URL:
    """The address, with a file's path made absolute and PostgreSQL's driver named.

    Raises:
        ArchiveError: it is no address of a database.

    """
    try:
        url = make_url(address)
    except ArgumentError as error:
        raise ArchiveError(
            f"The archive {address}: this is no address; write sqlite:///data/archive.sqlite or postgresql://user@host/name"
        ) from error
    url = url.set(drivername=url.drivername.lower())
    if url.get_backend_name() == "sqlite":
        return url.set(database=str(project_folder() / Path(url.database).expanduser())) if _is_file(url) and url.database else url
    return url.set(drivername="postgresql+psycopg")


def check_that_it_was_not_emptied(address: str, reports: Path) -> None:
    """A file without a byte is taken for an archive that was never begun, unless runs have been reported: then it was one, and is lost.

    Raises:
        ArchiveError: it is such a file.

    """
    url = archive_url(address)
    if not _is_file(url):
        return
    file = Path(str(url.database))
    if file.is_file() and file.stat().st_size == 0 and next(reports.glob("run-*.json"), None) is not None:
        raise ArchiveError(
            f"The archive {url.render_as_string(hide_password=True)}: the file is empty, but runs have been reported in {reports}: "
            "restore it from a backup, or delete the file to begin anew"
        )


def identity_of(address: str) -> tuple[int, int] | None:
    """Which file an archive's address leads to; None where there is none, and for a server."""
    url = archive_url(address)
    try:
        found = Path(str(url.database)).stat() if _is_file(url) else None
    except OSError:
        return None
    return (found.st_dev, found.st_ino) if found else None


def check_that_it_is_the_same(address: str, before: tuple[int, int] | None) -> None:
    """SQLite goes on writing to a file that has been moved or removed, and the next run would begin anew.

    Raises:
        ArchiveError: another file, or none, is where the archive was.

    """
    if before is not None and identity_of(address) != before:
        raise ArchiveError(
            f"The archive {archive_url(address).render_as_string(hide_password=True)}: its file was moved, removed or replaced while the run wrote "
            "to it: put it back, or restore a backup; without it the next run begins a new archive and delivers everything again"
        )


def _is_file(url: URL) -> bool:
    return url.get_backend_name() == "sqlite" and url.database not in {None, "", ":memory:"}


def _engine(url: URL, *, read_only: bool, is_still: bool) -> Engine:
    if url.get_backend_name() != "sqlite":
        return create_engine(url, poolclass=NullPool)
    if not read_only and _is_file(url):
        if Path(str(url.database)).is_dir():
            raise ArchiveError("this is a folder: name a file in it, such as archive.sqlite")
        Path(str(url.database)).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(
        url,
        poolclass=NullPool,
        connect_args={"timeout": _PATIENCE, "check_same_thread": False},
        **(_way_of_reading(url, is_still=is_still) if read_only and _is_in_a_closed_folder(url) else {}),
    )

    @event.listens_for(engine, "connect")
    def _prepare(connection: Any, _record: Any) -> None:
        """Readers and one writer side by side; what is committed may be lost with the power, but not with the process; what is deleted is gone."""
        connection.isolation_level = None  # its own transactions leave out the making of tables
        pragmas = (
            ["query_only = ON"]
            if read_only
            else ["journal_mode = WAL", f"wal_autocheckpoint = {_WAL_PAGES}", "synchronous = NORMAL", "foreign_keys = ON", "secure_delete = ON"]
        )
        for pragma in [*pragmas, "cache_size = -32000"]:
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN" if read_only else "BEGIN IMMEDIATE")

    return engine


def _way_of_reading(url: URL, *, is_still: bool) -> dict[str, Any]:
    """How a file is opened in a folder that this user may only read, where SQLite cannot put what readers and a writer share.

    While a run has it open that is there already, and is read; else the file is taken for one that nobody changes.
    """
    address = f"{Path(str(url.database)).absolute().as_uri()}?mode=ro{'&immutable=1' if is_still else ''}"
    return {"creator": lambda: sqlite3.connect(address, uri=True, timeout=_PATIENCE, check_same_thread=False)}


def _is_in_a_closed_folder(url: URL) -> bool:
    """Whether an archive is a file in a folder that this user may only read."""
    return _is_file(url) and not os.access(Path(str(url.database)).parent, os.W_OK)


def _is_read_without_a_share(url: URL) -> bool:
    """Whether a file stands in such a folder, and no run has it open.

    Raises:
        ArchiveError: changes wait beside the file, as a run that was killed leaves them and as a copy may have them: without them it is an older one.

    """
    if not _is_in_a_closed_folder(url) or Path(f"{url.database}-shm").exists():
        return False
    waiting = Path(f"{url.database}-wal")
    if waiting.exists() and waiting.stat().st_size:
        raise ArchiveError(f"its last changes still stand in {waiting}: have somebody who may write to that folder open it once (scrapy held)")
    return True


def _state_of(url: URL) -> tuple[int, int, int]:
    """What changes when somebody writes to a file."""
    found = Path(str(url.database)).stat()
    return found.st_ino, found.st_size, found.st_mtime_ns


def _check_that_it_is_there(url: URL) -> None:
    if _is_file(url) and Path(str(url.database)).is_dir():
        raise ArchiveError("this is a folder: name a file in it, such as archive.sqlite")
    if _is_file(url) and not Path(str(url.database)).exists():
        raise ArchiveError("there is none yet: a crawl makes it (scrapy crawl buratha), or BURATHA_ARCHIVE_URL is wrong")


def _bring_to_format(connection: Connection, *, read_only: bool) -> None:
    if not read_only:
        with connection.begin():
            migrate(connection)
            time_recordings(connection)
        return
    found = format_of(connection)
    connection.rollback()
    if found == 0:
        raise ArchiveError("it is empty: a crawl fills it (scrapy crawl buratha)")
    if found != FORMAT:
        older = "a crawl brings it there" if found < FORMAT else "use the version that wrote it, or a newer one"
        raise ArchiveError(f"its format is {found}, this version reads {FORMAT}: {older}")


@contextmanager
def _lock_of(url: URL, *, read_only: bool) -> Iterator[None]:
    """Keep a second writer away from a file. The system drops the lock with the process, however that ends."""
    if read_only or not _is_file(url):
        yield
        return
    path = Path(f"{Path(str(url.database)).resolve()}.lock")  # one lock for one file, by whichever link it is reached
    path.parent.mkdir(parents=True, exist_ok=True)
    lock = FileLock(path, timeout=0)
    try:
        lock.acquire()
    except Timeout as error:
        raise ArchiveInUseError("another run is writing to it: wait until it has ended") from error
    try:
        yield
    finally:
        lock.release()


@contextmanager
def _advisory_lock(connection: Connection, *, read_only: bool) -> Iterator[None]:
    """The same for PostgreSQL, held by the connection."""
    if read_only or connection.dialect.name != "postgresql":
        yield
        return
    if not connection.scalar(text("SELECT pg_try_advisory_lock(:key)"), {"key": _LOCK}):
        raise ArchiveInUseError("another run is writing to it: wait until it has ended")
    connection.commit()
    yield


def make_durable(connection: Connection) -> None:
    """From the next transaction on, what is committed survives a loss of power too. Called between transactions."""
    if connection.dialect.name == "sqlite":
        driver: Any = connection.connection.dbapi_connection
        driver.execute("PRAGMA synchronous = FULL")  # in a transaction it has no effect, and SQLAlchemy begins one with everything
