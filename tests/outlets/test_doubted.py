"""The pages of doubtful records: which are kept, and what a real run leaves of them beside its report."""

import json
import re
import shutil
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from buratha.outlets.doubted import MOST, Doubted
from buratha.reader import PageToRead
from tests.agency.articles import load_articles
from tests.agency.serving import running
from tests.agency.site import make_app
from tests.crawling import Place, Run, crawl
from tests.test_schema import ARTICLE

PAGE = PageToRead(b"<p>", "https://burathanews.com/arabic/news/7", None, datetime(2026, 1, 1, tzinfo=UTC))


def story(number: int, layout: str, *doubts: str) -> object:
    return replace(ARTICLE, id=number, layout=layout, doubts=list(doubts))


class TestDoubted:
    """A bounded number of pages, of as many kinds as there are."""

    def test_of_one_kind_a_few_and_of_all_kinds_no_more_than_fits(self) -> None:
        doubted = Doubted()
        for number in range(200):
            article = story(number, f"layout {number % 8}", "title")
            doubted.offer(article, PAGE)  # type: ignore[arg-type]
            doubted.settle(article, is_delivered=True)  # type: ignore[arg-type]
        assert len(doubted.pages) == MOST
        assert sorted(doubted.pages)[:8] == list(range(8))
        assert not doubted._offered

    def test_what_is_not_delivered_or_not_doubtful_is_let_go(self) -> None:
        doubted = Doubted()
        for number, doubts, is_delivered in ((1, ("title",), False), (2, (), True), (3, ("body",), True)):
            article = story(number, "layout", *doubts)
            doubted.offer(article, PAGE)  # type: ignore[arg-type]
            doubted.settle(article, is_delivered=is_delivered)  # type: ignore[arg-type]
        assert list(doubted.pages) == [3]
        assert not doubted._offered


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """A crawl of pages of which some leave doubts, read by a process beside it from the fourth on."""
    with running(make_app(load_articles()[-20:], layout="broken-tags", wording="other")) as url:
        return crawl(Place(url, tmp_path_factory.mktemp("doubted")), "-s", "BURATHA_READER_PROCESS_AFTER=3")


def test_the_report_says_where_each_page_is_drawn(done: Run) -> None:
    reports = done.place.folder / "reports"
    (path,) = reports.glob("run-*.json")
    records = json.loads(path.read_text(encoding="utf-8"))["doubtful"]
    drawn = [record for record in records if "probe" in record]
    assert drawn, done.log
    (probes,) = reports.glob("run-*-probes.html")
    text = probes.read_text(encoding="utf-8")
    assert {record["probe"] for record in drawn} == {f"{probes.name}#{record['id']}" for record in drawn}
    assert set(re.findall(r'<article id="(\d+)">', text)) == {str(record["id"]) for record in drawn}
    page = (reports / "latest.html").read_text(encoding="utf-8")
    assert all(f'href="{record["probe"]}"' in page for record in drawn)
    assert page.count("<code lang=en>scrapy probe https://burathanews.com/arabic/") == len(records)


def test_the_link_leads_to_the_page_as_the_crawler_saw_it(done: Run) -> None:
    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.skip("needs Debian's chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        shown = browser.new_page(viewport={"width": 390, "height": 900})
        said: list[str] = []
        shown.on("console", lambda line: said.append(line.text))
        shown.goto((done.place.folder / "reports" / "latest.html").as_uri())
        link = shown.get_by_role("link", name="what the crawler saw").first
        number = str(link.get_attribute("href")).partition("#")[2]
        link.click()
        shown.wait_for_url(f"**/*-probes.html#{number}")
        article = shown.locator(f"article[id='{number}']")
        assert number in article.locator("h1").inner_text()
        assert article.locator("table tr").count() >= 6
        assert shown.evaluate("document.documentElement.scrollWidth") == 390
        assert said == []
        browser.close()


def test_a_run_without_doubts_draws_nothing(tmp_path: Path) -> None:
    with running(make_app(load_articles()[:12])) as url:
        done = crawl(Place(url, tmp_path))
    assert done.code == 0, done.log
    (path,) = (tmp_path / "reports").glob("run-*.json")
    assert json.loads(path.read_text(encoding="utf-8"))["doubtful"] == []
    assert list((tmp_path / "reports").glob("*-probes.html")) == []
