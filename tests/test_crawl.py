"""Whole crawls of the bundled agency, run as a user runs them."""

import asyncio
import json
import re
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from aiohttp import web
from jsonschema import Draft202012Validator

from buratha.feeds import article_fields, as_written, csv_fields
from buratha.pages.absence import IMPOSSIBLE
from buratha.schema import shipped
from tests.agency.articles import Article, expected, load_articles
from tests.agency.generated import generate
from tests.agency.serving import running
from tests.agency.site import make_app
from tests.crawling import FAST, ROOT, Place, Run, begun, counts_in, crawl, run

FEED = re.compile(r"articles-\d{8}T\d{6}Z\.(?:jsonl|csv|manifest\.json)")
FORMULA = '=HYPERLINK("http://example.org";"اربح الآن") يعود إلى صناديق البريد'
MISSING, SOFT = 400_404, 400_405
EARLIER = {link.id for article in load_articles() for each in article.blocks if each.kind == "related" for link in each.values["links"]}
"""Articles that the hand-written ones link to; the agency has only some of them."""
NOT_FOUND = "<title>الصفحة غير موجودة</title><h1>الصفحة غير موجودة</h1><p>تأكد من العنوان ثم حاول مرة أخرى.</p>"


def page(text: str, status: int = 200) -> web.Response:
    """Answer with a page."""
    return web.Response(text=f"<!DOCTYPE html><html dir=rtl><body>{text}</body></html>", status=status, content_type="text/html")


def link(path: str, text: str) -> str:
    """Return a link as HTML."""
    return f'<li><a href="{path}">{text}</a></li>'


def linked(article: Article) -> list[str]:
    """Return an article's address in every form that was ever seen, and in some that were not."""
    path = article.path
    return [
        path,
        f"{path}/",
        f"{path}?utm_source=rss#comments",
        f"//www.burathanews.com{path}",
        f"http://mail.burathanews.com{path}/",
        f"https://ftp.burathanews.com{path}",
        f"http://72.46.128.21{path}",
        f"/news/{article.id}.html",
        f"http://www.burathanews.com/news/{article.id}.html",
    ]


@dataclass(frozen=True)
class Agency:
    """The agency that most tests crawl: sections that nobody knew, every form of address, and traps."""

    articles: list[Article]
    agents: set[str] = field(default_factory=set)

    def app(self) -> web.Application:
        """Return its server."""
        return make_app(self.articles, page_size=7, fault=self.answer)

    @property
    def moved(self) -> Article:
        """The article whose address sends to the same address with a slash."""
        return self.articles[0]

    def answer(self, request: web.Request) -> web.Response | None:
        """Answer in the agency's stead where a test wants something else."""
        self.agents.add(request.headers["User-Agent"])
        if request.path == "/arabic/":
            return page(f"<h1>الأقسام</h1>{link('/arabic/links', 'روابط')}{link('/arabic/contact', 'اتصل بنا')}")
        if request.path == "/arabic/contact":
            return page("<h1>اتصل بنا</h1><p>بغداد، الكرادة</p>")
        if request.path == "/arabic/links":
            return self.links(int(request.query.get("page", "1")))
        if request.path == f"/arabic/news/{SOFT}":
            return page(NOT_FOUND)
        if request.path == self.moved.path:
            return web.Response(status=301, headers={"Location": f"{request.path}/"})
        return None

    def links(self, number: int) -> web.Response:
        """Return one page of a listing that never ends: from its second page on it is the same but for one box."""
        first, second = self.articles[:9], self.articles[9:18]
        shown = [form for article in first for form in linked(article)] if number == 1 else [article.path for article in second]
        shown += [f"/arabic/news/{MISSING}", f"/arabic/news/{SOFT}", "https://example.org/arabic/news/1", "javascript:void(0)"]
        box = self.articles[18 + number % 20]
        return page(
            f"<ul>{''.join(link(path, 'خبر من الأخبار') for path in shown)}</ul>"
            f"<div class=random><a href='{box.path}'>من الأرشيف</a></div><a href='/arabic/links?page={number + 1}'>التالي »</a>"
        )


