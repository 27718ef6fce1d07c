"""The meta line, ``<views> [HH:MM:SS] YYYY-MM-DD``: in one piece, or scattered over cells and labels."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache

from buratha.arabic.dates import Moment, has_date, parse_date, parse_timestamp, without_dates
from buratha.arabic.digits import western_digits
from buratha.arabic.folding import fold
from buratha.pages.counting import MINUTES, NOT_VIEWS, OTHER_COUNTS, counts_readers
from buratha.pages.lines import Line
from buratha.pages.tags import DATE_NAME
from buratha.pages.wording import wordings
from buratha.sections import slug_of

_YEAR = r"(?:19|20|1[34])\d\d"
_DATE = re.compile(rf"(?<!\d)(?:{_YEAR}\s?[-/.]\s?\d{{1,2}}\s?[-/.]\s?\d{{1,2}}|\d{{1,2}}\s?[-/.]\s?\d{{1,2}}\s?[-/.]\s?{_YEAR})(?!\d)")
_ISO_DATE = re.compile(r"(?<!\d)\d{4}-\d{2}-\d{2}(?!\d)")
_CLOCK = re.compile(r"(?<!\d)\d{1,2}:\d{2}(?::\d{2})?(?!\d)\s*(?:(?:ص|م|صباحا|مساء|am|pm)(?!\w))?", re.IGNORECASE)
_NUMBER = re.compile(r"(?<![\d.,])\d{1,3}(?:[,٬]\d{3})+(?![\d.,])|(?<!\d)(?<!\d[.,٫])\d{1,9}(?!\d)(?![.,٫]\d)")
_ROUNDED = re.compile(r"\d+(?:[.,٫]\d{1,2})?\s?(?:ألف|الف|ألفا|الفا|آلاف|الاف|مليون|[kK](?!\w))(?!\w)")
"""A counter that tells no exact number: «1.5 ألف», "12K"."""
_SOLEMN = "الموافق"
_THOUSANDS = re.compile(r"(?<=\d)[,٬](?=\d{3}(?!\d))")
_POSTED_AS = re.compile(r"#\s?\d+")  # a post's place in a thread
_FILLERS = frozenset(
    (
        "ص م في عند تمام عدد مره مرات بتوقيت بغداد يوم gmt utc احد اثنين ثلاثاء اربعاء خميس جمعه سبت "
        "الاحد الاثنين الثلاثاء الاربعاء الخميس الجمعه السبت"
    ).split()
)
_DIGIT = re.compile(r"\d")
_SEPARATOR = re.compile(r"\s*[|│¦•·●∙]+\s*|\s+[-–—/]\s+")
_AROUND = 6
_LONGEST = 140
_LONGEST_PLAIN = 90
_LONGEST_LINE = 200
_LONGEST_LABEL = 3
_LONGEST_PACKED = 60
_MOST_PIECES = 16
_MOST_OTHERS = 14
_MOST_WORDS = 8
_COMMENTS = re.compile(r"#(?:.*comment|respond|disqus|reply)", re.IGNORECASE)
_VIEWS_NAME = re.compile(r"(?<![a-z])(?:views?|hits?|reads?|visits?|counter|eye)(?![a-z])")
_MOST_STRANGE = 5
_LONGEST_SENTENCE = 22
_MOST_BESIDE_NUMBER = 3
_MOST_BETWEEN = 2
_LONGEST_BETWEEN = 6
_BADGE = _TIMETABLE = 3
_ICONS = re.compile("(?P<views>[\U0001f441\U0001f440])|(?P<other>[\U0001f4ac\U0001f5e8\u2764\U0001f44d\u2709\U0001f517\U0001f501])|\ufe0f")


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


@dataclass(slots=True)
class MetaLine:
    """A found meta line: which lines it took, the moment, the views, and how sure its form is."""

    lines: frozenset[int]
    moment: Moment | None
    views: int | None
    agency_form: bool
    strange: bool = False
    others: tuple[str, ...] = ()
    labelled: bool = False
    """Whether words or the markup say that its number counts readers."""
    dated: bool = False
    """Whether a time of day or a label stands with the date: no author dates a text so."""

    @property
    def first(self) -> int:
        """Its first line."""
        return min(self.lines)

    @property
    def last(self) -> int:
        """Its last line."""
        return max(self.lines)


def fragments(line: Line) -> list[Fragment]:
    """Read a line as a piece, or several, of a meta line; nothing when it holds anything else."""
    digits = _DIGIT.search(line.text) is not None
    if line.key in wordings().comments or _SOLEMN in line.key:
        return []  # a date in two calendars is the text's
    if not digits:
        label = _label_or_readers(line.key.split()) if line.words <= _LONGEST_LABEL and not line.node.heading else ""
        return [Fragment(line.index, label=label)] if label else []
    if len(line.text) > _LONGEST_LINE:
        return []
    if line.marks or any(_is_comments(link.target) for link in line.links):
        pieces = _pieces(line)
        if any(piece.date or piece.numbers for piece in pieces):
            return pieces
    whole = (
        _read(line.index, " ".join(line.runs) if line.cuts and len(line.text) < _LONGEST_PACKED else line.text)
        if len(line.text) <= (_LONGEST if line.has_year else _LONGEST_PLAIN)
        else None
    )
    if whole is not None and whole.date and not whole.label and DATE_NAME.search(line.node.hints):
        whole.label = "date"
    if whole is not None and whole.date and not (whole.label or whole.numbers) and _is_badge(line):
        whole.label = "date"
    if whole is not None and not whole.strange and not (line.stamp and not whole.date):
        return [whole]
    pieces = _pieces(line)
    if any(piece.date or (piece.label == "views" and piece.numbers) for piece in pieces):
        return pieces
    return [whole] if whole is not None else []


def _is_badge(line: Line) -> bool:
    """Whether a date is set in three elements or more, as a leaf of a calendar: no author dates a text so."""
    return bool(line.cuts) and len(line.runs) >= _BADGE and not line.is_link


def _pieces(line: Line) -> list[Fragment]:
    """A line of several inline elements, or parts between bars: date, views, writer side by side. What is none of them is kept aside."""
    texts = [(part, counts) for text, counts in (line.counted_runs if line.cuts else [(line.text, "")]) for part in _parts(text)]
    comments = {link.text for link in line.links if _is_comments(link.target)}
    if not (1 if line.cuts else 2) <= len(texts) <= _MOST_PIECES and not line.stamp:
        return []
    found: list[Fragment] = []
    others: list[str] = []
    for text, counts in texts:
        piece = _read(line.index, text)
        if piece is not None and piece.numbers and not piece.date and not piece.label and (counts or text in comments):
            piece.label = "other" if text in comments else counts
        if piece is not None and piece.date and not piece.label and counts == "date":
            piece.label = counts
        if piece is None:
            piece = Fragment(line.index, label=_label_or_readers(fold(text).split()))
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
        piece.strange = piece.strange or any(slug_of(text) is None for text in others)  # the section stands there of right
    return found


def _parts(text: str) -> list[str]:
    """A text cut at the bars and dots that layouts set between the parts of a meta line."""
    parts = [part for part in _SEPARATOR.split(text) if any(character.isalnum() for character in part) or _ICONS.search(part)]
    return parts or [text]


def _is_comments(target: str) -> bool:
    """Whether a link leads to the readers' comments."""
    return _COMMENTS.search(target) is not None


