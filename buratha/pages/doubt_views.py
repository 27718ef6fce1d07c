"""Doubts about the views: numbers near the story that were not read, or that others have too."""

import itertools
import re
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta

from buratha.arabic.dates import Moment, has_date
from buratha.arabic.digits import ungrouped, unspaced, western_digits
from buratha.arabic.folding import fold
from buratha.pages.afterwards import lines_afterwards
from buratha.pages.apart import eyed_buttons
from buratha.pages.apart_search import table_of_facts
from buratha.pages.body import within
from buratha.pages.counting import NOT_VIEWS, WHAT_IS_READ, counts_readers, counts_stories, speaks_of_the_present, speaks_of_this
from buratha.pages.doubt_dates import HARDLY_ANY, MOST_FOUND, STRUCTURED, day_of_a_change, is_below, seldom_found, unread_date, unread_short_day
from buratha.pages.far_counters import far_counters
from buratha.pages.fragments import fragments
from buratha.pages.label_words import keys
from buratha.pages.lines import Line
from buratha.pages.other_counts import BAR, FILLERS
from buratha.pages.ownership import is_anothers
from buratha.pages.trace import Around, Reason, Trace
from buratha.pages.unread_numbers import LONGEST_COUNTED, LONGEST_ROW, has_unread_number, without_moments

_A_HUNDRED = 100
_VISITORS = keys("counts", "visitors")
_DIMENSIONS = re.compile(r"\d\s*[×x*]\s*\d")
_SINCE = "منذ"
_NUMBER = re.compile(r"\d+")
_DIGIT = re.compile(r"\d")
_CLOCK = re.compile(r"\d{1,2}:\d{2}(?::\d{2})?")
_OTHER = re.compile(r"(?<![a-z])(?:comments?|repl(?:y|ies)|shares?|likes?|votes?)(?![a-z])")
_BY_THE_TITLE, _BESIDE = 6, 2
_LABEL = 3
_LONGEST_LABEL, _IN_A_TABLE, _LONGEST_OF_THIS = 5, 8, 12
_RARE = 100
"""Small numbers are the same by chance."""
_NEXT = 4
_FEW_READERS, _MOST_READERS = 30, 1_000_000
_FEW_DIGITS, _MOST_DIGITS = 1, 9
_HARDLY_ANY, _FRESH = 5, timedelta(days=3)
_SEVERAL = 2


def doubt_views(around: Around, published: Moment | None, views: int | None, witnesses: Mapping[str, str], now: datetime) -> list[Reason]:
    """Doubts about the views."""
    if views is not None:
        return (
            _perhaps_the_sites(around, views)
            or _drawn(around.trace, views)
            or _doubt_read_views(around, views, published, now)
            or _hardly_any(views, published, now)
            or _without_a_date(around, published)
        )
    if counted := _unread_counter(around):
        return [Reason("views", "a number that may count them was not read", counted.text)]
    if eyed := eyed_buttons(button.text for button in around.trace.judged.page.buttons):
        return [Reason("views", "buttons have an eye and a number, and none was taken", " ".join(map(str, sorted(eyed))))]
    if published is None and (unread_date(around, now) or unread_short_day(around) or day_of_a_change(around, now)):
        return [Reason("views", "the date that they may stand by was not read")]
    share = around.trace.memory.share_found("views")
    if share is not None and not HARDLY_ANY <= share < MOST_FOUND:  # where most of the others have theirs, this one has none
        return seldom_found("views", around.trace, HARDLY_ANY) if published is None or has_unread_number(around) else []
    if witnesses.get("published", "") in {"meta line", *STRUCTURED} and has_unread_number(around):
        return [Reason("views", "the page tells its date, and no views beside it")]
    numbers = (line for line in around.between if line.index not in around.read and line.text.strip().isdecimal())
    bare = (line for line in numbers if int(line.text) >= _FEW_READERS and not _is_explained(line, around))
    return [Reason("views", "a bare number between the title and the story", line.text) for line in itertools.islice(bare, 1)]


