"""What a page in the browser may load: what its text needs, from the agency and from well-known stores of script libraries."""

from contextlib import suppress
from urllib.parse import urlsplit

from playwright.async_api import BrowserContext, Error, Route, WebSocketRoute
from playwright.async_api import Request as BrowserRequest
from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware

from buratha.browser.options import BrowserOptions
from buratha.locations import site_of

_NOT_TEXT = frozenset({"image", "media", "font", "texttrack", "manifest", "ping", "cspreport", "prefetch", "other"})
"""``other`` is the page's icon."""
_LIBRARIES = frozenset({"script", "stylesheet"})
_ASKED_OF_ROBOTS = frozenset({"document", "xhr", "fetch", "eventsource"})
_TELL = "burathaBlocked"
_NO_SPECULATION = """(() => {
  const tell = window.TELL;
  delete window.TELL;
  const isRules = node => node.localName === "script" && /^\\s*speculationrules\\s*$/i.test(node.type);
  const within = node => node.querySelectorAll ? [node, ...node.querySelectorAll("script")].filter(isRules) : [];
  const drop = script => { script.type = "text/plain"; script.remove(); tell(); };
  const see = changes => changes.forEach(change => change.addedNodes.forEach(node => within(node).forEach(drop)));
  new MutationObserver(see).observe(document, {childList: true, subtree: true});
})()""".replace("TELL", _TELL)
"""Takes rules of what to load ahead out of a page before Chromium reads them: it shows nobody what it loads by them, and no flag turns that off."""


class Blocking:
    """Refuses requests of the browser by their kind, their host and robots.txt, and counts them."""

    def __init__(self, crawler: Crawler, options: BrowserOptions) -> None:
        self._crawler = crawler
        self._site = site_of(crawler.settings)
        self._hosts = options.hosts

    async def refuses(self, request: BrowserRequest) -> bool:
        """Whether the browser must not send a request. For ``PLAYWRIGHT_ABORT_REQUEST``."""
        reason = await self.why_not(request.url, request.resource_type)
        if reason:
            self.count(reason)
        return reason is not None

    async def why_not(self, url: str, kind: str) -> str | None:
        """Why something of this kind must not be asked for; None if it may."""
        reason = self.reason(url, kind)
        if reason is None and kind in _ASKED_OF_ROBOTS and not await self.robots_allow(url):
            return "robots"
        return reason

    def count(self, reason: str) -> None:
        """Count something that was refused."""
        self._crawler.stats.inc_value(f"buratha/browser/blocked/{reason}")

    async def guard(self, context: BrowserContext) -> None:
        """Refuse what is not shown as a page's request. For a context that has no page yet.

        A window that a page opens would have asked for its address and pictures before it is closed; sockets, and what is loaded ahead, are no
        requests to Playwright.
        """
        await context.route("**/*", self._refuse_window)
        await context.route_web_socket("**/*", self._refuse_socket)
        await context.expose_binding(_TELL, lambda _: self.count("loaded_ahead"))
        await context.add_init_script(_NO_SPECULATION)

    async def _refuse_socket(self, socket: WebSocketRoute) -> None:
        self.count("socket")
        with suppress(Error):
            await socket.close()

    async def _refuse_window(self, route: Route) -> None:
        self.count("window")
        with suppress(Error):
            await route.abort()

    def reason(self, url: str, kind: str) -> str | None:
        """Why something of this kind is not loaded from this address; None if it is."""
        if kind in _NOT_TEXT:
            return "not_text"
        if self.is_own(url) or (kind in _LIBRARIES and urlsplit(url).hostname in self._hosts):
            return None
        return "other_host"

    def is_own(self, url: str) -> bool:
        """Whether an address belongs to the site that is crawled, or to a host below its name."""
        own, host = urlsplit(self._site.base).hostname or "", urlsplit(url).hostname or ""
        return self._site.serves(url) or host.endswith("." + own.removeprefix("www."))

    async def robots_allow(self, url: str) -> bool:
        """Whether robots.txt allows an address to us; always where it is not obeyed."""
        robots = self._crawler.get_downloader_middleware(RobotsTxtMiddleware)
        if robots is None:
            return True
        parser = await robots.robot_parser(Request(url))
        agent = self._crawler.settings["ROBOTSTXT_USER_AGENT"] or self._crawler.settings["USER_AGENT"]
        return parser is None or parser.allowed(url, agent)
