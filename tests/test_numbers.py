"""Walks by number: what the server answers for numbers that nobody has given, and for sections that are not an article's own."""

import json
import sqlite3
import urllib.request
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from warcio.archiveiterator import ArchiveIterator

from buratha.archive.database import open_archive
from buratha.archive.frontier import note
from buratha.pages.absence import IMPOSSIBLE
from buratha.urls import ArticleAddress
from tests.agency.articles import Article
from tests.agency.generated import generate
from tests.agency.sections import SECTIONS
from tests.odd_listings import spread as dealt
from tests.test_restart import House, check_feeds, house

BAGHDAD = timedelta(hours=3)
FIRST = 400_000


def spread(articles: list[Article], sections: list[str]) -> list[Article]:
    """Deal articles out to sections, whose names their pages have."""
    return [replace(article, category=SECTIONS[article.section]) for article in dealt(articles, sections)]


def by_number(first: int, last: int) -> tuple[str, str]:
    """The argument that asks for numbers."""
    return "-a", f"ids={first}-{last}"


def targets(folder: Path) -> set[str]:
    """The addresses of which WARC files have an answer."""
    found = set()
    for path in folder.glob("*.warc.gz"):
        with path.open("rb") as file:
            found |= {record.rec_headers.get_header("WARC-Target-URI") for record in ArchiveIterator(file) if record.rec_type == "response"}
    return found


def of_the_server(opened: House) -> dict[str, Any]:
    """Return what the archive keeps of how the server answers for what does not exist."""
    with sqlite3.connect(opened.place.folder / "archive.sqlite") as archive:
        (value,) = archive.execute("SELECT value FROM facts WHERE name LIKE 'absence %'").fetchone()
    archive.close()
    return dict(json.loads(value))


def publish_now(opened: House, number: int, form: str = "%H:%M:%S %Y-%m-%d") -> None:
    """Publish an article that came out at this moment."""
    (made,) = spread(generate(1, seed=number, first_id=number, last_id=number), ["poetry"])
    now = datetime.now(UTC) + BAGHDAD
    opened.newsroom.publish(replace(made, meta=f"7 {now:{form}}"))


def test_the_newest_articles_page_is_no_other_numbers(tmp_path: Path) -> None:
    articles = spread(generate(24, seed=61, first_id=FIRST, last_id=FIRST + 40), ["news", "poetry", "reports"])
    with house(tmp_path, articles, absent="newest") as opened:
        top = opened.ids[-1]
        first = opened.crawl(*by_number(FIRST, top + 3))
        assert (first.code, first.ids) == (0, opened.ids), first.log
        assert first.count("left_out/above_the_newest") == 3

        opened.newsroom.publish(*spread(generate(1, seed=62, first_id=top + 1, last_id=top + 1), ["poetry"]))
        second = opened.crawl(*by_number(top - 3, top + 5))
        assert (second.code, second.ids) == (0, opened.ids), second.log
        check_feeds(opened.place, opened.ids)


@pytest.mark.parametrize("is_answered", [True, False])
def test_where_the_newest_articles_page_was_shown_and_it_is_not_told_which_is_now_only_named_numbers_are_asked(
    tmp_path: Path, *, is_answered: bool
) -> None:
    def no_lesson(request: web.Request) -> web.Response | None:
        if not request.path.endswith(tuple(map(str, IMPOSSIBLE))):
            return None
        if not is_answered and request.transport is not None:
            request.transport.abort()
        return web.Response(status=503)

    articles = spread(generate(24, seed=63, first_id=FIRST, last_id=FIRST + 40), ["news", "poetry"])
    with house(tmp_path, articles, absent="newest") as opened:
        assert opened.crawl(*by_number(FIRST, FIRST + 10)).code == 0
        learnt = of_the_server(opened)
        opened.newsroom.publish(*spread(generate(1, seed=74, first_id=FIRST + 42, last_id=FIRST + 42), ["poetry"]))
        opened.answer = no_lesson
        done = opened.crawl(*by_number(FIRST, FIRST + 45), "-s", "RETRY_ENABLED=False")
        assert (done.code, set(done.ids) - set(opened.ids)) == (3, set()), done.log
        assert FIRST + 42 in done.ids
        assert done.count("numbers/not_to_be_told") > 3
        again = of_the_server(opened)
        assert (again["shown"], again["patterns"]) == (learnt["shown"], learnt["patterns"])
        opened.answer = lambda _request: None
        well = opened.crawl(*by_number(FIRST, FIRST + 45))
    assert (well.code, well.ids) == (0, opened.ids), well.log