def _read(index: int, printed: str) -> Fragment | None:
    """Read a short text that is a date, a time, a number, labels, or several of them."""
    found = _parsed(printed)
    return Fragment(index, *found) if found is not None else None


@lru_cache(maxsize=8192)
def _parsed(printed: str) -> tuple[str, str, tuple[int, ...], str, bool] | None:
    text = _ICONS.sub(lambda found: f" {_ICON_WORDS.get(found.lastgroup or '', '')} ", western_digits(printed))
    dates = _DATE.findall(text)
    rest = _DATE.sub(" ", text)
    clocks = _CLOCK.findall(rest)
    rest = _CLOCK.sub(" ", rest)
    if len(dates) > 1 or len(clocks) > 1 or not _DIGIT.search(text):
        return None
    rest = _ROUNDED.sub(" ", _POSTED_AS.sub(" ", rest))
    named = not dates and len(fold(_NUMBER.sub(" ", rest)).split()) <= _LONGEST_SENTENCE and has_date(text)
    if named:
        dates, rest = [text], without_dates(_THOUSANDS.sub("", text))
    numbers, others, rest = _without_other_counts(rest)
    words = fold(_NUMBER.sub(" ", rest)).split()
    if others and not numbers and not dates:
        return "", "", others, "other", False
    label = _label(words)
    if not label and len(numbers) == 1 and counts_readers(words):
        label = "views"
    left = [word for word in words if word not in _FILLERS and not label]
    strange = bool(left)
    if dates and len(words) > _MOST_WORDS:
        return _of_sentence(dates[0], clocks, rest) if len(words) <= _LONGEST_SENTENCE else None
    if (strange and len(left) > (_MOST_STRANGE if dates else _MOST_BESIDE_NUMBER)) or len(numbers) > 2 or len(words) > _MOST_WORDS:
        return None
    if strange and numbers and not dates and not NOT_VIEWS.isdisjoint(words):
        return None
    return dates[0] if dates else "", clocks[0].strip() if clocks else "", numbers, label, strange


