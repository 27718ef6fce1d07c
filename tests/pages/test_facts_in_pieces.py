"""Facts that layouts set apart from the story: calendar leaves, rails, rows of a table, buttons and small pictures beside them."""

from collections.abc import Sequence
from typing import Any

import pytest

import buratha
from tests.agency.articles import load_articles
from tests.pages.story import ADDRESS, BODY, FORM, NOW, PARAGRAPHS, STORY, TITLE, page, read, read_site

DAY = "<div>2017-01-15 08:12:33 940</div>"
MOMENT = "2017-01-15T08:12:33+03:00"


# -- a calendar's leaf -----------------------------------------------------------------------------------------------
def test_a_leaf_whose_year_is_the_blocks_own_text() -> None:
    leaf = "<div class='leaf'><p>الأحد</p><p>15</p><p>كانون الثاني</p>2017</div><div>08:12</div><div>940</div><div>مشاهدة</div>"
    record = read(page(above=f"<div class='rail'>{leaf}</div>"))
    assert (record["published"], record["views"], record["body"]) == ("2017-01-15T08:12:00+03:00", 940, BODY)


def test_numbers_of_two_blocks_are_no_leaf() -> None:
    record = read(page(above="<div class='a'><p>15</p><p>كانون الثاني</p></div><div class='b'><p>2017</p></div>"))
    assert record["published"] is None


# -- how long ago ----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("ago", ["قبل 15 سنة", "منذ 40 يوماً", "40 days ago"])
def test_how_long_ago_counts_no_readers(ago: str) -> None:
    record = read(page(between=f"<div><span title='الأحد 15 كانون الثاني 2017 - 08:12:33'>{ago}</span></div>"))
    assert (record["published"], record["views"]) == (MOMENT, None)


def test_a_number_beside_such_words_counts_them() -> None:
    record = read(page(between="<div><span title='الأحد 15 كانون الثاني 2017 - 08:12:33'>قبل 8 سنوات</span> <span>940 قراءة</span></div>"))
    assert (record["published"], record["views"]) == (MOMENT, 940)


# -- a table below the story -----------------------------------------------------------------------------------------
def table(*rows: tuple[str, str]) -> str:
    """A table of labelled rows."""
    return "<table>" + "".join(f"<tr><th>{label}</th><td>{value}</td></tr>" for label, value in rows) + "</table>"


def test_the_same_day_of_two_calendars_in_two_rows() -> None:
    below = table(("هجرياً", "١٦ ربيع الآخر ١٤٣٨ هـ"), ("ميلادياً", "الأحد ١٥ كانون الثاني ٢٠١٧ م"), ("التوقيت", "٠٨:١٢:٣٣"), ("طالعها", "٩٤٠ متصفحاً"))
    record = read(page(below=below))
    assert (record["published"], record["views"], record["body"]) == (MOMENT, 940, BODY)


def test_two_days_of_one_calendar_in_two_rows_tell_none() -> None:
    below = table(("أولها", "الأحد ١٥ كانون الثاني ٢٠١٧ م"), ("ثانيها", "الأحد ٢٢ كانون الثاني ٢٠١٧ م"))
    record = read(page(below=below))
    assert record["published"] is None
    assert "published" in record["doubts"]


def test_the_name_of_a_section_above_the_writers_is_no_heading_of_what_readers_say() -> None:
    below = table(("الباب", "رأي في الأحداث"), ("القلم", "زينب الحجامي ||"))
    record = read(page(between=DAY, below=below), ADDRESS.replace("reports", "opinion"))
    assert record["author"] == "زينب الحجامي"


def test_a_name_below_such_a_heading_is_a_readers() -> None:
    record = read(page(between=DAY, below="<h4>آراء القراء</h4><p>زينب الحجامي ||</p>"))
    assert record["author"] is None


def test_a_line_of_text_above_the_row_with_its_writer() -> None:
    picture = "<p><img src='/uploads/2017/rasm.jpg' alt='رسم'></p><p>الدفعة الأولى قبل المطر</p>"
    below = table(("القلم", "بقلم: حازم الوائلي"), ("ميلادياً", "الأحد ١٥ كانون الثاني ٢٠١٧ م"), ("طالعها", "٩٤٠ متصفحاً"))
    record = read(page(story=f"<div class='t'>{picture}</div>", below=f"<h5>بطاقة</h5>{below}"), ADDRESS.replace("reports", "caricature"))
    assert (record["author"], record["body"]) == ("حازم الوائلي", "الدفعة الأولى قبل المطر")


def test_what_stands_above_a_byline_is_no_text() -> None:
    record = read(page(between=f"{DAY}<div>حفظ المادة كاملة</div><div>بقلم: حازم الوائلي</div>"))
    assert (record["author"], record["body"]) == ("حازم الوائلي", BODY)


# -- who wrote it ----------------------------------------------------------------------------------------------------
FOLLOW = "<div class='w'><span>زينب الحجامي</span><button>تابع</button></div>"


