"""Held articles that are asked for again for what they lack, a few times, always longer after the last: what the lists of such have in common."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, and_, delete, func, or_, select, update

from buratha.archive.frontier import insert
from buratha.archive.scope import Scope, within
from buratha.archive.tables import HELD, articles
from buratha.items import Article
from buratha.urls import ArticleAddress

FIRST_WAIT = timedelta(hours=20)
"""So long after the first time, twice as long after the second, …. Below a day, as daily runs do not begin at the same minute."""
_CHUNK = 500


@dataclass(frozen=True, slots=True)
class AskedAgain:
    """One such list: its ``table``, how many times each article is asked for, and how many are in a run, ``most``."""

    table: Table
    tries: int
    most: int

    def note(self, connection: Connection, read: Iterable[Article], lacking: Sequence[Article]) -> None:
        """Note which of some articles lack what it is about; the others do not any more."""
        whole = sorted({article.id for article in read} - {article.id for article in lacking})
        for start in range(0, len(whole), _CHUNK):
            connection.execute(delete(self.table).where(self.table.c.article_id.in_(whole[start : start + _CHUNK])))
        if lacking:
            statement: Any = insert(connection.dialect.name, self.table)
            connection.execute(
                statement.on_conflict_do_nothing(), [{"article_id": article.id, "due": article.last_seen or ""} for article in lacking]
            )

    def is_due(self, run: int, scope: Scope, started: str) -> ColumnElement[bool]:
        """Whether an article's time has come, and a run that began then (ISO 8601) neither has read nor tried it."""
        own = self.table.c
        due = and_(own.tries < self.tries, own.due <= started, articles.c.state == HELD, articles.c.last_seen <= started)
        return and_(due, or_(articles.c.tried_run.is_(None), articles.c.tried_run != run), within(scope, run))

    def left(self, connection: Connection, run: int, most: int) -> int:
        """How many more of them a run may ask for, of ``most`` that it may ask for at all."""
        asked = connection.scalar(select(func.count()).where(self.table.c.asked_run == run)) or 0
        return max(0, min(most, self.most - asked))

    def handed_out(self, connection: Connection, run: int, started: str, rows: Sequence[Any]) -> list[ArticleAddress]:
        """The addresses of articles that a run asks for now: rows with ``id``, ``slug`` and ``tries``."""
        for row in rows:
            wait = datetime.fromisoformat(started) + FIRST_WAIT * 2**row.tries
            again = {"tries": row.tries + 1, "due": wait.isoformat(timespec="seconds"), "asked_run": run}
            connection.execute(update(self.table).where(self.table.c.article_id == row.id).values(again))
            connection.execute(update(articles).where(articles.c.id == row.id).values(tried_run=run))
        return [ArticleAddress(row.id, row.slug) for row in rows]

    def count_waiting(self, connection: Connection) -> int:
        """How many are still to be asked for."""
        return connection.scalar(select(func.count()).where(self.table.c.tries < self.tries)) or 0
