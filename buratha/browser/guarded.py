"""scrapy-playwright's handler, each of whose contexts is guarded before it has a page."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any, Final

from playwright.async_api import BrowserContext, Error
from scrapy.crawler import Crawler
from scrapy_playwright.handler import ScrapyPlaywrightDownloadHandler

_LONGEST_WAIT: Final = 5.0


class GuardedHandler(ScrapyPlaywrightDownloadHandler):  # type: ignore[misc]  # without types of its own
    """Makes its contexts one at a time; all pages wait for the one that theirs is to be in, and so for its guard.

    A page's own callback would not do: a second page would not wait for the first one's, whose failure scrapy-playwright merely logs.
    """

    def __init__(self, crawler: Crawler, guard: Callable[[BrowserContext], Awaitable[None]]) -> None:
        super().__init__(crawler)
        self._guard = guard

    async def _create_browser_context(self, name: str, *args: Any, **kwargs: Any) -> Any:
        """Make a context. One that cannot be guarded is closed and fails the page that it was made for, and the next page gets a new one.

        It is closed, for some seconds, also where the page is not waited for any more: nobody else knows of it.
        """
        wrapper = await super()._create_browser_context(name, *args, **kwargs)
        try:
            await self._guard(wrapper.context)
        except BaseException:
            self.context_wrappers.pop(name, None)
            await _close(wrapper.context)
            raise
        return wrapper

    def _make_close_browser_context_callback(self, name: str, *args: Any, **kwargs: Any) -> Callable[[BrowserContext], None]:
        """What happens when a context has closed, however late: the next one under its name stays."""
        forget = super()._make_close_browser_context_callback(name, *args, **kwargs)

        def closed(context: BrowserContext) -> None:
            named_so = self.context_wrappers.get(name)
            forget()
            if named_so is not None and named_so.context is not context:
                self.context_wrappers[name] = named_so

        return closed


async def _close(context: BrowserContext) -> None:
    with suppress(Error, TimeoutError):
        async with asyncio.timeout(_LONGEST_WAIT):
            await asyncio.shield(context.close())
