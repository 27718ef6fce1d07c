"""Listings, by nothing but addresses and the words of page links."""

from collections.abc import Iterable

import pytest

from buratha.pages.listing import read_listing, section_of, trouble_with
from buratha.pages.opened import open_page
from tests.agency.articles import load_articles
from tests.agency.render import Listing, layouts, render_listing
from tests.agency.sections import SECTIONS
from tests.agency.wording import wordings

NEWS = "http://127.0.0.1:8000/arabic/news"


def pages(html: str, url: str = NEWS) -> list[tuple[str, int | None]]:
    """Return the page links of some markup, addresses without the server."""
    return [(page.url.removeprefix("http://127.0.0.1:8000"), page.number) for page in read_listing(html, url).pages]


def test_articles_are_told_by_their_addresses() -> None:
    html = """
      <a href="/arabic/news/5"><img src=x alt=""></a> <a href="/arabic/news/5">خبر <b>مهم</b></a> <a href="/arabic/news/5">المزيد</a>
      <a href=http://www.burathanews.com/news/4.html>خبر قديم</a> <a href='news/3'>خبر نسبي</a> <area href="/arabic/poetry/2" title="قصيدة">
      <a href="https://example.org/arabic/news/9">غريب</a> <a href="http://127.0.0.1:9000/arabic/news/8">غريب</a> <a href="javascript:go(7)">x</a>
      <a href="http://[bad">x</a> <a name=top>x</a> <a href="/admin/">x</a>"""
    found = read_listing(html, "http://127.0.0.1:8000/arabic/")
    assert [(article.id, article.section, article.title) for article in found.articles] == [
        (5, "news", "خبر مهم"),
        (4, "news", "خبر قديم"),
        (3, "news", "خبر نسبي"),
        (2, "poetry", "قصيدة"),
    ]
    assert found.articles[1].url == "https://burathanews.com/arabic/news/4"


def test_lists_are_told_apart_by_their_place() -> None:
    html = "<ul><li><a href=/arabic/news/1>أ</a><li><a href=/arabic/news/2>ب</a></ul><div class=box7><a href=/arabic/news/1>أ</a></div>"
    assert sorted(map(sorted, read_listing(html, NEWS).lists.values())) == [[1], [1, 2]]


@pytest.mark.parametrize("listed", [range(10, 20), range(10, 13)])
def test_the_list_is_told_from_boxes_by_the_sections_own_addresses(listed: range) -> None:
    def items(name: str, section: str, ids: Iterable[int]) -> str:
        return f'<ul class="{name}">{"".join(f"<li><a href=/arabic/{section}/{number}>خبر</a></li>" for number in ids)}</ul>'

    latest = items("latest", "sport", [30, 31, 32, 33]).replace("</ul>", items("", "news", [18, 19])[4:])
    found = read_listing(latest + items("list", "news", listed) + items("poems", "poetry", range(40, 52)), NEWS)
    assert found.own_rows("news") == [*listed]
    assert found.own_rows("video") == [*range(40, 52)]


@pytest.mark.parametrize(
    ("href", "below", "row"),
    [
        ("/AR/news/4711", 1, 1),
        ("http://forum.burathanews.com/arabic/news/4711", 1, 1),
        ("/index.php?show=article&id=4711", 1, 1),
        ("/arabic/4711-title", 1, 1),
        ("/arabic/news/some-title", 1, 1),
        ("/arabic/tags/4711-name", 1, 0),
        ("/arabic/news/2015/10", 1, 0),
        ("/poll/4711", 0, 0),
        ("/print.php?id=12", 0, 0),
        ("/arabic/news?page=4711", 0, 0),
        ("/about-us", 0, 0),
        ("/files/4711.pdf", 0, 0),
        ("https://example.org/4711", 0, 0),
    ],
)
def test_rows_that_are_not_understood(href: str, below: int, row: int) -> None:
    """A title leads to where an article may be; what has the number of a listed one is none."""
    found = read_listing(f"<a href='/arabic/news/4712'>خبر واحد مفهوم</a><a href='{href}'>عنوان خبر من الأخبار</a>", NEWS)
    assert ([article.id for article in found.articles], len(found.not_understood), len(found.strange_rows)) == ([4712], below, row)
    assert read_listing(f"<a href='/arabic/news/4711'>خبر واحد مفهوم</a><a href='{href}'>عنوان خبر</a>", NEWS).strange_rows == []


