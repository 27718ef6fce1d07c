"""Numbers near the story that nobody explains: without one, a page that shows no count of readers has none."""

import itertools
import re

from buratha.arabic.dates import without_dates
from buratha.arabic.digits import ungrouped, unspaced, western_digits
from buratha.arabic.folding import fold
from buratha.pages.afterwards import lines_afterwards
from buratha.pages.byline import EDITORS_CODE
from buratha.pages.counting import NOT_VIEWS, heads_the_present
from buratha.pages.judged import Judged
from buratha.pages.label_words import keys
from buratha.pages.lines import Line
from buratha.pages.meta_text import AGO, DAY_AND_MONTH, MONTH_AND_YEAR, ROUNDED
from buratha.pages.ownership import is_anothers, is_of_the_site
from buratha.pages.trace import Around

LONGEST_COUNTED, LONGEST_ROW = 8, 25
"""Words of a line that may count readers, and of one that holds all the facts of a story."""

_CLOCK = re.compile(r"\d{1,2}:\d{2}(?::\d{2})?")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_OF_AN_ENTRY = re.compile(r"(?<=\w )\(\s*\d{1,3}\s*\)|\b(?:19|20)\d{2} \(\s*\d{1,3}\s*\)")
"""How many articles a month, a subject or a writer has, behind its name in a list: «أكتوبر (31)»."""

_MEASURED = re.compile(r"\d[\d.,]*\s?(?:[°º℃%٪]|(?:ال)?(?:يوم(?!\s+ال)|[أا]يام|ساع|دقيق|درج|رموز|رمز|حرف|[أا]حرف|متر|كم(?!\w)))")
"""Numbers before what they measure, which is no reader: degrees, days to go, letters that may still be written; «1408 يوم الأحد» is none."""
_IN_A_NAME = re.compile(r"(?<=[A-Za-z_])\d+")
_TELEPHONE = re.compile(r"(?<!\d)(?:[+0]\d[\d -]{6,}\d|\d{9,})(?!\d)")
_LABEL = 4
_YEAR = re.compile(r"(?<!\d)(?:19[5-9]|20[0-4])\d(?!\d)")
_FROM_YEAR_TO_YEAR = re.compile(rf"{_YEAR.pattern}(?:\s*[-–—/]\s*|\s+){_YEAR.pattern}")
_NUMBER = re.compile(r"\d+")
_MONEY, _OF_A_YEAR = keys("counts", "money"), keys("counts", "of_a_year")
_FEWEST = 10


def has_unread_number(around: Around) -> bool:
    """Whether a short line near the story, or one beside the date, has a number that may count its readers: no day, no hour and no other story's."""
    trace = around.trace
    dated = (trace.judged.lines[index] for index in sorted({*trace.meta.lines, *trace.fitted} if trace.meta else trace.fitted))
    lines = itertools.chain(dated, around.near, lines_afterwards(trace))
    own = (line for line in lines if line.index not in around.body and line.index != around.title_at)
    counting = (line for line in own if _may_count_readers(line) and not _is_labelled_otherwise(trace.judged, line))
    return any(not is_anothers(trace.judged, line, around.titled) for line in counting)


def without_moments(line: Line) -> str:
    """A line's text without its times of day and, in a short one, its dates: what counts readers has a number left."""
    text = AGO.sub("", _CLOCK.sub("", western_digits(line.text)))
    return without_dates(text) if line.has_year and line.words <= LONGEST_ROW else text


def _is_labelled_otherwise(judged: Judged, line: Line) -> bool:
    """Whether a bare number stands right behind words for money or for what else is counted: a row of rates, or of a poll."""
    before = next((other for other in reversed(judged.lines[: line.index]) if other.key), None)
    bare = before is not None and line.text.strip() != "" and not any(map(str.isalpha, line.text))
    return bare and before is not None and before.words <= _LABEL and not (NOT_VIEWS | _MONEY).isdisjoint(before.key.split())


def _may_count_readers(line: Line) -> bool:
    """Whether a line is short, does not say that it counts comments, money or the like, and has a number that is not plainly a year."""
    words = line.key.split()
    text = without_moments(line)
    if len(fold(text).split()) > LONGEST_COUNTED or EDITORS_CODE.match(line.text) or not (NOT_VIEWS | _MONEY).isdisjoint(words):
        return False
    if heads_the_present(words):
        return False
    for of_something_else in (_ADDRESS, _OF_AN_ENTRY, _MEASURED, _IN_A_NAME, _TELEPHONE, DAY_AND_MONTH):
        text = of_something_else.sub("", text)
    text = MONTH_AND_YEAR.sub("", _FROM_YEAR_TO_YEAR.sub("", text))
    if is_of_the_site(line) or not _OF_A_YEAR.isdisjoint(words):
        text = _YEAR.sub("", text)  # any other may as well be so many readers
    return ROUNDED.search(text) is not None or any(int(number) >= _FEWEST for number in _NUMBER.findall(ungrouped(unspaced(text))))
