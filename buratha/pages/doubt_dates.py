"""Doubts about the date: others that stand near the story and were not read, witnesses that differ, days that cannot be."""

import re
from collections.abc import Callable, Mapping
from datetime import datetime

from buratha.arabic.dates import Moment, has_date, parse_date, without_dates
from buratha.arabic.digits import western_digits
from buratha.arabic.folding import fold
from buratha.pages.afterwards import lines_afterwards
from buratha.pages.comment_labels import is_of_a_day
from buratha.pages.counting import OTHER_COUNTS, STORIES, counts_readers, speaks_of_this
from buratha.pages.distance import has_a_menu
from buratha.pages.doubt_readers import is_a_readers_day
from buratha.pages.issue_day import issue_day
from buratha.pages.lines import Line
from buratha.pages.meta_text import CLOCK, DATE, WITH_SECONDS, is_date_line
from buratha.pages.ownership import is_another_days, is_anothers, is_publication_day
from buratha.pages.runs import may_hold_date
from buratha.pages.trace import FEW, Around, Reason, Trace
from buratha.pages.visit_day import is_now, is_of_these_days, may_be_the_visits
from buratha.pages.wording import is_talk, tells_another_day, tells_publication
from buratha.timeline import is_beyond, is_possible

MICRODATA = "microdata"
STRUCTURED = frozenset({"open-graph", "json-ld", MICRODATA})
"""Witnesses that no reader sees."""

_THE_NUMBERS = "articles of this number came out at another time"
BESIDE = "the date beside them is doubtful"
"""Of views that were read with a date."""
_A_BOXES = "other articles have the very same second of the day: it may be a box's"
_ANOTHER_DAY = "its words tell another day than the publication's"
_AMID = "it stands amid the story's paragraphs"
_OF_THE_VISIT = "it may be the day of the visit"
_A_READERS = "it may be the day of a reader's comment"
_BELOW = "it stands below the story, where no date is usual"
ANOTHERS = frozenset({_THE_NUMBERS, _A_BOXES, _ANOTHER_DAY, _AMID, _OF_THE_VISIT, _A_READERS, _BELOW})
"""Reasons that say whose day it may be instead of this article's: of where such days stand nothing is learnt."""

_LONGEST_DATED, _LONGEST_LABELLED, _LONGEST_SENTENCE = 14, 20, 32
_LONGEST_EXACT = 60
"""What publishing systems write where they know no time of day."""
_NO_DAY = re.compile(r"(?<!\d)(?:0000-00-00|19(?:69-12-31|70-01-01)|00/00/0000|(?:31/12/1969|01/01/1970))(?!\d)")
_DOTTED = re.compile(r"(?<![\d.])(?:[01]?\d|2[0-3])\.[0-5]\d(?:\.[0-5]\d)?(?![\d.]|\s+(?:[أا]لف|مليون))")
_SHORT_DAY = re.compile(r"(?:[^\s\d]+\s+){0,3}\d{1,2}([-/.])\d{1,2}\1\d\d(?:\s+\d{1,2}:\d\d(?::\d\d)?)?(?:\s+[^\s\d]{1,4})?\W*")
"""«30/10/14»: which of the numbers is the year nobody says."""
_NEAR_TITLE, _LONGEST_OF_NO_DAY = 8, 8
_LONGEST_CHANGE = 3
_THE_SITES = frozenset(("الموقع", "للموقع", "موقعنا"))
_NEXT = 4
_SEVERAL_BETWEEN = 3
HARDLY_ANY, MOST_FOUND = 0.15, 0.5
"""A smaller share of a layout's pages that show the views says that the others were read wrong; with a greater one nearly all have them."""
_SELDOM = 0.3
"""The same of the date, which fewer pages lack."""


def doubt_published(
    around: Around, published: Moment | None, views: int | None, witnesses: Mapping[str, str], now: datetime, *, untitled: bool
) -> list[Reason]:
    """Doubts about the date."""
    if published is None:
        return _doubt_none(around, now, untitled=untitled)
    witness = witnesses.get("published", "")
    if witness == "meta line" and (meta := around.trace.meta) and meta.ago:
        return [Reason("published", "told only by how long before the visit it was", meta.ago.printed)]
    told: list[Callable[[], Reason | None]] = [
        lambda: _contradicted(around, published, witness, now),
        lambda: _unprinted(around, published, witness, views, now),
        lambda: _impossible(around.trace, published, witness, now),
        lambda: _of_something_else(around, published, witness, now),
        lambda: _of_the_visit(around, published, witness, now),
        lambda: _misplaced(around.trace, published, witness, now, untitled=untitled),
    ]
    return next(([reason] for ask in told if (reason := ask())), [])


