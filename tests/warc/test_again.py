"""A crawl that was recorded, the server gone, the extractor mended: what is held is read again, into the same archive."""

import json
import shutil
import sqlite3
from collections import Counter
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from tests.agency.articles import Article, load_articles
from tests.agency.serving import running
from tests.agency.site import make_app
from tests.crawling import FAST, Place, Run, crawl, run
from tests.forked import First
from tests.warc.changed import MARK, change, change_and_die

FREE = 990_001
"""Greater than the numbers of all articles."""
NOT_READ = ("first_seen", "last_seen", "revision", "witnesses", "doubts", "layout")


def stories() -> list[Article]:
    """Return hand-written articles, one of them also under a second number."""
    articles = sorted(load_articles(), key=lambda article: -article.id)[:24]
    original = next(article for article in articles if article.author and len(article.body.split()) > 40)
    return [*articles, replace(original, id=FREE)]


class Library:
    """A place with an archive, the raw pages it was read from, and no server."""

    def __init__(self, place: Place, warc: Path) -> None:
        """Take a place."""
        self.place, self.warc = place, warc

    def copied(self, folder: Path) -> "Library":
        """Return another one like it."""
        shutil.copytree(self.place.folder, folder, dirs_exist_ok=True)
        return Library(Place(self.place.url, folder), self.warc)

    def again(self, *arguments: str, first: First | None = change) -> Run:
        """Read again what is held, with the changed extractor."""
        return run(self.place, *self.line(*arguments), first=first)

    def walked(self, *arguments: str) -> Run:
        """Go through the recorded listings, as a crawl does without `again`."""
        return run(self.place, "crawl", "buratha", "-s", f"BURATHA_WARC_REPLAY={self.warc}", *arguments)

    def killed(self, after: int) -> int:
        """Read again, and die after so many articles were kept; gives the status."""
        return run(self.place, *self.line(), first=partial(change_and_die, after)).code

    def line(self, *arguments: str) -> list[str]:
        """The arguments of a command."""
        return ["crawl", "buratha", "-a", "again=yes", "-s", f"BURATHA_WARC_REPLAY={self.warc}", *arguments]

    @property
    def records(self) -> list[dict[str, Any]]:
        """All records of all feeds."""
        return Run(self.place, 0, "", "").records

    def edition(self, number: int) -> dict[int, dict[str, Any]]:
        """The records of one revision by id; each is in the feeds once."""
        found = [record for record in self.records if record["revision"] == number]
        assert max(Counter(record["id"] for record in found).values(), default=1) == 1
        return {record["id"]: record for record in found}

    def query(self, sql: str) -> list[tuple[Any, ...]]:
        """Ask the archive."""
        connection = sqlite3.connect(self.place.folder / "archive.sqlite")
        try:
            return connection.execute(sql).fetchall()
        finally:
            connection.close()

    def paths(self) -> tuple[Any, ...]:
        """What is known of the ways to articles, and of the furniture."""
        tables = (
            "SELECT * FROM walks",
            "SELECT * FROM holes",
            "SELECT id, state, met_at, met_run, tries, tried_run, reason FROM articles ORDER BY id",
        )
        return (*(self.query(sql) for sql in tables), (self.place.folder / "furniture.json").read_bytes())


def told(records: dict[int, dict[str, Any]]) -> dict[int, dict[str, Any]]:
    """Return what the pages tell."""
    return {number: {name: value for name, value in record.items() if name not in NOT_READ} for number, record in records.items()}


