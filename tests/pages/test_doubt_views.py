"""Doubts about the views: other numbers near the story that count readers too, or that may have been meant."""

import pytest

from tests.pages.story import page, read, read_site

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


@pytest.mark.parametrize(
    "near", ["<p>518 عابراً</p>", "<p>2014 عابراً</p>", "<p>وصل إليها ١٬٢٤٠</p>", "<p>20/1/2017 / عدد من وصل يوماً الى هذه السطور: 1740</p>"]
)
def test_a_day_with_a_number_near_it_that_nobody_explains_is_doubtful_about_the_views(near: str) -> None:
    record = read(page(between=DAY, below=near))
    assert record["views"] is None
    assert "views" in record["doubts"]


@pytest.mark.parametrize(
    "near",
    [
        "",
        "<p>نشرة منذ 2006</p>",
        "<p>© براثا 2006-2017</p>",
        "<p>الدولار 1250</p>",
        "<p>http://burathanews.com/arabic/310000</p>",
        "<p>أكتوبر (31)</p>",
        "<p>طُبع في أيلول ٢٠١٤</p>",
    ],
    ids=["nothing", "since a year", "copyright", "a rate", "an address", "articles of a month", "a month's year"],
)
def test_a_page_without_a_number_that_may_count_readers_has_none(near: str) -> None:
    record = read(page(between=DAY, below=near))
    assert record["views"] is None
    assert "views" not in record["doubts"]


def test_two_counters_in_one_meta_line_are_rivals() -> None:
    record = read(page(between="<p>20/1/2017</p><p>المشاهدات: 845</p><p>عدد القراءات: 2310</p>"))
    assert record["views"] == 845
    assert "views" in record["doubts"]


@pytest.mark.parametrize(
    ("between", "doubtful"),
    [
        (f"{DAY}<p>المشاهدات: 1200345</p>", True),
        (f"{DAY}<p>المشاهدات: 999345</p>", False),
        ("<p>1200345 2017-01-20</p>", False),
    ],
    ids=["a million", "less", "the agency's own form"],
)
def test_more_readers_than_any_article_has(between: str, doubtful: bool) -> None:
    assert ("views" in read(page(between=between))["doubts"]) is doubtful


@pytest.mark.parametrize(
    ("between", "doubtful"),
    [
        ("<p>20/1/2017</p><p>12</p>", True),
        ("<p>20/1/2017</p><p>31</p>", False),
        ("<p>20/1/2017</p><p>المشاهدات: 12</p>", False),
        ("<p>12 2017-01-20</p>", False),
    ],
    ids=["bare", "more", "with a label", "the agency's own form"],
)
def test_a_few_readers_without_a_label(between: str, doubtful: bool) -> None:
    assert ("views" in read(page(between=between))["doubts"]) is doubtful


@pytest.mark.parametrize(
    ("other", "doubtful"),
    [
        ("<p>آخر قراءة 17:40</p>", False),
        ("<p>قرأها 7</p>", False),
        ("<p>قراءة في 5 دقائق</p>", False),
        ("<p>يقرأها الآن 77</p>", False),
        ("<p>قرأها 77</p>", True),
        ("<p><span class='hits'>2310</span></p>", True),
        ("<p><span class='hits'>رقم 2310</span></p>", False),
    ],
)
def test_numbers_that_may_count_readers_too(other: str, doubtful: bool) -> None:
    record = read(page(between=DAY + OWN, below=other))
    assert record["views"] == 845
    assert ("views" in record["doubts"]) is doubtful


@pytest.mark.parametrize(("tool", "doubtful"), [("قرأها 2310", True), ("شاركها 2310", False)])
def test_a_counter_in_a_row_of_many_tools(tool: str, doubtful: bool) -> None:
    tools = ["طباعة", "إرسال إلى صديق", "حفظ في المفضلة", tool, "إبلاغ عن خطأ"]
    row = "".join(f"<span>{text}</span> " for text in tools)
    assert ("views" in read(page(between=DAY + OWN, below=f"<p>{row}</p>"))["doubts"]) is doubtful


@pytest.mark.parametrize(("counted", "doubtful"), [("{}", True), ("2310", False)], ids=["each page its own", "the same on all"])
def test_what_all_pages_have_is_no_rival(counted: str, doubtful: bool) -> None:
    lines = [f"{DAY}<p>المشاهدات: {845 + 7 * at}</p><p class='r'>قرأ موضوعاتنا {counted.format(2310 + at)} من الناس</p>" for at in range(7)]
    for at, record in enumerate(read_site(lines)):
        assert record["views"] == 845 + 7 * at
        assert ("views" in record["doubts"]) is doubtful, at


@pytest.mark.parametrize("line", ["<p class='n'>2310 قراءة</p>", "<p class='n'>12</p>"])
def test_the_very_same_number_beside_each_date_is_doubtful(line: str) -> None:
    for record in read_site([f"<p class='d'>تاريخ النشر: {20 + at}/1/2017</p>{line}" for at in range(7)]):
        assert "views" in record["doubts"]


@pytest.mark.parametrize(("views", "doubtful"), [(0, True), (4, True), (5, False), (845, False)])
def test_hardly_any_readers_whatever_the_label(views: int, *, doubtful: bool) -> None:
    record = read(page(between=f"<p>نشر في 20/1/2017 - القراءات: {views}</p>"))
    assert record["views"] == views
    assert ("views" in record["doubts"]) is doubtful


def test_a_number_of_the_layouts_beside_the_day_in_words_of_no_known_label() -> None:
    lines = [f"<dl><dt>اليوم</dt><dd>20 كانون الثاني 2017</dd><dt>موضع الحفظ</dt><dd>الخزانة الرقمية، رف {290 + at}</dd></dl>" for at in range(7)]
    assert all(record["views"] is None or "views" in record["doubts"] for record in read_site(lines))


def test_a_story_of_these_days_has_few_readers_yet() -> None:
    record = read(page(between="<p>نشر في 7/11/2025 - القراءات: 2</p>"), "https://burathanews.com/arabic/reports/467900")
    assert (record["published"][:10], record["views"]) == ("2025-11-07", 2)
    assert "views" not in record["doubts"]
