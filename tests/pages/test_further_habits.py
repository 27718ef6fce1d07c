"""Habits of layouts that pages of other hands had: where days, counts, summaries and names stand that are the story's, and that are not."""

import pytest

from buratha.arabic.names import read_byline
from tests.pages.story import BODY, PARAGRAPHS, STORY, TITLE, page, read

META = "<div class='i'>1548 2016-12-30</div>"
COLUMN = "https://burathanews.com/arabic/articles/310000"
MENU = (
    "<ul><li><a href='/arabic/news'>الأخبار</a></li><li><a href='/arabic/reports'>التقارير</a></li><li><a href='/arabic/poetry'>الشعر</a></li></ul>"
)


def _story(*last: str, first: str = "") -> str:
    return f"<div class='t'>{first}" + "".join(f"<p>{text}</p>" for text in (*PARAGRAPHS, *last)) + "</div>"


def test_a_whole_card_far_below_tells_the_day_before_the_masthead_does() -> None:
    card = "<div><span>كانون الثاني</span> <span>20</span> <span>2017</span></div><dl><dt>الساعة</dt><dd>11:20</dd><dt>طالعها</dt><dd>2,317</dd></dl>"
    record = read(page(f"<p>بغداد، الاثنين 23 كانون الثاني 2017</p>{MENU}", "", card))
    assert (record["published"], record["views"]) == ("2017-01-20T11:20:00+03:00", 2317)


def test_the_only_day_stands_in_a_masthead_above_the_menu() -> None:
    record = read(page(f"<p>بغداد، الاثنين 23 كانون الثاني 2017</p>{MENU}"))
    assert record["published"] is None or "published" in record["doubts"]


@pytest.mark.parametrize("row", ["<span>تحديث: 2017/01/20 18:02</span> <span>نشر: 2017/01/20 16:45</span>"])
def test_of_two_hours_the_publication_s_is_taken_wherever_it_stands(row: str) -> None:
    record = read(page(between=f"<div>{row}</div>"))
    assert (record["published"], record["doubts"]) == ("2017-01-20T16:45:00+03:00", ["category"])


def test_an_hour_of_a_later_change_makes_no_other_day_of_the_publication_s() -> None:
    row = "<div><span>10:25 مساءً الجمعة 20 كانون الثاني 2017</span> <span>آخر تحديث: 11:50 مساءً</span></div>"
    record = read(page(between=row))
    assert record["published"] == "2017-01-20T22:25:00+03:00"
    assert "published" not in record["doubts"]


@pytest.mark.parametrize(
    "summary",
    [
        "<details><summary>ملخص سريع</summary><ul><li>رمم الأهالي مدرستهم بأيديهم هذا العام.</li><li>الكهرباء لم تصل بعد.</li></ul></details>",
        "<div class='s'><h4>أبرز النقاط</h4><ul><li>رمم الأهالي مدرستهم بأيديهم هذا العام.</li><li>الكهرباء لم تصل بعد.</li></ul></div>",
    ],
)
def test_a_summary_that_the_layout_sets_above_a_text_is_none_of_it(summary: str) -> None:
    assert read(page(META, summary))["body"] == BODY
    assert read(page(META, "", story=_story(first=summary)))["body"] == BODY


def test_an_author_s_own_list_below_the_same_words_stays() -> None:
    points = "<p>أبرز النقاط</p><ul><li>رمم الأهالي مدرستهم بأيديهم هذا العام.</li><li>الكهرباء لم تصل بعد.</li></ul>"
    story = "<div class='t'>" + f"<p>{PARAGRAPHS[0]}</p>{points}" + "".join(f"<p>{text}</p>" for text in PARAGRAPHS[1:]) + "</div>"
    assert "الكهرباء لم تصل بعد." in read(page(META, story=story))["body"]


def test_what_a_picture_shows_is_no_writer() -> None:
    figure = "<figure><img src='/m/1.jpg'><figcaption>إنفوغراف: الموقف المدرسي ليوم ٣ تشرين الثاني</figcaption></figure>"
    assert read(page(META, story=_story() + figure))["author"] is None


