"""The agency's server as configured: which addresses are its own, and where to ask for them."""

from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit, urlunsplit

from buratha.slugs import escaped
from buratha.urls import MIRRORS, ArticleAddress

FEED_PATH = "/rss.php"
_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
_DEFAULT_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True)
class Site:
    """A server that is, or behaves like, the agency's. ``base`` is its scheme, host and port, without a slash at the end."""

    base: str

    @classmethod
    def of(cls, url: str) -> "Site":
        """The site that an address belongs to."""
        parts = urlsplit(url)
        return cls(f"{parts.scheme}://{parts.netloc}")

    @property
    def is_agency(self) -> bool:
        """Whether this is the agency itself, under any of its names."""
        return urlsplit(self.base).hostname in MIRRORS

    def owns(self, url: str) -> bool:
        """Whether an address leads to this server, or to any of the agency's names, which all serve the same."""
        try:
            here, there = urlsplit(self.base), urlsplit(url)
            if there.scheme not in _DEFAULT_PORTS or not there.hostname:
                return False
            same = _port(here) == _port(there) and _same_host(here.hostname, there.hostname)
            return same or there.hostname in MIRRORS or _is_served_as(here, there)
        except ValueError:
            return False

    def serves(self, url: str) -> bool:
        """Whether a request for this address may be sent: the agency's other names only count where the site is the agency."""
        if not self.owns(url):
            return False
        return self.is_agency or urlsplit(url).hostname not in MIRRORS

    def is_other_door(self, url: str) -> bool:
        """Whether an address is this server's own but for the scheme, on the one port that serves another: nobody answers there."""
        here, there = urlsplit(self.base), urlsplit(url)
        return here.port is not None and here.netloc == there.netloc and here.scheme != there.scheme

    def at_base(self, url: str) -> str:
        """The same path and parameters, asked of this server."""
        parts, base = urlsplit(url), urlsplit(self.base)
        return urlunsplit((base.scheme, base.netloc, parts.path or "/", parts.query, ""))

    def article(self, address: ArticleAddress) -> str:
        """Where this server has an article."""
        return f"{self.base}/arabic/{escaped(address.section)}/{address.id}"

    def listing(self, section: str) -> str:
        """Where this server lists a section."""
        return f"{self.base}/arabic/{escaped(section)}"

    @property
    def feed(self) -> str:
        """Where two public lists of feeds have the agency's."""
        return f"{self.base}{FEED_PATH}"

    @property
    def fronts(self) -> tuple[str, str]:
        """The front pages, which list the newest articles of all sections."""
        return f"{self.base}/", f"{self.base}/arabic/"

    def is_front(self, url: str) -> bool:
        """Whether an address is a front page's."""
        return self.owns(url) and urlsplit(url).path.rstrip("/").lower() in {"", "/arabic"} and not urlsplit(url).query


def _port(parts: SplitResult) -> int | None:
    return parts.port or _DEFAULT_PORTS.get(parts.scheme)


def _same_host(one: str | None, other: str | None) -> bool:
    return one == other or {one, other} <= _LOOPBACK


def _is_served_as(here: SplitResult, there: SplitResult) -> bool:
    """Whether http and https of one host are meant, both on their usual ports."""
    usual = _DEFAULT_PORTS.values()
    return here.hostname == there.hostname and _port(here) in usual and _port(there) in usual
