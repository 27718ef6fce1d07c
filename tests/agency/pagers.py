"""Pages of a listing: how they are addressed, and how a listing leads to them."""

import re
from collections.abc import Callable, Mapping, Sequence
from html import escape
from typing import Final, NamedTuple
from urllib.parse import parse_qsl, urlsplit

from tests.agency.articles import Article
from tests.agency.manners import PageForm, Pager
from tests.agency.render import Listing
from tests.agency.wording import Wording

_END_OF_BODY: Final = re.compile(rb"</body\s*>", re.IGNORECASE)


class Window(NamedTuple):
    """Which articles of a section a page shows: from `start` on, as page `page`."""

    start: int
    page: int


def window_asked(form: PageForm, query: Mapping[str, str], tail: str | None, articles: Sequence[Article], size: int) -> Window | None:
    """Return what a request asks for; `tail` is the number in the path. None where the address names no page."""
    if form == "cursor":
        return _before(query.get("before"), articles, size)
    if form == "offset":
        given = query.get("start", "0")
        return Window(int(given), int(given) // size + 1) if given.isdecimal() else None
    given = (tail or "1") if form in {"path", "segment"} else query.get("page", "1")
    page = int(given) if given.isdecimal() else 0
    return Window((page - 1) * size, page) if page else None


def _before(given: str | None, articles: Sequence[Article], size: int) -> Window | None:
    if given is None:
        return Window(0, 1)
    if not given.isdecimal():
        return None
    start = sum(article.id >= int(given) for article in articles)
    return Window(start, -(-start // size) + 1)


def addresses(form: PageForm, path: str, articles: Sequence[Article], size: int, shown: Window) -> Callable[[int], str]:
    """Return what gives the address of a section's page by its number, as seen from the page that is shown."""

    def cursor(page: int) -> str:
        last = shown.start + (page - shown.page) * size - 1
        return f"{path}?before={articles[last].id if last < len(articles) else 1}"

    forms: dict[PageForm, Callable[[int], str]] = {
        "query": lambda page: f"{path}?page={page}",
        "path": lambda page: f"{path}/page/{page}",
        "segment": lambda page: f"{path}/{page}",
        "offset": lambda page: f"{path}?start={shown.start + (page - shown.page) * size}",
        "cursor": cursor,
    }
    return lambda page: forms[form](page) if page > 1 else path


def with_pager(body: bytes, markup: str, charset: str) -> bytes:
    """Put a pager of ours before the end of a page whose layout shows none."""
    encoded = markup.encode(charset, "xmlcharrefreplace")
    ends = list(_END_OF_BODY.finditer(body))
    at = ends[-1].start() if ends else len(body)
    return body[:at] + encoded + body[at:]


def markup_of(pager: Pager, listing: Listing, wording: Wording, path: str) -> str:
    """Return the markup that leads from a listing's page to others."""
    page, last, url = listing.page, listing.last_page, listing.page_url
    onward = url(page + 1) if page < last else None
    return f'<div class="pages">{_inside(pager, page, last, url, onward, wording, path)}</div>\n'


def _inside(pager: Pager, page: int, last: int, url: Callable[[int], str], onward: str | None, wording: Wording, path: str) -> str:
    if pager == "select":
        return _jump_list(page, last, url)
    if pager == "steps":
        back = _link(url(page - 1), wording.previous) if page > 1 else ""
        return f"{back} {_steps_onward(onward, url(last), wording)}"
    if onward is None:
        return ""
    match pager:
        case "next":
            return _link(onward, wording.next)
        case "older":
            return _link(onward, "←")
        case "form":
            return _form("get", onward, wording.next)
        case "script":
            return f'<span class="go" onclick="location.href=\'{escape(onward)}\'">{wording.next}</span>'
        case "button":
            return f'<form method="post" action="{path}"><input type="hidden" name="page" value="{page + 1}"><button>{wording.older}</button></form>'
    return ""


def _steps_onward(onward: str | None, last: str, wording: Wording) -> str:
    return f"{_link(onward, wording.next)} {_link(last, '&gt;|')}" if onward else ""


def _link(url: str, label: str) -> str:
    return f'<a href="{escape(url)}">{label}</a>'


def _jump_list(page: int, last: int, url: Callable[[int], str]) -> str:
    options = (f'<option value="{escape(url(each))}"{" selected" if each == page else ""}>{each}</option>' for each in range(1, last + 1))
    return f'<select onchange="location.href=this.value">{"".join(options)}</select>'


def _form(method: str, url: str, label: str) -> str:
    parts = urlsplit(url)
    hidden = (f'<input type="hidden" name="{escape(name)}" value="{escape(value)}">' for name, value in parse_qsl(parts.query))
    return f'<form method="{method}" action="{parts.path}">{"".join(hidden)}<input type="submit" value="{label}"></form>'