def _doubt_none(around: Around, now: datetime, *, untitled: bool) -> list[Reason]:
    if (meta := around.trace.meta) and meta.ago:
        why = "told only in weeks, months or years before the visit" if meta.ago.vague else "told only by how long before a visit that nobody knows"
        return [Reason("published", why, meta.ago.printed)]
    if unread := unread_date(around, now):
        return [Reason("published", "a date near the story was not taken for its own", unread.text)]
    if (short := unread_short_day(around)) is not None:
        return [Reason("published", "a day of two digits for its year was not taken", short.text)]
    judged = around.trace.judged
    issue = issue_day(judged, around.title_at, now) if around.trace.title else None
    if issue is not None and not around.trace.memory.is_constant(judged.lines[issue.dated_at]):
        return [Reason("published", "the day of the newspaper's issue was not taken", judged.lines[issue.dated_at].text)]
    if around.is_cold and (changed := day_of_a_change(around, now)) is not None:
        return [Reason("published", "only the day of a later change is told", changed.text)]
    if untitled and around.trace.memory.usual_places("meta"):
        return [Reason("published", "other pages of this layout have one, and the title is doubtful")]
    return seldom_found("published", around.trace, _SELDOM)


def day_of_a_change(around: Around, now: datetime) -> Line | None:
    """A short line right below the story with a day on which it was changed, and no other story's."""
    judged, body = around.trace.judged, around.trace.lines
    below = judged.lines[body[-1].index + 1 : body[-1].index + 1 + _LONGEST_DATED] if body else []
    for line in below:
        told = line.has_year and line.words <= _LONGEST_LABELLED and tells_another_day(line.key) and _says_no_more(line)
        moment = parse_date(line.text, now) if told else None
        if moment is not None and not (is_anothers(judged, line, around.titled) or is_of_these_days(moment, now)):
            return line
    return None


def _says_no_more(line: Line) -> bool:
    """Whether hardly more than «آخر تحديث» stands beside a day: no word for what else was changed."""
    words = [word for word in fold(without_dates(line.text)).split() if not (is_of_a_day(word) or word.isdigit())]
    of_else = any(word.startswith("ل") and len(word) > _NEXT and f"ال{word.removeprefix('لل')}" not in STORIES for word in words)  # «لأسعار العملات»
    return len(words) <= _LONGEST_CHANGE and not of_else and _THE_SITES.isdisjoint(words)


def unread_short_day(around: Around) -> Line | None:
    """A line near the story with a day whose year has two digits."""
    return next((line for line in around.near if line.index not in around.body and _has_a_short_day(line)), None)


def _has_a_short_day(line: Line) -> bool:
    """Whether a line, or one of its elements, is a day whose year has two digits, a few words before it perhaps."""
    return line.words <= _LONGEST_DATED and any(_SHORT_DAY.fullmatch(western_digits(text.strip())) for text in (line.text, *line.runs))


def _contradicted(around: Around, published: Moment, witness: str, now: datetime) -> Reason | None:
    if witness == "dateline" and (beside := _same_day_apart(around, published, now)):
        return Reason("published", "taken from the text, and a line near the story tells the day too", beside.text)
    printed = _other_date(around, published, now) if witness in STRUCTURED or witness == "dateline" else None
    if printed is None:
        return None
    if witness in STRUCTURED:
        return Reason("published", "structured data says it, and the page prints another date", printed.text)
    return Reason("published", "taken from the text, and another date stands near the story", printed.text)


def _unprinted(around: Around, published: Moment, witness: str, views: int | None, now: datetime) -> Reason | None:
    if witness in STRUCTURED and views is None and not _same_day_apart(around, published, now):
        return Reason("published", "only structured data says it, and the page prints none")
    return None


