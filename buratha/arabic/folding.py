"""Comparison keys. A key is never stored as text: it only answers "are these two the same words?"."""

import re
import unicodedata

_MARKS = "".join(chr(c) for c in (*range(0x0610, 0x061B), *range(0x064B, 0x0660), 0x0670, *range(0x06D6, 0x06EE)))
_LETTERS = {
    "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا",
    "ى": "ي", "ی": "ي", "ئ": "ي",
    "ة": "ه", "ۀ": "ه", "ہ": "ه", "ھ": "ه",
    "ؤ": "و",
    "ک": "ك", "گ": "ك",
}
_DIGITS = {chr(base + n): str(n) for base in (0x0660, 0x06F0) for n in range(10)}
_SPELLINGS = _LETTERS | _DIGITS | dict.fromkeys(_MARKS + "ـ", "")
_NEEDS_NORMAL_FORM = re.compile("[\ufb50-\ufdff\ufe70-\ufefc\u0653-\u0655]")


class _Folding(dict[int, str]):
    """A translation table that works out each character once."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        folded = _SPELLINGS.get(character)
        if folded is None:
            folded = character.casefold() if character.isalnum() else " "
        if unicodedata.category(character) == "Cf":
            folded = ""
        self[code] = folded
        return folded


_FOLD = _Folding()


def fold(text: str) -> str:
    """Fold the spellings that waver in Arabic print and leave only words, one space between them.

    Alef, hamza, ta marbuta and ya forms, Persian ya and kaf, vowel marks, tatweel, digits of every script, case and
    punctuation are levelled.

    >>> fold("أنباء  البَصـرة، ٢٠٢٠")
    'انباء البصره 2020'
    """
    if _NEEDS_NORMAL_FORM.search(text):
        text = unicodedata.normalize("NFKC", text)
    return " ".join(text.translate(_FOLD).split())


def start_of_suffix(text: str, suffix: str) -> int | None:
    """Where in ``text`` its end begins that folds to ``suffix`` (a folded key); None when it does not end so.

    >>> "نهاية الخبر.اشترك في قناة"[start_of_suffix("نهاية الخبر.اشترك في قناة", "اشترك في قناه"):]
    'اشترك في قناة'
    """
    wanted = suffix.replace(" ", "")
    at = len(text)
    for letter in reversed(wanted):
        at -= 1
        while at >= 0 and _FOLD[ord(text[at])].strip() == "":
            at -= 1
        if at < 0 or _FOLD[ord(text[at])] != letter:
            return None
    return at if wanted else None
