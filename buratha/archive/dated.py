"""What the archive knows of numbers and days: of held articles by their pages, of others by listings."""

from collections.abc import Iterable
from datetime import date, datetime
from datetime import time as clock

from sqlalchemy import Connection, select

from buratha.arabic.dates import BAGHDAD
from buratha.archive.tables import articles

_EACH = 25
"""So many on each side of a day are enough to tell the order, and those that do not keep it."""


def dated_around(connection: Connection, days: Iterable[date]) -> list[tuple[int, date]]:
    """The articles, by number and day, that were published nearest to some days: just before each, and on it or just after."""
    found: dict[int, date] = {}
    for day in days:
        found |= _listed(connection, day) | _published(connection, day)
    return sorted(found.items())


def _published(connection: Connection, day: date) -> dict[int, date]:
    at, moment = articles.c.published_at, int(datetime.combine(day, clock(), BAGHDAD).timestamp())
    before = select(articles.c.id, at).where(at < moment).order_by(at.desc(), articles.c.id.desc())
    after = select(articles.c.id, at).where(at >= moment).order_by(at, articles.c.id)
    rows = [row for some in (before, after) for row in connection.execute(some.limit(_EACH))]
    return {row.id: datetime.fromtimestamp(row.published_at, BAGHDAD).date() for row in rows}


def _listed(connection: Connection, day: date) -> dict[int, date]:
    on, is_all = articles.c.listed_on, articles.c.published_at.is_(None)
    before = select(articles.c.id, on).where(is_all, on < day.isoformat()).order_by(on.desc(), articles.c.id.desc())
    after = select(articles.c.id, on).where(is_all, on >= day.isoformat()).order_by(on, articles.c.id)
    rows = [row for some in (before, after) for row in connection.execute(some.limit(_EACH))]
    return {row.id: date.fromisoformat(row.listed_on) for row in rows}
