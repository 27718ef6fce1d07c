"""Doubts about the date: days that no article of this number can have, times of day that were left unread."""

import json
from typing import Any

import pytest

from tests.pages.story import PARAGRAPHS, TITLE, page, read, read_site

POSSIBLE, IMPOSSIBLE = "20/1/2017", ("20/1/2012", "9/9/2016", "1/9/2017", "4/11/2025")


def structured(stamp: str) -> str:
    told = {"@type": "NewsArticle", "headline": TITLE, "datePublished": stamp}
    return f'<script type="application/ld+json">{json.dumps(told, ensure_ascii=False)}</script>'


@pytest.mark.parametrize("form", ["<p>تاريخ النشر: {}</p>", "<p>{}</p>", "<p>845</p><p>{}</p>", "<p>أضيفت يوم {} الساعة 17:40</p>"])
def test_a_day_that_no_article_of_this_number_can_have_is_doubtful(form: str) -> None:
    assert "published" not in read(page(between=form.format(POSSIBLE)))["doubts"]
    for day in IMPOSSIBLE:
        record = read(page(between=form.format(day)))
        year = day.rpartition("/")[2]
        assert (record["published"][:4], "published" in record["doubts"]) == (year, True), day


@pytest.mark.parametrize("line", ["845 07:08:59 2012-01-20", "845 2012-01-20", "845 2025-11-04"])
def test_the_agencys_own_line_is_believed_whatever_the_number(line: str) -> None:
    record = read(page(between=f"<p>{line}</p>"))
    assert (record["published"][:10], record["views"]) == (line[-10:], 845)
    assert "published" not in record["doubts"]


@pytest.mark.parametrize("days", [("20/1/2012", POSSIBLE), (POSSIBLE, "20/1/2012")], ids=["behind", "before"])
@pytest.mark.parametrize("form", ["<p>تاريخ النشر: {}</p>", "<p>{}</p>"])
def test_of_two_days_the_possible_one_is_read(days: tuple[str, str], form: str) -> None:
    assert read(page(between="".join(form.format(day) for day in days)))["published"] == "2017-01-20T00:00:00+03:00"


@pytest.mark.parametrize(
    "head",
    [
        structured("2021-05-06T10:11:12+03:00"),
        structured("2012-01-20"),
        f"<meta property='og:title' content='{TITLE}'><meta property='article:published_time' content='2021-05-06T10:11:12+03:00'>",
    ],
    ids=["json-ld", "json-ld without a time of day", "open graph"],
)
def test_structured_data_alone_with_such_a_day_is_refused(head: str) -> None:
    record = read(page(head=head))
    assert record["published"] is None
    assert "published_refused" in record["doubts"]


def test_microdata_alone_with_such_a_day_is_refused() -> None:
    record = read(page("<meta itemprop='datePublished' content='2021-05-06T10:11:12+03:00'>"))
    assert record["published"] is None
    assert "published_refused" in record["doubts"]


def test_structured_data_with_a_possible_day_is_believed() -> None:
    record = read(page(head=structured("2017-01-20T10:11:12+03:00")))
    assert record["published"] == "2017-01-20T10:11:12+03:00"
    assert "published_refused" not in record["doubts"]


def test_a_printed_day_that_can_be_comes_before_structured_data_that_cannot() -> None:
    record = read(page(head=structured("2021-05-06T10:11:12+03:00"), between=f"<p>{POSSIBLE}</p>"))
    assert record["published"] == "2017-01-20T00:00:00+03:00"
    assert "published_refused" not in record["doubts"]


def test_structured_data_that_can_be_comes_before_a_printed_day_that_cannot() -> None:
    record = read(page(head=structured("2017-01-20T10:11:12+03:00"), between="<p>20/1/2012</p>"))
    assert record["published"] == "2017-01-20T10:11:12+03:00"


def crawled(days: list[str]) -> list[dict[str, Any]]:
    """The records of as many pages as there are days, one number after the other, each with views behind a label."""
    return read_site([f"<p class='d'>تاريخ النشر: {day} - المشاهدات: {300 + 7 * at}</p>" for at, day in enumerate(days)])


def test_on_a_site_in_order_one_page_that_is_not_is_doubtful() -> None:
    records = crawled([f"{20 + at}/1/2017" for at in range(6)] + ["9/9/2016"])
    assert [record["published"][:10] for record in records] == [f"2017-01-{20 + at}" for at in range(6)] + ["2016-09-09"]
    assert ["published" in record["doubts"] for record in records] == [False] * 6 + [True]


def test_a_site_whose_numbers_go_by_another_order_is_believed() -> None:
    for at, record in enumerate(crawled([f"{10 + at}/5/2012" for at in range(6)])):
        assert record["published"] == f"2012-05-{10 + at}T00:00:00+03:00"
        assert "published" not in record["doubts"]


@pytest.mark.parametrize(
    ("clock", "doubtful"),
    [
        ("<p>بث المقطع في 17:40:12</p>", True),
        ("<p>المدينة 17:40:12 والضواحي</p>", True),
        ("<p>مدة القراءة: دقيقتان</p>", False),
        ("<p>المقطع 4:29</p>", False),
        ("", False),
    ],
)
def test_a_time_of_day_with_seconds_near_a_day_that_did_not_take_it(clock: str, doubtful: bool) -> None:
    record = read(page(between=f"<p>تاريخ النشر: {POSSIBLE}</p>{clock}"))
    assert (record["published"], "published" in record["doubts"]) == ("2017-01-20T00:00:00+03:00", doubtful)