def _drawn(trace: Trace, views: int) -> list[Reason]:
    """Views beside the date that are nothing but digits in elements of their own: a code to type in, perhaps."""
    meta, digits = trace.meta, str(views)
    lines = (trace.judged.lines[index] for index in meta.lines) if meta is not None and not meta.labelled else ()
    if len(digits) <= _SEVERAL or not any(western_digits(line.text) == digits and {*range(1, len(digits))} <= {*line.cuts} for line in lines):
        return []
    return [Reason("views", "a number without a label, each digit of which stands in an element of its own", digits)]


def _doubt_read_views(around: Around, views: int, published: Moment | None, now: datetime) -> list[Reason]:
    trace, address = around.trace, around.trace.judged.address
    if address is not None and views >= _RARE and trace.memory.shared_by(address.id, views=views):
        return [Reason("views", "other articles have the very same number: it is a box's", str(views))]
    if address is not None and views == address.id and not (trace.meta and trace.meta.agency_form):
        return [Reason("views", "they are the article's own number")]
    if views > _MOST_READERS and not (trace.meta and trace.meta.agency_form):
        return [Reason("views", "more than any article of the agency is known to have", str(views))]
    if views < _FEW_READERS and not (trace.meta and trace.meta.views == views and (trace.meta.labelled or trace.meta.agency_form)):
        return [Reason("views", "so few, and no label says that they are readers", str(views))]
    sure = _stand_by_the_title(around, views)
    rivals = (line for line in _counters(around) if line.index not in around.read and _may_rival(line, views, around))
    if rival := next((line for line in rivals if not (sure and _is_apart(line, around) and _tells_more(line))), None):
        return [Reason("views", "another number near the story counts readers too", rival.text)]
    if second := _second_counter(around, views):
        return [Reason("views", "another number near the story counts readers too", second.text)]
    if unknown := _unknown_label(around, views) or _unknown_fact(around, views):
        return [Reason("views", "a number right by the date, under a label that is not known", unknown.text)]
    if strange := _strange_words(around, views):
        return [Reason("views", "a number beside words that are no known label", strange.text)]
    if trace.meta is None or trace.meta.views != views or trace.meta.labelled:
        return []
    if is_below(trace, published, now):
        return [Reason("views", "a number below the story, where none is usual")]
    if _has_strange_numbers(trace):
        return [Reason("views", "one of several numbers beside words that are no known label")]
    return []


def _perhaps_the_sites(around: Around, views: int) -> list[Reason]:
    label = _visitors_apart(around, views)
    return [Reason("views", "away from the story, visitors may be the site's", label.text)] if label is not None else []


def _visitors_apart(around: Around, views: int) -> Line | None:
    """The label of visitors, of whom nothing says that they read this story, before the number that was taken, where that stands away from it."""
    lines = around.trace.judged.lines
    for line in lines if around.is_cold else ():
        before = next((other for other in reversed(lines[: line.index]) if other.key), None)
        if before is None or not _is_apart(line, around) or line.index in around.read or not _plain(line).strip().isdecimal():
            continue
        words = before.key.split()
        if int(_plain(line)) == views and not _VISITORS.isdisjoint(words) and len(words) <= _LABEL and not speaks_of_this(words):
            return before
    return None


def _stand_by_the_title(around: Around, views: int) -> bool:
    """Whether a label calls them so right by the headline, with the date, or between headline and story: what boxes tell of others counts theirs."""
    trace, meta = around.trace, around.trace.meta
    if trace.title is None or trace.title.doubtful or trace.judged.learnt:
        return False
    if meta is not None and meta.views == views and meta.labelled and meta.dated and abs(meta.first - trace.title.index) <= _BY_THE_TITLE:
        return True
    return any(str(views) in _plain(line) and counts_readers(line.key.split()) and line.words <= LONGEST_COUNTED for line in around.between)


def _is_apart(line: Line, around: Around) -> bool:
    """Whether other lines stand between a line and the headline or the story."""
    last = around.trace.lines[-1].index if around.trace.lines else around.title_at
    return line.index < around.title_at - _BESIDE or line.index > last + _BESIDE


def _tells_more(line: Line) -> bool:
    """Whether a line that counts readers has a day or more words: those of a headline or a name."""
    words = [word for word in fold(line.text).split() if not word.isdigit()]
    others = [word for word in words if not (word in FILLERS or word in WHAT_IS_READ or counts_readers([word]))]
    return len(others) >= _SEVERAL or has_date(line.text)


