"""scrapy-playwright's handler, each of whose contexts is guarded before it has a page."""

from collections.abc import Awaitable, Callable
from typing import Any

from playwright.async_api import BrowserContext
from scrapy.crawler import Crawler
from scrapy_playwright.handler import ScrapyPlaywrightDownloadHandler


class GuardedHandler(ScrapyPlaywrightDownloadHandler):  # type: ignore[misc]  # without types of its own
    """Makes its contexts one at a time; all pages wait for the one that theirs is to be in, and so for its guard.

    A page's own callback would not do: a second page would not wait for the first one's, whose failure scrapy-playwright merely logs.
    """

    def __init__(self, crawler: Crawler, guard: Callable[[BrowserContext], Awaitable[None]]) -> None:
        super().__init__(crawler)
        self._guard = guard

    async def _create_browser_context(self, name: str, *args: Any, **kwargs: Any) -> Any:
        """Make a context. One that cannot be guarded fails the page that it was made for, and the next page gets a new one."""
        wrapper = await super()._create_browser_context(name, *args, **kwargs)
        try:
            await self._guard(wrapper.context)
        except BaseException:
            self.context_wrappers.pop(name, None)
            raise
        return wrapper
