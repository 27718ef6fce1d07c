"""A file of another kind under an article's address is no article, though its bytes are text; a page is one whatever its header says."""

import pytest

import buratha
from buratha.pages.files import other_file
from tests.pages.story import ADDRESS, NOW, TITLE, page

PDF = "%PDF-1.4\n1 0 obj\n<< /Title (Annual report) /Author (Port) >>\nendobj\n" * 20
CSS = "body{color:red} .a{font-size:12px}\n" * 30
SCRIPT = "var a=1; function f(){return '<p>a</p>'}\n" * 30
FEED = '<?xml version="1.0"?><rss><channel><item><title>خبر</title><description><![CDATA[<p>نص الخبر</p>]]></description></item></channel></rss>'


def read(text: str, content_type: str | None) -> "dict[str, object] | buratha.NoArticle":
    return buratha.read_page(text.encode(), ADDRESS, content_type, now=NOW)


@pytest.mark.parametrize(
    ("text", "content_type"),
    [
        (PDF, "application/pdf"),
        (PDF, "text/html; charset=utf-8"),
        (PDF, None),
        (CSS, "text/css"),
        (SCRIPT, "application/javascript; charset=utf-8"),
        (FEED, "application/rss+xml"),
        ('{"title": "خبر", "body": "نص الخبر كما حفظ"}', "application/json"),
    ],
)
def test_a_file_of_another_kind_is_no_article(text: str, content_type: str | None) -> None:
    result = read(text, content_type)
    assert isinstance(result, buratha.NoArticle), result
    assert result.reason == "undecodable"
    assert "of another kind" in result.detail


TYPES = ("text/html", "application/xhtml+xml", "text/plain", "application/octet-stream", "text/css", "application/x-httpd-php", "", "html")
OPENINGS = ("", "\n<!-- cached -->\n", '<?xml version="1.0"?><!DOCTYPE html>', "<br />\n<b>Notice</b>: x in <b>/a.php</b> on line <b>3</b><br />\n")


@pytest.mark.parametrize("content_type", TYPES)
@pytest.mark.parametrize("before", OPENINGS)
def test_a_page_is_a_page_whatever_its_header_says(content_type: str, before: str) -> None:
    record = read(before + page(), content_type)
    assert isinstance(record, dict), record
    assert record["title"] == TITLE


def test_comments_are_gone_through_once() -> None:
    """Each was tried as the beginning of a longer one, too: thirty of them took longer than a page may."""
    assert other_file("<!-- a --> " * 300 + "x", "text/css") == "text/css"
    assert other_file("<!-- a --> " * 300 + "<html>", "text/css") is None
