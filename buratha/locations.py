"""Where things are: the server that is crawled, the feeds, the archive, what was learnt. Read from settings and checked at once."""

import errno
import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Protocol
from urllib.parse import SplitResult, unquote, urlsplit

from scrapy.utils.conf import closest_scrapy_cfg

from buratha.site import Site

FURNITURE, REPORTS = "furniture.json", "reports"
_ARCHIVES = ("sqlite", "postgresql")
_QUEUES = ("redis", "rediss", "unix")
_NETLOC = re.compile(r"(?:[\w-]+(?:\.[\w-]+)*\.?|\[[0-9A-Fa-f:.]+\])(?::[1-9]\d{0,4})?")
"""A host and perhaps a port."""
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT})
"""What may have passed by the time that anything is written; until then the archive keeps it."""
_SQLITE = re.compile(r"sqlite(?:\+\w+)?:/{0,3}", re.IGNORECASE)


class SettingError(ValueError):
    """A setting cannot be used; the message names it and says what to write instead."""


class _Settings(Protocol):
    def get(self, name: str, default: Any = None) -> Any: ...


@dataclass(frozen=True, slots=True)
class Locations:
    """All places of a run, with relative paths made absolute."""

    site: Site
    feeds: Path
    data: Path
    archive: str
    queue: str | None

    @classmethod
    def of(cls, settings: _Settings | Mapping[str, Any]) -> "Locations":
        """Read and check the ``BURATHA_`` settings, for a run, which writes to all of these places.

        Raises:
            SettingError: one of them cannot be used.

        """
        return cls._of(settings, usable)

    @classmethod
    def to_read(cls, settings: _Settings | Mapping[str, Any]) -> "Locations":
        """The same for a command that shows what is there: whoever may only read the archive and the reports may do that.

        Raises:
            SettingError: one of them cannot be used.

        """
        return cls._of(settings, _readable)

    @classmethod
    def _of(cls, settings: _Settings | Mapping[str, Any], checked: Callable[[str, str, Path], Path]) -> "Locations":
        archive = _archive(_text(settings, "BURATHA_ARCHIVE_URL"))
        queue = _text(settings, "BURATHA_REDIS_URL")
        if queue:
            _scheme("BURATHA_REDIS_URL", queue, _QUEUES, "redis://127.0.0.1:6379/0, or nothing for a single machine")
        return cls(
            site=site_of(settings),
            feeds=_folder("BURATHA_FEEDS_DIR", _text(settings, "BURATHA_FEEDS_DIR"), checked),
            data=_data(_text(settings, "BURATHA_DATA_DIR"), archive, checked),
            archive=archive,
            queue=queue or None,
        )

    @property
    def furniture(self) -> Path:
        """The file in which what was learnt of the site's furniture is kept between runs."""
        return self.data / FURNITURE

    @property
    def reports(self) -> Path:
        """The folder of the runs' reports."""
        return self.data / REPORTS


def base_url(text: str) -> str:
    """Check a server's address: scheme and host, perhaps a port, and nothing else.

    >>> base_url("HTTPS://BurathaNews.com/")
    'https://burathanews.com'
    """
    parts = _split("BURATHA_BASE_URL", text)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise SettingError(f"BURATHA_BASE_URL is {text!r}: write the scheme and the host, as in https://burathanews.com or http://127.0.0.1:8000")
    if not _NETLOC.fullmatch(parts.netloc.rpartition("@")[2]):
        raise SettingError(f"BURATHA_BASE_URL is {text!r}: {parts.netloc!r} is no host with a port; write it as in {parts.scheme}://127.0.0.1:8000")
    if parts.path.strip("/") or parts.query or parts.fragment or parts.username is not None:
        raise SettingError(f"BURATHA_BASE_URL is {text!r}: leave out everything but scheme, host and port, as in {parts.scheme}://{_host(parts)}")
    return f"{parts.scheme}://{_host(parts)}"


def project_folder() -> Path:
    """Where relative paths start: the folder of ``scrapy.cfg``, or the current one where there is none (a deployed egg)."""
    found = closest_scrapy_cfg()
    return Path(found).resolve().parent if found else Path.cwd()


def is_there(path: Path) -> bool:
    """Whether a path exists, as far as this user may see: below a folder that is closed to it, nothing does."""
    try:
        return path.exists()
    except OSError:
        return False


def _host(parts: SplitResult) -> str:
    return parts.netloc.rpartition("@")[2].lower()


def _split(name: str, text: str) -> SplitResult:
    try:
        parts = urlsplit(text.strip())
        parts.port  # noqa: B018 - raises for a port that is no number
    except ValueError as error:
        raise SettingError(f"{name} is {text!r}, which is no address: {error}") from error
    return parts


