"""Tables of a story's own: rows of several cells with a line in each, as figures and verses are set."""

from collections.abc import Iterable, Sequence
from typing import Final

from buratha.pages.lines import Line, Node

_SEVERAL: Final = 2
_LONGEST_HALF, _ONE_LENGTH = 9, 2
"""Words of half a verse; how much longer one half may be than the other."""


def cell_of(line: Line) -> Node | None:
    """The innermost cell that holds a line."""
    return next((node for node in line.node.ancestors() if node.shape.cell), None)


def table_of(line: Line) -> Node | None:
    """The innermost table that holds a line."""
    return next((node for node in line.node.ancestors() if node.tag == "table"), None)


def column_of(line: Line) -> str:
    """In which column of its row a line stands, as places tell it: all from the fourth on are one."""
    cell = cell_of(line)
    return cell.place[-1] if cell is not None else ""


def rows(lines: Iterable[Line]) -> dict[Node, dict[Node, list[Line]]]:
    """The lines that stand in cells, by row and cell."""
    found: dict[Node, dict[Node, list[Line]]] = {}
    for line in lines:
        cell = cell_of(line)
        if cell is not None and cell.parent is not None:
            found.setdefault(cell.parent, {}).setdefault(cell, []).append(line)
    return found


def data_tables(lines: Sequence[Line]) -> set[Node]:
    """The tables that some lines stand in, with two rows and more of several cells with one line each."""
    told: dict[Node, int] = {}
    for cells in rows(line for line in lines if line.key).values():
        table = table_of(next(iter(cells.values()))[0])
        if table is not None and len(cells) >= _SEVERAL and all(len(held) == 1 for held in cells.values()):
            told[table] = told.get(table, 0) + 1
    return {table for table, count in told.items() if count >= _SEVERAL}


def is_data_table(held: Sequence[Line]) -> bool:
    """Whether all of some lines stand in one such table, and none of them leads anywhere."""
    tables = {table_of(line) for line in held}
    return len(tables) == 1 and tables <= data_tables(held) and not any(line.links or line.control for line in held)


def poems(lines: Sequence[Line]) -> set[Node]:
    """The tables among some lines whose rows are verses: two halves, each a few words and of one length, without a number or a link."""
    told = [line for line in lines if line.key]
    tables = data_tables(told)
    verses: dict[Node, list[list[Line]]] = {table: [] for table in tables}
    for cells in rows(told).values():
        held = [line for in_cell in cells.values() for line in in_cell]
        if (table := table_of(held[0])) in verses and table is not None:
            verses[table].append(held)
    return {table for table, held in verses.items() if all(map(_is_a_verse, held))}


def _is_a_verse(row: Sequence[Line]) -> bool:
    """Whether a row of a table is a verse in two halves, or the half of one."""
    lengths = [len(line.key) for line in row]
    plain = not any(line.links or line.node.heading or line.node.tag == "th" or any(map(str.isdigit, line.text)) for line in row)
    return plain and len(row) <= _SEVERAL and all(1 < line.words <= _LONGEST_HALF for line in row) and max(lengths) <= _ONE_LENGTH * min(lengths)
