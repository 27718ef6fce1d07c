"""What Datasette is taught: to find words of any spelling, to show an article as its reader sees it, and to ask no other server."""

from collections.abc import Awaitable, Callable
from functools import wraps
from sqlite3 import Connection
from typing import Any
from urllib.parse import unquote_plus

from datasette import NotFound, Response, hookimpl
from markupsafe import Markup, escape

from buratha.arabic.folding import fold
from buratha.browse import story, words

DATABASE, TABLE = "buratha", "articles"
_PASSAGE = 280
_SEARCH = "_search"
"""Datasette's parameter; with a column's name behind it, it looks there alone."""
_MODE = "_searchmode"
"""Another: by it what was typed would go to the index as it is, which takes a quotation mark alone for a mistake."""
_LONGEST_TITLE = 2_000
_POLICY = (
    b"default-src 'none'; style-src 'self' 'unsafe-inline'; script-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    b"connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS = [
    (b"content-security-policy", _POLICY),
    (b"referrer-policy", b"no-referrer"),  # the agency need not know what is read here
    (b"x-content-type-options", b"nosniff"),
]


@hookimpl(trylast=True)  # after Datasette's own, whose function of this name this one replaces: its search box finds by it
def prepare_connection(conn: Connection) -> None:
    """Give SQL the functions ``escape_fts`` (what somebody typed, as the index is asked for it) and ``fold`` (a comparison key)."""
    conn.create_function("escape_fts", 1, lambda text: words.expression(str(text)), deterministic=True)
    conn.create_function("fold", 1, lambda text: None if text is None else fold(str(text)), deterministic=True)


@hookimpl
def register_routes() -> list[tuple[str, Callable[..., Any]]]:
    """Begin with the articles instead of a list of one database."""
    return [(r"^/$", _home)]


async def _home(datasette: Any) -> Response:
    return Response.redirect(datasette.urls.table(DATABASE, TABLE))


@hookimpl
def extra_template_vars(datasette: Any, request: Any, view_name: str, table: str | None) -> Callable[[], Awaitable[dict[str, Any]]]:
    """Give the templates what they show of an article."""

    async def variables() -> dict[str, Any]:
        common = {"passage": passage, "marked": title, "printed_day": story.printed_day, "web": story.web}
        if view_name != "row" or table != TABLE:
            return common
        return common | await _shown(datasette.get_database(DATABASE), request)

    return variables


def passage(text: str | None, typed: str | None, length: int = _PASSAGE) -> Markup:
    """A passage of a text with what was looked for marked in it."""
    pieces = words.passage(text or "", typed or "", length)
    return Markup().join(Markup("<mark>{}</mark>").format(piece) if sought else escape(piece) for piece, sought in pieces)


def title(text: str | None, typed: str | None) -> Markup:
    """A whole title with what was looked for marked in it."""
    return passage(text, typed, _LONGEST_TITLE)


async def _shown(database: Any, request: Any) -> dict[str, Any]:
    """All that an article's page shows: the newest revision, or the one that the address asks for."""
    number = int(request.url_vars["pks"])
    article = dict((await database.execute("SELECT * FROM articles WHERE id = ?", [number])).first())
    earlier = (await database.execute("SELECT * FROM earlier_revisions WHERE article_id = ? ORDER BY revision", [number])).rows
    editions = [dict(row) for row in earlier] + [{name: article[name] for name in ("revision", "title", "author", "published", "body")}]
    editions[-1]["seen_at"] = article["last_seen"]
    wanted = request.args.get("revision") or str(article["revision"])
    chosen = next((edition for edition in editions if str(edition["revision"]) == wanted), None)
    if chosen is None:
        raise NotFound(f"Article {number} has no revision {wanted}; it has {', '.join(str(edition['revision']) for edition in editions)}")
    same = await database.execute("SELECT id FROM articles WHERE duplicate_of = ? ORDER BY id LIMIT 20", [number])
    section = await database.execute("SELECT name FROM sections WHERE slug = ?", [article["section"]])
    parts = story.parts(article)
    await _mark_what_is_held(database, parts["related"])
    return {
        "article": article | chosen | {"newest": article["revision"]},
        "editions": editions,
        "parts": parts,
        "paragraphs": story.paragraphs(chosen["body"]),
        "section_name": section.first()["name"],
        "same": [row["id"] for row in same.rows],
    }


async def _mark_what_is_held(database: Any, related: list[dict[str, Any]]) -> None:
    """Let stories that are held be read here."""
    numbers = [each["here"] for each in related if each["here"]]
    held = await database.execute(f"SELECT id FROM articles WHERE id IN ({', '.join('?' * len(numbers))})", numbers)  # noqa: S608 - question marks
    known = {row["id"] for row in held.rows}
    for each in related:
        each["here"] = each["here"] if each["here"] in known else None


def searches_as_typed(query: bytes) -> bytes:
    """The parameters of an address, each as it was written, but for searches for nothing, which would find nothing, and for the way of searching.

    >>> searches_as_typed(b"_search=+%20&section=news&_search_title=&_sort=&_searchmode=raw")
    b'section=news&_sort='
    """
    return b"&".join(part for part in query.split(b"&") if not _is_left_out(part))


def _is_left_out(part: bytes) -> bool:
    name, _, value = part.partition(b"=")
    text = unquote_plus(name.decode("latin-1"))
    return text == _MODE or ((text == _SEARCH or text.startswith(f"{_SEARCH}_")) and words.is_blank(unquote_plus(value.decode("latin-1"))))


@hookimpl
def asgi_wrapper() -> Callable[[Any], Any]:
    """Have browsers hold every page to this server alone, and take an empty search box for no search."""

    def wrap(app: Any) -> Any:
        @wraps(app)
        async def wrapped(scope: Any, receive: Any, send: Any) -> None:
            if scope["type"] == "http":
                scope = scope | {"query_string": searches_as_typed(scope["query_string"])}

            async def send_with_headers(message: dict[str, Any]) -> None:
                if message["type"] == "http.response.start":
                    message = message | {"headers": [*message.get("headers", []), *_HEADERS]}
                await send(message)

            await app(scope, receive, send_with_headers)

        return wrapped

    return wrap
