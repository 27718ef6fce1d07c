"""Doubts: what is read wrong or rests on weak grounds is named, what every witness agrees on is not."""

from datetime import UTC, datetime
from typing import Any

import pytest

import buratha
from buratha.pages.article import read_article
from buratha.pages.opened import open_page
from buratha.pages.repetition import Repetition
from buratha.reading import learn
from tests.agency.articles import load_articles
from tests.reading import crawl

NOW = datetime(2025, 11, 8, tzinfo=UTC)
STORY = "<p>اجتمع اهالي الناحية مساء امس في ديوان المختار وبحثوا معه ملف الماء الذي انقطع عن بيوتهم منذ ثلاثة اسابيع متواصلة.</p>"
MORE = "<p>وقال المختار ان الدائرة المعنية وعدت باصلاح المضخة خلال ايام، وان الصهاريج ستصل الى الازقة البعيدة كل صباح حتى ذلك الحين.</p>"


def read(html: str, section: str = "news") -> dict[str, Any]:
    record = buratha.read_page(html.encode(), f"https://burathanews.com/arabic/{section}/77001", "text/html; charset=utf-8", now=NOW)
    assert isinstance(record, dict)
    return record


def test_a_page_on_which_all_agree_has_no_doubts() -> None:
    record = read(
        "<title>الماء يعود الى الناحية بعد انقطاع طويل</title><div>الأخبار</div><h1>الماء يعود الى الناحية بعد انقطاع طويل</h1>"
        f"<p>1548 07:08:59 2015-10-15</p>{STORY}{MORE}<p>اشترك في قناة وكالة انباء براثا على التلجرام</p>"
    )
    assert record["doubts"] == []
    assert (record["views"], record["published"]) == (1548, "2015-10-15T07:08:59+03:00")


@pytest.mark.parametrize(
    ("html", "field"),
    [
        pytest.param(
            f"<h1>الماء يعود الى الناحية بعد انقطاع</h1>{STORY}{MORE}<p>حمل تطبيقنا الجديد على هاتفك</p>", "body", id="nothing proves the end"
        ),
        pytest.param(f"<h1>الماء يعود الى الناحية بعد انقطاع</h1>{STORY}{MORE}<p>عدد المستفيدين: 466</p>", "body", id="a counter in the body"),
        pytest.param(f"<div>نحن</div><div>هنا</div>{STORY}{MORE}", "title", id="no title"),
        pytest.param(
            f"<h1>الماء يعود الى الناحية بعد انقطاع</h1><p>كتبت في 6 آب 2006 وتصفحها كثيرون</p>{STORY}{MORE}",
            "published",
            id="a date that was not read",
        ),
        pytest.param(
            f"<h1>الماء يعود الى الناحية بعد انقطاع</h1><p>قراءات الخبر 17 و 340</p>{STORY}{MORE}", "views", id="a counter that was not read"
        ),
        pytest.param(
            f"<h1>الماء يعود الى الناحية بعد انقطاع</h1><div>مدخل البيانات</div><div>حسن كاظم الموسوي</div>{STORY}{MORE}",
            "author",
            id="a name with a label",
        ),
    ],
)
def test_what_rests_on_weak_grounds_is_named(html: str, field: str) -> None:
    assert field in read(html)["doubts"]


def test_a_date_of_structured_data_beside_another_that_is_printed() -> None:
    title = "الماء يعود الى الناحية بعد انقطاع"
    head = f'<meta property="og:title" content="{title}"><meta property="article:published_time" content="2015-10-30T10:00:00+03:00">'
    record = read(f"<head>{head}</head><h1>{title}</h1>{STORY}<p>كتبه المحرر العام في 2006/08/06</p>{MORE}")
    assert "published" in record["doubts"]


@pytest.mark.parametrize("layout", ["plain-divs", "table-font", "html5-jsonld"])
def test_few_false_alarms_in_a_crawl(layout: str) -> None:
    records = [record for record in buratha.read_pages(crawl(load_articles(), layout), now=NOW) if record]
    assert sum(len(record["doubts"]) for record in records) <= 0.05 * 6 * len(records)


def test_reasons_say_what_they_rest_on() -> None:
    opened = open_page(
        f"<h1>الماء يعود الى الناحية بعد انقطاع</h1>{STORY}{MORE}<p>عدد المستفيدين: 466</p>".encode(), "https://burathanews.com/arabic/news/77001"
    )
    memory = Repetition()
    learn([opened], memory, NOW)
    facts = read_article(opened, memory, NOW)
    assert facts
    assert facts.trace is not None
    assert ("body", "a labelled number near its end", "عدد المستفيدين: 466") in facts.trace.reasons


