"""Cleaning: what is not text goes (invisible controls, broken spacing, broken encodings), what the author wrote stays."""

import html
import re
import unicodedata

_CONTROLS = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f\x80-\x84\x86-\x9f\u00ad\u034f\u061c\u115f\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb]"
)
_PRESENTATION_FORMS = re.compile("[\ufb50-\ufdf2\ufe70-\ufefc]+")
_JOINER = re.compile("\u200d+")
_NON_JOINER = re.compile("\u200c+")
# A word with a letter that Arabic lacks, or with an ending that Persian sets apart: «آن‌ها», «خوب‌تر».
_PERSIAN_WORD = re.compile(r"[\w\u200c]*[پژگیک][\w\u200c]*|\w+\u200c+(?:ها|تر)(?!\w)")
_ENTITY = re.compile(r"&(?:[a-zA-Z]{2,8}|#\d{2,7}|#[xX][0-9a-fA-F]{2,6});")

_DOTS = re.compile(r"(?:\.{3}|\.\s\.\s\.|…)[\s\])»”\"'.]*\Z")
_LONGEST_ENDING = 20
_ARABIC = re.compile("[\u0621-\u064a\u0660-\u0669\u067e\u0686\u06a9\u06af\u06cc]")
_LATIN_HIGH = "\u00c0-\u00ff\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192"
_BROKEN_WORD = re.compile(f"(?<![A-Za-z])[{_LATIN_HIGH}\x81\x8d\x8f\x90]{{2,}}(?![A-Za-z])")
_WESTERN_WORD = re.compile(f"[A-Za-z][{_LATIN_HIGH}]|[{_LATIN_HIGH}][A-Za-z]")
_LATIN_BYTES = {ord(bytes([byte]).decode("cp1252", "ignore") or chr(byte)): byte for byte in range(0x80, 0xA0)}
# How windows-1256 shows the bytes that begin an Arabic letter in UTF-8 (D8-DB), and those that end one (80-BF).
_FIRST_BYTES = "طظعغ"
_LAST_BYTES = bytes(range(0x80, 0xC0)).decode("cp1256")
_UTF8_READ_AS_CP1256 = re.compile(f"[{_FIRST_BYTES}][{re.escape(_LAST_BYTES)}]")
# The same as Latin-1 shows it, or windows-1252.
_UTF8_READ_AS_LATIN = re.compile(f"[\u00d8-\u00db][\x80-\xbf{re.escape(''.join(map(chr, _LATIN_BYTES)))}]")
_NEEDS_CARE = re.compile(
    "[&\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    f"\ufb50-\ufdf2\ufe70-\ufefc\u00c0-\u00ff]|[طظ][{re.escape(_LAST_BYTES)}]"
)
_MOST_ROUNDS = 4


def printed(text: str) -> str:
    """A line as the page's author printed it: leftovers and broken encodings undone, then cleaned.

    >>> printed("&quot;ط§ظ„ط®ط¨ط±&quot; ")
    '"الخبر"'
    """
    if _NEEDS_CARE.search(text) is None:
        return " ".join(text.split())
    for _ in range(_MOST_ROUNDS):  # what was escaped or broken twice needs a second round
        before, text = text, clean_line(repair_mojibake(unescape_leftovers(text)))
        if text == before:
            break
    return text


def clean_line(text: str) -> str:
    r"""Clean one printed line: controls out, every run of spaces one plain space, edges trimmed.

    >>> clean_line(" قال\u200f\u00a0 الوزير ")
    'قال الوزير'
    """
    text = _CONTROLS.sub("", text)
    if not text.isascii():
        if _PRESENTATION_FORMS.search(text):
            text = _PRESENTATION_FORMS.sub(_ordinary_letters, text)
        if "\u200c" in text or "\u200d" in text:
            text = _drop_joiners(text)
    return " ".join(text.split())


def _ordinary_letters(found: re.Match[str]) -> str:
    """Presentation forms as letters; a vowel mark that stands for itself brings a space, which would split the word."""
    return unicodedata.normalize("NFKC", found.group()).replace(" ", "")


def _drop_joiners(text: str) -> str:
    """Joiners go, except inside an emoji sequence and inside a Persian word, where they are spelling."""
    text = _JOINER.sub(_emoji_joiner, text)
    persian = [found.span() for found in _PERSIAN_WORD.finditer(text)]

    def keep(found: re.Match[str]) -> str:
        before, after = text[found.start() - 1 : found.start()], text[found.end() : found.end() + 1]
        inside = before.isalpha() and after.isalpha()
        return "\u200c" if inside and any(start < found.start() < end for start, end in persian) else ""

    return _NON_JOINER.sub(keep, text)


