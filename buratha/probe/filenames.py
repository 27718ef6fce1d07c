"""The article's number in the name of a file: counted where the name is like an address, or the number stands for itself, and not in a title."""

import re
from urllib.parse import unquote

from buratha.sections import names

_COPY = re.compile(r"(?:\s*\(\d+\)|\s+-\s+Copy)+$", re.IGNORECASE)
"""What browsers and desktops add to the name of a second file."""
_ENDING = re.compile(r"\.(?:[a-z]{1,6}|[a-z]{1,6}\.\d{1,3})$", re.IGNORECASE)
"""The last one as wget has it: ``28552.html.1``."""
_SAVED_ON = re.compile(r"(?<=\d)[^a-z\d](?:19|20)\d\d([-_.]?)\d\d\1\d\d$", re.IGNORECASE)
"""The day of saving, behind a number."""
_WHOLE_ADDRESS = re.compile(r"(?<![a-z])arabic[^a-z\d]+[a-z][a-z_-]*?[^a-z\d]+0*([1-9]\d{0,8})(?!\d)", re.IGNORECASE)
_NAME = re.compile(r"[!-~]+")
_PART = re.compile(r"[a-z]+|\d+")
_NUMBER = re.compile(r"0*[1-9]\d{0,8}")
_YEAR_OR_DAY = re.compile(r"(?:19|20)\d\d(?:(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]))?")
_BEFORE_NUMBERS = frozenset("article articles id newsid nid no number p post story".split())
_IN_ADDRESSES = frozenset("arabic asp aspx burathanews com ftp htm html http https index localhost mail php view www".split())
_FEW_WORDS, _MANY_DIGITS, _FEWEST_DIGITS = 2, 5, 4


def number_in(name: str) -> int | None:
    """The number of the article that a file is named after; None where a number in its name may be any other.

    >>> [number_in(name) for name in ("28552.html", "burathanews.com_arabic_news_40.html.gz", "news-28552.htm", "28552 (1).html")]
    [28552, 40, 28552, 28552]
    >>> [number_in(name) for name in ("حملة توزع 40 سلة غذاء.html", "top-10-stories.html", "covid-19.html", "2007-09-30.html", "page.html")]
    [None, None, None, None, None]
    """
    name = unquote(name).strip()
    if address := _WHOLE_ADDRESS.search(name):
        return int(address[1])
    name = _COPY.sub("", name)
    while ending := _ENDING.search(name):
        name = _COPY.sub("", name[: ending.start()])
    name = _SAVED_ON.sub("", name)
    parts = _PART.findall(name.lower()) if _NAME.fullmatch(name) else []
    if not parts or not _NUMBER.fullmatch(parts[-1]):
        return None
    return int(parts[-1]) if _is_numbered(parts[:-1], parts[-1]) else None


def _is_numbered(before: list[str], number: str) -> bool:
    """Whether what stands before a number in a name leaves no doubt that it is the article's."""
    if len(number.lstrip("0")) < _FEWEST_DIGITS:
        return False  # the third page of somebody's: «page-3», «article-12»
    if before and _says_number(before[-1]):
        return all(_says_number(part) or part in _IN_ADDRESSES or part.isdigit() for part in before)
    if _YEAR_OR_DAY.fullmatch(number) and (before or len(number) > len("2007")):
        return False
    return not before or (len(before) <= _FEW_WORDS and len(number) >= _MANY_DIGITS)


def _says_number(part: str) -> bool:
    return part in _BEFORE_NUMBERS or part in names()


def section_in(name: str) -> str | None:
    """The section's slug among the words of a file's name; None where none is, or several are.

    >>> [section_in(name) for name in ("poetry-426159.html", "burathanews.com_arabic_levant_40.html.gz", "28552.html")]
    ['poetry', 'levant', None]
    """
    found = {part for part in _PART.findall(unquote(name).lower()) if part in names()}
    found -= {"news"} if len(found) > 1 else set()  # «burathanews» is one word, «news» may be the site's
    return found.pop() if len(found) == 1 else None
