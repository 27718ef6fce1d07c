"""When two requests are one: an article is its number, whatever host, scheme, section, form or slash its address has."""

from hashlib import sha1

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.utils.request import RequestFingerprinter

from buratha.locations import site_of
from buratha.site import Site
from buratha.urls import article_address

LISTING = "listing"
"""Key in a request's meta: the address is a listing's, even where it looks like an article's."""


class AgencyRequestFingerprinter:
    """Scrapy's fingerprints, but one for each article and one for each page of a listing."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._usual = RequestFingerprinter()

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "AgencyRequestFingerprinter":
        """Make it for the server of ``BURATHA_BASE_URL``."""
        return cls(site_of(crawler.settings))

    def fingerprint(self, request: Request) -> bytes:
        """Give the same bytes for requests that lead to the same page."""
        if request.method != "GET" or not self._site.owns(request.url):
            return self._usual.fingerprint(request)
        address = None if request.meta.get(LISTING) else article_address(request.url)
        if address:
            return fingerprint_of_article(address.id)
        return self._usual.fingerprint(Request(self._site.at_base(request.url).rstrip("/")))


def fingerprint_of_article(number: int) -> bytes:
    """The fingerprint of every request for an article."""
    return sha1(f"article {number}".encode(), usedforsecurity=False).digest()
