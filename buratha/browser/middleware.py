"""Which pages go to the browser, and what becomes of those that come from it."""

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.http import HtmlResponse, Response

from buratha.browser.addon import Browser
from buratha.browser.asking import ALWAYS, BROWSER, SHELL, Asker, is_drawn
from buratha.browser.options import ALWAYS as EVERY_PAGE
from buratha.browser.shells import is_shell
from buratha.failures import RedirectedAwayError
from buratha.fingerprints import LISTING
from buratha.locations import Locations
from buratha.urls import article_address


class BrowserMiddleware:
    """Downloader middleware. With ``auto``, a shell is asked for again in the browser; with ``always``, articles and listings go there at once."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._site = Locations.of(crawler.settings).site
        self._browser = crawler.get_addon(Browser)
        self._asker = Asker(crawler)

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
            await self._check_arrival(request, response)
            return response
        if not isinstance(response, HtmlResponse) or request.meta.get("dont_obey_robotstxt") or not is_shell(response):
            return response
        response.request = request
        return self._asker.again(response, SHELL) or response

    def _goes_at_once(self, request: Request) -> bool:
        if self._browser is None or self._browser.options is None or self._browser.options.mode != EVERY_PAGE or not self._browser.is_at_hand:
            return False
        if BROWSER in request.meta or request.method != "GET" or not self._site.serves(request.url):
            return False
        return bool(request.meta.get(LISTING)) or article_address(request.url) is not None

    async def _check_arrival(self, request: Request, response: Response) -> None:
        if response.url.partition("#")[0] == request.url.partition("#")[0] or self._browser is None:
            return
        if not self._site.serves(response.url):
            raise RedirectedAwayError(response.url)
        if not await self._browser.chromium(self._crawler).robots_allow(response.url):
            raise IgnoreRequest("Forbidden by robots.txt")
