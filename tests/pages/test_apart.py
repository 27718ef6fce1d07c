"""What stands apart on a page: days on badges, hours and counters in lines of their own or in icons' hints, sections behind labels."""

from datetime import UTC, datetime
from typing import Any

import pytest

import buratha
from tests.pages.story import read_site

NOW = datetime(2025, 11, 8, tzinfo=UTC)
TITLE = "بستان قديم يعود إلى الإثمار بعد عشرين عاما"
FIRST = "عاد صاحب البستان إلى أرضه في مطلع الربيع ومعه ثلاثة من أبنائه، ووجد النخيل واقفا كما تركه والساقية جافة لا ماء فيها."
SECOND = "وقال إن الجيران أعانوه على كري الساقية في أسبوعين، وإن أول عذق حمله النخل هذا الصيف وزع على بيوت القرية كلها."
THIRD = "ويأمل الأبناء أن يزرعوا بين النخيل برتقالا ورمانا، كما كان البستان في أيام جدهم قبل أن تجف الساقية ويرحل الناس."
STORY = f"<div class='t'><p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p></div>"
BODY = f"{FIRST}\n\n{SECOND}\n\n{THIRD}"
FORM = "<form><textarea name='c'></textarea></form>"


def read(above: str = "", between: str = "", below: str = "") -> dict[str, Any]:
    html = f"<html><head><title>{TITLE}</title></head><body><div class='m'>{above}<h1>{TITLE}</h1>{between}{STORY}{below}</div>{FORM}</body></html>"
    record = buratha.read_page(html.encode(), "https://burathanews.com/arabic/reports/77002", "text/html; charset=utf-8", now=NOW)
    assert isinstance(record, dict)
    return record


@pytest.mark.parametrize(
    "badge",
    [
        "<div class='d'><b>4</b><i>نيسان</i><u>2014</u></div>",
        "<div class='cal'><span>٤</span> <span>نيسان</span> <span>٢٠١٤</span></div>",
        "<div><em>نيسان</em><strong>4</strong><small>2014</small></div>",
    ],
)
def test_the_leaf_of_a_calendar_above_the_headline(badge: str) -> None:
    record = read(above=badge, between="<div>المشاهدات: 310</div>")
    assert (record["published"][:10], record["views"]) == ("2014-04-04", 310)


@pytest.mark.parametrize(
    ("above", "between", "below"),
    [
        ("<div><b>4</b><i>نيسان</i><u>2014</u></div>", "<div><span>5 تعليقات</span><span>الساعة 17:40</span></div>", ""),
        ("", "<ul><li>يوم النشر: 4 نيسان 2014</li><li>وقته: 17:40 بتوقيت بغداد</li></ul>", ""),
        ("<h2>4/4/2014</h2>", "", "<p class='f'><span>مرسلة بواسطة الإدارة</span> <span>في 17:40</span></p>"),
        ("", "<p>نشر في 4/4/2014 <i class='c' title='وقت النشر 17:40'></i></p>", ""),
    ],
)
def test_the_hour_apart_from_the_day(above: str, between: str, below: str) -> None:
    assert read(above, between, below)["published"] == "2014-04-04T17:40:00+03:00"


def test_the_times_of_prayer_are_no_hour_of_the_story() -> None:
    prayers = "<table><tr><td>الفجر</td><td>4:12</td></tr><tr><td>الظهر</td><td>12:05</td></tr><tr><td>المغرب</td><td>18:20</td></tr></table>"
    assert read(between=f"<p>نشر في 4/4/2014</p>{prayers}")["published"] == "2014-04-04T00:00:00+03:00"


@pytest.mark.parametrize(
    ("between", "below"),
    [
        ("<p>نشر في 4/4/2014 <i class='ic' title='1,204 مطالعة'></i></p>", ""),
        ("<p>نشر في 4/4/2014 <i class='ic' aria-label='قرأها 1204'></i></p>", ""),
        ("<p>نشر في 4/4/2014</p>", "<table><tr><td>عدد مرات المشاهدة</td><td>1204</td></tr></table>"),
        ("<p>نشر في 4/4/2014</p>", "<p>فتحت 1204 مرة، وعلق عليها 7</p>"),
        ("<table><tr><th>التاريخ</th><th>عدد المطالعات</th><th>الرقم</th></tr><tr><td>04/04/2014</td><td>1204</td><td>77002</td></tr></table>", ""),
        ("<p>نشر في 4/4/2014</p><form>تقدير القراء: <b>/ 12</b></form>", "<p>عدد الزيارات لهذه الصفحة: 1204</p>"),
    ],
)
def test_counters_wherever_their_label_stands(between: str, below: str) -> None:
    record = read(between=between, below=below)
    assert (record["published"][:10], record["views"]) == ("2014-04-04", 1204)


