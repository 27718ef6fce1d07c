"""Articles that are known by address and not held yet: met, handed out to be asked for, missed."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Connection, Executable, and_, bindparam, case, func, not_, or_, select, update
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.sql.dml import Insert

from buratha.arabic.dates import BAGHDAD, utc_now
from buratha.archive.far_days import FAR
from buratha.archive.lost_texts import TEXT_LOST
from buratha.archive.named_again import move
from buratha.archive.scope import Scope, within
from buratha.archive.tables import BARRED, GIVEN_UP, GONE, HELD, MET, REFUSED, articles, walks
from buratha.urls import ArticleAddress

NO_DAYS: Mapping[int, date] = {}
ANOTHER = "another_article"
"""Why an article was asked for in vain whose address shows the page of another one (:mod:`buratha.archive.listed_titles`)."""
_CHUNK = 500
"""So many values go into one statement; SQLite allows 32,766."""
_SLICE = 10_000
"""So many numbers of a range are looked at together."""
_FAR = 100
"""So many ids are looked through for the last one that is too old to be young."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of an article's address: the run that met it first, its state, and the section under which it is asked for.

    ``is_named``: not only has somebody asked for its number.
    """

    run: int
    state: str
    slug: str = ""
    is_named: bool = True

    @property
    def is_unnamed(self) -> bool:
        """Whether nothing is known but that somebody asked for the number, whatever came of it."""
        return not self.is_named and self.state not in {HELD, BARRED}


def insert(dialect: str, table: object) -> Insert:
    """An INSERT that knows ON CONFLICT, in a dialect that is named as SQLAlchemy does."""
    make = sqlite_insert if dialect == "sqlite" else postgresql_insert
    return make(table)  # type: ignore[arg-type]  # two kinds of one thing


def meet(connection: Connection, run: int, addresses: Iterable[ArticleAddress], days: Mapping[int, date] = NO_DAYS) -> int:
    """Note articles' addresses, with the days that are printed beside them; gives how many nothing had named before.

    One that is known and not held is asked for under the section that was named last, unless a listing has named it: the first may have been a guess.
    """
    each = list(addresses)
    before = known(connection, [address.id for address in each])
    new = unnamed(each, before)
    note(connection, run, new, days)
    move(connection, [address for address in each if address.id in before and before[address.id].state == MET])
    note_days(connection, {number: days[number] for number in before if number in days})
    return len({address.id for address in new})


def unnamed(addresses: Iterable[ArticleAddress], before: Mapping[int, Known]) -> list[ArticleAddress]:
    """Those of some addresses that nothing had named; ``before`` says what was known of them."""
    return [address for address in addresses if (row := before.get(address.id)) is None or row.is_unnamed]


def note_days(connection: Connection, days: Mapping[int, date]) -> None:
    """Note the days that a listing prints beside articles which are known and not held."""
    if days:
        waiting = (articles.c.id == bindparam("b_id")) & (articles.c.state == MET)
        rows = [{"b_id": number, "b_day": day.isoformat()} for number, day in sorted(days.items())]
        connection.execute(update(articles).where(waiting).values(listed_on=bindparam("b_day")), rows)


def dated(connection: Connection, ids: Iterable[int]) -> set[int]:
    """Those of some articles beside which a listing or the feed has printed a day."""
    return set(connection.scalars(select(articles.c.id).where(articles.c.id.in_(list(ids)), articles.c.listed_on.is_not(None))))


def note(connection: Connection, run: int, addresses: Iterable[ArticleAddress], days: Mapping[int, date] = NO_DAYS) -> None:
    """Note articles' addresses; those that are known already stay as they are, but for numbers that nobody had named: these begin anew."""
    _add(connection, run, addresses, days, _note(connection.dialect.name))


def note_numbers(connection: Connection, run: int, addresses: Iterable[ArticleAddress]) -> None:
    """Note articles of which somebody has told nothing but the number; those of which anything is known stay as they are."""
    _add(connection, run, addresses, NO_DAYS, _note_unknown(connection.dialect.name), is_named=False)


