"""``scrapy probe`` sees a page that needs a browser as the crawl does."""

from pathlib import Path

from tests.agency.articles import load_articles
from tests.agency.scripted import Scripted
from tests.agency.serving import running
from tests.agency.site import make_app
from tests.browser.chromiums import left_behind, needs_chromium
from tests.crawling import FAST, Place, run

pytestmark = needs_chromium
ARTICLES = load_articles()


def test_a_shell_is_drawn(tmp_path: Path) -> None:
    scripted = Scripted(ARTICLES, drawn={article.id for article in ARTICLES})
    with running(make_app(ARTICLES, fault=scripted.answer)) as url:
        place = Place(url, tmp_path)
        drawn = run(place, "probe", *FAST, f"{url}/arabic/articles/333181", "--with", "1")
        plain = run(place, "probe", *FAST, f"{url}/arabic/articles/333181", "--with", "0", "-s", "BURATHA_BROWSER=never")
    assert drawn.code == 0, drawn.output + drawn.log
    assert "  drawn by a browser\n  article, good\n" in drawn.output
    assert "هيوا جلال" in drawn.output
    assert plain.code == 1
    assert "no article: needs_browser" in plain.output
    assert left_behind(place) == []


def test_a_browser_that_does_not_start_is_told_in_one_line(tmp_path: Path) -> None:
    scripted = Scripted(ARTICLES, drawn={article.id for article in ARTICLES})
    with running(make_app(ARTICLES, fault=scripted.answer)) as url:
        probed = run(Place(url, tmp_path), "probe", *FAST, f"{url}/arabic/articles/333181", "--with", "0", "-s", "BURATHA_BROWSER_PATH=/bin/false")
    (line,) = [line for line in probed.output.splitlines() if "not fetched" in line]
    assert "the browser does not start: see by hand whether /bin/false does, name another in BURATHA_BROWSER_PATH" in line
    assert "<launching>" not in probed.output
