"""Datasette over the index, on one socket, until it is told to stop."""

import asyncio
import socket
import sqlite3
import sys
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import quote

import uvicorn
from datasette.app import Datasette
from datasette.database import Database
from datasette.plugins import pm

from buratha.archive.errors import ArchiveError
from buratha.browse import plugin
from buratha.browse.errors import BrowseError
from buratha.schema import shipped

_SETTINGS = {
    "default_page_size": 20,  # a page of passages to read
    "default_facet_size": 60,  # all sections, all years
    "sql_time_limit_ms": 10_000,  # a word of every other article, in half a million of them
    "facet_time_limit_ms": 5_000,
    "suggest_facets": False,  # it would ask for each column on each page
    "allow_download": False,  # gigabytes; scrapy export gives slices
    "default_cache_ttl": 0,  # what a crawl adds is seen at once
    "max_csv_mb": 0,  # Datasette cuts a CSV off at 100 MB; the whole archive has more
    "truncate_cells_html": 300,
}
_OWN_COLUMNS = {"year": "Year of publication in Baghdad; null where the page tells no date."}


class ReadOnlyDatabase(Database):  # type: ignore[misc]  # Datasette has no types
    """The index, opened for reading and never for writing, whatever characters its folder has in its name."""

    def connect(self, write: bool = False) -> sqlite3.Connection:
        """A connection that cannot write."""
        if write:
            raise PermissionError("the index is only read here")
        connection = sqlite3.connect(f"file:{quote(str(self.path))}?mode=ro", uri=True, check_same_thread=False)
        self._all_file_connections.append(connection)
        return connection


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens there; with port 0 on any port that is free.

    Raises:
        BrowseError: nothing can listen there.

    """
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
        listening = socket.socket(family, kind, protocol)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(address)
        listening.listen()
    except (OSError, OverflowError, UnicodeError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else error
        raise BrowseError(f"--host {host} --port {port}: nothing can listen there ({reason}); name another port, as in --port 8002") from error
    return listening


def serve(index: Path, listening: socket.socket, refresh: Callable[[], None], every: float) -> None:
    """Serve until a signal ends it; every so many seconds, ``refresh`` is called in a thread (0: never)."""
    if not pm.has_plugin(plugin.__name__):
        pm.register(plugin, plugin.__name__)
    asyncio.run(_serve(index, listening, refresh, every))


async def _serve(index: Path, listening: socket.socket, refresh: Callable[[], None], every: float) -> None:
    shown = datasette(index)
    await shown.invoke_startup()
    server = uvicorn.Server(uvicorn.Config(shown.app(), log_level="warning", access_log=False, server_header=False))
    keeping_up = asyncio.create_task(_keep_up(refresh, every)) if every else None
    try:
        await server.serve(sockets=[listening])
    finally:
        if keeping_up:
            keeping_up.cancel()


async def _keep_up(refresh: Callable[[], None], every: float) -> None:
    while True:
        await asyncio.sleep(every)
        try:
            await asyncio.to_thread(refresh)
        except (ArchiveError, BrowseError) as error:
            sys.stderr.write(f"The index stays as it is for now: {error}\n")
        except Exception as error:  # noqa: BLE001 - whatever it was, the next time may go well, and nobody would learn that there is none
            sys.stderr.write(f"The index stays as it is for now: {type(error).__name__}: {error}\n")


def datasette(index: Path) -> Any:
    """Datasette as this project sets it up."""
    shown = Datasette(
        files=[], metadata=_metadata(), template_dir=str(files("buratha.browse").joinpath("templates")), settings=_SETTINGS, memory=False
    )
    shown.remove_database("_memory")  # without files, Datasette makes an empty one
    shown.add_database(ReadOnlyDatabase(shown, path=str(index), is_mutable=True), name=plugin.DATABASE)
    return shown


def _metadata() -> dict[str, Any]:
    described = {name: field["description"] for name, field in shipped()["properties"].items()} | _OWN_COLUMNS
    hidden = {"hidden": True}
    return {
        "title": "Buratha News Agency, as held here",
        "databases": {
            plugin.DATABASE: {
                "description": "The articles that are held. SQL can also ask for fold(text), a key that is equal for equal words in any spelling.",
                "tables": {
                    plugin.TABLE: {
                        "title": "Articles",
                        "description": "Each in its newest revision",
                        "fts_table": "articles_fts",
                        "fts_pk": "id",
                        "sort_desc": "id",
                        "facets": ["section", "year"],
                        "columns": described,
                        "label_column": "title",
                    },
                    "revisions": {"title": "Revisions", "description": "All revisions of all articles, the newest of each among them"},
                    "sections": hidden | {"label_column": "name"},
                    "earlier_revisions": hidden,
                    "facts": hidden,
                },
            }
        },
    }
