"""Feeds that a user asks for beside the project's own: refused before the crawl, or told when they are not whole."""

import ftplib
import json
import logging
import sys
from pathlib import Path
from typing import Any

import pytest
from scrapy.crawler import Crawler
from scrapy.settings import Settings

from buratha import settings as project_settings
from buratha.exporter import TellingFeedExporter, check_feeds_to_be
from buratha.feeds import Feeds
from buratha.locations import SettingError
from buratha.spiders.buratha import BurathaSpider
from tests.agency.generated import generate
from tests.agency.serving import running
from tests.agency.site import make_app
from tests.crawling import Place, crawl, run

REFUSED = [
    ({"FEEDS": {"s3://bucket/x.csv": {"format": "csv"}}}, "the feed s3://bucket/x.csv cannot be had (Disabled feed storage scheme: s3. Reason: "),
    (
        {"FEEDS": {"gs://bucket/x.jsonl": {"format": "jsonlines"}}},
        "the feed gs://bucket/x.jsonl cannot be had (missing google-cloud-storage library)",
    ),
    ({"FEEDS": {"foo://x.csv": {}}}, "the feed foo://x.csv cannot be had (Unknown feed storage scheme: foo): correct it in -o, -O or FEEDS"),
    ({"FEEDS": {"x": {}}}, "the feed x cannot be had (Feed format not set"),
    ({"FEEDS": {"x": {"format": "nosuch"}}}, "the feed x cannot be had (Unknown feed format: nosuch)"),
    ({"FEEDS": {"x": "csv"}}, "the feed x cannot be had (its options are 'csv': write them as in {'format': 'csv'})"),
    ({"FEEDS": {"ftp:///x.csv": {}}}, "the feed ftp:///x.csv cannot be had (ValueError: Got a storage URI without a hostname"),
    (
        {"FEEDS": {"x.csv": {}}, "FEED_EXPORT_BATCH_ITEM_COUNT": 10},
        "the feed x.csv cannot be had (%(batch_time)s or %(batch_id)d must be in the feed URI",
    ),
    ({"FEED_STORAGES": {}}, "Unknown feed storage scheme: complete): a run without it delivers nothing; leave ADDONS and"),
]
FOUND_OUT_LATE = [({"FEEDS": {"x.csv": {"uri_params": "nope"}}}, "the feed x.csv cannot be had (ValueError: Error loading object 'nope'")]
"""Scrapy itself asks for this when the spider is open."""


def crawler_with(given: dict[str, Any], folder: Path) -> Crawler:
    """Return a crawler as a command makes it, with settings from the command line."""
    settings = Settings()
    settings.setmodule(project_settings, priority="project")
    settings.setdict({"BURATHA_FEEDS_DIR": str(folder), "BURATHA_ARCHIVE_URL": f"sqlite:///{folder}/archive.sqlite"} | given, priority="cmdline")
    return Crawler(BurathaSpider, settings)


@pytest.mark.parametrize(("given", "told"), [*REFUSED, *FOUND_OUT_LATE])
def test_a_feed_that_scrapy_refuses_is_named_before_the_crawl(
    given: dict[str, Any], told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "boto3", None)
    monkeypatch.setitem(sys.modules, "google", None)
    crawler = crawler_with(given, tmp_path)
    with pytest.raises(SettingError) as refused:
        check_feeds_to_be(crawler)
    assert told in str(refused.value)


@pytest.mark.parametrize(("given", "told"), REFUSED)
def test_so_it_is_where_a_program_starts_the_crawl(given: dict[str, Any], told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "boto3", None)
    monkeypatch.setitem(sys.modules, "google", None)
    crawler = crawler_with(given, tmp_path)
    Feeds().update_settings(crawler.settings)
    with pytest.raises(SettingError) as refused:
        TellingFeedExporter.from_crawler(crawler)
    assert told in str(refused.value)