@pytest.mark.parametrize("form", ["%H:%M:%S %Y-%m-%d", "%Y-%m-%d"])
def test_what_comes_out_meanwhile_is_no_other_numbers(form: str, tmp_path: Path) -> None:
    articles = spread(generate(12, seed=63, first_id=FIRST, last_id=FIRST + 40), ["news", "poetry"])
    with house(tmp_path, articles, absent="newest") as opened:
        held, top = opened.ids, opened.ids[-1]

        def answer(request: web.Request) -> None:
            if request.path.endswith(f"/{held[-3]}") and opened.ids == held:
                publish_now(opened, top + 1, form)

        opened.answer = answer
        done = opened.crawl(*by_number(FIRST, top), "-s", "CONCURRENT_REQUESTS=1")
        assert opened.ids == [*held, top + 1]
    assert (done.code, done.ids) == (0, held), done.log
    assert bool(done.count("left_out/of_this_day")) == (form == "%Y-%m-%d")


def test_what_came_out_on_the_day_of_the_run_is_its_own_page_where_a_listing_has_named_it(tmp_path: Path) -> None:
    articles = spread(generate(12, seed=68, first_id=FIRST, last_id=FIRST + 40), ["news", "poetry"])
    with house(tmp_path, articles, absent="newest") as opened:
        listed, top = opened.ids[-1] + 1, opened.ids[-1] + 2
        for number in (listed, top):
            publish_now(opened, number, "%Y-%m-%d")
        with open_archive(f"sqlite:///{tmp_path / 'archive.sqlite'}") as connection, connection.begin():
            note(connection, 1, [ArticleAddress(listed, "poetry")])

        async def without_it(_request: web.Request, page: web.StreamResponse) -> web.StreamResponse:
            assert isinstance(page, web.Response)
            return web.Response(text=(page.text or "").replace(str(listed), str(top)), content_type=page.content_type)

        opened.answer = lambda request: without_it if request.path in {"/arabic/", "/rss.php"} else None
        done = opened.crawl(*by_number(FIRST, top))
    assert (done.code, done.ids) == (0, opened.ids), done.log


def test_all_sections_are_tried_at_once_where_the_server_insists_on_the_right_one(tmp_path: Path) -> None:
    articles = spread(generate(24, seed=64, first_id=FIRST, last_id=FIRST + 40), ["poetry", "reports"])
    with house(tmp_path, articles, wrong_section="missing") as opened:
        wanted = opened.ids[4:14]
        done = opened.crawl(*by_number(wanted[0], wanted[-1]), "-s", f"BURATHA_WARC_DIR={tmp_path / 'warc'}")
    assert (done.code, done.ids) == (0, wanted), done.log
    recorded = {int(target.rpartition("/")[2]) for target in targets(tmp_path / "warc") if target.rpartition("/")[2].isdigit()}
    assert recorded == set(range(wanted[0], wanted[-1] + 1))  # and nothing of what the run has learnt from


