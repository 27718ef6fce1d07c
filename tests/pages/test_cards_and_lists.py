"""Facts in cards beside the story, in rows and in sentences about it; other stories in lists that only their form gives away."""

import re
from collections.abc import Callable
from html import unescape

import pytest

from buratha.arabic.folding import fold
from buratha.pages.escaped_tags import with_tags
from buratha.pages.wording import tells_another_day
from tests.pages.story import ADDRESS, BODY, FORM, PARAGRAPHS, STORY, TITLE, page, read

TAGS = re.compile(r"<[^>]*>")
COLUMN = ADDRESS.replace("reports", "articles")
WRITER = "جواد كاظم الشمري"
Facts = tuple[tuple[str, str], ...]
LIST = "<table id='c'>{}</table>"


def rows(*facts: tuple[str, str]) -> str:
    return "".join(f"<tr><th>{label}</th><td>{value}</td></tr>" for label, value in facts)


def headed(*facts: tuple[str, str]) -> str:
    return "".join(f"<h6>{label}</h6><p>{value}</p>" for label, value in facts)


def tiles(*facts: tuple[str, str]) -> str:
    return "".join(f"<div class='k'><div><b>{value}</b><span>{label}</span></div></div>" for label, value in facts)


FACTS = (("القلم", f"<a href='/pen/7'>{WRITER}</a>"), ("الزاوية", "المقالات"), ("يوم النشر", "12-1-2017"), ("الساعة", "18:42"), ("القرّاء", "3060"))
VISITED = (("الكاتب", WRITER), ("في قسم", "<a href='/arabic/articles'>المقالات</a>"), ("صدرت يوم", "12/1/2017"), ("مرّ بها", "2,077 زائراً"))
SITES = (("اليوم", "8-11-2025"), ("الوقت", "10:15"), ("زوار اليوم", "41902"), ("المتصلون الآن", "31"))
"""What a site's own card says, on the day of the visit."""


# -- cards of facts ----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("form", [lambda facts: LIST.format(rows(*facts)), lambda facts: f"<div class='w'>{headed(*facts)}</div>"])
def test_a_card_below_the_story_or_before_it_tells_its_facts(form: Callable[[Facts], str]) -> None:
    for html in (page(below=form(FACTS)), page(above=f"<div class='rail'>{form(FACTS)}</div>")):
        record = read(html, COLUMN)
        assert (record["author"], record["published"], record["views"]) == (WRITER, "2017-01-12T18:42:00+03:00", 3060)
        assert (record["body"], record["title"]) == (BODY, TITLE)


def test_the_value_may_stand_above_its_label() -> None:
    record = read(page(below=f"<div class='tiles'>{tiles(*FACTS)}</div>"), COLUMN)
    assert (record["author"], record["published"], record["views"]) == (WRITER, "2017-01-12T18:42:00+03:00", 3060)
    assert record["body"] == BODY


def test_a_number_that_says_itself_what_it_counts_needs_no_label_for_readers() -> None:
    record = read(page(above=f"<div class='rail'><div class='w'>{headed(*VISITED)}</div></div>"), COLUMN)
    assert (record["author"], record["views"], record["published"]) == (WRITER, 2077, "2017-01-12T00:00:00+03:00")


def test_the_sites_own_card_and_those_of_other_stories_tell_nothing() -> None:
    other = f"<div class='o'><a href='/arabic/articles/309988'>رسالة الى طالب السادس</a>{LIST.format(rows(*FACTS))}</div>"
    for below in (LIST.format(rows(*SITES)), other, other + other.replace("309988", "309977")):
        record = read(page(below=below), COLUMN)
        assert (record["author"], record["published"], record["views"]) == (None, None, None), below


ICONS = "".join(f"<li><i>event</i><span>{label}</span><span>{value}</span></li>" for label, value in FACTS)
COMMENTS = "<h3>آراء القراء</h3><dl><dt>أم حسين <span>14-1-2017</span></dt><dd>بارك الله بقلمك</dd></dl>"


@pytest.mark.parametrize(
    "around",
    [
        {"above": f"<div class='rail'><h2>معلومات</h2><ul>{ICONS}</ul></div>"},
        {"below": f"{COMMENTS}<div class='rail'><h3>بطاقة المقال</h3><ul>{ICONS}</ul></div>"},
    ],
)
def test_a_card_may_be_called_one_and_its_rows_begin_with_icons(around: dict[str, str]) -> None:
    record = read(page(**around), COLUMN)
    assert (record["author"], record["published"], record["views"]) == (WRITER, "2017-01-12T18:42:00+03:00", 3060)