def _of_sentence(date: str, clocks: Sequence[str], rest: str) -> tuple[str, str, tuple[int, ...], str, bool] | None:
    """A sentence that says when the story was put up and how many have read it: it has a time of day, or a number beside a word for readers."""
    tokens = list(_TOKEN.finditer(rest))
    counted = [
        int(re.sub(r"[,٬]", "", token["number"]))
        for at, token in enumerate(tokens)
        if token["number"] and any(not near["number"] and counts_readers([fold(near["word"])]) for near in tokens[max(0, at - 1) : at + 2])
    ]
    if not (counted or clocks):
        return None
    return date, clocks[0].strip() if clocks else "", tuple(counted[:1]), "views" if counted else "", True


_ICON_WORDS = {"views": "مشاهدة", "other": "تعليق"}
_TOKEN = re.compile(rf"(?P<number>{_NUMBER.pattern})|(?P<word>[^\W\d_]+)")


def _without_other_counts(text: str) -> tuple[tuple[int, ...], tuple[int, ...], str]:
    """The numbers that may be views, those of comments, shares or minutes, and the text without the latter and their labels.

    In a text that begins with a label each label stands before its number; else behind it.
    """
    tokens = list(_TOKEN.finditer(text))
    numbers = [at for at, token in enumerate(tokens) if token["number"]]
    keys = ["" if token["number"] else fold(token["word"]) for token in tokens]
    step = -1 if tokens and keys[0] and keys[0] not in _FILLERS else 1
    if not NOT_VIEWS.isdisjoint(keys):
        dropped = {at for at in numbers if 0 <= at + step < len(tokens) and keys[at + step] in OTHER_COUNTS | MINUTES}
    else:
        dropped = set()
    spans = sorted(token.span() for at in dropped for token in (tokens[at], tokens[at + step]))
    for start, end in reversed(spans):
        text = f"{text[:start]} {text[end:]}"
    value = {at: int(re.sub(r"[,٬]", "", tokens[at]["number"])) for at in numbers}
    return tuple(value[at] for at in numbers if at not in dropped), tuple(value[at] for at in numbers if at in dropped), text


def find_views(lines: Sequence[Line]) -> int | None:
    """Views that stand apart from the date: a number that its label, or the markup's name for it, calls so; in a list each entry has its own."""
    counters = [(line, number) for line in lines if (number := _counter(line)) is not None]
    places = Counter(line.node.place for line, _ in counters)
    return next((number for line, number in counters if places[line.node.place] == 1), None)


def _counter(line: Line) -> int | None:
    """The views that a short line tells and nothing else."""
    if line.words > _LONGEST_BETWEEN + 2 or line.is_link or not _DIGIT.search(line.text):
        return None
    if line.node.heading:
        return None
    pieces = fragments(line)
    found = [piece for piece in pieces if (piece.numbers and piece.label != "other") or piece.date or piece.clock]
    piece = found[0] if len(found) == 1 else None
    if piece is None or piece.date or piece.clock or len(piece.numbers) != 1:
        return None
    named = any(other.label == "views" for other in pieces) or any(
        _VIEWS_NAME.search(node.hints) for _, node in zip(range(2), line.node.ancestors(), strict=False)
    )
    return piece.numbers[0] if piece.label in {"views", "both"} or (named and piece.label != "other") else None


