"""The archive in a browser: found, narrowed down, read, and never written to."""

import csv
import html
import io
import re

import pytest

from tests.browse.serving import ARTICLES, Browsing


def test_the_first_page_lists_what_is_held_newest_first(shown: Browsing) -> None:
    page = shown.get("/")
    assert page.found == [32000, 31000, 30000, 28552]
    assert "عدد المقالات: 4" in page.words
    assert '<html lang="ar" dir="rtl">' in page.text
    assert shown.get(ARTICLES, _sort="id").found == [28552, 30000, 31000, 32000]


@pytest.mark.parametrize(
    ("typed", "found", "marked"),
    [
        ("مدرسة", [28552], ["مَدْرَسَةً"]),  # vowel marks
        ("مدرسه", [28552], ["مَدْرَسَةً"]),  # ta marbuta
        ("مَدرَسـة", [28552], ["مَدْرَسَةً"]),  # marks and tatweel on the reader's side
        ("مكتبة", [28552], ["مكتبة", "مكتبـــة"]),  # tatweel, also in the title
        ("الاباء", [28552], ["الآباء"]),  # madda
        ("ألأباء", [28552], ["الآباء"]),  # hamza
        ("المسوولية", [28552], ["المسؤولية"]),  # waw
        ("الهييه", [31000], ["الهيئة"]),  # ya
        ("البصره", [32000, 30000, 28552], ["البصرة"] * 4),
        ("هدي الكاظمى", [30000], ["هدى", "الكاظمي"]),  # the author, alef maksura both ways
        ("واجهة المكتبة", [28552], []),  # a caption
    ],
)
def test_a_word_is_found_whatever_its_spelling(shown: Browsing, typed: str, found: list[int], marked: list[str]) -> None:
    page = shown.search(typed)
    assert page.found == found
    assert page.marked == marked


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("نخلة البصرة", [32000, 30000]),  # both words
        ('"نخلة البصرة"', []),  # one after the other
        ("«في البصرة»", [32000, 30000, 28552]),
        ("مدر*", [28552]),
        ("مدر", []),
        ("البصرة -قصيدة", [32000, 28552]),
        ("-البصرة", []),
        ("؟!", []),
        ('"', []),
        ("AND OR NOT ( ) NEAR(", []),
        ("title:قصيدة", []),
        ("البصرة " * 300, [32000, 30000, 28552]),
    ],
)
def test_what_a_reader_types_is_never_an_error(shown: Browsing, typed: str, found: list[int]) -> None:
    page = shown.search(typed)
    assert page.status == 200
    assert page.found == found


@pytest.mark.parametrize("typed", ["", "   ", "\t\n", "\u00a0", "\u200f"])
def test_an_empty_box_is_no_search(shown: Browsing, typed: str) -> None:
    page = shown.search(typed)
    assert page.found == [32000, 31000, 30000, 28552]
    assert "عدد المقالات: 4" in page.words
    assert "لا مقال" not in page.words
    assert shown.search(typed, section="poetry").found == [30000]
    assert shown.search(typed, _sort="id").found == [28552, 30000, 31000, 32000]
    rows = shown.get(f"{ARTICLES}.json", _search=typed, _shape="array", _col="id").json
    assert [row["id"] for row in rows] == [32000, 31000, 30000, 28552]
    assert shown.get(ARTICLES, _search_title=typed).found == [32000, 31000, 30000, 28552]


@pytest.mark.parametrize("typed", ['"', "AND", "النخيل"])
def test_what_is_typed_is_never_a_query_of_the_index_itself(shown: Browsing, typed: str) -> None:
    page = shown.search(typed, _searchmode="raw")
    assert (page.status, page.found) == (200, shown.search(typed).found)


def test_a_search_in_one_column(shown: Browsing) -> None:
    assert shown.get(ARTICLES, _search_title="النخيل").found == [30000]


def test_a_passage_shows_the_true_text(shown: Browsing) -> None:
    page = shown.search("المسؤولية")
    assert "وقال إنّ «<mark>المسؤولية</mark>» مشتركة بين الآباء والمعلمين &amp; الإدارة &lt;كلها&gt;." in page.text


def test_facets_by_section_and_year(shown: Browsing) -> None:
    facets = shown.get(f"{ARTICLES}.json", _search="البصرة").json["facet_results"]
    assert [(each["value"], each["label"], each["count"]) for each in facets["section"]["results"]] == [
        ("news", "الأخبار", 2), ("poetry", "الشعر", 1),
    ]  # fmt: skip
    assert {each["value"]: each["count"] for each in facets["year"]["results"]} == {2007: 1, 2008: 1, 2009: 1}
    page = shown.search("البصرة", section="news", year="2009")
    assert page.found == [32000]
    assert '<input type="hidden" name="section" value="news">' in page.text  # the next search stays there
    assert "القسم: الأخبار" in page.words