def _add(
    connection: Connection, run: int, addresses: Iterable[ArticleAddress], days: Mapping[int, date], statement: Executable, *, is_named: bool = True
) -> None:
    now = utc_now().isoformat(timespec="seconds")
    rows = [
        {
            "id": address.id,
            "section": address.section[:64],
            "slug": address.section[:64],
            "state": MET,
            "met_at": now,
            "met_run": run,
            "listed_on": days[address.id].isoformat() if address.id in days else None,
            "named": is_named,
        }
        for address in sorted({address.id: address for address in addresses}.values(), key=lambda address: address.id)
    ]
    if rows:
        connection.execute(statement, rows)


@cache
def _note(dialect: str) -> Executable:
    statement: Any = insert(dialect, articles)
    changes = {name: statement.excluded[name] for name in ("section", "slug", "state", "met_at", "met_run", "listed_on", "named")}
    under_way = case((articles.c.state == MET, articles.c.tried_run))  # asked for by this run, perhaps: not a second time
    anew = {"tries": 0, "reason": None, "tried_run": under_way}
    put: Executable = statement.on_conflict_do_update(index_elements=[articles.c.id], set_=changes | anew, where=_is_unnamed())
    return put


@cache
def _note_unknown(dialect: str) -> Executable:
    return insert(dialect, articles).on_conflict_do_nothing()  # type: ignore[attr-defined,no-any-return]  # both dialects have it


def is_nobodys() -> ColumnElement[bool]:
    """Whether the server had no article when somebody asked for it by its number, and nothing has ever named it: perhaps it was not given yet."""
    return and_(articles.c.state == GONE, not_(articles.c.named))


def _is_unnamed() -> ColumnElement[bool]:
    """Whether nothing is known of an article but that somebody asked for its number, whatever came of it."""
    return and_(not_(articles.c.named), articles.c.state != HELD, articles.c.state != BARRED)


def meet_again(connection: Connection, run: int, ids: Iterable[int]) -> None:
    """Have articles that earlier runs met and did not get count as met by this one, which asks for nothing else."""
    wanted = list(ids)
    for start in range(0, len(wanted), _CHUNK):
        part = articles.c.id.in_(wanted[start : start + _CHUNK])
        connection.execute(update(articles).where(part, articles.c.state == MET).values(met_run=run))


def known(connection: Connection, ids: Iterable[int]) -> dict[int, Known]:
    """What is known of these articles; nothing of those that were never met, or asked for by number and not there."""
    wanted = list(ids)
    found: dict[int, Known] = {}
    for start in range(0, len(wanted), _CHUNK):
        rows = connection.execute(
            select(articles.c.id, articles.c.met_run, articles.c.state, articles.c.slug, articles.c.named).where(
                articles.c.id.in_(wanted[start : start + _CHUNK]), not_(is_nobodys())
            )
        )
        found |= {row.id: Known(row.met_run, row.state, row.slug, row.named) for row in rows}
    return found


def claim(connection: Connection, run: int, scope: Scope, most: int) -> list[ArticleAddress]:
    """Hand out articles that are not held, newest first, those that were never asked for before all others; each once in a run."""
    condition = and_(articles.c.state == MET, within(scope, run))
    never = _hand_out(connection, run, and_(condition, articles.c.tried_run.is_(None)), most)
    return never or _hand_out(connection, run, and_(condition, articles.c.tried_run != run), most)


