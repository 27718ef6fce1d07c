"""Listings that grow by themselves as a reader scrolls: nothing on the page leads on, but its markup or its script says so."""

import re

from lxml import etree

from buratha.arabic.text import printed
from buratha.pages.links import text_of
from buratha.pages.more_control import stands_among_comments
from buratha.pages.more_words import says_other

_GROWS = re.compile(
    r"infinite|endless|sentinel|auto-?load|(?:on|-|_)scroll(?:$|[\s_-])|scroll-?(?:load|trigger|more|end)|load(?:ing)?-?(?:more|next|older)"
    r"|lazy-?(?:list|posts|news|more)",
    re.IGNORECASE,
)
"""Names that sites and their libraries give to what watches for the end of a list."""
_TURNS_BY_ITSELF = re.compile(r"slick|carousel|swiper|slider|slide|owl|ticker|marquee|animat|spinner-?grow", re.IGNORECASE)
_REVEALED = re.compile(r"revealed|intersect", re.IGNORECASE)
_WATCHES = re.compile(r"IntersectionObserver|infinite-?scroll|onscroll\b|['\"]scroll['\"]\s*,|\.scroll\s*\(", re.IGNORECASE)
_FETCHES = re.compile(r"fetch\s*\(|XMLHttpRequest|\bajax\b|\$\.(?:get|post)\w*\s*\(|\.load\s*\(|axios", re.IGNORECASE)
_LONGEST = 160
_FEW_WORDS = 6


def find_endless_list(root: etree._Element) -> str | None:
    """What tells that a listing goes on as it is scrolled, as the page has it, shortened; None where nothing does."""
    for element in root.iter(etree.Element):
        if element.tag == "script":
            if (code := element.text) and _WATCHES.search(code) and _FETCHES.search(code):
                return printed(code)[:_LONGEST]
        elif _is_the_end_of_a_list(element):
            return printed(etree.tostring(element, encoding="unicode", method="html", with_tail=False))[:_LONGEST]
    return None


def _is_the_end_of_a_list(element: etree._Element) -> bool:
    """Whether an element is named as one that brings more once it comes into sight."""
    if _REVEALED.search(element.get("hx-trigger", "")):
        return True
    names = f"{element.get('class', '')} {element.get('id', '')}"
    told = _GROWS.search(names) or any(_GROWS.search(name) for name in element.attrib if name.startswith(("data-", "x-", "v-")))
    return bool(told) and _TURNS_BY_ITSELF.search(names) is None and not (_says_that_it_ended(element) or stands_among_comments(element))


def _says_that_it_ended(element: etree._Element) -> bool:
    text = text_of(element)
    return len(text.split()) <= _FEW_WORDS and says_other(text)
