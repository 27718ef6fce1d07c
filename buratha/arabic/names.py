"""People's names: telling a byline from a sentence, and the name in it from role, ornament and bars."""

import re
from dataclasses import dataclass
from functools import cache

from buratha.arabic.folding import fold
from buratha.resources import load

LONGEST_NAME = 6
_BARS = re.compile(r"\s*[|│¦ǀ]{1,4}\s*")
_PEN = re.compile("[\u270d\u270f\u2712\u270e\U0001f58a-\U0001f58d\U0001f4dd\U0001faB6]\ufe0f?[\U0001f3fb-\U0001f3ff]?")
_EDGES = re.compile(r"^[\W_]+|[^\w.]+$|_+$")
_MARKER = re.compile(
    r"(?:(?<=\s)|(?<=^)|(?<=[(\[«/\-]))(?:بقلم|بقـلم|بقلــم|يكتبها|يكتب|كتبها|كتبه|كتب|الكاتب|الكاتبة|مقال|كاريكاتير|رسم|إعداد|اعداد|شعر|قصيدة)\s*[:/\-–]?\s*"
)
_PEN_WORD = re.compile(r"بقـ*لـ*م\s*[:/\-–.]?\s*")
_GLUED_PEN_WORD = re.compile(r"(?:بقـ*لـ*م\s*[:/\-–]?|[\u270d\U0001f58a-\U0001f58d]\ufe0f?)\s*([^\n.!؟،:]{5,60})$")
_PARTS = re.compile(r"\s*[/\\]\s*|\s*[-–—ـ]\s+|\s+[-–—]\s*")
_SENTENCE = re.compile(r"[.!؟?…؛;«»\"“”﴿﴾]|:\s*\S+\s+\S+\s+\S+\s+\S+")
_TOKEN_DOT = re.compile(r"(?<!\w)((?:[أا]\s?\.\s?)?(?:[أا]\s?\.\s?)?م?\s?\.?\s?[دامأ])\s?[./]\s?(?=\w)")


@dataclass(frozen=True, slots=True)
class Byline:
    """Who signs: the name alone, the agency or paper credited beside it, and whether a marker said so or only the shape."""

    author: str | None
    source: str | None = None
    marked: bool = False


@dataclass(frozen=True, slots=True)
class _Lexicon:
    given: frozenset[str]
    family: frozenset[str]
    heads: frozenset[str]
    titles: tuple[tuple[str, ...], ...]
    tails: frozenset[str]
    not_names: frozenset[str]
    sacred: tuple[str, ...]
    sources: frozenset[str]
    agencies: frozenset[str]


@cache
def _lexicon() -> _Lexicon:
    data, wordings = load("names.toml"), load("wordings.toml")
    titles = {tuple(fold(title).split()) for title in (*data["honorifics"], *data["roles"])}
    given = frozenset(map(fold, data["given"]))
    return _Lexicon(
        given=given,
        family=frozenset(fold(name).removeprefix("ال") for name in data["family"]),
        heads=frozenset(map(fold, data["compound_heads"])),
        titles=tuple(sorted((title for title in titles if title), key=len, reverse=True)),
        tails=frozenset(map(fold, data["compound_tails"])),
        not_names=frozenset(map(fold, data["not_names"])) - given - frozenset(map(fold, data["compound_tails"])),
        sacred=tuple(map(fold, wordings["sacred_names"])),
        sources=frozenset(map(fold, wordings["source_words"])),
        agencies=frozenset(map(fold, wordings["agency_words"])),
    )


def read_byline(text: str) -> Byline | None:
    """Read a line that stands where bylines stand; None when it is no byline.

    >>> read_byline("✍️ * د. كاظم الزبيدي ||").author
    'كاظم الزبيدي'
    """
    if len(text) > 120:  # noqa: PLR2004 - no byline is that long
        return None
    marked, rest = _strip_marks(text)
    if found := _dateline(rest):
        return found
    name = bare_name(rest)
    if marked:
        return Byline(name, marked=True) if 1 <= len(name.split()) <= LONGEST_NAME and _can_be_name(name) else None
    if _SENTENCE.search(name) or text.rstrip().endswith((":", "؟", "!")) or not is_name(name) or is_sacred(name):
        return None
    return Byline(name)


