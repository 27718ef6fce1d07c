"""Habits of pages that are read alone: how hours and numbers are told, and what layouts set into a story or right below it."""

import pytest

from tests.pages.story import BODY, PARAGRAPHS, page, read

DAY = "<div class='d'>05-01-2017</div>"
TOLD = tuple(f"<p>{text}</p>" for text in PARAGRAPHS)


def told_with(*pieces: str) -> str:
    """The body of a page whose story's block holds these pieces of markup."""
    body = read(page(between=DAY, story=f"<div class='t'>{''.join(pieces)}</div>"))["body"]
    assert isinstance(body, str)
    return body


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


def paragraph_between(text: str) -> str:
    """The story's text with one more paragraph behind its first."""
    return "\n\n".join((PARAGRAPHS[0], text, *PARAGRAPHS[1:]))


@pytest.mark.parametrize(
    "piece",
    [
        "<p>وكالة أنباء براثا © 2017</p>",
        "<div class='rate'>قيّم التقرير: ☆☆☆☆☆ (متوسط 4.2 من 57 صوتاً)</div>",
        "<p>كُتب تحت باب <a href='/c/9'>التقارير</a>. بإمكانك متابعة ما يرد عليه عبر <a href='/feed'>الخلاصات</a>.</p>",
        "<p>هذه المادة في باب <a href='/c/9'>التقارير</a>، ولك أن <a href='#respond'>تترك رداً</a> عليها.</p>",
    ],
)
def test_a_line_of_the_frame_right_below_a_story(piece: str) -> None:
    assert told_with(*TOLD, piece) == BODY


@pytest.mark.parametrize(
    "text",
    [
        "واختتم المعرض بلوحة عنوانها © وأخرى بلا عنوان، وكلتاهما من عام 2017.",
        "ويستحق الفيلم عندي ★★★★ من خمس، وقد شاهدته مرتين في أسبوع واحد.",
    ],
)
def test_marks_that_an_author_uses_too(text: str) -> None:
    assert told_with(*TOLD, f"<p>{text}</p>") == f"{BODY}\n\n{text}"


def test_links_of_an_authors_that_lead_to_no_feed() -> None:
    text = "وكانت الوزارة أعلنت الخطة في بيان نشرته، ثم عدلتها في الشهر التالي."
    linked = text.replace("بيان", "<a href='http://moe.example/a'>بيان</a>").replace("عدلتها", "<a href='http://moe.example/b'>عدلتها</a>")
    assert told_with(*TOLD, f"<p>{linked}</p>") == f"{BODY}\n\n{text}"


@pytest.mark.parametrize(
    "piece",
    [
        "<div class='c'><a class='l'>Previous</a><a class='r'>Next</a></div>",
        "<div class='c'><span>السابق</span><span>‹</span><span>التالي</span></div>",
        "<div class='o'><span>- دعاية -</span><a href='#'>عيادات الفرات للعيون</a></div>",
        "<div class='o'><b>[ إعلان ]</b> أثاث منزلي بالتقسيط المريح</div>",
    ],
)
def test_a_tool_or_an_offer_amid_a_story(piece: str) -> None:
    assert told_with(TOLD[0], piece, *TOLD[1:]) == BODY


@pytest.mark.parametrize("text", ["إعلان الأهالي عن موعد الافتتاح سبق الدائرة.", "السابق في المدرسة معلم واحد والتالي سبعة."])
def test_an_authors_bold_word_is_no_label(text: str) -> None:
    first, rest = text.split(" ", 1)
    assert told_with(TOLD[0], f"<p><b>{first}</b> {rest}</p>", *TOLD[1:]) == paragraph_between(text)


def pictures(*captions: str) -> str:
    """A row of pictures, each with its place in the row on it and a caption below."""
    numbered = enumerate(captions, 1)
    each = (f"<div class='s'><img src='/a/{at}.jpg'><i>{at}/{len(captions)}</i><div class='w'>{said}</div></div>" for at, said in numbered)
    return f"<div class='row'>{''.join(each)}</div>"


def test_captions_below_pictures_that_have_their_place_in_a_row_on_them() -> None:
    captions = ("نجار يصنع مقعدا", "تلميذة عند السبورة", "جدار من الطين")
    record = read(page(between=DAY, story=f"<div class='t'>{TOLD[0]}{pictures(*captions)}{TOLD[1]}{TOLD[2]}</div>"))
    assert record["body"] == BODY
    assert tuple(image["caption"] for image in record["images"]) == captions


def test_a_score_below_a_picture_is_the_authors() -> None:
    assert told_with(TOLD[0], "<div><img src='/a/1.jpg'></div><p>2/5</p>", *TOLD[1:]) == paragraph_between("2/5")


