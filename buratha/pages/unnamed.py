"""A page read once more as if its blocks had no names: a day or a count that hangs on what a stranger called a block is doubtful.

Names of classes, and lists and tables, tell much of a page and are as often chosen for looks. Where a reading without them gives another
day or another count, the two were weighed by little more than names. It is alone with its page: a site's furniture is known by its places,
which have no names here.
"""

import re
from dataclasses import replace

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
_FEWEST_COUNTED = 10
"""A smaller number is a mark or a comment's thumb more often than a count of readers."""


def hangs_on_names(read: ArticleFacts, memory: Repetition) -> bool:
    """Whether the day or the count is trusted so far, and may hang on a name.

    A line in the agency's own form hangs on none; nor, most likely, does a page whose layout's other pages did not when they were asked.
    """
    trace = read.trace
    if trace is None or (trace.meta is not None and trace.meta.agency_form):
        return False
    trusted = [name for name, value in (("published", read.published), ("views", read.views)) if value is not None and not trace.doubts(name)]
    if not trusted or not trace.judged.learnt:
        return bool(trusted)
    share = memory.share_found(DECIDED)
    return share is None or share >= _SELDOM


def without_names(opened: OpenedPage) -> OpenedPage:
    """The same page with no names of classes, no ids, and plain blocks for lists and tables whose ends are all written."""
    text = _TAG.sub(lambda tag: _NAMES.sub("", tag.group()), opened.decoded.text)
    lower = text.lower()
    for name in _GROUPING:
        if lower.count(f"</{name}>") == len(re.findall(rf"<{name}\b", lower)):
            text = re.sub(rf"<(/?){name}\b", r"<\1div", text, flags=re.IGNORECASE)
    return OpenedPage(opened.url, replace(opened.decoded, text=text), opened.content_type)


def doubt_what_names_decide(read: ArticleFacts, unnamed: ArticleFacts | NoArticle) -> list[Reason]:
    """The day and the count of readers, where both readings give one and they differ."""
    if read.trace is None or isinstance(unnamed, NoArticle):
        return []
    found = []
    if read.published and unnamed.published and read.published.when.date() != unnamed.published.when.date() and not read.trace.doubts("published"):
        found.append(Reason("published", REASON, unnamed.published.printed))
    if read.views is not None and unnamed.views is not None and unnamed.views not in {read.views, *range(_FEWEST_COUNTED)}:
        found += [] if read.trace.doubts("views") else [Reason("views", REASON, str(unnamed.views))]
    return found
