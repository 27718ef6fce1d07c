"""Doubts about the body where hardly any text was read: the page may have more of it."""

import pytest

from tests.pages.story import BODY, FORM, PARAGRAPHS, STORY, TITLE, page, read

HEAD = f"<head><title>{TITLE}</title></head>"
FAR = (
    "<p>وروى شيخ القرية أن المدرسة بنيت قبل ستين عاما بطين الجدول نفسه، وأن أباه كان أول من حمل إليها الماء على ظهر دابته كل صباح.</p>"
    "<p>وقال إن كثيرا ممن تعلموا فيها صاروا أطباء ومهندسين، وإن بعضهم عاد في الربيع ليزرع أشجارا حول ساحتها تظلل التلاميذ في الحر.</p>"
    "<p>وينتظر الأهالي أن تزورهم لجنة من المدينة في الشهر المقبل لترى ما صنعوا بأيديهم وتقرر إن كانت ستعين معلمين آخرين.</p>"
)
TALK = (
    "<h3>التعليقات</h3><div class='c'><p>كريم الساعدي</p><p>بارك الله بكل من عمل في هذه المدرسة فقد درست فيها قبل أربعين عاما وما زلت أذكر رائحة "
    "طينها بعد المطر وصوت الجرس النحاسي الذي كان يعلقه الحارس على النخلة القريبة من الباب وكنا نركض إليه كل صباح.</p></div>"
    "<div class='c'><p>أم زينب</p><p>ليت القرى الأخرى تصنع مثلكم فأولادنا يقطعون خمسة كيلومترات مشيا إلى أقرب مدرسة وفي الشتاء يغرق الطريق بالوحل "
    "فيبقون في بيوتهم أياما ولا أحد يسأل عنهم ولا أحد يعوضهم ما فاتهم من الدروس.</p></div>"
)


@pytest.mark.parametrize("text", ["صور من افتتاح المدرسة.", PARAGRAPHS[0]], ids=["a few words", "one paragraph"])
def test_hardly_any_text_read_though_the_page_has_more(text: str) -> None:
    story = f"<div class='t'><p>{text}</p></div>"
    record = read(f"<html>{HEAD}<body><div class='m'><h1>{TITLE}</h1><p>20/1/2017</p>{story}{FORM}</div><div class='x'>{FAR}</div></body></html>")
    assert record["body"] == text
    assert "body" in record["doubts"]


@pytest.mark.parametrize(
    "rest",
    [
        pytest.param(TALK, id="comments"),
        pytest.param("".join(f"<p><a href='/arabic/news/{309100 + at}'>{text}</a></p>" for at, text in enumerate(PARAGRAPHS)), id="links"),
        pytest.param(f"<div class='k'><h2><a href='/arabic/news/310450'>سوق السمك يفتح أبوابه</a></h2>{FAR}</div>", id="another story"),
        pytest.param("", id="nothing"),
    ],
)
def test_a_short_story_on_a_page_whose_other_text_is_not_its_own(rest: str) -> None:
    short = f"<div class='t'><p>{PARAGRAPHS[0]}</p><p>{PARAGRAPHS[1]}</p></div>"
    html = f"<html>{HEAD}<body><div class='m'><h1>{TITLE}</h1><p>20/1/2017</p>{short}{FORM}</div><div class='x'>{rest}</div></body></html>"
    record = read(html)
    assert record["body"] == f"{PARAGRAPHS[0]}\n\n{PARAGRAPHS[1]}"
    assert "body" not in record["doubts"]


def test_a_whole_story_raises_no_such_doubt() -> None:
    assert "body" not in read(page(story=STORY))["doubts"]


TWO_LINKS = (
    "<x-item><a href='/arabic/news/309100'>مزارع يحفر بئرا في أرض جده</a></x-item>"
    "<x-item><a href='/arabic/news/309200'>سوق السمك يفتح أبوابه</a></x-item>"
)


@pytest.mark.parametrize(
    ("block", "doubted"),
    [
        ("<x-items><x-item>دولار أمريكي 1228</x-item><x-item>يورو أوروبي 1445</x-item><x-item>ليرة تركية 155</x-item></x-items>", True),
        (f"<x-items>{TWO_LINKS}</x-items>", False),
        ("<x-items><x-item>الفجر 4:12</x-item><x-item>الظهر 12:05</x-item><x-item>المغرب 6:58</x-item></x-items>", False),
    ],
    ids=["a list", "links", "hours of prayer"],
)
def test_short_lines_amid_a_page_alone_that_were_taken_for_a_box(block: str, *, doubted: bool) -> None:
    first, *others = PARAGRAPHS
    story = f"<div class='t'><p>{first}</p>{block}" + "".join(f"<p>{text}</p>" for text in others) + "</div>"
    record = read(page(between="<p>نشر في 20/1/2017</p>", story=story))
    assert ("دولار" in record["body"] or "body" in record["doubts"]) is doubted


# -- a line before the first paragraph ---------------------------------------------------------------------------------
def test_a_rubric_of_the_layout_may_be_no_text() -> None:
    story = STORY.replace("<div class='t'>", "<div class='t'><p>(نافذة على القرى)</p>", 1)
    record = read(page(between="<p>20/1/2017</p>", story=story))
    assert record["body"].startswith("(نافذة على القرى)")
    assert "body" in record["doubts"]


def test_the_beginning_of_the_story_above_it_is_no_line_left_out() -> None:
    deck = " ".join(PARAGRAPHS[0].split()[:12])
    record = read(page(between=f"<div class='deck'>{deck} ...</div><p>20/1/2017</p>"))
    assert record["body"] == BODY
    assert "body" not in record["doubts"]
