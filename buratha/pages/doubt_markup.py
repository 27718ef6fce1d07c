"""Doubts about texts with markup in them, as a faulty template shows it to the reader: «[caption …]», «{{ article.body }}», tags of no known kind."""

import re

from buratha.pages.trace import Reason

_TAGS = (
    "p|br|hr|div|span|strong|b|em|i|u|s|font|center|small|big|sub|sup|blockquote|h[1-6]|[uod]l|li|d[dt]|"
    "table|thead|tbody|t[rdh]|a|img|figure|section|script|style|iframe|object|embed|meta|link|input|form|[a-z]+-[a-z-]+"
)
_LEAKED = re.compile(
    rf"</?(?:{_TAGS})(?:\s+[a-z-]{{1,20}}\s*=[^<>]{{0,300}}|\s*/?)>"
    r"|\[/?(?:caption|gallery|embed|video|audio|playlist|(?:vc|et|fusion|av|su)_\w+)(?:[ =][^\[\]]{0,200})?\]|\[/(?:quote|url|img|color|size)\]"
    r"|\{\{[^{}]{0,60}[a-z][^{}]{0,60}\}\}|\{%[^{}]{1,100}%\}|<\?(?:php|=)"
    r"|&(?:nbsp|quot|amp|lt|gt|laquo|raquo|ldquo|rdquo|hellip|[nm]dash|#\d{2,5}|#x[0-9a-f]{2,5});",
    re.IGNORECASE,
)
LEAKED = "markup stands in it as text"


def doubt_markup(title: str, body: str) -> list[Reason]:
    """Doubts about fields in which markup stands as text."""
    found = ((name, _LEAKED.search(text)) for name, text in (("title", title), ("body", body)))
    return [Reason(name, LEAKED, leaked[0]) for name, leaked in found if leaked]
