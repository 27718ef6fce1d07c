"""Articles that were left out as repetitions are released when the one that they repeat has another text."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection

from buratha.archive.database import open_archive
from buratha.archive.deliveries import prepare, waiting, waiting_of
from buratha.archive.near import Near
from buratha.archive.release import Releasing
from buratha.archive.slices import is_duplicate
from buratha.archive.tables import articles
from tests.archive.opening import KINDS, address_of, keep, rows, story

TEXT = "أعلنت وزارة الموارد المائية عن إطلاق حصة إضافية من المياه لمزارعي الفرات الأوسط بعد أسابيع من شكاوى الفلاحين في الناحية"
TEXT += " وقال مدير الري إن الحصة تكفي لري آلاف الدونمات من حقول الشلب"
MENDED = f"{TEXT} وأضاف أن الحصة تستمر حتى نهاية الموسم"


@pytest.fixture(params=KINDS)
def connection(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Connection]:
    with open_archive(address_of(request, tmp_path)) as opened, opened.begin():
        yield opened


def have(connection: Connection, run: int, *texts: tuple[int, str], **options: Any) -> None:
    """Keep articles as a run does, and deliver it."""
    keep(connection, [story(number, text, title="عنوان") for number, text in texts], run=run, delivery=run, **options)


def release(connection: Connection, run: int = 2) -> list[int]:
    return sorted(Releasing(run, run, Near()).release(connection))


def marks(connection: Connection) -> list[tuple[Any, ...]]:
    return rows(connection, "SELECT id, duplicate_of, near_duplicate_of FROM articles ORDER BY id")


def states(connection: Connection, number: int) -> list[tuple[Any, ...]]:
    return rows(connection, f"SELECT revision, state, delivery_id FROM revisions WHERE article_id = {number} ORDER BY revision")


def records(connection: Connection, number: int) -> list[dict[str, Any]]:
    return [json.loads(row[0]) for row in rows(connection, f"SELECT record FROM revisions WHERE article_id = {number} ORDER BY revision")]


def test_a_repetition_is_delivered_once_its_original_is_corrected(connection: Connection) -> None:
    have(connection, 1, (9, TEXT), (4, TEXT))
    assert release(connection, 1) == []
    have(connection, 2, (9, MENDED))
    assert [row[0] for row in connection.execute(articles.select().where(is_duplicate()))] == []
    assert release(connection) == [4]
    assert marks(connection) == [(4, None, 9), (9, None, None)]
    assert states(connection, 4) == [(1, "waiting", None)]
    (record,) = waiting_of(connection, 2, [4])
    assert (record["duplicate_of"], record["near_duplicate_of"], record["revision"]) == (None, 9, 1)
    assert waiting_of(connection, 2, [4]) == release(connection) == []


def test_one_of_several_becomes_the_original_of_the_others(connection: Connection) -> None:
    for run, number in enumerate((9, 5, 7, 2), 1):
        have(connection, run, (number, TEXT))
    have(connection, 5, (9, MENDED))
    connection.exec_driver_sql("UPDATE articles SET first_seen = '2026-11-21T00:00:00+00:00' WHERE id = 7")
    assert release(connection, 5) == [7]
    assert [row[:2] for row in marks(connection)] == [(2, 7), (5, 7), (7, None), (9, None)]
    assert [state for number in (2, 5) for _, state, _ in states(connection, number)] == ["left_out", "left_out"]
    assert [records(connection, number)[0]["duplicate_of"] for number in (2, 5, 7)] == [7, 7, None]


def test_where_yet_another_article_has_the_text_it_is_the_original(connection: Connection) -> None:
    have(connection, 1, (9, TEXT), (4, TEXT))
    have(connection, 2, (9, MENDED))
    have(connection, 2, (12, TEXT))
    assert release(connection) == []
    assert [row[:2] for row in marks(connection)] == [(4, 12), (9, None), (12, None)]
    assert records(connection, 4)[0]["duplicate_of"] == 12


def test_both_corrected_alike_stay_original_and_repetition(connection: Connection) -> None:
    have(connection, 1, (9, TEXT), (4, TEXT))
    have(connection, 2, (9, MENDED))
    have(connection, 2, (4, MENDED))
    assert release(connection) == []
    assert [row[:2] for row in marks(connection)] == [(4, 9), (9, None)]
    assert [state for _, state, _ in states(connection, 4)] == ["left_out", "left_out"]


def test_a_text_that_comes_back_goes_to_who_has_it_now(connection: Connection) -> None:
    have(connection, 1, (9, TEXT), (4, TEXT))
    have(connection, 2, (9, MENDED))
    release(connection)
    have(connection, 3, (9, TEXT))
    assert [row[:2] for row in marks(connection)] == [(4, None), (9, 4)]
    assert states(connection, 9)[-1] == (3, "waiting", 3)  # whoever has its second revision has to learn of it


@pytest.mark.parametrize("is_prepared", [True, False])
def test_what_is_in_a_feed_with_the_mark_gets_another_revision(connection: Connection, *, is_prepared: bool) -> None:
    have(connection, 1, (9, TEXT), (4, TEXT), deliver_duplicates=True)
    if is_prepared:
        prepare(connection, 1, {})
    have(connection, 1, (9, MENDED))
    assert release(connection, 1) == [4]
    assert [(record["revision"], record["duplicate_of"]) for record in records(connection, 4)] == [(1, 9), (2, None)]
    assert states(connection, 4)[-1] == (2, "waiting", None)
    assert rows(connection, "SELECT revision FROM articles WHERE id = 4") == [(2,)]


def test_the_original_that_was_forgotten_and_comes_back_with_another_text(connection: Connection) -> None:
    have(connection, 1, (9, TEXT), (4, TEXT))
    connection.exec_driver_sql("UPDATE articles SET state = 'met' WHERE id = 9")
    assert release(connection) == []  # its text is in a feed, and it is coming back
    connection.exec_driver_sql("DELETE FROM revisions WHERE article_id = 9")
    have(connection, 2, (9, MENDED))
    assert release(connection) == [4]


def test_the_next_run_releases_and_delivers_what_one_that_died_did_not(connection: Connection) -> None:
    have(connection, 1, (9, TEXT), (4, TEXT))
    prepare(connection, 1, {})
    have(connection, 2, (9, MENDED))
    assert release(connection, 3) == [4]
    assert [(record["id"], record["revision"]) for record in waiting(connection, 3)] == [(4, 1), (9, 2)]
