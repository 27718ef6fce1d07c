"""Lines as pieces of a meta line, and the runs of them that may be one."""

import itertools
import re
from collections import Counter
from collections.abc import Container, Sequence
from dataclasses import dataclass

from buratha.arabic.dates import has_date, parse_timestamp, with_colons
from buratha.arabic.digits import ungrouped, unspaced, western_digits
from buratha.arabic.folding import fold
from buratha.arabic.names import read_byline
from buratha.pages.counting import NOT_VIEWS, counts_readers, counts_stories
from buratha.pages.lines import Line
from buratha.pages.meta_text import CLOCK, DATE, ICONS, WITH_SECONDS, is_date_line, label_or_readers, parsed
from buratha.pages.other_counts import BAR
from buratha.pages.tags import DATE_NAME
from buratha.pages.wording import is_talk, tells_another_day, tells_publication, wordings
from buratha.sections import slug_of

_SOLEMN = "الموافق"
_WIDE_DAY = re.compile(r"(?<!\d)[\d٠-٩]{1,4}(?: [/|] ?|[/|] )[\d٠-٩]{1,2}(?: [/|] ?|[/|] )[\d٠-٩]{2,4}(?!\d)")
_ITEMS = frozenset(("li", "dd", "dt"))
_CELLS = frozenset(("td", "th", "dt"))
"""In which a heading is the label of what stands beside it."""
_DIGIT = re.compile(r"\d")
_LONGEST = 320
_LONGEST_PLAIN = 90
_LONGEST_LINE = 320
_LONGEST_LABEL = 3
_LONGEST_STAMPED = 8
"""Words of a line without a number in which a machine's timestamp says what «أمس» means."""
_LONGEST_PACKED = 60
_MOST_PIECES = 16
_MOST_OTHERS = 14
_COMMENTS = re.compile(r"#(?:.*comment|respond|disqus|reply)", re.IGNORECASE)
_VIEWS_NAME = re.compile(r"(?<![a-z])(?:views?(?!-(?:row|field|element|exposed|view|content))|hits?|reads?|visits?|counter|eye)(?![a-z])")
_LONGEST_BETWEEN = 6
_BADGE = 3
_ROW = 3
"""Parts of a row of counts, at the least."""
_COUNTED_PART = re.compile(r"[^\d:()\[\]]{2,24}[:：]?\s*[(\[]?\d[\d.,٬]*[)\]]?\s*")
_FEW = 2
_BEGINS_WITH_A_LETTER = re.compile(r"\W*[^\W\d_]")
_DATE_AND_CLOCK = re.compile(rf"{DATE.pattern}(?:\D{{0,4}}{CLOCK.pattern})?", re.IGNORECASE)
MOST_VIEWS = 3_000_000
"""No article of the agency has so many: such a number is the site's."""


@dataclass(slots=True)
class Fragment:
    """What a line, or a piece of one, gives to the meta line. ``strange``: words of no known label stood with it."""

    index: int
    date: str = ""
    clock: str = ""
    numbers: tuple[int, ...] = ()
    label: str = ""
    strange: bool = False
    others: tuple[str, ...] = ()
    headed: bool = False
    """Whether the head of a table's column is its label."""
    until: int = 0
    """The last line of a date that stands on several; else 0."""


def fragments(line: Line) -> list[Fragment]:
    """Read a line as a piece, or several, of a meta line; nothing when it holds anything else."""
    digits = _DIGIT.search(line.text) is not None
    if line.key in wordings().comments or _is_the_texts_day(line):
        return []
    if not digits and not (line.stamp and line.words <= _LONGEST_STAMPED):
        heads = line.node.heading and not (line.node.parent is not None and line.node.parent.tag in _CELLS)
        label = label_or_readers(line.key.split()) if line.words <= _LONGEST_LABEL and not heads else ""
        return [Fragment(line.index, label=label)] if label else []
    if len(line.text) > _LONGEST_LINE:
        return []
    if line.marks or any(_is_comments(link.target) for link in line.links):
        pieces = _pieces(line)
        if any(piece.date for piece in pieces) or (any(piece.numbers for piece in pieces) and not has_date(line.text)):
            return pieces
    whole = (
        _read(line.index, " ".join(map(unspaced, line.runs)) if line.cuts and len(line.text) < _LONGEST_PACKED else unspaced(line.text))
        if len(line.text) <= (_LONGEST if line.has_year else _LONGEST_PLAIN)
        else None
    )
    if whole is not None and whole.date and not whole.label and DATE_NAME.search(line.node.hints):
        whole.label = "date"
    if whole is not None and whole.date and not (whole.label or whole.numbers) and _is_badge(line):
        whole.label = "date"
    if whole is not None and whole.numbers and line.marks and not (whole.date or whole.label):
        whole.label = next((counts for _, counts in line.counted_runs if counts != "date"), "")
    if whole is not None and whole.numbers and line.is_link and not (whole.date or whole.label):
        whole.label = "other"  # a link counts what it leads to: «قل كلمتك (0)»
    if whole is not None and not whole.strange and not (line.stamp and not whole.date) and not (whole.date and _names_a_writer(line.text)):
        return [whole]
    return _in_pieces(line, whole)


