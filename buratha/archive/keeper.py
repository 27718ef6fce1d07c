"""The archive of a running crawl: opened when it is first needed, used from one thread, closed when the run's report is in it."""

import asyncio
import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime
from typing import Concatenate, ParamSpec, Self, TypeVar

from scrapy.crawler import Crawler
from scrapy.exceptions import CloseSpider
from sqlalchemy import Connection, select, update
from sqlalchemy.exc import SQLAlchemyError

from buratha.arabic.dates import utc_now
from buratha.archive import deliveries
from buratha.archive.barring import Barred, barred_numbers
from buratha.archive.database import archive_url, check_that_it_is_the_same, check_that_it_was_not_emptied, identity_of, open_archive
from buratha.archive.errors import ArchiveError, as_archive_error
from buratha.archive.keeping import Keeping, Kept
from buratha.archive.near import Near
from buratha.archive.odd_days import NOT_WALKED, WalkedBefore
from buratha.archive.recording import time_recordings
from buratha.archive.release import Releasing
from buratha.archive.tables import runs
from buratha.items import Article
from buratha.locations import Locations

UNAVAILABLE = "archive_unavailable"
"""Close reason of a run whose archive cannot be used."""
_TOLD_TO_END = "shutdown"
"""Scrapy's close reason of a run that is told to end."""

_GATHERING = 0.1
"""Seconds in which articles gather to be kept together: a transaction costs as much as several articles."""

_A_MOMENT = 5.0
"""Seconds that a run which is to leave at once waits for its archive."""

_CLOCKS_DIFFER = 3600.0
"""Seconds by which a clock may have been set back, or that of another machine differ."""

_P = ParamSpec("_P")
_T = TypeVar("_T")

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class RunRow:
    """A run as the archive knows it."""

    id: int
    started: str
    delivery: int


