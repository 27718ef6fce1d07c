"""The headline and its section in one line, and the names of sections around it: beside it, in menus, at the end of a few words."""

from typing import Any

import pytest

import buratha
from tests.pages.story import ADDRESS, BODY, NOW, PARAGRAPHS, STORY, TITLE, page, read
from tests.pages.test_glued_calls import STORIES

DAY = "<p>نشر في 20/1/2017</p>"
SECTION = "التقارير"


def titled(headline: str) -> str:
    """The page with other markup for its headline."""
    return page(between=DAY).replace(f"<h1>{TITLE}</h1>", headline)


@pytest.mark.parametrize(
    "headline",
    [
        f"<h1><a href='/arabic/reports'>{SECTION}</a>: {TITLE}</h1>",
        f"<h1><a href='/arabic/reports'>{SECTION}</a> » {TITLE}</h1>",
        f"<h1><span>{SECTION}</span> {TITLE}</h1>",
        f"<h1><b>{SECTION} |</b> {TITLE}</h1>",
        f"<h2><small>[{SECTION}]</small> {TITLE}</h2>",
        f"<h1>{TITLE} <small>{SECTION}</small></h1>",
        f"<h1>{TITLE} - <span>{SECTION}</span></h1>".replace(" - ", " | "),
        f"<h1><span>• {SECTION}</span> <span>{TITLE}</span></h1>",
    ],
)
def test_the_section_in_the_headlines_line_is_no_part_of_it(headline: str) -> None:
    record = read(titled(headline))
    assert (record["title"], record["category"], record["body"]) == (TITLE, SECTION, BODY)
    assert not {"title", "category"} & set(record["doubts"])


@pytest.mark.parametrize(
    ("headline", "title"),
    [
        (f"<h1><span>عاجل</span> {TITLE}</h1>", f"عاجل {TITLE}"),
        ("<h1>المعلمة تكتب <b>التقارير</b> على ضوء الفانوس</h1>", "المعلمة تكتب التقارير على ضوء الفانوس"),
        ("<h1>التقارير التي لم يقرأها أحد في الناحية</h1>", "التقارير التي لم يقرأها أحد في الناحية"),
        ("<h1><span>حكاية</span> <span>التقارير</span> <span>المنسية في الناحية</span></h1>", "حكاية التقارير المنسية في الناحية"),
    ],
    ids=["no section", "amid the headline", "in no element of its own", "amid others"],
)
def test_a_headlines_own_words_stay(headline: str, title: str) -> None:
    record = read(titled(headline).replace(f"<title>{TITLE}</title>", f"<title>{title}</title>"))
    assert (record["title"], record["body"]) == (title, BODY)


def test_a_sections_name_alone_is_no_headline() -> None:
    record = read(page(f"<h2><span>{SECTION}</span> <span>الأخبار</span></h2>", DAY))
    assert record["title"] == TITLE


# -- menus -------------------------------------------------------------------------------------------------------------
NAMES = {"news": "الأخبار", "articles": "المقالات", "reports": SECTION, "poetry": "الشعر"}


def menu(current: str, item: str = "<li{state}><a href='/arabic/{slug}'>{name}</a></li>") -> str:
    """A menu of sections, one of which has a class of its own."""
    items = (item.format(slug=slug, name=name, state=" class='on'" if slug == current else "") for slug, name in NAMES.items())
    return f"<ul class='menu'>{''.join(items)}</ul>"


@pytest.mark.parametrize("item", ["<li{state}><a href='/arabic/{slug}'>{name}</a></li>", "<li{state}>{name}</li>"])
@pytest.mark.parametrize("current", ["news", "articles", "poetry"])
def test_a_menu_whose_item_has_a_class_of_its_own_names_no_section(current: str, item: str) -> None:
    record = read(page(menu(current, item), DAY))
    assert record["category"] is None
    assert read(page(f"{menu(current, item)}<div class='c'>{SECTION}</div>", DAY))["category"] == SECTION


def test_a_trail_of_two_items_is_no_menu() -> None:
    trail = "<ul><li class='home'><a href='/'>الرئيسية</a></li><li><a href='/arabic/reports'>التقارير</a></li></ul>"
    assert read(page(trail, DAY))["category"] == SECTION


