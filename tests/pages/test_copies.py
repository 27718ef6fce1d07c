"""The same text under several numbers, and a notice that some stories share: neither is learnt as what every page has."""

from typing import Any

import pytest

import buratha
from tests.agency.articles import load_articles
from tests.pages.story import ADDRESS, BODY, NOW, TITLE, page

DAY = "<p>نشر في 20/1/2017</p>"
FOOTER = "<div class='f'>جميع الحقوق محفوظة لصحيفة القرية البعيدة ولا تتحمل مسؤولية الاعلانات</div>"
POEM = (
    "يا بيت جدي عند ضفة الجدول", "كم مر على بابك من زائر", "والنخل يحرس الساقية وحده", "والريح تعد خطاه في الليل",
    "كنا صغارا نعد النجوم معا", "ونترك للفجر باب الحكاية", "وكانت جدتي توقد التنور قبلنا", "وتخبئ الخبز للعابرين",
    "يا نهر خذني إلى أول الطين", "هناك حيث الأسماء بلا غبار", "وحيث الغناء رغيف الفقراء", "نقسمه بيننا ثم نمضي",
    "سلام على من بنى الجدار", "ومن علق الجرس فوق النخيل", "سلام على من تعلم حرفا", "وخط به اسم القرية على الماء",
)  # fmt: skip
OTHERS = [article for article in load_articles() if len(article.body.split()) > 120]


def records_of(pages: list[str], first: int = 310000) -> list[dict[str, Any]]:
    """Read pages of one site, numbered one after the other."""
    numbered = ((html, ADDRESS.replace("310000", str(first + at))) for at, html in enumerate(pages))
    records = buratha.read_pages([(html.encode(), address, "text/html; charset=utf-8") for html, address in numbered], now=NOW)
    assert all(isinstance(record, dict) for record in records)
    return [record for record in records if isinstance(record, dict)]


def others(number: int) -> list[str]:
    """Pages of other stories of the site."""
    made = []
    for article in OTHERS[:number]:
        story = "<div class='t'>" + "".join(f"<p>{text}</p>" for text in article.body.split("\n\n") if "\n" not in text) + "</div>"
        made.append(page(between=DAY, story=story, below=FOOTER).replace(TITLE, article.title))
    return made


@pytest.mark.parametrize("copies", [2, 3, 5])
@pytest.mark.parametrize("before", [0, 3, 12])
def test_a_text_under_several_numbers_is_read_whole_under_each(before: int, copies: int) -> None:
    records = records_of([*others(before), *[page(between=DAY, below=FOOTER)] * copies])
    assert [record["body"] for record in records[before:]] == [BODY] * copies


@pytest.mark.parametrize("before", [3, 12])
def test_so_it_is_under_other_headlines(before: int) -> None:
    titles = ["مدرسة الطين تفتح بابها", "القرية البعيدة ومدرستها الجديدة", "جدران من طين وتلاميذ كثيرون"]
    story = max(others(12), key=len)
    own = next(article for article in OTHERS if article.title in story)
    records = records_of([*(html for html in others(before) if own.title not in html), *(story.replace(own.title, title) for title in titles)])
    assert len({record["body"] for record in records[-3:]}) == 1
    assert len(records[-1]["body"].split()) > 100


def test_long_words_below_every_picture_are_no_story() -> None:
    """Posts of a picture with a headline, and two sentences of the site's below each."""
    rights = """الآراء المنشورة في هذا الموقع تعبر عن رأي كاتبها ولا تعبر بالضرورة عن رأي الصحيفة ولا تتحمل إدارتها أي مسؤولية عما ينشر فيها
        من مواد وتعليقات وصور مهما كان مصدرها"""
    copying = """يسمح بإعادة نشر مواد الصحيفة في المواقع والصحف الأخرى بشرط الإشارة إلى المصدر ووضع رابط مباشر يقود إلى الصفحة الأصلية وعدم
        تغيير شيء من النص أو العنوان أو اسم الكاتب في أول الصفحة أو آخرها"""
    titles = ["كاريكاتير اليوم عن الماء", "موظفون بلا رواتب منذ العيد", "طابور طويل أمام المخبز", "الجسر الذي لا يصل", "زحام في الشارع"]
    pages = []
    for at, title in enumerate(titles):
        story = f"<div class='t'><p><img src='/img/{at}.jpg'></p><p>{rights}</p><p>{copying}</p></div>"
        pages.append(page(between=DAY, story=story).replace(TITLE, title))
    assert [record["body"] for record in records_of(pages)] == [""] * len(titles)


def test_so_is_a_poem() -> None:
    poem = page(between=DAY, story=f"<div class='t'>{'<br>'.join(POEM)}</div>", below=FOOTER)
    records = records_of([*others(12), *[poem] * 4])
    assert [record["body"] for record in records[12:]] == ["\n".join(POEM)] * 4


@pytest.mark.parametrize("at", [0, 1, 2])
def test_a_notice_that_three_stories_share_stays_in_them(at: int) -> None:
    notice = "هذه الحلقة من سلسلة نكتبها كل أسبوع عن مدارس القرى البعيدة التي بناها أهلها بأيديهم."
    pages = others(24)
    for which in (-1, -3, -4):
        pieces = pages[which].split("<p>")
        pieces.insert(2 + at, f"{notice}</p>")
        pages[which] = "<p>".join(pieces)
    records = records_of(pages)
    assert [notice in records[which]["body"] for which in (-1, -2, -3, -4)] == [True, False, True, True]


def test_what_all_pages_have_is_still_learnt() -> None:
    pages = [html.replace("</div><form>", "<p>تابعونا كل مساء في نشرة القرية البعيدة</p></div><form>") for html in others(8)]
    assert not any("نشرة القرية" in record["body"] for record in records_of(pages)[3:])


def test_a_few_words_under_many_numbers_are_a_notice() -> None:
    """A server that is busy says so in place of every article."""
    notice = "<h1>نعتذر من زوارنا</h1><p>تشهد خوادمنا ضغطا لم نألفه من قبل فلا نستطيع عرض ما طلبتم الآن.</p>"
    pages = [f"<html><head><title>الصحيفة</title></head><body>{notice}</body></html>".encode()] * 12
    numbered = [(html, ADDRESS.replace("310000", str(310000 + at)), "text/html; charset=utf-8") for at, html in enumerate(pages)]
    assert not any(isinstance(record, dict) for record in buratha.read_pages(numbered, now=NOW))


def test_nothing_is_a_story_under_too_many_numbers() -> None:
    records = buratha.read_pages(
        [(page(below=FOOTER).encode(), ADDRESS.replace("310000", str(310000 + at)), "text/html; charset=utf-8") for at in range(30)], now=NOW
    )
    assert not any(isinstance(record, dict) and record["body"] == BODY and not record["doubts"] for record in records)
