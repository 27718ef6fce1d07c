"""Reading the bundled agency's pages: what a reader wrote down of each article against what comes out, field by field."""

import json
from datetime import UTC, datetime
from functools import cache
from typing import Any

import pytest

import buratha
from benchmarks.fuzz import mutated_pages
from tests.agency.articles import Article, expected, load_articles
from tests.agency.furniture import views_on
from tests.agency.render import Listing, layouts, render_listing
from tests.agency.wording import wordings
from tests.reading import LAYOUTS, SITE, page, read_crawl

ARTICLES = load_articles()
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
URL = f"{SITE}/arabic/news/300123"
AROUND = f"<div>{' '.join(f'<a href=/arabic/s{number}>قسم {number}</a>' for number in range(12))}</div><div>صوت من قلب العراق</div>"
BELOW = "<div>جميع الحقوق محفوظة</div><div>تصميم قسم التقنية</div><div>هاتف المكتب</div><div>بغداد، الكرادة</div><div>من نحن</div>"
PROSE = "قال مدير الدائرة إن العمل في المشروع سيبدأ مطلع الشهر المقبل وينتهي قبل حلول الشتاء بأسابيع قليلة."

WORDED = [*((layout, "standard") for layout in LAYOUTS), *((layout, "other") for layout in LAYOUTS[1::4])]
"""Every layout in the agency's wordings, and every fourth in those of another site; ``make bench-pages`` reads all in both."""


@cache
def records(layout: str, wording: str) -> dict[int, dict[str, Any]]:
    return read_crawl(ARTICLES, layout, wording)


def written_down(article: Article, day: int) -> dict[str, Any]:
    noted = dict(expected(article))
    noted["views"] = views_on(article, day) if article.parts else None
    noted["published_precision"] = noted.pop("precision")
    return noted


@pytest.mark.parametrize(("layout", "wording"), WORDED)
@pytest.mark.parametrize("field", ["title", "category", "section", "author", "published", "published_precision", "views", "images"])
def test_field(field: str, layout: str, wording: str) -> None:
    got = {number: record[field] for number, record in records(layout, wording).items()}
    assert got == {article.id: written_down(article, 3 + at % 4)[field] for at, article in enumerate(ARTICLES)}


@pytest.mark.parametrize(("layout", "wording"), WORDED)
def test_body_word_for_word(layout: str, wording: str) -> None:
    got = {number: record["body"].split() for number, record in records(layout, wording).items()}
    assert got == {article.id: article.body.split() for article in ARTICLES}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_paragraphs_stay_apart(layout: str) -> None:
    """A stanza set as paragraphs cannot be told from paragraphs, so only prose is compared to the letter."""
    prose = [article for article in ARTICLES if all(block.kind in {"paragraph", "byline", "blank", "heading"} for block in article.blocks)]
    assert prose
    for article in prose:
        assert records(layout, "standard")[article.id]["body"] == article.body


@pytest.mark.parametrize("layout", LAYOUTS)
def test_comments_of_the_article_and_no_others(layout: str) -> None:
    for article in ARTICLES:
        got = [(comment["name"], comment["date"], comment["text"].split()) for comment in records(layout, "standard")[article.id]["comments"]]
        assert got == [(comment.name, comment.date, comment.text.split()) for comment in article.comments]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_related_stories(layout: str) -> None:
    got = {number: record["related"] for number, record in records(layout, "standard").items()}
    wrong = [article.id for article in ARTICLES if got[article.id] != expected(article)["related"]]
    assert len(wrong) <= 2, wrong  # a headline that the site's boxes carry at the same place cannot be told from them


@pytest.mark.parametrize("layout", LAYOUTS)
def test_first_page_of_a_fresh_crawl(layout: str) -> None:
    """Alone, with nothing learnt: wording and structure have to do."""
    article = next(each for each in ARTICLES if each.id == 28552)
    record = buratha.read_page(*page(article, layouts()[layout]))
    assert isinstance(record, dict)
    assert record["title"] == expected(article)["title"]
    assert record["author"] == "عباس الغراوي"
    assert record["published"] == "2007-09-30T18:05:33+04:00"