def _impossible(trace: Trace, published: Moment, witness: str, now: datetime) -> Reason | None:
    """Days and seconds that this article cannot have; a line in the agency's own form is believed whatever its number."""
    address, meta = trace.judged.address, trace.meta
    if address is None:
        return None
    if trace.memory.shared_by(address.id, moment=second_of(published)):
        return Reason("published", _A_BOXES, published.printed)
    agencys = witness == "meta line" and meta is not None and meta.agency_form
    if not agencys and trace.memory.is_in_order() and not is_possible(address.id, published.when.date(), now.date()):
        return Reason("published", _THE_NUMBERS, published.printed)
    return None


def _is_told_by_number(trace: Trace, now: datetime) -> bool:
    """Whether the article's number is one that tells days: an issue's day that it allows is not that of a later visit."""
    address = trace.judged.address
    return address is not None and trace.memory.is_in_order() and not is_beyond(address.id, now.date())


def _of_something_else(around: Around, published: Moment, witness: str, now: datetime) -> Reason | None:
    trace = around.trace
    of_issue = witness == "meta line" and trace.meta is not None and trace.meta.of_issue
    if of_issue and not _is_told_by_number(trace, now):
        return Reason("published", "only the newspaper's issue tells a day, which may be the latest one", published.printed)
    if witness == "meta line" and trace.meta and not of_issue and is_another_days(trace.judged, trace.judged.lines[trace.meta.dated_at]):
        return Reason("published", _ANOTHER_DAY, published.printed)
    if witness == "meta line" and is_a_bare_day_above(trace) and (told := _told_elsewhere(around, published, now)):
        return Reason("published", "a bare day above the headline, and elsewhere a label tells another one", told.text)
    if witness == "meta line" and around.is_cold and _is_far_above(trace):
        return Reason("published", "a bare moment far above the headline may be the visit's, or a box's", published.printed)
    if published.precision == "day" and (clock := _dotted_clock(around) or _unread_clock(around)):
        return Reason("published", "a time of day near the date was not taken", clock.text)
    if witness == "meta line" and is_a_readers_day(trace):
        return Reason("published", _A_READERS, published.printed)
    if witness == "meta line" and _is_amid_the_text(trace):
        return Reason("published", _AMID, published.printed)
    return None


def _of_the_visit(around: Around, published: Moment, witness: str, now: datetime) -> Reason | None:
    """A day, or an hour, that is the visit's too: it stands above the headline, as that may, and nothing calls it the publication's."""
    trace, meta = around.trace, around.trace.meta
    if (
        witness != "meta line"
        or meta is None
        or meta.labelled
        or meta.agency_form
        or meta.dated_at > around.title_at
        or not is_now(published, trace.judged, now)
    ):
        return None
    line = trace.judged.lines[meta.dated_at]
    if is_publication_day(trace.judged, line) or trace.memory.is_usual("published at", line.node.place):
        return None
    return Reason("published", _OF_THE_VISIT, published.printed)


def is_a_bare_day_above(trace: Trace) -> bool:
    """Whether a moment alone was found, above the headline with other things between the two, as mastheads have the visit's."""
    meta, title = trace.meta, trace.title
    if meta is None or title is None or meta.labelled or meta.agency_form or meta.views is not None:
        return False
    return meta.last < title.index and any(line.key for line in trace.judged.lines[meta.last + 1 : title.index])


def _is_far_above(trace: Trace) -> bool:
    """Whether a bare moment stands above the headline with several lines between the two, and is nowhere told again."""
    if not is_a_bare_day_above(trace):
        return False
    assert trace.meta is not None
    assert trace.title is not None
    lines = trace.judged.lines
    between = [line for line in lines[trace.meta.last + 1 : trace.title.index] if line.key and not (line.is_link or line.control)]
    is_far = len(between) >= _SEVERAL_BETWEEN
    if not is_far and trace.meta.moment and trace.meta.moment.precision == "day":
        is_far = has_a_menu(lines[trace.meta.last + 1 : trace.title.index])
    if not is_far or is_publication_day(trace.judged, lines[trace.meta.dated_at]):
        return False
    return not any(trace.meta.moment and trace.meta.moment.printed in line.text for line in lines[trace.title.index + 1 :])


