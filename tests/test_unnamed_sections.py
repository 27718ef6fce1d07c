"""Sections that the agency has and ``sections.toml`` does not name: found by links, and walked like all others."""

import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import pytest
from aiohttp import web

from tests.agency.generated import generate
from tests.crawling import run
from tests.odd_listings import spread
from tests.test_restart import check_feeds, house

UNNAMED = ["dossiers", "health", "heritage", "letters", "science", "voices"]


def test_a_section_that_earlier_runs_have_found_is_walked_once(tmp_path: Path) -> None:
    """Also where the front page, which links to it, is answered before the crawl has come to it by itself."""
    with house(tmp_path, spread(generate(24, seed=5), UNNAMED)) as opened:
        for _ in range(3):
            done = opened.crawl()
            assert done.code == 0, done.log
            assert {opened.listings[f"/arabic/{section}"] for section in UNNAMED} == {1}
        check_feeds(opened.place, opened.ids)


@pytest.mark.parametrize("status", [404, 200])
def test_a_section_that_is_closed_is_told_until_somebody_says_so(tmp_path: Path, status: int) -> None:
    closed = ("-s", f"BURATHA_CLOSED_SECTIONS={UNNAMED[0]}, sport")
    path = "/arabic/sport"
    with house(tmp_path, spread(generate(6, seed=6), ["sport", UNNAMED[0]])) as opened:
        assert opened.crawl().code == 0
        opened.answer = lambda request: web.Response(text="لا شيء", status=status) if request.path == path else None
        told = opened.crawl()
        assert (told.code, "name it in BURATHA_CLOSED_SECTIONS: sport" in told.log) == (3, True), told.log
        assert "Warning, section-gone: listings that had articles are not there, or list none: sport" in told.log
        done = opened.crawl(*closed)
        assert (done.code, opened.listings[path], opened.listings[f"/arabic/{UNNAMED[0]}"]) == (0, 0, 0), done.log
        opened.answer = lambda _request: None
        assert opened.crawl("-a", "sections=sport", *closed).code == 0
        assert opened.listings[path] == 1


@pytest.mark.parametrize("escapes", [str, lambda path: quote(path).lower()], ids=["letters", "small_escapes"])
def test_a_section_may_have_an_arabic_slug(tmp_path: Path, escapes: Callable[[str], str]) -> None:
    """However its addresses are escaped, it is one section, and one address is asked for once."""
    slug, path = "أدب-وفن", "/arabic/أدب-وفن"

    async def escaped(_request: web.Request, page: web.StreamResponse) -> web.StreamResponse:
        assert isinstance(page, web.Response)
        return web.Response(text=(page.text or "").replace(path, escapes(path)), content_type="text/html")

    with house(tmp_path, spread(generate(24, seed=7), ["news", slug]), feed_form="none") as opened:
        opened.answer = lambda request: escaped if request.path.startswith(("/arabic", "/")) and "." not in request.path else None
        for discovered in (1, 0):
            done = opened.crawl("-s", "BURATHA_YOUNG_HOURS=0", "-s", f"BURATHA_PROMETHEUS_FILE={tmp_path / 'run.prom'}")
            assert done.code == 0, done.log
            if discovered:
                assert f'buratha_last_run_articles{{section="{slug}"}} 12.0' in (tmp_path / "run.prom").read_text(encoding="utf-8")
            assert done.count(f"sections/discovered/{slug}") == discovered
            assert (opened.newsroom.requests[quote(path)], opened.newsroom.requests[f"{quote(path)}?page=2"]) == (1, discovered)
            assert done.count("links/not_understood") == 0
        check_feeds(opened.place, opened.ids)
        assert {(record["section"], record["section_in_address"]) for record in done.records} == {("news", "news"), (slug, slug)}
        assert {record["url"].rpartition("/")[0] for record in done.records} == {
            f"https://burathanews.com/arabic/{section}" for section in ("news", "%D8%A3%D8%AF%D8%A8-%D9%88%D9%81%D9%86")
        }
        alone = opened.crawl("-a", f"sections={slug}", "-s", "BURATHA_YOUNG_HOURS=0", "-s", f"BURATHA_CLOSED_SECTIONS={slug},newz")
        assert (alone.code, opened.newsroom.requests[quote(path)]) == (0, 1), alone.log
        assert re.findall("nobody has heard of a section (.*?);", alone.log) == ["newz (news?)"]
        for told in (slug, quote(slug).lower(), quote(slug)):
            assert run(opened.place, "export", "--section", told, "-o", "-").output.count("\n") == 12
            assert run(opened.place, "held", "--section", told, "--most", "0").output.splitlines()[1].split()[:2] == [slug, "12"]
        assert run(opened.place, "held", "--forget-section", quote(slug)).output.startswith("Forgotten: 12 articles")
