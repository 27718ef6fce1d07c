"""Which of the lines in a meta line's form is the story's: the nearest to the title, amid the paragraphs, or right below them."""

import re
from collections import Counter
from datetime import datetime

from buratha.arabic.digits import western_digits
from buratha.pages.body import Stretch, within
from buratha.pages.counting import speaks_of_this
from buratha.pages.distance import PROSE, has_a_menu, has_prose_between, steps
from buratha.pages.fragments import Fragment, fragments
from buratha.pages.issue_day import is_of_an_issue, issue_day
from buratha.pages.judged import Judged
from buratha.pages.lines import Line
from buratha.pages.meta_candidates import CELLS, MetaCandidates
from buratha.pages.meta_line import MetaLine
from buratha.pages.meta_text import FULL_STOP, WITH_SECONDS, is_date_line
from buratha.pages.ownership import is_another_days, is_anothers, is_publication_day
from buratha.pages.repetition import Repetition
from buratha.pages.title import Title
from buratha.pages.visit_day import is_of_these_days
from buratha.pages.wording import is_talk, wordings
from buratha.sections import slug_of

_FARTHEST = 300
_HEADLINE = 3
_BELOW = 4
_NEAR_TITLE = 2
_NEAR_LINES = 8
_FAR_BELOW = 12
_FAR_ABOVE = 14
_KIN = 4
_MOST_DATES = 100
_OUT_OF_ORDER = 3.0
_LABEL = re.compile(r"[^\d:]{2,30}:\s")
_THE_PUBLICATIONS, _ANOTHER_DAYS = 2.0, 4.0
_WHOLE, _FARTHEST_WHOLE = -7.5, 10
_MASTHEADS = 8.0

_NOBODY = re.compile(r"(?<![\d\u0660-\u0669])[0\u0660](?![\d\u0660-\u0669])")
_YEAR_FIRST = re.compile(r"20\d\d[-/.]\d{1,2}[-/.]\d{1,2}")


