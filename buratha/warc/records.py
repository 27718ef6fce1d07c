"""An exchange as WARC records: the bytes as they came, and headers that agree with them."""

import zlib
from datetime import datetime
from http import HTTPStatus
from io import BytesIO
from typing import Any
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.http import Headers, Response
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from buratha.browser.asking import BROWSER, PRESSING, UNFINISHED, is_drawn
from buratha.warc.parsing import DRAWN_FOR_MORE, PRESSED
from buratha.warc.places import moment

_SECRET = frozenset({b"authorization", b"proxy-authorization", b"cookie"})
"""An archive is handed on, so what a request proves who it is with stays out of it."""
_WITHOUT_BODY = frozenset({204, 304})
_TRUNCATED = {"dataloss": "disconnect", "download_stopped": "unspecified"}
"""Scrapy's flags of a response that is not whole, and WARC's words for them. ``partial`` is none: a server that tells no length ends each page so."""
_LEVEL = 6


class _Head(StatusAndHeaders):  # type: ignore[misc]  # warcio has no types
    """An HTTP head that is written as it is; warcio would percent-encode what is not ASCII, as in a Location of raw Arabic."""

    def __init__(self, head: bytes) -> None:
        super().__init__(head.partition(b"\r\n")[0].decode("latin-1"), [])
        self._head = head

    def compute_headers_buffer(self, header_filter: object = None) -> None:  # noqa: ARG002 - warcio's signature
        """Give the bytes."""
        self.headers_buff = self._head


def warcinfo(filename: str, fields: dict[str, str]) -> tuple[str, bytes]:
    """The record at the head of a file: its id, and the gzip member."""
    writer, out = _writer()
    record = writer.create_warcinfo_record(filename, fields)
    writer.write_record(record)
    return record.rec_headers.get_header("WARC-Record-ID"), _member(out)


def exchange(request: Request, response: Response, info: str, time: datetime) -> bytes:
    """Response and request as two gzip members, ready to be appended to a file whose warcinfo record is ``info``."""
    common = {"WARC-Date": moment(time), "WARC-Warcinfo-ID": info}
    own = dict(common)
    if response.ip_address:
        own["WARC-IP-Address"] = str(response.ip_address)
    if truncated := next((_TRUNCATED[flag] for flag in response.flags if flag in _TRUNCATED), None):
        own["WARC-Truncated"] = truncated
    if pressing := request.meta.get(PRESSING):
        own[PRESSED] = f"{pressing['end']} {pressing['presses']}"
    if (request.meta.get(BROWSER) or {}).get("why") == UNFINISHED and is_drawn(response):
        own[DRAWN_FOR_MORE] = UNFINISHED
    answer = _record("response", response.url, own, response_head(request.method, response), response.body)
    number = answer[0].rec_headers.get_header("WARC-Record-ID")
    question = _record("request", response.url, common | {"WARC-Concurrent-To": number}, request_head(request), request.body)
    return answer[1] + question[1]


def response_head(method: str, response: Response) -> bytes:
    """Status line and headers. The stored body is what is left once chunks are joined, and the length in the head is its length.

    What a header said otherwise is kept under ``X-Archive-Orig-``.
    """
    whole = str(len(response.body)).encode()
    has_length = method == "HEAD" or response.status in _WITHOUT_BODY
    lines = []
    for name, value in _lines(response.headers):
        kind = name.lower()
        if kind == b"transfer-encoding" or (kind == b"content-length" and value != whole and not has_length):
            lines.append((b"X-Archive-Orig-" + name, value))
        else:
            lines.append((name, value))
            has_length = has_length or kind == b"content-length"
    if not has_length:
        lines.append((b"Content-Length", whole))
    return _head(f"HTTP/1.1 {response.status} {_phrase(response.status)}".encode(), lines)


def request_head(request: Request) -> bytes:
    """Request line and headers as far as the downloader's side knows them, without credentials."""
    parts = urlsplit(request.url)
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    lines = [line for line in _lines(request.headers) if line[0].lower() not in _SECRET]
    known = {name.lower() for name, _ in lines}
    if b"host" not in known:
        lines.insert(0, (b"Host", parts.netloc.rpartition("@")[2].encode()))
    if request.body and b"content-length" not in known:
        lines.append((b"Content-Length", str(len(request.body)).encode()))
    return _head(f"{request.method} {target} HTTP/1.1".encode(), lines)


def _lines(headers: Headers) -> list[tuple[bytes, bytes]]:
    """Headers one by one. A browser gives several of one name with line ends between; no value may hold one."""
    return [
        (name.translate(None, b"\r\n:\0"), part)
        for name, values in headers.items()
        for value in values
        for part in value.replace(b"\0", b"").splitlines() or [b""]
    ]


def _head(first: bytes, lines: list[tuple[bytes, bytes]]) -> bytes:
    return b"\r\n".join([first, *(name + b": " + value for name, value in lines), b"", b""])


def _phrase(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return ""


def _record(kind: str, url: str, fields: dict[str, str], head: bytes, body: bytes) -> tuple[Any, bytes]:
    writer, out = _writer()
    record = writer.create_warc_record(url, kind, payload=BytesIO(body), length=len(body), warc_headers_dict=fields, http_headers=_Head(head))
    writer.write_record(record)
    return record, _member(out)


def _writer() -> tuple[Any, BytesIO]:
    out = BytesIO()
    return WARCWriter(out, gzip=False, warc_version="1.1"), out


def _member(out: BytesIO) -> bytes:
    """One gzip member; whole before anything is written, so that a record is appended in one go."""
    return zlib.compress(out.getvalue(), _LEVEL, wbits=31)
