"""The words that texts are compared by: folded, with every number in one form."""

import re
from typing import Final

from buratha.arabic.folding import fold
from buratha.similarity.figures import in_figures

_WORD: Final = re.compile(r"\d+|[^\d ]+")
_THOUSANDS: Final = re.compile(r"(?<=\d)[,٬](?=\d{3}(?!\d))")


def words(text: str) -> list[str]:
    """Folded words; numbers in digits without leading zeros, apart from the letters they are glued to.

    >>> " ".join(words("بلغ السعر ١٬٤٦٥ ديناراً، وزُوّدوا بـ٠٥ شاحنات لثلاث مدن"))
    'بلغ السعر 1465 دينارا وزودوا ب 5 شاحنات ل 3 مدن'
    """
    if "," in text or "٬" in text:
        text = _THOUSANDS.sub("", text)
    found: list[str] = _WORD.findall(fold(text))
    return in_figures([word.lstrip("0") or "0" if word[0] == "0" else word for word in found])