def test_a_print_pages_table_tells_the_storys_facts_and_its_labels_are_no_headline() -> None:
    facts = (("المطبوع من:", "وكالة أنباء براثا"), ("تبويب المادة:", "المقالات"), ("كاتب المادة:", WRITER), ("تاريخ المادة:", "12/1/2017"))
    cells = "".join(f"<tr><td style='font-weight:bold'>{label}</td><td>{value}</td></tr>" for label, value in facts)
    printed = "<tr><td style='font-weight:bold'>تاريخ الطباعة:</td><td>18/9/2018 11:26:40</td></tr>"
    html = f"<html><head><title>نسخة للطباعة</title></head><body><table>{cells}{printed}</table><div class='h'>{TITLE}</div>{STORY}</body></html>"
    record = read(html, COLUMN)
    assert (record["title"], record["published"], record["author"]) == (TITLE, "2017-01-12T00:00:00+03:00", WRITER)


@pytest.mark.parametrize("ago", ["منذ ٣ ساعات", "منذ ساعتين", "منذ 14 يوما"])
def test_a_day_beside_how_long_ago_it_was_is_the_storys(ago: str) -> None:
    row = f"<div class='m'><span>{ago}</span><span>·</span><span>الخميس ١٢ كانون الثاني ٢٠١٧، ٦:٢٢ مساءً بتوقيت بغداد</span></div>"
    assert read(page(above=row))["published"] == "2017-01-12T18:22:00+03:00"


@pytest.mark.parametrize(
    ("words", "is_anothers"), [("زارنا منذ 12 كانون الثاني 2017", True), ("منذ عام 2006", True), ("منذ 3 ساعات الخميس 12 كانون الثاني 2017", False)]
)
def test_since_a_day_is_no_day_of_a_story(words: str, *, is_anothers: bool) -> None:
    assert tells_another_day(fold(words)) == is_anothers


@pytest.mark.parametrize("words", ["تفاصيل الخبر", "بيانات المقال"])
def test_a_link_to_another_story_heads_no_card_of_this_one(words: str) -> None:
    teaser = f"<div class='o'><h4>رسالة الى طالب السادس</h4><p>نص قصير</p><a href='/arabic/articles/309988'>{words}</a></div>"
    facts = "".join(
        f"<li><b>{label}</b> <span>{value}</span></li>" for label, value in (("اليوم", "3/2/2017"), ("الساعة", "10:00"), ("القراءات", "731"))
    )
    assert read(page(below=f"{teaser}<div class='k'><ul>{facts}</ul></div>"), COLUMN)["published"] is None


def test_labels_in_latin_letters_are_no_icons() -> None:
    facts = (("section", "المقالات"), ("date", "12/1/2017"), ("views", "2081"))
    told = "".join(f"<li><span>{label}</span><span>{value}</span></li>" for label, value in facts)
    record = read(
        page(below=f"<h3>آراء القراء</h3><p>أم حسين: بارك الله بقلمك</p><div class='rail'><h3>بطاقة المقال</h3><ul>{told}</ul></div>"), COLUMN
    )
    assert (record["published"], record["views"]) == ("2017-01-12T00:00:00+03:00", 2081)


def test_how_often_a_page_was_printed_counts_no_readers() -> None:
    record = read(page(between="<table><tr><td>يوم :</td><td>12-1-2017</td></tr><tr><td>طبعت :</td><td>38 مرة</td></tr></table>"))
    assert (record["published"], record["views"]) == ("2017-01-12T00:00:00+03:00", None)


def test_whose_words_and_pictures_a_report_is_of_is_no_text() -> None:
    record = read(page(between="<h6><i></i> نص وتصوير: رنا شمص</h6><div>12-1-2017</div>"))
    assert (record["author"], record["body"]) == ("رنا شمص", BODY)


def test_links_to_the_parts_of_a_running_report_are_no_text() -> None:
    parts = "".join(f"<p id='u{at}'>{text}</p><a href='#u{at}'>رابط التحديث</a>" for at, text in enumerate(PARAGRAPHS))
    assert read(page(between="<div>12-1-2017</div>", story=f"<div class='t'>{parts}</div>"))["body"] == BODY


