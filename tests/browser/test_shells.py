"""Telling a shell from a page, as the server sent it."""

import pytest
from scrapy.http import HtmlResponse

from buratha.browser.shells import is_shell

URL = "https://burathanews.com/arabic/news/400001"
STORY = "أعلنت مديرية الماء إكمال مد الأنبوب الناقل وإيصال الماء إلى الأحياء الشمالية من المدينة بعد أعوام من الانتظار. " * 4


def page(body: str, status: int = 200, encoding: str = "utf-8") -> HtmlResponse:
    """Return a page as the server would send it."""
    return HtmlResponse(URL, status=status, body=body.encode(encoding), headers={"Content-Type": "text/html"})


@pytest.mark.parametrize(
    "body",
    [
        "<!DOCTYPE html><title>خبر</title><div id=app></div><script src=/app.js></script>",
        "<html><body><div id=root></div><noscript>يرجى تفعيل جافاسكربت</noscript><script>draw()</script></body></html>",
        f"<div id=app>جار التحميل</div><script>window.state = '{STORY}'</script><script src=/app.js></script>",
        "<title>خبر</title><div id=root>...</div><div id=end>…</div><script type=module src=/app.js></script>",
        f"<head><style>/* {STORY} */</style></head><!-- {STORY} --><body><SCRIPT SRC=/app.js></SCRIPT></body>",
        f"<body><template><p>{STORY}</p></template><script>location = '/arabic/news/1'</script></body>",
    ],
)
def test_shells(body: str) -> None:
    assert is_shell(page(body))
    assert is_shell(page(body, encoding="cp1256"))


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (f"<h1>خبر</h1><p>{STORY}</p><script src=/app.js></script><noscript>يرجى تفعيل جافاسكربت</noscript>", 200),
        ("<h1>خبر قصير</h1><p>لا نص بعد.</p>", 200),
        ("<title>خبر</title><div id=app></div><script src=/app.js></script>", 404),
        ("", 200),
    ],
)
def test_other_pages(body: str, status: int) -> None:
    assert not is_shell(page(body, status))


@pytest.mark.parametrize(
    "unit",
    "< <! <!-- <p_ <script> <SCRIPT_ </script_ <script></style> <style> <style></script> <template><title> <noscript".replace("_", "\t").split(" "),
)
def test_a_page_of_what_never_ends_stops_no_crawl(unit: str) -> None:
    """It is looked at in the event loop: what searched the rest of the page for each of them took half a minute for a tenth of this."""
    assert is_shell(page(f"<html><body><script></script>{unit * (3_000_000 // len(unit))}")) in {True, False}


@pytest.mark.parametrize("begun", ["<", "<!--", "<script>", "<style>", "<title>", "<template", "x>y<z"])
def test_text_behind_what_never_ends_is_text(begun: str) -> None:
    assert not is_shell(page(f"<script></script>{begun}<p>{STORY}</p>"))
    assert not is_shell(page(f"<script></script>{begun} {STORY}"))