@dataclass(frozen=True)
class Crawled:
    """An agency, its crawl, and the requests that it took."""

    agency: Agency
    place: Place
    run: Run
    requests: Counter[str]
    agents: set[str]


def written() -> list[Article]:
    """Return the hand-written articles, newest first."""
    return sorted(load_articles(), key=lambda article: -article.id)


@contextmanager
def serving(articles: list[Article], folder: Path, **options: Any) -> Iterator[tuple[Place, Counter[str]]]:
    """Serve articles; gives where a crawl happens, and the count of requests."""
    app = make_app(articles, **options)
    with running(app) as url:
        yield Place(url, folder), app["requests"]


@pytest.fixture(scope="session")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Crawled]:
    """One whole crawl, whose server stays for the other commands."""
    own = load_articles()
    taken = {article.id for article in own}
    made_up = generate(25, seed=7, taken=taken)
    heritage = [replace(article, section="heritage", category="تراث") for article in made_up[:2]]
    formula = replace(made_up[2], title=FORMULA, author=None)
    agency = Agency(sorted([*own, *heritage, formula, *made_up[3:]], key=lambda article: -article.id))
    app = agency.app()
    with running(app) as url:
        place = Place(url, tmp_path_factory.mktemp("crawl"))
        done = crawl(place, "-s", "BURATHA_CONTACT=https://example.org/us")
        yield Crawled(agency, place, done, Counter(app["requests"]), set(agency.agents))


