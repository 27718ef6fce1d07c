"""What a heading has beside the headline: the writer, in an element of its own behind it."""

from collections.abc import Sequence
from typing import Final

from buratha.arabic.folding import fold
from buratha.arabic.names import read_byline
from buratha.pages.label_words import keys
from buratha.pages.meta_text import is_date_line, parsed
from buratha.pages.writer_labels import PART_OF_A_SIGNATURE, labelled_writer

_GOES_ON = [[word] for word in keys("titles", "go_on")]
_LONGEST_HEADING, _MOST_CUTS = 400, 12
"""Characters, and where elements begin and end."""
_LEAST, _LONGEST_NAME, _LONGEST_SIGNATURE = 2, 4, 12
"""Words."""
LINE_BREAK: Final = "\r"
"""Stands in a heading's text where it goes on in the next line (pages have one of their own as ``&#13;`` alone).

A space to whoever reads the text.
"""


def signatures_in_heading(text: str, cuts: Sequence[int], *, is_smaller: bool) -> list[int]:
    """Where in a heading's text the elements at its end begin that name a writer each, in their order.

    ``cuts``: where elements begin and end. A name without a label is one only in smaller print or in a line of its own, and doubtful even there.
    """
    found: list[int] = []
    if len(text) > _LONGEST_HEADING:
        return found
    left = list(cuts[-_MOST_CUTS:])
    while len(left) >= _LEAST and (start := _last_signature(text[: found[0] if found else len(text)], left, is_smaller=is_smaller)) is not None:
        found.insert(0, start)
        left = left[: left.index(start)]
    return found


def _last_signature(text: str, cuts: Sequence[int], *, is_smaller: bool) -> int | None:
    """Where the last element begins, if it ends the text and names the writer behind some words; None where it does not."""
    if text[cuts[-1] :].strip():
        return None
    start = next((cut for cut in reversed(cuts) if text[cut:].strip()), 0)
    headline, name = text[:start], text[start:].strip()
    if len(headline.split()) < _LEAST or not 0 < len(name.split()) <= _LONGEST_SIGNATURE:
        return None
    byline = read_byline(PART_OF_A_SIGNATURE.split(name)[0])
    if (byline and byline.author and byline.marked) or labelled_writer(name):
        return start
    is_apart = (is_smaller or headline.endswith(LINE_BREAK)) and not (headline.rstrip().endswith(":") or fold(headline).split()[-1:] in _GOES_ON)
    is_name = byline and byline.author and len(name.split()) <= _LONGEST_NAME
    return start if is_apart and (is_name or (is_smaller and _tells_the_page(name))) else None


def _tells_the_page(text: str) -> bool:
    """Whether words are nothing but when the page was put up, or how often it was read."""
    facts = parsed(text)
    return is_date_line(text) or (facts is not None and not facts[4] and facts[3] in ("views", "date", "both"))
