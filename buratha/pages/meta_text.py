"""A short text as a piece of a meta line: a date, a time of day, numbers, and the label that says what these are."""

import re
from collections.abc import Sequence
from functools import lru_cache

from buratha.arabic.dates import CLOCK_END, HOUR_MARK, has_date, with_colons, with_stamps_in_baghdad, without_dates
from buratha.arabic.digits import ungrouped, western_digits
from buratha.arabic.folding import fold
from buratha.pages.counting import MINUTES, NOT_VIEWS, OTHER_COUNTS, OWN_NUMBER, TODAY, counts_readers, speaks_of_the_present, speaks_of_this
from buratha.pages.label_words import either, keys
from buratha.pages.other_counts import BAR, FILLERS, NUMBER, TAKEN, TOKEN, without_other_counts
from buratha.pages.wording import tells_another_day, wordings

DATE_FILLERS = keys("times", "within_date")
_LONGEST_DATE = 90
_YEAR = r"(?:19|20|1[34])\d\d"
DATE = re.compile(rf"(?<!\d)(?:{_YEAR}\s?[-/.]\s?\d{{1,2}}\s?[-/.]\s?\d{{1,2}}|\d{{1,2}}\s?[-/.]\s?\d{{1,2}}\s?[-/.]\s?{_YEAR})(?!\d)")
CLOCK = re.compile(rf"(?<!\d)\d{{1,2}}:\d{{2}}(?::\d{{2}})?(?!\d){CLOCK_END}", re.IGNORECASE)
_HOUR_MARK = re.compile(rf"(?<=\d){HOUR_MARK}")
ROUNDED = re.compile(r"\d+(?:[.,٫]\d{1,2})?\s?(?:(?:ألف|الف|ألفا|الفا|آلاف|الاف|مليون)(?!\w)|[kK](?![A-Za-z]))")
"""A counter that tells no exact number: «1.5 ألف», "12K"."""
_SPAN = r"(?:ثاني|ثوان|دقي|دقا|ساع|يوم|[أا]يام|[أا]سبوع|[أا]سابيع|شهر|شهور|[أا]شهر|سن|عام|[أا]عوام)\w*"
AGO = re.compile(
    rf"(?<!\w)(?:قبل|منذ)\s*:?\s+\d{{1,3}}\s+{_SPAN}(?:\s+و\s?\d{{1,3}}\s+{_SPAN})?"
    r"|(?<!\d)\d{1,3}\s+(?:second|minute|hour|day|week|month|year)s?\s+ago(?!\w)",
    re.IGNORECASE,
)
"""How long ago something was: «قبل 15 سنة» counts no readers."""
WITH_SECONDS = re.compile(r"(?<!\d)\d{1,2}:\d{2}:\d{2}(?!\d)")
"""An hour to the second: no author tells one."""
_COUNTED = re.compile(rf"\d (?:من )?(?:ال)?(?:{either('readers', 'in_a_sentence')})(?!\w)")
"""Folded: a number that the sentence itself says counts readers. Visitors are left out: stories of pilgrimages count those."""
_POSTED_AS = re.compile(r"#\s?\d+")  # a post's place in a thread
_NUMBER_OF = "عدد"
_DAY_OF = frozenset(("تاريخ", "تاريخه", "التاريخ"))
"""What a label of a day begins with, whatever the site calls its coming out: «تاريخ الإعلان»."""
_HOUR_WORDS = frozenset(("الساعه", "والساعه", "ساعه", "س"))
_CLAUSES = re.compile(r"\n|[\[\]()|]|[،,]\s")
_DIGIT = re.compile(r"\d")
_LONGEST_LABEL = 3
_MOST_WORDS = 8
_SENTENCE = 3
FULL_STOP = re.compile(r"[.!؟?…]\s*$")
_MOST_STRANGE = 5
_LONGEST_SENTENCE = 34
_MOST_BESIDE_NUMBER = 3
_OTHER_ICONS = "[\U0001f4ac\U0001f5e8\u2764\U0001f44d\u2709\U0001f517\U0001f501]\ufe0f?"
ICONS = re.compile(f"(?P<views>[\U0001f441\U0001f440])|(?P<other>{_OTHER_ICONS})|\ufe0f")
_ASIDE = re.compile(r"\(([^()]*\d[^()]*)\)")
_MONTHS = 12
_MONTH = (
    r"(?:(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?|"
    r"يناير|فبراير|مارس|[أا]بريل|مايو|يونيو|يوليو|[أا]غسطس|سبتمبر|[أا]كتوبر|نوفمبر|ديسمبر|"
    r"شباط|[آا]ذار|نيسان|[أا]يار|حزيران|تموز|[آا]ب|[أا]يلول|(?:كانون|تشرين) (?:ال)?(?:[أا]ول|ثاني))"
)
MONTH_AND_YEAR = re.compile(rf"(?<!\w){_MONTH}[\s,-]+(?:19|20)\d\d(?!\d)", re.IGNORECASE)
"""Since when somebody is a member, in the manner of forums: no count."""
DAY_AND_MONTH = re.compile(rf"(?<![\d:.,/-])\d{{1,2}}\s+(?:من\s+)?{_MONTH}(?!\w)", re.IGNORECASE)
"""A day without its year, as changes are told beside a whole date: no count."""
_TWO_NUMBERS = re.compile(r"(?<![\d/.-])(\d{1,2})[/.-](\d{1,2})[/.-](?:19|20)\d\d(?!\d)")
_OTHER_ICON, _AN_EYE, _A_YEAR = re.compile(_OTHER_ICONS), re.compile("[\U0001f441\U0001f440]"), re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_EYE_THAT_SPEAKS = re.compile("\U0001f441\ufe0f?\u200d?\U0001f5e8\ufe0f?")
"""One sign, of an eye and a bubble, that counts readers."""
_BEHIND_ITS_NUMBER = re.compile("\\d\\s*[\U0001f441\U0001f440](?!\ufe0f?\\s*\\d)")
_BEHIND_AN_ICON = re.compile(rf"{_OTHER_ICONS}\s*(\d{{1,9}})(?![\d:]|[./-]\d|\s*{_MONTH})", re.IGNORECASE)
_BEFORE_AN_ICON = re.compile(rf"(?<![\d:./-])(\d{{1,9}})\s*{_OTHER_ICONS}")
DAY_FIRST, MONTH_FIRST = "day first", "month first"
_ICON_WORDS = {"views": "مشاهدة", "other": "تعليق"}