def _names_a_writer(text: str) -> bool:
    """Whether a part between bars says whose the story is: «… | 465 قراءة | بقلم: هادي الموسوي»."""
    parts = _parts(text)
    return len(parts) > 1 and any((byline := read_byline(part)) is not None and byline.marked for part in parts)


def _in_pieces(line: Line, whole: Fragment | None) -> list[Fragment]:
    """A line read piece by piece, unless it makes sense only as a whole: a sentence, its number set off."""
    pieces = _pieces(line)
    counted = any(piece.label == "views" and piece.numbers for piece in pieces)
    dated = any(piece.date for piece in pieces)
    if whole is not None and whole.date and whole.numbers and whole.label == "views" and not (counted and dated):
        return [whole]
    if counted or dated:
        return pieces
    return [whole] if whole is not None else []


def _is_the_texts_day(line: Line) -> bool:
    """Whether a date in two calendars is the text's: nothing says that it is the publication's.

    It is no item of a list, no hour to the second, no stamp for machines and no name of its block says so, no word for publication opens the line,
    and no readers are counted in it.
    """
    if (
        not is_solemn(line)
        or line.stamp
        or line.node.tag in _ITEMS
        or WITH_SECONDS.search(western_digits(line.text))
        or DATE_NAME.search(line.node.hints)
    ):
        return False
    return not (tells_publication(line.key) or counts_readers(line.key.split()))


def plainly(line: Line) -> list[Fragment]:
    """Read a line as one piece, whosever day it tells."""
    piece = _read(line.index, line.text)
    if piece is None:
        return []
    piece.strange = piece.strange and not is_date_line(line.text)
    return [piece]


def is_solemn(line: Line) -> bool:
    """Whether a line tells its day in two calendars."""
    return _SOLEMN in line.key


def headed(line: Line, head: Line) -> list[Fragment]:
    """Read a table's cell with the head of its column for label."""
    piece = _read(line.index, f"{head.text} {line.text}")
    if piece is None:
        return fragments(line)
    piece.strange = piece.strange and not piece.date
    piece.headed = True
    return [piece]


def _is_badge(line: Line) -> bool:
    """Whether a date is set in three elements or more, as a leaf of a calendar: no author dates a text so."""
    return bool(line.cuts) and len(line.runs) >= _BADGE and not line.is_link


def _pieces(line: Line) -> list[Fragment]:
    """A line of several inline elements, or parts between bars: date, views, writer side by side. What is none of them is kept aside."""
    texts = [(part, counts) for text, counts in (line.counted_runs if line.cuts or line.marks else [(line.text, "")]) for part in _parts(text)]
    comments = {link.text for link in line.links if _is_comments(link.target)}
    is_whole = not (line.cuts or line.marks) and texts[0][0] == line.text
    kept = _without_other_days([text for text, _ in texts])
    texts = [(text, counts) for text, counts in texts if text in kept]
    if not (_FEW if is_whole else 1) <= len(texts) <= _MOST_PIECES and not line.stamp:
        return []
    found: list[Fragment] = []
    others: list[str] = []
    for text, counts in texts:
        piece = _read(line.index, unspaced(text))
        if piece is not None and piece.numbers and not piece.date and not piece.label and (counts or text in comments):
            piece.label = "other" if text in comments else counts
        if piece is not None and piece.numbers and not (piece.date or piece.label) and others and _counts_something_else(others[-1]):
            piece.label = "other"
        if piece is not None and piece.date and not piece.label and counts == "date":
            piece.label = counts
        if piece is None:
            piece = Fragment(line.index, label=label_or_readers(fold(text).split()))
            if not piece.label:
                others.append(text)
                continue
        found.append(piece)
    if line.stamp and (parse_timestamp(line.stamp) or has_date(line.stamp)) and not any(piece.date for piece in found):
        others = [text for text in others if not has_date(text)]
        found.append(Fragment(line.index, line.stamp))
    if sum(len(text.split()) for text in others) > _MOST_OTHERS:
        return []
    for piece in found:
        piece.others = tuple(others)
        piece.strange = piece.strange or not all(map(_stands_of_right, others))
    _label_numbers(found)
    return found


def _label_numbers(pieces: Sequence[Fragment]) -> None:
    """Let a label of readers in an element of its own speak for the bare number in the next one."""
    for label, piece in itertools.pairwise(pieces):
        bare = len(piece.numbers) == 1 and not (piece.label or piece.date or piece.clock or piece.strange)
        if bare and label.label == "views" and not (label.numbers or label.date or label.clock):
            piece.label = "views"


