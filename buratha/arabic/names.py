"""People's names: telling a byline from a sentence, and the name in it from role, ornament and bars.

A line that a pen, bars or «بقلم» marks names its author in whatever words, as long as they can be a name. A line without
such a mark is believed only when every word of it is known from names, and when it is nobody whom stories are about.
"""

import re
from dataclasses import dataclass
from functools import cache

from buratha.arabic.folding import fold
from buratha.resources import load

LONGEST_NAME = 6
_LONGEST_LINE = 120
_LONGEST_HEAD = 90
_LONGEST_TITLE = 7
_MOST_UNITS = 4
_MOST_UNKNOWN = 3
_MOST_PARTS = 4

_BARS = re.compile(r"\s*[|│¦ǀ]{1,4}\s*")
_PEN = re.compile("[\u270d-\u2712\U0001f58a-\U0001f58d\U0001f4dd\U0001fab6]\ufe0f?[\U0001f3fb-\U0001f3ff]?\ufe0f?")
_NEAR_EDGE = 12
_WRITTEN = r"\w\u064b-\u0652\u0670"
_MARKS = re.compile("[\u064b-\u0652\u0670ـ]+")
_EDGES = re.compile(rf"^[\W_]+|[^{_WRITTEN}.]+$|_+$")
_ORNAMENT = " ()[]{}*•·–-_:ـ…"
_PEN_WORD = re.compile(r"بقـ*لـ*م(?!\w)\s*[:/\-–.]*\s*")
_MARKING_ROLE = re.compile(r"(?:مقال|مقالة)\s+ل|كاريكاتير|(?:إعداد|اعداد|كتبها|كتبه|كتب|الكاتب|شعر)\s*:")
_GLUED_PEN_WORD = re.compile(r"(?:بقـ*لـ*م\s*[:/\-–]?|[\u270d\U0001f58a-\U0001f58d]\ufe0f?)\s*([^\n!؟?،:؛]{5,60})$")
_GLUED_NAME = re.compile(r"(?<=\w\w\w)(\s?[.…]+)\s*([^\W\d_][^\n.…!؟?،:؛«»\"]{4,45})$")
_PARTS = re.compile(r"\s*[/\\(]\s*|\s*[-–—ـ]\s+|\s+[-–—]\s*")
_SENTENCE = re.compile(r"[.!؟?…؛;«»\"“”﴿﴾]|:\s*\S+\s+\S+\s+\S+\s+\S+")
_NO_BYLINE_END = tuple(":؟?!،,؛;.…")
_TOKEN_DOT = re.compile(r"(?<!\w)((?:[أا]\s?\.\s?)?(?:[أا]\s?\.\s?)?م?\s?\.?\s?[دامأ])\s?[./]\s?(?=\w)")
_ON = "على"  # as written: it folds to «علي»
_PREPOSITIONS = frozenset("في من إلى الى عن أن ان إن للمزيد".split())
_PLACE_WORDS = frozenset(map(fold, "محافظة قضاء ناحية مدينة المقدسة المشرفة الأشرف جمهورية جنوب شمال شرق غرب وسط".split()))
_NO_FAMILY_END = ("ه", "ات", "ين", "ون")
_VERB_OR_PARTICLE = ("و", "ف", "ب", "ل", "ي", "ت", "سي", "ست")
_CONNECTORS = frozenset(map(fold, "بن ابن بنت ابنة".split()))
_KUNYAS = frozenset(map(fold, "أبو أبي أبا".split()))
_MOTHER, _SERVANT, _HOUSE = "ام", "عبد", "ال"
# Tails that make one name of two words whatever stands before; the others («الحسين», «المهدي») may be a family's name.
_REVERED_SERVANTS = frozenset(map(fold, "الله المطلب الناصر المهدي".split()))
_CLOSING = frozenset(map(fold, "الله الدين الإسلام الهدى البنين العابدين الفقار النون الزهراء الزهرة".split()))
_EPITHETS = frozenset(map(fold, "الهادي العسكري المهدي التقي النقي الزكي".split()))
# Kinds of units a name is made of.
_GIVEN, _REVERED, _QUALITY, _WORD, _DEED, _KUNYA = "given", "revered", "quality", "word", "deed", "kunya of no name"
_FAMILY, _LEADER, _NISBA, _PLAIN, _NOUN, _STRANGE, _UNKNOWN = "family", "leader", "nisba", "plain", "the noun", "strange", "unknown"
_SURE_GIVEN = frozenset((_GIVEN, _REVERED))
_ANY_GIVEN = frozenset((_GIVEN, _REVERED, _QUALITY, _WORD, _DEED))
_SURE_FAMILY = frozenset((_FAMILY, _LEADER, _NISBA))