@lru_cache(maxsize=8192)
def parsed(printed: str) -> tuple[str, str, tuple[int, ...], str, bool] | None:
    """Date, time of day, numbers, label, and whether words of no known label stand with them; None where the text is something else."""
    levelled = _EYE_THAT_SPEAKS.sub("\U0001f441", with_colons(with_stamps_in_baghdad(ungrouped(printed))))
    levelled, drawn = _without_drawn_counts(levelled)
    return ("", "", drawn, "other", False) if drawn and not _DIGIT.search(levelled) else _parsed(levelled, drawn)


def _parsed(levelled: str, drawn: tuple[int, ...]) -> tuple[str, str, tuple[int, ...], str, bool] | None:
    """The same of a text in Western digits, without the numbers beside pictures, which are given."""
    text = ICONS.sub(lambda found: f" {_ICON_WORDS.get(found.lastgroup or '', '')} ", _ASIDE.sub(_without_another_day, levelled))
    dates = DATE.findall(text)
    if dates:
        text = _HOUR_MARK.sub(":", text)
    rest = DATE.sub(TAKEN, text)
    clocks = CLOCK.findall(rest)
    rest = CLOCK.sub(TAKEN, rest)
    if len(dates) > 1 or len(clocks) > 1 or not _DIGIT.search(text):
        return None
    rest = ROUNDED.sub(" ", MONTH_AND_YEAR.sub(" ", _POSTED_AS.sub(" ", rest)))
    named = not dates and len(fold(NUMBER.sub(" ", rest)).split()) <= _LONGEST_SENTENCE and has_date(text)
    if named:
        dates, rest = [text], _without_dates(ROUNDED.sub(" ", text))  # folded text has lost the point of «8.3K»
    rest = DAY_AND_MONTH.sub(" ", AGO.sub(" ", rest))
    numbers, others, rest = without_other_counts(rest)
    others = (*drawn, *others)
    words = fold(NUMBER.sub(" ", rest)).split()
    if dates and _is_an_authors(text, words):
        return None
    if others and not numbers and not dates:
        return "", "", others, "other", False
    if numbers and not dates and not clocks and (not MINUTES.isdisjoint(words) or _counts_the_present(words, numbers)):
        return "", "", numbers, "other", False
    label = _label(words)
    if not label and len(numbers) == 1 and counts_readers(words):
        label = "views"
    left = [word for word in words if word not in FILLERS and not label]
    strange = bool(left)
    if dates and strange and numbers and (sentence := _of_sentence(dates[0], clocks, rest, text)) and sentence[3]:
        return sentence
    if dates and len(words) > _MOST_WORDS:
        return _of_sentence(dates[0], clocks, rest, text) if len(words) <= _LONGEST_SENTENCE else None
    if (strange and len(left) > (_MOST_STRANGE if dates else _MOST_BESIDE_NUMBER)) or len(numbers) > 2 or len(words) > _MOST_WORDS:
        return None
    if strange and numbers and not dates and not NOT_VIEWS.isdisjoint(words):
        return None
    return dates[0] if dates else "", clocks[0].strip() if clocks else "", numbers, label, strange


