"""Feeds in every form, and what is sent in a feed's place."""

from datetime import datetime

import pytest

from buratha.pages.feed import EMPTY, NO_ARTICLES, NO_FEED, PAGE, Feed, read_feed
from tests.agency.articles import load_articles
from tests.agency.feed import feed
from tests.agency.manners import choices
from tests.agency.wording import wordings

URL = "http://127.0.0.1:8000/rss.php"
ORIGIN = "http://127.0.0.1:8000"
FORMS = [form for form in choices("feed_form") if form not in {"page", "none"}]
ARTICLES = load_articles()[:30]


def read(text: str) -> Feed:
    """Return what is read off a feed's text."""
    return read_feed(text.encode(), URL, "text/xml")


def item(inside: str, version: str = "2.0") -> str:
    """Return a feed of one item."""
    return f'<?xml version="1.0"?><rss version="{version}"><channel><title>و</title><item>{inside}</item></channel></rss>'


@pytest.mark.parametrize("form", FORMS)
def test_every_form_names_the_same_articles(form: str) -> None:
    made = feed(form, ARTICLES, ORIGIN, wordings()["standard"])  # type: ignore[arg-type]
    found = read_feed(made.body, URL, made.content_type)
    expected = [(article.id, article.section) for article in ARTICLES]
    if form == "malformed":  # its end is cut off
        assert found.malformed
        assert len(found.entries) >= 25
        expected = expected[: len(found.entries)]
    else:
        assert not found.malformed
    assert [(entry.id, entry.section) for entry in found.entries] == expected
    assert found.trouble is None
    titles = {article.id: " ".join(article.title.split()) for article in ARTICLES}
    readable = [entry for entry in found.entries if all(ord(letter) < 0x10000 for letter in titles[entry.id])]
    assert {entry.id: " ".join(entry.title.split()) for entry in readable} == {entry.id: titles[entry.id] for entry in readable}


@pytest.mark.parametrize("form", ["rss2", "rss1", "atom"])
def test_dates_are_read_where_the_form_has_them(form: str) -> None:
    made = feed(form, ARTICLES, ORIGIN, wordings()["standard"])  # type: ignore[arg-type]
    found = {entry.id: entry.published for entry in read_feed(made.body, URL, made.content_type).entries}
    assert found == {article.id: datetime.fromisoformat(article.published) if article.published else None for article in ARTICLES}


@pytest.mark.parametrize(
    ("inside", "found"),
    [
        ("<link>http://www.burathanews.com/news/94875.html</link>", (94875, "news")),
        ("<link>/arabic/poetry/94875</link>", (94875, "poetry")),
        ("<link>arabic/poetry/94875</link>", (94875, "poetry")),
        ("<link><![CDATA[ https://burathanews.com/arabic/news/94875/ ]]></link>", (94875, "news")),
        ("<link>http://127.0.0.1:8000/arabic/news/94875?utm_source=rss&amp;x=1#top</link>", (94875, "news")),
        ("<guid isPermaLink='true'>http://72.46.128.21/arabic/news/94875</guid>", (94875, "news")),
        ("<guid isPermaLink='false'>94875</guid><category>الشعر</category>", (94875, "poetry")),
        ("<guid isPermaLink='false'>tag:burathanews.com,2010:94875</guid>", (94875, None)),
        ("<link>http://127.0.0.1:8000/go.php</link><guid>http://burathanews.com/arabic/news/94875</guid>", (94875, "news")),
    ],
)
def test_addresses_of_every_form(inside: str, found: tuple[int, str | None]) -> None:
    assert [(entry.id, entry.section) for entry in read(item(f"<title>خبر</title>{inside}")).entries] == [found]


