"""Doubts about date and views: numbers and dates that stand near the story and were not read, and witnesses that differ."""

import itertools
import re
from collections.abc import Mapping
from datetime import datetime, timedelta

from buratha.arabic.dates import Moment, has_date, parse_date
from buratha.pages.byline import is_date_line
from buratha.pages.counting import NOT_VIEWS, counts_readers
from buratha.pages.fragments import fragments, may_hold_date
from buratha.pages.lines import Line
from buratha.pages.ownership import is_another_days
from buratha.pages.trace import BELOW, FEW, Around, Reason, Trace
from buratha.timeline import is_possible

STRUCTURED = frozenset({"open-graph", "json-ld", "microdata"})
"""Witnesses that no reader sees."""

_TODAY = timedelta(days=7)
_LONGEST_DATED, _LONGEST_LABELLED = 14, 20
_LONGEST_COUNTED = 8
_NUMBER = re.compile(r"\d+")
_DIGIT = re.compile(r"\d")
_OTHER = re.compile(r"(?<![a-z])(?:comments?|repl(?:y|ies)|shares?|likes?|votes?)(?![a-z])")
_LABEL = 3
_RARE = 100
"""Small numbers are the same by chance."""
_HARDLY_ANY, _MOST_FOUND = 0.15, 0.5
_FAR_BELOW, _NEXT = 25, 4


def doubt_published(
    around: Around, published: Moment | None, views: int | None, witnesses: Mapping[str, str], now: datetime, *, untitled: bool
) -> list[Reason]:
    """Doubts about the date."""
    trace = around.trace
    if published is None:
        if unread := _unread_date(around, now):
            return [Reason("published", "a date near the story was not taken for its own", unread.text)]
        if untitled and trace.memory.usual_places("meta"):
            return [Reason("published", "other pages of this layout have one, and the title is doubtful")]
        return _never_found("published", trace)
    witness = witnesses.get("published", "")
    printed = _other_date(around, published, now)
    if witness in STRUCTURED and printed:
        return [Reason("published", "structured data says it, and the page prints another date", printed.text)]
    if witness == "dateline" and printed:
        return [Reason("published", "taken from the text, and another date stands near the story", printed.text)]
    if witness in STRUCTURED and views is None:
        return [Reason("published", "only structured data says it, and the page prints none")]
    address = trace.judged.address
    if address is not None and trace.memory.shared_by(address.id, moment=second_of(published)):
        return [Reason("published", "other articles have it to the very second: it is a box's", published.printed)]
    if address is not None and not is_possible(address.id, published.when.date()):
        return [Reason("published", "articles of this number came out at another time", published.printed)]
    if witness == "meta line" and trace.meta and is_another_days(trace.judged, trace.judged.lines[trace.meta.dated_at]):
        return [Reason("published", "its words tell another day than the publication's", published.printed)]
    if _is_below(trace):
        return [Reason("published", "it stands below the story, where no date is usual")]
    if untitled and witness == "dateline":
        return [Reason("published", "taken from the text, and the title is doubtful")]
    return []


def doubt_views(around: Around, published: Moment | None, views: int | None, witnesses: Mapping[str, str], now: datetime) -> list[Reason]:
    """Doubts about the views."""
    if views is not None:
        return _doubt_read_views(around.trace, views)
    if counted := _unread_counter(around):
        return [Reason("views", "a number that may count them was not read", counted.text)]
    if published is None and _unread_date(around, now):
        return [Reason("views", "the date that they may stand by was not read")]
    share = around.trace.memory.share_found("views")
    if share is not None and not _HARDLY_ANY <= share < _MOST_FOUND:
        return _never_found("views", around.trace)  # where most of the others have theirs, this one has none
    if witnesses.get("published", "") in {"meta line", *STRUCTURED}:
        return [Reason("views", "the page tells its date, and no views beside it")]
    bare = (line for line in around.between if line.index not in around.read and line.text.strip().isdigit() and not _is_explained(line, around))
    return [Reason("views", "a bare number between the title and the story", line.text) for line in itertools.islice(bare, 1)]


def second_of(published: Moment | None) -> str | None:
    """The time of day of a date that tells one to the second: no two articles are expected to have the same."""
    return f"{published.when:%H:%M:%S}" if published is not None and published.precision == "second" and published.when.second else None


