"""One page in the browser, from its request to its response."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import Any, Final

from playwright.async_api import Error, Page
from playwright.async_api import Response as Answer
from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import DownloadCancelledError, IgnoreRequest
from scrapy.http import HtmlResponse, Response
from scrapy.responsetypes import responsetypes
from scrapy_playwright.handler import ScrapyPlaywrightDownloadHandler

from buratha.browser.asking import ASKED, BROWSER, DRAWN, LED_ON, MORE, PRESSING, SHELL, UNFINISHED
from buratha.browser.blocking import Blocking
from buratha.browser.drawing import LONG_QUIET, QUIET, SCRIPTS_QUIET, LeftError, is_going, read_again_if_misread, settle
from buratha.browser.ends import COMPLETE, SKIPPED, UNSURE, WITHOUT_EFFECT
from buratha.browser.more import Order, Pressing
from buratha.browser.options import BrowserOptions
from buratha.browser.read_on import read_on
from buratha.browser.watch import Watch
from buratha.failures import RedirectedAwayError

logger = logging.getLogger(__name__)

_EMPTY_ERROR_PAGE: Final = "ERR_HTTP_RESPONSE_CODE_FAILURE"
"""Chromium takes an answer such as a 404 without a page for no answer."""
_BAD: Final = 400
_MOST_READINGS: Final = 3
_NOT_OURS: Final = ("Content-Type", "Content-Encoding", "Content-Length", "Transfer-Encoding")


class Visit:
    """Asks scrapy-playwright for a page as soon as its answer begins, and reads it once it is drawn. ``page`` is to be closed afterwards."""

    def __init__(self, crawler: Crawler, options: BrowserOptions, blocking: Blocking, request: Request) -> None:
        self.page: Page | None = None
        self._crawler = crawler
        self._settings = crawler.settings
        self._options = options
        self._blocking = blocking
        self._request = request
        self._timeout = crawler.settings.getfloat("DOWNLOAD_TIMEOUT")
        self._watch: Watch | None = None

    async def response(self, handler: ScrapyPlaywrightDownloadHandler) -> Response:
        """Give the page as it is drawn.

        Raises:
            TimeoutError: it is not drawn in time.
            Error: the browser fails.
            EndlessDeparturesError: its script leads on without end.
            RedirectedAwayError: its script leaves the site.
            IgnoreRequest: its script leaves for what robots.txt forbids.
            DownloadCancelledError: it is larger than DOWNLOAD_MAXSIZE.

        """
        request = self._request.replace(meta=self._meta())
        try:
            first = await self._first(handler, request)
            for name in ("redirect_times", "redirect_urls", "redirect_reasons"):
                if name in request.meta:
                    self._request.meta[name] = request.meta[name]
            assert self.page is not None
            assert self._watch is not None
            return await self._read(first, self.page, self._watch)
        except LeftError:
            assert self._watch is not None
            return await self._left(self._watch.left_for)
        except RuntimeError as error:
            raise Error(f"a file to be kept, and no page: {error}") from error  # what scrapy-playwright has for a download that is not accepted
        except Error as error:
            if _EMPTY_ERROR_PAGE in error.message and self._watch and self._watch.main:
                return (await self._without_text(self._watch.main)).replace(flags=[DRAWN])
            raise

    async def _first(self, handler: ScrapyPlaywrightDownloadHandler, request: Request) -> Response:
        """What the server answers first, though the page may leave at once for another address: then scrapy-playwright gives up to read it."""
        try:
            response: Response = await handler.download_request(request)
        except Error as error:
            if is_going(error) and self._watch and self._watch.main:
                return await self._without_text(self._watch.main)
            raise
        return response

    async def _without_text(self, main: Answer) -> HtmlResponse:
        return HtmlResponse(main.url, status=main.status, headers=await main.all_headers(), request=self._request)

    async def _begin(self, page: Page, _: Request) -> None:
        """Follow the page from before its first request on."""
        self.page, self._watch = page, Watch(page, self._blocking)

    def _meta(self) -> dict[str, Any]:
        """What scrapy-playwright is told about the page."""
        goto: dict[str, Any] = {"wait_until": "commit", "timeout": self._timeout * 1000}
        if referer := _header(self._request, "Referer"):
            goto["referer"] = referer
        return {
            "playwright": True,
            "playwright_include_page": True,
            "playwright_page_init_callback": self._begin,
            "playwright_page_goto_kwargs": goto,
            "playwright_context_kwargs": {
                "user_agent": _header(self._request, "User-Agent") or self._settings["USER_AGENT"],
                "extra_http_headers": {"Accept-Language": _header(self._request, "Accept-Language") or "ar"},
                "locale": "ar-IQ",
                "timezone_id": "Asia/Baghdad",
                "service_workers": "block",  # what they load would be seen by nobody
                "accept_downloads": False,  # they would be kept on disk until the browser ends
                "ignore_https_errors": not self._settings.getbool("DOWNLOAD_VERIFY_CERTIFICATES"),
            },
        }

    async def _read(self, first: Response, page: Page, watch: Watch) -> Response:
        kind = _header(first, "Content-Type").lower()
        if kind and "html" not in kind and watch.main is not None:
            return self._as_sent(first, watch.address or page.url, await watch.main.body())
        if first.status >= _BAD:
            return self._drawn(first, watch, await _content(page, lambda: asyncio.sleep(QUIET)))
        await self._settled(page, watch)
        text = (
            await self._pressed(page, watch)
            if self._request.meta[BROWSER]["why"] == MORE
            else await _content(page, lambda: self._settled(page, watch))
        )
        return self._drawn(await self._led(first, watch), watch, text)

    async def _settled(self, page: Page, watch: Watch) -> None:
        """Wait until the page is drawn, and the one to which its script leads, each in the encoding that its bytes are in.

        Of an article that has only begun it is waited for longer, and its control to read on is pressed.
        """
        why, most = self._request.meta[BROWSER]["why"], self._settings.getint("REDIRECT_MAX_TIMES")
        has_begun = why == UNFINISHED
        quiet = LONG_QUIET if has_begun else SCRIPTS_QUIET if why in {SHELL, ASKED} else QUIET
        for _ in range(_MOST_READINGS):
            address = watch.address
            stayed = await asyncio.wait_for(_stays(read_again_if_misread(page, watch)), self._timeout)
            await settle(page, watch, self._timeout, most, quiet)
            if stayed and watch.address == address:
                break
        if has_begun:
            presses = await read_on(page, lambda: settle(page, watch, self._timeout, most, quiet))
            self._crawler.stats.inc_value("buratha/browser/presses", presses)

    async def _left(self, address: str) -> Response:
        if not self._blocking.is_own(address):
            raise RedirectedAwayError(address)
        if not await self._blocking.robots_allow(address):
            raise IgnoreRequest(f"Forbidden by robots.txt: {address}")
        raise Error(f"the page left for {address}, which did not come")

    async def _led(self, first: Response, watch: Watch) -> Response:
        """The answer that the page came with which is shown now; as after the server's redirect it is the last one's."""
        answer = await watch.answer() if watch.is_led_on else None
        return first.replace(status=answer.status, headers=await answer.all_headers()) if answer else first

    async def _pressed(self, page: Page, watch: Watch) -> str:
        told, most = self._request.meta[BROWSER], self._options.presses
        order = Order(
            presses=min(int(told.get("presses", most)), most),
            seconds=self._options.seconds,
            pause=self._settings.getfloat("DOWNLOAD_DELAY"),
            until=told.get("until"),
            beyond=told.get("beyond", 0),
            is_stopped=lambda: not self._crawler.crawling,
        )
        pressing = Pressing(page, watch, order)
        text = await pressing.run()
        self._crawler.stats.inc_value("buratha/browser/presses", pressing.presses)
        self._crawler.stats.inc_value(f"buratha/browser/more/{pressing.end}")
        if pressing.end in {UNSURE, WITHOUT_EFFECT}:
            logger.info("A button brings no more and is still there (%s after %d presses): %s", pressing.end, pressing.presses, page.url)
        elif pressing.end == SKIPPED:
            logger.warning("Rows are missing amid the listing (what a press asked for has not come, of %d presses): %s", pressing.presses, page.url)
        elif pressing.end not in COMPLETE:
            logger.warning("The listing goes on (%s after %d presses): %s", pressing.end, pressing.presses, page.url)
        self._request.meta[PRESSING] = {"presses": pressing.presses, "end": pressing.end}
        return text

    def _as_sent(self, first: Response, url: str, body: bytes) -> Response:
        """What is no HTML is taken as the server sent it, not as the browser shows it."""
        kind = responsetypes.from_args(headers=first.headers, url=url, body=body)
        return kind(url=url, status=first.status, headers=first.headers, body=body, request=self._request, flags=[DRAWN])

    def _drawn(self, first: Response, watch: Watch, text: str) -> Response:
        url = watch.address or first.url
        body = text.encode("utf-8", "replace")
        if len(body) > self._settings.getint("DOWNLOAD_MAXSIZE"):
            self._crawler.stats.inc_value("buratha/browser/failures/too_large")
            raise DownloadCancelledError(f"{url} is larger than DOWNLOAD_MAXSIZE once it is drawn")
        headers = first.headers.copy()
        for name in _NOT_OURS:
            headers.pop(name, None)
        headers["Content-Type"] = "text/html; charset=utf-8"  # what the body is now, whatever the server sent
        flags = [DRAWN, LED_ON] if watch.is_led_on else [DRAWN]
        return HtmlResponse(
            url, status=first.status, headers=headers, body=body, request=self._request, flags=flags, encoding="utf-8", ip_address=first.ip_address
        )


async def _content(page: Page, wait: Callable[[], Awaitable[None]]) -> str:
    """The page's markup; waits and reads again where it arrives, or goes on to another address, in that moment."""
    for _ in range(_MOST_READINGS - 1):
        try:
            return await page.content()
        except Error as error:
            if not is_going(error):
                raise
            await wait()
    return await page.content()


async def _stays(reading: Awaitable[None]) -> bool:
    """Whether a page stays where it is while something is read of it."""
    try:
        await reading
    except Error as error:
        if is_going(error):
            return False
        raise
    return True


def _header(message: Request | Response, name: str) -> str:
    value = message.headers.get(name)
    return value.decode("latin-1") if value else ""
