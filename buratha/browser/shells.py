"""Whether a page, as the server sent it, is a shell that a browser has to fill."""

import re
from collections.abc import Iterator

from scrapy.http import Response

from buratha.pages.judge import judge
from buratha.pages.kinds import refuse_early
from buratha.pages.opened import open_page
from buratha.pages.repetition import Repetition

_ENOUGH_WORDS = 60
"""A page with more words than this before any scrutiny is none; real shells have fewer than half."""
_SHELLS = frozenset({"needs_browser", "empty"})
"""A page with nothing but dots or a turning wheel says that it is empty; with a script, it may fill."""
_PIECE = re.compile(rb"<(?:(!--|(?:script|style|noscript|template|title)\b)|[^>]*>)|([^<]+)", re.IGNORECASE)
"""The beginning of what no reader sees though text may stand in it; a tag; text."""
_ENDS = {
    b"!--": re.compile(rb"-->"),
    **{name: re.compile(rb"</" + name + rb"\s*>", re.IGNORECASE) for name in (b"script", b"style", b"noscript", b"template", b"title")},
}
_SCRIPT = re.compile(rb"<script\b", re.IGNORECASE)
_HTML_OK = 200


def has_script(response: Response) -> bool:
    """Whether the page has a script, without which a browser would show what is there already."""
    return bool(_SCRIPT.search(response.body))


def is_shell(response: Response) -> bool:
    """Whether a page has a script and next to no text. Costs an ordinary page some microseconds: it is looked at up to its sixtieth word."""
    if response.status != _HTML_OK or _has_text(response.body) or not has_script(response):
        return False
    header = response.headers.get("Content-Type")
    opened = open_page(response.body, response.url, header.decode("latin-1") if header else None)
    refused = refuse_early(judge(opened.page, opened.url, Repetition()))
    return refused is not None and refused.reason in _SHELLS


def _has_text(body: bytes) -> bool:
    words = 0
    for text in _texts(body):
        words += len(text.split())
        if words >= _ENOUGH_WORDS:
            return True
    return False


def _texts(body: bytes) -> Iterator[bytes]:
    """The pieces of text between a page's tags, comments, scripts and the like.

    This runs in the crawl's event loop, where no timeout ends it. So no search for an end runs through the page in vain more than once:
    behind the last ``>`` nothing has an end, and what has none for one ``<script>`` has none for the next.
    """
    at, end = 0, body.rfind(b">") + 1
    endless: set[bytes] = set()
    while at < end and (piece := _PIECE.match(body, at)):
        kind, text = piece.groups()
        at = piece.end() if kind is None else _behind(body, kind.lower(), piece.end(), endless)
        if text:
            yield text
    yield body[at:].replace(b"<", b" ")


def _behind(body: bytes, kind: bytes, at: int, endless: set[bytes]) -> int:
    """The place behind a comment or an element; behind its first tag where it has no end."""
    found = None if kind in endless else _ENDS[kind].search(body, at)
    if found:
        return found.end()
    endless.add(kind)
    return body.index(b">", at) + 1