@pytest.mark.parametrize(
    "below",
    [
        "<ul><li><a href='/arabic/news/4'>حريق في السوق القديم</a> (543 قراءة)</li></ul>",
        "<p>لدينا 83 زائر و 1 عضو حاليا بالموقع</p>",
        "<p>تقييم القراء: 4</p>",
    ],
)
def test_what_counts_others_is_not_taken(below: str) -> None:
    assert read(between="<p>نشر في 4/4/2014</p>", below=below)["views"] is None


@pytest.mark.parametrize(
    ("between", "below"),
    [
        ("<p>الموضوع: <b>التقارير</b> - ارسل يوم الجمعة 4 نيسان 2014 الساعة 17:40 (قرئ 466 مرة)</p>", ""),
        ("<p>(2014-04-04 17:40) (قراءة 466) [التقارير]</p>", ""),
        ("<dl><dt>تاريخ الإضافة</dt><dd>4/4/2014</dd><dt>الزوار</dt><dd>466</dd><dt>القسم</dt><dd>التقارير</dd></dl>", ""),
        ("<p>نشر في 4/4/2014</p>", "<p><span>مرسلة بواسطة الإدارة</span> <span>التسميات: التقارير</span></p>"),
    ],
)
def test_a_section_behind_a_label_or_in_the_meta_line(between: str, below: str) -> None:
    record = read(between=between, below=below)
    assert (record["category"], record["body"]) == ("التقارير", BODY)


@pytest.mark.parametrize("month", ["كانون2", "كانون 2/يناير", "كانون2/يناير"])
def test_months_with_their_number(month: str) -> None:
    assert read(between=f"<p>نشر بتاريخ 15 {month} 2014</p>")["published"] == "2014-01-15T00:00:00+03:00"


def test_an_authors_day_lends_its_date_to_no_number() -> None:
    signed = STORY.replace("<div class='t'>", "<div class='t'><p>✍️ سالم عبد الحسن</p><p>9 أيلول 2013</p>")
    html = f"<html><head><title>{TITLE}</title></head><body><h1>{TITLE}</h1><div class='s'><span>65</span></div>{signed}{FORM}</body></html>"
    record = buratha.read_page(html.encode(), "https://burathanews.com/arabic/articles/77004", "text/html; charset=utf-8", now=NOW)
    assert isinstance(record, dict)
    assert (record["published"][:10], record["views"]) == ("2013-09-09", None)


@pytest.mark.parametrize(
    ("between", "clock"),
    [
        ("<p>4/4/2014 <i title='4/4/2014 17:40'></i></p>", "17:40"),
        ("<p title='الجمعة 4 نيسان 2014 الساعة 17:40'>4/4/2014</p>", "17:40"),
        ("<p>4/4/2014 <i title='5/4/2014 17:40'></i></p>", "00:00"),
        ("<p>4/4/2014 <i title='4/4/2014 17:40'></i><b title='4/4/2014 18:40'></b></p>", "00:00"),
    ],
    ids=["icon", "block", "another day", "two hours"],
)
def test_an_hour_in_a_hint_that_tells_the_same_day(between: str, clock: str) -> None:
    assert read(between=between)["published"] == f"2014-04-04T{clock}:00+03:00"


@pytest.mark.parametrize("words", ["استمع", "بودكاست", "مدة التسجيل", "Listen", "شاهد المقطع عند الساعة"])
@pytest.mark.parametrize("bar", ["<p>{} 12:29</p>", "<p><span>{}</span> <span>12:29</span></p>"], ids=["text", "pieces"])
@pytest.mark.parametrize("below", [False, True], ids=["between", "below"])
def test_the_length_of_a_recording_is_no_hour(bar: str, words: str, below: bool) -> None:
    day, line = "<p>نشر في 4/4/2014</p>", bar.format(words)
    record = read(between=day, below=line) if below else read(between=day + line)
    assert record["published"] == "2014-04-04T00:00:00+03:00"


