"""What comes again on other pages and is a story's all the same: reports of each day, leads quoted in boxes, closing words."""

from collections.abc import Sequence
from typing import Any

import pytest

import buratha
from tests.agency.generated import generate
from tests.pages.story import ADDRESS, NOW, TITLE, page

DAYS = ("السبت", "الأحد", "الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة")
WEATHER = (
    "توقعت هيئة الأنواء أن يكون الطقس في المدن صحوا مع غبار خفيف في المساء.",
    "درجة الحرارة العظمى في المدينة {} مئوية.",
    "سرعة الرياح {} كيلومترا في الساعة.",
    "ودعت الهيئة أصحاب الزوارق إلى الحذر عند مصب النهر في ساعات الليل.",
)
PROSE = [(article.title, [text for text in article.body.split("\n\n") if "\n" not in text]) for article in generate(70, seed=77)]
TOLD = [(title, told) for title, told in PROSE if len(told) > 1 and sum(len(text.split()) for text in told) > 60][:36]


def read(stories: Sequence[tuple[str, Sequence[str]]], below: Sequence[str] | None = None, amid: str = "") -> list[dict[str, Any]]:
    """The records of one site's pages: title and paragraphs of each, and what stands below its column."""
    pages = []
    for at, (title, paragraphs) in enumerate(stories):
        story = "<div class='t'>" + "".join(f"<p>{text}</p>" for text in paragraphs) + f"{amid}</div>"
        html = page(between=f"<div class='d'>{at + 1}/1/2017</div>", story=story, below=below[at] if below else "").replace(TITLE, title)
        pages.append((html.encode(), ADDRESS.replace("310000", str(310000 + at)), "text/html; charset=utf-8"))
    return [record for record in buratha.read_pages(pages, now=NOW) if isinstance(record, dict)]


def weather(day: int) -> tuple[str, list[str]]:
    """The report of one day."""
    return f"طقس {DAYS[day % 7]} في المدن، النشرة {day + 1}", [text.format(20 + 3 * day) for text in WEATHER]


