"""Forgetting on request: what was held is met again, so that the next run fetches and delivers it.

All that stays of its revisions is the number of the last one that a feed carried: they are counted on from it, so that whoever loads feeds
takes what comes next for the newer state.

The address of a forgotten article is kept, so that it is asked for even where no listing names it any more. Articles that repeat a
forgotten one go on pointing to it: its text is in a feed already, and it is coming back. Only where no feed carried the text yet, one
of them takes its place, so that the text is delivered whatever becomes of the forgotten one.

Of numbers that nothing has named and the server does not have there is nothing to fetch: their rows go.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, case, delete, func, not_, or_, select, update

from buratha.archive.frontier import is_nobodys
from buratha.archive.mentions import forget_mentions
from buratha.archive.recording import begin_recording
from buratha.archive.tables import (
    BARRED,
    DELIVERED,
    GIVEN_UP,
    HELD,
    LEFT_OUT,
    MET,
    OPEN,
    PREPARED,
    REFUSED,
    WAITING,
    articles,
    bands,
    deliveries,
    holes,
    refused_days,
    revisions,
    signatures,
    textless,
    walks,
)  # fmt: skip
from buratha.similarity import NearIndex

_CHUNK = 500
_FEW = 5_000
"""So many texts are looked up by their bands; for more, the table of bands is gone through once."""


class ForgettingError(ValueError):
    """It cannot be forgotten now; the message says why. Nothing was changed."""


@dataclass(frozen=True, slots=True)
class Forgotten:
    """How many rows were, or would be, forgotten."""

    articles: int = 0
    """Articles whose state is met again."""
    held: int = 0
    """Of these, articles whose record was here."""
    revisions: int = 0
    """Records that are gone."""
    walks: int = 0
    holes: int = 0
    duplicates: int = 0
    """Articles that repeat a forgotten one and stay."""
    heirs: int = 0
    """Of these, articles that take the place of the forgotten one."""
    nobodys: int = 0
    """Numbers that were asked for, which nothing has named and the server does not have."""


def by_ids(ranges: Iterable[range]) -> ColumnElement[bool]:
    """The articles with these numbers."""
    return or_(*(articles.c.id.between(ids.start, ids.stop - 1) for ids in ranges))


def count(connection: Connection, condition: ColumnElement[bool], *, section: str | None = None, walks_too: bool = False) -> Forgotten:
    """What :func:`forget` would touch."""
    nobodys = _count(connection, select(func.count()).select_from(articles).where(condition, is_nobodys()))
    condition &= _is_an_articles()
    ids = select(articles.c.id).where(condition)
    other = articles.alias("other")
    repeats = select(func.count()).select_from(other).where(other.c.duplicate_of.in_(ids), other.c.id.not_in(ids))
    number, held = connection.execute(select(func.count(), func.count(case((articles.c.state == HELD, 1)))).where(condition)).one()
    undelivered = select(other.c.duplicate_of).where(other.c.duplicate_of.in_(_undelivered(condition)), other.c.id.not_in(ids)).distinct()
    return Forgotten(
        articles=number,
        held=held,
        revisions=_count(connection, select(func.count()).where(revisions.c.article_id.in_(ids))),
        walks=_count(connection, select(func.count()).select_from(walks).where(*_of(walks, section))) if walks_too else 0,
        holes=_count(connection, select(func.count()).select_from(holes).where(*_of(holes, section))) if walks_too else 0,
        duplicates=_count(connection, repeats),
        heirs=_count(connection, select(func.count()).select_from(undelivered.subquery())),
        nobodys=nobodys,
    )


def forget(connection: Connection, condition: ColumnElement[bool], *, section: str | None = None, walks_too: bool = False) -> Forgotten:
    """Forget articles; with ``walks_too`` also how far a section, or every section, was walked. Runs in the caller's transaction.

    What is barred stays barred.

    Raises:
        ForgettingError: a run died while it delivered some of them.

    """
    counted = count(connection, condition, section=section, walks_too=walks_too)
    nobodys = and_(condition, is_nobodys())
    condition &= _is_an_articles()
    ids = select(articles.c.id).where(condition)
    _check_deliveries(connection, ids)
    connection.execute(delete(articles).where(nobodys))
    _appoint_heirs(connection, condition)
    _remember_numbers(connection, condition)
    # What the condition asks of must not change before the last statement: a section is given back last.
    _forget_texts(connection, ids)
    forget_mentions(connection, ids)
    connection.execute(delete(textless).where(textless.c.article_id.in_(ids)))
    connection.execute(delete(refused_days).where(refused_days.c.article_id.in_(ids)))
    fresh: dict[str, Any] = dict.fromkeys(
        ("tried_run", "reason", "revision", "text_hash", "title", "published_at", "month", "first_seen", "last_seen",
         "duplicate_of", "near_duplicate_of", "similarity")
    )  # fmt: skip
    connection.execute(update(articles).where(condition).values(section=articles.c.slug, state=MET, tries=0, **fresh))
    orphans = select(articles.c.id).where(articles.c.revision.is_(None))
    connection.execute(delete(revisions).where(revisions.c.article_id.in_(orphans)))
    if walks_too:
        connection.execute(delete(walks).where(*_of(walks, section)))
        connection.execute(delete(holes).where(*_of(holes, section)))
    return counted


def _is_an_articles() -> ColumnElement[bool]:
    """Whether a number is that of an article that may come again: it is not barred, and not only somebody's question."""
    return and_(articles.c.state != BARRED, not_(is_nobodys()))


