"""Bylines: telling one from a sentence, and the name in it from role, ornament and bars.

A line that a pen, bars or «بقلم» marks names its author in whatever words, as long as they can be a name. A line without
such a mark is believed only when every word of it is known from names, and when it is nobody whom stories are about.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from buratha.arabic.folding import fold
from buratha.arabic.people import (
    ANY_GIVEN,
    DEED,
    LONGEST_NAME,
    NOT_KNOWN,
    ON,
    QUALITY,
    SURE_FAMILY,
    SURE_GIVEN,
    UNKNOWN,
    is_name,
    is_place,
    is_sacred,
    is_titled_name,
    is_written_about,
    lexicon,
    title_size,
    units,
)

__all__ = [
    "Byline",
    "bare_name",
    "is_name",
    "is_place",
    "is_sacred",
    "may_be_a_name",
    "read_byline",
    "split_glued_byline",
    "split_signature",
    "title_suffix",
]

PENS = ("✍", "🖊", "🖋", "✒")
"""What stands before the names of those who write."""
_LONGEST_LINE = 120
_LONGEST_GLUED = 60
_LONGEST_HEAD = 90
_SHORTEST_STORY = 3
_LONGEST_DATELINE = 12
_LONGEST_AGENCY = 6
_MOST_UNKNOWN = 3
_MOST_PARTS = 4
_NEAR_START, _NEAR_END = 12, 6

_BARS = re.compile(r"\s*[|│¦ǀ]{1,4}\s*")
_PEN = re.compile("[\u270d-\u2712\U0001f58a-\U0001f58d\U0001f4dd\U0001fab6]\ufe0f?[\U0001f3fb-\U0001f3ff]?\ufe0f?")
_EDGES = re.compile(r"^[\W_]+|[^\w\u064b-\u0652\u0670.]+$|_+$")
_ORNAMENT = " ()[]{}*•·–-_:ـ…"
_PEN_WORD = re.compile(r"بقـ*لـ*م(?!\w)\s*[:/\-–.]*\s*")
_MARKING_ROLE = re.compile(r"(?:مقال|مقالة)\s+ل|كاريكاتير|(?:إعداد|اعداد|كتبها|كتبه|كتب|الكاتب|شعر)\s*:")
_GLUED_PEN_WORD = re.compile(r"(?:بقـ*لـ*م\s*[:/\-–]?|[\u270d\U0001f58a-\U0001f58d]\ufe0f?)\s*([^\n!؟?،:؛]{5,60})$")
_GLUED_NAME = re.compile(r"(?<=\w\w\w)(\s?[.…]+)\s*((?:[دامأ]\s?\.\s?){0,3}[^\W\d_][^\n.…!؟?،:؛«»\"]{4,45})$")
_PARTS = re.compile(r"\s*[/\\(]\s*|\s*[-–—ـ]\s+|\s+[-–—]\s*")
_SENTENCE = re.compile(r"[.!؟?…؛;«»\"“”﴿﴾]|:\s*\S+\s+\S+\s+\S+\s+\S+")
_NO_BYLINE_END = tuple(":؟?!،,؛;.…")
_QUOTES = tuple('«"“')
_TOKEN_DOT = re.compile(r"(?<!\w)((?:[أا]\s?\.\s?)?(?:[أا]\s?\.\s?)?م?\s?\.?\s?[دامأ])\s?[./]\s?(?=\w)")
_CLOCK_BEHIND = re.compile(
    r"(?<=\w)\s*(?:في|عند|الساعة|على|at|[@،,|-])(?:\s+الساعة)?\s+[\d٠-٩]{1,2}:[\d٠-٩]{2}(?:\s*(?:ص|م|صباحا|مساء|صباحاً|مساءً|am|pm))?\s*$"
)
"""The hour that layouts print behind whoever put a story up: «مرسلة بواسطة … في 10:24 م»."""
_AND = "و"
_FROM = " من "
_PREPOSITIONS = frozenset("في من إلى الى عن أن ان إن للمزيد".split())


@dataclass(frozen=True, slots=True)
class Byline:
    """Who signs: the name alone, the agency or paper credited beside it, and whether a marker said so or only the shape."""

    author: str | None
    source: str | None = None
    marked: bool = False


def read_byline(text: str) -> Byline | None:
    """Read a line that stands where bylines stand; None when it is no byline.

    >>> read_byline("✍️ * د. كاظم الزبيدي ||").author
    'كاظم الزبيدي'
    >>> read_byline("بيان الصدر") is None
    True
    """
    return _read_line(text) if len(text) <= _LONGEST_LINE else None


@lru_cache(maxsize=16_384)
def _read_line(text: str) -> Byline | None:
    """Read a short line, once: each line of a page is asked for by several readers, and pages of one site say the same lines."""
    mark, rest = _strip_marks(_CLOCK_BEHIND.sub("", text))
    if found := _dateline(rest):
        return found
    if mark:
        name = _behind_any_label(bare_name(rest))
        return Byline(name, marked=True) if _is_marked_name(name, mark) else None
    if text.rstrip().endswith(_NO_BYLINE_END) or text.lstrip().startswith(_QUOTES):
        return None
    signing = _signing(rest)
    return Byline(signing) if signing and not _SENTENCE.search(signing) else None


def _behind_any_label(name: str) -> str:
    """A name without words in front of it that a colon sets apart, which are no part of it: «خطته أنامل : كاظم المياحي»."""
    label, _, behind = name.rpartition(":")
    bare = bare_name(behind) if label else ""
    return bare if bare and is_name(bare) else name


def split_glued_byline(text: str) -> tuple[Byline, str] | None:
    """Byline and story in one paragraph: the byline and the story's text.

    >>> split_glued_byline("سامر الكعبي ||   بعد سنوات من الصمت عاد السؤال")[1]
    'بعد سنوات من الصمت عاد السؤال'
    """
    found = _BARS.search(text, 0, _LONGEST_HEAD)
    if not found or not found.start():
        return None
    head, rest = text[: found.start()], text[found.end() :].strip()
    if not rest or len(rest) < len(head):
        return None
    inner = _strip_marks(head)[1]
    name = bare_name(inner)
    single = len(found.group().strip()) == 1 and not _PEN.search(head)
    if len(name.split()) > 1 and (_signing(inner) if single else _is_marked_name(name, "bars")):
        return Byline(name, marked=True), rest
    return None


def split_signature(text: str) -> tuple[str, Byline] | None:
    """A signature glued to a paragraph's end: the paragraph without it, and who signs.

    >>> split_signature("وهكذا انتهت الحكاية. بقلم سامر الكعبي")[0]
    'وهكذا انتهت الحكاية.'
    """
    if (found := _GLUED_PEN_WORD.search(text)) and found.start():
        name = bare_name(_strip_marks(found[1])[1])
        return (text[: found.start()].rstrip(), Byline(name, marked=True)) if is_name(name) else None
    found = _GLUED_NAME.search(text)
    if found and text.count(" ", 0, found.start()) >= _SHORTEST_STORY and (signing := _signing(_strip_marks(found[2])[1])):
        return text[: found.end(1)].rstrip(), Byline(signing)
    return None


def title_suffix(title: str) -> str | None:
    """The author's name that a title carries at its end.

    >>> title_suffix("كيف نقرأ المشهد ..!/ رعد الكناني")
    'رعد الكناني'
    """
    head, bar, tail = title.rpartition("/")
    if not bar:
        head, bar, tail = title.rpartition("|")
    if not bar or " " not in head.strip():
        return None
    mark, rest = _strip_marks(tail)
    if signing := _signing(rest):
        return signing
    name = bare_name(rest)
    return name if mark and _is_marked_name(name, mark) else None


def bare_name(text: str) -> str:
    """The name without honorifics, roles, ornaments and bars.

    >>> bare_name("الدكتور فاضل الربيعي")
    'فاضل الربيعي'
    """
    words = _EDGES.sub("", _TOKEN_DOT.sub(" ", text).strip()).split()
    keys = [fold(word) for word in words]
    at = 0
    while at < len(keys) and (size := _size_of_title(keys, at) or not keys[at]):
        if lexicon().kinds.get(keys[at]) == QUALITY and is_name(" ".join(words[at:])) and not is_name(" ".join(words[at + size :])):
            break  # «أديب» is a title, and a name too
        at += size
    return _EDGES.sub("", " ".join(words[at:])).rstrip(".").strip()


def _size_of_title(keys: list[str], at: int) -> int:
    """How many words at a place are a title, or another one joined to a title before: «عدسة وكلمات»."""
    size = title_size(keys[at:], lexicon().titles)
    joined = not size and at > 0 and keys[at].startswith(_AND)
    return title_size([keys[at].removeprefix(_AND), *keys[at + 1 :]], lexicon().titles) if joined else size


def _signing(text: str) -> str | None:
    """The name on an unmarked line, when it is somebody's who writes, not somebody's who is written about."""
    name = bare_name(text)
    key = fold(_TOKEN_DOT.sub(r"\1 ", text))
    titled = title_size(key.split(), lexicon().personal) > 0 and is_titled_name(name)
    if not (titled or is_name(name)) or is_sacred(name) or is_written_about(name):
        return None
    return None if _names_a_subject(key.removesuffix(fold(name))) else name


def _names_a_subject(titles: str) -> bool:
    """Whether one of the titles before a name is of people who are written about: «الشهيد», «الرئيس»."""
    return any(f" {subject} " in f" {titles} " for subject in lexicon().subjects) if titles.strip() else False


def _is_marked_name(name: str, mark: str) -> bool:
    """Behind «بقلم» any few words will do that are not plainly something else; behind bars and pens one must be a name's."""
    keys = fold(name).split()
    words = lexicon()
    if not 1 <= len(keys) <= LONGEST_NAME or any(character.isdigit() or character in "!؟?؛;" for character in name):
        return False
    if len(keys) == 1:
        return keys[0] in words.given or keys[0].removeprefix("ال") in words.family - words.family_words
    first = name.split(maxsplit=1)[0]
    if first in _PREPOSITIONS or (first == ON and mark != "by") or any(key in words.not_names or key in words.agencies for key in keys):
        return False
    kinds = units(keys)
    if mark == "by" and len(keys) <= _MOST_UNKNOWN:
        return True
    return NOT_KNOWN.isdisjoint(kinds) or kinds[0] in ANY_GIVEN - {DEED} or not (SURE_GIVEN | SURE_FAMILY).isdisjoint(kinds)