def test_an_article_as_its_reader_sees_it(shown: Browsing) -> None:
    page = shown.get(f"{ARTICLES}/28552")
    assert page.status == 200
    assert "<h1>افتتاح مكتبة كبيرة في البصرة</h1>" in page.text
    assert "عباس الغراوي المكتب الاعلامي 30 أيلول 2007، 18:05 1,276 قراءة" in page.words
    assert "<p>زارَ وزيرُ التربية مَدْرَسَةً في محافظة البصرة، وافتتح مكتبـــة الأطفال.</p>" in page.text
    assert "<p>أول البيت<br>وعجز البيت</p>" in page.text
    assert "والمعلمين &amp; الإدارة &lt;كلها&gt;." in page.text
    assert "واجهة المكتبة (رويترز)" in page.words
    assert '<a href="/buratha/articles/30000">خبر هنا</a>' in page.text
    assert 'href="https://example.org/x" rel="external noreferrer">في مكان آخر' in page.text
    assert "تعليقات القراء (1)" in page.words
    assert "شكرا &lt;b&gt;لكم&lt;/b&gt;" in page.text
    assert 'href="https://burathanews.com/arabic/news/28552"' in page.text
    assert "javascript:" not in page.text
    assert "<img" not in page.text


def test_revisions_of_an_article(shown: Browsing) -> None:
    assert 'href="/buratha/articles/28552?revision=1"' in shown.get(f"{ARTICLES}/28552").text
    earlier = shown.get(f"{ARTICLES}/28552", revision="1")
    assert "<h1>افتتاح مكتبة في البصرة</h1>" in earlier.text
    assert "هذه مراجعة سابقة" in earlier.words
    absent = shown.get(f"{ARTICLES}/28552", revision="7")
    assert absent.status == 404
    assert "Article 28552 has no revision 7; it has 1, 2" in absent.words
    table = shown.get("/buratha/revisions.json", _shape="objects", article_id="28552").json
    assert sorted((row["revision"], row["title"]) for row in table["rows"]) == [
        (1, "افتتاح مكتبة في البصرة"), (2, "افتتاح مكتبة كبيرة في البصرة"),
    ]  # fmt: skip


def test_the_same_text_twice(shown: Browsing) -> None:
    assert "النص نفسه في المقال 30000" in shown.get(f"{ARTICLES}/32000").words
    assert "النص نفسه تحت أرقام أخرى 32000" in shown.get(f"{ARTICLES}/30000").words


def test_no_date_is_said(shown: Browsing) -> None:
    assert "بلا تاريخ على الصفحة" in shown.get(f"{ARTICLES}/31000").words


def test_what_is_not_held_is_not_found(shown: Browsing) -> None:
    assert [shown.get(f"{ARTICLES}/{number}").status for number in (33000, 34000, 7)] == [404, 404, 404]


def test_tables_shown(shown: Browsing) -> None:
    tables = shown.get("/buratha.json").json["tables"]
    assert [each["name"] for each in tables if not each["hidden"]] == ["articles"]
    assert [view["name"] for view in shown.get("/buratha.json").json["views"]] == ["revisions"]
    assert [each["name"] for each in shown.get("/-/databases.json").json] == ["buratha"]


@pytest.mark.parametrize("sql", ["DELETE FROM articles", "UPDATE articles SET title = ''", "WITH x AS (SELECT 1) INSERT INTO facts SELECT 1, 1"])
def test_nothing_can_be_written(shown: Browsing, sql: str) -> None:
    answer = shown.get("/buratha.json", sql=sql)
    assert answer.status == 400
    assert answer.json["ok"] is False
    assert shown.get("/").found == [32000, 31000, 30000, 28552]


def test_sql_folds(shown: Browsing) -> None:
    found = shown.get("/buratha.json", sql="SELECT id FROM articles WHERE fold(author) = fold('هُدي الكاظمى')", _shape="arrayfirst")
    assert found.json == [30000]


def test_no_other_server_is_asked(shown: Browsing) -> None:
    for path in ("/", f"{ARTICLES}/28552", "/buratha"):
        page = shown.get(path)
        assert page.headers["content-security-policy"].startswith("default-src 'none'")
        assert page.headers["referrer-policy"] == "no-referrer"


def test_the_link_to_the_csv_gives_all_rows_and_not_one_page_of_them(shown: Browsing) -> None:
    page = shown.get(ARTICLES)
    (link,) = re.findall(r'href="([^"]+\.csv[^"]+)"', page.text)
    path = html.unescape(link).replace("_size=max", "_size=1")
    rows = list(csv.reader(io.StringIO(shown.get(path).text)))
    assert sorted(row[0] for row in rows[1:]) == sorted(str(number) for number in page.found)
    assert len(page.found) > 1
