"""Sitemaps: indexes and lists, packed and not, with namespaces and without, whole and torn."""

import gzip
from datetime import datetime

import pytest

from buratha.pages import sitemap
from buratha.pages.sitemap import CUT_OFF, DAMAGED, NO_SITEMAP, NOTHING, TOO_LARGE, read_sitemap
from tests.agency import sitemaps
from tests.agency.feed import rss
from tests.agency.generated import generate
from tests.agency.wording import wordings

ORIGIN = "http://127.0.0.1:8000"
URL = f"{ORIGIN}/sitemap.xml"
ARTICLES = sorted(generate(2500, seed=3), key=lambda article: -article.id)


def test_a_list_names_every_article() -> None:
    found = read_sitemap(sitemaps.urlset(ARTICLES, ORIGIN), URL)
    assert found.articles == [(article.id, article.section) for article in ARTICLES]
    assert (found.sitemaps, found.listings, found.trouble) == ([], [], None)


@pytest.mark.parametrize("ending", [".xml", ".xml.gz"])
def test_an_index_leads_to_its_parts(ending: str) -> None:
    found = read_sitemap(sitemaps.index(ARTICLES, ORIGIN, ending), URL)
    assert [url for url, _ in found.sitemaps] == [f"{ORIGIN}/sitemap-{number}{ending}" for number in (1, 2, 3)]
    dates = [changed for _, changed in found.sitemaps]
    assert dates == sorted(dates, reverse=True)  # type: ignore[type-var]
    parts = [sitemaps.part(ARTICLES, ORIGIN, number, packed=ending == ".xml.gz") or b"" for number in (1, 2, 3)]
    articles = [pair for part in parts for pair in read_sitemap(part, URL).articles]
    assert articles == [(article.id, article.section) for article in ARTICLES]


@pytest.mark.parametrize(
    "body",
    [
        "<urlset><url><loc>http://burathanews.com/arabic/news/7</loc></url></urlset>",
        "\ufeff<?xml version='1.0' encoding='windows-1256'?><urlset xmlns='http://sitemaps.org/0.9'><url><loc> /news/7.html\n</loc></url></urlset>",
        "<s:urlset xmlns:s='x'><s:url><s:loc>http://127.0.0.1:8000/arabic/news/7?a=1&b=2</s:loc></s:url></s:urlset>",
        "<urlset><url><loc><![CDATA[http://127.0.0.1:8000/arabic/news/7]]></loc><url><loc>https://example.org/arabic/news/8</loc></url></urlset>",
        "<urlset><!-- <loc>/arabic/news/9</loc> --><url><loc>/arabic/news/7</loc><image:loc>/arabic/news/8</image:loc></url></urlset>",
        "<url><loc>http://127.0.0.1:8000/arabic/news/7</loc></url>",
        "http://127.0.0.1:8000/arabic/news/7\r\nhttp://127.0.0.1:8000/arabic/news/7/\n\nhttps://example.org/arabic/news/8",
    ],
    ids=range(7),
)
def test_lists_of_every_form(body: str) -> None:
    found = read_sitemap(body.encode(), URL)
    assert (found.articles, found.trouble) == ([(7, "news")], None)


def test_listings_and_further_sitemaps_are_told_apart() -> None:
    rows = [f"<url><loc>{ORIGIN}{path}</loc></url>" for path in ("/", "/arabic/news", "/arabic/poetry?page=2", "/more.xml.gz", "/arabic/news/7")]
    found = read_sitemap(f"<urlset>{''.join(rows)}</urlset>".encode(), URL)
    assert found.listings == [f"{ORIGIN}/arabic/news", f"{ORIGIN}/arabic/poetry?page=2"]
    assert found.sitemaps == [(f"{ORIGIN}/more.xml.gz", None)]
    assert found.articles == [(7, "news")]


def test_when_a_part_changed_is_baghdads_time() -> None:
    body = "<sitemapindex><sitemap><loc>/a.xml</loc><lastmod>2015-10-15T04:00:00Z</lastmod></sitemap></sitemapindex>"
    assert read_sitemap(body.encode(), URL).sitemaps == [(f"{ORIGIN}/a.xml", datetime.fromisoformat("2015-10-15T07:00:00+03:00"))]