class MetaSearch(MetaCandidates):
    """The search for one page's meta line."""

    def __init__(self, judged: Judged, memory: Repetition, now: datetime, *, by_distance: bool = False) -> None:
        super().__init__(judged, memory, now, by_distance=by_distance)
        self.ranked: list[MetaLine] = []
        self.right_above: MetaLine | None = None
        """A date with words of no known label right above the title: taken where the page has no other."""
        self.of_the_visit: MetaLine | None = None
        """A line with one of these days, on which no article of this number came out: taken where the page has no other date."""

    def nearest(self, title: Title | None) -> MetaLine | None:
        """The meta line nearest to the title."""
        ranked: list[tuple[float, MetaLine]] = []
        best_of_visit: tuple[float, MetaLine] | None = None
        at = title.index if title else 0
        for run in self.judged.runs:
            meta = self._assembled(_on_one_side(run, at), title) if abs(run[0].index - at) <= _FARTHEST else None
            if meta is None or self._is_anothers(meta, title) or self._is_an_issues(meta, at):
                continue
            score = self._score(meta, at, alone=self._is_alone(meta, title))
            if score is None:
                continue
            if self._is_of_the_visit(meta):
                best_of_visit = max(best_of_visit or (score, meta), (score, meta), key=lambda row: row[0])
            else:
                ranked.append((score - _MASTHEADS * self._is_a_mastheads(meta, at), meta))
        self.of_the_visit = best_of_visit[1] if best_of_visit else None
        self.ranked = [meta for _, meta in sorted(ranked, key=lambda row: -row[0])]
        return self.ranked[0] if self.ranked else None

    def _is_alone(self, meta: MetaLine, title: Title | None) -> bool:
        """Whether no other date stands at the place of a meta line's, near the title."""
        return self._is_dated_alone(self.judged.lines[meta.dated_at], title)

    def _is_a_mastheads(self, meta: MetaLine, title: int) -> bool:
        """Whether it is a bare day above the headline with a menu between the two: the visit's, where the page tells a moment elsewhere."""
        return self._is_a_bare_day_above(meta, title) and not meta.dated and has_a_menu(self.judged.lines[meta.last + 1 : title])

    def _is_a_bare_day_above(self, meta: MetaLine, title: int) -> bool:
        """Whether it is a day without an hour or readers above the headline, and other lines stand between."""
        if meta.last >= title - 1 or meta.labelled or meta.agency_form or meta.moment is None or meta.moment.precision != "day":
            return False
        return meta.views is None and not is_publication_day(self.judged, self.judged.lines[meta.dated_at])

    def _is_an_issues(self, meta: MetaLine, title: int) -> bool:
        """Whether it is the bare day of an issue, which speaks of all that is printed below it: taken where nothing else tells one."""
        return meta.dated_at < title and not (meta.dated or meta.labelled) and is_of_an_issue(self.judged.lines, meta.dated_at)

    def _score(self, meta: MetaLine, title: int, *, alone: bool) -> float | None:
        """How much speaks for a meta line; None where too little does."""
        line, above = self.judged.lines[meta.first], meta.first < title
        usual = self.memory.is_usual("meta", line.node.place) and not self._is_amid(line.node.place, title, meta.first)
        whole = alone and meta.moment is not None and meta.moment.precision != "day" and meta.labelled and meta.views is not None
        if not (meta.agency_form or usual or whole or self._may_be_meta(meta, title, alone=alone)):  # a whole one has the hour and the readers, too
            return None
        far = steps(self.judged, title, meta.last if above else meta.first)
        score = 3.0 * meta.agency_form + 4.0 * usual - 0.4 * (min(far, _FARTHEST_WHOLE) if whole else far)
        strange = meta.strange and not (usual or self._is_with_its_section(meta, title))
        score -= (2.0 if above else 1.0) * strange + (3.0 if meta.agency_form else 1.0) * above
        score -= 2.0 * line.node.navigation + 3.0 * (not usual and has_prose_between(self.judged, title, meta.first))
        dated = self.judged.lines[meta.dated_at]
        is_named = is_publication_day(self.judged, dated)
        if score + _THE_PUBLICATIONS * (is_named and above) <= (_WHOLE if whole else -2.5 if meta.dated or meta.labelled else -1.5):
            self.right_above = meta if self.right_above is None and self._is_right_above(meta, title) else self.right_above
            return None
        score += _THE_PUBLICATIONS * is_named - _ANOTHER_DAYS * is_another_days(self.judged, dated)
        return score - _OUT_OF_ORDER * self._is_out_of_order(meta)

    def _is_with_its_section(self, meta: MetaLine, title: int) -> bool:
        """Whether a day with its hour stands right above the title in one line with the name of the story's own section."""
        own = self.judged.address.section if self.judged.address else None
        if own is None or meta.moment is None or meta.moment.precision == "day" or meta.last >= title or steps(self.judged, title, meta.last):
            return False
        line = self.judged.lines[meta.dated_at]
        return any(slug_of(text.strip(" :#")) == own for text in [*line.runs, *(link.text for link in line.links)])

    def _is_right_above(self, meta: MetaLine, title: int) -> bool:
        """Whether a date with its hour or a label stands right above the title, and is not these days'."""
        labelled = meta.dated or _LABEL.match(self.judged.lines[meta.dated_at].text) is not None
        told = labelled and not self._may_be_the_visits(meta)
        if (
            not told
            or self.memory.is_constant(self.judged.lines[meta.dated_at])
            or meta.last >= title
            or is_another_days(self.judged, self.judged.lines[meta.dated_at])
        ):
            return False
        return steps(self.judged, title, meta.last) == 0

    def in_place(self, meta: MetaLine | None, stretch: Stretch, title: Title | None) -> MetaLine | None:
        """The best line that does not stand amid the story's paragraphs: one of that form there is the story's."""
        candidates = [meta, *(other for other in self.ranked if other is not meta)] if meta is not None else []
        if meta is not None and title is not None and self._is_a_bare_day_above(meta, title.index):
            told = self._below(stretch, title)  # a masthead's day gives way to one that is called the publication's
            dated = self.judged.lines[told.dated_at] if told is not None else None
            if dated is not None and is_publication_day(self.judged, dated) and (dated.stamp or any(slug_of(link.text) for link in dated.links)):
                return told
        for candidate in candidates:
            if found := self._in_place(candidate, stretch, title):
                return found
        if below := self._below(stretch, title) or self._beside_its_section(title):
            return below
        amid = any(candidate.first < stretch.end for candidate in candidates)
        return None if amid else self.right_above or self._only(stretch, title) or self.of_the_visit

    def _only(self, stretch: Stretch, title: Title | None) -> MetaLine | None:
        """The only date of the page; one without an hour or a label, which may be a reader's, gives way to the day of the newspaper's issue."""
        lone = self._lone(stretch, title)
        return lone if lone is not None and (lone.dated or lone.labelled) else self._of_the_issue(title) or lone

    def _beside_its_section(self, title: Title | None) -> MetaLine | None:
        """The one line of the page with a day, an hour or readers, and the name of this story's own section: a row of facts, in whatever order.

        Where others name other sections, or one stands below what leads somewhere, the rows are other stories'.
        """
        own = self.judged.address.section if self.judged.address else None
        found = []
        for run in self.judged.runs if own is not None else ():
            meta = self._assembled(_on_one_side(run, title.index if title else 0), title)
            if meta is None or meta.moment is None or len(meta.lines) != 1 or self._is_out_of_order(meta) or self._is_anothers(meta, title):
                continue
            line = self.judged.lines[meta.dated_at]
            is_whole = meta.moment.precision != "day" or meta.views is not None
            named = {slug_of(text.strip(" #").replace("_", " ")) for text in line.runs} - {None} if is_whole and line.cuts else set()
            if named:
                found.append((meta, own in named and not self._is_below_a_headline(line)))
        return found[0][0] if len(found) == 1 and found[0][1] else None

    def _is_below_a_headline(self, line: Line) -> bool:
        """Whether a few linked words stand right above a line, in its block."""
        above = self.judged.above(line.index)
        return above is not None and above.is_link and above.words >= _HEADLINE and above.node.parent is line.node.parent

    def _of_the_issue(self, title: Title | None) -> MetaLine | None:
        """The day of the issue that the story is printed in, where it is not the latest one, which all pages show."""
        meta = issue_day(self.judged, title.index, self.now) if title else None
        if meta is None or self._may_be_the_visits(meta) or self._is_out_of_order(meta):
            return None
        return None if self.memory.is_constant(self.judged.lines[meta.dated_at]) else meta

    def _in_place(self, meta: MetaLine, stretch: Stretch, title: Title | None) -> MetaLine | None:
        """A meta line where it stands outside the story, or one right below the story instead of it; else None."""
        if meta.first >= stretch.end and not (stretch.start == stretch.end and meta.lines <= self.judged.facts):
            usual = self.memory.is_usual("meta", self.judged.lines[meta.first].node.place)
            return meta if usual else self._below(stretch, title)
        line = self.judged.lines[meta.first]
        prose = [
            other
            for other in self.judged.lines[stretch.start : meta.first]
            if other.words > PROSE and other.index not in self.judged.dated and not self.judged.evidence[other.index].against and not other.is_link
        ]
        amid = [other for other in prose if other.node.place == line.node.place]
        if (
            not (
                meta.agency_form
                or meta.labelled
                or meta.dated
                or (line.stamp and (is_date_line(line.text) or self._tells_its_publication(line)))
                or (not prose and (self._tells_its_publication(line) or _is_a_databases(line) or self._heads_the_text(meta, title)))
            )
            and not self.judged.evidence[line.index].against
            and line.node.place in {other.node.place for other in self.judged.lines[meta.last + 1 : stretch.end] if self._is_a_paragraph(other)}
        ):
            return None
        return self._below(stretch, title) if amid or len(prose) > 1 else meta

    def _heads_the_text(self, meta: MetaLine, title: Title | None) -> bool:
        """Whether a line right below the headline is nothing but a day on which articles of this number came out, and no paragraph of an author's.

        The section beside the day, or a block of its own where all the paragraphs share one, tells the layout's.
        """
        if title is None or meta.strange or meta.first < title.index or steps(self.judged, title.index, meta.first) or self.judged.address is None:
            return False
        line = self.judged.lines[meta.first]
        told = [other.node for other in self.judged.lines[meta.last + 1 : meta.last + _NEAR_LINES] if self._is_a_paragraph(other)]
        is_apart = line.node.tag in CELLS and len(told) > 1 and all(node is told[0] for node in told) and line.node is not told[0]
        if any(is_date_line(other.text) for other in self.judged.lines[meta.last + 1 : meta.last + _FAR_BELOW] if other.node in told):
            return False  # a chronicle
        names_a_section = any(slug_of(link.text) for link in line.links)
        return (is_apart or names_a_section) and not (self._is_out_of_order(meta) or self._may_be_the_visits(meta))

    def _is_a_paragraph(self, line: Line) -> bool:
        """Whether a line is longer than facts are, and tells none of them."""
        return line.words > PROSE and line.index not in self.judged.dated and not fragments(line)

    def _tells_its_publication(self, line: Line) -> bool:
        """Whether a line amid paragraphs says when this article came out; an author's sentence says it of something else: «صدر القرار يوم …»."""
        return is_publication_day(self.judged, line) and not (FULL_STOP.search(line.text) and not speaks_of_this(line.key.split()))

    def _lone(self, stretch: Stretch, title: Title | None) -> MetaLine | None:
        """The only date of a page that can be this story's: no other story's, no comment's, not these days', and in the order of the numbers."""
        found: list[MetaLine] = []
        for run in self.judged.runs if len(self.judged.runs) <= _MOST_DATES else ():
            meta = self._assembled(_on_one_side(run, title.index if title else 0), title)
            if meta is None or meta.moment is None or self._may_be_the_visits(meta) or self._is_out_of_order(meta):
                continue
            line = self.judged.lines[meta.dated_at]
            talked = self._has_talk_above(line, title.index if title else 0, stretch.end)
            strange = meta.strange and not (is_publication_day(self.judged, line) or _tells_when_this_came_out(line))
            counted = meta.labelled or meta.moment.precision == "second"  # lists have neither
            listed = not counted and len(self._dated_at(line.node.place, None)) > 1
            if not (strange or talked or listed or self._leads_away(line) or is_another_days(self.judged, line) or self._is_anothers(meta, title)):
                found.append(meta)
        return found[0] if len(found) == 1 and self.judged.address is not None else None

    def _has_talk_above(self, line: Line, title: int, end: int) -> bool:
        """Whether readers talk between the story and a date, which is theirs then: unless stories are dated there, or it says that nobody talked.

        A section above the title may be «آراء», a heading in the story «التعليقات».
        """
        before = self.judged.lines[max(title, end, line.index - _FAR_BELOW) : line.index]
        talked = any(is_talk(other.key) and not (other.is_link or _NOBODY.search(other.text)) for other in before)
        return talked and not self._is_told_there(line, title)

    def _is_of_the_visit(self, meta: MetaLine) -> bool:
        """Whether a date is more likely the day of the visit than of an article with this number."""
        recent = meta.moment is not None and not self.by_distance and is_of_these_days(meta.moment, self.now)
        return not meta.agency_form and recent and self._is_out_of_order(meta)

    def _may_be_meta(self, meta: MetaLine, title: int, *, alone: bool) -> bool:
        """Whether a line in another form than the agency's can be the story's: a bare date of these days above the headline is today's.

        That the same words come again on other pages says nothing of a line with a date, as long as the date is not these days'.
        """
        recent = self._may_be_the_visits(meta)
        if meta.first > title:
            return not (self.judged.evidence[meta.first].fixed and recent and steps(self.judged, title, meta.first) > _NEAR_TITLE)
        if (
            not alone
            or self._leads_away(self.judged.lines[meta.dated_at])
            or title - meta.last > (_FAR_ABOVE if meta.dated or self._is_all_fixed(meta.last + 1, title) else _NEAR_LINES)
            or steps(self.judged, title, meta.last) > _NEAR_TITLE
        ):
            return False
        return meta.labelled or (not recent and (meta.dated or self._is_beside(meta, title) or self._is_right_above(meta, title)))

    def _is_all_fixed(self, start: int, end: int) -> bool:
        """Whether nothing but the layout's lines stands between: the card of who posted it, in forums."""
        return all(
            evidence.fixed or not line.key for line, evidence in zip(self.judged.lines[start:end], self.judged.evidence[start:end], strict=True)
        )

    def _is_beside(self, meta: MetaLine, title: int) -> bool:
        """Whether nothing but a line or two stands between a date and the headline below it, and one block near the headline holds both."""
        line, node = self.judged.lines[meta.last], self.judged.lines[title].node
        if meta.strange or steps(self.judged, title, meta.last) > 1 or self.judged.lines[meta.last].node.navigation:
            return False
        near = [around for _, around in zip(range(_KIN), node.ancestors(), strict=False) if around.parent is not None]
        return any(within(line.node, around) for around in near)

    def _below(self, stretch: Stretch, title: Title | None) -> MetaLine | None:
        """A meta line right below the story, the only one of its place on the page; in another form than the agency's it needs labels."""
        lines = self.judged.lines
        after = [run for run in self.judged.runs if run[0].index >= stretch.end - 2][:_MOST_DATES]
        titled = lines[title.index] if title else None
        own_runs = [run for run in after if not is_anothers(self.judged, lines[_dated_at(run)], titled)]
        firsts = Counter(lines[run[0].index].node.place for run in own_runs)
        days = Counter(lines[at].node.place for at in map(_dated_at, own_runs) if not is_another_days(self.judged, lines[at]))
        found: list[MetaLine] = []
        for run in self.judged.runs:
            at = run[0].index
            usual = self.memory.is_usual("meta", lines[at].node.place)
            if at < stretch.end - 2 and self._closes(run, stretch):
                meta = self._assembled_below(run, titled)
                if meta is not None and meta.labelled and meta.dated and not self._is_anothers(meta, title):
                    return meta
            alone = 1 in {firsts[lines[at].node.place], days[lines[_dated_at(run)].node.place]} or self._is_dated_alone(lines[_dated_at(run)], title)
            if at < stretch.end - 2 or lines[at].is_link or not (usual or (alone and self._is_right_below(stretch, at))):
                continue
            meta = self._assembled_below(run, titled)
            if meta is None or self._is_anothers(meta, title):
                continue
            if is_another_days(self.judged, lines[meta.dated_at]) and not usual:
                continue
            plain = not meta.strange and (meta.dated or (meta.agency_form and at < stretch.end + _BELOW))
            if usual or meta.labelled or plain or self._is_this_ones_publication(lines[meta.dated_at]):
                found.append(meta)
        return max(found, key=lambda meta: is_publication_day(self.judged, lines[meta.dated_at]), default=None)

    def _is_this_ones_publication(self, line: Line) -> bool:
        """Whether a line's own words say when «this report» came out."""
        return is_publication_day(self.judged, line) and speaks_of_this(line.key.split())

    def _closes(self, run: list[Fragment], stretch: Stretch) -> bool:
        """Whether a story stands above a run that the stretch holds, and hardly anything of its kind below."""
        first, last = run[0].index, run[-1].index
        above = sum(line.words for line in self.judged.lines[stretch.start : first] if not line.is_link)
        return first >= stretch.start and above > sum(line.words for line in self.judged.lines[last + 1 : stretch.end] if not line.is_link)

    def _is_right_below(self, stretch: Stretch, at: int) -> bool:
        """Whether hardly more than furniture stands between the story's end and a line; a whole box, where it speaks of «this article»."""
        far = _FAR_BELOW * (2 if speaks_of_this(self.judged.lines[at].key.split()) else 1)
        return at < stretch.end + far and not has_prose_between(self.judged, stretch.end - 1, at) and not self._is_a_comments(stretch.end, at)

    def _is_a_comments(self, end: int, at: int) -> bool:
        """Whether comments began between the story's end and a line."""
        known = wordings().comments
        return any(line.key in known and not self._has_company(line) for line in self.judged.lines[max(end, at - _FAR_BELOW) : at])

    def _has_company(self, line: Line) -> bool:
        """Whether other cells stand in one row with a cell: it is the head of a column."""
        row = line.node.parent if line.node.tag in {"td", "th"} else None
        beside = self.judged.lines[max(0, line.index - _NEAR_LINES) : line.index + _NEAR_LINES]
        return row is not None and any(other.text and other is not line and other.node.parent is row for other in beside)


def _dated_at(run: list[Fragment]) -> int:
    """The line of a run's date."""
    return next(piece.index for piece in run if piece.date)


def _is_a_databases(line: Line) -> bool:
    """Whether a line is nothing but a day as databases write it, the year first: no author dates a text so."""
    return _YEAR_FIRST.fullmatch(western_digits(line.text).strip()) is not None


def _on_one_side(run: list[Fragment], title: int) -> list[Fragment]:
    """The pieces that stand on the date's side of the title: a counter above belongs to a box."""
    dated = _dated_at(run)
    return [piece for piece in run if (piece.index < title) == (dated < title)]


def _tells_when_this_came_out(line: Line) -> bool:
    """Whether a line tells an hour to the second, and speaks of this article."""
    return WITH_SECONDS.search(western_digits(line.text)) is not None and speaks_of_this(line.key.split())