def _without_drawn_counts(text: str) -> tuple[str, tuple[int, ...]]:
    """A text without the numbers beside a picture that says that they count comments, shares or likes, and those: «5 دقائق قراءة 💬 14».

    In a row all pictures stand before their numbers, or all behind them, as the eye does; without an eye, and beside a day, only before.
    """
    if not _OTHER_ICON.search(text):
        return text, ()
    is_behind = _BEHIND_ITS_NUMBER.search(text) is not None if _AN_EYE.search(text) else not _BEHIND_AN_ICON.search(text)
    if is_behind and _A_YEAR.search(text):
        return text, ()
    drawn = _BEFORE_AN_ICON if is_behind else _BEHIND_AN_ICON
    return drawn.sub(" ", text), tuple(int(found) for found in drawn.findall(text))


def _counts_the_present(words: Sequence[str], numbers: Sequence[int]) -> bool:
    """Whether numbers count who is there now, or today; several among words for no readers are the text's: «93 دائرة في 11 ولاية تصوت اليوم»."""
    if not speaks_of_the_present(words):
        return False
    return len(numbers) == 1 or speaks_of_the_present(word for word in words if word not in TODAY) or any(counts_readers([word]) for word in words)


def _without_another_day(aside: re.Match[str]) -> str:
    """A clause in brackets, but for one that tells when the page was changed: «(محدثة: 23:58 24.08.2006)»."""
    return " " if has_date(aside[1]) and tells_another_day(fold(aside[1])) else aside[0]


def _without_dates(text: str) -> str:
    """A text without its dates, folded, its bars kept where none stands within a date."""
    parts = BAR.split(text)
    return " | ".join(map(without_dates, parts)) if any(map(has_date, parts)) else without_dates(text)


def _is_an_authors(text: str, words: Sequence[str]) -> bool:
    """Whether a text is a sentence with its full stop, and nothing in it says that a page was put up on that day: «زاره 845 طالبا في …».

    What says so are words of publication, an hour to the second, and a number of readers.
    """
    if not FULL_STOP.search(text) or sum(word not in FILLERS for word in words) < _SENTENCE:
        return False
    if WITH_SECONDS.search(text) or _COUNTED.search(fold(text)) or speaks_of_this(words):
        return False
    told = wordings().publication | wordings().date_labels | wordings().other_days
    return told.isdisjoint(words) and told.isdisjoint(word.removeprefix("و") for word in words)


