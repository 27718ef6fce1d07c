"""Keeping articles: new, revised, unchanged, and the same text under another number."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection

from buratha.archive.database import open_archive
from buratha.archive.frontier import meet
from buratha.archive.keeping import NEW, OLDER, REVISED, UNCHANGED, Kept
from buratha.items import Image
from buratha.urls import ArticleAddress
from tests.archive.opening import KINDS, address_of, keep, rows, story

LATER = "2026-11-23T06:00:00+00:00"
TEXT = "أعلنت وزارة الموارد المائية عن إطلاق حصة إضافية من المياه لمزارعي الفرات الأوسط"


@pytest.fixture(params=KINDS)
def connection(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Connection]:
    with open_archive(address_of(request, tmp_path)) as opened, opened.begin():
        yield opened


def revisions(connection: Connection) -> list[tuple[object, ...]]:
    """Return all revisions, in order."""
    return rows(connection, "SELECT article_id, revision, state, delivery_id FROM revisions ORDER BY article_id, revision")


def test_new_ones_are_kept_and_wait_for_the_delivery(connection: Connection) -> None:
    article = story(7)
    assert keep(connection, [article, story(8)], run=3, delivery=5) == [Kept(NEW), Kept(NEW)]
    assert revisions(connection) == [(7, 1, "waiting", 5), (8, 1, "waiting", 5)]
    assert rows(connection, "SELECT state, revision, title, month FROM articles WHERE id = 7") == [("held", 1, "عنوان 7", "2010-05")]
    (record,) = rows(connection, "SELECT record FROM revisions WHERE article_id = 7")
    assert json.loads(record[0])["body"] == article.body


def test_what_was_met_keeps_the_run_that_met_it(connection: Connection) -> None:
    meet(connection, 2, [ArticleAddress(7, "news")])
    keep(connection, [story(7), story(8)], run=3)
    assert rows(connection, "SELECT id, met_run, state FROM articles ORDER BY id") == [(7, 2, "held"), (8, 3, "held")]


def test_unchanged_with_other_views_is_no_revision(connection: Connection) -> None:
    keep(connection, [story(7, views=10)])
    again = story(7, views=99, last_seen=LATER, first_seen=LATER)
    assert keep(connection, [again], run=2, delivery=2) == [Kept(UNCHANGED)]
    assert revisions(connection) == [(7, 1, "waiting", 1)]
    assert rows(connection, "SELECT last_seen FROM articles") == [(LATER,)]
    record = json.loads(str(rows(connection, "SELECT record FROM revisions")[0][0]))
    assert (record["views"], record["first_seen"], record["last_seen"]) == (99, story(7).first_seen, LATER)


def test_edited_is_a_revision_and_edited_back_another(connection: Connection) -> None:
    keep(connection, [story(7)])
    edited, back = story(7, TEXT, first_seen=LATER), story(7, first_seen=LATER)
    assert keep(connection, [edited], run=2, delivery=2) == [Kept(REVISED, differing=("body",))]
    assert keep(connection, [back], run=3, delivery=3) == [Kept(REVISED, differing=("body",))]
    assert (edited.revision, back.revision) == (2, 3)
    assert edited.first_seen == back.first_seen == story(7).first_seen
    assert revisions(connection) == [(7, 1, "waiting", 1), (7, 2, "waiting", 2), (7, 3, "waiting", 3)]


def test_twice_in_one_batch_is_kept_once(connection: Connection) -> None:
    assert keep(connection, [story(7), story(7, last_seen=LATER)]) == [Kept(NEW), Kept(UNCHANGED)]
    assert keep(connection, [story(8), story(8, TEXT)]) == [Kept(NEW), Kept(REVISED, differing=("body",))]
    assert revisions(connection) == [(7, 1, "waiting", 1), (8, 1, "waiting", 1), (8, 2, "waiting", 1)]
    assert rows(connection, "SELECT last_seen FROM articles WHERE id = 7") == [(LATER,)]


@pytest.mark.parametrize("together", [True, False])
@pytest.mark.parametrize(("first", "second"), [(7, 8), (8, 7)])
def test_a_text_under_a_second_id_is_left_out(connection: Connection, first: int, second: int, *, together: bool) -> None:
    original, copy = story(first, TEXT, title="عنوان"), story(second, TEXT, title="عنوان")
    if together:
        assert keep(connection, [original, copy]) == [Kept(NEW), Kept(NEW, left_out=True)]
    else:
        assert keep(connection, [original]) == [Kept(NEW)]
        assert keep(connection, [copy], run=2, delivery=2) == [Kept(NEW, left_out=True)]
    assert (original.duplicate_of, copy.duplicate_of) == (None, first)
    assert rows(connection, f"SELECT state, delivery_id FROM revisions WHERE article_id = {second}") == [("left_out", None)]
    assert rows(connection, "SELECT duplicate_of FROM articles ORDER BY id") == [(None,), (7,)] if first == 7 else [(8,), (None,)]


def test_a_third_id_points_to_the_first(connection: Connection) -> None:
    for number in (5, 9, 2):
        keep(connection, [story(number, TEXT, title="عنوان")])
    assert rows(connection, "SELECT id, duplicate_of FROM articles ORDER BY id") == [(2, 5), (5, None), (9, 5)]


def test_duplicates_are_delivered_on_request(connection: Connection) -> None:
    keep(connection, [story(7, TEXT, title="عنوان")])
    copy = story(8, TEXT, title="عنوان")
    assert keep(connection, [copy], deliver_duplicates=True) == [Kept(NEW)]
    assert copy.duplicate_of == 7
    assert revisions(connection)[1] == (8, 1, "waiting", 1)


def test_a_copy_that_is_edited_is_an_article_of_its_own(connection: Connection) -> None:
    keep(connection, [story(7, TEXT, title="عنوان"), story(8, TEXT, title="عنوان")])
    edited = story(8, TEXT + " وفق جدول جديد", title="عنوان")
    assert keep(connection, [edited], run=2, delivery=2) == [Kept(REVISED, differing=("body",))]
    assert edited.duplicate_of is None
    assert revisions(connection) == [(7, 1, "waiting", 1), (8, 1, "left_out", None), (8, 2, "waiting", 2)]


def test_a_copy_that_is_seen_again_stays_left_out(connection: Connection) -> None:
    keep(connection, [story(7, TEXT, title="عنوان"), story(8, TEXT, title="عنوان")])
    again = story(8, TEXT, title="عنوان", views=3)
    assert keep(connection, [again], run=2, delivery=2) == [Kept(UNCHANGED)]
    assert again.duplicate_of == 7
    assert revisions(connection)[1] == (8, 1, "left_out", None)


def test_an_article_that_becomes_anothers_copy_is_still_delivered(connection: Connection) -> None:
    keep(connection, [story(7, TEXT, title="عنوان"), story(8)])
    edited = story(8, TEXT, title="عنوان")
    assert keep(connection, [edited], run=2, delivery=2) == [Kept(REVISED, differing=("title", "body"))]
    assert edited.duplicate_of == 7
    assert revisions(connection)[2] == (8, 2, "waiting", 2)


def test_a_text_that_its_article_has_lost_is_nobodys(connection: Connection) -> None:
    keep(connection, [story(7, TEXT, title="عنوان")])
    changed, other = story(7), story(8, TEXT, title="عنوان")
    assert keep(connection, [changed, other], run=2, delivery=2) == [Kept(REVISED, differing=("title", "body")), Kept(NEW)]
    assert other.duplicate_of is None


def test_posters_of_a_few_words_are_not_compared(connection: Connection) -> None:
    few = [story(number, "كل عام وأنتم بخير"[:13], title="تهنئة") for number in (7, 8)]
    assert len(few[0].body.split()) < 5
    assert keep(connection, few) == [Kept(NEW), Kept(NEW)]
    assert keep(connection, [story(9, "", title="تهنئة")]) == [Kept(NEW)]
    assert [row[2] for row in revisions(connection)] == ["waiting"] * 3


def test_an_article_without_a_date_is_kept(connection: Connection) -> None:
    keep(connection, [story(7, published=None, published_precision=None)])
    assert rows(connection, "SELECT published_at, month FROM articles") == [(None, None)]


def test_a_large_batch_is_kept_whole(connection: Connection) -> None:
    assert keep(connection, [story(number) for number in range(1, 301)]) == [Kept(NEW)] * 300
    assert rows(connection, "SELECT count(*) FROM revisions WHERE state = 'waiting'") == [(300,)]


PICTURES = [Image("https://burathanews.com/upload/7.jpg")]


@pytest.mark.parametrize(
    ("before", "now"),
    [
        ({"section": "articles", "category": "المقالات"}, {"section": "opinion", "category": "رأي في الأحداث", "doubts": ["category"]}),
        ({"published": "2026-11-26T10:00:00+03:00"}, {"published": "2026-10-17T10:00:00+03:00"}),
        ({"body": "", "images": PICTURES}, {"body": "", "images": [Image("https://burathanews.com/upload/7-corrected.jpg")]}),
    ],
    ids=["section", "day", "picture"],
)
def test_another_edition_of_the_same_text_is_a_revision(connection: Connection, before: dict[str, Any], now: dict[str, Any]) -> None:
    usual = {"doubts": [], "published_printed": None, "images": []}
    first, second = story(7, **(usual | before)), story(7, **(usual | now))
    assert keep(connection, [first]) == [Kept(NEW)]
    assert keep(connection, [second], run=2) == [Kept(REVISED, differing=(next(name for name in ("section", "published", "images") if name in now),))]
    assert keep(connection, [story(7, **(usual | now))], run=3) == [Kept(UNCHANGED)]
    assert revisions(connection) == [(7, 1, "waiting", 1), (7, 2, "waiting", 1)]


@pytest.mark.parametrize(
    ("before", "now"),
    [
        ({"section": "articles", "category": "المقالات"}, {"section": "news", "category": None}),
        ({"section": "articles", "category": "المقالات"}, {"section": "video", "category": "مكتبة الفيديو", "doubts": ["category"]}),
        ({"published": "2026-11-26T10:00:00+03:00"}, {"published": "2026-11-26T00:00:00+03:00"}),
        ({"published": "2026-11-26T10:00:00+03:00"}, {"published": None}),
        ({"published": "2026-11-26T10:00:00+03:00"}, {"published": "2026-10-17T10:00:00+03:00", "doubts": ["published"]}),
        ({"published": "2026-11-26T10:00:00+03:00"}, {"published": "2026-11-27T10:00:00+03:00", "published_printed": "قبل يومين"}),
        ({"images": PICTURES}, {"images": [Image("https://burathanews.com/upload/8.jpg")]}),
        ({"body": "", "images": PICTURES}, {"body": "", "images": [Image("https://cdn.burathanews.com/7.jpg?v=2")]}),
        ({"body": "", "images": PICTURES}, {"body": ""}),
        ({"author": None}, {"author": "عباس الغراوي"}),
    ],
)
def test_what_only_reads_otherwise_is_none_and_the_archive_follows_it(connection: Connection, before: dict[str, Any], now: dict[str, Any]) -> None:
    usual = {"doubts": [], "published_printed": None, "images": []}
    keep(connection, [story(7, **(usual | before))])
    again = story(7, **(usual | now))
    assert keep(connection, [again], run=2) == [Kept(UNCHANGED)]
    ((section, month, record),) = rows(connection, "SELECT section, month, record FROM articles JOIN revisions ON article_id = id")
    assert (section, month) == (json.loads(record)["section"], (json.loads(record)["published"] or "")[:7] or None)


BY_DISTANCE = {"published_precision": "day", "doubts": ["published"], "last_seen": "2026-11-26T09:00:00+00:00"}


@pytest.mark.parametrize("again", [False, True])
@pytest.mark.parametrize("now", ["2026-11-25T00:00:00+03:00", None], ids=["another day", "none"])
def test_a_day_told_by_the_distance_from_a_visit_stays_the_first_ones(connection: Connection, now: str | None, *, again: bool) -> None:
    first = story(7, published="2026-11-26T00:00:00+03:00", published_printed="منذ 3 ساعات", **BY_DISTANCE)
    later = {**BY_DISTANCE, "last_seen": "2026-11-28T09:00:00+00:00"}
    second = story(7, published=now, published_printed="قبل يومين" if now else None, **later)
    keep(connection, [first])
    assert keep(connection, [second], run=2, again=again) == [Kept(UNCHANGED)]
    ((record,),) = rows(connection, "SELECT record FROM revisions WHERE article_id = 7")
    assert (json.loads(record)["published"], json.loads(record)["published_printed"]) == ("2026-11-26T00:00:00+03:00", "منذ 3 ساعات")
    assert json.loads(record)["doubts"] == ["published"]


def test_a_day_told_by_the_distance_goes_when_a_layout_says_that_its_pages_tell_none(connection: Connection) -> None:
    keep(connection, [story(7, published="2026-11-26T00:00:00+03:00", published_printed="منذ 3 ساعات", **BY_DISTANCE)])
    later = {"witnesses": {"published": "absent in sheet"}, "last_seen": "2026-11-28T09:00:00+00:00"}
    keep(connection, [story(7, published=None, published_printed=None, **later)], run=2, again=True)
    ((record,),) = rows(connection, "SELECT record FROM revisions WHERE article_id = 7 ORDER BY revision DESC LIMIT 1")
    assert json.loads(record)["published"] is None


def test_a_day_that_is_printed_comes_after_one_by_distance(connection: Connection) -> None:
    keep(connection, [story(7, published="2026-11-26T00:00:00+03:00", published_printed="منذ 3 ساعات", **BY_DISTANCE)])
    printed = {"published_precision": "minute", "doubts": [], "last_seen": "2026-11-28T09:00:00+00:00"}
    keep(connection, [story(7, published="2026-11-25T23:40:00+03:00", published_printed="25/11/2026 23:40", **printed)], run=2)
    ((record,),) = rows(connection, "SELECT record FROM revisions WHERE article_id = 7 ORDER BY revision DESC LIMIT 1")
    assert json.loads(record)["published"] == "2026-11-25T23:40:00+03:00"


NO_DAY = {"published": None, "published_precision": None, "published_printed": None}


@pytest.mark.parametrize("doubts", [[], ["published"]], ids=["sound", "doubtful"])
@pytest.mark.parametrize("refused", [[], ["published_refused"]], ids=["none", "refused"])
def test_a_day_where_none_was_is_delivered_once(connection: Connection, refused: list[str], doubts: list[str]) -> None:
    """A page that comes without it for once takes it from nobody, and when it is back there is nothing to deliver."""
    told = {"witnesses": {"published": "meta line"}}
    days = (NO_DAY | {"doubts": refused}, told | {"doubts": doubts}, NO_DAY | {"doubts": refused}, told | {"doubts": []})
    seen = [story(7, **day, last_seen=f"2026-11-{23 + at}T09:00:00+00:00") for at, day in enumerate(days)]
    kept = [keep(connection, [each], run=run)[0] for run, each in enumerate(seen, 1)]
    assert [(each.outcome, each.differing) for each in kept] == [(NEW, ()), (REVISED, ("published",)), (UNCHANGED, ()), (UNCHANGED, ())]
    assert (seen[2].published, seen[2].published_printed) == (seen[1].published, seen[1].published_printed)
    assert seen[2].doubts == doubts
    assert seen[2].witnesses["published"] == "meta line"


def test_a_headline_that_is_edited_while_the_day_is_missing_takes_it_from_nobody(connection: Connection) -> None:
    seen = [story(7), story(7, title="عنوان آخر", last_seen=LATER, **NO_DAY), story(7, title="عنوان آخر", last_seen=LATER)]
    kept = [keep(connection, [each], run=run)[0] for run, each in enumerate(seen, 1)]
    assert [(each.outcome, each.differing) for each in kept] == [(NEW, ()), (REVISED, ("title",)), (UNCHANGED, ())]
    assert seen[1].published == seen[0].published


@pytest.mark.parametrize("first", [{}, NO_DAY, NO_DAY | {"doubts": ["published_refused"]}], ids=["day", "none", "refused"])
def test_a_sound_day_after_a_doubtful_one_is_delivered_where_it_is_another(connection: Connection, first: dict[str, Any]) -> None:
    """The feeds have the first day that came, whatever doubtful ones came after it: so has the archive."""
    told = {"published_printed": None, "published_precision": "day", "doubts": ["published"]}
    days = [told | first] * bool(first) + [told | {"published": f"2026-11-{day}T00:00:00+03:00"} for day in (20, 21, 20, 21)]
    days[-1] |= {"doubts": []}
    seen = [story(7, **day, last_seen=f"2026-11-{23 + at}T09:00:00+00:00") for at, day in enumerate(days)]
    kept = [keep(connection, [each], run=run)[0] for run, each in enumerate(seen, 1)]
    came = [(REVISED, ("published",))] if first else []
    assert [(each.outcome, each.differing) for each in kept[1:]] == [*came, (UNCHANGED, ()), (UNCHANGED, ()), (REVISED, ("published",))]
    assert [(each.published, each.doubts) for each in seen[-2:]] == [("2026-11-20T00:00:00+03:00", ["published"]), ("2026-11-21T00:00:00+03:00", [])]


def test_a_doubtful_day_takes_the_place_of_no_sound_one(connection: Connection) -> None:
    days: list[dict[str, Any]] = [{}, {"published": "2026-11-21T00:00:00+03:00", "doubts": ["published"]}, {}]
    seen = [story(7, **({"doubts": []} | day), last_seen=f"2026-11-{23 + at}T09:00:00+00:00") for at, day in enumerate(days)]
    assert [keep(connection, [each], run=run)[0].outcome for run, each in enumerate(seen, 1)] == [NEW, UNCHANGED, UNCHANGED]
    assert (seen[1].published, seen[1].doubts) == (seen[0].published, [])


def test_no_day_is_kept_for_another_story_nor_for_a_better_extractor(connection: Connection) -> None:
    keep(connection, [story(7), story(8)])
    later = NO_DAY | {"last_seen": "2026-11-28T09:00:00+00:00"}
    assert keep(connection, [story(7, "خبر آخر تماما عن شيء آخر", title="خبر آخر", **later)], run=2)[0].outcome == REVISED
    assert "published" in keep(connection, [story(8, **later)], run=3, again=True)[0].differing
    assert rows(connection, "SELECT month FROM articles") == [(None,), (None,)]


def test_a_replayed_page_older_than_what_is_held_says_nothing(connection: Connection) -> None:
    """Nor is it asked what listings say of it, nor whether it has lost the text that came later."""
    keep(connection, [story(7, TEXT, last_seen=LATER), story(8)])
    before = rows(connection, "SELECT * FROM articles ORDER BY id")
    outdated = [story(7, "عاجل"), story(8, TEXT, last_seen=LATER)]
    assert [kept.outcome for kept in keep(connection, outdated, run=2, is_replay=True)] == [OLDER, REVISED]
    assert rows(connection, "SELECT * FROM articles WHERE id = 7") == before[:1]
    (now,) = keep(connection, [story(7, TEXT + " اليوم")], run=3)
    assert now.outcome == REVISED  # a server says what is now, whatever the clock says
