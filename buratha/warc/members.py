"""A WARC file cut into its records, without trust: each bounded, each damage named, and what lies behind a damage still found.

Nothing here grows with the file or with what its records claim to be. A record that unpacks to more than ``limit`` bytes is unpacked a little
further in search of its end, and no more: a bomb costs a fraction of a second. Bombs within bombs are given up, with all that stands behind them.
"""

import re
import zlib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import BinaryIO

MOST_HEAD = 64 * 1024
"""No record's own head is longer."""
TORN = "torn"
DAMAGED = "damaged"
TOO_LARGE = "too_large"
NOT_WARC = "not_warc"
LENGTH_WRONG = "length_wrong"

_CHUNK = 64 * 1024
_SIP = 64
"""So many bytes of a damaged record are unpacked at a time: what came out before the damage is lost with the piece that has it."""
_DRAIN = 8
"""A record of more than so many times the limit is not unpacked to its end."""
_BOMBS, _FOLD = 8, 100
"""What may be read and unpacked in vain in one file: so many bombs, and its size so many times. Real damage takes far less."""
_MAGIC = b"\x1f\x8b\x08"
_VERSION = b"WARC/"
_BLANK = re.compile(rb"\r?\n\r?\n")
_LENGTH = re.compile(rb"^content-length[ \t]*:[ \t]*(\d{1,18})[ \t]*\r?$", re.IGNORECASE | re.MULTILINE)
_NEXT = re.compile(rb"\n\r?\nWARC/1\.")


@dataclass(frozen=True, slots=True)
class Member:
    """A piece of a file: where it lies, and its record's bytes; or what is wrong with it."""

    offset: int
    length: int
    """Bytes in the file, up to where the next piece begins."""
    data: bytes = b""
    """Of a damaged record at most what can be read of its beginning."""
    fault: str | None = None
    is_open: bool = False
    """Whether its own end was not found: then it goes on to the next piece that can be read, whatever was between the two."""
    work: int = 0
    """How many bytes were read and unpacked to find its end."""


def members(file: BinaryIO, limit: int) -> Iterator[Member]:
    """The records of a file one after the other, compressed record by record or not at all; its first bytes may be damaged too."""
    start = file.read(len(_VERSION))
    if start == _VERSION:
        yield from _plain(file, limit)
    elif start.startswith(_MAGIC) or _next_compressed(file, 1) is not None:
        yield from _compressed(file, limit)
    elif next(_found(file, 0, _NEXT), None) is not None:
        yield from _plain(file, limit)
    elif start:
        yield Member(0, 0, fault=NOT_WARC)


def member_at(file: BinaryIO, offset: int, length: int, limit: int) -> Member:
    """The record at a known place."""
    file.seek(offset)
    if file.read(len(_MAGIC)) == _MAGIC:
        return _unpack(file, offset, limit)
    if length > limit:
        return Member(offset, length, fault=TOO_LARGE)
    file.seek(offset)
    return Member(offset, length, file.read(length))


# -- compressed --------------------------------------------------------------------------------------------------------
def _compressed(file: BinaryIO, limit: int) -> Iterator[Member]:
    offset, size = 0, file.seek(0, 2)
    left = _BOMBS * _DRAIN * limit + _FOLD * size
    while offset < size:
        member = _unpack(file, offset, limit)
        is_open = member.fault is not None and not member.length
        if is_open:
            left -= member.work
            after = _next_compressed(file, offset + 1) if left > 0 else None
            fault = TOO_LARGE if left <= 0 else DAMAGED if member.fault == TORN and after is not None else member.fault
            member = Member(offset, (size if after is None else after) - offset, fault=fault)
        yield Member(offset, member.length, _beginning(file, offset), member.fault, is_open) if member.fault else member
        offset += member.length


