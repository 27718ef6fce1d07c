"""What one setting makes of Scrapy's settings, whatever else asks for something."""

from pathlib import Path

import pytest
from scrapy.settings import Settings

from buratha.locations import SettingError
from buratha.warc.addon import Warc
from buratha.warc.places import WarcPlaces

USUAL = {"BURATHA_WARC_FILE_BYTES": 1_000_000}


def made(given: dict[str, object], priority: str = "project") -> Settings:
    """Return the settings that the add-on makes."""
    settings = Settings(USUAL)
    settings.setdict(given, priority)
    Warc().update_settings(settings)
    return settings


def test_without_a_setting_nothing_changes() -> None:
    assert made({}).copy_to_dict() == Settings(USUAL).copy_to_dict()


@pytest.mark.parametrize("priority", ["project", "cmdline"])
def test_a_replay_has_no_way_to_the_network_and_no_waits(priority: str, tmp_path: Path) -> None:
    browser = "scrapy_playwright.handler.ScrapyPlaywrightDownloadHandler"
    wishes = {
        "DOWNLOAD_HANDLERS": {"https": browser, "gopher": browser},
        "DOWNLOAD_DELAY": 3,
        "DOWNLOAD_SLOTS": {"h.test": {"delay": 5}},
        "AUTOTHROTTLE_ENABLED": True,
        "RETRY_ENABLED": True,
        "HTTPCACHE_ENABLED": True,
    }
    settings = made({"BURATHA_WARC_REPLAY": str(tmp_path), **wishes}, priority)
    handlers = {scheme: handler for scheme, handler in settings.getwithbase("DOWNLOAD_HANDLERS").items() if handler}
    assert {scheme for scheme in handlers if scheme not in {"data", "file"}} == {"http", "https"}
    assert {handlers[scheme] for scheme in ("http", "https")} == {"buratha.warc.replay.ReplayHandler"}
    assert (settings.getfloat("DOWNLOAD_DELAY"), settings.getdict("DOWNLOAD_SLOTS")) == (0, {})
    assert not any(settings.getbool(name) for name in ("AUTOTHROTTLE_ENABLED", "RETRY_ENABLED", "HTTPCACHE_ENABLED"))


def test_a_recording_uses_the_cache_and_never_answers_from_it(tmp_path: Path) -> None:
    settings = made({"BURATHA_WARC_DIR": str(tmp_path), "HTTPCACHE_IGNORE_MISSING": True})
    assert settings.getbool("HTTPCACHE_ENABLED")
    assert not settings.getbool("HTTPCACHE_IGNORE_MISSING")
    assert settings.get("HTTPCACHE_STORAGE") == "buratha.warc.storage.WarcStorage"
    assert settings.get("HTTPCACHE_POLICY") == "buratha.warc.storage.RecordAll"


def test_a_cache_that_is_in_use_is_not_taken_over(tmp_path: Path) -> None:
    with pytest.raises(SettingError, match="HTTPCACHE_ENABLED uses it already"):
        made({"BURATHA_WARC_DIR": str(tmp_path), "HTTPCACHE_ENABLED": True})


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("0001-01-01", "0001-01-01T23:59:59.999999Z"),
        ("2026-11-25", "2026-11-25T23:59:59.999999Z"),
        ("٢٠٢٦-١١-٢٥", "2026-11-25T23:59:59.999999Z"),
        ("2026-11-25T16:00:00", "2026-11-25T16:00:00.000000Z"),
        ("2026-11-25T19:00:00+03:00", "2026-11-25T16:00:00.000000Z"),
    ],
)
def test_a_day_counts_to_its_end(text: str, moment: str, tmp_path: Path) -> None:
    assert WarcPlaces.of(USUAL | {"BURATHA_WARC_REPLAY": str(tmp_path), "BURATHA_WARC_AS_OF": text}).as_of == moment


def test_several_places_are_named_with_commas(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b.warc").touch()
    places = WarcPlaces.of(USUAL | {"BURATHA_WARC_REPLAY": f"{tmp_path}/a, {tmp_path}/b.warc,"})
    assert places.replayed == (tmp_path / "a", tmp_path / "b.warc")
