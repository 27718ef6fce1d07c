"""Runs that come to nothing: the last lines name what it was, and nothing else."""

from contextlib import closing
from pathlib import Path
from sqlite3 import connect

import pytest
from aiohttp import web

from tests.agency.articles import load_articles
from tests.agency.generated import generate
from tests.agency.serving import running
from tests.agency.site import make_app
from tests.browser.chromiums import needs_chromium
from tests.crawling import Place, Run, crawl, run
from tests.test_restart import check_feeds, house, of_news

NEWS = ("-a", "sections=news")


def ends_of(run: Run) -> list[str]:
    """Return what the command says last, after the log's time and name."""
    return [line.partition("buratha.commands.crawl: ")[2] for line in run.log.splitlines() if "ERROR   buratha.commands.crawl: " in line]


def test_a_site_that_wants_no_crawler_is_no_site_without_news(tmp_path: Path) -> None:
    articles = load_articles()[:8]
    with running(make_app(articles)) as url:
        port = int(url.rpartition(":")[2])
        assert crawl(Place(url, tmp_path)).code == 0
    app = make_app(articles, robots="User-agent: *\nDisallow: /\n")
    with running(app, port=port) as url:
        done = crawl(Place(url, tmp_path))
    assert app["requests"] == {"/robots.txt": 1}
    assert done.code == 1
    assert ends_of(done) == ["Failed run: robots.txt forbids every listing that was asked for: 14"]


def test_a_robots_txt_that_cannot_be_read_may_forbid_everything(tmp_path: Path) -> None:
    with house(tmp_path, of_news(generate(6, seed=2))) as opened:
        assert opened.crawl(*NEWS).code == 0
        opened.publish(1)
        opened.answer = lambda request: web.Response(status=503) if request.path == "/robots.txt" else None
        for arguments in (NEWS, ("-a", f"ids={opened.ids[-1]}"), ("-a", "again=yes")):
            done = opened.crawl(*arguments)
            assert done.code == 3, done.log
            assert set(opened.newsroom.requests) == {"/robots.txt"}
            assert "Incomplete run: 1 robots.txt could not be read, so that nothing was asked for: http_503 1" in done.log
            assert [name for name in done.counts if name.endswith("/http_503") and "/failed/" in name] == ["buratha/failed/robots/http_503"]
            assert "could not be read (http_503): nobody knows what it forbids, so nothing is asked for in this run" in done.log
        opened.answer = lambda _request: None
        assert opened.crawl(*NEWS).code == 0
        check_feeds(opened.place, opened.ids)


def test_runs_that_may_ask_for_nothing_use_up_no_try_of_a_hole(tmp_path: Path) -> None:
    def without_the_second_page(request: web.Request) -> web.Response | None:
        return web.Response(status=500) if request.query.get("page") == "2" else None

    with house(tmp_path, of_news(generate(6, seed=2))) as opened:
        assert opened.crawl(*NEWS).code == 0
        opened.publish(30)
        opened.answer = without_the_second_page
        assert opened.crawl(*NEWS, "-s", "RETRY_TIMES=0").code == 3
        hole = run(opened.place, "held", "--holes").output
        assert "http_500, 1 tries" in hole
        opened.answer = lambda request: web.Response(status=503) if request.path == "/robots.txt" else None
        for _ in range(2):
            done = opened.crawl(*NEWS, "-s", "BURATHA_MOST_TRIES=2", "-s", "RETRY_TIMES=0")
            assert (done.code, done.count("listings/holes_gone_back_for")) == (3, 0), done.log
            assert run(opened.place, "held", "--holes").output == hole
        opened.answer = lambda _request: None
        assert opened.crawl(*NEWS).code == 0
        check_feeds(opened.place, opened.ids)


def test_a_connection_without_tls_is_named(tmp_path: Path) -> None:
    with running(make_app(load_articles()[:1])) as url:
        done = crawl(Place(url.replace("http:", "https:"), tmp_path), *NEWS)
    assert done.code == 1
    assert ends_of(done)[1] == "Incomplete run: 1 listing page could not be read: robots_unreachable 1"
    assert ends_of(done)[2] == "Incomplete run: 1 robots.txt could not be read, so that nothing was asked for: tls_failed 1"
    assert "Traceback" not in done.log


@needs_chromium
def test_a_connection_without_tls_is_named_in_the_browser_too(tmp_path: Path) -> None:
    with running(make_app(load_articles()[:1])) as url:
        done = crawl(Place(url.replace("http:", "https:"), tmp_path), *NEWS, "-s", "BURATHA_BROWSER=always")
    assert ends_of(done)[1] == "Incomplete run: 1 listing page could not be read: robots_unreachable 1"
    assert ends_of(done)[2] == "Incomplete run: 1 robots.txt could not be read, so that nothing was asked for: tls_failed 1"


