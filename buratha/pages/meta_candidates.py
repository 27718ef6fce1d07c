"""What a run of dated pieces makes up, and whether its day is another story's, a reader's, the visit's, or out of the order of the numbers."""

import re
from datetime import datetime

from buratha.arabic.dates import parse_date
from buratha.pages.body import within
from buratha.pages.core import heads_a_comment
from buratha.pages.counting import speaks_of_this
from buratha.pages.distance import PROSE, has_prose_between
from buratha.pages.fragments import Fragment
from buratha.pages.judged import Judged
from buratha.pages.lines import Line, Link, Node
from buratha.pages.meta_line import MetaLine, assemble
from buratha.pages.ownership import counts_the_present, is_another_days, is_anothers, is_publication_day
from buratha.pages.repetition import Repetition
from buratha.pages.title import Title
from buratha.pages.visit_day import may_be_the_visits
from buratha.timeline import is_possible
from buratha.urls import linked_article

_NEAR_TITLE, _SEVERAL = 2, 2
_A_SITES = 1000
"""Readers: a counter of all of the site that has fewer is hardly put up."""
_MOST_DATES = 100
CELLS, _TABLES = frozenset(("td", "th", "dd")), frozenset(("table", "dl"))
_DAY_OF_ADDRESS = re.compile(r"(?<!\d)(20\d\d)[-/]?(\d{1,2})[-/]?(\d{1,2})/?$")
_RATING = re.compile(r"(?<![a-z])(?:ratings?|stars?)(?![a-z])")


