"""The download handler: Scrapy's own for plain pages, and the browser, once the first page needs it."""

from typing import Any

from scrapy import Request
from scrapy.core.downloader.handlers.base import BaseDownloadHandler
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.http import Response
from scrapy.utils.misc import build_from_crawler, load_object

from buratha.browser.addon import PLAIN_HANDLERS, Browser
from buratha.browser.asking import BROWSER


class PlainOrBrowser(BaseDownloadHandler):
    """Adds one look into a request's meta to a plain download; scrapy-playwright is not even imported before it is needed."""

    lazy = False

    def __init__(self, crawler: Crawler) -> None:
        """Stand before the handlers that were set.

        Raises:
            NotConfigured: the add-on is missing.

        """
        super().__init__(crawler)
        browser = crawler.get_addon(Browser)
        if browser is None:
            raise NotConfigured("buratha.browser.addon.Browser is missing from ADDONS")
        self._browser = browser
        self._plain: dict[str, Any] = {}

    async def download_request(self, request: Request) -> Response:
        """Download a page as its request is marked."""
        if request.meta.get(BROWSER):
            return await self._browser.chromium(self.crawler).download(request)
        response: Response = await self._handler(request.url.partition(":")[0]).download_request(request)
        return response

    async def close(self) -> None:
        """End what was started."""
        for handler in self._plain.values():
            await handler.close()
        await self._browser.close()

    def _handler(self, scheme: str) -> Any:
        if scheme not in self._plain:
            kind = load_object(self.crawler.settings.getdict(PLAIN_HANDLERS)[scheme])
            self._plain[scheme] = build_from_crawler(kind, self.crawler)
        return self._plain[scheme]
