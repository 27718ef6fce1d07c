"""What is forgotten is met again; nothing dangles, and no text is lost."""

import json
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, true

from buratha.archive.database import open_archive
from buratha.archive.forgetting import ForgettingError, Forgotten, by_ids, count, forget, retry_given_up
from buratha.archive.tables import articles, bands, holes, listed_titles, revisions, runs, signatures, walks
from tests.archive.building import Building, building, file_url
from tests.archive.opening import keep

ONE = [range(10, 11)]


def row(archive: Building, number: int) -> dict[str, Any]:
    """Return an article's row."""
    return dict(archive.connection.execute(select(articles).where(articles.c.id == number)).mappings().one())


def kept(archive: Building) -> dict[str, list[int]]:
    """Return which articles have rows beside their own."""
    tables = (revisions, signatures, bands)
    return {table.name: sorted(set(archive.connection.scalars(select(table.c.article_id)))) for table in tables}


def test_an_article_is_met_again_where_it_was_read(either_archive: str) -> None:
    with building(either_archive) as archive:
        archive.held(10, "poetry", section_in_address="news")
        archive.held(11, "poetry")
        before = row(archive, 11)
        assert forget(archive.connection, by_ids(ONE)) == Forgotten(articles=1, held=1, revisions=1)
        met = row(archive, 10)
        rest = {"id", "section", "slug", "state", "met_at", "met_run", "tries", "forgotten_revision", "named"}
        assert {name for name, value in met.items() if value is not None} == rest
        assert (met["section"], met["slug"], met["state"], met["tries"]) == ("news", "news", "met", 0)
        assert row(archive, 11) == before
        assert kept(archive) == {"revisions": [11], "signatures": [11], "bands": [11]}


def test_all_revisions_go(either_archive: str) -> None:
    with building(either_archive) as archive:
        first = archive.held(10)
        archive.held(12, revision=2)
        archive.revision(first.__class__(**{**vars(first), "revision": 2}))
        assert forget(archive.connection, by_ids(ONE)).revisions == 2
        assert kept(archive)["revisions"] == [12]


def test_the_number_of_the_last_revision_that_a_feed_carried_stays(either_archive: str) -> None:
    with building(either_archive) as archive:
        story = archive.held(10)
        for number, delivery in ((2, "delivered"), (3, "waiting")):
            archive.revision(story.__class__(**{**vars(story), "revision": number}), delivery=delivery)
        archive.held(11, delivery="waiting")
        forget(archive.connection, by_ids([range(10, 12)]))
        forget(archive.connection, by_ids([range(10, 12)]))
        assert [row(archive, number)["forgotten_revision"] for number in (10, 11)] == [2, None]
        again = [story.__class__(**{**vars(story), "id": number, "revision": 1}) for number in (10, 11)]
        keep(archive.connection, again)
        assert [article.revision for article in again] == [3, 1]
        forget(archive.connection, by_ids([range(10, 12)]))  # before any feed carried them
        assert [row(archive, number)["forgotten_revision"] for number in (10, 11)] == [2, None]


def test_a_forgotten_text_is_replaced_in_the_feeds_also_by_a_repetition(either_archive: str) -> None:
    """Whoever was given the text that was forgotten would keep it otherwise."""
    with building(either_archive) as archive:
        told, never_told = archive.held(10), archive.held(12, duplicate_of=10, delivery="left_out")
        forget(archive.connection, by_ids([range(10, 13)]))
        text = {"body": "نص طويل يكفي لأن يعرف به الخبر", "text_hash": "e" * 64, "revision": 1, "duplicate_of": None}
        first, *again = [each.__class__(**{**vars(each), **text, "id": number}) for number, each in ((11, told), (10, told), (12, never_told))]
        keep(archive.connection, [first, *again])
        found = archive.connection.execute(select(revisions.c.article_id, revisions.c.revision, revisions.c.state).order_by(revisions.c.article_id))
        assert [tuple(each) for each in found] == [(10, 2, "waiting"), (11, 1, "waiting"), (12, 1, "left_out")]
        assert [article.duplicate_of for article in again] == [11, 11]


