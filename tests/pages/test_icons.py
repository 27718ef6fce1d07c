"""What only the hints of icons say: a day, an hour and a number of readers, in attributes of elements without text."""

import pytest

from tests.pages.story import BODY, PARAGRAPHS, STORY, TITLE, page, read

DAY = "<i class='a' title='20 كانون الثاني 2017'></i>"
HOUR = "<i class='b' title='الساعة 17:40'></i>"
VIEWS = "<i class='c' title='845 مشاهدة'></i>"
OTHER = "<a href='/arabic/news/309100'>مزارع يحفر بئرا في أرض جده البعيدة</a>"
ICONS = "<i class='a' title='3 شباط 2017'></i><i class='c' title='2310 مشاهدة'></i>"


@pytest.mark.parametrize(
    ("icons", "published", "views"),
    [
        (f"<div>{DAY}{VIEWS}</div>", "2017-01-20T00:00:00+03:00", 845),
        (f"<div>{DAY}{HOUR}{VIEWS}</div>", "2017-01-20T17:40:00+03:00", 845),
        (f"<div>{VIEWS}</div><div>{DAY}</div><div>{HOUR}</div>", "2017-01-20T17:40:00+03:00", 845),
        ("<p><span title='20/1/2017 17:40'></span> <span title='قرأها 845'></span></p>", "2017-01-20T17:40:00+03:00", 845),
        ("<p><b aria-label='نشر في 20/1/2017'></b><b aria-label='عدد القراءات 845'></b></p>", "2017-01-20T00:00:00+03:00", 845),
        ("<p><em data-title='2017-01-20'></em><em data-tooltip='1,845 زيارة'></em></p>", "2017-01-20T00:00:00+03:00", 1845),
        ("<p><i data-original-title='٢٠/١/٢٠١٧'></i><i data-original-title='٨٤٥ مطالعة'></i></p>", "2017-01-20T00:00:00+03:00", 845),
        (f"<div>{DAY}<i title='2310 تعليق'></i></div>", "2017-01-20T00:00:00+03:00", None),
        (f"<div>{DAY}<i title='شاركها 2310'></i>{VIEWS}</div>", "2017-01-20T00:00:00+03:00", 845),
        (f"<div>{VIEWS}</div>", None, 845),
    ],
)
@pytest.mark.parametrize("below", [False, True], ids=["between", "below"])
def test_a_day_and_a_number_that_only_hints_say(icons: str, published: str | None, views: int | None, below: bool) -> None:
    record = read(page(below=icons) if below else page(between=icons))
    assert (record["published"], record["views"], record["body"]) == (published, views, BODY)


@pytest.mark.parametrize(
    "box",
    [
        f"<div class='k'><h4>{OTHER}</h4><div>{ICONS}</div></div>",
        f"<div class='k'>{OTHER}{ICONS}</div>",
        f"<ul><li>{OTHER} {ICONS}</li></ul>",
        f"<table><tr><td>{OTHER}</td><td>{ICONS}</td></tr></table>",
        f"<div class='k'><div>{ICONS}</div><h4>{OTHER}</h4></div>",
    ],
    ids=["card", "link", "entry", "row", "icons before"],
)
@pytest.mark.parametrize("own", [True, False], ids=["with the story's", "alone"])
def test_those_of_other_stories_are_not_taken(box: str, own: bool) -> None:
    icons = f"<div>{DAY}{VIEWS}</div>" if own else ""
    for above, below in ((box, ""), ("", box)):
        record = read(page(above, icons, below))
        assert (record["published"], record["views"]) == (("2017-01-20T00:00:00+03:00", 845) if own else (None, None)), (above, below)


def test_two_days_of_icons_are_none() -> None:
    assert read(page(between=f"<div>{DAY}<i title='3 شباط 2017'></i></div>"))["published"] is None


def test_a_printed_day_comes_before_what_icons_say() -> None:
    record = read(page(between=f"<p>نشر في 21/1/2017 - المشاهدات: 846</p><div>{DAY}{VIEWS}</div>"))
    assert (record["published"][:10], record["views"]) == ("2017-01-21", 846)


@pytest.mark.parametrize("hint", ["نسخة للطباعة", "845", "أرسل إلى 3 أصدقاء", "صفحة 2 من 5", "مشاهدة"])
def test_other_hints_say_neither(hint: str) -> None:
    record = read(page(between=f"<div><i title='{hint}'></i></div>"))
    assert (record["published"], record["views"]) == (None, None)


