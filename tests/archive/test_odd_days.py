"""Days that pages print far from when their articles came out."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection

from buratha.archive.database import open_archive
from buratha.archive.frontier import claim_young, note
from buratha.archive.keeping import NEW, REVISED, UNCHANGED, Kept
from buratha.archive.odd_days import LISTING, RUN, WalkedBefore
from buratha.archive.scope import Scope
from buratha.archive.tables import walks
from buratha.items import Article
from buratha.urls import ArticleAddress
from tests.archive.opening import KINDS, address_of, keep, story

LISTED = date(2026, 3, 12)
NOW = datetime(2026, 3, 13, 9, 0, tzinfo=UTC)
SINCE = int((NOW - timedelta(hours=48)).timestamp())


@pytest.fixture(params=KINDS)
def connection(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Connection]:
    with open_archive(address_of(request, tmp_path)) as opened, opened.begin():
        note(opened, 1, [ArticleAddress(number, "news") for number in range(1, 21)], dict.fromkeys(range(1, 21), LISTED))
        yield opened


def page(number: int, day: str | None = "2026-03-12", **fields: Any) -> Article:
    usual: dict[str, Any] = {"doubts": [], "published_printed": None, "section_in_address": "news"}
    return story(number, published=day and f"{day}T10:00:00+03:00", **(usual | fields))


def held(connection: Connection, *numbers: int) -> None:
    assert {kept.outcome for kept in keep(connection, map(page, numbers))} == {NEW}


@pytest.mark.parametrize("day", ["2025-03-12", "2026-12-03", "2026-03-04"])
def test_a_day_far_from_the_listings_is_doubtful_and_told(connection: Connection, day: str, caplog: pytest.LogCaptureFixture) -> None:
    held(connection, 1, 2, 3, 4, 5)
    read = page(7, day)
    assert keep(connection, [read]) == [Kept(NEW, far_from=LISTING)]
    assert read.doubts == ["published"]
    assert f"Pages print days that are far from when their articles came out: 7 ({day}, listed on 2026-03-12)" in caplog.text


@pytest.mark.parametrize("day", ["2026-03-05", "2026-03-19", None])
def test_a_day_near_the_listings_and_none_are_not(connection: Connection, day: str | None) -> None:
    held(connection, 1, 2, 3, 4, 5)
    read = page(7, day)
    assert keep(connection, [read]) == [Kept(NEW)]
    assert read.doubts == []


def test_a_listings_day_that_the_number_speaks_against_raises_no_doubt(connection: Connection) -> None:
    held(connection, 1, 2, 3, 4, 5)
    note(connection, 1, [ArticleAddress(411047, "news")], {411047: LISTED})
    read = page(411047, "2022-04-26", last_seen="2026-03-12T06:00:00+00:00")
    assert keep(connection, [read]) == [Kept(NEW)]
    assert read.doubts == []


def test_listings_that_are_mostly_wrong_raise_no_doubt(connection: Connection) -> None:
    old = [page(number, "2016-11-22") for number in range(1, 9)]
    assert keep(connection, old) == [Kept(NEW)] * 8
    held(connection, 11, 12, 13, 14, 15, 16)
    assert keep(connection, [page(20, "2016-11-22")]) == [Kept(NEW)]


def test_what_is_read_again_and_again_does_not_make_the_listings_wrong(connection: Connection) -> None:
    held(connection, *range(1, 13))
    for run in range(1, 9):
        read = page(20, "2025-03-12")
        assert keep(connection, [read], run=run)[0].outcome == (NEW if run == 1 else UNCHANGED)
        assert read.doubts == ["published"]


def test_a_day_that_is_put_right_is_a_revision(connection: Connection) -> None:
    held(connection, 1, 2, 3, 4, 5)
    keep(connection, [page(7, "2025-03-12")])
    assert keep(connection, [page(7)], run=2) == [Kept(REVISED, differing=("published",), day_found=True)]
    assert keep(connection, [page(7)], run=3) == [Kept(UNCHANGED)]
    assert keep(connection, [page(7, "2025-03-12")], run=4) == [Kept(UNCHANGED)]  # nor is one that goes wrong


class TestYoung:
    """Articles that are young by their listing, while their page has another year."""

    def young(self, connection: Connection) -> list[int]:
        return [address.id for address in claim_young(connection, 9, Scope(), SINCE, NOW.isoformat(timespec="seconds"), 100)]

    def keep(self, connection: Connection, *pages: Article) -> None:
        for read in pages:
            read.last_seen = "2026-03-12T18:00:00+00:00"
        keep(connection, pages)

    def test_they_are_read_again(self, connection: Connection) -> None:
        self.keep(connection, *(page(number, "2026-03-08") for number in range(1, 7)), page(7, "2025-03-12"), page(8))
        assert self.young(connection) == [8, 7]

    def test_not_what_is_not_young_by_its_listing_nor_what_is_old_by_number(self, connection: Connection) -> None:
        note(connection, 1, [ArticleAddress(number, "news") for number in (30, 31, 32)], {30: date(2026, 3, 10), 32: LISTED})
        self.keep(connection, page(7, "2025-03-12"), page(20, "2026-03-08"), page(30, "2025-03-10"), page(31, "2025-03-12"), page(32, "2025-03-12"))
        assert self.young(connection) == [32]


WALKED = WalkedBefore(top=10, on={"news": date(2026, 3, 11)})


@pytest.mark.parametrize(
    ("read", "far_from"),
    [
        (page(40, "2025-03-12"), RUN),
        (page(40, "2026-03-03"), RUN),
        (page(40, "2026-03-04"), None),
        (page(40, "2026-03-12"), None),
        (page(40, None), None),
        (page(10, "2025-03-12"), LISTING),
        (page(9, "2025-03-12", section_in_address="poetry"), LISTING),
        (page(40, "2025-03-12", section_in_address="poetry"), None),
    ],
    ids=["last year", "long before", "draft", "new", "no day", "listed", "listed elsewhere", "section never walked"],
)
def test_what_is_newer_than_all_that_was_listed_came_since(connection: Connection, read: Article, far_from: str | None) -> None:
    held(connection, 1, 2, 3, 4, 5)
    read.doubts = []
    assert keep(connection, [read], walked=WALKED) == [Kept(NEW, far_from=far_from)]
    assert read.doubts == (["published"] if far_from == LISTING else [])  # an old text under a new number is no fault


def test_listings_that_are_wrong_along_with_the_pages_hide_nothing(connection: Connection) -> None:
    note(connection, 2, [ArticleAddress(40, "news")], {40: date(2025, 3, 12)})
    assert keep(connection, [page(40, "2025-03-12")], walked=WALKED) == [Kept(NEW, far_from=RUN)]
    assert keep(connection, [page(40, "2025-03-12")], walked=WALKED) == [Kept(UNCHANGED)]


def test_holes_that_are_filled_and_articles_without_a_listed_day_tell_nothing(connection: Connection) -> None:
    held(connection, 1, 2, 3, 4, 5)
    note(connection, 2, [ArticleAddress(0, "news")])
    assert keep(connection, [page(0, "2016-11-22")], walked=WALKED) == [Kept(NEW)]


def test_how_far_earlier_runs_walked_is_told_by_the_archive(connection: Connection) -> None:
    assert WalkedBefore.of(connection) == WalkedBefore()
    for section, top, at in (("news", 10, "2026-03-11T22:30:00+00:00"), ("poetry", 4, "2026-03-01T06:00:00+00:00")):
        connection.execute(walks.insert().values(section=section, top=top, walked_at=at, walked_run=1))
    assert WalkedBefore.of(connection) == WalkedBefore(10, {"news": date(2026, 3, 12), "poetry": date(2026, 3, 1)})
