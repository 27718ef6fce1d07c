"""What an address is, and its one canonical form. Identity is the number; everything else about an address wavers."""

import re
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urljoin, urlsplit

from w3lib.url import safe_url_string

from buratha.arabic.digits import western_digits
from buratha.slugs import escaped, is_slug, slug_in, unescaped

CANONICAL_BASE = "https://burathanews.com"
NOBODYS = "_"
"""What stands for a section in the address of a page of which nobody knows it."""
_HOST = "burathanews.com"
_EDITIONS = ("m", "mobile", "wap", "amp", "lite")
"""Names of editions for telephones, which have the same articles."""
MIRRORS = frozenset({_HOST, "72.46.128.21", *(f"{name}.{_HOST}" for name in ("www", "mail", "ftp", *_EDITIONS))})
_BEFORE = r"(?:/+index\.php)?"
"""What stands before a path where the server does not hide the program that answers."""
_EDITION = rf"{_BEFORE}(?:/+(?:{'|'.join(_EDITIONS)}))?"
_ARTICLE = re.compile(
    rf"^{_EDITION}/+arabic/+(?!pages?/)([^/]+)/+(?!(?:19|20)\d\d/+[01]?\d(?:\.\w{{2,5}})?/*$)(\d{{1,9}})(?:/+[^/]*)?/*$", re.IGNORECASE
)
_DAY = r"(?:19|20)\d\d(?:(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]))?"
"""A year, or a day in eight digits: as a number it would be far above all others, and a section's greatest."""
_TITLED_ARTICLE = re.compile(
    rf"^{_EDITION}/+arabic/+([^/]+)/+(?!{_DAY}[-_])(\d{{4,9}})[-_]++(?!pages?\b|صفحة\b)(?=[^/]*[^\W\d_]{{2}})[^/]+/*$", re.IGNORECASE
)
"""A number with a title behind it. One of few digits may be part of a page's name («10-best»), one that looks like a year or a day an archive's."""
_OTHER_THINGS = re.compile(
    r"/(?:tags?|keywords?|labels?|authors?|writers?|users?|members?|profiles?|pages?|search|polls?|votes?|comments?|albums?|galler(?:y|ies)|print"
    r"|categor(?:y|ies)|topics?|archives?|go|ads?|adv|adverts?|adclick|banners?|click|out|redirect|sponsors?|وسم|وسوم|كاتب|كاتبة)/",
    re.IGNORECASE,
)
"""What has numbers and titles and is no article: advertisements among it."""
_OLD_ARTICLE = re.compile(r"^/+([a-z_-]+)/+(\d{1,9})\.html?$", re.IGNORECASE)
_LISTING = re.compile(rf"^{_BEFORE}/+arabic/+(?!pages?/*$)([^/]+)/*$", re.IGNORECASE)
_BELOW = re.compile(rf"^{_BEFORE}/+arabic/+(?!pages?/)([^/]+)/", re.IGNORECASE)

_ODD = re.compile(r"[^A-Za-z0-9/_-]")
"""What no usual path has."""
_APPENDED = re.compile(r"[?#].*|&(?:amp;)?[\w.\[\]-]+=.*|;[^/]*", re.DOTALL)
"""Parameters and fragments, where they are written into the path; in its last piece what stands behind any ampersand."""
_IN_FRONT = re.compile(r"(?<=/)[\s\"'«“‘(\[{<]+")
_BEHIND = r"\s.,;:!?،؛؟…\"'«»“”‘’)\]}>"
_BEHIND_IT = re.compile(rf"(?<![{_BEHIND}])[{_BEHIND}]+(?=/|$)")
"""What a careless hand leaves before and behind a piece of a path. A row of such marks is looked at from its first one only: paths may be long."""
_EXTENSION = re.compile(r"(?<=\d)\.(?:[xs]?html?|php|aspx?|jsp)(?=/*$)", re.IGNORECASE)

_FILE = re.compile(r"\.(?!(?:[xs]?html?|php|aspx?|jsp)$)[a-z]\w{1,4}$|/(?:rss|feed|atom)/*$", re.IGNORECASE)
_PATH = re.compile(r"[^?#]+")
_SLASHES_OF_A_FOLDER = 3


