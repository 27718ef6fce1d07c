"""How far each section was walked, and the holes that were left."""

import json
from collections.abc import Collection
from typing import Any

from sqlalchemy import ColumnElement, Connection, delete, func, select, update

from buratha.arabic.dates import utc_now
from buratha.archive.frontier import insert
from buratha.archive.server_facts import recall, remember
from buratha.archive.tables import GIVEN_UP, HELD, OPEN, articles, holes, walks
from buratha.walks.first_pages import FirstPages
from buratha.walks.holes import LIMIT, UNDER_WAY, UNSURE, Hole
from buratha.walks.leg import Leg

_INTERRUPTED = "interrupted"
_PLACES = "places of lists"


def walked_to(connection: Connection, section: str) -> int | None:
    """Whatever the section lists up to this id has been met, but for the holes; None for a section that was never walked."""
    return connection.scalar(select(walks.c.top).where(walks.c.section == section))


def put_back(connection: Connection, section: str, top: int | None) -> None:
    """A section was not walked after all: take back how far, to what earlier runs have left."""
    if top is None:
        connection.execute(delete(walks).where(walks.c.section == section))
    else:
        connection.execute(update(walks).where(walks.c.section == section).values(top=top))


def has_articles(connection: Connection, section: str) -> bool:
    """Whether an article is held that has the section's own address; an old link to one proves nothing."""
    return connection.scalar(select(articles.c.id).where(articles.c.slug == section, articles.c.state == HELD).limit(1)) is not None


def older_than(connection: Connection, section: str, least: int) -> int:
    """How many articles are held that have the section's own address and a number below this one."""
    condition = (articles.c.slug == section) & (articles.c.state == HELD) & (articles.c.id < least)
    return connection.scalar(select(func.count()).where(condition)) or 0


def places_of_lists(connection: Connection) -> FirstPages:
    """What earlier runs have learnt of where sections' pages have their lists, and where boxes."""
    kept = json.loads(recall(connection, _PLACES) or "{}")
    return FirstPages(set(kept.get("boxes", ())), set(kept.get("mains", ())))


def keep_places(connection: Connection, pages: FirstPages) -> None:
    """Keep it for later runs."""
    boxes, mains = pages.learnt()
    remember(connection, _PLACES, json.dumps({"boxes": sorted(boxes), "mains": sorted(mains)}))


def disorder_of(connection: Connection, section: str) -> int:
    """How late rows come in a section's listing, as earlier runs have learnt; 0 for one that runs newest first, or was never walked."""
    return int(recall(connection, _order_of(section)) or 0)


def walked_sections(connection: Connection) -> list[str]:
    """The sections that earlier runs have walked, also those that no data names."""
    return list(connection.scalars(select(walks.c.section).order_by(walks.c.section)))


def open_holes(connection: Connection, section: str | None = None) -> list[Hole]:
    """The holes to go back for, newest first; of one section, or of all."""
    condition = holes.c.state == OPEN
    if section is not None:
        condition &= holes.c.section == section
    rows = connection.execute(select(holes).where(condition).order_by(holes.c.above.desc(), holes.c.id))
    return [Hole(row.section, row.url, row.number, row.above, row.below, row.reason, row.id, row.tries) for row in rows]


def count_open(connection: Connection, closed: Collection[str] = ()) -> dict[str, int]:
    """How many holes are open, by why; a walk that was cut short by its run's end is one, a walk that went as far as it should is none.

    Nor is an end at which a later run looks once more. Nobody goes back for those of ``closed`` sections.
    """
    return _count_open(connection, holes.c.section.not_in(closed))


def count_standing(connection: Connection, run: int, closed: Collection[str] = ()) -> dict[str, int]:
    """The same without the walks that a run has itself got on with: what a run that is ended before its end leaves as it found it, or made."""
    return _count_open(connection, holes.c.section.not_in(closed) & ((holes.c.reason != UNDER_WAY) | (holes.c.run_id != run)))


def _count_open(connection: Connection, condition: ColumnElement[bool]) -> dict[str, int]:
    is_open = (holes.c.state == OPEN) & holes.c.reason.not_in({LIMIT, UNSURE}) & condition
    rows = connection.execute(select(holes.c.reason, func.count()).where(is_open).group_by(holes.c.reason))
    return {_INTERRUPTED if row[0] == UNDER_WAY else row[0]: row[1] for row in rows}


def count_given_up(connection: Connection) -> int:
    """How many holes are not gone back for any more."""
    return connection.scalar(select(func.count()).where(holes.c.state == GIVEN_UP)) or 0


def count_articles_given_up(connection: Connection) -> int:
    """How many articles are not asked for any more."""
    return connection.scalar(select(func.count()).where(articles.c.state == GIVEN_UP)) or 0


def save(connection: Connection, run: int, leg: Leg, most_tries: int) -> None:
    """Keep where a leg stands: what it has yet to read, what it lost, and from its first page on how far the section is walked."""
    section = leg.hole.section
    if leg.is_top and leg.read and leg.walked_to is not None:
        _walk(connection, run, section, leg.walked_to)
        if leg.disorder != leg.learnt:
            remember(connection, _order_of(section), str(leg.disorder))
    _keep(connection, run, leg.hole, remains=leg.remains, most_tries=most_tries)
    for hole in leg.lost:
        _keep(connection, run, hole, remains=hole.reason != UNDER_WAY, most_tries=most_tries)


def _order_of(section: str) -> str:
    return f"order {section}"[:64]


def _walk(connection: Connection, run: int, section: str, top: int) -> None:
    """The top grows only: a first page that misses an article for once takes nothing back."""
    before = connection.execute(select(walks.c.top, walks.c.walked_run).where(walks.c.section == section)).one_or_none()
    if before is not None and before.walked_run == run and before.top >= top:
        return
    highest = top if before is None else max(top, before.top)
    row = {"section": section, "top": highest, "walked_at": utc_now().isoformat(timespec="seconds"), "walked_run": run}
    statement: Any = insert(connection.dialect.name, walks).values(row)
    connection.execute(statement.on_conflict_do_update(index_elements=[walks.c.section], set_=row))


def _keep(connection: Connection, run: int, hole: Hole, *, remains: bool, most_tries: int) -> None:
    if not remains:
        if hole.id is not None:
            connection.execute(delete(holes).where(holes.c.id == hole.id))
            hole.id = None
        return
    row = {
        "section": hole.section,
        "url": hole.url,
        "number": hole.number,
        "above": hole.above,
        "below": hole.below,
        "reason": hole.reason[:64],
        "state": GIVEN_UP if hole.tries >= most_tries else OPEN,
        "tries": hole.tries,
        "run_id": run,
    }
    if hole.id is not None:
        connection.execute(update(holes).where(holes.c.id == hole.id).values(row))
        return
    row["since"] = utc_now().isoformat(timespec="seconds")
    hole.id = int(connection.execute(holes.insert().values(row).returning(holes.c.id)).scalar_one())