PRINTED = "<p>تاريخ النشر: 20/1/2017</p>"
EYE, TALK = "<svg class='icon-eye'><path d='M0 0'/></svg>", "<svg class='icon-comment'><path d='M0 0'/></svg>"


@pytest.mark.parametrize(
    ("eye", "talk"),
    [
        (EYE, TALK),
        ("<svg><title>عدد المشاهدات</title><path d='M0 0'/></svg>", "<svg><title>التعليقات</title><path d='M0 0'/></svg>"),
        ("<svg><title>قرأها</title></svg>", "<svg><title>أعجبهم</title></svg>"),
        ("<svg aria-label='المشاهدات'></svg>", "<svg aria-label='التعليقات'></svg>"),
        ("<svg><use href='#eye'></use></svg>", "<svg><use xlink:href='#comments'/></svg>"),
        ("<svg><use xlink:href='/i.svg#eye'/></svg>", "<svg><use href='/i.svg#comments'></use></svg>"),
    ],
    ids=["class", "title", "free title", "label", "use", "use of a file"],
)
@pytest.mark.parametrize(
    "form", ["<p>{} {}</p>", "<p><span>{}</span> <span>{}</span></p>", "<ul><li>{}</li><li>{}</li></ul>"], ids=["text", "spans", "items"]
)
@pytest.mark.parametrize("talk_first", [False, True], ids=["readers first", "comments first"])
def test_what_a_drawn_icon_counts(form: str, eye: str, talk: str, talk_first: bool) -> None:
    counters = [f"{eye} 845", f"{talk} 2310"]
    record = read(page(between=PRINTED + form.format(*(counters[::-1] if talk_first else counters))))
    assert (record["published"][:10], record["views"], record["body"]) == ("2017-01-20", 845, BODY)


@pytest.mark.parametrize("icon", [TALK, "<svg><title>مشاركات</title></svg>", "<svg><use href='#hearts'/></svg>", "<svg aria-label='أعجبهم'></svg>"])
def test_a_drawn_icon_of_something_else_alone(icon: str) -> None:
    assert read(page(between=f"{PRINTED}<p>{icon} 2310</p>"))["views"] is None


def test_a_drawing_amid_the_story_says_nothing_of_its_paragraphs() -> None:
    story = STORY.replace("</p><p>", "</p><p><svg><title>مشاهدات من خريطة القرية</title></svg></p><p>", 1)
    record = read(page(between=PRINTED, story=story))
    assert (record["title"], record["views"], record["body"]) == (TITLE, None, BODY)


@pytest.mark.parametrize(
    "blocks",
    [
        "<div title='845 مشاهدة'></div>",
        "<ul><li title='عدد التعليقات 2310'></li><li title='عدد القراءات 845'></li></ul>",
        "<ul><li title='عدد التعليقات'>2310</li><li title='عدد القراءات'>845</li></ul>",
    ],
)
def test_hints_of_blocks(blocks: str) -> None:
    record = read(page(between=PRINTED + blocks))
    assert (record["views"], record["body"]) == (845, BODY)


@pytest.mark.parametrize("hint", ["الصفحة 2 من 845", "عدد التعليقات 845", "845"])
def test_hints_of_blocks_that_count_no_readers(hint: str) -> None:
    assert read(page(between=f"{PRINTED}<div title='{hint}'></div>"))["views"] is None


@pytest.mark.parametrize(
    ("counter", "views"),
    [
        ("<div class='views-row'><span class='views-field'>2310</span></div>", None),
        ("<div class='views-element-container'><span class='n'>2310</span></div>", None),
        ("<div class='views-field views-field-title'><span class='views-content'>2310</span></div>", None),
        ("<div class='post-views'><span class='n'>845</span></div>", 845),
        ("<div class='n'><span class='views-count'>845</span></div>", 845),
    ],
)
def test_drupals_views_are_no_readers(counter: str, views: int | None) -> None:
    assert read(page(between=PRINTED, below=counter))["views"] == views


@pytest.mark.parametrize("hint", ["الفقرة {}", "عدلت في {}/2/2017", "{}0 قراءة"])
def test_hints_of_the_storys_own_paragraphs_say_nothing_of_the_page(hint: str) -> None:
    story = "".join(f"<p title='{hint.format(at)}'>{text}</p>" for at, text in enumerate(PARAGRAPHS, 1))
    record = read(page(between=PRINTED, story=f"<div class='t'>{story}</div>"))
    assert (record["published"][:10], record["views"], record["body"]) == ("2017-01-20", None, BODY)
