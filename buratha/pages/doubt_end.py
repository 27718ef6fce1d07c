"""Whether anything proves where a story ends, on a page of a layout that is hardly known."""

import itertools
from collections.abc import Sequence

from buratha.pages.boxes import is_closing
from buratha.pages.core import LETTERS_OF_READERS
from buratha.pages.fragments import find_views
from buratha.pages.lines import Line
from buratha.pages.meta_text import is_date_line
from buratha.pages.paragraphs import ends_sentence, is_closed
from buratha.pages.trace import Around, Reason
from buratha.pages.wording import addresses_reader, is_talk, speaks_of_rights, wordings
from buratha.sections import slug_of

_FEW_BELOW = 4
"""Lines between a story's end and what the site says of its rights."""
_LONGEST_CALL, _A_PARAGRAPH = 17, 12
"""Words."""
_A_BOX, _LEAST_LINES, _LONGEST_LABEL = 10, 3, 5
"""Lines, lines, and words."""


def doubt_end(around: Around) -> list[Reason]:
    """The doubt that stays where neither wording, nor a form for comments, nor what stands right below the text shows its end."""
    return _letters_left_out(around) or _goes_on_below(around) or _announces(around) or _unproved(around)


def _announces(around: Around) -> list[Reason]:
    """A label as the last of several lines: what it announces was left out, and it is perhaps a box's."""
    body = around.trace.lines
    if len(body) < _LEAST_LINES or not body[-1].text.rstrip().endswith(":") or body[-1].words > _LONGEST_LABEL:
        return []
    return [Reason("body", "its last line announces what does not follow", body[-1].text)]


def _goes_on_below(around: Around) -> list[Reason]:
    """A paragraph at the very place of the story's, a little below what ended it: a form or a call may stand amid a text."""
    judged, body = around.trace.judged, around.trace.lines
    if not around.is_cold or not body:
        return []
    places = {line.node.place for line in body if line.words > _A_PARAGRAPH}
    for line in judged.lines[body[-1].index + 1 : body[-1].index + 1 + _A_BOX]:
        evidence = judged.evidence[line.index]
        if is_talk(line.key) or judged.links_to_other_article(line):
            return []
        speaks = not (evidence.against or evidence.outside or evidence.leaning or addresses_reader(line.key) or line.index in around.taken)
        if line.node.place in places and line.words > _LONGEST_CALL and speaks:
            return [Reason("body", "a paragraph of its kind stands below what ended it", line.text)]
    return []


def _letters_left_out(around: Around) -> list[Reason]:
    """A column may have letters of its readers: where their heading stands below the text, and no other page has it, they may be told in it."""
    judged = around.trace.judged
    after = next((line for line in judged.lines[around.trace.lines[-1].index + 1 :] if line.key), None) if around.trace.lines else None
    if after is None or LETTERS_OF_READERS.fullmatch(after.key) is None or judged.evidence[after.index].fixed or after.key.split()[-1] == "0":
        return []
    return [Reason("body", "letters of readers were left out, and may be told in it", after.text)]


def _unproved(around: Around) -> list[Reason]:
    trace = around.trace
    judged, start = trace.judged, trace.stretch.start
    if not around.is_cold or not trace.lines:
        return []
    if any(evidence.tail for evidence in judged.evidence[start:]) or any(index > start for index in judged.barriers):
        return []
    after = next((line for line in judged.lines[trace.lines[-1].index + 1 :] if line.key), None)
    if after is not None and is_closing(after) and not is_date_line(after.text):
        return []
    below = itertools.islice((line for line in judged.lines[trace.lines[-1].index + 1 :] if line.key), _FEW_BELOW)
    if any(speaks_of_rights(line.key) for line in below):
        return []
    last = trace.lines[-1]
    if after is not None and _is_of_the_story(after, around) and _stands_with_most(last, trace.lines):
        return []
    if is_closed(judged, trace.stretch, trace.lines) and (ends_sentence(last) or last.words > _LONGEST_CALL or last.key in wordings().devotion):
        return []
    return [Reason("body", "nothing proves its end: no known wording, no comment form, and too few pages to see what repeats")]


def _is_of_the_story(line: Line, around: Around) -> bool:
    """Whether a line below the text is one of the story's facts, its section, its tags, or heads what readers say of it."""
    trace = around.trace
    if line.index in around.taken or find_views([line]) is not None:
        return True
    if is_talk(line.key):
        place = trace.lines[-1].node.place
        return not any(other.node.place == place and other.words > _A_PARAGRAPH for other in trace.judged.lines[line.index :])
    own = trace.judged.address.section if trace.judged.address else None
    return line.is_link and (line.text.startswith("#") or (own is not None and slug_of(line.text) == own))


def _stands_with_most(line: Line, body: Sequence[Line]) -> bool:
    """Whether a line stands where most of the text's words do."""
    return 2 * sum(other.words for other in body if other.node.place == line.node.place) > sum(other.words for other in body)
