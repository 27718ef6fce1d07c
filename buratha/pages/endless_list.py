"""Listings that grow by themselves as a reader scrolls: nothing on the page leads on, but its markup or its script says so."""

import re

from lxml import etree

from buratha.arabic.text import printed
from buratha.pages.links import text_of
from buratha.pages.more_control import stands_among_comments
from buratha.pages.more_words import is_in_a_carousel, says_other

_GROWS = re.compile(
    r"infinite|endless|sentinel|auto-?load|(?:on|-|_)scroll(?:$|[\s_-](?!up|top))|scroll-?(?:load|trigger|more|end)|load(?:ing)?-?(?:more|next|older)"
    r"|lazy-?(?:list|posts|news|more)",
    re.IGNORECASE,
)
"""Names that sites and their libraries give to what watches for the end of a list."""
_MOVES = re.compile(r"animat|spinner-?grow", re.IGNORECASE)
_REVEALED = re.compile(r"revealed|intersect", re.IGNORECASE)
_WATCHES = re.compile(r"IntersectionObserver|infinite-?scroll", re.IGNORECASE)
_HEARS = re.compile(r"onscroll\b|['\"]scroll[\w. ]*['\"]\s*,|\.scroll\s*\(", re.IGNORECASE)
_MEASURES = re.compile(r"scrollHeight|offsetHeight|clientHeight|innerHeight|\.height\s*\(|getBoundingClientRect", re.IGNORECASE)
"""How far the end is. What only hears the scrolling shows a button that leads up again, as most sites do."""
_FETCHES = re.compile(r"fetch\s*\(|XMLHttpRequest|\bajax\b|\$\.(?:get|post)\w*\s*\(|\.load\s*\(|axios", re.IGNORECASE)
_LONGEST = 160
_FEW_WORDS = 6


def find_endless_list(root: etree._Element) -> str | None:
    """What tells that a listing goes on as it is scrolled, as the page has it, shortened; None where nothing does."""
    for element in root.iter(etree.Element):
        if element.tag == "script":
            if _brings_more(code := element.text or ""):
                return printed(code)[:_LONGEST]
        elif _is_the_end_of_a_list(element):
            return printed(etree.tostring(element, encoding="unicode", method="html", with_tail=False))[:_LONGEST]
    return None


def _brings_more(code: str) -> bool:
    """Whether a script within the page asks the server for something when the end of the page comes near."""
    if not _FETCHES.search(code):
        return False
    handlers = (_handler(code[found.end() :]) for found in _HEARS.finditer(code))
    return _WATCHES.search(code) is not None or any("{" not in each or _FETCHES.search(each) or _MEASURES.search(each) for each in handlers)


def _handler(code: str) -> str:
    """The beginning of a script that hears the scrolling: up to where its brackets are closed. Without a brace it is a name."""
    depth = 0
    for at, sign in enumerate(code):
        depth += (sign in "({[") - (sign in ")}]")
        if depth < 0 or (depth == 0 and sign in "};"):
            return code[: at + 1]
    return code


def _is_the_end_of_a_list(element: etree._Element) -> bool:
    """Whether an element is named as one that brings more once it comes into sight."""
    if _REVEALED.search(element.get("hx-trigger", "")):
        return True
    names = f"{element.get('class', '')} {element.get('id', '')}"
    told = _GROWS.search(names) or any(_GROWS.search(name) for name in element.attrib if name.startswith(("data-", "x-", "v-")))
    return bool(told) and not (is_in_a_carousel(names) or _MOVES.search(names) or _says_that_it_ended(element) or stands_among_comments(element))


def _says_that_it_ended(element: etree._Element) -> bool:
    text = text_of(element)
    return len(text.split()) <= _FEW_WORDS and says_other(text)
