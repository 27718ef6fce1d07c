"""An author's short lines at either end of a story: they hold a day, an hour or a number as the date line does, which stands elsewhere."""

import pytest

import buratha
from tests.pages.story import ADDRESS, BODY, NOW, PARAGRAPHS, page, read
from tests.pages.test_series import TOLD

META = "<div class='d'>20/1/2017 - 09:14:26 - القراءات 845</div>"
LAST = [
    "وتنطلق الحملة يوم 15/2/2017.",
    "وتنتهي مهلة التسجيل في 30/3/2017.",
    "استشهد في 9 نيسان 1980.",
    "من مواليد 12/3/1965.",
    "بغداد في 14 كانون الثاني 2017",
    "14/1/2017",
]
FIRST = ["قراءة في كتاب", "مشاهدات من كربلاء", "زيارة الأربعين", "القراءات السبع", "100 قراءة في دفتر الوطن", "9 نيسان 2003 : يوم سقط التمثال", "1-"]


def story(*texts: str) -> str:
    """Paragraphs in the story's block."""
    return f"<div class='t'>{''.join(f'<p>{text}</p>' for text in texts)}</div>"


@pytest.mark.parametrize("line", LAST)
def test_a_last_line_with_a_day(line: str) -> None:
    record = read(page(between=META, story=story(*PARAGRAPHS, line)))
    assert record["body"] == f"{BODY}\n\n{line}"
    assert (record["published"], record["views"]) == ("2017-01-20T09:14:26+03:00", 845)


@pytest.mark.parametrize("line", FIRST)
def test_a_first_line_like_a_counter_or_a_day(line: str) -> None:
    record = read(page(between=META, story=story(line, *PARAGRAPHS)))
    assert record["body"] == f"{line}\n\n{BODY}"
    assert (record["published"], record["views"]) == ("2017-01-20T09:14:26+03:00", 845)


@pytest.mark.parametrize(
    "line",
    ["المشاركات: 33", "زمن القراءة: 3 دقائق", "الإعجابات 12", "عدد زوار اليوم 1200", "5 / 5", "بغداد 31 درجة", "Tweet 12", "2025/11/07 12:30"],
)
def test_what_a_layout_counts_above_a_story_is_none_of_it(line: str) -> None:
    assert read(page(between=META, story=story(line, *PARAGRAPHS)))["body"] == BODY


@pytest.mark.parametrize(
    "line",
    ["آخر تحديث: 22/1/2017", "نشر هذا الخبر يوم 20/1/2017", "تم تعديل هذه المادة في 23/1/2017.", "تابعونا على قناتنا 24/7", "التعليقات 12"],
)
def test_what_a_site_says_there_is_none_of_it(line: str) -> None:
    record = read(page(between=META, story=story(*PARAGRAPHS, line)))
    assert record["body"] == BODY or "body" in record["doubts"]


def test_the_only_date_of_a_page_stays_its_date() -> None:
    record = read(page(story=story(*PARAGRAPHS, "نشر في 20/1/2017")))
    assert (record["body"], record["published"]) == (BODY, "2017-01-20T00:00:00+03:00")


# -- a post without a text ---------------------------------------------------------------------------------------------
def test_a_post_that_shows_nothing_is_doubted() -> None:
    record = read(page(between=META, story="<div class='t'></div>"))
    assert record["body"] == ""
    assert "body" in record["doubts"]


def test_a_picture_is_enough() -> None:
    record = read(page(between=META, story="<div class='t'><p><img src='/uploads/2017/01/c.jpg' width='600' height='400'></p></div>"))
    assert (record["body"], len(record["images"])) == ("", 1)
    assert "body" not in record["doubts"]


def test_a_picture_above_other_headlines_is_a_posts_own() -> None:
    others = "".join(f"<div class='x'><a href='/arabic/news/{at}'>خبر قديم من أخبار المدينة {at}</a></div>" for at in range(309001, 309005))
    pages = []
    for at in range(6):
        picture = f"<figure class='f'><img src='/uploads/2017/01/{at}.jpg' width='600' height='400'></figure>"
        html = page(between=META, story="", below=f"{picture}<div class='s'>{others}</div>") if at == 5 else page(between=META, below=others)
        pages.append((html.encode(), ADDRESS.replace("310000", str(310000 + at)), "text/html; charset=utf-8"))
    record = buratha.read_pages(pages, now=NOW)[5]
    assert isinstance(record, dict)
    assert [image["url"] for image in record["images"]] == ["https://burathanews.com/uploads/2017/01/5.jpg"]


# -- the day of the writing, where all stands in one block ---------------------------------------------------------------
@pytest.mark.parametrize("line", ["بغداد - 23 رجب 1444 هـ", "٢١ آذار ٢٠١٧", "كربلاء في 14/1/2017"])
@pytest.mark.parametrize("times", [1, 6])
def test_the_last_line_with_a_day_in_the_date_lines_own_block(line: str, times: int) -> None:
    """It is the story's where no other page has its like."""
    pages = []
    for at, (title, told) in enumerate(TOLD[:8]):
        texts = [f"2017-01-{10 + at} 09:1{at} | القراءات: {845 + 7 * at}", *told, *([line] if at < times else [])]
        html = f"<section><h1>{title}</h1>{''.join(f'<p>{text}</p>' for text in texts)}</section><form><textarea></textarea></form>"
        pages.append((html.encode(), ADDRESS.replace("310000", str(310000 + at)), "text/html; charset=utf-8"))
    records = [record for record in buratha.read_pages(pages, now=NOW) if isinstance(record, dict)]
    closing = [line] if times == 1 else []
    assert [record["body"] for record in records] == ["\n\n".join(told + (closing if at < times else [])) for at, (_, told) in enumerate(TOLD[:8])]
