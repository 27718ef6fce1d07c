"""What stands between two lines of a page."""

from collections.abc import Iterable
from typing import Final

from buratha.pages.judged import Judged
from buratha.pages.lines import Line
from buratha.sections import slug_of

PROSE: Final = 7
"""A line of more words than this is a paragraph's."""

_MENU: Final = 3


def has_a_menu(lines: Iterable[Line]) -> bool:
    """Whether lines have the site's menu among them: links to several sections."""
    return sum(1 for line in lines for link in line.links if slug_of(link.text.strip())) >= _MENU


def steps(judged: Judged, start: int, end: int) -> int:
    """Lines between two lines that are neither furniture nor links."""
    low, high = min(start, end), max(start, end)
    return sum(1 for line in judged.lines[low + 1 : high] if line.key and not (line.is_link or judged.evidence[line.index].against))


def has_prose_between(judged: Judged, start: int, end: int) -> bool:
    """Whether a good part of a story stands between two lines."""
    low, high = min(start, end), max(start, end)
    prose = [line for line in judged.lines[low + 1 : high] if line.words > PROSE and not (line.is_link or judged.evidence[line.index].against)]
    return len(prose) > 1
