"""Fetching the pages of a probe through Scrapy's engine: the crawl's settings, robots.txt and manners, none of its archive and feeds."""

from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any, Self
from urllib.parse import urlsplit

from scrapy import Request, Spider, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from scrapy.robotstxt import RobotParser
from scrapy.settings import BaseSettings
from scrapy.utils.datatypes import SequenceExclude
from twisted.python.failure import Failure

from buratha.browser.asking import is_drawn
from buratha.browser.options import BrowserOptions
from buratha.failures import RedirectedAwayError, RobotsUnreachableError
from buratha.fingerprints import LISTING
from buratha.pages.decode import decode
from buratha.pages.listing import Listing, read_listing
from buratha.probe.looking import Fetched
from buratha.site import Site
from buratha.urls import article_address
from buratha.warc.errors import NotRecordedError, RecordUnusableError
from buratha.warc.fetched import fetched_at
from buratha.warc.places import WarcPlaces

_NOT_HERE = {
    "EXTENSIONS": {},
    "ITEM_PIPELINES": {},
    "ADDONS": {"buratha.contact.Contact": 200, "buratha.browser.addon.Browser": 300, "buratha.warc.addon.Warc": 1000},
    "BURATHA_WARC_DIR": None,
    "JOBDIR": None,
    "FEEDS": {},
    "RETRY_TIMES": 1,
}
"""Nothing is kept of a probe; somebody waits for it."""


def check_settings(settings: BaseSettings) -> None:
    """See that pages can be fetched as the settings say.

    Raises:
        SettingError: they cannot.

    """
    WarcPlaces.of({name: settings.get(name) for name in settings if name not in _NOT_HERE})
    BrowserOptions.of(settings)


@dataclass(slots=True)
class Errand:
    """What is to be fetched and what came of it. ``siblings`` so many pages more, of which only what repeats is learnt."""

    targets: list[str]
    siblings_wanted: int = 0
    pages: dict[str, Fetched] = field(default_factory=dict)
    siblings: list[Fetched] = field(default_factory=list)
    robots: "dict[str, Robots]" = field(default_factory=dict)
    """By host and port."""
    unreadable_robots: set[str] = field(default_factory=set)
    """Hosts with their ports whose robots.txt could not be read, so that nobody knows what it forbids."""
    obeys_robots: bool = True

    def fetched(self) -> list[Fetched]:
        """The pages in the order in which they were asked for."""
        return [self.pages.get(url) or Fetched(url, failure="the run ended before it was fetched") for url in self.targets]

    def robots_for(self, url: str) -> "Robots | None":
        """The rules of the server that an address belongs to; None where none could be read."""
        return self.robots.get(urlsplit(url).netloc)


class Robots:
    """What the server's robots.txt says to the crawler."""

    def __init__(self, parser: RobotParser, agent: str) -> None:
        """Keep the rules and by which name the crawler is meant."""
        self._parser, self._agent = parser, agent
        rules = getattr(parser, "rp", None)  # Scrapy's parsers do not pass these on; the one that it uses has them
        self.delay: float | None = rules.crawl_delay(agent) if rules is not None else None
        self.sitemaps: list[str] = list(getattr(rules, "sitemaps", ()))

    def allows(self, url: str) -> bool:
        """Whether the crawler may ask for an address."""
        return self._parser.allowed(url, self._agent)


