"""The tables of signatures and of their bands."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, TypeVar

from sqlalchemy import Connection, Insert, bindparam, delete, func, insert, select, update

from buratha.archive.tables import bands, signatures
from buratha.similarity.batch import MOST_IN_BAND, Documents
from buratha.similarity.signatures import Signature

_AT_ONCE: Final = 200
"""Documents to a statement: SQLite takes 32,766 values in one."""

_HELD: Final = (
    select(bands.c.band, bands.c.article_id).where(bands.c.band.in_(bindparam("keys", expanding=True))).order_by(bands.c.band, bands.c.article_id)
)
_UNBANDED: Final = select(signatures.c.article_id).where(~signatures.c.banded)
_BANDED: Final = update(signatures).where(signatures.c.article_id.in_(bindparam("keys", expanding=True))).values(banded=True)
_TEXTS: Final = select(*(signatures.c[name] for name in ("article_id", "minhash", "shingles", "anchors", "figures"))).where(
    signatures.c.article_id.in_(bindparam("keys", expanding=True))
)
_ROOM: Final = select(func.count()).where(bands.c.band == bindparam("key", type_=bands.c.band.type)).scalar_subquery() < MOST_IN_BAND
_ENTRY: Final = select(bindparam("key", type_=bands.c.band.type), bindparam("number", type_=bands.c.article_id.type)).where(_ROOM)
_ADD_BAND: Final = insert(bands).from_select(["band", "article_id"], _ENTRY)
_REMOVE_BAND: Final = delete(bands).where(bands.c.band == bindparam("key"), bands.c.article_id == bindparam("number"))
_REMOVE_TEXT: Final = delete(signatures).where(signatures.c.article_id.in_(bindparam("keys", expanding=True)))

_T = TypeVar("_T")


def in_parts(rows: Sequence[_T]) -> Iterator[Sequence[_T]]:
    """As many as one statement takes, again and again."""
    return (rows[start : start + _AT_ONCE] for start in range(0, len(rows), _AT_ONCE))


def held_in_bands(connection: Connection, part: Documents) -> dict[int, list[int]]:
    """The documents that share a band with some others, by band."""
    keys = {band for _, known in part for band in known.bands}
    held: defaultdict[int, list[int]] = defaultdict(list)
    for band, number in connection.execute(_HELD, {"keys": list(keys)}).all():
        held[band].append(number)
    return held


def texts_of(connection: Connection, numbers: Collection[int]) -> dict[int, Signature]:
    """The signatures of documents, of those that are known."""
    found: dict[int, Signature] = {}
    for part in in_parts(list(numbers)):
        for number, *parts in connection.execute(_TEXTS, {"keys": part}).all():
            found[number] = Signature(*parts)
    return found


def without_bands(connection: Connection) -> list[int]:
    """The documents whose bands are not in the table yet."""
    return list(connection.scalars(_UNBANDED))


def add_texts(connection: Connection, documents: Documents) -> None:
    """Add as many documents as one statement takes, without their bands."""
    connection.execute(insert(signatures), [_row(number, known) for number, known in documents])


def add_bands(connection: Connection, documents: Mapping[int, Signature]) -> None:
    """Put the bands of documents into the table, as far as there is room."""
    if documents:
        _execute_plainly(connection, _ADD_BAND, _entries(documents.items()))
        for part in in_parts(list(documents)):
            connection.execute(_BANDED, {"keys": part})


def remove(connection: Connection, documents: Mapping[int, Signature]) -> None:
    """Remove as many documents as one statement takes, and their bands."""
    if documents:
        connection.execute(_REMOVE_BAND, _entries(documents.items()))
        connection.execute(_REMOVE_TEXT, {"keys": list(documents)})


def _row(number: int, known: Signature) -> dict[str, object]:
    return {
        "article_id": number,
        "minhash": known.minhash,
        "shingles": known.shingles,
        "anchors": known.anchors,
        "figures": known.figures,
    }


def _entries(documents: Iterable[tuple[int, Signature]]) -> list[dict[str, int]]:
    """Rows of the bands in the order of the table: neighbours share its pages."""
    return [{"key": band, "number": number} for band, number in sorted((band, number) for number, known in documents for band in known.bands)]


def _execute_plainly(connection: Connection, statement: Insert, rows: list[dict[str, int]]) -> None:
    """Execute a statement for some ten thousand rows of plain numbers, without SQLAlchemy's work on every single one."""
    compiled = statement.compile(dialect=connection.dialect)
    constants = {name: value for name, value in compiled.params.items() if value is not None}
    names = compiled.positiontup if compiled.positional else None
    whole = (constants | row for row in rows)
    parameters: Any = list(whole) if names is None else [tuple([row[name] for name in names]) for row in whole]
    connection.exec_driver_sql(str(compiled), parameters)
