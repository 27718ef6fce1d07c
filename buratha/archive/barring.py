"""Numbers that are never fetched nor delivered: whoever asks for something to be taken down is not asked again by the next crawl.

A barred article keeps its address, so that a listing that names it has nothing to meet; everything else that was held of it goes.
"""

from collections.abc import Collection, Container, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from scrapy.statscollectors import StatsCollector
from sqlalchemy import Connection, delete, or_, select, update

from buratha.arabic.dates import utc_now
from buratha.archive.forgetting import Forgotten, by_ids, forget
from buratha.archive.frontier import insert, note_numbers
from buratha.archive.tables import BARRED, MET, articles, barred
from buratha.urls import ArticleAddress

MOST = 10_000
"""So many numbers can be barred at once; more are a slip of the pen."""
_CHUNK = 500
_UNKNOWN_SECTION = "news"
"""Under which an article is asked for, once it may be, whose section nobody has named."""


@dataclass(frozen=True, slots=True)
class Done:
    """What barring came to: how many numbers are new on the list, what was forgotten, and what stays although it repeats one of them."""

    fresh: int
    forgotten: Forgotten
    repeats: tuple[int, ...]


def bar(connection: Connection, ranges: Sequence[range], reason: str) -> Done:
    """Put numbers on the list and forget their articles. One that is there already gets the new reason and keeps its date.

    Raises:
        ForgettingError: a run died while it delivered some of them.

    """
    numbers = [number for ids in ranges for number in ids]
    before = set(_existing(connection, numbers))
    repeats = _repeats(connection, numbers)
    forgotten = forget(connection, by_ids(ranges))
    note_numbers(connection, 0, [ArticleAddress(number, _UNKNOWN_SECTION) for number in numbers])  # also those that were nobody's, and went
    now = utc_now().isoformat(timespec="seconds")
    statement: Any = insert(connection.dialect.name, barred)
    statement = statement.on_conflict_do_update(index_elements=[barred.c.article_id], set_={"reason": statement.excluded.reason})
    connection.execute(statement, [{"article_id": number, "since": now, "reason": reason} for number in dict.fromkeys(numbers)])
    for some in _parts(numbers):
        connection.execute(update(articles).where(articles.c.id.in_(some)).values(state=BARRED, reason="barred"))
    return Done(len(set(numbers) - before), forgotten, repeats)


def unbar(connection: Connection, ranges: Sequence[range]) -> int:
    """Take numbers off the list, so that the next crawl asks for them; gives how many were on it."""
    numbers = _existing(connection, [number for ids in ranges for number in ids])
    for some in _parts(numbers):
        connection.execute(delete(barred).where(barred.c.article_id.in_(some)))
        again = {"state": MET, "reason": None, "tries": 0, "tried_run": None}
        connection.execute(update(articles).where(articles.c.id.in_(some), articles.c.state == BARRED).values(again))
    return len(numbers)


def barred_numbers(connection: Connection) -> frozenset[int]:
    """All numbers on the list."""
    return frozenset(connection.scalars(select(barred.c.article_id)))


def _existing(connection: Connection, numbers: Sequence[int]) -> list[int]:
    return [found for some in _parts(numbers) for found in connection.scalars(select(barred.c.article_id).where(barred.c.article_id.in_(some)))]


def _repeats(connection: Connection, numbers: Sequence[int]) -> tuple[int, ...]:
    """Articles that repeat some of these, or nearly, or are repeated by them, and are none of them."""
    mine, found = set(numbers), set[int]()
    for some in _parts(numbers):
        flagged = or_(articles.c.duplicate_of.in_(some), articles.c.near_duplicate_of.in_(some))
        found.update(connection.scalars(select(articles.c.id).where(flagged)))
        for row in connection.execute(select(articles.c.duplicate_of, articles.c.near_duplicate_of).where(articles.c.id.in_(some))):
            found.update(number for number in row if number is not None)
    return tuple(sorted(found - mine))


def _parts(numbers: Sequence[int]) -> Iterable[Sequence[int]]:
    return (numbers[start : start + _CHUNK] for start in range(0, len(numbers), _CHUNK))


class Barred:
    """The list as a run has it. Whatever names a number on it, that number is counted once."""

    def __init__(self, numbers: Collection[int] = (), stats: StatsCollector | None = None) -> None:
        """Take the numbers."""
        self._numbers = frozenset(numbers)
        self._stats = stats
        self._named: set[int] = set()

    def __contains__(self, number: int) -> bool:
        """Whether an article is never to be fetched nor delivered."""
        return number in self._numbers

    def named(self, numbers: Container[int]) -> None:
        """Count those of some numbers that are left out because they are barred."""
        fresh = {number for number in self._numbers if number in numbers} - self._named
        if fresh and self._stats is not None:
            self._named |= fresh
            self._stats.inc_value("buratha/dropped/barred", len(fresh))
