"""``scrapy probe`` as a person uses it: on a server, on files, and what it leaves behind, which is nothing."""

import gzip
import json
import shutil
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import pytest

from buratha.pages.repetition import Repetition
from buratha.probe.fates import BODY, COMMENT, FURNITURE, TITLE
from buratha.probe.looking import Fetched, look_at
from buratha.probe.picture import picture
from buratha.probe.telling import as_data, as_text
from tests.agency.articles import load_articles
from tests.agency.serving import running
from tests.agency.site import make_app
from tests.crawling import FAST, ROOT, Place, Run, run
from tests.reading import crawl

NOW = datetime(2025, 11, 8, 9, tzinfo=UTC)
ARTICLE = "/arabic/articles/333181"


class Agency(NamedTuple):
    """The agency while it is open, and how often each of its addresses was asked for."""

    url: str
    requests: Counter[str]


@pytest.fixture(scope="module")
def agency() -> Iterator[Agency]:
    app = make_app(load_articles(), layout="plain-divs")
    with running(app) as url:
        yield Agency(url, app["requests"])


@pytest.fixture
def place(agency: Agency, tmp_path: Path) -> Place:
    agency.requests.clear()
    return Place(agency.url, tmp_path)


def probe(place: Place, *arguments: str) -> Run:
    return run(place, "probe", *FAST, *arguments)


def test_a_lone_article_is_read_with_some_of_its_section(agency: Agency, place: Place) -> None:
    done = probe(place, place.url + ARTICLE, "--with", "3")
    assert done.code == 0, done.output + done.log
    assert "3 other articles of the section were fetched to learn what repeats" in done.output
    assert "article, good" in done.output
    assert "robots.txt: allows this page" in done.output
    assert "هيوا جلال" in done.output
    asked = {path: count for path, count in agency.requests.items() if path != "/robots.txt"}
    assert len(asked) == 5
    assert set(asked.values()) == {1}
    assert list(place.folder.iterdir()) == [], "a probe writes nothing"


def test_json_has_everything(place: Place) -> None:
    done = probe(place, place.url + ARTICLE, "--json")
    (page,) = json.loads(done.output)["pages"]
    assert (page["kind"], page["good"], page["record"]["author"]) == ("article", True, "هيوا جلال")
    fates = {line["fate"] for line in page["lines"]}
    assert {"title", "category", "meta", "body", "furniture"} <= fates
    assert all(line["why"] for line in page["lines"] if line["fate"] == "furniture")


def test_a_section_is_a_listing(place: Place) -> None:
    done = probe(place, "الأخبار", "--json")
    assert done.code == 0
    (page,) = json.loads(done.output)["pages"]
    assert page["kind"] == "listing"
    assert page["url"] == f"{place.url}/arabic/news"
    assert len(page["listing"]["articles"]) > 10
    assert "poetry" in page["listing"]["sections"]


def test_page_links_and_which_way_they_lead(tmp_path: Path) -> None:
    with running(make_app(load_articles(), page_size=4)) as url:
        done = probe(Place(url, tmp_path), "articles")
    assert "onward, to older articles" in done.output


def test_the_feed(place: Place) -> None:
    done = probe(place, f"{place.url}/rss.php")
    assert done.code == 0
    assert "  feed, " in done.output


def test_what_is_no_article(place: Place) -> None:
    done = probe(place, f"{place.url}/arabic/news/999998", "--with", "0")
    assert done.code == 1
    assert "no article: HTTP 404" in done.output


def test_what_robots_txt_forbids_is_not_asked_for(tmp_path: Path) -> None:
    app = make_app(load_articles(), robots="User-agent: *\nCrawl-delay: 1\nDisallow: /arabic/poetry\n")
    with running(app) as url:
        done = probe(Place(url, tmp_path), "poetry")
    assert done.code == 1
    assert "not fetched: robots.txt forbids it" in done.output
    assert "1 seconds between requests" in done.output
    assert app["requests"] == {"/robots.txt": 1}


def test_a_file_beside_others(place: Place) -> None:
    pages = crawl(load_articles()[:6], "table-font")
    paths = [place.folder / f"{url.rsplit('/', 1)[1]}.html" for _, url, _ in pages]
    for path, (body, _, _) in zip(paths, pages, strict=True):
        path.write_bytes(body)
    done = probe(place, *map(str, paths), "--json")
    assert {page["kind"] for page in json.loads(done.output)["pages"]} == {"article"}
    assert {page["learnt_from"] for page in json.loads(done.output)["pages"]} == {6}