# -- names elsewhere ---------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("bullets", ["• {}", "● {} ●", "■ {}", "◆ {} ◆", "{} ←", "▪ {} ▪", "→ {}", "» {} «", "# {}"])
def test_bullets_around_a_sections_name_are_not_its(bullets: str) -> None:
    assert read(page(f"<div class='c'>{bullets.format(SECTION)}</div>", DAY))["category"] == SECTION


@pytest.mark.parametrize("line", ["تقرير المراسل / بغداد", "خاص | التقارير | بغداد"])
def test_the_sections_own_line_below_the_title_comes_before_a_part_of_another(line: str) -> None:
    record = read(page(between=f"<div>{line}</div><div class='c'>{SECTION}</div>{DAY}"))
    assert (record["category"], record["body"]) == (SECTION, BODY)
    assert "category" not in record["doubts"]


@pytest.mark.parametrize(
    "line", ["موضعها في التقارير", "<b>المادة من:</b> التقارير", "هذه المادة في <a href='/arabic/reports'>التقارير</a>", "المزيد من « التقارير »"]
)
def test_a_few_words_below_the_story_that_end_in_its_section(line: str) -> None:
    assert read(page(between=DAY, below=f"<div class='f'>{line}</div>"))["category"] == SECTION


@pytest.mark.parametrize(
    "line",
    ["موضعها في الأخبار", "التقارير التي نشرت هنا كلها", "لا يعاد نشر ما في هذه الصفحات كلها إلا بإذن مكتوب من صاحب التقارير"],
    ids=["another section", "not at the end", "too many words"],
)
def test_other_words_below_the_story_name_no_section(line: str) -> None:
    assert read(page(between=DAY, below=f"<div class='f'>{line}</div>"))["category"] is None


def test_a_storys_last_sentence_may_end_in_a_sections_name() -> None:
    last = "وبقيت أوراقها في درج التقارير"
    record = read(page(between=DAY, story=STORY.replace("</div>", f"<p>{last}</p></div>")))
    assert (record["category"], record["body"]) == (None, "\n\n".join((*PARAGRAPHS, last)))


@pytest.mark.parametrize("mark", [": ", " : "])
def test_a_section_before_a_colon_in_plain_text_where_the_head_has_the_rest(mark: str) -> None:
    record = read(titled(f"<p><b>{SECTION}{mark}{TITLE}</b></p>"))
    assert (record["title"], record["category"], record["body"]) == (TITLE, SECTION, BODY)


def test_a_headline_with_a_colon_is_a_headline() -> None:
    headline = "مدير المدرسة: الطين يبرد الصفوف في الصيف كله"
    html = page(between=DAY).replace(TITLE, headline)
    assert read(html)["title"] == headline


def test_the_headline_again_above_the_text_behind_a_menu_of_many_lines() -> None:
    menu = "".join(f"<td><a href='/m/{at}'>باب رقم {at} من أبواب الموقع</a></td>" for at in range(14))
    html = page(above=f"<div class='nav'>{TITLE}</div>", between=f"<table><tr>{menu}</tr></table><div class='x'>{TITLE}</div>")
    record = read(html.replace(f"<h1>{TITLE}</h1>", ""))
    assert (record["title"], record["body"]) == (TITLE, BODY)


def test_a_byline_is_no_headline_where_a_line_above_it_may_be_one() -> None:
    story = f"<div class='t'><p>{' '.join(PARAGRAPHS)}</p></div>"
    html = page(story=story).replace(f"<title>{TITLE}</title>", "<title>صحيفة</title>")
    html = html.replace(f"<h1>{TITLE}</h1>", f"<table><tr><td>{TITLE}</td></tr><tr><td>( بقلم : حسام الدين الكرادي )</td></tr></table>")
    assert read(html)["title"] == TITLE


@pytest.mark.parametrize("counter", ["[ مرات الفتح 2099 ]", "(2099 قراءة)"])
def test_the_number_of_readers_behind_a_headline_is_no_part_of_it(counter: str) -> None:
    record = read(titled(f"<h1>{TITLE} {counter}</h1>"))
    assert (record["title"], record["views"], record["body"]) == (TITLE, 2099, BODY)


@pytest.mark.parametrize("aside", ["(فيديو)", "(1)", "[صور]"])
def test_other_words_in_brackets_stay_in_a_headline(aside: str) -> None:
    assert read(titled(f"<h1>{TITLE} {aside}</h1>"))["title"] == f"{TITLE} {aside}"


