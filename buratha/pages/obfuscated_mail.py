"""Addresses of mail that Cloudflare has put out of the sight of machines, as a reader's browser shows them.

The service writes «[email protected]» in place of each address, and the address in hexadecimal digits beside it: a key of one byte, then the
address, each byte of it XORed with the key. A script of the service puts it back.
"""

import html
import re

_MARK = "data-cfemail"
_ELEMENT = re.compile(
    rf"""<(?P<name>a|span|b|em|i|strong)\b[^<>]{{0,500}}?\b{_MARK}\s*=\s*["']?(?P<code>(?:[0-9a-f]{{2}}){{4,200}})["']?[^<>]{{0,500}}>"""
    r"[^<>]{0,60}</(?P=name)\s*>",
    re.IGNORECASE,
)

_CLOAK = re.compile(
    r"(?:عنوان )?(?:هذا )?(?:البريد|الايميل)(?: الالكتروني)?(?: هذا)? (?:محمي|محمى) من .{4,40}(?:جافا ?سكر?ي?بت|javascript).{0,30}"
    r"|this e ?mail address is being protected from spam ?bots.{0,60}"
)
"""Folded."""


def with_addresses(markup: str) -> str:
    """The markup with each address in its place; what cannot be read stays as it is.

    >>> with_addresses('<a href="/cdn-cgi/l/email-protection" data-cfemail="4b2a0b2965222a">[email&#160;protected]</a>')
    'a@b.ia'
    """
    return _ELEMENT.sub(_address, markup) if _MARK in markup else markup


def stands_for_an_address(key: str) -> bool:
    """Whether a folded line is what Joomla shows in place of an address to whoever runs no scripts.

    >>> stands_for_an_address("this email address is being protected from spambots you need javascript enabled to view it")
    True
    """
    return _CLOAK.fullmatch(key) is not None


def _address(element: re.Match[str]) -> str:
    key, *hidden = bytes.fromhex(element["code"])
    try:
        address = bytes(byte ^ key for byte in hidden).decode("utf-8")
    except UnicodeDecodeError:
        return element[0]
    return html.escape(address) if "@" in address and address.isprintable() else element[0]