def test_every_field_says_how_it_was_found() -> None:
    record = records("plain-divs", "standard")[28552]
    assert set(record["witnesses"]) >= {"title", "category", "author", "published", "views", "body"}


# -- what is no article ------------------------------------------------------------------------------------------------
def reason(markup: str, url: str = URL) -> str | None:
    read = buratha.read_page(markup.encode(), url, "text/html; charset=utf-8", now=NOW)
    return read.reason if isinstance(read, buratha.NoArticle) else None


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_listing_at_an_articles_address(layout: str) -> None:
    listing = Listing(ARTICLES[-20:], lambda number: f"/arabic/news?page={number}", "news", "الأخبار", 1, 5)
    body = render_listing(listing, layouts()[layout], wordings()["standard"], 3, ARTICLES)
    read = buratha.read_page(body, URL, layouts()[layout].content_type)
    assert isinstance(read, buratha.NoArticle)
    assert read.reason in {"listing", "no_story"}


@pytest.mark.parametrize(
    ("markup", "named"),
    [
        ("", "empty"),
        ("<html><body></body></html>", "empty"),
        ("<h1>404</h1><p>الصفحة غير موجودة</p>", "not_found"),
        ("<title>404 Not Found</title><h1>Not Found</h1>", "not_found"),
        ("<p>المقال المطلوب غير موجود</p><a href=/>الرئيسية</a>", "not_found"),
        ("<title>502 Bad Gateway</title><center><h1>502 Bad Gateway</h1></center><hr>nginx", "server_error"),
        ("<h1>الموقع تحت الصيانة</h1>", "server_error"),
        ("<p>نعتذر عن الإزعاج، الموقع تحت الصيانة وسيعود للعمل قريبا</p>", "server_error"),
        (f"{AROUND}<div>الموقع تحت الصيانة</div><p>نعمل على تحسين ما نقدمه لكم</p>{BELOW}", "server_error"),
        (f"{AROUND}<p>عذرا أيها الزائر الكريم، الموقع مغلق مؤقتا، حاول لاحقا</p>{BELOW}", "server_error"),
        ("<title>Buratha</title><h2>We are down for maintenance</h2><p>Please come back shortly</p>", "server_error"),
        ("<div id=app></div><script src=/a.js></script><script src=/b.js></script>", "needs_browser"),
        ("<noscript>You need to enable JavaScript to run this app.</noscript><div id=root></div><script src=/x.js></script>", "needs_browser"),
    ],
)
def test_pages_that_are_no_article(markup: str, named: str) -> None:
    assert reason(markup) == named


@pytest.mark.parametrize(
    "markup",
    [
        "<h1>الوزارة: الموقع تحت الصيانة</h1><div>120 10:11:12 2015-03-04</div><p>أعلنت الوزارة أن الموقع تحت الصيانة وسيعود قريبا، واعتذرت.</p>",
        f"<h1>الوزارة تعلن موعد عودة خدماتها</h1><p>قالت الوزارة إن الموقع تحت الصيانة وسيعود قريبا.</p><p>{PROSE}</p><p>{PROSE}</p>",
        f"<h1>موقع الوزارة تحت الصيانة</h1><div>120 10:11:12 2015-03-04</div><p>قالت إن موقعها تحت الصيانة.</p><p>{PROSE}</p>",
    ],
)
def test_a_story_about_maintenance_is_a_story(markup: str) -> None:
    read = buratha.read_page(f"{AROUND}{markup}{BELOW}".encode(), URL, now=NOW)
    assert isinstance(read, dict)
    assert "الوزارة" in read["title"]


