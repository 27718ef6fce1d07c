"""``scrapy probe`` as a person uses it: on a server, on files, and what it leaves behind, which is nothing."""

import errno
import gzip
import json
import os
import re
import shutil
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from email.mime.image import MIMEImage
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from pathlib import Path
from typing import NamedTuple

import pytest
from aiohttp import web

from buratha.pages.layouts import Layouts, read
from buratha.pages.repetition import Repetition
from buratha.probe.fates import BODY, BYLINE, CATEGORY, COMMENT, FURNITURE, META, TITLE
from buratha.probe.filenames import number_in, section_in
from buratha.probe.looking import Fetched, look_at
from buratha.probe.picture import picture
from buratha.probe.saving import SaveError, save
from buratha.probe.telling import as_data, as_text
from tests.agency.articles import load_articles
from tests.agency.serving import running
from tests.agency.site import make_app
from tests.crawling import FAST, ROOT, Place, Run, run
from tests.pages.test_selectors import SIGNED
from tests.reading import crawl
from tests.warc.archives import response

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
    titles = {article["title"] for article in page["listing"]["articles"]}
    assert {line["fate"] for line in page["lines"] if line["text"] in titles} == {"related"}, "what a listing is for is no furniture"


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


def test_a_robots_txt_that_cannot_be_read_allows_nothing(tmp_path: Path) -> None:
    async def shut(request: web.Request) -> web.StreamResponse | None:
        return web.Response(status=503) if request.path == "/robots.txt" else None

    with running(make_app(load_articles(), fault=shut)) as url:
        done = probe(Place(url, tmp_path), "poetry", "-s", "RETRY_ENABLED=False")
    assert done.code == 1
    assert "robots.txt could not be read" in done.output
    assert "everything is allowed" not in done.output


def test_the_address_in_a_record_is_asked_of_the_server_that_is_crawled(place: Place) -> None:
    article = load_articles()[3]
    done = probe(place, f"https://burathanews.com/arabic/{article.section}/{article.id}", "--json")
    [page] = json.loads(done.output)["pages"]
    assert page["url"] == f"{place.url}/arabic/{article.section}/{article.id}"


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
    assert "of earlier crawls has taught was used" in done.output
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
        (("",), '"" names no page'),
        ((" ", "news"), '"" names no page'),
        (("news", "--save", "No Name"), "small letters"),
        (("news", "--save", ""), '--save "": nothing is named'),
        (("news", "--html", ""), '--html "": nothing is named'),
        (("news", "--url", ""), '--url "": nothing is named'),
        (("news", "-s", "BURATHA_LAYOUTS=no-such.toml"), "cannot be read"),
        (("news", "-s", "BURATHA_WARC_REPLAY=no-such-folder"), "there is no "),
        (("news", "-s", "BURATHA_BROWSER=sometimes"), "write one of never, auto, always"),
    ],
)
def test_wrong_use_is_named(place: Place, arguments: tuple[str, ...], message: str) -> None:
    done = run(place, "probe", *arguments)
    assert done.code == 2
    assert message in done.log + done.output
    assert "Traceback" not in done.log
    assert list(place.folder.iterdir()) == []


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
    [("/arabic/articles", "nothing is left open", False), ("/arabic/islamic", "in place of what is open in expected.json: articles, pages", True)],
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
        assert (expected["articles"]["read"] if is_open else expected["articles"]) == listed[:5]
        assert ("open" in expected["pages"]) == is_open
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def test_a_case_that_cannot_be_written_whole_is_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = Fetched("https://burathanews.com/arabic/news/7", "<h1>عنوان الخبر</h1><p>متن الخبر هنا</p>".encode())
    (look,) = look_at([page], Repetition(), NOW)

    def full(_path: Path, _text: str, **_how: str) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(Path, "write_text", full)
        with pytest.raises(SaveError, match="No space left on device"):
            save(look, [], tmp_path / "case", NOW)
    assert list(tmp_path.iterdir()) == []
    assert "body" in save(look, [], tmp_path / "case", NOW)
    assert [path.name for path in tmp_path.iterdir()] == ["case"]