@dataclass(frozen=True, slots=True)
class Byline:
    """Who signs: the name alone, the agency or paper credited beside it, and whether a marker said so or only the shape."""

    author: str | None
    source: str | None = None
    marked: bool = False


@dataclass(frozen=True, slots=True)
class _Lexicon:
    given: frozenset[str]
    qualities: frozenset[str]
    words: frozenset[str]
    deeds: frozenset[str]
    revered: frozenset[str]
    family: frozenset[str]
    family_words: frozenset[str]
    leaders: frozenset[str]
    heads: frozenset[str]
    tails: frozenset[str]
    titles: frozenset[tuple[str, ...]]
    roles: frozenset[tuple[str, ...]]
    subjects: frozenset[tuple[str, ...]]
    not_names: frozenset[str]
    others: frozenset[str]
    places: frozenset[str]
    sacred: tuple[str, ...]
    sources: frozenset[str]
    agencies: frozenset[str]


def _keys(texts: list[str]) -> frozenset[str]:
    return frozenset(map(fold, texts))


def _without_article(texts: list[str]) -> frozenset[str]:
    return frozenset(key.removeprefix("ال") for key in map(fold, texts))


def _phrases(texts: list[str]) -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(key.split()) for key in map(fold, texts) if key)


@cache
def _lexicon() -> _Lexicon:
    data, wordings = load("names.toml"), load("wordings.toml")
    given, tails = _keys(data["given"]), _keys(data["compound_tails"])
    return _Lexicon(
        given=given,
        qualities=_keys(data["given_qualities"]),
        words=_keys(data["given_words"]),
        deeds=_keys(data["given_deeds"]),
        revered=_keys(data["given_revered"]),
        family=_without_article(data["family"]),
        family_words=_without_article(data["family_words"]),
        leaders=_without_article(data["family_leaders"]),
        heads=_keys(data["compound_heads"]),
        tails=tails,
        titles=_phrases(data["honorifics"] + data["roles"]),
        roles=_phrases(data["roles"]),
        subjects=_phrases(data["subjects"]),
        not_names=_keys(data["not_names"]) - given - tails,
        others=_keys(data["others"]),
        places=_keys(data["places"]),
        sacred=tuple(map(fold, wordings["sacred_names"])),
        sources=_keys(wordings["source_words"]),
        agencies=_keys(wordings["agency_words"]),
    )


def read_byline(text: str) -> Byline | None:
    """Read a line that stands where bylines stand; None when it is no byline.

    >>> read_byline("✍️ * د. كاظم الزبيدي ||").author
    'كاظم الزبيدي'
    >>> read_byline("بيان الصدر") is None
    True
    """
    if len(text) > _LONGEST_LINE:
        return None
    mark, rest = _strip_marks(text)
    if found := _dateline(rest):
        return found
    name = bare_name(rest)
    if mark:
        return Byline(name, marked=True) if _is_marked_name(name, mark) else None
    if _SENTENCE.search(name) or text.rstrip().endswith(_NO_BYLINE_END) or text.lstrip().startswith(("«", '"', "“")):
        return None
    return Byline(name) if _may_sign(name) and not _is_subject(rest) else None


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
    name = bare_name(_strip_marks(head)[1])
    single = len(found.group().strip()) == 1 and not _PEN.search(head)
    if len(name.split()) > 1 and (_may_sign(name) if single else _is_marked_name(name, "bars")):
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
    if found := _GLUED_NAME.search(text):
        name = bare_name(_strip_marks(found[2])[1])
        if _may_sign(name) and not _is_subject(found[2]):
            return text[: found.end(1)].rstrip(), Byline(name)
    return None