def test_a_forums_card_names_who_wrote_a_column() -> None:
    facts = "<div>القسم: <a href='/arabic/articles'>المقالات</a></div><div>المشاهدات: 2081</div>"
    card = f"<td class='side'><div>{WRITER}</div><div>كاتب في الموقع</div>{facts}</td>"
    post = f"<tr><td>26-01-2017, 22:14</td></tr><tr>{card}<td><h1>{TITLE}</h1>{STORY}</td></tr>"
    html = f"<html><head><title>{TITLE}</title></head><body><table>{post}</table>{FORM}</body></html>"
    record = read(html, COLUMN)
    assert (record["author"], record["views"], record["published"], record["body"]) == (WRITER, 2081, "2017-01-26T22:14:00+03:00", BODY)
    assert read(html)["author"] is None  # a report's account is the desk's


# -- rows and sentences ------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("facts", ["لا تعليقات</span><span>1 دقيقة للقراءة", "3 تعليقات</span><span>المقالات", "12-1-2017</span><span>بلا ردود"])
def test_a_name_among_the_elements_of_a_row_of_facts_is_the_writers(facts: str) -> None:
    assert read(page(between=f"<div class='r'><span>{WRITER}</span> <span>{facts}</span></div>"), COLUMN)["author"] == WRITER


@pytest.mark.parametrize(
    ("sentence", "day"),
    [
        (f"نُشرت هذه المادة يوم 12 كانون الثاني 2017 في باب المقالات، كتبها {WRITER}، وطالعها حتى الآن 2081 قارئاً.", "2017-01-12"),
        (f"هذه المادة من باب المقالات، كتبها {WRITER}.", None),
    ],
)
def test_a_sentence_on_the_story_names_its_writer(sentence: str, day: str | None) -> None:
    record = read(page(below=f"<footer><p>{sentence}</p></footer>"), COLUMN)
    assert (record["author"], record["body"]) == (WRITER, BODY)
    assert (record["published"] or "")[:10] == (day or "")


def test_a_province_is_no_writer_beside_the_agencys_name() -> None:
    record = read(page(between="<p>صلاح الدين / براثا نيوز</p>"))
    assert (record["author"], record["body"]) == (None, BODY)
    assert read(page(between="<p>سعد صلاح الدين / براثا نيوز</p>"))["author"] == "سعد صلاح الدين"


@pytest.mark.parametrize("count", ["( قرأها 2081 )", "(قرئت 2081 مرة)"])
def test_a_count_in_brackets_below_the_last_paragraph_is_no_text(count: str) -> None:
    record = read(page(story=STORY.replace("</p></div>", f"</p><p>{count}</p></div>")))
    assert (record["body"], record["views"]) == (BODY, 2081)


# -- days --------------------------------------------------------------------------------------------------------------
def test_a_day_that_leads_to_its_own_archive_is_the_storys() -> None:
    visit = "<div class='today'>8 تشرين الثاني، 2025</div>"
    own = "<ul class='i'><li><a href='/2017/01/12/'>كانون الثاني 12, 2017</a></li><li><a href='#comments'>تعليق واحد</a></li></ul>"
    assert read(page(above=visit + own))["published"] == "2017-01-12T00:00:00+03:00"
    other = own.replace("/2017/01/12/", "/2017/01/11/")
    record = read(page(above=visit + other))
    assert record["published"] is None or "published" in record["doubts"]


def test_links_to_the_stories_before_and_behind_head_no_day() -> None:
    turn = "<div class='p'><a href='/arabic/reports/309999'>&lt;&lt; السابق</a> <a href='/arabic/reports/310001'>الخبر اللاحق &gt;&gt;</a></div>"
    assert read(page(between=f"{turn}<div class='d'>الخميس, 12 كانون الثاني, 2017 10:05 ص</div>"))["published"] == "2017-01-12T10:05:00+03:00"


def test_a_year_of_another_calendar_in_a_paragraph_makes_it_no_line_of_facts() -> None:
    first = "تعلن مدرسة الإمام الجواد للعلوم الدينية عن فتح باب القبول لطلبتها للعام الدراسي 1438 هـ ، وفق الضوابط الآتية :"
    text = "<br>".join((first, *PARAGRAPHS))
    record = read(page(between="<div class='d'>12-1-2017 06:41 مساءً</div>", story=f"<div class='t'>{text}</div>"))
    assert record["body"].split("\n")[0] == first
    assert record["published"] == "2017-01-12T18:41:00+03:00"


