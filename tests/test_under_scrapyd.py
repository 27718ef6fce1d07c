"""What is checked of a job's settings."""

import re
from pathlib import Path
from typing import Any

import pytest
from scrapy.settings import Settings

from buratha.locations import SettingError
from buratha.under_scrapyd import check_places, complaints, is_job, set_aside
from buratha.underway import check_queue

ABSOLUTE = {"BURATHA_FEEDS_DIR": "/srv/feeds", "BURATHA_ARCHIVE_URL": "sqlite:////srv/archive.sqlite"}


@pytest.mark.parametrize(
    "places",
    [
        {},
        {"BURATHA_ARCHIVE_URL": "postgresql://user@host/name"},
        {"BURATHA_ARCHIVE_URL": "sqlite:///~/archive.sqlite"},
        {"BURATHA_DATA_DIR": "", "BURATHA_CONTACT": "data"},
        {"BURATHA_LAYOUTS": "~/layouts.toml", "BURATHA_WARC_REPLAY": "/srv/warc,/srv/more"},
        {"FEEDS": {"/srv/mine.jsonl": {}, Path("/srv/mine.csv"): {}, "file:///srv/%(name)s.csv": {}, "stdout:": {}, "s3://bucket/mine.csv": {}}},
    ],
)
def test_absolute_places_will_do(places: dict[str, Any]) -> None:
    check_places(Settings(ABSOLUTE | places))


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("BURATHA_FEEDS_DIR", "feeds"),
        ("BURATHA_DATA_DIR", "./data"),
        ("BURATHA_ARCHIVE_URL", "sqlite:///data/archive.sqlite?timeout=5"),
        ("BURATHA_ARCHIVE_URL", "sqlite:///archive.sqlite"),
        ("BURATHA_ANYTHING_FILE", "بيانات/ملف"),
        ("BURATHA_LAYOUTS", "layouts.toml"),
        ("BURATHA_WARC_REPLAY", "/srv/warc, warc"),
    ],
)
def test_relative_places_are_refused_by_name(name: str, place: str) -> None:
    with pytest.raises(SettingError, match=f"^{name} is '"):
        check_places(Settings(ABSOLUTE | {name: place}))


@pytest.mark.parametrize("feed", ["out/mine.jsonl", "%(name)s.csv", "file:mine.csv", "~/mine.csv"])
def test_relative_feeds_are_refused(feed: str) -> None:
    with pytest.raises(SettingError, match=f"^FEEDS names '{re.escape(feed)}'"):
        check_places(Settings(ABSOLUTE | {"FEEDS": {feed: {"format": "csv"}}}))


def test_feeds_that_an_operator_asks_for_are_nobodys_business() -> None:
    assert list(complaints(Settings({"FEEDS": {"/srv/mine.jl": {"format": "jsonlines"}}}), "buratha", {"_job": "seven"})) == []


def test_items_dir_is_known_by_what_scrapyd_makes_of_it() -> None:
    found = list(
        complaints(Settings({"FEEDS": '{"file:///srv/items/buratha/buratha/seven.jl": {"format": "jsonlines"}}'}), "buratha", {"_job": "seven"})
    )
    assert len(found) == 1
    assert found[0].startswith("items_dir is set in scrapyd.conf")


def test_the_requests_that_jobs_dir_would_have_kept_are_not() -> None:
    settings = Settings({"JOBDIR": "/srv/jobs/buratha/buratha/seven"})
    (found,) = complaints(settings, "buratha", {"_job": "seven"})
    assert found.startswith("jobs_dir is set in scrapyd.conf")
    set_aside(settings)
    check_queue(settings)


def test_a_folder_of_requests_that_scrapyd_did_not_name_is_not_laid_to_its_configuration() -> None:
    (found,) = complaints(Settings({"JOBDIR": "/tmp/j"}), "buratha", {"_job": "seven"})
    assert found == (
        "JOBDIR was set when the job was scheduled (setting=JOBDIR=…), or in the project, so that the job would keep its requests in /tmp/j: it does "
        "not. Leave JOBDIR out; the archive knows what is still to be fetched"
    )


def test_a_job_is_known_by_its_id() -> None:
    assert is_job({"_job": "seven", "pages": "1"})
    assert not is_job({"pages": "1"})
