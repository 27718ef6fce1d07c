"""Records that stand for an answer and cannot be used: which page they are of, as far as their own heads can be read.

So a page that is there and cannot be read is told from one that nobody recorded.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from buratha.warc.errors import RecordError
from buratha.warc.members import DAMAGED, LENGTH_WRONG, MOST_HEAD, NOT_WARC, TOO_LARGE, TORN, Member
from buratha.warc.parsing import BAD_HEAD, NOT_BY_RECORD, Record, parse_head

_STAND_FOR_NOTHING = frozenset({"request", "warcinfo", "metadata", "continuation"})
"""Kinds of records that name a page and are no answer in other clothes."""
_ANOTHER = re.compile(rb"\r\n\r\n(?=WARC/1\.)")
"""Where the next of several records begins that were not compressed one by one."""
_MOST_TOGETHER = 10_000
"""So many records that were not compressed one by one are looked at in a piece: more than pages fit into one, and few enough for no time at all."""
_OF_ANYBODY = frozenset({TORN, DAMAGED, TOO_LARGE, NOT_WARC, LENGTH_WRONG, BAD_HEAD})
"""Faults by which a record's own head may be lost, or a whole one behind it."""
_NO_RECORD = 300
"""So few bytes hold no whole record of an answer beside the one that a piece names; and what packing may add to one that does not shrink."""


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
    others = islice(_ANOTHER.finditer(data), _MOST_TOGETHER) if reason == NOT_BY_RECORD else ()
    for start in (0, *(found.end() for found in others)):
        record = parse_head(data[start : start + MOST_HEAD])
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


def is_nameless(piece: Member, reason: str, following: Member | None) -> bool:
    """Whether a piece of a file may hold answers that it does not name: no head can be read, or others may be lost behind its one record.

    ``following`` is the next piece: where that is the request that this record answers, nothing was between the two.
    """
    if reason == NOT_BY_RECORD:
        return next(islice(_ANOTHER.finditer(piece.data), _MOST_TOGETHER, None), None) is not None
    if reason not in _OF_ANYBODY or (reason == BAD_HEAD and not piece.data):
        return False
    record = None if reason == TORN else parse_head(piece.data)  # what stood behind a torn record is gone with its end
    if record is None:
        return True
    if not _is_its_request(following, record) if piece.is_open else _is_longer(piece, record):
        return True
    return record.kind not in _STAND_FOR_NOTHING and not _has_address(record)


def _is_its_request(piece: Member | None, answer: Record) -> bool:
    """Whether a piece is the request of an answer: the two are written in one go."""
    request = parse_head(piece.data) if piece and not piece.fault else None
    number = answer.fields.get("warc-record-id")
    return request is not None and bool(number) and request.kind == "request" and request.fields.get("warc-concurrent-to") == number


def _is_longer(piece: Member, record: Record) -> bool:
    """Whether a piece is longer in its file than the record at its beginning can be, by what that says of its length."""
    told = record.fields.get("content-length", "")
    if not told.isascii() or not told.isdigit() or len(told) > 18:  # noqa: PLR2004
        return False
    whole = len(piece.data) - len(record.block) + int(told)
    return piece.length > whole + whole // 1000 + _NO_RECORD


def _has_address(record: Record) -> bool:
    try:
        return bool(record.url)
    except RecordError:
        return False
