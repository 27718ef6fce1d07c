"""Records that stand for an answer and cannot be used: which page they are of, as far as their own heads can be read.

So a page that is there and cannot be read is told from one that nobody recorded.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from buratha.warc.errors import RecordError
from buratha.warc.parsing import NOT_BY_RECORD, parse_head

_STAND_FOR_NOTHING = frozenset({"request", "warcinfo", "metadata", "continuation"})
"""Kinds of records that name a page and are no answer in other clothes."""
_ANOTHER = re.compile(rb"\r\n\r\n(?=WARC/1\.)")
"""Where the next of several records begins that were not compressed one by one."""


@dataclass(frozen=True, slots=True)
class Unusable:
    """Such a record."""

    url: str
    date: str
    """Empty where the record tells none that can be read: then it counts as of any time."""
    reason: str
    """Why it is not used, by the name under which that is counted."""


def unusable(data: bytes, reason: str) -> Iterator[Unusable]:
    """What a piece of a file stands for that is not used for this reason; ``data`` may break off anywhere."""
    starts = [0, *(found.end() for found in _ANOTHER.finditer(data))] if reason == NOT_BY_RECORD else [0]
    for start in starts:
        record = parse_head(data[start:] if start else data)
        if record is None or record.kind in _STAND_FOR_NOTHING:
            continue
        try:
            url = record.url
        except RecordError:
            continue
        try:
            date = record.date
        except RecordError:
            date = ""
        yield Unusable(url, date, reason)