def test_what_is_neither_article_nor_listing_is_not_saved(place: Place) -> None:
    for path in ("/rss.php", "/arabic/nowhere-at-all"):
        done = probe(place, place.url + path, "--save", "kept-by-no-test")
        assert done.code == 2
        assert "is neither an article's address nor a page that came whole and could be a listing" in done.log + done.output
        assert not (ROOT / "tests" / "saved" / "kept-by-no-test").exists()


NO_PAGES = {
    "another site's": (
        b"<link rel=canonical href=https://elsewhere.example/a/b><h1>x</h1><p>y</p>",
        "https://elsewhere.example/a/b is no address of",
    ),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40, "there is no article to save (the bytes are no text"),
    "a server's error": (
        b"<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1><hr>nginx</body></html>",
        "there is no article to save",
    ),
}


@pytest.mark.parametrize("name", NO_PAGES)
def test_what_is_no_page_of_the_site_is_not_saved(place: Place, name: str) -> None:
    data, message = NO_PAGES[name]
    path = place.folder / "28552.html"
    path.write_bytes(data)
    done = probe(place, str(path), "--save", "kept-by-no-test")
    assert done.code == 2
    assert message in done.log + done.output
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


def test_a_field_that_a_layout_calls_absent_says_so_and_its_lines_are_nobodys() -> None:
    page = Fetched("https://burathanews.com/arabic/news/77001", SIGNED.encode(), "text/html; charset=utf-8")
    absent = ["published", "views", "author", "source", "category"]
    layouts = Layouts(tuple(read({"layout": [{"name": "sheet", "recognise": "body", "absent": absent}]}, "here")))
    before, after = (look_at([page], Repetition(), NOW, layouts=known)[0] for known in (Layouts(), layouts))
    gone = {META, BYLINE, CATEGORY}
    assert gone < {line.fate for line in before.lines}
    assert gone.isdisjoint(line.fate for line in after.lines)
    for shown in (as_text([after], []), picture([after], [], NOW)):
        assert shown.count("absent in sheet") == len(absent)
    assert as_data([after], [])["good"] is True


def test_a_layout_that_has_no_say_tells_why(place: Place) -> None:
    path = place.folder / "layouts.toml"
    entries = {
        "old": 'recognise = "body"\nvalid_until = 2020-01-01',
        "mistyped": 'recognise = "bodi"',
        "used": 'recognise = "body"\nvalid_from = 2020-01-02\ntitle = "h1"',
    }
    entries["second"] = 'recognise = "html"'
    path.write_text("".join(f'[[layout]]\nname = "{name}"\n{lines}\n' for name, lines in entries.items()), encoding="utf-8")
    done = probe(place, place.url + ARTICLE, "--with", "0", "-s", f"BURATHA_LAYOUTS={path}")
    notes = [line for line in done.output.splitlines() if line.startswith("layout ")]
    assert notes == [
        "layout old was not asked: it holds until 2020-01-01",
        "layout mistyped was not used: its recognise matches nothing",
        "layout second was not used: one that stands before it knows the pages",
    ]


def test_files_as_people_keep_them(place: Place) -> None:
    """Packed, in folders of odd letters, saved by a browser, with the number beside others in the name."""
    body, url, _ = crawl(load_articles()[:1], "table-undeclared")[0]
    number = int(url.rsplit("/", 1)[1])
    noted = f"<!-- saved from url=(0041)https://burathanews.com/arabic/poetry/{number} -->\n".encode("ascii")
    kept = {"page.html": noted + body, f"1256-news-{number}.htm": body, f"{number}.html.gz": gzip.compress(body)}
    folder = place.folder / "صفحات محفوظة"
    folder.mkdir()
    for name, data in kept.items():
        (folder / name).write_bytes(data)
    done = probe(place, *(str(folder / name) for name in kept), "--json")
    pages = json.loads(done.output)["pages"]
    assert [page["url"] for page in pages] == [f"https://burathanews.com/arabic/{section}/{number}" for section in ("poetry", "news", "articles")]
    assert {page["record"]["title"] for page in pages} == {load_articles()[0].title.strip()}


