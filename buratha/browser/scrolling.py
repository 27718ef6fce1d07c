"""Scrolling to the end of a listing, as a reader does where no button brings more."""

from typing import Final

from playwright.async_api import Error, Page

from buratha.browser.drawing import is_going

_TO_THE_END: Final = """async () => {
  const drawn = () => new Promise(resolve => { requestAnimationFrame(() => requestAnimationFrame(resolve)); setTimeout(resolve, 1000); });
  const frame = () => drawn().then(() => new Promise(resolve => setTimeout(resolve, 50)));
  const page = document.scrollingElement || document.documentElement;
  const boxes = [...document.querySelectorAll("main, section, div, ul, ol, article")].filter(each =>
    each.scrollHeight > each.clientHeight + 10 && /auto|scroll/.test(getComputedStyle(each).overflowY) && each.querySelector("a[href]"));
  for (const each of [page, ...boxes]) each.scrollTop = 0;
  await frame();
  for (const each of [page, ...boxes]) each.scrollTop = each.scrollHeight;
  await frame();
  for (const each of [window, document, ...boxes]) each.dispatchEvent(new Event("scroll"));
}"""
"""From the top again, so that what watches for the list's end sees it come into sight; a page with nothing to scroll is told all the same.
It is seen only in a frame that is drawn, which a busy machine does late."""
_MOST_FUTILE: Final = 2
"""After so many times in a row without effect there is no more."""


class Scrolling:
    """The way on by scrolling one page; given up once nothing came of it again."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._futile = 0
        self.says_more = False
        """Whether scrolling has brought more before."""

    async def find(self) -> bool:
        """Whether scrolling may bring more."""
        return self._futile < _MOST_FUTILE

    async def press(self) -> None:
        """Scroll to the end."""
        try:
            await self._page.evaluate(_TO_THE_END)
        except Error as error:
            if not is_going(error):
                raise

    async def patience(self) -> float:
        """A page does not say whether it is about to bring more."""
        return 0

    def brought_more(self) -> None:
        """There may be still more."""
        self._futile, self.says_more = 0, True

    def forget(self, **_: bool) -> bool:
        """Scroll once more at most; gives whether that was the last time."""
        self._futile += 1
        return self._futile >= _MOST_FUTILE
