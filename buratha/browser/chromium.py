"""One Chromium for a crawl: started with the first page, bounded in its pages, started anew when it breaks down, closed at the end."""

import asyncio
import logging
from collections.abc import Coroutine
from time import monotonic
from typing import Any, Final

from playwright.async_api import Error, Page
from playwright.async_api import TimeoutError as BrowserTimeoutError
from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import DownloadFailedError, DownloadTimeoutError, IgnoreRequest, NotConfigured
from scrapy.http import Response
from scrapy_playwright.handler import ScrapyPlaywrightDownloadHandler

from buratha.browser.addon import Browser
from buratha.browser.asking import BROWSER, MORE
from buratha.browser.blocking import Blocking
from buratha.browser.drawing import EndlessDeparturesError, is_crash
from buratha.browser.gate import Gate
from buratha.browser.guarded import GuardedHandler
from buratha.browser.provider import KillableBrowser, LaunchError
from buratha.browser.visit import Visit

logger = logging.getLogger(__name__)

_LAUNCHES: Final = 3
"""After so many failed starts in a row there is no browser for the rest of the crawl."""
_ENDLESS_REDIRECTS: Final = "ERR_TOO_MANY_REDIRECTS"
_MOST_CLOSING: Final = 10.0
"""So many seconds, and no more than DOWNLOAD_TIMEOUT, a page or the browser is given to close or to answer; past them the browser hangs."""


class BrowserUnavailableError(Exception):
    """There is no browser that starts; the page is not asked for again."""


class BrowserNotStartedError(DownloadFailedError):
    """The browser did not start this time; the page is asked for again."""


