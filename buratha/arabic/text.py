"""Cleaning: what is not text goes (invisible controls, broken spacing, broken encodings), what the author wrote stays."""

import html
import re
import unicodedata

_CONTROLS = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f\x80-\x84\x86-\x9f\u00ad\u034f\u061c\u115f\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb]"
)
# U+2028 and U+2029 separate lines; inside one printed line they are a space like any other.
_SPACES = re.compile(r"[\s\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\u0085]+")
_PRESENTATION_FORMS = re.compile("[\ufb50-\ufdf2\ufe70-\ufefc]+")
_JOINERS = re.compile("[\u200c\u200d]")
_PERSIAN_WORD = re.compile(r"[\w\u200c]*[پژگیک][\w\u200c]*")
_ENTITY = re.compile(r"&(?:[a-zA-Z]{2,8}|#\d{2,7}|#[xX][0-9a-fA-F]{2,6});")
_ARABIC = re.compile("[\u0621-\u064a]")
_CP1256_READ_AS_LATIN = re.compile("[\u00c0-\u00ff\u2018-\u201e\u0160\u0178\u0152\u0153\u0161]{2,}")
_UTF8_READ_AS_CP1256 = re.compile("[طظغ\u064b-\u0652][^\\w\\s]|[طظ][\u00a0-\u00bf\u2018-\u203a\u0192\u02c6\u0152\u0153\u2020-\u2030\u2039]")


def clean_line(text: str) -> str:
    """Clean one printed line: controls out, every run of spaces one plain space, edges trimmed.

    >>> clean_line(" قال\\u200f\\u00a0 الوزير ")
    'قال الوزير'
    """
    if not text.isascii():
        text = _drop_controls(text)
    return _SPACES.sub(" ", text).strip()


def _drop_controls(text: str) -> str:
    text = _CONTROLS.sub("", text)
    if "\u200c" in text or "\u200d" in text:
        text = _drop_joiners(text)
    if _PRESENTATION_FORMS.search(text):
        text = _PRESENTATION_FORMS.sub(lambda found: unicodedata.normalize("NFKC", found.group()), text)
    return text


def _drop_joiners(text: str) -> str:
    """Joiners go, except inside an emoji sequence and inside a Persian word, where they are spelling."""
    persian = [found.span() for found in _PERSIAN_WORD.finditer(text)]

    def keep(found: re.Match[str]) -> str:
        at = found.start()
        before, after = text[at - 1 : at], text[at + 1 : at + 2]
        if found.group() == "\u200d":
            return "\u200d" if before and after and not (before.isalnum() or after.isalnum() or after.isspace()) else ""
        inside = before.isalpha() and after.isalpha()
        return "\u200c" if inside and any(start < at < end for start, end in persian) else ""

    return _JOINERS.sub(keep, text)


def unescape_leftovers(text: str) -> str:
    """Undo entities that were escaped twice and so stand in the visible text (`&quot;`, `&#1575;`)."""
    return html.unescape(text) if "&" in text and _ENTITY.search(text) else text


def repair_mojibake(text: str) -> str:
    """Repair the two classic breaks of Arabic pages; text that is whole comes back untouched.

    windows-1256 read as Latin-1 (``ÃÚáäÊ``) and UTF-8 read as windows-1256 (``ط§ظ„``).

    >>> repair_mojibake("ط§ظ„ط®ط¨ط±")
    'الخبر'
    """
    if text.isascii():
        return text
    if len(_ARABIC.findall(text)) * 4 < len(text) and _CP1256_READ_AS_LATIN.search(text):
        return _reread(text, ("cp1252", "latin-1"), "cp1256") or text
    if len(_UTF8_READ_AS_CP1256.findall(text)) * 4 >= len(text) // 2 > 0:
        return _reread(text, ("cp1256",), "utf-8") or text
    return text


def _reread(text: str, wrong: tuple[str, ...], right: str) -> str | None:
    for encoding in wrong:
        try:
            repaired = text.encode(encoding).decode(right)
        except UnicodeError:
            continue
        if len(_ARABIC.findall(repaired)) * 3 >= len(repaired.replace(" ", "")):
            return repaired
    return None


_NEEDS_CARE = re.compile(
    "[&\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ufb50-\ufdf2\ufe70-\ufefc\u00c0-\u00ff]|[طظ][^\\w\\s]|[طظ][\u0192\u02c6\u0152\u0153]"
)


def printed(text: str) -> str:
    """A line as the page's author printed it: leftovers and broken encodings undone, then cleaned."""
    if _NEEDS_CARE.search(text) is None:
        return " ".join(text.split())
    return clean_line(repair_mojibake(unescape_leftovers(text)))
