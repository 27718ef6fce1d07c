"""Pressing the "more" button of a listing until it brings no more, or scrolling where it has none.

What a press brings may be added to the page, or come in place of it; the page that is given back has all of it.
"""

import asyncio
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from time import monotonic
from typing import Final, Protocol

from playwright.async_api import Error, Page

from buratha.browser.answers import Answers
from buratha.browser.buttons import WAKING, Buttons
from buratha.browser.calm import Calm
from buratha.browser.drawing import QUIET, Looks, is_going, look
from buratha.browser.ends import ALL, FAILED, LIMIT, SIZE, SKIPPED, STOPPED, TIME, UNSURE, UNTIL, WITHOUT_EFFECT
from buratha.browser.losses import Losses
from buratha.browser.scrolling import Scrolling
from buratha.browser.watch import ITS_OWN, Watch
from buratha.urls import article_address, resolve

MOST_CHARACTERS: Final = 3_000_000
"""Below what a listing's reader takes in."""

_TRIES: Final = 3
_NOTHING: Final = 1.0
_SLOWER: Final = 1.5
"""By so much a press may take longer than the slowest before it."""
_LONGEST_WAIT: Final = 30.0
_ITEMS_QUIET: Final = 1.5
"""So many seconds without another new article, and nothing under way: what a press brings is there, whatever else changes on the page."""
_NEVER_CALM: Final = 12.0
"""So long a page is given that brings no article and changes all the time."""
_POLL: Final = 0.1
_KNOWN_SHARE: Final = 0.5
_A_PAGE: Final = 10
"""So many articles look like a page of a listing that has more."""

_LINKS: Final = """() => [...document.querySelectorAll("a[href]")].map(link => link.href)"""


@dataclass(frozen=True, slots=True)
class Order:
    """How far to go. ``pause`` is the seconds between two presses, each of which is a request to the server."""

    presses: int
    seconds: float
    pause: float
    until: int | None = None
    beyond: int = 0
    """More known articles than this have to come before the pressing stops at ``until``."""
    is_stopped: Callable[[], bool] = lambda: False


class _Way(Protocol):
    """What brings more of a listing: its buttons, or scrolling."""

    async def find(self) -> bool: ...
    async def press(self) -> None: ...
    async def patience(self) -> float: ...
    def brought_more(self) -> None: ...
    def forget(self, *, was_asked: bool, has_changed: bool, is_long: bool) -> bool: ...
    @property
    def says_more(self) -> bool: ...


