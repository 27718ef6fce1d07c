"""Held articles whose day was refused: the page printed one that was still to come, perhaps. They are asked for again, until it has come.

How far off the day is, nobody keeps; so each is asked for a few times, always longer after the last. A day that cannot be for another reason
(an import's, a slip of the keyboard) stays refused, and is let be in the end.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, and_, delete, func, or_, select, update

from buratha.archive.edition import is_day_refused
from buratha.archive.frontier import insert
from buratha.archive.scope import Scope, within
from buratha.archive.tables import HELD, articles, refused_days
from buratha.items import Article
from buratha.urls import ArticleAddress

TRIES = 5
"""So many times each is asked for, after it is young no more or never was..."""
FIRST_WAIT = timedelta(hours=20)
"""...so long after the first of them, twice as long after the second, …: over some four weeks."""
MOST = 50
"""So many in a run: where whole layouts have days that cannot be, they are not to come."""
_CHUNK = 500


def note(connection: Connection, read: Sequence[Article]) -> None:
    """Note of some articles whose day was refused; the others have one, or tell none."""
    refused = [article for article in read if is_day_refused(article)]
    known = sorted({article.id for article in read} - {article.id for article in refused})
    for start in range(0, len(known), _CHUNK):
        connection.execute(delete(refused_days).where(refused_days.c.article_id.in_(known[start : start + _CHUNK])))
    if refused:
        statement: Any = insert(connection.dialect.name, refused_days)
        connection.execute(statement.on_conflict_do_nothing(), [{"article_id": article.id, "due": article.last_seen or ""} for article in refused])


def claim(connection: Connection, run: int, scope: Scope, started: str, most: int) -> list[ArticleAddress]:
    """Hand out those that are due, those that were asked for least often before all others, the newest first; each once in a run.

    ``started`` is when the run began (ISO 8601): what it has read itself is not read again.
    """
    asked = connection.scalar(select(func.count()).where(refused_days.c.asked_run == run)) or 0
    is_due = and_(refused_days.c.tries < TRIES, refused_days.c.due <= started, articles.c.state == HELD, articles.c.last_seen < started)
    not_tried = or_(articles.c.tried_run.is_(None), articles.c.tried_run != run)
    statement = select(articles.c.id, articles.c.slug, refused_days.c.tries).join(refused_days, articles.c.id == refused_days.c.article_id)
    ordered = statement.where(is_due, not_tried, within(scope, run)).order_by(refused_days.c.tries, articles.c.id.desc())
    found = connection.execute(ordered.limit(max(0, min(most, MOST - asked)))).all()
    for row in found:
        wait = datetime.fromisoformat(started) + FIRST_WAIT * 2**row.tries
        again = {"tries": row.tries + 1, "due": wait.isoformat(timespec="seconds"), "asked_run": run}
        connection.execute(update(refused_days).where(refused_days.c.article_id == row.id).values(again))
        connection.execute(update(articles).where(articles.c.id == row.id).values(tried_run=run))
    return [ArticleAddress(row.id, row.slug) for row in found]


def count_waiting(connection: Connection) -> int:
    """How many are still to be asked for."""
    return connection.scalar(select(func.count()).where(refused_days.c.tries < TRIES)) or 0
