"""Pressing what a page has to show the rest of an article: «اقرأ المزيد» below its first paragraphs."""

from collections.abc import Awaitable, Callable
from typing import Final

from playwright.async_api import Error, Page

from buratha.browser.buttons import element_of, press
from buratha.browser.candidates import ARGUMENTS, CANDIDATES, Candidate
from buratha.browser.drawing import is_going, look
from buratha.pages.more_words import is_among_comments, is_in_a_carousel
from buratha.pages.ready_blocks import is_named_as_story
from buratha.pages.unfinished import asks_to_read_on, says_read_on

_MOST_PRESSES: Final = 5
_TO_THE_END: Final = "() => window.scrollTo(0, document.documentElement.scrollHeight)"


async def read_on(page: Page, settle: Callable[[], Awaitable[None]]) -> int:
    """Press as long as that brings more text, then go to the page's end once, for what comes when it is seen; gives the number of presses.

    ``settle`` waits for what comes.
    """
    presses = 0
    while presses < _MOST_PRESSES:
        before = await look(page)
        if not await _press(page):
            break
        presses += 1
        await settle()
        after = await look(page)
        if before is None or after is None or after.words <= before.words:
            break
    try:
        await page.evaluate(_TO_THE_END)
    except Error as error:
        if not is_going(error):
            raise
    await settle()
    return presses


async def _press(page: Page) -> bool:
    """Press the first control that shows the rest of the article, and leads to no other page; False where there is none."""
    try:
        found: list[Candidate] = await page.evaluate(CANDIDATES, ARGUMENTS)
        chosen = next(filter(_is_the_articles, found), None)
        if chosen is None:
            return False
        element = await element_of(page, chosen)
        if element is None:
            return False
        await press(element)
    except Error as error:
        if not is_going(error):
            raise
    return True


def _is_the_articles(candidate: Candidate) -> bool:
    """Whether a control is the article's, by what it says; a bare «المزيد» only within what is named as the story's."""
    text, around = candidate["text"], candidate["around"]
    if not says_read_on(text) or candidate["menu"] or is_among_comments(around) or is_in_a_carousel(around):
        return False
    return asks_to_read_on(text) or is_named_as_story(around)
