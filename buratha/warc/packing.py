"""Packed bodies: whether one is packed as its head says, which tools leave that have unpacked it, and what one holds."""

import zlib
from collections.abc import Callable
from contextlib import suppress

import brotli

from buratha.pages.decode import decode, is_binary

_LOOKED_AT = 4096
_PIECE = 64 * 1024
_PROOF = 16
"""A body out of which so many pieces come is packed; a bomb is not unpacked further."""
_LARGEST = 32 * 1024 * 1024
_SIGNATURES = {
    "gzip": (b"\x1f\x8b",),
    "x-gzip": (b"\x1f\x8b",),
    "zstd": (b"\x28\xb5\x2f\xfd", *(bytes([each]) + b"\x2a\x4d\x18" for each in range(0x50, 0x60))),
}
"""What begins each body of a kind."""


def is_packed(body: bytes, encodings: str) -> bool:
    """Whether a body can be what these encodings, in the words of Content-Encoding, have made.

    A kind that signs its bodies is known by that. Text is no other kind's either, unless it unpacks to its end: short pieces, and pieces that
    a server sent packed and not compressed, may look like text.
    """
    kind = encodings.rpartition(",")[2].strip().lower()
    if body.startswith(_SIGNATURES.get(kind, ())):
        return True
    if is_binary(decode(body[:_LOOKED_AT]).text):
        return True
    return any(_unpacks(body, piece) for piece in _unpackers(kind))


def unpacked(body: bytes, encodings: str) -> bytes | None:
    """What a body holds that was packed once; None where it was packed otherwise, breaks off, or holds more than any page."""
    for piece in _unpackers(encodings.strip().lower(), gzip=True):
        out, rest = bytearray(), body
        with suppress(brotli.error, zlib.error):
            while len(out) <= _LARGEST:
                found, is_end = piece(rest)
                out += found
                if is_end:
                    return bytes(out)
                if not found:
                    break
                rest = b""
    return None


def _unpackers(kind: str, *, gzip: bool = False) -> list[Callable[[bytes], tuple[bytes, bool]]]:
    """What gives the next piece out of a body, and says whether it has come to its end; two for deflate, which servers send in two forms."""
    if kind == "br":
        return [_brotli()]
    if gzip and kind in {"gzip", "x-gzip"}:
        return [_zlib(zlib.MAX_WBITS | 16)]
    return [_zlib(bits) for bits in (zlib.MAX_WBITS, -zlib.MAX_WBITS)] if kind == "deflate" else []


def _unpacks(body: bytes, piece: Callable[[bytes], tuple[bytes, bool]]) -> bool:
    try:
        for _ in range(_PROOF):
            out, is_end = piece(body)
            if is_end:
                return True
            if not out:
                return False
            body = b""
    except (brotli.error, zlib.error):
        return False
    return True


def _brotli() -> Callable[[bytes], tuple[bytes, bool]]:
    unpacker = brotli.Decompressor()
    return lambda body: (unpacker.process(body, output_buffer_limit=_PIECE), unpacker.is_finished())


def _zlib(bits: int) -> Callable[[bytes], tuple[bytes, bool]]:
    unpacker = zlib.decompressobj(bits)
    return lambda body: (unpacker.decompress(body or unpacker.unconsumed_tail, _PIECE), unpacker.eof)
