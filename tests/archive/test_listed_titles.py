"""What listings call articles, against pages that are another article's."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Connection

from buratha.archive.database import open_archive
from buratha.archive.frontier import ANOTHER, claim_young, note
from buratha.archive.given_anew import given_anew
from buratha.archive.keeping import NEW, REVISED, Kept
from buratha.archive.listed_titles import note_titles
from buratha.archive.scope import Scope
from buratha.items import Article
from buratha.pages.listing import ListedArticle
from buratha.urls import ArticleAddress
from tests.archive.opening import KINDS, address_of, keep, rows, story

TITLES = {
    1: "افتتاح جسر الكوت الجديد أمام المارة",
    2: "انطلاق موسم حصاد الحنطة في واسط",
    3: "وصول الباخرة المحملة بالأرز إلى أم قصر",
    4: "تأهيل المدرسة القديمة في حي السلام",
    5: "افتتاح معرض الكتاب في شارع المتنبي",
    6: "منتخب الشباب يغادر إلى معسكر الدوحة",
    7: "أمطار غزيرة تقطع طريق سنجار الجبلي",
    8: "فتح باب التقديم على القروض الزراعية",
}
DAYS = {number: date(2016, 11, 3 * number) for number in TITLES}


def page(number: int, of: int | None = None, **fields: str) -> Article:
    """The article of an address, read from the page of another one."""
    of = of or number
    return story(number, f"نص الخبر ذي الرقم {of} وفيه كلمات كثيرة", title=TITLES[of], published=f"2016-11-{3 * of:02}T10:00:00+03:00", **fields)


@pytest.fixture(params=KINDS)
def connection(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Connection]:
    with open_archive(address_of(request, tmp_path)) as opened, opened.begin():
        note(opened, 1, [ArticleAddress(number, "news") for number in TITLES], DAYS)
        note_titles(opened, TITLES)
        yield opened


def held(connection: Connection, *numbers: int) -> None:
    assert {kept.outcome for kept in keep(connection, map(page, numbers))} == {NEW}


def be_young(connection: Connection, number: int) -> None:
    connection.exec_driver_sql(f"UPDATE articles SET published_at = 4000000000 WHERE id = {number}")


def known(connection: Connection, number: int) -> tuple[object, ...]:
    return rows(connection, f"SELECT state, tries, reason FROM articles WHERE id = {number}")[0]


@pytest.mark.parametrize("other", [2, 8], ids=["read before", "not read yet"])
def test_the_page_of_another_article_is_not_believed(connection: Connection, other: int) -> None:
    held(connection, 1, 2, 3, 4, 5, 6)
    assert keep(connection, [page(7, of=other)]) == [Kept(ANOTHER)]
    assert known(connection, 7) == ("met", 1, ANOTHER)
    assert keep(connection, [page(7)], run=2) == [Kept(NEW)]
    assert known(connection, 7) == ("held", 0, None)
    if other == 8:
        assert keep(connection, [page(8)], run=2) == [Kept(NEW)]


def test_what_lasts_is_kept_with_doubts(connection: Connection, caplog: pytest.LogCaptureFixture) -> None:
    held(connection, 1, 2, 3, 4, 5, 6)
    assert [keep(connection, [page(7, of=8)], run=run)[0].outcome for run in (1, 2)] == [ANOTHER] * 2
    last = page(7, of=8)
    assert keep(connection, [last], run=3) == [Kept(NEW)]
    assert {"title", "published"} <= set(last.doubts)
    assert f"article 7 is doubtful: its page is headed «{TITLES[8]}», and listings call it" in caplog.text


def test_a_held_article_stays_as_it_is_and_is_read_again(connection: Connection) -> None:
    held(connection, *TITLES)
    note_titles(connection, {7: TITLES[7]})
    assert rows(connection, "SELECT * FROM listed_titles") == []  # old ones are read no more
    be_young(connection, 7)
    note_titles(connection, {7: TITLES[7]})
    assert keep(connection, [page(7, of=2)], run=2) == [Kept(ANOTHER)]
    assert known(connection, 7) == ("held", 1, ANOTHER)
    assert [each.id for each in claim_young(connection, 3, Scope(), 5_000_000_000, "2027", 9)] == [7]


@pytest.mark.parametrize(
    "listed",
    [
        "أمطار غزيرة تقطع طريق",
        "أمطار غزيرة تقطع طريق سنجار الج…",
        "عاجل: أمطار غزيرة تقطع طريق سنجار الجبلي وتوقف السير فيه",
        "اقرأ المزيد",
    ],
)
def test_a_headline_that_was_shortened_or_corrected_raises_no_doubt(connection: Connection, listed: str) -> None:
    held(connection, 1, 2, 3, 4, 5, 6)
    note_titles(connection, {7: listed})
    read = page(7, doubts=[])
    assert keep(connection, [read]) == [Kept(NEW)]
    assert read.doubts == []


def test_another_headline_alone_is_doubtful(connection: Connection) -> None:
    held(connection, 1, 2, 3, 4, 5, 6)
    note_titles(connection, {7: "سيول تعزل قرى عند سفح الجبل"})
    read = page(7, doubts=[])
    assert keep(connection, [read]) == [Kept(NEW)]
    assert read.doubts == ["title"]


def test_listings_that_call_articles_otherwise_are_not_believed(connection: Connection) -> None:
    note_titles(connection, {number: TITLES[number % 8 + 1] for number in TITLES})
    read = [page(number, doubts=[]) for number in TITLES]
    assert keep(connection, read) == [Kept(NEW)] * 8
    assert [article.doubts for article in read] == [[]] * 8


def test_an_edited_headline_is_a_revision(connection: Connection) -> None:
    held(connection, *TITLES)
    be_young(connection, 7)
    note_titles(connection, TITLES)
    edited = story(7, "نص جديد كتبه المحرر بعد ذلك", title="أمطار غزيرة تقطع طريق سنجار", published="2096-10-02T10:05:00+03:00")
    assert keep(connection, [edited], run=2) == [Kept(REVISED)]


def test_a_number_that_is_given_to_another_story_is_told_of(connection: Connection) -> None:
    """Not a corrected headline, nor an edited story's later day, nor a picture that links an old story without words."""
    held(connection, 1, 2, 3, 4, 5)
    given = {1: (TITLES[6], 7), 2: (TITLES[7], 9), 3: (f"{TITLES[3]} مساء", 30), 4: ("المزيد", 30), 5: (TITLES[8], None), 9: (TITLES[8], 30)}
    listed = [ListedArticle(number, "news", "", title, date(2016, 11, day) if day else None) for number, (title, day) in given.items()]
    assert given_anew(connection, listed) == [1]