@dataclass(frozen=True, slots=True)
class ArticleAddress:
    """An article's number, and the section that its address names; empty where nobody knows it, for which the address has `NOBODYS`."""

    id: int
    section: str

    @property
    def url(self) -> str:
        """The canonical address: the same for mirrors, schemes, old forms, slashes, fragments and parameters."""
        return f"{CANONICAL_BASE}/arabic/{escaped(self.section) or NOBODYS}/{self.id}"


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
    if _ODD.search(found[1] if found else path):
        found = _odd_article(path) or found
    found = found or _titled_article(path)
    if not found or int(found[2]) == 0:
        return None
    return ArticleAddress(int(found[2]), slug_in(found[1]) if found[1] != NOBODYS else "")


def _titled_article(path: str) -> re.Match[str] | None:
    plain = western_digits(unescaped(path))
    return None if _OTHER_THINGS.search(plain) or _FILE.search(plain) else _TITLED_ARTICLE.match(plain)


def _odd_article(path: str) -> re.Match[str] | None:
    plain = _levelled(path)
    return _ARTICLE.match(_EXTENSION.sub("", plain)) or _OLD_ARTICLE.match(plain)


def _levelled(path: str) -> str:
    """A path as whoever wrote it meant it: without escapes, marks that nobody sees, parameters and punctuation that got into it.

    >>> _levelled("/%61rabic/news/%D9%A1%D9%A7;jsessionid=A1"), _levelled("/arabic/news/17%E2%80%8F%20.")
    ('/arabic/news/17', '/arabic/news/17')
    """
    if not _ODD.search(path):
        return path
    plain = western_digits(unescaped(path)).replace("\\", "/")
    if "/." in plain:
        return path
    folder, slash, last = _APPENDED.sub("", plain).rpartition("/")
    return escaped(_BEHIND_IT.sub("", _IN_FRONT.sub("", f"{folder}{slash}{last.partition('&')[0]}")))


def listing_section(url: str) -> str | None:
    """The section whose listing an address is (``/arabic/<section>``, whatever its parameters); None for any other."""
    try:
        return _slug(_LISTING.match(_levelled(urlsplit(url.strip()).path)))
    except ValueError:
        return None


def section_below(url: str) -> str | None:
    """The section whose pages or articles lie where an address is (``/arabic/<section>/...``); None for any other."""
    try:
        return _slug(_BELOW.match(_levelled(urlsplit(url.strip()).path)))
    except ValueError:
        return None


def _slug(found: re.Match[str] | None) -> str | None:
    slug = slug_in(found[1]) if found else ""
    return slug if is_slug(slug) else None


def is_of_other_things(url: str) -> bool:
    """Whether an address is that of a tag, a writer, a poll and the like, which have numbers as articles have."""
    return _OTHER_THINGS.search(unescaped(urlsplit(url).path)) is not None


def is_agencys(url: str) -> bool:
    """Whether an address is of a host that has the agency's name, known or not."""
    try:
        return f".{urlsplit(url).hostname}".endswith(f".{_HOST}")
    except ValueError:
        return False


def is_file(url: str) -> bool:
    """Whether an address is that of a picture, a document or a feed, and no page's."""
    return _FILE.search(urlsplit(url).path) is not None


def linked_article(base: str, target: str) -> ArticleAddress | None:
    """The article that a link on a page leads to; None for a link to anything else."""
    if target.startswith(("/", "http")):
        return article_address(target)
    whole = resolve(base, target) if target[:1] not in {"", "#", "?"} else None
    return article_address(whole) if whole else None


def resolve(base: str, target: str) -> str | None:
    """An address on a page made whole; None for what is no web address (``javascript:``, ``mailto:``, ``#``, broken)."""
    target = _forward(target.strip())
    if not target or target.startswith("#"):
        return None
    folder = base[: base.rfind("/") + 1]
    if target.startswith("?") or folder.count("/") < _SLASHES_OF_A_FOLDER or "?" in folder or "#" in folder:
        return _resolved(base, target)
    return _resolved(folder, target)


def _forward(target: str) -> str:
    """An address as browsers take it: a backslash before its parameters is a slash."""
    if "\\" not in target:
        return target
    path = _PATH.match(target)
    return path[0].replace("\\", "/") + target[path.end() :] if path else target


@lru_cache(maxsize=20_000)
def _resolved(base: str, target: str) -> str | None:
    """Remembered, as the pages of a folder have the same links around their stories."""
    try:
        whole = safe_url_string(urljoin(base, target))
        return whole if urlsplit(whole).scheme in {"http", "https"} and urlsplit(whole).hostname else None
    except ValueError:
        return None