@pytest.mark.parametrize("every", [3, 5, 10])
def test_a_report_of_each_day_keeps_its_text(every: int) -> None:
    stories = [weather(at // every) if at % every == 0 else TOLD[at] for at in range(30)]
    assert [record["body"] for record in read(stories)] == ["\n\n".join(paragraphs) for _, paragraphs in stories]


@pytest.mark.parametrize("reports", [4, 8])
def test_so_it_does_where_it_begins_late(reports: int) -> None:
    stories = [*TOLD[:24], *map(weather, range(reports))]
    assert [record["body"] for record in read(stories)] == ["\n\n".join(paragraphs) for _, paragraphs in stories]


OPENING, CLOSING = "نواصل في هذه السلسلة الحديث عن أعلام المدينة في القرن الماضي.", "وللحديث صلة إن شاء الله في الحلقة القادمة."


@pytest.mark.parametrize("others", [0, 3, 15])
@pytest.mark.parametrize("reports", [False, True], ids=["parts", "reports"])
def test_the_first_pages_may_all_be_of_one_series(others: int, *, reports: bool) -> None:
    """What its parts share is the series' own; what pages of other stories share is the site's."""
    texts = [[OPENING, *told[:2], CLOSING] for _, told in TOLD[:15]]
    parts = [(f"أعلام من أهل المدينة ({60 - at})", text) for at, text in enumerate(texts)]
    days = [(f"طقس اليوم في المدن، النشرة {at}", weather(at)[1]) for at in range(15)]
    stories = [*(days if reports else parts), *TOLD[15 : 15 + others]]
    site = "<div class='z'>صحيفتكم تصلكم كل صباح إلى باب البيت مقابل أجر زهيد</div><div class='z'>بطاقة القارئ</div>"
    records = read(stories, below=[site] * len(stories))
    assert [record["body"] for record in records] == ["\n\n".join(told) for _, told in stories]
    assert [record["title"] for record in records[:15]] == [title for title, _ in stories[:15]]


@pytest.mark.parametrize("whole", [False, True])
def test_what_a_box_quotes_of_a_story_stays_on_its_own_page(*, whole: bool) -> None:
    chosen = TOLD[3:6]
    quoted = "".join(
        f"<li><a href='/arabic/news/{at}'>{title}</a><br>{'<br>'.join(told if whole else told[:1])}</li>"
        for at, (title, told) in enumerate(chosen, 310003)
    )
    records = read(TOLD[:14], below=[f"<ul class='b'>{quoted}</ul>"] * 14)
    assert [record["body"] for record in records] == ["\n\n".join(paragraphs) for _, paragraphs in TOLD[:14]]


@pytest.mark.parametrize("pages", [1, 7, 20])
def test_cards_of_other_stories_at_the_columns_end_are_not_this_ones(pages: int) -> None:
    cards = "".join(
        f"<div class='c'><h4><a href='/arabic/news/{at}'>{title}</a></h4><p>{told[0]}</p></div>" for at, (title, told) in enumerate(TOLD[-3:], 309000)
    )
    records = read(TOLD[:pages], amid=cards)
    assert [record["body"] for record in records] == ["\n\n".join(paragraphs) for _, paragraphs in TOLD[:pages]]


def test_a_link_between_two_paragraphs_heads_no_card() -> None:
    _, told = TOLD[0]
    linked = f"<a href='/arabic/news/309000'>{TOLD[-1][0]}</a>"
    (record,) = read([(TOLD[0][0], [told[0], linked, *told[1:]])])
    assert record["body"] == "\n\n".join(told)


def test_closing_words_that_are_cut_are_doubted() -> None:
    """Of a columnist who began late, and has them under each column."""
    closing = "وللحديث صلة في الأسبوع القادم إن شاء الله."
    stories = [*TOLD[:20], *((title, [*told, closing]) for title, told in TOLD[20:32])]
    for record, (_, told) in zip(read(stories), stories, strict=True):
        assert record["body"] == "\n\n".join(told) or "body" in record["doubts"]


CALL = "صحيفتكم تصلكم كل صباح إلى باب البيت مقابل أجر زهيد"


@pytest.mark.parametrize("posts", [10, 30])
def test_posts_of_a_picture_with_the_call_that_all_have_say_nothing_of_where_stories_are_told(posts: int) -> None:
    """Before the stories, in the very place of their paragraphs, under headlines that differ in a number."""
    pictures = [(f"كاريكاتير {at} عن السوق والناس", [f"<img src='/u/{at}.jpg' width='600' height='400'>", CALL]) for at in range(posts)]
    records = read([*pictures, *((title, [*told, CALL]) for title, told in TOLD[:20])])
    assert [record["body"] for record in records] == [*[""] * posts, *("\n\n".join(told) for _, told in TOLD[:20])]


def test_a_call_below_some_posts_of_a_picture_is_no_text_of_theirs() -> None:
    pictures = [(f"كاريكاتير {at} عن السوق والناس", [f"<img src='/u/{at}.jpg' width='600' height='400'>", CALL]) for at in range(6)]
    stories = [(title, [*told, CALL] if at % 2 else told) for at, (title, told) in enumerate(TOLD[:10])]
    records = read([*stories, *pictures])
    assert [record["body"] for record in records] == [*("\n\n".join(told) for _, told in TOLD[:10]), *[""] * 6]


def test_a_call_that_stands_below_other_stories_is_doubted_as_the_end_of_one() -> None:
    stories = [(title, [*told, CALL] if at == 5 else told) for at, (title, told) in enumerate(TOLD[:12])]
    records = read(stories, below=[f"<div class='z'>{'' if at == 5 else CALL}</div>" for at in range(12)])
    for record, (_, told) in zip(records, TOLD[:12], strict=True):
        assert record["body"] == "\n\n".join(told) or "body" in record["doubts"]
