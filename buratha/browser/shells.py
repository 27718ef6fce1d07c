"""Whether a page, as the server sent it, is a shell that a browser has to fill."""

import re

from scrapy.http import Response

from buratha.pages.judge import judge
from buratha.pages.kinds import refuse_early
from buratha.pages.opened import open_page
from buratha.pages.repetition import Repetition

_ENOUGH_WORDS = 60
"""A page with more words than this before any scrutiny is none; real shells have fewer than half."""
_SHELLS = frozenset({"needs_browser", "empty"})
"""A page with nothing but dots or a turning wheel says that it is empty; with a script, it may fill."""
_PIECES = re.compile(rb"<!--.*?-->|<(script|style|noscript|template|title)\b.*?</\1\s*>|<[^>]*>|([^<]+)", re.DOTALL | re.IGNORECASE)
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
    for piece in _PIECES.finditer(body):
        if text := piece[2]:
            words += len(text.split())
            if words >= _ENOUGH_WORDS:
                return True
    return False