def title_suffix(title: str) -> str | None:
    """The author's name that a title carries at its end.

    >>> title_suffix("كيف نقرأ المشهد ..!/ رعد الكناني")
    'رعد الكناني'
    """
    head, bar, tail = title.rpartition("/")
    if not bar:
        head, bar, tail = title.rpartition("|")
    if not bar or len(head.split()) < 2:  # noqa: PLR2004
        return None
    mark, rest = _strip_marks(tail)
    name = bare_name(rest)
    if _may_sign(name) and not _is_subject(rest):
        return name
    return name if mark and _is_marked_name(name, mark) else None


def bare_name(text: str) -> str:
    """The name without honorifics, roles, ornaments and bars.

    >>> bare_name("الدكتور فاضل الربيعي")
    'فاضل الربيعي'
    """
    words = _EDGES.sub("", _TOKEN_DOT.sub(" ", text).strip()).split()
    while words and (size := _title_size([fold(word) for word in words])):
        words = words[size:]
    return _EDGES.sub("", " ".join(words)).rstrip(".").strip()


def _title_size(keys: list[str]) -> int:
    """How many words at the start are a title, or nothing at all; a title alone is kept."""
    if not keys[0]:
        return 1
    titles = _lexicon().titles
    return next((size for size in range(min(_LONGEST_TITLE, len(keys) - 1), 0, -1) if tuple(keys[:size]) in titles), 0)


def is_name(name: str) -> bool:
    """Whether every word is known from people's full names, and together they are not more likely a heading.

    >>> is_name("سامر الكعبي"), is_name("نور الدين"), is_name("بيان الصدر")
    (True, False, False)
    """
    keys = fold(name).split()
    if not 2 <= len(keys) <= LONGEST_NAME or not fold(name).replace(" ", "").isalpha() or name.count(".") > 1:  # noqa: PLR2004
        return False
    if len(keys) != len(name.split()) or _ON in _MARKS.sub("", name).split():
        return False
    if any(key in _lexicon().not_names for key in keys):
        return False
    return _is_person(_units(keys))


def _is_person(kinds: list[str]) -> bool:
    """Whether units of these kinds, in this order, are somebody's name."""
    if not 2 <= len(kinds) <= _MOST_UNITS or not _is_known(kinds):  # noqa: PLR2004
        return False
    first, rest = kinds[0], set(kinds[1:])
    if first == _DEED:
        if len(kinds) > 2:  # noqa: PLR2004
            return _LEADER not in rest and not rest.isdisjoint((*_SURE_GIVEN, _FAMILY))
        return rest <= {_FAMILY, _GIVEN}
    if first == _WORD:
        return not rest.isdisjoint(_SURE_GIVEN | _SURE_FAMILY) or (len(kinds) > 2 and rest <= _ANY_GIVEN)  # noqa: PLR2004
    return first in {_GIVEN, _REVERED, _QUALITY} or (first == _KUNYA and kinds[-1] in _SURE_FAMILY)


def _is_known(kinds: list[str]) -> bool:
    """Whether every unit is known; behind given names that are nothing else, the last may be a family nobody listed."""
    if not {_UNKNOWN, _NOUN, _STRANGE}.isdisjoint(kinds[:-1]):
        return False
    two_given = len(kinds) == 3 and set(kinds[:2]) <= _SURE_GIVEN  # noqa: PLR2004
    return kinds[-1] not in {_UNKNOWN, _NOUN, _STRANGE} or (two_given and kinds[-1] != _UNKNOWN) or (kinds[-1] == _NOUN and kinds[0] == _GIVEN)


def _units(keys: list[str]) -> list[str]:
    """The kinds of a name's units: «نور الدين» and «عبد الزهرة» are one unit each."""
    kinds: list[str] = []
    at = 0
    while at < len(keys):
        after = keys[at + 1] if at + 1 < len(keys) else ""
        son = bool(kinds and after and keys[at] in _CONNECTORS)
        if son:
            at, after = at + 1, keys[at + 2] if at + 2 < len(keys) else ""
        kind, size = _unit(keys[at], after, not kinds)
        kinds.append(_PLAIN if son and kind in {_STRANGE, _UNKNOWN} else kind)
        at += size
    return kinds


def _unit(key: str, after: str, first: bool) -> tuple[str, int]:
    if after and key in _lexicon().heads:
        return _compound(key, after, first), 2
    kind = _kind(key, first)
    if after in _lexicon().tails and kind in _ANY_GIVEN:
        if after in _CLOSING:
            return _REVERED if after == "الله" else _GIVEN, 2
        if kind not in _SURE_GIVEN:
            return kind, 2
    return kind, 1


