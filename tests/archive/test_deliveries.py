"""What was delivered, and what waits for it."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection

from buratha.archive import deliveries
from buratha.archive.database import open_archive
from buratha.archive.scope import Scope
from buratha.archive.waiting import of_plan
from buratha.arguments import Arguments
from tests.archive.opening import KINDS, address_of, begin_run, keep, rows, story

MANIFEST = {"files": [{"name": "articles-20261122T184500Z.jsonl", "rows": 2}], "note": "دفعة"}


@pytest.fixture(params=KINDS)
def connection(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Connection]:
    with open_archive(address_of(request, tmp_path)) as opened, opened.begin():
        yield opened


def test_what_a_run_keeps_is_delivered_when_its_feeds_are_prepared(connection: Connection) -> None:
    _, delivery = begin_run(connection, Path("/data/feeds"))
    keep(connection, [story(8), story(7)], delivery=delivery)
    assert deliveries.count(connection, delivery) == deliveries.count_waiting(connection) == 2
    deliveries.prepare(connection, delivery, MANIFEST)
    assert deliveries.count_waiting(connection) == 0
    assert [record["id"] for record in deliveries.records_of(connection, delivery)] == [7, 8]
    (unfinished,) = deliveries.unfinished(connection)
    assert (unfinished.id, unfinished.folder, unfinished.manifest) == (delivery, Path("/data/feeds"), MANIFEST)
    deliveries.finish(connection, delivery, MANIFEST | {"note": "أخرى"})
    assert deliveries.unfinished(connection) == []
    assert rows(connection, "SELECT state FROM deliveries") == [("done",)]
    assert "أخرى" in rows(connection, "SELECT manifest FROM deliveries")[0][0]


def test_what_a_run_did_not_deliver_waits_for_the_next(connection: Connection) -> None:
    _, first = begin_run(connection)
    keep(connection, [story(number) for number in range(1, 451)], delivery=first)
    _, second = begin_run(connection)
    keep(connection, [story(451)], run=2, delivery=second)
    taken: list[dict[str, Any]] = []
    while some := deliveries.waiting(connection, second):
        assert len(some) < 450
        taken += some
    assert [record["id"] for record in taken] == list(range(1, 451))
    assert deliveries.count(connection, first) == 0
    assert deliveries.count(connection, second) == 451
    deliveries.prepare(connection, second, MANIFEST)
    assert [record["id"] for record in deliveries.records_of(connection, second)] == list(range(1, 452))


@pytest.mark.parametrize(
    ("plan", "found"),
    [
        (Arguments(), [1, 2, 3, 4, 5]),
        (Arguments(pages=1), [1, 2, 3, 4, 5]),
        (Arguments(sections=("poetry",)), [2, 3, 4]),  # by its record, by its address, and one that no section claims
        (Arguments(ids=range(2, 4)), [2, 3]),
        (Arguments(since=date(2015, 10, 15), until=date(2015, 10, 15)), [1, 5]),  # one without a date is of the days of its number
        (Arguments(sections=("news",), until=date(2015, 10, 14)), [4]),
    ],
)
def test_a_run_delivers_of_what_waits_what_it_is_asked_for(connection: Connection, plan: Arguments, found: list[int]) -> None:
    _, first = begin_run(connection)
    told, other = {"published": "2015-10-15T00:05:00+03:00"}, {"published": "2015-10-16T00:05:00+03:00"}
    keep(
        connection,
        [
            story(1, section="news", section_in_address="news", **told),
            story(2, section="poetry", section_in_address="news", **other),
            story(3, section="news", section_in_address="poetry", **other),
            story(4, section="unheard", section_in_address="unheard", published="2015-10-14T23:55:00+03:00"),
            story(5, section="sport", section_in_address="sport", published=None),
        ],
        delivery=first,
    )
    _, second = begin_run(connection)
    wanted = of_plan(plan, Scope(least=4, greatest=6))
    assert deliveries.count_waiting(connection, wanted) == len(found)
    assert [record["id"] for record in deliveries.waiting(connection, second, wanted)] == found
    assert deliveries.waiting_of(connection, second, [1, 2, 3, 4, 5], wanted) == []
    assert deliveries.count_waiting(connection) == 5


def test_each_revision_is_delivered_once(connection: Connection) -> None:
    _, first = begin_run(connection)
    keep(connection, [story(7)], delivery=first)
    deliveries.prepare(connection, first, MANIFEST)
    deliveries.finish(connection, first, MANIFEST)
    _, second = begin_run(connection)
    keep(connection, [story(7, "نص جديد مكان القديم في الخبر نفسه")], run=2, delivery=second)
    assert deliveries.waiting(connection, second) == []
    deliveries.prepare(connection, second, MANIFEST)
    assert [record["revision"] for record in deliveries.records_of(connection, first)] == [1]
    assert [record["revision"] for record in deliveries.records_of(connection, second)] == [2]


def test_copies_are_in_no_delivery(connection: Connection) -> None:
    _, delivery = begin_run(connection)
    text = "نص واحد في خبرين برقمين مختلفين لا فرق بينهما"
    keep(connection, [story(7, text, title="عنوان"), story(8, text, title="عنوان")], delivery=delivery)
    assert deliveries.count(connection, delivery) == 1
    deliveries.prepare(connection, delivery, MANIFEST)
    assert [record["id"] for record in deliveries.records_of(connection, delivery)] == [7]


def test_a_delivery_that_nothing_came_of_is_not_unfinished(connection: Connection) -> None:
    begin_run(connection)
    assert deliveries.unfinished(connection) == []
