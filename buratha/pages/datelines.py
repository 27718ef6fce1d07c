"""Where a story is told from, and when, on lines of their own: «الموصل |» between the lead and the report, «ميسان» over «٩ أيلول ٢٠٢٠» above it."""

import itertools
import re
from collections.abc import Sequence
from datetime import datetime

from buratha.arabic.dates import parse_date
from buratha.arabic.names import is_place
from buratha.pages.judged import Judged, is_prose
from buratha.pages.lines import Line
from buratha.pages.meta_text import is_date_line
from buratha.timeline import is_possible

_FIRST = 3
_PLACE_AND_DAY = 2
_ALONE = re.compile(r"^[\s\-–—|/*]*\(?(?P<place>[^\W\d_][\w\s]{1,30}?)\s*\)?\s*[|/–—-]+\s*$")
"""A place with a bar or a dash behind it; behind a colon it may head a part of the text: «البصرة:»."""


def lone_datelines(judged: Judged, lines: Sequence[Line], now: datetime, *, in_columns: bool) -> list[Line]:
    """The lines among a story's first that are nothing but a place and a bar, in reports a dash too, or a place and a day, above a paragraph."""
    for at, (day, paragraph) in enumerate(itertools.pairwise(lines[: _PLACE_AND_DAY + 1])):
        if is_date_line(day.text) and is_prose(paragraph) and _is_below_a_place(judged, day) and _may_be_todays(judged, day, now):
            return list(lines[: at + 1])
    found = [at for at, line in enumerate(lines) if _is_a_place_with_a_bar(line) and not (in_columns and "|" not in line.text)]
    if len(found) != 1 or not found[0] < min(_FIRST, len(lines) - 1) or not is_prose(lines[found[0] + 1]):
        return []
    return [lines[found[0]]]


def _may_be_todays(judged: Judged, day: Line, now: datetime) -> bool:
    """Whether an article of this number can have come out on a day; another one sets a scene: «حلبجة», «16 آذار 1988»."""
    moment = parse_date(day.text, now)
    return moment is not None and judged.address is not None and is_possible(judged.address.id, moment.when.date(), now.date())


def _is_below_a_place(judged: Judged, day: Line) -> bool:
    """Whether a place stands right above a day, at the same place of the page."""
    above = judged.above(day.index)
    return above is not None and above.node.place == day.node.place and is_place(above.text)


def _is_a_place_with_a_bar(line: Line) -> bool:
    place = _ALONE.match(line.text) if line.words <= _FIRST else None
    return place is not None and is_place(place["place"])
