"""What is fitted between headline and story: tables and lists of facts, rows of tools, pieces set side by side without a space.

No author writes so. Works on one page alone; what repeats is known of itself as soon as there are several.
"""

import re
from collections.abc import Iterable, Sequence

from buratha.arabic.dates import has_date, without_dates
from buratha.arabic.digits import western_digits
from buratha.pages.apart import labelled_element
from buratha.pages.body import Stretch, within
from buratha.pages.counting import MINUTES, counts_readers
from buratha.pages.judged import Judged
from buratha.pages.lines import Line, Node
from buratha.pages.meta_text import CLOCK
from buratha.pages.page import leads_outside
from buratha.pages.wording import is_of_a_change

_LONGEST_FACT = 8
_MOST_FACTS = 24
_LONGEST_COUNTED = 6
_BELOW = 12
_BARS = re.compile(r"\s*(?:[|│¦•·●]+|::+|»|«)\s*")
_LONGEST_TOOL, _FEWEST_TOOLS, _LONGEST_ROW = 4, 3, 18
_BRACKETED = re.compile(r"(?:\[[^\[\]\d]{2,40}\]\s*){3,}")
"""A row of tools, each in brackets: «[الرئيسة] [خلف] [دفتر الزوار]»."""
_SIZES = re.compile(r"(?=[^+]*\+)(?=[^-−–]*[-−–])[\sAaأا+\-−–|]{2,12}")
"""Buttons for the size of the letters, or their plus and minus alone: «+ -», «أ+ أ-»."""
_PICTURED = re.compile("[\U0001f300-\U0001faff\u2600-\u27bf]")
_NOWHERE = re.compile(r"#$|javascript:", re.IGNORECASE)
_GLUED = re.compile(r"[^\W_]")
_FEWEST_GLUED = 2
_READING = frozenset("القراءه للقراءه قراءه للقراءة read".split())
_SENTENCE_END = re.compile(r"[.!؟?…]\s*$")


def fittings(judged: Judged, stretch: Stretch, above: int, known: Iterable[int]) -> set[int]:
    """Lines from ``above`` on that are the layout's: around the facts on the ``known`` lines, and rows of tools beside the paragraphs."""
    return _facts(judged, stretch, above, known) | _rows(judged, stretch, above)


def _facts(judged: Judged, stretch: Stretch, above: int, known: Iterable[int]) -> set[int]:
    """The lines of the largest block of short lines around a known fact that holds neither the headline nor the story's own block."""
    found: set[int] = set()
    wanted = set(known)
    lines = judged.lines[above + 1 : stretch.end + _BELOW]
    if stretch.container is None:
        return found
    for index in sorted(wanted):
        if not above < index < stretch.end + _BELOW or index in found:
            continue
        best: list[Line] = []
        for node in judged.lines[index].node.ancestors():
            if within(stretch.container, node) or not _is_apart(node, judged, above):
                break
            held = [line for line in lines if line.key and within(line.node, node)]
            if len(held) > _MOST_FACTS or any(_is_long(line) and line.index not in wanted for line in held):
                break
            best = held
        if len({id(line.node) for line in best}) > 1:
            found.update(line.index for line in best)
    return found


def _is_long(line: Line) -> bool:
    """Whether a line has more words than a fact has, the day not counted that it may tell: «آخر تحديث: الخميس, 18 نيسان/أبريل 2013 09:47»."""
    return line.words > _LONGEST_FACT and (not line.has_year or len(without_dates(line.text).split()) > _LONGEST_FACT)


def _is_apart(node: Node, judged: Judged, above: int) -> bool:
    """Whether a block does not hold the headline."""
    return above < 0 or not within(judged.lines[above].node, node)


def _rows(judged: Judged, stretch: Stretch, above: int) -> set[int]:
    """Rows of tools, and rows of pieces glued together, above the first or below the last of the paragraphs, in another kind of block."""
    lines = judged.lines[above + 1 : stretch.end]
    weights: dict[str, int] = {}
    for line in lines:
        weights[line.node.place] = weights.get(line.node.place, 0) + line.words
    main = max(weights, key=weights.__getitem__, default="")
    prose = [line.index for line in lines if line.node.place == main] or [above]
    bracketed = {line.index for line in lines if _BRACKETED.fullmatch(line.text) or _SIZES.fullmatch(line.text)}
    outer = [line for line in lines if not (prose[0] <= line.index <= prose[-1] or line.node.item) and line.words <= _LONGEST_ROW]
    ways = (_is_tools, _is_a_button, _is_a_row_of_buttons, _is_glued, tells_minutes, _are_counters, _counts_beside_a_day, _is_another_day)
    return bracketed | _counted_rows(outer, lines) | {line.index for line in outer if any(is_fitted(line) for is_fitted in ways)}


