"""What speaks against a line by its words and links: lists of stories, rows of tools, channels. Paragraphs that look alike stay."""

import pytest

from tests.pages.story import BODY, PARAGRAPHS, page, read

FIRST, SECOND, THIRD = PARAGRAPHS
DAY = "<p>نشر في 20/1/2017</p>"
WELL = "<a href='/arabic/news/309100'>مزارع يحفر بئرا في أرض جده</a>"
MARKET = "<a href='/arabic/news/309200'>سوق السمك يفتح أبوابه بعد إغلاق طويل</a>"
RELATED = ["مزارع يحفر بئرا في أرض جده", "سوق السمك يفتح أبوابه بعد إغلاق طويل"]


def body_with(piece: str, *, last: bool = False, first: bool = False) -> str:
    """The body of the story with something in its block: before or behind the paragraphs, or else behind the first."""
    paragraphs = [f"<p>{text}</p>" for text in PARAGRAPHS]
    paragraphs.insert(0 if first else len(paragraphs) if last else 1, piece)
    body = read(page(between=DAY, story=f"<div class='t'>{''.join(paragraphs)}</div>"))["body"]
    assert isinstance(body, str)
    return body


# -- lists of stories --------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "line",
    [
        f"<p>{WELL} | {MARKET}</p>",
        f"<p>اقرأ أيضا: {WELL} - {MARKET}</p>",
        f"<div class='r'>من أخبار الناحية هذا الأسبوع: {WELL} • {MARKET}</div>",
        f"<p>• {WELL} • {MARKET}</p>",
    ],
)
def test_a_line_that_lists_stories_is_related(line: str) -> None:
    record = read(page(between=DAY, story=f"<div class='t'><p>{FIRST}</p>{line}<p>{SECOND}</p><p>{THIRD}</p></div>"))
    assert (record["body"], [each["title"] for each in record["related"]]) == (BODY, RELATED)


def test_a_paragraph_that_speaks_of_two_stories_stays() -> None:
    text = f"وكانت القرية قد شهدت في الشتاء الماضي حكايتين تناقلهما الناس: {WELL} في أول الموسم، ثم {MARKET} قبل العيد بأيام قليلة."
    assert "حكايتين تناقلهما الناس: مزارع يحفر بئرا في أرض جده في أول الموسم" in body_with(f"<p>{text}</p>")


@pytest.mark.parametrize(
    ("line", "related"),
    [
        (f"<p>على صلة: {WELL}</p>", True),
        (f"<p>{WELL} — 12 — 3</p>", True),
        (f"<p>{WELL} كما روى لنا أصحابه في الضحى</p>", False),
    ],
    ids=["a label before", "numbers behind", "words behind"],
)
def test_a_link_with_hardly_a_word_beside_it_is_related(line: str, *, related: bool) -> None:
    assert (body_with(line) == BODY) is related


# -- rows of tools -----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "row",
    [
        "<div>[ للطباعة | ارسل لصديق | رجوع ]</div>",
        "<p>( نسخة للطباعة | أرسل إلى صديق | أضف إلى المفضلة )</p>",
        "<div><a href='/print/310000'>للطباعة</a> | <a href='/send/310000'>ارسل لصديق</a> | <a href='#'>رجوع</a></div>",
        "<p><a href='/print/310000'>طباعة</a> || حفظ || تكبير الخط</p>",
    ],
)
@pytest.mark.parametrize("at", ["first", "last"])
def test_a_row_of_tools_between_bars_goes(at: str, row: str) -> None:
    assert body_with(row, first=at == "first", last=at == "last") == BODY


@pytest.mark.parametrize(
    "text",
    [
        "الحلة | كربلاء | النجف",
        "[ عن دفتر المعلمة | الصفحة الأولى ]",
        f"[ قال الجد: من زرع | ومن سقى | ومن حرس | {SECOND} ]",
    ],
    ids=["neither brackets nor links", "two pieces", "as long as a paragraph"],
)
def test_bars_of_an_authors_own_stay(text: str) -> None:
    assert text in body_with(f"<p>{text}</p>")


# -- channels ----------------------------------------------------------------------------------------------------------
CHANNEL = "https://t.me/alnahiya"


@pytest.mark.parametrize("call", [f"<a href='{CHANNEL}'>اشتركوا في قناتنا على التلغرام</a>", f"<b><a href='{CHANNEL}'>تابعونا على التليكرام</a></b>"])
@pytest.mark.parametrize("space", [" ", ""])
def test_a_call_to_a_channel_is_cut_off_a_paragraphs_end(space: str, call: str) -> None:
    story = f"<div class='t'><p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}{space}{call}</p></div>"
    for below in ("", "<div class='x'>صفحات من الناحية</div>"):
        assert read(page(between=DAY, story=story, below=below))["body"] == BODY


SHORT = "وينتظر الأهالي لجنة من المدينة في الربيع."
CALL = f"<a href='{CHANNEL}'>اشتركوا في قناتنا على التلغرام</a>"


@pytest.mark.parametrize("at", range(4))
def test_a_call_amid_the_story_does_not_end_it(at: int) -> None:
    texts = [FIRST, SHORT, SECOND, THIRD]
    called = [f"<p>{text} {CALL if at == place else ''}</p>" for place, text in enumerate(texts)]
    assert read(page(between=DAY, story=f"<div class='t'>{''.join(called)}</div>"))["body"] == "\n\n".join(texts)


