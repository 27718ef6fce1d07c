"""Runs of lines that may be a meta line: around each date, the labels, numbers and times of day beside it."""

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache

from buratha.arabic.dates import has_date
from buratha.arabic.digits import western_digits
from buratha.pages.columns import column_labels
from buratha.pages.counting import counts_readers, speaks_of_this
from buratha.pages.fragments import Fragment, fragments, headed, is_solemn, plainly
from buratha.pages.lines import Line
from buratha.pages.meta_text import DATE, FULL_STOP, WITH_SECONDS
from buratha.pages.wording import tells_publication, wordings

_AROUND = 9
_CELLS = frozenset(("td", "th", "dd", "li", "span"))
_LONGEST_LINE = 320
_LONGEST_PLAIN = 90
_MOST_WORDS, _SENTENCE, _LONGEST_COUNTED = 8, 3, 10
_LONGEST_SENTENCE, _LONGEST_EXACT = 36, 60
_MOST_BETWEEN = 2
_LONGEST_BETWEEN = 6
_DIGIT = re.compile(r"\d")
_NUMBER_OF = "عدد "
_OF_READERS = frozenset(("views", "both"))
_LATIN, _ARABIC = re.compile("[a-z]"), re.compile("[\u0621-\u064a]")
_YEAR = re.compile(r"20\d\d")
_HIJRI_YEAR = re.compile(r"(?<!\d)1[34]\d\d(?!\d)")
_DAY = re.compile(r"\d{1,2}\D")
_VALUES, _LABELLED = frozenset(("td", "dd")), 2
_DAY_AND_MONTH, _DAY_AND_YEAR = range(2, 4), 2


def find_runs(lines: Sequence[Line]) -> list[list[Fragment]]:
    """Runs of neighbouring lines that are pieces of a meta line, each run with one date; a label or a name may stand between."""
    found: list[list[Fragment]] = []
    current: list[Fragment] = []
    between = 0
    reader = _Reader([line for line in lines if line.text])
    for line in reader.near_dates():
        if line is None or _heads_talk(line):
            current = []
            continue
        pieces = reader.pieces_of(line)
        if _tells_all(current):
            pieces = [piece for piece in pieces if piece.date or piece.label or _is_a_tools(line) or (not between and _is_bare_clock(piece, line))]
        if not pieces:
            between = 0 if line.index in reader.heads else between + 1
            if line.node.heading or line.key in wordings().comments or between > _MOST_BETWEEN or line.words > _LONGEST_BETWEEN:
                current = []
            continue
        between = 0
        dated = any(piece.date for piece in pieces)
        if dated and any(earlier.date for earlier in current):
            current = _beside(current, line, reader)
        current.extend(pieces)
        if dated:
            found.append(current)
    return found


def _heads_talk(line: Line) -> bool:
    """Whether a line with a number is the heading of what readers said: «ردود القراء (2)»."""
    words = line.key.split()
    return 1 < len(words) <= _MOST_WORDS and words[-1].isdigit() and not line.links and " ".join(words[:-1]) in wordings().comments


def _tells_all(run: list[Fragment]) -> bool:
    """Whether a run has told its day, the hour and the readers: scores, degrees and hours that no label calls the page's are not its."""
    dated = any(piece.date for piece in run) and any(piece.clock for piece in run)
    return dated and any(piece.numbers and (piece.label in {"views", "both"} or (piece.date and piece.clock)) for piece in run)


def _is_bare_clock(piece: Fragment, line: Line) -> bool:
    """Whether a line is an hour or a length and nothing else: right below the date line it is how long a recording is."""
    return bool(piece.clock) and not any(map(str.isalpha, line.key))


def _is_a_tools(line: Line) -> bool:
    """Whether a number stands in a list, as in a row of tools, with a network's name, or with letters of another script alone: «Tweet 12»."""
    return (
        line.node.item
        or not wordings().networks.isdisjoint(line.key.split())
        or (_LATIN.search(line.key) is not None and not _ARABIC.search(line.key))
    )


