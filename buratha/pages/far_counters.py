"""Counters far below a story: a label and its number, in one line or in two, that belong to this article and to no other."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from buratha.arabic.digits import western_digits
from buratha.pages.afterwards import lines_afterwards
from buratha.pages.counting import counts_readers
from buratha.pages.fragments import MOST_VIEWS
from buratha.pages.lines import Line
from buratha.pages.meta_text import label_or_readers
from buratha.pages.ownership import counts_the_present
from buratha.pages.trace import LEARNT, Trace

_LONGEST_COUNTED = 8
_LONGEST_LABEL = 3
_NUMBER = re.compile(r"(?<![\d.,])\d{1,3}(?:[,٬]\d{3})+(?![\d.,])|(?<![\d:])\d{1,9}(?![\d:])")


class Counter(NamedTuple):
    """A number that counts readers, with the line of its label, which may be its own."""

    line: Line
    number: int
    label: Line


def counters_afterwards(trace: Trace) -> Iterator[Counter]:
    """The counters of readers from a little below the story on."""
    for line in lines_afterwards(trace):
        if line.words > _LONGEST_COUNTED or counts_the_present(trace.judged, line):
            continue
        numbers = _NUMBER.findall(western_digits(line.text))
        number = int(re.sub(r"[,٬]", "", numbers[0])) if len(numbers) == 1 else MOST_VIEWS
        if number >= MOST_VIEWS:
            continue
        if counts_readers(line.key.split()):
            yield Counter(line, number, line)
        elif (label := _label_before(trace, line)) is not None:
            yield Counter(line, number, label)


def views_far_below(trace: Trace) -> int | None:
    """The only number of its kind whose label most other pages have at the same place too, beside other numbers."""
    found = [
        counter
        for counter in counters_afterwards(trace)
        if trace.memory.pages >= LEARNT and trace.memory.place(counter.label.node.place).pages_with(counter.label.level) >= LEARNT
    ]
    return found[0].number if len({counter.number for counter in found}) == 1 else None


def _label_before(trace: Trace, line: Line) -> Line | None:
    """The line right before a bare number, where it is a label for readers."""
    if any(map(str.isalpha, line.text)):
        return None
    before = next((other for other in reversed(trace.judged.lines[: line.index]) if other.text), None)
    if before is None or not 0 < before.words <= _LONGEST_LABEL or before.is_link or before.node.heading:
        return None
    return before if label_or_readers(before.key.split()) == "views" else None
