"""What of a meta line stands apart from the date: a time of day of its own, a number beside its label, what only an icon says."""

import re
from collections.abc import Iterable, Sequence
from datetime import datetime

from buratha.arabic.dates import CLOCK_END, HOUR_MARK, Moment, has_date, parse_date, with_stamps_in_baghdad, without_dates
from buratha.arabic.digits import ungrouped, unspaced, western_digits
from buratha.arabic.folding import fold
from buratha.pages.counting import NOT_VIEWS, counts_readers, counts_stories, speaks_of_the_present, speaks_of_this
from buratha.pages.exact import without_zone
from buratha.pages.fragments import MOST_VIEWS, Fragment, fragments
from buratha.pages.label_words import keys, patterns
from buratha.pages.lines import Line
from buratha.pages.meta_text import WITH_SECONDS
from buratha.pages.other_counts import EXACT
from buratha.pages.wording import tells_another_day, was_put_up, wordings

_CLOCK = re.compile(rf"(?<![\d:])(?<!\d\.)\d{{1,2}}{HOUR_MARK}\d{{2}}(?::\d{{2}})?(?![\d:]){CLOCK_END}", re.IGNORECASE)
_NUMBER = re.compile(rf"(?<!\d)(?<!\d[.,٫])\d{{1,9}}(?!\d)(?![.,٫]\d){EXACT}")
_TIME_WORDS = keys("times", "hour")
_PRAYING, _PRAYERS = keys("times", "praying"), keys("times", "prayers")
_LISTENED = keys("times", "listened")
_MINUTES = frozenset(("دقيقه",))
_VISITED = "زار"
_VISITORS = keys("counts", "visitors")
_MOST_SAID, _SAID_BEFORE = 4, 6
_A_CLOCK = 3
_FAR = 2
_INEXACT = re.compile(rf"(?<!\d)\d{{1,9}}(?!\d)(?!{EXACT})")
"""So many thousands or millions."""
_SO_FAR = re.compile(r"(?<!\w)(?:حتى|لغاية|إلى|الى|لحد)\s+(?:هذه\s+)?(?:الساعة|اللحظة)(?=\s+\d+\s+[^\W\d])")
"""«Up to now», in words that tell an hour elsewhere."""
_SENTENCES = re.compile(r"(?<=[.!؟?])\s+")
_LABELLED = re.compile(rf"([^\d:]+?)\s*:\s*(\d{{1,9}})(?![\d:%])(?![.,٫]\d){EXACT}")
_TIMES, _FAR_BEFORE = frozenset(("مره", "مرات")), 4
_LONGEST_SENTENCE = 40
_PARTS = re.compile(r"\s*[،؛|•·●]\s+|\s+[-–—]\s+")
_LONGEST_COUNTED, _LONGEST_OF_THIS = 12, 20
_CLAUSE = re.compile("[،؛,]")
_CELLS = frozenset(("td", "th"))
_BOTH_SIDES = 2
_LEAST_ROW, _LONGEST_ROW = 8, 25
_HOW_OFTEN = re.compile(r"(?<!\w)عدد ((?:مرات )?[^\W\d_]+) (\d{1,9})(?!\w)")
"""Folded: how often, or how many, and what did."""
_BEHIND_A_COLON, _SEVERAL = re.compile(r":\s*\d"), 2
_BRACKETED = re.compile(r"[(\[][^()\[\]]{3,40}[)\]]")
_EYE = re.compile("[\U0001f441\U0001f440]")
_EYED_BUTTON = re.compile(r"[👁👀]\ufe0f?\s*(\d{2,9})")
_EYED, _BEFORE_EYE = re.compile(rf"{_EYE.pattern}\ufe0f?\s*({_NUMBER.pattern})"), re.compile(rf"({_NUMBER.pattern})\s*{_EYE.pattern}")
_ICON_FIRST = re.compile(r"[^\w]")
_BESIDE_TOOLS = re.compile(
    rf"(?:عدد |^\s*|[^\w\s]\s*)(?:{patterns('readers', 'beside_tools')})"
    rf"\s*[:：\[(=]+\s*({_NUMBER.pattern})(?!\s*(?:د|ث|دق|min)\b)(?!\s*(?:دقي|دقا|ثا|ثو))"
)