def _strip_marks(text: str) -> tuple[str, str]:
    """What marks the line, if anything ("by", "pen", "bars", "role"), and what is left without it."""
    pen = _PEN.search(text[:_NEAR_START]) or _PEN.search(text[-_NEAR_END:])
    bars = _BARS.search(text[-_NEAR_END:])
    inner = _BARS.sub(" ", _PEN.sub(" ", text)).replace("\ufe0f", "").strip().strip(_ORNAMENT)
    if found := _PEN_WORD.match(inner):
        return "by", inner[found.end() :].strip(_ORNAMENT)
    if _MARKING_ROLE.match(inner):
        return "role", inner
    return "pen" if pen else "bars" if bars else "", inner


def _dateline(text: str) -> Byline | None:
    """Agency datelines (``المكتب الاعلامي/حازم خوير``, ``الرياضية / براثا نيوز``), and a name with place or role beside it."""
    parts = [piece.strip(_ORNAMENT) for part in _PARTS.split(text) for piece in _behind_an_agency(part) if piece.strip(_ORNAMENT)]
    if not 1 < len(parts) <= _MOST_PARTS or len(text.split()) > _LONGEST_DATELINE or text.endswith(_NO_BYLINE_END):
        return None
    agencies = [part for part in parts if _is_agency(part)]
    people, others = _people([part for part in parts if part not in agencies], bool(agencies))
    if len(people) > 1 or any(_SENTENCE.search(bare_name(part)) for part in parts) or not all(map(_is_beside_a_name, others)):
        return None
    source = next((part for part in agencies if not _is_own(part) and not lexicon().sources.isdisjoint(fold(part).split())), None)
    if people and (agencies or others):
        return Byline(people[0], source, marked=bool(agencies))
    return Byline(None, source, marked=True) if not people and any(map(_is_own, agencies)) else None


