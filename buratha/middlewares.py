"""Redirects: every request ends in its callback or its errback, and none leaves the agency. And robots.txt, which every request heeds."""

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.redirect import RedirectMiddleware
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from scrapy.robotstxt import RobotParser
from scrapy.utils.httpobj import urlparse_cached

from buratha.locations import Locations
from buratha.site import Site


class HeededRobots(RobotsTxtMiddleware):
    """Scrapy's, for all who wait: of requests that begin while robots.txt is under way it tells one, and lets the others pass.

    (A Deferred that is awaited more than once gives its result to the first only.)
    """

    async def robot_parser(self, request: Request) -> RobotParser | None:
        """What the server's robots.txt says; None where there is none to be had."""
        await super().robot_parser(request)
        parser = self._parsers[urlparse_cached(request).netloc]  # put there before those who wait are told
        return parser if isinstance(parser, RobotParser) else None


class RedirectedAwayError(IgnoreRequest):
    """The server sends to another host that is not the agency's."""


class BadRedirectError(IgnoreRequest):
    """The server sends to an address that is none."""


class AgencyRedirectMiddleware(RedirectMiddleware):
    """Scrapy's redirects, within the agency and past the duplicate filter.

    To the filter http and https, ``www`` and not, slash and no slash are one article: it would take a redirect between them for
    a request already made, and the article would be lost without a word.
    """

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "AgencyRedirectMiddleware":
        """Make it for the server of ``BURATHA_BASE_URL``."""
        middleware: AgencyRedirectMiddleware = super().from_crawler(crawler)
        middleware.site = Locations.of(crawler.settings).site
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