def test_how_many_stories_a_writer_has_is_no_count_of_readers() -> None:
    card = "<div class='author-card'><b>كاظم المياحي</b><p>كاتب عمود</p><span>41 مقالا</span> · <span>118 ألف قراءة</span></div>"
    assert read(page("<div>2017-01-20</div>", "", card), COLUMN)["views"] is None


def test_a_heading_with_the_section_and_the_number_is_no_title() -> None:
    html = (
        f"<html><head><title>بوابة</title></head><body><h1>التقارير<small>رقم المادة 310000</small></h1>{META}<h3>{TITLE}</h3>{STORY}</body></html>"
    )
    assert read(html)["title"] == TITLE


def test_the_writer_s_name_in_the_page_s_title_and_in_a_card_below_is_no_headline() -> None:
    head = f"<head><title>{TITLE} - كاظم المياحي - براثا</title></head>"
    top = f"<h1>{TITLE}</h1><div><i class='fa fa-user'></i> كاظم المياحي</div><div>2017-01-20</div>"
    what = "باحث من مواليد البصرة، له عدة كتب مطبوعة في تاريخ المدارس والكتاتيب."
    card = f"<div class='well'><h4 class='media-heading'>كاظم المياحي</h4><p>{what}</p></div>"
    record = read(f"<html>{head}<body><div class='m'>{top}{STORY}{card}</div></body></html>", COLUMN)
    assert (record["title"], record["author"], record["body"]) == (TITLE, "كاظم المياحي", BODY)


def test_readers_in_blocks_named_as_boxes_of_comments_date_no_story() -> None:
    said = (
        "<div class='box-comments'><div class='comment-text'><span>زهراء كاظم <span>23:17 2017/01/25</span></span> أعبر الطريق كل يوم</div></div>"
        "<div><span>المشاهدات</span><span>5,127</span></div>"
    )
    record = read(page(between="<div>نشرت للعموم - 08:05 2017/01/20</div>", below=said))
    assert (record["published"], record["author"]) == ("2017-01-20T08:05:00+03:00", None)


def test_a_signature_with_a_town_that_nobody_knows_is_no_text() -> None:
    record = read(page(META, "<p>بقلم: كاظم المياحي</p>", story=_story("الأستاذ كاظم المياحي – ناحية النهر")), COLUMN)
    assert (record["author"], record["body"]) == ("كاظم المياحي", BODY)


def test_a_sentence_that_begins_with_the_writer_s_name_stays() -> None:
    last = "كاظم المياحي – هكذا ناداني المعلم."
    assert read(page(META, "<p>بقلم: كاظم المياحي</p>", story=_story(last)), COLUMN)["body"].endswith(last)


def test_an_hour_in_a_sentence_on_the_story_s_readers() -> None:
    below = "<div>سبقك إلى هذه السطور <b>1548</b> متصفحاً منذ رفعناها عند الساعة 07:08:59، فماذا تقول أنت؟</div>"
    record = read(page(between="<small>الجمعة 20 كانون الثاني 2017</small>", below=below))
    assert (record["published"], record["views"]) == ("2017-01-20T07:08:59+03:00", 1548)


def test_a_town_and_a_day_above_the_first_paragraph_are_no_text() -> None:
    record = read(page(META, story=_story(first="<p>ميسان</p><p>٣٠ كانون الأول ٢٠١٦</p>")), COLUMN)
    assert record["body"] == BODY


def test_a_name_behind_a_label_of_any_words_has_no_ornaments() -> None:
    byline = read_byline("صاحبها: ✍️ * د. وائل شعيتو ||")
    assert byline is not None
    assert byline.author == "وائل شعيتو"


def test_a_caption_right_below_a_picture_is_no_line_that_was_left_out() -> None:
    picture = "<div><img src='/m/1.jpg'></div><blockquote>أسلاك الكهرباء وأنابيب الماء تتشابك فوق أحد الأزقة</blockquote>"
    assert "body" not in read(page(META, picture))["doubts"]