def test_sections_are_told_by_their_addresses() -> None:
    html = "<a href=/arabic/news>1</a><a href=/arabic/Sport/>2</a><a href=//mail.burathanews.com/arabic/levant?x=1>3</a><a href=/arabic/>4</a>"
    assert read_listing(html, "http://127.0.0.1:8000/").sections == ["news", "sport", "levant"]


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ("<a href='?page=2'>2</a>", [("/arabic/news?page=2", 2)]),
        ("<a href='/arabic/news?page=2'>[2]</a>", [("/arabic/news?page=2", 2)]),
        ("<a href='/arabic/news/?p=2'>٢</a>", [("/arabic/news/?p=2", 2)]),
        ("<a href='/arabic/news/page/3'>التالي</a>", [("/arabic/news/page/3", 3)]),
        ("<a href='/arabic/news/page3.html'>3</a>", [("/arabic/news/page3.html", 3)]),
        ("<a href='/arabic/news/2'>2</a>", [("/arabic/news/2", 2)]),
        ("<a href='?start=20'>2</a>", [("/arabic/news?start=20", 2)]),
        ("<a href='?start=20'>»</a>", [("/arabic/news?start=20", 20)]),
        ("<a href='?before=425100'>أقدم &larr;</a>", [("/arabic/news?before=425100", None)]),
        ("<a href='?cursor=x9'>« السابق</a>", [("/arabic/news?cursor=x9", None)]),
        ("<a href='?seite=7'>7</a>", [("/arabic/news?seite=7", 7)]),
        ("<a href='?c=x' rel=next>⟶</a>", [("/arabic/news?c=x", None)]),
        ("<link rel=next href='?page=2'>", [("/arabic/news?page=2", 2)]),
        ("<a href='http://www.burathanews.com/arabic/news?page=2'>الصفحة التالية</a>", [("http://www.burathanews.com/arabic/news?page=2", 2)]),
        ("<a href='/list.php?cat=3&page=2'>التالي</a>", [("/list.php?cat=3&page=2", 2)]),
        ("<select><option value='/arabic/news?page=2'>2<option value=3>3</select>", [("/arabic/news?page=2", 2)]),
        ("<base href='http://127.0.0.1:8000/arabic/'><a href='news?page=2'>2</a>", [("/arabic/news?page=2", 2)]),
    ],
)
def test_page_links_of_every_usual_form(html: str, found: list[tuple[str, int | None]]) -> None:
    assert pages(html) == found


@pytest.mark.parametrize(
    "html",
    [
        "<a href='/arabic/news'>1</a>",
        "<a href='/arabic/news?page=1'>1</a>",
        "<a href='#'>التالي</a>",
        "<a href='/arabic/news?print=1'>طباعة</a>",
        "<a href='/arabic/news?sort=views'>الأكثر قراءة</a>",
        "<a href='/arabic/poetry?page=2'>2</a>",
        "<a href='/arabic/poetry'>المزيد</a>",
        "<a href='/arabic/news/425100'>التالي: خبر آخر</a>",
        "<a href='/arabic/news/425100'>»</a>",
        "<a href='/archive/2015/10/15'>15</a>",
        "<a href='https://example.org/arabic/news?page=2'>2</a>",
        "<a href='/contact.php'>التالي</a>",
        "<link rel=stylesheet href='?page=2'>",
    ],
)
def test_what_is_no_page_link(html: str) -> None:
    assert pages(html) == []


def test_pages_know_their_listing_whatever_their_own_address() -> None:
    for url in (NEWS, f"{NEWS}?page=3", f"{NEWS}/page/3", f"{NEWS}/3/"):
        assert section_of(url) == "news"
        assert (f"{NEWS}?page=4", 4) in [(page.url, page.number) for page in read_listing("<a href='/arabic/news?page=4'>4</a>", url).pages]


@pytest.mark.parametrize("layout", [name for name, layout in layouts().items() if not layout.held_out])
@pytest.mark.parametrize("form", ["/arabic/news?page={}", "/arabic/news/page/{}"])
def test_every_layout_leads_to_its_articles_and_on(layout: str, form: str) -> None:
    chosen = layouts()[layout]
    articles = load_articles()[:9]
    shown = Listing(articles, lambda number: form.format(number) if number > 1 else "/arabic/news", "news", SECTIONS["news"], 2, 5)
    text = render_listing(shown, chosen, wordings()["other"]).decode(chosen.charset)
    found = read_listing(text, "http://127.0.0.1:8000" + form.format(2))
    assert {article.id for article in articles} <= {article.id for article in found.articles}
    assert set(SECTIONS) <= set(found.sections)
    assert form.format(3) in [page.url.removeprefix("http://127.0.0.1:8000") for page in found.pages]


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\x00\x00",
        "<",
        "<a",
        "<a href=",
        "<a href='/arabic/news/1",
        "</html>",
        "<?xml version='1.0' encoding='utf-16'?><a href=/arabic/news/1>x</a>",
        "<div>" * 20_000 + "<a href=/arabic/news/1>x</a>",
        "<a href=/arabic/news/1>" * 5000,
        "<base href='http://['><a href=/arabic/news/1>x</a>",
        "\ud800",
    ],
    ids=range(13),
)
def test_broken_markup_never_raises(text: str) -> None:
    assert len(read_listing(text, NEWS).articles) <= 1


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("<h1>الأخبار</h1><p>هنا تنشر أخبار القسم حال وصولها من مراسلينا في المحافظات.</p>", None),
        ("", "empty"),
        ("<h1>Database Error</h1><p>Too many connections</p>", "server_error"),
        ("<h1>الصفحة غير موجودة</h1>", "not_found"),
        ("<script src=a.js></script><noscript>Please enable JavaScript</noscript>", "needs_browser"),
    ],
)
def test_a_page_without_articles_may_be_no_listing(body: str, reason: str | None) -> None:
    assert trouble_with(open_page(f"<html><body>{body}</body></html>".encode(), NEWS)) == reason
