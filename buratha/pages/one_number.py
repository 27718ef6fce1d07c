"""The one number of an element that counts something, from its pieces of text: two numbers are not one, and a rounded one is none."""

import re
from collections.abc import Sequence

from buratha.arabic.digits import ungrouped, unspaced
from buratha.arabic.text import printed

_NUMBER = re.compile(r"\d+(?:[.,٫]\d+)*")
_ROUNDED = re.compile(r"\d\s*(?:[kKmM](?![a-zA-Z])|\+|[أاإ]لف|[آا]لاف|مليون|ملايين)|\+\s*\d")
_MOST_DIGITS = 9


def one_number(pieces: Sequence[str]) -> int | None:
    """The number; None where there is none, or more than one, or one in thousands or millions.

    >>> one_number(["القراءات: ", "1,466"]), one_number(["8328", "12"]), one_number(["8.3", "K"])
    (1466, None, None)
    """
    text = "\n".join(unspaced(ungrouped(printed(piece))) for piece in pieces)
    numbers = _NUMBER.findall(text)
    if len(numbers) != 1 or _ROUNDED.search(text) or not numbers[0].isdigit() or len(numbers[0]) > _MOST_DIGITS:
        return None
    return int(numbers[0])
