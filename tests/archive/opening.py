"""Archives for tests: in a file, or in a database of the tests' own PostgreSQL server; and articles to keep in them."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import URL, Connection, create_engine, text

from buratha.archive.deliveries import begin
from buratha.archive.keeping import Keeping, Kept
from buratha.archive.near import Near
from buratha.archive.tables import runs
from buratha.items import Article
from buratha.loaders import text_hash
from tests.test_schema import ARTICLE

KINDS = ("sqlite", "postgresql")
SEEN = "2026-11-22T18:45:00+00:00"


def address_of(request: pytest.FixtureRequest, folder: Path) -> str:
    """Return the address of an archive that is not there yet, of the kind that a fixture is asked for."""
    if request.param == "sqlite":
        return f"sqlite:///{folder / 'archive.sqlite'}"
    server: URL = request.getfixturevalue("postgresql_server")
    engine = create_engine(server)
    with engine.begin() as connection:  # quicker than a database for each test
        connection.execute(text("DROP SCHEMA public CASCADE"))
        connection.execute(text("CREATE SCHEMA public"))
    engine.dispose()
    return server.render_as_string(hide_password=False)


def begin_run(connection: Connection, folder: Path = Path("feeds")) -> tuple[int, int]:
    """Note that a run begins; gives its number and its delivery's."""
    run = int(connection.execute(runs.insert().values(started=SEEN).returning(runs.c.id)).scalar_one())
    return run, begin(connection, run, folder)


def story(number: int, body: str | None = None, **fields: Any) -> Article:
    """Return an article; its text is its own unless given."""
    body = f"نص الخبر ذي الرقم {number} وفيه كلمات كثيرة لا ترد في غيره" if body is None else body
    title = fields.pop("title", f"عنوان {number}")
    usual = {"section": "news", "first_seen": SEEN, "last_seen": SEEN, "near_duplicate_of": None, "duplicate_of": None, "revision": 1}
    return replace(ARTICLE, id=number, title=title, body=body, text_hash=text_hash(title, body), **usual | fields)


def keep(connection: Connection, articles: Iterable[Article], *, run: int = 1, delivery: int = 1, **options: Any) -> list[Kept]:
    """Keep articles together."""
    return Keeping(run, delivery, Near(), **options).keep(connection, list(articles))


def rows(connection: Connection, sql: str) -> list[tuple[Any, ...]]:
    """Return what a query gives."""
    return [tuple(row) for row in connection.execute(text(sql))]
