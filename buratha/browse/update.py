"""Bringing the index up to what the archive holds: compared article by article, so that whatever changed there is found."""

import json
import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, func, select

from buratha.archive.tables import HELD, articles, revisions
from buratha.browse.errors import BrowseError
from buratha.browse.index import transaction
from buratha.browse.rows import article_row, earlier_row, searched
from buratha.browse.tables import COLUMNS, EARLIER_COLUMNS, SEARCHED
from buratha.sections import names

_AT_ONCE = 500
"""Articles in memory at a time, and in one transaction."""
_LARGEST_ID = 2**63 - 1
_MARKS = ("revision", "text_hash", "first_seen", "last_seen", "duplicate_of", "near_duplicate_of")
"""An article that has the same of all these has not changed: whoever changes a record in the archive changes one of them."""

Mark = tuple[Any, ...]
_Revision = tuple[bool, str, dict[str, Any]]
"""Whether it is the newest one, when it was seen, its record."""


@dataclass(slots=True)
class Updated:
    """How many articles came, changed and went."""

    new: int = 0
    changed: int = 0
    gone: int = 0


def update(archive: Connection, index: sqlite3.Connection, tell: Callable[[int, int], None]) -> Updated:
    """Go through archive and index side by side. ``tell`` is given how many articles are done, of how many, after each batch.

    Each batch is read in a short transaction, so that no writer of the archive is kept waiting, and put into the index in one of its own: an
    update that is stopped goes on where it was.

    Raises:
        BrowseError: a record in the archive cannot be read.

    """
    counts, done, last = Updated(), 0, 0
    with archive.begin():
        total = archive.scalar(select(func.count()).where(articles.c.state == HELD)) or 0
    while True:
        with archive.begin():
            marks = _marks(archive, last)
            until = max(marks) if len(marks) == _AT_ONCE else _LARGEST_ID
            known = _known(index, last, until)
            changed = [number for number, mark in marks.items() if known.get(number) != mark]
            records = _records(archive, changed)
        gone = known.keys() - marks.keys()
        if changed or gone:
            with transaction(index):
                _take_out(index, [*gone, *(number for number in changed if number in known)])
                _put_in(index, records, marks)
        counts.new += len(changed) - len(known.keys() & set(changed))
        counts.changed += len(known.keys() & set(changed))
        counts.gone += len(gone)
        done += len(marks)
        tell(done, total)
        if until == _LARGEST_ID:
            return counts
        last = until


def _marks(archive: Connection, last: int) -> dict[int, Mark]:
    columns = (articles.c[name] for name in ("id", *_MARKS))
    rows = archive.execute(select(*columns).where(articles.c.state == HELD, articles.c.id > last).order_by(articles.c.id).limit(_AT_ONCE))
    return {row[0]: tuple(row[1:]) for row in rows}


def _known(index: sqlite3.Connection, last: int, until: int) -> dict[int, Mark]:
    rows = index.execute(f"SELECT id, {', '.join(_MARKS)} FROM articles WHERE id > ? AND id <= ?", (last, until))  # noqa: S608 - names of columns
    return {row[0]: tuple(row)[1:] for row in rows}


def _records(archive: Connection, numbers: Sequence[int]) -> list[_Revision]:
    """All revisions of some articles."""
    statement = (
        select(revisions.c.article_id, revisions.c.revision, revisions.c.revision == articles.c.revision, revisions.c.seen_at, revisions.c.record)
        .join(articles, articles.c.id == revisions.c.article_id)
        .where(articles.c.id.in_(numbers))
    )
    found = []
    for number, revision, is_newest, seen_at, text in archive.execute(statement) if numbers else ():
        try:
            record = json.loads(text)
        except ValueError as error:
            raise BrowseError(f"article {number}, revision {revision}: its record in the archive is no JSON ({error}); restore a backup") from error
        if not isinstance(record, dict) or any(record.get(name) != value for name, value in (("id", number), ("revision", revision))):
            raise BrowseError(f"article {number}, revision {revision}: its record in the archive is not that of this article; restore a backup")
        found.append((bool(is_newest), seen_at, record))
    return found


def _take_out(index: sqlite3.Connection, numbers: Iterable[int]) -> None:
    for number in numbers:
        row = index.execute("SELECT * FROM articles WHERE id = ?", (number,)).fetchone()
        index.execute(
            f"INSERT INTO articles_fts (articles_fts, rowid, {', '.join(SEARCHED)}) VALUES ('delete', ?, ?, ?, ?, ?)",  # noqa: S608
            (number, *searched(row)),
        )
        index.execute("DELETE FROM earlier_revisions WHERE article_id = ?", (number,))
        index.execute("DELETE FROM articles WHERE id = ?", (number,))


def _put_in(index: sqlite3.Connection, records: Iterable[_Revision], marks: Mapping[int, Mark]) -> None:
    newest, earlier = [], []
    for is_newest, seen_at, record in records:
        if is_newest:
            newest.append(article_row(record) | dict(zip(_MARKS, marks[record["id"]], strict=True)))
        else:
            earlier.append(earlier_row(record, seen_at))
    known = names()
    sections = {row["section"]: known.get(row["section"]) or row["category"] or row["section"] for row in newest}
    index.executemany("INSERT INTO sections VALUES (?, ?) ON CONFLICT (slug) DO NOTHING", sections.items())
    index.executemany(_insert("articles", COLUMNS), newest)
    index.executemany(_insert("earlier_revisions", EARLIER_COLUMNS), earlier)
    index.executemany(
        f"INSERT INTO articles_fts (rowid, {', '.join(SEARCHED)}) VALUES (?, ?, ?, ?, ?)",  # noqa: S608
        ((row["id"], *searched(row)) for row in newest),
    )


def _insert(table: str, columns: Iterable[str]) -> str:
    names_of = tuple(columns)
    return f"INSERT INTO {table} ({', '.join(names_of)}) VALUES ({', '.join(f':{name}' for name in names_of)})"  # noqa: S608