def _beside(run: list[Fragment], line: Line, reader: "_Reader") -> list[Fragment]:
    """The last pieces of a run in the same row, or the same block without the date before, as the next date: they are that one's too."""
    around = line.node.parent
    dated = next((reader.by_index[piece.index] for piece in reversed(run) if piece.date), None)
    apart = dated is not None and all(node is not around for node in dated.node.ancestors())
    found: list[Fragment] = []
    for piece in reversed(run):
        other = reader.by_index[piece.index]
        if piece.date or other.node is line.node or other.node.parent is not around or not (apart or line.node.tag in _CELLS):
            break
        found.insert(0, piece)
    return found


class _Reader:
    """Reads the lines of a page, each with what the lines around it say of it."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = lines
        self.by_index = {line.index: line for line in lines}
        self.long_lines = Counter((line.node.place, line.node.parent) for line in lines if line.words > _MOST_WORDS and not line.is_link)
        """How many lines that are no labels stand at a place, by the block around it."""
        self.labels = column_labels(lines)
        self.heads = {head.index for head in self.labels.values()}
        self.years: dict[int, list[Line]] = {}
        for at, year in enumerate(lines):
            if not (at and year.has_year and year.words == 1):
                continue
            if _is_cut_date(lines[at - 1], year):
                self.years[lines[at - 1].index] = [year]
            elif at > 1 and _is_leaf(lines[at - 2 : at + 1]):
                self.years[lines[at - 2].index] = [lines[at - 1], year]
        self.year_lines = {year.index for years in self.years.values() for year in years}
        self.other_calendars = _other_calendars(self.lines)

    def near_dates(self) -> Iterator[Line | None]:
        """The lines around every line with a date in it; None where lines are left out."""
        dated = [at for at, line in enumerate(self.lines) if may_hold_date(line) or line.index in self.years]
        reached = 0
        for at in dated:
            start = max(at - _AROUND, reached)
            if start > reached:
                yield None
            yield from self.lines[start : at + _AROUND + 1]
            reached = max(reached, at + _AROUND + 1)

    def pieces_of(self, line: Line) -> list[Fragment]:
        """What a line gives to the meta line.

        In a table with headed columns each cell has its column's head for label, and a day in two calendars may have one before it. A day and a
        month may stand in a line of their own before the year's.
        """
        if line.index in self.heads or line.index in self.year_lines or line.index in self.other_calendars:
            return []
        if line.index in self.labels:
            return headed(line, self.labels[line.index])
        if line.index in self.years:
            parts = [line, *self.years[line.index]]
            label = "date" if len(parts) > _DAY_AND_YEAR else ""
            return [Fragment(line.index, " ".join(part.text for part in parts), label=label, until=parts[-1].index)]
        found = fragments(line) or (self._of_the_layout(line) if is_solemn(line) else [])
        return [] if found and self._is_a_paragraph(line, found) else found

    def _is_a_paragraph(self, line: Line, found: Sequence[Fragment]) -> bool:
        """Whether a line without a date is a sentence beside longer ones of its kind: «بلغ عدد الزائرين 850 زائرا في اليوم الأول.»."""
        if line.words < _SENTENCE or any(piece.date or piece.clock for piece in found):
            return False
        counts = speaks_of_this(line.key.split()) or line.key.startswith(_NUMBER_OF)
        if line.words > _LONGEST_COUNTED and not (counts or any(piece.label in _OF_READERS for piece in found)):
            return True
        if not FULL_STOP.search(line.text):
            return False
        if speaks_of_this(line.key.split()):
            return False
        return line.words > _LONGEST_COUNTED or self.long_lines[line.node.place, line.node.parent] > (line.words > _MOST_WORDS)

    def _of_the_layout(self, line: Line) -> list[Fragment]:
        """A day in two calendars is the text's, but where a label says that it is the publication's, or in a block that no paragraph has."""
        paragraphs = [other for other in self.lines if other.words > _MOST_WORDS * 2]
        beside = any(other.node.parent is line.node.parent for other in paragraphs) if line.node.tag == "p" else False
        if paragraphs and not (beside or any(other.node.place == line.node.place for other in paragraphs)):
            return plainly(line)
        before = next((other for other in reversed(self.lines) if other.index < line.index), None)
        return headed(line, before) if before is not None and before.key in wordings().date_labels else []


def _other_calendars(lines: Sequence[Line]) -> set[int]:
    """Short lines with a day in the Hijri calendar beside a line with the day in the other one, in the same block or in the next row."""
    found = set()
    for one, other in itertools.pairwise([line for line in lines if line.has_year]):
        if one.words <= _MOST_WORDS >= other.words and _are_side_by_side(one, other):
            years = [(line, _YEAR.search(western_digits(line.text)), _HIJRI_YEAR.search(western_digits(line.text))) for line in (one, other)]
            hijri = [line.index for line, year, hijri_year in years if hijri_year and not year and has_date(line.text)]
            if len(hijri) == 1 and any(year for _, year, _ in years):
                found.update(hijri)
    return found


def _are_side_by_side(one: Line, other: Line) -> bool:
    """Whether two lines stand one after the other in one block, or in two cells with no more than a label before the second one."""
    if one.node.parent is other.node.parent and abs(one.index - other.index) == 1:
        return True
    if one.node.tag not in _VALUES or one.node.tag != other.node.tag or abs(one.index - other.index) > _LABELLED:
        return False
    rows = (one.node.parent, other.node.parent)
    return rows[0] is rows[1] or (rows[0] is not None and rows[1] is not None and rows[0].parent is rows[1].parent and rows[0].tag == rows[1].tag)


def _is_leaf(leaf: Sequence[Line]) -> bool:
    """Whether three lines of one block are a calendar's leaf: a day, a month and a year."""
    day, month, year = leaf
    if any(line.words > _DAY_AND_YEAR for line in leaf) or not (_YEAR.fullmatch(year.key) and _are_of_one_block(leaf)):
        return False
    return (day.key.isdigit() or month.key.isdigit()) and has_date(" ".join(line.text for line in leaf))