@pytest.mark.parametrize(
    ("date", "when"),
    [
        ("<pubDate>Thu, 15 Oct 2015 07:08:59 +0300</pubDate>", "2015-10-15T07:08:59+03:00"),
        ("<pubDate>Thu, 15 Oct 2015 04:08:59 GMT</pubDate>", "2015-10-15T07:08:59+03:00"),
        ("<pubDate>Thu, 15 Oct 2015 07:08:59 AST</pubDate>", "2015-10-15T07:08:59+03:00"),
        ("<pubDate>2015-10-15 07:08:59</pubDate>", "2015-10-15T07:08:59+03:00"),
        ("<pubDate>15/10/2015</pubDate>", "2015-10-15T00:00:00+03:00"),
        ("<pubDate>15 تشرين الأول 2015</pubDate>", "2015-10-15T00:00:00+03:00"),
        ("<pubDate>Thu, 15 Jul 2007 07:00:00 +0400</pubDate>", "2007-07-15T07:00:00+04:00"),
        ("<pubDate>Thu, 01 Jan 1970 00:00:00 +0000</pubDate>", None),
        ("<pubDate>غدا</pubDate>", None),
        ("", None),
    ],
)
def test_dates_as_feeds_write_them(date: str, when: str | None) -> None:
    entry = read(item(f"<title>خبر</title><link>/arabic/news/7</link>{date}")).entries[0]
    assert (entry.published.isoformat() if entry.published else None) == when


def test_titles_are_what_a_reader_sees() -> None:
    title = "<![CDATA[ <b>سعر النفط</b> &amp; الدولار ]]>"
    assert read(item(f"<title>{title}</title><link>/arabic/news/7</link>")).entries[0].title == "سعر النفط & الدولار"


def test_half_an_address_at_the_cut_is_no_article() -> None:
    text = item("<title>خبر</title><link>/arabic/news/425167</link>").replace("</channel></rss>", "<item><title>آخر</title><link>/arabic/news/4251")
    found = read(text)
    assert [entry.id for entry in found.entries] == [425167]
    assert found.malformed


def test_an_article_is_named_once() -> None:
    twice = item("<link>/arabic/news/7</link></item><item><link>/news/7.html</link></item><item><link>https://example.org/arabic/news/8</link>")
    assert [entry.id for entry in read(twice).entries] == [7]


def test_marks_and_spaces_before_the_declaration_do_no_harm() -> None:
    text = item("<title>خبر</title><link>/arabic/news/7</link>")
    for before in ("\ufeff", "\n\n ", "\ufeff\n", "<!-- x -->"):
        assert [entry.id for entry in read(before + text).entries] == [7]


@pytest.mark.parametrize(
    ("body", "trouble"),
    [
        (b"", EMPTY),
        (b" \n", EMPTY),
        (b"<!DOCTYPE html><html><body><a href=/arabic/news/7>x</a></body></html>", PAGE),
        (b"\n<html><head><title>404</title></head></html>", PAGE),
        (b"http://127.0.0.1:1/feed", NO_FEED),
        (b"/etc/passwd", NO_FEED),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\x00<rss", NO_FEED),
        (b"<rss version='2.0'><channel><title>x</title></channel></rss>", NO_ARTICLES),
        (b"<rss", NO_ARTICLES),
        (b"<rss><channel><item><link>http://[bad</link></item></channel></rss>", NO_ARTICLES),
    ],
)
def test_what_is_no_feed_is_named(body: bytes, trouble: str) -> None:
    assert read_feed(body, URL, "text/xml").trouble == trouble


@pytest.mark.parametrize("end", ["", "x", "<!--" * 50_000])
def test_comments_of_a_feed_are_gone_through_once(end: str) -> None:
    """Before the root and behind it: thirty of them took longer than a crawl may."""
    comments = "<!-- a --> " * 300
    assert read_feed(f"{comments}x{end}".encode(), "https://burathanews.com/rss").trouble == NO_FEED
    assert read_feed(f"{comments}<html>{end}".encode(), "https://burathanews.com/rss").trouble == PAGE
    assert read_feed(f"<rss><channel></channel></rss>{comments}{end}".encode(), "https://burathanews.com/rss").trouble == NO_ARTICLES
