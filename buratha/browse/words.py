"""What a reader looks for: words of any spelling, as SQLite's full-text search is asked for them, and as they stand in a text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from unicodedata import category

from buratha.arabic.folding import fold, folded_words

NOTHING = '""'
"""An expression that nothing fits."""
_PART = re.compile(r'(?P<without>(?<!\S)-)?(?:"(?P<straight>[^"]*)"?|«(?P<angled>[^»]*)»?|(?P<word>[^\s"«]+))')
_ROOM = 90
"""Characters that a passage shows before the first word found."""


@dataclass(frozen=True, slots=True)
class Sought:
    """Words that follow each other; the last one may be the beginning of a word."""

    words: tuple[str, ...]
    begins: bool = False
    without: bool = False
    """Whether articles that have them are left out."""

    @property
    def expression(self) -> str:
        """The same for FTS5."""
        return f'"{" ".join(self.words)}"{"*" if self.begins else ""}'

    def stands_at(self, words: list[str], at: int) -> bool:
        """Whether these words stand in a list of words from a place on."""
        there = words[at : at + len(self.words)]
        return tuple(there) == self.words or (
            self.begins and len(there) == len(self.words) and tuple(there[:-1]) == self.words[:-1] and there[-1].startswith(self.words[-1])
        )


def read(text: str) -> list[Sought]:
    """Read what somebody typed: words, "words that follow each other", the beginning of a word*, -words to be left out. Nothing is an error.

    >>> read("أنباء «بغداد اليوم» مدر* -رياضة ؟")  # doctest: +NORMALIZE_WHITESPACE
    [Sought(words=('انباء',), begins=False, without=False), Sought(words=('بغداد', 'اليوم'), begins=False, without=False),
     Sought(words=('مدر',), begins=True, without=False), Sought(words=('رياضه',), begins=False, without=True)]
    """
    found = []
    for part in _PART.finditer(text):
        typed = part["straight"] or part["angled"] or part["word"] or ""
        if words := tuple(fold(typed).split()):
            found.append(Sought(words, begins=bool(part["word"]) and typed.endswith("*"), without=bool(part["without"])))
    return found


def is_blank(text: str) -> bool:
    r"""Whether nothing was typed: no characters, or only such as leave no ink.

    >>> [is_blank(text) for text in ("", " \u00a0\n", "\u200f\ufeff", "؟", "ـ")]
    [True, True, True, False, False]
    """
    return all(category(character)[0] in "CZ" for character in text)


def expression(text: str) -> str:
    """What somebody typed as an expression of FTS5: all that is sought, in any column, but nothing that is to be left out."""
    sought = read(text)
    wanted = [each.expression for each in sought if not each.without]
    unwanted = [each.expression for each in sought if each.without]
    return " NOT ".join([f"({' AND '.join(wanted)})", *unwanted]) if wanted else NOTHING


def passage(text: str, typed: str, length: int) -> list[tuple[str, bool]]:
    """A passage of a text around the first thing sought in it, in pieces: each with whether it is one of the things sought.

    >>> passage("زار الوزيرُ مدرسةً", "مدرسه", 60)
    [('زار الوزيرُ ', False), ('مدرسةً', True)]
    """
    marks = list(_marks(text, typed))
    start = _beginning(text, marks[0][0]) if marks and marks[0][0] > length * 2 // 3 else 0
    stop = _end(text, start + length)
    pieces, at = [("… ", False)] if start else [], start
    for first, last in marks:
        if at <= first < stop:
            pieces += [(text[at:first], False), (text[first:last], True)]
            at = last
    pieces += [(text[at:stop], False), (" …" if stop < len(text) else "", False)]
    return [piece for piece in pieces if piece[0]]


def _marks(text: str, typed: str) -> Iterator[tuple[int, int]]:
    """Where the things sought stand in a text, from the first to the last."""
    wanted = [each for each in read(typed) if not each.without]
    found = list(folded_words(text)) if wanted else []
    words = [word for word, _, _ in found]
    at = 0
    while at < len(words):
        length = max((len(each.words) for each in wanted if each.stands_at(words, at)), default=0)
        if length:
            yield found[at][1], found[at + length - 1][2]
        at += length or 1


def _beginning(text: str, mark: int) -> int:
    """Where a passage with a mark in it begins: with a word, a little before."""
    space = re.search(r"\s", text[mark - _ROOM : mark])
    return mark - _ROOM + space.end() if space else mark


def _end(text: str, stop: int) -> int:
    space = re.compile(r"\s").search(text, stop)
    return space.start() if space and space.start() - stop < _ROOM else min(stop, len(text))
