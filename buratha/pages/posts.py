"""Addresses of single posts and films on networks of friends: a story shows them, while a channel's or a profile's is a call to follow it."""

import re
from functools import lru_cache
from typing import Final

from buratha.pages.lines import Line

_LONGEST: Final = 2000
_ID: Final = r"[\w.-]{3,}"
_POST: Final = re.compile(
    r"(?:^|//|\.)(?:"
    rf"youtube(?:-nocookie)?\.com/(?:watch/?\?(?:\S*&)?v=|embed/|shorts/|live/|v/){_ID}"
    rf"|(?:youtu\.be|fb\.watch)/{_ID}"
    r"|(?:t|telegram)\.me/(?:s/|c/)?\w+/\d+"
    r"|(?:facebook|fb)\.com/(?:[^\s?]+/)?(?:videos|posts|photos|reels?|permalink|share/[vpr])/\S*\w{3}"
    r"|(?:facebook|fb)\.com/(?:[^\s?]+/)?(?:watch|photo|video\.php|photo\.php|story\.php|permalink\.php)/?\?\S*\d{3}"
    r"|(?:twitter|x)\.com/(?:\w+/|i/web/)status(?:es)?/\d+"
    rf"|instagram\.com/(?:\w+/)?(?:p|reels?|tv)/{_ID}"
    r")",
    re.IGNORECASE,
)
_ADDRESS: Final = re.compile(r"\W*(?:https?://|www\.)\S+|\W*(?:[a-z]\w*\.)+[a-z]{2,5}/\S+", re.IGNORECASE)


def is_a_post(address: str) -> bool:
    """Whether an address is that of one post or one film."""
    return len(address) <= _LONGEST and _is_a_post(address)


@lru_cache(maxsize=4096)
def _is_a_post(address: str) -> bool:
    return _POST.search(address) is not None


def is_an_address(text: str) -> bool:
    """Whether a text is nothing but an address."""
    return _ADDRESS.fullmatch(text) is not None


def prints_a_post(line: Line) -> bool:
    """Whether a line is nothing but the address of a post, linked or not."""
    return is_an_address(line.text) and is_a_post(line.text)


def shows_a_post(line: Line) -> bool:
    """Whether a line is the address of a post, or a link to one."""
    return prints_a_post(line) or (line.is_link and any(is_a_post(link.target) for link in line.links))
