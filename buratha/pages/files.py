"""Files of other kinds than pages: a document, a style sheet, a feed sent for an article's address. Their bytes may well be text."""

import re

_NOT_SAID = frozenset({"", "text/html", "application/xhtml+xml", "text/plain", "text/xml", "application/xml", "application/octet-stream"})
"""Content types that pages have, or that servers give to whatever they do not know."""
_HTML = (
    "!doctype html|html|head|body|meta|title|link|base|script|style|noscript|center|table|div|p|br|hr|b|i|font|span|a|img|h[1-6]|ul|ol|form|"
    "main|header|nav|article|section|marquee"
)
_OPENS = re.compile(rf"\s*(?:(?:(?><!--.*?-->)|<\?xml[^>]*>)\s*)*<(?:{_HTML})\b", re.IGNORECASE | re.DOTALL)
_MARKS = {"%PDF-": "application/pdf", "{\\rtf": "application/rtf"}
_LOOKED_AT = 4_000


def other_file(text: str, content_type: str | None) -> str | None:
    """The kind of file that an answer is, if no page; what opens as a page does is one, whatever its header says.

    >>> other_file("body{color:red}", "text/css; charset=utf-8"), other_file("<html><p>x", "text/css")
    ('text/css', None)
    """
    start = text[:_LOOKED_AT]
    kind = (content_type or "").partition(";")[0].strip().lower()
    marked = next((kind for mark, kind in _MARKS.items() if start.lstrip().startswith(mark)), None)
    if marked or kind in _NOT_SAID or "/" not in kind:
        return marked
    return None if _OPENS.match(start) else kind
