"""Sitemaps that are read again or left out, by what their index says of their last change."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from aiohttp import web

from buratha.arabic.dates import BAGHDAD
from buratha.sources import is_past
from tests.agency.generated import generate
from tests.test_restart import house, of_news

NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
OLD = "2026-01-05"


def test_a_sitemap_that_changed_today_is_read_again(tmp_path: Path) -> None:
    today = datetime.now(UTC).date().isoformat()

    def answer(request: web.Request) -> web.Response | None:
        origin = request.url.origin()
        rows = "".join(f"<sitemap><loc>{origin}/{day}.xml</loc><lastmod>{day}</lastmod></sitemap>" for day in (OLD, today))
        body = {
            "/robots.txt": f"User-agent: *\nDisallow:\nSitemap: {origin}/index.xml",
            "/index.xml": f'<sitemapindex xmlns="{NAMESPACE}">{rows}</sitemapindex>',
        } | {f"/{day}.xml": f'<urlset xmlns="{NAMESPACE}"><url><loc>{origin}{path}</loc></url></urlset>' for day in (OLD, today)}
        return web.Response(text=body[request.path]) if request.path in body else None

    with house(tmp_path, of_news(generate(4, seed=51))) as opened:
        path = opened.newsroom.articles[0].path
        opened.answer = answer
        for asked in ((1, 1), (0, 1)):
            done = opened.crawl("-s", "BURATHA_YOUNG_HOURS=0")
            assert done.code == 0, done.log
            assert tuple(opened.newsroom.requests[f"/{day}.xml"] for day in (OLD, today)) == asked


@pytest.mark.parametrize(
    ("path", "kind", "reasons", "codes"),
    [
        ("/rss.php", "feed", (None, "page_instead_of_feed", "not_a_feed", "http_404", None, "http_404"), (0, 3, 3, 0, 0, 3)),
        ("/sitemap.xml", "sitemap", (None, "not_a_sitemap"), (0, 3)),
    ],
)
def test_a_source_that_was_read_and_is_gone_is_a_failure_until_it_is_believed(
    tmp_path: Path, path: str, kind: str, reasons: tuple[str | None, ...], codes: tuple[int, ...]
) -> None:
    instead = {
        "http_404": lambda: web.Response(status=404),
        "page_instead_of_feed": lambda: web.Response(text="<!doctype html><html><body>لا شيء</body></html>", content_type="text/html"),
        f"not_a_{kind}": lambda: web.Response(text="Warning: mysql_connect() failed", content_type="text/xml"),
    }
    with house(tmp_path, of_news(generate(4, seed=54)), sitemap="urlset") as opened:
        for reason, code in zip(reasons, codes, strict=True):
            opened.answer = lambda request, reason=reason: instead[reason]() if reason and request.path == path else None
            done = opened.crawl("-s", "BURATHA_YOUNG_HOURS=0", "-s", "BURATHA_MOST_TRIES=2")
            assert done.code == code, done.log
            assert (done.count(f"failed/{kind}/{reason}"), done.count(f"{kind}/{reason}")) == (code == 3, bool(reason) and code == 0)


def test_robots_txt_may_name_a_sitemap_without_its_host(tmp_path: Path) -> None:
    sitemaps = ("/list.xml", "list.xml", "https://example.org/other.xml")

    def answer(request: web.Request) -> web.Response | None:
        if request.path == "/robots.txt":
            return web.Response(text="User-agent: *\nDisallow:\n" + "".join(f"Sitemap: {one}\n" for one in sitemaps))
        return web.Response(text="<urlset><url><loc>/arabic/news/12</loc></url></urlset>") if request.path == "/list.xml" else None

    with house(tmp_path, of_news(generate(4, seed=53))) as opened:
        opened.answer = answer
        done = opened.crawl("-s", "BURATHA_YOUNG_HOURS=0")
        assert (opened.newsroom.requests["/list.xml"], opened.newsroom.requests["/arabic/news/12"]) == (1, 1), done.log
        assert done.count("sitemap/elsewhere") == 1
        assert "names a sitemap that is not of this server, and is not read: https://example.org/other.xml" in done.log


def test_a_sitemap_that_fails_or_is_torn_makes_the_run_incomplete(tmp_path: Path) -> None:
    """Perhaps nothing else names its articles: here the second is in no listing."""
    with house(tmp_path, of_news(generate(4, seed=52))) as opened:
        listed, unlisted = opened.newsroom.articles[:2]

        async def without_it(_request: web.Request, page: web.StreamResponse) -> web.StreamResponse:
            assert isinstance(page, web.Response)
            return web.Response(text=(page.text or "").replace(unlisted.path, listed.path), content_type="text/html")

        def urlset(origin: object) -> str:
            return f'<urlset xmlns="{NAMESPACE}">' + "".join(f"<url><loc>{origin}{one.path}</loc></url>" for one in (listed, unlisted)) + "</urlset>"

        def answer(request: web.Request) -> object:
            origin = request.url.origin()
            if request.path == "/robots.txt":
                return web.Response(text=f"User-agent: *\nDisallow:\nSitemap: {origin}/list.xml")
            if request.path == "/list.xml":
                return sent[0](urlset(origin))
            return without_it if not request.path.endswith(str(unlisted.id)) else None

        opened.answer, sent = answer, [lambda _text: web.Response(status=500)]
        for send, code, reason, ids in (
            (sent[0], 3, "http_500", opened.ids[:-2] + opened.ids[-1:]),
            (lambda text: web.Response(text=text[: text.index(unlisted.path) + 3]), 3, "cut_off", opened.ids[:-2] + opened.ids[-1:]),
            (lambda text: web.Response(text=text), 0, "cut_off", opened.ids),
        ):
            sent[0] = send
            done = opened.crawl("-s", "BURATHA_YOUNG_HOURS=0")
            assert (done.code, done.ids) == (code, ids), done.log
            assert done.count(f"failed/sitemap/{reason}") == (code == 3)
            assert ("1 of the site's sitemaps could not be read to its end" in done.log) == (code == 3)


@pytest.mark.parametrize(
    ("age", "whole_day", "past"),
    [(timedelta(0), True, False), (timedelta(days=1), True, False), (timedelta(days=2), True, True), (timedelta(0), False, True)],
)
def test_a_mere_day_is_no_proof_on_that_day_and_the_next(age: timedelta, past: bool, *, whole_day: bool) -> None:
    moment = datetime.now(BAGHDAD).replace(hour=0, minute=0, second=0, microsecond=0) - age
    assert is_past(moment if whole_day else moment + timedelta(hours=1)) == past