class MetaCandidates:
    """The meta lines that the runs of one page can be."""

    def __init__(self, judged: Judged, memory: Repetition, now: datetime, *, by_distance: bool = False) -> None:
        self.judged = judged
        self.memory = memory
        self.now = now
        self.by_distance = by_distance
        """Whether the dates were told by their distance from the visit: none of them is the day of the visit itself."""

    def _assembled(self, run: list[Fragment], title: Title | None) -> MetaLine | None:
        """The meta line that a run makes up without the pieces that are another story's; None where it yields no moment."""
        titled = self.judged.lines[title.index] if title else None
        whole = titled.index if titled is not None and title is not None and titled.text == title.text else -1  # a headline may count, too
        pieces = [piece for piece in run if piece.index != whole]
        return self._put_together([piece for piece in pieces if _is_dated_or_a_label(piece) or self._is_own(self.judged.lines[piece.index], titled)])

    def _assembled_below(self, run: list[Fragment], titled: Line | None) -> MetaLine | None:
        """The same below the story, where a number may be the same on many pages: views that all have one."""
        lines = self.judged.lines
        return self._put_together([piece for piece in run if _is_dated_or_a_label(piece) or not self._counts_elsewhere(lines[piece.index], titled)])

    def _counts_elsewhere(self, line: Line, titled: Line | None) -> bool:
        """Whether a number is another story's, or counts who is there now."""
        return counts_the_present(self.judged, line) or is_anothers(self.judged, line, titled)

    def _put_together(self, run: list[Fragment]) -> MetaLine | None:
        """The meta line that the pieces of a run make up; None where they yield no moment, or where their date stands in the headline."""
        if not any(piece.date for piece in run):
            return None
        stamp = next((self.judged.lines[piece.index].stamp for piece in run if self.judged.lines[piece.index].stamp), "")
        meta = assemble(run, self.now, stamp, self.judged.address.id if self.judged.address else None)
        meta.dated = meta.dated or self.by_distance
        return meta if meta.moment is not None else None

    def _is_own(self, line: Line, titled: Line | None) -> bool:
        """Whether a number or an hour is neither another story's, nor the site's, nor its markup calls it a rating."""
        if any(_RATING.search(node.hints) for _, node in zip(range(_NEAR_TITLE), line.node.ancestors(), strict=False)):
            return False
        return not (counts_the_present(self.judged, line) or is_anothers(self.judged, line, titled) or self.memory.is_constant(line))

    def _is_dated_alone(self, line: Line, title: Title | None) -> bool:
        """Whether no other date stands at a line's place in the innermost block around the title too, or none called the publication's."""
        around = None
        if title is not None:
            around = next((node for node in line.node.ancestors() if within(self.judged.lines[title.index].node, node)), None)
        dated = self._dated_at(line.node.place, around)
        return len(dated) == 1 or (is_publication_day(self.judged, line) and sum(is_publication_day(self.judged, other) for other in dated) == 1)

    def _dated_at(self, place: str, around: Node | None) -> list[Line]:
        """The lines with a date at a place within a block; only where all do, those that lead to another story: entries of a list."""
        dated = {piece.index for run in self.judged.runs[:_MOST_DATES] for piece in run if piece.date}
        lines = (self.judged.lines[index] for index in dated)
        held = [line for line in lines if line.node.place == place and within(line.node, around)]
        return [line for line in held if not self.judged.links_to_other_article(line)] or held

    def _is_anothers(self, meta: MetaLine, title: Title | None) -> bool:
        """Whether its date is another story's, or a reader's comment's."""
        line = self.judged.lines[meta.dated_at]
        if not meta.agency_form and len(meta.lines) == 1 and (meta.views or 0) >= _A_SITES and self.memory.is_constant(line):
            return True  # a count of the site's since a day; new stories have few readers, and many of a day as many
        if is_another_days(self.judged, line) and self.memory.is_constant(line):
            return True  # since when somebody is a member
        in_form = len(meta.lines) == 1 and (meta.agency_form or (meta.labelled and meta.views is not None))  # no reader is counted readers
        if title is not None and not (in_form or self._is_in_a_table(meta)) and self._is_a_readers(line, title.index):
            return True
        return is_anothers(self.judged, line, self.judged.lines[title.index] if title else None)

    def _is_in_a_table(self, meta: MetaLine) -> bool:
        """Whether the date stands in a cell, and a label in its own table says what is counted."""
        dated = self.judged.lines[meta.dated_at].node
        if not meta.labelled or dated.tag not in CELLS:
            return False
        table = next((node for node in dated.ancestors() if node.tag in _TABLES), None)
        return len(meta.lines) == 1 or any(within(self.judged.lines[index].node, table) for index in meta.lines - {meta.dated_at})

    def _is_a_readers(self, line: Line, title: int) -> bool:
        """Whether a date below the story stands with a name above what a reader has written, or in the block that is named as the readers'."""
        if speaks_of_this(line.key.split()):
            return False
        if line.node.shape.comments and line.index > title and not self.judged.lines[title].node.shape.comments:
            return not is_publication_day(self.judged, line)
        if line.index < title or self._is_told_there(line, title) or not has_prose_between(self.judged, title, line.index):
            return False
        return heads_a_comment(line, self.judged) and not is_publication_day(self.judged, line)

    def _is_told_there(self, line: Line, title: int) -> bool:
        """Whether stories are dated at a line's place: where their paragraphs stand at the same place, that tells nothing of a line."""
        return self.memory.is_usual("published at", line.node.place) and not self._is_amid(line.node.place, title, line.index)

    def _is_amid(self, place: str, title: int, at: int) -> bool:
        """Whether paragraphs stand at the same place between the title and a line: that one is usual as meta line says nothing of it then."""
        return any(line.words > PROSE and line.node.place == place for line in self.judged.lines[title + 1 : at])

    def _may_be_the_visits(self, meta: MetaLine) -> bool:
        """Whether a date of these days is as likely the visit's as the article's."""
        if meta.moment is None or self.by_distance:
            return False
        return may_be_the_visits(meta.moment, self.judged.lines[meta.dated_at], self.judged, self.memory, self.now)

    def _is_out_of_order(self, meta: MetaLine) -> bool:
        """Whether no article of this number came out on that day: today's date, or another story's."""
        address = self.judged.address
        if address is None or meta.moment is None or not self.memory.is_in_order():
            return False
        return not is_possible(address.id, meta.moment.when.date(), self.now.date())

    def _leads_away(self, line: Line) -> bool:
        """Whether a line is a link that leads elsewhere than to this very page; a date may lead there."""
        own = self.judged.address
        if not line.is_link or own is None:
            return line.is_link
        is_alone = sum(any(_is_a_days(link, self.now) for link in other.links) for other in self._dated_at(line.node.place, None)) < _SEVERAL
        targets = [link.target for link in line.links if not (is_alone and _is_a_days(link, self.now))]  # else a calendar's days
        addresses = (linked_article(self.judged.url, target) for target in targets)
        return any(address is None or address.id != own.id for address in addresses)


def _is_a_days(link: Link, now: datetime) -> bool:
    """Whether a date leads to all that came out on that day: «/2022/06/14/», «?day=2022-06-14»."""
    day = _DAY_OF_ADDRESS.search(link.target)
    moment = parse_date(link.text, now) if day else None
    return day is not None and moment is not None and f"{moment.when:%Y%m%d}" == "".join(f"{int(part):02}" for part in day.groups())


def _is_dated_or_a_label(piece: Fragment) -> bool:
    """Whether a piece has the run's date, or no number at all."""
    return bool(piece.date) or not (piece.numbers or piece.clock)
