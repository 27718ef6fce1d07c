"""The lines farther below a story that may still speak of it: not of another story, nor of a reader's comment, nor the same on every page."""

import re
from collections import Counter
from collections.abc import Iterator

from buratha.pages.lines import Line
from buratha.pages.ownership import is_anothers
from buratha.pages.trace import BELOW, Trace
from buratha.pages.wording import wordings

_FARTHEST = 40
_LONGEST_HEADING = 6
_TALK = re.compile(r"(?:^| )(?:ال|ل)?(?:تعليق|تعليقات|تعقيب|تعقيبات|رد|ردود|اراء|راي|مداخله|مداخلات|نقاش|الحوار|كومنت|comments?)(?= |$)")
_MANY = 2
_DIGIT = re.compile(r"\d")


def lines_afterwards(trace: Trace) -> Iterator[Line]:
    """Such lines with a digit in them, from a little below the story on, as far as the page still speaks of it."""
    judged = trace.judged
    last = trace.lines[-1].index if trace.lines else trace.stretch.end
    title = judged.lines[trace.title.index] if trace.title else None
    below = [line for line in judged.lines[last + BELOW : last + _FARTHEST] if line.key]
    places = Counter(line.node.place for line in below if line.has_year)
    talk = next((line.index for line in below if is_talk(line)), last + _FARTHEST)
    for line in below:
        if not _DIGIT.search(line.text):
            continue
        evidence = judged.evidence[line.index]
        if line.index > talk and line.has_year:
            continue
        if evidence.fixed or line.is_link or places[line.node.place] >= _MANY or is_anothers(judged, line, title):
            continue
        yield line


def is_talk(line: Line) -> bool:
    """Whether a line heads what readers say."""
    return line.key in wordings().comments or (line.words <= _LONGEST_HEADING and _TALK.search(line.key) is not None)
