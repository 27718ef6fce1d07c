"""Feed files on the disk: part files and names, what is in them, their manifest, and what a dead run left."""

import csv
import json
import logging
import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import IO, Any, BinaryIO

try:
    import fcntl
except ImportError:  # Windows has no such locks; there, part files are never cleared away
    fcntl = None  # type: ignore[assignment]

logger = logging.getLogger(__name__)

_PART = re.compile(r"\.articles-\d{8}T\d{6}Z(?:-\d+)?\.(?:jsonl|csv|manifest\.json)\.part")
_BLOCK = 1 << 20
_LONGEST_CELL = (1 << 31) - 1
"""The csv module refuses cells above 131,072 characters unless told otherwise; a long story is longer."""


class FeedFaultError(RuntimeError):
    """A feed is not what it has to be."""


@dataclass(frozen=True, slots=True)
class Written:
    """A complete feed file under its part name."""

    part: Path
    path: Path
    rows: int
    bytes: int
    sha256: str

    def described(self) -> dict[str, Any]:
        """What the manifest says of it."""
        return {"name": self.path.name, "rows": self.rows, "bytes": self.bytes, "sha256": self.sha256}


def part_of(path: Path) -> Path:
    """The name under which a file is written."""
    return path.with_name(f".{path.name}.part")


def open_part(part: Path) -> IO[bytes]:
    """Open a new part file, and hold it as long as it is open, so that nobody takes it for a dead run's.

    Raises:
        FileExistsError: there is one.

    """
    file = part.open("xb")
    _hold(file)
    return file


def _hold(file: IO[bytes]) -> None:
    if fcntl is not None:
        fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)


def kept_held(file: IO[bytes]) -> int | None:
    """A descriptor that holds a part file on, when the file itself is closed; whoever asks for it closes it."""
    return os.dup(file.fileno()) if fcntl is not None else None


def measure(part: Path, path: Path) -> Written:
    """Read a file back: how many records it has, its size and its digest.

    Raises:
        FeedFaultError: it does not end with a whole record.

    """
    digest, lines, last = sha256(), 0, b""
    with part.open("rb") as file:
        while block := file.read(_BLOCK):
            digest.update(block)
            lines += block.count(b"\n")
            last = block[-1:]
    if last not in {b"\n", b""}:
        raise FeedFaultError(f"{path.name} breaks off in the middle of a record")
    rows = _csv_rows(part, path) if path.suffix == ".csv" else lines
    return Written(part, path, rows, part.stat().st_size, digest.hexdigest())


def _csv_rows(part: Path, path: Path) -> int:
    """Records of a CSV file, whose cells may hold line ends; the first is the head."""
    csv.field_size_limit(_LONGEST_CELL)
    with part.open(encoding="utf-8-sig", newline="") as file:
        try:
            return max(0, sum(1 for _ in csv.reader(file)) - 1)
        except (csv.Error, UnicodeDecodeError) as error:
            raise FeedFaultError(f"{path.name} cannot be read back: {error}") from error


def rename(file: Written) -> None:
    """Give a file its name, for good."""
    file.part.replace(file.path)
    sync_folder(file.path.parent)


def sync_folder(folder: Path) -> None:
    """Have the names in a folder on the disk."""
    if os.name != "posix":
        return  # elsewhere a folder cannot be opened
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def whole(path: Path, part: Path | None = None, take_name: Callable[[Path, Path], object] = Path.replace) -> Iterator[BinaryIO]:
    """A file that appears under its name when the block ends well, and is on the disk then; when it does not, nothing is left.

    ``part`` is the name under which it is written, ``take_name`` what gives it its own.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    part = part or part_of(path)
    try:
        with part.open("wb") as file:
            _hold(file)
            yield file
            file.flush()
            os.fsync(file.fileno())
        take_name(part, path)
    finally:
        part.unlink(missing_ok=True)
    sync_folder(path.parent)


def write_manifest(feed: Path, manifest: dict[str, Any]) -> None:
    """Write the manifest beside a feed: ``articles-….manifest.json``."""
    with whole(feed.with_name(f"{feed.stem}.manifest.json")) as file:
        file.write(json.dumps(manifest, ensure_ascii=False, indent=2).encode() + b"\n")


def clear_stale(folder: Path) -> list[Path]:
    """Remove part files that no process holds; gives which. Files with other names are nobody's business here."""
    if fcntl is None or not folder.is_dir():
        return []
    return [path for path in sorted(folder.iterdir()) if _PART.fullmatch(path.name) and _is_abandoned(path) and _removed(path)]


def _is_abandoned(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _removed(path: Path) -> bool:
    try:
        path.unlink()
    except OSError as error:
        logger.warning("%s cannot be removed: %s", path, error)
        return False
    return True
