"""What readers say below a story: its days are no publication's, and where not all of it was read that is doubted."""

import json

import pytest

import buratha
from buratha.pages.repetition import Repetition
from tests.agency.articles import Article, load_articles
from tests.pages.story import FORM, NOW, page, read

DAY = "<p>نشر في 20/1/2017</p>"
TAIL = "<p>اشترك في قناة وكالة انباء براثا على التلجرام</p>"
TEXT = "بارك الله بكل من عمل في هذه المدرسة"
TWO = "".join(f"<div><b>{name}</b> <span>2017-01-2{at}</span><p>{TEXT}</p></div>" for at, name in enumerate(("كريم الساعدي", "ام حيدر")))


@pytest.mark.parametrize(
    ("heading", "doubted"),
    [("3 تعليقات", True), ("ردود القراء (12)", True), ("2 تعليقات", False), ("التعليقات", False), ("التعليقات (٢)", False)],
)
def test_another_number_of_comments_than_announced_is_doubted(heading: str, *, doubted: bool) -> None:
    record = read(page(between=DAY, below=f"{TAIL}<div><h3>{heading}</h3>{TWO}</div>"))
    assert len(record["comments"]) == 2
    assert ("comments" in record["doubts"]) is doubted


@pytest.mark.parametrize(
    ("below", "doubted"),
    [
        ("<h3>التعليقات (4)</h3>", True),
        ("<h3>التعليقات (0)</h3>", False),
        ("<h3>آخر 5 تعليقات</h3>", False),
        ("<h3>كن أول من يعلق</h3>", False),
        ("<p>رأي في الأحداث 6</p>", False),
        ("<p><a href='/arabic/news/309000'>3 تعليقات على خبر آخر</a></p>", False),
    ],
)
def test_comments_that_are_announced_and_not_there_are_doubted(below: str, *, doubted: bool) -> None:
    record = read(page(between=DAY, below=f"{TAIL}<div>{below}</div>"))
    assert record["comments"] == []
    assert ("comments" in record["doubts"]) is doubted


SAID = [
    {"name": "ام باسم", "date": "2015-10-04", "text": "احسنت النشر وبارك الله فيك على موضوع ملف الحدود"},
    {"name": "كاظم الدباغ", "date": "2015-11-14", "text": "للامانة لم يتغير شيء في النجف الاشرف حتى أيلول"},
    {"name": "ابو عصام", "date": "2015-12-24", "text": "صح لسانك والله بغداد تستاهل كل خير"},
    {"name": "ليث من نينوى", "date": "2016-01-05", "text": "اختلف معكم في نقطة ملف النازحين واتفق في الباقي"},
]


META = "<tr><td>شوهد ( {} ) وضع بتاريخ ( {} )</td></tr>"
ROW = "<table><tr><td colspan=2>ردود الأعضاء والزوار</td></tr><tr><td><b>{name}</b><br>{date}</td><td>{text}</td></tr></table>"


def _table_page(article: Article, meta: str, talk: str) -> tuple[bytes, str, str]:
    story = "<br><br>".join(article.body.split("\n\n"))
    rows = f"<tr><td><font size=5>{article.title}</font></td></tr><tr><td>{story}</td></tr>{meta}<tr><td>للطابعة | لصديق</td></tr>"
    html = f"<html><title>براثا :: {article.title}</title><body><table>{rows}</table>{talk}<b>أضف ردا</b>{FORM}</body></html>"
    return html.encode(), f"https://burathanews.com/arabic/{article.section}/{article.id}", "text/html; charset=utf-8"


def test_where_facts_stand_in_cells_like_the_stories_a_readers_day_is_his_own() -> None:
    """The last four have no date line, and the first date below is a reader's."""
    stories = [article for article in load_articles() if len(article.body.split()) > 80]
    pages = [_table_page(article, META.format(845 + at, f"2015-10-{at + 10}"), "") for at, article in enumerate(stories[:8])]
    pages += [_table_page(article, "", ROW.format(**said)) for article, said in zip(stories[8:], SAID, strict=False)]
    told = [record for record in buratha.read_pages(pages, now=NOW)[8:] if isinstance(record, dict)]
    assert [(record["published"], record["comments"]) for record in told] == [(None, [said]) for said in SAID]


def test_a_day_that_may_be_a_readers_is_doubted_and_teaches_nothing_of_where_days_stand() -> None:
    """One reader has written the same below several stories, so that his name passes for the layout's."""
    stories = [article for article in load_articles() if len(article.body.split()) > 80]
    memory = Repetition()
    dated = [_table_page(article, META.format(845 + at, f"2015-10-{at + 10}"), "") for at, article in enumerate(stories[:8])]
    buratha.read_pages(dated, memory=memory, now=NOW)
    learnt = json.loads(memory.to_json())["roles"]["published at"]
    told = buratha.read_pages([_table_page(article, "", ROW.format(**SAID[0])) for article in stories[8:11]], memory=memory, now=NOW)
    assert all(isinstance(record, dict) and record["published"] and "published" in record["doubts"] for record in told)
    assert json.loads(memory.to_json())["roles"]["published at"] == learnt