def test_a_notice_is_known_again_when_every_page_has_it() -> None:
    notice = f"{AROUND}<div>الموقع تحت الصيانة</div><p>نعمل على تحسين ما نقدمه لكم</p>{BELOW}".encode()
    read = buratha.read_pages([(notice, f"{SITE}/arabic/news/{number}", None) for number in range(425_000, 425_008)])
    assert {page.reason for page in read if isinstance(page, buratha.NoArticle)} == {"server_error"}
    assert not any(read)


def test_an_address_that_names_no_article() -> None:
    assert reason(f"<h1>عنوان</h1><p>{PROSE}</p>", f"{SITE}/arabic/news") == "not_an_article_address"


def test_bytes_that_are_no_text() -> None:
    read = buratha.read_page(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40, URL)
    assert isinstance(read, buratha.NoArticle)
    assert read.reason == "undecodable"


def test_a_reason_is_false_and_explains_itself() -> None:
    read = buratha.read_page(b"", URL)
    assert not read
    assert str(read) == "empty: the page has no text"


# -- dates and letters -------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("date", ["2030-01-01", "2004-05-05"])
def test_a_date_that_cannot_be_is_refused_and_reported(date: str) -> None:
    markup = f"<h1>افتتاح جسر جديد في المدينة</h1><div>120 {date}</div><p>{PROSE}</p><p>{PROSE}</p>"
    record = buratha.read_page(markup.encode(), URL, now=NOW)
    assert isinstance(record, dict)
    assert record["published"] is None
    assert "published_refused" in record["doubts"]


def test_no_date_on_the_page_is_null() -> None:
    record = buratha.read_page(f"<h1>افتتاح جسر جديد في المدينة</h1><p>{PROSE}</p>".encode(), URL, now=NOW)
    assert isinstance(record, dict)
    assert (record["published"], record["published_precision"], record["views"]) == (None, None, None)


def test_utf8_stored_as_windows_1256_is_repaired() -> None:
    broken = PROSE.encode().decode("cp1256")
    record = buratha.read_page(f"<h1>افتتاح جسر جديد في المدينة</h1><p>{broken}</p>".encode(), URL)
    assert isinstance(record, dict)
    assert record["body"] == PROSE


def test_broken_text_that_cannot_be_repaired_is_reported() -> None:
    broken = PROSE.encode().decode("cp1256") + "اشترك في قناة وكالة انباء براثا على التلجرام"
    record = buratha.read_page(f"<h1>افتتاح جسر جديد في المدينة</h1><p>{PROSE}</p><p>{broken}</p>".encode(), URL)
    assert isinstance(record, dict)
    assert "broken_text" in record["doubts"]


def test_a_story_about_an_error_is_a_story() -> None:
    assert reason(f"<title>خطأ 404 يوقف موقع الوزارة</title><h1>خطأ 404 يوقف موقع الوزارة</h1><p>{PROSE}</p>") is None


def test_lost_characters_are_reported() -> None:
    record = buratha.read_page(f"<h1>افتتاح جسر جديد في المدينة</h1><p>{PROSE.replace('المشروع', 'المش�وع')}</p>".encode(), URL)
    assert isinstance(record, dict)
    assert "lost_characters" in record["doubts"]


def test_words_that_a_database_gives_back_as_question_marks_are_reported() -> None:
    words = PROSE.split()
    damaged = " ".join("?" * len(word) if at % 3 == 0 else word for at, word in enumerate(words))
    read = [
        buratha.read_page(f"<h1>افتتاح جسر جديد في المدينة</h1><p>{text}</p>".encode(), URL) for text in (damaged, f"{PROSE} فمن يعلم ؟؟؟ ومتى ????")
    ]
    assert ["lost_characters" in record["doubts"] for record in read if isinstance(record, dict)] == [True, False]


GLUED = "لتصلك أخبارنا أولا بأول انضم إلى قناتنا على التلغرام"
ASKED = "اشترك في موجزنا الأسبوعي وتابع أبرز ما كتبه محررونا"