_NUMBERED_READER = re.compile(r"(?:القاري|القارء|الزائر|الزاير|المتصفح|المطالع|المشاهد) رقم (\d+)")
"""Folded, and of this story: «أنت القارئ رقم 2081 لهذه المادة»; of the site it counts visitors."""
_COUNTED = re.compile(rf"({_NUMBER.pattern})\s*(?:views|hits|reads)(?!\w)", re.IGNORECASE)


_WE_PUT_UP = ("رفعنا", "نشرنا", "ادرجنا", "اضفنا", "انزلنا", "بثثنا")
_REACHED = frozenset(("وصل", "ورد", "دخل", "ظهر"))


def with_clock(day: Moment, lines: Iterable[Line], now: datetime) -> Moment:
    """A day with the one time of day that stands near it among words that speak of nothing but the time."""
    lines = list(lines)
    hinted = {clock for line in lines for text in _texts_of_a_day(line) if (clock := _clock_of_day(text, day, now))}
    if len(hinted) == 1:
        return _at(day, hinted, now)
    told = [found for line in lines for found in _clocks(line) if found[1] or not _is_duration(found[0], line)]
    labelled = {clock for clock, is_labelled in told if is_labelled}
    return _at(day, labelled or {clock for clock, _ in told}, now)


def with_labelled_clock(day: Moment, lines: Iterable[Line], now: datetime) -> Moment:
    """A day with the one time of day near it that words call the publication's."""
    return _at(day, {clock for line in lines for clock, is_labelled in _clocks(line) if is_labelled}, now)


def _at(day: Moment, clocks: set[str], now: datetime) -> Moment:
    """A day at the only one of some times; the day alone where there are none or several."""
    if len(clocks) != 1:
        return day
    found = parse_date(f"{clocks.pop()} {day.when:%Y-%m-%d}", now)
    return day if found is None else Moment(found.when, found.precision, day.printed)


def _clock_of_day(text: str, day: Moment, now: datetime) -> str | None:
    """The time of day in a hint that tells the whole of the same day's moment."""
    found = _CLOCK.search(with_stamps_in_baghdad(western_digits(text)))
    moment = parse_date(text, now) if found and has_date(text) else None
    return found[0].strip() if found and moment is not None and moment.iso[:10] == day.iso[:10] else None


def _texts_of_a_day(line: Line) -> list[str]:
    """What a line's icons say, and the line itself where it tells a day to the second, and no other than the publication's."""
    whole = line.has_year and WITH_SECONDS.search(western_digits(line.text)) and not (line.is_link or tells_another_day(line.key))
    said = [without_zone(each, line.text) for each in line.said]
    return [line.text, *said] if whole and line.words <= _LONGEST_ROW else said


def _is_duration(clock: str, line: Line) -> bool:
    """Whether a bare «04:29» stands alone in its line: the length of a recording, or any other's hour."""
    return clock.count(":") == 1 and western_digits(line.text) == clock and not any(map(str.isalpha, clock))


def _clocks(line: Line) -> list[tuple[str, bool]]:
    """The times of day that a line tells, each with whether words call it the publication's; a short line is read as a whole."""
    is_one = line.words <= _MOST_SAID + _A_CLOCK or (line.words <= _LONGEST_OF_THIS and speaks_of_this(line.key.split()))
    whole = line.text if is_one and len(_CLOCK.findall(western_digits(line.text))) == 1 else ""
    texts = [whole, *line.said] if whole and _clock(whole) else _texts(line)
    if not _LISTENED.isdisjoint({*line.key.split()} - _MINUTES) or _tells_a_prayer(line):
        return []  # how long a recording is, when one prays
    told = [text for text in texts if _LISTENED.isdisjoint(fold(text).split())]  # in a row of facts another piece may tell how long one reads
    return [(clock, _is_of_publication(fold(text).split())) for text in told if (clock := _clock(text))]


def _tells_a_prayer(line: Line) -> bool:
    """Whether a line is nothing but the name of a prayer and its hour."""
    words = [word for word in fold(" ".join(line.runs)).split() if word[0].isalpha()]
    return len(words) == 1 + (words[0] in _PRAYING) and words[-1] in _PRAYERS if words else False