@pytest.mark.parametrize("line", ["<p>الساعة 12:29</p>", "<p><span>الساعة</span> <span>12:29</span></p>"], ids=["text", "pieces"])
def test_an_hour_in_the_same_place_is_one(line: str) -> None:
    for record in (read(between="<p>نشر في 4/4/2014</p>", below=line), read(between=f"<p>نشر في 4/4/2014</p>{line}")):
        assert record["published"] == "2014-04-04T12:29:00+03:00"


@pytest.mark.parametrize(
    ("sentence", "views"),
    [
        ("اطلع عليها 2081 زائرا حررت للمرة الأخيرة في 3 أيار 2014 من قبل هيئة التحرير", 2081),
        ("اطلع عليها 2,081 زائرا حررت للمرة الأخيرة في 3 أيار 2014 من قبل هيئة التحرير", 2081),
        ("حررت للمرة الأخيرة في 3 أيار 2014 من قبل هيئة التحرير بعد أن قرأها 2081 من أهل المدينة", 2081),
        ("كتب عنها 2081 صحفيا حررت للمرة الأخيرة في 3 أيار 2014 من قبل هيئة التحرير", None),
        ("زارت هيئة التحرير 2081 بستانا حتى 3 أيار 2014 وما زالت الرحلة طويلة", None),
        ("علق 2081 قارئا على هذا الموضوع حتى 3 أيار 2014 من داخل البلاد وخارجها", None),
        ("زارت في 3 أيار 2014 هيئة التحرير هذا البستان البعيد وصورت فيه كثيرا من النخيل", None),
    ],
)
def test_a_counter_in_a_sentence_below(sentence: str, views: int | None) -> None:
    record = read(between="<p>نشر في 4/4/2014</p>", below=f"<div class='z'>{sentence}</div>")
    assert (record["published"][:10], record["views"], record["body"]) == ("2014-04-04", views, BODY)


@pytest.mark.parametrize(("tool", "views"), [("قرئت 466 مرة", 466), ("أرسلت 466 مرة", None), ("طبعت 466 مرة", None)])
def test_a_counter_among_many_tools(tool: str, views: int | None) -> None:
    tools = ["أ+ أ-", "طباعة", tool, "إرسال إلى صديق", "حفظ في المفضلة", "إبلاغ عن خطأ"]
    row = "".join(f"<span>{text}</span> " for text in tools)
    assert read(between="<p>نشر في 4/4/2014</p>", below=f"<p>{row}</p>")["views"] == views


@pytest.mark.parametrize(
    ("lines", "views"),
    [
        ("<p>القراءات</p><p>466</p>", 466),
        ("<p>466</p><p>القراءات</p>", 466),
        ("<p>القراءات</p><p><a href='/x'>466</a></p>", None),
        ("<p>القراءات</p><p>19466000</p>", None),
        ("<p>التعليقات</p><p>466</p>", None),
        ("<p>17:40 - 466 مشاهدة</p>", 466),
        ("<p>17:40 - 466</p>", None),
    ],
)
def test_a_label_and_a_number_below(lines: str, views: int | None) -> None:
    assert read(between="<p>نشر في 4/4/2014</p>", below=lines)["views"] == views


@pytest.mark.parametrize(
    ("counter", "views"),
    [
        ("<p>466</p>", 466),
        ("<p><a href='/talk?id=77002'>466</a></p>", None),
        ("<p><a href='/talk?id=77002'>قل كلمتك (466)</a></p>", None),
    ],
)
def test_a_link_counts_what_it_leads_to(counter: str, views: int | None) -> None:
    assert read(between=f"<p>4/4/2014</p>{counter}")["views"] == views


@pytest.mark.parametrize("counter", ["قرأ موضوعاتنا {} مرة", "{} قراءة", "القراءات {}"])
def test_a_number_that_other_pages_print_with_the_very_same_words_is_the_sites(counter: str) -> None:
    def views(numbers: list[int]) -> list[int | None]:
        day, apart = "<p class='d'>تاريخ النشر: {}/1/2017</p>", "<div class='s'>سطر</div>" * 4
        lines = [f"{day.format(20 + at)}{apart}<div class='q'>{counter.format(number)}</div>" for at, number in enumerate(numbers)]
        return [record["views"] for record in read_site(lines)]

    assert views([12] * 7) == views([2310] * 7) == [None] * 7
    assert views(list(range(2310, 2317))) == list(range(2310, 2317))


