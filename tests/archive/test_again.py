"""Held articles that are read again: which come when, what makes a revision, and that flags of repetitions do not turn round."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection

from buratha.archive import again
from buratha.archive.database import open_archive
from buratha.archive.frontier import meet
from buratha.archive.keeping import OLDER, REVISED, UNCHANGED, Kept
from buratha.archive.scope import Scope
from buratha.arguments import Arguments
from buratha.items import Article, Comment
from buratha.urls import ArticleAddress
from tests.archive.opening import KINDS, address_of, keep, rows, story

EARLIER, LATER = "2026-11-21T18:45:00+00:00", "2026-11-23T06:00:00+00:00"
FIRST = "أعلنت وزارة الموارد المائية عن إطلاق حصة إضافية من المياه لمزارعي الفرات الأوسط بعد أسابيع من شكاوى الفلاحين في الناحية"
SECOND = f"{FIRST} وقال مدير الري إن الحصة تكفي لري آلاف الدونمات من حقول الشلب"
TAIL = "اقرأ أيضا أخبار الناحية في صفحتنا"


@pytest.fixture(params=KINDS)
def connection(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Connection]:
    with open_archive(address_of(request, tmp_path)) as opened, opened.begin():
        yield opened


def read_again(connection: Connection, *articles: Article) -> list[Kept]:
    """Keep articles as a run does that reads again."""
    return keep(connection, articles, run=2, delivery=2, again=True)


def flags(connection: Connection) -> list[tuple[Any, ...]]:
    return rows(connection, "SELECT id, duplicate_of, near_duplicate_of FROM articles ORDER BY id")


@pytest.mark.parametrize(
    ("fields", "differing"),
    [
        ({"author": "هدى الكاظمي"}, ("author",)),
        ({"title": "عنوانٌ 7"}, ("title",)),  # a vowel mark, which is the same text to a hash of folded spelling
        ({"published": None, "published_precision": None, "published_printed": None}, ("published", "published_precision", "published_printed")),
        ({"views": 99}, ("views",)),
        ({"comments": [Comment("قارئ", "2015-10-16", "أحسنتم")]}, ("comments",)),
        ({"witnesses": {"title": "place"}, "doubts": ["title"], "layout": "other", "encoding": "windows-1256"}, ()),
        ({"section_in_address": "poetry", "first_seen": LATER}, ()),
    ],
)
def test_whatever_is_read_otherwise_is_a_revision(connection: Connection, fields: dict[str, Any], differing: tuple[str, ...]) -> None:
    keep(connection, [story(7)])
    expected = Kept(REVISED, differing=differing) if differing else Kept(UNCHANGED)
    assert read_again(connection, story(7, **fields)) == [expected]
    assert read_again(connection, story(7, **fields)) == [Kept(UNCHANGED)]
    assert rows(connection, "SELECT max(revision) FROM revisions") == [(2 if differing else 1,)]


def test_views_and_comments_of_another_visit_are_no_difference(connection: Connection) -> None:
    keep(connection, [story(7, views=12, comments=[]), story(8, views=None)])
    commented = {"comments": [Comment("قارئ", "2015-10-16", "أحسنتم")], "last_seen": LATER}
    assert read_again(connection, story(7, views=40, **commented), story(8, views=3, last_seen=LATER)) == [
        Kept(UNCHANGED), Kept(REVISED, differing=("views",))
    ]  # fmt: skip


def test_an_older_page_changes_nothing(connection: Connection) -> None:
    keep(connection, [story(7, FIRST)])
    before = rows(connection, "SELECT * FROM articles") + rows(connection, "SELECT * FROM revisions") + rows(connection, "SELECT * FROM signatures")
    assert read_again(connection, story(7, SECOND, last_seen=EARLIER)) == [Kept(OLDER)]
    assert before == rows(connection, "SELECT * FROM articles") + rows(connection, "SELECT * FROM revisions") + rows(
        connection, "SELECT * FROM signatures"
    )


def test_a_repetition_goes_on_pointing_to_what_it_repeats(connection: Connection) -> None:
    keep(connection, [story(9, f"{FIRST} {TAIL}", title="عنوان"), story(4, f"{FIRST} {TAIL}", title="عنوان")])
    assert flags(connection) == [(4, 9, None), (9, None, None)]
    assert read_again(connection, story(9, FIRST, title="عنوان"))[0].outcome == REVISED
    assert read_again(connection, story(4, FIRST, title="عنوان"))[0] == Kept(REVISED, left_out=True, differing=("body", "text_hash"))
    assert flags(connection) == [(4, 9, None), (9, None, None)]
    assert rows(connection, "SELECT article_id, revision, state FROM revisions ORDER BY 1, 2") == [
        (4, 1, "left_out"), (4, 2, "left_out"), (9, 1, "waiting"), (9, 2, "waiting")
    ]  # fmt: skip


@pytest.mark.parametrize("together", [True, False])
def test_near_repetitions_do_not_point_at_each_other(connection: Connection, *, together: bool) -> None:
    keep(connection, [story(9, f"{SECOND} {TAIL}", title="عنوان"), story(4, f"{FIRST} {SECOND} {TAIL}", title="عنوان")])
    before = flags(connection)
    assert before == [(4, None, 9), (9, None, None)]
    mended = (story(9, SECOND, title="عنوان"), story(4, f"{FIRST} {SECOND}", title="عنوان"))
    for batch in [mended] if together else [mended[:1], mended[1:]]:
        assert {kept.outcome for kept in read_again(connection, *batch)} == {REVISED}
    assert flags(connection) == before


def test_how_alike_two_are_is_kept_with_another_field(connection: Connection) -> None:
    keep(connection, [story(9, SECOND, title="عنوان"), story(4, f"{SECOND} {TAIL}", title="عنوان")])
    alike = rows(connection, "SELECT id, near_duplicate_of, similarity FROM articles ORDER BY id")
    read_again(connection, story(4, f"{SECOND} {TAIL}", title="عنوان", author="هدى الكاظمي"))
    assert rows(connection, "SELECT id, near_duplicate_of, similarity FROM articles ORDER BY id") == alike
    assert alike[0][1] == 9


class TestSlices:
    """Which articles are read again."""

    @pytest.fixture
    def filled(self, connection: Connection) -> Connection:
        days = {10: "2015-10-14T23:59:59+03:00", 20: "2015-10-15T00:00:00+03:00", 30: "2015-10-16T23:00:00+03:00", 40: None}
        keep(connection, [story(number, published=day, section="poetry" if number == 20 else "news") for number, day in days.items()])
        keep(connection, [story(50, FIRST, title="عنوان"), story(45, FIRST, title="عنوان")])
        meet(connection, 1, [ArticleAddress(60, "news")])
        return connection

    @pytest.mark.parametrize(
        ("plan", "scope", "ids"),
        [
            (Arguments(), Scope(), [50, 45, 40, 30, 20, 10]),
            (Arguments(sections=("poetry",)), Scope(), [20]),
            (Arguments(ids=range(20, 46)), Scope(), [45, 40, 30, 20]),
            (Arguments(since=date(2015, 10, 15), until=date(2015, 10, 15)), Scope(least=15, greatest=25), [20]),
            (Arguments(since=date(2015, 10, 15)), Scope(least=15), [40, 30, 20]),
            (Arguments(until=date(2015, 10, 15)), Scope(greatest=45), [50, 45, 40, 20, 10]),
        ],
    )
    def test_only_what_is_held_of_what_was_asked_for(self, filled: Connection, plan: Arguments, scope: Scope, ids: list[int]) -> None:
        part = again.slice_of(plan, scope)
        found, number = [], None
        while some := again.below(filled, part, number, 2):
            number = some[-1].id
            found += [address.id for address in some]
        assert found == ids
        assert again.repeats(filled, part) == [number for number in ids if number == 45]

    def test_repetitions_have_their_addresses(self, filled: Connection) -> None:
        assert again.addresses(filled, [45, 10]) == [ArticleAddress(45, "news"), ArticleAddress(10, "news")]
