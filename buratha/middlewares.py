"""Redirects: every request ends in its callback or its errback, and none leaves the agency. And robots.txt, which every request heeds."""

import logging

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.redirect import RedirectMiddleware
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from scrapy.robotstxt import RobotParser
from scrapy.utils.httpobj import urlparse_cached
from twisted.python.failure import Failure

from buratha.failures import BadRedirectError, RedirectedAwayError, RobotsUnreachableError, reason_of
from buratha.locations import site_of
from buratha.site import Site

ROBOTS_FAILED = "buratha/failed/robots/"
"""Under which it is counted that a robots.txt could not be read, by the reason."""
_SERVERS_ERROR, _REFUSED = 500, 400

logger = logging.getLogger(__name__)


class HeededRobots(RobotsTxtMiddleware):
    """Scrapy's, for all who wait: of requests that begin while robots.txt is under way it tells one, and lets the others pass.

    (A Deferred that is awaited more than once gives its result to the first only.) And as RFC 9309 has it: where robots.txt is answered with a
    server's error, or not at all, nothing is asked for, since nobody knows what it forbids; Scrapy's takes both for a permission. An answer
    of 400 to 499 says that there is none, whatever its page says.
    """

    def __init__(self, crawler: Crawler) -> None:
        """Begin with every server within reach."""
        super().__init__(crawler)
        self._unreachable: dict[str, str] = {}
        logging.getLogger(RobotsTxtMiddleware.__module__).addFilter(_is_no_failed_download)

    async def robot_parser(self, request: Request) -> RobotParser | None:
        """What the server's robots.txt says; None where there is none.

        Raises:
            RobotsUnreachableError: nobody knows what it says.

        """
        await super().robot_parser(request)
        netloc = urlparse_cached(request).netloc
        if netloc in self._unreachable:
            raise RobotsUnreachableError(self._unreachable[netloc])
        parser = self._parsers[netloc]  # put there before those who wait are told
        return parser if isinstance(parser, RobotParser) else None

    async def _parse_robots(self, response: Response, netloc: str, request: Request) -> None:
        if response.status >= _SERVERS_ERROR:
            self._stop_asking(netloc, f"http_{response.status}")
            self._robots_error(IgnoreRequest(), netloc)
        else:
            await super()._parse_robots(response.replace(body=b"") if response.status >= _REFUSED else response, netloc, request)

    def _robots_error(self, exc: Exception, netloc: str) -> None:
        if not isinstance(exc, IgnoreRequest):
            self._stop_asking(netloc, reason_of(Failure(exc)))  # type: ignore[no-untyped-call]  # Twisted names no types
        super()._robots_error(exc, netloc)

    def _stop_asking(self, netloc: str, reason: str) -> None:
        if self.crawler.settings.get("BURATHA_WARC_REPLAY"):
            return  # of pages that were kept nobody is asked
        self._unreachable[netloc] = reason
        self.crawler.stats.inc_value(f"{ROBOTS_FAILED}{reason}")
        logger.error("robots.txt of %s could not be read (%s): nobody knows what it forbids, so nothing is asked for in this run", netloc, reason)


def _is_no_failed_download(record: logging.LogRecord) -> bool:
    """Whether a record of Scrapy's is another than the traceback of a robots.txt that could not be read, which is told in a sentence."""
    return not (record.exc_info and str(record.msg).startswith("Error downloading "))


class AgencyRedirectMiddleware(RedirectMiddleware):
    """Scrapy's redirects, within the agency and past the duplicate filter.

    To the filter http and https, ``www`` and not, slash and no slash are one article: it would take a redirect between them for
    a request already made, and the article would be lost without a word.
    """

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "AgencyRedirectMiddleware":
        """Make it for the server of ``BURATHA_BASE_URL``."""
        middleware: AgencyRedirectMiddleware = super().from_crawler(crawler)
        middleware.site = site_of(crawler.settings)
        return middleware

    site: Site

    def process_response(self, request: Request, response: Response) -> Request | Response:  # type: ignore[override]  # spider is going out of use
        """Follow a redirect that stays with the agency; refuse any other.

        Raises:
            RedirectedAwayError: the redirect leaves the agency.
            BadRedirectError: it leads nowhere.

        """
        try:
            return self._followed(request, response)
        except ValueError as error:
            raise BadRedirectError(str(error)) from error

    def _followed(self, request: Request, response: Response) -> Request | Response:
        result = super().process_response(request, response)
        if isinstance(result, Request):
            if not (self.site.serves(result.url) or Site.of(request.url).serves(result.url)) or self.site.is_other_door(result.url):
                result = self._here(request, result)
            result.dont_filter = True
        return result

    def _here(self, request: Request, redirected: Request) -> Request:
        """A redirect to one of the agency's other names, asked of this server, which serves the same.

        Raises:
            RedirectedAwayError: it leads somewhere else, or back to where it came from.

        """
        here = self.site.at_base(redirected.url)
        if not self.site.owns(redirected.url) or here == request.url:
            raise RedirectedAwayError(redirected.url)
        return redirected.replace(url=here)
