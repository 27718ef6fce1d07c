"""Compressed answers, believed only where they are sound. Scrapy takes what comes out of a damaged one, checksum or not, as the page."""

import zlib
from collections.abc import Sequence
from typing import Self

from scrapy import Request, Spider
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.httpcompression import HttpCompressionMiddleware
from scrapy.downloadermiddlewares.retry import get_retry_request
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from scrapy.utils._compression import _DecompressionMaxSizeExceeded

DAMAGED = "damaged"
_GZIP = 31
"""zlib's window bits for gzip, whose checksum it then compares."""
_MEMBER = b"\x1f\x8b"
_AS_IT_IS = frozenset({b"", b"identity", b"none"})
"""Names of no compression, as servers put them behind the one they used."""


class DamagedAnswerError(Exception):
    """An answer that cannot be unpacked, or whose checksum does not fit."""


class TooLargeError(Exception):
    """An answer that unpacks to more than a page may have."""


class SoundCompression(HttpCompressionMiddleware):
    """Scrapy's decompression; an answer that came damaged is asked for again, like one that did not come."""

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Make it for a crawler."""
        middleware = super().from_crawler(crawler)
        middleware.of = crawler
        return middleware

    of: Crawler

    def process_response(self, request: Request, response: Response, spider: Spider | None = None) -> Request | Response:  # noqa: ARG002 - Scrapy's
        """Unpack an answer.

        Raises:
            DamagedAnswerError: it came damaged as often as it is asked for.
            TooLargeError: it unpacks to more than DOWNLOAD_MAXSIZE.

        """
        try:
            return super().process_response(request, response)
        except IgnoreRequest as error:
            raise TooLargeError(str(error)) from error  # the one reason for which Scrapy's ignores an answer
        except DamagedAnswerError:
            assert self.of.spider is not None
            again = get_retry_request(request, spider=self.of.spider, reason=DAMAGED)
            if again is None:
                raise
            return again

    @staticmethod
    def _split_encodings(content_encoding: list[bytes]) -> tuple[list[bytes], list[bytes]]:
        """Leave out what says that nothing was done: Scrapy unpacks nothing that was packed before it."""
        named = [name.strip() for names in content_encoding for name in names.split(b",")]
        return HttpCompressionMiddleware._split_encodings([name for name in named if name.lower() not in _AS_IT_IS])

    @staticmethod
    def _decode(body: bytes, encoding: bytes, max_size: int) -> bytes:
        try:
            if encoding in {b"gzip", b"x-gzip"} and (sound := unpacked(body, max_size)) is not None:
                return sound
            return HttpCompressionMiddleware._decode(body, encoding, max_size)
        except (_DecompressionMaxSizeExceeded, IgnoreRequest):
            raise
        except Exception as error:  # each kind of compression has its own
            raise DamagedAnswerError(str(error)) from error


def unpacked_as_sent(body: bytes, encodings: Sequence[bytes], max_size: int) -> bytes:
    """A body without what its Content-Encoding headers say was done to it, of at most ``max_size`` bytes (0: any number).

    Raises:
        DamagedAnswerError: it cannot be unpacked.
        TooLargeError: it is larger, or becomes so.

    """
    try:
        for encoding in SoundCompression._split_encodings(list(encodings))[0]:
            body = SoundCompression._decode(body, encoding, max_size)
    except _DecompressionMaxSizeExceeded as error:
        raise TooLargeError(str(error)) from error
    if max_size and len(body) > max_size:
        raise TooLargeError(f"{len(body)} bytes")
    return body


def unpacked(body: bytes, max_size: int = 0) -> bytes | None:
    """What gzip packed, all members of it; None where it is more than ``max_size`` bytes.

    Raises:
        zlib.error: it is damaged.

    """
    found = bytearray()
    while body:
        member = zlib.decompressobj(_GZIP)
        found += member.decompress(body, max_size - len(found) + 1 if max_size else 0)
        if max_size and len(found) > max_size:
            return None
        if not member.eof:
            raise zlib.error("it breaks off")
        body = member.unused_data if member.unused_data.startswith(_MEMBER) else b""
    return bytes(found)
