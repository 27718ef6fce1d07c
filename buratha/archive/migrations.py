"""From one format of the archive to the next. A step is never changed once it was released; a new one is added behind it.

A new archive gets the tables as they are. So a step says by itself what it makes: the tables of ``tables.py`` may have changed since.
"""

import json
from collections.abc import Callable

from sqlalchemy import Connection, inspect, select, text

from buratha.archive.errors import ArchiveError
from buratha.archive.tables import facts, metadata
from buratha.slugs import slug_in

_FORMAT = "format"
_ROOM = 64
"""So many letters of a slug are kept."""
_LOST = "\ufffd"
"""What stood for the letters of another charset, when nobody knew of them."""


def _list_of_the_barred(connection: Connection) -> None:
    """From format 1 to 2: numbers that are never fetched nor delivered."""
    connection.execute(text("CREATE TABLE barred (article_id BIGINT NOT NULL PRIMARY KEY, since VARCHAR(32) NOT NULL, reason TEXT NOT NULL)"))


def _days_of_listings(connection: Connection) -> None:
    """From format 2 to 3: the days that listings print beside articles which are not held yet."""
    connection.execute(text("ALTER TABLE articles ADD COLUMN listed_on VARCHAR(10)"))


def _titles_of_listings(connection: Connection) -> None:
    """From format 3 to 4: the headlines by which listings link to articles whose pages are still to be read."""
    connection.execute(text("CREATE TABLE listed_titles (article_id BIGINT NOT NULL PRIMARY KEY, title TEXT NOT NULL)"))


def _recordings(connection: Connection) -> None:
    """From format 4 to 5: when revisions came into the archive; those that are there did at the latest when their runs had ended."""
    for statement in (
        "CREATE TABLE recordings (id BIGINT NOT NULL PRIMARY KEY, recorded_at VARCHAR(32))",
        "CREATE INDEX recordings_untimed ON recordings (id) WHERE recorded_at IS NULL",
        "INSERT INTO recordings SELECT id, coalesce(ended, (SELECT min(started) FROM runs AS later WHERE later.id > runs.id)) FROM runs",
        "ALTER TABLE revisions ADD COLUMN recording BIGINT",
        "DROP INDEX revisions_by_time",
        "CREATE INDEX revisions_by_recording ON revisions (recording)",
    ):
        connection.execute(text(statement))


def _articles_without_a_text(connection: Connection) -> None:
    """From format 5 to 6: held articles that came without a text and should have one, with those that are held so already."""
    is_empty = """revisions.record LIKE '%"body": "", %'"""
    shows_nothing = """revisions.record LIKE '%"body": "", "images": [], "media": [], %'"""
    is_doubted = """revisions.record LIKE '%"doubts": [%"body"%'"""
    newest = "articles JOIN revisions ON revisions.article_id = articles.id AND revisions.revision = articles.revision"
    columns = "article_id BIGINT NOT NULL PRIMARY KEY, tries INTEGER DEFAULT '0' NOT NULL, due VARCHAR(32) NOT NULL, asked_run BIGINT"
    lacking = f"articles.state = 'held' AND {is_empty} AND ({shows_nothing} OR {is_doubted})"
    connection.execute(text(f"CREATE TABLE textless ({columns})"))
    held = f"SELECT articles.id, articles.last_seen FROM {newest} WHERE {lacking}"  # noqa: S608 - nothing from outside
    connection.execute(text(f"INSERT INTO textless (article_id, due) {held}"))


def _refused_days(connection: Connection) -> None:
    """From format 6 to 7: held articles whose day was refused, with those that are held so already."""
    is_refused = """revisions.record LIKE '%"published": null, %' AND revisions.record LIKE '%"doubts": [%"published_refused"%'"""
    newest = "articles JOIN revisions ON revisions.article_id = articles.id AND revisions.revision = articles.revision"
    columns = "article_id BIGINT NOT NULL PRIMARY KEY, tries INTEGER DEFAULT '0' NOT NULL, due VARCHAR(32) NOT NULL, asked_run BIGINT"
    connection.execute(text(f"CREATE TABLE refused_days ({columns})"))
    held = f"SELECT articles.id, articles.last_seen FROM {newest} WHERE articles.state = 'held' AND {is_refused}"  # noqa: S608 - nothing from outside
    connection.execute(text(f"INSERT INTO refused_days (article_id, due) {held}"))


