"""How large a piece of text is printed, by what its tag says: a page without headings shows its headline by size alone."""

import re
from collections.abc import Mapping
from typing import Final, NamedTuple

ORDINARY: Final = 16.0
"""Pixels, where nothing is said."""
_PER_UNIT: Final = {"px": 1.0, "pt": 4 / 3, "em": ORDINARY, "rem": ORDINARY, "%": ORDINARY / 100, "": 1.0}
_NAMED: Final = {
    "smaller": 13.0,
    "x-small": 10.0,
    "xx-small": 9.0,
    "small": 13.0,
    "larger": 19.0,
    "large": 18.0,
    "x-large": 24.0,
    "xx-large": 32.0,
    "xxx-large": 48.0,
    "medium": 16.0,
}
_FONT_SIZES: Final = (10.0, 10.0, 13.0, 16.0, 18.0, 24.0, 32.0, 48.0)
"""Pixels of ``<font size="0">`` to 7."""
_FONT_MIDDLE: Final = 3
_OF_TAGS: Final = {"big": 19.0, "small": 13.0, "h1": 32.0, "h2": 24.0, "h3": 19.0}
_BOLD_TAGS: Final = frozenset(("b", "strong", "th", "h1", "h2", "h3", "h4", "h5", "h6"))
_SIZE: Final = re.compile(
    r"(?:^|[;\s])font(?:-size)?\s*:[^;]*?(?<![\w.-])(?:(\d{1,3}(?:\.\d+)?)(px|pt|em|rem|%)|((?:xx?x?-)?larger?|(?:xx?-)?small(?:er)?|medium)\b)"
)
_BOLD: Final = re.compile(r"(?:^|[;\s])font(?:-weight)?\s*:[^;]*?(?<![\w-])(?:bold(?:er)?|[6-9]00)\b")
_FONT_SIZE: Final = re.compile(r"\s*([+-]?)(\d)")


_OF_CLASSES: Final = {
    "text-xs": 12.0, "text-sm": 14.0, "text-base": 16.0, "text-lg": 18.0, "text-xl": 20.0, "text-2xl": 24.0, "text-3xl": 30.0, "text-4xl": 36.0,
    "text-5xl": 48.0, "text-6xl": 60.0, "h1": 32.0, "h2": 28.0, "h3": 24.0, "h4": 20.0, "fs-1": 40.0, "fs-2": 32.0, "fs-3": 28.0, "fs-4": 24.0,
    "fs-5": 20.0, "fs-6": 16.0, "display-3": 56.0, "display-4": 40.0, "display-5": 36.0, "display-6": 32.0,
}  # fmt: skip
"""Pixels of the names by which Tailwind and Bootstrap set sizes, whatever sheets a page brings."""
_BOLD_CLASSES: Final = frozenset(
    ("font-semibold", "font-bold", "font-extrabold", "font-black", "fw-semibold", "fw-bold", "fw-bolder", "font-weight-bold")
)


class Print(NamedTuple):
    """A size in pixels, 0 where nothing is said of it, and whether the letters are bold, or in a colour of their own: as loud."""

    size: float = 0.0
    bold: bool = False


PLAIN: Final = Print()


def print_of(name: str, attributes: Mapping[str, str]) -> Print:
    """What a tag says of its text's size.

    >>> print_of("font", {"size": "5"}), print_of("td", {"style": "font: bold 15pt Tahoma"}), print_of("b", {})
    (Print(size=24.0, bold=False), Print(size=20.0, bold=True), Print(size=0.0, bold=True))
    """
    size, bold = _OF_TAGS.get(name, 0.0), name in _BOLD_TAGS or (name == "font" and "color" in attributes)
    if name == "font" and (found := _FONT_SIZE.match(attributes.get("size", ""))):
        sign, digit = found[1], int(found[2])
        step = {"+": _FONT_MIDDLE + digit, "-": _FONT_MIDDLE - digit}.get(sign, digit)
        size = _FONT_SIZES[max(0, min(step, len(_FONT_SIZES) - 1))]
    if names := attributes.get("class", "").split():
        size = max([size, *(_OF_CLASSES.get(each, 0.0) for each in names)]) if size == 0 or name[0] != "h" else size
        bold = bold or not _BOLD_CLASSES.isdisjoint(names)
    if style := attributes.get("style", ""):
        said = printed_by(style)
        size, bold = said.size or size, said.bold or bold
    return Print(size, bold) if size or bold else PLAIN


def printed_by(style: str) -> Print:
    """What declarations say of it."""
    if "font" not in (style := style.lower()):
        return PLAIN
    found = _SIZE.search(style)
    size = 0.0 if found is None else _NAMED[found[3]] if found[3] else float(found[1]) * _PER_UNIT[found[2]]
    return Print(round(size, 1), _BOLD.search(style) is not None)