def test_a_day_with_the_hours_of_prayer_is_no_headline() -> None:
    hours = "الثلاثاء 4 تشرين الثاني 2025 بغداد: الفجر 4:48 الشروق 6:14 الظهر 11:49"
    card = "<table><tr><td>اليوم</td><td>الجمعة</td></tr><tr><td>أضيفت بتاريخ</td><td>20/1/2017</td></tr></table>"
    story = f"<div class='t'><p>{PARAGRAPHS[0]} {PARAGRAPHS[1]}</p><p>{PARAGRAPHS[2]}</p></div>"
    html = f"<html><body><div class='m'><div>{hours}</div><div class='h'>{TITLE}</div>{card}{story}</div></body></html>"
    assert read(html)["title"] == TITLE


def test_no_headline_stands_below_what_heads_the_readers_words() -> None:
    """A name, its day and what a reader says look like a headline, its date and a story; a ticker above is as long as a paragraph."""
    ticker = "<marquee>" + " *** ".join(f"خبر عاجل رقم {at} من مدينة بعيدة عن القرية" for at in range(6)) + "</marquee>"
    says = "وأنا درست في هذه المدرسة قبل أربعين عاما، وما زلت أذكر رائحة طينها بعد المطر وصوت الجرس الذي كان الحارس يعلقه على النخلة."
    talk = f"<p>ما كتبه زوار الموقع عن هذا الموضوع :</p><table><tr><td>كريم</td><td>2017-01-25</td></tr><tr><td>{says}</td></tr></table>"
    paragraphs = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
    record = read(f"<html><body><p>بسم الله الرحمن الرحيم</p>{ticker}<div><p>{TITLE}</p>{paragraphs}{talk}</div></body></html>")
    assert record["title"] == TITLE
    assert record["body"].startswith(BODY)
    assert record["body"] == BODY or "body" in record["doubts"]


@pytest.mark.parametrize("line", ["ضمن قسم سوريا - لبنان - فلسطين", "أرسلت إلى باب سوريا - لبنان - فلسطين."])
def test_a_sections_name_keeps_its_dashes(line: str) -> None:
    record = read(page(between=DAY, below=f"<p>{line}</p>"), "https://burathanews.com/arabic/levant/310000")
    assert record["category"] == "سوريا - لبنان - فلسطين"


def test_a_link_to_more_of_a_section_names_the_section() -> None:
    more = "<p><a href='/arabic/reports'>المزيد عن التقارير</a></p>"
    assert read(page(above=more, between=DAY))["category"] == SECTION


def test_a_label_before_a_headline_is_no_part_of_it() -> None:
    assert read(titled(f"<div><b>الموضوع: {TITLE}</b></div>"))["title"] == TITLE


def test_a_colon_within_a_headline_stays() -> None:
    assert read(titled(f"<h1>المختار: {TITLE}</h1>").replace(f"<title>{TITLE}", f"<title>المختار: {TITLE}"))["title"] == f"المختار: {TITLE}"


def test_a_day_with_its_hour_is_no_headline() -> None:
    above = f"<table><tr><td>20/01/2017 09:41:30 ص</td></tr></table><div>{TITLE}</div>"
    assert read(page(between="").replace(f"<h1>{TITLE}</h1>", above))["title"] == TITLE


@pytest.mark.parametrize("label", ["صفحة", "قسم", "باب"])
def test_a_section_behind_one_word_above_the_headline(label: str) -> None:
    record = read(page(above=f"<h4>{label} {SECTION}</h4>", between=DAY, story=f"<div class='t'><p>الأخبار / وكالات</p>{STORY}</div>"))
    assert record["category"] == SECTION


def test_what_reads_like_a_label_is_the_headlines_where_the_pages_title_has_it_too() -> None:
    headline = f"الموضوع: {TITLE} (قرئ 300 مرة)"
    assert read(titled(f"<h1>{headline}</h1>").replace(f"<title>{TITLE}", f"<title>{headline}"))["title"] == headline


def test_a_box_of_comments_may_come_before_the_story() -> None:
    """Columns stand before the story in the source: teasers, and what readers said elsewhere."""
    first = "مزارع يحفر بئرا في أرض جده بعد عام من الجفاف ويسقي منها جيرانه كلهم"
    second = "سوق السمك يفتح أبوابه بعد إغلاق طويل دام ثلاثة أعوام وأكثر من ذلك"
    column = f"<div class='side'><p>{first}</p><p>{second}</p><h4>آخر التعليقات</h4><p>كريم: أحسنتم على هذا الموضوع الجميل يا إخوان</p></div>"
    record = read(page(above=column, between=DAY))
    assert (record["title"], record["body"]) == (TITLE, BODY)


