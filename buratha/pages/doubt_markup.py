"""Doubts about texts with markup in them, as a faulty template shows it to the reader: «[caption …]», «{{ article.body }}», tags of no known kind."""

import re

from buratha.pages.trace import Reason

_LEAKED = re.compile(
    r"</?[a-z][a-z0-9-]{0,24}(?:\s+[a-z-]{1,20}\s*=[^<>]{0,300}|\s*/?)>"
    r"|\[/?(?:caption|gallery|embed|video|audio|playlist|quote|url|img|color|size|center|(?:vc|et|fusion|av|su)_\w+)(?:[ =][^\[\]]{0,200})?\]"
    r"|\{\{[^{}]{1,100}\}\}|\{%[^{}]{1,100}%\}|<\?(?:php|=)|&(?:[a-z]{2,8}|#\d{2,5}|#x[0-9a-f]{2,5});",
    re.IGNORECASE,
)
LEAKED = "markup stands in it as text"


def doubt_markup(title: str, body: str) -> list[Reason]:
    """Doubts about fields in which markup stands as text."""
    found = ((name, _LEAKED.search(text)) for name, text in (("title", title), ("body", body)))
    return [Reason(name, LEAKED, leaked[0]) for name, leaked in found if leaked]
