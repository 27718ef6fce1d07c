"""Sections that the agency has and ``sections.toml`` does not name: found by links, and walked like all others."""

from pathlib import Path

import pytest
from aiohttp import web

from tests.agency.generated import generate
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
