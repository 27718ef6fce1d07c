"""Facts far from the headline: rows and cards below the call to the channel, short days beside counters, sections as hashtags."""

import pytest

from tests.pages.story import ADDRESS, page, read

CALL = "<p>اشترك في قناة وكالة انباء براثا على التلجرام</p>"
COLUMN = ADDRESS.replace("reports", "articles")


def test_a_list_of_facts_with_a_long_line_of_its_change_is_a_card() -> None:
    facts = (
        "<dl><dt>تفاصيل المقال</dt><dd>كتب بواسطة: كاظم المياحي</dd><dd>الفئة: <a href='/arabic/reports'>التقارير</a></dd>"
        "<dd>أنشئ في: الخميس, 12 كانون الثاني/يناير 2017 22:14</dd><dd>آخر تحديث في: الثلاثاء, 11 أيلول/سبتمبر 2018 13:46</dd>"
        "<dd>مرات العرض: 2081</dd></dl>"
    )
    record = read(page(below=CALL + facts))
    assert (record["published"], record["views"], record["author"]) == ("2017-01-12T22:14:00+03:00", 2081, "كاظم المياحي")


def test_the_writer_in_the_card_that_holds_the_day_is_the_storys() -> None:
    told = (
        ("كاظم المياحي", "صاحب القلم"), ("الخميس 12 كانون الثاني 2017", "خرج إلى القراء"), ("22:14:05", "على ساعة بغداد"),
        ("310000", "رقمه في الأرشيف"), ("2081", "عين وقعت على هذا النص"),
    )  # fmt: skip
    items = "".join(f"<div class='i'><div><div class='h'>{value}</div><div class='d'>{label}</div></div></div>" for value, label in told)
    record = read(page(below=f"{CALL}<div class='s'><div>بطاقة النص</div><div class='l'>{items}</div></div>"), COLUMN)
    assert (record["author"], record["published"]) == ("كاظم المياحي", "2017-01-12T22:14:05+03:00")


def test_a_row_of_facts_set_side_by_side_without_blanks_is_read_or_doubted() -> None:
    row = "<div><b>946</b><i>9:41:30 ص</i><span>12/1/2017</span><a href='/arabic/reports'>#التقارير</a></div>"
    record = read(page(below=CALL + row))
    assert (record["published"] or "").startswith("2017-01-12") or {"published", "views"} <= set(record["doubts"])


def test_a_short_day_that_was_not_taken_makes_the_numbers_beside_it_doubtful() -> None:
    facts = "<div><i></i>15.10.15</div><div><i></i>7</div><div><i></i>12</div><div><i></i>2081</div>"
    record = read(page(above=f"<section>{facts}</section>"))
    assert record["views"] == 2081 or "views" in record["doubts"]


def test_a_hashtag_of_several_words_is_the_sections_name() -> None:
    opinion = ADDRESS.replace("reports", "opinion")
    assert read(page(between="<p><a href='/arabic/opinion'>#رأي_في_الأحداث</a></p>"), opinion)["category"] == "رأي في الأحداث"


def test_a_desk_in_the_writers_place_does_not_make_the_next_fact_the_writer() -> None:
    facts = (
        "<dl><dt>تفاصيل المقال</dt><dd>كتب بواسطة: مدير الموقع</dd><dd>الفئة: <a href='/arabic/articles'>المقالات</a></dd>"
        "<dd>أنشئ في: الخميس, 12 كانون الثاني/يناير 2017 22:14</dd><dd>مرات العرض: 2081</dd></dl>"
    )
    record = read(page(below=CALL + facts), COLUMN)
    assert (record["author"], record["published"]) == (None, "2017-01-12T22:14:00+03:00")


