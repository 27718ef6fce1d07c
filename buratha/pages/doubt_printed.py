"""Doubts about lines of the body that pages print and authors hardly do: bare days and hours, names of tools, readers with a day, quotations."""

import re
from collections.abc import Sequence

from buratha.arabic.digits import western_digits
from buratha.pages.counting import speaks_of_this
from buratha.pages.lines import Line
from buratha.pages.paragraphs import stands_within
from buratha.pages.trace import Reason
from buratha.pages.wording import leaning, tells_publication, wordings

_NUMERIC_DAY = r"(?:20\d\d[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]20\d\d)"
_HOUR = r"\d{1,2}:\d\d(?::\d\d)?"
_BARE = re.compile(rf"\W*(?:#\s?\d{{1,4}}|{_NUMERIC_DAY}(?:\s+{_HOUR})?|{_HOUR}\s*(?:ص|م|صباحا|مساء)?)\W*")
_BEHIND_A_NAME = re.compile(rf"[،,|–—-]\s*{_NUMERIC_DAY}\W*$")
_LONGEST_TOOL, _LONGEST_NAMED, _LONGEST_CALL = 4, 9, 8
"""Words."""
_SENTENCE = 5
_ENDINGS = 3
"""Letters that a tool's word may have more than it is known by: «أرسلها»."""
_LEAST_LETTERS = 4


def doubt_printed(body: Sequence[Line]) -> list[Reason]:
    """The doubt about the first such line; none where a body is one line."""
    lines = [line for line in body if line.key] if len(body) > 1 else []
    printed = [Reason("body", "a line of it is as pages print them", line.text) for line in lines if _is_printed(line)][:1]
    quoted = [
        Reason("body", "a sentence stands in it twice, once in a block of its own", line.text)
        for line in lines
        if line.words >= _SENTENCE and stands_within(line, lines)
    ][:1]
    return printed + quoted


def _is_printed(line: Line) -> bool:
    text = western_digits(line.text)
    if _BARE.fullmatch(text) or (line.words <= _LONGEST_NAMED and _BEHIND_A_NAME.search(text)):
        return True
    words = line.key.split()
    if line.words <= _LONGEST_CALL and tells_publication(line.key) and speaks_of_this(words):
        return True
    if line.words <= _LONGEST_TOOL and _names_a_tool(words[0]):
        return True
    return line.words <= _LONGEST_CALL and leaning(line.key) is not None and not line.node.heading


def _names_a_tool(word: str) -> bool:
    """Whether a word is that of a tool, as it is or with a pronoun behind it."""
    known = wordings().tools
    return word in known or any(len(begun) >= _LEAST_LETTERS and word.startswith(begun) and len(word) - len(begun) <= _ENDINGS for begun in known)
