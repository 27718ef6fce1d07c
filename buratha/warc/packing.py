"""Whether a body is packed as its head says: some tools unpack bodies and leave the header that says how they were packed."""

import zlib
from collections.abc import Callable

import brotli

from buratha.pages.decode import decode, is_binary

_LOOKED_AT = 4096
_PIECE = 64 * 1024
_PROOF = 16
"""A body out of which so many pieces come is packed; a bomb is not unpacked further."""
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


def _unpackers(kind: str) -> list[Callable[[bytes], tuple[bytes, bool]]]:
    """What gives the next piece out of a body, and says whether it has come to its end; two for deflate, which servers send in two forms."""
    if kind == "br":
        return [_brotli()]
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
