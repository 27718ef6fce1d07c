"""Where in a listing an address leads: the listing that it belongs to, whatever its page, and the page, offset or cursor that it names."""

import re
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import parse_qsl, unquote, urlsplit

from buratha.arabic.digits import western_digits
from buratha.pages.page_labels import LONGEST_NUMBER

PAGE, OFFSET, CURSOR, SEGMENT = "page", "offset", "cursor", "segment"
"""Kinds of positions. A SEGMENT is a bare number at the end of a path: a page's, an offset, or an article's."""

_PAGE_NAMES = frozenset("page p pg pageno page_no pagenum page_num page_number pagenumber paged pag currentpage cur_page pagina صفحة الصفحة".split())
_OFFSET_NAMES = frozenset("start offset from limitstart skip st begin startrow start_row firstresult".split())
_CURSOR_NAMES = frozenset(
    "before before_id after after_id last last_id lastid max_id maxid min_id since_id cursor older olderthan older_than newer_than next_id "
    "id_lt lt token continue pagetoken page_token".split()
)
_INDIFFERENT = frozenset("limit per_page perpage page_size pagesize count size rows _ t sid phpsessid fbclid gclid ref".split())
_NO_PAGE = frozenset(
    "sort order orderby order_by sortby dir direction view print share format output theme style tab q s search query action replytocom login "
    "return redirect filter lang language year month day date y m d".split()
)
LISTING_NAMES = frozenset("cat category catid cat_id cid section sec sid id type topic dept tag author".split())
"""Parameters that say which listing is meant, never which page of it."""
_PAGE_PATH = re.compile(r"^(.*?)[/_;,.-](?:pages?|p|pg|offset|start|index|صفحة)[/_=,:-]?(\d{1,6})(?:\.\w{2,5})?/*$", re.IGNORECASE)
_LAST_NUMBER = re.compile(r"^(.*)[/_,-](\d{1,6})(?:\.\w{2,5})?/*$")
_EXTENSION = re.compile(r"(?:/index)?(?:\.(?:html?|php|aspx?))?/*$", re.IGNORECASE)
_OTHER_LISTS = re.compile(r"comment|search|poll|vote|guest|/tags?/|gallery|video|photo", re.IGNORECASE)

Params = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Position:
    """What an address says. ``path`` and ``params`` are without what names the page; ``whole`` is the path as it stands."""

    path: str
    whole: str
    params: Params
    kind: str | None = None
    number: int | None = None
    name: str = ""

    def conflicts(self, other: "Position") -> set[str]:
        """The parameters to which the two give different values: ``cat=3`` and ``cat=4`` are two listings."""
        mine = dict(self.params)
        return {name for name, value in other.params if mine.get(name, value) != value}

    def changed(self, here: "Position") -> Params:
        """The parameters that this has and ``here`` has not, or has with another value."""
        return tuple(pair for pair in self.params if pair not in here.params)

    @property
    def is_of_other_lists(self) -> bool:
        """Whether the path is that of comments, a search, a poll and the like."""
        return _OTHER_LISTS.search(self.whole + "/") is not None


def is_no_page(params: Params) -> bool:
    """Whether parameters sort, filter, print or share instead of leading to another page."""
    return any(name in _NO_PAGE or "comment" in name or name == "cpage" or name.startswith("utm_") for name, _ in params)


@lru_cache(maxsize=5_000)
def position_of(url: str) -> Position:
    """Read an address."""
    parts = urlsplit(url)
    path, kind, number, cursor = unquote(parts.path), None, None, ""
    rest: list[tuple[str, str]] = []
    for name, value in parse_qsl(parts.query, keep_blank_values=True):
        key, digits = name.lower(), western_digits(value)
        told = _kind_of(key, digits)
        if told and (kind is None or (kind == CURSOR and told != CURSOR)):
            kind, number, cursor = told, int(digits) if _is_number(digits, told) else None, key
        elif not told and key not in _INDIFFERENT and not key.startswith("utm_"):
            rest.append((key, value))
    whole = _series_path(path)
    if kind is None:
        path, kind, number = _in_path(path)
    return Position(_series_path(path), whole, tuple(sorted(rest)), kind, number, cursor)


def _kind_of(name: str, value: str) -> str | None:
    if name in _CURSOR_NAMES:
        return CURSOR
    if not _is_number(value, CURSOR):
        return None
    return PAGE if name in _PAGE_NAMES else OFFSET if name in _OFFSET_NAMES else None


def _is_number(digits: str, kind: str) -> bool:
    return digits.isascii() and digits.isdigit() and len(digits) <= (9 if kind == CURSOR else LONGEST_NUMBER)


def _in_path(path: str) -> tuple[str, str | None, int | None]:
    western = western_digits(path)
    if found := _PAGE_PATH.match(western):
        return found[1], OFFSET if re.search("offset|start", western[len(found[1]) :], re.IGNORECASE) else PAGE, int(found[2])
    if found := _LAST_NUMBER.match(western):
        return found[1], SEGMENT, int(found[2])
    return path, None, None


def _series_path(path: str) -> str:
    """A path levelled: without ``/arabic``, which old addresses lack, ends of files, case and slashes that do not matter."""
    levelled = re.sub("/{2,}", "/", _EXTENSION.sub("", path.lower()))
    return levelled.removeprefix("/arabic") if levelled == "/arabic" or levelled.startswith("/arabic/") else levelled
