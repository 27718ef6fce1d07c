"""What the label of a page link says: a page's number, or a step onward, back, to the first or the last page."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from buratha.arabic.folding import fold
from buratha.pages.label_words import keys, of

ONWARD, BACK, PREVIOUS, FIRST, LAST, ARROW = "onward", "back", "previous", "first", "last", "arrow"
"""Kinds of steps. PREVIOUS is the page before for some sites and the older page for others; ARROW tells no direction."""

MORE = "more"
"""A step onward, or a teaser's link to the whole story."""

LONGEST_NUMBER = 6
_MOST_WORDS = 7
_LONGEST_LABEL = 120
_WORDS = {label: step for step in (ONWARD, BACK, PREVIOUS, FIRST, LAST, MORE, ARROW) for label in of("page_links", step)}
_FILLING = keys("page_links", "fillers")
_STEPS = keys("page_links", ONWARD, BACK, PREVIOUS)
_STORIES = keys("counts", "stories") | _FILLING
_ARROWS = re.compile(r"[|\s]*(?:[«»‹›<>←→↩↞↠⇐⇒⇠⇢⇦⇨⇽⇾⟵⟶⟨⟩◀▶◁▷◂▸◃▹◄►⏪⏩⏴⏵⏮⏭❮❯➔➜➡⬅➤⮜⮞\ufe0f]+)[|\s]*")
_PICTURE_NAME = re.compile(r"(?:^|[/_.-])(next|prev|previous|older|newer|first|last)\d*[^/]{0,12}\.(?:gif|png|jpe?g|svg|webp)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Label:
    """What a label says; both None where it speaks of no page."""

    number: int | None = None
    step: str | None = None

    def __bool__(self) -> bool:
        return self.number is not None or self.step is not None


NOTHING = Label()


@lru_cache(maxsize=4096)
def read_label(text: str) -> Label:
    """Read one label.

    >>> read_label("« الصفحة التالية"), read_label("[٢]"), read_label("المزيد من التفاصيل")
    (Label(number=None, step='onward'), Label(number=2, step=None), Label(number=None, step=None))
    """
    if len(text) > _LONGEST_LABEL:
        return NOTHING
    words = fold(text).split()
    if not words:
        return Label(step=ARROW) if _ARROWS.fullmatch(text) else NOTHING
    if len(words) > _MOST_WORDS:
        return NOTHING
    telling = [word for word in words if word not in _FILLING]
    numbers = [word for word in telling if word.isascii() and word.isdigit()]
    step = _WORDS.get(" ".join(word for word in telling if word not in numbers))
    if len(numbers) > 1 or len("".join(numbers)) > LONGEST_NUMBER or (step is None and len(numbers) != len(telling)):
        return NOTHING
    return Label(int(numbers[0]) if numbers else None, step)


def read_labels(texts: Iterable[str]) -> Label:
    """What several labels of one link say together: its text, its title, its picture's alt. A word tells more than an arrow."""
    labels = [read_label(text) for text in texts]
    steps = [label.step for label in labels if label.step]
    return Label(
        next((label.number for label in labels if label.number is not None), None),
        next((step for step in steps if step != ARROW), steps[0] if steps else None),
    )


def leads_to_its_neighbour(text: str) -> bool:
    """Whether a link says no more than that it leads to the story before or behind: «<< السابق», «الخبر التالي».

    >>> leads_to_its_neighbour("<< السابق"), leads_to_its_neighbour("المادة اللاحقة"), leads_to_its_neighbour("القرار السابق")
    (True, True, False)
    """
    words = set(fold(text).split())
    return not words.isdisjoint(_STEPS) and words <= _STEPS | _STORIES


def picture_label(address: str) -> str:
    """The word that a picture's file name says: ``/img/next.gif`` stands for «next»."""
    found = _PICTURE_NAME.search(address)
    return found[1] if found else ""