class Chromium:
    """Downloads pages through scrapy-playwright. Every page ends within its time: with a response, or an error that Scrapy retries."""

    def __init__(self, crawler: Crawler, browser: Browser) -> None:
        assert browser.options is not None
        self._crawler = crawler
        self._browser = browser
        self._options = browser.options
        self._blocking = Blocking(crawler, browser.options)
        self._timeout = crawler.settings.getfloat("DOWNLOAD_TIMEOUT")
        self._closing = min(_MOST_CLOSING, self._timeout)
        self._free = asyncio.Semaphore(browser.options.pages)
        self._starting = asyncio.Lock()
        self._handler: ScrapyPlaywrightDownloadHandler | None = None
        self._ending: set[asyncio.Task[None]] = set()
        self._failed_launches = 0
        self.robots_allow = self._blocking.robots_allow

    async def download(self, request: Request) -> Response:
        """Draw a page.

        Raises:
            DownloadTimeoutError: it was not drawn in time.
            DownloadFailedError: the browser broke down or did not start, or could not reach the server.
            DownloadCancelledError: the page is larger than DOWNLOAD_MAXSIZE.
            BrowserUnavailableError: the browser does not start.
            IgnoreRequest: the page redirects without end, or its script leaves for an address that it does not get.

        """
        async with self._free:
            began = monotonic()
            self._count("requests")
            if request.meta.get("retry_times"):
                self._count("retries")
            try:
                return await self._attempt(request)
            finally:
                self._add_seconds(monotonic() - began)

    async def _attempt(self, request: Request) -> Response:
        if self._browser.is_broken:
            raise BrowserUnavailableError(self._what_to_do)
        try:
            handler = await self._started()
            response = await self._in_time(handler, request)
        except LaunchError as error:
            raise self._not_launched(error) from error
        self._failed_launches = 0
        self._count("drawn")
        return response

    async def _in_time(self, handler: ScrapyPlaywrightDownloadHandler, request: Request) -> Response:
        """Draw a page, and give what goes wrong the names that Scrapy knows."""
        try:
            return await asyncio.wait_for(self._draw(handler, request), self._longest(request))
        except (TimeoutError, BrowserTimeoutError) as error:
            self._count("failures/timeout")
            await self._drop_if_it_hangs(handler)
            raise DownloadTimeoutError(f"{request.url} was not drawn in time") from error
        except EndlessDeparturesError as error:
            raise self._led_on(request) from error
        except IgnoreRequest:
            self._count("failures/left")
            raise
        except Error as error:
            if _ENDLESS_REDIRECTS in error.message:
                raise self._led_on(request) from error
            gone = self._drop_if_gone() or (is_crash(error) and await self._drop_if_silent(handler))
            self._count("failures/crash" if gone or is_crash(error) else "failures/error")
            raise DownloadFailedError(f"the browser failed at {request.url}: {error.message.splitlines()[0]}") from error

    def _led_on(self, request: Request) -> IgnoreRequest:
        """What is said of a page that redirects without end, by its server or its script: as without a browser, it is not asked for again."""
        self._count("failures/redirects")
        return IgnoreRequest(f"{request.url} redirects without end")

    def _longest(self, request: Request) -> float:
        """The seconds that a page may take altogether; the page's own waits end before."""
        pressing = self._options.seconds if request.meta[BROWSER]["why"] == MORE else 0
        return 2 * self._timeout + pressing

    async def _draw(self, handler: ScrapyPlaywrightDownloadHandler, request: Request) -> Response:
        visit = Visit(self._crawler, self._options, self._blocking, request)
        try:
            return await visit.response(handler)
        finally:
            if visit.page is not None:
                await self._close_page(visit.page)

    # -- the browser ---------------------------------------------------------------------------------------------------
    async def _started(self) -> ScrapyPlaywrightDownloadHandler:
        """The running handler; a new one where there is none, or the last one's browser is gone.

        Raises:
            LaunchError: what drives the browser does not start. The browser itself starts with its first page.

        """
        async with self._starting:
            if self._handler is None:
                self._count("started")
                try:
                    handler = GuardedHandler(self._crawler, self._blocking.guard)
                    handler.abort_request = self._blocking.refuses
                    handler.config.target_closed_max_retries = 0  # Scrapy asks again, and it is counted
                    await asyncio.wait_for(handler._launch(), self._timeout)  # what engine_started would have done, which is long past
                    _provider(handler).gate = Gate(self._blocking)
                except (Error, OSError, RuntimeError, NotConfigured) as error:
                    raise LaunchError(str(error) or type(error).__name__) from error
                self._handler = handler
            return self._handler

    def _not_launched(self, error: LaunchError) -> Exception:
        self._failed_launches += 1
        self._count("failures/launch")
        self._drop()
        if self._failed_launches < _LAUNCHES:
            logger.warning("The browser does not start (%s): %s", self._options.executable, str(error).partition("\n")[0])
            logger.debug("What the browser said: %s", error)
            return BrowserNotStartedError(self._what_to_do)
        if not self._browser.is_broken:
            self._browser.is_broken = True
            logger.error("The browser does not start, and is not tried again in this crawl (%s): %s", self._options.executable, error)
        return BrowserUnavailableError(self._what_to_do)

    @property
    def _what_to_do(self) -> str:
        """What somebody is told whose browser does not start: its own words fill a screen, and are in the log."""
        return (
            f"the browser does not start: see by hand whether {self._options.executable} does, name another in BURATHA_BROWSER_PATH, "
            "or do without one (BURATHA_BROWSER=never)"
        )

    async def _close_page(self, page: Page) -> None:
        try:
            await asyncio.wait_for(page.close(), self._closing)
        except (TimeoutError, Error) as error:
            logger.debug("A page went with its browser, or hangs with it: %r", error)

    async def _drop_if_it_hangs(self, handler: ScrapyPlaywrightDownloadHandler) -> None:
        """After a page was late: end a browser that does not answer any more, whatever was asked of it."""
        if await self._drop_if_silent(handler):
            self._count("hangs")
            logger.warning("The browser hangs, and is started anew")

    async def _drop_if_silent(self, handler: ScrapyPlaywrightDownloadHandler) -> bool:
        """End a browser that does not answer any more, or whose driver does not, and tell whether it was one."""
        provider = _provider(handler)
        if await provider.answers(self._closing) or handler is not self._handler:
            return False
        provider.kill()
        self._drop()
        return True

    def _drop_if_gone(self) -> bool:
        """Let go of a browser that has ended, and tell whether it has."""
        provider = _provider(self._handler) if self._handler is not None else None
        gone = provider is not None and provider.browser is not None and not provider.is_running
        if gone:
            self._drop()
        return gone

    def _drop(self) -> None:
        """Let go of a browser, and close it aside."""
        if self._handler is None:
            return
        task = asyncio.ensure_future(_end(self._handler, self._closing))
        self._ending.add(task)
        task.add_done_callback(self._ending.discard)
        self._handler = None

    async def close(self) -> None:
        """Close the browser, and wait for those that were let go of."""
        self._drop()
        await asyncio.gather(*self._ending)

    def _add_seconds(self, seconds: float) -> None:
        stats = self._crawler.stats
        stats.set_value("buratha/browser/seconds", round(stats.get_value("buratha/browser/seconds", 0) + seconds, 1))

    def _count(self, name: str) -> None:
        self._crawler.stats.inc_value(f"buratha/browser/{name}")


def _provider(handler: ScrapyPlaywrightDownloadHandler) -> KillableBrowser:
    provider = handler.browser_provider
    assert isinstance(provider, KillableBrowser)
    return provider


async def _end(handler: ScrapyPlaywrightDownloadHandler, seconds: float) -> None:
    """Close a browser and what drives it; by force where it does not close."""
    if not await _closes(handler.close(), seconds):
        _provider(handler).kill()
        await _closes(_provider(handler).close(), seconds)


async def _closes(closing: Coroutine[Any, Any, Any], seconds: float) -> bool:
    try:
        await asyncio.wait_for(closing, seconds)
    except TimeoutError:
        return False
    except Error as error:
        logger.debug("While closing the browser: %s", error)
    return True
