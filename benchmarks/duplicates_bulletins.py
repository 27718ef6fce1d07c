"""Bulletins: one form of words, filled in day after day with other figures. They are not duplicates of each other."""

import random
import re
import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final, NamedTuple

from tests.agency.prose import genre_of

_SLOT: Final = re.compile(r"\{(\w+?)(?::(\d+)-(\d+))?\}")
_DAYS: Final = ("السبت", "الأحد", "الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة")
_UNITS: Final = ("", "واحد", "اثنان", "ثلاثة", "أربعة", "خمسة", "ستة", "سبعة", "ثمانية", "تسعة", "عشرة", "أحد عشر", "اثنا عشر")
_TENS: Final = ("", "عشرة", "عشرون", "ثلاثون", "أربعون", "خمسون", "ستون", "سبعون", "ثمانون", "تسعون")


class Form(NamedTuple):
    """Headline and text of a bulletin; `{n:10-40}` is a number from there to there."""

    title: str
    body: str


TEXTS: Final = tomllib.loads((Path(__file__).parent / "duplicates.toml").read_text(encoding="utf-8"))


def unwrapped(text: str) -> str:
    """A text of several lines: an empty one is the end of a paragraph, any other is none."""
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in text.split("\n\n"))


FORMS: Final[Mapping[str, Form]] = {name: Form(form["title"], unwrapped(form["body"])) for name, form in TEXTS["forms"].items()}


def spelt(number: int) -> str:
    """A number below a hundred in words."""
    if number < len(_UNITS) and number:
        return _UNITS[number]
    tens, unit = divmod(number, 10)
    if tens == 1:
        return f"{_UNITS[unit]} عشر"
    return f"{_UNITS[unit]} و{_TENS[tens]}" if unit else (_TENS[tens] or "صفر")


def _in_words(number: int) -> str:
    return spelt(number) if number < 100 else str(number)


def _arabic(number: int) -> str:
    return "".join(chr(0x0660 + int(digit)) for digit in str(number))


_WRITINGS: Final[tuple[Callable[[int], str], ...]] = (str, str, _arabic, _in_words)


class Bulletin(NamedTuple):
    """A filled form; two of one form with the same `said` are the same bulletin."""

    title: str
    body: str
    said: tuple[str, ...]


def bulletin(rng: random.Random, form: Form) -> Bulletin:
    """Fill in a form; one writing of numbers to a bulletin, one day and one month."""
    write, words, day, month = rng.choice(_WRITINGS), genre_of("sport"), rng.choice(_DAYS), genre_of("news").fill(rng, "{month}")
    said: list[str] = []

    def value(slot: re.Match[str]) -> str:
        if slot[2]:
            number = rng.randint(int(slot[2]), int(slot[3]))
            said.append(str(number))
            return write(number) if slot[1] == "n" else str(number)
        said.append({"day": day, "month": month}.get(slot[1]) or words.fill(rng, slot[0]))
        return said[-1]

    return Bulletin(_SLOT.sub(value, form.title), _SLOT.sub(value, form.body), tuple(said))
