"""Which articles a run may ask for, as conditions on the archive's rows: by section, by number, and by the days that listings print."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from datetime import time as clock

from sqlalchemy import ColumnElement, Connection, and_, false, func, not_, or_, select, true

from buratha.arabic.dates import BAGHDAD
from buratha.archive.tables import MET, articles


@dataclass(frozen=True, slots=True)
class Scope:
    """Which articles a run may ask for. Everything, when nothing is set."""

    sections: tuple[str, ...] | None = None
    """Only of these sections, by the address, and what their listings named in this run."""
    least: int | None = None
    """No id below this one."""
    greatest: int | None = None
    """No id above this one."""
    since: date | None = None
    """Of this day or later, by its page or a listing: then whatever the id."""
    until: date | None = None
    """The same, of this day or earlier."""
    by_day_only: bool = False
    """Nothing whose day only its id could tell."""
    met_in_this_run: bool = False
    """Only what this run has met itself."""
    without: tuple[str, ...] = ()
    """Nothing of these sections, by the address."""


def within(scope: Scope, run: int) -> ColumnElement[bool]:
    """Whether an article is of a scope, as far as is known before it is read."""
    if scope.since is None and scope.until is None:
        return and_(_whatever_the_day(scope, run), _by_number(scope))
    by_number = false() if scope.by_day_only else and_(_has_no_day(), _by_number(scope))
    return and_(_whatever_the_day(scope, run), or_(by_number, _by_day(scope)))


def _whatever_the_day(scope: Scope, run: int) -> ColumnElement[bool]:
    conditions: list[ColumnElement[bool]] = []
    if scope.sections is not None:
        conditions.append(or_(articles.c.section.in_(scope.sections), articles.c.met_run == run))
    if scope.met_in_this_run:
        conditions.append(articles.c.met_run == run)
    if scope.without:
        conditions.append(articles.c.slug.not_in(scope.without))
    return and_(true(), *conditions)


def _by_number(scope: Scope) -> ColumnElement[bool]:
    least = [] if scope.least is None else [articles.c.id >= scope.least]
    greatest = [] if scope.greatest is None else [articles.c.id <= scope.greatest]
    return and_(true(), *least, *greatest)


def _has_no_day() -> ColumnElement[bool]:
    return and_(articles.c.published_at.is_(None), articles.c.listed_on.is_(None))


def _by_day(scope: Scope) -> ColumnElement[bool]:
    """Whether its day is within the bounds: that of its page, or else the one that a listing prints. Its number does not count then."""
    begins = [] if scope.since is None else [articles.c.published_at >= _midnight(scope.since)]
    ends = [] if scope.until is None else [articles.c.published_at < _midnight(scope.until + timedelta(days=1))]
    since = [] if scope.since is None else [articles.c.listed_on >= scope.since.isoformat()]
    until = [] if scope.until is None else [articles.c.listed_on <= scope.until.isoformat()]
    return or_(and_(*begins, *ends), and_(articles.c.published_at.is_(None), *since, *until))


def _midnight(day: date) -> int:
    return int(datetime.combine(day, clock(), BAGHDAD).timestamp())


def count_left_out(connection: Connection, run: int, scope: Scope) -> int:
    """How many articles that are not held stay out of a scope by nothing but their number: no listing printed their day."""
    condition = and_(articles.c.state == MET, articles.c.listed_on.is_(None), _whatever_the_day(scope, run), not_(_by_number(scope)))
    return connection.scalar(select(func.count()).where(condition)) or 0