def test_what_was_given_up_or_gone_is_tried_again(either_archive: str) -> None:
    with building(either_archive) as archive:
        archive.known(10, "gone", tries=2, reason="not_found", tried_run=1)
        archive.known(11, "met", tries=1, reason="timeout", tried_run=1)
        assert forget(archive.connection, by_ids([range(10, 12)])) == Forgotten(articles=2)
        assert [(row(archive, number)["state"], row(archive, number)["reason"], row(archive, number)["tries"]) for number in (10, 11)] == [
            ("met", None, 0)
        ] * 2


def test_numbers_that_nothing_has_named_are_not_met_by_being_forgotten(either_archive: str) -> None:
    with building(either_archive) as archive:
        archive.held(10)
        archive.known(11, "gone", reason="not_found", tried_run=1, named=False)
        archive.known(12, "met", tries=1, reason="timeout", tried_run=1, named=False)  # nobody knows whether there is such an article
        expected = Forgotten(articles=2, held=1, revisions=1, nobodys=1)
        assert count(archive.connection, true()) == expected
        assert forget(archive.connection, true()) == expected
        left = archive.connection.execute(select(articles.c.id, articles.c.state, articles.c.named).order_by(articles.c.id))
        assert [tuple(each) for each in left] == [(10, "met", True), (12, "met", False)]


def test_repetitions_of_a_delivered_text_go_on_pointing_to_it(either_archive: str) -> None:
    with building(either_archive) as archive:
        archive.held(10)
        archive.held(20, duplicate_of=10, delivery="left_out")
        assert forget(archive.connection, by_ids(ONE)) == Forgotten(articles=1, held=1, revisions=1, duplicates=1)
        assert row(archive, 20)["duplicate_of"] == 10
        assert archive.connection.scalars(select(revisions.c.state)).all() == ["left_out"]


def test_a_text_that_no_feed_carried_is_delivered_by_its_first_repetition(either_archive: str) -> None:
    with building(either_archive) as archive:
        archive.held(10, delivery="waiting")
        for number in (20, 21, 22):
            archive.held(number, duplicate_of=10, delivery="left_out")
        expected = Forgotten(articles=1, held=1, revisions=1, duplicates=3, heirs=1)
        assert count(archive.connection, by_ids(ONE)) == expected
        assert forget(archive.connection, by_ids(ONE)) == expected
        assert [row(archive, number)["duplicate_of"] for number in (20, 21, 22)] == [None, 20, 20]
        found = archive.connection.execute(
            select(revisions.c.article_id, revisions.c.state, revisions.c.record).order_by(revisions.c.article_id)
        ).all()
        assert [(number, state) for number, state, _ in found] == [(20, "waiting"), (21, "left_out"), (22, "left_out")]
        assert [json.loads(record)["duplicate_of"] for _, _, record in found] == [None, 20, 20]


def test_an_original_and_its_repetition_are_forgotten_together(either_archive: str) -> None:
    with building(either_archive) as archive:
        archive.held(10, delivery="waiting")
        archive.held(20, duplicate_of=10, delivery="left_out")
        assert forget(archive.connection, true(), walks_too=True) == Forgotten(articles=2, held=2, revisions=2)
        assert row(archive, 20)["duplicate_of"] is None
        assert kept(archive) == {"revisions": [], "signatures": [], "bands": []}