def test_a_name_beside_a_button() -> None:
    record = read(page(between=DAY + FOLLOW))
    assert (record["author"], record["body"]) == ("زينب الحجامي", BODY)


def test_a_readers_name_beside_a_button_below_a_picture() -> None:
    picture = "<div class='t'><p><img src='/uploads/2017/rasm.jpg' alt='رسم'></p></div>"
    record = read(page(between=DAY, story=picture, below=f"<h4>آراء القراء</h4>{FOLLOW}<p>أحسنتم النشر وبارك الله بكم وبجهودكم الطيبة كلها</p>"))
    assert record["author"] is None


RAIL = "<div class='rail'><div>15 كانون الثاني 2017</div><div>940 مشاهدة</div><div class='p'>{label}<p>زينب الحجامي</p></div></div>"


def test_a_name_in_a_rail_of_facts_before_the_title() -> None:
    html = f"<html><body><div class='m'>{RAIL.format(label='')}<div class='c'><h1>{TITLE}</h1>{STORY}</div></div>{FORM}</body></html>"
    record = read(html)
    assert (record["author"], record["views"]) == ("زينب الحجامي", 940)


def test_another_offices_name_in_such_a_rail() -> None:
    rail = RAIL.format(label="<p>المشرف العام</p>")
    html = f"<html><body><div class='m'>{rail}<div class='c'><h1>{TITLE}</h1>{STORY}</div></div>{FORM}</body></html>"
    assert read(html)["author"] is None


def test_a_bare_name_that_is_an_element_in_the_row_of_facts() -> None:
    row = "<div><span>زينب الحجامي</span> · <time>الأحد 15 كانون الثاني 2017 - 08:12:33</time> · <span>👁 940</span></div>"
    record = read(page(between=row))
    assert (record["author"], record["published"], record["views"]) == ("زينب الحجامي", MOMENT, 940)


def test_a_bare_name_behind_another_offices_label_in_it() -> None:
    row = "<div><span>التدقيق</span> <span>زينب الحجامي</span> · <time>الأحد 15 كانون الثاني 2017 - 08:12:33</time> · <span>👁 940</span></div>"
    assert read(page(between=row))["author"] is None


# -- captions --------------------------------------------------------------------------------------------------------
PHOTO = "<img src='/uploads/2017/madrasa.jpg' alt='{alt}'>"


def test_a_caption_in_an_element_of_the_sites_own() -> None:
    legend = (
        f"<x-photo>{PHOTO.format(alt='ساحة المدرسة')}<x-legend>ساحة المدرسة<x-credit>APA IMAGES</x-credit>ساحة المدرسة عند الفجر</x-legend></x-photo>"
    )
    sheet = "<style>x-photo, x-legend, x-credit { display: block }</style>"
    record = read(page(between=DAY, head=sheet, story=f"<div class='t'><p>{PARAGRAPHS[0]}</p>{legend}<p>{PARAGRAPHS[1]}</p></div>"))
    assert record["body"] == "\n\n".join(PARAGRAPHS[:2])


def test_a_caption_that_shares_half_its_words_with_the_pictures() -> None:
    picture = f"{PHOTO.format(alt='تلاميذ مدرسة القرية يحتفلون بالعام الجديد')}\n<small>تلاميذ مدرسة القرية بعد نهاية الدرس</small><br><br>"
    record = read(page(between=DAY, story=f"<div class='t'>{picture}{'<br><br>'.join(PARAGRAPHS)}</div>"))
    assert record["body"] == BODY


def test_a_first_line_that_shares_less_is_the_storys() -> None:
    picture = f"{PHOTO.format(alt='تلاميذ القرية')}\n<b>بين الطين والطباشير في القرية</b><br><br>"
    record = read(page(between=DAY, story=f"<div class='t'>{picture}{'<br><br>'.join(PARAGRAPHS)}</div>"))
    assert record["body"].startswith("بين الطين والطباشير في القرية")


# -- rows of the layout's --------------------------------------------------------------------------------------------
def short_post(row: str) -> str:
    """The page of a post of one line with a row below it."""
    told = "<div class='b'><div class='t'>الدفعة الأولى قبل المطر</div></div>"
    return page(above="<div>15 كانون الثاني 2017</div>", story=f"<img src='/uploads/2017/rasm.jpg' alt='رسم'>{told}", below=row)


def test_numbers_beside_small_pictures_are_no_text() -> None:
    record = read(short_post("<div class='f'><div class='r'>👍 18 ❤️ 15 😢 1</div><div class='k'>940 👁 08:12</div></div>"))
    assert (record["body"], record["views"]) == ("الدفعة الأولى قبل المطر", 940)


def test_words_beside_small_pictures_are() -> None:
    record = read(short_post("<div class='b'><div class='t'>👍 18 نقطة لمن يعرف الجواب</div></div>"))
    assert record["body"].endswith("👍 18 نقطة لمن يعرف الجواب")


def test_tools_in_brackets_are_no_text() -> None:
    picture = "<div class='t'><img src='/uploads/2017/rasm.jpg' alt='رسم'></div>"
    record = read(page(between=DAY, story=picture, below="<center>[الرئيسة] [خلف] [بقية الرسوم] [دفتر الزوار]</center>"))
    assert record["body"] == ""