def _may_rival(line: Line, views: int, around: Around) -> bool:
    """Whether a line counts readers other than ``views``; on a page alone nothing tells that visitors are there now, hardly ever a hundred."""
    plain = _plain(line)
    if str(views) in plain:
        return False
    if "؟" not in line.text and _VISITORS.isdisjoint(line.key.split()):
        return True
    return not around.is_cold or views < _A_HUNDRED or any(int(number) >= _A_HUNDRED for number in _NUMBER.findall(_CLOCK.sub("", plain)))


def _hardly_any(views: int, published: Moment | None, now: datetime) -> list[Reason]:
    """So few readers that something else is counted, where the story is older than a few days."""
    fresh = published is not None and now - published.when <= _FRESH
    return [Reason("views", "hardly any readers", str(views))] if views < _HARDLY_ANY and not fresh else []


def _without_a_date(around: Around, published: Moment | None) -> list[Reason]:
    """Views on a page that tells no date, where most others of its layout tell one: they are perhaps another story's."""
    share = around.trace.memory.share_found("published")
    return [Reason("views", "the page tells no date beside them")] if published is None and share is not None and share >= MOST_FOUND else []


def _second_counter(around: Around, views: int) -> Line | None:
    """A line of the meta line itself that counts readers by its words, other than the views, and is not the same on other pages."""
    trace = around.trace
    lines = (trace.judged.lines[index] for index in sorted(trace.meta.lines if trace.meta else ()))
    counting = (line for line in lines if not line.has_year and _DIGIT.search(line.text) and counts_readers(line.key.split()))
    return next((line for line in counting if str(views) not in _plain(line) and not around.trace.memory.is_constant(line)), None)


def _unknown_fact(around: Around, views: int) -> Line | None:
    """The label of a bare number in the date's own table or list of facts, where no label is known and the views were found elsewhere."""
    trace = around.trace
    judged, meta, address = trace.judged, trace.meta, trace.judged.address
    if meta is None or meta.views == views or not judged.learnt or (table := table_of_facts(judged.lines[meta.dated_at])) is None:
        return None
    for label, line in itertools.pairwise(line for line in judged.lines[max(0, meta.first - _IN_A_TABLE) : meta.last + _IN_A_TABLE] if line.key):
        bare = ungrouped(unspaced(line.text)).strip()
        taken = label.index in meta.lines  # a part of the date itself
        if taken or not bare.isdecimal() or (address is not None and int(bare) == address.id) or trace.memory.is_constant(line):
            continue
        worded = _may_be_a_label(label) and NOT_VIEWS.isdisjoint(label.key.split())
        if worded and within(line.node, table) and within(label.node, table):
            return label
    return None


def _unknown_label(around: Around, views: int) -> Line | None:
    """The label before the number beside the date, in a table or list of facts, where it is a label that is not known."""
    trace = around.trace
    lines, meta = trace.judged.lines, trace.meta
    if meta is None or meta.views != views or meta.labelled:
        return None
    number = next((lines[index] for index in sorted(meta.lines) if _plain(lines[index]).strip() == str(views)), None)
    label = next((line for line in reversed(lines[: number.index]) if line.key), None) if number else None
    table = table_of_facts(number) if number else None
    read = trace.signed.taken | set(meta.lines) | {around.title_at, trace.category.index if trace.category else None}
    if label is None or table is None or label.index in read or not within(label.node, table) or label.is_link:
        return None
    return label if _may_be_a_label(label) and not counts_readers(label.key.split()) else None


def _may_be_a_label(line: Line) -> bool:
    return 0 < line.words <= _LONGEST_LABEL and not _DIGIT.search(line.text)


def _plain(line: Line) -> str:
    """The digits of a line, without the marks between thousands; its elements may stand side by side with nothing between: «03.04.2016» «969»."""
    return ungrouped(unspaced(" ".join(line.runs) if line.cuts else line.text))


def _unread_counter(around: Around) -> Line | None:
    """A short line near the story, or farther below it, that counts readers."""
    return next(_counters(around), None) or next((counter.line for counter in far_counters(around.trace)), None)


