"""Articles with nearly the same text, found over the whole archive."""

from collections.abc import Collection, Iterable, Sequence

from sqlalchemy import Connection

from buratha.archive.held_before import not_back
from buratha.items import Article
from buratha.similarity import Match, NearIndex, Signature, signature
from buratha.similarity.band_table import texts_of

_GATHERED = 500
"""So many articles' bands go into the table together."""
_Signed = list[tuple[int, Signature]]


class Near:
    """Flags an article with the earlier one that it nearly repeats, and remembers it to be found."""

    def __init__(self) -> None:
        self._index = NearIndex(_GATHERED)

    def sign(self, batch: Sequence[Article]) -> _Signed:
        """The signatures of those whose text is long enough to be compared."""
        signed = ((each.id, signature(each.title, each.body)) for each in batch)
        return [(number, known) for number, known in signed if known is not None]

    def match(self, connection: Connection, signed: _Signed) -> dict[int, Match]:
        """By id, the earlier article that is nearly the same, and how alike they are."""
        return self._index.find(connection, signed) if signed else {}

    def of(self, connection: Connection, numbers: Collection[int]) -> dict[int, Match]:
        """By id, what articles nearly repeat that are in the archive already; nothing that repeats them."""
        return not_back(connection, self.match(connection, list(texts_of(connection, numbers).items()))) if numbers else {}

    def remember(self, connection: Connection, signed: _Signed, changed: Iterable[int]) -> None:
        """Have the articles found from now on by their new texts. They have to be in the archive."""
        self._index.remove(connection, set(changed) - {number for number, _ in signed})
        if signed:
            self._index.add(connection, signed)

    def flush(self, connection: Connection) -> None:
        """Have all bands in their table."""
        self._index.flush(connection)