def split_glued_byline(text: str) -> tuple[Byline, str] | None:
    """Byline and story in one paragraph (``سردار حبيب ||   بعد …``): the byline and the story's text."""
    found = _BARS.search(text, 0, 90)
    if not found or found.start() == 0 and not _PEN.match(text):
        return None
    head, rest = text[: found.start()], text[found.end() :].strip()
    if not rest or len(rest) < len(head):
        return None
    name = bare_name(_strip_marks(head)[1])
    if 1 < len(name.split()) <= LONGEST_NAME and _can_be_name(name):
        return Byline(name, marked=True), rest
    return None


def split_signature(text: str) -> tuple[str, Byline] | None:
    """A marked signature glued to a paragraph's end: the paragraph without it, and who signs."""
    found = _GLUED_PEN_WORD.search(text)
    if not found or not found.start():
        return None
    name = bare_name(_strip_marks(found[1])[1])
    if 2 <= len(name.split()) <= LONGEST_NAME and is_name(name):  # noqa: PLR2004
        return text[: found.start()].rstrip(), Byline(name, marked=True)
    return None


def title_suffix(title: str) -> str | None:
    """The author's name that a title carries at its end (``… ..!/ قاسم العجرش``)."""
    head, bar, tail = title.rpartition("/")
    if not bar:
        head, bar, tail = title.rpartition("|")
    if not bar or len(head.split()) < 2:  # noqa: PLR2004
        return None
    marked, rest = _strip_marks(tail)
    name = bare_name(rest)
    return name if is_name(name) or (marked and _can_be_name(name) and name) else None


def bare_name(text: str) -> str:
    """The name without honorifics, roles, ornaments and bars.

    >>> bare_name("الدكتور فاضل الربيعي")
    'فاضل الربيعي'
    """
    text = _EDGES.sub("", _TOKEN_DOT.sub(" ", text).strip()).strip()
    words = text.split()
    titles = _lexicon().titles
    stripped = True
    while stripped and words:
        stripped = False
        keys = [fold(word) for word in words]
        for title in titles:
            size = len(title)
            if tuple(keys[:size]) == title and len(words) > size:
                words, stripped = words[size:], True
                break
        while words and not fold(words[0]):
            words, stripped = words[1:], True
    return _EDGES.sub("", " ".join(words)).rstrip(".").strip()


def is_name(name: str) -> bool:
    """Whether the words have the shape of a person's full name: known given names, family names, nisbas."""
    keys = fold(name).split()
    if not 2 <= len(keys) <= LONGEST_NAME or not name.replace(" ", "").replace(".", "").isalpha():  # noqa: PLR2004
        plain = re.sub(r"[\u064b-\u0652ـ]", "", name)
        if not 2 <= len(keys) <= LONGEST_NAME or not plain.replace(" ", "").replace(".", "").isalpha():  # noqa: PLR2004
            return False
    words = _lexicon()
    if any(key in words.not_names for key in keys):
        return False
    kinds = [_kind(key, at, keys) for at, key in enumerate(keys)]
    if "?" in kinds[1:] or kinds[-1] == "h":
        return False
    if kinds[0] in {"g", "h"}:
        return True
    return kinds[0] == "?" and kinds[-1] == "f" and len(keys) in {2, 3} and not keys[0].startswith("ال") and len(keys[0]) >= 3  # noqa: PLR2004


