"""The browser of a crawl: an add-on that puts it in its place, and holds what the crawl's parts have in common."""

import os
from typing import TYPE_CHECKING, Any

from scrapy.crawler import Crawler
from scrapy.settings import BaseSettings

from buratha.browser.options import NEVER, BrowserOptions

if TYPE_CHECKING:
    from buratha.browser.chromium import Chromium

PLAIN_HANDLERS = "BURATHA_PLAIN_HANDLERS"
"""What downloads without a browser, by scheme: what DOWNLOAD_HANDLERS said before."""
NONE, NOT_STARTED = "none", "not_started"
"""Why pages cannot be drawn, where it is not by the setting: there is no browser, or it does not start."""
LACKS = {NEVER: "BURATHA_BROWSER is never", NONE: "there is no Chromium", NOT_STARTED: "Chromium does not start"}
"""All of them, in words."""
UNDRAWN = "buratha/undrawn/"
"""Under which it is counted how many articles have come to nothing for want of a browser, by why there was none."""
_BEFORE_RETRY = 540
"""Sees whole pages, after decompression and after the retries of bad statuses; asks after robots.txt has been asked."""
_SPARE_PAGES = 8
"""Pages are counted in chromium.py: the count of scrapy-playwright may keep those waiting for ever that wait while the browser breaks down."""
_STARTING = 10.0
"""So many seconds at least, as many as DOWNLOAD_TIMEOUT otherwise, Chromium is given to start; it hangs if it takes longer."""
_FLAGS = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--js-flags=--max-old-space-size=512",  # a script without end would take gigabytes, and every other program's too
)


class Browser:
    """Add-on: with ``never``, or without a browser, nothing of it is installed but the middleware that counts what would have needed one."""

    def __init__(self) -> None:
        self.options: BrowserOptions | None = None
        self.is_broken = False
        self._chromium: Chromium | None = None

    def update_settings(self, settings: BaseSettings) -> None:
        """Install the middleware, and where there is a browser, the download handler.

        Raises:
            SettingError: a setting cannot be used.

        """
        self.options = BrowserOptions.of(settings)
        if self.options.mode == NEVER:
            return
        from buratha.browser.middleware import BrowserMiddleware  # which itself asks for this add-on

        settings.setdefault_in_component_priority_dict("DOWNLOADER_MIDDLEWARES", BrowserMiddleware, _BEFORE_RETRY)
        if not self.options.is_at_hand:
            return
        plain = settings.getwithbase("DOWNLOAD_HANDLERS")
        settings.set(PLAIN_HANDLERS, {scheme: plain[scheme] for scheme in ("http", "https")}, "addon")
        for scheme in ("http", "https"):
            settings["DOWNLOAD_HANDLERS"][scheme] = "buratha.browser.handler.PlainOrBrowser"
        _configure(settings, self.options)

    @property
    def is_wanted(self) -> bool:
        """Whether pages are to be drawn at all."""
        return self.options is not None and self.options.mode != NEVER

    @property
    def is_at_hand(self) -> bool:
        """Whether pages can be drawn: there is a browser, and it starts."""
        return self.options is not None and self.options.is_at_hand and not self.is_broken

    @property
    def lack(self) -> str | None:
        """Why no page can be drawn; None where one can."""
        if not self.is_wanted:
            return NEVER
        return NOT_STARTED if self.is_broken else None if self.is_at_hand else NONE

    def chromium(self, crawler: Crawler) -> "Chromium":
        """The one browser of the crawl, whatever the scheme; not started before its first page."""
        if self._chromium is None:
            from buratha.browser.chromium import Chromium  # Playwright costs time and memory: only for crawls that draw pages

            self._chromium = Chromium(crawler, self)
        return self._chromium

    async def close(self) -> None:
        """End the browser, if it was ever started."""
        if self._chromium is not None:
            await self._chromium.close()


def _configure(settings: BaseSettings, options: BrowserOptions) -> None:
    """Tell scrapy-playwright; what the project or the command line says goes before."""
    launch: dict[str, Any] = {
        "executable_path": options.executable,
        "headless": True,
        "timeout": 1000 * max(_STARTING, settings.getfloat("DOWNLOAD_TIMEOUT")),
        "args": list(_FLAGS),
        "chromium_sandbox": not _is_root(),  # as root Chromium does not start with it
        # Scrapy ends its pages before it ends the browser.
        "handle_sigint": False,
        "handle_sigterm": False,
        "handle_sighup": False,
    }
    settings.set("PLAYWRIGHT_LAUNCH_OPTIONS", launch | dict(settings.getdict("PLAYWRIGHT_LAUNCH_OPTIONS")), "cmdline")
    for name, value in {
        "PLAYWRIGHT_BROWSER_TYPE": "chromium",
        "PLAYWRIGHT_BROWSER_PROVIDER": "buratha.browser.provider.KillableBrowser",
        "PLAYWRIGHT_PROCESS_REQUEST_HEADERS": None,  # the browser's own, with our name and language from its context
        "PLAYWRIGHT_MAX_PAGES_PER_CONTEXT": options.pages + _SPARE_PAGES,
    }.items():
        settings.set(name, value, "addon")


def _is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0
