"""Lines that few pages have, and that are furniture by what they say: offers, tools, the weather, a poll, a headline behind a label."""

import re

from buratha.arabic.dates import without_dates
from buratha.arabic.folding import fold
from buratha.pages.lines import Line
from buratha.pages.meta_text import is_date_line
from buratha.pages.wording import LONGEST_ADVERT, is_advert, wordings

_LABEL, _HEADLINE, _FACTS, _SEVERAL = 4, 3, 3, 2
_TOOLS, _MOSTLY = 4, 0.75
_LONGEST = 25
_WEATHER = re.compile(r"\d\s?[°º℃]")
_POLLED = re.compile(r"[^\d%٪]{2,40}\d{1,3}(?:[.,٫]\d+)?\s?[%٪]")


def is_plainly_furniture(line: Line) -> bool:
    """Whether a line's own words tell that it is no part of a story."""
    return leads_or_offers(line) or (line.words <= _LONGEST and is_beside_a_box(line))


def leads_or_offers(line: Line) -> bool:
    """Whether a line is a headline that leads elsewhere, an offer, or a row of tools, by its own words."""
    return line.words <= _LONGEST and (is_labelled_link(line) or _is_offered(line) or _is_row_of_tools(line))


def is_labelled_link(line: Line) -> bool:
    """Whether a line is a headline that leads somewhere, behind a label: «اقرأ في الوكالة: …», with its day and its readers behind it perhaps.

    The form of its address does not matter.
    """
    if len(line.links) != 1 or len(line.links[0].text.split()) < _HEADLINE:
        return False
    label, headline, facts = line.text.partition(line.links[0].text)
    told = [word for word in without_dates(facts).split() if not word.isdigit()]
    return headline != "" and label.rstrip().endswith(":") and 0 < len(label.split()) <= _LABEL and len(told) <= _FACTS


def is_beside_a_box(line: Line) -> bool:
    """Whether a line is nothing but a day, degrees, or an answer with its share: what boxes have amid a text, and lists of an author's have not."""
    return is_date_line(line.text) or _WEATHER.search(line.text) is not None or _POLLED.fullmatch(line.text.strip()) is not None


def _is_offered(line: Line) -> bool:
    """Whether a label for advertisements stands before an offer, glued to it or with a colon: «مساحة ممولة …», «إعلان: …».

    One word may be the author's, whose text is an announcement, where nothing leads anywhere.
    """
    labels = [line.runs[0]] if len(line.runs) > 1 else []
    before, colon, _ = line.text.partition(":")
    labels += [before] if colon else []
    shortest = 1 if line.links or line.pictures else _SEVERAL
    return any(shortest <= len(label.split()) <= LONGEST_ADVERT and is_advert(fold(label)) for label in labels)


def _is_row_of_tools(line: Line) -> bool:
    """Whether hardly a word is none of those that tools have: «حجم الحرف: صغير متوسط كبير للطبع ارسل هذا الموضوع بالبريد»."""
    words, known = line.key.split(), wordings()
    tools = [word for word in words if word in known.tool_row or word in known.networks]
    others = [word for word in words if word in known.tool_row_fillers]
    return len(words) >= _TOOLS and len(tools) >= _SEVERAL and len(tools) + len(others) >= _MOSTLY * len(words)
