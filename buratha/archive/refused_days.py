"""Held articles whose day was refused: the page printed one that was still to come, perhaps. They are asked for again, until it has come.

How far off the day is, nobody keeps; so each is asked for a few times, always longer after the last. A day that cannot be for another reason
(an import's, a slip of the keyboard) stays refused, and is let be in the end.
"""

from collections.abc import Sequence

from sqlalchemy import Connection, select

from buratha.archive.asked_again import AskedAgain
from buratha.archive.edition import is_day_refused
from buratha.archive.scope import Scope
from buratha.archive.tables import articles, refused_days
from buratha.items import Article
from buratha.urls import ArticleAddress

TRIES = 5
"""So many times each is asked for, after it is young no more or never was: over some four weeks."""
MOST = 50
"""So many in a run: where whole layouts have days that cannot be, they are not to come."""
_LIST = AskedAgain(refused_days, TRIES, MOST)


def note(connection: Connection, read: Sequence[Article]) -> None:
    """Note of some articles whose day was refused; the others have one, or tell none."""
    _LIST.note(connection, read, [article for article in read if is_day_refused(article)])


def claim(connection: Connection, run: int, scope: Scope, started: str, most: int) -> list[ArticleAddress]:
    """Hand out those that are due, those that were asked for least often before all others, the newest first; each once in a run.

    ``started`` is when the run began (ISO 8601): what it has read itself is not read again.
    """
    statement = select(articles.c.id, articles.c.slug, refused_days.c.tries).join(refused_days, articles.c.id == refused_days.c.article_id)
    ordered = statement.where(_LIST.is_due(run, scope, started)).order_by(refused_days.c.tries, articles.c.id.desc())
    found = connection.execute(ordered.limit(_LIST.left(connection, run, most))).all()
    return _LIST.handed_out(connection, run, started, found)


def count_waiting(connection: Connection) -> int:
    """How many are still to be asked for."""
    return _LIST.count_waiting(connection)