def claim_young(connection: Connection, run: int, scope: Scope, since: int, started: str, most: int) -> list[ArticleAddress]:
    """Hand out held articles published after ``since`` (seconds since 1970), which may have been edited; each once in a run.

    After them come those whose text was not on their page any more, or whose page was another one's, however old they are. One without a date
    is young when its id is above all ids known to be old; so is one with a day far from its listing's, if that one is young. ``started`` is when
    the run began (ISO 8601): what it has read itself is not read again, even within that second, for it was handed out then.
    """
    old = _greatest_old_id(connection, since)
    without_sound_day = or_(articles.c.published_at.is_(None), _is_young_by_listing(since))
    young = or_(articles.c.published_at >= since, and_(articles.c.id > old, without_sound_day))
    condition = and_(articles.c.state == HELD, articles.c.last_seen <= started, _not_tried_in(run), within(scope, run))
    found = _hand_out(connection, run, and_(condition, young), most)
    return found or _hand_out(connection, run, and_(condition, articles.c.reason.in_((TEXT_LOST, ANOTHER))), most)


def _greatest_old_id(connection: Connection, since: int) -> int:
    """The greatest id whose article is too old. Ids grow with time, so it is among those just below the young ones."""
    is_old = and_(articles.c.published_at < since, not_(_is_young_by_listing(since)))
    newest = select(articles.c.id, articles.c.published_at).where(is_old)
    latest = newest.order_by(articles.c.published_at.desc()).limit(_FAR).subquery()
    return connection.scalar(select(func.max(latest.c.id))) or 0


def _is_young_by_listing(since: int) -> ColumnElement[bool]:
    """Whether the page of an article has a day that is far from young, and its listing one that is not."""
    day = datetime.fromtimestamp(since, BAGHDAD).date().isoformat()
    return and_(articles.c.published_at < since - int(FAR.total_seconds()), func.coalesce(articles.c.listed_on, "") >= day)


def _not_tried_in(run: int) -> ColumnElement[bool]:
    return or_(articles.c.tried_run.is_(None), articles.c.tried_run != run)


def _hand_out(connection: Connection, run: int, condition: ColumnElement[bool], most: int) -> list[ArticleAddress]:
    rows = connection.execute(select(articles.c.id, articles.c.slug).where(condition).order_by(articles.c.id.desc()).limit(most)).all()
    if rows:
        connection.execute(update(articles).where(articles.c.id.in_([row.id for row in rows])).values(tried_run=run))
    return [ArticleAddress(row.id, row.slug) for row in rows]


def missed(
    connection: Connection, run: int, address: ArticleAddress, reason: str, *, limits: Mapping[str, int], otherwise: int, by_number: bool = False
) -> str:
    """Note that an article could not be had; gives its state from now on.

    ``limits`` has, for reasons that are answers and not failures, after how many runs they are believed; all others are tried in
    ``otherwise`` runs. What is held stays held. ``by_number``: nothing but its number was known; that there is no such article uses up no try.
    Where nothing has ever named it, that is believed at once, whichever run asked: each asks all sections, and an earlier one may have had no answer.
    """
    _add(connection, run, [address], NO_DAYS, _note_unknown(connection.dialect.name), is_named=not by_number)
    row = connection.execute(select(articles.c.state, articles.c.tries, articles.c.named).where(articles.c.id == address.id)).one()
    was_never_there = reason == "not_found" and not row.named
    tries = row.tries + 1
    state = row.state
    if state != HELD:
        final = (GONE if reason == "not_found" else REFUSED) if reason in limits else GIVEN_UP
        state = final if was_never_there or tries >= limits.get(reason, otherwise) else MET
    if was_never_there or (by_number and reason == "not_found"):
        tries = row.tries
    connection.execute(update(articles).where(articles.c.id == address.id).values(state=state, tries=tries, tried_run=run, reason=reason[:64]))
    return str(state)


def in_slices(ids: range) -> Iterator[range]:
    """A range in parts, the greatest numbers first: somebody may well ask for all numbers that there can be."""
    for stop in range(ids.stop, ids.start, -_SLICE):
        yield range(max(ids.start, stop - _SLICE), stop)


def not_held(connection: Connection, ids: range) -> list[int]:
    """The numbers of a range whose articles are not held and may be, greatest first."""
    kept = set(connection.scalars(select(articles.c.id).where(_is_kept(ids))))
    return [number for number in reversed(ids) if number not in kept]