def _unpack(file: BinaryIO, offset: int, limit: int) -> Member:
    """One gzip member; without a length when its end was not found."""
    file.seek(offset)
    unpacker, out, size, end = zlib.decompressobj(wbits=31), bytearray(), 0, offset
    try:
        while not unpacker.eof:
            packed = unpacker.unconsumed_tail
            if not packed:
                packed = file.read(_CHUNK)
                end += len(packed)
            data = unpacker.decompress(packed, _CHUNK)
            if not packed and not data:
                return Member(offset, 0, fault=TORN, work=end - offset + size)
            size += len(data)
            if size <= limit:
                out += data
            elif size > limit * _DRAIN:
                return Member(offset, 0, fault=TOO_LARGE, work=end - offset + size)
    except zlib.error:
        return Member(offset, 0, fault=DAMAGED, work=end - offset + size)
    length = end - len(unpacker.unused_data) - offset
    return Member(offset, length, fault=TOO_LARGE) if size > limit else Member(offset, length, bytes(out))


def _next_compressed(file: BinaryIO, start: int) -> int | None:
    """Where the next gzip member begins that holds a WARC record; None when there is none."""
    for offset in _found(file, start, re.compile(re.escape(_MAGIC))):
        file.seek(offset)
        try:
            if zlib.decompressobj(wbits=31).decompress(file.read(1024), len(_VERSION)) == _VERSION:
                return offset
        except zlib.error:
            continue
    return None


def _beginning(file: BinaryIO, offset: int) -> bytes:
    """The first bytes of a record that is damaged, as far as they can be unpacked: enough for its head."""
    file.seek(offset)
    data = file.read(MOST_HEAD)
    if not data.startswith(_MAGIC):
        return data
    unpacker, out = zlib.decompressobj(wbits=31), bytearray()
    with suppress(zlib.error):
        for start in range(0, len(data), _SIP):
            sought = max(0, len(out) - 3)
            out += unpacker.decompress(data[start : start + _SIP], MOST_HEAD)
            if unpacker.eof or unpacker.unconsumed_tail or len(out) >= MOST_HEAD or _BLANK.search(out, sought):
                break
    return bytes(out)


# -- not compressed ----------------------------------------------------------------------------------------------------
def _plain(file: BinaryIO, limit: int) -> Iterator[Member]:
    offset, size = 0, file.seek(0, 2)
    while offset < size:
        member = _plain_record(file, offset, size, limit)
        is_open = not member.length
        after = _after_blank(file, offset + member.length, size) if member.length else None
        if after is None:
            found = next(_found(file, offset + 1, _NEXT), None)
            after = size if found is None else found + 2 + (_byte(file, found + 1) == b"\r")
            member = Member(offset, after - offset, fault=member.fault or LENGTH_WRONG)
        yield Member(offset, after - offset, _beginning(file, offset) if member.fault else member.data, member.fault, is_open)
        offset = after


def _plain_record(file: BinaryIO, offset: int, size: int, limit: int) -> Member:
    """One record by what it says of its length; without a length when that cannot be true."""
    file.seek(offset)
    head = file.read(MOST_HEAD)
    blank = _BLANK.search(head)
    length = _LENGTH.search(head, 0, blank.start()) if blank else None
    if not blank or not length:
        return Member(offset, 0, fault=DAMAGED)
    whole = blank.end() + int(length[1])
    if offset + whole > size:
        return Member(offset, 0, fault=TORN)
    if whole > limit:
        return Member(offset, whole, fault=TOO_LARGE)
    file.seek(offset)
    return Member(offset, whole, file.read(whole))


def _after_blank(file: BinaryIO, offset: int, size: int) -> int | None:
    """Where the next record begins behind the blank lines at ``offset``; None when something else stands there."""
    file.seek(offset)
    data = file.read(_CHUNK)
    after = offset + len(data) - len(data.lstrip(b"\r\n"))
    file.seek(after)
    return after if after >= size or file.read(len(_VERSION)) == _VERSION else None


def _byte(file: BinaryIO, offset: int) -> bytes:
    file.seek(offset)
    return file.read(1)


def _found(file: BinaryIO, start: int, pattern: re.Pattern[bytes]) -> Iterator[int]:
    """Where a short pattern stands in a file from ``start`` on."""
    overlap = 16
    while True:
        file.seek(start)
        data = file.read(_CHUNK)
        last = len(data) < _CHUNK
        for found in pattern.finditer(data):
            if last or found.start() < _CHUNK - overlap:
                yield start + found.start()
        if last:
            return
        start += _CHUNK - overlap