def _is_of_publication(words: list[str]) -> bool:
    """Whether words say that a time is the publication's, or speak of this article."""
    return not wordings().publication.isdisjoint(words) or was_put_up(words) or speaks_of_this(words)


def _texts(line: Line) -> list[str]:
    """The pieces of a line, and what its icons say."""
    return [*(line.runs if line.cuts else [line.text]), *line.said]


def _clock(text: str) -> str | None:
    """The time of day that a short text tells and nothing else."""
    plain = western_digits(text)
    found = _CLOCK.search(plain)
    if found is None or has_date(plain):
        return None
    before, after = fold(plain[: found.start()]).split(), fold(plain[found.end() :]).split()
    told = len(before + after) <= _MOST_SAID and _TIME_WORDS.issuperset(before + after)
    told = told or (bool(before) and len(after) <= _MOST_SAID and _TIME_WORDS.issuperset(before) and counts_readers(after))
    is_told = not wordings().publication.isdisjoint(before[-_SAID_BEFORE:]) or was_put_up(before)
    in_a_sentence = len(before + after) <= _LONGEST_SENTENCE and is_told
    words = before + after
    is_short = len(words) <= _LONGEST_COUNTED or (len(words) <= _LONGEST_OF_THIS and _says_that_it_was_put_up(before[-_SAID_BEFORE:]))
    of_this = is_short and speaks_of_this(words) and (WITH_SECONDS.search(plain) is not None or _reaches_the_site(words))
    return found[0].strip() if told or in_a_sentence or of_this else None


def _says_that_it_was_put_up(words: Sequence[str]) -> bool:
    """Whether one of some folded words is what a site says of what it put up: «رفعناها», «نشرناه»."""
    return any(word.startswith(_WE_PUT_UP) for word in words)


def _reaches_the_site(words: Sequence[str]) -> bool:
    """Whether folded words say that something came to the site: «وصل هذا الحوار الى الموقع في»."""
    return words[:1] != [] and words[0].removesuffix("ت") in _REACHED and not wordings().online.isdisjoint(words)


def views_beside_label(lines: Sequence[Line]) -> int | None:
    """Views whose label stands in a line of its own, right before the number or right behind it; else those that an icon says."""
    lines = [line for line in lines if line.text or line.said]
    pieces = [_only(line) for line in lines]
    for at, piece in enumerate(pieces):
        if piece is None or piece.label != "views" or piece.numbers or piece.date or lines[at].is_link or _heads_a_part(lines, at):
            continue
        for beside in sorted((at + 1, at - 1), key=lambda beside: -_shared_depth(lines, at, beside)):
            other = pieces[beside] if 0 <= beside < len(pieces) else None
            near = other is not None and abs(lines[beside].index - lines[at].index) == 1 and not lines[beside].is_link
            if other and near and len(other.numbers) == 1 and other.numbers[0] < MOST_VIEWS and _is_bare(other):
                return other.numbers[0]
    ways = (counted_beside_tools, counted_by_an_eye, _labelled_in_a_row, labelled_element)
    told = (counted for line in lines for way in ways if (counted := way(line)) is not None)
    return next(told, None) or said_views(lines) or next((counted for line in lines if (counted := _counted_in_a_sentence(line))), None)


def _shared_depth(lines: Sequence[Line], at: int, beside: int) -> int:
    """How deep in the page the block is that holds two lines: a number over its label shares a tile with it, and none with the next number."""
    if not 0 <= beside < len(lines):
        return -1
    around = {id(node) for node in lines[at].node.ancestors()}
    return next((node.depth for node in lines[beside].node.ancestors() if id(node) in around), -1)


def _heads_a_part(lines: Sequence[Line], at: int) -> bool:
    """Whether a label is a heading of what follows; one in a cell is that of the cell beside it."""
    if not lines[at].node.heading:
        return False
    cell = next((node for node in lines[at].node.ancestors() if node.tag in _CELLS), None)
    return cell is None or at + 1 >= len(lines) or all(node.parent is not cell.parent for node in lines[at + 1].node.ancestors())


