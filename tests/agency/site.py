"""The agency as a web server: front pages, sections, articles, feed, sitemap, pictures."""

import struct
import zlib
from collections.abc import Awaitable, Callable, Iterable
from inspect import isawaitable
from typing import Any, Final
from warnings import catch_warnings, simplefilter

from aiohttp import web
from aiohttp.typedefs import Handler

from tests.agency import sitemaps
from tests.agency.articles import Article
from tests.agency.feed import feed
from tests.agency.manners import Manners
from tests.agency.newsroom import Newsroom
from tests.agency.pagers import Window, window_asked
from tests.agency.press import Press, not_found

Spoil = Callable[[web.Request, web.StreamResponse], Awaitable[web.StreamResponse]]
"""Spoils the page that would have been sent."""

Answer = web.StreamResponse | Spoil | None
Fault = Callable[[web.Request], Answer | Awaitable[Answer]]
"""Asked before every request; what it returns is sent instead of the page, or spoils it, unless it is None."""

_PRESS: Final = web.AppKey("press", Press)


def make_app(articles: Iterable[Article], *, fault: Fault | None = None, **manners: Any) -> web.Application:
    """Return the agency's site as an application, to be run once; `manners` are those of `tests.agency.manners.Manners`.

    `app["agency"]` is its `Newsroom`, in which a test publishes, edits and withdraws while the server runs; `app["requests"]` counts
    the requests by path and query. `app["fault"]` is asked before every request; set it here, or on the application before it runs.

    Raises:
        ValueError: there are no articles, two have one id, or something cannot be chosen; the message names what can.
    """
    newsroom = Newsroom(articles)
    app = web.Application(middlewares=[_counted, _faulty, _friendly])
    app[_PRESS] = Press(newsroom, Manners.of(**manners))
    _remember(app, agency=newsroom, requests=newsroom.requests, fault=fault)
    app.add_routes(_ROUTES)
    return app


def _remember(app: web.Application, **values: object) -> None:
    """Put values where tests reach them by a plain name, which aiohttp would rather not have."""
    with catch_warnings():
        simplefilter("ignore", web.NotAppKeyWarning)
        for name, value in values.items():
            app[name] = value


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
    if isinstance(answer, web.StreamResponse):
        return answer
    page = await handler(request)
    return await answer(request, page) if answer is not None else page


@web.middleware
async def _friendly(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Answer for every address that does not exist with a page in the site's own looks."""
    try:
        return await handler(request)
    except web.HTTPNotFound:
        return request.app[_PRESS].missing()


async def _front(request: web.Request) -> web.Response:
    return request.app[_PRESS].front(request.path)


async def _section(request: web.Request) -> web.Response:
    press, section = request.app[_PRESS], request.match_info["section"]
    tail, form = request.match_info.get("page"), press.manners.page_form
    if section not in press.stock.sections or (tail is not None and form != "path"):
        not_found()
    window = window_asked(form, request.query, tail, press.stock.by_section[section], press.manners.page_size)
    return press.section(section, window) if window else not_found()


async def _posted(request: web.Request) -> web.Response:
    """Answer a button with the page of the number that it sends."""
    press, section = request.app[_PRESS], request.match_info["section"]
    given = str((await request.post()).get("page", ""))
    if press.manners.pager != "button" or section not in press.stock.sections or not given.isdecimal() or given == "0":
        not_found()
    return press.section(section, Window((int(given) - 1) * press.manners.page_size, int(given)))


async def _article(request: web.Request) -> web.Response:
    """Answer with the article of the id; where pages are numbered below a section, a number that is none's is a page's."""
    press, section, number = request.app[_PRESS], request.match_info.get("section"), int(request.match_info["id"])
    stock, size = press.stock, press.manners.page_size
    paged = press.manners.page_form == "segment" and section in stock.sections and number not in stock.by_id
    if paged and section and 0 < number <= len(stock.articles) // size + 2:
        return press.section(section, Window((number - 1) * size, number))
    return press.article(number, section)


async def _feed(request: web.Request) -> web.Response:
    press = request.app[_PRESS]
    form, newest = press.manners.feed_form, press.stock.articles[: press.manners.feed_size]
    if form == "none":
        not_found()
    if form == "page":
        return press.front(request.path)
    made = feed(form, newest, str(request.url.origin()), press.wording)
    return web.Response(body=made.body, headers={"Content-Type": made.content_type})


async def _robots(request: web.Request) -> web.Response:
    manners = request.app[_PRESS].manners
    named = f"\nSitemap: {request.url.origin()}{sitemaps.PATH}\n" if manners.sitemap != "none" else ""
    return web.Response(text=manners.robots + named)


async def _sitemap(request: web.Request) -> web.Response:
    press, origin = request.app[_PRESS], str(request.url.origin())
    form, articles, number = press.manners.sitemap, press.stock.articles, request.match_info.get("part")
    packed = request.path.endswith(".gz")
    if form == "none" or (number and (form == "urlset" or packed != (form == "gz"))):
        not_found()
    if number:
        body = sitemaps.part(articles, origin, int(number), packed=packed)
    else:
        body = sitemaps.urlset(articles, origin) if form == "urlset" else sitemaps.index(articles, origin, ".xml.gz" if form == "gz" else ".xml")
    return web.Response(body=body, content_type="application/gzip" if packed else "application/xml") if body else not_found()


async def _picture(_request: web.Request) -> web.Response:
    return web.Response(body=PICTURE, content_type="image/png")


_ROUTES: Final = [
    web.get("/", _front),
    web.get(r"/arabic{slash:/?}", _front),
    web.get("/rss.php", _feed),
    web.get("/robots.txt", _robots),
    web.get(sitemaps.PATH, _sitemap),
    web.get(r"/sitemap-{part:\d+}{ending:\.xml(?:\.gz)?}", _sitemap),
    web.get(r"/{path:.+\.(?:jpe?g|png|gif)}", _picture),
    web.get(r"/news/{id:\d+}.html", _article),
    web.get(r"/arabic/{section}/page/{page:\d+}", _section),
    web.get(r"/arabic/{section}/{id:\d+}{slash:/?}", _article),
    web.get(r"/arabic/{section:[^/]+}{slash:/?}", _section),
    web.post(r"/arabic/{section:[^/]+}{slash:/?}", _posted),
]


def _png(red: int, green: int, blue: int) -> bytes:
    """Return a picture of one pixel."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head, pixel = struct.pack(">2I5B", 1, 1, 8, 2, 0, 0, 0), zlib.compress(bytes((0, red, green, blue)))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", pixel) + chunk(b"IEND", b"")


PICTURE: Final = _png(31, 82, 122)
"""What every picture's address answers with."""
