"""What listings call articles, against pages that are another article's."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Connection

from buratha.archive.database import open_archive
from buratha.archive.frontier import ANOTHER, claim_young, note
from buratha.archive.given_anew import given_anew
from buratha.archive.keeping import NEW, REVISED, UNCHANGED, Kept
from buratha.archive.listed_titles import LASTS, note_titles
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


FORMS = {
    number: f"وزارة {ministry} تحدد {day} المقبل موعدا لاستئناف مشروع {works}"
    for number, (ministry, day, works) in {
        1: ("النقل", "الاحد", "توسعة المطار"),
        2: ("الاتصالات", "الجمعة", "معمل الالبان"),
        7: ("المالية", "الاثنين", "المجمع السكني"),
        8: ("الزراعة", "السبت", "الحزام الاخضر"),
    }.items()
}
"""Headlines of one form: they share half of their words and more."""


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


def formed(number: int, of: int | None = None) -> Article:
    """The same of an article whose headline follows the form, on the day that listings give the address."""
    of = of or number
    body = f"نص الخبر ذي الرقم {of} وفيه كلمات كثيرة"
    return story(number, body, title=FORMS[of], published=f"2016-11-{3 * number:02}T10:00:00+03:00", doubts=[])


def be_young(connection: Connection, number: int) -> None:
    connection.exec_driver_sql(f"UPDATE articles SET published_at = 4000000000, listed_on = '2096-10-02' WHERE id = {number}")


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
    assert keep(connection, [edited], run=2) == [Kept(REVISED, differing=("title", "body", "published"))]


@pytest.mark.parametrize("other", [2, 8], ids=["read before", "not read yet"])
def test_headlines_of_one_form_do_not_hide_the_page_of_another_article(connection: Connection, other: int) -> None:
    note_titles(connection, FORMS)
    held(connection, 3, 4, 5, 6)
    assert [kept.outcome for kept in keep(connection, map(formed, (1, 2)))] == [NEW] * 2
    assert keep(connection, [formed(7, of=other)]) == [Kept(ANOTHER)]
    read = formed(7)
    assert keep(connection, [read], run=2) == [Kept(NEW)]
    assert (read.duplicate_of, read.doubts) == (None, [])


@pytest.mark.parametrize("before", ["", "بالصور: ", "عاجل "])
def test_a_story_that_comes_again_under_a_new_number_repeats_the_first(connection: Connection, before: str) -> None:
    note_titles(connection, FORMS | {7: before + FORMS[1], 8: before + FORMS[1][:40]})
    held(connection, 3, 4, 5, 6)
    keep(connection, [formed(1)])
    again = [formed(7, of=1), formed(8, of=1)]
    assert [kept.outcome for kept in keep(connection, again)] == [NEW] * 2
    assert [(article.duplicate_of, article.doubts) for article in again] == [(1, [])] * 2
    note_titles(connection, {1: FORMS[1], 7: before + FORMS[1], 8: before + FORMS[1][:40]})
    assert [known(connection, number) for number in (1, 7, 8)] == [("held", 0, None)] * 3


def unlisted(connection: Connection, number: int) -> None:
    connection.exec_driver_sql(f"DELETE FROM listed_titles WHERE article_id = {number}")


def test_what_was_kept_as_a_repetition_is_asked_for_again_when_a_listing_calls_it_otherwise(connection: Connection) -> None:
    held(connection, 1, 2, 3, 4, 5, 6)
    keep(connection, [formed(2)], run=2)
    unlisted(connection, 7)
    wrong = formed(7, of=2)
    assert keep(connection, [wrong], run=2) == [Kept(NEW, left_out=True)]
    assert wrong.duplicate_of == 2
    note_titles(connection, {2: FORMS[2], 7: FORMS[7]})
    assert [known(connection, number) for number in (2, 7)] == [("held", 0, None), ("held", 0, ANOTHER)]
    assert [each.id for each in claim_young(connection, 3, Scope(), 5_000_000_000, "2027", 9)] == [7]
    right = formed(7)
    assert keep(connection, [right], run=3) == [Kept(REVISED, differing=("title", "body"))]
    assert (right.duplicate_of, known(connection, 7)) == (None, ("held", 0, None))


def test_the_first_with_a_text_is_asked_for_again_when_the_one_comes_whose_it_is(connection: Connection) -> None:
    held(connection, 1, 2, 3, 4, 5, 6)
    note_titles(connection, FORMS)
    unlisted(connection, 8)
    assert keep(connection, [formed(7, of=8)]) == [Kept(NEW)]  # nobody knows yet that it is another one's
    true = formed(8)
    keep(connection, [true])
    assert (true.duplicate_of, known(connection, 7), known(connection, 8)) == (7, ("held", 0, ANOTHER), ("held", 0, None))


def test_a_repetition_that_lasts_is_not_asked_for_for_ever(connection: Connection) -> None:
    held(connection, 1, 2, 3, 4, 5, 6)
    keep(connection, [formed(2)], run=2)
    unlisted(connection, 7)
    keep(connection, [formed(7, of=2)], run=2)
    outcomes = []
    for run in (3, 4, 5):
        note_titles(connection, {7: FORMS[7]})
        outcomes += [kept.outcome for kept in keep(connection, [formed(7, of=2)], run=run)]
    assert outcomes == [ANOTHER, ANOTHER, UNCHANGED]
    note_titles(connection, {7: FORMS[7]})
    assert known(connection, 7) == ("held", 0, LASTS)
    assert keep(connection, [formed(7)], run=6) == [Kept(REVISED, differing=("title", "body"))]
    assert known(connection, 7) == ("held", 0, None)


def test_listings_that_were_never_right_have_nothing_asked_for_again(connection: Connection) -> None:
    for number in (1, 7):
        unlisted(connection, number)
    keep(connection, [formed(1), formed(7, of=1)])
    note_titles(connection, {7: FORMS[7]})
    assert known(connection, 7) == ("held", 0, None)


def test_a_number_that_is_given_to_another_story_is_told_of(connection: Connection) -> None:
    """Not a corrected headline, nor an edited story's later day, nor a picture that links an old story without words."""
    held(connection, 1, 2, 3, 4, 5)
    given = {1: (TITLES[6], 7), 2: (TITLES[7], 9), 3: (f"{TITLES[3]} مساء", 30), 4: ("المزيد", 30), 5: (TITLES[8], None), 9: (TITLES[8], 30)}
    listed = [ListedArticle(number, "news", "", title, date(2016, 11, day) if day else None) for number, (title, day) in given.items()]
    assert given_anew(connection, listed) == [1]
