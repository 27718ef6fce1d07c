"""What an address is, and its one canonical form. Identity is the number; everything else about an address wavers."""

import re
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urljoin, urlsplit

from w3lib.url import safe_url_string

CANONICAL_BASE = "https://burathanews.com"
MIRRORS = frozenset({"burathanews.com", "www.burathanews.com", "mail.burathanews.com", "ftp.burathanews.com", "72.46.128.21"})
_ARTICLE = re.compile(r"^/+arabic/+(?!pages?/)([^/]+)/+(?!(?:19|20)\d\d/+[01]?\d/*$)(\d{1,9})(?:/+[^/]*)?/*$", re.IGNORECASE)
_OLD_ARTICLE = re.compile(r"^/+([a-z_-]+)/+(\d{1,9})\.html?$", re.IGNORECASE)
_LISTING = re.compile(r"^/+arabic/+(?!pages?/*$)([A-Za-z][\w-]*)/*$", re.IGNORECASE)
_BELOW = re.compile(r"^/+arabic/+(?!pages?/)([A-Za-z][\w-]*)/", re.IGNORECASE)

_SLASHES_OF_A_FOLDER = 3


@dataclass(frozen=True, slots=True)
class ArticleAddress:
    """An article's number, and the section that its address names."""

    id: int
    section: str

    @property
    def url(self) -> str:
        """The canonical address: the same for mirrors, schemes, old forms, slashes, fragments and parameters."""
        return f"{CANONICAL_BASE}/arabic/{self.section}/{self.id}"


@lru_cache(maxsize=20_000)
def article_address(url: str) -> ArticleAddress | None:
    """Read an article's address in any of its forms; None for any other address.

    >>> article_address("http://www.burathanews.com/news/94875.html").url
    'https://burathanews.com/arabic/news/94875'
    """
    try:
        path = urlsplit(url.strip()).path
    except ValueError:
        return None
    found = _ARTICLE.match(path) or _OLD_ARTICLE.match(path)
    if not found or int(found[2]) == 0:
        return None
    return ArticleAddress(int(found[2]), found[1].lower())


def listing_section(url: str) -> str | None:
    """The section whose listing an address is (``/arabic/<section>``, whatever its parameters); None for any other."""
    try:
        found = _LISTING.match(urlsplit(url.strip()).path)
    except ValueError:
        return None
    return found[1].lower() if found else None


def section_below(url: str) -> str | None:
    """The section whose pages or articles lie where an address is (``/arabic/<section>/...``); None for any other."""
    try:
        found = _BELOW.match(urlsplit(url.strip()).path)
    except ValueError:
        return None
    return found[1].lower() if found else None


def linked_article(base: str, target: str) -> ArticleAddress | None:
    """The article that a link on a page leads to; None for a link to anything else."""
    if target.startswith(("/", "http")):
        return article_address(target)
    whole = resolve(base, target) if target[:1] not in {"", "#", "?"} else None
    return article_address(whole) if whole else None


def resolve(base: str, target: str) -> str | None:
    """An address on a page made whole; None for what is no web address (``javascript:``, ``mailto:``, ``#``, broken)."""
    target = target.strip()
    if not target or target.startswith("#"):
        return None
    folder = base[: base.rfind("/") + 1]
    if target.startswith("?") or folder.count("/") < _SLASHES_OF_A_FOLDER or "?" in folder or "#" in folder:
        return _resolved(base, target)
    return _resolved(folder, target)


@lru_cache(maxsize=20_000)
def _resolved(base: str, target: str) -> str | None:
    """Remembered, as the pages of a folder have the same links around their stories."""
    try:
        whole = safe_url_string(urljoin(base, target))
        return whole if urlsplit(whole).scheme in {"http", "https"} and urlsplit(whole).hostname else None
    except ValueError:
        return None
