"""Numbers as words: ``ثلاثة وعشرون الفا`` is the same number as 23000."""

from typing import Final, NamedTuple

from buratha.arabic.folding import fold


class _Part(NamedTuple):
    """A word of a number: what it is worth, and of which rank it is."""

    value: int
    rank: str


_UNIT, _TEN_RANK, _TENS, _HUNDREDS, _SCALE, _TWO_OF_SCALE = "unit", "ten", "tens", "hundreds", "scale", "two of scale"

_AFTER_AND: Final = frozenset(
    (
        *((_HUNDREDS, rank) for rank in (_UNIT, _TEN_RANK, _TENS)),
        (_UNIT, _TENS),
        *((_SCALE, rank) for rank in (_UNIT, _TEN_RANK, _TENS, _HUNDREDS)),
    )
)
"""Which rank may follow which behind an and: a hundred and three and twenty."""

_UNITS: Final = {
    1: "واحد واحدة",
    2: "اثنان اثنين اثنتان اثنتين اثنا اثني اثنتا اثنتي",
    3: "ثلاث ثلاثة",
    4: "اربع اربعة",
    5: "خمس خمسة",
    6: "ست ستة",
    7: "سبع سبعة",
    8: "ثمان ثماني ثمانية",
    9: "تسع تسعة",
}
_TENS_NAMES: Final = {
    20: "عشرون عشرين",
    30: "ثلاثون ثلاثين",
    40: "اربعون اربعين",
    50: "خمسون خمسين",
    60: "ستون ستين",
    70: "سبعون سبعين",
    80: "ثمانون ثمانين",
    90: "تسعون تسعين",
}
_HUNDREDS_NAMES: Final = {100: "مئة مائة", 200: "مئتان مئتين مئتا مئتي مائتان مائتين مائتا مائتي"} | {
    value * 100: " ".join(stem + hundred for stem in stems.split() for hundred in ("مئة", "مائة"))
    for value, stems in {3: "ثلاث", 4: "اربع", 5: "خمس", 6: "ست", 7: "سبع", 8: "ثمان ثماني", 9: "تسع"}.items()
}
_SCALES: Final = {1000: "الف الفا آلاف", 10**6: "مليون مليونا ملايين", 10**9: "مليار مليارا مليارات بليون"}
_DOUBLE_SCALES: Final = {2000: "الفان الفين", 2 * 10**6: "مليونان مليونين", 2 * 10**9: "ملياران مليارين"}
_PAIRS: Final = frozenset(
    map(
        fold,
        "هدفين هدفان نقطتين نقطتان قتيلين قتيلان جريحين جريحان شهيدين شهيدان شخصين شخصان يومين يومان اسبوعين اسبوعان شهرين شهران "
        "عامين عامان سنتين سنتان ساعتين ساعتان دقيقتين دقيقتان مرتين مرتان درجتين درجتان طفلين طفلان مباراتين مباراتان نسختين".split(),
    )
)
"""Nouns whose dual says a two that other bulletins of the template say as a number."""


def _by_word() -> dict[str, _Part]:
    ranks: tuple[tuple[str, dict[int, str]], ...] = (
        (_UNIT, _UNITS),
        (_TEN_RANK, {10: "عشر عشرة"}),
        (_TENS, _TENS_NAMES),
        (_HUNDREDS, _HUNDREDS_NAMES),
        (_SCALE, _SCALES),
        (_TWO_OF_SCALE, _DOUBLE_SCALES),
    )
    return {fold(word): _Part(value, rank) for rank, names in ranks for value, words in names.items() for word in words.split()}


_PARTS: Final = _by_word()
_ONE_OF_ELEVEN: Final = frozenset(map(fold, ("احد", "احدى")))
_ALONE_NO_NUMBER: Final = frozenset(map(fold, ("آلاف", "ملايين", "مليارات")))
_NO_NUMBERS: Final = frozenset(map(fold, ("لست", "لستة", "والف")))
"""Other words that look like a prefix and a number: I am not, a list, he wrote."""


