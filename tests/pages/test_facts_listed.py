"""Facts in lists and sentences around a story: a writer's bare name beside the day, readers that are numbered, sections under another label."""

import pytest

import buratha
from tests.pages.story import FORM, NOW, STORY, TITLE, page, read

COLUMN = "https://burathanews.com/arabic/articles/309100"
NAMED = "<ul><li>فالح الزيرجاوي</li><li>26 أيلول 2016</li><li>2 دقائق قراءة</li></ul>"


def of(html: str, address: str = COLUMN) -> tuple[str | None, list[str]]:
    record = buratha.read_page(html.encode(), address, "text/html; charset=utf-8", now=NOW)
    assert isinstance(record, dict)
    return record["author"], record["doubts"]


def test_a_bare_name_beside_the_day_is_a_columns_writer() -> None:
    assert of(page(above=NAMED))[0] == "فالح الزيرجاوي"


@pytest.mark.parametrize("beside", ["بغداد", "خاص براثا نيوز", "المقالات", "محمد: مراسلنا"])
def test_what_is_no_name_is_none(beside: str) -> None:
    assert of(page(above=NAMED.replace("فالح الزيرجاوي", beside)))[0] is None


def test_of_other_stories_it_is_read_or_doubtful() -> None:
    author, doubts = of(page(above=NAMED), "https://burathanews.com/arabic/news/309100")
    assert author == "فالح الزيرجاوي" or "author" in doubts


@pytest.mark.parametrize("target", ["/u/51", "/author/murtada", "/writers.php?id=3"])
def test_a_link_to_a_writers_page_that_was_not_read_is_doubtful(target: str) -> None:
    author, doubts = of(page(between=f"<div>26 أيلول 2016</div><div><a href='{target}'>إنفوغراف مرتضى الحسيناوي</a></div>"))
    assert author is not None or "author" in doubts


def test_the_reader_of_this_story_by_number() -> None:
    told = read(page(below="<p>نُشر في الموقع: 26 أيلول 2016 الساعة 22:14</p><p>أنت القارئ رقم 2081 لهذه المادة</p>"))
    assert told["views"] == 2081
    assert read(page(below="<p>نُشر في الموقع: 26 أيلول 2016</p><p>أنت الزائر رقم 2081</p>"))["views"] is None


def test_another_section_behind_a_label_is_doubtful() -> None:
    menu = "<div>· المقالات</div>"
    facts = "<div>حررت في: 26 أيلول 2016</div><div>الموضوع: <a href='/t/6'>أقلام حرة</a> (1207 قراءة)</div>"
    html = f"<html><head><title>{TITLE}</title></head><body>{menu}<h1>{TITLE}</h1>{facts}{STORY}{FORM}</body></html>"
    record = buratha.read_page(html.encode(), COLUMN, "text/html; charset=utf-8", now=NOW)
    assert isinstance(record, dict)
    assert record["category"] == "أقلام حرة" or "category" in record["doubts"]


def test_an_issues_day_that_no_article_of_the_number_can_have_is_told_of() -> None:
    issue = "<p>العدد (612) الثلاثاء 14 آذار 2004 م - 13 صفر 1425 هـ</p>"
    record = read(page(above=issue))
    assert record["published"] is not None or "published" in record["doubts"]
