"""What a page in the browser has under way, told by the browser's own events."""

from contextlib import suppress
from time import monotonic

from playwright.async_api import Error, Page, Request, Response

from buratha.browser.blocking import Blocking

_TEXT = frozenset({"document", "script", "xhr", "fetch"})
_TEXT_IS_DATA = frozenset({"document", "xhr", "fetch"})
_REDIRECT, _BAD = 300, 400
_CALLED_OFF = "net::ERR_ABORTED"
"""The page itself no longer wanted it."""


class Watch:
    """Follows a page's requests from its first one on.

    ``pending`` has those under way with the times at which they began, ``failed`` counts those of the site's that brought no text, ``departures``
    how often the page left for an address, its own or another, ``windows`` how many others it opened.
    """

    def __init__(self, page: Page, blocking: Blocking) -> None:
        self._page = page
        self._blocking = blocking
        self.pending: dict[Request, float] = {}
        self.failed = 0
        self.windows = 0
        self.departures = 0
        self.main: Response | None = None
        page.on("request", self._began)
        page.on("requestfinished", self._finished)
        page.on("requestfailed", self._failed)
        page.on("response", self._answered)
        page.on("popup", self._opened)

    def _began(self, request: Request) -> None:
        if self._is_main(request) and request.redirected_from is None:
            self.departures += 1
        if self._matters(request):
            self.pending[request] = monotonic()

    def _finished(self, request: Request) -> None:
        self.pending.pop(request, None)

    def _failed(self, request: Request) -> None:
        self.pending.pop(request, None)
        if self._is_data(request) and request.failure != _CALLED_OFF:
            self.failed += 1

    def _answered(self, response: Response) -> None:
        request, redirects = response.request, _REDIRECT <= response.status < _BAD
        if self.main is None and self._is_main(request) and not redirects:
            self.main = response
        elif response.status >= _BAD and self._is_data(request):
            self.failed += 1

    async def _opened(self, page: Page) -> None:
        self.windows += 1
        await _close(page)

    def is_waiting_since(self, began: float, ended: float) -> bool:
        """Whether a request that began between two moments is still under way."""
        return any(began <= when <= ended for when in self.pending.values())

    def _is_main(self, request: Request) -> bool:
        """Whether it is the page itself that is asked for, and no part or frame of it."""
        return request.is_navigation_request() and request.frame == self._page.main_frame

    def _matters(self, request: Request) -> bool:
        """Whether the page's text may wait for it."""
        return request.resource_type in _TEXT and self._blocking.reason(request.url, request.resource_type) is None

    def _is_data(self, request: Request) -> bool:
        return request.resource_type in _TEXT_IS_DATA and self._matters(request)


async def _close(page: Page) -> None:
    """A window that the page opened would stay open after it."""
    with suppress(Error):
        await page.close()
