"""The words people are called by: whether a few words are somebody's full name, and whose it cannot be.

A word by itself proves little: «سلام», «كريم» and «نور» are names and words. So every unit of a name («عبد الزهرة» and
«نور الدين» are one unit each) gets a kind, and the kinds in their order decide. The words are in ``resources/names.toml``.
"""

import re
from dataclasses import dataclass
from functools import cache

from buratha.arabic.folding import fold
from buratha.resources import load

LONGEST_NAME = 6
_SHORTEST_NAME = 2
_MOST_UNITS = 4
_LONGEST_TITLE = 7
_LONGEST_PLACE = 3

_MARKS = re.compile("[\u064b-\u0652\u0670ـ]+")
ON = "على"  # as written: it folds to «علي»
_CONNECTORS = frozenset(map(fold, "بن ابن بنت ابنة".split()))
_KUNYAS = frozenset(map(fold, "أبو أبي أبا".split()))
_MOTHER, _SERVANT, _HOUSE, _OWNER = map(fold, "أم عبد آل ذو".split())
_REVERED_SERVANTS = frozenset(map(fold, "الله المطلب الناصر المهدي".split()))
_REVERED_HOUSES = frozenset(map(fold, "محمد البيت بيت الرسول ياسر".split()))
# Tails that make one name of two words whatever stands before; the others («الحسين», «المهدي») may be a family's name.
_CLOSING = frozenset(map(fold, "الله الدين الإسلام الهدى البنين العابدين الفقار النون الزهراء الزهرة".split()))
_EPITHETS = frozenset(map(fold, "الهادي العسكري المهدي التقي النقي الزكي".split()))
_NO_FAMILY_END = ("ه", "ات", "ين", "ون")
_VERB_OR_PARTICLE = ("و", "ف", "ب", "ل", "ي", "ت", "سي", "ست")
_PLACE_WORDS = frozenset(map(fold, "محافظة قضاء ناحية مدينة قرية المقدسة المشرفة الأشرف جمهورية جنوب شمال شرق غرب وسط".split()))
_DISTRICTS = frozenset(map(fold, "محافظة قضاء ناحية قرية".split()))

# Kinds of units.
GIVEN, REVERED, QUALITY, WORD, DEED, KUNYA = "given", "revered", "quality", "word", "deed", "kunya of no name"
FAMILY, LEADER, NISBA, PLAIN = "family", "leader", "nisba", "plain"
NOUN, STRANGE, UNKNOWN = "the noun", "strange", "unknown"
SURE_GIVEN = frozenset((GIVEN, REVERED))
ANY_GIVEN = frozenset((GIVEN, REVERED, QUALITY, WORD, DEED))
SURE_FAMILY = frozenset((FAMILY, LEADER, NISBA))
NOT_KNOWN = frozenset((NOUN, STRANGE, UNKNOWN))