def body_of(story: str) -> str:
    first = f"<h1>افتتاح محطة الضخ الجديدة</h1><p>{PROSE}</p><p>{PROSE} وأضاف أن الكلفة أقل من المتوقع.</p>"
    page = f"<html><body><main>{first}{story}</main></body></html>"
    record = buratha.read_page(page.encode(), URL, "text/html; charset=utf-8", now=NOW)
    assert isinstance(record, dict)
    return str(record["body"]).removeprefix(f"{PROSE}\n\n{PROSE} وأضاف أن الكلفة أقل من المتوقع.").strip()


@pytest.mark.parametrize(
    ("printed", "kept"),
    [
        (f"وختم بأن الأهالي شركاء في الحفاظ عليها.{GLUED}", "وختم بأن الأهالي شركاء في الحفاظ عليها."),
        (f"وختم بأن الأهالي شركاء في الحفاظ على كل يوم{GLUED}", "وختم بأن الأهالي شركاء في الحفاظ على كل يوم"),
        ("وختم حديثه بالقول: تابعونا غدا في المدرسة الجديدة.", "وختم حديثه بالقول: تابعونا غدا في المدرسة الجديدة."),
        ("وقال إن المشتركين في قناتهم على التلغرام تضاعفوا.وهذا كثير", "وقال إن المشتركين في قناتهم على التلغرام تضاعفوا.وهذا كثير"),
    ],
)
def test_a_call_glued_to_the_last_word_of_a_lone_page(printed: str, kept: str) -> None:
    assert body_of(f"<p>{printed}</p>") == kept


def test_a_box_to_fill_in_amid_the_story_of_a_lone_page() -> None:
    box = f"<div><h3>بريد القراء</h3><p>{ASKED}</p><form action='/post'><input type='email' name='e'><button>إرسال</button></form></div>"
    assert body_of(f"{box}<p>وختم بأن الأهالي شركاء في الحفاظ عليها.</p>") == "وختم بأن الأهالي شركاء في الحفاظ عليها."


def test_old_address_gives_the_canonical_one() -> None:
    record = buratha.read_page(f"<h1>افتتاح جسر جديد</h1><p>{PROSE}</p>".encode(), "http://mail.burathanews.com/news/94875.html")
    assert isinstance(record, dict)
    assert (record["id"], record["url"]) == (94875, "https://burathanews.com/arabic/news/94875")


# -- anything at all ---------------------------------------------------------------------------------------------------
def test_mutated_pages_never_raise() -> None:
    """A sample of ``python -m benchmarks.fuzz``, which reads 20,000."""
    for body, url, content_type in mutated_pages(150, seed=11):
        read = buratha.read_page(body, url, content_type, now=NOW)
        assert isinstance(read, dict) or read.reason


@pytest.mark.parametrize(
    "body",
    [
        b"<div>" * 200_000 + b"x",
        b"<p>" * 300_000,
        ("<p>سطر " * 100_000).encode(),
        b"<li>2015-10-15</li>" * 8_000,
        b"</div>" * 100_000,
        b"\x00" * 10_000,
    ],
    ids=["nested", "empty-paragraphs", "long", "dates", "closing", "zeros"],
)
def test_monstrous_pages_end(body: bytes) -> None:
    read = buratha.read_page(body, URL, now=NOW)
    assert isinstance(read, dict) or read.reason


def test_half_an_emoji_in_structured_data_is_no_letter() -> None:
    title = "حملة رمضانية توزع سلال الغذاء على العوائل المهجرة"
    data = f'{{"@type":"NewsArticle","headline":"{title} \\ude00","author":{{"name":"عباس الغراوي \\ud83d"}},"articleSection":"الأخبار\\ud83d"}}'
    html = f'<title>{title}</title><script type="application/ld+json">{data}</script><h1>{title}</h1><p>{PROSE}</p><p>{PROSE[:50]}</p>'
    record = buratha.read_page(html.encode(), URL, "text/html; charset=utf-8")
    assert record, record
    assert (record["author"], record["category"]) == ("عباس الغراوي", "الأخبار")
    json.dumps(record, ensure_ascii=False).encode()
