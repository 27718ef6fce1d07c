"""Lines far from a story, below it or above its title, that may speak of it: no other story's, no comment's, not the same on every page."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from buratha.arabic.dates import has_date
from buratha.pages.counting import counts_readers
from buratha.pages.lines import Line
from buratha.pages.ownership import is_anothers, is_publication_day
from buratha.pages.repetition import LONGEST_NUMBERED
from buratha.pages.trace import BELOW, Trace
from buratha.pages.wording import is_talk

_FAR, _FARTHEST = 40, 100
"""Lines; the latter where it is known what other pages have there."""
_MANY = 2
_DIGIT = re.compile(r"\d")


def lines_afterwards(trace: Trace) -> Sequence[Line]:
    """Such lines with a digit in them, from a little below the story on, as far as the page still speaks of it."""
    last = trace.lines[-1].index if trace.lines else trace.stretch.end
    if last not in trace.afterwards:
        trace.afterwards[last] = tuple(_below(last, trace))
    return trace.afterwards[last]


def _below(last: int, trace: Trace) -> Iterator[Line]:
    judged, title = trace.judged, trace.titled
    farthest = _FARTHEST if trace.judged.learnt else _FAR
    below = [line for line in judged.lines[last + BELOW : last + farthest] if line.key]
    numbered = [line for line in below if _DIGIT.search(line.text)]
    dated = {line.index for line in numbered if _is_dated(line)}
    places = Counter(line.node.place for line in numbered if line.index in dated)
    talk = next((line.index for line in below if is_talk(line.key)), last + farthest)
    for line in numbered:
        told = line.index in dated and is_publication_day(judged, line)
        if line.index > talk and line.index in dated and not told:
            continue
        if line.is_link or _is_the_layouts(line, trace) or (places[line.node.place] >= _MANY and not told) or is_anothers(judged, line, title):
            continue
        yield line


def lines_before(trace: Trace) -> Iterator[Line]:
    """Such lines above the title: a table of what the thread has, in forums."""
    judged, title = trace.judged, trace.titled
    for line in judged.lines[max(0, title.index - _FAR) : title.index] if title and trace.judged.learnt else ():
        if _DIGIT.search(line.text) and not (line.is_link or has_date(line.text) or _is_the_layouts(line, trace) or is_anothers(judged, line, title)):
            yield line


def _is_dated(line: Line) -> bool:
    """Whether a number in a line may be a year, and counts no readers."""
    return line.has_year and (has_date(line.text) or not counts_readers(words_of(line)))


def words_of(line: Line) -> list[str]:
    """The folded words of a line, without its numbers."""
    return [word for word in line.key.split() if not word.isdigit()]


def _is_the_layouts(line: Line, trace: Trace) -> bool:
    """Whether other pages have a line too, with the very same number where it is short."""
    if line.words <= LONGEST_NUMBERED:
        return trace.memory.is_constant(line)
    return trace.judged.evidence[line.index].fixed
