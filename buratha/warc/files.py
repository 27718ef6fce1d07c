"""The files of a recording: under a part name while they grow, under their own once complete, never two writers on one.

A file is called ``buratha-<UTC time>-<serial>.warc.gz``, and ``.buratha-….warc.gz.part`` until it is closed. Its writer holds a lock on it,
so a part file without one was left by a process that died (see :mod:`buratha.warc.salvage`).

Each exchange goes to the kernel in one write: a killed process loses at most the one it is writing. The disk is told to keep what it has
every ``SYNC_SECONDS``, and when a file is closed: a power failure loses at most that much.
"""

import os
import sys
from collections.abc import Callable
from contextlib import suppress
from io import FileIO
from pathlib import Path
from time import monotonic

from buratha.arabic.dates import utc_now
from buratha.feedfiles import sync_folder

SYNC_SECONDS = 30.0
SUFFIX = ".warc.gz"
_PART = ".part"

Head = Callable[[str], tuple[str, bytes]]
"""Makes the warcinfo record of a file from its name: the record's id, and its bytes."""


class WarcFiles:
    """Appends records to files of one folder, and begins a new file when one has reached its size."""

    def __init__(self, folder: Path, file_bytes: int, head: Head) -> None:
        """Begin; no file is made before the first record."""
        self.written: list[Path] = []
        self._folder = folder
        self._file_bytes = file_bytes
        self._head = head
        self._serial = 0
        self._open: _Part | None = None

    def append(self, records: Callable[[str], bytes]) -> int:
        """Append what ``records`` makes for the id of the file's warcinfo record; gives how many bytes it took.

        Raises:
            OSError: it could not be written whole; then none of it stays in the file.

        """
        part = self._open or self._begin()
        data = records(part.info)
        try:
            part.write(data)
        except OSError:
            if part.broken:
                part.abandon()
                self._open = None
            raise
        if part.size >= self._file_bytes:
            self.close()
        return len(data)

    def close(self) -> None:
        """Give the file that is open its name."""
        part, self._open = self._open, None
        if part:
            self.written.append(part.complete())

    def _begin(self) -> "_Part":
        stem = f"buratha-{utc_now():%Y%m%dT%H%M%SZ}"
        self._folder.mkdir(parents=True, exist_ok=True)
        while True:
            self._serial += 1
            part = _Part.create(self._folder / f"{stem}-{self._serial:05}{SUFFIX}")
            if part:
                break
        try:
            part.info, data = self._head(part.path.name)
            part.write(data)
        except OSError:
            part.discard()
            raise
        self._open = part
        return part


class _Part:
    """A file that is being written."""

    def __init__(self, path: Path, file: FileIO) -> None:
        self.path = path
        self.info = ""
        self.size = 0
        self.broken = False
        self._file = file
        self._synced = monotonic()

    @classmethod
    def create(cls, path: Path) -> "_Part | None":
        """Create the part file of a path; None when the name is taken."""
        part = part_of(path)
        try:
            file = FileIO(part, "x+")
        except FileExistsError:
            return None
        if lock(file) and is_at(file, part) and not path.exists():
            return cls(path, file)
        if is_at(file, part):
            part.unlink()
        file.close()
        return None

    def write(self, data: bytes) -> None:
        try:
            left = memoryview(data)
            while left:
                left = left[self._file.write(left) :]
        except OSError:
            self._take_back()
            raise
        self.size += len(data)
        if monotonic() - self._synced >= SYNC_SECONDS:
            os.fsync(self._file.fileno())
            self._synced = monotonic()

    def _take_back(self) -> None:
        """Cut off what was written of a record, or give the file up."""
        try:
            self._file.truncate(self.size)
            self._file.seek(self.size)
        except OSError:
            self.broken = True

    def complete(self) -> Path:
        complete(self._file, self.path)
        return self.path

    def abandon(self) -> None:
        """Leave the file to the next start, which takes the whole records out of it."""
        with suppress(OSError):
            self._file.close()

    def discard(self) -> None:
        with suppress(OSError):
            part_of(self.path).unlink()
            self._file.close()


def part_of(path: Path) -> Path:
    """The name of a file while it is being written."""
    return path.with_name(f".{path.name}{_PART}")


def whole_of(part: Path) -> Path:
    """The name that a part file gets."""
    return part.with_name(part.name.removeprefix(".").removesuffix(_PART))


def is_part(path: Path) -> bool:
    """Whether a name is that of a file being written, or left unfinished."""
    return path.name.startswith(".") and path.name.endswith(SUFFIX + _PART)


def lock(file: FileIO) -> bool:
    """Take a file for this process until it is closed or the process ends; False when another has it."""
    if sys.platform == "win32":
        return True
    import fcntl  # not on every system

    try:
        fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def is_at(file: FileIO, path: Path) -> bool:
    """Whether an open file is still the one at a path."""
    try:
        return os.path.samestat(os.fstat(file.fileno()), path.lstat())
    except FileNotFoundError:
        return False


def complete(file: FileIO, path: Path) -> None:
    """Bring a part file to the disk and give it its name; the lock is held until then."""
    with file:
        os.fsync(file.fileno())
        part_of(path).replace(path)
        sync_folder(path.parent)
