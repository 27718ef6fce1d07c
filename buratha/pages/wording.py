"""The agency's own words for its furniture, compared on folded keys. Data in ``resources/wordings.toml``."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from buratha.arabic.ago import begins_with_a_span
from buratha.arabic.folding import fold
from buratha.pages.counting import speaks_of_this
from buratha.pages.label_words import keys, of
from buratha.resources import load

_LONGEST_LEANING = 14
_LONGEST_ADDRESS = 25
LONGEST_ADVERT = 4
_LONGEST_DAY = 16
_FIRST = 3
_LONGEST_TOOL = 4
_LATEST, _NEAR = 5, 4
_SO_FAR = re.compile(r"(?<!\w)(?:حتي|لحد|لغايه|الي) الان(?!\w)")
_YOU_ARE = of("times", "you_are")
_SINCE, _A_YEAR = "منذ", 4
_PUBLISHING = ("نشر", "اضاف", "ادراج", "صدور")
_DISCLAIMS = re.compile(r"(?<!\w)[تي](?:عبر|مثل)(?!\w)")
"""Folded, of what says whose opinion a text is."""
_LONGEST_TALK, _LONGEST_PERMISSION, _RIGHTS_HOLDER = 7, 14, 3
_TALK = re.compile(
    r"(?:^| )(?:ال|ل)?(?:تعليق|تعليقان|تعليقين|تعليقات|تعقيب|تعقيبات|رد|ردان|ردين|ردود|"
    r"اراء|راي|مداخله|مداخلات|نقاش|الحوار|كومنت|علقوا|يعلقون|comments?)(?= |$)|"
    "(?:^| )مشاركات (?:القراء|الزوار|المتابعين|الاعضاء)(?= |$)|"
    "(?:^| )و?(?:كتب(?:ه|ها|وا)?|قال(?:ه|وا)?)(?: لنا| الينا)? "
    "(?:القراء|الزوار|المتابعون|المتابعين|قراونا|زوارنا|(?:قراء|زوار) (?:الموقع|هذه|هذا))(?= |$)"
)
_AFTER_TAIL = re.compile(r"(?: https?)?(?: (?:telegram|t) me)(?: \w+)?$")


@dataclass(frozen=True, slots=True)
class Wordings:
    """The wordings as folded keys."""

    tail: frozenset[str]
    copyright: tuple[str, ...]
    publishers: frozenset[str]
    permissions: frozenset[str]
    reprinting: frozenset[str]
    naming: frozenset[str]
    named: str
    adverts: frozenset[str]
    opening: tuple[str, ...]
    comments: frozenset[str]
    subject: frozenset[str]
    currencies: str
    leaning: tuple[tuple[str, int, frozenset[str]], ...]
    leaning_words: frozenset[str]
    calls: frozenset[str]
    imperatives: frozenset[str]
    networks: frozenset[str]
    channels: frozenset[str]
    addresses: frozenset[str]
    tools: frozenset[str]
    pieces: frozenset[str]
    tool_uses: frozenset[str]
    tool_row: frozenset[str]
    tool_row_fillers: frozenset[str]
    advert_words: frozenset[str]
    advert_fillers: frozenset[str]
    devotion: frozenset[str]
    sign_off: frozenset[str]
    view_labels: frozenset[str]
    date_labels: frozenset[str]
    other_days: frozenset[str]
    other_day_phrases: tuple[str, ...]
    deadlines: tuple[str, ...]
    of_the_page: frozenset[str]
    publication: frozenset[str]
    put_up: frozenset[str]
    online: frozenset[str]
    about_the_writer: frozenset[str]
    summaries: frozenset[str]
    site_names: tuple[str, ...]
    site_editions: frozenset[str]
    errors: dict[str, tuple[str, ...]]


def _keys(texts: list[str]) -> frozenset[str]:
    return frozenset(map(fold, texts))


@cache
def wordings() -> Wordings:
    """All wordings, read once."""
    data = load("wordings.toml")
    return Wordings(
        tail=_keys(data["tail"] + data["opening"]),
        copyright=tuple(map(fold, data["copyright"])),
        publishers=_keys(data["publishers"]),
        permissions=_keys(data["permissions"]),
        reprinting=_keys(data["reprinting"]),
        naming=_keys(data["naming"]),
        named=fold(data["named"]),
        adverts=_keys(data["adverts"]),
        opening=tuple(map(fold, data["opening"])),
        comments=_keys(data["comments"]),
        subject=_keys(data["subject"]),
        currencies=fold(data["currencies"]),
        leaning=tuple((group["name"], group["at_least"], _keys(group["words"])) for group in data["leaning"]),
        calls=next(_keys(group["words"]) for group in data["leaning"] if group["name"] == "subscribe"),
        imperatives=_keys(data["calls"]["imperatives"]),
        networks=_with_prepositions(_keys(data["calls"]["networks"])),
        channels=_with_prepositions(_keys(data["calls"]["networks"] + data["calls"]["ours"])),
        addresses=_keys(data["calls"]["addresses"]),
        tools=_keys(data["tools"]["doing"]),
        pieces=_keys(data["tools"]["pieces"]) | keys("counts", "this", "stories"),
        tool_uses=_keys(data["tools"]["uses"]),
        tool_row=_keys(data["tools"]["row"]),
        tool_row_fillers=_keys(data["tools"]["row_fillers"]),
        advert_words=_keys(data["advert_words"]),
        advert_fillers=_keys(data["advert_fillers"]),
        leaning_words=_keys([word for group in data["leaning"] for word in group["words"]]),
        devotion=_keys(data["devotion"]["lines"]),
        sign_off=_keys(data["sign_off"]["lines"]),
        view_labels=_keys(data["labels"]["views"]),
        date_labels=_keys(data["labels"]["date"]),
        other_days=_keys(data["days"]["other"]),
        other_day_phrases=tuple(map(fold, data["days"]["other_phrases"])),
        deadlines=tuple(map(fold, data["days"]["deadlines"])),
        of_the_page=_keys(data["days"]["of_the_page"]),
        publication=_keys(data["days"]["publication"]),
        put_up=_keys(data["days"]["put_up"]),
        online=_keys(data["days"]["online"]),
        about_the_writer=_keys(data["writer"]["about"]),
        summaries=_keys(data["summaries"]),
        site_names=tuple(sorted(_keys(data["site"]["names"]), key=len, reverse=True)),
        site_editions=_keys(data["site"]["editions"].split()),
        errors={name: tuple(map(fold, texts)) for name, texts in data["errors"].items()},
    )


def _with_prepositions(names: frozenset[str]) -> frozenset[str]:
    """Names, and what they are behind «and», «by» and «to», which Arabic writes in one word with them."""
    joined = {f"{before}{name}" for before in ("و", "ب", "ل") for name in names}
    return names | joined | {f"لل{name.removeprefix('ال')}" for name in names if name.startswith("ال")}


@lru_cache(maxsize=16_384)
def leaning(key: str) -> str | None:
    """The group of furniture words that a short line is full of; None for a line of its own."""
    words = key.split()
    if _is_tool(words):
        return "related box"
    known = wordings().leaning_words
    if not 0 < len(words) <= _LONGEST_LEANING or known.isdisjoint(words):
        return None
    if words[0] in wordings().imperatives and not wordings().networks.isdisjoint(words):
        return "subscribe"
    for name, at_least, group in wordings().leaning:
        hits = sum([word in group for word in words])
        asks = name == "comment form" and hits > at_least and words[0] in group  # a request to the reader may run on
        if asks or (hits >= at_least and hits * 2 >= len(words)):
            return name
    return None


def speaks_of_rights(key: str) -> bool:
    """Whether a line says that the site's rights are reserved, or on which terms its texts may be printed."""
    known, words = wordings(), key.split()
    reserved = next((phrase for phrase in known.copyright if f"{key} ".startswith(f"{phrase} ")), None)
    if reserved is not None:
        rest = words[reserved.count(" ") + 1 :][:_RIGHTS_HOLDER]
        return not rest or rest[0].isdigit() or any(word in known.publishers or word.removeprefix("ل") in known.publishers for word in rest)
    if not words or words[0] not in known.permissions or len(words) > _LONGEST_PERMISSION:
        return False
    return known.named in words and not (known.reprinting.isdisjoint(words) or known.naming.isdisjoint(words))