def _label(words: Sequence[str]) -> str:
    """Which label all of the words make up: "views", "date", "both" or none."""
    words = [word for word in words if word not in _FILLERS]
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


def _label_or_readers(words: Sequence[str]) -> str:
    """A label, known or worded freely: «طالعه حتى الآن»."""
    return _label(words) or ("views" if len(words) <= _LONGEST_LABEL and counts_readers(words) else "")


def runs(lines: Sequence[Line]) -> list[list[Fragment]]:
    """Runs of neighbouring lines that are pieces of a meta line, each run with one date; a label or a name may stand between."""
    found: list[list[Fragment]] = []
    current: list[Fragment] = []
    between = 0
    lines = [line for line in lines if line.text]
    for line in _near_dates(lines):
        pieces = fragments(line) if line is not None else []
        if line is None:
            current = []
            continue
        if not pieces:
            between += 1
            if line.node.heading or line.key in wordings().comments or between > _MOST_BETWEEN or line.words > _LONGEST_BETWEEN:
                current = []
            continue
        between = 0
        dated = any(piece.date for piece in pieces)
        if not current or (dated and any(earlier.date for earlier in current)):
            current = []
        current.extend(pieces)
        if dated:
            found.append(current)
    return found


def _near_dates(lines: Sequence[Line]) -> Iterator[Line | None]:
    """The lines around every line with a date in it; None where lines are left out."""
    dated = [at for at, line in enumerate(lines) if may_hold_date(line)]
    reached = 0
    for at in dated:
        start = max(at - _AROUND, reached)
        if start > reached:
            yield None
        yield from lines[start : at + _AROUND + 1]
        reached = max(reached, at + _AROUND + 1)


def may_hold_date(line: Line) -> bool:
    """Whether it is worth looking for a date in a line."""
    if line.stamp:
        return True
    if not (line.cuts or line.has_year) or len(line.text) > _LONGEST_LINE:
        return False
    if (
        line.cuts
        and not line.has_year
        and len(line.text) < _LONGEST_PLAIN
        and _DIGIT.search(line.text)
        and _shows_date(" ".join(line.runs), short=True)
    ):
        return True  # date, time and views side by side, with no space between them in the markup
    if not line.has_year:
        return False
    return _shows_date(line.text, short=line.words <= _MOST_WORDS * (4 if line.cuts else 2))


@lru_cache(maxsize=8192)
def _shows_date(text: str, *, short: bool) -> bool:
    return _DATE.search(western_digits(text)) is not None or (short and has_date(text))


def assemble(run: list[Fragment], now: datetime, stamp: str = "", own: int | None = None) -> MetaLine:
    """Put the pieces of a run together; ``own`` is the article's number, which counts nothing."""
    run = _about_the_date(run)
    date = next(piece.date for piece in run if piece.date)
    clock = _clock(run)
    moment = (
        parse_timestamp(date) or parse_date(date, now) if date == stamp else parse_date(date if clock in date else f"{clock} {date}".strip(), now)
    )
    if moment is None and stamp:
        moment = parse_timestamp(stamp) or parse_date(stamp, now)
    agency_form = bool(_ISO_DATE.search(date))
    views, labelled = _views(run if agency_form and len(run) == 1 else _without_own_number(run, own))
    others = tuple(dict.fromkeys(text for piece in run for text in piece.others))
    strange = next(piece.strange for piece in run if piece.date)
    dated = (
        bool(clock)
        or any(piece.date and piece.numbers and piece.label == "views" for piece in run)
        or (moment is not None and moment.precision != "day")
        or any(piece.label in {"date", "both"} for piece in run if piece.date or not (piece.numbers or piece.clock))
    )
    return MetaLine(_taken(run), moment, views, views is not None and agency_form, strange, others, labelled, dated)


