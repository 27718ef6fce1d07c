"""One WARC file read for the index, record by record."""

import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

from scrapy import Request
from scrapy.utils.request import RequestFingerprinterProtocol

from buratha.fingerprints import LISTING
from buratha.urls import article_address, resolve
from buratha.warc.errors import RecordError
from buratha.warc.members import Member, members
from buratha.warc.parsing import Record, parse_answer, parse_record
from buratha.warc.unusable import Unusable, is_nameless, unusable

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_LONGEST_LOCATION = 4000
_ORDINARY = frozenset({"request", "warcinfo"})
"""Records that no answer is in."""
PAGE, OTHER, TROUBLE = 0, 1, 2
"""How good an answer a record is, the best first: what may be a page, an answer of another kind, passing trouble."""
_PAGES = frozenset({200, 203})
"""Other statuses of success have no page with them (202, 204), or a part of one (206)."""
_RULES = "2"
"""Changes with the rules for ranks."""
UNUSED = frozenset({"revisit", "metadata", "resource", "conversion", "continuation", "not_http", "not_get"})
"""Reasons that say nothing bad about an archive: it holds more than answers to this project's requests."""


@dataclass(frozen=True, slots=True)
class Row:
    """One response."""

    offset: int
    length: int
    number: bytes
    """What the record's id is remembered by."""
    url: str
    date: str
    status: int
    location: str | None
    is_cut: bool


@dataclass(slots=True)
class Reading:
    """What was met in a file beside responses."""

    faults: Counter[str] = field(default_factory=Counter)
    first: dict[str, int] = field(default_factory=dict)
    """Where a fault was met first."""
    nameless: Counter[str] = field(default_factory=Counter)
    """Of the faults those that may be of any page."""

    def fault(self, reason: str, offset: int) -> None:
        """Count something that is not used."""
        self.faults[reason] += 1
        self.first.setdefault(reason, offset)

    def unread(self, member: Member, reason: str, following: Member | None) -> Iterator[Unusable]:
        """Count a piece that is not used; gives what it stands for, as far as it names that."""
        self.fault(reason, member.offset)
        self.nameless[reason] += is_nameless(member, reason, following)
        yield from unusable(member.data, reason)


def rows(file: BinaryIO, limit: int, reading: Reading) -> Iterator[Row | Unusable | bytes]:
    """The responses of a file, and what could have been one; bytes stand for the number of a response that answers something else than a GET."""
    for member, following in _with_next(members(file, limit)):
        if member.fault:
            yield from reading.unread(member, member.fault, following)
            continue
        try:
            record = parse_record(member.data)
            if record.kind == "response":
                yield _row(record, member.offset, member.length)
            elif record.kind == "request":
                if not record.block.startswith(b"GET "):
                    yield _number(record.fields.get("warc-concurrent-to", ""))
            elif record.kind not in _ORDINARY:
                reason = record.kind if record.kind in UNUSED else "unknown_type"
                yield from reading.unread(member, reason, following)
        except RecordError as error:
            yield from reading.unread(member, error.reason, following)


def _with_next(pieces: Iterator[Member]) -> Iterator[tuple[Member, Member | None]]:
    """Each piece with the one that follows it."""
    piece = next(pieces, None)
    while piece is not None:
        following = next(pieces, None)
        yield piece, following
        piece = following


def _row(record: Record, offset: int, length: int) -> Row:
    url, date = record.url, record.date
    answer = parse_answer(record)
    location = (answer.header(b"location") or b"")[:_LONGEST_LOCATION] if answer.status in _REDIRECTS else b""
    number = _number(record.fields.get("warc-record-id", ""))
    target = resolve(url, location.decode("utf-8", "replace")) if location else None
    return Row(offset, length, number, url, date, answer.status, target, answer.is_cut)


def _number(text: str) -> bytes:
    return hashlib.sha1(text.strip().encode(), usedforsecurity=False).digest()[:8]


# -- which request is answered -----------------------------------------------------------------------------------------
class Keys:
    """Under which keys a response is found, and how good an answer it is: 0 is best."""

    def __init__(self, fingerprinter: RequestFingerprinterProtocol, temporary: frozenset[int]) -> None:
        """Take the project's fingerprints, and the statuses that stand for passing trouble."""
        self._fingerprinter = fingerprinter
        self._temporary = temporary

    def of(self, url: str, status: int, location: str | None, is_cut: bool) -> dict[bytes, int]:
        """Keys and ranks: where an address could be an article's, it is found as an article and as a listing.

        An article that was ever a page is a page, even if a later answer was none; passing trouble, and a redirect from one form
        of an address to another, count only where there is nothing else.
        """
        ranks: dict[bytes, int] = {}
        for is_listing in (False, True):
            key = self.key(url, is_listing)
            to_itself = location is not None and self._leads_to(location, is_listing, key)
            is_article = not is_listing and article_address(url) is not None
            is_empty = 200 <= status < 300 and status not in _PAGES  # noqa: PLR2004
            is_passing = is_cut or is_empty or status in self._temporary or to_itself
            ranks.setdefault(key, TROUBLE if is_passing else OTHER if is_article and status not in _PAGES else PAGE)
        return ranks

    def signature(self) -> str:
        """What changes when the same address gets another key: then an index has to be keyed anew."""
        probes = (
            "http://h.invalid/",
            "https://www.burathanews.com/arabic/news/5/x",
            "https://burathanews.com/news/5.html",
            "http://127.0.0.1/arabic/news/5",
        )
        keys = (self.key(url, is_listing) for url in probes for is_listing in (False, True))
        return hashlib.sha256(b"".join([*keys, repr(sorted(self._temporary)).encode(), _RULES.encode()])).hexdigest()

    def _leads_to(self, location: str, is_listing: bool, key: bytes) -> bool:
        try:
            return self.key(location, is_listing) == key
        except ValueError:
            return False  # no address, so a server's mistake

    def key(self, url: str, is_listing: bool) -> bytes:
        """Under which key an address is found, as an article or as a listing."""
        return self._fingerprinter.fingerprint(Request(url, meta={LISTING: True} if is_listing else {}))