def _is_tool(words: Sequence[str]) -> bool:
    """Whether a few words offer to share, print or keep this piece, and say nothing else: «شارك الصورة»."""
    return 1 < len(words) <= _LONGEST_TOOL and words[0] in wordings().tools and wordings().pieces.issuperset(words[1:])


@cache
def _openings() -> tuple[tuple[str, str], ...]:
    return tuple((sentence, sentence.replace(" ", "")) for sentence in wordings().opening)


@lru_cache(maxsize=8192)
def is_advert(key: str) -> bool:
    """Whether a short line does no more than to call something an advertisement."""
    words, known = key.split(), wordings()
    if key in known.adverts:
        return True
    return 0 < len(words) <= LONGEST_ADVERT and known.advert_words.issuperset(words) and not known.advert_fillers.issuperset(words)


def tells_another_day(key: str) -> bool:
    """Whether words beside a date say that it is another day than the publication's: the page's last change, the print, the issue."""
    words = _SO_FAR.sub("", key).split()
    known = wordings()
    if not 0 < len(words) <= _LONGEST_DAY or not known.publication.isdisjoint(words):
        return False
    since = words[words.index(_SINCE) + 1 :] if _SINCE in words else []
    is_a_day = bool(since) and not (since[0].startswith(_PUBLISHING) or begins_with_a_span(since))
    if is_a_day and any(word.isdigit() and len(word) == _A_YEAR for word in since):
        return True  # how many have come since a day
    return not known.other_days.isdisjoint(words) or any(phrase in key for phrase in known.other_day_phrases)