class TestCrawl:
    """The one crawl of everything."""

    def test_it_goes_well(self, crawled: Crawled) -> None:
        assert crawled.run.code == 0, crawled.run.log
        assert "ERROR" not in crawled.run.log
        assert "Deprecat" not in crawled.run.log

    def test_every_article_comes_exactly_once_in_both_feeds(self, crawled: Crawled) -> None:
        ids = sorted(article.id for article in crawled.agency.articles)
        assert crawled.run.ids == ids
        assert sorted(int(row["id"]) for row in crawled.run.rows) == ids

    def test_values_are_those_of_the_articles(self, crawled: Crawled) -> None:
        wanted = {article.id: expected(article) for article in crawled.agency.articles}
        told = {record["id"]: record for record in crawled.run.records}
        for name in ("id", "title", "section"):
            assert {number: record[name] for number, record in told.items()} == {number: record[name] for number, record in wanted.items()}

    def test_the_rows_say_what_the_records_say(self, crawled: Crawled) -> None:
        rows = {int(row["id"]): row for row in crawled.run.rows}
        for record in crawled.run.records:
            row = rows[record["id"]]
            for name in ("url", "section", "title", "author", "published", "views", "body", "text_hash"):
                assert as_written(row[name]) == ("" if record[name] is None else str(record[name]))
            assert int(row["images_count"]) == len(record["images"])

    def test_every_record_fits_the_schema(self, crawled: Crawled) -> None:
        check = Draft202012Validator(shipped())
        for record in crawled.run.records:
            check.validate(record)
            assert list(record) == article_fields()

    def test_every_page_is_asked_for_once_whatever_its_address(self, crawled: Crawled) -> None:
        asked = {path: count for path, count in crawled.requests.items() if re.search(r"/\d+/?$|\.html", path)}
        moved = crawled.agency.moved.path
        assert set(asked.values()) == {1}
        listed = {article.path for article in crawled.agency.articles} | {f"{moved}/"} | {f"/arabic/news/{n}" for n in (MISSING, SOFT)}
        assert listed <= asked.keys()
        assert {int(path.rpartition("/")[2]) for path in asked.keys() - listed} <= EARLIER

    def test_sections_that_nobody_knew_are_crawled_and_told(self, crawled: Crawled) -> None:
        assert crawled.run.count("sections/discovered/heritage") == 1
        assert crawled.run.count("sections/discovered/links") == 1
        assert crawled.run.count("articles/heritage") == 2
        assert crawled.run.count("sections/without_articles/contact") == 1

    def test_articles_are_counted_by_section(self, crawled: Crawled) -> None:
        for section, count in Counter(article.section for article in crawled.agency.articles).items():
            assert crawled.run.count(f"articles/{section}") == count

    def test_pages_without_an_article_are_counted_and_named(self, crawled: Crawled) -> None:
        assert crawled.run.count("no_article/not_found") == 2
        for number in (MISSING, SOFT):
            assert re.search(rf"WARNING .*/arabic/news/{number}\b", crawled.run.log)

    def test_a_listing_without_end_is_left(self, crawled: Crawled) -> None:
        assert sum(count for path, count in crawled.requests.items() if path.startswith("/arabic/links")) <= 10
        assert crawled.run.count("listings/end/nothing_new") >= 1

    def test_every_page_of_every_section_is_asked_for(self, crawled: Crawled) -> None:
        for section, count in Counter(article.section for article in crawled.agency.articles).items():
            for number in range(2, -(-count // 7) + 1):
                assert crawled.requests[f"/arabic/{section}?page={number}"] in {1, 2}  # some a second time: has the listing moved?

    def test_the_summary_is_the_last_that_is_said(self, crawled: Crawled) -> None:
        summary = crawled.run.log.partition("Summary\n")[2]
        assert f"Articles delivered: {len(crawled.agency.articles)}" in summary
        assert all(name in summary for name in crawled.run.files if not name.endswith(".json"))
        assert "The run is complete" in summary
        assert "INFO" not in summary

    def test_requests_say_who_asks(self, crawled: Crawled) -> None:
        assert crawled.agents == {"buratha-crawler/1.0 (+https://example.org/us)"}

    def test_robots_are_asked(self, crawled: Crawled) -> None:
        assert crawled.requests["/robots.txt"] == 1


class TestFeeds:
    """The files of that crawl."""

    def test_there_are_two_with_the_runs_time_and_nothing_else(self, crawled: Crawled) -> None:
        assert len(crawled.run.files) == 3
        assert all(FEED.fullmatch(name) for name in crawled.run.files)
        assert len({name.partition(".")[0] for name in crawled.run.files}) == 1

    def test_json_lines_are_utf8_without_mark_or_escapes(self, crawled: Crawled) -> None:
        text = next(crawled.place.feeds.glob("*.jsonl")).read_bytes().decode("utf-8")
        assert not text.startswith("\ufeff")
        assert "\\u0" not in text
        assert text.endswith("}\n")

    def test_csv_has_one_mark_and_one_head(self, crawled: Crawled) -> None:
        data = next(crawled.place.feeds.glob("*.csv")).read_bytes()
        assert data.startswith(b"\xef\xbb\xbf" + ",".join(csv_fields()).encode())
        assert data.count(b"\xef\xbb\xbf") == 1
        assert data.count(b"published_precision") == 1

    def test_no_cell_is_a_formula(self, crawled: Crawled) -> None:
        cells = [cell for row in crawled.run.rows for cell in row.values()]
        assert not [cell for cell in cells if cell[:1] in {"=", "+", "-", "@", "\t", "\r"}]
        titles = [row["title"] for row in crawled.run.rows]
        assert f"'{FORMULA}" in titles
        assert FORMULA in [record["title"] for record in crawled.run.records]


class TestOtherCommands:
    """The other commands, on the same server."""

    def test_list(self, crawled: Crawled) -> None:
        assert run(crawled.place, "list").output == "buratha\n"

    def test_check(self, crawled: Crawled) -> None:
        done = run(crawled.place, "check", *FAST)
        assert done.code == 0, done.log
        assert "OK" in done.log

    def test_parse_shows_the_article(self, crawled: Crawled, tmp_path: Path) -> None:
        article = crawled.agency.articles[20]
        place = replace(crawled.place, folder=tmp_path)
        done = run(place, "parse", "--spider=buratha", "-c", "parse_article", "--nocolour", "--nolog", *FAST, f"{place.url}{article.path}")
        assert f"'id': {article.id}," in done.output
        assert "'text_hash': " in done.output
        assert not place.feeds.exists()

    def test_shell_has_a_page_to_read(self, crawled: Crawled) -> None:
        article = crawled.agency.articles[20]
        code = "import buratha; print(buratha.read_page(response.body, response.url)['id'])"
        done = run(crawled.place, "shell", "--nolog", *FAST, "-c", f"exec({code!r})", f"{crawled.place.url}{article.path}")
        assert str(article.id) in done.output.split()

    def test_furniture_is_kept_shown_and_forgotten(self, crawled: Crawled) -> None:
        known = json.loads(run(crawled.place, "furniture", "--json").output)
        assert known["pages"] == len(crawled.agency.articles)  # the page that says of an article that it is gone teaches nothing
        assert {"pages", "text"} <= known["lines"][0].keys()
        assert "deleted" in run(crawled.place, "furniture", "--reset").output
        assert "Nothing was learnt yet" in run(crawled.place, "furniture").output


def test_a_second_run_leaves_its_own_feeds_beside_those_asked_for(tmp_path: Path) -> None:
    with serving(written()[:15], tmp_path) as (place, _):
        assert crawl(place).code == 0
        other = crawl(
            place,
            "-s",
            f"BURATHA_ARCHIVE_URL=sqlite:///{tmp_path / 'other.sqlite'}",
            "-o",
            str(tmp_path / "out.jsonl"),
            "-o",
            str(tmp_path / "out.csv"),
        )
    assert other.code == 0
    assert len(other.files) == 6
    assert Counter(other.ids) == dict.fromkeys((article.id for article in written()[:15]), 2)
    assert len((tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()) == 15
    assert (tmp_path / "out.csv").read_text(encoding="utf-8").startswith("id,url,")


def test_sections_and_pages_limit_the_walk(tmp_path: Path) -> None:
    articles = [*written(), *generate(60, seed=3, taken={article.id for article in written()})]
    with serving(articles, tmp_path, page_size=3, page_form="path") as (place, requests):
        done = crawl(place, "-a", "sections=articles,poetry", "-a", "pages=2")
    assert done.code == 0, done.log
    assert {path for path in requests if not re.search(r"/arabic/\w+/\d+$", path)} == {
        "/robots.txt",
        "/arabic/articles",
        "/arabic/articles/page/2",
        "/arabic/poetry",
        "/arabic/poetry/page/2",
    }
    assert {record["section"] for record in done.records} == {"articles", "poetry"}


def test_what_a_limited_run_met_and_did_not_get_comes_with_the_next(tmp_path: Path) -> None:
    articles = [*written(), *generate(30, seed=3, taken={article.id for article in written()})]
    broken = next(article for article in sorted(articles, key=lambda each: -each.id) if article.section == "articles")
    answers = [web.Response(status=500), web.Response(status=500)]
    fault = lambda request: answers.pop() if answers and request.path == broken.path else None  # noqa: E731
    with serving(articles, tmp_path, page_size=5, fault=fault) as (place, _):
        first = crawl(place, "-a", "sections=articles", "-a", "pages=1")
        second = crawl(place, "-a", "sections=articles", "-a", "pages=1")
    assert (first.code, second.code) == (3, 0)
    assert len(set(second.ids)) == len(second.ids)
    assert broken.id in second.ids


UNLIKE_SECTIONS = (("poetry", "الشعر"), ("video", "مكتبة الفيديو"))
"""A section whose name is known, and one of which nobody has heard."""


def test_ids_are_walked_newest_first(tmp_path: Path) -> None:
    newest = written()[0]
    with serving(written(), tmp_path) as (place, requests):
        done = crawl(place, "-a", f"ids={newest.id - 2}-{newest.id + 1}", "-s", "CONCURRENT_REQUESTS=1")
        lessons = [f"/arabic/news/{number}" for number in IMPOSSIBLE]
        lessons += [
            "/arabic/",
            *(f"/arabic/{section}/{newest.id}" for section in (newest.section, "news" if newest.section != "news" else "articles")),
        ]
        asked = dict.fromkeys(["/robots.txt", *lessons, *(f"/arabic/news/{newest.id + step}" for step in (1, 0, -1, -2))])
        assert list(requests) == list(asked)
    assert done.code == 0
    assert done.ids == [newest.id]
    assert done.records[0]["section"] == newest.section
    assert done.count("no_article/not_found") == 3
    assert "WARNING" not in done.log.partition("Spider opened")[2]


def test_a_section_that_only_the_crawler_has_named_is_doubtful(tmp_path: Path) -> None:
    numbers = [447_359, 447_361]
    pairs = zip(written(), UNLIKE_SECTIONS, numbers, strict=False)
    articles = [replace(article, id=number, section=section, category=name) for article, (section, name), number in pairs]
    nothing_named = lambda request: web.Response(status=404) if request.path in {"/arabic/", "/rss.php"} else None  # noqa: E731
    with serving(articles, tmp_path, fault=nothing_named) as (place, _):
        done = crawl(place, "-a", f"ids={min(numbers)}-{max(numbers)}", "-s", "DOWNLOAD_DELAY=0")
    assert done.code == 0, done.log
    told = {record["id"]: (record["section"], "section" in record["doubts"]) for record in done.records}
    assert [told[number] for number in numbers] == [("poetry", False), ("news", True)]


def test_a_run_without_articles_is_bad_and_leaves_no_feed(tmp_path: Path) -> None:
    with serving(written()[:1], tmp_path) as (place, _):
        done = crawl(place, "-a", "ids=1-3")
    assert done.code == 1
    assert "no article was read" in done.log
    assert done.files == []


def test_a_server_that_is_not_there_makes_a_bad_run(tmp_path: Path) -> None:
    with running(make_app(written()[:1])) as url:
        place = Place(url, tmp_path)
    done = crawl(place, "-a", "sections=news")
    assert done.code == 1
    assert (done.count("failed/listing/robots_unreachable"), done.count("failed/robots/connection_refused")) == (1, 1)
    assert "1 listing page could not be read: robots_unreachable 1" in done.log


def test_trouble_is_counted_by_its_kind_and_makes_the_run_bad(tmp_path: Path) -> None:
    articles = written()[:24]
    paths = [article.path for article in articles]
    answers: dict[str, Callable[[], web.Response]] = {
        "/arabic/poetry": lambda: web.Response(status=503),
        "/arabic/sport": lambda: page("<h1>Database Error</h1><p>Too many connections</p>"),
        "/arabic/islamic": lambda: page("غير موجود", 404),
        "/arabic/opinion": lambda: web.Response(status=302, headers={"Location": "/"}),
        "/arabic/": lambda: page(link("/arabic/search", "بحث")),
        "/arabic/search": lambda: web.Response(status=400),
        paths[0]: lambda: web.Response(status=302, headers={"Location": "https://example.org/"}),
        paths[1]: lambda: web.Response(status=302, headers={"Location": paths[1]}),
        paths[2]: lambda: web.Response(status=302, headers={"Location": paths[5]}),
        paths[3]: lambda: page("<script src=/app.js></script><div id=app></div><noscript>Please enable JavaScript</noscript>"),
        paths[4]: lambda: web.Response(status=502),
    }
    robots = f"User-agent: *\nDisallow: {paths[6]}\n"
    with serving(articles, tmp_path, robots=robots, fault=lambda request: answers[request.path]() if request.path in answers else None) as (place, _):
        done = crawl(place)
    assert done.code == 3
    assert done.ids == sorted(article.id for article in [articles[5], *articles[7:]])
    assert {name: count for name, count in done.counts.items() if re.search("failed|forbidden|no_article|missing|unreadable", name)} == {
        "buratha/failed/listing/http_503": 1,
        "buratha/failed/listing/server_error": 1,
        "buratha/failed/article/http_502": 1,
        "buratha/failed/article/redirected_away": 1,
        "buratha/failed/article/too_many_redirects": 1,
        "buratha/forbidden_by_robots/article": 1,
        "buratha/backlog/forbidden_by_robots": 1,
        "buratha/no_article/linked_not_found": 4,
        "buratha/no_article/needs_browser": 1,
        "buratha/no_article/sent_to_another_article": 1,
        "buratha/sections/missing/islamic": 1,
        "buratha/sections/missing/opinion": 1,
        "buratha/sections/unreadable/search": 1,
    }
    assert "2 listing pages could not be read: http_503 1, server_error 1" in done.log
    assert "3 articles could not be fetched" in done.log


def test_a_section_asked_for_by_name_has_to_be_there(tmp_path: Path) -> None:
    with serving(written()[:5], tmp_path) as (place, _):
        done = crawl(place, "-a", "sections=news,nosuch", "-s", f"BURATHA_FEEDS_DIR={tmp_path / 'elsewhere'}")
    assert done.code == 3
    assert done.count("failed/listing/http_404") == 1
    assert done.files == []
    assert len(list((tmp_path / "elsewhere").iterdir())) == 3


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["-a", "ids=5-1"], "FROM is greater than TO"),
        (["-s", "BURATHA_BASE_URL=burathanews.com"], "BURATHA_BASE_URL is 'burathanews.com': write the scheme and the host"),
        (["-s", "DOWNLOAD_DELAY=fast"], "DOWNLOAD_DELAY is 'fast': write a number from 0 on, such as 1.0"),
        (["-a", "sections=news", "-a", "sections=poetry"], "-a sections=… is given more than once"),
    ],
)
def test_what_cannot_be_done_as_asked_is_not_begun(arguments: list[str], message: str, tmp_path: Path) -> None:
    done = run(Place("http://127.0.0.1:9", tmp_path), "crawl", "buratha", *arguments)
    assert done.code == 2
    assert message in done.log
    assert "Traceback" not in done.log
    assert not list(tmp_path.iterdir())