def test_a_section_that_nobody_knew_is_tried_too_where_the_front_page_only_leads_to_its_listing(tmp_path: Path) -> None:
    articles = dealt(generate(12, seed=69, first_id=FIRST, last_id=FIRST + 20), ["news", "dossiers"])

    async def without_its_articles(_request: web.Request, page: web.StreamResponse) -> web.StreamResponse:
        assert isinstance(page, web.Response)
        return web.Response(text=(page.text or "").replace("/arabic/dossiers/", "/elsewhere/"), content_type=page.content_type)

    with house(tmp_path, articles, wrong_section="missing") as opened:
        opened.answer = lambda request: without_its_articles if request.path in {"/arabic/", "/rss.php"} else None
        done = opened.crawl(*by_number(opened.ids[0], opened.ids[-1]))
    assert (done.code, done.ids) == (0, opened.ids), done.log


def test_no_number_is_asked_for_under_as_many_sections_as_a_menu_has(tmp_path: Path) -> None:
    menu = "".join(f'<a href="/arabic/theme{first}{second}">قسم</a> ' for first in "abcdefghij" for second in "abcdefghij")

    async def with_menu(_request: web.Request, page: web.StreamResponse) -> web.StreamResponse:
        assert isinstance(page, web.Response)
        return web.Response(text=(page.text or "").replace("</body>", f"{menu}</body>"), content_type="text/html")

    with house(tmp_path, spread(generate(6, seed=73, first_id=FIRST, last_id=FIRST + 8), ["news", "poetry"]), wrong_section="missing") as opened:
        opened.answer = lambda request: with_menu if request.path == "/arabic/" else None
        done = opened.crawl(*by_number(FIRST - 1, FIRST + 8))
        asked = [path for path in opened.newsroom.requests if path.endswith(f"/{FIRST - 1}")]
    assert (done.code, done.ids) == (0, opened.ids), done.log
    assert len(SECTIONS) <= len(asked) <= 2 * len(SECTIONS) + 12


def test_so_is_one_that_an_earlier_run_has_found(tmp_path: Path) -> None:
    articles = dealt(generate(12, seed=70, first_id=FIRST, last_id=FIRST + 20), ["news", "dossiers"])
    with house(tmp_path, articles, wrong_section="missing") as opened:
        held = opened.crawl()
        assert (held.code, held.ids) == (0, opened.ids), held.log
        top = opened.ids[-1]
        opened.newsroom.publish(*dealt(generate(1, seed=71, first_id=top + 1, last_id=top + 1), ["dossiers"]))
        opened.answer = lambda request: web.Response(status=404) if request.path in {"/arabic/", "/rss.php"} else None
        done = opened.crawl(*by_number(top, top + 1))
    assert (done.code, done.ids) == (0, opened.ids), done.log


def test_a_server_that_insists_on_the_right_section_from_one_day_on_is_noticed(tmp_path: Path) -> None:
    articles = spread(generate(24, seed=65, first_id=FIRST, last_id=FIRST + 40), ["news", "poetry", "reports"])
    with house(tmp_path, articles) as opened:
        later, earlier = opened.ids[16:], opened.ids[:8]
        first = opened.crawl(*by_number(later[0], later[-1]))
        assert first.ids == later
        assert [record["id"] for record in first.records if "category" in record["doubts"]] == []  # the address was the crawler's own guess
        own = {article.id: article.section for article in opened.newsroom.articles}
        assert {record["id"]: record["section_in_address"] for record in first.records} == {number: own[number] for number in later}
        opened.answer = lambda request: _insisting(opened, request)
        done = opened.crawl(*by_number(earlier[0], earlier[-1]))
    assert (done.code, done.ids) == (0, [*earlier, *later]), done.log


def test_what_a_listing_is_the_first_to_name_counts_as_met_though_its_number_was_asked_for(tmp_path: Path) -> None:
    with house(tmp_path, spread(generate(12, seed=75, first_id=FIRST, last_id=FIRST + 20), ["news"]), feed_form="none") as opened:
        opened.answer = lambda request: web.Response(status=503) if "id" in request.match_info else None
        asked = opened.crawl(*by_number(opened.ids[0], opened.ids[-1]), "-s", "RETRY_ENABLED=False")
        assert asked.count("failed/article/http_503") >= len(opened.ids)
        opened.answer = lambda _request: None
        done = opened.crawl("-a", "sections=news")
        assert (done.code, done.ids, done.count("met/listing")) == (0, opened.ids, len(opened.ids)), done.log
        assert opened.crawl("-a", "sections=news").count("met/listing") == 0


