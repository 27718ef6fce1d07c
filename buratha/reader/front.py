"""Who reads a page: the crawl itself while there is little to read, the process beside it once there is much."""

import asyncio
import logging
import os
from collections.abc import Callable
from contextlib import suppress

from buratha.pages.layouts import Layouts
from buratha.pages.opened import OpenedPage
from buratha.pages.repetition import Repetition
from buratha.reader.pages import PageToRead, ReadPage, read
from buratha.reader.process import ReaderGoneError, ReaderProcess, ReaderSilentError
from buratha.warmup import Reader
from buratha.wholeness import Wholeness

logger = logging.getLogger(__name__)


class PageReader:
    """Reads the pages of a crawl. ``after``: from so many pages on, a process of its own does it; None: never."""

    def __init__(self, memory: Repetition, is_quiet: Callable[[], bool], after: int | None, layouts: Layouts | None = None) -> None:
        """Begin with what earlier runs learnt, and the layouts that somebody has seen."""
        self._layouts = layouts
        self._is_quiet = is_quiet
        self._own = Reader(memory, is_quiet, layouts)
        self._wholeness = Wholeness()
        self._after = after if os.name == "posix" and (os.cpu_count() or 1) > 1 else None
        self.known_before = memory.pages
        """How many pages earlier runs have learnt from."""
        self._waited_beside = 0
        self._read = 0
        self._under_way = 0
        self._process: ReaderProcess | None = None
        self._ready: ReaderProcess | None = None
        self._is_told = False
        self._starting: asyncio.Task[None] | None = None

    def expect(self, pages: int) -> None:
        """Have the process ready when so many pages are still to come that there will be one: its start takes a second."""
        if self._after is not None and pages > self._after:
            self._begin_to_start()

    def _begin_to_start(self) -> asyncio.Task[None]:
        if self._starting is None:
            self._starting = asyncio.ensure_future(self._start())
        return self._starting

    async def read(self, page: PageToRead, opened: OpenedPage | None = None) -> ReadPage:
        """Read a page; ``opened`` is the page taken apart, where that was done already.

        Raises:
            ReaderSilentError: the process that had the page said nothing any more, and was killed; here, the page might hold up the crawl.

        """
        self._read += 1
        if self._after is not None and self._read > self._after:
            await self._move()
        self._hand_over()
        if self._process is not None and not self._process.is_gone:
            try:
                return await self._process.read(page)
            except ReaderGoneError as error:
                self._tell_of(self._process)
                if isinstance(error, ReaderSilentError):
                    raise
        self._under_way += 1
        try:
            return await read(page, self._own, self._wholeness, opened)
        finally:
            self._under_way -= 1

    def _tell_of(self, process: ReaderProcess) -> None:
        """Say once why the crawl reads by itself again."""
        if not self._is_told:
            why = "has said nothing for so long that it was killed" if process.is_silent else "is gone"
            logger.warning("The process that reads pages %s; the crawl reads them itself", why)
        self._is_told = True

    async def _move(self) -> None:
        """Start the process once. A crawl that has read nothing yet waits for it; another one goes on reading until it is up."""
        starting = self._begin_to_start()
        if not starting.done() and not self._after:
            await asyncio.shield(starting)

    async def _start(self) -> None:
        process = ReaderProcess(self._is_quiet)
        try:
            await process.start()
        except (OSError, ReaderGoneError) as error:
            logger.warning("No process for reading pages can be started (%s); the crawl reads them itself", error)
        else:
            self._ready = process
        finally:
            if self._ready is not process:
                await process.close()

    def _hand_over(self) -> None:
        """Have the process read from now on, once it is up and no page waits for others here: what was learnt moves with it."""
        if self._ready is None or self._under_way:
            return
        self._process, self._ready = self._ready, None
        try:
            self._process.begin(self._own.memory, self._wholeness, self._layouts)
        except ReaderGoneError:
            return
        logger.info("Pages are read by process %d from now on", self._process.pid)

    @property
    def waited(self) -> int:
        """How many pages have waited for others of their layout, as far as the process was asked."""
        return self._own.waited + self._waited_beside

    async def learnt(self) -> Repetition:
        """What is known of the site's furniture by now."""
        if self._process is not None and not self._process.is_gone:
            with suppress(ReaderGoneError):
                memory, self._waited_beside = await self._process.learnt()
                return memory
        return self._own.memory

    async def close(self) -> None:
        """Have the process end, if there is one."""
        if self._starting is not None:
            self._starting.cancel()  # one that never comes up is not waited for
            with suppress(asyncio.CancelledError):
                await self._starting
        if (process := self._process or self._ready) is not None:
            await process.close()