def test_unknown_spiders_are_refused(tmp_path: Path) -> None:
    done = run(Place("http://127.0.0.1:9", tmp_path), "crawl", "nosuch")
    assert done.code == 2
    assert "there is no spider 'nosuch'; there are: buratha" in done.log


class Stopped:
    """A crawl that is stopped in its midst: the server holds every answer from the eleventh article on until then."""

    def __init__(self) -> None:
        """Begin with an open gate."""
        self.reached, self.free = Event(), Event()
        self._served = 0

    async def hold(self, request: web.Request) -> None:
        """Wait with the answer."""
        if re.search(r"/\d+$", request.path):
            self._served += 1
            if self._served > 10:
                self.reached.set()
                await asyncio.to_thread(self.free.wait)

    def stop(self, place: Place, number: signal.Signals) -> Run:
        """Crawl, and send the signal."""
        with begun(place) as process:
            try:
                assert self.reached.wait(60)
                process.send_signal(number)
                if number == signal.SIGTERM:
                    while "shutting down gracefully" not in process.stderr.readline():
                        assert process.poll() is None
            finally:
                self.free.set()
            _, log = process.communicate(timeout=60)
            return Run(place, process.returncode, "", log, counts_in(log))


def test_a_run_that_is_told_to_stop_delivers_what_it_has(tmp_path: Path) -> None:
    stopped = Stopped()
    with serving(written(), tmp_path, fault=stopped.hold) as (place, _):
        done = stopped.stop(place, signal.SIGTERM)
    assert done.code == 3
    assert "the run did not come to its end: shutdown" in done.log
    assert len(done.files) == 3
    assert 10 <= len(done.ids) < len(written())
    assert sorted(int(row["id"]) for row in done.rows) == done.ids


def test_a_run_that_is_killed_leaves_nothing_under_a_final_name(tmp_path: Path) -> None:
    stopped = Stopped()
    with serving(written(), tmp_path, fault=stopped.hold) as (place, _):
        stopped.stop(place, signal.SIGKILL)
        assert not [path for path in tmp_path.rglob("*") if path.suffix in {".jsonl", ".csv"}]
        stopped.free.set()
        after = crawl(place)
    assert after.code == 0
    assert after.ids == sorted(article.id for article in written())


def test_the_demo_works_twice(tmp_path: Path) -> None:
    environment = Place("", tmp_path).environment
    for number in (1, 2):
        done = subprocess.run(
            [sys.executable, "-m", "tests.demo"], cwd=ROOT, env=environment, capture_output=True, check=False, timeout=120, encoding="utf-8"
        )
        assert done.returncode == 0, done.stderr
        assert done.stderr == ""
        files = sorted((tmp_path / "feeds").glob("articles-*"))
        assert len(files) == 3 * number
        assert all(str(path) in done.stdout for path in files[-3:])
        assert '"schema_version": ' in done.stdout