def tells_where_one_is(key: str) -> bool:
    """Whether a short line is the way to a page, not a label of a day: «أنت الآن في: الأخبار»."""
    return key.startswith(_YOU_ARE)


def is_talk(key: str) -> bool:
    """Whether a short line heads what readers say."""
    if key in wordings().comments:
        return True
    found = _TALK.search(key) if len(key.split()) <= _LONGEST_TALK else None
    return found is not None and _DISCLAIMS.search(key) is None


def disclaims_comments(key: str) -> bool:
    """Whether folded words begin with what readers say, and disclaim it: a heading of comments, or the publisher's line below a text."""
    return len(key.split()) <= _LONGEST_TALK and _TALK.match(key) is not None and _DISCLAIMS.search(key) is not None


def names_the_site(key: str) -> bool:
    """Whether folded words are nothing but the site's name, with that of an edition beside it perhaps."""
    known = wordings()
    if key in known.site_names:
        return True
    rest = " ".join(word for word in key.split() if word not in known.site_editions)
    return rest != key and rest in known.site_names


def is_of_a_change(words: Sequence[str]) -> bool:
    """Whether folded words, beside a day, say nothing but that it is that of the page's last change, the print and the like."""
    return tells_another_day(" ".join(words)) and _words_of_changes().issuperset(words)


@cache
def _words_of_changes() -> frozenset[str]:
    known = wordings()
    phrases = (word for phrase in known.other_day_phrases for word in phrase.split())
    return known.other_days | known.date_labels | known.publishers | known.of_the_page | frozenset(phrases)


def tells_publication(key: str) -> bool:
    """Whether a line begins with a word for publication: «نشرت هذه المادة يوم …»."""
    words = key.split()
    return not wordings().publication.isdisjoint(words[:_FIRST]) or was_put_up(words)


def was_put_up(words: Sequence[str]) -> bool:
    """Whether one of the first folded words says that this article was put on the site: «نزلت على الشبكة», «وضعت هذه الصفحة»."""
    known = wordings()
    at = next((at for at, word in enumerate(words[:_LATEST]) if word in known.put_up), None)
    after = words[at + 1 : at + 1 + _NEAR] if at is not None else ()
    return not known.online.isdisjoint(after) or speaks_of_this(after)


def addresses_reader(key: str) -> bool:
    """Whether a short line speaks to the reader of the site and what it offers, not of the story."""
    words = key.split()
    if not 0 < len(words) <= _LONGEST_ADDRESS:
        return False
    known = wordings()
    return not known.addresses.isdisjoint(words) or words[0] in known.imperatives or words[0] == "هل"


def are_calls(keys: Sequence[str]) -> bool:
    """Whether lines only speak to the reader of the site: one plainly (a call, a question about this page, a heading of comments), all by a word."""
    plainly = [bool(leaning(key)) or is_talk(key) or (key.startswith("هل ") and speaks_of_this(key.split())) for key in keys]
    return any(plainly) and all(plain or addresses_reader(key) for plain, key in zip(plainly, keys, strict=True))


def tail_within(key: str) -> str | None:
    """The tail's opening sentence when it stands at the end of a longer line, glued to the story's last word."""
    key = _AFTER_TAIL.sub("", key)
    letters = key.replace(" ", "")
    for sentence, its_letters in _openings():
        if letters.endswith(its_letters) and key != sentence:
            return sentence
    return None


_SEPARATORS = (" | ", " - ", " – ", " — ", " :: ", " » ", " « ", "|", "::", " : ")


@lru_cache(maxsize=512)
def without_site_name(title: str) -> str:
    """A ``<title>`` without the agency's name at either end and the bar between."""
    for separator in _SEPARATORS:
        if separator not in title:
            continue
        parts = [part.strip() for part in title.split(separator)]
        kept = [part for part in parts if part and fold(part) not in wordings().site_names]
        if len(kept) < len(parts):
            return separator.join(kept)
    return title