def first_numbers(text: str) -> list[str]:
    """In which order the dates of a text can only be read: the day first, or the month; those that can be read in both are left out."""
    found = [(int(first), int(second)) for first, second in _TWO_NUMBERS.findall(western_digits(text))]
    return [MONTH_FIRST if second > _MONTHS else DAY_FIRST for first, second in found if (first > _MONTHS) != (second > _MONTHS)]


def _of_sentence(date: str, clocks: Sequence[str], rest: str, text: str) -> tuple[str, str, tuple[int, ...], str, bool] | None:
    """A sentence that says when the story was put up and how many have read it: it has a time of day, or a number beside a word for readers."""
    tokens = list(TOKEN.finditer(rest))
    counted = [
        int(token["number"])
        for at, token in enumerate(tokens)
        if token["number"] and _is_of_readers([fold(near["word"]) for near in tokens[max(0, at - 2) : at + 3] if not near["number"]])
    ]
    counted = counted or [number for clause in _CLAUSES.split(text) if (number := _counted_in(clause)) is not None]
    if not (counted or clocks):
        return None
    return date, clocks[0].strip() if clocks else "", tuple(counted[:1]), "views" if counted else "", True


def _counted_in(clause: str) -> int | None:
    """The one number of a sentence's clause that speaks of readers."""
    words = [word for word in without_dates(clause).split() if word not in _HOUR_WORDS]
    numbers = [word for word in words if word.isdigit()]
    return int(numbers[0]) if len(numbers) == 1 and counts_readers(word for word in words if not word.isdigit()) else None


def _is_of_readers(near: Sequence[str]) -> bool:
    """Whether a word beside a number is for readers, and none for the minutes that they need."""
    return MINUTES.isdisjoint(near) and any(counts_readers([word]) for word in near)


def _label(words: Sequence[str]) -> str:
    """Which label all of the words make up: "views", "date", "both" or none."""
    words = [word for word in words if word not in FILLERS]
    if not words:
        return ""
    kinds = set()
    at = 0
    while at < len(words):
        for size in (3, 2, 1):
            piece = " ".join(words[at : at + size])
            if piece in wordings().view_labels:
                kinds.add("views")
            elif piece in wordings().date_labels:
                kinds.add("date")
            elif piece in OTHER_COUNTS and len(words) == size:
                kinds.add("other")
            else:
                continue
            at += size
            break
        else:
            return ""
    return "both" if len(kinds) > 1 else kinds.pop() if kinds else ""


def label_or_readers(words: Sequence[str]) -> str:
    """A label, known or worded freely: «طالعه حتى الآن»."""
    if words and words[0] in _DAY_OF and len(words) <= _LONGEST_LABEL and wordings().other_days.isdisjoint(words):
        return "date"
    if (label := _label(words)) or len(words) > _LONGEST_LABEL:
        return label
    return "views" if counts_readers(words) else "other" if _counts_something_else(words) else ""


def _counts_something_else(words: Sequence[str]) -> bool:
    """Whether some words are a label of several for pictures, comments or a number that counts nothing: «رقم الخبر», «عدد من الصور»."""
    return len(words) > 1 and (words[0] in OWN_NUMBER or (words[0] == _NUMBER_OF and not OTHER_COUNTS.isdisjoint(words)))


def is_date_line(text: str) -> bool:
    """Whether a line is nothing but a date, in one calendar or two."""
    if len(text) > _LONGEST_DATE or not any(character.isdigit() for character in text):
        return False
    left = without_dates(text)
    return left != fold(text) and all(word in DATE_FILLERS or word.isdigit() for word in left.split())
