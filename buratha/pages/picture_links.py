"""Where the pictures of a page lead: to themselves, to pages of pictures of this site, or to other stories and advertisements."""

import re
from collections.abc import Sequence
from urllib.parse import unquote, urlsplit

from buratha.pages.lines import Line
from buratha.pages.page import Link
from buratha.urls import MIRRORS, article_address, listing_section, resolve

_IMAGE_FILE = re.compile(r"\.(?:jpe?g|png|gif|webp|bmp|avif)(?:[?#]|$)|^#|^javascript:", re.IGNORECASE)
_NAMED = re.compile(
    r"(?<![a-z])(?:photos?|pictures?|pics?|images?|imgs?|galler(?:y|ies)|albums?|slideshows?|attachment(?:_id)?)(?![a-z])|صور[هة]?(?!\w)"
)
_ELSEWHERE = re.compile(
    r"(?<![a-z])(?:ads?|adv|adverts?|banners?|click|goto|go|out|redirect|redir|links?|videos?|watch|play|users?|authors?|tags?)(?![a-z])"
)
_NUMBER = re.compile(r"\d+")
_SEVERAL = 3
_LONGEST_ALT = 3


def leads_elsewhere(line: Line, url: str, alike: frozenset[str]) -> bool:
    """Whether a picture that stands alone leads away from the story; ``alike``: the forms of address that :func:`pages_alike` found."""
    return any(not (_IMAGE_FILE.search(link.target) or _is_a_pictures_page(link, url, alike)) for link in line.links)


def pages_alike(lines: Sequence[Line], url: str) -> frozenset[str]:
    """The forms of address that several pictures without a headline lead to, numbered: such a row shows a gallery, whatever its pages are called."""
    pages: dict[str, set[str]] = {}
    for line in lines:
        if line.pictures and not line.text and all(len(picture.alt.split()) <= _LONGEST_ALT for picture in line.pictures):
            for link in line.links:
                if page := _page(link, url):
                    pages.setdefault(_form(page), set()).add(page)
    return frozenset(form for form, numbered in pages.items() if len(numbered) >= _SEVERAL)


def _is_a_pictures_page(link: Link, url: str, alike: frozenset[str]) -> bool:
    page = _page(link, url)
    return page is not None and (_NAMED.search(page) is not None or _form(page) in alike)


def _page(link: Link, url: str) -> str | None:
    """Path and parameters of a numbered page of this site that is neither another article nor a listing; None for any other."""
    target = resolve(url, link.target)
    if target is None or listing_section(target):
        return None
    parts, own = urlsplit(target), urlsplit(url).hostname
    address, here = article_address(target), article_address(url)
    if address and not (here and address.id == here.id and parts.query):
        return None
    if parts.hostname != own and not {parts.hostname, own} <= MIRRORS:
        return None
    page = unquote(f"{parts.path}?{parts.query}").lower()
    return None if _ELSEWHERE.search(page) or not _NUMBER.search(page) else page


def _form(page: str) -> str:
    return _NUMBER.sub("#", page)
