"""Waiting until a page in the browser has drawn its text."""

import asyncio
from time import monotonic
from typing import Final, NamedTuple

from playwright.async_api import Error, Page, Response

from buratha.browser.watch import Watch
from buratha.pages.decode import decode

QUIET: Final = 0.4
"""So many seconds without a change and with nothing under way: the page is drawn."""
LONG_QUIET: Final = 2.0
"""The same for an article of which the plain page had only a part: the rest may be fetched after a while, or come piece by piece."""
SCRIPTS_QUIET: Final = 1.2
"""The same for a page whose text a script has brought, after its document: the script may show it piece by piece."""
_EMPTY: Final = 5.0
"""So long a page without text is given, which may draw it after a while."""
_PATIENCE: Final = 10.0
"""So long a page with text is given while something is under way that changes nothing: a poll that is held open, a script that never comes."""
_RESTLESS: Final = 5.0
"""So long a page with text is given that changes all the time with nothing under way, as one with a ticker does."""
_FEW_WORDS: Final = 25
_POLL: Final = 0.1
_GOING: Final = ("context was destroyed", "navigat", "Cannot find context", "Frame was detached")
_CRASHED: Final = ("has been closed", "crashed", "Connection closed", "Browser closed", "Target closed", "disconnected")

_LOOK: Final = """() => {
  const body = document.body;
  const text = body ? body.innerText.trim() : "";
  return [document.readyState, document.getElementsByTagName("*").length, text.length, text ? text.split(/\\s+/).length : 0];
}"""


class Looks(NamedTuple):
    """A page at one moment."""

    state: str
    elements: int
    characters: int
    words: int

    @property
    def is_loading(self) -> bool:
        """Whether the document itself has not wholly come."""
        return self.state == "loading"

    @property
    def is_filled(self) -> bool:
        """Whether there is enough text for a page."""
        return self.words >= _FEW_WORDS


class EndlessDeparturesError(Exception):
    """A page that leaves for itself or for another address again and again."""


class LeftError(Exception):
    """A page that left for an address which it does not get: of another site, forbidden, without an answer."""


async def settle(page: Page, watch: Watch, seconds: float, most_departures: int, quiet: float = QUIET) -> None:
    """Wait until a page has drawn its text: until nothing has changed for ``quiet`` seconds, longer where a script brings it.

    Raises:
        EndlessDeparturesError: the page went on more often than allowed.
        LeftError: it is gone, and nothing has come in its place.
        TimeoutError: the document did not come to its end, or its text is still missing while something is under way.

    """
    before, course = watch.departures, _Course(quiet)
    while True:
        if watch.departures - before > most_departures:
            raise EndlessDeparturesError
        if watch.has_left:
            raise LeftError
        looks = await look(page)
        course.saw(looks, is_busy=bool(watch.pending))
        if course.is_drawn:
            return
        if course.age >= seconds:
            if looks is None or looks.is_loading or (watch.pending and not looks.is_filled):
                raise TimeoutError
            return
        await asyncio.sleep(_POLL)


class _Course:
    """What a page has done so far: since when it has been calm, idle, and without more text."""

    def __init__(self, quiet: float) -> None:
        self._quiet = quiet
        self._began = self._now = self._calm_since = self._idle_since = self._grown_since = monotonic()
        self._looks: Looks | None = None
        self._most_words = 0
        self._is_grown = False
        """Whether text has come after the document."""

    @property
    def age(self) -> float:
        """For how many seconds it has been looked at."""
        return self._now - self._began

    def saw(self, looks: Looks | None, *, is_busy: bool) -> None:
        """Take note of how it looks now."""
        self._now = monotonic()
        if looks is not None and looks.words > self._most_words:
            self._is_grown = self._is_grown or (self._looks is not None and not self._looks.is_loading)
            self._most_words, self._grown_since = looks.words, self._now
        if looks is None or looks != self._looks:
            self._looks, self._calm_since = looks, self._now
        if looks is None or is_busy:
            self._idle_since = self._now

    @property
    def is_drawn(self) -> bool:
        """Whether its text is there, as far as one can tell."""
        looks, now = self._looks, self._now
        if looks is None or looks.is_loading:
            return False
        if self._idle_since == now:
            return looks.is_filled and now - self._calm_since >= _PATIENCE
        quiet = max(self._quiet, SCRIPTS_QUIET) if self._is_grown else self._quiet
        if looks.is_filled and self.age >= _RESTLESS and now - max(self._idle_since, self._grown_since) >= max(quiet, SCRIPTS_QUIET):
            return True
        return now - self._calm_since >= quiet and (looks.is_filled or self.age >= _EMPTY)


async def look(page: Page) -> Looks | None:
    """How a page looks now; None while it goes to another address."""
    try:
        return Looks(*await page.evaluate(_LOOK))
    except Error as error:
        if is_going(error):
            return None
        raise


def is_going(error: Error) -> bool:
    """Whether an error only says that the page was leaving for another address."""
    return not is_crash(error) and any(sign in error.message for sign in _GOING)


def is_crash(error: Error) -> bool:
    """Whether an error says that the page or its browser is no more."""
    return any(sign in error.message for sign in _CRASHED)


_LOST = "\ufffd".encode()
_READS_ARABIC = "() => /[\\u0621-\\u064a]{3}/.test(document.documentElement.textContent) && !document.documentElement.textContent.includes('\\ufffd')"
_AGAIN: Final = 20
"""Seconds."""


async def read_again_if_misread(page: Page, watch: Watch) -> None:
    """Give the browser the page once more where it took its bytes for another encoding than :mod:`buratha.pages.decode` does.

    Old pages declare nothing, or lie; a browser believes them, and letters would be lost.
    """
    answer = await watch.answer()
    if answer is None:
        return
    try:
        body, headers = await answer.body(), await answer.all_headers()
        if _LOST in body:
            body = await _as_sent(page, answer)
    except Error as error:
        if is_crash(error):
            raise
        return  # the browser has dropped it: the page has left for another address
    if body.isascii():
        return
    decoded = decode(body, headers.get("content-type"))
    if _same(decoded.encoding, str(await page.evaluate("() => document.characterSet"))):
        return
    address, status = watch.address, answer.status
    await page.route(
        lambda url: url == address,
        lambda route: route.fulfill(status=status, body=decoded.text.encode("utf-8", "replace"), content_type="text/html; charset=utf-8"),
        times=1,
    )
    await page.goto(address, wait_until="commit")


async def _as_sent(page: Page, main: Response) -> bytes:
    """The bytes of a page for which the browser has only its text, letters lost: Chromium from 150 on, where the server names no encoding.

    Empty where the browser has read Arabic in it all the same. Else the page is asked for once more, beside the browser, with its cookies.
    """
    if await page.evaluate(_READS_ARABIC):
        return b""
    again = await page.context.request.get(main.url, max_redirects=0, timeout=_AGAIN * 1000)
    return await again.body() if again.status == main.status else b""


def _same(one: str, other: str) -> bool:
    return _plain(one) == _plain(other)


def _plain(name: str) -> str:
    """One spelling for the names that Python and browsers have for a character set."""
    return name.lower().replace("-", "").replace("_", "").replace("windows", "cp")