def test_a_sentence_of_a_log_below_its_boxes_tells_day_and_readers() -> None:
    box = "".join(
        f"<p><a href='/arabic/reports/30{number}'>خطبة {number} في مصادر المسلمين</a><br><span>10 أكتوبر، 2016</span><br>"
        "<span>في «التقارير»</span></p>"
        for number in range(9120, 9124)
    )
    told = (
        "هذه المقالة كُتبت في التصنيف <a href='/arabic/reports'>التقارير</a>. بواسطة <a href='/author/admin'>admin</a> بتاريخ "
        "<a href='/arabic/reports/310000'>12 كانون الثاني، 2017 الساعة 9:12 ص</a>. شاهده 892 قارئاً حتى الآن."
    )
    record = read(page(below=f"<div class='rel'><h3>ذو صلة</h3>{box}</div><footer>{told}</footer>"))
    assert (record["published"], record["views"], record["body"]) == ("2017-01-12T09:12:00+03:00", 892, BODY)


# -- what is no text ---------------------------------------------------------------------------------------------------
ENTRIES = (("البعث في ثوبه الجديد", "2016-11-16 ، قرئ 1420"), ("مؤتمر مكة والدم العراقي", "2016-11-08 ، قرئ 2033"))


@pytest.mark.parametrize(("start", "end"), [("<h4>", "</h4>"), ("<b>", " :</b><br>"), ("<div style='font-weight:bold'>", "</div>")])
def test_stories_with_their_days_are_a_list_wherever_their_links_lead(start: str, end: str) -> None:
    listed = "".join(f"- <a href='view.php?id={at}'>{title}</a> ({facts})<br>" for at, (title, facts) in enumerate(ENTRIES))
    record = read(page(story=STORY.replace("</p></div>", f"</p>{start}مقالات لنفس الكاتب{end}{listed}<b>ما كتبه الاخوة حول المقال :</b></div>")))
    assert record["body"] == BODY


def test_an_authors_points_with_links_and_without_days_stay() -> None:
    first = "<li><a href='http://example.org/a'>تقرير المنظمة الاول</a> عن مدارس القرى</li>"
    points = f"<ul>{first}<li><a href='http://example.org/b'>تقريرها الثاني</a> عن المعلمين</li></ul>"
    record = read(page(story=STORY.replace("</p><p>", f"</p>{points}<p>", 1)))
    assert "تقرير المنظمة الاول عن مدارس القرى\nتقريرها الثاني عن المعلمين" in record["body"]


@pytest.mark.parametrize(
    "line",
    [
        "شارك القصيدة: <a href='#'>فيس بوك</a> <a href='#'>غوغل بلس</a> <a href='#'>تويتر</a>",
        "قيّم القصيدة: <img src='/i/s.png' alt=''> (4.1 من 5، صوّت 22)",
        "التقييم: 4 أصوات، معدل 5.00.",
        "اضغط على الصورة للتكبير (1 / 3)",
    ],
)
def test_tools_of_a_story_in_any_words_are_no_text(line: str) -> None:
    assert read(page(story=STORY.replace("</p></div>", f"</p><p>{line}</p></div>")))["body"] == BODY


def test_a_magazines_end_mark_is_no_text() -> None:
    assert read(page(story=STORY.replace("منها.</p></div>", "منها. <span>&#9632;</span></p></div>")))["body"] == BODY


def test_a_page_builders_widgets_hold_the_story() -> None:
    widgets = "".join(
        f"<div class='elementor-widget elementor-widget-text-editor'><div class='elementor-widget-container'><p>{text}</p></div></div>"
        for text in PARAGRAPHS
    )
    heading = "<div class='elementor-widget elementor-widget-heading'><div class='elementor-widget-container'><h3>كم يكلف الطريق؟</h3></div></div>"
    first, *others = widgets.partition("<div class='elementor-widget elementor-widget-text-editor'><div class='elementor-widget-container'><p>وقالت")
    record = read(page(story=f"<div class='wrap'>{first}{heading}{''.join(others)}</div>"))
    assert record["body"] == f"{PARAGRAPHS[0]}\n\nكم يكلف الطريق؟\n\n{PARAGRAPHS[1]}\n\n{PARAGRAPHS[2]}"