Phrases = frozenset[tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The lists of ``names.toml`` and the name lists of ``wordings.toml`` as folded keys, families without their article."""

    given: frozenset[str]
    kinds: dict[str, str]
    family: frozenset[str]
    family_words: frozenset[str]
    leaders: frozenset[str]
    heads: frozenset[str]
    tails: frozenset[str]
    titles: Phrases
    personal: Phrases
    subjects: frozenset[str]
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


def _phrases(texts: list[str]) -> Phrases:
    return frozenset(tuple(key.split()) for key in map(fold, texts) if key)


@cache
def lexicon() -> Lexicon:
    """All words, read once."""
    data, wordings = load("names.toml"), load("wordings.toml")
    given, tails = _keys(data["given"]), _keys(data["compound_tails"])
    lists = {REVERED: "given_revered", QUALITY: "given_qualities", WORD: "given_words", DEED: "given_deeds"}
    return Lexicon(
        given=given,
        kinds=dict.fromkeys(given, GIVEN) | {key: kind for kind in (QUALITY, REVERED, WORD, DEED) for key in _keys(data[lists[kind]])},
        family=_without_article(data["family"]),
        family_words=_without_article(data["family_words"]),
        leaders=_without_article(data["family_leaders"]),
        heads=_keys(data["compound_heads"]),
        tails=tails,
        titles=_phrases(data["honorifics"] + data["roles"]),
        personal=_phrases(data["honorifics"] + [role for role in data["roles"] if role.startswith("ال")]),
        subjects=_keys(data["subjects"]),
        not_names=_keys(data["not_names"]) - given - tails,
        others=_keys(data["others"]),
        places=_keys(data["places"]),
        sacred=tuple(map(fold, wordings["sacred_names"])),
        sources=_keys(wordings["source_words"]),
        agencies=_keys(wordings["agency_words"]),
    )


def is_name(name: str) -> bool:
    """Whether every word is known from people's full names, and together they are not more likely a heading.

    >>> is_name("سامر الكعبي"), is_name("نور الدين"), is_name("بيان الصدر")
    (True, False, False)
    """
    kinds = kinds_of(name)
    return kinds is not None and _is_person(kinds)


def is_titled_name(name: str) -> bool:
    """Whether the words behind a title («الدكتور») are a name: the title says already that they speak of somebody."""
    kinds = kinds_of(name)
    if kinds is None or not _SHORTEST_NAME <= len(kinds) <= _MOST_UNITS:
        return False
    first_known = kinds[0] not in NOT_KNOWN or (not fold(name).startswith(_VERB_OR_PARTICLE) and kinds[-1] in {FAMILY, NISBA})
    return first_known and {STRANGE, UNKNOWN}.isdisjoint(kinds[1:])


def kinds_of(name: str) -> list[str] | None:
    """The kinds of a name's units in their order; None when the words cannot be a name."""
    key = fold(name)
    keys = key.split()
    if not _SHORTEST_NAME <= len(keys) <= LONGEST_NAME or not key.replace(" ", "").isalpha() or name.count(".") > 1:
        return None
    words = _MARKS.sub("", name).split()
    if len(words) != len(keys) or ON in words or not lexicon().not_names.isdisjoint(keys):
        return None
    return units(keys)


def _is_person(kinds: list[str]) -> bool:
    """Whether units of these kinds, in this order, are somebody's name."""
    if not _SHORTEST_NAME <= len(kinds) <= _MOST_UNITS or not _are_known(kinds):
        return False
    first, rest, many = kinds[0], set(kinds[1:]), len(kinds) > _SHORTEST_NAME
    if first == DEED:
        return (LEADER not in rest and not rest.isdisjoint((*SURE_GIVEN, FAMILY))) if many else rest <= {FAMILY, GIVEN}
    if first == WORD:
        return not rest.isdisjoint(SURE_GIVEN | SURE_FAMILY) or (many and rest <= ANY_GIVEN | {PLAIN})
    return first in {GIVEN, REVERED, QUALITY} or (first == KUNYA and kinds[-1] in SURE_FAMILY)


def _are_known(kinds: list[str]) -> bool:
    """Whether every unit is known; behind given names that are nothing else, the last may be a family nobody listed."""
    if not NOT_KNOWN.isdisjoint(kinds[:-1]):
        return False
    last = kinds[-1]
    two_given = len(kinds) == _SHORTEST_NAME + 1 and set(kinds[:2]) <= SURE_GIVEN
    return last not in NOT_KNOWN or (two_given and last != UNKNOWN) or (last == NOUN and kinds[0] == GIVEN)


def units(keys: list[str]) -> list[str]:
    """The kinds of a name's units: «نور الدين» and «عبد الزهرة» are one unit each, «بن» is none.

    >>> units(fold("نور الدين الكعبي").split())
    ['given', 'family']
    """
    kinds: list[str] = []
    at = 0
    while at < len(keys):
        after = keys[at + 1] if at + 1 < len(keys) else ""
        son = bool(kinds and after and keys[at] in _CONNECTORS)
        if son:
            at, after = at + 1, keys[at + 2] if at + 2 < len(keys) else ""
        kind, size = _unit(keys[at], after, not kinds)
        kinds.append(PLAIN if son and kind in {STRANGE, UNKNOWN} else kind)
        at += size
    return kinds


def _unit(key: str, after: str, first: bool) -> tuple[str, int]:
    if after and key in lexicon().heads:
        return _compound(key, after, first), 2
    kind = _kind(key, first)
    if after in lexicon().tails and kind in ANY_GIVEN:
        if after in _CLOSING:
            return REVERED if after == "الله" else GIVEN, 2
        if kind not in SURE_GIVEN:
            return kind, 2
    return kind, 1


def _compound(head: str, after: str, first: bool) -> str:
    """The kind of two words of which the first opens a compound."""
    words = lexicon()
    plain = after.removeprefix("ال")
    known = plain in words.given or plain in words.family or after in words.tails
    if head == _SERVANT:
        given = REVERED if after in _REVERED_SERVANTS else GIVEN
        return given if after.startswith("ال") or after in words.given else UNKNOWN
    if head in _KUNYAS:
        return GIVEN if known else PLAIN if not first else UNKNOWN if plain != after else KUNYA
    if head == _MOTHER:
        return GIVEN if first and known else UNKNOWN
    if head == _OWNER:
        return GIVEN if after in words.tails else UNKNOWN
    if head in _CONNECTORS or (head == _HOUSE and (first or after in _REVERED_HOUSES)):
        return UNKNOWN
    return FAMILY if not first else GIVEN if known else UNKNOWN


def _kind(key: str, first: bool) -> str:
    words = lexicon()
    if kind := words.kinds.get(key):
        return kind
    if key.startswith("عبدال") or any(key.startswith(head) and key[len(head) :] in words.given for head in ("عبد", "ابو")):
        return GIVEN
    return UNKNOWN if first else _family_kind(key)


def _family_kind(key: str) -> str:
    """The kind of a word behind a given name that is no given name itself."""
    words = lexicon()
    plain = key.removeprefix("ال")
    definite = plain != key
    if definite and plain in words.leaders:
        return LEADER
    if plain in words.family:
        return FAMILY if definite and plain not in words.family_words else PLAIN
    if definite and words.kinds.get(plain) in {GIVEN, REVERED, QUALITY}:
        return PLAIN
    if definite:
        return NISBA if _is_nisba(plain) else UNKNOWN if plain.endswith(_NO_FAMILY_END) else NOUN
    return UNKNOWN if key.startswith(_VERB_OR_PARTICLE) else PLAIN if _is_nisba(plain) else STRANGE


def _is_nisba(plain: str) -> bool:
    return len(plain) > 3 and plain.endswith("ي")


def is_sacred(name: str) -> bool:
    """Whether the name is one that stands in headings of devotion, not over a column.

    >>> is_sacred("فاطمة الزهراء"), is_sacred("فاطمة الزهراء الموسوي")
    (True, False)
    """
    key = fold(name)
    if not any(f" {sacred} " in f" {key} " for sacred in lexicon().sacred):
        return False
    last = key.split()[-1]
    named_after = last.startswith("ال") and _is_nisba(last.removeprefix("ال")) and last not in _EPITHETS
    return not named_after or any(key.endswith(sacred) for sacred in lexicon().sacred)


def is_written_about(name: str) -> bool:
    """Whether the whole name is a person's of history or politics, a town's or a greeting."""
    return fold(name) in lexicon().others


def title_size(keys: list[str], titles: Phrases) -> int:
    """How many of the words at the start are one of the titles; a title that nothing follows is kept."""
    return next((size for size in range(min(_LONGEST_TITLE, len(keys) - 1), 0, -1) if tuple(keys[:size]) in titles), 0)


def is_place(text: str) -> bool:
    """Whether a short line names only places (the second line of a byline block).

    >>> is_place("كربلاء المقدسة"), is_place("اليوم")
    (True, False)
    """
    keys = fold(text).split()
    if len(keys) == _SHORTEST_NAME and keys[0] in _DISTRICTS and keys[1].startswith("ال"):
        return True
    at = found = 0
    while at < len(keys):
        size = next((size for size in range(_LONGEST_PLACE, 0, -1) if " ".join(keys[at : at + size]) in lexicon().places), 0)
        if not size and keys[at] not in _PLACE_WORDS:
            return False
        found += size > 0
        at += size or 1
    return found > 0
