"""Comparison keys. A key is never stored as text: it only answers "are these two the same words?"."""

import codecs
import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

_LETTERS = {
    "أ": "ا",
    "إ": "ا",
    "آ": "ا",
    "ٱ": "ا",
    "ى": "ي",
    "ی": "ي",
    "ئ": "ي",
    "ة": "ه",
    "ۀ": "ه",
    "ہ": "ه",
    "ھ": "ه",
    "ۃ": "ه",
    "ە": "ه",
    "ؤ": "و",
    "ک": "ك",
    "گ": "ك",
    "ڪ": "ك",
    "ـ": "",
}
_DIGITS = {chr(base + n): str(n) for base in (0x0660, 0x06F0) for n in range(10)}
_SPELLINGS = _LETTERS | _DIGITS
_FIRST_PRESENTATION_FORM, _LAST_PRESENTATION_FORM = "\ufb50", "\ufefc"
_WORD = re.compile(r"\S+")
_UNSEEN = frozenset(("Mn", "Me", "Cf"))


class _Folding(dict[int, str]):
    """A translation table that works out each character once."""

    def __missing__(self, code: int) -> str:
        folded = self[code] = _folded(chr(code))
        return folded


def _folded(character: str) -> str:
    """What a character adds to a key: itself levelled, nothing, or a space."""
    if (known := _SPELLINGS.get(character)) is not None:
        return known
    if _FIRST_PRESENTATION_FORM <= character <= _LAST_PRESENTATION_FORM:
        plain = unicodedata.normalize("NFKC", character)
        return "".join(map(_folded, plain.lstrip())) if plain != character else " "
    if unicodedata.category(character) in _UNSEEN or "\u06e5" <= character <= "\u06e6":
        return ""
    return "".join(letter for letter in character.casefold() if letter.isalnum()) if character.isalnum() else " "


_FOLD = _Folding()


def _by_bytes() -> tuple[bytes, bytes]:
    """The folding of the windows-1256 set as a table of bytes, and the bytes that fold to nothing."""
    table, dropped = bytearray(range(256)), bytearray()
    for code in range(256):
        character = bytes([code]).decode("cp1256", "replace")
        try:
            folded = _FOLD[ord(character)].encode("cp1256")
        except UnicodeEncodeError:
            continue
        if len(folded) == 1:
            table[code] = folded[0]
        elif not folded:
            dropped.append(code)
    return bytes(table), bytes(dropped)


_TABLE, _DROPPED = _by_bytes()
_MICRO = "µ".encode("cp1256")  # folds to a letter outside the set
_SHORTEST_BY_BYTES = 40
_LONGEST_LINE = 200
"""Characters of what is remembered; a longer text is seldom asked for again, and thousands of them would take too much memory."""


def _fold_outside(error: UnicodeError) -> tuple[str, int]:
    """Fold what the windows-1256 set lacks (a Persian ya, digits of the east), so that one such letter does not make the whole text slow."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join([_FOLD[ord(character)] for character in error.object[error.start : error.end]]), error.end


_OUTSIDE = "buratha-fold"
codecs.register_error(_OUTSIDE, _fold_outside)


def fold(text: str) -> str:
    """Fold the spellings that waver in Arabic print and leave only words, one space between them.

    Alef, hamza, ta marbuta and ya forms, Persian ya and kaf, vowel marks, tatweel, presentation forms, digits of every
    script, case and punctuation are levelled.

    >>> fold("أنباء  البَصـرة، ٢٠٢٠")
    'انباء البصره 2020'
    """
    return _fold_line(text) if len(text) <= _LONGEST_LINE else _folded_text(text)


@lru_cache(maxsize=16_384)
def _fold_line(text: str) -> str:
    """Fold a short text, once: pages of one site say the same lines over and over, and each line of one is asked for several times."""
    return _folded_text(text)


def _folded_text(text: str) -> str:
    """Fold a text of any length."""
    if len(text) >= _SHORTEST_BY_BYTES:
        try:  # nearly all letters are of the windows-1256 set, which is folded many times as fast as bytes
            whole = text.encode("cp1256", _OUTSIDE)
        except UnicodeEncodeError:
            pass
        else:
            if _MICRO not in whole:
                return b" ".join(whole.translate(_TABLE, _DROPPED).split()).decode("cp1256")
    return " ".join(text.translate(_FOLD).split())


def folded_words(text: str) -> Iterator[tuple[str, int, int]]:
    """The words of a folded text, each with where it begins and ends in the text that it was folded from.

    >>> [(word, "«كِتابٌ»، وأقلام"[start:end]) for word, start, end in folded_words("«كِتابٌ»، وأقلام")]
    [('كتاب', 'كِتابٌ'), ('واقلام', 'وأقلام')]
    """
    letters = [_FOLD[ord(character)] for character in text]
    places = [at for at, folded in enumerate(letters) for _ in folded]
    for found in _WORD.finditer("".join(letters)):
        end = places[found.end() - 1] + 1
        while end < len(text) and not letters[end]:  # vowel marks of its last letter
            end += 1
        yield found[0], places[found.start()], end


def start_of_suffix(text: str, suffix: str) -> int | None:
    """Where in ``text`` its end begins that folds to ``suffix`` (a folded key); None when it does not end so.

    >>> "نهاية الخبر.اشترك في قناة"[start_of_suffix("نهاية الخبر.اشترك في قناة", "اشترك في قناه"):]
    'اشترك في قناة'
    """
    wanted = suffix.replace(" ", "")
    at = len(text)
    while wanted:
        at -= 1
        while at >= 0 and _FOLD[ord(text[at])].strip() == "":
            at -= 1
        if at < 0 or not wanted.endswith(letters := _FOLD[ord(text[at])]):
            return None
        wanted = wanted[: -len(letters)]
    return at if suffix else None
