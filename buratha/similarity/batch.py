"""Documents that are not in the table of bands yet, by their bands as in the table."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Final

from buratha.similarity.signatures import Signature

MOST_IN_BAND: Final = 32
MOST_COMPARED: Final = 24
MOST_OF_FIGURES: Final = 12

Documents = Sequence[tuple[int, Signature]]


class Batch:
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
