"""Where on a page to look for what stands apart from its date: the views, the time of day."""

from collections.abc import Container, Iterable
from datetime import datetime

from buratha.arabic.dates import Moment, has_date, parse_date
from buratha.arabic.digits import western_digits
from buratha.pages import apart
from buratha.pages.body import Stretch, within
from buratha.pages.columns import column_labels
from buratha.pages.counting import speaks_of_this
from buratha.pages.distance import PROSE
from buratha.pages.fragments import find_views, headed
from buratha.pages.judged import Judged
from buratha.pages.lines import Line, Node
from buratha.pages.meta_line import MetaLine
from buratha.pages.meta_text import WITH_SECONDS
from buratha.pages.ownership import counts_the_present, is_anothers, is_of_the_site
from buratha.pages.repetition import Repetition
from buratha.pages.title import Title

_ABOVE = 14
_NEAR_LINES, _RIGHT_BELOW = 8, 3
_KIN = 4
_ROWS, _FACTS = frozenset(("tr", "li", "div")), frozenset(("td", "th", "dd", "li", "span"))


def views_apart(
    judged: Judged, title: Title | None, stretch: Stretch, body: set[int], fitted: set[int], others: Container[int], memory: Repetition
) -> int | None:
    """The views where they stand away from the date: around the title, right below the story, or in what the layout ``fitted`` amid it.

    Never a number that ``others`` have, nor one that other pages print with the very same words.
    """
    start = title.index if title else stretch.start
    lines, titled = judged.lines, judged.lines[title.index] if title else None
    after = max(min(stretch.end, max(body, default=stretch.end) + 1), start + 12)
    near = lines[max(0, start - _ABOVE) : start + 12] + [lines[at] for at in sorted(fitted) if start + 12 <= at < after] + lines[after : after + 12]
    own = [
        line
        for line in near
        if line.index not in body
        and not (is_of_the_site(line) or is_anothers(judged, line, titled) or counts_the_present(judged, line) or memory.is_constant(line))
    ]
    around_it = lines[max(0, start - _ABOVE) : after + 12]
    rows = (line for line in around_it if line.index not in body and not (is_of_the_site(line) or is_anothers(judged, line, titled)))
    found = (
        find_views([line for line in own if line.index != start], others)
        or _views_in_a_row(rows)
        or _views_in_a_column(near, own)
        or _views_in_brackets(own, start)
    )
    around = [node for _, node in zip(range(_KIN), lines[start].node.ancestors(), strict=False)][-1] if start < len(lines) else None
    if found is not None:
        return found
    headline = _first_copy(lines, title) if title else start
    own = [line for line in own if line.index != start or line.cuts or title is None]  # a headline may count visitors
    return apart.views_beside_label([line for line in own if line.index >= headline or within(line.node, around) or speaks_of_this(line.key.split())])


def _views_in_a_row(lines: Iterable[Line]) -> int | None:
    """The number of readers in a row that counts other things as well, those who are there now among them; None where several are told."""
    counted = {found for line in lines if (found := apart.counted_in_a_row(line)) is not None}
    return counted.pop() if len(counted) == 1 else None


def _first_copy(lines: list[Line], title: Title) -> int:
    """Where the headline stands first of those near the story: a page may tell of the story between two copies of it."""
    return next((line.index for line in lines[max(0, title.index - _ABOVE) : title.index] if line.key == title.key), title.index)


def _views_in_brackets(own: list[Line], title: int) -> int | None:
    """The number of readers in brackets, beside the headline too; None where several are told."""
    told = (apart.counted_in_brackets(line.text, behind_a_headline=line.index == title) for line in own if not line.is_link)
    counted = {found[0] for found in told if found}
    return counted.pop() if len(counted) == 1 else None


def _views_in_a_column(lines: list[Line], own: list[Line]) -> int | None:
    """The number in a table's cell whose column's head says that it counts readers; None where there are several."""
    labels = column_labels([line for line in lines if line.text])
    pieces = [piece for line in own if line.index in labels for piece in headed(line, labels[line.index])]
    counted = {piece.numbers for piece in pieces if piece.label == "views" and len(piece.numbers) == 1 and not piece.date}
    return counted.pop()[0] if len(counted) == 1 else None


def with_clock(judged: Judged, day: Moment | None, meta: MetaLine | None, title: Title | None, lines: list[Line], now: datetime) -> Moment | None:
    """A day with the time of day that stands apart from its date, near the title."""
    if day is None or meta is None or day is not meta.moment or day.precision != "day" or title is None:
        return day
    first = lines[0].index if lines else title.index + _NEAR_LINES
    around = judged.lines[meta.first : meta.last + 3] if meta.first > first else judged.lines[min(meta.first, title.index) : first + 2]
    authors = {line.node.place for line in lines if line.words > PROSE}
    found = apart.with_clock(day, [line for line in around if line.index != title.index and line.node.place not in authors], now)
    if found is day:
        found = apart.with_clock(day, _in_its_table(judged, meta), now)
    if found is not day or meta.first > first:
        return found
    last = lines[-1].index if lines else first
    after = (line for line in judged.lines[last + 1 : last + _ABOVE] if not line.is_link)
    below = [line for line in after if not (judged.evidence[line.index].tail or judged.evidence[line.index].outside)]
    alone = [line for line in below[_RIGHT_BELOW:] if WITH_SECONDS.fullmatch(western_digits(line.text))]
    found = apart.with_clock(day, below[:_RIGHT_BELOW] + alone[:1], now)
    return found if found is not day else apart.with_labelled_clock(day, judged.lines[last + 1 : last + _ABOVE], now)


def _in_its_table(judged: Judged, meta: MetaLine) -> list[Line]:
    """The lines of the table or list of facts that a date stands in, right around it."""
    table = table_of_facts(judged.lines[meta.dated_at])
    if table is None:
        return []
    near = judged.lines[max(0, meta.first - _NEAR_LINES) : meta.last + _NEAR_LINES]
    return [line for line in near if within(line.node, table)]


def table_of_facts(line: Line) -> Node | None:
    """The table or list of facts that a line stands in, in a row of its own or not."""
    row = line.node.parent
    if row is None or line.node.tag not in _FACTS:
        return None
    return row.parent if row.tag in _ROWS else row


def said_moment(judged: Judged, title: Title | None, lines: list[Line], now: datetime) -> Moment | None:
    """The day that icons around the title or right below the story say, with the time of day that they say; None where they say several."""
    start = title.index if title else 0
    last = lines[-1].index if lines else start
    titled = judged.lines[title.index] if title else None
    near = judged.lines[max(0, start - _ABOVE) : start + _ABOVE] + judged.lines[max(last, start + _ABOVE) : last + _ABOVE]
    own = [line for line in near if line.said and not is_anothers(judged, line, titled)]
    days = {moment.iso: moment for line in own for text in line.said if has_date(text) and (moment := parse_date(text, now))}
    if len(days) != 1:
        return None
    day = days.popitem()[1]
    return apart.with_clock(day, own, now) if day.precision == "day" else day


def is_of_the_text(judged: Judged, meta: MetaLine | None, lines: list[Line]) -> bool:
    """Whether a date stands as a line among the story's own, and the number beside it elsewhere: the author's day, and something else's count."""
    if meta is None or meta.labelled or meta.agency_form:
        return False
    prose = {line.node.place for line in lines if line.words > PROSE}
    places = {judged.lines[index].node.place for index in meta.lines}
    return not places.isdisjoint(prose) and not places <= prose
