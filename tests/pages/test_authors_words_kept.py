"""Pages whose words come near what layouts print, and are an author's: kept in the text and in the headline, or doubted."""

import pytest

from tests.pages.story import ADDRESS, BODY, PARAGRAPHS, STORY, TITLE, page, read

DATE = "<div class='d'>نشر في 12-1-2017 09:30 | 418 قراءة</div>"
COLUMN = ADDRESS.replace("reports", "opinion")
NAME = "سعاد حسن الموسوي"


def between(piece: str) -> str:
    """The story with a piece between its first paragraphs."""
    return STORY.replace(f"<p>{PARAGRAPHS[1]}", f"{piece}<p>{PARAGRAPHS[1]}")


@pytest.mark.parametrize("counted", ["3 قراءات", "القراءة 2", "500 مشاهدة", "زيارة الأربعين 1438", "عدد القراء 300"])
@pytest.mark.parametrize("tag", ["p", "h3", "blockquote"])
def test_numbers_of_readings_and_visits_amid_the_text(counted: str, tag: str) -> None:
    assert counted in read(page(between=DATE, story=between(f"<{tag}>{counted}</{tag}>")))["body"]


def test_a_list_of_visitors() -> None:
    rows = "<ul><li>العتبة الحسينية 12000 زائر</li><li>العتبة العباسية 11000 زائر</li></ul>"
    body = read(page(between=DATE, story=between(rows)))["body"]
    assert "12000 زائر" in body
    assert "11000 زائر" in body


@pytest.mark.parametrize(
    "piece",
    [
        "<div>وقال الرجل الذي فقد ابنه في الزحام إن رقم هاتفه 07901000151 مفتوح ليل نهار لمن رآه.</div>",
        "<ul><li>بغداد: 07901000151</li><li>البصرة: 07901000152</li></ul>",
        "<blockquote>للتبليغ عن المفقودين الاتصال بالرقم 07901000151</blockquote>",
    ],
)
@pytest.mark.parametrize("last", [True, False])
def test_numbers_to_call_in_a_story(piece: str, *, last: bool) -> None:
    story = STORY.removesuffix("</div>") + f"{piece}</div>" if last else between(piece)
    record = read(page(between=DATE, story=story))
    assert "07901000151" in record["body"] or "body" in record["doubts"]


def test_paragraphs_that_begin_with_a_number_and_a_link() -> None:
    paragraph = "<p>40 <a href='https://example.org/1'>عاما على رحيل الصدر</a></p>"
    assert "40 عاما على رحيل الصدر" in read(page(between=DATE, story=between(paragraph)))["body"]
    note = "<p>1- <a href='https://example.org/lisan'>لسان العرب، مادة طين</a></p>"
    record = read(page(between=DATE, story=STORY.removesuffix("</div>") + f"{note}</div>"))
    assert "لسان العرب" in record["body"] or "body" in record["doubts"]


@pytest.mark.parametrize(
    "rest",
    [
        "<blockquote>يا طين القرية عد إلينا كما كنت ولا تطل الغياب</blockquote>",
        "<h3>خاتمة</h3><div>وهكذا عادت القرية إلى مدرستها بعد سنوات من الغياب.</div>",
    ],
)
def test_a_list_of_other_stories_with_a_label_does_not_end_what_goes_on(rest: str) -> None:
    links = "".join(
        f"<li><a href='/arabic/reports/{number}'>{title}</a></li>" for number, title in ((309_100, "سوق السمك"), (309_300, "نجار من الحلة"))
    )
    box = f"<p>ومن الدفاتر:</p><ul>{links}</ul>"
    record = read(page(between=DATE, story=STORY.removesuffix("</div>") + f"{box}{rest}</div>"))
    assert rest.split(">")[-2].partition("<")[0] in record["body"] or "body" in record["doubts"]


@pytest.mark.parametrize(
    "said", ["<b>علي حسن الكعبي</b> <span>أستاذ جامعي متقاعد</span>", "<b>كاظم جبار الموسوي</b> <span>شاعر الطين يرحل بصمت</span>"]
)
def test_whom_a_story_tells_of_first(said: str) -> None:
    record = read(page(between=DATE, story=STORY.replace("<p>", f"<p>{said}</p><p>", 1)))
    assert record["author"] is None
    assert record["body"] != BODY


