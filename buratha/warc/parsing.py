"""A record's bytes read: what kind it is, and the response that it holds. Every refusal has a name."""

import base64
import binascii
import hashlib
import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime

from w3lib.url import safe_url_string

from buratha.browser.ends import EVERY
from buratha.warc.chunks import joined
from buratha.warc.errors import RecordError
from buratha.warc.members import LENGTH_WRONG, MOST_HEAD
from buratha.warc.packing import is_packed, unpacked
from buratha.warc.places import moment

_MOST_HTTP_HEAD = 256 * 1024
_BLANK = re.compile(rb"\r?\n\r?\n")
_CONTINUED = re.compile(rb"\r?\n[ \t]+")
_STATUS = re.compile(rb"HTTP/\d(?:\.\d)? +([1-9]\d\d)(?: [^\r\n]*)?\r?")
_DATE = re.compile(r"\d{4}(?:-\d\d(?:-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?Z)?)?)?")
_EARLIEST = "0001-01-01T00:00:00"
_YEARS = range(1970, 2200)
"""A clock that was never set counts from the first of them. Near the ends of the calendar no day can be counted on from a date."""
_DIGESTS = {"md5", "sha1", "sha256", "sha512"}
_ADDRESS = re.compile(r"https?://[^\s/?#]+[^\s]*", re.IGNORECASE)
_LONGEST_ADDRESS = 4000
_WITHOUT_BODY = frozenset({204, 304})
NOT_BY_RECORD = "not_by_record"
BAD_HEAD = "bad_head"
PRESSED = "X-Buratha-Pressed"
"""A record's field of our own: the page is a listing with what its button brought in a browser; why it was pressed no more, and how often."""
DRAWN_FOR_MORE = "X-Buratha-Drawn"
"""Another: the page is an article's that a browser drew because the plain page seemed to have only a part of it."""
_PRESSED = re.compile(rf"({'|'.join(sorted(EVERY))}) (\d{{1,6}})", re.ASCII)
_LENGTH = re.compile(rb"\d{1,18}")

Fields = list[tuple[bytes, bytes]]


@dataclass(frozen=True, slots=True)
class Record:
    """A WARC record: its fields by lower-case name, and its block."""

    fields: dict[str, str]
    block: bytes

    @property
    def kind(self) -> str:
        """What WARC-Type says."""
        return self.fields.get("warc-type", "").lower()

    @property
    def url(self) -> str:
        """The address that was asked for, as Scrapy writes it.

        Raises:
            RecordError: it is no address of the web.

        """
        url = self.fields.get("warc-target-uri", "").strip("<>")
        if not _ADDRESS.fullmatch(url) or len(url) > _LONGEST_ADDRESS:
            raise RecordError("not_http")
        try:
            return safe_url_string(url)
        except ValueError as error:
            raise RecordError("not_http") from error

    @property
    def date(self) -> str:
        """The time of the record, as :func:`buratha.warc.places.moment` writes it.

        Raises:
            RecordError: there is none, or none of the years in which records are made.

        """
        text = self.fields.get("warc-date", "")
        if not text.isascii() or not _DATE.fullmatch(text):
            raise RecordError("bad_date")
        second, _, fraction = text.removesuffix("Z").partition(".")
        try:  # WARC lets a date end anywhere: what is missing is the least
            time = datetime.fromisoformat(second + _EARLIEST[len(second) :])
        except ValueError as error:
            raise RecordError("bad_date") from error
        if time.year not in _YEARS:
            raise RecordError("bad_date")
        return moment(time.replace(microsecond=int(fraction.ljust(6, "0")[:6] or 0), tzinfo=UTC))


@dataclass(frozen=True, slots=True)
class Answer:
    """An HTTP response as it was stored."""

    status: int
    headers: Fields
    body: bytes
    is_cut: bool
    """Whether it is not whole: the record says so, its chunks break off, or it is shorter than its server said."""
    pressing: dict[str, str | int] | None = None
    """Of a listing that was drawn and pressed: why it was pressed no more (``end``), and how often (``presses``)."""
    is_drawn_for_more: bool = False
    """Whether it is an article's page that a browser drew for the rest of the text."""

    def header(self, name: bytes) -> bytes | None:
        """The first header of a name."""
        return next((value for known, value in self.headers if known.lower() == name), None)


