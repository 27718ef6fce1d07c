"""The index's file: where it is, opened to be brought up to date, made anew when another version made it."""

import hashlib
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from functools import cache
from pathlib import Path

from filelock import FileLock, Timeout

from buratha.arabic.folding import fold
from buratha.browse.errors import BrowseError
from buratha.browse.tables import APPLICATION, FORMAT, SCHEMA

FILE = "browse.sqlite"
_FOLDED_CHARACTERS = (*range(1, 0x3000), *range(0xFB50, 0xFF00))
_PATIENCE = 30.0
"""Seconds to wait for a reader that is in the way."""


@contextmanager
def open_index(path: Path, wait: Callable[[], None]) -> Iterator[sqlite3.Connection]:
    """The index, to be written to, by one at a time; ``wait`` is called when that is another one first.

    Raises:
        BrowseError: there is another file under its name, or it is damaged, or it cannot be written.

    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with _alone(path, wait):
            if path.exists() and _version_of(path) != _version():
                _remove(path)
            with closing(sqlite3.connect(path, timeout=_PATIENCE, isolation_level=None)) as connection:
                connection.row_factory = sqlite3.Row
                for pragma in ("journal_mode = WAL", "synchronous = NORMAL", "secure_delete = ON", "cache_size = -32000", "temp_store = MEMORY"):
                    connection.execute(f"PRAGMA {pragma}")
                if not connection.execute("PRAGMA application_id").fetchone()[0]:
                    _make(connection)
                yield connection
    except (sqlite3.Error, OSError) as error:
        raise BrowseError(
            f"The index {path}: {error}; make room or correct the permissions if it is that, or else delete the file: "
            "it is made again from the archive"
        ) from error


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """All of a block's changes, or none."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        connection.rollback()
        raise
    connection.commit()


@contextmanager
def _alone(path: Path, wait: Callable[[], None]) -> Iterator[None]:
    lock = FileLock(f"{path}.lock")
    try:
        lock.acquire(timeout=0)
    except Timeout:
        wait()
        lock.acquire()
    try:
        yield
    finally:
        lock.release()


def _make(connection: sqlite3.Connection) -> None:
    """Make the tables; the mark comes last, and with them or not at all."""
    connection.executescript(f"BEGIN;{SCHEMA}")
    connection.execute("INSERT INTO facts VALUES ('version', ?)", (_version(),))
    connection.execute(f"PRAGMA application_id = {APPLICATION}")
    connection.commit()


def _version_of(path: Path) -> str | None:
    """Which version made an index; None for a file that nothing was written to.

    Raises:
        BrowseError: the file is something else.

    """
    try:
        with closing(sqlite3.connect(path, timeout=_PATIENCE)) as connection:
            application = connection.execute("PRAGMA application_id").fetchone()[0]
            if application == APPLICATION:
                return str(connection.execute("SELECT value FROM facts WHERE name = 'version'").fetchone()[0])
            is_empty = not connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    except sqlite3.DatabaseError as error:
        raise BrowseError(f"The index {path}: {error}; move the file away or delete it: the index is made again from the archive") from error
    if not is_empty:
        raise BrowseError(f"{path} is a database of something else, and the index of scrapy browse has its place there: move it away")
    return None


def _remove(path: Path) -> None:
    for ending in ("", "-wal", "-shm"):
        path.with_name(path.name + ending).unlink(missing_ok=True)


@cache
def _version() -> str:
    """The format of the tables and what folding does: words are found only by the folding that they were put in with."""
    folded = "\n".join(fold(chr(code)) for code in _FOLDED_CHARACTERS)
    return f"{FORMAT} {hashlib.sha256(folded.encode()).hexdigest()[:16]}"
