"""Bulletins of one template with other figures are no duplicates, however alike their words.

A figure is a number, a day of the week, a month or an ordinal. It is kept with the words around it: where two texts say different
things between the same words, they contradict each other. A figure in a paragraph that only one of them has contradicts nothing.
"""

import struct
from collections import defaultdict
from itertools import islice
from typing import Final
from zlib import crc32

from buratha.arabic.folding import fold

MOST: Final = 96
"""So many figures are kept, from the beginning of a text."""

TOLERATED: Final = 0.15
"""A smaller share of contradictions is a correction."""
LONG: Final = 150
"""In a text of so many shingles one contradiction is a correction, too."""

_AROUND: Final = 2
_FORM: Final = "<3H"
_SIZE: Final = struct.calcsize(_FORM)

_NAMED: Final = (
    "السبت", "الأحد", "الاثنين الإثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة",
    "يناير", "شباط فبراير", "آذار مارس", "نيسان أبريل", "أيار مايو", "حزيران يونيو", "تموز يوليو", "آب أغسطس", "أيلول سبتمبر", "أكتوبر",
    "نوفمبر", "ديسمبر", "كانون", "تشرين", "محرم", "صفر", "رجب", "شعبان", "رمضان", "شوال",
    "الأول الأولى", "الثاني الثانية", "الثالث الثالثة", "الرابع الرابعة", "الخامس الخامسة", "السادس السادسة", "السابع السابعة",
    "الثامن الثامنة", "التاسع التاسعة", "العاشر العاشرة",
)  # fmt: skip
_VALUES: Final = {fold(name): names for names in _NAMED for name in names.split()}


def figures_of(words: list[str]) -> bytes:
    """The figures among words as `words.words` gives them: three hashes of 16 bits each, of what is before, of what is behind, of the figure."""
    plain: list[str] = []
    runs: defaultdict[int, list[str]] = defaultdict(list)
    for word in words:
        if (value := _VALUES.get(word)) or word[0].isdigit():
            runs[len(plain)].append(value or word)
        else:
            plain.append(word)
    kept = (
        struct.pack(_FORM, _hash(before, place), _hash(behind, len(run) - place), _hash([value]))
        for at, run in runs.items()
        for before, behind in [(plain[max(at - _AROUND, 0) : at], plain[at : at + _AROUND])]
        for place, value in enumerate(run)
    )
    return b"".join(islice(kept, MOST))


def _hash(words: list[str], place: int = 0) -> int:
    return crc32(" ".join(words).encode(), place) & 0xFFFF


def key_of(figures: bytes) -> int:
    """A hash of 32 bits of what the figures say and behind which words: the same for the same bulletin, another one for the next day's."""
    return crc32(b"".join(figures[start : start + 2] + figures[start + 4 : start + 6] for start in range(0, len(figures), _SIZE)))


def contradict(one: bytes, other: bytes, shingles: int) -> bool:
    """Whether two texts of so many common words say other figures in the same places; `shingles` is the size of the shorter one."""
    few, many = sorted((one, other), key=len)
    if one == other or not few:
        return False
    before: defaultdict[int, set[int]] = defaultdict(set)
    behind: defaultdict[int, set[int]] = defaultdict(set)
    for left, right, value in struct.iter_unpack(_FORM, many):
        before[left].add(value)
        behind[right].add(value)
    agreed = contradicted = 0
    for left, right, value in struct.iter_unpack(_FORM, few):
        if said := before.get(left) or behind.get(right):
            agreed, contradicted = (agreed + 1, contradicted) if value in said else (agreed, contradicted + 1)
    if contradicted == 1 and shingles >= LONG:
        return False
    return contradicted > TOLERATED * (agreed + contradicted)
