"""Lists of other stories that are told by their form alone, wherever their links lead: a headline, and behind it its day or its readers.

An older part of a site, another one of its systems, or an address that is not known yet: «- البعث في ثوبه الجديد (2006-11-16 ، قرئ 1420)».
"""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from buratha.arabic.dates import has_date, without_dates
from buratha.arabic.digits import western_digits
from buratha.pages.counting import NOT_VIEWS, counts_readers
from buratha.pages.judged import Judged, is_prose
from buratha.pages.lines import Line
from buratha.pages.page import leads_outside
from buratha.urls import resolve

_HEADLINE, _LONGEST_REST, _LONGEST_LABEL = 2, 12, 6
"""Words."""
_FEWEST = 2
_AROUND = 4
_DOCUMENT = re.compile(r"\.(?:pdf|docx?|xlsx?|pptx?|zip|rar|jpe?g|png)(?:\?|$)|/tags?/", re.IGNORECASE)
_OWN_BLOCKS = frozenset(("dt", "th", "caption", "summary"))
_SENTENCE_END = re.compile(r"[.!؟?…،,]\s*$")


def mark_entries(judged: Judged) -> None:
    """Mark the lines of such lists as links, and what stands right above a list as another's; an author's list stands amid his paragraphs."""
    for run in _runs(judged):
        if _goes_on_below(judged, run):
            continue
        for line in run:
            judged.evidence[line.index].link = True
        above = judged.above(run[0].index)
        if above is not None and heads_a_list(above):
            judged.evidence[above.index].anothers = True


def _goes_on_below(judged: Judged, run: list[Line]) -> bool:
    """Whether a paragraph of the kind of the one above stands right below a list."""
    first, last = run[0].index, run[-1].index
    before = next((judged.lines[at] for at in range(first - 1, max(-1, first - _AROUND), -1) if is_prose(judged.lines[at])), None)
    below = next((line for line in judged.lines[last + 1 : last + _AROUND] if line.key), None)
    return before is not None and below is not None and is_prose(below) and below.node.place == before.node.place


def heads_a_list(line: Line) -> bool:
    """Whether a few words may be the heading of the list right below them: set as one, or with a colon behind them."""
    if not 0 < line.words <= _LONGEST_LABEL or line.links or _SENTENCE_END.search(line.text):
        return False
    is_set = line.node.heading or line.node.tag in _OWN_BLOCKS or line.node.shape.print.bold
    return bool(is_set) or line.text.rstrip().endswith((":", "："))


def _runs(judged: Judged) -> Iterator[list[Line]]:
    """Entries one below the other, one of them with a day or a number behind it."""
    run: list[Line] = []
    for line in [*(line for line in judged.lines if line.key), None]:
        if line is not None and _is_entry(judged, line) and (not run or run[-1].node.place == line.node.place):
            run.append(line)
            continue
        if len(run) >= _FEWEST and all(_tells_day_or_readers(_rest(other)) for other in run):
            yield run
        run = [line] if line is not None and _is_entry(judged, line) else []


def _tells_day_or_readers(rest: str) -> bool:
    """Whether a rest of a line is a day with its year, or a number that a word for readers or comments stands beside."""
    words = without_dates(rest).split()
    counted = any(counts_readers([word]) or word in NOT_VIEWS for word in words) and any(word.isdigit() for word in words)
    return counted or has_date(rest)


def _is_entry(judged: Judged, line: Line) -> bool:
    """Whether a line is a headline that leads to another page of the site, and nothing behind it but a day, or a number of readers or comments."""
    if len(line.links) != 1 or line.is_link or len(line.links[0].text.split()) < _HEADLINE:
        return False
    rest = _rest(line)
    if not any(map(str.isdigit, rest)) or not _leads_to_another_page(judged, line.links[0].target):
        return False
    words = [word for word in without_dates(rest).split() if any(map(str.isalnum, word))]
    return len(words) <= _LONGEST_REST and all(word.isdigit() or counts_readers([word]) or word in NOT_VIEWS for word in words)


def _rest(line: Line) -> str:
    """What stands in a line beside its link."""
    return western_digits(line.text.replace(line.links[0].text, " ", 1))


def _leads_to_another_page(judged: Judged, target: str) -> bool:
    if "#" in target or leads_outside(target) or _DOCUMENT.search(target):
        return False
    whole = resolve(judged.url, target)
    here, there = urlsplit(judged.url), urlsplit(whole or "")
    return bool(whole) and there.scheme in {"http", "https"} and (there.path, there.query) != (here.path, here.query)
