"""Pages that have only the beginning of their story, or none of it, because a script brings the rest."""

import json
from datetime import UTC, datetime

import pytest

from buratha.pages.article import read_article
from buratha.pages.facts import ArticleFacts
from buratha.pages.held_back import HELD_BACK
from buratha.pages.kinds import NoArticle
from buratha.pages.opened import open_page
from buratha.pages.ready_blocks import BY_ID, STORY, ready_for
from buratha.pages.repetition import Repetition
from buratha.pages.unfinished import ANOTHERS, FILLED_LATER, READ_ON, UNFILLED, is_unfinished, says_read_on

NOW = datetime(2025, 11, 8, tzinfo=UTC)
URL = "https://burathanews.com/arabic/reports/77003"
TITLE = "ساعي بريد من سوق الشيوخ يقطع النهر كل صباح"
FIRST = "يحمل أبو كاظم حقيبته الجلدية قبل طلوع الشمس ويقف عند الضفة بانتظار أول قارب، وفيها رسائل لا يعرف الناس غيره طريقا إليها."
SECOND = "ويقول إن عدد الرسائل قل كثيرا في السنوات الأخيرة، لكن الطرود الصغيرة زادت، وبينها أدوية ينتظرها مرضى الأهوار."
OTHER = "مجلس سوق الشيوخ يبحث صيانة الجسر الخشبي"
WRITES = "<script>fetch('/r').then(r=>r.text()).then(t=>{document.getElementById('rest').innerHTML=t})</script>"
BOX = (
    f"<div class='box'><h4>من الناصرية</h4><a href='/arabic/news/76001'>{OTHER}</a>"
    "<a href='/arabic/news/76002'>عودة المياه الى هور الحمار بعد صيف طويل</a></div>"
)


def page_of(story: str, below: str = "", script: str = "") -> bytes:
    html = (
        f"<html><head><meta charset='utf-8'><title>{TITLE}</title></head><body><h1>{TITLE}</h1><div class='meta'>قراءات: 412 | 4 نيسان 2014</div>"
        f"{story}{below}<form><textarea name='c'></textarea></form>{script}</body></html>"
    )
    return html.encode()


def read(story: str, below: str = "", script: str = "") -> ArticleFacts:
    found = read_article(open_page(page_of(story, below, script), URL, "text/html; charset=utf-8"), Repetition(), NOW)
    assert isinstance(found, ArticleFacts)
    return found


def reasons(found: ArticleFacts) -> set[str]:
    assert found.trace is not None
    return {reason.name for reason in found.trace.reasons if reason.field == "body"}


@pytest.mark.parametrize(
    "control",
    [
        "<button type='button'>اقرأ المزيد</button>",
        "<a href='#'>تابع القراءة</a>",
        "<a href='javascript:more()'>إقرأ بقية الخبر</a>",
        "<span onclick='more()'>أكمل القراءة ...</span>",
        "<a href='/arabic/reports/77003'>للمزيد ...</a>",
        "<p><a href='?full=1'>لقراءة التقرير كاملا اضغط هنا</a></p>",
    ],
)
@pytest.mark.parametrize("place", ["in", "below"])
def test_a_control_to_read_on(control: str, place: str) -> None:
    text = f"<p>{FIRST}</p><p>{SECOND}</p>"
    found = read(f"<div class='t'>{text}{control}</div>" if place == "in" else f"<div class='t'>{text}</div>{control}")
    if "للمزيد" in control and place == "below":
        assert READ_ON not in reasons(found)  # of a bare «more» below the story's block nobody knows whose it is
    else:
        assert READ_ON in reasons(found)
        assert is_unfinished(found)


@pytest.mark.parametrize(
    "below",
    [
        "<div class='rail'><div>تابع القراءة</div><a href='/arabic/news/76001'>مجلس سوق الشيوخ يبحث صيانة الجسر</a></div>",
        "<p><a href='/arabic/news/76001'>اقرأ المزيد</a></p>",
        "<p>اقرأ أيضا</p>",
        "<p><a href='#'>تابعونا على فيسبوك</a></p>",
        "<button>طباعة</button><button>المزيد</button>",
    ],
)
def test_what_leads_to_other_stories_is_none(below: str) -> None:
    assert READ_ON not in reasons(read(f"<div class='t'><p>{FIRST}</p><p>{SECOND}</p></div>", below))


@pytest.mark.parametrize(
    "inside",
    [
        "<h3>النص الكامل:</h3>",
        "<p>تفاصيل أكثر</p>",
        "<p>قراءة في النص</p>",
        "<details><summary>عرض المزيد</summary></details>",
    ],
)
def test_words_of_the_story_above_more_of_it_are_none(inside: str) -> None:
    assert READ_ON not in reasons(read(f"<div class='t'><p>{FIRST}</p>{inside}<p>{SECOND}</p><p>{SECOND} {FIRST}</p></div>"))


@pytest.mark.parametrize(
    "bar",
    [
        "<ul><li><a href='#'>فيسبوك</a></li><li><a href='#'>المزيد</a></li></ul>",
        "<div><a href='#'>Facebook</a><a href='#'>More</a></div>",
        "<ul><li><button>المزيد</button></li></ul>",
        "<div><a href='#'>تويتر</a></div><div><a href='javascript:void(0)'>المزيد</a></div>",
    ],
)
def test_menus_of_networks_are_none(bar: str) -> None:
    assert READ_ON not in reasons(read(f"<div class='t'><p>{FIRST}</p><p>{SECOND}</p>{bar}</div>"))


def test_a_lists_button_below_is_none() -> None:
    below = "<div class='comments'><button>عرض المزيد</button></div>"
    assert READ_ON not in reasons(read(f"<div class='t'><p>{FIRST}</p><p>{SECOND}</p></div>", below))


