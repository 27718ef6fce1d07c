"""What was delivered. A revision waits until the feed that carries it is complete on the disk; then, in one step, it is delivered.

A delivery is *prepared* when its files are complete under their part names, and *done* when they have their names. A run that dies
between the two leaves a prepared delivery, which the next run finishes; one that dies earlier leaves revisions that wait.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, select, true, update

from buratha.arabic.dates import utc_now
from buratha.archive.tables import DELIVERED, DONE, PREPARED, WAITING, deliveries, revisions

UNUSED = "unused"
"""State of a delivery that nothing was prepared for."""

Record = dict[str, Any]
_CHUNK = 200
_ALL = true()


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A delivery whose files may not have their names yet."""

    id: int
    folder: Path
    manifest: dict[str, Any]


def begin(connection: Connection, run: int, folder: Path) -> int:
    """A delivery for a run's feeds; gives its number."""
    row = {"run_id": run, "state": UNUSED, "prepared_at": "", "folder": str(folder), "manifest": "{}"}
    return int(connection.execute(deliveries.insert().values(row).returning(deliveries.c.id)).scalar_one())


def waiting(connection: Connection, delivery: int, wanted: ColumnElement[bool] = _ALL) -> list[Record]:
    """Some records that earlier runs did not deliver, in order; they are this delivery's from now on. Nothing, when there are no more.

    ``wanted``: which of them are a matter of this run.
    """
    return _taken(connection, delivery, wanted)


def waiting_of(connection: Connection, delivery: int, ids: Sequence[int], wanted: ColumnElement[bool] = _ALL) -> list[Record]:
    """The same of some articles: what else waits may be no matter of this run."""
    parts = (ids[start : start + _CHUNK] for start in range(0, len(ids), _CHUNK))
    return [record for part in parts for record in _taken(connection, delivery, wanted & revisions.c.article_id.in_(part))]


def _taken(connection: Connection, delivery: int, condition: ColumnElement[bool]) -> list[Record]:
    condition = condition & (revisions.c.state == WAITING) & ((revisions.c.delivery_id != delivery) | revisions.c.delivery_id.is_(None))
    key = (revisions.c.article_id, revisions.c.revision)
    rows = connection.execute(select(*key, revisions.c.record).where(condition).order_by(*key).limit(_CHUNK)).all()
    for row in rows:
        one = (revisions.c.article_id == row.article_id) & (revisions.c.revision == row.revision)
        connection.execute(update(revisions).where(one).values(delivery_id=delivery))
    return [json.loads(row.record) for row in rows]


def count(connection: Connection, delivery: int) -> int:
    """How many revisions a delivery has to carry."""
    return connection.scalar(select(func.count()).where(revisions.c.state == WAITING, revisions.c.delivery_id == delivery)) or 0


def count_waiting(connection: Connection, wanted: ColumnElement[bool] = _ALL) -> int:
    """How many revisions no feed has delivered yet."""
    return connection.scalar(select(func.count()).where(revisions.c.state == WAITING, wanted)) or 0


def prepare(connection: Connection, delivery: int, manifest: dict[str, Any]) -> None:
    """The files are complete and on the disk: from here on, what they carry is delivered."""
    now = utc_now().isoformat(timespec="seconds")
    values = {"state": PREPARED, "prepared_at": now, "manifest": json.dumps(manifest, ensure_ascii=False)}
    connection.execute(update(deliveries).where(deliveries.c.id == delivery).values(values))
    connection.execute(update(revisions).where(revisions.c.state == WAITING, revisions.c.delivery_id == delivery).values(state=DELIVERED))


def finish(connection: Connection, delivery: int, manifest: dict[str, Any]) -> None:
    """The files have their names; the manifest says what they are."""
    values = {"state": DONE, "manifest": json.dumps(manifest, ensure_ascii=False)}
    connection.execute(update(deliveries).where(deliveries.c.id == delivery).values(values))


def unfinished(connection: Connection) -> list[Unfinished]:
    """Deliveries that were prepared and perhaps not finished."""
    rows = connection.execute(select(deliveries).where(deliveries.c.state == PREPARED).order_by(deliveries.c.id))
    return [Unfinished(row.id, Path(row.folder), json.loads(row.manifest)) for row in rows]


def records_of(connection: Connection, delivery: int) -> Iterator[Record]:
    """The records that a delivery carries, in order."""
    key = (revisions.c.article_id, revisions.c.revision)
    wanted = select(revisions.c.record).where(revisions.c.delivery_id == delivery, revisions.c.state == DELIVERED).order_by(*key)
    rows = connection.execute(wanted.execution_options(yield_per=_CHUNK))
    for row in rows:
        yield json.loads(row.record)
