"""The numbers of a short text that count something else than readers: comments, shares, minutes, each by the words of its label."""

import itertools
import re
from collections.abc import Sequence

from buratha.arabic.digits import ungrouped, unspaced
from buratha.arabic.folding import fold
from buratha.pages.counting import MINUTES, NOT_VIEWS, OTHER_COUNTS, OWN_NUMBER, THIS, counts_readers
from buratha.pages.label_words import keys

_SIDE = r"\s?[×xX*]\s?\d{3}|(?<=\d{3}\s[×xX*]\s\d{3})(?!\d)|(?<=\d{3}[×xX*]\d{3})(?!\d)"
EXACT = rf"(?!\s?(?:[kKmM](?![^\W_])|(?:ألف|الف|ألفا|الفا|آلاف|الاف|مليون|ملايين)(?!\w))|(?<=\d{{3}}){_SIDE})"
"""Behind a number in a pattern: it is neither that many thousands or millions, «22 ألف», nor a side of a screen, «800 × 600»."""
NUMBER = re.compile(rf"(?<![\d%٪])(?<!\d[.,٫])\d{{1,9}}(?!\d)(?![.,٫]\d)(?!\s?[°º℃%٪]){EXACT}")
"""A number without marks between its thousands, as :func:`buratha.arabic.digits.ungrouped` leaves them; no degrees, no share."""
TOKEN = re.compile(rf"(?P<number>{NUMBER.pattern})|(?P<word>[^\W\d_]+)")
BAR = re.compile(r"\s*[|│¦•·●∙]+\s*|\s+[-–—/■◆◇▪]\s+")
"""What layouts set between the parts of a meta line."""
TAKEN = " \n "
"""Where a date or a time of day stood: no label reaches over it."""
FILLERS = keys("times", "fillers")
"""Words beside numbers and dates that label nothing."""
_LEADING = frozenset(("عدد", "مرات"))
_HOW_LONG = frozenset(("زمن", "مده", "وقت"))
_MOST_LABEL = 3


def without_other_counts(text: str) -> tuple[tuple[int, ...], tuple[int, ...], str]:
    """The numbers that may be views, those of comments, shares or minutes, and the text without the latter and their labels.

    In a text, or in a part of it between bars, that begins with a label each label stands before its number; else behind it.
    """
    tokens = list(TOKEN.finditer(text))
    numbers = [at for at, token in enumerate(tokens) if token["number"]]
    keys = ["" if token["number"] else fold(token["word"]) for token in tokens]
    dropped: dict[int, Sequence[int]] = {}
    for part in _parts(text, tokens, keys) if not NOT_VIEWS.isdisjoint(keys) else ():
        ahead = keys[part.start] != "" and keys[part.start] not in FILLERS - _LEADING
        for at in part:
            if not keys[at] and (label := _other_label(at, part, keys, ahead=ahead)):
                dropped[at] = label
    spans = sorted(tokens[index].span() for at, label in dropped.items() for index in (at, *label))
    for start, end in reversed(spans):
        text = f"{text[:start]} {text[end:]}"
    value = {at: int(tokens[at]["number"]) for at in numbers}
    return tuple(value[at] for at in numbers if at not in dropped), tuple(value[at] for at in numbers if at in dropped), text


def _parts(text: str, tokens: Sequence[re.Match[str]], keys: Sequence[str]) -> list[range]:
    """The tokens between dates and times of day, and between bars; over these where one stands between a number and its label."""
    gaps = ["", *(text[one.end() : other.start()] for one, other in itertools.pairwise(tokens))]
    whole = _cut(range(len(tokens)), [at for at, gap in enumerate(gaps) if "\n" in gap])
    return [part for held in whole for part in _between_bars(held, [at for at in held if BAR.search(gaps[at])], keys)]


def _between_bars(held: range, bars: Sequence[int], keys: Sequence[str]) -> list[range]:
    parts = _cut(held, bars)
    labels = [[keys[at] for at in part] for part in parts if all(keys[at] for at in part)]
    return [held] if any(not NOT_VIEWS.isdisjoint(words) or counts_readers(words) for words in labels) else parts


def _cut(whole: range, cuts: Sequence[int]) -> list[range]:
    ends = sorted({whole.start, *cuts, whole.stop})
    return [range(start, stop) for start, stop in itertools.pairwise(ends)]


def _other_label(at: int, part: range, keys: Sequence[str], *, ahead: bool) -> Sequence[int]:
    """The words of a label that calls a number something else than readers; none where it does not.

    Up to three words up to the next number, on the side where labels have theirs: the nearest that is known decides. What readers are of, or the time
    that they need, stands before them: «تعليقات القراء: 14», «زمن القراءة 12».
    """
    if at > part.start and keys[at - 1] in OWN_NUMBER and not (at - 1 > part.start and counts_readers([keys[at - 2]])):
        return [at - 1]  # «you are reader number 466» counts them
    beside: list[int] = []
    for index in range(at - 1, part.start - 1, -1) if ahead else range(at + 1, part.stop):
        if not keys[index] or len(beside) == _MOST_LABEL:
            break
        beside.append(index)
    for size, index in enumerate(beside, 1):
        if keys[index] in OTHER_COUNTS | MINUTES and not (index > part.start and keys[index - 1] in THIS):
            return beside[:size]
        if counts_readers([keys[index]]):
            return beside[: size + 1] if ahead and size < len(beside) and keys[beside[size]] in OTHER_COUNTS | _HOW_LONG else ()
    return ()


def counts_otherwise(text: str, number: int) -> bool:
    """Whether a text says of a number that it counts comments or shares: «اعرض 47 تعليقا»."""
    words = fold(ungrouped(unspaced(text))).split() if any(map(str.isdigit, text)) else ()
    return any({first, second} & NOT_VIEWS and str(number) in {first, second} for first, second in itertools.pairwise(words))