def _remember_numbers(connection: Connection, condition: ColumnElement[bool]) -> None:
    """Keep which revision of each article was delivered last."""
    carried = select(func.max(revisions.c.revision)).where(revisions.c.article_id == articles.c.id, revisions.c.state == DELIVERED)
    last = func.coalesce(carried.scalar_subquery(), articles.c.forgotten_revision)
    connection.execute(update(articles).where(condition).values(forgotten_revision=last))


def retry_given_up(connection: Connection, section: str | None = None) -> tuple[int, int]:
    """Let later runs go for articles and holes that were given up, and for refused articles; gives how many articles and holes there are."""
    again = update(articles).where(articles.c.state.in_((GIVEN_UP, REFUSED)), *_of(articles, section))
    tried = connection.execute(again.values(state=MET, tries=0, tried_run=None)).rowcount
    opened = connection.execute(update(holes).where(holes.c.state == GIVEN_UP, *_of(holes, section)).values(state=OPEN, tries=0)).rowcount
    return tried, opened


def _forget_texts(connection: Connection, ids: Any) -> None:
    """Have the articles not be found as near-duplicates any more: a few by their own bands, many by going through all bands once."""
    few = list(connection.scalars(select(signatures.c.article_id).where(signatures.c.article_id.in_(ids)).limit(_FEW + 1)))
    if len(few) <= _FEW:
        NearIndex().remove(connection, few)
        return
    connection.execute(delete(bands).where(bands.c.article_id.in_(ids)))
    connection.execute(delete(signatures).where(signatures.c.article_id.in_(ids)))


def _of(table: Any, section: str | None) -> list[ColumnElement[bool]]:
    return [] if section is None else [table.c.section == section]


def _count(connection: Connection, statement: Any) -> int:
    return connection.scalar(statement) or 0


def _check_deliveries(connection: Connection, ids: Any) -> None:
    """A run that comes after a crash finishes what was prepared, and may have to read its records again."""
    prepared = select(deliveries.c.id).where(deliveries.c.state == PREPARED)
    if connection.scalar(select(func.count()).where(revisions.c.delivery_id.in_(prepared), revisions.c.article_id.in_(ids))):
        raise ForgettingError(
            "a run ended while it delivered some of these articles: crawl once more (scrapy crawl buratha), which finishes its feeds"
        )


def _undelivered(condition: ColumnElement[bool]) -> Any:
    """Of these articles, those whose text no feed has carried."""
    carried = select(revisions.c.article_id).where(
        revisions.c.article_id == articles.c.id, revisions.c.text_hash == articles.c.text_hash, revisions.c.state == DELIVERED
    )
    return select(articles.c.id).where(condition, articles.c.state == HELD, ~carried.exists())


def _appoint_heirs(connection: Connection, condition: ColumnElement[bool]) -> None:
    """Where no feed carried a forgotten text, the earliest article that repeats it is delivered; the others point to that one."""
    recording = None
    while pairs := _heirs_and_others(connection, condition):
        recording = begin_recording(connection) if recording is None else recording
        for _, group in groupby(pairs, key=lambda pair: pair[0]):
            heir, *others = [number for _, number in group]
            _repoint(connection, [heir], None)
            _repoint(connection, others, heir)
            newest = select(articles.c.revision).where(articles.c.id == heir).scalar_subquery()
            waiting = update(revisions).where(revisions.c.article_id == heir, revisions.c.revision == newest, revisions.c.state == LEFT_OUT)
            connection.execute(waiting.values(state=WAITING, delivery_id=None, recording=recording))


def _heirs_and_others(connection: Connection, condition: ColumnElement[bool]) -> list[tuple[int, int]]:
    """Some forgotten articles, each with all that repeat it and stay."""
    other = articles.alias("other")
    stays = other.c.id.not_in(select(articles.c.id).where(condition))
    some = select(other.c.duplicate_of).where(other.c.duplicate_of.in_(_undelivered(condition)), stays).distinct().limit(_CHUNK)
    originals = list(connection.scalars(some))
    rows = connection.execute(
        select(other.c.duplicate_of, other.c.id).where(other.c.duplicate_of.in_(originals), stays).order_by(other.c.duplicate_of, other.c.id)
    )
    return [(row[0], row[1]) for row in rows]


def _repoint(connection: Connection, numbers: list[int], original: int | None) -> None:
    """Write into articles, and into their newest records, which article they repeat."""
    for some in _chunks(numbers):
        connection.execute(update(articles).where(articles.c.id.in_(some)).values(duplicate_of=original))
        newest = articles.join(revisions, (revisions.c.article_id == articles.c.id) & (revisions.c.revision == articles.c.revision))
        key = (revisions.c.article_id, revisions.c.revision)
        for row in connection.execute(select(*key, revisions.c.record).select_from(newest).where(articles.c.id.in_(some))).all():
            record = json.dumps(json.loads(row.record) | {"duplicate_of": original}, ensure_ascii=False)
            one = update(revisions).where(key[0] == row.article_id, key[1] == row.revision)
            connection.execute(one.values(record=record))


def _chunks(numbers: list[int]) -> Iterator[list[int]]:
    for start in range(0, len(numbers), _CHUNK):
        yield numbers[start : start + _CHUNK]
