"""From a run's complete feeds to a delivery: counted back, noted in the archive, named. And what a run that died left in the folder.

The order is what makes it safe. The files are complete on the disk under their part names; the archive notes that their articles are
delivered; the files get their names. Whatever moment a run dies at, either its articles wait and its part files are thrown away, or
they are delivered and the next run finishes what is missing, from the part files or, where those are gone, from the archive.
"""

import logging
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, Self

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exceptions import CloseSpider
from scrapy.extensions.feedexport import FeedSlot
from sqlalchemy import ColumnElement, true

from buratha.archive import deliveries
from buratha.archive.database import make_durable
from buratha.archive.deliveries import Record, Unfinished
from buratha.archive.keeper import Keeper
from buratha.feedfiles import FeedFaultError, Written, clear_stale, measure, part_of, rename, write_manifest
from buratha.feeds import CompleteFileStorage, write_feed
from buratha.items import SCHEMA_VERSION
from buratha.locations import Locations
from buratha.manifest import describe
from buratha.monitors import NOT_DELIVERED

logger = logging.getLogger(__name__)


class Delivery:
    """Extension that delivers a run's feeds, all of them or none."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._folder = Locations.of(crawler.settings).feeds
        self._storages: list[CompleteFileStorage] = []
        self._is_prepared = False
        self._was_asked = False
        self.delivered: list[Written] = []
        self.wanted: ColumnElement[bool] = true()
        """Which of the records that earlier runs left are a matter of this one; the spider says so before it begins."""

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Connect to the feeds' signals."""
        delivery = cls(crawler)
        crawler.signals.connect(delivery.feed_slot_closed, signals.feed_slot_closed)
        crawler.signals.connect(delivery.feed_exporter_closed, signals.feed_exporter_closed)
        return delivery

    @staticmethod
    def of(crawler: Crawler) -> "Delivery":
        """The crawler's own."""
        delivery = crawler.get_extension(Delivery)
        if delivery is None:
            raise RuntimeError("buratha.delivery.Delivery is missing from EXTENSIONS")
        return delivery

    # -- what earlier runs left ----------------------------------------------------------------------------------------
    async def recover(self) -> None:
        """Finish what earlier runs prepared, and clear away part files that nobody writes any more."""
        keeper = Keeper.of(self._crawler)
        for unfinished in await keeper.do(deliveries.unfinished):
            await self._finish_late(keeper, unfinished)
        for path in clear_stale(self._folder):
            self._crawler.stats.inc_value("buratha/deliveries/part_files_cleared")
            logger.warning("Cleared away %s, left by a run that died; its articles come with this run", path)

    async def _finish_late(self, keeper: Keeper, unfinished: Unfinished) -> None:
        """Finish a delivery where its run would have, or beside this run's feeds, where that folder cannot be written any more."""
        names = ", ".join(row["name"] for row in unfinished.manifest["files"])
        for folder in dict.fromkeys((unfinished.folder, self._folder)):
            try:
                await keeper.do(_finish_again, unfinished, folder)
            except FeedFaultError as error:
                logger.error("%s of a run that died cannot be written to %s: %s", names, folder, error)  # noqa: TRY400 - it says it all
            else:
                self._crawler.stats.inc_value("buratha/deliveries/finished_late")
                logger.warning("Finished the delivery of a run that died: %s in %s", names, folder)
                return
        self._crawler.stats.inc_value("buratha/deliveries/failed")

    async def waiting(self) -> int:
        """How many records earlier runs kept and did not deliver that this run is asked for; it says how many are left to others."""
        keeper = Keeper.of(self._crawler)
        wanted = await keeper.do(deliveries.count_waiting, self.wanted)
        if left := await keeper.do(deliveries.count_waiting) - wanted:
            self._crawler.stats.set_value("buratha/deliveries/left_to_other_runs", left)
            logger.info("%d records that earlier runs kept were not asked for: they wait for a run that asks for them, or for everything", left)
        return wanted

    async def take_waiting(self, ids: Sequence[int] | None = None) -> list[Record]:
        """Some of them, or those of some articles, for this run's feeds; nothing when there are no more."""
        keeper = Keeper.of(self._crawler)
        if ids is None:
            return await keeper.do(deliveries.waiting, keeper.run.delivery, self.wanted)
        return await keeper.do(deliveries.waiting_of, keeper.run.delivery, ids, self.wanted)

    # -- this run ------------------------------------------------------------------------------------------------------
    def feed_slot_closed(self, slot: FeedSlot) -> None:
        """Take note of a feed of the project's that is complete."""
        if isinstance(slot.storage, CompleteFileStorage):
            self._storages.append(slot.storage)

    async def feed_exporter_closed(self) -> None:
        """Deliver, or say loudly why not; then everything waits for the next run."""
        keeper = Keeper.of(self._crawler)
        self._was_asked = True
        if not keeper.is_open:
            return
        try:
            wanted = await keeper.do(deliveries.count, keeper.run.delivery)
            if wanted or self._storages:
                await self._deliver(keeper, wanted)
        except (FeedFaultError, OSError, CloseSpider) as error:
            if keeper.failure is None:  # which says more, and may have kept nothing
                self._crawler.stats.set_value(NOT_DELIVERED, told(error))
            self._fail(keeper.failure or error)
        finally:
            for storage in self._storages:
                storage.let_go()

    def see_that_it_came(self) -> None:
        """Have a run fail in which it never came to a delivery: nothing else looks at what still waits."""
        keeper = Keeper.of(self._crawler)
        if not self._was_asked and keeper.is_open and keeper.failure is None:
            error = FeedFaultError("there are no feeds: Scrapy's feed exporter is turned off or broke down")
            self._crawler.stats.set_value(NOT_DELIVERED, told(error))
            self._fail(error)

    async def _deliver(self, keeper: Keeper, wanted: int) -> None:
        names = {".jsonl", ".csv"} - {storage.path.suffix for storage in self._storages if storage.is_complete}
        if names:
            why = "; ".join(sorted({told(storage.fault) for storage in self._storages if storage.fault}))
            feeds = f"the {' and '.join(sorted(names))} feed{'s' if len(names) > 1 else ''} could not be written"
            raise FeedFaultError(f"{feeds} ({why})" if why else feeds)
        files = [measure(storage.part, storage.path) for storage in self._storages]
        for file in files:
            if file.rows != wanted:
                raise FeedFaultError(f"{file.path.name} has {file.rows} of {wanted} articles")
        await keeper.outside(make_durable)
        manifest = await keeper.do(self._prepare, files, keeper.run.delivery)
        self._is_prepared = True
        for file in files:
            rename(file)
        write_manifest(files[0].path, manifest)
        await keeper.do(deliveries.finish, keeper.run.delivery, manifest)
        self.delivered = files
        for file in files:
            self._crawler.stats.set_value(f"buratha/feed/{file.path.name}", file.rows)

    def _prepare(self, connection: Any, files: list[Written], delivery: int) -> dict[str, Any]:
        manifest = {"schema_version": SCHEMA_VERSION, "run": Keeper.of(self._crawler).run.id, "files": [file.described() for file in files]}
        manifest |= describe(connection, delivery, self._crawler.stats.get_stats())
        deliveries.prepare(connection, delivery, manifest)
        return manifest

    def _fail(self, error: BaseException) -> None:
        self._crawler.stats.inc_value("buratha/deliveries/failed")
        logger.error("The feeds are not delivered: %s. The next run delivers what the archive has kept of them, and fetches the rest.", told(error))
        if self._is_prepared:
            return  # the next run finishes it, best from these files
        for storage in self._storages:
            with suppress(OSError):
                storage.part.unlink(missing_ok=True)