def test_a_page_packed_up_with_its_pictures(place: Place) -> None:
    """As a browser saves it in one file: its address is the pack's to tell, and its letters are those of the part."""
    body, url, _ = crawl(load_articles()[:1], "table-undeclared")[0]
    number = int(url.rsplit("/", 1)[1])
    pack = MIMEMultipart("related", type="text/html")
    pack["Snapshot-Content-Location"] = f"https://burathanews.com/arabic/poetry/{number}"
    pack.attach(MIMEText(body.decode("cp1256"), "html", "utf-8"))
    pack.attach(MIMEImage(b"GIF89a", "gif"))
    path = place.folder / "page.mhtml"
    path.write_bytes(pack.as_bytes())
    (page,) = json.loads(probe(place, str(path), "--json").output)["pages"]
    assert page["url"] == f"https://burathanews.com/arabic/poetry/{number}"
    assert page["record"]["title"] == load_articles()[0].title.strip()


WRONG_FILES = {
    "torn.html.gz": (gzip.compress(b"<p>x</p>" * 9)[:-9], "gzip, and damaged"),
    "bomb.html.gz": (gzip.compress(bytes(20_000_001)), "unpacks to more than 20,000,000 bytes"),
    "a.warc": (b"WARC/1.0\r\nWARC-Type: warcinfo\r\n\r\n", "BURATHA_WARC_REPLAY="),
    "a.warc.gz": (gzip.compress(b"WARC/1.0\r\nWARC-Type: warcinfo\r\n\r\n"), "BURATHA_WARC_REPLAY="),
    "5.mhtml": (b"From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\tboundary=x\r\n\r\n", "save it as HTML"),
    "folder": (None, "is a folder"),
    "x" * 300: (None, "cannot be read"),
}


@pytest.mark.parametrize("name", WRONG_FILES, ids=lambda name: name[:20])
def test_files_that_are_no_page_are_named(place: Place, name: str) -> None:
    data, message = WRONG_FILES[name]
    path = place.folder / name
    if data is not None:
        path.write_bytes(data)
    elif name == "folder":
        path.mkdir()
    done = run(place, "probe", str(path))
    assert done.code == 2
    assert message in done.log + done.output
    assert name in done.log + done.output
    assert "Traceback" not in done.log


NAMED = {
    "28552.html": 28552,
    "7.html.gz": None,
    "28552.html.1": 28552,
    "28552 (1).html": 28552,
    "28552 (2) - Copy.htm": 28552,
    "burathanews.com_arabic_news_28552.html": 28552,
    "https___burathanews.com_arabic_poetry_40.html": 40,
    "https%3A%2F%2Fburathanews.com%2Farabic%2Fnews%2F28552.html": 28552,
    "127.0.0.1_8765_arabic_news_28552.html": 28552,
    "burathanews.com-arabic-news-28552-حملة 40 سلة.html": 28552,
    "news-28552.html": 28552,
    "news40.html": None,
    "www.burathanews.com_news_94875.html": 94875,
    "view.php?id=94875": 94875,
    "empty-28552.html": 28552,
    "news_28552_2026-11-26.html": 28552,
    "20261126-28552.html": 28552,
    "2007.html": 2007,
    "حملة توزع 40 سلة غذاء.html": None,
    "حملة-توزع-40-سلة-غذاء.html": None,
    "%D8%AD%D9%85%D9%84%D8%A9-40.html": None,
    "40 سلة غذاء.html": None,
    "قانون 2003.html": None,
    "النائب 28552.html": None,
    "campaign-distributes-400-baskets.html": None,
    "100000-displaced-return.html": None,
    "covid-19.html": None,
    "best-news-of-2007.html": None,
    "2007-09-30.html": None,
    "page-20261126.html": None,
    "20261126.html": None,
    "123456789012.html": None,
    "page.html": None,
}


