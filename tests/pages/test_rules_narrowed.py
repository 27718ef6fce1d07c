"""Ordinary pages that rules for rarer ones must leave as they are."""

import pytest

from tests.pages.story import BODY, PARAGRAPHS, STORY, page, read

CALL = "اشترك في قناة وكالة انباء براثا على التلجرام"
META = "<div class='i'>1548 2016-12-30</div>"
COLUMN = "https://burathanews.com/arabic/articles/310000"


@pytest.mark.parametrize(
    ("between", "story"),
    [
        (f"<div>{CALL}</div>", f"<div>{'<br><br>'.join(PARAGRAPHS)}</div>"),
        (f"<div><img src=1.jpg></div><div>{CALL}</div>", STORY),
        ("", f"<div class=t><div class=share>{CALL}</div>{''.join(f'<p>{text}</p>' for text in PARAGRAPHS)}</div>"),
        ("", f"<div class=t><aside>{CALL}</aside>{''.join(f'<p>{text}</p>' for text in PARAGRAPHS)}</div>"),
        (f"<div>{CALL}</div><div>{CALL}</div>", STORY),
        (f"<div>{CALL}</div><div>اضف تعليقك</div>", STORY),
        (f"<div>{CALL}</div><div>الآراء تعبر عن أصحابها فقط</div>", STORY),
    ],
)
def test_the_call_above_a_text_ends_no_story(between: str, story: str) -> None:
    assert read(page(META, between, story=story))["body"].endswith(BODY)


@pytest.mark.parametrize("line", ["الآراء المنشورة لا تعبر عن رأي الموقع", "التعليقات لا تعبر عن رأي الوكالة", "رأي الكاتب لا يعبر عن رأي الموقع"])
@pytest.mark.parametrize("name", ["<div class='author'>علي الكاظمي</div>", "<div>الكاتب: علي الكاظمي</div>"])
def test_a_disclaimer_above_the_writer_heads_no_comments(line: str, name: str) -> None:
    assert read(page(META, "", f"<div>{line}</div>{name}"), COLUMN)["author"] == "علي الكاظمي"


@pytest.mark.parametrize(
    "below",
    [
        "<div class='author'>علي الكاظمي</div><div class='text'>بارك الله فيكم</div>",
        "<div class='author'>علي الكاظمي</div><div class='date'>2016-12-31</div><div class='text'>بارك الله فيكم</div>",
        "<div class='widget author'><h4>كاتب اليوم</h4><div class=n>حسين الموسوي</div></div>",
        "<div class='widget author'><h4>من كتابنا</h4><div class=n>حسين الموسوي</div></div>",
        "<div class='widget author'><h4>رئيس التحرير</h4><div class=n>حسين الموسوي</div></div>",
    ],
)
def test_names_in_blocks_below_are_not_believed(below: str) -> None:
    record = read(page(META, "", below))
    assert record["author"] is None or "author" in record["doubts"]


@pytest.mark.parametrize(
    "below",
    [
        "<div><a href='/arabic/reports/309000'>قصة أخرى عن الماء في القرية البعيدة</a><button>👁 3051</button></div>",
        "<div>زوار الموقع الآن <button>👁 312</button></div>",
        "<h3>التعليقات</h3><div><b>ابو علي</b><p>بارك الله في أهل القرية على هذا العمل</p><button>👁 31</button></div>",
        "<div><h4>استفتاء</h4><p>هل تؤيد؟</p><button>👁 2016</button></div>",
    ],
)
def test_an_eye_on_another_block_s_button_counts_no_readers_of_this_one(below: str) -> None:
    record = read(page("<div class='i'>2016-12-30</div>", "", below))
    assert record["views"] is None or "views" in record["doubts"]


@pytest.mark.parametrize(
    "first",
    [
        "موعد المؤتمر: <time datetime='2016-12-20T10:00:00+03:00'>20 كانون الأول 2016</time>",
        "وقال الوزير في تغريدة <time datetime='2016-12-20T10:00:00+03:00'>20 كانون الأول 2016</time>",
        "تقام المباراة على ملعب القرية <time datetime='2016-12-20T10:00:00+03:00'>20 كانون الأول 2016</time>",
    ],
)
def test_a_time_in_the_author_s_sentence_is_no_publication(first: str) -> None:
    paragraphs = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
    record = read(page(story=f"<div><p>{first}</p>{paragraphs}</div>", below="<div>تاريخ النشر: 2016-12-30</div>"))
    assert record["published"].startswith("2016-12-30")
    assert record["body"].startswith(first.split(maxsplit=1)[0])


@pytest.mark.parametrize(
    "slug",
    ["BNA 091414 GMT NNNN", "BNA 091414 GMTNNNN", "BNA 091414 May 9 NNNN", "KUNA 091414 GMT May 9 NNNN", "KUNA 091414 Jan 16NNNN", "BNA 091414 NNNN"],
)
def test_what_wires_set_below_their_stories_is_no_text(slug: str) -> None:
    story = "<div>" + "".join(f"<p>{text}</p>" for text in (*PARAGRAPHS, slug)) + "</div>"
    record = read(page(META, story=story))
    assert (record["body"], record["editors_code"]) == (BODY, slug)


@pytest.mark.parametrize("sentence", ["قرأ هذا التقرير 1234 من قرائنا", "شاهد هذا الخبر 1234 من متابعينا", "عدد قرائنا لهذا المقال: 1234"])
def test_the_site_s_readers_of_this_story_are_its_readers(sentence: str) -> None:
    record = read(page("<div class='i'>2016-12-30</div>", "", f"<div>{sentence}</div>"))
    assert (record["views"], record["body"]) == (1234, BODY)


@pytest.mark.parametrize(("before", "last"), [("المقياس", "C / F"), ("السرعة بوحدة", "م / ث"), ("فصيلة الدم المطلوبة هي", "O / A")])
def test_letters_that_complete_a_line_are_the_author_s(before: str, last: str) -> None:
    story = "<div>" + "".join(f"<p>{text}</p>" for text in (*PARAGRAPHS, before, last)) + "</div>"
    record = read(page(META, story=story))
    assert record["body"].endswith(last) or "body" in record["doubts"]


def test_a_label_with_no_name_below_is_the_text_s() -> None:
    story = "<div>" + "".join(f"<p>{text}</p>" for text in (*PARAGRAPHS, "الكاتب:", "4/5/150320")) + "</div>"
    record = read(page(META, "<p>بقلم: كاظم المياحي</p>", story=story))
    assert record["body"].endswith("الكاتب:") or "body" in record["doubts"]