def _doubt_read_views(trace: Trace, views: int) -> list[Reason]:
    address = trace.judged.address
    if address is not None and views >= _RARE and trace.memory.shared_by(address.id, views=views):
        return [Reason("views", "other articles have the very same number: it is a box's", str(views))]
    if address is not None and views == address.id and not (trace.meta and trace.meta.agency_form):
        return [Reason("views", "they are the article's own number")]
    if trace.meta is None or trace.meta.views is None or trace.meta.labelled:
        return []
    if _is_below(trace):
        return [Reason("views", "a number below the story, where none is usual")]
    return [Reason("views", "one of several numbers beside words that are no known label")] if _has_strange_numbers(trace) else []


def _unread_counter(around: Around) -> Line | None:
    """A short line near the story, or a little farther below it, that counts readers by its words or by the markup's name for a number."""
    trace = around.trace
    last = trace.lines[-1].index if trace.lines else trace.stretch.end
    below = [line for line in trace.judged.lines[last + BELOW : last + _FAR_BELOW] if line.words <= FEW]
    for line in around.near + around.items + trace.lines + below:
        if line.words > _LONGEST_COUNTED or not _DIGIT.search(line.text) or trace.judged.links_to_other_article(line):
            continue
        if counts_readers(line.key.split()) or (line.marks and line.index <= last + _NEXT and _is_marked(line)):
            return line
    return None


def _is_marked(line: Line) -> bool:
    """Whether the markup calls a number in it the readers'."""
    return any(counts == "views" and _DIGIT.search(text) for text, counts in line.counted_runs)


def _never_found(field: str, trace: Trace) -> list[Reason]:
    """A field that hardly any page of the layout has yielded: it is more likely that all of them were read wrong."""
    share = trace.memory.share_found(field)
    return [Reason(field, "hardly any page of this layout has shown it")] if share is not None and share < _HARDLY_ANY else []


def _is_explained(line: Line, around: Around) -> bool:
    """Whether a bare number counts something else: by the markup, by the label before it, or since other pages have the very same there."""
    if any(counts == "other" for _, counts in line.counted_runs) or any(_OTHER.search(node.hints) for node in (line.node, line.node.parent) if node):
        return True
    before = next((other for other in reversed(around.trace.judged.lines[: line.index]) if other.key), None)
    return before is not None and not NOT_VIEWS.isdisjoint(before.key.split()) and before.words <= _LABEL


def _is_below(trace: Trace) -> bool:
    """Whether the meta line stands below the story, at a place where other pages have none."""
    meta = trace.meta
    return (
        meta is not None
        and meta.first >= trace.stretch.end
        and not (meta.labelled or meta.dated)
        and not trace.memory.is_usual("meta", trace.judged.lines[meta.first].node.place)
    )


def _has_strange_numbers(trace: Trace) -> bool:
    """Whether a line of the meta line holds several numbers and words of which no label is known."""
    for index in trace.meta.lines if trace.meta else ():
        line = trace.judged.lines[index]
        if len(_NUMBER.findall(line.text)) > 1 and not line.has_year and any(piece.strange for piece in fragments(line)):
            return True
    return False


def _dated(around: Around, now: datetime) -> list[Line]:
    """Short lines near the story that hold a date and were taken for nothing; the day of the visit above the title is the layout's."""
    found = []
    body = around.trace.lines
    last = body[-1].index if body else around.title_at
    for line in [*around.near, *around.items, *body[:3], *body[-2:]]:
        most = _LONGEST_DATED if line.index in around.body else _LONGEST_LABELLED
        if line.words > most or not (may_hold_date(line) or (line.has_year and has_date(line.text))) or line.is_link:
            continue
        if line.index in around.body and is_date_line(line.text):
            continue
        if line.index < around.title_at or line.index > last:
            moment = parse_date(line.text, now)
            if moment is None or abs(moment.when - now) <= _TODAY:
                continue
        found.append(line)
    return found


def _unread_date(around: Around, now: datetime) -> Line | None:
    """A short line with a date, near the story or amid it."""
    amid = (line for line in around.trace.lines if line.words <= _LONGEST_DATED and may_hold_date(line))
    return next(iter(_dated(around, now)), None) or next(amid, None)


def _other_date(around: Around, published: Moment, now: datetime) -> Line | None:
    """A line near the story that prints another day."""
    for line in _dated(around, now):
        moment = parse_date(line.text, now)
        if moment is None or moment.iso[:10] != published.iso[:10]:
            return line
    return None