def test_a_section_is_walked_from_the_top_again(either_archive: str) -> None:
    with building(either_archive) as archive:
        archive.held(10)
        archive.held(11, "poetry", section_in_address="news")
        for section in ("news", "poetry"):
            archive.walk(section, 11)
            archive.hole(section, 2)
        done = forget(archive.connection, articles.c.section == "poetry", section="poetry", walks_too=True)
        assert done == Forgotten(articles=1, held=1, revisions=1, walks=1, holes=1)
        assert archive.connection.scalars(select(walks.c.section)).all() == archive.connection.scalars(select(holes.c.section)).all() == ["news"]
        assert (row(archive, 10)["state"], row(archive, 11)["state"], row(archive, 11)["section"]) == ("held", "met", "news")


def test_what_is_being_delivered_is_not_forgotten(either_archive: str) -> None:
    with building(either_archive) as archive:
        story = archive.held(10)
        archive.delivery(5, "prepared")
        archive.revision(story.__class__(**{**vars(story), "revision": 2}), delivery_id=5)
        with pytest.raises(ForgettingError, match="crawl once more"):
            forget(archive.connection, by_ids(ONE))
        assert row(archive, 10)["state"] == "held"


def test_what_was_given_up_can_be_tried_again(either_archive: str) -> None:
    with building(either_archive) as archive:
        archive.known(10, "given_up", tries=5, reason="timeout", tried_run=1)
        archive.known(11, "given_up", "poetry", tries=5, reason="timeout", tried_run=1)
        archive.known(12, "gone", tries=2)
        archive.known(13, "refused", tries=3, reason="no_story", tried_run=1)
        archive.hole("poetry", 3, state="given_up")
        archive.hole("poetry", 4)
        assert retry_given_up(archive.connection, "poetry") == (1, 1)
        assert [row(archive, number)["state"] for number in (10, 11, 12)] == ["given_up", "met", "gone"]
        assert sorted(archive.connection.execute(select(holes.c.number, holes.c.state, holes.c.tries)).all()) == [(3, "open", 0), (4, "open", 2)]
        assert retry_given_up(archive.connection) == (2, 0)
        assert [row(archive, number)["state"] for number in (10, 13)] == ["met", "met"]


def test_of_a_forgotten_text_nothing_is_left_in_the_file(tmp_path: Path) -> None:
    address = file_url(tmp_path / "archive.sqlite")
    with building(address) as archive:
        for number in range(10, 20):
            archive.held(number, title=f"عنوان رقم {number} لا غير", body="كلام طويل\n\n" * 300 + f"خاتمة رقم {number} لا غير")
    with open_archive(address) as connection, connection.begin():
        assert connection.exec_driver_sql("PRAGMA secure_delete").scalar() == 1  # not every SQLite does it unasked
        forget(connection, by_ids(ONE))
    left = b"".join(path.read_bytes() for path in tmp_path.iterdir()).decode(errors="replace")
    assert "رقم 11 لا غير" in left
    assert "رقم 10 لا غير" not in left


def test_nor_is_it_named_in_reports_of_runs_and_by_what_listings_called_it(either_archive: str) -> None:
    def named(number: int) -> dict[str, Any]:
        return {"id": number, "url": f"https://burathanews.com/arabic/news/{number}", "title": f"عنوان {number}"}

    report = {"run": 1, "doubtful": [named(10), named(11)], "layouts": {"a": {"records": 2, "examples": [named(10)]}, "b": None}, "stats": {}}
    with building(either_archive) as archive:
        for number in (10, 11):
            archive.held(number)
            archive.connection.execute(listed_titles.insert().values(article_id=number, title=f"عنوان {number} في القائمة"))
        archive.connection.execute(runs.update().values(report=json.dumps(report)))
        archive.connection.execute(runs.insert().values(started="2026-11-25T00:00:00+00:00", report="[" * 9))
        forget(archive.connection, by_ids(ONE))
        left = json.loads(archive.connection.scalar(select(runs.c.report).where(runs.c.id == 1)))
        assert left == report | {"doubtful": [named(11)], "layouts": {"a": {"records": 2, "examples": []}, "b": None}}
        assert archive.connection.scalars(select(listed_titles.c.article_id)).all() == [11]