def _stands_of_right(text: str) -> bool:
    """Whether a part beside a date says nothing strange: a section, the agency's name, a bar, the label of a number that counts no readers."""
    named = slug_of(text) is not None or fold(text) in wordings().site_names
    return named or not any(map(str.isalnum, text)) or _counts_something_else(text)


def _counts_something_else(text: str) -> bool:
    """Whether the words before a number say that it counts comments, shares or minutes: «شاركه:»."""
    return text.rstrip().endswith(":") and not NOT_VIEWS.isdisjoint(fold(text).split())


def _closed(day: re.Match[str]) -> str:
    """A day without the blanks around its slashes, which are no bars: «14 / 11 / 2008»."""
    return "".join(day[0].split())


def _parts(text: str) -> list[str]:
    """A text cut at the bars and dots that layouts set between the parts of a meta line."""
    text = with_colons(western_digits(text)) if text.count(".") > 1 else text
    parts = [part for part in BAR.split(_WIDE_DAY.sub(_closed, text)) if any(character.isalnum() for character in part) or ICONS.search(part)]
    if len(parts) < _FEW and _BEGINS_WITH_A_LETTER.match(text):
        parts = _behind_each_date(western_digits(text))
    return _without_other_days(parts) or [text]


def _behind_each_date(text: str) -> list[str]:
    """A text that begins with a label cut behind its dates with their times of day: «تاريخ النشر: … 10:00 آخر تحديث: … 12:00 المشاهدات: 77»."""
    ends = [found.end() for found in _DATE_AND_CLOCK.finditer(text)]
    if len(ends) < _FEW:
        return [text]
    parts = [text[start:end].strip() for start, end in itertools.pairwise([0, *ends, len(text)])]
    return [part for part in parts if any(map(str.isalnum, part))]


def _without_other_days(parts: list[str]) -> list[str]:
    """The parts without those that call their day the last change's, or the like, where another one has a day."""
    others = [part for part in parts if has_date(part) and tells_another_day(fold(part))]
    return [part for part in parts if part not in others] if any(has_date(part) for part in parts if part not in others) else parts


def _is_comments(target: str) -> bool:
    """Whether a link leads to the readers' comments."""
    return _COMMENTS.search(target) is not None


def _read(index: int, printed: str) -> Fragment | None:
    """Read a short text that is a date, a time, a number, labels, or several of them."""
    found = parsed(printed)
    return Fragment(index, *found) if found is not None else None


def find_views(lines: Sequence[Line], others: Container[int] = ()) -> int | None:
    """Views that stand apart from the date: a number that its label, or the markup's name for it, calls so; in a list each entry has its own.

    Numbers that are ``others`` are left out.
    """
    counters = [(line, number) for line in lines if (number := _counter(line)) is not None and number not in others and number < MOST_VIEWS]
    places = Counter(line.node.place for line, _ in counters)
    return next((number for line, number in counters if places[line.node.place] == 1), None)


def _counter(line: Line) -> int | None:
    """The views that a short line tells and nothing else, or one part of a row of counts."""
    if not (line.node.heading or line.is_link) and (counted := _counted_in_a_row(line)) is not None:
        return counted
    if line.words > _LONGEST_BETWEEN + 2 or line.is_link or not _DIGIT.search(line.text):
        return None
    if line.node.heading or counts_stories(fold(ungrouped(line.text)).split()):
        return None
    pieces = fragments(line)
    found = [piece for piece in pieces if (piece.numbers and piece.label != "other") or piece.date or piece.clock]
    piece = found[0] if len(found) == 1 else _counted_beside_others(found)
    if (
        piece is None
        or piece.date
        or (piece.clock and piece.label != "views")
        or len(piece.numbers) != 1
        or (piece.label == "both" and is_talk(line.key))
    ):
        return None
    named = any(other.label == "views" for other in pieces) or any(
        _VIEWS_NAME.search(node.hints) for _, node in zip(range(2), line.node.ancestors(), strict=False)
    )
    return piece.numbers[0] if piece.label in {"views", "both"} or (named and piece.label != "other" and not piece.strange) else None


def _counted_beside_others(pieces: Sequence[Fragment]) -> Fragment | None:
    """The one piece that counts readers beside numbers that count something else, each with its word: «466 قراءة», «6 حفظ»."""
    counted = [piece for piece in pieces if piece.label == "views"]
    return counted[0] if len(counted) == 1 and all(piece.strange for piece in pieces if piece is not counted[0]) else None


def _counted_in_a_row(line: Line) -> int | None:
    """The views in a row of labels and their numbers between bars, each part a few words: «تعليقات : 1 | نسخ : 36 | زيارات : 777»."""
    parts = BAR.split(line.text)
    if len(parts) < _ROW or not all(_COUNTED_PART.fullmatch(western_digits(part)) for part in parts):
        return None
    pieces = [piece for part in parts if (piece := _read(line.index, part)) is not None]
    found = [piece.numbers[0] for piece in pieces if piece.label == "views" and len(piece.numbers) == 1]
    return found[0] if len(found) == 1 else None
