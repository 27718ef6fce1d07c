"""How the agency's server behaves where nobody knows how the real one does."""

from collections.abc import Callable
from dataclasses import dataclass, fields
from typing import Any, Final, Literal, Self, get_args

from tests.agency.articles import Article
from tests.agency.wording import wordings

PageForm = Literal["query", "path", "segment", "offset", "cursor"]
"""How a page of a listing is addressed: `?page=2`, `/page/2`, `/2`, `?start=20`, or `?before=<id>`."""

Pager = Literal["layout", "next", "older", "steps", "select", "form", "script", "button", "none"]
"""How a listing leads to its pages.

The layout's own way; only the word "next"; only an arrow to the older page; previous, next and last; a jump list; a
form sent as an address; a script's address; a button that only a browser can press (POST); or not at all: every
article stands on one page.
"""

PastEnd = Literal["missing", "gone", "empty", "empty-body", "last", "first", "front", "loop"]
"""What a section answers beyond its last page.

404, 410, a page without articles, no byte at all, the last or first page again, a redirect to the front page; or, with
"loop", there is no such page, because the last page's link to older articles leads to an earlier page.
"""

Absent = Literal["missing", "gone", "front", "empty", "zero", "newest"]
"""What an article that does not exist is answered with.

404, 410, a redirect to the front page, a page without a story, no byte, or the page of the newest article.
"""

WrongSection = Literal["served", "redirect", "missing"]
"""What an article asked for under another section is answered with: itself, a redirect to its own address, or 404."""

FeedForm = Literal["rss2", "rss091", "rss1", "atom", "windows-1256", "undeclared", "malformed", "page", "none"]
"""The feed's form. "undeclared" is windows-1256 that says nothing of it, "page" an HTML page instead of a feed."""

SitemapForm = Literal["none", "urlset", "index", "gz"]
"""The sitemap that robots.txt names: none, one list, an index of lists, or such an index with packed lists."""

DEFAULT_LAYOUT: Final = "plain-divs"
ROBOTS: Final = "User-agent: *\nDisallow: /admin/\n"

_CHOICES: Final = {
    "page_form": PageForm,
    "pager": Pager,
    "past_end": PastEnd,
    "absent": Absent,
    "wrong_section": WrongSection,
    "feed_form": FeedForm,
    "sitemap": SitemapForm,
}


@dataclass(frozen=True)
class Manners:
    """All that can be chosen about the server.

    `endless`: the last page of a section, and what answers beyond it, links to a next page all the same. `listing_dates`: listings
    print the meta line of an article that has one. `plain`: one light page form instead of the layouts, kept once made, for crawls of
    tens of thousands of articles.
    """

    layout: str | Callable[[Article], str] = DEFAULT_LAYOUT
    wording: str = "standard"
    day: int = 0
    page_size: int = 20
    page_form: PageForm = "query"
    pager: Pager = "layout"
    past_end: PastEnd = "missing"
    endless: bool = False
    listing_dates: bool = True
    absent: Absent = "missing"
    wrong_section: WrongSection = "served"
    feed_form: FeedForm = "rss2"
    feed_size: int = 30
    sitemap: SitemapForm = "none"
    robots: str = ROBOTS
    plain: bool = False

    @classmethod
    def of(cls, **chosen: Any) -> Self:
        """Check what is chosen.

        Raises:
            ValueError: there is no such choice; the message names what there is.
        """
        known = [each.name for each in fields(cls)]
        for name, value in chosen.items():
            if name not in known:
                message = f"nothing about the agency is called {name!r}; there are {', '.join(known)}"
                raise ValueError(message)
            if name in _CHOICES and value not in get_args(_CHOICES[name]):
                message = f"{name} cannot be {value!r}; there are {', '.join(get_args(_CHOICES[name]))}"
                raise ValueError(message)
        manners = cls(**chosen)
        if manners.wording not in wordings():
            message = f"no wording is called {manners.wording!r}; there are {', '.join(wordings())}"
            raise ValueError(message)
        if manners.page_size < 1:
            raise ValueError("a listing's page needs room for at least one article")
        return manners


def choices(name: str) -> tuple[str, ...]:
    """Return what can be chosen under a name."""
    return get_args(_CHOICES[name])
