"""One setting records a crawl, one reads it again: the add-on that makes Scrapy's settings of them."""

from scrapy.settings import SETTINGS_PRIORITIES, BaseSettings

from buratha.locations import SettingError
from buratha.warc.places import WarcPlaces

_STORAGE = "buratha.warc.storage.WarcStorage"
_HANDLER = "buratha.warc.replay.ReplayHandler"
_LOCAL = frozenset({"data", "file"})
"""Schemes that ask no network."""


class Warc:
    """Add-on for ``BURATHA_WARC_DIR`` and ``BURATHA_WARC_REPLAY``; without them it changes nothing."""

    def update_settings(self, settings: BaseSettings) -> None:
        """Switch on what is asked for, above every other place where a setting can come from.

        Raises:
            SettingError: a setting cannot be used, or the cache is in use for something else.

        """
        places = WarcPlaces.of(settings)
        if places.folder:
            if settings.getbool("HTTPCACHE_ENABLED") and settings.get("HTTPCACHE_STORAGE") != _STORAGE:
                raise SettingError("BURATHA_WARC_DIR records through Scrapy's cache, and HTTPCACHE_ENABLED uses it already: leave one of them out")
            _set(settings, {"HTTPCACHE_ENABLED": True, "HTTPCACHE_STORAGE": _STORAGE, "HTTPCACHE_POLICY": "buratha.warc.storage.RecordAll"})
            _set(settings, {"HTTPCACHE_IGNORE_MISSING": False})
        elif places.replayed:
            _set(settings, {"DOWNLOAD_HANDLERS": _without_network(settings), "HTTPCACHE_ENABLED": False})
            _set(settings, {"DOWNLOAD_DELAY": 0, "DOWNLOAD_SLOTS": {}, "AUTOTHROTTLE_ENABLED": False, "RETRY_ENABLED": False})
            _set(settings, {"EXTENSIONS": settings.getdict("EXTENSIONS") | {"buratha.warc.replay.Replay": 0}})


def _without_network(settings: BaseSettings) -> dict[str, str | None]:
    """For each scheme what answers it: the archive, or for what never was a page, nothing."""
    schemes = set(settings.getwithbase("DOWNLOAD_HANDLERS")) - _LOCAL
    return dict.fromkeys(schemes) | {"http": _HANDLER, "https": _HANDLER}


def _set(settings: BaseSettings, values: dict[str, object]) -> None:
    for name, value in values.items():
        settings.set(name, value, max(SETTINGS_PRIORITIES["cmdline"], settings.getpriority(name) or 0))