def _emoji_joiner(found: re.Match[str]) -> str:
    """The joiner between two pictures of one sign; any other joiner is nothing to see."""
    before, after = found.string[found.start() - 1 : found.start()], found.string[found.end() : found.end() + 1]
    if not before or not after or unicodedata.category(after) not in {"So", "Sm"}:
        return ""
    return "\u200d" if before == "\ufe0f" or unicodedata.category(before) in {"So", "Sk"} else ""


def unescape_leftovers(text: str) -> str:
    """Undo entities that were escaped twice and so stand in the visible text.

    >>> unescape_leftovers("&quot;&#1575;لخبر&quot; من R&D")
    '"الخبر" من R&D'
    """
    return _ENTITY.sub(lambda found: html.unescape(found.group()), text) if "&" in text else text


def repair_mojibake(text: str) -> str:
    """Repair the three classic breaks of Arabic pages; text that is whole comes back untouched.

    windows-1256 read as Latin-1 (``ÃÚáäÊ``), UTF-8 read as windows-1256 (``ط§ظ„``) or as Latin-1, windows-1252 among it (``Ø§Ù„``).

    >>> repair_mojibake("ط§ظ„ط®ط¨ط±"), repair_mojibake("ÇáÎÈÑ"), repair_mojibake("Ø§Ù„Ø®Ø¨Ø±")
    ('الخبر', 'الخبر', 'الخبر')
    """
    if text.isascii():
        return text
    if len(_UTF8_READ_AS_CP1256.findall(text)) > 1:
        return _utf8_read_as_cp1256(text) or text
    if _UTF8_READ_AS_LATIN.search(text) is not None and (repaired := _utf8_read_as_latin(text)):
        return repaired
    broken = _BROKEN_WORD.findall(text)
    if len(broken) > len(_WESTERN_WORD.findall(text)) and not "".join(broken).isupper():  # «ÀÉÎ» may be a name; Arabic words have both cases
        return _cp1256_read_as_latin(text) or text
    return text


def _utf8_read_as_cp1256(text: str) -> str | None:
    """The repaired text; None when its bytes are not UTF-8: whole Arabic text never is by chance."""
    try:
        repaired = text.encode("cp1256").decode("utf-8")
    except UnicodeError:
        return None
    return repaired if _ARABIC.search(repaired) else None


def _utf8_read_as_latin(text: str) -> str | None:
    """The repaired text; None when its bytes are not UTF-8, or hardly any of what was broken is Arabic."""
    try:
        repaired = text.translate(_LATIN_BYTES).encode("latin-1").decode("utf-8")
    except UnicodeError:
        return None
    strange = sum(not character.isascii() for character in repaired)
    return repaired if len(_ARABIC.findall(repaired)) * 2 >= strange else None


def _cp1256_read_as_latin(text: str) -> str | None:
    try:
        repaired = text.translate(_LATIN_BYTES).encode("latin-1").decode("cp1256")
    except UnicodeError:
        return None
    strange = sum(not character.isascii() for character in repaired)
    return repaired if len(_ARABIC.findall(repaired)) * 2 >= strange else None


_ASKED, _FEW_ASKED = re.compile(r"\W?\?{2,}\W*"), 3


def looks_broken(text: str) -> bool:
    """Whether a good part of a text is still UTF-8 read as windows-1256, or as Latin-1: it could not be repaired."""
    found = len(_UTF8_READ_AS_CP1256.findall(text)) + len(_UTF8_READ_AS_LATIN.findall(text))
    return found > 8 and found * 4 > len(text.split())


def has_lost_letters(text: str) -> bool:
    """Whether characters of a text were lost: replaced one by one as decoders do, or a good part of its words by a database as «?????».

    >>> has_lost_letters("قال ??? ?????? ??????? ?? ???? اليوم"), has_lost_letters("ماذا بعد ???? لا احد يعرف")
    (True, False)
    """
    if "\ufffd" in text:
        return True
    asked = sum(_ASKED.fullmatch(word) is not None for word in text.split())
    return asked > _FEW_ASKED and asked * 10 > len(text.split())


def ends_in_dots(text: str) -> bool:
    """Whether a text ends as what was cut off does. Two dots are the agency's way to end a sentence.

    >>> ends_in_dots("وقال المدير ان العمل ..."), ends_in_dots("وللحديث بقية…»"), ends_in_dots("انتهى العمل..")
    (True, True, False)
    """
    return _DOTS.search(text[-_LONGEST_ENDING:]) is not None
