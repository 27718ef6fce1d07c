"""Names that share a line with other facts about an article: in rows between bars, beside a label, with a town and a day, in a sentence."""

import re
from collections.abc import Sequence

from buratha.arabic import names
from buratha.arabic.folding import fold
from buratha.pages.counting import NOT_VIEWS, counts_readers, speaks_of_this
from buratha.pages.judged import Judged
from buratha.pages.label_words import keys
from buratha.pages.lines import Line
from buratha.pages.meta_text import is_date_line
from buratha.pages.wording import tells_publication
from buratha.pages.writer_labels import PART_OF_A_SIGNATURE, is_label, labelled_writer
from buratha.sections import may_name, slug_of

COLUMNS = frozenset({"articles", "opinion", "poetry", "thought", "caricature"})
"""Sections whose stories have a writer."""
_ASIDE = re.compile(r"\s*\([^()]*\)\s*$")
_BETWEEN = re.compile(r"\s[/|\-–—•·]\s|[|•]")
_TOWN, _PLACE_AND_DAY = 3, 2
_DAY_BEHIND = re.compile(r"(?P<name>\D{5,60}?)\s+(?P<day>\d{1,2}\D.{4,30})")
_DIGIT = re.compile(r"\d")
_WORD = re.compile(r"[^\W\d_]{2}")
_AGO = (["منذ"], ["قبل"])
_LONGEST_AGO = 3
_NO = frozenset(("لا", "بلا", "بدون", "no"))
_LONGEST_COUNT = 4
_SHORT_LABEL = 2
_SUBJECTS = frozenset("شاعر الشاعر شاعره الشاعره رسام الرسام صاحب صاحبه مولف المولف مولفه المولفه تاليف".split())
"""Whom stories are about, as well as those who write."""
_CLAUSES = re.compile(r"(?:[،,؛;]|(?<!\s\w)\.)\s+(?:و(?=\S{3}))?|\s+و?(?:هي|هو)\s+(?=من (?:كتابة|تأليف|قلم|نظم|إعداد)\s)|\.$")
_PARTS_OF_A_SITE = keys("sections", "labels")
_WRITING = keys("writers", "signing", "in_a_sentence")
_PUT_UP = keys("writers", "put_up_by")
_SENTENCE = 8
_NEWS = "news"
"""Where reports are hardly ever signed beside their section."""


def _is_marked(text: str) -> bool:
    """Whether a text is a byline with a mark or a word for writers before the name, its place and its day perhaps behind it."""
    byline = names.read_byline(text)
    return (byline is not None and byline.marked) or with_place_and_day(text) is not None


def named_in_a_sentence(line: Line) -> tuple[str, ...]:
    """The clauses of a sentence on this very article that say who wrote it: «نُشرت هذه المادة يوم … في باب …، كتبها كاظم المياحي، وطالعها …»."""
    words = line.key.split()
    if not speaks_of_this(words) or not (tells_publication(line.key) or any(slug_of(link.text) for link in line.links) or _names_a_section(line.key)):
        return ()
    clauses = (clause.strip() for clause in _CLAUSES.split(line.text))
    return tuple(clause for clause in clauses if _says_it_was_written(fold(clause)) and labelled_writer(clause))


def _says_it_was_written(key: str) -> bool:
    return key.split()[:1] != [] and (key.split(maxsplit=1)[0] in _WRITING or any(key.startswith(f"{words} ") for words in _PUT_UP))


def _names_a_section(key: str) -> bool:
    """Whether folded words say in which part of the site a story stands: «من باب المقالات»."""
    words = key.split()
    return any(word in _PARTS_OF_A_SITE for word in words) and may_name(key)


def names_in_a_row(line: Line) -> tuple[str, ...]:
    """The bylines among the elements of a row of facts: with a mark, or bare where no words stand right before them: another office's label."""
    found = []
    before = ""
    for run in line.runs:
        byline = names.read_byline(run) if not is_label(fold(before)) else labelled_writer(f"{before}: {run}")
        beside = not _WORD.search(before) or is_label(fold(before))
        bare = byline is not None and byline.author and line.cuts and not line.is_link and beside
        if bare or _is_marked(run):
            found.append(run)
        before = run
    return tuple(found)


def behind_its_section(line: Line, judged: Judged) -> names.Byline | None:
    """The bare name in a line with nothing else but the link to the story's own section: «التقارير · سيف الدين الظالمي»."""
    own = judged.address.section if judged.address else None
    if len(line.links) != 1 or line.is_link or own is None or slug_of(line.links[0].text) != own:
        return None
    after = next((other for other in judged.lines[line.index + 1 :] if other.key), None)
    if own == _NEWS or (after is not None and after.words <= _SENTENCE and names.read_byline(after.text)):
        return None  # whom it is about
    if line.text.endswith(f" {line.links[0].text}") and _BETWEEN.search(line.text) is None and judged.address and judged.address.section in COLUMNS:
        return names.read_byline(line.text[: -len(line.links[0].text)])
    pieces = [piece for piece in _BETWEEN.split(line.text) if piece.strip() and fold(piece) != fold(line.links[0].text)]
    return names.read_byline(_ASIDE.sub("", pieces[0])) if len(pieces) == 1 and len(_BETWEEN.split(line.text)) > 1 else None


