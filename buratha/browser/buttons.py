"""Finding the "more" button of a listing, whatever element it is, and pressing it."""

import asyncio
from collections import Counter
from time import monotonic
from typing import Final, TypedDict

from playwright.async_api import ElementHandle, Error, Page

from buratha.browser.candidates import (
    ARGUMENTS,
    CANDIDATES,
    IS_ASLEEP,
    IS_SEEN,
    SELECTOR,
    TEXT,
    Candidate,
    is_asleep,
    kind_of,
    likelihood,
    name_of,
    says_more,
)
from buratha.browser.drawing import is_going
from buratha.browser.ends import UNSURE, WITHOUT_EFFECT
from buratha.pages.more_words import says_busy, says_other

_CLICK: Final = 3_000
WAKING: Final = 5.0
"""So many seconds a button that cannot be pressed yet is given: its script may have yet to run, or is at work."""
_AT_WORK: Final = 10.0
"""So many seconds one that says itself that it is at work is given."""
_POLL: Final = 0.1
_SECOND: Final = 2
"""The page that numbered buttons turn to first."""

_AGAIN: Final = 3
"""So many presses in vain, one after the other, end a button that has brought more: its server or its script may have slipped."""
_ONCE_MORE: Final = 2
"""The same for one that says that it brings more, and has asked for nothing: its script may begin late."""

_LISTEN: Final = """element => {
  element.hasBeenPressed = false;
  element.addEventListener("click", () => { element.hasBeenPressed = true; }, {once: true, capture: true});
}"""
_UNLESS_PRESSED: Final = """element => {
  if (!element.hasBeenPressed) element.dispatchEvent(new MouseEvent("click", {bubbles: true, cancelable: true, composed: true}));
}"""
_ELEMENT: Final = "([selector, index]) => document.querySelectorAll(selector)[index]"
_STATE: Final = f"""(element) => ({{
  text: {TEXT}, asleep: {IS_ASLEEP}, busy: element.getAttribute("aria-busy") === "true",
  looks: element.isConnected ? element.outerHTML + ({IS_SEEN}) : ""
}})"""


async def element_of(page: Page, candidate: Candidate) -> ElementHandle | None:
    """The element on the page that a candidate was seen at."""
    handle = await page.evaluate_handle(_ELEMENT, [SELECTOR, candidate["index"]])
    return handle.as_element()


async def press(element: ElementHandle) -> None:
    """Press an element: as a reader would, or by its event where something lies over it.

    Once: a busy browser may have pressed it, and not say so in time.
    """
    try:
        await element.evaluate(_LISTEN)
        await element.click(timeout=_CLICK, no_wait_after=True)
    except Error:
        try:
            await element.evaluate(_UNLESS_PRESSED)
        except Error as error:
            if not is_going(error):
                raise


class _State(TypedDict):
    """A button at one moment; ``looks`` is empty where it has been taken away."""

    text: str
    asleep: bool
    busy: bool
    looks: str