def _newest_of_a_section(connection: Connection) -> None:
    """From format 7 to 8: an index that leads to the newest held articles of a section, also of one that had its last years ago."""
    connection.execute(text("CREATE INDEX articles_by_section ON articles (section, state, id)"))


def _forgotten_revisions(connection: Connection) -> None:
    """From format 8 to 9: from which number on the revisions of a forgotten article are counted. What was forgotten before begins with 1."""
    connection.execute(text("ALTER TABLE articles ADD COLUMN forgotten_revision INTEGER"))


def _named_by_somebody(connection: Connection) -> None:
    """From format 9 to 10: whether anything has named an article. What was asked for by its number has no tries, and nothing is printed of it."""
    connection.execute(text("ALTER TABLE articles ADD COLUMN named BOOLEAN DEFAULT true NOT NULL"))
    unlisted = "listed_on IS NULL AND NOT EXISTS (SELECT 1 FROM listed_titles WHERE listed_titles.article_id = articles.id)"
    connection.execute(text(f"UPDATE articles SET named = false WHERE state = 'gone' AND tries <= 0 AND {unlisted}"))  # noqa: S608 - nothing from outside


def _slugs_in_letters(connection: Connection) -> None:
    """From format 10 to 11: Arabic slugs, once kept as addresses escape them, as letters. What was cut amid an escape is whole in the record.

    The records stay as they are: feeds have carried them so.
    """
    for column, field in (("section", "section"), ("slug", "section_in_address")):
        for told in connection.scalars(text(f"SELECT DISTINCT {column} FROM articles WHERE {column} LIKE '%!%%' ESCAPE '!'")).all():  # noqa: S608
            if len(told) < _ROOM:
                _call(connection, column, told, slug_in(told))
                continue
            newest = "articles JOIN revisions ON revisions.article_id = articles.id AND revisions.revision = articles.revision"
            held = text(f"SELECT articles.id, record FROM {newest} WHERE {column} = :told")  # noqa: S608 - nothing from outside
            for number, record in connection.execute(held, {"told": told}).all():
                _call(connection, column, told, slug_in(json.loads(record)[field] or told), number)


def _call(connection: Connection, column: str, told: str, slug: str, number: int | None = None) -> None:
    if slug != told and _LOST not in slug:
        one = "" if number is None else " AND id = :number"
        statement = text(f"UPDATE articles SET {column} = :slug WHERE {column} = :told{one}")  # noqa: S608 - nothing from outside
        connection.execute(statement, {"slug": slug[:_ROOM], "told": told} | ({} if number is None else {"number": number}))


STEPS: tuple[Callable[[Connection], None], ...] = (
    _list_of_the_barred,
    _days_of_listings,
    _titles_of_listings,
    _recordings,
    _articles_without_a_text,
    _refused_days,
    _newest_of_a_section,
    _forgotten_revisions,
    _named_by_somebody,
    _slugs_in_letters,
)
FORMAT = 1 + len(STEPS)
"""The format that this version reads and writes."""


def format_of(connection: Connection) -> int:
    """The format of an archive; 0 for an empty database.

    Raises:
        ArchiveError: the database holds something else.

    """
    names = set(inspect(connection).get_table_names())
    if facts.name in names:
        found = connection.scalar(select(facts.c.value).where(facts.c.name == _FORMAT))
        if found is not None and found.isascii() and found.isdigit():
            return int(found)
    if names:
        raise ArchiveError(f"it holds other tables ({', '.join(sorted(names)[:3])} …) and is no archive of this project: give another address")
    return 0


def migrate(connection: Connection) -> None:
    """Bring an archive to this version's format, all steps or none; one that cannot be written fails here, before anything relies on it.

    Raises:
        ArchiveError: a newer version wrote it, or it is no archive.

    """
    found = format_of(connection)
    if found > FORMAT:
        raise ArchiveError(f"its format is {found}, this version knows {FORMAT}: use the version that wrote it, or a newer one")
    if found:
        for step in STEPS[found - 1 :]:
            step(connection)
        connection.execute(facts.update().where(facts.c.name == _FORMAT).values(value=str(FORMAT)))
    else:
        metadata.create_all(connection)
        connection.execute(facts.insert().values(name=_FORMAT, value=str(FORMAT)))
