"""What a page in the browser has under way, told by the browser's own events."""

import re
from collections import Counter
from contextlib import suppress
from time import monotonic

from playwright.async_api import Error, Frame, Page, Request, Response

from buratha.browser.blocking import Blocking

_TEXT = frozenset({"document", "script", "xhr", "fetch"})
_TEXT_IS_DATA = frozenset({"document", "xhr", "fetch"})
_REDIRECT, _BAD = 300, 400
_NO_ANSWER = "chrome-error:"
_ON_THE_WEB = ("http:", "https:")
ITS_OWN = 3.0
"""A request that begins so soon after a press is the press's own."""
_POLLED = 3
"""What a page has asked for so often on its own, it asks for again and again: nobody waits for it."""
_STAMPS = re.compile(r"\d{9,}")
"""Times and random numbers in an address that keep a cache from answering."""
CALLED_OFF = "net::ERR_ABORTED"
"""The page itself no longer wanted it."""


class Watch:
    """Follows a page's requests from its first one on.

    ``pending`` has those under way, but for the page's own polling, with the times at which they began, ``failed`` counts those of the site's
    that brought no text, ``departures`` how often the page left for an address, its own or another, ``windows`` how many others it opened.
    ``main`` is the first answer to the page itself; ``address`` is where the document that is shown came from, whatever address its script has
    given it since.
    """

    def __init__(self, page: Page, blocking: Blocking) -> None:
        self._page = page
        self._blocking = blocking
        self.pending: dict[Request, float] = {}
        self.failed = 0
        self.errors: set[str] = set()
        """What its scripts have thrown."""
        self.windows = 0
        self.departures = 0
        self.main: Response | None = None
        self.address = ""
        self._pressed = float("-inf")
        self._uncaused: Counter[tuple[str, str, bytes]] = Counter()
        self._document: Request | None = None
        self._leaving: Request | None = None
        page.on("request", self._began)
        page.on("framenavigated", self._arrived)
        page.on("requestfinished", self._finished)
        page.on("requestfailed", self._failed)
        page.on("response", self._answered)
        page.on("popup", self._opened)
        page.on("pageerror", lambda error: self.errors.add(error.message))

    def _began(self, request: Request) -> None:
        if self._is_main(request):
            self._leaving = request
            self.departures += request.redirected_from is None
        if self._matters(request) and not self._is_polled(request):
            self.pending[request] = monotonic()

    def pressed(self) -> None:
        """Take note that something was pressed, so that what the page asks for now has a cause."""
        self._pressed = monotonic()

    def _is_polled(self, request: Request) -> bool:
        address, _, query = without_fragment(request.url).partition("?")
        asked = address, _STAMPS.sub("", query), request.post_data_buffer or b""
        self._uncaused[asked] += monotonic() - self._pressed > ITS_OWN and not request.is_navigation_request()
        return self._uncaused[asked] > _POLLED

    def _arrived(self, frame: Frame) -> None:
        """Tell a new document, for which the page has asked, from another address that a script gives to the one that is there."""
        if frame != self._page.main_frame:
            return
        if self._leaving is not None and without_fragment(frame.url) == without_fragment(self._leaving.url):
            if self._document is not self._leaving:
                self._uncaused.clear()  # another document; a fragment that a script changes comes here too
            self.address, self._document = without_fragment(frame.url), self._leaving
        elif not frame.url.startswith(_ON_THE_WEB):
            self.address, self._document = frame.url, None

    @property
    def has_left(self) -> bool:
        """Whether the page has left for what is none: an address that may not be asked for or does not answer, or a blank page."""
        return bool(self.address) and self._document is None

    @property
    def left_for(self) -> str:
        """The last address for which the page left."""
        return self._leaving.url if self._leaving is not None and self.address.startswith(_NO_ANSWER) else self.address

    @property
    def is_led_on(self) -> bool:
        """Whether the page has been left for another one of its site, by its script and not by the server."""
        return self.main is not None and self._document is not None and self.address != without_fragment(self.main.url)

    async def answer(self) -> Response | None:
        """The answer that the document came with."""
        return await self._document.response() if self._document is not None else None

    def _finished(self, request: Request) -> None:
        self.pending.pop(request, None)

    def _failed(self, request: Request) -> None:
        self.pending.pop(request, None)
        if self.is_data(request) and request.failure != CALLED_OFF:
            self.failed += 1

    def _answered(self, response: Response) -> None:
        request, redirects = response.request, _REDIRECT <= response.status < _BAD
        if self.main is None and self._is_main(request) and not redirects:
            self.main = response
        elif response.status >= _BAD and self.is_data(request):
            self.failed += 1

    async def _opened(self, page: Page) -> None:
        self.windows += 1
        await _close(page)

    @property
    def is_busy_since_press(self) -> bool:
        """Whether a request that began after the last press is still under way."""
        return any(self._pressed <= when for when in self.pending.values())

    def is_waiting_since(self, began: float, ended: float) -> bool:
        """Whether a request that began between two moments is still under way."""
        return any(began <= when <= ended for when in self.pending.values())

    def _is_main(self, request: Request) -> bool:
        """Whether it is the page itself that is asked for, and no part or frame of it."""
        return request.is_navigation_request() and request.frame == self._page.main_frame

    def _matters(self, request: Request) -> bool:
        """Whether the page's text may wait for it."""
        return request.resource_type in _TEXT and self._blocking.reason(request.url, request.resource_type) is None

    def is_data(self, request: Request) -> bool:
        """Whether it asks for what the page's text is made of."""
        return request.resource_type in _TEXT_IS_DATA and self._matters(request)


async def _close(page: Page) -> None:
    """A window that the page opened would stay open after it."""
    with suppress(Error):
        await page.close()


def without_fragment(url: str) -> str:
    """The address that is asked for; what stands behind the ``#`` is the page's own affair."""
    return url.partition("#")[0]