def _scheme(name: str, text: str, known: tuple[str, ...], example: str) -> None:
    scheme = _split(name, text).scheme.partition("+")[0]
    if scheme not in known:
        raise SettingError(f"{name} is {text!r}: write an address such as {example}")


def _text(settings: _Settings | Mapping[str, Any], name: str) -> str:
    return str(settings.get(name) or "").strip()


def sqlite_file(archive: str) -> str | None:
    """The path in a SQLite archive's address, escapes undone; empty where it names no file, None for another database.

    >>> sqlite_file("sqlite:///data/a%20b.sqlite")
    'data/a b.sqlite'
    """
    found = _SQLITE.match(archive)
    path = unquote(archive[found.end() :].partition("?")[0]) if found else None
    return "" if path == ":memory:" else path


def _archive(address: str) -> str:
    _scheme("BURATHA_ARCHIVE_URL", address, _ARCHIVES, "sqlite:///data/archive.sqlite, or postgresql://user@host/name")
    path = sqlite_file(address)
    if path is None:
        return address
    if not path:
        raise SettingError(f"BURATHA_ARCHIVE_URL is {address!r}, which names no file, so nothing would be kept: write sqlite:///data/archive.sqlite")
    if address.partition("?")[1]:
        raise SettingError(f"BURATHA_ARCHIVE_URL is {address!r}: a file has no parameters; write %3F for a question mark in its name")
    if not address[address.index(":") :].startswith(":///"):
        raise SettingError(
            f"BURATHA_ARCHIVE_URL is {address!r}: write three slashes before a path, four where it is absolute, as in sqlite:///{path}"
        )
    return address


def _beside(archive: str) -> str:
    """The folder of an archive that is a file; what was learnt belongs to what is held."""
    path = sqlite_file(archive)
    return str(Path(path).parent) if path else "data"


def site_of(settings: _Settings | Mapping[str, Any]) -> Site:
    """The site of ``BURATHA_BASE_URL``, for whoever needs no folder.

    Raises:
        SettingError: the address cannot be used.

    """
    return Site(base_url(_text(settings, "BURATHA_BASE_URL")))


def _data(text: str, archive: str, checked: Callable[[str, str, Path], Path]) -> Path:
    """The folder of what is learnt and reported: the one that is named, else the archive's."""
    name = "BURATHA_DATA_DIR" if text or not sqlite_file(archive) else "the folder of BURATHA_ARCHIVE_URL"
    return _folder(name, text or _beside(archive), checked)


def _folder(name: str, text: str, checked: Callable[[str, str, Path], Path]) -> Path:
    if not text:
        raise SettingError(f"{name} is empty: name a folder")
    return checked(name, text, project_folder() / Path(text).expanduser())


@lru_cache(maxsize=64)
def in_its_folder(name: str, text: str) -> Path:
    """A file that a setting names, in a folder that is there: a program that looks for it there would not look into one made for a slip of the pen.

    As :func:`usable`, the folder is not looked at again once it could be used.
    """
    path = project_folder() / Path(text).expanduser()
    if not is_there(path.parent) or not path.parent.is_dir():
        raise SettingError(f"{name} is {text!r}, but there is no folder {path.parent}: make it, or correct the name")
    if not os.access(path.parent, os.W_OK | os.X_OK):
        raise SettingError(f"{name} is {text!r}, but nothing can be written to {path.parent}: choose another folder or change its permissions")
    return path


@lru_cache(maxsize=64)
def usable(name: str, text: str, folder: Path) -> Path:
    """A folder that can be written to. Once it could, it is not looked at again: a run whose folder goes bad has to come to its report.

    Permissions do not tell of all that refuses, as ``/proc`` does: so it is tried.
    """
    existing = _existing(name, text, folder)
    if not os.access(existing, os.W_OK | os.X_OK):
        raise SettingError(f"{name} is {text!r}, but nothing can be written to {existing}: choose another folder or change its permissions")
    try:
        TemporaryDirectory(prefix=".buratha-", dir=existing).cleanup()
    except OSError as error:
        if error.errno not in _FULL:
            raise SettingError(f"{name} is {text!r}, but nothing can be made in {existing} ({error.strerror}): choose another folder") from error
    return folder


def _readable(name: str, text: str, folder: Path) -> Path:
    _existing(name, text, folder)
    return folder


def _existing(name: str, text: str, folder: Path) -> Path:
    """The innermost folder of a path that is there."""
    existing = next(path for path in (folder, *folder.parents) if is_there(path))
    if not existing.is_dir():
        raise SettingError(f"{name} is {text!r}, but {existing} is a file: name a folder")
    return existing