def test_people_in_brackets_are_the_headlines_own() -> None:
    headline = "معرض القرية يستقبل جمهورا واسعا في أول أيامه (300 زائر)"
    record = read(titled(f"<h1>{headline}</h1>").replace(f"<title>{TITLE}", "<title>وكالة أنباء براثا"))
    assert (record["title"], record["views"]) == (headline, None)


# -- the page's own title, in pieces -----------------------------------------------------------------------------------
@pytest.mark.parametrize("whole", ["مادة 5497 - {} - خزانة الصحيفة", "خزانة الصحيفة | {} | التقارير", "التقارير » {} » خزانة"])
def test_the_headline_stands_amid_the_pages_own_title(whole: str) -> None:
    html = page(between="<div class='x'>بطاقة المادة كما حفظت</div>").replace(f"<title>{TITLE}", f"<title>{whole.format(TITLE)}")
    record = read(html)
    assert record["title"] == TITLE
    assert "title" not in record["doubts"]


@pytest.mark.parametrize("line", ["صفحة: التقارير", "الباب : التقارير"])
def test_a_label_with_a_sections_name_is_no_headline(line: str) -> None:
    html = page(above=f"<p>{line}</p>{DAY}").replace(f"<title>{TITLE}</title>", "").replace(f"<h1>{TITLE}</h1>", f"<p>{TITLE}</p>")
    assert read(html)["title"] != line


@pytest.mark.parametrize("mark", ["🗂 {}", "📂{}", "★ {} ★"])
def test_a_picture_before_a_sections_name_is_no_part_of_it(mark: str) -> None:
    record = read(page(between=f"<div class='k'><a href='/arabic/reports'>{mark.format(SECTION)}</a></div>{DAY}"))
    assert record["category"] == SECTION


# -- headings of boxes -------------------------------------------------------------------------------------------------
def untitled_pages(box: str, *, named: str = "", bare: frozenset[int] = frozenset({0, 3})) -> list[dict[str, Any]]:
    """Pages whose headline no heading and no head tells, with a box below; the stories of some are a picture with hardly any text."""
    pages = []
    for at, (title, paragraphs) in enumerate(STORIES):
        told = "<img src='/up/1.jpg'><p>الدفعة الأولى بعد العيد</p>" if at in bare else "".join(f"<p>{text}</p>" for text in paragraphs)
        facts = f"<table><tr><td>نُشر يوم</td><td>0{at + 3}/01/2017 11:05 صباحا</td></tr></table>"
        story = f"<div class='m'><div class='h {named}'><span>{title}</span></div><div class='t'>{told}</div>{facts}</div>"
        html = f"<html><head><title>تفاصيل الخبر</title></head><body>{story}<div class='r'>{box}</div></body></html>"
        pages.append((html.encode(), ADDRESS.replace("310000", str(310000 + at)), "text/html; charset=utf-8"))
    return [record for record in buratha.read_pages(pages, now=NOW) if isinstance(record, dict)]


def listed(heading: str) -> str:
    """A box of other stories with their days below a heading."""
    rows = "".join(f"<tr><td>1{at}/10/2016</td><td><a href='/arabic/news/30{at}000'>خبر قديم من أخبار القرية {at}</a></td></tr>" for at in range(4))
    return f"<div class='b'><h2 class='boxTitle'>{heading}</h2></div><table>{rows}</table>"


@pytest.mark.parametrize("named", ["", "newsTitle"])
def test_a_heading_that_all_pages_have_is_no_headline(named: str) -> None:
    records = untitled_pages(listed("نشاطات الدائرة"), named=named)
    assert "نشاطات الدائرة" not in {record["title"] for record in records}
    assert [record["title"] for record in records if "title" not in record["doubts"]] == [title.strip() for title, _ in STORIES] * bool(named)