def named_beside_a_label(line: Line) -> names.Byline | None:
    """The name in a line of two elements of which the other is a label of whoever writes, before it or behind: «كاظم المياحي» «الكاتب»."""
    if line.is_link or line.words > _SENTENCE or len(line.runs) != len(("name", "label")):
        return None
    for name, label in (line.runs, reversed(line.runs)):
        is_writers = len(label.split()) <= _SHORT_LABEL and is_label(fold(label)) and _SUBJECTS.isdisjoint(fold(label).split())
        byline = names.read_byline(name) if is_writers else None
        if byline is not None and byline.author and names.read_byline(label) is None:
            return names.Byline(byline.author, byline.source, marked=True)
    return None


def is_glued(line: Line) -> bool:
    """Whether a line is two elements with words each, and no blank between the two: what reads as one name is a name and its label."""
    runs = line.runs
    return len(runs) == len(("name", "label")) and min(map(len, runs)) > 1 and "".join(runs) == line.text


def writer_beside_facts(line: Line) -> names.Byline | None:
    """The byline that shares a line with nothing but facts about the article, between bars or in elements of their own."""
    return _beside_facts(_BETWEEN.split(line.text)) or (_beside_facts(line.runs) if line.cuts and not line.is_link else None)


def _beside_facts(parts: Sequence[str]) -> names.Byline | None:
    """The byline beside facts: «كاظم المياحي / منذ 3 ساعات»."""
    pieces = [piece for piece in parts if piece.strip()]
    others = [piece for piece in pieces if not _is_fact(piece)]
    if all(slug_of(piece) for piece in pieces if piece not in others):
        return None  # somebody of whom a section tells: «جعفر الصدر | رياضة»
    name = _ASIDE.sub("", others[0]) if len(others) == 1 < len(pieces) else ""
    return (labelled_writer(name) or names.read_byline(name)) if name else None


def with_place_and_day(text: str) -> tuple[names.Byline, str] | None:
    """A byline with the day behind it in one line, and between them perhaps the town, with the day: «✍️ كاظم المياحي؛ ميسان؛ 9 أيلول 2020».

    A mark, or a label of whoever writes, has to say that it is one.
    """
    name, *others = PART_OF_A_SIGNATURE.split(text)
    if not others or len(others) > _PLACE_AND_DAY or not is_date_line(others[-1]):
        return _unparted(text)
    byline = names.read_byline(name)
    byline = byline if byline is not None and byline.marked else labelled_writer(name)
    if byline is None or byline.author is None:
        return None
    towns = others[:-1]
    return (byline, others[-1]) if all(len(town.split()) <= _TOWN and not _DIGIT.search(town) for town in towns) else None


def _unparted(text: str) -> tuple[names.Byline, str] | None:
    """The same behind a pen, with nothing but spaces between name, town and day: «✍️ كاظم المياحي ميسان 9 أيلول 2020»."""
    found = _DAY_BEHIND.fullmatch(text.strip()) if text.lstrip().startswith(names.PENS) else None
    if found is None or not is_date_line(found["day"]):
        return None
    words = found["name"].split()
    towns = (size for size in (_TOWN - 1, 1) if len(words) > size + 1 and names.is_place(" ".join(words[-size:])))
    byline = names.read_byline(" ".join(words[: len(words) - next(towns, 0)]))
    return (byline, found["day"]) if byline is not None and byline.marked and byline.author else None


def _is_fact(piece: str) -> bool:
    """Whether a piece of a line is a date, how long ago that was, a section, or a number of readers, comments or minutes: «لا تعليقات»."""
    words = fold(piece).split()
    if not _DIGIT.search(piece):
        return len(words) <= _LONGEST_AGO and (words[:1] in _AGO or _is_none(words) or slug_of(piece) is not None)
    counted = [word for word in words if not word.isdigit()]
    return is_date_line(piece) or words[:1] in _AGO or counts_readers(counted) or (words[0].isdigit() and len(words) <= _LONGEST_COUNT)


def _is_none(words: Sequence[str]) -> bool:
    """Whether folded words say that there are no comments, and the like."""
    return not _NO.isdisjoint(words[:1]) and not NOT_VIEWS.isdisjoint(words[1:])


def has_a_town(text: str) -> bool:
    """Whether one of the parts of a signature is a town: «إبراهيم شمص – بيروت»."""
    return any(names.is_place(part) for part in PART_OF_A_SIGNATURE.split(text))