def test_an_hour_with_points_beside_the_day_is_not_lost_in_silence() -> None:
    record = read(page(above="<div>براثا / التقارير / 12.01.2017 / 22.14.05 /</div>"))
    assert record["published"] == "2017-01-12T22:14:05+03:00" or "published" in record["doubts"]
    assert "published" not in read(page(above="<div>براثا / التقارير / 12.01.2017 /</div>"))["doubts"]


DIGITS = "".join(f"<b>{digit}</b>" for digit in "0841772")


def test_the_sites_visitors_in_a_box_of_their_own_are_doubted() -> None:
    box = f"<div class='s'><h4>عدد الزوار</h4><div>{DIGITS}</div></div>" + "<p>أقسام</p>" * 9
    record = read(page(above=box))
    assert record["views"] is None or "views" in record["doubts"]


@pytest.mark.parametrize(
    ("row", "moment"),
    [
        ("26\\01\\2017 22:14:05", "2017-01-26T22:14:05+03:00"),
        ("نشر مساء الثلاثاء 17 كانون الثاني 2017 عند 10:14:05", "2017-01-17T22:14:05+03:00"),
        ("نشر صباح الثلاثاء 17 كانون الثاني 2017 عند 10:14:05", "2017-01-17T10:14:05+03:00"),
        ("نشر مساء يوم الثلاثاء 17 كانون الثاني 2017 عند 00:14:05", "2017-01-17T00:14:05+03:00"),
        ("نشره صباح الموسوي في 17 كانون الثاني 2017 عند 12:14:05", "2017-01-17T12:14:05+03:00"),
    ],
)
def test_days_with_backslashes_and_halves_of_the_day_before_them(row: str, moment: str) -> None:
    assert read(page(between=f"<div class='d'>{row}</div>"))["published"] == moment


def test_an_hour_with_its_half_below_the_headline_belongs_to_the_day_above_it() -> None:
    record = read(
        page(above="<p>26 كانون الثاني/يناير 2017</p><p><a href='/arabic/reports'>التقارير</a></p>", between="<div>10:14 م</div><div>4 د</div>")
    )
    assert record["published"] == "2017-01-26T22:14:00+03:00"


def test_a_writers_box_below_the_text_names_him_and_a_list_of_columns_does_not() -> None:
    about = "<p>باحث في القانون الدولي، من مواليد الحلة، صدر له كتابان في الحقوق والسياسة</p>"
    box = f"<section id='author-box'><div><h3>عن الكاتب</h3></div><div><h4><a href='/author/k'>عبد الكريم الخفاجي</a></h4>{about}</div></section>"
    assert read(page(between="<p>نشر في 12/1/2017</p>", below=box), COLUMN)["author"] == "عبد الكريم الخفاجي"
    columns = (
        f"<section id='author-box'><div><h4>عبد الكريم الخفاجي</h4>{about}<a href='/arabic/articles/309990'>عن المدن التي لا تنام</a></div></section>"
    )
    assert read(page(between="<p>نشر في 12/1/2017</p>", below=columns), COLUMN)["author"] is None


@pytest.mark.parametrize(
    "row", ["<a href='#'>1</a> <a href='#'>2</a> <a href='#'>3</a> <a href='#'>4</a> <a href='#'>5</a>", "<b>1</b><b>2</b><b>3</b><b>4</b><b>5</b>"]
)
@pytest.mark.parametrize("place", ["between", "below"])
def test_marks_to_give_and_links_to_pages_are_no_counter(row: str, place: str) -> None:
    assert read(page(**{place: f"<div>تاريخ النشر: 12/1/2017</div><div>{row}</div>"}))["views"] is None


@pytest.mark.parametrize("row", ["<div>قرئ {} مرة</div>", "<div>{}</div><div>قارئ لهذا الخبر</div>"])
def test_a_counter_with_an_element_for_each_digit_is_one_number(row: str) -> None:
    assert read(page(below="<div>تاريخ النشر: 12/1/2017</div>" + row.format("<b>0</b><b>2</b><b>0</b><b>8</b><b>1</b>")))["views"] == 2081
