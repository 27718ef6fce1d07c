"""The signs of numbers, which folding levels with all other marks: a frost of -5 is no 5, and a rate that rose is none that fell."""

import re

_SIGNS = {"minus": "-−﹣－", "plus": "+＋", "up": "▲△↑⬆🔺", "down": "▼▽↓⬇🔻"}
_NAMES = {sign: f" {name} " for name, signs in _SIGNS.items() for sign in signs}
_DASHES, _OTHERS = re.escape(_SIGNS["minus"]), re.escape("".join(_SIGNS[name] for name in ("plus", "up", "down")))
_SIGN = re.compile(rf"(?<![\w{_DASHES}])([{_DASHES}])(?=\d)|([{_OTHERS}])(?=\ufe0f?\s?\d)")
"""A dash right before a digit and behind no letter, digit or other dash, so that ranges, days and words that hang together have none."""


def spell_signs(text: str) -> str:
    """The text with the signs of its numbers as words, so that texts that differ in one fold to different keys; others stay as they are.

    >>> spell_signs("دهوك -5، الدولار ▲ 147500، 2003-2014")
    'دهوك  minus 5، الدولار  up  147500، 2003-2014'
    """
    return _SIGN.sub(lambda found: _NAMES[found[0]], text)
