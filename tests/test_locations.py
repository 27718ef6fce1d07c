"""Where things are, by the settings."""

import errno
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import quote

import pytest

from buratha.archive.database import open_archive
from buratha.locations import Locations, SettingError, base_url
from tests.crawling import ROOT, Place, command, run

USUAL = {"BURATHA_BASE_URL": "https://burathanews.com", "BURATHA_FEEDS_DIR": "feeds", "BURATHA_ARCHIVE_URL": "sqlite:///data/archive.sqlite"}


@pytest.fixture(autouse=True)
def _in_project(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT / "buratha" / "resources")


def test_relative_paths_start_at_the_project() -> None:
    found = Locations.of(USUAL)
    assert found.feeds == ROOT / "feeds"
    assert found.furniture == ROOT / "data" / "furniture.json"
    assert found.queue is None


def test_without_a_project_they_start_at_the_current_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert Locations.of(USUAL).feeds == tmp_path / "feeds"


def test_what_was_learnt_stands_beside_the_archive(tmp_path: Path) -> None:
    assert Locations.of(USUAL | {"BURATHA_ARCHIVE_URL": f"sqlite:///{tmp_path}/a.sqlite"}).data == tmp_path
    assert Locations.of(USUAL | {"BURATHA_ARCHIVE_URL": "postgresql://user@host/name"}).data == ROOT / "data"
    assert Locations.of(USUAL | {"BURATHA_DATA_DIR": str(tmp_path / "learnt")}).data == tmp_path / "learnt"


def test_escapes_in_an_archives_address_mean_one_place(tmp_path: Path) -> None:
    for name in ("a b", "a%b", "a?b", "عراق"):
        address = f"sqlite:///{tmp_path}/{quote(name)}/{quote(name)}.sqlite"
        assert Locations.of(USUAL | {"BURATHA_ARCHIVE_URL": address}).data == tmp_path / name
        with open_archive(address):
            assert (tmp_path / name / f"{name}.sqlite").exists()


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("sqlite://", "which names no file, so nothing would be kept: write sqlite:///data/archive.sqlite"),
        ("sqlite:///", "which names no file"),
        ("sqlite:///:memory:", "which names no file"),
        ("sqlite:////tmp/a?b.sqlite", "write %3F for a question mark in its name"),
        ("sqlite://data/archive.sqlite", "write three slashes before a path, four where it is absolute, as in sqlite:///data/archive.sqlite"),
    ],
)
def test_an_archive_in_which_nothing_would_be_kept_is_told(address: str, told: str, tmp_path: Path) -> None:
    with pytest.raises(SettingError, match=f"^BURATHA_ARCHIVE_URL is {re.escape(repr(address))}.*{re.escape(told)}"):
        Locations.of(USUAL | {"BURATHA_ARCHIVE_URL": address})
    done = run(Place("http://127.0.0.1:9", tmp_path), "crawl", "buratha", "-s", f"BURATHA_ARCHIVE_URL={address}")
    assert done.code == 2
    assert told in done.log


@pytest.mark.parametrize(
    ("given", "clean"),
    [
        ("https://burathanews.com", "https://burathanews.com"),
        (" HTTP://WWW.BurathaNews.com/ ", "http://www.burathanews.com"),
        ("http://127.0.0.1:8000", "http://127.0.0.1:8000"),
        ("http://[::1]:8000/", "http://[::1]:8000"),
    ],
)
def test_servers(given: str, clean: str) -> None:
    assert base_url(given) == clean


@pytest.mark.parametrize(
    "given",
    [
        "",
        "burathanews.com",
        "127.0.0.1:8000",
        "ftp://burathanews.com",
        "http://",
        "http://h:port",
        "http://127.0.0.1 :18431",
        "http://127.0.0.1:",
        "http://a..b",
        "http://a<b>",
        "http://h/arabic",
        "http://h?x=1",
        "http://u:p@h",
        "http://[",
    ],
)
def test_what_is_no_server(given: str) -> None:
    with pytest.raises(SettingError, match="BURATHA_BASE_URL"):
        base_url(given)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("BURATHA_FEEDS_DIR", ""),
        ("BURATHA_FEEDS_DIR", "scrapy.cfg/feeds"),
        ("BURATHA_ARCHIVE_URL", "archive.sqlite"),
        ("BURATHA_REDIS_URL", "localhost:6379"),
    ],
)
def test_other_settings_name_themselves(name: str, value: str) -> None:
    with pytest.raises(SettingError, match=name):
        Locations.of(USUAL | {name: value})


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="no /proc here, in which not even root makes a folder")
@pytest.mark.parametrize("name", ["BURATHA_FEEDS_DIR", "BURATHA_DATA_DIR", "BURATHA_WARC_DIR"])
def test_a_folder_that_cannot_be_made_is_told_before_the_crawl(name: str, tmp_path: Path) -> None:
    done = run(Place("http://127.0.0.1:9", tmp_path), "crawl", "buratha", "-s", f"{name}=/proc/nothing")
    assert done.code == 2
    assert f"error: {name} is '/proc/nothing', but nothing can be " in done.log
    assert "Traceback" not in done.log


def test_a_disk_that_is_full_is_no_setting(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "mkdir", full)
    assert Locations.of(USUAL | {"BURATHA_FEEDS_DIR": str(tmp_path / "feeds")}).feeds == tmp_path / "feeds"


@pytest.mark.skipif(shutil.which("setpriv") is None or os.geteuid() != 0, reason="root alone can become a user to whom a folder is closed")
@pytest.mark.parametrize(
    "setting", ["BURATHA_FEEDS_DIR={}/feeds", "BURATHA_WARC_DIR={}/warc", "BURATHA_WARC_REPLAY={}/warc", "BURATHA_BROWSER_PATH={}/chromium"]
)
def test_a_folder_that_is_closed_to_the_user_is_named(setting: str) -> None:
    """As under Scrapyd, whose user is not the one who made the folders."""
    nobody = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]
    if subprocess.run([*nobody, sys.executable, "-c", "import scrapy, buratha.settings"], cwd=ROOT, capture_output=True, check=False).returncode:
        pytest.skip("this checkout is closed to other users itself")
    with TemporaryDirectory(prefix="buratha-closed-") as closed:
        Path(closed).chmod(0o700)
        line = [*nobody, *command("crawl", "buratha", "-s", setting.format(closed))]
        places = {"HOME": "/", "BURATHA_FEEDS_DIR": "/var/tmp", "BURATHA_DATA_DIR": "/var/tmp"}
        env = Place("http://127.0.0.1:9", Path("/nowhere")).environment | places
        done = subprocess.run(line, cwd=ROOT, env=env, capture_output=True, check=False, encoding="utf-8")
    assert done.returncode == 2, done.stderr
    assert f"error: {setting.partition('=')[0]} " in done.stderr
    assert closed in done.stderr
    assert "Traceback" not in done.stderr
