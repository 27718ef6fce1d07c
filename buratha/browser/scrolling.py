"""Scrolling to the end of a listing, as a reader does where no button brings more."""

from typing import Final

from playwright.async_api import Error, Page

from buratha.browser.drawing import is_going

_TO_THE_END: Final = """async () => {
  const frame = () => new Promise(resolve => setTimeout(resolve, 50));
  const page = document.scrollingElement || document.documentElement;
  const boxes = [...document.querySelectorAll("main, section, div, ul, ol, article")].filter(each =>
    each.scrollHeight > each.clientHeight + 10 && /auto|scroll/.test(getComputedStyle(each).overflowY) && each.querySelector("a[href]"));
  for (const each of [page, ...boxes]) each.scrollTop = 0;
  await frame();
  for (const each of [page, ...boxes]) each.scrollTop = each.scrollHeight;
  await frame();
  for (const each of [window, document, ...boxes]) each.dispatchEvent(new Event("scroll"));
}"""
"""From the top again, so that what watches for the list's end sees it come into sight; a page with nothing to scroll is told all the same."""


class Scrolling:
    """The way on by scrolling one page; given up once nothing came of it."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._is_futile = False

    async def find(self) -> bool:
        """Whether scrolling may bring more."""
        return not self._is_futile

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

    def forget(self) -> None:
        """Scroll no more."""
        self._is_futile = True