def _counts_beside_a_day(line: Line) -> bool:
    """Whether a line is a row of elements that counts readers and tells an hour with its day: «قرأه | 318 | قارئاً | آخر لمسة …»."""
    hour = line.has_year and CLOCK.search(western_digits(line.text)) is not None
    return hour and not _SENTENCE_END.search(line.text) and labelled_element(line) is not None


def _is_another_day(line: Line) -> bool:
    """Whether a line is nothing but the day of a change, with a word or two that say so: «حُدّث: 10 سبتمبر 2019 1:05 مساءً»."""
    if line.node.heading or not line.has_year or _SENTENCE_END.search(line.text):
        return False
    return has_date(line.text) and is_of_a_change(without_dates(CLOCK.sub(" ", western_digits(line.text))).split())


def _counted_rows(outer: Iterable[Line], lines: Iterable[Line]) -> set[int]:
    """The cells of tables of one row that is nothing but a number and words for readers on either side: «قرأها | 618 | قارئاً»."""
    rows: dict[Node, list[Line]] = {}
    for line in outer:
        if line.key and line.node.tag == "td" and line.node.parent is not None:
            rows.setdefault(line.node.parent, []).append(line)
    alone = (cells for row, cells in rows.items() if sum(within(line.node, row.parent) for line in lines if line.key) == len(cells))
    return {line.index for cells in alone if _count_readers(cells) for line in cells}


def _count_readers(cells: Sequence[Line]) -> bool:
    """Whether some cells are one bare number and a few words that say that it counts readers."""
    words = " ".join(line.key for line in cells).split()
    numbers = [line for line in cells if line.key.isdigit()]
    return len(numbers) == 1 < len(words) <= _LONGEST_COUNTED and counts_readers(word for word in words if not word.isdigit())


def _is_tools(line: Line) -> bool:
    """Whether a line is several short pieces between bars."""
    pieces = [piece for piece in _BARS.split(line.text) if piece]
    return (
        len(pieces) >= _FEWEST_TOOLS
        and all(len(piece.split()) <= _LONGEST_TOOL for piece in pieces)
        and not (_SENTENCE_END.search(line.text) or any(map(str.isdigit, line.text)))
    )


def _is_a_button(line: Line) -> bool:
    """Whether a line is nothing but a link that leads nowhere without a script: «للخلف»."""
    return line.is_link and line.words <= _LONGEST_TOOL and all(_NOWHERE.match(link.target) for link in line.links)


def _is_a_row_of_buttons(line: Line) -> bool:
    """Whether a line is nothing but three links and more that lead nowhere without a script, or off the site: «شارك f t g+»."""
    linked = sum(sum(map(str.isalnum, link.text)) for link in line.links)
    led = all(link.target.startswith(("#", "javascript:")) or leads_outside(link.target) for link in line.links)
    return len(line.links) >= _FEWEST_TOOLS and led and linked == sum(map(str.isalnum, line.text))


def _are_counters(line: Line) -> bool:
    """Whether a line is nothing but numbers and small pictures beside them: «👍 18 ❤️ 15», «1148 👁 11:05»."""
    return _PICTURED.search(line.text) is not None and any(map(str.isdigit, line.text)) and not any(map(str.isalpha, line.text))


def tells_minutes(line: Line) -> bool:
    """Whether a short line says how long it takes to read."""
    words = line.key.split()
    return len(words) <= _LONGEST_FACT and not MINUTES.isdisjoint(words) and not _READING.isdisjoint(words) and any(map(str.isdigit, line.text))


def _is_glued(line: Line) -> bool:
    """Whether inline elements, a number in one of them, stand side by side with letters or digits at both edges and no space between.

    Without a number it may be a word processor's doing, which cuts words anywhere.
    """
    raw = line.raw
    if not any(map(str.isdigit, raw)):
        return False
    glued = sum(1 for cut in set(line.cuts) if 0 < cut < len(raw) and _GLUED.match(raw[cut - 1]) and _GLUED.match(raw[cut]))
    return glued >= _FEWEST_GLUED