def _compound(head: str, after: str, first: bool) -> str:
    """The kind of two words of which the first opens a compound."""
    lexicon = _lexicon()
    plain = after.removeprefix("ال")
    known = plain in lexicon.given or plain in lexicon.family or after in lexicon.tails
    if head == _SERVANT:
        given = _REVERED if after in _REVERED_SERVANTS else _GIVEN
        return given if after.startswith("ال") or after in lexicon.given else _UNKNOWN
    if head in _KUNYAS:
        return _GIVEN if known else _PLAIN if not first else _UNKNOWN if after.startswith("ال") else _KUNYA
    if head == _MOTHER:
        return _GIVEN if first and known else _UNKNOWN
    if head == "ذو":
        return _GIVEN if after in lexicon.tails else _UNKNOWN
    if head in _CONNECTORS:
        return _UNKNOWN
    if head == _HOUSE and after in {"محمد", "البيت", "بيت", "الرسول", "ياسر"}:
        return _UNKNOWN
    return _FAMILY if not first else _GIVEN if known and head != _HOUSE else _UNKNOWN


def _kind(key: str, first: bool) -> str:
    lexicon = _lexicon()
    if key in lexicon.given:
        return _given_kind(key)
    if key.startswith("عبدال") or any(key.startswith(head) and key[len(head) :] in lexicon.given for head in ("عبد", "ابو")):
        return _GIVEN
    return _UNKNOWN if first else _family_kind(key)


def _given_kind(key: str) -> str:
    lexicon = _lexicon()
    if key in lexicon.deeds:
        return _DEED
    if key in lexicon.words:
        return _WORD
    return _REVERED if key in lexicon.revered else _QUALITY if key in lexicon.qualities else _GIVEN


def _family_kind(key: str) -> str:
    """The kind of a word behind a given name that is no given name itself."""
    lexicon = _lexicon()
    plain = key.removeprefix("ال")
    definite = plain != key
    if definite and plain in lexicon.leaders:
        return _LEADER
    if plain in lexicon.family:
        return _FAMILY if definite and plain not in lexicon.family_words else _PLAIN
    if definite and plain in lexicon.given and _given_kind(plain) in {_GIVEN, _REVERED, _QUALITY}:
        return _PLAIN
    if len(plain) > 3 and plain.endswith("ي"):  # noqa: PLR2004
        return _NISBA if definite else _UNKNOWN if key.startswith(_VERB_OR_PARTICLE) else _PLAIN
    if definite:
        return _UNKNOWN if plain.endswith(_NO_FAMILY_END) else _NOUN
    return _UNKNOWN if key.startswith(_VERB_OR_PARTICLE) else _STRANGE


def is_sacred(name: str) -> bool:
    """Whether the name is one that stands in headings of devotion, not over a column.

    >>> is_sacred("فاطمة الزهراء"), is_sacred("فاطمة الزهراء الموسوي")
    (True, False)
    """
    key = fold(name)
    if not any(f" {sacred} " in f" {key} " for sacred in _lexicon().sacred):
        return False
    last = key.split()[-1]
    named_after = len(last) > 4 and last.startswith("ال") and last.endswith("ي") and last not in _EPITHETS  # noqa: PLR2004
    return not named_after or any(key.endswith(sacred) for sacred in _lexicon().sacred)


def _may_sign(name: str) -> bool:
    """Whether an unmarked name is somebody's who writes, not somebody's who is written about."""
    return is_name(name) and not is_sacred(name) and fold(name) not in _lexicon().others


def _is_subject(text: str) -> bool:
    """Whether a line begins with a title of people who are written about: «الشهيد», «الرئيس»."""
    keys = fold(text).split()
    return any(tuple(keys[:size]) in _lexicon().subjects for size in (1, 2))


