"""Where things are, by the settings."""

from pathlib import Path

import pytest

from buratha.locations import Locations, SettingError, base_url
from tests.crawling import ROOT

USUAL = {"BURATHA_BASE_URL": "https://burathanews.com", "BURATHA_FEEDS_DIR": "feeds", "BURATHA_ARCHIVE_URL": "sqlite:///data/archive.sqlite"}


@pytest.fixture(autouse=True)
def _in_project(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT / "buratha" / "pages")


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
