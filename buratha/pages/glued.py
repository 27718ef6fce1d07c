"""What stands glued to a line and is not its author's: calls to channels at a story's end, tools beside a heading."""

import re
from functools import cache

from buratha.arabic.digits import western_digits
from buratha.arabic.folding import fold
from buratha.pages.lines import Line
from buratha.pages.page import leads_outside
from buratha.pages.repetition import Repetition
from buratha.pages.wording import addresses_reader, leaning, tail_within, wordings

_LONGEST_CALL = 16
_LONGEST_GLUED = 110
_NEAR_END = 4
_NETWORK = 6
"""So many words from its end a call names the network, at the latest."""
_FEW_WORDS = 3
_GLUE = re.compile(r"[.!؟?…»:](?=[^\W\d_])")
_SENTENCE_END = re.compile(r"[.!؟?…»]$")
_EDITORS_CODE = re.compile(r"(?<=[.!؟?…»\s])\s*\d{1,2}/\d/\d{5,6}\s*$")
_WORD = re.compile(r"[^\W\d_]+")
_CALLING = re.compile(
    "[\U0001f4e2\U0001f4e3\U0001f514\U0001f4f2\U0001f4cc\U0001f535\U0001f447\U0001f449\u2708\u2b07\u27a1\u25b6\u25bc\u25ba\u27a4\u25c4]\ufe0f?$"
)
"""What stands before a call and belongs to it: a loudspeaker, a bell, an arrow."""


def unglued(line: Line, memory: Repetition, *, last: bool) -> str | None:
    """The line's text without a furniture sentence glued to its end; None when nothing is glued.

    The agency's own sentence is known wherever it stands; another one only on the story's ``last`` line.
    """
    if sentence := tail_within(line.key):
        cut = _before(line.text, sentence)
        if cut:
            return line.text[:cut].rstrip()
    at = _start_of_linked_call(line)
    if at is None and last and (code := _EDITORS_CODE.search(western_digits(line.text))):
        return line.text[: code.start()].rstrip()
    if at is None and last:
        at = memory.glued_ending(line) or _start_of_glued_call(line.text)
    return _CALLING.sub("", line.text[:at].rstrip()) if at else None


def without_tool(line: Line) -> str | None:
    """A heading without the link to edit it, or to itself, at either end: «[عدل]», «#», «¶»; None when there is none."""
    if not line.node.heading or not line.links or line.is_link:
        return None
    for link in (line.links[-1], line.links[0]):
        tools = [f"[{link.text}]"] if link.text.count(" ") < _FEW_WORDS else []
        tools += [link.text] if link.text and not any(map(str.isalnum, link.text)) else []
        for tool in tools:
            if line.text.endswith(tool):
                return line.text[: -len(tool)].rstrip()
            if line.text.startswith(tool):
                return line.text[len(tool) :].lstrip()
    return None


def ends_in_a_call(line: Line) -> bool:
    """Whether a line ends in a link that calls the reader to a channel, and not in the agency's own closing sentence."""
    return tail_within(line.key) is None and _start_of_linked_call(line) is not None


def tells_before_a_call(line: Line) -> bool:
    """Whether a sentence that is no call itself stands before the call in which a line ends."""
    text = line.text[: _start_of_linked_call(line) or 0].rstrip()
    key = fold(text)
    return _SENTENCE_END.search(text) is not None and key.count(" ") >= _NEAR_END and not (leaning(key) or addresses_reader(key))


def _start_of_linked_call(line: Line) -> int | None:
    """Where the link to a channel begins with which a line ends, if its words call the reader there."""
    link = line.links[-1] if line.links and not line.is_link else None
    if link is None or not line.text.endswith(link.text) or not leads_outside(link.target) or not _calls(fold(link.text).split()):
        return None
    return len(line.text) - len(link.text)


def _start_of_glued_call(text: str) -> int | None:
    """Where a call to the agency's channel begins that stands glued to a story's last word; None when none does.

    Glue shows by a letter right behind a sentence's end, or by a word that ends in a call; and what follows must name a network, or
    what the site calls its own. A call that a space sets apart may be the author's.
    """
    start = max(0, len(text) - _LONGEST_GLUED)
    words = fold(text[start:]).split()
    if wordings().channels.isdisjoint(words[-_NETWORK:]):
        return None
    for glue in _GLUE.finditer(text, start):
        if _calls(fold(text[glue.end() :]).split()):
            return glue.end()
    for word in _WORD.finditer(text, start):
        begun = next((word.end() - len(call) for call in _glued_calls() if len(word[0]) > len(call) + 1 and fold(word[0]).endswith(fold(call))), None)
        if begun is not None and _calls(fold(text[begun:]).split()):
            return begun
    return None


def _calls(words: list[str]) -> bool:
    """Whether a few words call the reader to a network."""
    return len(words) <= _LONGEST_CALL and not wordings().imperatives.isdisjoint(words) and not wordings().channels.isdisjoint(words)


@cache
def _glued_calls() -> tuple[str, ...]:
    return tuple(sorted(wordings().imperatives, key=len, reverse=True))


def _before(text: str, sentence: str) -> int | None:
    """Where a folded sentence begins in a text."""
    first = sentence.split(maxsplit=1)[0]
    wanted = sentence.replace(" ", "")
    at = len(text)
    while at > 0:
        at -= 1
        if text[at].isspace() or not fold(text[at]) or fold(text[at])[0] != first[0]:
            continue
        if fold(text[at:]).replace(" ", "").startswith(wanted):
            return at
    return None