class Buttons:
    """The buttons of one page that may bring more, the likeliest first; those that bring nothing are forgotten."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._chosen: Candidate | None = None
        self._pressed: ElementHandle | None = None
        self._before: _State | None = None
        self._futile: set[str] = set()
        self._brought: set[str] = set()
        self._in_vain: Counter[str] = Counter()
        self._left: dict[str, str] = {}
        """What is not known of buttons that say that they bring more, and bring nothing."""
        self._page_to_come = _SECOND

    async def find(self) -> bool:
        """Look for the button to press next; False where there is none, or none that can be pressed before long."""
        began = monotonic()
        while True:
            awake, asleep = await self._likely()
            self._chosen = awake
            if awake is not None or asleep is None or monotonic() - began >= WAKING:
                return awake is not None
            await asyncio.sleep(_POLL)

    @property
    def have_brought_more(self) -> bool:
        """Whether a press had an effect so far."""
        return self._page_to_come > _SECOND

    async def patience(self) -> float:
        """So many seconds without a change the button that was pressed last is given, by what it says and how it looks since; 0 for no longer."""
        now = await self._state()
        if now is None or self._before is None:
            return 0
        if now["busy"] or says_busy(now["text"]):
            return _AT_WORK
        changed = now["looks"] != self._before["looks"] and not says_other(now["text"])
        return WAKING if changed or (now["asleep"] and now["looks"]) else 0

    async def _state(self) -> _State | None:
        """How the button that was pressed last looks now."""
        if self._pressed is None:
            return None
        try:
            state: _State = await self._pressed.evaluate(_STATE)
        except Error as error:
            if not is_going(error):
                raise
            return None
        return state

    async def _likely(self) -> tuple[Candidate | None, Candidate | None]:
        """The likeliest button that can be pressed, and the likeliest that cannot be now."""
        found = await self._candidates()
        rated = [(likelihood(each, self._page_to_come), each["index"], each) for each in found if name_of(each) not in self._futile]
        awake, asleep = (
            max((row for row in rated if row[0] > 0 and is_asleep(row[2]) == sleeps), key=lambda row: row[:2], default=(0, 0, None))[2]
            for sleeps in (False, True)
        )
        return awake, asleep

    async def _candidates(self) -> list[Candidate]:
        """The elements that may be buttons; none while the page goes to another address."""
        try:
            found: list[Candidate] = await self._page.evaluate(CANDIDATES, ARGUMENTS)
        except Error as error:
            if not is_going(error):
                raise
            return []
        return found

    async def press(self) -> None:
        """Press the button that was found."""
        assert self._chosen is not None
        self._pressed = element = await element_of(self._page, self._chosen)
        if element is None:
            return
        self._before = await self._state()
        await press(element)

    def brought_more(self) -> None:
        """The press had its effect: of numbered buttons, the next one is due."""
        self._page_to_come += 1
        self._in_vain.clear()
        if self._chosen is not None:
            self._brought.add(kind_of(self._chosen))

    @property
    def says_more(self) -> bool:
        """Whether the button that was found is one that brings more, by what it says or because it has."""
        return self._chosen is not None and (self._has_brought(self._chosen) or says_more(self._chosen))

    def _has_brought(self, candidate: Candidate) -> bool:
        return kind_of(candidate) in self._brought

    def forget(self, *, was_asked: bool, has_changed: bool, is_long: bool) -> bool:
        """Do not press this button again, unless it has brought more so far, or nothing at all has come of it although it says that it brings more.

        Gives whether it is pressed no more. ``was_asked``: whether the page has asked for anything upon the press; ``is_long``: whether it lists as
        much as pages do.
        """
        if self._chosen is None:
            return True
        name, has_brought = name_of(self._chosen), self._has_brought(self._chosen)
        is_still = self.says_more and not (was_asked or has_changed)
        self._in_vain[name] += 1
        if self._in_vain[name] < (_AGAIN if has_brought else _ONCE_MORE if is_still and is_long else 1):
            return False
        self._futile.add(name)
        if has_brought or is_still or (was_asked and self.says_more):
            self._left[name] = WITHOUT_EFFECT if is_still and not has_brought else UNSURE
        return True

    async def left_over(self) -> str | None:
        """Why the listing may go on all the same: a button that says so still stands there, whatever came of it; None where none does."""
        found = await self._candidates()
        ends = {self._left.get(name_of(each)) for each in found if not is_asleep(each)}
        if self.have_brought_more:
            return UNSURE if UNSURE in {self._left.get(name_of(each)) for each in found if self._has_brought(each) and not is_asleep(each)} else None
        asleep = {WITHOUT_EFFECT for each in found if each["asleep"] and says_more(each)}
        return next((end for end in (UNSURE, WITHOUT_EFFECT) if end in ends | asleep), None)
