"""The agency as a web server: front pages, sections, articles, feed, pictures."""

import struct
import zlib
from collections import Counter
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from inspect import isawaitable
from typing import Final, Literal, NoReturn
from warnings import catch_warnings, simplefilter

from aiohttp import web
from aiohttp.typedefs import Handler

from tests.agency.articles import Article
from tests.agency.choosing import chooser
from tests.agency.feed import rss
from tests.agency.furniture import sections_of
from tests.agency.render import Layout, Listing, render_article, render_listing
from tests.agency.wording import Wording, wordings

PageForm = Literal["query", "path"]
"""How the number of a listing's page is written: `?page=2`, or `/page/2`."""

PastEnd = Literal["missing", "empty", "last", "first"]
"""What a section answers beyond its last page: 404, a page without articles, or the last or first page again."""

Fault = Callable[[web.Request], web.StreamResponse | Awaitable[web.StreamResponse | None] | None]
"""Asked before every request; what it returns is sent instead of the page, unless it is None."""

DEFAULT_LAYOUT: Final = "plain-divs"
ROBOTS: Final = "User-agent: *\nDisallow: /admin/\n"

_FEED: Final = 30
_NEIGHBOURS: Final = 300


@dataclass(frozen=True)
class Agency:
    """All that a request is answered from."""

    articles: list[Article]
    layout_of: Callable[[Article], Layout]
    wording: Wording
    day: int
    page_size: int
    page_form: PageForm
    past_end: PastEnd
    robots: str

    @cached_property
    def by_id(self) -> dict[int, Article]:
        """Every article by its id."""
        return {article.id: article for article in self.articles}

    @cached_property
    def by_section(self) -> dict[str, list[Article]]:
        """The articles of every section in the menu, newest first."""
        found: dict[str, list[Article]] = {section: [] for section in self.sections}
        for article in self.articles:
            found[article.section].append(article)
        return found

    @cached_property
    def sections(self) -> dict[str, str]:
        """The menu: the known sections, and those that only the articles know."""
        return sections_of(self.articles)

    @cached_property
    def front_layout(self) -> Layout:
        """The layout of pages that are no article: that of the newest article."""
        return self.layout_of(self.articles[0])

    @cached_property
    def neighbours(self) -> list[Article]:
        """The articles that the boxes of every page link to."""
        return self.articles[:_NEIGHBOURS]

    def page(self, article: Article) -> web.Response:
        """Answer with an article's page."""
        layout = self.layout_of(article)
        return _html(layout, render_article(article, layout, self.wording, self.day, self.neighbours))

    def listing(self, listing: Listing, status: int = 200) -> web.Response:
        """Answer with a listing's page."""
        layout = self.front_layout
        return _html(layout, render_listing(listing, layout, self.wording, self.day, self.neighbours), status)

    def front(self, path: str) -> web.Response:
        """Answer with a front page: the newest articles of all sections, on one page."""
        return self.listing(Listing(self.articles[: self.page_size], page_url=lambda _: path))

    def missing(self) -> web.Response:
        """Answer that there is no such page."""
        words = f"{self.wording.not_found_title}: {self.wording.not_found_text}"
        return self.listing(Listing([], page_url=lambda _: "/", category=words), status=404)

    def section(self, section: str, page: int) -> web.Response:
        """Answer with one page of a section."""
        last = max(1, -(-len(self.by_section[section]) // self.page_size))
        page = self._shown(page, last)
        start = (page - 1) * self.page_size
        articles = self.by_section[section][start : start + self.page_size]
        return self.listing(Listing(articles, self._page_url(section), section, self.sections[section], page, last))

    def _shown(self, page: int, last: int) -> int:
        if page < 1 or (page > last and self.past_end == "missing"):
            _not_found()
        return {"last": last, "first": 1}.get(self.past_end, page) if page > last else page

    def _page_url(self, section: str) -> Callable[[int], str]:
        path, form = f"/arabic/{section}", "{}/page/{}" if self.page_form == "path" else "{}?page={}"
        return lambda page: form.format(path, page) if page > 1 else path


_AGENCY: Final = web.AppKey("agency", Agency)


def make_app(
    articles: Iterable[Article],
    *,
    layout: str | Callable[[Article], str] = DEFAULT_LAYOUT,
    wording: str = "standard",
    day: int = 0,
    page_size: int = 20,
    page_form: PageForm = "query",
    past_end: PastEnd = "missing",
    robots: str = ROBOTS,
    fault: Fault | None = None,
) -> web.Application:
    """Return the agency's site as an application, to be run once.

    `app["requests"]` counts the requests by path and query. `app["fault"]` is asked before every request; set it
    here, or on the application before it runs.

    Raises:
        ValueError: there are no articles, two have one id, or no layout or wording has the name given.
    """
    newest_first = sorted(articles, key=lambda article: -article.id)
    _check(newest_first, wording, page_size)
    app = web.Application(middlewares=[_counted, _faulty, _friendly])
    app[_AGENCY] = Agency(newest_first, chooser(layout), wordings()[wording], day, page_size, page_form, past_end, robots)
    _remember(app, requests=Counter(), fault=fault)
    app.add_routes(_routes(page_form))
    return app


def _check(articles: list[Article], wording: str, page_size: int) -> None:
    if not articles:
        raise ValueError("an agency needs at least one article")
    if len({article.id for article in articles}) < len(articles):
        raise ValueError("two articles have the same id")
    if wording not in wordings():
        message = f"no wording is called {wording!r}; there are {', '.join(wordings())}"
        raise ValueError(message)
    if page_size < 1:
        raise ValueError("a listing's page needs room for at least one article")


def _remember(app: web.Application, **values: object) -> None:
    """Put values where tests reach them by a plain name, which aiohttp would rather not have."""
    with catch_warnings():
        simplefilter("ignore", web.NotAppKeyWarning)
        for name, value in values.items():
            app[name] = value


def _routes(page_form: PageForm) -> list[web.RouteDef]:
    paged = [web.get(r"/arabic/{section}/page/{page:\d+}", _section)] if page_form == "path" else []
    return [
        web.get("/", _front),
        web.get(r"/arabic{slash:/?}", _front),
        web.get("/rss.php", _feed),
        web.get("/robots.txt", _robots),
        web.get(r"/{path:.+\.(?:jpe?g|png|gif)}", _picture),
        web.get(r"/news/{id:\d+}.html", _article),
        *paged,
        web.get(r"/arabic/{section}/{id:\d+}{slash:/?}", _article),
        web.get(r"/arabic/{section:[^/]+}{slash:/?}", _section),
    ]


@web.middleware
async def _counted(request: web.Request, handler: Handler) -> web.StreamResponse:
    request.app["requests"][request.path_qs] += 1
    return await handler(request)


@web.middleware
async def _faulty(request: web.Request, handler: Handler) -> web.StreamResponse:
    fault: Fault | None = request.app["fault"]
    answer = fault(request) if fault else None
    if isawaitable(answer):
        answer = await answer
    return await handler(request) if answer is None else answer


@web.middleware
async def _friendly(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Answer for every address that does not exist with a page in the site's own looks."""
    try:
        return await handler(request)
    except web.HTTPNotFound:
        return request.app[_AGENCY].missing()


async def _front(request: web.Request) -> web.Response:
    return request.app[_AGENCY].front(request.path)


async def _section(request: web.Request) -> web.Response:
    agency, section = request.app[_AGENCY], request.match_info["section"]
    given = request.match_info.get("page", "1") if agency.page_form == "path" else request.query.get("page", "1")
    if section not in agency.sections or not given.isdecimal():
        _not_found()
    return agency.section(section, int(given))


async def _article(request: web.Request) -> web.Response:
    """Answer with the article of the id, whatever section the address names."""
    article = request.app[_AGENCY].by_id.get(int(request.match_info["id"]))
    return request.app[_AGENCY].page(article) if article else _not_found()


async def _feed(request: web.Request) -> web.Response:
    agency = request.app[_AGENCY]
    body = rss(agency.articles[:_FEED], str(request.url.origin()), agency.wording)
    return web.Response(body=body, content_type="application/rss+xml", charset="utf-8")


async def _robots(request: web.Request) -> web.Response:
    return web.Response(text=request.app[_AGENCY].robots)


async def _picture(_request: web.Request) -> web.Response:
    return web.Response(body=PICTURE, content_type="image/png")


def _not_found() -> NoReturn:
    raise web.HTTPNotFound


def _html(layout: Layout, body: bytes, status: int = 200) -> web.Response:
    return web.Response(body=body, status=status, headers={"Content-Type": layout.content_type})


def _png(red: int, green: int, blue: int) -> bytes:
    """Return a picture of one pixel."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head, pixel = struct.pack(">2I5B", 1, 1, 8, 2, 0, 0, 0), zlib.compress(bytes((0, red, green, blue)))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", pixel) + chunk(b"IEND", b"")


PICTURE: Final = _png(31, 82, 122)
"""What every picture's address answers with."""