def test_without_the_projects_own_feeds_no_crawl_begins(tmp_path: Path) -> None:
    crawler = crawler_with({"ADDONS": {}, "FEEDS": {"x.csv": {"format": "csv"}}}, tmp_path)
    for check in (check_feeds_to_be, TellingFeedExporter.from_crawler):
        with pytest.raises(SettingError, match=r"buratha\.feeds\.Feeds is not among ADDONS"):
            check(crawler)


def test_what_will_do(tmp_path: Path) -> None:
    given = {"FEEDS": {str(tmp_path / "x.csv"): {"format": "csv"}, tmp_path / "y-%(batch_id)d.jsonl": {"format": "jsonlines", "batch_item_count": 3}}}
    check_feeds_to_be(crawler_with(given, tmp_path))
    check_feeds_to_be(crawler_with({}, tmp_path))
    assert not list(tmp_path.iterdir())


def test_a_crawl_does_not_begin(tmp_path: Path) -> None:
    done = run(Place("http://127.0.0.1:9", tmp_path), "crawl", "buratha", "-o", "foo://x.csv")
    assert done.code == 2
    assert "error: the feed foo://x.csv cannot be had (Unknown feed storage scheme: foo)" in done.log
    assert "Traceback" not in done.log
    assert not list(tmp_path.iterdir())


def test_feeds_that_are_not_whole_fail_the_run_and_take_nothing_from_the_others(tmp_path: Path) -> None:
    taken, whole = tmp_path / "taken", tmp_path / "whole.jsonl"
    taken.write_text("a file, not a folder", encoding="utf-8")
    with running(make_app(generate(8, seed=41))) as url:
        feeds = ("-o", f"{taken}/x.csv", "-o", "/dev/full:csv", "-o", str(whole))
        done = crawl(Place(url, tmp_path / "run"), *feeds)
    assert done.code == 1
    assert "Failed run: 2 feeds are not whole: FileFeedStorage 2" in done.log
    assert done.log.count(f"The feed {taken}/x.csv is not whole: NotADirectoryError") == 1
    assert done.log.count("The feed /dev/full is not whole: OSError: [Errno 28] No space left on device") == 1
    assert len(done.ids) == len(done.rows) == len(whole.read_text(encoding="utf-8").splitlines()) == 8


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (ftplib.error_perm("530 Login incorrect."), "530 Login incorrect."),
        (EOFError(), "EOFError"),
        (
            type("NoCredentialsError", (Exception,), {"__module__": "botocore.exceptions"})("Unable to locate credentials"),
            "Unable to locate credentials",
        ),
        (ValueError("a slip of a programmer"), None),
    ],
)
def test_what_the_other_side_says_is_told_in_a_sentence(error: Exception, told: str | None) -> None:
    record = logging.LogRecord("scrapy", logging.ERROR, "", 0, "Error storing %s", ("x",), (type(error), error, None))
    exporter = TellingFeedExporter.__new__(TellingFeedExporter)
    exporter._broken = set()
    assert exporter._in_a_sentence(record)
    if told is None:
        assert record.exc_info
    else:
        assert (record.getMessage(), record.exc_info) == (f"Error storing x: {told}", None)


def test_a_run_in_which_nothing_was_delivered_has_failed(tmp_path: Path) -> None:
    extensions = project_settings.EXTENSIONS | {"buratha.exporter.TellingFeedExporter": None}
    with running(make_app(generate(8, seed=42))) as url:
        place = Place(url, tmp_path)
        done = crawl(place, "-s", f"EXTENSIONS={json.dumps(extensions)}")
        assert done.code == 1
        assert "The feeds are not delivered: there are no feeds: Scrapy's feed exporter is turned off or broke down" in done.log
        assert (
            "Failed run: nothing was delivered, since there are no feeds: Scrapy's feed exporter is turned off or broke down: 8 articles are kept"
            in done.log
        )
        after = crawl(place)
    assert after.code == 0
    assert after.count("delivered_late") == len(after.ids) == 8