def _clock(run: list[Fragment]) -> str:
    """The time of day nearest to the date; one that stands in another line beside words of no known label is something else's."""
    at = next(index for index, piece in enumerate(run) if piece.date)
    clocks = [
        (abs(index - at), piece.clock)
        for index, piece in enumerate(run)
        if piece.clock and abs(piece.index - run[at].index) <= _MOST_BETWEEN and (not piece.strange or piece.index == run[at].index)
    ]
    elsewhere = {piece.clock for piece in run if piece.clock and piece.index != run[at].index}
    if len(elsewhere) >= _TIMETABLE and not run[at].clock:
        return ""  # the times of prayer, or of a programme
    return min(clocks, default=(0, ""))[1]


def _about_the_date(run: list[Fragment]) -> list[Fragment]:
    """The run as far as its pieces hang together on both sides of the date: a line with several numbers of no known label ends it."""
    at = next(index for index, piece in enumerate(run) if piece.date)
    start, end = at, at + 1
    while start > 0 and _hangs_on(run[start - 1], run[start]):
        start -= 1
    while end < len(run) and _hangs_on(run[end], run[end - 1]):
        end += 1
    return run[start:end]


def _hangs_on(piece: Fragment, beside: Fragment) -> bool:
    return abs(piece.index - beside.index) <= _MOST_BETWEEN + 1 and not (piece.strange and len(piece.numbers) > 1 and piece.label != "views")


def _without_own_number(run: list[Fragment], own: int | None) -> list[Fragment]:
    """The run, the article's number marked as no count."""
    return [
        replace(piece, label="other") if own in piece.numbers and len(piece.numbers) == 1 and piece.label not in {"views", "both"} else piece
        for piece in run
    ]


def _taken(run: list[Fragment]) -> frozenset[int]:
    """The lines of a run that are the meta line's: what has a label unknown counts only right beside the others."""
    dated = next(at for at, piece in enumerate(run) if piece.date)
    return frozenset(piece.index for at, piece in enumerate(run) if not piece.strange or abs(at - dated) <= 2)


def _without_labelled_others(run: list[Fragment]) -> list[Fragment]:
    """The run, numbers marked that a label of their own calls comments or shares: the labels stand all before or all behind."""
    if not any(piece.label == "other" and not piece.numbers for piece in run):
        return run
    bare = [at for at, piece in enumerate(run) if not piece.date and (piece.numbers or piece.label in {"views", "other"})]
    step = 1 if bare and not run[bare[0]].numbers else -1
    found = list(run)
    for at, piece in enumerate(run):
        beside = at + step
        if piece.label == "other" and not piece.numbers and 0 <= beside < len(run) and run[beside].numbers and not run[beside].date:
            found[beside] = replace(run[beside], label="other")
    return found


def _views(run: list[Fragment]) -> tuple[int | None, bool]:
    """The number labelled as views; else the last bare number before the date, else the first after it. And whether it has a label."""
    run = _without_labelled_others(run)
    for at, piece in enumerate(run):
        if piece.label in {"views", "both"} and piece.numbers:
            return piece.numbers[0], True
        if piece.label == "views" and not piece.numbers:
            after = run[at + 1] if at + 1 < len(run) else None
            before = run[at - 1] if at else None
            beside = [n.numbers[0] for n in (after, before) if n and n.numbers and not n.date and n.label not in {"date", "other"}]
            if beside:  # the label may stand before its number or behind it; what counts comments is the smaller one
                return max(beside), True
    dated = next(at for at, piece in enumerate(run) if piece.date)
    if run[dated].numbers and run[dated].label != "other":
        return run[dated].numbers[0], False
    nearest = sorted((abs(at - dated), at > dated, at) for at, piece in enumerate(run) if piece.numbers and piece.label not in {"date", "other"})
    plain = [at for _, _, at in nearest if not run[at].strange]
    if plain:  # a count of comments or shares may stand beside: it is the smaller one
        return max(run[at].numbers[-1] for at in plain), len(plain) == 1 and any(piece.label == "views" for piece in run)
    beside_it = [at for distance, _, at in nearest if distance == 1 or run[at].index == run[dated].index]
    return (run[beside_it[0]].numbers[-1], False) if beside_it else (None, False)
