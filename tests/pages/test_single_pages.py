"""Habits of pages that are read alone: how hours and numbers are told, and what layouts set into a story or right below it."""

import pytest

from tests.pages.story import page, read

DAY = "<div class='d'>05-01-2017</div>"


@pytest.mark.parametrize(("hour", "told"), [("03:55 فجراً", "03:55"), ("04:10 فجرا", "04:10"), ("03:55 عصراً", "15:55")])
def test_an_hour_before_sunrise_beside_the_day(hour: str, told: str) -> None:
    between = f"<ul class='i'><li>الموافق 05-01-2017</li><li>{hour}</li><li>شاهده: 638</li></ul>"
    record = read(page(between=between))
    assert (record["published"][:16], record["views"]) == (f"2017-01-05T{told}", 638)


def test_thousands_in_a_word_with_the_rest_behind_them() -> None:
    record = read(page(between=f"{DAY}<div class='f'><b>6 آلاف و420</b><i>قارئاً</i></div>"))
    assert record["views"] == 6420


@pytest.mark.parametrize("told", ["6 آلاف قارئ", "6 آلاف و4 ملايين قارئ"])
def test_thousands_without_the_rest_are_no_exact_number(told: str) -> None:
    assert read(page(between=f"{DAY}<div class='f'>{told}</div>"))["views"] is None


def test_the_day_of_a_change_without_its_year_counts_nobody() -> None:
    told, changed = "الخميس ٥ كانون الثاني ٢٠١٧، ٧:٣٠ مساءً", "السبت ٧ كانون الثاني، ١٠:١٢ صباحاً"
    record = read(page(between=f"<p class='w'>صدر في <time>{told}</time> <span>عُدّل <time>{changed}</time></span></p>"))
    assert (record["published"][:16], record["views"]) == ("2017-01-05T19:30", None)


def test_a_number_before_the_whole_date_may_be_the_readers() -> None:
    assert read(page(between="<p class='w'>1548 قراءة، 5 كانون الثاني 2017</p>"))["views"] == 1548
