"""Opening an archive that is there already."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import URL, Connection, create_engine, inspect, make_url, select
from sqlalchemy.exc import ArgumentError, SQLAlchemyError
from sqlalchemy.pool import NullPool

from buratha.archive.tables import facts
from buratha.locations import project_folder

FORMAT = 1
"""The format that this version reads."""


class ArchiveError(RuntimeError):
    """The archive cannot be used; the message says why and what to do."""


@contextmanager
def open_archive(address: str, *, read_only: bool = False) -> Iterator[Connection]:
    """A connection to the archive at an address of BURATHA_ARCHIVE_URL. The caller begins and ends transactions.

    Raises:
        ArchiveError: there is none yet, it is no archive, or a newer version wrote it.

    """
    url = _url(address)
    shown = url.render_as_string(hide_password=True)
    if url.get_backend_name() == "sqlite" and not Path(str(url.database)).exists():
        raise ArchiveError(f"The archive {shown}: there is none yet: a crawl makes it (scrapy crawl buratha), or BURATHA_ARCHIVE_URL is wrong")
    engine = create_engine(url, poolclass=NullPool)
    try:
        with engine.connect() as connection:
            if read_only and url.get_backend_name() == "sqlite":
                connection.exec_driver_sql("PRAGMA query_only = ON")
            _check(connection)
            connection.rollback()
            yield connection
    except SQLAlchemyError as error:
        raise ArchiveError(f"The archive {shown}: {' '.join(str(error).split())}") from error
    except ArchiveError as error:
        raise ArchiveError(f"The archive {shown}: {error}") from error
    finally:
        engine.dispose()


def _url(address: str) -> URL:
    try:
        url = make_url(address)
    except ArgumentError as error:
        raise ArchiveError(
            f"The archive {address}: this is no address; write sqlite:///data/archive.sqlite or postgresql://user@host/name"
        ) from error
    if url.get_backend_name() == "sqlite":
        return url.set(database=str(project_folder() / Path(url.database or "").expanduser()))
    return url.set(drivername="postgresql+psycopg")


def _check(connection: Connection) -> None:
    if not inspect(connection).has_table(facts.name):
        raise ArchiveError("this is no archive of this project: give another address in BURATHA_ARCHIVE_URL")
    found = connection.scalar(select(facts.c.value).where(facts.c.name == "format"))
    if found is None or not found.isdigit() or int(found) > FORMAT:
        raise ArchiveError(f"its format is {found}, this version reads {FORMAT}: use the version that wrote it, or a newer one")
