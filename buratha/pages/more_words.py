"""Whether what stands on a control, or what it is named in the markup, says that it brings more of a listing.

The plain page and the browser's page are judged by the same words: what a crawl takes for a button, the browser presses, and the other way round.
"""

import re
from typing import Final

from buratha.arabic.folding import fold
from buratha.pages.label_words import keys
from buratha.pages.page_labels import MORE, ONWARD, read_label

_MORE: Final = keys("buttons", "more")
_NEXT: Final = keys("buttons", "next")
_LOAD: Final = keys("buttons", "load")
_BESIDE: Final = _LOAD | keys("buttons", "press") | keys("page_links", "fillers")
_SEVERAL: Final = frozenset(form for word in keys("buttons", "stories") for form in (word, f"ال{word}", f"{word}ا"))
_STORIES: Final = _SEVERAL | frozenset(form for word in keys("buttons", "story") for form in (word, f"ال{word}", f"{word}ا"))
_REST: Final = keys("buttons", "rest")
_OTHERS: Final = keys("buttons", "others")
_LAST: Final = keys("buttons", "last")
_AFTER: Final = keys("buttons", "after")
_GO_ON: Final = keys("buttons", "go_on")
_GOING: Final = keys("buttons", "going")
_ELSEWHERE: Final = keys("buttons", "elsewhere")
_OTHER: Final = keys("buttons", "other")
"""Words of buttons that open one story, its comments, or a menu, or say that there is no more."""
_BUSY: Final = keys("buttons", "busy")
_FAMILIES: Final = {
    "several": _SEVERAL,
    "others": _OTHERS,
    "further": _MORE | _NEXT | _REST | _OTHERS,
    "rest": _REST,
    "shown": _LOAD,
    "after": _AFTER,
    "going on": _GO_ON,
    "the list": _GOING,
}
"""What a button below a list may say, by the families of its words."""
_SPEAKS_OF_A_LIST: Final = _BESIDE | _STORIES | _LAST | frozenset().union(*_FAMILIES.values())
_MOST_WORDS: Final = 6
_MOST_WORDS_AFTER: Final = 10
"""A wording that begins with «more» may go on to say of what."""

_LOAD_MORE: Final = re.compile(
    r"(?<!read)(?<!read[-_])(?:load|show|view|see|get|fetch|btn|button|display|js)[-_]?more|more[-_]?(?:btn|button|posts?|news|items?|articles?|stor|results?|loader)"
    r"|load[-_]?(?:next|older|posts?|news|items?|articles?|btn|button)|(?:next|older)[-_]?(?:posts?|news|items?|articles?)",
    re.IGNORECASE,
)
_READ: Final = re.compile(r"read[-_]?more", re.IGNORECASE)
_TURNS_BY_ITSELF: Final = re.compile(r"slick|carousel|swiper|slider|slide|owl|flickity|glide|splide|lightbox|gallery|ticker|marquee", re.IGNORECASE)
_READERS: Final = re.compile(r"comment|repl(?:y|ies)\b|disqus", re.IGNORECASE)


def rate(text: str) -> int:
    """How likely a button with this text brings more of a listing: 0 for not at all.

    >>> rate("تحميل المزيد من الأخبار"), rate("المزيد"), rate("التالي »"), rate("بقية الأخبار"), rate("اقرأ المزيد"), rate("بحث")
    (4, 3, 2, 1, 0, 0)
    """
    words = fold(text).split()
    if not words or not _OTHER.isdisjoint(words):
        return 0
    if not _MORE.isdisjoint(words) and (len(words) <= _MOST_WORDS or _begins_with_more(words)):
        return 4 if not _LOAD.isdisjoint(words) else 3
    if len(words) > _MOST_WORDS:
        return 0
    if not _NEXT.isdisjoint(words) or read_label(text).step in {ONWARD, MORE}:
        return 2
    return 1 if _is_the_rest(words) else 0


def goes_on(text: str) -> bool:
    """Whether a text is that of a button which brings more if it stands right below a list. Anywhere else it may head a box, or open a story.

    >>> [goes_on(text) for text in ("قصص أخرى", "هات ما بعده", "واصل التصفح", "إقرأ أخبارا أقدم", "إقرأ أيضا", "تابع القراءة")]
    [True, True, True, True, False, False]
    """
    words = fold(text).split()
    if len(words) > _MOST_WORDS or not all(word.isdigit() or word in _SPEAKS_OF_A_LIST for word in words):
        return False
    has = {name: not each.isdisjoint(words) for name, each in _FAMILIES.items()}
    of_others = has["several"] and (has["others"] or (has["going on"] and has["further"]))
    shown = has["shown"] and (has["after"] or (has["several"] and any(map(str.isdigit, words))))
    return of_others or shown or (has["the list"] and (has["going on"] or has["rest"]))


def says_other(text: str) -> bool:
    """Whether a text is that of a button that opens something else, or says that there is no more."""
    return not _OTHER.isdisjoint(fold(text).split()) and not goes_on(text)


def leads_elsewhere(text: str) -> bool:
    """Whether a text is known to be that of a button which has nothing to do with a listing: to print, to search, to go to the top."""
    return says_other(text) or not _ELSEWHERE.isdisjoint(fold(text).split())


def says_busy(text: str) -> bool:
    """Whether a text says that something is on its way: «جاري التحميل»."""
    words = fold(text).split()
    return 0 < len(words) <= _MOST_WORDS and not _BUSY.isdisjoint(words)


def is_named_for_more(names: str) -> bool:
    """Whether a control's class or id says what its words may not: ``load-more``."""
    return _LOAD_MORE.search(names) is not None and _READ.search(names) is None


def is_in_a_carousel(names: str) -> bool:
    """Whether classes around a control are those of pictures or headlines that turn in their place."""
    return _TURNS_BY_ITSELF.search(names) is not None


def is_among_comments(names: str) -> bool:
    """Whether classes around a control are those of what readers wrote."""
    return _READERS.search(names) is not None


def _begins_with_more(words: list[str]) -> bool:
    first = next((word for word in words if word not in _LOAD), "")
    return first in _MORE and len(words) <= _MOST_WORDS_AFTER


def _is_the_rest(words: list[str]) -> bool:
    """Whether nothing is said but that the rest, the older or, of what is to be shown, the other stories come."""
    others = _OTHERS | _LAST if words[-1] in _LAST else _OTHERS
    if not all(word.isdigit() or word in _BESIDE | _STORIES | _REST | others for word in words):
        return False
    of_stories, shown = not _STORIES.isdisjoint(words), not _LOAD.isdisjoint(words)
    return (not _REST.isdisjoint(words) and (of_stories or shown)) or (not others.isdisjoint(words) and shown)