@dataclass(slots=True)
class Pressing:
    """The pressing on one page: what was there before, how often it was pressed, and why no more."""

    page: Page
    watch: Watch
    order: Order
    presses: int = 0
    end: str = ALL
    replaced: list[str] = field(default_factory=list)
    kept: set[int] = field(default_factory=set)
    """The articles on those."""
    known: set[int] = field(default_factory=set)
    passed: int = 0
    """How many articles up to ``until`` the presses have brought."""
    is_restless: bool = False
    """Whether the page has turned out to change all the time: then nothing follows from a change."""
    has_changed: bool = False
    """Whether the last press has changed anything on a page that does not change by itself."""
    slowest: float | None = None
    """The seconds that a press took until the first of it came, at most; None while none has brought anything."""
    losses: Losses = field(default_factory=Losses)
    answers: Answers = field(init=False)

    def __post_init__(self) -> None:
        """Follow what the page asks for from now on."""
        self.answers = Answers(self.page, self.watch)

    async def run(self) -> str:
        """Press to the end, and give the page with all that came."""
        began, buttons, scrolling = monotonic(), Buttons(self.page), Scrolling(self.page)
        self.known, in_vain = set(await articles(self.page)), False
        while way := await self._way(buttons, scrolling):
            before = await self._snapshot()
            bound = self._bound(monotonic() - began, len(before))
            if bound:
                self.end = bound
                break
            windows = self.watch.windows
            new = await self._press(way, before)
            if not new:
                if self.end == FAILED:
                    break
                if self.watch.windows > windows and not in_vain:
                    in_vain = True
                    continue  # the first press on such a page opens an advert's window, and the next one does what the button says
                # It opens a menu, or there is nothing more behind it.
                if way.forget(was_asked=self.answers.were_asked_for, has_changed=self.has_changed, is_long=len(self.known) >= _A_PAGE):
                    self.losses.came_to_its_end()
                await asyncio.sleep(self.order.pause)
                continue
            way.brought_more()
            await self.answers.brought_more()
            in_vain = False
            if self._is_known(new):
                self.end = UNTIL
                break
            await asyncio.sleep(self.order.pause)
        if self.end == ALL:
            self.end = await buttons.left_over() or ALL
        if self.end == WITHOUT_EFFECT and self.slowest is not None:
            self.end = FAILED  # something has come after all: the button is slower than anybody waits
        self._tell_of_losses()
        return _joined([*self.replaced, await self._snapshot()])

    def _tell_of_losses(self) -> None:
        """Have it count what presses have lost, whatever the later ones brought."""
        if self.losses.are_amid and self.end != STOPPED:
            self.end = SKIPPED
        elif self.losses.are_at_the_end and self.end in {ALL, UNSURE, WITHOUT_EFFECT}:
            self.end = FAILED

    async def _way(self, buttons: Buttons, scrolling: Scrolling) -> _Way | None:
        """What to do next for more; a listing that goes on by its buttons is not scrolled."""
        if await buttons.find():
            return buttons
        return scrolling if not buttons.have_brought_more and await scrolling.find() else None

    async def _snapshot(self) -> str:
        """The page as it is now: the whole of it, or only its body where another page is there already to hold that."""
        if not self.replaced:
            return await self.page.content()
        body: str = await self.page.evaluate("() => document.body ? document.body.innerHTML : ''")
        return body

    def _bound(self, seconds: float, characters: int) -> str | None:
        """The bound that is reached, if one is."""
        if self.order.is_stopped():
            return STOPPED
        if self.presses >= self.order.presses:
            return LIMIT
        if characters + sum(map(len, self.replaced)) > MOST_CHARACTERS:
            return SIZE
        return TIME if seconds >= self.order.seconds else None

    async def _press(self, way: _Way, before: str) -> set[int]:
        """Press once, or again where the server fails; gives the articles that are new."""
        for attempt in range(_TRIES):
            failed, shown, looks = self.watch.failed, set(await articles(self.page)), await look(self.page)
            self.presses += 1
            began = monotonic()
            self.watch.pressed()
            self.answers.pressed()
            await way.press()
            now = await self._after(way, looks)
            self.has_changed = await look(self.page) != looks and not self.is_restless
            new = now - self.known
            if new:
                self.known |= new
                self.losses.brought(self.answers.asked())
                self.end = ALL
                if shown - now - self.kept:
                    self.replaced.append(before)
                    self.kept |= shown
                return new
            if self.watch.is_waiting_since(began, began + ITS_OWN):
                self.end = FAILED  # the server has not answered
                return set()
            is_wrong = way.says_more and await self.answers.are_wrong()
            self.losses.came_to_nothing(self.answers.asked(), is_wrong=is_wrong)
            if self.watch.failed == failed and not is_wrong:
                self.end = ALL
                return set()
            self.end = FAILED
            if attempt + 1 < _TRIES:
                await asyncio.sleep(max(self.order.pause, QUIET) * (attempt + 1))
                if not await way.find():
                    break
        return set()

    async def _after(self, way: _Way, before: Looks | None) -> set[int]:
        """The articles that the page links to once a press has had its effect: something new has come and is whole, or nothing comes."""
        began, calm = monotonic(), Calm()
        came: float | None = None
        while True:
            now, looks, found = monotonic(), await look(self.page), set(await articles(self.page))
            is_busy = looks is None or looks.is_loading or self.watch.is_busy_since_press
            calm.see(now, looks, found, is_busy=is_busy)
            has_more = bool(found - self.known)
            if came is None and has_more:
                came = now - began
                self.slowest = max(came, self.slowest or 0)
            still = not is_busy and (self._is_whole(calm, now) if has_more else await self._is_in_vain(way, calm, now, has_changed=looks != before))
            if still or now - began >= _LONGEST_WAIT:
                return found
            await asyncio.sleep(_POLL)

    def _is_whole(self, calm: Calm, now: float) -> bool:
        """Whether nothing comes any more after something new has."""
        if now - calm.whole_since >= QUIET:
            return True
        self.is_restless = self.is_restless or now - calm.items_since >= _ITEMS_QUIET
        return now - calm.items_since >= _ITEMS_QUIET

    async def _is_in_vain(self, way: _Way, calm: Calm, now: float, *, has_changed: bool) -> bool:
        """Whether nothing has come of a press, and nothing will."""
        whole, items = now - calm.whole_since, now - calm.items_since
        if self.is_restless:
            return items >= QUIET and items >= await self._patience(way, has_changed=False)
        if whole >= QUIET and whole >= await self._patience(way, has_changed=has_changed):
            return True
        self.is_restless = items >= _NEVER_CALM
        return self.is_restless

    async def _patience(self, way: _Way, *, has_changed: bool) -> float:
        """So many seconds without a change or a request tell that nothing comes of a press. A script may be slow to begin, or wait on purpose."""
        usual = WAKING if self.slowest is None or has_changed else _NOTHING + _SLOWER * self.slowest
        return max(usual, await way.patience())

    def _is_known(self, new: Iterable[int]) -> bool:
        """Whether a press has brought the articles from which on all is known; a box with old stories beside them does not count."""
        until, ids = self.order.until, list(new)
        if until is None:
            return False
        known = sum(number <= until for number in ids)
        self.passed += known
        return known >= _KNOWN_SHARE * len(ids) and self.passed > self.order.beyond


def _joined(pages: list[str]) -> str:
    """The first page, with the bodies of the others at the end of its own."""
    first, rest = pages[0], "\n".join(pages[1:])
    head, end, tail = first.rpartition("</body>")
    return f"{head}{rest}{end}{tail}" if end else first + rest


async def articles(page: Page) -> list[int]:
    """The numbers of the articles that the page links to now; none while it goes to another address."""
    try:
        links: list[str] = await page.evaluate(_LINKS)
    except Error as error:
        if is_going(error):
            return []
        raise
    found = (article_address(resolve(page.url, link) or "") for link in dict.fromkeys(links))
    return [address.id for address in found if address]