def _behind_an_agency(part: str) -> tuple[str, ...]:
    """A part of a dateline cut at a colon behind the agency's name: «براثا: زيد عبد الوهاب»."""
    agency, colon, name = part.partition(":")
    return (agency, name) if colon and name.strip() and _is_agency(agency) else (part,)


def _people(parts: list[str], beside_agency: bool) -> tuple[list[str], list[str]]:
    """The names among a dateline's parts, and the other parts. An agency beside a name marks it."""
    people, others = [], []
    for part in parts:
        name = bare_name(_without_town(part))
        if is_place(part):  # «صلاح الدين», too
            others.append(part)
            continue
        marked = beside_agency and 1 < len(name.split()) <= _MOST_PARTS and _is_marked_name(name, "bars")
        if signing := name if marked else _signing(_without_town(part)):
            people.append(signing)
        else:
            others.append(part)
    return people, others


def may_be_a_name(text: str) -> bool:
    """Whether a line of two to four words begins with a given name that is nothing else, whatever family's name may follow it.

    >>> may_be_a_name("إبراهيم القوزحلاني"), may_be_a_name("إبراهيم يعود من السفر")
    (True, False)
    """
    if len(text) > _LONGEST_GLUED or not 1 < len(text.split()) <= 2 * _MOST_PARTS:
        return False
    name = bare_name(_without_town(text.strip(_ORNAMENT)))
    keys = fold(name).split()
    if not 1 < len(keys) <= _MOST_PARTS or _SENTENCE.search(text) or text.rstrip().endswith(_NO_BYLINE_END) or any(map(str.isdigit, text)):
        return False
    if not lexicon().not_names.isdisjoint(keys) or is_sacred(name) or is_written_about(name) or keys[1] in _PREPOSITIONS:
        return False
    kinds = units(keys)
    return kinds[0] in SURE_GIVEN and len(kinds) > 1 and UNKNOWN not in kinds


def _without_town(part: str) -> str:
    """A part without the town that somebody writes from: «رضا الحلفي من البصرة»."""
    name, _, town = part.rpartition(_FROM)
    return name if name and is_place(town) else part


def _is_agency(part: str) -> bool:
    keys = fold(part).split()
    return len(keys) <= _LONGEST_AGENCY and not lexicon().agencies.isdisjoint(keys)


def _is_own(part: str) -> bool:
    return "براثا" in fold(part)


def _is_beside_a_name(part: str) -> bool:
    """A town, a desk («الرياضية») or what somebody is («كاتب وباحث»); not somebody whom the story is about."""
    keys = fold(part).split()
    if len(keys) > _MOST_UNKNOWN or _names_a_subject(" ".join(keys)):
        return False
    is_role = title_size([*keys, ""], lexicon().titles) > 0
    return is_role or is_place(part) or all(key in lexicon().not_names or key.startswith("ال") for key in keys)
