"""What is held, asked of the archive: totals, one article, a list of articles, holes. Nothing here changes it."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, case, func, not_, select

from buratha.archive.frontier import is_nobodys
from buratha.archive.tables import (
    BARRED,
    GIVEN_UP,
    GONE,
    HELD,
    MET,
    OPEN,
    REFUSED,
    articles,
    barred,
    deliveries,
    holes,
    revisions,
    runs,
    walks,
)

FAILING = "failing"
"""Met, and asked for in vain so far."""
KINDS = (HELD, MET, FAILING, GIVEN_UP, GONE, REFUSED, BARRED)
"""The states of an article, told apart a little further, in the order in which they are shown."""

kind = case((and_(articles.c.state == MET, articles.c.tries != 0), FAILING), else_=articles.c.state)
"""SQL for the kind of an article."""

Facts = dict[str, Any]


def kinds_shown(counts: Counter[str]) -> tuple[str, ...]:
    """The kinds that a table has columns for; that of the barred only where there are some, since few archives ever have any."""
    return tuple(name for name in KINDS if name != BARRED or counts[BARRED])


def chosen(*, section: str | None = None, month: str | None = None) -> list[ColumnElement[bool]]:
    """Conditions on articles: of a section, published in a month (YYYY-MM)."""
    found: list[ColumnElement[bool]] = []
    if section is not None:
        found += [articles.c.section == section, not_(is_nobodys())]
    if month is not None:
        found.append(articles.c.month == month)
    return found


def count_by_section(connection: Connection, *conditions: ColumnElement[bool]) -> dict[str, Counter[str]]:
    """How many articles there are, by section and kind; without numbers that nothing has named and the server does not have."""
    named = and_(not_(is_nobodys()), *conditions)
    rows = connection.execute(select(articles.c.section, kind, func.count()).where(named).group_by(articles.c.section, kind))
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for section, name, number in rows:
        counts[section][name] += number
    return dict(sorted(counts.items()))


def count_nobodys(connection: Connection) -> int:
    """How many numbers somebody has asked for that nothing has named and the server does not have."""
    return connection.scalar(select(func.count()).where(is_nobodys())) or 0


def count_reasons(connection: Connection, *conditions: ColumnElement[bool]) -> dict[str, int]:
    """Why articles are not held, most frequent first."""
    number = func.count()
    rows = connection.execute(
        select(articles.c.reason, number)
        .where(articles.c.state != HELD, articles.c.reason.is_not(None), not_(is_nobodys()), *conditions)
        .group_by(articles.c.reason)
        .order_by(number.desc(), articles.c.reason)
    )
    return {reason: count for reason, count in rows}  # noqa: C416 - mypy does not know rows as pairs


def count_revisions(connection: Connection, *conditions: ColumnElement[bool]) -> Counter[str]:
    """How many revisions wait for a feed, are delivered, are left out."""
    statement = select(revisions.c.state, func.count()).group_by(revisions.c.state)
    if conditions:
        statement = statement.join_from(revisions, articles, articles.c.id == revisions.c.article_id).where(*conditions)
    return Counter({state: number for state, number in connection.execute(statement)})  # noqa: C416 - mypy does not know rows as pairs


def known_sections(connection: Connection) -> list[str]:
    """All sections that the archive knows, of articles, walks and holes. Numbers that nothing has named are of none."""
    named = select(articles.c.section).where(not_(is_nobodys())).union(select(walks.c.section), select(holes.c.section))
    return sorted(connection.scalars(named))


def walked(connection: Connection, section: str | None = None) -> list[Facts]:
    """How far sections were walked, and how many holes are open there."""
    gaps = select(func.count()).where(holes.c.section == walks.c.section, holes.c.state == OPEN).scalar_subquery()
    statement = select(walks, gaps.label("open_holes")).order_by(walks.c.section)
    return _rows(connection, statement if section is None else statement.where(walks.c.section == section))


def holes_of(connection: Connection, section: str | None = None) -> list[Facts]:
    """The holes of the walks, newest first."""
    newest_first = select(holes).order_by(holes.c.section, holes.c.above.is_(None).desc(), holes.c.above.desc(), holes.c.id)
    return _rows(connection, newest_first if section is None else newest_first.where(holes.c.section == section))


def list_of_barred(connection: Connection) -> list[Facts]:
    """The numbers that are never fetched nor delivered, with date and reason, the last ones first."""
    return _rows(connection, select(barred).order_by(barred.c.since.desc(), barred.c.article_id))


def last_run(connection: Connection) -> Facts | None:
    """The newest run, without its report."""
    rows = _rows(connection, select(runs.c.id, runs.c.started, runs.c.ended, runs.c.outcome).order_by(runs.c.id.desc()).limit(1))
    return rows[0] if rows else None


def listed(connection: Connection, most: int, *conditions: ColumnElement[bool]) -> list[Facts]:
    """Articles, greatest id first."""
    columns = (articles.c.id, articles.c.section, kind.label("kind"), articles.c.month, articles.c.revision, articles.c.reason, articles.c.title)
    return _rows(connection, select(*columns).where(*conditions).order_by(articles.c.id.desc()).limit(most))


def article(connection: Connection, number: int) -> Facts | None:
    """All that is known of one article; None when its address was never met."""
    found = _rows(connection, select(articles, kind.label("kind"), is_nobodys().label("is_nobodys")).where(articles.c.id == number))
    if not found:
        return None
    facts = found[0]
    facts["barred"] = next(iter(_rows(connection, select(barred.c.since, barred.c.reason).where(barred.c.article_id == number))), None)
    facts["revisions"] = list(_revisions_of(connection, number))
    facts["duplicates"] = list(connection.scalars(select(articles.c.id).where(articles.c.duplicate_of == number).order_by(articles.c.id)))
    facts["walk"] = next(iter(walked(connection, facts["section"])), None)
    return facts


def _revisions_of(connection: Connection, number: int) -> Iterator[Facts]:
    carried_by = revisions.outerjoin(deliveries, deliveries.c.id == revisions.c.delivery_id)
    columns = [revisions.c[name] for name in ("revision", "seen_at", "run_id", "text_hash", "state", "delivery_id", "record")]
    statement = select(*columns, deliveries.c.folder, deliveries.c.state.label("delivery_state")).select_from(carried_by)
    for row in _rows(connection, statement.where(revisions.c.article_id == number).order_by(revisions.c.revision)):
        record = json.loads(row.pop("record"))
        yield {**row, "published": record.get("published"), "url": record.get("url"), "section_in_address": record.get("section_in_address")}


def _rows(connection: Connection, statement: Any) -> list[Facts]:
    return [dict(row) for row in connection.execute(statement).mappings()]
