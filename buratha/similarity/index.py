"""The signatures of the whole archive, in its own database, found again by their bands.

Memory stays the same, and what a document costs does not follow the size of the archive: it is looked up by its bands alone.
Boilerplate that thousands of texts share cannot make that expensive. A band takes `MOST_IN_BAND` documents, those that came first, and
no more; and a document is compared with the `MOST_COMPARED` that it has most bands in common with, and `MOST_OF_FIGURES` that say the
same figures: a bulletin that comes again is found among thousands of its template.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple, TypeVar

from sqlalchemy import Connection, Insert, bindparam, delete, func, insert, select, update

from buratha.archive.tables import bands, signatures
from buratha.similarity.signatures import Signature, similarity

MOST_IN_BAND: Final = 32
MOST_COMPARED: Final = 24
MOST_OF_FIGURES: Final = 12

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

Documents = Sequence[tuple[int, Signature]]
_T = TypeVar("_T")


class Match(NamedTuple):
    """The document that another one nearly repeats."""

    id: int
    similarity: float
    """Estimated share of word sequences in common, 0 to 1."""


class NearIndex:
    """Near-duplicates among the documents that were added, in the caller's transaction.

    ``gather``: so many documents are added before their bands go into the table together. A document's bands lie all over it, so that each by
    itself would write some thirty pages. What is not in the table yet is kept in memory, and marked, so that a run that dies loses nothing.
    """

    def __init__(self, gather: int = 1) -> None:
        """Begin with an empty memory."""
        self._gather = gather
        self._fresh = _Batch()
        self._is_caught_up = gather <= 1

    def catch_up(self, connection: Connection) -> None:
        """Put the bands into the table that a run which died has left out."""
        self._is_caught_up = True
        numbers = list(connection.scalars(_UNBANDED))
        for part in _parts(numbers):
            self._settle(connection, _texts(connection, part))

    def flush(self, connection: Connection) -> None:
        """Put the bands of all that was added into the table."""
        fresh, self._fresh = self._fresh, _Batch()
        self._settle(connection, fresh.texts)

    def _settle(self, connection: Connection, documents: Mapping[int, Signature]) -> None:
        if documents:
            _execute_plainly(connection, _ADD_BAND, _entries(documents.items()))
            for part in _parts(list(documents)):
                connection.execute(_BANDED, {"keys": part})

    def find(self, connection: Connection, documents: Documents) -> dict[int, Match]:
        """The most similar near-duplicate of each document that has one, among those added and those before it in the batch.

        A document is not its own duplicate: an older text under its id is left aside.
        """
        if not self._is_caught_up:
            self.catch_up(connection)
        batch = _Batch()
        found: dict[int, Match] = {}
        for part in _parts(documents):
            held = self._fresh.added_to(_held(connection, part), part)
            # Whatever comes before it in the batch hides what was added under its id.
            chosen = [(number, known, batch.candidates(number, known, held)) for number, known in part]
            texts = _texts(connection, {other for *_, others in chosen for other, before in others.items() if before is None})
            for number, known, others in chosen:
                match = _best(known, ((other, before or texts.get(other)) for other, before in others.items()))
                found.pop(number, None)  # of an earlier text of it in the batch
                if match:
                    found[number] = match
        return found

    def add(self, connection: Connection, documents: Documents) -> None:
        """Add documents; what was known of them is replaced. Their articles have to be in the archive."""
        if not self._is_caught_up:
            self.catch_up(connection)
        latest = dict(documents)
        self.remove(connection, latest)
        for part in _parts(list(latest.items())):
            connection.execute(insert(signatures), [_row(number, known) for number, known in part])
            for number, known in part:
                self._fresh.add(number, known)
        if len(self._fresh.texts) >= self._gather:
            self.flush(connection)

    def remove(self, connection: Connection, ids: Iterable[int]) -> None:
        """Forget documents, before their articles are deleted. Ids that are not known are left aside."""
        for part in _parts(list(ids)):
            known = _texts(connection, part)
            for number in part:
                self._fresh.drop(number)
            if known:
                connection.execute(_REMOVE_BAND, _entries(known.items()))
                connection.execute(_REMOVE_TEXT, {"keys": list(known)})


class _Batch:
    """The documents of a batch that came so far, by their bands as in the table."""

    def __init__(self) -> None:
        self.texts: dict[int, Signature] = {}
        """The documents, by number."""
        self._bands: defaultdict[int, list[int]] = defaultdict(list)

    def candidates(self, number: int, known: Signature, held: dict[int, list[int]]) -> dict[int, Signature | None]:
        """Those to compare a document with, where they are of the batch with their signature; then it belongs to the batch, too."""
        sharing: list[int] = []
        same_figures: list[int] = []
        for band in known.bands:
            there = [old for old in held.get(band, ()) if old not in self.texts] + self._bands.get(band, [])
            sharing += there
            if band == known.figures_key:
                same_figures = there[:MOST_OF_FIGURES]
        most = Counter(sharing).most_common(MOST_COMPARED)
        chosen = {other: self.texts.get(other) for other in (*same_figures, *(other for other, _ in most))}
        chosen.pop(number, None)
        self.add(number, known)
        return chosen

    def added_to(self, held: dict[int, list[int]], part: Documents) -> dict[int, list[int]]:
        """What a table has in some documents' bands, with what these here have in them."""
        if self.texts:
            for band in {band for _, known in part for band in known.bands}:
                if there := self._bands.get(band):
                    held[band] = [*held.get(band, ()), *there]
        return held

    def drop(self, number: int) -> None:
        """Forget a document, if it is here."""
        for band in self.texts[number].bands if number in self.texts else ():
            if number in self._bands[band]:
                self._bands[band].remove(number)
        self.texts.pop(number, None)

    def add(self, number: int, known: Signature) -> None:
        """Take a document in, in the place of an older text of it."""
        self.drop(number)
        self.texts[number] = known
        for band in known.bands:
            if len(self._bands[band]) < MOST_IN_BAND:
                self._bands[band].append(number)


def _best(known: Signature, others: Iterable[tuple[int, Signature | None]]) -> Match | None:
    """The most similar one; of equals that of the lowest number. A band whose signature is gone counts for nothing."""
    matches = [Match(number, alike) for number, other in others if other and (alike := similarity(known, other)) is not None]
    return max(matches, key=lambda match: (match.similarity, -match.id), default=None)


def _held(connection: Connection, part: Documents) -> dict[int, list[int]]:
    keys = {band for _, known in part for band in known.bands}
    held: defaultdict[int, list[int]] = defaultdict(list)
    for band, number in connection.execute(_HELD, {"keys": list(keys)}).all():
        held[band].append(number)
    return held


def _texts(connection: Connection, numbers: Collection[int]) -> dict[int, Signature]:
    found: dict[int, Signature] = {}
    for part in _parts(list(numbers)):
        for number, *parts in connection.execute(_TEXTS, {"keys": part}).all():
            found[number] = Signature(*parts)
    return found


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


def _parts(rows: Sequence[_T]) -> Iterator[Sequence[_T]]:
    return (rows[start : start + _AT_ONCE] for start in range(0, len(rows), _AT_ONCE))