def _told_elsewhere(around: Around, published: Moment, now: datetime) -> Line | None:
    """A line anywhere on the page that a label calls the publication's day, which is another one, and no other story's or reader's."""
    judged = around.trace.judged
    for line in judged.lines:
        if not line.has_year or line.index in around.read or line.words > _LONGEST_LABELLED or not is_publication_day(judged, line):
            continue
        moment = parse_date(line.text, now)
        own = not (line.node.shape.comments or tells_another_day(line.key) or is_anothers(judged, line, around.titled))
        if own and moment is not None and moment.iso[:10] != published.iso[:10] and _can_be_its_day(around.trace, moment, now):
            return line
    return None


def _can_be_its_day(trace: Trace, moment: Moment, now: datetime) -> bool:
    address = trace.judged.address
    return address is None or is_possible(address.id, moment.when.date(), now.date())


def _is_amid_the_text(trace: Trace) -> bool:
    """Whether lines of the story stand at the date's own place above it and below it: the author's figures, perhaps."""
    assert trace.meta is not None
    place = trace.judged.lines[trace.meta.dated_at].node.place
    beside = [line.index for line in trace.lines if line.node.place == place and line.words > FEW]
    return bool(beside) and beside[0] < trace.meta.dated_at < beside[-1]


def _misplaced(trace: Trace, published: Moment, witness: str, now: datetime, *, untitled: bool) -> Reason | None:
    if is_below(trace, published, now):
        return Reason("published", _BELOW)
    if untitled and witness == "dateline":
        return Reason("published", "taken from the text, and the title is doubtful")
    if trace.meta and witness == "meta line" and trace.memory.is_unusual("published at", trace.judged.lines[trace.meta.dated_at].node.place):
        return Reason("published", "most pages of this layout have it at another place", published.printed)
    return None


def second_of(published: Moment | None) -> str | None:
    """The time of day of a date that tells one to the second: no two articles are expected to have the same."""
    return f"{published.when:%H:%M:%S}" if published is not None and published.precision == "second" and published.when.second else None


def _dotted_clock(around: Around) -> Line | None:
    """The date's own line, where a time of day with points in it stands beside the day: «26.09.2006 / 22.14.05»."""
    meta = around.trace.meta
    line = around.trace.judged.lines[meta.dated_at] if meta is not None else None
    if line is None or line.words > FEW or not OTHER_COUNTS.isdisjoint(line.key.split()):
        return None
    return line if _DOTTED.search(DATE.sub(" ", western_digits(line.text))) else None


def _unread_clock(around: Around) -> Line | None:
    """A short line near the date with a time of day to the second."""
    meta = around.trace.meta
    dated = around.trace.judged.lines[max(0, meta.first - _NEXT) : meta.last + _NEXT] if meta else []
    last = around.trace.lines[-1].index if around.trace.lines else around.title_at
    below = around.trace.judged.lines[last + 1 : last + 1 + _LONGEST_DATED]
    if told := next((line for line in lines_afterwards(around.trace) if _tells_an_hour(line, around)), None):
        return told
    for line in [*dated, *around.between, *(line for line in below if not around.trace.memory.is_constant(line))]:
        if (
            line.words <= FEW
            and line.index not in around.body
            and any(WITH_SECONDS.search(text) for text in (line.text, *line.said))
            and not (tells_another_day(line.key) or is_anothers(around.trace.judged, line, around.titled))
        ):
            return line
    return None


def _tells_an_hour(line: Line, around: Around) -> bool:
    """Whether a line below the story tells an hour to the second and no day, above what readers say."""
    lines = around.trace.judged.lines
    last = around.trace.lines[-1].index if around.trace.lines else around.title_at
    if has_date(line.text) or tells_another_day(line.key) or not WITH_SECONDS.search(western_digits(line.text)) or line.index in around.body:
        return False
    return not any(is_talk(other.key) for other in lines[last + 1 : line.index])


