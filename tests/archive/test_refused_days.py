"""Held articles whose day was refused: asked for again until it has come, a few times, always later."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Connection, text

from buratha.archive.database import open_archive
from buratha.archive.forgetting import by_ids, forget
from buratha.archive.refused_days import MOST, claim, count_waiting
from buratha.archive.scope import Scope
from buratha.items import Article
from tests.archive.opening import KINDS, address_of, keep, rows, story

BEGIN = datetime(2026, 11, 22, 6, 0, tzinfo=UTC)


@pytest.fixture(params=KINDS)
def connection(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Connection]:
    with open_archive(address_of(request, tmp_path)) as opened, opened.begin():
        yield opened


def at(hours: float) -> str:
    return (BEGIN + timedelta(hours=hours)).isoformat(timespec="seconds")


def refused(number: int, hours: float = 0) -> Article:
    none = {"published": None, "published_precision": None, "published_printed": None}
    return story(number, last_seen=at(hours), doubts=["published_refused"], **none)


def asked(connection: Connection, run: int, hours: float, most: int = 1000) -> list[int]:
    return [address.id for address in claim(connection, run, Scope(), at(hours), most)]


def test_it_is_asked_for_until_its_day_has_come_which_is_a_revision(connection: Connection) -> None:
    keep(connection, [story(1), refused(7), story(8, published=None)])
    assert asked(connection, 2, 24) == [7]
    assert keep(connection, [refused(7, 24)], run=2)[0].outcome == "unchanged"
    assert asked(connection, 2, 25) == []
    assert asked(connection, 3, 48) == [7]
    kept = keep(connection, [story(7, last_seen=at(48))], run=3)[0]
    assert (kept.outcome, kept.differing, kept.day_found) == ("revised", ("published",), True)
    assert (count_waiting(connection), asked(connection, 4, 900)) == (0, [])


def test_a_day_that_never_comes_is_let_be(connection: Connection) -> None:
    keep(connection, [refused(7)])
    seen = [day for day in range(60) if asked(connection, day + 2, 24 * day + 1)]
    assert seen == [0, 1, 3, 7, 14]
    assert count_waiting(connection) == 0


def test_so_many_are_asked_for_in_a_run_the_newest_first_and_what_is_forgotten_is_not_known_any_more(connection: Connection) -> None:
    keep(connection, [refused(number) for number in range(1, MOST + 4)])
    forget(connection, by_ids([range(3, 4)]))
    assert asked(connection, 2, 30) == list(range(MOST + 3, 3, -1))
    assert asked(connection, 2, 30) == []
    assert asked(connection, 3, 31) == [2, 1]


def test_an_older_archive_knows_afterwards_which_it_has(request: pytest.FixtureRequest, tmp_path: Path) -> None:
    for kind in KINDS:
        request.param = kind
        address = address_of(request, tmp_path)
        with open_archive(address) as opened, opened.begin():
            keep(opened, [story(1), refused(2), story(3, published=None), story(4, doubts=["published_refused"])])
            opened.execute(text("DROP TABLE refused_days"))
            opened.execute(text("DROP INDEX articles_by_section"))
            opened.execute(text("ALTER TABLE articles DROP COLUMN forgotten_revision"))
            opened.execute(text("ALTER TABLE articles DROP COLUMN named"))
            opened.execute(text("UPDATE facts SET value = '6' WHERE name = 'format'"))
        with open_archive(address) as opened, opened.begin():
            assert rows(opened, "SELECT article_id, tries FROM refused_days") == [(2, 0)]
