"""What is fitted between headline and story is the layout's, on a page alone: facts, tools, pieces side by side. Verses are the story's."""

import pytest

import buratha
from tests.pages.test_apart import BODY, FIRST, FORM, NOW, SECOND, STORY, THIRD, TITLE, read


@pytest.mark.parametrize(
    "between",
    [
        (
            "<table class='facts'><tr><td>ضمن باب</td><td>تحقيقات القرية</td></tr><tr><td>تاريخ الاضافة</td><td>4/4/2014 05:40 م</td></tr>"
            "<tr><td>حجم الخط</td><td>تكبير تصغير</td></tr></table>"
        ),
        "<dl><dt>التفاصيل</dt><dd>القسم: التقارير</dd><dd>نشر بتاريخ 4 نيسان 2014</dd><dd>كتب بواسطة: المشرف العام</dd></dl>",
        "<div class='tl'>A+ A- | نسخة للطباعة | ارسل الى صديق</div>",
        "<div class='tl'>اطبع الصفحة :: أرسلها لزميل :: حرف كبير :: حرف صغير</div>",
        "<div class='r'><span>3 آراء</span><span>الساعة 17:40</span><span>احفظها لتقرأها لاحقا</span></div>",
    ],
)
def test_facts_and_tools_are_no_story(between: str) -> None:
    record = read(between=between)
    assert record["body"] == BODY
    assert "body" not in record["doubts"]


def story(inside: str, section: str = "reports") -> str:
    html = f"<html><head><title>{TITLE}</title></head><body><div class='m'><h1>{TITLE}</h1><p>نشر في 4/4/2014</p>{inside}</div>{FORM}</body></html>"
    record = buratha.read_page(html.encode(), f"https://burathanews.com/arabic/{section}/77003", "text/html; charset=utf-8", now=NOW)
    assert isinstance(record, dict)
    return str(record["body"])


def test_verses_in_blocks_of_their_own_stay() -> None:
    verses = "<div class='v'><div class='b'>يا نخل أهلي ما نسيت ظلالكا</div><div class='b'>والماء يجري صافيا بجوارك</div></div>"
    body = story(f"<div class='t'><div class='p'>{FIRST}</div><div class='p'>{SECOND}</div>{verses}<div class='p'>{THIRD}</div></div>")
    assert "يا نخل أهلي ما نسيت ظلالكا" in body


def test_a_short_subtitle_set_apart_stays() -> None:
    assert story(f"<div class='subtitle'><p>بسم الله الرحمن الرحيم</p></div>{STORY}").startswith("بسم الله الرحمن الرحيم")


def test_what_a_picture_shows_is_no_story() -> None:
    picture = "<div class='shot'><img src='/p/1.jpg'>البستان في مطلع الربيع</div>"
    assert story(f"<div class='t'><div class='p'>{FIRST}</div>{picture}<div class='p'>{SECOND}</div><div class='p'>{THIRD}</div></div>") == BODY


def test_the_next_storys_headline_ends_this_one() -> None:
    following = "".join(f"<h1><a href='/arabic/news/{n}'>خبر آخر من أخبار اليوم</a></h1><p>{FIRST.replace('البستان', 'المعمل')}</p>" for n in (5, 6))
    assert story(f"{STORY}{following}") == BODY
