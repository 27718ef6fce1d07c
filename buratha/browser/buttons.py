"""Finding the "more" button of a listing, whatever element it is, and pressing it."""

import asyncio
from time import monotonic
from typing import Final, TypedDict

from playwright.async_api import ElementHandle, Error, Page

from buratha.arabic.folding import fold
from buratha.browser.drawing import is_going
from buratha.pages.label_words import keys

_MORE: Final = keys("buttons", "more")
_NEXT: Final = keys("buttons", "next")
_LOAD: Final = keys("buttons", "load")
_OTHER: Final = keys("buttons", "other")
"""Words of buttons that open one story, its comments, or a menu, or say that there is no more."""
_MOST_WORDS: Final = 6
_CLICK: Final = 3_000
WAKING: Final = 5.0
"""So many seconds a button that cannot be pressed yet is given: its script may have yet to run, or is at work."""
_POLL: Final = 0.1
_SECOND: Final = 2
"""The page that numbered buttons turn to first."""

_SELECTOR: Final = "button, input[type=submit], input[type=button], input[type=image], [role=button], [onclick], a, [class*=more i], [id*=more i]"

_ASLEEP: Final = '!!(element.disabled || ["aria-disabled", "aria-busy"].some(name => element.getAttribute(name) === "true"))'
_CANDIDATES: Final = """(selector) => [...document.querySelectorAll(selector)].map((element, index) => {
  const text = (element.innerText || element.value || element.getAttribute("aria-label") || element.title || "").trim();
  if (!text || text.length > 60) return null;
  if (!element.getClientRects().length || getComputedStyle(element).visibility === "hidden") return null;
  if (element.matches("a")) {
    const href = element.getAttribute("href") || "";
    const leads = href && !href.startsWith("#") && !/^javascript:/i.test(href);
    if (leads && !element.hasAttribute("onclick") && element.pathname !== location.pathname) return null;
  }
  return {index, text, asleep: ASLEEP,
    menu: !!element.closest("nav, header, [role=menu], [role=navigation]") || element.hasAttribute("aria-haspopup")};
}).filter(Boolean)""".replace("ASLEEP", _ASLEEP)
"""Links that lead to another address are no buttons, unless they say that a script waits for them or stay with the listing."""

_ELEMENT: Final = "([selector, index]) => document.querySelectorAll(selector)[index]"


class _Candidate(TypedDict):
    index: int
    text: str
    asleep: bool
    menu: bool


class Buttons:
    """The buttons of one page that may bring more, the likeliest first; those that bring nothing are forgotten."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._chosen: _Candidate | None = None
        self._pressed: ElementHandle | None = None
        self._futile: set[str] = set()
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

    async def is_at_work(self) -> bool:
        """Whether the button that was pressed last cannot be pressed again yet, whatever it says meanwhile."""
        try:
            return self._pressed is not None and bool(await self._pressed.evaluate(f"(element) => element.isConnected && {_ASLEEP}"))
        except Error as error:
            if not is_going(error):
                raise
            return False

    async def _likely(self) -> tuple[_Candidate | None, _Candidate | None]:
        """The likeliest button that can be pressed, and the likeliest that cannot be now."""
        try:
            found: list[_Candidate] = await self._page.evaluate(_CANDIDATES, _SELECTOR)
        except Error as error:
            if not is_going(error):
                raise
            found = []
        rated = [(self._rate(each), each["index"], each) for each in found if self._name(each) not in self._futile]
        awake, asleep = (
            max((row for row in rated if row[0] > 0 and row[2]["asleep"] == sleeps), key=lambda row: row[:2], default=(0, 0, None))[2]
            for sleeps in (False, True)
        )
        return awake, asleep

    def _rate(self, candidate: _Candidate) -> int:
        if fold(candidate["text"]) == str(self._page_to_come):
            return 1
        return rate(candidate["text"]) - candidate["menu"]

    async def press(self) -> None:
        """Press the button that was found: as a reader would, or by its event where something lies over it."""
        assert self._chosen is not None
        handle = await self._page.evaluate_handle(_ELEMENT, [_SELECTOR, self._chosen["index"]])
        self._pressed = element = handle.as_element()
        if element is None:
            return
        try:
            await element.click(timeout=_CLICK, no_wait_after=True)
        except Error:
            try:
                await element.dispatch_event("click")
            except Error as error:
                if not is_going(error):
                    raise

    def brought_more(self) -> None:
        """The press had its effect: of numbered buttons, the next one is due."""
        self._page_to_come += 1

    def forget(self) -> None:
        """Do not press this button again."""
        if self._chosen is not None:
            self._futile.add(self._name(self._chosen))

    @staticmethod
    def _name(candidate: _Candidate) -> str:
        return f"{fold(candidate['text'])} {candidate['menu']}"


def rate(text: str) -> int:
    """How likely a button with this text brings more of a listing: 0 for not at all.

    >>> rate("تحميل المزيد من الأخبار"), rate("المزيد"), rate("التالي »"), rate("اقرأ المزيد"), rate("بحث")
    (4, 3, 2, 0, 0)
    """
    words = fold(text).split()
    if not words or len(words) > _MOST_WORDS or not _OTHER.isdisjoint(words):
        return 0
    if not _MORE.isdisjoint(words):
        return 4 if not _LOAD.isdisjoint(words) else 3
    return 2 if not _NEXT.isdisjoint(words) else 0