def told(error: BaseException) -> str:
    """What an error says to somebody who is to mend it: the disk's words without their number."""
    if not isinstance(error, OSError) or not error.strerror:
        return str(error) or type(error).__name__
    return f"{error.strerror}: {error.filename}" if error.filename else error.strerror


def _finish_again(connection: Any, unfinished: Unfinished, folder: Path) -> None:
    """Give the files of a prepared delivery their names; one that is neither there nor in part is written again from the archive.

    Raises:
        FeedFaultError: they cannot be written there.

    """
    manifest = unfinished.manifest | {"files": []}
    paths = [folder / row["name"] for row in unfinished.manifest["files"]]
    try:
        for path, row in zip(paths, unfinished.manifest["files"], strict=True):
            if path.exists() or _take_part(path, row):
                manifest["files"].append(row)
            else:
                write_feed(path, deliveries.records_of(connection, unfinished.id))
                manifest["files"].append(measure(path, path).described())  # not in the order in which the crawl wrote
        write_manifest(paths[0], manifest)
    except OSError as error:
        raise FeedFaultError(str(error)) from error
    deliveries.finish(connection, unfinished.id, manifest)


def _take_part(path: Path, row: dict[str, Any]) -> bool:
    """Give a part file its name when it is the one that was prepared."""
    part = part_of(path)
    try:
        written = measure(part, path)
    except (OSError, FeedFaultError):
        return False
    if written.described() != row:
        return False
    rename(written)
    return True