class Keeper:
    """Extension through which spider, pipelines and feeds reach the archive. Its methods are coroutines; the work is done in a thread."""

    run: RunRow

    def __init__(self, crawler: Crawler) -> None:
        """Open nothing yet: ``scrapy shell`` and ``scrapy parse`` need no archive."""
        self._crawler = crawler
        self._locations = Locations.of(crawler.settings)
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="archive")
        self._opening: asyncio.Future[None] | None = None
        self._held_open = ExitStack()
        self._connection: Connection | None = None
        self._keeping: Keeping | None = None
        self._waiting: list[tuple[Article, asyncio.Future[Kept]]] = []
        self._flushing: asyncio.Task[None] | None = None
        self.barred = Barred()
        """What is never fetched nor delivered; known once the archive is open."""
        self._file: tuple[int, int] | None = None
        self.failure: ArchiveError | None = None
        self.is_outside: Callable[[str | None], bool] = lambda _: False
        """What is kept and not delivered by this run, by when it was published; the spider says so before it begins."""
        self.again = False
        """Whether held articles are read again, and whatever differs in one is a revision."""

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Make it for a crawler."""
        return cls(crawler)

    @staticmethod
    def of(crawler: Crawler) -> "Keeper":
        """The crawler's own."""
        keeper = crawler.get_extension(Keeper)
        if keeper is None:
            raise RuntimeError("buratha.archive.keeper.Keeper is missing from EXTENSIONS")
        return keeper

    @property
    def is_open(self) -> bool:
        """Whether there is an archive to use."""
        return self._connection is not None

    @property
    def was_opened(self) -> bool:
        """Whether the archive knows of this run."""
        return hasattr(self, "run")

    # -- opening and closing -------------------------------------------------------------------------------------------
    async def open(self) -> RunRow:
        """Open the archive and note that a run begins; any number of times.

        Raises:
            CloseSpider: it cannot be used; the log says why. Or the run was told to end before Scrapy's engine ran, which ends the process and
                closes nothing: the archive would know of a run that never ends.

        """
        if self._opening is None and not self._crawler.crawling:
            raise CloseSpider(_TOLD_TO_END)
        if self._opening is None:
            self._opening = asyncio.ensure_future(self._open())
        await asyncio.shield(self._opening)
        return self.run

    async def opened(self) -> None:
        """Wait for an opening that is under way, whoever had it begun: a run that the archive knows of has to have its end noted."""
        if self._opening is not None:
            await asyncio.wait([self._opening])

    async def _open(self) -> None:
        try:
            await asyncio.get_running_loop().run_in_executor(self._thread, self._open_here)
        except (ArchiveError, SQLAlchemyError) as error:
            self._held_open.close()
            raise self._failed(self._explained(error)) from error

    def _explained(self, error: SQLAlchemyError | OSError | ArchiveError) -> ArchiveError:
        if isinstance(error, ArchiveError):
            return error
        return as_archive_error(archive_url(self._locations.archive).render_as_string(hide_password=True), error)

    def _open_here(self) -> None:
        check_that_it_was_not_emptied(self._locations.archive, self._locations.reports)
        connection = self._held_open.enter_context(open_archive(self._locations.archive))
        with connection.begin():
            started = utc_now().isoformat(timespec="seconds")
            run = int(connection.execute(runs.insert().values(started=started).returning(runs.c.id)).scalar_one())
            delivery = deliveries.begin(connection, run, self._locations.feeds)
            self._look_at_the_clock(started, connection.scalar(select(runs.c.started).where(runs.c.id < run).order_by(runs.c.id.desc()).limit(1)))
            self.barred = Barred(barred_numbers(connection), self._crawler.stats)
            walked = WalkedBefore.of(connection)
        self.run = RunRow(run, started, delivery)
        self._file = identity_of(self._locations.archive)
        settings = self._crawler.settings
        is_replay = bool(settings.get("BURATHA_WARC_REPLAY"))
        self._keeping = Keeping(
            run,
            delivery,
            Near(),
            deliver_duplicates=settings.getbool("BURATHA_DELIVER_DUPLICATES"),
            is_outside=self.is_outside,
            again=self.again,
            is_replay=is_replay,
            walked=NOT_WALKED if is_replay or self.again else walked,
        )
        self._connection = connection

    def _look_at_the_clock(self, now: str, last: str | None) -> None:
        """Say that the clock is wrong, or was: dates would be refused as of the future, and edited articles not be read again.

        Only the run right before is asked: one whose clock was ahead for once would have all runs after it warn until its day has come.
        """
        behind = (datetime.fromisoformat(last) - datetime.fromisoformat(now)).total_seconds() if last else 0.0
        if behind > _CLOCKS_DIFFER:
            self._crawler.stats.set_value("buratha/clock/behind_seconds", behind)
            logger.warning(
                "This machine's clock says %s, and the run before this one began %s: set it right (date, timedatectl), unless it was wrong then",
                now,
                last,
            )

    async def end(self, outcome: str, report: str) -> bool:
        """Note how the run went, and close the archive; whether it was noted."""
        is_noted = False
        if self.is_open:
            try:
                assert self._keeping is not None
                await self.do(self._keeping.near.flush)
                await self.do(_end, self.run.id, outcome, report)
                is_noted = True
            except CloseSpider:
                logger.error("The run's report could not be kept in the archive")  # noqa: TRY400 - the failure itself is logged already
            self._connection = None
            try:
                await asyncio.get_running_loop().run_in_executor(self._thread, self._held_open.close)
            except (ArchiveError, SQLAlchemyError, OSError) as error:
                logger.error("The archive could not be closed in order: %s", error)  # noqa: TRY400
        self._thread.shutdown(wait=False)
        return is_noted

    def end_at_once(self, outcome: str, report: str) -> None:
        """Note how a run went that has no event loop any more; what the archive's thread is at comes first, and is waited for a moment."""
        noted = self._thread.submit(self._do_here, _end, self.run.id, outcome, report)
        try:
            noted.result(_A_MOMENT)
        except (CloseSpider, TimeoutError):
            logger.error("The run's report could not be kept in the archive")  # noqa: TRY400 - there is no more to say

    # -- work ----------------------------------------------------------------------------------------------------------
    async def do(self, work: Callable[Concatenate[Connection, _P], _T], *args: _P.args, **kwargs: _P.kwargs) -> _T:
        """Do work on the archive, all of it or none: ``work(connection, …)`` in a transaction of its own.

        Raises:
            CloseSpider: the archive failed; nothing of the work is kept, and the log says why.

        """
        await self.open()
        return await asyncio.get_running_loop().run_in_executor(self._thread, lambda: self._do_here(work, *args, **kwargs))

    async def outside(self, work: Callable[[Connection], None]) -> None:
        """Do something to the connection between transactions."""
        assert self._connection is not None
        await asyncio.get_running_loop().run_in_executor(self._thread, work, self._connection)

    def _do_here(self, work: Callable[Concatenate[Connection, _P], _T], *args: _P.args, **kwargs: _P.kwargs) -> _T:
        if self.failure is not None:
            raise CloseSpider(UNAVAILABLE)
        assert self._connection is not None
        try:
            check_that_it_is_the_same(self._locations.archive, self._file)
            with self._connection.begin():
                time_recordings(self._connection)
                return work(self._connection, *args, **kwargs)
        except (ArchiveError, SQLAlchemyError, OSError) as error:
            raise self._failed(self._explained(error)) from error

    def _failed(self, error: ArchiveError) -> CloseSpider:
        if self.failure is None:
            self.failure = error
            logger.error("%s", error)
            self._crawler.stats.inc_value("buratha/archive/failed")
        return CloseSpider(UNAVAILABLE)

    async def keep(self, article: Article) -> Kept:
        """Keep an article and complete it; what comes while the archive is at work is kept together, in one transaction.

        Raises:
            CloseSpider: the archive failed; the article is not kept.

        """
        await self.open()
        kept: asyncio.Future[Kept] = asyncio.get_running_loop().create_future()
        self._waiting.append((article, kept))
        if self._flushing is None:
            self._flushing = asyncio.ensure_future(self._flush())
        return await kept

    async def release(self) -> list[int]:
        """Release articles that were left out because of a text which its article has no longer; gives those that wait now to be delivered.

        Raises:
            CloseSpider: the archive failed; none is released.

        """
        await self.open()
        assert self._keeping is not None
        return await self.do(Releasing(self.run.id, self.run.delivery, self._keeping.near).release)

    async def _flush(self) -> None:
        try:
            while self._waiting:
                await asyncio.sleep(_GATHERING)
                batch, self._waiting = self._waiting, []
                assert self._keeping is not None
                try:
                    results = await self.do(self._keeping.keep, [article for article, _ in batch])
                except Exception as error:  # noqa: BLE001 - whoever waits gets it
                    for _, future in batch:
                        if not future.done():
                            future.set_exception(error)
                else:
                    for (_, future), kept in zip(batch, results, strict=True):
                        if not future.done():
                            future.set_result(kept)
        finally:
            self._flushing = None


def _end(connection: Connection, run: int, outcome: str, report: str) -> None:
    connection.execute(update(runs).where(runs.c.id == run).values(ended=utc_now().isoformat(timespec="seconds"), outcome=outcome, report=report))