def _are_of_one_block(leaf: Sequence[Line]) -> bool:
    """Whether lines stand each in a block of its own, or as text without one, in the same block."""
    block = leaf[0].node.parent
    return block is not None and all(line.node is block or line.node.parent is block for line in leaf)


def _is_cut_date(line: Line, year: Line) -> bool:
    """Whether two lines of one block are a day with its month, and a year."""
    if line.has_year or line.words not in _DAY_AND_MONTH or year.words != 1 or line.node.parent is not year.node.parent:
        return False  # a day with its year may have a counter below it: «2052»
    return _YEAR.fullmatch(year.key) is not None and _DAY.match(western_digits(line.text)) is not None and has_date(f"{line.text} {year.text}")


def may_hold_date(line: Line) -> bool:
    """Whether it is worth looking for a date in a line."""
    if line.stamp:
        return True
    if not (line.cuts or line.has_year) or len(line.text) > _LONGEST_LINE:
        return False
    if (
        line.cuts
        and not line.has_year
        and len(line.text) < _LONGEST_PLAIN
        and _DIGIT.search(line.text)
        and _shows_date(" ".join(line.runs), short=True)
    ):
        return True  # date, time and views side by side, with no space between them in the markup
    if not line.has_year:
        return False
    text = " ".join(line.runs) if line.cuts and len(line.text) < _LONGEST_PLAIN else line.text
    words = line.key.split()
    told = line.words <= _LONGEST_SENTENCE and (tells_publication(line.key) or counts_readers(words) or speaks_of_this(words))
    told = told or (line.words <= _LONGEST_EXACT and WITH_SECONDS.search(western_digits(line.text)) is not None)
    return _shows_date(text, short=told or line.words <= _MOST_WORDS * (4 if line.cuts else 2))


@lru_cache(maxsize=8192)
def _shows_date(text: str, *, short: bool) -> bool:
    return DATE.search(western_digits(text)) is not None or (short and has_date(text))