def _counters(around: Around) -> Iterator[Line]:
    """Short lines that count readers by their words or by the markup's name for a number, and that are no other story's."""
    trace = around.trace
    last = trace.lines[-1].index if trace.lines else trace.stretch.end
    for line in itertools.chain(around.near, around.items, trace.lines, lines_afterwards(trace)):
        if (
            not _DIGIT.search(line.text)
            or not _DIGIT.search(without_moments(line))
            or trace.judged.links_to_other_article(line)
            or is_anothers(trace.judged, line, around.titled)
            or counts_stories(fold(ungrouped(line.text)).split())
        ):
            continue
        if around.trace.memory.is_constant(line) or speaks_of_the_present(line.key.split()) or _counts_others(line):
            continue
        if _DIMENSIONS.search(line.text) or (line.has_year and _SINCE in line.key.split()):
            continue
        if line.words > (_LONGEST_OF_THIS if speaks_of_this(line.key.split()) else LONGEST_COUNTED):
            if line.words <= LONGEST_ROW and any(_DIGIT.search(run) and counts_readers(fold(run).split()) for run in line.runs if line.cuts):
                yield line
            continue
        if counts_readers(line.key.split()) or (line.marks and line.index <= last + _NEXT and _is_marked(line)):
            yield line


def _counts_others(line: Line) -> bool:
    """Whether all of a line's numbers are as small as of those who are there now, or of minutes, or too great for one article."""
    return all(len(number) <= _FEW_DIGITS or len(number) > _MOST_DIGITS or int(number) > _MOST_READERS for number in _NUMBER.findall(_plain(line)))


def _is_marked(line: Line) -> bool:
    """Whether the markup calls a number in it the readers'."""
    return any(counts == "views" and _DIGIT.search(text) and NOT_VIEWS.isdisjoint(fold(text).split()) for text, counts in line.counted_runs)


def _is_explained(line: Line, around: Around) -> bool:
    """Whether a bare number counts something else: by the markup, by the label before it, or since other pages have the very same there."""
    if any(counts == "other" for _, counts in line.counted_runs) or any(_OTHER.search(node.hints) for node in (line.node, line.node.parent) if node):
        return True
    before = next((other for other in reversed(around.trace.judged.lines[: line.index]) if other.key), None)
    return before is not None and not NOT_VIEWS.isdisjoint(before.key.split()) and before.words <= _LABEL


def _strange_words(around: Around, views: int) -> Line | None:
    """The line that tells the views and no date, in words that no other page has: «دائرة الصحة: 1200 إصابة», «زيارة الأربعين: 1200 باص»."""
    judged, meta = around.trace.judged, around.trace.meta
    bare = meta is not None and meta.views == views and not meta.labelled
    if meta is not None and meta.views == views:
        lines = [judged.lines[index] for index in sorted(meta.lines)]
    else:
        lines = [line for line in around.near if counts_readers(line.key.split())]
    own = (line for line in lines if not line.has_year and (bare or not judged.evidence[line.index].fixed))
    return next((line for line in own if any(_is_of_something_else(part, views) for part in _parts(line))), None)


def _parts(line: Line) -> list[str]:
    """The parts of a line between bars and between its elements, with plain digits."""
    return [ungrouped(unspaced(part)) for run in (line.runs if line.cuts else [line.text]) for part in BAR.split(run)]


def _is_of_something_else(part: str, views: int) -> bool:
    """Whether a number has several words beside it that are neither for readers nor for what they read, nor for minutes and the like."""
    words = fold(part).split()
    if str(views) not in words or len(words) > LONGEST_COUNTED or not NOT_VIEWS.isdisjoint(words):
        return False
    others = [word for word in words if not (word.isdigit() or word in FILLERS or word in WHAT_IS_READ or counts_readers([word]))]
    return len(others) >= _SEVERAL


def _has_strange_numbers(trace: Trace) -> bool:
    """Whether a line of the meta line holds several numbers and words of which no label is known."""
    for index in trace.meta.lines if trace.meta else ():
        line = trace.judged.lines[index]
        if len(_NUMBER.findall(line.text)) > 1 and not line.has_year and any(piece.strange for piece in fragments(line)):
            return True
    return False