ROW = "<div class='x'>تعليقات : 1 | نسخ طُبعت : 36 | زيارات : {}</div>"
ANOTHERS = "<div class='b'><div>الأعلى زيارة</div><div>دفتر الغياب [ زيارات : 10233 ]</div></div>"


def test_readers_in_a_row_of_counts_below_the_story_before_another_storys() -> None:
    assert read(page(between=DAY, below=ROW.format(777) + ANOTHERS))["views"] == 777


def test_a_row_that_counts_the_sites_visitors_tells_no_views() -> None:
    assert read(page(between=DAY, below="<div>زوار اليوم : 120 | زوار الأمس : 400 | زوار الموقع : 90210</div>"))["views"] is None


FACTS = (
    "<table class='k'><tr><th>تصنيفها</th><td>التقارير</td></tr><tr><th>{}</th><td>الخميس 5 كانون الثاني 2017 - 15:20</td></tr>"
    "<tr><th>{}</th><td>6150</td></tr><tr><th>ردودها</th><td>2</td></tr></table>"
)


def test_a_card_below_the_story_tells_when_it_came_to_the_site_and_how_many_its_readers_are() -> None:
    html = page(below=FACTS.format("دخلت الموقع", "بلغ قراؤها"))
    top = "<div class='top'><div class='h'>الأحد 9 ربيع الثاني 1438 هـ / 8 كانون الثاني 2017</div></div><div class='n'><a href='/1'>خبر</a></div>"
    record = read(html.replace("<body>", f"<body>{top}"))
    assert (record["published"][:16], record["views"]) == ("2017-01-05T15:20", 6150)


def test_a_sentence_on_readers_of_a_paper_counts_nobody() -> None:
    text = "وللمجلة مكانتها، وقد بلغ قراؤها 6150 قبل أن تتوقف عن الصدور."
    record = read(page(between=DAY, story=f"<div class='t'>{TOLD[0]}<p>{text}</p>{TOLD[1]}{TOLD[2]}</div>"))
    assert (record["body"], record["views"]) == (paragraph_between(text), None)


SAID = "<div class='w'><b>{}</b></div><div class='w'><i>كانون الثاني {}, 2017 في 1:20 ص</i></div><div><p>{}</p></div>"
SAYINGS = SAID.format("سنان الراوي", 6, "سلمت أيديكم جميعا.") + SAID.format("هالة جميل", 9, "بارك الله في الأهالي وفي كل من ساعدهم.")


@pytest.mark.parametrize("heading", ["ردّان على التقرير", "آراء القراء", "الردود", "تعليقان"])
def test_what_readers_say_in_the_block_of_the_story_below_a_heading_of_theirs(heading: str) -> None:
    assert told_with(*TOLD, f"<div class='k'><h3>{heading}</h3>{SAYINGS}</div>") == BODY


def test_a_sub_heading_on_answers_without_anybodys_name_and_day_is_the_authors() -> None:
    assert told_with(TOLD[0], "<h3>ردود الأهالي</h3>", *TOLD[1:]) == paragraph_between("ردود الأهالي")


def test_a_heading_above_readers_with_their_day_in_the_line_of_their_name() -> None:
    said = "<tr><td>سنان الراوي - السويد 6/1/2017</td></tr><tr><td>سلمت أيديكم جميعا</td></tr>"
    more = "<tr><td>هالة جميل 9/1/2017</td></tr><tr><td>بارك الله في الأهالي</td></tr>"
    told = f"<table><tr><td>{'<br>'.join(PARAGRAPHS)}<table><tr><td>آراء القراء</td></tr>{said}{more}</table></td></tr></table>"
    record = read(page(between=DAY, story=told).replace("<form><textarea name='c'></textarea></form>", ""))
    assert record["body"] == "\n\n".join(PARAGRAPHS)


CALENDAR = "<dl><div><dt>وقت النشر</dt><dd>2017/01/05 — 06:20</dd></div><div><dt>اطّلع عليه</dt><dd>874 قارئاً</dd></div></dl>"


def test_points_above_the_text_that_tell_of_the_day_with_numbers() -> None:
    points = ("93 مدرسة في 11 قرية تفتح أبوابها اليوم", "الكهرباء تصل قبل الشتاء")
    record = read(page(between=f"{CALENDAR}<ul class='y'><li>{points[0]}</li><li>{points[1]}</li></ul>", story="".join(TOLD)))
    assert (record["body"], record["views"]) == ("\n\n".join(("\n".join(points), BODY)), 874)


@pytest.mark.parametrize("row", ["المتواجدون الآن 12 عضو و 30 زائر", "قرأه اليوم 12 قارئا وأمس 40 قارئا"])
def test_numbers_of_those_who_are_there_now_are_no_text(row: str) -> None:
    record = read(page(between=f"{CALENDAR}<ul class='y'><li>{row}</li></ul>", story="".join(TOLD)))
    assert (record["body"], record["views"]) == (BODY, 874)