class ProbeSpider(Spider):
    """Fetches what an :class:`Errand` names, and for a lone article some more of its section."""

    name = "probe"
    custom_settings = _NOT_HERE

    def __init__(self, errand: Errand, **arguments: Any) -> None:
        """Take the errand."""
        super().__init__(**arguments)
        self.errand = errand
        self._asked: set[int] = set()

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        """Listen for robots.txt."""
        spider = super().from_crawler(crawler, *args, **kwargs)
        spider.errand.obeys_robots = crawler.settings.getbool("ROBOTSTXT_OBEY")
        crawler.signals.connect(spider.robots_parsed, signals.robots_parsed)
        return spider

    def robots_parsed(self, robotparser: RobotParser, request: Request) -> None:
        """Keep what a server's robots.txt says."""
        settings = self.crawler.settings
        agent = settings.get("ROBOTSTXT_USER_AGENT") or settings.get("USER_AGENT")
        self.errand.robots[urlsplit(request.url).netloc] = Robots(robotparser, str(agent))

    async def start(self) -> AsyncIterator[Request]:
        """Ask for the pages."""
        for url in self.errand.targets:
            yield self._request(url, self.page_read, target=url)

    def _request(self, url: str, callback: Any, **more: Any) -> Request:
        meta = {"handle_httpstatus_list": SequenceExclude(range(300, 400))} | ({} if article_address(url) else {LISTING: True})
        return Request(url, callback, errback=self.failed, dont_filter=True, meta=meta, cb_kwargs=more)

    def page_read(self, response: Response, target: str) -> Iterator[Request]:
        """Keep a page that was asked for; go for siblings of an article."""
        self.errand.pages[target] = _fetched(response, target)
        address = article_address(response.url)
        if address is None or not self.errand.siblings_wanted or response.status != HTTPStatus.OK:
            return
        self._asked.add(address.id)
        yield self._request(Site.of(response.url).listing(address.section), self.section_read, page=response)

    def section_read(self, response: Response, page: Response) -> Iterator[Request]:
        """Ask for the first articles of the section; where its listing names none, for those that the page itself links to."""
        if response.status == HTTPStatus.OK:
            yield from self._siblings(_listing_of(response), Site.of(page.url))
        if len(self._asked) <= self.errand.siblings_wanted:
            yield from self._siblings(_listing_of(page), Site.of(page.url))

    def _siblings(self, listing: Listing, site: Site) -> Iterator[Request]:
        main: list[int] = max(listing.lists.values(), key=len, default=[])
        for listed in sorted(listing.articles, key=lambda each: each.id not in main):
            if len(self._asked) > self.errand.siblings_wanted:
                return
            if listed.id not in self._asked:
                self._asked.add(listed.id)
                yield self._request(site.at_base(listed.url), self.sibling_read, number=listed.id)

    def sibling_read(self, response: Response, number: int) -> None:
        """Keep a page that is only learnt from, unless the server has sent to another one, which may be here already."""
        address = article_address(response.url)
        if response.status == HTTPStatus.OK and address is not None and address.id == number:
            self.errand.siblings.append(_fetched(response, response.url))

    def failed(self, failure: Failure) -> Iterator[Request]:
        """Say why a page did not come; without its section's listing, an article's own links lead to siblings."""
        arguments = failure.request.cb_kwargs  # type: ignore[attr-defined]
        if "target" in arguments:
            self.errand.pages[arguments["target"]] = Fetched(arguments["target"], failure=_why(failure))
            if isinstance(failure.value, RobotsUnreachableError):
                self.errand.unreadable_robots.add(urlsplit(arguments["target"]).netloc)
        elif "page" in arguments:
            page = arguments["page"]
            yield from self._siblings(_listing_of(page), Site.of(page.url))


def _listing_of(response: Response) -> Listing:
    return read_listing(decode(response.body, _content_type(response)).text, response.url)


def _content_type(response: Response) -> str | None:
    found = response.headers.get(b"Content-Type")
    return found.decode("latin-1") if found else None


def _fetched(response: Response, target: str) -> Fetched:
    headers = {name.decode("latin-1"): b", ".join(values).decode("latin-1") for name, values in response.headers.items()}
    ways = [f"redirected from {target}"] if response.meta.get("redirect_urls") else []
    ways += ["drawn by a browser"] if is_drawn(response) else []
    page = Fetched(response.url, response.body, _content_type(response), response.status, headers, ", ".join(ways), time=fetched_at(response))
    page.astray = _astray(target, response.url)
    return page


def _astray(target: str, url: str) -> str:
    asked, came = article_address(target), article_address(url)
    if asked is None or (came is not None and came.id == asked.id):
        return ""
    return f"no article {asked.id}: the server sends to {f'article {came.id}' if came else 'another page'} instead"


def _unless_hidden(nameless: int) -> str:
    """What has to be said beside it where files of the archive are damaged."""
    pieces = "a piece of its files that names" if nameless == 1 else f"one of {nameless} pieces of its files that name"
    return f", unless it is in {pieces} no page (docs/warc.md)" if nameless else ""


def _why(failure: Failure) -> str:
    error = failure.value
    if isinstance(error, RobotsUnreachableError):
        return f"robots.txt could not be read ({error}), so that nobody knows what it forbids"
    if isinstance(error, RedirectedAwayError):
        return f"the server sends to another host: {error}"
    if isinstance(error, NotRecordedError):
        return f"it is not in the archive{_unless_hidden(error.nameless)}"
    if isinstance(error, RecordUnusableError):
        return f"the archive has it, and cannot use it ({error.reason})"
    if isinstance(error, IgnoreRequest):
        return "robots.txt forbids it" if "robots" in str(error) else f"it was not asked for: {error}"
    return f"{type(error).__name__}: {error}".rstrip(": ")
