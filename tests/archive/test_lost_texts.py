"""Held articles whose page comes back without its text: not believed before it lasts."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection

from buratha.archive.database import open_archive
from buratha.archive.disbelief import InVain, disbelieve, in_vain
from buratha.archive.frontier import claim_young, missed
from buratha.archive.keeping import OLDER, REVISED, UNCHANGED, Kept
from buratha.archive.lost_texts import TEXT_LOST
from buratha.archive.scope import Scope
from buratha.urls import ArticleAddress
from tests.archive.opening import KINDS, SEEN, address_of, keep, rows, story

TEXT = "أعلنت وزارة الموارد المائية عن إطلاق حصة إضافية من المياه لمزارعي الفرات الأوسط بعد أسابيع من شكاوى الفلاحين " * 3
APOLOGY = "عذرا تعذر عرض هذا الخبر في الوقت الحاضر يرجى المحاولة لاحقا"
LATER = "2026-11-23T06:00:00+00:00"


@pytest.fixture(params=KINDS)
def connection(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Connection]:
    with open_archive(address_of(request, tmp_path)) as opened, opened.begin():
        keep(opened, [story(7, TEXT), story(8)])
        yield opened


def visit(connection: Connection, run: int, body: str, **options: bool) -> Kept:
    """Read the article again, some minutes after the last visit."""
    return keep(connection, [story(7, body, last_seen=LATER.replace("00:00+", f"{run:02}:00+"))], run=run, delivery=run, **options)[0]


def known(connection: Connection) -> tuple[object, ...]:
    return rows(connection, "SELECT revision, tries, reason, last_seen FROM articles WHERE id = 7")[0]


@pytest.mark.parametrize("left", ["", APOLOGY, f"{APOLOGY.split(maxsplit=1)[0]} {'????? ??? ' * 40}"])
def test_it_is_a_revision_only_when_it_lasts(connection: Connection, left: str) -> None:
    assert [visit(connection, run, left) for run in (2, 3)] == [Kept(TEXT_LOST)] * 2
    assert known(connection) == (1, 2, TEXT_LOST, SEEN)
    assert rows(connection, "SELECT count(*) FROM revisions WHERE article_id = 7") == [(1,)]
    assert visit(connection, 4, left) == Kept(REVISED, differing=("body",))
    records = [json.loads(row[0]) for row in rows(connection, "SELECT record FROM revisions WHERE article_id = 7 ORDER BY revision")]
    assert [(record["body"], "body" in record["doubts"]) for record in records] == [(TEXT, False), (left, True)]
    assert visit(connection, 5, left) == Kept(UNCHANGED)


def test_a_text_that_is_there_again_changes_nothing(connection: Connection) -> None:
    visit(connection, 2, "")
    assert visit(connection, 3, TEXT) == Kept(UNCHANGED)
    assert known(connection)[:3] == (1, 0, None)


@pytest.mark.parametrize("part", [14, 30, 38])
def test_its_beginning_is_a_revision_only_when_it_lasts(connection: Connection, part: int) -> None:
    begun = " ".join(TEXT.split()[:part]) + " ..."
    assert [visit(connection, run, begun) for run in (2, 3)] == [Kept(TEXT_LOST)] * 2
    assert visit(connection, 4, begun) == Kept(REVISED, differing=("body",))


def test_a_beginning_that_is_read_better_is_a_revision(connection: Connection) -> None:
    doubtful = story(7, f"{TEXT} {APOLOGY}", last_seen=LATER)
    doubtful.doubts = ["body"]
    keep(connection, [doubtful], run=2, delivery=2)
    assert visit(connection, 3, TEXT) == Kept(REVISED, differing=("body",))
    doubtful.body = f"{TEXT} {TEXT}"
    keep(connection, [doubtful], run=4, delivery=4)
    assert visit(connection, 5, TEXT) == Kept(REVISED, differing=("body",))


@pytest.mark.parametrize("body", [" ".join(TEXT.split()[-14:]), " ".join(TEXT.split()[:44]), APOLOGY + " وقال" * 26])
def test_a_story_that_was_cut_is_a_story(connection: Connection, body: str) -> None:
    assert visit(connection, 2, body) == Kept(REVISED, differing=("body",))


def test_a_line_beside_a_picture_comes_and_goes(connection: Connection) -> None:
    assert keep(connection, [story(8, "", last_seen=LATER)], run=2, delivery=2) == [Kept(REVISED, differing=("body",))]


def test_runs_that_are_not_believed_do_not_count(connection: Connection) -> None:
    for run in (2, 3, 4, 5):
        assert visit(connection, run, "") == Kept(TEXT_LOST)
        assert in_vain(connection, run) == [InVain(TEXT_LOST, is_held=True, is_fresh=True, count=1)]
        assert disbelieve(connection, run, {TEXT_LOST}) == {TEXT_LOST: 1}
    assert rows(connection, "SELECT state FROM articles WHERE id = 7") == [("held",)]


def test_failures_for_another_reason_do_not_count(connection: Connection) -> None:
    for run in (2, 3, 4):
        missed(connection, run, ArticleAddress(7, "news"), "timeout", limits={}, otherwise=5)
    assert visit(connection, 5, "") == Kept(TEXT_LOST)
    assert known(connection)[1] == 1


def test_it_is_asked_for_again_after_the_young_however_old_it_is(connection: Connection) -> None:
    visit(connection, 2, "")
    assert [address.id for address in claim_young(connection, 3, Scope(), 2_000_000_000, LATER, 10)] == [7]
    assert claim_young(connection, 3, Scope(), 2_000_000_000, LATER, 10) == []


def test_of_the_same_visit_less_may_be_read_by_a_better_extractor(connection: Connection) -> None:
    assert keep(connection, [story(7, "", last_seen=SEEN)], run=2, delivery=2, again=True)[0].outcome == REVISED
    assert keep(connection, [story(8, "", last_seen="2026-11-01T00:00:00+00:00")], run=2, delivery=2, again=True)[0].outcome == OLDER
