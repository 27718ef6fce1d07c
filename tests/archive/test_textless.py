"""Held articles that came without a text and should have one: asked for again when the site sends texts, a few times, always later."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Connection, event, text

from buratha.archive.database import open_archive
from buratha.archive.forgetting import by_ids, forget
from buratha.archive.keeping import UNCHANGED, Kept
from buratha.archive.scope import Scope
from buratha.archive.textless import MOST, TRIES, claim, count_waiting
from buratha.items import Article, Image
from tests.archive.opening import KINDS, address_of, keep, rows, story

BEGIN = datetime(2026, 11, 22, 6, 0, tzinfo=UTC)
TEXT = "أعلنت وزارة الموارد المائية عن إطلاق حصة إضافية من المياه لمزارعي الفرات الأوسط بعد أسابيع من شكاوى الفلاحين في القرى التي جفت جداولها"


@pytest.fixture(params=KINDS)
def connection(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Connection]:
    with open_archive(address_of(request, tmp_path)) as opened, opened.begin():
        yield opened


def at(hours: float) -> str:
    return (BEGIN + timedelta(hours=hours)).isoformat(timespec="seconds")


def mute(number: int, hours: float = 0, **fields: object) -> Article:
    return story(number, "", images=[], media=[], last_seen=at(hours), **fields)


def told(number: int, hours: float = 0, **fields: object) -> Article:
    return story(number, f"{TEXT} {number}", last_seen=at(hours), **fields)


def asked(connection: Connection, run: int, hours: float, most: int = 1000, **scope: object) -> list[int]:
    return [address.id for address in claim(connection, run, Scope(**scope), at(hours), most)]  # type: ignore[arg-type]


def test_it_is_asked_for_once_the_section_has_texts_again_however_old_it_is(connection: Connection) -> None:
    keep(connection, [told(1), told(2), mute(7, 1), mute(8, 1, section="sport")])
    assert asked(connection, 2, 200) == []  # nothing was read with a text since
    keep(connection, [told(1, 2)], run=2)
    assert asked(connection, 2, 200) == []  # but what was written before: perhaps the site has only those
    keep(connection, [told(9, 2)], run=2)
    assert asked(connection, 3, 200) == [7]
    assert asked(connection, 3, 200) == []
    assert keep(connection, [told(7, 200)], run=3)[0].text_found
    assert count_waiting(connection) == 1
    assert asked(connection, 4, 900) == []


def test_it_is_asked_for_a_few_times_and_always_later(connection: Connection) -> None:
    keep(connection, [told(1), mute(7), mute(8)])
    hours = [24 * day for day in range(40)]
    seen = []
    for run, hour in enumerate(hours, 2):
        keep(connection, [told(100 + run, hour - 1)], run=run)
        for number in asked(connection, run, hour):
            seen.append((number, hour // 24))
            if number == 8:  # the page of the other one cannot be had
                assert keep(connection, [mute(8, hour)], run=run) == [Kept(UNCHANGED)]
    assert [day for number, day in seen if number == 8] == [day for number, day in seen if number == 7] == [1, 2, 4, 8]
    assert len(seen) == 2 * TRIES
    assert count_waiting(connection) == 0


def test_what_shows_something_instead_and_what_is_read_young_uses_up_nothing(connection: Connection) -> None:
    picture = story(7, "", last_seen=at(0), images=[Image("https://burathanews.com/7.jpg")])
    film = story(8, "", last_seen=at(0), images=[], media=["https://www.youtube.com/watch?v=8"])
    doubted = story(9, "", last_seen=at(0), images=[Image("https://burathanews.com/9.jpg")], doubts=["body"])
    keep(connection, [told(1), told(2), told(3), picture, film, doubted])
    for hour in range(1, 40):
        keep(connection, [story(9, "", last_seen=at(hour), images=doubted.images, doubts=["body"])], run=hour)
    keep(connection, [told(10, 50)], run=50)
    assert asked(connection, 51, 60) == [9]


def test_in_a_section_of_pictures_none_is_asked_for(connection: Connection) -> None:
    pictures = [story(number, "", section="caricature", images=[Image(f"https://burathanews.com/{number}.jpg")]) for number in range(1, 6)]
    keep(connection, [*pictures, mute(7, section="caricature"), told(8, section="caricature"), told(9, 5, section="caricature")])
    assert asked(connection, 2, 60) == []


def test_so_many_are_asked_for_in_a_run_and_others_in_the_next(connection: Connection) -> None:
    keep(connection, [told(1), *(mute(number) for number in range(1000, 1000 + MOST + 5))])
    keep(connection, [told(2000, 2)])
    assert len(asked(connection, 2, 30, most=200)) == 200
    assert len(asked(connection, 2, 30)) == MOST - 200
    assert asked(connection, 2, 30) == []
    assert sorted(asked(connection, 3, 31)) == list(range(1000, 1005))


def test_a_narrower_run_asks_for_its_own_and_what_is_forgotten_is_not_known_any_more(connection: Connection) -> None:
    keep(connection, [told(1), mute(7), told(9, 2)])
    assert asked(connection, 2, 30, sections=("sport",)) == []
    forget(connection, by_ids([range(7, 8)]))
    assert count_waiting(connection) == 0
    assert asked(connection, 2, 30) == []


def test_an_older_archive_knows_afterwards_which_it_has(request: pytest.FixtureRequest, tmp_path: Path) -> None:
    for kind in KINDS:
        request.param = kind
        address = address_of(request, tmp_path)
        with open_archive(address) as opened, opened.begin():
            picture = story(3, "", images=[Image("https://burathanews.com/3.jpg")])
            doubted = story(4, "", images=picture.images, doubts=["body", "title"])
            elsewhere = story(5, 'كتب "body": "", "images": [], "media": [], ثم', doubts=["title"])
            keep(opened, [told(1), mute(2), picture, doubted, elsewhere])
            opened.execute(text("DROP TABLE textless"))
            opened.execute(text("DROP TABLE refused_days"))
            opened.execute(text("DROP INDEX articles_by_section"))
            opened.execute(text("ALTER TABLE articles DROP COLUMN forgotten_revision"))
            opened.execute(text("ALTER TABLE articles DROP COLUMN named"))
            opened.execute(text("UPDATE facts SET value = '5' WHERE name = 'format'"))
        with open_archive(address) as opened, opened.begin():
            assert rows(opened, "SELECT article_id, tries FROM textless ORDER BY article_id") == [(2, 0), (4, 0)]


def test_the_newest_of_a_section_that_was_closed_long_ago_are_found_without_a_walk_through_all_articles(tmp_path: Path) -> None:
    with open_archive(f"sqlite:///{tmp_path}/archive.sqlite") as opened, opened.begin():
        keep(opened, [told(1), mute(2), told(3, section="sport")])
        asked_for: list[tuple[str, object]] = []
        event.listen(opened, "before_cursor_execute", lambda *told: asked_for.append((told[2], told[3])))
        assert asked(opened, 2, 200) == []
        (looked,) = [(statement, values) for statement, values in asked_for if "LIMIT" in statement]
        plan = " ".join(str(row[-1]) for row in opened.exec_driver_sql(f"EXPLAIN QUERY PLAN {looked[0]}", looked[1]))  # type: ignore[arg-type]
    assert "articles_by_section (section=? AND state=?)" in plan
