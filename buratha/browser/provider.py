"""Starts Chromium for scrapy-playwright, and remembers which process it is, so that one that hangs can be ended."""

import asyncio
import os
import signal
from contextlib import suppress
from typing import TYPE_CHECKING

from playwright.async_api import Browser, CDPSession, Error
from scrapy_playwright.handler import Config
from scrapy_playwright.provider import PlaywrightBrowserProvider

if TYPE_CHECKING:
    from buratha.browser.gate import Gate


class LaunchError(Exception):
    """Chromium does not start."""


class KillableBrowser(PlaywrightBrowserProvider):  # type: ignore[misc]  # without types of its own
    """Playwright's way to start Chromium, with its process id."""

    def __init__(self, config: Config) -> None:
        super().__init__(config)
        self.browser: Browser | None = None
        self.process: int | None = None
        self.gate: Gate | None = None
        """Before whose look nothing is sent."""
        self._session: CDPSession | None = None

    async def launch_browser(self) -> Browser:
        """Start Chromium.

        Raises:
            LaunchError: it does not start.

        """
        try:
            self.browser = await super().launch_browser()
            self._session = await self.browser.new_browser_cdp_session()
            if self.gate is not None:
                await self.gate.close_off(self._session)
            found = await self._session.send("SystemInfo.getProcessInfo")
        except Error as error:
            raise LaunchError(str(error)) from error
        self.process = next((int(each["id"]) for each in found["processInfo"] if each["type"] == "browser"), None)
        return self.browser

    @property
    def is_running(self) -> bool:
        """Whether Chromium was started and has not gone since."""
        return self.browser is not None and self.browser.is_connected()

    async def answers(self, seconds: float) -> bool:
        """Whether Chromium was started and answers a question within this time."""
        if self._session is None:
            return False
        try:
            await asyncio.wait_for(self._session.send("Browser.getVersion"), seconds)
        except (TimeoutError, Error):
            return False
        return True

    def kill(self) -> None:
        """End a Chromium that no longer listens; its other processes go with it."""
        if self.process is not None and self.is_running:
            with suppress(ProcessLookupError):
                os.kill(self.process, signal.SIGKILL if hasattr(signal, "SIGKILL") else signal.SIGTERM)
        self.process = None
