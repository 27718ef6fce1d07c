"""A page that a browser has packed up with its pictures into one file (MHTML, in the form of a mail): the page, and where it was saved from."""

import re
from dataclasses import dataclass
from email import message_from_bytes
from email.message import Message

_MHTML = re.compile(rb"^content-type:\s*multipart/related", re.IGNORECASE | re.MULTILINE)
_HEAD = 4000
_PAGES = frozenset({"text/html", "application/xhtml+xml"})


@dataclass(frozen=True, slots=True)
class PackedPage:
    """The page's bytes, and what the pack says of it; ``url`` is empty where it says nothing."""

    body: bytes
    content_type: str
    url: str


def is_packed_page(data: bytes) -> bool:
    """Whether a file looks like a pack."""
    return _MHTML.search(data[:_HEAD]) is not None


def packed_page(data: bytes) -> PackedPage | None:
    """The page in a pack: the first one, which the others are frames of; None where there is none."""
    pack = message_from_bytes(data)
    part = next((part for part in pack.walk() if part.get_content_type() in _PAGES), None)
    body = part.get_payload(decode=True) if part is not None else None
    if part is None or not isinstance(body, bytes) or not body.strip():
        return None
    charset = part.get_content_charset()
    url = _header(pack, "Snapshot-Content-Location") or _header(part, "Content-Location")
    return PackedPage(body, f"text/html; charset={charset}" if charset else "text/html", url)


def _header(part: Message, name: str) -> str:
    return "".join(str(part.get(name, "")).split())
