"""What a run asked for in vain, and taking it back where the run is not to be believed: then it uses up no article's tries.

What is taken back leaves an article with a try to its credit. So a site that is not well for weeks loses nothing, and an article whose page
really has no story comes to rest all the same, only later.
"""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, and_, case, func, not_, select, update

from buratha.archive.frontier import is_nobodys
from buratha.archive.tables import HELD, MET, articles

PATIENCE = 30
"""After so many runs that were not believed, an article's page is no news any more and says nothing of the site."""
_CHUNK = 500


@dataclass(frozen=True, slots=True)
class InVain:
    """So many articles that a run asked for in vain, for one reason. ``is_fresh``: no run that was believed has done so before."""

    reason: str
    is_held: bool
    is_fresh: bool
    count: int


def in_vain(connection: Connection, run: int) -> list[InVain]:
    """What the run has asked for in vain so far; its own try is counted already."""
    is_held, is_fresh = case((articles.c.state == HELD, 1), else_=0), case((_fresh(), 1), else_=0)
    columns = articles.c.reason, is_held.label("is_held"), is_fresh.label("is_fresh")
    rows = connection.execute(select(*columns, func.count().label("number")).where(_of(run)).group_by(*columns))
    return [InVain(row.reason, bool(row.is_held), bool(row.is_fresh), row.number) for row in rows]


def any_fresh(connection: Connection, run: int, ids: Iterable[int]) -> bool:
    """Whether for one of these articles it is news that its page is none."""
    return any(connection.scalar(select(func.count()).where(_of(run), _fresh(), articles.c.state != HELD, part)) for part in _parts(ids))


def disbelieve(connection: Connection, run: int, reasons: Collection[str]) -> Counter[str]:
    """Take back what the run has asked for in vain for some reasons; gives how many articles each has."""
    return _take_back(connection, and_(_of(run), articles.c.reason.in_(list(reasons))))


def disbelieve_ids(connection: Connection, run: int, ids: Iterable[int]) -> Counter[str]:
    """Take back what the run has asked for in vain of these articles; gives how many each reason has."""
    found: Counter[str] = Counter()
    for part in _parts(ids):
        found += _take_back(connection, and_(_of(run), part))
    return found


def _take_back(connection: Connection, condition: ColumnElement[bool]) -> Counter[str]:
    rows = connection.execute(select(articles.c.reason, func.count()).where(condition).group_by(articles.c.reason))
    found = Counter({row[0]: row[1] for row in rows})
    credit = case((articles.c.tries - 2 < -PATIENCE, -PATIENCE), else_=articles.c.tries - 2)  # one for the try itself
    state = case((articles.c.state == HELD, HELD), else_=MET)
    connection.execute(update(articles).where(condition).values(state=state, tries=credit))
    return found


def _of(run: int) -> ColumnElement[bool]:
    """What a run asked for in vain. That there is no article of a number which nothing has named says nothing of the site."""
    return and_(articles.c.tried_run == run, articles.c.reason.is_not(None), not_(is_nobodys()))


def _fresh() -> ColumnElement[bool]:
    return articles.c.tries.between(-PATIENCE + 2, 1)


def _parts(ids: Iterable[int]) -> Iterable[ColumnElement[bool]]:
    wanted = list(ids)
    return [articles.c.id.in_(wanted[start : start + _CHUNK]) for start in range(0, len(wanted), _CHUNK)]
