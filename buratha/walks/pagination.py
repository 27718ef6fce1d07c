"""How the addresses of a listing's pages count, so that a page can be told from its neighbours where nothing links to it."""

import re

from buratha.pages.listing import PageLink

_NUMBER = re.compile(r"\d+")
_PAGE = re.compile(r"(?:[/?&_-](?:pages?|p|pg|paged|page_?no|page_?num(?:ber)?)[/=_-]?)\d+(?:\.\w{2,5})?/*$", re.IGNORECASE)
"""The address ends in what it calls the number of a page."""
_NAMED_OFFSET = re.compile(r"[/?&_-](?:start|offset|from|limitstart|skip)[/=_-]?\d+/*$", re.IGNORECASE)
"""It ends in what it calls a count of articles."""
_OFFSET = re.compile(rf"(?:{_NAMED_OFFSET.pattern}|/\d+/*$)", re.IGNORECASE)
"""It ends in what may be one."""
_AS_GOOD_AS_ANY = 20
"""Where nothing tells how many articles are on a page: offsets need not be whole pages."""
_SECOND = 2


def following(previous: str | None, url: str, number: int) -> PageLink | None:
    """The page after the one at ``url``, the ``number``-th of its listing; ``previous`` is the address of the page before it.

    None where the address does not say how it counts.

    >>> following("/arabic/news?page=2", "/arabic/news?page=3", 3)
    PageLink(url='/arabic/news?page=4', number=4, turn=None)
    >>> following("/arabic/news", "/arabic/news?start=20", 20).url
    '/arabic/news?start=40'
    """
    return _moved(url, number, _step(previous, url, number))


def preceding(url: str, number: int) -> PageLink | None:
    """The page before the one at ``url``, where the address has the page's number in it, or a count of articles.

    >>> preceding("/arabic/news?page=3", 3)
    PageLink(url='/arabic/news?page=2', number=2, turn=None)
    >>> preceding("/arabic/news?start=60", 60).url
    '/arabic/news?start=40'
    """
    step = _step(None, url, number)
    if step is None:
        step = _AS_GOOD_AS_ANY if _NAMED_OFFSET.search(url) else 1 if _last(url) == number else None
    return _moved(url, number, -step) if step else None


def _moved(url: str, number: int, step: int | None) -> PageLink | None:
    found = _places(url)
    if not found or not step:
        return None
    last = found[-1]
    value = int(last[0]) + step
    if value < 1:
        return None
    moved = f"{url[: last.start()]}{value}{url[last.end() :]}"
    return PageLink(moved, value if int(last[0]) == number else max(1, number + (1 if step > 0 else -1)))


def _step(previous: str | None, url: str, number: int) -> int | None:
    """By how much the last number of the address grows from page to page."""
    last = _last(url)
    if last is None:
        return None
    if previous is not None and _NUMBER.sub("#", previous) == _NUMBER.sub("#", url):
        mine, theirs = [found[0] for found in _places(url)], [found[0] for found in _places(previous)]
        return last - int(theirs[-1]) if mine[:-1] == theirs[:-1] and last > int(theirs[-1]) else None
    if last == number and _PAGE.search(url):
        return 1
    if 1 < number < last and last % (number - 1) == 0 and _OFFSET.search(url):
        return last // (number - 1)  # the printed number and an offset
    if previous is not None and url.startswith(previous.rstrip("/")) and last == number:
        return 1 if last == _SECOND else last  # the second page after an address without a number
    return None


def _places(url: str) -> list[re.Match[str]]:
    """The numbers of an address behind its host."""
    start = url.find("/", url.find("//") + 2) if "//" in url else 0
    return list(_NUMBER.finditer(url, max(start, 0)))


def _last(url: str) -> int | None:
    found = _places(url)
    return int(found[-1][0]) if found else None
