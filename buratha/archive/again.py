"""Held articles that are read again, because the extractor reads better now: which they are, and in what their records differ.

Those that repeat another article come last: by then its text is the one that the same extractor has read, so that they go on
pointing to it.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from datetime import time as clock

from sqlalchemy import ColumnElement, Connection, and_, or_, select

from buratha.arabic.dates import BAGHDAD
from buratha.archive.scope import Scope
from buratha.archive.tables import HELD, articles
from buratha.arguments import Arguments
from buratha.items import Article
from buratha.urls import ArticleAddress

_NOT_READ = frozenset({"id", "revision", "duplicate_of", "near_duplicate_of", "first_seen", "last_seen", "section_in_address", "schema_version"})
"""Fields that the page does not tell."""
_OF_THE_READING = frozenset({"layout", "encoding", "witnesses", "doubts"})
"""How a page was read: what was learnt meanwhile changes it, and it is no news to whoever has the values."""


def slice_of(plan: Arguments, scope: Scope) -> ColumnElement[bool]:
    """The held articles of a plan. One without a date belongs to the days that its number is told to be of."""
    conditions: list[ColumnElement[bool]] = [articles.c.state == HELD]
    if plan.sections is not None:
        conditions.append(articles.c.section.in_(plan.sections))
    return and_(*conditions, *of_ids_and_days(plan, scope))


def of_ids_and_days(plan: Arguments, scope: Scope) -> list[ColumnElement[bool]]:
    """The conditions that a plan's numbers and days are for held articles."""
    conditions: list[ColumnElement[bool]] = []
    if plan.ids is not None:
        conditions.append(articles.c.id.between(plan.ids.start, plan.ids.stop - 1))
    if plan.since is not None:
        begins = int(datetime.combine(plan.since, clock(), BAGHDAD).timestamp())
        conditions.append(or_(articles.c.published_at >= begins, and_(articles.c.published_at.is_(None), articles.c.id >= (scope.least or 0))))
    if plan.until is not None:
        ends = int(datetime.combine(plan.until + timedelta(days=1), clock(), BAGHDAD).timestamp())
        undated: ColumnElement[bool] = articles.c.published_at.is_(None)
        undated = undated if scope.greatest is None else and_(undated, articles.c.id <= scope.greatest)
        conditions.append(or_(articles.c.published_at < ends, undated))
    return conditions


def repeats(connection: Connection, part: ColumnElement[bool]) -> list[int]:
    """Those of a slice that repeat another article, or nearly, greatest id first."""
    flagged = or_(articles.c.duplicate_of.is_not(None), articles.c.near_duplicate_of.is_not(None))
    return list(connection.scalars(select(articles.c.id).where(part, flagged).order_by(articles.c.id.desc())))


def below(connection: Connection, part: ColumnElement[bool], number: int | None, most: int) -> list[ArticleAddress]:
    """The next articles of a slice below a number, greatest id first."""
    rows = select(articles.c.id, articles.c.slug).where(part).order_by(articles.c.id.desc()).limit(most)
    return [ArticleAddress(row.id, row.slug) for row in connection.execute(rows if number is None else rows.where(articles.c.id < number))]


def addresses(connection: Connection, numbers: Sequence[int]) -> list[ArticleAddress]:
    """The addresses of some articles, greatest id first."""
    rows = connection.execute(select(articles.c.id, articles.c.slug).where(articles.c.id.in_(numbers)).order_by(articles.c.id.desc()))
    return [ArticleAddress(row.id, row.slug) for row in rows]


def differing(before: Article, now: Article) -> tuple[str, ...]:
    """The fields in which two readings of an article differ, in their order.

    Of two visits, views and comments are what they were at the time: then only whether views are counted at all is compared.
    """
    same_visit = before.last_seen == now.last_seen
    names = [name for name in vars(now) if name not in _NOT_READ | _OF_THE_READING]
    return tuple(name for name in names if _differs(name, getattr(before, name), getattr(now, name), same_visit=same_visit))


def _differs(name: str, before: object, now: object, *, same_visit: bool) -> bool:
    if same_visit or name not in {"views", "comments"}:
        return before != now
    return name == "views" and (before is None) != (now is None)