@pytest.mark.parametrize("name", ["clock", "hijri", "copyright-year", "prayer-times", "online", "chat"])
def test_a_clock_that_a_script_draws_is_no_rest_of_a_short_story(name: str) -> None:
    script = f"<script>document.getElementById('{name}').innerHTML = new Date()</script>"
    short = "<div class='t'><p>أعلنت بلدية سوق الشيوخ فتح الجسر الخشبي أمام السيارات الصغيرة.</p></div>"
    found = read(short, f"<footer><p>جميع الحقوق محفوظة</p><div id='{name}'></div></footer>", script)
    assert FILLED_LATER not in reasons(found)


@pytest.mark.parametrize(
    "block",
    [
        "<div class='entry-content'></div>",
        "<div itemprop='articleBody'>&nbsp;</div>",
        "<div id='newsText'><p>...</p></div>",
        "<article class='story'></article>",
        "<article-body></article-body>",
    ],
)
def test_an_empty_block_for_the_story(block: str) -> None:
    found = read(block, BOX, "<script src='/app.js'></script>")
    assert UNFILLED in reasons(found)
    assert is_unfinished(found)
    assert UNFILLED not in reasons(read(block, BOX)), "nothing fills it"


def test_a_page_that_says_it_loads_is_no_article() -> None:
    page = read_article(open_page(page_of("<div id='newsText'><p>جاري التحميل ...</p></div>", BOX), URL, "text/html"), Repetition(), NOW)
    assert isinstance(page, NoArticle)
    assert page.reason == "needs_browser"


def test_an_empty_block_beside_a_whole_story_is_the_layouts() -> None:
    whole = "".join(f"<p>{FIRST} {SECOND}</p>" for _ in range(2))
    found = read(f"<div class='t'>{whole}</div><div class='entry-content'></div>", "", "<script src='/app.js'></script>")
    assert not is_unfinished(found)


def test_a_block_that_a_script_fills_right_below() -> None:
    story = f"<div class='t'><p>{FIRST}</p><p>{SECOND}</p><div id='rest'></div></div>"
    assert FILLED_LATER in reasons(read(story, script=WRITES))
    assert FILLED_LATER not in reasons(read(story, script="<script>document.getElementById('clock').innerHTML=1</script>"))
    comments = story.replace("id='rest'", "id='comments-list'")
    assert FILLED_LATER not in reasons(read(comments, script=WRITES.replace("rest", "comments-list")))


def test_another_storys_headline_is_no_text_without_a_doubt() -> None:
    found = read(f"<div class='t'><p>{OTHER}</p></div>", BOX)
    assert found.body in {"", OTHER}
    assert not found.body or ANOTHERS in reasons(found)
    assert "body" in found.doubts


@pytest.mark.parametrize(
    ("text", "expected"),
    [("اقرأ المزيد", True), ("عرض النص كاملا", True), ("Read more", True), ("المزيد", True), ("قراءة", False), ("اقرأ", False), ("التفاصيل", False)],
)
def test_words_to_read_on(text: str, *, expected: bool) -> None:
    assert says_read_on(text) is expected


@pytest.mark.parametrize(
    ("name", "attributes", "expected"),
    [
        ("div", {"class": "post-body entry-content"}, STORY),
        ("section", {"class": "article__text"}, STORY),
        ("div", {"id": "story-comments"}, BY_ID),
        ("div", {"class": "post-content-image"}, ""),
        ("div", {"class": "stream-item-above-post-content"}, ""),
        ("ul", {"id": "x"}, ""),
    ],
)
def test_what_blocks_are_ready_for(name: str, attributes: dict[str, str], expected: str) -> None:
    assert ready_for(name, attributes) == expected


REST = (
    "ويقول إن عدد الرسائل قل كثيرا في السنوات الأخيرة، لكن الطرود الصغيرة زادت. وفي الشتاء يعلو الماء حتى يبلغ عتبات البيوت،"
    " فيربط الساعي قاربه إلى نخلة عند المدرسة ويمضي على قدميه حافيا، وقد عرفه الأطفال بصفارته فيركضون إليه قبل أن يصل."
)
WHOLE = f"<p>{FIRST}</p><p>{REST}</p>"
IN_A_STRING = json.dumps(json.dumps({"body": f"{FIRST} {REST}", "lang": "ar"}, ensure_ascii=False))
HELD = {
    "data of a framework": f'<script type="application/json">{json.dumps({"post": {"id": 77003, "content": WHOLE}})}</script>',
    "data in a script's string": f"<script>self.__f.push([1,{IN_A_STRING}])</script>",
    "a template": f"<template id='rest'><p>{REST}</p></template>",
    "for readers without scripts": f"<noscript>{WHOLE}</noscript>",
}


@pytest.mark.parametrize("held", HELD.values(), ids=list(HELD))
def test_the_rest_where_no_reader_sees_it(held: str) -> None:
    found = read(f"<div class='t'><p>{FIRST}</p>{held}</div>", BOX)
    assert found.body == FIRST
    assert HELD_BACK in reasons(found)
    assert is_unfinished(found)


@pytest.mark.parametrize(
    "held",
    [
        f'<script type="application/json">{json.dumps({"post": {"content": WHOLE}, "next": {"content": SECOND * 3}})}</script>',
        f"<template id='row'><p>{SECOND} {SECOND}</p></template>",
        "<noscript>يرجى تفعيل الجافاسكربت لعرض التعليقات</noscript>",
        f"<noscript>{WHOLE}</noscript>",
    ],
)
def test_a_whole_story_beside_such_blocks(held: str) -> None:
    found = read(f"<div class='t'>{WHOLE}</div>", BOX + held)
    assert found.body == f"{FIRST}\n\n{REST}"
    assert not reasons(found)
