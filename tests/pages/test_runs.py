"""Dates set over several lines: calendars' leaves, years in lines of their own, days in two calendars, rows with two dates."""

import pytest

from tests.pages.story import BODY, PARAGRAPHS, page, read

OWN = "2017-01-20T00:00:00+03:00"


@pytest.mark.parametrize(
    ("lines", "views"),
    [
        ("<p>20/1/2017</p><p>2052</p>", 2052),
        ("<div>20 كانون الثاني 2017</div><div>2052</div>", 2052),
        ("<div>20 كانون الثاني</div><div>2017</div><div>2052</div>", 2052),
        ("<div>20 كانون الثاني</div><div>2017</div>", None),
    ],
)
def test_a_number_like_a_year_below_a_whole_day_counts_readers(lines: str, views: int | None) -> None:
    record = read(page(between=lines))
    assert (record["published"], record["views"], record["body"]) == (OWN, views, BODY)


@pytest.mark.parametrize(
    "leaf",
    [
        "<div class='c'><div>20</div><div>كانون الثاني</div><div>2017</div></div>",
        "<div class='c'><div>كانون الثاني</div><div>20</div><div>2017</div></div>",
        "<ul class='c'><li>20</li><li>يناير</li><li>2017</li></ul>",
        "<div class='c'><p>٢٠</p><p>يناير</p><p>٢٠١٧</p></div>",
    ],
)
@pytest.mark.parametrize("counter", ["", "<div>المشاهدات: 845</div>"], ids=["alone", "with readers"])
def test_the_leaf_of_a_calendar_in_three_lines(leaf: str, counter: str) -> None:
    record = read(page(between=leaf + counter))
    assert (record["published"], record["views"], record["body"]) == (OWN, 845 if counter else None, BODY)


@pytest.mark.parametrize(
    "lines",
    [
        "<div class='c'><div>45</div><div>كانون الثاني</div><div>2017</div></div>",
        "<div class='c'><div>20</div><div>مقعدا</div><div>2017</div></div>",
        "<div class='c'><div>20</div><div>كانون الثاني</div><div>3017</div></div>",
        "<div><div>20</div></div><div><div>كانون الثاني</div></div><div><div>2017</div></div>",
    ],
    ids=["no such day", "no month", "no such year", "three blocks"],
)
def test_three_lines_that_are_no_leaf(lines: str) -> None:
    assert read(page(between=lines))["published"] is None


@pytest.mark.parametrize(
    "lines",
    [
        "<p>22 ربيع الثاني 1438</p><p>20 كانون الثاني 2017</p><p>المشاهدات: 845</p>",
        "<p>20 كانون الثاني 2017</p><p>22 ربيع الثاني 1438 هـ</p><p>المشاهدات: 845</p>",
        "<p>845</p><p>22/4/1438</p><p>20/1/2017</p>",
    ],
)
def test_the_same_day_in_the_other_calendar_is_no_second_date(lines: str) -> None:
    record = read(page(between=f"<div>{lines}</div>"))
    assert (record["published"], record["views"], record["body"]) == (OWN, 845, BODY)


def test_a_day_in_the_hijri_calendar_alone_is_read() -> None:
    record = read(page(between="<p>22 ربيع الثاني 1438 هـ</p><p>المشاهدات: 845</p>"))
    assert (record["published"], record["views"]) == (OWN, 845)


@pytest.mark.parametrize(
    "rows",
    [
        "<table><tr><td>آخر تحديث</td><td>3/2/2017</td></tr><tr><td>845 مشاهدة</td><td>20/1/2017</td></tr></table>",
        "<ul><li>آخر تحديث 3/2/2017</li></ul><ul><li>845 مشاهدة</li><li>نشر 20/1/2017</li></ul>",
    ],
    ids=["table", "lists"],
)
def test_a_number_in_the_row_of_the_second_date_is_that_ones(rows: str) -> None:
    record = read(page(between=rows))
    assert (record["published"], record["views"]) == (OWN, 845)


@pytest.mark.parametrize(
    ("row", "views"),
    [
        ("<ul><li>آخر تحديث: 3/2/2017</li><li>845</li><li>نشر: 20/1/2017</li></ul>", 845),
        ("<table><tr><td>آخر تحديث: 3/2/2017</td><td>845</td><td>نشر: 20/1/2017</td></tr></table>", 845),
        ("<table><tr><td>آخر تحديث: 3/2/2017</td></tr><tr><td>845</td></tr><tr><td>نشر: 20/1/2017</td></tr></table>", None),
        ("<p>آخر تحديث: 3/2/2017</p><p>845</p><p>نشر: 20/1/2017</p>", None),
    ],
    ids=["items", "cells", "rows", "paragraphs"],
)
def test_a_number_between_two_dates_is_the_next_ones_only_in_its_row(row: str, views: int | None) -> None:
    record = read(page(between=row))
    assert (record["published"], record["views"]) == (OWN, views)


@pytest.mark.parametrize("hijri", ["21 ربيع الثاني 1438", "21/4/1438"])
@pytest.mark.parametrize("first", [True, False], ids=["before", "behind"])
def test_where_the_calendars_differ_by_a_day_the_gregorian_one_is_believed(hijri: str, first: bool) -> None:
    lines = [f"<p>{hijri}</p>", "<p>20 كانون الثاني 2017</p>"]
    record = read(page(between=f"<div>{''.join(lines if first else lines[::-1])}</div>"))
    assert (record["published"], record["body"]) == (OWN, BODY)


def test_an_authors_own_leaf_amid_the_story_stays() -> None:
    texts = [PARAGRAPHS[0], "20", "شباط", "2017", *PARAGRAPHS[1:]]
    story = "".join(f"<p>{text}</p>" for text in texts)
    record = read(page(between="<p>نشر في 20/1/2017</p>", story=f"<div class='t'>{story}</div>"))
    assert (record["published"], record["body"]) == (OWN, "\n\n".join(texts))