def _is_marked_name(name: str, mark: str) -> bool:
    """Behind «بقلم» any few words will do that are not plainly something else; behind bars and pens one must be a name's."""
    keys = fold(name).split()
    lexicon = _lexicon()
    if not 1 <= len(keys) <= LONGEST_NAME or any(character.isdigit() or character in "!؟?؛;" for character in name):
        return False
    if len(keys) == 1:
        return keys[0] in lexicon.given or keys[0].removeprefix("ال") in lexicon.family - lexicon.family_words
    first = name.split()[0]
    if first in _PREPOSITIONS or (first == _ON and mark != "by") or any(key in lexicon.not_names or key in lexicon.agencies for key in keys):
        return False
    kinds = _units(keys)
    if mark == "by" and len(keys) <= _MOST_UNKNOWN:
        return True
    known = {_UNKNOWN, _STRANGE, _NOUN}.isdisjoint(kinds)
    return known or kinds[0] in _ANY_GIVEN - {_DEED} or not (_SURE_GIVEN | _SURE_FAMILY).isdisjoint(kinds)


def _strip_marks(text: str) -> tuple[str, str]:
    """What marks the line, if anything ("by", "pen", "bars", "role"), and what is left without it."""
    pen = _PEN.search(text[:_NEAR_EDGE]) or _PEN.search(text[-_NEAR_EDGE // 2 :])
    bars = _BARS.search(text[-6:])
    inner = _BARS.sub(" ", _PEN.sub(" ", text)).replace("\ufe0f", "").strip().strip(_ORNAMENT)
    if found := _PEN_WORD.match(inner):
        return "by", inner[found.end() :].strip(_ORNAMENT)
    if _MARKING_ROLE.match(inner):
        return "role", inner
    return "pen" if pen else "bars" if bars else "", inner


def _dateline(text: str) -> Byline | None:
    """Agency datelines (``المكتب الاعلامي/حازم خوير``, ``الرياضية / براثا نيوز``), and a name with place or role beside it."""
    parts = [part.strip(_ORNAMENT) for part in _PARTS.split(text) if part.strip(_ORNAMENT)]
    if not 2 <= len(parts) <= _MOST_PARTS or len(text.split()) > 12 or text.endswith(_NO_BYLINE_END):  # noqa: PLR2004
        return None
    agencies = [part for part in parts if _is_agency(part)]
    people, others = _people(parts, agencies)
    if any(_SENTENCE.search(bare_name(part)) for part in parts) or not all(map(_is_place_or_role, others)) or len(people) > 1:
        return None
    source = next((part for part in agencies if not _is_own(part) and not _lexicon().sources.isdisjoint(fold(part).split())), None)
    if people and (agencies or others):
        return Byline(people[0], source, marked=bool(agencies))
    return Byline(None, source, marked=True) if not people and any(map(_is_own, agencies)) else None


def _people(parts: list[str], agencies: list[str]) -> tuple[list[str], list[str]]:
    """The names among a dateline's parts, and the parts that are neither names nor agencies."""
    people, others = [], []
    for part in parts:
        name = bare_name(part)
        is_person = _may_sign(name) or (bool(agencies) and 2 <= len(name.split()) <= _MOST_PARTS and _is_marked_name(name, "bars"))  # noqa: PLR2004
        if part in agencies:
            continue
        if is_person and not _is_subject(part):
            people.append(name)
        else:
            others.append(part)
    return people, others


def _is_agency(part: str) -> bool:
    keys = fold(part).split()
    return len(keys) <= 6 and any(key in _lexicon().agencies for key in keys)  # noqa: PLR2004


def _is_own(part: str) -> bool:
    return "براثا" in fold(part)


def _is_place_or_role(part: str) -> bool:
    """A town, a desk («الرياضية») or what somebody is («كاتب وباحث»); not somebody whom the story is about."""
    keys = fold(part).split()
    if _is_subject(part) or len(keys) > 3:  # noqa: PLR2004
        return False
    if any(tuple(keys[:size]) in _lexicon().titles for size in range(len(keys), 0, -1)):
        return True
    return is_place(part) or all(key in _lexicon().not_names or key.startswith("ال") for key in keys)


def is_place(text: str) -> bool:
    """Whether a short line names only places (the second line of a byline block).

    >>> is_place("كربلاء المقدسة"), is_place("اليوم")
    (True, False)
    """
    keys = fold(text).split()
    at = found = 0
    while at < len(keys):
        size = next((size for size in (3, 2, 1) if " ".join(keys[at : at + size]) in _lexicon().places), 0)
        if not size and keys[at] not in _PLACE_WORDS:
            return False
        found += size > 0
        at += size or 1
    return found > 0