def sections_named(connection: Connection, ids: range) -> dict[int, str]:
    """The sections under which articles of a range that are not held have been named."""
    named = and_(articles.c.state == MET, articles.c.named, articles.c.id.between(ids.start, ids.stop - 1))
    rows = connection.execute(select(articles.c.id, articles.c.slug).where(named))
    return {row.id: row.slug for row in rows}


def sections_had(connection: Connection) -> list[str]:
    """The sections of which there has been something: those of held articles, as their addresses have them, and those whose listings were walked."""
    held = select(articles.c.slug).where(articles.c.state == HELD, articles.c.slug != "")
    return sorted(connection.scalars(held.union(select(walks.c.section))))


def count_kept(connection: Connection, ids: range) -> int:
    """How many numbers of a range are not asked for, because their articles are held or barred."""
    return connection.scalar(select(func.count()).where(_is_kept(ids))) or 0


def _is_kept(ids: range) -> ColumnElement[bool]:
    return and_(articles.c.state.in_((HELD, BARRED)), articles.c.id.between(ids.start, ids.stop - 1))


def backlog(connection: Connection) -> dict[str, int]:
    """How many articles are not held, by why: what was never asked for stands under "met"."""
    rows = connection.execute(select(articles.c.reason, func.count()).where(articles.c.state == MET).group_by(articles.c.reason))
    return {row[0] or "met": row[1] for row in rows}


def count_met(connection: Connection) -> int:
    """How many articles are known and not held."""
    return connection.scalar(select(func.count()).where(articles.c.state == MET)) or 0


def count_not_asked(connection: Connection, run: int, scope: Scope) -> int:
    """How many articles a run might have asked for and has never handed out."""
    condition = and_(articles.c.state == MET, _not_tried_in(run), within(scope, run))
    return connection.scalar(select(func.count()).where(condition)) or 0


def any_held(connection: Connection) -> bool:
    """Whether anything is held at all."""
    return connection.scalar(select(articles.c.id).where(articles.c.state == HELD).limit(1)) is not None


def middle(connection: Connection, run: int, scope: Scope, ids: range, few: int) -> list[ArticleAddress]:
    """Hand out the article amid those of a range whose day nobody has told, to learn it; nothing where they are no more than a ``few``."""
    condition = and_(_is_undated(ids), _not_tried_in(run), within(scope, run))
    count = connection.scalar(select(func.count()).where(condition)) or 0
    if count <= few:
        return []
    number = connection.scalar(select(articles.c.id).where(condition).order_by(articles.c.id).offset(count // 2).limit(1))
    return _hand_out(connection, run, articles.c.id == number, 1)


def outermost(connection: Connection, run: int, scope: Scope, ids: range, *, newest: bool) -> list[ArticleAddress]:
    """Hand out the newest, or the oldest, of those articles of a range whose day nobody has told, to learn it; nothing where there are none."""
    condition = and_(_is_undated(ids), _not_tried_in(run), within(scope, run))
    number = connection.scalar(select(func.max(articles.c.id) if newest else func.min(articles.c.id)).where(condition))
    return [] if number is None else _hand_out(connection, run, articles.c.id == number, 1)


def count_undated(connection: Connection, run: int, scope: Scope, ids: range) -> int:
    """How many articles of a range are not held whose day nobody has told."""
    return connection.scalar(select(func.count()).where(_is_undated(ids), within(scope, run))) or 0


def _is_undated(ids: range) -> ColumnElement[bool]:
    return and_(articles.c.state == MET, articles.c.listed_on.is_(None), articles.c.id.between(ids.start, ids.stop - 1))


def any_known(connection: Connection) -> ArticleAddress | None:
    """An article that the server has, as far as is known: the newest that is held, or else that was met."""
    for state in (HELD, MET):
        row = connection.execute(
            select(articles.c.id, articles.c.slug).where(articles.c.state == state).order_by(articles.c.id.desc()).limit(1)
        ).first()
        if row is not None:
            return ArticleAddress(row.id, row.slug)
    return None
