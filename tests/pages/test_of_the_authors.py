"""What an author writes and looks like the site's: rights in the law, deadlines, subheadings with a day, headlines about talks and changes."""

import pytest

from tests.pages.story import BODY, PARAGRAPHS, STORY, TITLE, page, read

DATE = "<div class='d'>نشر في 12-1-2017 09:30 | 418 قراءة</div>"


@pytest.mark.parametrize(
    "said",
    [
        "يسمح القرار للشركات الأجنبية بالاستثمار في القطاع النفطي، بحسب المصدر.",
        "يجوز للمتهم الاعتراض على القرار خلال ثلاثين يوما، وفق المصدر.",
        "كل الحقوق محفوظة للمواطنين في الدستور كما قال رئيس الجمهورية في كلمته أمس.",
        "حقوق النشر محفوظة في القانون العراقي منذ عام 1971 ولا يجوز المساس بها.",
    ],
)
@pytest.mark.parametrize("last", [True, False])
def test_sentences_about_rights(said: str, *, last: bool) -> None:
    told = [*PARAGRAPHS, said] if last else [PARAGRAPHS[0], said, *PARAGRAPHS[1:]]
    story = "<div class='t'>" + "".join(f"<p>{text}</p>" for text in told) + "</div>"
    assert read(page(between=DATE, story=story))["body"] == "\n\n".join(told)


@pytest.mark.parametrize("tag", ["p", "div", "h4"])
def test_the_deadline_of_what_a_story_offers(tag: str) -> None:
    deadline = "آخر موعد للتقديم: 30 حزيران 2019"
    story = STORY.removesuffix("</div>") + f"<{tag}>{deadline}</{tag}></div>"
    record = read(page(between=DATE, story=story))
    assert record["body"] == f"{BODY}\n\n{deadline}" or "body" in record["doubts"]
    assert record["published"] == "2017-01-12T09:30:00+03:00"


@pytest.mark.parametrize("heading", ["تعديل قانون الانتخابات 12 كانون الاول 2016", "اعادة افتتاح المعبر 10 ايلول 2016"])
def test_subheadings_with_a_day(heading: str) -> None:
    story = "<div class='t'>" + f"<h4>{heading}</h4>".join(f"<p>{text}</p>" for text in PARAGRAPHS) + "</div>"
    assert read(page(between=DATE, story=story))["body"] == f"\n\n{heading}\n\n".join(PARAGRAPHS)


@pytest.mark.parametrize(
    "title",
    [
        "ردود فعل غاضبة على القرار",
        "انطلاق الحوار الوطني في بغداد",
        "تعليق الدوام في بغداد غدا",
        "تعديل قانون الانتخابات 12 ايلول 2016",
        "تنويه: بريد الوكالة info@burathanews.com",
    ],
)
def test_headlines_about_talks_changes_and_addresses(title: str) -> None:
    below = "<h4>اخر ما نشر</h4><ul><li><a href='/arabic/news/300100'>نجار من الحلة يصنع أبوابا لا تعرف المسامير</a></li></ul>"
    assert read(page(between=DATE, below=below).replace(TITLE, title))["title"] == title


def test_a_headline_about_talks_that_the_heads_title_does_not_have() -> None:
    title = "ردود فعل غاضبة على القرار"
    below = "<h4>اخر ما نشر</h4><ul><li><a href='/arabic/news/300100'>نجار من الحلة يصنع أبوابا لا تعرف المسامير</a></li></ul>"
    html = page(between=DATE, below=below).replace(f"<title>{TITLE}</title>", "<title>وكالة أنباء براثا</title>")
    assert read(html.replace(f"<h1>{TITLE}</h1>", f"<div class='h'>{title}</div>"))["title"] == title


@pytest.mark.parametrize(
    "step", ["<a href='/arabic/reports/310000'>تفاصيل الخبر</a>", "<a href='/arabic/reports?page=2'>أرشيف القسم</a>", "<a href='#'>قراءة</a>"]
)
def test_a_step_that_leads_no_deeper(step: str) -> None:
    way = f"<div><a href='/'>الرئيسية</a> » <a href='/arabic/reports'>التقارير</a> » {step}</div>"
    record = read(page(above=way, between=DATE))
    assert (record["category"], "category" in record["doubts"]) == ("التقارير", False)
