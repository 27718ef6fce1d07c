"""Where in an archive the answer to a request lies: a table in a file beside the WARC files, made by reading them once, one record at a time.

The WARC files alone matter; the index can be thrown away. A file that is new or has changed is read (again), one that is gone is forgotten.
Other processes do so while a replay reads: a file keeps its row as long as it is there, and what a replay has lost is known to it.
"""

import logging
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from os import path as paths
from pathlib import Path

from buratha.warc.files import is_part, whole_of
from buratha.warc.indexing import UNUSED, Keys, Reading, Row, rows
from buratha.warc.members import TOO_LARGE, TORN
from buratha.warc.sources import Source
from buratha.warc.unusable import Unusable

logger = logging.getLogger(__name__)

NAME = ".buratha-warc-index.sqlite"
_FORMAT = 5
_PATIENCE = 600.0
"""Seconds that one process waits while another reads a file into the index."""
_CANDIDATES = 1000
"""Of more records of one page the oldest are not looked at."""
_LATEST = "9999"
_TABLES = """
CREATE TABLE files (
    id INTEGER PRIMARY KEY AUTOINCREMENT, path TEXT NOT NULL UNIQUE, size INTEGER NOT NULL, changed INTEGER NOT NULL, record_limit INTEGER NOT NULL
);
CREATE TABLE records (
    id INTEGER PRIMARY KEY, file INTEGER NOT NULL, offset INTEGER NOT NULL, length INTEGER NOT NULL, number BLOB NOT NULL,
    url TEXT NOT NULL, date TEXT NOT NULL, status INTEGER NOT NULL, location TEXT, is_cut INTEGER NOT NULL
);
CREATE INDEX records_of_file ON records (file);
CREATE TABLE keys (key BLOB NOT NULL, rank INTEGER NOT NULL, record INTEGER NOT NULL, PRIMARY KEY (key, rank, record)) WITHOUT ROWID;
CREATE INDEX keys_of_record ON keys (record);
CREATE TABLE faults (file INTEGER NOT NULL, reason TEXT NOT NULL, count INTEGER NOT NULL, first INTEGER NOT NULL, nameless INTEGER NOT NULL);
CREATE TABLE unusable (
    file INTEGER NOT NULL, url TEXT NOT NULL, date TEXT NOT NULL, reason TEXT NOT NULL, is_listing INTEGER NOT NULL, key BLOB NOT NULL
);
CREATE INDEX unusable_of_file ON unusable (file);
CREATE INDEX unusable_of_key ON unusable (key);
CREATE TABLE keyed (signature TEXT NOT NULL);
"""
_FIND_FILE = """
SELECT id, size, changed, record_limit < ? AND EXISTS (SELECT * FROM faults WHERE file = files.id AND reason = ?) FROM files WHERE path = ?
"""
_FIND = """
SELECT chosen.path, offset, length, url, date, rank, status FROM keys JOIN records ON records.id = keys.record JOIN chosen ON chosen.id = records.file
WHERE key = ? AND date <= ? ORDER BY rank, date DESC, records.id DESC LIMIT ?
"""
_FIND_UNUSABLE = """
SELECT reason FROM unusable JOIN chosen ON chosen.id = unusable.file WHERE key = ? AND date <= ? ORDER BY date DESC, unusable.rowid DESC LIMIT 1
"""
_FIND_NEWER = """
SELECT reason FROM unusable JOIN chosen ON chosen.id = unusable.file
WHERE key = ? AND date <= ? AND (date > ? OR date = '') ORDER BY date DESC, unusable.rowid DESC
"""
_IS_NAMED = """
SELECT EXISTS (SELECT * FROM keys JOIN records ON records.id = keys.record JOIN chosen ON chosen.id = records.file WHERE key = ?1 AND date <= ?2)
OR EXISTS (SELECT * FROM unusable JOIN chosen ON chosen.id = unusable.file WHERE key = ?1 AND date <= ?2)
"""
_COUNT_NAMELESS = "SELECT reason, sum(nameless) FROM faults JOIN chosen ON chosen.id = faults.file WHERE nameless GROUP BY reason"
_COUNT_RECORDS = "SELECT count(*) FROM records WHERE file = ?"
_COUNT_LOST = "SELECT count(*) FROM chosen WHERE records > (SELECT count(*) FROM records WHERE file = chosen.id) OR id NOT IN (SELECT id FROM files)"
FILES_GONE, KEYED_ANEW = "files_gone", "keyed_anew"
"""What other processes may do to the index of a running replay: files are gone, or have fewer records; its requests have other keys."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a response lies."""

    path: Path
    offset: int
    length: int
    url: str
    date: str
    rank: int
    """How good an answer it can be, by :class:`buratha.warc.indexing.Keys`."""
    status: int


