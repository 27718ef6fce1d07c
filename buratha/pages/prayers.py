"""The hours of prayer amid a story: a layout's box, or what the story itself has announced."""

import re
from collections.abc import Sequence

from buratha.arabic.digits import western_digits
from buratha.arabic.folding import fold
from buratha.pages.body import Stretch
from buratha.pages.judged import Judged, is_prose
from buratha.pages.label_words import keys
from buratha.pages.lines import Line
from buratha.pages.paragraphs import words_of

_MOST_WORDS, _SENTENCE, _FEWEST = 70, 6, 2
_STOPS = (".", "!", "؟", "…")
_NAMES = "|".join(sorted(name.removeprefix("ال") for name in keys("times", "prayers")))
_PRAYERS = re.compile(rf"(?<!\w)(?:(?:ال)?(?:{_NAMES})|منتصف الليل)(?!\w)")
_HOUR = re.compile(r"(?<!\d)\d{1,2}:\d{2}(?!\d)")
_TABLES, _HOURS, _OF_PRAYER = keys("times", "prayer_tables"), keys("times", "hours_of"), keys("times", "of_prayer")


def tells_prayers(held: Sequence[Line]) -> bool:
    """Whether lines tell the hours of prayer, and no others: in no sentence, and not as a part of a day's programme."""
    if not any(":" in line.text for line in held) or words_of(held) > _MOST_WORDS:
        return False
    if any(line.words > _SENTENCE and line.text.endswith(_STOPS) for line in held):
        return False
    text = " ".join(line.text for line in held)
    return _FEWEST <= len(_HOUR.findall(western_digits(text))) <= len(_PRAYERS.findall(fold(text)))


def announced_hours(judged: Judged, stretch: Stretch, lines: Sequence[Line], blocks: Sequence[Sequence[Line]]) -> set[int]:
    """The lines of those blocks of a story that tell hours of prayer as its own."""
    return {line.index for held in blocks if tells_prayers(held) and _are_announced(judged, stretch, lines, held) for line in held}


def _are_announced(judged: Judged, stretch: Stretch, lines: Sequence[Line], held: Sequence[Line]) -> bool:
    """Whether the headline names the hours, or the paragraph right above them ends in a colon."""
    if stretch.start and _names_hours(judged.lines[stretch.start - 1]):
        return True
    above = next((line for line in reversed(judged.lines[stretch.start : held[0].index]) if line.key), None)
    return above is not None and above in lines and is_prose(above) and above.text.endswith(":")


def _names_hours(title: Line) -> bool:
    """Whether a headline speaks of the hours of prayer: «مواقيت الصلاة ليوم السبت», «إمساكية اليوم العاشر»."""
    words = set(title.key.split())
    return not _TABLES.isdisjoint(words) or not (_HOURS.isdisjoint(words) or _OF_PRAYER.isdisjoint(words))