def counted_in_brackets(text: str, *, behind_a_headline: bool = False) -> tuple[int, str] | None:
    """The number of readers that one clause in brackets tells, with the clause: «الموضوع: … (قرئت 466 مرة)».

    A clause that begins with its number may be the author's, who counts the readers of a book («300 قارئ»): it says so of the page only behind a
    headline. Visitors are never the page's: an author's fair has them.
    """
    found = []
    for aside in _BRACKETED.finditer(text):
        words = fold(ungrouped(unspaced(aside[0]))).split()
        label = [word for word in words if not word.isdigit()]
        if len(words) - len(label) != 1 or has_date(aside[0]) or not _VISITORS.isdisjoint(label) or not counts_readers(label):
            continue
        if behind_a_headline or not words[0].isdigit():
            found.append((next(int(word) for word in words if word.isdigit()), aside[0]))
    return found[0] if len(found) == 1 else None


def without_counter(text: str) -> str:
    """A headline without the number of its readers, in brackets behind it."""
    counted = counted_in_brackets(text, behind_a_headline=True) if text.endswith((")", "]")) else None
    return text.removesuffix(counted[1]).rstrip() if counted and text.removesuffix(counted[1]).strip() else text


def counted_by_an_eye(line: Line) -> int | None:
    """The number beside the one eye in a row of icons and numbers: behind it where the row begins with an icon, else before it."""
    row = ungrouped(line.text)
    if line.words > _LONGEST_COUNTED or line.is_link or len(_EYE.findall(row)) != 1:
        return None
    found = (_EYED if _ICON_FIRST.match(row) else _BEFORE_EYE).search(row)
    return int(found[1]) if found else None


def counted_on_a_button(texts: Iterable[str]) -> int | None:
    """The number on the one button of a page that is nothing but an eye and a number."""
    counted = eyed_buttons(texts)
    return counted.pop() if len(counted) == 1 else None


def eyed_buttons(texts: Iterable[str]) -> set[int]:
    """The numbers on buttons that are nothing but an eye and a number."""
    found = (_EYED_BUTTON.fullmatch(ungrouped(text).strip()) for text in texts)
    return {int(each[1]) for each in found if each is not None}


def _counted_in_a_sentence(line: Line) -> int | None:
    """The one number of a sentence beside a word for readers: «اطلع عليها 2081 زائر حررت للمرة الأخيرة في …», «هذه المادة … وقد قرأها 466 زائرا»."""
    if line.is_link:
        return None
    text = line.text if line.words <= _LONGEST_ROW else _of_this_story(line.text)
    words = fold(text).split()
    if len(words) > _LONGEST_ROW or speaks_of_the_present(words):
        return None
    if speaks_of_this(words) and (numbered := _NUMBERED_READER.search(fold(ungrouped(text)))):
        return int(numbered[1])
    if not (speaks_of_this(words) or line.has_year or WITH_SECONDS.search(western_digits(text))):
        return None
    tokens = without_dates(_SO_FAR.sub(" ", _INEXACT.sub(" ", ungrouped(text)))).split()
    counted = [token for at, token in enumerate(tokens) if token.isdigit() and len(token) > 1 and _is_of_readers(tokens, at)]
    return int(counted[0]) if len(counted) == 1 else None


def _of_this_story(text: str) -> str:
    """The one sentence of several that speaks of this story, without the others."""
    told = [sentence for sentence in _SENTENCES.split(text) if speaks_of_this(fold(sentence).split())]
    return told[0] if len(told) == 1 else text


def _labels_readers(words: list[str]) -> bool:
    """Whether words right before a colon and a number count readers: «زار هذه الصفحة», too, which without «this» says it of anybody."""
    return counts_readers(words) or (speaks_of_this(words) and words[:1] == [_VISITED])


def _labelled_in_a_row(line: Line) -> int | None:
    """The one number of a short line right behind a label for readers and a colon: «شارك في التصويت : 10 زار هذه الصفحة : 466»."""
    if line.words > _LONGEST_ROW or line.is_link or (line.has_year and has_date(line.text)):
        return None  # a year alone may be so many readers
    counted = [int(number) for label, number in _LABELLED.findall(ungrouped(line.text)) if _labels_readers(fold(label).split()[-_MOST_SAID:])]
    return counted[0] if len(counted) == 1 else None