def test_two_words_in_brackets_are_the_storys() -> None:
    told = f"<p>{PARAGRAPHS[0]}</p><p>[الأول] [الثاني]</p><p>{PARAGRAPHS[1]}</p>"
    assert "[الأول] [الثاني]" in read(page(between=DAY, story=f"<div class='t'>{told}</div>"))["body"]


# -- doubts ----------------------------------------------------------------------------------------------------------
def test_a_day_beside_a_word_for_readers_counts_none() -> None:
    visit = "<center>Webmaster: admin@example.net الخميس 6 تشرين الثاني 2025 Hits <img src='/cgi/count.gif'></center>"
    assert "views" not in read(page(between="<div>15 كانون الثاني 2017 08:12:33</div><div>940 قراءة</div>", below=visit))["doubts"]
    alone = read(page(between="<div>15 كانون الثاني 2017 08:12:33</div>", below=visit))
    assert alone["views"] is None


def test_a_number_beside_it_may() -> None:
    rival = "<div>الخميس 6 تشرين الثاني 2025 تصفحها 5120 قارئا</div>"
    assert "views" in read(page(between="<div>15 كانون الثاني 2017 08:12:33</div><div>940 قراءة</div>", below=rival))["doubts"]


def test_a_layout_without_counters() -> None:
    records = read_site([f"<div>{day} كانون الثاني 2017 08:12:33</div>" for day in range(11, 18)])
    assert all(record["views"] is None and "views" not in record["doubts"] for record in records[4:])


def test_a_layout_without_counters_and_without_days() -> None:
    assert all("views" in record["doubts"] for record in read_site(["<div>مدرسة القرية</div>"] * 7)[4:])


def test_a_layout_whose_numbers_no_label_explains() -> None:
    rows = [f"<div>{day} كانون الثاني 2017 08:12:33</div><div>حصاد الشبكة لدى الوكالة في الأسبوع كله {day * 97}</div>" for day in range(11, 18)]
    assert all("views" in record["doubts"] for record in read_site(rows)[4:])


def site(stories: Sequence[tuple[str, str]], *, address: str = ADDRESS) -> list[dict[str, Any]]:
    """The records of pages with these headlines and stories, numbered one after the other."""
    pages = []
    for at, (title, story) in enumerate(stories):
        html = f"<html><body><h1>{title}</h1><div>2017-01-15 08:{at + 11}:33 {940 + at}</div>{story}{FORM}</body></html>"
        pages.append((html.encode(), address.replace("310000", str(310000 + at)), "text/html; charset=utf-8"))
    return [record for record in buratha.read_pages(pages, now=NOW) if isinstance(record, dict)]


LONG = [article for article in load_articles() if article.body.count("\n\n") > 4][8:15]
BOX = "<p>قالوا لنا</p><ul><li>من كتاب الزوار: بارك الله بكم</li><li>من كتاب الزوار: زادكم الله توفيقا</li></ul>"


def listed(own: Sequence[str], below: str) -> list[str]:
    """The doubts about pages that each have a list with words of their ``own`` amid the paragraphs, and something below."""
    stories = []
    for at, article in enumerate(LONG):
        first, *others = article.body.split("\n\n")[:4]
        told = f"<p>{first}</p><ul><li>{own[at % len(own)]}</li></ul>" + "".join(f"<p>{text}</p>" for text in others)
        stories.append((article.title, told + below))
    return [doubt for record in site(stories) for doubt in record["doubts"]]


def test_a_list_amid_the_paragraphs_where_a_box_below_repeats_itself() -> None:
    assert "body" not in listed([f"وعن {article.title} قال كثيرون ما لم يسمع" for article in LONG], BOX)


def test_a_list_amid_them_that_other_pages_have_too() -> None:
    turns = ["معرض الكتاب يفتح أبوابه غدا", "مسابقة الخط العربي للصغار", "أمسية شعرية في قاعة المدينة", "دورة مجانية للحاسوب"]
    assert "body" in listed(turns, BOX)


def cells(byline: str, text: str) -> str:
    """A story in a cell below its byline's."""
    return f"<table class='c'><tr><td>{byline}</td></tr><tr><td>{text}</td></tr></table>"


def test_a_line_of_text_in_a_cell_below_a_byline_as_long() -> None:
    picture = "<p><img src='/uploads/2017/rasm.jpg' alt='رسم'></p><p>الدفعة الأولى قبل المطر</p>"
    told = [(article.title, cells("زينب الحجامي", article.body.replace("\n\n", "<br><br>"))) for article in LONG]
    post = site(
        [*told, ("رواتب المعلمين بالتقسيط", cells("كاريكاتير حازم جواد الوائلي", picture))], address=ADDRESS.replace("reports", "caricature")
    )[-1]
    assert (post["author"], post["body"]) == ("حازم جواد الوائلي", "الدفعة الأولى قبل المطر")
