"""Counters far from a story, below it or above its title: a label and its number that belong to this article and to no other."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from buratha.arabic.digits import ungrouped, unspaced
from buratha.pages.afterwards import lines_afterwards, lines_before, words_of
from buratha.pages.apart import counted_by_an_eye, counted_in_a_row
from buratha.pages.counting import counts_readers, speaks_of_this
from buratha.pages.fragments import MOST_VIEWS
from buratha.pages.lines import Line
from buratha.pages.meta_text import label_or_readers
from buratha.pages.other_counts import EXACT
from buratha.pages.ownership import counts_the_present, is_of_the_site
from buratha.pages.repetition import LEARNT
from buratha.pages.trace import Trace

_LONGEST_COUNTED = 8
_LONGEST_LABEL, _LONGEST_SENTENCE = 3, 12
_RIGHT_ABOVE = 2
_NUMBER = re.compile(rf"(?<![\d:])(?<!\d[.,٫])\d{{1,9}}(?![\d:])(?![.,٫]\d){EXACT}")
_TIMES = re.compile(r"\s*(?:مرة|مرات)\s*$")


class Counter(NamedTuple):
    """A number that counts readers, with the line of its label, which may be its own."""

    line: Line
    number: int
    label: Line


def far_counters(trace: Trace) -> Iterator[Counter]:
    """The counters of readers from a little below the story on, then those above the title beside a label or right above it.

    Lists have theirs there in one line with a headline.
    """
    yield from _counters(lines_afterwards(trace), trace)
    right_above = trace.title.index - _RIGHT_ABOVE if trace.title else len(trace.judged.lines)
    for counter in _counters(lines_before(trace), trace):
        if counter.label is not counter.line or counter.line.index >= right_above:
            yield counter


def _counters(lines: Iterable[Line], trace: Trace) -> Iterator[Counter]:
    for line in lines:
        if is_of_the_site(line):
            continue
        if (seen := counted_by_an_eye(line)) is not None:
            yield Counter(line, seen, line)
            continue
        if (told := counted_in_a_row(line)) is not None:
            yield Counter(line, told, line)
            continue
        longest = _LONGEST_SENTENCE if speaks_of_this(words_of(line)) else _LONGEST_COUNTED
        if line.words > longest or counts_the_present(trace.judged, line):
            continue
        numbers = _NUMBER.findall(ungrouped(unspaced(line.text)))
        number = int(numbers[0]) if len(numbers) == 1 else MOST_VIEWS
        if number >= MOST_VIEWS:
            continue
        if counts_readers(words_of(line)):
            yield Counter(line, number, line)
        elif (label := _label_before(trace, line)) is not None:
            yield Counter(line, number, label)


def views_far_away(trace: Trace) -> int | None:
    """The only number of its kind whose label speaks of this story, or which other pages have at the same place too, beside other numbers."""
    found = {counter.number for counter in far_counters(trace) if _is_usual(counter, trace)}
    return found.pop() if len(found) == 1 else None


def _is_usual(counter: Counter, trace: Trace) -> bool:
    """Whether most other pages have a counter's label, or the layout has it in a line of its own."""
    if speaks_of_this(words_of(counter.label)):
        return True
    if not trace.judged.learnt:
        return False
    of_its_own = counter.label is not counter.line and trace.judged.evidence[counter.label.index].fixed
    if of_its_own or counted_by_an_eye(counter.line) is not None:
        return True
    return trace.memory.place(counter.label.node.place).pages_with(counter.label.level) >= LEARNT


def _label_before(trace: Trace, line: Line) -> Line | None:
    """The line right before a bare number, where it is a label for readers."""
    if any(map(str.isalpha, _TIMES.sub("", line.text))) or "#" in line.text:
        return None
    before = next((other for other in reversed(trace.judged.lines[: line.index]) if other.text), None)
    if before is None or not 0 < before.words <= _LONGEST_LABEL or before.is_link or before.node.heading or any(map(str.isdigit, before.text)):
        return None
    return before if label_or_readers(before.key.split()) == "views" else None
