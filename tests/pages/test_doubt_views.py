"""Doubts about the views: other numbers near the story that count readers too, or that may have been meant."""

import pytest

from tests.pages.story import page, read

DAY = "<p>تاريخ النشر: 20/1/2017</p>"
OWN = "<p>المشاهدات: 845</p>"


@pytest.mark.parametrize(
    "rival",
    [
        "<p>قرأها 2310 من الزوار</p>",
        "<p>شوهدت 2310 مرة</p>",
        "<p>عدد القراءات: 2310</p>",
        "<p>اطلع عليها 2310 زائرا</p>",
        "<p>2310 views</p>",
    ],
)
@pytest.mark.parametrize("above", [False, True], ids=["below", "above"])
def test_another_number_that_counts_readers_near_the_story(rival: str, above: bool) -> None:
    record = read(page(rival, f"{DAY}{OWN}") if above else page(between=f"{DAY}{OWN}", below=rival))
    assert record["views"] == 845
    assert "views" in record["doubts"]


@pytest.mark.parametrize(
    "other",
    [
        "<p>التعليقات: 2310</p>",
        "<p>شاركها 2310</p>",
        "<p>زوار اليوم: 2310</p>",
        "<p>يوجد الآن 2310 زائر في الموقع</p>",
        "<p>مدة القراءة: 3 دقائق</p>",
        "<p>المشاهدات: 845</p>",
        "<p>845 قراءة</p>",
        "<p>الأكثر قراءة: 10</p>",
        "<ul><li><a href='/arabic/news/309100'>مزارع يحفر بئرا في أرض جده</a> (2310 قراءة)</li></ul>",
        "<div class='k'><h4><a href='/arabic/news/309100'>مزارع يحفر بئرا في أرض جده</a></h4><div>المشاهدات: 2310</div></div>",
    ],
)
def test_numbers_that_are_no_rivals(other: str) -> None:
    record = read(page(between=f"{DAY}{OWN}", below=other))
    assert record["views"] == 845
    assert "views" not in record["doubts"]


def test_views_that_are_the_articles_own_number() -> None:
    assert "views" in read(page(between=f"{DAY}<p>المشاهدات: 310000</p>"))["doubts"]
    assert "views" not in read(page(between=f"{DAY}<p>المشاهدات: 310001</p>"))["doubts"]


def test_a_day_without_views_beside_it_is_doubtful_about_them() -> None:
    record = read(page(between=DAY))
    assert record["views"] is None
    assert "views" in record["doubts"]


def test_two_counters_in_one_meta_line_are_rivals() -> None:
    record = read(page(between="<p>20/1/2017</p><p>المشاهدات: 845</p><p>عدد القراءات: 2310</p>"))
    assert record["views"] == 845
    assert "views" in record["doubts"]