@pytest.mark.parametrize("name", NAMED)
def test_a_number_in_a_title_is_no_articles(name: str) -> None:
    assert number_in(name) == NAMED[name]


@pytest.mark.parametrize(
    ("name", "slug"),
    [("poetry-426159.html", "poetry"), ("burathanews.com_arabic_levant_40.html.gz", "levant"), ("28552.html", None), ("poetry-sport-7.html", None)],
)
def test_the_section_in_a_name(name: str, slug: str | None) -> None:
    assert section_in(name) == slug


def test_a_page_that_names_its_section_is_not_doubted_for_the_name_of_its_file(place: Place) -> None:
    article = next(article for article in load_articles() if article.section == "poetry")
    body, _, _ = crawl([article], "table-undeclared")[0]
    path = place.folder / f"{article.id}.html"
    path.write_bytes(body)
    record = json.loads(probe(place, str(path), "--json").output)["pages"][0]["record"]
    assert (record["url"], record["section"]) == (f"https://burathanews.com/arabic/poetry/{article.id}", "poetry")
    assert "category" not in record["doubts"]


def test_a_page_saved_under_its_title_has_no_number(place: Place) -> None:
    body, _, _ = crawl(load_articles()[:1], "table-undeclared")[0]
    path = place.folder / "حملة توزع 40 سلة غذاء.html"
    path.write_bytes(body)
    done = probe(place, str(path))
    assert done.code in {0, 1}, done.log
    assert done.output.startswith(f"{path}\n")
    assert "does not tell its address (40 in its name need not be the article's number): number and section are not known" in done.output
    done = probe(place, str(path), "--save", "kept-by-no-test")
    assert done.code == 2
    assert f"{path} does not tell its address, and a case needs it: name it with --url" in done.log + done.output
    assert not (ROOT / "tests" / "saved" / "kept-by-no-test").exists()
    done = probe(place, str(path), "--url", "https://burathanews.com/arabic/poetry/5497", "--json")
    assert json.loads(done.output)["pages"][0]["record"]["id"] == 5497


def test_an_address_that_is_no_articles_and_no_listings_is_said_to_be_strange(place: Place) -> None:
    body, _, _ = crawl(load_articles()[:1], "plain-divs")[0]
    path = place.folder / "page.html"
    path.write_bytes(body)
    done = probe(place, str(path), "--url", "http://example.com/x")
    assert done.code == 1
    assert "its address is neither an article's nor a listing's, so it was read as a listing" in done.output


@pytest.mark.parametrize("name", ["28552.html", "linked-28552.html", "hard-28552.html", "down/../28552.html"])
def test_the_page_that_is_read_is_not_drawn_over(place: Place, name: str) -> None:
    body, _, _ = crawl(load_articles()[:1], "plain-divs")[0]
    path = place.folder / "28552.html"
    path.write_bytes(body)
    (place.folder / "down").mkdir()
    (place.folder / "linked-28552.html").symlink_to("28552.html")
    (place.folder / "hard-28552.html").hardlink_to(path)
    for one, other in ((path, place.folder / name), (place.folder / name, path)):
        done = probe(place, str(one), "--html", str(other))
        assert done.code == 2
        assert f"--html would write over {one}, which is the page itself" in done.log + done.output
    assert path.read_bytes() == body
    assert (place.folder / "linked-28552.html").is_symlink()
    assert probe(place, str(path), "--html", str(place.folder / "probe.html")).output == f"{place.folder / 'probe.html'}\n"


def test_what_a_killed_probe_left_is_not_deleted_while_it_is_read(place: Place) -> None:
    part = ROOT / "tests" / "saved" / ".kept-by-no-test.part"
    part.mkdir()
    try:
        body, _, _ = crawl(load_articles()[:1], "plain-divs")[0]
        (part / "28552.html").write_bytes(body)
        done = probe(place, str(part / "28552.html"), "--save", "kept-by-no-test")
        assert done.code == 2
        assert "--save would write over" in done.log + done.output
        assert (part / "28552.html").read_bytes() == body
    finally:
        shutil.rmtree(part)


