"""Sections that the agency has and ``sections.toml`` does not name: found by links, and walked like all others."""

from pathlib import Path

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
