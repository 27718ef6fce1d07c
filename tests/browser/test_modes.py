"""When a browser is used: the modes, and machines without one."""

import re
from pathlib import Path

import pytest

from buratha.browser.executable import find_browser
from buratha.browser.options import BrowserOptions
from buratha.locations import SettingError
from tests.agency.articles import Article, load_articles
from tests.agency.scripted import Scripted
from tests.agency.serving import running
from tests.agency.site import make_app
from tests.crawling import Place, Run, crawl

WITHOUT_SCRIPT = 3


def newest() -> list[Article]:
    """Return three articles and, before them, one that is drawn by script."""
    return sorted(load_articles(), key=lambda article: -article.id)[: WITHOUT_SCRIPT + 1]


def crawl_with_a_shell(folder: Path, *arguments: str) -> Run:
    """Crawl an agency whose newest article is drawn by script."""
    articles = newest()
    scripted = Scripted(articles, drawn={articles[0].id})
    with running(make_app(articles, fault=scripted.answer)) as url:
        return crawl(Place(url, folder), *arguments)


@pytest.fixture
def no_browser(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A machine without Chromium."""
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.setenv("PLAYWRIGHT_BROWSERS_PATH", str(tmp_path / "browsers"))


class TestCrawls:
    """Crawls of three plain articles and a shell."""

    @pytest.mark.usefixtures("no_browser")
    def test_without_a_browser_the_crawl_goes_on_and_names_what_needs_one(self, tmp_path: Path) -> None:
        done = crawl_with_a_shell(tmp_path)
        assert done.ids == sorted(article.id for article in newest()[1:])
        assert done.count("browser/unavailable") == 1
        assert done.count("no_article/needs_browser") == 1
        assert f"Needs a browser (shell), and there is none: {done.place.url}{newest()[0].path}" in done.log
        assert "playwright" not in done.log

    @pytest.mark.usefixtures("no_browser")
    def test_always_without_a_browser_is_not_begun(self, tmp_path: Path) -> None:
        done = crawl_with_a_shell(tmp_path / "run", "-s", "BURATHA_BROWSER=always")
        assert done.code == 2
        assert "BURATHA_BROWSER is 'always', but there is no Chromium here: install it" in done.log
        assert "Traceback" not in done.log
        assert not (tmp_path / "run").exists()

    def test_never_means_never(self, tmp_path: Path) -> None:
        done = crawl_with_a_shell(tmp_path, "-s", "BURATHA_BROWSER=never")
        assert done.ids == sorted(article.id for article in newest()[1:])
        assert done.count("no_article/needs_browser") == 1
        assert not [name for name in done.counts if name.startswith("buratha/browser/")]
        assert "BrowserMiddleware" not in done.log
        assert "playwright" not in done.log

    @pytest.mark.parametrize(
        ("lack", "told", "arguments"),
        [
            ("never", "BURATHA_BROWSER is never", ("-s", "BURATHA_BROWSER=never")),
            ("none", "there is no Chromium", ()),
            ("not_started", "Chromium does not start", ("-s", "BURATHA_BROWSER_PATH=PLACE/chromium", "-s", "RETRY_TIMES=0")),
        ],
    )
    @pytest.mark.usefixtures("no_browser")
    def test_what_no_browser_has_drawn_is_not_put_down_to_the_site(self, lack: str, told: str, arguments: tuple[str, ...], tmp_path: Path) -> None:
        broken = tmp_path / "chromium"
        broken.write_text("#!/bin/sh\nexit 1\n")
        broken.chmod(0o755)
        articles = newest()
        scripted = Scripted(articles, drawn={article.id for article in articles})
        with running(make_app(articles, fault=scripted.answer)) as url:
            done = crawl(Place(url, tmp_path / "run"), *(each.replace("PLACE", str(tmp_path)) for each in arguments))
        assert done.count(f"undrawn/{lack}") == len(articles), done.log
        assert f"{len(articles)} articles are drawn by script and came to nothing, since {told}; the next run asks for them again" in done.log
        assert f"browser-missing: {len(articles)} articles are drawn by script and came to nothing: {len(articles)} since {told}" in done.log
        assert "the site was not well" not in done.log
        assert "pages-not-believed" not in done.log
        assert done.code == 1, "nothing was read"

    @pytest.mark.parametrize(
        ("retries", "starts", "line"),
        [(4, 3, "ERROR .*The browser does not start, and is not tried again in this crawl"), (1, 2, "WARNING .*The browser does not start")],
    )
    def test_a_browser_that_does_not_start_costs_only_its_pages(self, tmp_path: Path, retries: int, starts: int, line: str) -> None:
        broken = tmp_path / "chromium"
        broken.write_text("#!/bin/sh\nexit 1\n")
        broken.chmod(0o755)
        done = crawl_with_a_shell(tmp_path, "-s", f"BURATHA_BROWSER_PATH={broken}", "-s", f"RETRY_TIMES={retries}")
        assert done.ids == sorted(article.id for article in newest()[1:])
        assert done.count("browser/failures/launch") == starts
        assert {name: count for name, count in done.counts.items() if "/failed/" in name} == {"buratha/failed/article/browser_unavailable": 1}
        assert re.search(rf"{line} \({re.escape(str(broken))}\): .*", done.log)
        assert done.code == 3


class TestOptions:
    """The settings."""

    @pytest.mark.parametrize(
        ("name", "value", "message"),
        [
            ("BURATHA_BROWSER", "sometimes", "BURATHA_BROWSER is 'sometimes': write one of never, auto, always"),
            ("BURATHA_BROWSER_PATH", "/no/chromium", "BURATHA_BROWSER_PATH is '/no/chromium', which is no program"),
            ("BURATHA_BROWSER_PAGES", "0", "BURATHA_BROWSER_PAGES is '0': write a whole number from 1 on"),
            ("BURATHA_BROWSER_PRESSES", "many", "BURATHA_BROWSER_PRESSES is 'many': write a whole number"),
            ("BURATHA_BROWSER_SECONDS", "-1", "BURATHA_BROWSER_SECONDS is '-1': write a whole number"),
        ],
    )
    def test_what_cannot_be_used_is_named(self, name: str, value: str, message: str) -> None:
        with pytest.raises(SettingError, match=message):
            BrowserOptions.of({name: value})

    def test_never_looks_for_no_browser(self) -> None:
        options = BrowserOptions.of({"BURATHA_BROWSER": "NEVER", "BURATHA_BROWSER_PATH": "/no/chromium"})
        assert (options.mode, options.executable, options.is_at_hand) == ("never", None, False)

    def test_numbers_may_be_written_in_arabic_digits(self) -> None:
        assert BrowserOptions.of({"BURATHA_BROWSER": "never", "BURATHA_BROWSER_PAGES": "٣"}).pages == 3

    def test_hosts_are_a_list_or_a_line(self) -> None:
        told = {"BURATHA_BROWSER": "never", "BURATHA_BROWSER_HOSTS": "Code.jquery.com, unpkg.com"}
        assert BrowserOptions.of(told).hosts == {"code.jquery.com", "unpkg.com"}

    @pytest.mark.usefixtures("no_browser")
    @pytest.mark.parametrize("path", ["bin/chromium-browser", "browsers/chromium-1201/chrome-linux/chrome"])
    def test_a_browser_is_found_on_the_path_or_where_playwright_keeps_it(self, path: str, tmp_path: Path) -> None:
        assert find_browser() is None
        program = tmp_path / path
        program.parent.mkdir(parents=True)
        program.touch(mode=0o755)
        assert find_browser() == str(program)