def test_verses_and_closing_words_below_a_picture_in_a_table() -> None:
    verses = ("يا نخلة الدار ظلك ما يزال هنا", "والليل يمضي وفي كفيك ينتظر", "مرت سنين على البستان ظامئة")
    table = f"<table><tr><td><img src='/p/nakhl.jpg'></td></tr><tr><td>{verses[0]}</td></tr></table>"
    poem = f"<div class='t'>{table}<p>{verses[1]}</p><p>{verses[2]}</p></div>"
    record = read(page(between=DATE, story=poem), ADDRESS.replace("reports", "poetry"))
    assert verses[0] in record["body"]
    stamp = "<table><tr><td><img src='/p/khatm.jpg'></td></tr><tr><td>مكتب المرجعية في النجف الأشرف</td></tr></table>"
    assert "مكتب المرجعية" in read(page(between=DATE, story=STORY.removesuffix("</div>") + f"{stamp}</div>"))["body"]


@pytest.mark.parametrize("headline", ["رحيل آخر صناع العود<br><small>جميل بشير</small>", "من رواد الفن العراقي:<br><small>جواد سليم</small>"])
def test_a_name_behind_a_headline_may_be_whom_it_tells_of(headline: str) -> None:
    record = read(page(between=DATE).replace(f"<h1>{TITLE}</h1>", f"<h1>{headline}</h1>").replace(f"<title>{TITLE}", "<title>وكالة"))
    whole = headline.replace("<br>", " ").replace("<small>", "").replace("</small>", "")
    assert record["title"] == whole or {"title", "author"} <= set(record["doubts"])


@pytest.mark.parametrize("name", [f"بقلم: {NAME}", NAME])
def test_a_signature_within_a_headline_is_never_the_title(name: str) -> None:
    heading = f"<h1><a href='/arabic/opinion/310000'>{TITLE}</a><img src='/i/pen.png'><br><small>{name}</small></h1>"
    html = page(between=DATE).replace(f"<h1>{TITLE}</h1>", heading).replace(f"<title>{TITLE}", f"<title>{TITLE} {name}")
    record = read(html, COLUMN)
    assert (record["title"], record["author"]) == (TITLE, NAME)


def test_a_picture_within_a_signed_headline_is_kept() -> None:
    heading = f"<h1><img src='/p/school.jpg' width=600>{TITLE}<br><small>بقلم: {NAME}</small></h1>"
    record = read(page(between=DATE).replace(f"<h1>{TITLE}</h1>", heading), COLUMN)
    assert [image["url"].rpartition("/")[2] for image in record["images"]] == ["school.jpg"]


def test_a_pen_before_words_that_are_no_name() -> None:
    heading = "<h1>عيد الصحافة العراقية <span>✍️ مئة وخمسون عاما</span></h1>"
    title = "عيد الصحافة العراقية ✍️ مئة وخمسون عاما"
    assert read(page(between=DATE).replace(f"<h1>{TITLE}</h1>", heading).replace(f"<title>{TITLE}", f"<title>{title}"))["title"] == title


def test_a_sentence_on_a_report_names_no_writer() -> None:
    record = read(page(between=DATE, story=STORY.replace("<p>", "<p>رصد التقرير: تراجع الخدمات</p><p>", 1)))
    assert record["author"] is None
    assert record["body"].startswith("رصد التقرير")


@pytest.mark.parametrize("said", ["الساعة 6.45 مساء", "يفتتح المعرض 9.30 صباحا"])
def test_hours_that_the_author_tells(said: str) -> None:
    record = read(page(between="<div class='d'>نشر في 12-1-2017 | 418 قراءة</div>", story=between(f"<p>{said}</p>")))
    assert record["published"] == "2017-01-12T00:00:00+03:00"
    assert said in record["body"]


def test_the_source_of_a_quotation_tells_no_day() -> None:
    record = read(page(below="<div class='q'>الكاتب: جبار ياسين - باريس - 10/1/2017</div>"))
    assert record["published"] is None or "published" in record["doubts"]


def test_letters_of_readers_in_a_column() -> None:
    letter = "<p>وصلتني رسالتكم عن المدرسة وأريد أن أقول إن الأهالي صبروا طويلا حتى عادت.</p><p class='s'>أبو حيدر 2017-01-10</p>"
    record = read(page(between=DATE, story=STORY.removesuffix("</div>") + f"<h3>رسائل القراء</h3><div>{letter}</div></div>"), COLUMN)
    assert "رسالتكم" in record["body"] or "body" in record["doubts"]


def test_a_text_below_a_heading_of_eight_thousand_names() -> None:
    names = " <span>بقلم: سعاد حسن</span>" * 8000
    assert read(page(between=DATE).replace(f"<h1>{TITLE}</h1>", f"<h1>{TITLE}{names}</h1>"))["body"].endswith(BODY)