@pytest.mark.parametrize(
    "line",
    [
        "<p>الناشر: إدارة الساحة، موضوع: بستان (قرئت 2031 مرة)</p>",
        "<div><span>♥ 10</span><span>👁 2031</span><span>💬 3</span></div>",
        "<div><span>2031 👁</span> <span>3 💬</span></div>",
        "<div><a>للخلف</a><b>شاهدها</b><span>2031</span><b>المداخلات:</b><span>3</span></div>",
        "<div>نشر في تمام 10:20:30 <b>2031</b> <span>نقرة على الخبر</span> <b>3</b> <span>رأي</span></div>",
    ],
    ids=["in brackets", "behind an eye", "before an eye", "an element behind its label", "an element before its label"],
)
@pytest.mark.parametrize("where", ["between", "below"])
def test_the_number_of_readers_in_a_row_of_other_things(line: str, where: str) -> None:
    record = read(**{"above": "<p>نشر في 20/1/2010</p>", where: line})
    assert (record["views"], record["body"]) == (2031, BODY)


@pytest.mark.parametrize(
    "line",
    [
        "<p>آراء الزوار (14)</p>",
        "<div><span>♥ 10</span><span>💬 3</span></div>",
        "<div><b>فتحت اليوم</b><span>14</span></div>",
        "<p>دردشة القراء <b>14</b></p>",
    ],
    ids=["comments in brackets", "no eye", "today's", "a chat"],
)
def test_numbers_in_rows_that_count_no_readers(line: str) -> None:
    assert read(between="<p>نشر في 20/1/2010</p>", below=line)["views"] is None


def test_a_rating_beside_the_date_is_no_number_of_readers() -> None:
    stars = "<ul class='unit-rating'><li class='current-rating'>68</li></ul>"
    assert read(above=f"<div>10:20:30 2010-01-20</div>{stars}")["views"] is None


def test_the_hour_of_a_day_that_is_told_once_more_below_the_story() -> None:
    record = read(above="<h2>الأربعاء، 20 يناير 2010</h2>", below="<p>مرسلة من طرف مكتب المدونة بتاريخ 2010-01-20 في 10:20:30</p>")
    assert record["published"] == "2010-01-20T10:20:30+03:00"


@pytest.mark.parametrize("line", ["آخر تحديث: 2010-01-20 في 10:20:30", "مرسلة بتاريخ 2010-01-22 في 10:20:30"], ids=["a change", "another day"])
def test_hours_that_are_not_the_days(line: str) -> None:
    assert read(above="<h2>الأربعاء، 20 يناير 2010</h2>", below=f"<p>{line}</p>")["published"] == "2010-01-20T00:00:00+03:00"


@pytest.mark.parametrize("line", ["تصفّح هذا الموضوع 2031 زائراً، والردود عليه 0", "عداد هذه الصفحة : 0002031"])
def test_readers_of_this_page_wherever_they_stand(line: str) -> None:
    above = f"<table class='bar'><tr><td>{line}</td></tr></table><table class='post'><tr><td>نشر في 20/1/2010</td></tr></table>"
    assert read(above=above)["views"] == 2031


@pytest.mark.parametrize(
    "sentence",
    [
        "زار المعرض الزراعي في يومه الأول جمهور من القرى (300 زائر) واشترى منه الكثير.",
        "استقبل المعرض جمهورا واسعا من محبي الشعر (300 قارئ) في يومه الأول.",
    ],
    ids=["visitors", "readers of poems"],
)
def test_an_author_may_count_people_in_brackets(sentence: str) -> None:
    story = STORY.replace("<p>", f"<p>{sentence}</p><p>", 1)
    html = f"<html><head><title>{TITLE}</title></head><body><div class='m'><h1>{TITLE}</h1><p>نشر في 20/1/2010</p>{story}</div>{FORM}</body></html>"
    record = buratha.read_page(html.encode(), "https://burathanews.com/arabic/reports/77002", "text/html; charset=utf-8", now=NOW)
    assert isinstance(record, dict)
    assert (record["views"], record["body"]) == (None, f"{sentence}\n\n{BODY}")


def test_a_caption_may_count_people() -> None:
    figure = "<figure><img src='/a.jpg' width='400' height='300'><figcaption>جمهور المعرض (300 زائر)</figcaption></figure>"
    assert read(above="<p>نشر في 20/1/2010</p>", between=figure)["views"] is None