def labelled_element(line: Line) -> int | None:
    """The number that is an element of its own in a row, beside an element that calls it the readers'.

    Where numbers stand on both sides of the label, it has the one behind it if the row ends in a number.
    """
    if not line.cuts or line.is_link or line.words > _LONGEST_ROW:
        return None
    runs = [ungrouped(run).strip() for run in line.runs]
    words = [fold(run).split()[:_MOST_SAID] if not _NUMBER.search(run) else [] for run in runs]
    labels = [at for at, label in enumerate(words) if counts_readers(label) and not (_CLAUSE.search(runs[at]) or speaks_of_the_present(label))]
    if len(labels) == _BOTH_SIDES and runs[labels[0] + 1].isdigit() and labels[1] - labels[0] == _BOTH_SIDES:
        return int(runs[labels[0] + 1])  # «قرأه 466 قارئ»
    if len(labels) != 1:
        return None
    before, behind = (runs[at] if 0 <= at < len(runs) and runs[at].isdigit() else "" for at in (labels[0] - 1, labels[0] + 1))
    number = behind or before if runs[-1].isdigit() else before or behind
    return int(number) if number else None


def _parts(line: Line) -> list[str]:
    """The parts of a line between its commas, and its elements."""
    if line.is_link or line.words > _LONGEST_ROW:
        return []
    return [*_PARTS.split(line.text), *(line.runs if line.cuts else ())]


def _is_bare(piece: Fragment) -> bool:
    return not (piece.label or piece.date or piece.clock or piece.strange)


def _is_of_readers(tokens: Sequence[str], at: int) -> bool:
    """Whether a word for readers stands right beside a number, or a little before it where it tells how many times, and none of anything else."""
    if counts_stories(tokens[at : at + 2]):
        return False
    times = at + 1 < len(tokens) and tokens[at + 1] in _TIMES
    near = tokens[max(0, at - (_FAR_BEFORE if times else 1)) : at + 2]
    around = tokens[max(0, at - _FAR) : at + _FAR + 1]
    return NOT_VIEWS.isdisjoint(around) and any(counts_readers([word]) for word in near if not word.isdigit())


def _only(line: Line) -> Fragment | None:
    found = fragments(line)
    return found[0] if len(found) == 1 else None


def counted_beside_tools(line: Line) -> int | None:
    """The views in a row of tools: a label of its own with a mark behind it, and the number: «أ+ أ- عدد القراء : [ 1665 ] رجوع»."""
    if line.words > _LONGEST_ROW or line.is_link:
        return None
    plain = ungrouped(line.text)
    found = _BESIDE_TOOLS.findall(plain) or (_COUNTED.findall(without_dates(plain)) if line.words <= _LONGEST_COUNTED else [])
    return int(found[0]) if len(found) == 1 else None


def said_views(lines: Iterable[Line]) -> int | None:
    """The views that the hint of an icon tells, or a part of a short line: «4,990 مطالعة», «فتحت 466 مرة، وعلق عليها 7»."""
    for line in lines:
        for text in [*line.said, *_parts(line)]:
            plain = ungrouped(unspaced(text))
            numbers = _NUMBER.findall(plain)
            words = fold(_NUMBER.sub(" ", plain)).split()
            few = len(numbers) == 1 and len(words) <= _LONGEST_COUNTED // 2
            if few and counts_readers(words) and not (has_date(plain) or counts_stories(fold(plain).split())):
                return int(numbers[0])
    return None


def counted_in_a_row(line: Line) -> int | None:
    """The number right behind «the number of times it was read» in a row of several such labels, whatever the others count."""
    if not _LEAST_ROW < line.words <= _LONGEST_ROW or len(_BEHIND_A_COLON.findall(western_digits(line.text))) < _SEVERAL:
        return None
    told = [found for found in _HOW_OFTEN.finditer(fold(ungrouped(unspaced(line.text)))) if counts_readers(found[1].split())]
    return int(told[0][2]) if len(told) == 1 and int(told[0][2]) < MOST_VIEWS else None
