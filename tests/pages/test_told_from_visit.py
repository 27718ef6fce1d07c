"""Articles that have just come out: days told by their distance from the visit, and days that are the visit's too."""

import json
from datetime import datetime
from typing import Any

import pytest

import buratha
from buratha.arabic.dates import BAGHDAD
from tests.agency.articles import load_articles
from tests.pages.story import ADDRESS, BODY, STORY, TITLE, page, read

VISIT = datetime(2017, 1, 20, 14, 30, tzinfo=BAGHDAD)
"""A day on which an article of the story's number can have come out."""
STRUCTURED = {"@type": "NewsArticle", "headline": TITLE, "datePublished": "2017-01-20T11:05:17+03:00"}
HEAD = f'<script type="application/ld+json">{json.dumps(STRUCTURED, ensure_ascii=False)}</script>'
LINES = {
    "alone": "<div class='d'>{}</div>",
    "with its label": "<p>نُشر: {}</p>",
    "in a row": "<div class='d'><a href='/arabic/reports'>التقارير</a> | <time>{}</time> | <span>القراءات: 845</span></div>",
    "in a list": "<ul><li>التقارير</li><li>{}</li><li>القراءات: 845</li></ul>",
}


def visited(html: str, now: datetime | None = VISIT) -> dict[str, Any]:
    """The record of a page that is read alone, soon after its story came out."""
    record = buratha.read_page(html.encode(), ADDRESS, "text/html; charset=utf-8", now=now)
    assert isinstance(record, dict)
    return record


@pytest.mark.parametrize("form", LINES)
@pytest.mark.parametrize(
    ("phrase", "published", "precision"),
    [
        ("منذ 3 ساعات", "2017-01-20T00:00:00+03:00", "day"),
        ("أمس 10:30 م", "2017-01-19T22:30:00+03:00", "minute"),
        ("أمس", "2017-01-19T00:00:00+03:00", "day"),
    ],
)
@pytest.mark.parametrize("place", ["above", "between"])
def test_the_distance_counts_from_the_visit_and_is_doubtful(form: str, phrase: str, published: str, precision: str, place: str) -> None:
    record = visited(page(**{place: LINES[form].format(phrase)}))
    assert (record["published"], record["published_precision"], record["published_printed"]) == (published, precision, phrase)
    assert "published" in record["doubts"]
    assert (record["body"], "body" in record["doubts"]) == (BODY, False)
    assert record["views"] == (845 if "845" in LINES[form] else None)


def test_structured_data_that_fits_is_exact() -> None:
    record = visited(page(between=LINES["in a row"].format("منذ 3 ساعات"), head=HEAD))
    assert (record["published"], record["published_precision"]) == ("2017-01-20T11:05:17+03:00", "second")
    assert (record["views"], record["doubts"]) == (845, [])


def test_structured_data_of_another_day_does_not_fit() -> None:
    record = visited(page(between=LINES["in a row"].format("قبل يومين"), head=HEAD.replace("2017-01-20", "2017-01-11")))
    assert (record["published"][:10], "published" in record["doubts"]) == ("2017-01-18", True)


@pytest.mark.parametrize(("phrase", "now"), [("منذ أسبوعين", VISIT), ("قبل 3 أشهر", VISIT), ("منذ 3 ساعات", None)])
def test_no_day_is_guessed(phrase: str, now: datetime | None) -> None:
    record = visited(page(between=LINES["in a row"].format(phrase)), now)
    assert (record["published"], record["views"], record["body"]) == (None, 845, BODY)
    assert "published" in record["doubts"]


def test_a_printed_day_stands_before_a_distance() -> None:
    related = "".join(
        f"<li><a href='/arabic/reports/30{at}000'>السوق القديم يفتح أبوابه بعد الترميم</a> <i>منذ {at} ساعات</i></li>" for at in range(2, 6)
    )
    record = visited(page(between="<p>20/1/2017</p>", below=f"<p>آخر تحديث منذ ساعة</p><ul>{related}</ul>"))
    assert (record["published"], "published" in record["doubts"]) == ("2017-01-20T00:00:00+03:00", False)


@pytest.mark.parametrize("line", ["آخر تحديث: منذ ساعتين", "الآن", "اليوم", "قبل الظهر"])
def test_what_is_no_distance_of_the_publication(line: str) -> None:
    assert visited(page(between=f"<p>{line}</p>"))["published"] is None


def test_distances_of_other_stories_and_of_comments() -> None:
    related = "".join(
        f"<li><a href='/arabic/reports/30{at}000'>السوق القديم يفتح أبوابه بعد الترميم</a> <i>منذ {at} ساعات</i></li>" for at in range(2, 6)
    )
    comments = "<h3>التعليقات</h3><div><b>أبو حيدر</b> <i>منذ ساعة</i><p>بارك الله بكم وبأهل القرية الطيبين</p></div>"
    record = visited(page(below=f"<h3>اقرأ أيضا</h3><ul>{related}</ul>{comments}"))
    assert (record["published"], record["body"]) == (None, BODY)


def test_an_authors_sentence_stays_his() -> None:
    story = STORY.replace("<div class='t'>", "<div class='t'><p>قبل يومين</p><p>منذ 3 أيام عاد الماء.</p>")
    assert visited(page(between="<p>20/1/2017</p>", story=story))["body"].startswith("قبل يومين\n\nمنذ 3 أيام عاد الماء.")


@pytest.mark.parametrize("day", ["2017/01/19", "19 كانون الثاني 2017", "20/1/2017 11:20", "الخميس 19-1-2017 - 9:40 م"])
@pytest.mark.parametrize("place", ["above", "between"])
def test_a_new_articles_day_is_read_wherever_an_old_ones_is(day: str, place: str) -> None:
    html = page(**{place: f"<div class='d'><span>{day}</span></div>"})
    assert visited(html)["published"] == read(html)["published"] is not None


def test_a_bare_day_above_the_headline_may_be_the_visits() -> None:
    above = page(above="<div class='d'>الجمعة 20/1/2017</div>")
    assert "published" in visited(above)["doubts"]
    assert "published" not in read(above)["doubts"]
    assert "published" not in visited(page(above="<div class='d'>الجمعة 20/1/2017 9:05</div>"))["doubts"]


def test_an_old_articles_page_prints_the_day_of_the_visit() -> None:
    record = read(page(above="<div class='d'>السبت 8/11/2025</div>"))
    assert record["published"] is None


def test_new_articles_read_together() -> None:
    """The day of the visit stands on all of them, the article's own between it and the headline."""
    pages = []
    for at, article in enumerate(load_articles()[20:27]):
        story = "<div class='t'>" + "".join(f"<p>{text}</p>" for text in article.body.split("\n\n")[:4]) + "</div>"
        day = f"<div class='v'>الجمعة 20/1/2017</div><div class='d'>{13 + at}/1/2017 1{at}:05</div>"
        html = page(above=day, story=story).replace(TITLE, article.title)
        pages.append((html.encode(), ADDRESS.replace("310000", str(310000 + at)), "text/html; charset=utf-8"))
    records = buratha.read_pages(pages, now=VISIT)
    told = [(record["published"][:16], "published" in record["doubts"]) for record in records if isinstance(record, dict)]
    assert told == [(f"2017-01-{13 + at}T1{at}:05", False) for at in range(7)]
