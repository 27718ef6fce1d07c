"""A page read once more as if its blocks had no names: a day or a count that hangs on what a stranger called a block is doubtful.

Names of classes, and lists and tables, tell much of a page and are as often chosen for looks. Where a reading without them gives another
day or another count, the two were weighed by little more than names. It is alone with its page: a site's furniture is known by its places,
which have no names here.
"""

import re
from dataclasses import replace
from datetime import timedelta

from buratha.arabic.dates import Moment
from buratha.pages.facts import ArticleFacts
from buratha.pages.kinds import NoArticle
from buratha.pages.opened import OpenedPage
from buratha.pages.repetition import Repetition
from buratha.pages.trace import Reason

REASON = "another one is read where the markup's names, lists and tables are left out"
_TAG = re.compile(r"<[a-zA-Z][^<>]*>")
_NAMES = re.compile(r"""\s(?:class|id)\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'>]+)""", re.IGNORECASE)
_GROUPING = ("table", "thead", "tbody", "tr", "td", "th", "ul", "ol", "li", "dl", "dt", "dd", "center")
DECIDED = "names decide"
"""Whether names of classes decided a day or a count, as votes in the memory."""
_SELDOM = 0.02
_BY_PLACE = frozenset(("meta line", "label"))
"""Witnesses that go by where a line stands."""
_BETWEEN_CALENDARS = timedelta(days=2)
_HIJRA = re.compile(r"هـ|هجر|(?<!\d)1[34]\d\d(?!\d)")
_FEWEST_COUNTED = 10
"""A smaller number is a mark or a comment's thumb more often than a count of readers."""


def hangs_on_names(read: ArticleFacts, memory: Repetition) -> bool:
    """Whether the day or the count is trusted so far, and may hang on a name.

    A line in the agency's own form, a labelled one, a machine's word and a selector hang on none; nor, most likely, does a page whose
    layout's other pages did not when they were asked.
    """
    trace = read.trace
    if trace is None or not any(_may_hang(read, name) for name in ("published", "views")):
        return False
    share = memory.share_found(DECIDED) if trace.judged.learnt else None
    return share is None or share >= _SELDOM


def _may_hang(read: ArticleFacts, name: str) -> bool:
    """Whether a field has a value that no doubt is told of, and that was read off a line by where it stands."""
    trace = read.trace
    if trace is None or getattr(read, name) is None or trace.doubts(name):
        return False
    if trace.meta is not None and (trace.meta.agency_form or trace.meta.labelled):
        return False
    return read.witnesses.get(name) in _BY_PLACE


def without_names(opened: OpenedPage) -> OpenedPage:
    """The same page with no names of classes, no ids, and plain blocks for lists and tables whose ends are all written."""
    text = _TAG.sub(lambda tag: _NAMES.sub("", tag.group()), opened.decoded.text)
    lower = text.lower()
    for name in _GROUPING:
        if lower.count(f"</{name}>") == len(re.findall(rf"<{name}\b", lower)):
            text = re.sub(rf"<(/?){name}\b", r"<\1div", text, flags=re.IGNORECASE)
    return OpenedPage(opened.url, replace(opened.decoded, text=text), opened.content_type)


def doubt_what_names_decide(read: ArticleFacts, unnamed: ArticleFacts | NoArticle, memory: Repetition) -> list[Reason]:
    """The day and the count of readers, where both readings give one and they differ; not where other pages have the other one, too."""
    if isinstance(unnamed, NoArticle):
        return []
    found = []
    if _may_hang(read, "published") and unnamed.published and _is_another_day(read, unnamed.published, memory):
        found.append(Reason("published", REASON, unnamed.published.printed))
    if _may_hang(read, "views") and unnamed.views is not None and unnamed.views not in {read.views, *range(_FEWEST_COUNTED)}:
        found.append(Reason("views", REASON, str(unnamed.views)))
    return found


def _is_another_day(read: ArticleFacts, other: Moment, memory: Repetition) -> bool:
    """Whether a moment is of another day, and neither the same one in the other calendar nor one that all pages print."""
    assert read.published is not None
    assert read.trace is not None
    apart = abs(read.published.when.date() - other.when.date())
    if not apart or (apart <= _BETWEEN_CALENDARS and _HIJRA.search(other.printed)):
        return False
    return not any(other.printed in line.text and memory.is_constant(line) for line in read.trace.judged.lines)