class Index:
    """The index in a file; it is made, or made new, as needed."""

    def __init__(self, path: Path, keys: Keys, limit: int) -> None:
        """Open it.

        Raises:
            sqlite3.OperationalError: nothing can be written there.

        """
        self._folder = Path(paths.realpath(path.parent))
        self._keys = keys
        self._limit = limit
        self._version: int | None = None
        self._lost: Counter[str] = Counter()
        try:
            self._database = _open(path)
        except sqlite3.OperationalError:
            raise
        except sqlite3.DatabaseError as error:
            logger.warning("%s cannot be used (%s) and is made new", path, error)
            path.unlink()
            self._database = _open(path)

    def close(self) -> None:
        """Close the file."""
        self._database.close()

    # -- making it -----------------------------------------------------------------------------------------------------
    def take(self, sources: Iterable[Source]) -> int:
        """Bring the index up to date with these files, which alone are searched from now on; gives their number."""
        self._key_anew()
        self._forget_gone()
        count = 0
        for source in sources:
            number = self._read(source)
            records = self._database.execute(_COUNT_RECORDS, (number,)).fetchone()[0]
            self._database.execute("INSERT OR IGNORE INTO chosen VALUES (?, ?, ?)", (number, str(source.path), records))
            count += 1
        return count

    def _read(self, source: Source) -> int:
        """Read a file, unless it is known as it is, and for records that were too large then under a greater limit; gives its number."""
        path = self._path_of(source)
        with self._database as database:
            database.execute("BEGIN IMMEDIATE")
            known = database.execute(_FIND_FILE, (self._limit, TOO_LARGE, path)).fetchone()
            if known and known[1:] == (source.size, source.changed, False):
                return int(known[0])
            row = (source.size, source.changed, self._limit, path)
            if known:
                number = int(known[0])
                self._empty(number)
                database.execute("UPDATE files SET size = ?, changed = ?, record_limit = ? WHERE path = ?", row)
            else:
                new = database.execute("INSERT INTO files (size, changed, record_limit, path) VALUES (?, ?, ?, ?) RETURNING id", row)
                number = int(new.fetchone()[0])
            reading = Reading()
            self._fill(number, source.path, reading)
            if is_part(source.path):
                reading.nameless.pop(TORN, None)  # its end is being written, or was when its writer died
            faults = [(number, reason, count, reading.first[reason], reading.nameless[reason]) for reason, count in reading.faults.items()]
            database.executemany("INSERT INTO faults VALUES (?, ?, ?, ?, ?)", faults)
        logger.info("Indexed %s", source.path)
        return number

    def _path_of(self, source: Source) -> str:
        """By what path from the index a file is known: one without links, behind which ``..`` would lead elsewhere."""
        return paths.relpath(Path(paths.realpath(source.path.parent), source.path.name), self._folder)

    def _fill(self, file: int, path: Path, reading: Reading) -> None:
        self._database.execute("DELETE FROM not_get")
        with path.open("rb") as stream:
            for row in rows(stream, self._limit, reading):
                if isinstance(row, Row):
                    self._insert(file, row, reading)
                elif isinstance(row, Unusable):
                    self._insert_unusable(file, row)
                else:
                    self._database.execute("INSERT OR IGNORE INTO not_get VALUES (?)", (row,))
        found = self._database.execute("SELECT id, offset FROM records WHERE file = ? AND number IN (SELECT number FROM not_get)", (file,))
        for record, offset in found.fetchall():
            self._database.execute("DELETE FROM keys WHERE record = ?", (record,))
            self._database.execute("DELETE FROM records WHERE id = ?", (record,))
            reading.fault("not_get", offset)

    def _insert(self, file: int, row: Row, reading: Reading) -> None:
        try:
            ranks = self._keys.of(row.url, row.status, row.location, row.is_cut)
        except ValueError:
            reading.fault("not_http", row.offset)
            return
        values = (file, row.offset, row.length, row.number, row.url, row.date, row.status, row.location, row.is_cut)
        record = self._database.execute("INSERT INTO records VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?)", values).lastrowid
        self._database.executemany("INSERT INTO keys VALUES (?, ?, ?)", [(key, rank, record) for key, rank in ranks.items()])

    def _insert_unusable(self, file: int, row: Unusable) -> None:
        with suppress(ValueError):  # an address of no use to anybody
            keys = [(is_listing, self._keys.key(row.url, is_listing)) for is_listing in (False, True)]
            values = ((file, row.url, row.date, row.reason, is_listing, key) for is_listing, key in keys)
            self._database.executemany("INSERT INTO unusable VALUES (?, ?, ?, ?, ?, ?)", values)

    def _key_anew(self) -> None:
        """Give all records their keys again when the rules, or the server's address, have changed."""
        signature = self._keys.signature()
        with self._database as database:
            database.execute("BEGIN IMMEDIATE")
            known = database.execute("SELECT signature FROM keyed").fetchone()
            if known and known[0] == signature:
                return
            database.execute("DELETE FROM keys")
            for record, url, status, location, is_cut in database.execute("SELECT id, url, status, location, is_cut FROM records"):
                ranks = self._keys.of(url, status, location, bool(is_cut))
                database.executemany("INSERT INTO keys VALUES (?, ?, ?)", [(key, rank, record) for key, rank in ranks.items()])
            for row, url, is_listing in database.execute("SELECT rowid, url, is_listing FROM unusable").fetchall():
                database.execute("UPDATE unusable SET key = ? WHERE rowid = ?", (self._keys.key(url, bool(is_listing)), row))
            database.execute("DELETE FROM keyed")
            database.execute("INSERT INTO keyed VALUES (?)", (signature,))

    def _forget_gone(self) -> None:
        """Forget the files that are not there any more, but for those that were being written and have got their own name."""
        with self._database as database:
            database.execute("BEGIN IMMEDIATE")
            known = {str(path): int(number) for number, path in database.execute("SELECT id, path FROM files")}
            for path, number in known.items():
                if (self._folder / path).exists():
                    continue
                whole = str(whole_of(Path(path)))
                if is_part(Path(path)) and whole not in known and (self._folder / whole).exists():
                    database.execute("UPDATE files SET path = ? WHERE id = ?", (whole, number))
                else:
                    self._empty(number)
                    database.execute("DELETE FROM files WHERE id = ?", (number,))

    def _empty(self, file: int) -> None:
        """Forget all that was read in a file."""
        self._database.execute("DELETE FROM keys WHERE record IN (SELECT id FROM records WHERE file = ?)", (file,))
        for table in ("records", "unusable", "faults"):
            self._database.execute(f"DELETE FROM {table} WHERE file = ?", (file,))  # noqa: S608 - the names stand above

    # -- asking it -----------------------------------------------------------------------------------------------------
    def find(self, key: bytes, as_of: str | None = None) -> list[Place]:
        """Where answers to a request lie, the best first."""
        found = self._database.execute(_FIND, (key, as_of or _LATEST, _CANDIDATES))
        return [Place(Path(path), *others) for path, *others in found]

    def unusable(self, key: bytes, as_of: str | None = None) -> str | None:
        """Why what is there for a request cannot be used, where there is something; None where nothing in the files stands for it."""
        found = self._database.execute(_FIND_UNUSABLE, (key, as_of or _LATEST)).fetchone()
        return str(found[0]) if found else None

    def newer(self, key: bytes, date: str, as_of: str | None = None) -> str | None:
        """Why a record cannot be used that is, or may be, newer than the one that answers; what is sound and no answer is none of them."""
        found = self._database.execute(_FIND_NEWER, (key, as_of or _LATEST, date))
        return next((str(reason) for (reason,) in found if reason not in UNUSED), None)

    def are_named(self, keys: Iterable[bytes], as_of: str | None = None) -> list[bool]:
        """Whether anything in the files stands for each of some requests, be it of use or not."""
        with self._database as database:
            database.execute("BEGIN")  # once for all: each question alone would lock the file anew
            return [bool(database.execute(_IS_NAMED, (key, as_of or _LATEST)).fetchone()[0]) for key in keys]

    def lost(self) -> Counter[str]:
        """What other processes have taken out of the index since this one took its files: then what is not found may be there all the same."""
        version = self._database.execute("PRAGMA data_version").fetchone()[0]
        if version != self._version:
            self._version = version
            keyed = self._database.execute("SELECT signature FROM keyed").fetchone()
            self._lost |= Counter({FILES_GONE: self._database.execute(_COUNT_LOST).fetchone()[0]})
            self._lost |= Counter({KEYED_ANEW: int(keyed != (self._keys.signature(),))})
        return self._lost

    def nameless(self) -> Counter[str]:
        """How many pieces of the files are unreadable to the last word of which pages are in them, by reason."""
        return Counter(dict(self._database.execute(_COUNT_NAMELESS)))

    def addresses(self) -> Iterator[str]:
        """The address of each response in the files that are searched."""
        return (url for (url,) in self._database.execute("SELECT url FROM records JOIN chosen ON chosen.id = records.file"))

    def count(self) -> int:
        """How many responses are searched."""
        return int(self._database.execute("SELECT count(*) FROM records JOIN chosen ON chosen.id = records.file").fetchone()[0])

    def faults(self) -> Iterator[tuple[Path, str, int, int]]:
        """What is not used of the files that are searched: file, reason, how often, where first."""
        rows = self._database.execute("SELECT path, reason, count, first FROM faults JOIN chosen ON chosen.id = faults.file ORDER BY path, reason")
        return ((Path(path), reason, count, first) for path, reason, count, first in rows)

    def fault_counts(self) -> Counter[str]:
        """What is not used, by reason."""
        counts: Counter[str] = Counter()
        for _, reason, count, _ in self.faults():
            counts[reason] += count
        return counts


def _open(path: Path) -> sqlite3.Connection:
    if path.is_symlink():
        raise sqlite3.OperationalError(f"{path} is a link, and is not followed")
    database = sqlite3.connect(path, timeout=_PATIENCE, isolation_level=None)
    try:
        database.execute("PRAGMA synchronous = OFF")  # what a power failure damages is made new
        database.execute("BEGIN IMMEDIATE")
        found = database.execute("PRAGMA user_version").fetchone()[0]
        if found not in {0, _FORMAT}:
            raise sqlite3.DatabaseError(f"it has format {found}, not {_FORMAT}")
        if not found:
            for statement in _TABLES.split(";"):
                database.execute(statement)
            database.execute(f"PRAGMA user_version = {_FORMAT}")
        database.execute("COMMIT")
        database.execute("CREATE TEMP TABLE chosen (id INTEGER PRIMARY KEY, path TEXT NOT NULL, records INTEGER NOT NULL)")
        database.execute("CREATE TEMP TABLE not_get (number BLOB PRIMARY KEY)")
    except sqlite3.Error:
        database.close()
        raise
    return database
