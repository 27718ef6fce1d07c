"""From bytes to text. The bytes are believed before any declaration: old pages declare nothing, or lie."""

import codecs
import re
from dataclasses import dataclass

from w3lib.encoding import html_body_declared_encoding, http_content_type_encoding

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_ARABIC_LETTERS = re.compile("[\u0621-\u064a\u067e\u0686\u06a9\u06af\u06cc]+")
_UTF8_PAIRS = re.compile(rb"[\xc3-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}")
_HIGH = re.compile(rb"[\x80-\xff]+")
_SINGLE_BYTE_ARABIC = ("cp1256", "iso8859_6")
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
    text = body.decode(encoding, "replace")
    return Decoded(text, encoding, declared, text.count(_REPLACEMENT))


def _choose(body: bytes, declared: str | None) -> tuple[str, bytes]:
    for mark, encoding in _BOMS:
        if body.startswith(mark):
            rest = body[len(mark) :]
            return (encoding if encoding != "utf-8" else _by_bytes(rest, "utf-8")), rest
    if declared in {"utf-16", "utf-16-le", "utf-16-be"} and b"\x00" in body[:400]:
        return declared, body
    return _by_bytes(body, declared), body


def _by_bytes(body: bytes, declared: str | None) -> str:
    """UTF-8 when the bytes are UTF-8 (valid, or damaged here and there), else the single-byte set with more Arabic in it."""
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        return "utf-8"
    high = sum(map(len, _HIGH.findall(body)))
    if sum(map(len, _UTF8_PAIRS.findall(body))) >= 0.6 * high:  # noqa: PLR2004 - cp1256 Arabic reaches about 0.1
        return "utf-8"
    return _single_byte(body, declared)


def _single_byte(body: bytes, declared: str | None) -> str:
    candidates = [*_SINGLE_BYTE_ARABIC]
    if declared in {"iso8859-6", "iso8859_6", "iso-8859-6"}:
        candidates.reverse()
    best = max(candidates, key=lambda encoding: _arabic_share(body, encoding))
    if _arabic_share(body, best) > 0 or declared is None or declared == "utf-8":
        return best
    return _usable(declared) or best


def _arabic_share(body: bytes, encoding: str) -> float:
    text = b" ".join(_HIGH.findall(body)[:4000]).decode(encoding, "replace")
    letters = sum(map(len, _ARABIC_LETTERS.findall(text)))
    return (letters - text.count(_REPLACEMENT)) / (len(text) or 1)


def _usable(encoding: str) -> str | None:
    try:
        return codecs.lookup(encoding).name
    except LookupError:
        return None
