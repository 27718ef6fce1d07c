"""Records of a slice, one after the other, and what a slice leaves out."""

import json
from collections.abc import Generator
from typing import Any

from sqlalchemy import Connection, func, select

from buratha.archive.slices import Slice, is_duplicate
from buratha.archive.tables import articles, revisions

Record = dict[str, Any]
_AT_ONCE = 200
"""Rows in memory at a time."""


class ExportError(RuntimeError):
    """A record cannot be exported; the message names it."""


def records(connection: Connection, part: Slice) -> Generator[Record]:
    """The records of a slice by id and revision, read as they are asked for.

    Raises:
        ExportError: a stored record cannot be read.

    """
    statement = select(revisions.c.article_id, revisions.c.revision, revisions.c.record).where(part.rows, part.dates)
    if not part.duplicates:
        statement = statement.where(~is_duplicate())
    statement = statement.order_by(articles.c.id, revisions.c.revision)
    with connection.execution_options(stream_results=True, yield_per=_AT_ONCE).execute(statement) as rows:
        for number, revision, text in rows:
            try:
                record = json.loads(text)
            except ValueError as error:
                raise ExportError(f"article {number}, revision {revision}: its record in the archive is no JSON ({error})") from error
            yield record


def left_out(connection: Connection, part: Slice) -> dict[str, int]:
    """How many records a slice would have besides, by why it has not: duplicates, and articles without a date where dates matter."""
    number = select(func.count()).select_from(articles).join(revisions, part.rows)
    found = {}
    if not part.duplicates:
        found["duplicates"] = connection.scalar(number.where(part.dates, is_duplicate())) or 0
    if part.is_dated:
        found["without a date"] = connection.scalar(number.where(articles.c.published_at.is_(None))) or 0
    return {reason: count for reason, count in found.items() if count}
