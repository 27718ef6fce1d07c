"""Scrapy's feed exporter, which tells: a feed that cannot be had is named before the crawl, and one that lacks an article is counted.

Scrapy's own turns off every feed over one that it cannot have, in a line of the log. An exception while an article is written is another
such line, and the feeds after that one go without the article.
"""

import ftplib
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from copy import copy
from importlib.util import find_spec
from typing import Any
from urllib.parse import urlsplit

from scrapy import Spider, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.extensions.feedexport import FeedExporter, FeedSlot, GCSFeedStorage
from scrapy.settings import BaseSettings
from scrapy.utils.conf import build_component_list
from scrapy.utils.misc import load_object

from buratha.feeds import SCHEME, CompleteFileStorage, Feeds
from buratha.locations import SettingError

_ASKED_FOR = "correct it in -o, -O or FEEDS, or leave it out"
_OTHER_SIDES = frozenset({"boto3", "botocore", "google", "s3transfer"})
"""Modules whose exceptions tell what a store of files has refused."""
_OWN = "a run without it delivers nothing; leave ADDONS and the settings FEED_* as they are in buratha/settings.py, or add to them"

logger = logging.getLogger(__name__)
_scrapys = logging.getLogger("scrapy.extensions.feedexport")


class TellingFeedExporter(FeedExporter):
    """Writes every feed by itself, and counts those that are not whole."""

    def __init__(self, crawler: Crawler) -> None:
        check_feeds(crawler)  # says which feed it is, where Scrapy says none
        super().__init__(crawler)
        self._broken: set[str] = set()

    def item_scraped(self, item: Any, spider: Spider) -> None:
        """Give an item to one feed after the other: one that fails takes nothing away from the others."""
        before, after = self.slots, []
        for slot in before:
            self.slots = [slot]
            try:
                super().item_scraped(item, spider)
            except Exception as error:  # noqa: BLE001 - whatever an exporter or a storage raises
                self._lacks_something(slot, error)
            after += self.slots
        self.slots = after

    async def close_spider(self, spider: Spider) -> None:
        """Close the feeds; a fault of the disk, or of what a feed is sent to, is told in a sentence, once a feed."""
        _scrapys.addFilter(self._in_a_sentence)
        try:
            await super().close_spider(spider)
        finally:
            _scrapys.removeFilter(self._in_a_sentence)

    def _in_a_sentence(self, record: logging.LogRecord) -> bool:
        """Take the traceback away from a line of Scrapy's whose error says it all, and the line where that feed's fault was told before."""
        error = record.exc_info[1] if record.exc_info else None
        if error is None or not _says_it_all(error):
            return True
        line = record.getMessage()
        record.msg, record.args, record.exc_info = f"{line}: {str(error) or type(error).__name__}", (), None
        return not any(line.endswith(f" {uri}") for uri in self._broken)

    async def _close_slot(self, slot: FeedSlot, spider: Spider) -> None:
        try:
            await super()._close_slot(slot, spider)
        except Exception as error:  # noqa: BLE001 - what was still to be written could not be
            self._lacks_something(slot, error)
            if isinstance(slot.storage, CompleteFileStorage):  # which Scrapy has not said then
                await self.crawler.signals.send_catch_log_async(signals.feed_slot_closed, slot=slot)

    def _lacks_something(self, slot: FeedSlot, error: Exception) -> None:
        """Say once of a feed that something is missing from it, and have the run fail for it."""
        if slot.uri in self._broken:
            return
        self._broken.add(slot.uri)
        if isinstance(slot.storage, CompleteFileStorage):
            slot.storage.fault = error
        self.crawler.stats.inc_value(f"buratha/feeds/not_whole/{type(slot.storage).__name__}")
        logger.error("The feed %s is not whole: %s: %s", slot.uri, type(error).__name__, error)


def _says_it_all(error: BaseException) -> bool:
    """Whether a feed's failure is none of a program's: the disk's, or what the other side has answered."""
    return isinstance(error, ftplib.all_errors) or type(error).__module__.partition(".")[0] in _OTHER_SIDES


# -- before the crawl --------------------------------------------------------------------------------------------------
def check_feeds_to_be(crawler: Crawler) -> None:
    """See that Scrapy will take all feeds that a crawler is going to have, once its add-ons are there.

    Raises:
        SettingError: it will not take one, and so none.

    """
    settings = crawler.settings.copy()
    if any(load_object(each) is Feeds for each in build_component_list(settings["ADDONS"])):
        Feeds().update_settings(settings)
    check_feeds(_with(crawler, settings))


def check_feeds(crawler: Crawler) -> None:
    """The same, of a crawler that has them.

    Raises:
        SettingError: Scrapy will not take one, or the project's own are not among them.

    """
    for address, options in crawler.settings.getdict("FEEDS").items():
        if reason := _refusal(crawler, address, options):
            raise SettingError(f"the feed {address} cannot be had ({reason}): {_OWN if _is_own(address) else _ASKED_FOR}")
    check_own_feeds(crawler.settings)


def check_own_feeds(settings: BaseSettings) -> None:
    """See that the project's own feeds are among those that there are.

    Raises:
        SettingError: they are not.

    """
    if not any(map(_is_own, settings.getdict("FEEDS"))):
        raise SettingError(f"buratha.feeds.Feeds is not among ADDONS, which puts the project's own feeds among all: {_OWN}")


def _is_own(address: object) -> bool:
    return str(address).startswith(f"{SCHEME}:")


def _refusal(crawler: Crawler, address: object, options: object) -> str | None:
    """Why Scrapy would not take a feed, in its own words, or could not store it in the end."""
    if not isinstance(options, dict | BaseSettings):
        return f"its options are {options!r}: write them as in {{'format': 'csv'}}"
    settings = crawler.settings.copy()
    settings.set("FEEDS", {address: options}, "cmdline")
    with _heard() as said:
        try:
            load_object(options.get("uri_params") or settings["FEED_URI_PARAMS"] or dict)  # else Scrapy finds out when the spider is open
            exporter = FeedExporter(_with(crawler, settings))
        except NotConfigured:
            return " ".join(said)
        except Exception as error:  # noqa: BLE001 - whatever a storage raises over an address or an option
            return f"{type(error).__name__}: {error}"
    storage = exporter.storages.get(urlsplit(str(address)).scheme)
    if isinstance(storage, type) and issubclass(storage, GCSFeedStorage) and not _has_googles_storage():
        return "missing google-cloud-storage library"  # for which Scrapy looks when the crawl is over
    return None


def _has_googles_storage() -> bool:
    try:
        return find_spec("google.cloud.storage") is not None
    except ModuleNotFoundError:  # not even the packages that it would be in
        return False


def _with(crawler: Crawler, settings: BaseSettings) -> Crawler:
    """A crawler with other settings, to try them; the crawler stays as it is."""
    other = copy(crawler)
    other.settings = settings  # type: ignore[assignment]  # a copy of settings is as good as settings
    return other


@contextmanager
def _heard() -> Iterator[list[str]]:
    """What Scrapy's feed exporter logs meanwhile, which is to be said otherwise."""
    said: list[str] = []
    handler = logging.Handler()
    handler.emit = lambda record: said.append(record.getMessage())  # type: ignore[method-assign]
    _scrapys.addHandler(handler)
    _scrapys.propagate = False
    try:
        yield said
    finally:
        _scrapys.removeHandler(handler)
        _scrapys.propagate = True
