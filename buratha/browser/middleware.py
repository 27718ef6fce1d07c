"""Which pages go to the browser, and what becomes of those that come from it."""

import logging

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.http import HtmlResponse, Response

from buratha.browser.addon import Browser
from buratha.browser.asking import ALWAYS, BROWSER, LED_ON, NOT_DRAWN, SHELL, Asker, is_drawn, without_browser
from buratha.browser.options import ALWAYS as EVERY_PAGE
from buratha.browser.shells import is_shell
from buratha.extensions.ending import ToldToEndError
from buratha.failures import RedirectedAwayError, name_of
from buratha.fingerprints import LISTING
from buratha.locations import site_of
from buratha.urls import article_address

_LED_ELSEWHERE = "led_elsewhere"
_OF_THE_NETWORK = "net::ERR_"
"""In the browser's words for a server that cannot be reached: without a browser it cannot either."""

logger = logging.getLogger(__name__)


class BrowserMiddleware:
    """Downloader middleware. With ``auto``, a shell is asked for again in the browser; with ``always``, articles and listings go there at once.

    What went there at once and could not be drawn is asked for without the browser: nobody has seen yet whether the plain page is good.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._site = site_of(crawler.settings)
        self._browser = crawler.get_addon(Browser)
        self._asker = Asker(crawler)
        self._is_replayed = bool(crawler.settings.get("BURATHA_WARC_REPLAY"))

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "BrowserMiddleware":
        """Make it for a crawl."""
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Send to the browser what has to go there, and let no page of it move the plain pages' delay."""
        if self._goes_at_once(request):
            request.meta[BROWSER] = {"why": ALWAYS}
        if request.meta.get(BROWSER):
            request.meta["autothrottle_dont_adjust_delay"] = True

    async def process_response(self, request: Request, response: Response) -> Request | Response:
        """Ask for a shell again, in the browser; refuse a page at which the browser has arrived and should not.

        Raises:
            RedirectedAwayError: the browser was sent away from the agency.
            IgnoreRequest: it was sent to an address that robots.txt forbids.

        """
        if is_drawn(response):
            try:
                await self._check_arrival(request, response)
            except IgnoreRequest as error:
                if not _went_at_once(request):
                    raise
                return self._plainly(request, name_of(error))
            return self._plainly(request, _LED_ELSEWHERE) if _is_led_elsewhere(request, response) else response
        if not isinstance(response, HtmlResponse) or request.meta.get("dont_obey_robotstxt") or not is_shell(response):
            return response
        response.request = request
        return self._asker.again(response, SHELL) or response

    def process_exception(self, request: Request, exception: Exception) -> Request | None:
        """Ask without the browser for a page at which it has failed, once it is not tried again."""
        if self._is_replayed or not _went_at_once(request) or _OF_THE_NETWORK in str(exception) or isinstance(exception, ToldToEndError):
            return None
        return self._plainly(request, name_of(exception))

    def _plainly(self, request: Request, reason: str) -> Request:
        self._crawler.stats.inc_value(f"buratha/browser/not_drawn/{reason}")
        logger.info("The browser did not bring a page (%s), which is asked for without one: %s", reason, request.url)
        return without_browser(request, reason)

    def _goes_at_once(self, request: Request) -> bool:
        if self._browser is None or self._browser.options is None or self._browser.options.mode != EVERY_PAGE or not self._browser.is_at_hand:
            return False
        if not request.meta.keys().isdisjoint({BROWSER, NOT_DRAWN}) or request.method != "GET" or not self._site.serves(request.url):
            return False
        return bool(request.meta.get(LISTING)) or article_address(request.url) is not None

    async def _check_arrival(self, request: Request, response: Response) -> None:
        if response.url.partition("#")[0] == request.url.partition("#")[0] or self._browser is None:
            return
        if not self._site.serves(response.url):
            raise RedirectedAwayError(response.url)
        if not await self._browser.chromium(self._crawler).robots_allow(response.url):
            raise IgnoreRequest("Forbidden by robots.txt")


def _went_at_once(request: Request) -> bool:
    """Whether the browser was asked first."""
    return (request.meta.get(BROWSER) or {}).get("why") == ALWAYS


def _is_led_elsewhere(request: Request, response: Response) -> bool:
    """Whether an article's script has led to a page of the site that is no article's."""
    is_article = not request.meta.get(LISTING) and article_address(request.url) is not None
    return _went_at_once(request) and LED_ON in response.flags and is_article and article_address(response.url) is None
