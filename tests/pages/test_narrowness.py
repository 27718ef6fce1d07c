"""Body selectors that name a box, or a part of the story, on pages whose plain reading is doubtful: not believed, never silently."""

from datetime import UTC, datetime
from typing import Any

import pytest

import buratha
from buratha.pages.layouts import Layouts, read

NOW = datetime(2026, 11, 25, 9, tzinfo=UTC)
STORY = (
    "اجتمع اهالي الناحية مساء امس في ديوان المختار وبحثوا معه ملف الماء الذي انقطع عن بيوتهم منذ ثلاثة اسابيع متواصلة.",
    "وقال المختار ان الدائرة المعنية وعدت باصلاح المضخة خلال ايام، وان الصهاريج ستصل الى الازقة البعيدة كل صباح.",
    "وطالب الحاضرون بلجنة منهم تراقب العمل يوما بيوم، وتنشر ما انجز منه على باب الديوان حتى يراه كل من يمر به.",
    "وختم الاجتماع بقراءة كتاب رفعه المعلمون الى المحافظة عن حال المدرسة التي خرجت من الخدمة بعد سيل الشتاء.",
)
LAST = "وقال احد الحاضرين انه لم ير الماء في بيته منذ الربيع الماضي، وان اولاده يحملونه من النهر."
CAPTION = "اهالي الناحية امام ديوان المختار"
LINK = '<a href="/arabic/news/770{0:02}">خبر اخر من اخبار الناحية البعيدة رقم {0}</a>'
SIDE = "".join(f"<li>{LINK.format(number)}</li>" for number in range(10, 15))
VERSES = (
    "عاد الماء الى الدار *** وغنت له النوافذ كلها", "قلنا لجارنا القديم *** هذا مساء السواقي", "نامت على كتف النهر *** نخلة امي البعيدة",
    "كم مر فينا من الصيف *** والجرار على الرؤوس", "يا باب دارنا افتح *** فالضيف يحمل غيمة", "وانثر على عتبة الليل *** ما ظل فينا من القمح",
)  # fmt: skip
PICTURE = (
    '<table align=left><tr><td><img src="/pics/77001.jpg"></td></tr>'
    f"<tr><td><font size=1>{CAPTION}</font></td></tr><tr><td>اضغط للتكبير</td></tr></table>"
)


def page(story: str, beside: str = "") -> str:
    return (
        "<html dir=rtl><head><title>الماء يعود الى الناحية بعد انقطاع طويل</title></head><body class=form>"
        "<ul id=nav><li><a href='/'>الرئيسية</a></ul>"
        "<div id=main><h1>الماء يعود الى الناحية بعد انقطاع طويل</h1><div class=inf>15 تشرين الاول 2015 | القراءات <b>1548</b></div>"
        f"{beside}<div class=txt>{story}</div></div><div class=rel><ul>{SIDE}</ul></div>"
        "<div id=ftr><p>المواد المنشورة لا تعبر عن رأي الموقع</p></div></body></html>"
    )


TOLD = page("".join(f"<p>{each}</p>" for each in STORY))
POEM = page(f"<p>{'<br>'.join(VERSES[:3])}</p><p>{'<br>'.join(VERSES[3:])}</p>", beside='<div class=pic><img src="/pics/77001.jpg"></div>')


def record(html: str, **entry: Any) -> dict[str, Any]:
    layouts = Layouts(tuple(read({"layout": [{"name": "form", "recognise": "body.form", **entry}]}, "here")))
    (read_page,) = buratha.read_pages([(html.encode(), "https://burathanews.com/arabic/news/77001", "text/html")], now=NOW, layouts=layouts)
    assert isinstance(read_page, dict)
    return read_page


def test_the_right_selector_wins() -> None:
    for right in ("div.txt", ".txt p", "#main"):
        told = record(TOLD, body=right)
        assert told["body"] == "\n\n".join(STORY)
        assert told["witnesses"]["body"] == "selector form"
        assert "body" not in told["doubts"]


@pytest.mark.parametrize("wrong", [".txt p:first-child", ".txt p:last-child", "div.rel", "#nav", "#ftr", "h1", ".inf"])
@pytest.mark.parametrize("html", [pytest.param(POEM, id="doubtful"), pytest.param(TOLD, id="sure")])
def test_a_box_or_a_part_of_the_story_is_not_believed(html: str, wrong: str) -> None:
    told = record(html, body=wrong)
    assert told["body"] == record(html)["body"]
    assert told["witnesses"]["body"] != "selector form"
    assert "body" in told["doubts"]


def test_the_half_that_a_selector_leaves_out_may_be_the_smaller_one() -> None:
    told = record(TOLD, body=".txt p:nth-of-type(-n+3)")
    assert (told["body"], "body" in told["doubts"]) == ("\n\n".join(STORY), True)


def test_paragraphs_that_a_drop_names_are_left_out_on_purpose() -> None:
    told = record(TOLD, body="div.txt", drop=["p:last-child"])
    assert told["body"] == "\n\n".join(STORY[:-1])
    assert "body" not in told["doubts"]


def test_text_of_another_kind_that_a_selector_of_paragraphs_leaves_out_is_a_doubt() -> None:
    html = page("".join(f"<p>{each}</p>" for each in STORY) + f"<div>{LAST}</div>")
    assert "body" in record(html, body=".txt p")["doubts"]


def test_another_field_of_an_entry_leaves_the_body_as_it_is_found() -> None:
    html = page("".join(f"<p>{each}</p>" for each in STORY) + "<p class=sig>للمزيد من الاخبار انضموا الى صفحتنا في الفيسبوك</p>")
    assert record(html, title="h1")["body"] == record(html)["body"] == "\n\n".join(STORY)


@pytest.mark.parametrize("drop", [[], ["table"]])
def test_a_caption_in_the_selectors_block_stays_doubtful_until_it_is_dropped(drop: list[str]) -> None:
    told = record(page(f"{PICTURE}<font size=3>{'<br>'.join(VERSES)}</font>"), body="div.txt", drop=drop)
    assert (CAPTION in told["body"]) is not bool(drop)
    assert ("body" in told["doubts"]) is not bool(drop)


def test_a_line_below_a_picture_beside_the_selectors_block_is_the_storys() -> None:
    assert "body" in record(POEM)["doubts"]
    told = record(POEM, body="div.txt")
    assert told["body"].replace("\n\n", "\n").split("\n") == list(VERSES)
    assert "body" not in told["doubts"]
