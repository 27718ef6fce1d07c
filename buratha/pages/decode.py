"""From bytes to text. The bytes are believed before any declaration: old pages declare nothing, or lie."""

import codecs
import re
from dataclasses import dataclass
from itertools import islice

from w3lib.encoding import html_body_declared_encoding, http_content_type_encoding

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_LETTER, _MARK = "[\u0621-\u063a\u0641-\u064a\u067e\u0686\u06a9\u06af\u06cc]", "[\u0640\u064b-\u0652]"
_ARABIC_WORD = re.compile(f"{_LETTER}(?:{_MARK}*{_LETTER})+{_MARK}*")
_UTF8_PAIRS = re.compile(rb"[\xc3-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}")
_HIGH = re.compile(rb"[\x80-\xff]+")
_LEAST_ARABIC = 0.3
_SINGLE_BYTE_ARABIC = ("cp1256", "iso8859_6")
_CONTROLS = bytes([*range(0x09), *range(0x0E, 0x20), 0x7F])
_LOOKED_AT = 20_000
_MOST_CONTROLS = 0.02
_ASCII = bytes(range(0x20, 0x7F)).replace(b"\\", b"\\\\")
_LOW_BYTES = bytes(range(0x80))
_FOLLOWERS = bytes(range(0x80, 0xC0))
_LEAST_UTF8 = 0.6
_MOST_RUNS = 800
_SURELY_ARABIC = 0.75
_HIGH_BYTES = bytes(range(0x80, 0x100))
_REPLACEMENT = "\ufffd"


@dataclass(frozen=True, slots=True)
class Decoded:
    """A page's text, the encoding that was believed, the one declared, and the characters lost (U+FFFD)."""

    text: str
    encoding: str
    declared: str | None
    lost: int


def decode(body: bytes, content_type: str | None = None) -> Decoded:
    """Decode a page. Never raises; what cannot be decoded is U+FFFD and counted in ``lost``."""
    declared = http_content_type_encoding(content_type) if content_type else None
    declared = declared or html_body_declared_encoding(body[:4096])
    encoding, body = _choose(body, declared)
    text = _without_filling(body.decode(encoding, "replace"))
    return Decoded(text, encoding, declared, text.count(_REPLACEMENT))


def _without_filling(text: str) -> str:
    """A page without the zeros behind its last tag, which fill up a block and are shown by no browser."""
    page = text.rstrip("\0")
    return page if page.rstrip().endswith(">") else text


def is_binary(text: str) -> bool:
    """Whether a decoded page is no text at all: a picture, an archive, noise."""
    start = text[:_LOOKED_AT]
    encoded = start.encode("utf-8", "replace")
    return len(encoded) - len(encoded.translate(None, _CONTROLS)) > _MOST_CONTROLS * len(start)


def _choose(body: bytes, declared: str | None) -> tuple[str, bytes]:
    for mark, encoding in _BOMS:
        if body.startswith(mark):
            rest = body[len(mark) :]
            return (encoding if encoding != "utf-8" else _by_bytes(rest, "utf-8")), rest
    return _utf16_without_mark(body[:400]) or _by_bytes(body, declared), body


def _utf16_without_mark(start: bytes) -> str | None:
    """UTF-16 when every other byte of the markup is zero."""
    even, odd = start[::2].count(0), start[1::2].count(0)
    if max(even, odd) * 6 < len(start) or min(even, odd) * 4 > max(even, odd):
        return None
    return "utf-16-le" if odd > even else "utf-16-be" if even > odd else None


def _by_bytes(body: bytes, declared: str | None) -> str:
    """UTF-8 when the bytes are UTF-8 (valid, or damaged here and there), else the single-byte set with more Arabic in it."""
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        return "utf-8"
    high = body.translate(None, _LOW_BYTES)
    followers = len(high) - len(high.translate(None, _FOLLOWERS))
    # A follower stands in a sequence of three bytes at the most for two of them, so few followers rule UTF-8 out at once.
    if 2 * followers >= _LEAST_UTF8 * len(high) and sum(map(len, _UTF8_PAIRS.findall(body))) >= _LEAST_UTF8 * len(high):
        return "utf-8"
    return _single_byte(body, declared)


def _single_byte(body: bytes, declared: str | None) -> str:
    candidates = [*_SINGLE_BYTE_ARABIC]
    if declared == "iso8859-6":
        candidates.reverse()
    sample = b" ".join([found[0] for found in islice(_HIGH.finditer(body), _MOST_RUNS)])
    shares = {candidates[0]: _arabic_share(sample, candidates[0])}
    if shares[candidates[0]] >= _SURELY_ARABIC:  # no two sets make Arabic of the same bytes
        return candidates[0]
    shares |= {encoding: _arabic_share(sample, encoding) for encoding in candidates[1:]}
    best = max(candidates, key=shares.__getitem__)
    if shares[best] >= _LEAST_ARABIC or declared in {None, "utf-8"}:
        return best
    return declared if declared is not None and _is_charset(declared) else best


def _arabic_share(sample: bytes, encoding: str) -> float:
    """The share of Arabic words among the bytes that are not ASCII; a letter by itself is another language's."""
    text = sample.decode(encoding, "replace")
    letters = len(text) - len(_ARABIC_WORD.sub("", text))
    return (letters - text.count(_REPLACEMENT)) / (len(text) or 1)


def _is_charset(encoding: str) -> bool:
    """Whether a declared charset can be a page's: markup is ASCII in it. Codecs such as base64, idna and UTF-7 are none."""
    try:
        return _ASCII.decode(encoding, "replace") == _ASCII.decode() and isinstance(_HIGH_BYTES.decode(encoding, "replace"), str)
    except (LookupError, ValueError):
        return False