@pytest.mark.parametrize("body", [b"", b" \r\n\t"])
def test_an_empty_page_is_not_saved_and_said_to_be_empty(place: Place, body: bytes) -> None:
    path = place.folder / "empty-28552.html"
    path.write_bytes(body)
    done = probe(place, str(path), "--save", "kept-by-no-test")
    assert done.code == 2
    assert f"arabic/news/28552: the page is empty (read from {path}" in done.log + done.output
    assert "neither" not in done.log + done.output
    assert not (ROOT / "tests" / "saved" / "kept-by-no-test").exists()


def test_a_page_that_did_not_come_is_not_saved_and_said_why(tmp_path: Path) -> None:
    done = probe(Place("http://127.0.0.1:9", tmp_path), "http://127.0.0.1:9/arabic/news/28552", "--save", "kept-by-no-test")
    assert done.code == 2
    assert "was not fetched, and there is nothing to save: " in done.log + done.output


def away(request: web.Request) -> web.Response | None:
    """Some articles are gone, and the server sends elsewhere instead of saying so."""
    found = re.fullmatch(r"/arabic/[a-z]+/(\d+)", request.path)
    target = GONE.get(int(found[1])) if found else None
    return web.Response(status=302, headers={"Location": target}) if target else None


GONE = {338119: "/", 322704: "/arabic/articles/333181", 317479: "/arabic/articles/310966"}


def test_others_that_are_sent_elsewhere_teach_nothing(tmp_path: Path) -> None:
    name = "kept-by-a-test-of-redirects"
    folder = ROOT / "tests" / "saved" / name
    try:
        with running(make_app(load_articles(), fault=away)) as url:
            done = probe(Place(url, tmp_path), url + ARTICLE, "--with", "40", "--save", name, "--json")
        told = json.loads(done.output)
        assert told["pages"][0]["record"]["title"], done.log
        siblings = [each["url"].rsplit("/", 1)[1] for each in json.loads((folder / "case.json").read_text(encoding="utf-8"))["siblings"]]
        assert siblings
        assert len(set(siblings)) == len(siblings)
        assert not {"333181", *map(str, GONE)} & set(siblings)
        assert told["pages"][0]["learnt_from"] == len(siblings) + 1
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.mark.parametrize("number", [338119, 322704])
def test_an_article_that_is_sent_elsewhere_is_not_good(tmp_path: Path, number: int) -> None:
    with running(make_app(load_articles(), fault=away)) as url:
        done = probe(Place(url, tmp_path), f"{url}/arabic/articles/{number}")
    assert done.code == 1
    assert f"no article {number}: the server sends to" in done.output


def test_an_address_that_is_only_written_otherwise_was_not_redirected(place: Place) -> None:
    done = probe(place, f"{place.url}{ARTICLE}?من=صديق#أعلى", "--with", "0")
    assert "redirected" not in done.output
    assert "هيوا جلال" in done.output


def test_a_server_that_is_not_there_is_told_in_a_line(place: Place) -> None:
    done = run(place, "probe", "http://127.0.0.1:1/arabic/news/7")
    assert done.code == 1
    assert "not fetched: " in done.output
    assert "refused" in done.output
    assert done.log == ""


def test_a_page_of_an_archive_is_read_as_of_its_day(place: Place) -> None:
    body, url, _ = crawl(load_articles()[:1], "plain-divs")[0]
    number = url.rsplit("/", 1)[1]
    archive, layouts = place.folder / "a.warc.gz", place.folder / "layouts.toml"
    archive.write_bytes(response(f"{place.url}/arabic/news/{number}", body, WARC_Date="2024-05-05T08:00:00Z"))
    layouts.write_text('[[layout]]\nname = "of then"\nvalid_until = 2024-12-31\nrecognise = "body"\nbody = "body"\n', encoding="utf-8")
    name = "kept-by-a-test-of-archives"
    settings = ("-s", f"BURATHA_WARC_REPLAY={archive}", "-s", f"BURATHA_LAYOUTS={layouts}")
    try:
        done = run(place, "probe", f"{place.url}/arabic/news/{number}", *settings, "--json", "--save", name)
        case = json.loads((ROOT / "tests" / "saved" / name / "case.json").read_text(encoding="utf-8"))
    finally:
        shutil.rmtree(ROOT / "tests" / "saved" / name, ignore_errors=True)
    assert case["fetched"] == "2024-05-05T08:00:00+00:00"
    told = json.loads(done.output)
    assert not [note for note in told["notes"] if note.startswith("layout ")]
    assert told["pages"][0]["record"]["witnesses"]["body"] == "selector of then"


