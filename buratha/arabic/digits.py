"""Digits of the scripts met on the site, as ASCII digits, for parsing only."""

import re

_DIGITS = str.maketrans({chr(base + n): str(n) for base in (0x0660, 0x06F0) for n in range(10)})

_GROUPED = re.compile(r"(?<![\d.,٬'’])(?!(?<=\d:)\d\d\.)\d{1,3}(?P<mark>[,٬'’.])\d{3}(?:(?P=mark)\d{3})*(?!\d|[.,٬'’]\d)")
_SPACED = re.compile(r"(\D*)(\d{1,3}(?: \d{3})+)(\D*)")
_MARKS = re.compile("[,٬'’. ]")
_SAID = re.compile(r"(?<![\d.,])(\d{1,3})\s?(?:[أا]لف[اً]*|[آا]لاف)\s?و\s?(\d{1,3})(?!\d|[.,٬]\d|\s?(?:[أا]لف|[آا]لاف))")
"""Thousands in a word, and what is above them: «19 ألفاً و300»."""
_BACKSLASH = re.compile(r"(?<=\d)\s?\\\s?(?=\d)")
_EASTERN = re.compile("[٠-٩۰-۹]")


def western_digits(text: str) -> str:
    r"""Replace Arabic-Indic and Persian digits by 0-9, and backslashes between digits, as some write dates, by slashes.

    >>> western_digits("٢٢ آب ۲۰۲۰"), western_digits("13\\01\\2016")
    ('22 آب 2020', '13/01/2016')
    """
    text = _BACKSLASH.sub("/", text) if "\\" in text else text
    return text.translate(_DIGITS) if not text.isascii() and _EASTERN.search(text) else text


def ungrouped(text: str) -> str:
    """The text in ASCII digits, its numbers without marks between thousands, nor a word for them where the rest is told too.

    >>> ungrouped("3.990 زائرا"), ungrouped("١٬٨٩٣"), ungrouped("12.05.2010"), ungrouped("6 آلاف و420 قارئا")
    ('3990 زائرا', '1893', '12.05.2010', '6420 قارئا')
    """
    plain = western_digits(text)
    if "لاف" in plain or "لف" in plain:
        plain = _SAID.sub(lambda found: str(int(found[1]) * 1000 + int(found[2])), plain)
    return _GROUPED.sub(lambda found: _MARKS.sub("", found[0]), plain) if _MARKS.search(plain) else plain


def unspaced(text: str) -> str:
    """The text in ASCII digits with its one number, whose thousands a space sets apart, in one piece; a text of several numbers stays.

    >>> unspaced("1 893 قراءة"), unspaced("1548 2016-12-06"), unspaced("7 تعليق 466")
    ('1893 قراءة', '1548 2016-12-06', '7 تعليق 466')
    """
    plain = western_digits(text)
    spaced = _SPACED.fullmatch(plain) if " " in plain else None
    return f"{spaced[1]}{_MARKS.sub('', spaced[2])}{spaced[3]}" if spaced else plain
