"""Tables for a terminal: numbers in columns, one text at the end, no line wider than the terminal."""

import shutil
from collections.abc import Iterable, Sequence

_WIDEST = 120
_NARROWEST = 40
_LONGEST_NAME = 24
_GAP = "  "


def width() -> int:
    """How many characters a line may have."""
    return max(_NARROWEST, min(shutil.get_terminal_size((100, 24)).columns, _WIDEST))


def table(headings: Sequence[str], rows: Iterable[Sequence[object]], *, wide: int | None = None) -> str:
    """Lay out rows. The first column is a name, the last one a text that may be cut; those between are numbers, aligned to the right.

    Arabic stands in the last column: how wide it comes out is up to the terminal, and nothing has to be aligned behind it.

    >>> print(table(("section", "held", "name"), [("news", 1200, "الأخبار"), ("poetry", 0, None)]), end="")
    section   held  name
    news     1,200  الأخبار
    poetry       -
    """
    cells = [list(headings), *([_cell(value) for value in row] for row in rows)]
    middle = range(1, len(headings) - 1)
    first = min(_LONGEST_NAME, max(len(row[0]) for row in cells))
    widths = {column: max(len(row[column]) for row in cells) for column in middle}
    left = (wide or width()) - first - sum(widths.values()) - len(_GAP) * (len(headings) - 1)
    lines = []
    for row in cells:
        parts = [cut(row[0], first).ljust(first), *(row[column].rjust(widths[column]) for column in middle), cut(row[-1], max(1, left))]
        lines.append(_GAP.join(parts).rstrip() + "\n")
    return "".join(lines)


def cut(text: str, most: int) -> str:
    """A text of so many characters at most, in one line.

    >>> cut("حملة رمضانية توزع سلال الغذاء", 12)
    'حملة رمضاني…'
    """
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1] + "…"


def _cell(value: object) -> str:
    if isinstance(value, int):
        return f"{value:,}" if value else "-"
    return "" if value is None else str(value)
