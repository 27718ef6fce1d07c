"""What sites print around a reader's name, day and text: labels, «says», a comment's number, how many liked it."""

import re

from buratha.arabic.digits import western_digits
from buratha.arabic.folding import fold
from buratha.pages.counting import OTHER_COUNTS
from buratha.pages.label_words import keys, patterns
from buratha.pages.meta_text import DATE_FILLERS
from buratha.pages.wording import is_talk, wordings

AROUND = " \t-–—|:()[]،,·•"
_SAYING = keys("comments", "saying")
_NAMES, _TEXTS = keys("comments", "names"), keys("comments", "texts")
_DAYS = frozenset(key for key in wordings().date_labels - _SAYING if len(key) > 1)
_WEEKDAYS = keys("times", "weekdays")
_ON = frozenset(("في", "يوم"))
_NAME_LABEL = re.compile(rf"(?:{patterns('comments', 'names')})\s*[:：-]\s*(?=\S)")
_TEXT_LABEL = re.compile(rf"(?:{patterns('comments', 'texts')})\s*[:：]\s*")
_NUMBERING = re.compile(r"[#(\[]?\s?\d{1,4}\s*[-–—.)\]:/|]+\s*(?=\D)")
_NUMBER = re.compile(r"[\W_]*\d{1,4}[\W_]*")
_HOW_MANY = frozenset(("عدد", "مرات"))
_MOST_COUNTED = 4


def bare_name(text: str) -> str:
    """The name in what stands above a comment's day, or before it in its line; empty where there is none.

    >>> bare_name("2 - الاسم : أبو زينب - التاريخ :"), bare_name("أرسله أبو زينب يوم الأحد"), bare_name("بتاريخ")
    ('أبو زينب', 'أبو زينب', '')
    """
    text = _NUMBERING.sub("", text.strip(AROUND), count=1) if _NUMBERING.match(western_digits(text.strip(AROUND))) else text.strip(AROUND)
    if found := _NAME_LABEL.match(text):
        text = text[found.end() :]
    words = text.split()
    while words and _ends_before_a_day(words):
        words.pop()
    if len(words) > 1 and _key(words[0]) in _SAYING:
        del words[0]
    return " ".join(words).strip(AROUND)


def without_saying(text: str) -> str:
    """What stands behind a comment's day without a last word that only says that somebody wrote it then."""
    head, _, last = text.strip(AROUND).rpartition(" ")
    return head.strip(AROUND) if _key(last) in _SAYING else text


def is_beside(text: str) -> bool:
    """Whether a line is nothing but a label of a name, a day or a text."""
    return fold(text) in _NAMES | _TEXTS | _DAYS and text.rstrip().endswith(":")


def is_counting(key: str, text: str) -> bool:
    """Whether a line is a comment's number, or tells how many liked it or answered."""
    words = [word for word in key.split() if not word.isdigit()]
    if not words:
        return _NUMBER.fullmatch(western_digits(text)) is not None
    counted = len(words) <= _MOST_COUNTED and not OTHER_COUNTS.isdisjoint(words) and (OTHER_COUNTS | _HOW_MANY).issuperset(words)
    return counted and any(map(str.isdigit, key)) and not is_talk(key)


def without_label(text: str) -> str | None:
    """A comment's text behind the label before it; None where there is no such label."""
    found = _TEXT_LABEL.match(text)
    return text[found.end() :] if found else None


def is_of_a_day(key: str) -> bool:
    """Whether a folded word may stand with a date and tells nothing else."""
    return key in DATE_FILLERS or key in _DAYS


def _ends_before_a_day(words: list[str]) -> bool:
    """Whether the last of some words speaks of the day that follows, or says that somebody has written."""
    last = _key(words[-1])
    if last in _WEEKDAYS:
        return len(words) == 1 or _key(words[-2]) in _ON or words[-2][-1] in AROUND
    return not last or last in _DAYS or last in _ON or last in _SAYING


def _key(word: str) -> str:
    return fold(word.strip(AROUND))
