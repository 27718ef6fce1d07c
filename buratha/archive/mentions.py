"""Where the archive names articles beside their records: in the reports of runs, by address and headline, and in what listings called them."""

import json
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, delete, select, update

from buratha.archive.tables import articles, listed_titles, runs

_CHUNK = 500


def forget_mentions(connection: Connection, ids: Any) -> None:
    """Take articles, which a query gives by their numbers, out of the reports and of the headlines of listings."""
    connection.execute(delete(listed_titles).where(listed_titles.c.article_id.in_(ids)))
    for run in connection.scalars(select(runs.c.id).where(runs.c.report.is_not(None), runs.c.report != "")).all():
        report = _read(connection.scalar(select(runs.c.report).where(runs.c.id == run)))
        lists = [found for found in _lists(report) if isinstance(found, list)]
        forgotten = _among(connection, ids, {number for found in lists for each in found if (number := _number(each)) is not None})
        if forgotten:
            for found in lists:
                found[:] = [each for each in found if _number(each) not in forgotten]
            connection.execute(update(runs).where(runs.c.id == run).values(report=json.dumps(report, ensure_ascii=False)))


def _read(text: str | None) -> dict[str, Any]:
    """A report; one that somebody has spoilt names nobody that could be found."""
    try:
        report = json.loads(text or "null")
    except (ValueError, RecursionError):
        return {}
    return report if isinstance(report, dict) else {}


def _lists(report: dict[str, Any]) -> Iterator[Any]:
    """What should be the lists of a report that name articles."""
    yield report.get("doubtful")
    layouts = report.get("layouts")
    for layout in layouts.values() if isinstance(layouts, dict) else ():
        yield layout.get("examples") if isinstance(layout, dict) else None


def _number(named: Any) -> int | None:
    number = named.get("id") if isinstance(named, dict) else None
    return number if isinstance(number, int) else None


def _among(connection: Connection, ids: Any, named: set[int]) -> set[int]:
    numbers = sorted(named)
    return {
        number
        for start in range(0, len(numbers), _CHUNK)
        for number in connection.scalars(select(articles.c.id).where(articles.c.id.in_(numbers[start : start + _CHUNK]), articles.c.id.in_(ids)))
    }
