"""The last look at what the browser sends, closest to the network.

Playwright shows a request with its first address only, whatever it is redirected to, and not what a shared worker asks for, nor a page that is being
left. Chromium itself shows all of it, for all its pages at once.
"""

import asyncio
import logging
from contextlib import suppress
from typing import Any

from playwright.async_api import CDPSession, Error

from buratha.browser.blocking import Blocking

logger = logging.getLogger(__name__)

_EVERYTHING = [{"urlPattern": "http://*"}, {"urlPattern": "https://*"}]
_UNNAMED = "other"
"""Behind Playwright, which has refused icons and the like already, these are the files of workers' scripts."""


class Gate:
    """Refuses by host and robots.txt what has come past Playwright."""

    def __init__(self, blocking: Blocking) -> None:
        self._blocking = blocking
        self.asking: set[asyncio.Task[None]] = set()
        """What is being decided."""

    async def close_off(self, session: CDPSession) -> None:
        """Have a Chromium ask before each request from now on; the session is one with all of it, not with a page."""

        def paused(event: dict[str, Any]) -> None:
            task = asyncio.ensure_future(self._decide(session, event))
            self.asking.add(task)
            task.add_done_callback(self.asking.discard)

        session.on("Fetch.requestPaused", paused)
        await session.send("Fetch.enable", {"patterns": _EVERYTHING})

    async def _decide(self, session: CDPSession, event: dict[str, Any]) -> None:
        kind = event["resourceType"].lower()
        reason = await self._reason(event["request"]["url"], "script" if kind == _UNNAMED else kind)
        with suppress(Error):  # the page is gone, or its browser
            if reason is None or (kind == "document" and await _is_a_page(session, event["frameId"])):
                await session.send("Fetch.continueRequest", {"requestId": event["requestId"]})
                return
            self._blocking.count(reason)
            await session.send("Fetch.failRequest", {"requestId": event["requestId"], "errorReason": "BlockedByClient"})

    async def _reason(self, url: str, kind: str) -> str | None:
        """Why something is refused, also where nobody can say whether it may be asked for: a request that is not answered would wait for ever."""
        try:
            return await self._blocking.why_not(url, kind)
        except Exception:
            logger.exception("Nobody can say whether the browser may ask for %s", url)
            return "unsure"


async def _is_a_page(session: CDPSession, frame: str) -> bool:
    """Whether a frame is a whole page: where that arrives is judged then, by its address, with a reason of its own."""
    try:
        await session.send("Target.getTargetInfo", {"targetId": frame})
    except Error:
        return False
    return True