def test_calls_at_several_paragraphs_are_cut_off_each() -> None:
    called = "".join(f"<p>{text} {CALL}</p>" for text in (*PARAGRAPHS, SHORT))
    assert read(page(between=DAY, story=f"<div class='t'>{called}</div>"))["body"] == f"{BODY}\n\n{SHORT}"


@pytest.mark.parametrize("words", ["لأخبار الناحية", "تابعوا أخبار الناحية كلها أولا بأول.", "لا تفوتكم أخبارنا!"])
def test_a_call_of_two_parts_is_no_sentence(words: str) -> None:
    assert body_with(f"<p>{words} {CALL}</p>", last=True) == BODY


@pytest.mark.parametrize(
    "ending",
    [
        "ونشر صور البناء على <a href='https://www.facebook.com/almukhtar'>صفحته الخاصة</a>",
        "ولمن أراد المزيد <a href='https://www.youtube.com/watch?v=a'>تسجيل الافتتاح</a>",
        "وعاد <a href='/arabic/news/309100'>إلى بئر جده</a>",
    ],
)
def test_a_link_that_calls_nobody_stays_at_a_paragraphs_end(ending: str) -> None:
    story = f"<div class='t'><p>{FIRST}</p><p>{SECOND}</p><p>{THIRD} {ending}</p></div>"
    body = read(page(between=DAY, story=story))["body"]
    assert body.startswith(BODY)
    assert body.endswith(("صفحته الخاصة", "تسجيل الافتتاح", "إلى بئر جده"))


@pytest.mark.parametrize("target", ["https://www.facebook.com/school", "https://twitter.com/school", "https://www.youtube.com/watch?v=a"])
def test_a_long_paragraph_may_name_a_channel(target: str) -> None:
    text = f"وكتبت المعلمة على <a href='{target}'>صفحتها</a> أن الصغار حملوا الطين بأيديهم إلى الجدار. {THIRD}"
    assert f"وكتبت المعلمة على صفحتها أن الصغار حملوا الطين بأيديهم إلى الجدار. {THIRD}" in body_with(f"<p>{text}</p>")


@pytest.mark.parametrize("target", ["https://www.facebook.com/alnahiya", CHANNEL])
@pytest.mark.parametrize("last", [True, False])
def test_a_few_words_that_point_to_a_channel_go(target: str, *, last: bool) -> None:
    assert body_with(f"<p>تابعوا أخبار الناحية على <a href='{target}'>صفحتنا</a></p>", last=last) == BODY


# -- bylines -----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("link", [f"<div>اقرأ كذلك: {WELL}</div>", f"<p>السابق: {MARKET}</p>", f"<p>{WELL}</p>"])
@pytest.mark.parametrize("byline", ["بقلم: سامر الكعبي", "سامر الكعبي"])
def test_a_byline_behind_a_link_to_another_story_is_read(byline: str, link: str) -> None:
    record = read(page(between=f"{link}<p>{byline}</p>"))
    assert (record["author"], record["body"]) == ("سامر الكعبي", BODY)


def test_a_name_behind_a_sentence_with_a_link_is_the_storys() -> None:
    text = "وقف المختار عند باب المدرسة يعد الداخلين واحدا واحدا، وكان يعرف <a href='/arabic/news/309100'>حكاية البئر</a> كلها."
    record = read(page(between=DAY, story=f"<div class='t'><p>{text}</p><p>سامر الكعبي</p><p>{FIRST}</p><p>{SECOND}</p></div>"))
    assert record["author"] is None
    assert "سامر الكعبي" in record["body"]


@pytest.mark.parametrize("line", ["كتابة: سامر الكعبي", "كتابة / سامر الكعبي", "كتابة - سامر الكعبي"])
def test_a_byline_that_says_who_wrote(line: str) -> None:
    record = read(page(between=f"{DAY}<p>{line}</p>"))
    assert (record["author"], record["body"]) == ("سامر الكعبي", BODY)


def test_writing_on_a_wall_is_no_byline() -> None:
    text = "كتابة على جدار المدرسة القديم."
    record = read(page(between=DAY, story=f"<div class='t'><p>{text}</p><p>{FIRST}</p><p>{SECOND}</p></div>"))
    assert (record["author"], record["body"]) == (None, f"{text}\n\n{FIRST}\n\n{SECOND}")


# -- what stands above the story's block -------------------------------------------------------------------------------
LEAD = "عاد التلاميذ إلى صفوفهم بعد أن حمل الأهالي الطين من الجدول."


@pytest.mark.parametrize("lead", [f"<p class='lead'>{LEAD}</p>", f"<div class='lead'>{LEAD}</div>", f"<h4>{LEAD}</h4>", f"<div><p>{LEAD}</p></div>"])
def test_a_lead_above_the_storys_block_is_kept(lead: str) -> None:
    assert read(page(between=f"{DAY}{lead}"))["body"] == f"{LEAD}\n\n{BODY}"


@pytest.mark.parametrize("other", ["<div class='caption'>التلاميذ أمام باب المدرسة في الضحى</div>", f"<div>{WELL}</div>"])
def test_what_is_no_lead_above_the_storys_block_goes(other: str) -> None:
    assert read(page(between=f"{DAY}{other}"))["body"] == BODY


@pytest.mark.parametrize("heading", ["<h3><span>[<a href='?edit'>عدل</a>]</span> حال المدرسة</h3>", "<h3><a href='#a'>#</a> حال المدرسة</h3>"])
def test_a_tool_before_an_authors_sub_heading_is_no_part_of_it(heading: str) -> None:
    assert body_with(heading) == f"{FIRST}\n\nحال المدرسة\n\n{SECOND}\n\n{THIRD}"
