"""A file that appears under its name when it is complete and on the disk, or not at all."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import BinaryIO

from buratha.feedfiles import whole
from buratha.locations import project_folder, sqlite_file

_MANIFEST = ".manifest.json"


class FileError(ValueError):
    """A file cannot be written as asked; the message names it and says what to do."""


class WriteError(RuntimeError):
    """A file could not be completed; nothing of it is left. The message names it and says why."""


@contextmanager
def complete_file(path: Path, *, overwrite: bool = False) -> Iterator[BinaryIO]:
    """A file to write to, beside the one that it becomes when the block ends well. When it does not, nothing is left.

    Raises:
        FileError: it cannot be made, or there is one already that must not be overwritten.
        WriteError: it could not be completed.

    """
    check(path, overwrite=overwrite)
    begun = False
    try:
        with whole(path, path.with_name(f".{path.name}.{os.getpid()}.part"), partial(_name, overwrite=overwrite)) as file:
            begun = True
            yield file
    except OSError as error:
        if not begun:
            raise FileError(f"{path} cannot be written: {error.strerror}; name another file") from error
        raise WriteError(
            f"{path} could not be written, and nothing was left there: {error.strerror or error}; make room, or name another file"
        ) from error


def check(path: Path, *, overwrite: bool) -> None:
    """Say early what would go wrong.

    Raises:
        FileError: there is no such folder, or there is something under this name that is not to be replaced.

    """
    if path.is_dir():
        raise FileError(f"{path} is a folder: name a file in it")
    if not path.parent.is_dir():
        raise FileError(f"{path} cannot be written: there is no folder {path.parent}; make it first")
    if path.exists() and not path.is_file():
        raise FileError(f"{path} is a device or a pipe and no file: name a file, or - for stdout where the command knows it")
    if path.exists() and not overwrite:
        raise FileError(f"{path} is there already: name another file, or add --overwrite")


def spare(path: Path, archive: str) -> None:
    """Keep what must never be replaced: the archive's own files, and feeds that were delivered.

    Raises:
        FileError: it is such a file.

    """
    file = sqlite_file(archive)
    beside = [project_folder() / Path(f"{file}{ending}").expanduser() for ending in ("", "-wal", "-shm", ".lock")] if file else []
    for own in beside:
        if path.resolve() == own.resolve() or (path.exists() and own.exists() and path.samefile(own)):
            raise FileError(f"{path} belongs to the archive ({file}): name another file")
    if path.name.endswith(_MANIFEST) or path.with_name(f"{path.stem}{_MANIFEST}").exists():
        raise FileError(f"{path} belongs to a delivery, whose manifest tells what is in it: name another file")


def _name(part: Path, path: Path, *, overwrite: bool) -> None:
    if overwrite:
        part.replace(path)
    else:
        try:
            path.hardlink_to(part)  # fails where a file has got this name meanwhile
        except FileExistsError:
            check(path, overwrite=False)
            raise
        except OSError:  # a file system without links
            check(path, overwrite=False)
            part.replace(path)