def test_a_feed_may_be_a_sitemap() -> None:
    body = rss(ARTICLES[:5], ORIGIN, wordings()["standard"])
    assert read_sitemap(body, URL).articles == [(article.id, article.section) for article in ARTICLES[:5]]


@pytest.mark.parametrize(
    ("body", "trouble"),
    [
        (b"", "empty"),
        (b"<!doctype html><html><a href=/arabic/news/7>x</a></html>", "page_instead_of_feed"),
        (b"\x1f\x8bnonsense", DAMAGED),
        (b"\x00\x01\x02\x03" * 100, NO_SITEMAP),
        ("لا شيء هنا".encode(), NO_SITEMAP),
        (b"<urlset></urlset>", NO_SITEMAP),
        (b'<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" />\n<!-- <loc>0.01 s</loc> -->', NO_SITEMAP),
        (b"<s:urlset xmlns:s='x'/>", NO_SITEMAP),
        (b"<!-- <urlset/> --><urlset>", CUT_OFF),
        (b"<urlset>", CUT_OFF),
        (b"<urlset><url><loc>https://example.org/arabic/news/7</loc></url></urlset>", NOTHING),
        (b"<urlset><url><loc>http://[bad</loc></url></urlset>", NOTHING),
    ],
)
def test_what_is_no_sitemap_is_named(body: bytes, trouble: str) -> None:
    found = read_sitemap(body, URL)
    assert (found.articles, found.trouble) == ([], trouble)


@pytest.mark.parametrize(
    ("body", "trouble"),
    [
        ("<urlset><url><loc>/arabic/news/7</loc></url><url><loc>/arabic/news/1", CUT_OFF),
        ("<s:urlset><s:url><s:loc>/arabic/news/7</s:loc></s:url>", CUT_OFF),
        ("<sitemapindex><sitemap><loc>/arabic/news/7</loc></sitemap></sitema", CUT_OFF),
        ("<urlset><url><loc>/arabic/news/7</loc></url></URLSET >\n<!-- 0.01 s --><br />Warning: x", None),
        ("<urlset><url><loc>/arabic/news/7</loc></url></urlset><!-- <url><loc>/arabic/news/8</loc></url> -->", None),
        ("<urlset><url><loc>/arabic/news/7</loc></url><!-- </urlset> -->", CUT_OFF),
    ],
)
def test_a_list_without_its_end_gives_what_is_in_it(body: str, trouble: str | None) -> None:
    found = read_sitemap(body.encode(), URL)
    assert [*(str(number) for number, _ in found.articles), *(url[-1:] for url, _ in found.sitemaps)] == ["7"]
    assert found.trouble == trouble


def test_a_torn_archive_gives_what_is_in_it() -> None:
    packed = gzip.compress(sitemaps.urlset(ARTICLES, ORIGIN))
    found = read_sitemap(packed[: len(packed) // 2], URL)
    assert found.trouble == DAMAGED
    assert found.articles == [(article.id, article.section) for article in ARTICLES][: len(found.articles)]
    assert len(found.articles) > 500


def test_archives_are_unpacked_only_so_far(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sitemap, "MOST_BYTES", 10_000)
    found = read_sitemap(gzip.compress(sitemaps.urlset(ARTICLES, ORIGIN)), URL)
    assert found.trouble == TOO_LARGE
    assert 0 < len(found.articles) < 200
    assert set(found.articles) <= {(article.id, article.section) for article in ARTICLES}


def test_comments_that_never_end_are_no_comments() -> None:
    """Each was followed through all the rest: a list of a megabyte of them never came to its end."""
    body = "<urlset><!-- x --><url><loc>https://burathanews.com/arabic/news/1</loc></url>" + "<!--" * 250_000
    assert read_sitemap(body.encode(), "https://burathanews.com/sitemap.xml").articles == [(1, "news")]
