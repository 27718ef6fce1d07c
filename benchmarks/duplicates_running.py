"""An archive goes through signatures and index, batch by batch, and each answer is held against what was planted."""

import random
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from sqlalchemy import Connection, Engine, create_engine, event, insert, text

from benchmarks.duplicates_corpus import Document
from buratha.archive.tables import HELD, articles, metadata, signatures
from buratha.similarity import NearIndex, Signature, signature

BATCH: Final = 100
PARTS: Final = ("signature", "find", "add", "commit")
_FILLED_AT_ONCE: Final = 50_000
_FIGURES_OF_A_STORY: Final = 12


@dataclass
class Result:
    """Counts by kind of document, and CPU seconds by part of the work."""

    documents: int = 0
    too_short: int = 0
    planted: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    seconds: dict[str, float] = field(default_factory=lambda: dict.fromkeys(PARTS, 0.0))
    held: int = 0
    size: int = 0

    @property
    def precision(self) -> float:
        """Share of the answers that are right."""
        answers = self.right.total() + self.wrong.total()
        return self.right.total() / answers if answers else 1.0

    @property
    def recall(self) -> float:
        """Share of the planted copies that were found."""
        return self.right.total() / self.planted.total() if self.planted else 1.0

    def ms(self, part: str) -> float:
        """CPU milliseconds a document."""
        return 1000 * self.seconds[part] / max(self.documents, 1)

    @property
    def all_ms(self) -> float:
        """CPU milliseconds a document for signature, find and add; the commit is the archive's, which commits its own rows with it."""
        return sum(map(self.ms, PARTS[:-1]))


def engine_of(url: str, *, filling: bool = False) -> Engine:
    """An engine on a database; SQLite as the archive has it, or as it is filled fastest."""
    engine = create_engine(url)
    if engine.dialect.name == "sqlite":
        fast = ("journal_mode=OFF", "synchronous=OFF", "cache_size=-800000")
        pragmas = fast if filling else ("journal_mode=WAL", "synchronous=NORMAL", "cache_size=-65536", "foreign_keys=ON")
        event.listen(engine, "connect", lambda connection, _: [connection.execute(f"PRAGMA {pragma}") for pragma in pragmas])
    metadata.create_all(engine)
    return engine


def run(documents: Sequence[Document], url: str, held: int = 0, seed: int = 0) -> Result:
    """Put the documents through the index of an archive that holds so many others."""
    fill(url, range(len(documents), len(documents) + held), seed)
    result, index, engine = Result(held=held), NearIndex(), engine_of(url)
    for batch in _batches(range(len(documents))):
        with engine.begin() as connection:
            hold(connection, batch)
            matches = _through(connection, index, [(number, documents[number]) for number in batch], result)
            start = time.process_time()
        result.seconds["commit"] += time.process_time() - start
        for number in batch:
            _judge(documents, number, matches.get(number), result)
    result.size = size_of(engine)
    engine.dispose()
    return result


def fill(url: str, numbers: range, seed: int) -> None:
    """Add stories that resemble nothing: their signatures are drawn, and no band has so many that it would be full."""
    rng, engine = random.Random(f"held {seed}"), engine_of(url, filling=True)
    mark = "?" if engine.dialect.paramstyle == "qmark" else "%s"
    for batch in _batches(numbers, _FILLED_AT_ONCE):
        drawn = [(number, _drawn(rng)) for number in batch]
        rows = sorted((band, number) for number, known in drawn for band in known.bands)
        with engine.begin() as connection:
            hold(connection, batch)
            connection.execute(insert(signatures), [{"article_id": number, **_columns(known)} for number, known in drawn])
            connection.exec_driver_sql(f"INSERT INTO bands (band, article_id) VALUES ({mark}, {mark})", rows)  # noqa: S608  # much faster
    engine.dispose()


def _columns(known: Signature) -> dict[str, object]:
    """The columns of a signature."""
    own = ("minhash", "shingles", "anchors", "figures")
    return {name: getattr(known, name) for name in own} | {"banded": True}


def _drawn(rng: random.Random) -> Signature:
    return Signature(rng.randbytes(512), rng.randint(40, 400), rng.randbytes(12), rng.randbytes(6 * _FIGURES_OF_A_STORY))


def hold(connection: Connection, numbers: Iterable[int]) -> None:
    """Put articles of these numbers into the archive."""
    rows = [{"id": number, "section": "news", "slug": "news", "state": HELD, "met_at": "2020-01-01T00:00:00Z", "met_run": 1} for number in numbers]
    connection.execute(insert(articles), rows)


def _through(connection: Connection, index: NearIndex, batch: list[tuple[int, Document]], result: Result) -> dict[int, int]:
    """What the index says of a batch; CPU time is counted by part."""
    times = [time.process_time()]
    signed = [(number, known) for number, document in batch if (known := signature(document.title, document.body))]
    times.append(time.process_time())
    found = index.find(connection, signed)
    times.append(time.process_time())
    index.add(connection, signed)
    times.append(time.process_time())
    for part, start, end in zip(PARTS, times, times[1:], strict=False):
        result.seconds[part] += end - start
    result.too_short += len(batch) - len(signed)
    return {number: match.id for number, match in found.items()}


def _judge(documents: Sequence[Document], number: int, match: int | None, result: Result) -> None:
    document = documents[number]
    result.documents += 1
    result.kinds[document.kind] += 1
    result.planted[document.kind] += document.copy
    if match is None:
        return
    same = match < len(documents) and documents[match].family == document.family
    (result.right if same else result.wrong)[document.kind] += 1


def size_of(engine: Engine) -> int:
    """Bytes of the two tables with their indexes."""
    sqlite = "SELECT sum(pgsize) FROM dbstat WHERE name IN ('bands', 'signatures')"
    postgresql = "SELECT pg_total_relation_size('bands') + pg_total_relation_size('signatures')"
    with engine.connect() as connection:
        return int(connection.execute(text(sqlite if engine.dialect.name == "sqlite" else postgresql)).scalar_one())


def _batches(numbers: range, size: int = BATCH) -> Iterator[range]:
    return (numbers[start : start + size] for start in range(0, len(numbers), size))