def _prefixed() -> dict[str, tuple[str, str]]:
    """Words with و, ب or ل before them, taken apart."""
    bare = [*_PARTS, *_ONE_OF_ELEVEN, *_PAIRS]
    return {prefix + word: (prefix, word) for prefix in "وبل" for word in bare if prefix + word not in _NO_NUMBERS and prefix + word not in _PARTS}


_PREFIXED: Final = _prefixed()
_LONGEST: Final = 15
"""Digits of a number that may have a thousand or a million behind it."""
_MARKS: Final = frozenset((*_PARTS, *_PAIRS, *_PREFIXED))
_BEGINNINGS: Final = _MARKS | _ONE_OF_ELEVEN


def in_figures(words: list[str]) -> list[str]:
    """Put folded words that say a number into figures; everything else stays as it is.

    >>> " ".join(in_figures("قتل ثلاثه وعشرون شخصا وجرح خمسه عشر".split()))
    'قتل 23 شخصا وجرح 15'
    """
    return words if _MARKS.isdisjoint(words) else _Reader(words).read()


class _Reader:
    """Goes once through the words, with the number that it is in the middle of."""

    def __init__(self, words: list[str]) -> None:
        self._words = words
        self._done: list[str] = []
        self._last = ""  # rank of the open number's last part; empty outside a number
        self._whole = 0  # of the open number: its thousands and millions
        self._group = 0  # and what comes below or before them

    def read(self) -> list[str]:
        """The words with their numbers in figures."""
        done, plain = self._done.append, _BEGINNINGS.isdisjoint
        for word, following in zip(self._words, [*self._words[1:], ""], strict=True):
            if not self._last and plain((word, following)):  # nearly every word
                done(word)
                continue
            prefix, bare = _PREFIXED.get(word, ("", word))
            part = self._part(bare, following)
            if part and prefix in {"", "و"} and self._last and self._takes(part, behind_and=bool(prefix)):
                continue
            self._close()
            if part:
                self._begin(part, prefix)
            elif bare in _PAIRS:
                self._done += [prefix, "2", bare] if prefix else ["2", bare]
            else:
                self._done.append(word)
        self._close()
        return self._done

    def _part(self, bare: str, following: str) -> _Part | None:
        if bare in _ONE_OF_ELEVEN:
            return _Part(1, _UNIT) if _rank(following) == _TEN_RANK else None
        if bare in _ALONE_NO_NUMBER and not self._last:
            return None
        if bare.isdecimal():
            return _Part(int(bare), _HUNDREDS) if _rank(following) == _SCALE and len(bare) <= _LONGEST else None
        return _PARTS.get(bare)

    def _takes(self, part: _Part, *, behind_and: bool) -> bool:
        """Take a part into the open number; False where it begins another one."""
        if behind_and:
            return self._adds(part)
        match self._last, part.rank:
            case ("unit", "ten"):  # fifteen
                self._group += part.value
                self._last = _TENS
            case ("unit", "hundreds") if part.value == 100:  # noqa: PLR2004  # three hundred
                self._group *= part.value
                self._last = _HUNDREDS
            case (_, "scale") if self._group:  # twenty thousand
                self._whole, self._group, self._last = self._whole + self._group * part.value, 0, _SCALE
            case _:
                return False
        return True

    def _adds(self, part: _Part) -> bool:
        if (self._last, part.rank) in _AFTER_AND:
            self._group += part.value
            self._last = part.rank
            return True
        if self._last == _SCALE and part.rank in {_SCALE, _TWO_OF_SCALE} and part.value < self._whole:  # a million and two thousand
            self._whole += part.value
            return True
        return False

    def _begin(self, part: _Part, prefix: str) -> None:
        if prefix:
            self._done.append(prefix)
        if part.rank in {_SCALE, _TWO_OF_SCALE}:
            self._whole, self._last = part.value, _SCALE
        else:
            self._group, self._last = part.value, part.rank

    def _close(self) -> None:
        if self._last:
            self._done.append(str(self._whole + self._group))
        self._last, self._whole, self._group = "", 0, 0


def _rank(word: str) -> str:
    return _PARTS[word].rank if word in _PARTS else ""