@pytest.fixture(scope="module")
def recorded(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """One recorded crawl whose server is gone."""
    folder = tmp_path_factory.mktemp("recorded")
    with running(make_app(stories(), page_size=7)) as url:
        place = Place(url, folder / "place")
        done = crawl(place, "-s", f"BURATHA_WARC_DIR={folder / 'warc'}")
    assert done.code == 0, done.log
    assert len(done.records) == 24
    return Library(place, folder / "warc")


@pytest.fixture
def library(recorded: Library, tmp_path: Path) -> Library:
    return recorded.copied(tmp_path)


def test_the_same_articles_with_the_changed_field_alone_and_then_nothing(library: Library) -> None:
    before, ways, files = library.edition(1), library.paths(), set(library.place.feeds.iterdir())
    done = library.again()
    assert done.code == 0, done.log
    signed = {number for number, record in before.items() if record["author"]}
    assert len(signed) > 5
    expected = {number: record | {"author": MARK % record["author"]} for number, record in told(before).items() if number in signed}
    assert told(library.edition(2)) == expected
    assert told(library.edition(1)) == told(before)
    assert len(library.records) == len(before) + len(signed)
    assert done.count("kept/revised") == done.count("differs/author") == len(signed) + 1  # and the one under a second number
    assert [name for name in done.counts if name.startswith("buratha/differs/")] == ["buratha/differs/author"]
    assert done.count("again/asked") == len(before) + 1
    assert library.paths() == ways
    assert "\n  Warning, " not in done.log  # a run of this kind is no strange ordinary one
    second = library.again()
    assert second.code == 0, second.log
    assert "there was nothing new" in second.log
    assert second.count("dropped/unchanged") == len(before) + 1
    assert len(set(library.place.feeds.iterdir()) - files) == 3
    assert library.query("SELECT count(*) FROM revisions WHERE state = 'waiting'") == [(0,)]


def test_an_extractor_that_reads_the_same_delivers_nothing(library: Library) -> None:
    done = library.again(first=None)
    assert (done.code, done.count("kept/revised")) == (0, 0), done.log
    assert done.count("dropped/unchanged") == 25


def test_flags_of_repetitions_stay(library: Library) -> None:
    flags = "SELECT id, duplicate_of, near_duplicate_of, similarity FROM articles ORDER BY id"
    before = library.query(flags)
    (copy,) = [number for number, original, *_ in before if original]
    library.again()
    assert library.query(flags) == before
    assert library.query(f"SELECT revision, state FROM revisions WHERE article_id = {copy} ORDER BY 1") == [(1, "left_out"), (2, "left_out")]
    assert copy not in {record["id"] for record in library.records}


def test_a_layout_that_somebody_has_seen_is_an_extractor_too(library: Library, tmp_path: Path) -> None:
    """Whoever wrote it leaves a paragraph of the story out: texts differ, and what repeats goes on pointing to what it repeats."""
    layouts = tmp_path / "layouts.toml"
    story = "//div[preceding-sibling::div[1][div/a][div/b]]/div/div"
    layouts.write_text(f'[[layout]]\nname = "seen"\nrecognise = "body"\nbody = "{story}"\ndrop = ["./div[3]"]\n', encoding="utf-8")
    before, flags = library.edition(1), library.query("SELECT id, duplicate_of, near_duplicate_of FROM articles ORDER BY id")
    done = library.again("-s", f"BURATHA_LAYOUTS={layouts}", first=None)
    assert done.code == 0, done.log
    changed = told(library.edition(2))
    differing = {number: {name for name in record if record[name] != before[number][name]} for number, record in changed.items()}
    texts = [number for number, names in differing.items() if names == {"body", "text_hash"}]
    assert len(texts) > 10
    for number in texts:
        assert len(changed[number]["body"]) < len(before[number]["body"])
        assert set(changed[number]["body"].split()) <= set(before[number]["body"].split())
    assert library.query("SELECT id, duplicate_of, near_duplicate_of FROM articles ORDER BY id") == flags
    (copy,) = [number for number, original, _ in flags if original]
    assert library.query(f"SELECT revision, state FROM revisions WHERE article_id = {copy} ORDER BY 1") == [(1, "left_out"), (2, "left_out")]
    assert len(library.query("SELECT id FROM articles WHERE state = 'held'")) == 25
    assert library.again("-s", f"BURATHA_LAYOUTS={layouts}", first=None).count("kept/revised") == 0


def test_a_slice_of_it(library: Library) -> None:
    signed = sorted(number for number, record in library.edition(1).items() if record["author"])
    lot = library.again("-a", f"ids={signed[1]}-{signed[2]}")
    assert lot.code == 0, lot.log
    assert sorted(library.edition(2)) == signed[1:3]
    section = library.edition(1)[signed[4]]["section"]
    assert library.again("-a", f"sections={section}").code == 0
    of_section = {number for number in signed if library.edition(1)[number]["section"] == section}
    assert set(library.edition(2)) == {*signed[1:3], *of_section}


def test_days_are_those_of_publication_and_everything_that_differs_is_delivered(library: Library) -> None:
    dated = {number: record["published"][:10] for number, record in library.edition(1).items() if record["author"] and record["published"]}
    day = sorted(dated.values())[len(dated) // 2]
    done = library.again("-a", f"since={day}", "-a", f"until={day}")
    assert done.code == 0, done.log
    undated = {number for number, record in library.edition(1).items() if not record["published"]}
    assert {number for number, published in dated.items() if published == day} <= set(library.edition(2))
    assert {number for number in library.edition(2) if number not in undated} == {number for number, published in dated.items() if published == day}
    assert done.count("dropped/outside_dates") == 0


@pytest.mark.parametrize("after", [1, 6])
def test_a_kill_in_the_midst_loses_and_repeats_nothing(library: Library, after: int) -> None:
    before = library.edition(1)
    signed = {number for number, record in before.items() if record["author"]}
    assert library.killed(after) == -9
    done = library.again()
    assert done.code == 0, done.log
    assert done.count("delivered_late") >= after
    assert set(library.edition(2)) == signed
    assert len(library.records) == len(before) + len(signed)
    assert library.again().count("kept/revised") == 0


def test_what_is_not_recorded_stays_as_it_is_and_is_counted(library: Library) -> None:
    missing = max(library.edition(1))
    connection = sqlite3.connect(library.place.folder / "archive.sqlite")
    with connection:  # an article that another crawl read, without recording it
        for table, column in (("articles", "id"), ("revisions", "article_id")):
            connection.execute(f"UPDATE {table} SET {column} = 7 WHERE {column} = {missing}")
    connection.close()
    row = library.query("SELECT * FROM articles WHERE id = 7")
    done = library.again()
    assert done.code == 0, done.log
    assert done.count("again/not_recorded") == 1
    assert library.query("SELECT * FROM articles WHERE id = 7") == row


def test_an_older_page_says_nothing_of_what_is_held(library: Library) -> None:
    """A crawl that did not record has seen an edited article since; its recorded page is the older edition."""
    edited = next(record for record in library.edition(1).values() if record["author"])
    port = int(library.place.url.rpartition(":")[2])
    new = [replace(each, title="عنوان جديد بعد التصحيح") if each.id == edited["id"] else each for each in stories()]
    hours = (datetime.now().astimezone() - datetime(2006, 1, 1).astimezone()).total_seconds() / 3600
    with running(make_app(new, page_size=7), port) as url:
        assert url == library.place.url
        crawled = crawl(library.place, "-s", f"BURATHA_YOUNG_HOURS={hours}")
    assert crawled.count("kept/revised") == 1, crawled.log
    walked = library.walked("-a", "sections=news")
    assert (walked.code, walked.count("kept/revised")) == (0, 0), walked.log
    done = library.again()
    assert done.code == 0, done.log
    assert done.count("dropped/older_than_held") >= 1
    assert [record["title"] for record in library.records if record["id"] == edited["id"]][-1] == "عنوان جديد بعد التصحيح"
    assert done.count("kept/revised") + done.count("dropped/unchanged") + done.count("dropped/older_than_held") == 25


def test_the_agency_is_asked_where_nothing_is_recorded(library: Library) -> None:
    """With other views on the pages, which are no difference in the reading."""
    app = make_app(stories(), page_size=7, day=40)
    with running(app, int(library.place.url.rpartition(":")[2])):
        done = run(library.place, "crawl", "buratha", *FAST, "-a", "again=yes", "-a", "sections=opinion", first=change)
    assert done.code == 0, done.log
    assert {name for name in done.counts if name.startswith("buratha/differs/")} == {"buratha/differs/author"}
    asked = {path for path in app["requests"] if path != "/robots.txt"}
    assert asked == {f"/arabic/{section}/{number}" for number, section in library.query("SELECT id, slug FROM articles WHERE section = 'opinion'")}


def test_nothing_held_is_said(tmp_path: Path, recorded: Library) -> None:
    done = Library(Place(recorded.place.url, tmp_path), recorded.warc).again("-a", "ids=1-9")
    assert done.code == 1
    assert "the archive holds no article of what was asked for" in done.log


def test_wrong_arguments_are_named(tmp_path: Path) -> None:
    done = run(Place("http://127.0.0.1:9", tmp_path), "crawl", "buratha", "-a", "again=perhaps")
    assert done.code == 2
    assert "again=perhaps: write again=yes, or leave it out" in done.log
    assert json.dumps(sorted(path.name for path in tmp_path.iterdir())) == "[]"
