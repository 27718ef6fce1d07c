"""Asking for a page in the browser: the mark on the request, and who decides."""

import logging
from typing import Any

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response

from buratha.browser.addon import Browser
from buratha.browser.shells import has_script

BROWSER = "browser"
"""Key in a request's meta: what the browser is to do with the page. Absent: the page is asked for without one."""
DRAWN = "browser"
"""Flag of the responses that come from the browser."""
LED_ON = "led_on"
"""Flag of those that are another page of the site than the server gave, since its script has led there."""
NOT_DRAWN = "browser_not_drawn"
"""Key in the meta of a request that is asked for plainly after the browser failed at it: why."""
PRESSING = "browser_pressing"
"""Key in the meta of a page that was drawn: how often its "more" button was pressed, and why no more."""
_OF_ONE_DOWNLOAD = frozenset(
    "download_latency redirect_reasons redirect_times redirect_ttl redirect_urls retry_times".split()
    + "cache_timestamp _auth_proxy _dont_cache _scheme_proxy".split()
)
"""What Scrapy notes down about a request on its way; it is not the next one's."""
SHELL, MORE, ALWAYS, ASKED, UNFINISHED = "shell", "more", "always", "asked", "unfinished"

logger = logging.getLogger(__name__)


def in_browser(request: Request, why: str = ASKED, **orders: Any) -> Request:
    """The same request, to be answered by the browser; past the duplicate filter, which has seen it."""
    meta = {name: value for name, value in request.meta.items() if name not in _OF_ONE_DOWNLOAD}
    return request.replace(meta=meta | {BROWSER: {"why": why} | orders}, dont_filter=True)


def without_browser(request: Request, why: str) -> Request:
    """The same request, to be answered without the browser, which has failed at it."""
    own = {BROWSER, "autothrottle_dont_adjust_delay"} | {name for name in request.meta if name.startswith("playwright")}
    meta = {name: value for name, value in request.meta.items() if name not in _OF_ONE_DOWNLOAD | own}
    return request.replace(meta=meta | {NOT_DRAWN: why}, dont_filter=True)


def is_drawn(response: Response) -> bool:
    """Whether a page comes from the browser."""
    return DRAWN in response.flags


def pressing_end(response: Response) -> str | None:
    """Why a listing's "more" button was pressed no more (see :mod:`buratha.browser.more`); None for a page on which none was pressed."""
    pressing = response.meta.get(PRESSING)
    return pressing["end"] if pressing else None


class Asker:
    """Decides whether a page is asked for again in the browser. A page that was drawn is not drawn again."""

    def __init__(self, crawler: Crawler) -> None:
        """Ask for the pages of one crawl; may be made before its add-ons are there, as a spider is."""
        self._crawler = crawler

    def again(self, response: Response, why: str = ASKED) -> Request | None:
        """The request that draws this page.

        None when the page has no script, was asked of the browser before, the mode forbids it, or there is no browser (which is counted, and the
        page named).
        """
        return self._ask(response, why) if has_script(response) else None

    def more(self, response: Response, presses: int | None = None, until: int | None = None, beyond: int | None = None) -> Request | None:
        """The request that draws this listing with all that its "more" button brings; None as in :meth:`again`.

        ``presses`` is the most often that the button is pressed (BURATHA_BROWSER_PRESSES), ``until`` the number of an article
        at which it may stop: what comes from there on is known, but for what may come late below ``beyond`` known ones.
        """
        if presses is not None and presses < 1:
            return None
        orders = {"presses": presses, "until": until, "beyond": beyond}
        return self._ask(response, MORE, **{name: value for name, value in orders.items() if value is not None})

    def _ask(self, response: Response, why: str, **orders: Any) -> Request | None:
        request, browser = response.request, self._crawler.get_addon(Browser)
        if browser is None or not browser.is_wanted or request is None or not _may(request, why):
            return None
        if not browser.is_at_hand:
            self._crawler.stats.inc_value("buratha/browser/unavailable")
            logger.warning("Needs a browser (%s), and there is none: %s", why, response.url)
            return None
        self._crawler.stats.inc_value(f"buratha/browser/asked/{why}")
        return in_browser(request, why, **orders)


def _may(request: Request, why: str) -> bool:
    """Whether this was not asked for yet: a listing that was drawn as a page may still have its button pressed, and one that could not be drawn."""
    asked = request.meta.get(BROWSER)
    is_new = not asked and NOT_DRAWN not in request.meta
    return is_new or (why == MORE and (not asked or asked["why"] != MORE))
