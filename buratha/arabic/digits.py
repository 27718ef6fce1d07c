"""Digits of the scripts met on the site, as ASCII digits, for parsing only."""

import re

_DIGITS = str.maketrans({chr(base + n): str(n) for base in (0x0660, 0x06F0) for n in range(10)})

_EASTERN = re.compile("[٠-٩۰-۹]")


def western_digits(text: str) -> str:
    """Replace Arabic-Indic and Persian digits by 0-9.

    >>> western_digits("٢٢ آب ۲۰۲۰")
    '22 آب 2020'
    """
    return text.translate(_DIGITS) if not text.isascii() and _EASTERN.search(text) else text
