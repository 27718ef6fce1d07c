"""A name beside a word or two that are no known label: «بحبر كاظم المياحي», «من إنشاء: كاظم المياحي», «كاظم المياحي» over «المُحبِّر».

Layouts call whoever writes by any word. In a section of columns the only such name between headline and text is taken, and doubted; anywhere
elsewhere near a story it is only a doubt.
"""

import itertools
import re
from collections.abc import Iterator, Sequence

from buratha.arabic.folding import fold
from buratha.arabic.names import Byline, bare_name, is_name, may_be_a_name, read_byline
from buratha.pages.judged import Judged, is_prose
from buratha.pages.label_words import keys
from buratha.pages.lines import Line
from buratha.pages.ownership import is_anothers
from buratha.pages.wording import is_talk
from buratha.pages.writer_block import is_called_anothers
from buratha.sections import may_name

WITNESS = "name beside an unknown label"
_OTHERS = keys("writers", "picturing", "others_of_a_story")
_ABOVE, _BELOW = 6, 10
_LONGEST_LABEL, _LONGEST = 3, 8
_SHORTEST_NAME = 2
_AGO = frozenset(("منذ", "قبل"))
_MARK = re.compile(r"\s*[:：]\s*")


def names_beside_unknown_labels(judged: Judged, title: Line | None, body: Sequence[Line], held: set[int]) -> Iterator[tuple[Line, Byline]]:
    """The lines near a story, none of its own, of which a few words are a name, and the rest may be a label."""
    start = max(0, title.index - _ABOVE) if title is not None else (body[0].index if body else 0)
    last = body[-1].index if body else start
    beside = itertools.chain(judged.lines[start : body[0].index if body else last], judged.lines[last + 1 : last + 1 + _BELOW])
    for line in beside:
        if line.index > last and is_talk(line.key):
            return
        free = line.index not in held and line is not title and _SHORTEST_NAME < sum(len(run.split()) for run in line.runs) <= _LONGEST
        if not free or line.is_link or line.control or line.has_year or judged.evidence[line.index].fixed or is_called_anothers(line):
            continue
        byline = named_beside_a_word(line)
        if byline is not None and not (is_anothers(judged, line, title) or _heads_a_text(judged, line, last)):
            yield line, byline


def named_beside_a_word(line: Line) -> Byline | None:
    """The name in a line of two parts, in elements of their own or parted by a colon."""
    parts = line.runs if len(line.runs) == len(("label", "name")) else _MARK.split(line.text, maxsplit=1)
    if len(parts) != len(("label", "name")):
        return None
    for label, name in (parts, reversed(parts)):
        byline = read_byline(name) if _may_be_a_label(label) else None
        if byline is not None and byline.author and is_name(bare_name(name)) and len(byline.author.split()) >= _SHORTEST_NAME:
            return Byline(byline.author, None, marked=False)
    return None


def perhaps_named_beside_a_word(line: Line) -> bool:
    """Whether one of a line's two elements begins with a given name and goes on with words no name is known of, the other may be a label."""
    if len(line.runs) != len(("label", "name")):
        return False
    return any(_may_be_a_label(label) and may_be_a_name(name) for label, name in (line.runs, reversed(line.runs)))


def _may_be_a_label(text: str) -> bool:
    """Whether a few words can be a label of whoever writes: no name, no number, no section, nobody else who has done something for a story."""
    key = fold(text)
    words = key.split()
    few = 0 < len(words) <= _LONGEST_LABEL and not (any(map(str.isdigit, text)) or words[0] in _AGO)
    return few and _OTHERS.isdisjoint(words) and not may_name(key) and read_byline(text) is None


def _heads_a_text(judged: Judged, line: Line, last: int) -> bool:
    """Whether prose stands right below a line that is below the text: what somebody says."""
    after = next((other for other in judged.lines[line.index + 1 :] if other.key), None)
    return line.index > last and after is not None and is_prose(after)