@pytest.mark.parametrize("is_known", [True, False])
def test_what_an_outage_left_of_a_walk_by_number_is_looked_for_in_all_sections_by_the_next_run(tmp_path: Path, *, is_known: bool) -> None:
    articles = spread(generate(24, seed=72, first_id=FIRST, last_id=FIRST + 40), ["news", "poetry", "reports"])
    with house(tmp_path, articles, wrong_section="missing") as opened:
        every = opened.ids
        unlisted = {article.path: _page(opened, article.path) for article in opened.newsroom.articles[:12]}
        numbers = {path.rpartition("/")[2] for path in unlisted}
        first, last = min(map(int, numbers)), max(map(int, numbers))
        opened.newsroom.withdraw(*map(int, numbers))
        lessons = () if is_known else ("/arabic/", "/rss.php", *(article.path for article in opened.newsroom.articles))

        def down(request: web.Request) -> web.Response | None:
            is_down = request.path.rpartition("/")[2] in numbers or request.path in lessons
            return web.Response(status=503) if is_down else None

        opened.answer = down
        assert opened.crawl(*by_number(first, last), "-s", "RETRY_ENABLED=False").count("failed/article/http_503") == 12
        assert of_the_server(opened)["wrong_section"] == ("refused" if is_known else None)
        opened.answer = lambda request: web.Response(body=unlisted[request.path], content_type="text/html") if request.path in unlisted else None
        done = opened.crawl()
    assert (done.code, done.ids) == (0, every), done.log


def test_a_bad_day_of_the_server_unlearns_nothing(tmp_path: Path) -> None:
    articles = spread(generate(24, seed=67, first_id=FIRST, last_id=FIRST + 60), ["news", "poetry", "reports"])
    with house(tmp_path, articles) as opened:
        later, earlier = opened.ids[12:], opened.ids[:12]
        assert opened.crawl(*by_number(later[0], later[-1])).code == 0
        learnt = of_the_server(opened)
        assert learnt["wrong_section"] == "served"
        lessons = {"/arabic/", "/rss.php", *(article.path for article in opened.newsroom.articles if article.id in later)}
        impossible = tuple(map(str, IMPOSSIBLE))
        opened.answer = lambda request: web.Response(status=503) if request.path in lessons or request.path.endswith(impossible) else None
        done = opened.crawl(*by_number(earlier[0], later[0] - 1), "-s", "RETRY_ENABLED=False")
        assert (done.code, done.ids) == (0, opened.ids), done.log
        assert [path for path in opened.newsroom.requests if path.startswith("/arabic/caricature/")] == []
        assert of_the_server(opened) == learnt


def test_without_a_word_of_the_site_all_sections_are_tried(tmp_path: Path) -> None:
    articles = spread(generate(6, seed=66, first_id=FIRST, last_id=FIRST + 8), ["poetry", "reports"])
    with house(tmp_path, articles, wrong_section="missing") as opened:
        opened.answer = lambda request: web.Response(status=404) if request.path in {"/arabic/", "/rss.php"} else None
        done = opened.crawl(*by_number(opened.ids[0], opened.ids[-1]))
    assert (done.code, done.ids) == (0, opened.ids), done.log


def _page(opened: House, path: str) -> bytes:
    """Return a page as the server has it now."""
    with urllib.request.urlopen(opened.place.url + path, timeout=10) as answer:
        return bytes(answer.read())


def _insisting(opened: House, request: web.Request) -> web.Response | None:
    """Answer as a server does that knows each article under its own section only."""
    own = {article.id: article.path for article in opened.newsroom.articles}
    number = request.match_info.get("id")
    return web.Response(status=404) if number is not None and own.get(int(number)) != request.path else None