# -- markup that is shown ----------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "shown", ['&lt;p style="text-align:right"&gt;{}&lt;/p&gt;', "&amp;lt;p&amp;gt;{}&amp;lt;/p&amp;gt;", "&lt;b&gt;{}&lt;/b&gt;", "{}&lt;br /&gt;"]
)
def test_tags_that_a_template_shows_are_tags(shown: str) -> None:
    story = "<div class='t'>" + "".join(f"<div>{shown.format(text)}</div>" for text in PARAGRAPHS) + "</div>"
    record = read(page(story=story))
    assert record["body"] == BODY
    assert read(page().replace(f"<h1>{TITLE}", f"<h1>{shown.format(TITLE)}"))["title"] == TITLE


@pytest.mark.parametrize(
    "shown",
    ['[caption id="a" width="300"]{}[/caption]', "{{{{ article.body }}}} {}", "&lt;custom-tag&gt;{}", "{}&amp;quot;", "&lt;?php echo 1 ?&gt; {}"],
)
def test_other_markup_in_a_text_is_doubtful_and_stays(shown: str) -> None:
    story = STORY.replace(PARAGRAPHS[1], shown.format(PARAGRAPHS[1]))
    record = read(page(story=story))
    assert PARAGRAPHS[1].split()[3] in record["body"]
    assert "body" in record["doubts"] or record["body"] == BODY.replace(PARAGRAPHS[1], f'{PARAGRAPHS[1]}"')


@pytest.mark.parametrize("text", ["a &lt;b and c&gt; d", "&lt;p لا نهاية له", "&lt;script&gt;alert(1)&lt;/script&gt;", "5 &lt; 6 &gt; 4"])
def test_what_is_no_tag_of_a_text_stays_as_it_is_written(text: str) -> None:
    assert with_tags(f"<p>{text}</p>") == f"<p>{text}</p>"


# -- pictures and sections ---------------------------------------------------------------------------------------------
def test_a_picture_of_a_counter_is_no_picture_of_the_story() -> None:
    counter = "<font size=1>عدد الزوار<br><img src='/cgi/c.gif' alt='5518204'></font>"
    record = read(page(above=counter, between=f"<img src='/cgi/c.gif' alt='5518204'><p>{counter}</p>"))
    assert record["images"] == []


def test_a_short_menu_right_above_the_headline_names_no_section() -> None:
    menu = "<ul><li><a href='/'>الرئيسية</a></li><li><a href='/arabic/reports'>التقارير</a></li><li><a href='/arabic/poetry'>الشعر</a></li></ul>"
    record = read(page(above=menu, between="<div class='d'>12-1-2017 | القراءات: 330 | <a href='/arabic/reports'>التقارير</a></div>"))
    assert (record["section"], record["category"], "category" in record["doubts"]) == ("reports", "التقارير", False)
    assert "category" in read(page(above=menu))["doubts"]


# -- what a card must not tell -----------------------------------------------------------------------------------------
CLOCK = "<div class='k'><div>اليوم: الأحد 2/1/2017</div><div>الساعة: 11:40</div><div>الزوار: 4512</div></div>"
COMMENT = (
    "<h4>تعليقات القراء</h4><div class='r'><div>الكاتب: علي حسين</div><div>التاريخ: 14/1/2017</div><div>الوقت: 10:22</div></div>"
    "<div>شكرا جزيلا لكم</div>"
)


@pytest.mark.parametrize("below", [CLOCK, COMMENT], ids=["clock", "comment"])
def test_cards_of_something_else_tell_neither_day_nor_writer_without_a_doubt(below: str) -> None:
    for head in ("", "<meta property='article:published_time' content='2017-01-12T10:00:00+03:00'>"):
        record = read(page(head=head, below=below), COLUMN)
        assert record["published"] == ("2017-01-12T10:00:00+03:00" if head else None) or "published" in record["doubts"]
        assert record["author"] is None or "author" in record["doubts"]