def test_what_earlier_crawls_learnt_is_used(place: Place) -> None:
    crawled = run(place, "crawl", "buratha", *FAST, "-a", "sections=articles,news,reports")
    assert crawled.code == 0
    kept = (place.folder / "furniture.json").read_bytes()
    done = probe(place, place.url + ARTICLE)
    assert "of earlier crawls have taught was used" in done.output
    assert "were fetched to learn" not in done.output
    assert (place.folder / "furniture.json").read_bytes() == kept


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((), "name a page"),
        (("no/such.html",), "no file that exists"),
        (("http://",), "is no address"),
        (("news", "--with", "-1"), "--with -1"),
        (("news", "--html", "page.txt"), "ends in .html"),
        (("news", "--html", "page.html", "--json"), "ask for one of them"),
        (("news", "--url", "https://burathanews.com/arabic/news/1"), "speak of one file"),
        (("news", "poetry", "--save", "x"), "name one"),
        (("news", "--save", "No Name"), "small letters"),
        (("news", "-s", "BURATHA_LAYOUTS=no-such.toml"), "cannot be read"),
    ],
)
def test_wrong_use_is_named(place: Place, arguments: tuple[str, ...], message: str) -> None:
    done = run(place, "probe", *arguments)
    assert done.code == 2
    assert message in done.log + done.output
    assert list(place.folder.iterdir()) == []


def test_a_file_without_an_address_is_named(place: Place) -> None:
    (place.folder / "page.html").write_text("<p>نص</p>", encoding="utf-8")
    done = run(place, "probe", str(place.folder / "page.html"))
    assert done.code == 2
    assert "name it with --url" in done.log + done.output


def test_a_page_is_saved_with_what_it_was_read_with(place: Place) -> None:
    name = "kept-by-a-test"
    folder = ROOT / "tests" / "saved" / name
    try:
        done = probe(place, place.url + ARTICLE, "--save", name, "--with", "2")
        assert done.code == 0, done.log
        case = json.loads((folder / "case.json").read_text(encoding="utf-8"))
        assert case["url"] == place.url + ARTICLE
        assert len(case["siblings"]) == 2
        assert gzip.decompress((folder / "page.html.gz").read_bytes()).startswith(b"<!DOCTYPE html")
        again = probe(place, place.url + ARTICLE, "--save", name)
        assert again.code == 2
        assert "is there already" in again.log + again.output
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.mark.parametrize(
    ("path", "said", "is_open"),
    [("/arabic/articles", "nothing is left open", False), ("/arabic/islamic", "in place of what is open in expected.json: pages", True)],
)
def test_a_listing_is_saved_with_its_links(tmp_path: Path, path: str, said: str, *, is_open: bool) -> None:
    with running(make_app(load_articles(), page_size=5)) as url:
        saved_listing(Place(url, tmp_path), path, said, is_open=is_open)


def saved_listing(place: Place, path: str, said: str, *, is_open: bool) -> None:
    """Save a listing and look at what is there."""
    name = f"listing-kept-by-a-test{path.replace('/', '-')}"
    folder = ROOT / "tests" / "saved" / name
    try:
        done = probe(place, place.url + path, "--save", name)
        assert done.code == 0, done.log
        assert said in done.log
        case, expected = (json.loads((folder / file).read_text(encoding="utf-8")) for file in ("case.json", "expected.json"))
        assert (case["kind"], case["url"], case["siblings"], case["headers"]["Content-Type"]) == (
            "listing",
            place.url + path,
            [],
            case["content_type"],
        )
        listed = [article.id for article in sorted(load_articles(), key=lambda each: -each.id) if article.section == path.rpartition("/")[2]]
        assert [number for number in expected["articles"] if number in listed] == listed[:5]
        assert ("open" in expected["pages"]) == is_open
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def test_what_is_neither_article_nor_listing_is_not_saved(place: Place) -> None:
    for path in ("/rss.php", "/arabic/nowhere-at-all"):
        done = probe(place, place.url + path, "--save", "kept-by-no-test")
        assert done.code == 2
        assert "is neither an article's address nor a page that came whole and could be a listing" in done.log + done.output
        assert not (ROOT / "tests" / "saved" / "kept-by-no-test").exists()


def test_every_line_has_one_fate_and_a_comment_is_a_comment() -> None:
    articles = load_articles()
    commented = next(article for article in articles if article.comments)
    pages = [Fetched(url, body, content_type) for body, url, content_type in crawl(articles, "plain-divs")]
    looks = look_at(pages, Repetition(), NOW)
    look = next(look for look in looks if look.record and look.record["id"] == commented.id)
    fates = [(line.text, line.fate) for line in look.lines]
    assert (commented.comments[0].text, COMMENT) in fates
    assert [text for text, fate in fates if fate == TITLE] == [commented.title.strip()]
    body = [line.text for line in look.lines if line.fate == BODY]
    assert look.record
    assert body == [line for line in look.record["body"].split("\n") if line]
    assert all(line.why for line in look.lines if line.fate == FURNITURE)


def test_markup_in_a_page_stays_text_in_the_picture() -> None:
    page = Fetched(
        "https://burathanews.com/arabic/news/7",
        "<h1>عنوان &lt;script&gt;alert(1)&lt;/script&gt; طويل</h1><p>متن الخبر هنا وفيه كلام كثير</p>".encode(),
    )
    looks = look_at([page], Repetition(), NOW)
    shown = picture(looks, ["<b>note</b>"], NOW)
    assert "<script" not in shown
    assert "<b>note" not in shown
    assert as_text(looks, [])
    assert as_data(looks, [])["good"] is False
