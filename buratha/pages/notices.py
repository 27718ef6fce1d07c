"""What a site says in place of a story: that there is none, that something failed, that one must be a member, or no robot."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from buratha.arabic.folding import fold
from buratha.pages.lines import Line
from buratha.resources import load

_LONGEST, _LONGEST_SENTENCE = 45, 16
"""Words of a line, and of one of its sentences."""
_LABEL = 3
_SHARED, _HEADLINE = 2, 4
_LETTERS = 4
NO_STORY = "no_story"
"""The reason of notices that say nothing of the story: they stand on good pages too, and on those that have none."""
_BETWEEN = "(?: \\S+){0,4}? "
_SENTENCES = re.compile(r"[.!؟?…:]+(?=\s|$)|\n")
_QUOTED = re.compile(r"[«\"“'(\[]")
_SEPARATOR = re.compile(r" ([+…]) ")


@dataclass(frozen=True, slots=True)
class Notice:
    """One kind of notice: the reason that a page has which says nothing else. ``aside``: forms and boxes beside a story say so too."""

    reason: str
    aside: bool
    pattern: re.Pattern[str]
    unless: frozenset[str]

    def is_said(self, sentence: str) -> bool:
        """Whether a folded sentence says so."""
        return self.pattern.match(sentence) is not None and self.unless.isdisjoint(sentence.split())


@dataclass(frozen=True, slots=True)
class _Known:
    kinds: tuple[Notice, ...]
    beside: frozenset[str]
    headlines: frozenset[str]


@cache
def _known() -> _Known:
    data: dict[str, Any] = load("wordings.toml")["notices"]
    it = data["it"].replace("{this}", data["this"])
    opening = "|".join(map(fold, data["openers"]))

    def pattern(says: str) -> str:
        return _groups(says.replace("{it}", it).replace("{this}", data["this"]))

    kinds = (
        Notice(
            kind["reason"],
            kind.get("aside", False),
            re.compile(rf"(?:(?:{opening}) )*(?:{'|'.join(map(pattern, kind['says']))})"),
            frozenset(map(fold, kind.get("unless", ()))),
        )
        for kind in data["kinds"]
    )
    return _Known(tuple(kinds), frozenset(map(fold, data["beside"])), frozenset(map(fold, data["headlines"])))


def _groups(says: str) -> str:
    """A pattern for one wording."""
    first, *others = _SEPARATOR.split(says)
    return _either(first) + "".join(_either(group, _BETWEEN if gap == "…" else " ") for gap, group in zip(others[::2], others[1::2], strict=True))


def _either(group: str, before: str = "") -> str:
    """A pattern for one of a group's words behind what stands ``before``; «$» is the sentence's end."""
    words = [word.strip() for word in group.split("|")]
    said = "|".join(fold(word) + ("$" if word.endswith("$") else r"(?!\S)") for word in words if word != "$")
    behind = f"{before}(?:{said})" if said else ""
    return f"(?:{'|'.join(filter(None, (behind, '$' if '$' in words else '')))})"


@lru_cache(maxsize=4096)
def notice_in(text: str) -> Notice | None:
    """The notice that a line is, with what may stand beside one; None for any other line, and for what is quoted.

    >>> notice_in("عذرا، الخبر الذي تبحث عنه غير موجود أو تم حذفه.").reason
    'not_found'
    """
    if text.count(" ") > _LONGEST or _QUOTED.match(text):
        return None
    said = [sentence for sentence in map(fold, _SENTENCES.split(text)) if sentence]
    found = [_notice(sentence) for sentence in said]
    if not all(notice or _is_beside(sentence) for sentence, notice in zip(said, found, strict=True)):
        return None
    return next((notice for notice in found if notice is not None), None)


def _notice(sentence: str) -> Notice | None:
    if sentence.count(" ") > _LONGEST_SENTENCE:
        return None
    return next((kind for kind in _known().kinds if kind.is_said(sentence)), None)


def _is_beside(sentence: str) -> bool:
    """Whether a sentence may stand beside a notice: it is short, or speaks to the reader as notices do."""
    words = sentence.split()
    return len(words) <= _LABEL or (len(words) <= _LONGEST_SENTENCE and words[0] in _known().beside)


def may_stand_beside(text: str) -> bool:
    """Whether a line is nothing but what stands around notices."""
    return all(map(_is_beside, filter(None, map(fold, _SENTENCES.split(text)))))


def ending_notices(lines: Sequence[Line], title: str) -> list[Line]:
    """The last lines of a text that are notices, with what stands among them; none where the headline (folded) speaks of the same."""
    found: list[Line] = []
    pending: list[Line] = []
    for line in reversed(lines):
        if notice_in(line.text) is not None and not _is_of(title, line.key):
            found, pending = [*found, *pending, line], []
        elif may_stand_beside(line.text) and line.key:
            pending.append(line)
        else:
            break
    labels = [line for line in pending if line.node.heading or len(found) + len(pending) == len(lines)]
    return [*found, *labels] if found else []


def _is_of(title: str, key: str) -> bool:
    """Whether a headline of several words has some of a line's: the story is about it."""
    words = title.split()
    shared = {word for word in words if len(word) >= _LETTERS} & set(key.split())
    return len(words) > _HEADLINE and len(shared) >= _SHARED and notice_in(title) is None


def heads_no_story(title: str) -> bool:
    """Whether a headline (folded) is that of a form, or of an error."""
    return title in _known().headlines
