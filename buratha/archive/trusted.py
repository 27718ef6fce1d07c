"""Witnesses that are trusted by how often they were right, which the archive remembers from batch to batch."""

import re

from sqlalchemy import Connection

from buratha.archive.server_facts import recall, remember

_KNOWN, _MOSTLY, _MEMORY = 5, 2, 1000
"""Those are trusted that were right so often, and so many times as often as wrong; when so much is known, half of it is forgotten."""
_NUMBERS = re.compile(r"\d+")


def is_trusted(connection: Connection, witness: str, right: int, wrong: int) -> bool:
    """Whether a witness has mostly been right, with what a batch says of it, which is remembered."""
    before = [int(number) for number in _NUMBERS.findall(recall(connection, witness) or "")]
    rights, wrongs = (number + more for number, more in zip(before or (0, 0), (right, wrong), strict=True))
    if rights + wrongs > _MEMORY:
        rights, wrongs = rights // 2, wrongs // 2
    if right or wrong:
        remember(connection, witness, f"{rights} right, {wrongs} wrong")
    return rights >= _KNOWN and rights >= _MOSTLY * wrongs