def parse_record(data: bytes) -> Record:
    """Read a record, and see that its block is as long as it says and has the digest that it says.

    Raises:
        RecordError: it is no whole, sound WARC record.

    """
    head = parse_head(data)
    if head is None:
        raise RecordError(BAD_HEAD)
    fields, blank = head.fields, len(data) - len(head.block)
    length = fields.get("content-length", "")
    if not length.isascii() or not length.isdigit() or len(length) > 18 or int(length) > len(head.block):  # noqa: PLR2004
        raise RecordError(LENGTH_WRONG)
    end = blank + int(length)
    if behind := data[end:].strip(b"\r\n"):
        raise RecordError(NOT_BY_RECORD if behind.startswith(b"WARC/") else LENGTH_WRONG)
    record = Record(fields, data[blank:end])
    if not _is_sound(fields.get("warc-block-digest", ""), record.block):
        raise RecordError("digest_wrong")
    return record


def parse_head(data: bytes) -> Record | None:
    """Read a record's own head and believe it, with whatever stands behind it for a block; None where no head is whole."""
    blank = _BLANK.search(data, 0, MOST_HEAD)
    if not data.startswith(b"WARC/") or not blank:
        return None
    fields = {name.decode("latin-1").lower(): value.decode("utf-8", "replace") for name, value in _fields(data[: blank.start()])}
    return Record(fields, data[blank.end() :])


def parse_answer(record: Record) -> Answer:
    """Read the HTTP response in a record, its chunks joined.

    Tools take the digest of the payload of what was sent, of that without the marks of its chunks, or of the page: one of them has to have it.

    Raises:
        RecordError: it holds none, or another payload than the record says.

    """
    blank = _BLANK.search(record.block, 0, _MOST_HTTP_HEAD)
    head, body = (record.block[: blank.start()], record.block[blank.end() :]) if blank else (record.block, b"")
    status = _STATUS.fullmatch(head.partition(b"\n")[0])
    if not status or len(head) > _MOST_HTTP_HEAD:
        raise RecordError("bad_http")
    headers, sent = _fields(head), body
    codings = [each.strip() for name, value in headers if name.lower() == b"transfer-encoding" for each in value.lower().split(b",") if each.strip()]
    if b"chunked" in codings:
        headers = _without(headers, b"transfer-encoding")
        headers += [(b"Content-Encoding", coding) for coding in codings if coding not in {b"chunked", b"identity"}]
        body, is_whole = joined(body)
    else:
        is_whole = int(status[1]) in _WITHOUT_BODY or _length_in(headers) <= len(body)
    packed = b",".join(value for name, value in headers if name.lower() == b"content-encoding")
    if packed and not is_packed(body, packed.decode("latin-1")):
        headers = _without(headers, b"content-encoding")
    is_cut = not is_whole or bool(record.fields.get("warc-truncated"))
    if body and not is_cut and record.kind == "response" and not _has_digest(record, sent, body, packed.decode("latin-1")):
        raise RecordError("digest_wrong")
    return Answer(int(status[1]), headers, body, is_cut, _pressing(record), DRAWN_FOR_MORE.lower() in record.fields)


def _has_digest(record: Record, sent: bytes, body: bytes, packed: str) -> bool:
    """Whether a payload has its record's digest, in one of the forms of which tools take it."""
    digest = record.fields.get("warc-payload-digest", "")
    if not digest or _is_sound(digest, sent) or _is_sound(digest, body):
        return True
    page = unpacked(body, packed) if packed else None
    return bool(packed) if page is None else _is_sound(digest, page)


def _pressing(record: Record) -> dict[str, str | int] | None:
    told = _PRESSED.fullmatch(record.fields.get(PRESSED.lower(), ""))
    return {"end": told[1], "presses": int(told[2])} if told else None


def _without(headers: Fields, kind: bytes) -> Fields:
    return [line for line in headers if line[0].lower() != kind]


def _length_in(headers: Fields) -> int:
    """What the server said of the length of the body; 0 where it said nothing that can be read."""
    told = next((value for name, value in headers if name.lower() == b"content-length"), b"")
    return int(told) if _LENGTH.fullmatch(told) else 0


def _fields(head: bytes) -> Fields:
    """The lines of a head below its first, continued lines joined; a line without a colon says nothing."""
    lines = _CONTINUED.sub(b" ", head).replace(b"\r\n", b"\n").split(b"\n")[1:]
    parts = (line.partition(b":") for line in lines)
    return [(name.strip(), value.strip()) for name, colon, value in parts if colon and name.strip()]


def _is_sound(digest: str, block: bytes) -> bool:
    """Whether a block has its digest; one that says nothing, or in an unknown way, is believed."""
    name, _, value = digest.strip().partition(":")
    name = name.lower().replace("-", "")
    if name not in _DIGESTS:
        return True
    found = hashlib.new(name, block, usedforsecurity=False).digest()
    return found in _readings(value.strip())


def _readings(value: str) -> set[bytes]:
    readings = set()
    with suppress(binascii.Error, ValueError):
        readings.add(base64.b32decode(value.upper() + "=" * (-len(value) % 8)))
    with suppress(ValueError):
        readings.add(bytes.fromhex(value))
    return readings