@pytest.mark.parametrize("begins", [b"no database", b"SQLite format 3\0"])
def test_an_archive_that_cannot_be_read_is_not_said_to_hold_nothing(begins: bytes, tmp_path: Path) -> None:
    with house(tmp_path, generate(6, seed=1)) as opened:
        assert opened.crawl().code == 0
        file = tmp_path / "archive.sqlite"
        spoilt = begins.ljust(4096, b"\xff") + file.read_bytes()[4096:]
        file.write_bytes(spoilt)
        done = opened.crawl()
    assert done.code == 1
    assert ends_of(done) == ["Failed run: 1 failure of the archive", "Failed run: the run did not come to its end: archive_unavailable"]
    assert file.read_bytes() == spoilt


def test_an_archive_that_was_emptied_is_not_taken_for_a_new_one(tmp_path: Path) -> None:
    with house(tmp_path, generate(6, seed=1)) as opened:
        assert opened.crawl().code == 0
        file = tmp_path / "archive.sqlite"
        file.write_bytes(b"")
        done = opened.crawl()
        assert done.code == 1
        assert ends_of(done)[-1] == "Failed run: the run did not come to its end: archive_unavailable"
        assert "the file is empty, but runs have been reported in" in done.log
        assert file.read_bytes() == b""
        file.unlink()
        assert opened.crawl().code == 0


@pytest.mark.parametrize("becomes", ["nothing", "another"])
def test_an_archive_that_goes_amid_a_run_is_missed(becomes: str, tmp_path: Path) -> None:
    file = tmp_path / "archive.sqlite"

    def take() -> None:
        file.rename(tmp_path / "moved.sqlite")
        if becomes == "another":
            file.touch()

    with house(tmp_path, of_news(generate(12, seed=1))) as opened:
        opened.at = {8: take}
        done = opened.crawl(*NEWS)
        assert done.code == 1, done.log
        assert ends_of(done)[0].startswith("Failed run: ")
        assert "its file was moved, removed or replaced while the run wrote to it: put it back, or restore a backup" in done.log
        (tmp_path / "moved.sqlite").rename(file)
        assert opened.crawl(*NEWS).code == 0
        check_feeds(opened.place, opened.ids)


def test_a_clock_that_was_set_back_is_named(tmp_path: Path) -> None:
    with house(tmp_path, of_news(generate(2, seed=1))) as opened:
        assert "clock-behind" not in opened.crawl(*NEWS).log
        with closing(connect(tmp_path / "archive.sqlite")) as archive, archive:
            archive.execute("UPDATE runs SET started = '2036-01-01T00:00:00+00:00'")
        done = opened.crawl(*NEWS)
        assert "and the run before this one began 2036-01-01T00:00:00+00:00: set it right" in done.log
        assert "Warning, clock-behind: this machine's clock is " in done.log
        assert "clock-behind" not in opened.crawl(*NEWS).log  # that run's clock may have been ahead, and every later run would have to hear of it


def test_an_empty_file_that_no_run_has_used_is_begun(tmp_path: Path) -> None:
    (tmp_path / "archive.sqlite").touch()
    with house(tmp_path, generate(2, seed=1)) as opened:
        assert opened.crawl().code == 0


def test_articles_that_robots_txt_forbids_are_told_and_read_when_it_opens_again(tmp_path: Path) -> None:
    def with_robots(rule: str) -> web.Response:
        return web.Response(text=f"User-agent: *\nDisallow: {rule}\n", content_type="text/plain")

    rules = ["/admin/"]
    with house(tmp_path, of_news(generate(6, seed=2))) as opened:
        opened.answer = lambda request: with_robots(rules[0]) if request.path == "/robots.txt" else None
        assert opened.crawl(*NEWS).code == 0
        opened.publish(3)
        rules[0] = "/arabic/news/"
        done = opened.crawl(*NEWS)
        assert (done.code, done.count("forbidden_by_robots/article")) == (3, 3), done.log
        assert "Incomplete run: 3 known articles that are not held are forbidden by robots.txt" in done.log
        assert "Warning, forbidden: robots.txt forbids pages: 3 of known articles that are not held" in done.log
        rules[0] = "/admin/"
        assert opened.crawl(*NEWS).code == 0
        check_feeds(opened.place, opened.ids)
        rules[0] = "/arabic/reports"
        done = opened.crawl("-a", "sections=news,reports")
        assert (done.code, done.count("forbidden_by_robots/listing")) == (0, 1), done.log
        assert "Warning, forbidden: robots.txt forbids pages: 1 of listings" in done.log