def _kind(key: str, at: int, keys: list[str]) -> str:
    """g given, f known family, n nisba by shape, h compound head, ? unknown."""
    words = _lexicon()
    if at and key in words.tails:
        return "g"
    if key in words.heads:
        return "h"
    if key in words.given:
        return "g"
    plain = key.removeprefix("ال")
    if plain in words.family:
        return "f"
    if at and (key.startswith("ال") and len(plain) > 2 or keys[at - 1] in words.heads):  # noqa: PLR2004
        return "n"
    if any(key.startswith(head) and key[len(head) :] in words.given for head in ("عبد", "ابو", "ام")) or key.startswith("عبدال"):
        return "g"
    if at and len(plain) > 3 and plain.endswith("ي") and not key.startswith(("و", "ف", "ب", "ل")):  # noqa: PLR2004
        return "n"
    return "?"


def is_sacred(name: str) -> bool:
    """Whether the name is one that stands in headings of devotion, not over a column."""
    return any(f" {sacred} " in f" {fold(name)} " for sacred in _lexicon().sacred)


def _can_be_full_name(name: str) -> bool:
    return 2 <= len(name.split()) <= 4 and _can_be_name(name)  # noqa: PLR2004


def _can_be_name(name: str) -> bool:
    """Behind a marker any few words will do that are not plainly something else."""
    keys = fold(name).split()
    if not keys or any(character.isdigit() for character in name):
        return False
    lexicon = _lexicon()
    if len(keys) == 1:
        return keys[0] in lexicon.given or keys[0].removeprefix("ال") in lexicon.family
    return not any(key in lexicon.not_names or key in lexicon.agencies for key in keys) and keys[0] not in {"في", "من", "على", "الى", "عن", "ان"}


def _strip_marks(text: str) -> tuple[bool, str]:
    """Whether pens, bars, brackets or «بقلم» mark the line, and what is left without them."""
    marked = bool(_PEN.search(text[:12])) or bool(_BARS.search(text[-6:]) and _BARS.search(text))
    rest = _BARS.sub(" ", _PEN.sub(" ", text)).replace("\ufe0f", "").strip()
    inner = rest.strip(" ()[]{}*•·–-_:ـ…")
    if found := _PEN_WORD.match(inner):
        return True, inner[found.end() :].strip(" ()[]{}:*")
    if inner.startswith(("مقال لل", "كاريكاتير", "مقالة لل", "مقال ال", "إعداد:", "إعداد :", "كتب:", "كتب :", "كتبه:", "الكاتب:", "الكاتب :", "شعر:", "شعر :")):
        return True, inner
    return marked, inner


def _dateline(text: str) -> Byline | None:
    """Agency datelines: ``المكتب الاعلامي/حازم خوير``, ``الرياضية / براثا نيوز``."""
    parts = [part.strip() for part in _PARTS.split(text) if part.strip()]
    if not 2 <= len(parts) <= 4 or len(text.split()) > 12 or _SENTENCE.search(text):  # noqa: PLR2004
        return None
    agencies = [part for part in parts if _is_agency(part)]
    person = _can_be_full_name if agencies else is_name
    people = [bare_name(part) for part in parts if part not in agencies and person(bare_name(part))]
    places = [part for part in parts if part not in agencies and len(part.split()) <= 3 and bare_name(part) not in people]  # noqa: PLR2004
    source = next((part for part in agencies if not _is_own(part) and not _lexicon().sources.isdisjoint(fold(part).split())), None)
    if len(people) == 1 and (agencies or places) and all(_is_place(place) for place in places):
        return Byline(people[0], source, marked=bool(agencies))
    if not people and agencies and any(_is_own(part) for part in agencies) and len(parts) == len(agencies) + len(places):
        return Byline(None, source, marked=True)
    return None


def _is_agency(part: str) -> bool:
    keys = fold(part).split()
    return len(keys) <= 6 and any(key in _lexicon().agencies for key in keys)  # noqa: PLR2004


def _is_own(part: str) -> bool:
    return "براثا" in fold(part)


def _is_place(part: str) -> bool:
    return all(key in _lexicon().not_names or key.startswith("ال") for key in fold(part).split())


def is_place(text: str) -> bool:
    """Whether a short line names only places (the second line of a byline block)."""
    keys = fold(text).split()
    return 0 < len(keys) <= 3 and all(key in _lexicon().not_names for key in keys)  # noqa: PLR2004
