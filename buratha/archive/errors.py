"""What can be wrong with an archive, in words that say what to do."""

from sqlalchemy.exc import DatabaseError, SQLAlchemyError


class ArchiveError(RuntimeError):
    """The archive cannot be used; the message says why and what to do. Nothing in it was changed."""


class ArchiveInUseError(ArchiveError):
    """Another run has the archive."""


_NOT_WRITABLE = "it cannot be written: change the permissions of the file and its folder, or give another address"
_NO_GROWTH = (
    "the file could not grow: the disk or a quota is full, or the system limits the size of files (ulimit -f): make room or raise the limit, "
    "and run again; nothing that was stored is lost. Where there is room, the disk failed: check it"
)
_WRITES = frozenset({"SQLITE_IOERR_WRITE", "SQLITE_IOERR_TRUNCATE", "SQLITE_IOERR_SHMSIZE"})
"""What SQLite calls the failure of a write that is no full disk; all come with the words of any other failure of a disk."""
_NO_FOLDER = "it cannot be opened: check that the folder exists and can be written"
_NO_SERVER = "no PostgreSQL answers there: start it (systemctl status postgresql tells how it is), or correct host and port in BURATHA_ARCHIVE_URL"
_SERVER_ENDED = "the PostgreSQL server ended, or is just starting: see that it runs, and run again; nothing that was stored is lost"
_ADVICE = (
    ("file is not a database", "this is no SQLite file: give another address in BURATHA_ARCHIVE_URL, or restore a backup"),
    ("malformed", "the file is damaged: restore a backup, or save what can be read with: sqlite3 FILE .recover | sqlite3 NEW-FILE"),
    ("disk i/o error", "the disk failed: check it, and restore a backup if the file is damaged"),
    ("database or disk is full", "the disk is full: make room and run again; nothing that was stored is lost"),
    ("no space left", "the disk is full: make room and run again; nothing that was stored is lost"),
    ("[errno 27]", _NO_GROWTH),
    ("readonly database", _NOT_WRITABLE),
    ("[errno 13]", _NOT_WRITABLE),
    ("read-only file system", _NOT_WRITABLE),
    ("is the server running", _NO_SERVER),
    ("failed to resolve host", _NO_SERVER),
    ("timeout expired", _NO_SERVER),
    ("server closed the connection", _SERVER_ENDED),
    ("terminating connection", _SERVER_ENDED),
    ("the database system is", _SERVER_ENDED),
    ("unable to open database file", _NO_FOLDER),
    ("no such file or directory", _NO_FOLDER),
    ("not a directory", _NO_FOLDER),
    ("database is locked", "another program is writing to it: end that first"),
    ("password authentication failed", "the user or the password in BURATHA_ARCHIVE_URL is wrong"),
    ("connection refused", _NO_SERVER),
    ("does not exist", "create the database or the user first, or correct BURATHA_ARCHIVE_URL"),
    ("permission denied", "the user of BURATHA_ARCHIVE_URL may not do this: grant it the rights"),
)


def explained(error: BaseException) -> str:
    """What a database's error means, with what to do."""
    cause = error.orig if isinstance(error, DatabaseError) and error.orig is not None else error
    text = " ".join(str(cause).split())
    if getattr(cause, "sqlite_errorname", None) in _WRITES:
        return f"{text}; {_NO_GROWTH}"
    advice = next((advice for sign, advice in _ADVICE if sign in text.lower()), None)
    return f"{text}; {advice}" if advice else text


def as_archive_error(where: str, error: SQLAlchemyError | OSError | ArchiveError) -> ArchiveError:
    """The error with the archive's address and with what to do about it."""
    return (
        type(error)(f"The archive {where}: {error}") if isinstance(error, ArchiveError) else ArchiveError(f"The archive {where}: {explained(error)}")
    )