def several(meta: str, times: int = 7) -> list[dict[str, Any]]:
    """Pages of one layout, each with a headline, a meta line and a story of its own."""
    numbers = ["الأول", "الثاني", "الثالث", "الرابع", "الخامس", "السادس", "السابع"]
    pages = []
    for at, number in enumerate(numbers[:times]):
        title = f"الحي {number} يستعيد ماءه بعد انقطاع طويل"
        own = f"<p>وقال مختار الحي {number} ان الانابيب الجديدة وصلت قبل {at + 3} ايام وان عمال البلدية بدأوا بمدها في الازقة الضيقة.</p>"
        line = meta.format(views=100 + 37 * at, day=at + 10) if "{" in meta else meta
        html = (
            f"<title>{title}</title><div>الأخبار</div><h1>{title}</h1>{line}<div>{own}{STORY.replace('الناحية', number)}</div><textarea></textarea>"
        )
        pages.append((html.encode(), f"https://burathanews.com/arabic/news/{77100 + at}", "text/html; charset=utf-8"))
    records = buratha.read_pages(pages, now=NOW)
    assert all(isinstance(record, dict) for record in records)
    return [record for record in records if isinstance(record, dict)]


def test_what_hardly_any_page_of_a_layout_shows_is_doubtful() -> None:
    for record in several("<p>تصفحوا الموقع</p>"):
        assert {"views", "published"} <= set(record["doubts"])


def test_a_layout_that_shows_its_date_and_views_has_no_doubts_about_them() -> None:
    for record in several("<p>{views} 2015-10-{day}</p>"):
        assert record["views"] is not None
        assert {"views", "published"}.isdisjoint(record["doubts"])


def test_a_page_without_a_section_is_doubtful_about_it() -> None:
    record = read(f"<h1>الماء يعود الى الناحية بعد انقطاع</h1><p>1548 2015-10-15</p>{STORY}{MORE}")
    assert record["category"] is None
    assert "category" in record["doubts"]


def pages_of(metas: list[str]) -> list[dict[str, Any]]:
    """Return the records of pages that differ in title, meta line and words, read together."""
    pages = []
    for number, (meta, article) in enumerate(zip(metas, load_articles()[20:], strict=False)):
        body = "".join(f"<p>{line}</p>" for line in article.body.split("\n\n")[:4])
        top = f"<div>الأخبار</div><h1>{article.title}</h1><div class=m>{meta}</div>"
        page = f"{top}<div class=t>{body}</div><p>اشترك في قناة وكالة انباء براثا على التلجرام</p>"
        pages.append((page.encode(), f"https://burathanews.com/arabic/news/{77100 + number}", "text/html; charset=utf-8"))
    return [record for record in buratha.read_pages(pages, now=NOW) if isinstance(record, dict)]


def test_a_number_and_a_second_that_several_articles_share_are_doubtful() -> None:
    own = [f"{views} {clock} 2015-10-{day}" for views, clock, day in ((1548, "07:08:59", 15), (912, "18:20:03", 16), (377, "09:41:30", 17))]
    records = pages_of([*own, "2481 11:05:27 2015-10-18", "2481 12:30:44 2015-10-19", "640 21:17:08 2015-10-20", "815 21:17:08 2015-10-21"])
    assert [record["views"] for record in records] == [1548, 912, 377, 2481, 2481, 640, 815]
    assert ["views" in record["doubts"] for record in records] == [
        False,
        False,
        False,
        True,
        True,
        True,
        True,
    ]  # the last two stand beside such a date
    assert ["published" in record["doubts"] for record in records] == [False] * 5 + [True, True]


def test_small_numbers_are_shared_by_chance() -> None:
    records = pages_of([f"{7} 11:05:{second} 2015-10-18" for second in range(21, 28)])
    assert not any({"views", "published"} & set(record["doubts"]) for record in records)


@pytest.mark.parametrize("counter", ["1.5 ألف قراءة", "12K مشاهدة", "3 آلاف زيارة"])
def test_a_rounded_counter_is_no_number_of_views(counter: str) -> None:
    record = read(f"<div>الأخبار</div><h1>الماء يعود الى الناحية بعد انقطاع</h1><p>2015-10-15</p><p>{counter}</p>{STORY}{MORE}")
    assert record["views"] is None
    assert "views" in record["doubts"]


def test_another_section_than_the_address_says_is_doubtful() -> None:
    page = f"<div>{{}}</div><h1>الماء يعود الى الناحية بعد انقطاع</h1><p>1548 07:08:59 2015-10-15</p>{STORY}{MORE}"
    assert "category" not in read(page.format("الأخبار"))["doubts"]
    assert "category" in read(page.format("التقارير"))["doubts"]


LONG = "عاد الماء الى بيوت الناحية البعيدة بعد انقطاع طويل دام ثلاثة اسابيع عاش الناس فيها على صهاريج تأتي مرة كل صباح"


@pytest.mark.parametrize(
    ("line", "doubtful"),
    [
        pytest.param(f"<p>{LONG}</p>", True, id="as long as a sentence"),
        pytest.param("<p>الماء يعود الى الناحية بعد انقطاع</p>", False, id="as long as headlines are"),
        pytest.param(f"<h1>{LONG}</h1>", False, id="in a heading"),
        pytest.param(f"<title>{LONG}</title><p>{LONG}</p>", False, id="said in the head too"),
    ],
)
def test_a_title_as_long_as_a_sentence_in_no_heading(line: str, *, doubtful: bool) -> None:
    record = read(f"<div>الأخبار</div>{line}<p>1548 07:08:59 2015-10-15</p>{STORY}{MORE}<p>اشترك في قناة وكالة انباء براثا على التلجرام</p>")
    assert ("title" in record["doubts"]) is doubtful