@pytest.mark.parametrize(
    "block",
    [
        (
            "<h3>مصادر المقال</h3><ul><li><a href='/files/a.pdf'>دراسة الجدوى للمدارس</a> (2015)</li>"
            "<li><a href='/files/b.pdf'>خطة الوزارة للقرى</a> (2016)</li></ul>"
        ),
        "<h4>الهوامش</h4><p><a href='notes.html#1'>ابن الأثير الكامل</a> 3/214</p><p><a href='notes.html#2'>الطبري التاريخ</a> 5/12</p>",
        "<p>ترتيب الفرق:</p><ul><li><a href='/team/1'>القوة الجوية</a> 45</li><li><a href='/team/2'>نفط الوسط</a> 39 نقطة</li></ul>",
        (
            "<p><b>محطات في المشروع</b></p><p><a href='/tags/1'>وضع حجر الأساس</a> 5 نيسان 2010</p>"
            "<p><a href='/tags/2'>افتتاح الصف الأول</a> 9 أيلول 2012</p>"
        ),
        "<p>كل 3 من 5 أصوات ذهبت للمعارضة</p>",
        "<ol><li>افتح الصفحة الأولى من الكتاب</li><li>اضغط على الصورة لتكبيرها</li></ol>",
        "<h3>صورة الوضع: 4 من 5</h3>",
        "<p>تراجعت أسهم <a href='/tag/g'>غوغل</a> و<a href='/tag/f'>فيسبوك</a></p>",
        "<p>وفي الصفحة وسم &lt;p&gt; في أولها ووسم &lt;/p&gt; في آخرها كما كتبها المبرمج قبل سنوات.</p>",
    ],
)
def test_what_the_author_lists_counts_and_quotes_stays_amid_the_paragraphs(block: str) -> None:
    body = read(page(story=STORY.replace("</p><p>", f"</p>{block}<p>", 1)))["body"]
    words = unescape(TAGS.sub(" ", block)).split()
    assert [word for word in words if word not in body] == []


@pytest.mark.parametrize(
    ("end", "is_told"), [("انتهى", True), ("انتهى.", True), ("انتهى / 25", False), ("انتهى م ح", False), ("تحرير: م.ج / انتهى", False)]
)
def test_what_agencies_sign_a_report_off_with_is_no_text_and_an_authors_last_word_is(end: str, is_told: bool) -> None:
    body = read(page(story=STORY.replace("</p></div>", f"</p><p>{end}</p></div>")))["body"]
    assert body == (f"{BODY}\n\n{end}" if is_told else BODY)


def test_pictures_of_a_year_or_with_a_word_for_today_are_the_storys() -> None:
    for picture in ("<figure><img src='/p/1920.jpg' alt='1920'></figure>", "<p>زوار الإمام اليوم<br><img src='/p/a.jpg' alt=''></p>"):
        assert len(read(page(between=picture))["images"]) == 1


def test_the_story_behind_that_a_line_tells_of_lends_this_one_nothing() -> None:
    turn = "<p><a href='/arabic/articles/309990'>المقال السابق</a> - 11/1/2017 - حسن المرواني - 900 قراءة</p>"
    record = read(page(below=turn), COLUMN)
    assert (record["published"], record["views"], record["author"]) == (None, None, None)


# -- titles and days ---------------------------------------------------------------------------------------------------
def test_the_line_right_above_the_text_is_the_headline_and_no_box_or_number_before_it() -> None:
    box = "<div class='b'><b>مواقيت بغداد</b><br>الفجر 3:58<br>الظهر 12:05</div>"
    head = "<font size=1>اضيف هذا الموضوع يوم الخميس 12/01/2017 في الساعة 10:40 مساءً</font>"
    title = f"<p align=center><font size=5><b>{TITLE}</b></font></p>"
    html = f"<html><head><title>براثا</title></head><body>{box}<div>&raquo; التقارير</div><div>{head}</div>{title}{STORY}{FORM}</body></html>"
    record = read(html)
    assert (record["title"], record["published"], record["body"]) == (TITLE, "2017-01-12T22:40:00+03:00", BODY)


def test_a_portlets_heading_is_no_headline() -> None:
    portlet = f"<h2 class='portlet-title'>ناشر المحتوى</h2><a href='/arabic/reports'>« رجوع</a><h3 class='header-title'>{TITLE}</h3>"
    assert read(f"<html><head><title>براثا</title></head><body>{portlet}{STORY}{FORM}</body></html>")["title"] == TITLE


@pytest.mark.parametrize(("printed", "moment"), [("12.01.17 22:14 Uhr", "2017-01-12T22:14:00+03:00"), ("17/01/12", "2017-01-12T00:00:00+03:00")])
def test_the_number_of_the_article_tells_which_number_of_a_short_date_is_the_year(printed: str, moment: str) -> None:
    assert read(page(above=f"<div class='d'>{printed}</div>"))["published"] == moment
    assert read(page(above="<div class='d'>12.01.09 22:14 Uhr</div>"))["published"] is None
