"""Walls: what a host, a guard or a server sets in the place of any page, in whatever words. The whole shape of the page tells.

A wall is short, has no day, speaks to whoever came and tells nothing, and has nothing of the site's own around it. A real item of one sentence
has its day, or tells who said so.
"""

import re
from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import urljoin

from buratha.arabic.dates import has_date
from buratha.arabic.folding import fold
from buratha.pages.judged import Judged
from buratha.pages.lines import Line
from buratha.pages.repetition import Repetition
from buratha.resources import load
from buratha.urls import article_address, listing_section

_MOST_WORDS = 80
"""Words that a wall has besides what every page has around it."""
_MOST_FOREIGN = 500
"""Words of the longest page that servers come with: Apache's own."""
_A_SENTENCE, _A_LABEL = 4, 3
_LETTER, _ARABIC = re.compile(r"[^\W\d_]"), re.compile("[\u0621-\u064a]")
_MOSTLY = 0.95
_AGO = re.compile(r"(?<!\S)(?:قبل|منذ) (?:\S+ )?(?:ثاني|ثواني|ثوان|دقي|دقاي|ساع|يوم|ايام|اسبوع|اسابيع|شهر|اشهر|شهور|سن)")
_ATTACHED = "(?:[وفبلك]?ال|لل|[وفبلك])?"


@dataclass(frozen=True, slots=True)
class _Words:
    """What walls speak of and how: patterns over folded text."""

    machines: re.Pattern[str]
    troubles: re.Pattern[str]
    visitors: re.Pattern[str]
    excuses: re.Pattern[str]
    reports: re.Pattern[str]


@cache
def _words() -> _Words:
    data: dict[str, Any] = load("wordings.toml")["walls"]
    begun = {name: rf"(?<!\S){_ATTACHED}(?:{'|'.join(map(fold, texts))})" for name, texts in data.items()}
    begun["reports"] += r"(?!\S)"
    return _Words(**{name: re.compile(pattern) for name, pattern in begun.items()})


def wall_on(judged: Judged) -> str | None:
    """What shows that a page is a wall, by the page alone; None for any other page."""
    lines = [line for line in judged.lines if line.key]
    if _is_foreign(judged, lines):
        return "the page has no letter of Arabic"
    own = _own(judged, lines)
    if not _may_be_a_wall(own):
        return None
    text = " ".join([fold(judged.page.title), *(line.key for line in own)])
    if not _says_so(text, is_framed=_is_framed(judged)):
        return None
    return f"the page says «{max(own, key=lambda line: line.words).text[:100]}»"


def _says_so(text: str, *, is_framed: bool) -> bool:
    """Whether a page says what walls do. In the site's frame more has to speak for it: of what, what is wrong with it, and to whom it is said."""
    known = _words()
    if known.reports.search(text):
        return False
    troubled, machine, visitor = (kind.search(text) is not None for kind in (known.troubles, known.machines, known.visitors))
    if is_framed:
        return troubled and machine and visitor
    return (troubled or machine) and (visitor or known.excuses.search(text) is not None)


def is_a_strangers(judged: Judged, memory: Repetition) -> bool:
    """Whether a short page without a day has not one of the lines that the site's other pages have around their stories."""
    lines = [line for line in judged.lines if line.key]
    if not _may_be_a_wall(lines) or max(line.words for line in lines) < _A_LABEL or _is_framed(judged):
        return False
    frame = memory.frame()
    return bool(frame) and frame.isdisjoint(line.level for line in lines)


def _may_be_a_wall(lines: list[Line]) -> bool:
    return bool(lines) and sum(line.words for line in lines) <= _MOST_WORDS and not any(_tells_when(line) for line in lines)


def _tells_when(line: Line) -> bool:
    """Whether a line has a day, or tells how long ago something was."""
    return has_date(line.text) or _AGO.search(line.key) is not None


def _own(judged: Judged, lines: list[Line]) -> list[Line]:
    """The lines that are no furniture; all that are no links, where every page said the same so that it is taken for furniture."""
    plain = [line for line in lines if not line.is_link]
    own = [line for line in plain if not judged.evidence[line.index].against]
    return own if any(line.words >= _A_SENTENCE for line in own) else plain


def _is_foreign(judged: Judged, lines: list[Line]) -> bool:
    """Whether a page tells something and has no letter of Arabic, where every page of the site has a menu at least."""
    text = " ".join([judged.page.title, *(line.text for line in lines)])
    letters = "".join(_LETTER.findall(text))
    if _ARABIC.search(text) or sum(map(str.isascii, letters)) < _MOSTLY * len(letters):  # letters of a set that was not understood are no words
        return False
    return bool(letters) and _A_SENTENCE <= sum(line.words for line in lines) <= _MOST_FOREIGN


def _is_framed(judged: Judged) -> bool:
    """Whether a page leads into the site, has the site's own words below its text, or a box for comments."""
    if judged.barriers or any(evidence.tail for evidence in judged.evidence):
        return True
    targets = {link.target for line in judged.lines for link in line.links}
    return any(_leads_in(urljoin(judged.url, target), judged.url) for target in targets if _is_an_address(target))


def _is_an_address(target: str) -> bool:
    return not target.startswith(("#", "javascript:", "mailto:", "tel:")) and "[" not in target


def _leads_in(url: str, own: str) -> bool:
    return url != own and (article_address(url) is not None or listing_section(url) is not None)