def test_a_headline_that_some_pages_share_is_one() -> None:
    pages = []
    for at, (title, paragraphs) in enumerate(STORIES):
        headline = "كاريكاتير الأسبوع" if at < 3 else title
        html = page(between=f"<p>نشر في {at + 3}/1/2017</p>", story="".join(f"<p>{text}</p>" for text in paragraphs)).replace(TITLE, headline)
        pages.append((html.encode(), ADDRESS.replace("310000", str(310000 + at)), "text/html; charset=utf-8"))
    records = buratha.read_pages(pages, now=NOW)
    assert [record["title"] for record in records if isinstance(record, dict)][:3] == ["كاريكاتير الأسبوع"] * 3


TITLES_WITH_DAYS = [
    "مواقيت الصلاة ليوم الاثنين 5/3/2018",
    "اسعار النفط 2018-03-05",
    "حدث في مثل هذا اليوم 5 آذار 2018",
    "من خطبة الجمعة 12 محرم 1431 هـ",
]


@pytest.mark.parametrize("title", TITLES_WITH_DAYS)
@pytest.mark.parametrize("between", ["", "<p>1548 2018-03-06</p>", "<p>تاريخ النشر: 2018-03-06</p>"], ids=["no date", "the agency's", "labelled"])
def test_a_headline_with_a_day_is_read_as_any_other(title: str, between: str) -> None:
    record = buratha.read_page(page(between=between).replace(TITLE, title).encode(), ADDRESS, "text/html; charset=utf-8", now=NOW)
    assert isinstance(record, dict)
    assert record["title"] == title
    assert record["published"] == ("2018-03-06T00:00:00+03:00" if between else None)


@pytest.mark.parametrize("label", ["العنوان", "عنوان الخبر"])
def test_a_headline_in_a_list_of_facts_is_the_title_where_the_page_is_headed_by_the_sites_name(label: str) -> None:
    facts = f"<dl><dt>{label}</dt><dd>{TITLE}</dd><dt>ساعة النشر</dt><dd>10:20</dd></dl>"
    record = read(page(between=DAY).replace(f"<h1>{TITLE}</h1>", f"<h1>وكالة انباء براثا</h1>{facts}"))
    assert record["title"] == TITLE


def test_the_label_of_another_field_of_a_form_is_no_headline() -> None:
    form = (
        "<form><table><tr><td>عنوان المشاركة:</td><td><input name=t></td></tr><tr><td>مشاركتك:</td><td><textarea></textarea></td></tr></table></form>"
    )
    record = read(page(between=DAY, below=form).replace(f"<h1>{TITLE}</h1>", f"<div>{TITLE}</div>"))
    assert record["title"] == TITLE


# -- headlines of many words -------------------------------------------------------------------------------------------
OPENING = "وزير الموارد يعلن في مؤتمر عقده صباح الأحد في مبنى الدائرة القديمة قرب الجسر أن الوزارة"
TASK = "ستبدأ الأسبوع المقبل بحفر بئر جديدة في القرية البعيدة"
LONG = " ".join((OPENING, TASK, "وأن العمال", TASK.replace("القرية", "الناحية"), "وأن أهلها", TASK.replace("القرية", "البلدة"), "قبل حلول الشتاء"))


def headed(html: str, headline: str = LONG, title: str = LONG) -> dict[str, Any]:
    return read(html.replace(f"<title>{TITLE}", f"<title>{title}").replace(f"<h1>{TITLE}</h1>", headline))


@pytest.mark.parametrize("tag", ["h1", "h3", "div", "p"])
def test_a_headline_that_the_pages_head_has_is_one_however_long(tag: str) -> None:
    record = headed(page(between=DAY), f"<{tag}>{LONG}</{tag}>")
    assert (record["title"], record["body"]) == (LONG, BODY)
    assert not {"title", "body"} & set(record["doubts"])


def test_a_long_top_heading_is_a_doubtful_title_where_the_head_has_another() -> None:
    record = headed(page(between=DAY, below="<h3>صور من القرية</h3>"), f"<h1>{LONG}</h1>", "وكالة أنباء براثا")
    assert (record["title"], record["body"]) == (LONG, BODY)
    assert "title" in record["doubts"]


def test_a_long_heading_below_another_is_no_title() -> None:
    record = read(page(between=DAY, story=STORY.replace(f"<p>{PARAGRAPHS[0]}</p>", f"<h2>{LONG}</h2><p>{PARAGRAPHS[0]}</p>")))
    assert record["title"] == TITLE
    assert record["body"].startswith(LONG)
