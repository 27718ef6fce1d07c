"""What stands around a story and is the site's: its rights, days of changes, facts above headlines, names of other stories' writers."""

import pytest

from tests.pages.story import ADDRESS, BODY, FORM, PARAGRAPHS, STORY, TITLE, page, read

DATE = "<div class='d'>نشر في 12-1-2017 09:30 | 418 قراءة</div>"


@pytest.mark.parametrize(
    "rights",
    [
        "جميع الحقوق محفوظة لوكالة أنباء براثا ولا تتحمل الوكالة ما يرد في مقالات الكتاب",
        "حقوق النشر محفوظة 2017",
        "يسمح بالنقل مع الإشارة إلى المصدر - وكالة أنباء براثا",
        "مسموح الاقتباس بشرط ذكر المصدر",
    ],
)
def test_what_a_site_says_of_its_rights_is_no_text_and_shows_the_end(rights: str) -> None:
    story = STORY.removesuffix("</div>") + f"<p>{rights}</p></div>"
    record = read(page(between=DATE, story=story).replace(FORM, ""))
    assert record["body"] == BODY
    assert "body" not in record["doubts"]


def test_a_sentence_about_what_is_allowed_is_text() -> None:
    told = "يسمح بنقل البضائع عبر المنفذ منذ أمس بعد إغلاق دام أسبوعين، وقال المدير إن مئات الشاحنات تنتظر."
    assert read(page(between=DATE, story=f"<div class='t'><p>{told}</p><p>{PARAGRAPHS[0]}</p></div>"))["body"].startswith(told)


def test_a_day_of_a_change_in_a_block_of_its_own_is_no_text() -> None:
    record = read(page(between=f"{DATE}<div class='m2'>حُدّث: 13 كانون الثاني 2017 1:05 مساءً</div>"))
    assert (record["body"], record["published"]) == (BODY, "2017-01-12T09:30:00+03:00")


def test_the_foot_of_the_storys_own_panel_tells_its_day() -> None:
    def panel(title: str, text: str, foot: str) -> str:
        return f"<div class='p'><div class='pb'><h4>{title}</h4>{text}</div><div class='pf'>{foot}</div></div>"

    story = panel(TITLE, "".join(f"<p>{text}</p>" for text in PARAGRAPHS), "المشاهدات <b>418</b> 12-1-2017 - 09:30")
    others = "".join(
        panel(f"<a href='/arabic/reports/{number}'>{title}</a>", "<p>افتتح صباح اليوم بحضور عدد من الوجهاء ...</p>", foot)
        for number, title, foot in (
            (300_100, "سوق السمك في الفاو يعود الى الضفة القديمة", "المشاهدات <b>2017</b> 4-4-2016"),
            (299_300, "نجار من الحلة يصنع أبوابا لا تعرف المسامير", "المشاهدات <b>1435</b> 27-7-2016"),
        )
    )
    record = read(f"<html><head><title>{TITLE}</title></head><body><div class='c'>{story}{others}</div>{FORM}</body></html>")
    assert (record["published"], record["views"]) == ("2017-01-12T09:30:00+03:00", 418)


def test_facts_between_the_section_and_the_headline_are_no_headline() -> None:
    rows = ("<a href='/arabic/reports'>التقارير</a> »", "تاريخ النشر : 12/1/2017 الساعة : 09:30 عدد القراءات : 418", TITLE, *PARAGRAPHS)
    cells = "".join(f"<tr><td class='c{at}'>{text}</td></tr>" for at, text in enumerate(rows))
    record = read(f"<html><head><title>وكالة - التقارير</title></head><body><table>{cells}</table>{FORM}</body></html>")
    assert record["title"] == TITLE
    assert (record["published"], record["views"], record["category"]) == ("2017-01-12T09:30:00+03:00", 418, "التقارير")


def test_the_writer_in_another_storys_card_above_the_headline() -> None:
    card = "<div class='b'><p><a href='/arabic/poetry/300100'><b>وصية النهر الأخيرة</b></a><br>الكاتب: كريم المالكي</p></div>"
    record = read(page(above=card, between=DATE), ADDRESS.replace("reports", "articles"))
    assert record["author"] is None


def test_a_writer_is_linked_behind_what_was_made() -> None:
    record = read(page(between=f"{DATE}<address>تحقيق <a href='/authors/rana-chamas'>رنا شمص</a></address>"))
    assert record["author"] == "رنا شمص"


def test_whoever_wrote_one_of_several_comments_is_no_writer() -> None:
    comments = "".join(
        f"<div class='k'>بواسطة {name} في {day}-1-2017<br>أحسنتم على هذا التقرير</div>" for name, day in (("حيدر الكعبي", 13), ("أم علي", 14))
    )
    assert read(page(between=DATE, below=f"<div><b>مشاركات القراء (2)</b>{comments}</div>"))["author"] is None


def test_the_size_of_a_screen_counts_nobody() -> None:
    day = "<div class='d'>الخميس 12-1-2017</div>"
    assert read(page(between=day, below="<div class='f'>أفضل مشاهدة 800 × 600 - تصميم الفرات 2005</div>"))["views"] is None


def test_a_link_back_to_the_section_does_not_name_it() -> None:
    record = read(page(between=DATE, below="<div><a href='/arabic/reports'>رجوع للقسم</a></div>"))
    assert record["category"] != "رجوع للقسم"


def test_what_heads_readers_words_is_no_headline() -> None:
    verses = "".join(f"{verse}<br>" for verse in ("يا نهر احمل حكايتي", "وامض إلى البحر وحدك", "فالضفاف التي أحببت", "نامت على كتف السنين"))
    talk = "<div class='r'><h3>ردود الزوار</h3><div>[1082] حوراء 2017-01-14</div><div>كلمات جميلة من القلب إلى القلب</div></div>"
    story = f"<div>12-1-2017</div><h2 class='u'>وصية النهر</h2><div>{verses}</div>"
    html = f"<html><head><title>وصية النهر : صحيفة</title></head><body>{story}{talk}</body></html>"
    assert read(html, ADDRESS.replace("reports", "poetry"))["title"] == "وصية النهر"
