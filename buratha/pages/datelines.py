"""The place that a story is told from, on a line of its own: «الموصل |» between the lead and the report."""

import re
from collections.abc import Sequence

from buratha.arabic.names import is_place
from buratha.pages.judged import is_prose
from buratha.pages.lines import Line

_FIRST = 3
_ALONE = re.compile(r"^[\s\-–—|/*]*\(?(?P<place>[^\W\d_][\w\s]{1,30}?)\s*\)?\s*[|/–—-]+\s*$")
"""A place with a bar or a dash behind it; behind a colon it may head a part of the text: «البصرة:»."""


def lone_dateline(lines: Sequence[Line], *, in_columns: bool) -> Line | None:
    """The one line among a story's first that is nothing but a place and a bar, in reports a dash too, right above a paragraph."""
    found = [at for at, line in enumerate(lines) if _is_a_place_with_a_bar(line) and not (in_columns and "|" not in line.text)]
    if len(found) != 1 or not found[0] < min(_FIRST, len(lines) - 1) or not is_prose(lines[found[0] + 1]):
        return None
    return lines[found[0]]


def _is_a_place_with_a_bar(line: Line) -> bool:
    place = _ALONE.match(line.text) if line.words <= _FIRST else None
    return place is not None and is_place(place["place"])
