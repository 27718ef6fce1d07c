"""Finding the "more" button of a listing, whatever element it is, and pressing it."""

from typing import Final, TypedDict

from playwright.async_api import Error, Page

from buratha.arabic.folding import fold
from buratha.browser.drawing import is_going

_MORE: Final = frozenset(fold(word) for word in "المزيد مزيد أكثر الأقدم أقدم older more".split())
_NEXT: Final = frozenset(fold(word) for word in "التالي التالية تالي اللاحق اللاحقة next".split())
_LOAD: Final = frozenset(fold(word) for word in "تحميل حمل حمّل عرض إظهار أظهر شاهد load show view".split())
_OTHER: Final = frozenset(
    fold(word) for word in "اقرأ إقرأ قراءة تفاصيل التفاصيل تابع تعليقات التعليقات تعليق خيارات لغات read comments comment options about".split()
)
"""Words of buttons that open one story, its comments, or a menu."""
_MOST_WORDS: Final = 6
_CLICK: Final = 3_000

_SELECTOR: Final = "button, input[type=submit], input[type=button], input[type=image], [role=button], [onclick], a, [class*=more i], [id*=more i]"

_CANDIDATES: Final = """(selector) => [...document.querySelectorAll(selector)].map((element, index) => {
  const text = (element.innerText || element.value || element.getAttribute("aria-label") || element.title || "").trim();
  if (!text || text.length > 60 || element.disabled) return null;
  if (!element.getClientRects().length || getComputedStyle(element).visibility === "hidden") return null;
  if (element.matches("a")) {
    const href = element.getAttribute("href") || "";
    const leads = href && !href.startsWith("#") && !/^javascript:/i.test(href);
    if (leads && !element.hasAttribute("onclick") && element.pathname !== location.pathname) return null;
  }
  return {index, text, menu: !!element.closest("nav, header, [role=menu], [role=navigation]") || element.hasAttribute("aria-haspopup")};
}).filter(Boolean)"""
"""Links that lead to another address are no buttons, unless they say that a script waits for them or stay with the listing."""

_ELEMENT: Final = "([selector, index]) => document.querySelectorAll(selector)[index]"


class _Candidate(TypedDict):
    index: int
    text: str
    menu: bool


class Buttons:
    """The buttons of one page that may bring more, the likeliest first; those that bring nothing are forgotten."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._chosen: _Candidate | None = None
        self._futile: set[str] = set()
        self._page_to_come = 2

    async def find(self) -> bool:
        """Look for the button to press next; False where there is none."""
        try:
            found: list[_Candidate] = await self._page.evaluate(_CANDIDATES, _SELECTOR)
        except Error as error:
            if not is_going(error):
                raise
            found = []
        rated = [(self._rate(each), each["index"], each) for each in found if self._name(each) not in self._futile]
        self._chosen = max((row for row in rated if row[0] > 0), key=lambda row: row[:2], default=(0, 0, None))[2]
        return self._chosen is not None

    def _rate(self, candidate: _Candidate) -> int:
        if fold(candidate["text"]) == str(self._page_to_come):
            return 1
        return rate(candidate["text"]) - candidate["menu"]

    async def press(self) -> None:
        """Press the button that was found: as a reader would, or by its event where something lies over it."""
        assert self._chosen is not None
        handle = await self._page.evaluate_handle(_ELEMENT, [_SELECTOR, self._chosen["index"]])
        element = handle.as_element()
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
