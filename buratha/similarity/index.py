"""The signatures of the whole archive, in its own database, found again by their bands.

Memory stays the same, and what a document costs does not follow the size of the archive: it is looked up by its bands alone.
Boilerplate that thousands of texts share cannot make that expensive. A band takes `MOST_IN_BAND` documents, those that came first, and
no more; and a document is compared with the `MOST_COMPARED` that it has most bands in common with, and `MOST_OF_FIGURES` that say the
same figures: a bulletin that comes again is found among thousands of its template.
"""

from collections.abc import Iterable
from typing import NamedTuple

from sqlalchemy import Connection

from buratha.similarity import band_table
from buratha.similarity.band_table import in_parts, texts_of
from buratha.similarity.batch import Batch, Documents
from buratha.similarity.signatures import Signature, similarity


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
        self._fresh = Batch()
        self._is_caught_up = gather <= 1

    def catch_up(self, connection: Connection) -> None:
        """Put the bands into the table that a run which died has left out."""
        self._is_caught_up = True
        for part in in_parts(band_table.without_bands(connection)):
            band_table.add_bands(connection, texts_of(connection, part))

    def flush(self, connection: Connection) -> None:
        """Put the bands of all that was added into the table."""
        fresh, self._fresh = self._fresh, Batch()
        band_table.add_bands(connection, fresh.texts)

    def find(self, connection: Connection, documents: Documents) -> dict[int, Match]:
        """The most similar near-duplicate of each document that has one, among those added and those before it in the batch.

        A document is not its own duplicate: an older text under its id is left aside.
        """
        if not self._is_caught_up:
            self.catch_up(connection)
        batch = Batch()
        found: dict[int, Match] = {}
        for part in in_parts(documents):
            held = self._fresh.added_to(band_table.held_in_bands(connection, part), part)
            # Whatever comes before it in the batch hides what was added under its id.
            chosen = [(number, known, batch.candidates(number, known, held)) for number, known in part]
            texts = texts_of(connection, {other for *_, others in chosen for other, before in others.items() if before is None})
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
        for part in in_parts(list(latest.items())):
            band_table.add_texts(connection, part)
            for number, known in part:
                self._fresh.add(number, known)
        if len(self._fresh.texts) >= self._gather:
            self.flush(connection)

    def remove(self, connection: Connection, ids: Iterable[int]) -> None:
        """Forget documents, before their articles are deleted. Ids that are not known are left aside."""
        for part in in_parts(list(ids)):
            known = texts_of(connection, part)
            for number in part:
                self._fresh.drop(number)
            band_table.remove(connection, known)


def _best(known: Signature, others: Iterable[tuple[int, Signature | None]]) -> Match | None:
    """The most similar one; of equals that of the lowest number. A band whose signature is gone counts for nothing."""
    matches = [Match(number, alike) for number, other in others if other and (alike := similarity(known, other)) is not None]
    return max(matches, key=lambda match: (match.similarity, -match.id), default=None)