def _dated(around: Around, now: datetime) -> list[Line]:
    """Short lines near the story that hold a date and were taken for nothing; the day of the visit above the title is the layout's."""
    found = []
    body = around.trace.lines
    last = body[-1].index if body else around.title_at
    for line in [*around.near, *around.items, *body[:3], *body[-2:], *lines_afterwards(around.trace)]:
        exact = line.index not in around.body and WITH_SECONDS.search(western_digits(line.text)) is not None
        labelled = _LONGEST_SENTENCE if tells_publication(line.key) else _LONGEST_LABELLED
        most = _LONGEST_EXACT if exact else _LONGEST_DATED if line.index in around.body else labelled
        if (
            line.words > most
            or is_anothers(around.trace.judged, line, around.titled)
            or not (may_hold_date(line) or (line.has_year and has_date(_spaced(line))))
            or line.is_link
            or around.trace.memory.is_constant(line)
            or tells_another_day(line.key)
        ):
            continue
        if line.index in around.body and is_date_line(line.text):
            continue
        if line.index < around.title_at or line.index > last:
            moment = parse_date(line.text, now) or parse_date(_spaced(line), now)
            if moment is None or may_be_the_visits(moment, line, around.trace.judged, around.trace.memory, now):
                continue
        found.append(line)
    return found


def _spaced(line: Line) -> str:
    """A line's text with its elements set apart, between which nothing may stand: «9:41:30 ص» «20/5/2007»."""
    return " ".join(line.runs) if line.cuts else line.text


def date_of_no_day(trace: Trace) -> Line | None:
    """A short line near the title with what a database prints for no day, or for the day on which its clock begins: «1548 00:00:00 0000-00-00»."""
    at = trace.title.index if trace.title else trace.stretch.start
    near = trace.judged.lines[max(0, at - _NEAR_TITLE) : at + _NEAR_TITLE]
    return next((line for line in near if line.words <= _LONGEST_OF_NO_DAY and _NO_DAY.search(western_digits(line.text))), None)


def unread_date(around: Around, now: datetime) -> Line | None:
    """A short line with a date, near the story or amid it."""
    if (told := date_of_no_day(around.trace)) is not None:
        return told
    amid = (line for line in around.trace.lines if may_hold_date(line) and (line.words <= _LONGEST_DATED or _speaks_of_itself(line)))
    return next(iter(_dated(around, now)), None) or next(amid, None)


def _speaks_of_itself(line: Line) -> bool:
    """Whether a sentence with a day speaks of this story, and of its readers or an hour: the layout's, though it stands amid the text."""
    words = line.key.split()
    told = CLOCK.search(western_digits(line.text)) is not None or counts_readers(words)
    return told and len(words) <= _LONGEST_SENTENCE and speaks_of_this(words)


def _same_day_apart(around: Around, published: Moment, now: datetime) -> Line | None:
    """A short line near the story, and not of it, with the same day: it may tell more of it."""
    for line in [*around.near, *around.items, *lines_afterwards(around.trace)]:
        if line.index in around.body or not line.has_year or line.words > _LONGEST_LABELLED or is_anothers(around.trace.judged, line, around.titled):
            continue
        moment = parse_date(line.text, now)
        if moment is not None and moment.iso[:10] == published.iso[:10]:
            return line
    return None


def _other_date(around: Around, published: Moment, now: datetime) -> Line | None:
    """A line near the story that prints another day."""
    for line in _dated(around, now):
        moment = parse_date(line.text, now)
        if moment is None or moment.iso[:10] != published.iso[:10]:
            return line
    return None


def seldom_found(field: str, trace: Trace, most: float) -> list[Reason]:
    """A field that few pages of the layout have yielded: it is more likely that all of them were read wrong."""
    share = trace.memory.share_found(field)
    return [Reason(field, "few pages of this layout have shown it")] if share is not None and share < most else []


def is_below(trace: Trace, published: Moment | None, now: datetime) -> bool:
    """Whether the meta line stands below the story, where other pages have none, and neither its words nor the article's number prove it."""
    meta = trace.meta
    if meta is None or meta.first < trace.stretch.end or meta.labelled or meta.dated:
        return False
    if is_publication_day(trace.judged, trace.judged.lines[meta.dated_at]) or (published is not None and _is_its_numbers(trace, published, now)):
        return False
    return not trace.memory.is_usual("meta", trace.judged.lines[meta.first].node.place)


def _is_its_numbers(trace: Trace, published: Moment, now: datetime) -> bool:
    """Whether articles of this number came out on that day, which is not one of the visit's: hardly by chance."""
    address = trace.judged.address
    if address is None or not _is_told_by_number(trace, now) or is_of_these_days(published, now):
        return False
    return is_possible(address.id, published.when.date(), now.date())