def test_what_an_archive_does_not_hold_is_told(place: Place) -> None:
    archive = place.folder / "a.warc.gz"
    archive.write_bytes(response(f"{place.url}/arabic/news/7", "<h1>عنوان</h1>".encode()))
    done = run(place, "probe", f"{place.url}/arabic/news/8", "-s", f"BURATHA_WARC_REPLAY={archive}")
    assert done.code == 1
    assert "not fetched: it is not in the archive" in done.output
    assert "unless" not in done.output
    archive.write_bytes(archive.read_bytes() + response(f"{place.url}/arabic/news/8", b"<h1>x</h1>")[30:])
    done = run(place, "probe", f"{place.url}/arabic/news/8", "-s", f"BURATHA_WARC_REPLAY={archive}")
    assert (done.code, "it is not in the archive, unless it is in a piece of its files that names no page" in done.output) == (1, True)


def test_each_server_has_its_own_robots_txt(place: Place) -> None:
    with running(make_app(load_articles(), robots="User-agent: *\nDisallow: /arabic/poetry\n")) as other:
        for urls in ((f"{place.url}/arabic/poetry", f"{other}/arabic/poetry"), (f"{other}/arabic/poetry", f"{place.url}/arabic/poetry")):
            pages = json.loads(probe(place, *urls, "--json").output)["pages"]
            assert [page["robots"].split(" ")[0] for page in pages] == ["forbids" if url.startswith(other) else "allows" for url in urls]


def test_robots_txt_that_is_not_obeyed_was_not_asked_for(place: Place) -> None:
    assert "robots.txt: not asked for" in probe(place, "poetry", "-s", "ROBOTSTXT_OBEY=False").output


def test_an_article_that_is_sent_elsewhere_is_no_case(tmp_path: Path) -> None:
    name = "kept-by-no-test-of-redirects"
    with running(make_app(load_articles(), fault=away)) as url:
        done = probe(Place(url, tmp_path), f"{url}/arabic/articles/338119", "--save", name)
    assert done.code == 2
    assert "is not what was asked for (no article 338119: the server sends to another page instead)" in done.log + done.output
    assert not (ROOT / "tests" / "saved" / name).exists()


def test_a_page_that_somebody_saved_is_not_drawn_over(place: Place) -> None:
    kept = place.folder / "kept.html"
    kept.write_text("<p>a page</p>")
    done = probe(place, place.url + ARTICLE, "--html", str(kept))
    assert done.code == 2
    assert f"--html {kept}: a file that no probe has drawn is there already" in done.log + done.output
    assert kept.read_text() == "<p>a page</p>"
    drawn = place.folder / "drawn.html"
    assert [probe(place, place.url + ARTICLE, "--html", str(drawn)).output for _ in range(2)] == [f"{drawn}\n"] * 2


def nothing_can_be_written() -> None:
    """Let every folder look as those of others do to whoever may only read them: tests may run as the superuser, whom nothing is forbidden."""
    usual = os.access
    os.access = lambda path, mode, **options: not mode & os.W_OK and usual(path, mode, **options)


def test_whoever_may_only_read_the_data_can_probe(place: Place) -> None:
    done = run(place, "probe", *FAST, place.url + ARTICLE, "--json", first=nothing_can_be_written)
    assert done.code in {0, 1}, done.log
    assert json.loads(done.output)["pages"][0]["kind"] == "article"
    assert "Traceback" not in done.log
