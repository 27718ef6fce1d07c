"""Tables and lists of an article's facts: «التصنيف», «نشر», «المشاهدات», «الكاتب», each with its value beside it.

They are never a story, not even where a picture is all that the page has beside them.
"""

import itertools
from collections import Counter
from collections.abc import Sequence
from functools import cache

from buratha.pages.label_words import keys
from buratha.pages.lines import Line, Node
from buratha.pages.wording import tells_another_day, tells_publication, was_put_up, wordings
from buratha.pages.writer_labels import is_label

_LABEL, _VALUE = 3, 8
"""Words, at the most."""
_FEWEST, _SHARE = 3, 3
_LEVELS = 4
_TERMS = frozenset(("dt", "th"))


def fact_tables(lines: Sequence[Line]) -> frozenset[int]:
    """The lines of blocks that hold three labels of facts and more, and hardly anything but these and their values."""
    told = [line for line in lines if line.key]
    labels = {line.index for line, value in itertools.pairwise(told) if _is_label(line) and value.words <= _VALUE}
    if len(labels) < _FEWEST:
        return frozenset()
    around = Counter(node for line in told if line.index in labels for node in _around(line))
    held: dict[Node, list[Line]] = {block: [] for block, held_labels in around.items() if held_labels >= _FEWEST}
    for line in told:
        for block in _around(line):
            if block in held:
                held[block].append(line)
    return frozenset(line.index for block, within in held.items() if _tells_facts(within, around[block]) for line in within)


def _tells_facts(held: Sequence[Line], labels: int) -> bool:
    """Whether a block's lines are hardly anything but so many labels and short values."""
    return len(held) <= _SHARE * labels and not any(line.words > _VALUE or line.node.heading for line in held)


def _around(line: Line) -> list[Node]:
    return [node for _, node in zip(range(_LEVELS), line.node.ancestors(), strict=False)]


def _is_label(line: Line) -> bool:
    if not 0 < line.words <= _LABEL:
        return False
    named = line.key in _labels() or tells_publication(line.key) or tells_another_day(line.key)
    return named or (_is_a_term(line) and (was_put_up(line.key.split()) or is_label(line.key)))


def _is_a_term(line: Line) -> bool:
    """Whether a line is a term of a list or the head of a row, in which labels may be worded freely: «رُفع على الموقع»."""
    return line.node.tag in _TERMS


@cache
def _labels() -> frozenset[str]:
    """Labels of the section, of the publication's day and others', of the readers and of the writer."""
    known = wordings()
    return known.date_labels | known.view_labels | known.other_days | keys("sections", "labels") | keys("writers", "signing", "written_by")