def test_a_time_of_day_of_another_story_raises_no_doubt() -> None:
    card = "<div class='k'><h4><a href='/arabic/news/309100'>مزارع يحفر بئرا في أرض جده</a></h4><div>في تمام 17:40:12</div></div>"
    assert "published" not in read(page(between=f"<p>تاريخ النشر: {POSSIBLE}</p>{card}"))["doubts"]


def test_an_impossible_day_on_a_page_read_alone() -> None:
    assert "published" in read(page(between="<p>20/1/2012</p><p>المشاهدات: 845</p>"))["doubts"]


@pytest.mark.parametrize(("hint", "doubtful"), [("بث في 17:40:12", True), ("بث في 17:40", False), ("بث", False)])
def test_a_second_in_a_hint_beside_the_date_that_was_not_taken(hint: str, doubtful: bool) -> None:
    assert ("published" in read(page(between=f"<p>{POSSIBLE} <i title='{hint}'></i></p>"))["doubts"]) is doubtful


@pytest.mark.parametrize(
    ("below", "doubtful"),
    [
        ("<p>الصفحة 20/1/2017 من الدفتر</p>", True),
        ("<p>آخر تحديث للصفحة 20/1/2017</p>", True),
        ("<p>الصفحة من الدفتر</p>", False),
        ("<p><a href='/archive/2017/1/20'>أعداد 20/1/2017</a></p>", False),
    ],
    ids=["a day", "another day's words", "no day", "a link"],
)
def test_a_day_near_an_undated_story(below: str, doubtful: bool) -> None:
    record = read(page(below=below))
    assert record["published"] is None
    assert ("published" in record["doubts"]) is doubtful


@pytest.mark.parametrize("same", [False, True], ids=["each page its own", "the same on all"])
def test_a_day_that_all_pages_print_is_the_layouts(same: bool) -> None:
    """On the last page, which has no day of its own."""
    printed = [f"<div class='f'>الدفتر المفتوح لأهل القرية في {10 if same else 10 + at}/1/2017 وما بعدها من الأيام</div>" for at in range(8)]
    own = [f"<p class='d'>نشر في {20 + at}/1/2017</p>" for at in range(7)] + [""]
    *_, last = read_site([day + line for day, line in zip(own, printed, strict=True)])
    assert last["published"] is None
    assert ("published" in last["doubts"]) is not same


def test_a_line_amid_the_paragraphs_is_doubtful() -> None:
    first, *others = PARAGRAPHS
    amid = "<p>نشر في 20/1/2017 الساعة 17:40</p>"
    story = f"<div class='t'><p>{first}</p>{amid}{''.join(f'<p>{text}</p>' for text in others)}</div>"
    record = read(page(story=story))
    assert record["published"] is None or "published" in record["doubts"]
    above = read(page(story=f"<div class='t'>{amid}{''.join(f'<p>{text}</p>' for text in PARAGRAPHS)}</div>"))
    assert (above["published"], "published" in above["doubts"]) == ("2017-01-20T17:40:00+03:00", False)


@pytest.mark.parametrize("markup", ["<!-- posted 2017-01-20 14:05:33 -->", "<script>var at = '20/01/2017 10:00:00'</script>"])
def test_an_hour_that_no_reader_sees_is_none_that_was_missed(markup: str) -> None:
    record = read(page(between=f"<p>845</p><p>{POSSIBLE}</p>{markup}"))
    assert (record["published"][:10], record["published_precision"], "published" in record["doubts"]) == ("2017-01-20", "day", False)


@pytest.mark.parametrize(
    ("below", "doubtful"),
    [
        ("<div>وكان وصولها الى مكتبنا قبيل الفجر بقليل من ليلة ممطرة طويلة، 09:14:26</div>", True),
        ("<h3>التعليقات</h3><div>وكان وصولها الى مكتبنا قبيل الفجر بقليل من ليلة ممطرة طويلة، 09:14:26</div>", False),
        ("<div>آذان الفجر 04:51</div>", False),
    ],
    ids=["an hour to the second", "a reader's", "an hour of prayer"],
)
def test_an_hour_below_the_story_that_was_not_taken(below: str, *, doubtful: bool) -> None:
    links = "".join(f"<li><a href='/arabic/news/{309100 + at}'>خبر قديم من القرية رقم {at}</a></li>" for at in range(12))
    fillers = f"<ul>{links}</ul>"
    record = read(page(between="<p>تاريخ النشر: 20/1/2017</p>", below=f"{fillers}{below}"))
    assert record["published"] == "2017-01-20T00:00:00+03:00"
    assert ("published" in record["doubts"]) is doubtful


def test_of_two_days_in_one_line_the_earlier_is_the_publications() -> None:
    line = "<p><b>نقّحها المحررون في 25 كانون الثاني 2017</b> / صدرت أول مرة في 20 كانون الثاني 2017</p>"
    assert read(page(between=line))["published"] == "2017-01-20T00:00:00+03:00"


@pytest.mark.parametrize("where", ["between", "above"])
def test_a_last_change_to_the_second_is_taken_only_with_a_doubt(where: str) -> None:
    assert "published" in read(page(**{where: "<p>آخر تحديث: 25/1/2017 10:22:31</p>"}))["doubts"]


def test_a_last_change_below_the_story_is_neither_its_day_nor_its_hour() -> None:
    change = "<p>آخر تحديث: 25/1/2017 10:22:31</p>"
    assert read(page(below=change))["published"] is None
    record = read(page(between="<p>نشر في 20/1/2017</p>", below=change))
    assert record["published"] == "2017-01-20T00:00:00+03:00"
    assert "published" not in record["doubts"]
