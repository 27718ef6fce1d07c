"""What a recording that was killed left behind: its whole records are kept under the file's own name, and the torn end is cut off, loudly."""

import logging
import shutil
import sys
from dataclasses import dataclass
from io import FileIO
from pathlib import Path

from buratha.warc.errors import RecordError
from buratha.warc.files import complete, is_at, is_part, lock, part_of, whole_of
from buratha.warc.members import Member, members
from buratha.warc.parsing import parse_record

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Salvaged:
    """What became of one part file."""

    path: Path
    records: int
    lost: int
    """Bytes that are part of no whole record."""


def salvage(folder: Path, limit: int) -> list[Salvaged]:
    """Complete the part files of a folder that no process is writing."""
    found: list[Salvaged] = []
    if sys.platform == "win32":
        return found  # without locks nobody can tell whether a file is being written
    for part in sorted(folder.glob(".*")):
        if is_part(part) and part.is_file() and not part.is_symlink():
            try:
                saved = _salvage(part, limit)
            except OSError as error:
                logger.error("%s is left as it is, it could not be completed: %s", part, error)  # noqa: TRY400 - the sentence is enough
                continue
            if saved:
                found.append(saved)
    return found


def _salvage(part: Path, limit: int) -> Salvaged | None:
    """Complete a part file; None when another process has it."""
    file = FileIO(part, "r+")
    if not lock(file) or not is_at(file, part):
        file.close()
        return None
    size = file.seek(0, 2)
    file.seek(0)
    whole = [(member.offset, member.length) for member in members(file, limit) if _is_whole(member)]
    kept = sum(length for _, length in whole)
    path = whole_of(part)
    saved = Salvaged(path, len(whole), size - kept)
    if not whole:
        part.unlink()
        file.close()
        logger.warning("%s held no whole record (%d bytes) and is deleted", part, size)
        return saved
    end = whole[-1][0] + whole[-1][1]
    if end == kept:
        file.truncate(kept)
        complete(file, path)
    else:
        _copy_whole(file, whole, path)
    _say(saved)
    return saved


def _is_whole(member: Member) -> bool:
    if member.fault:
        return False
    try:
        parse_record(member.data)
    except RecordError:
        return False
    return True


def _copy_whole(file: FileIO, whole: list[tuple[int, int]], path: Path) -> None:
    """Copy the whole records of a file that is damaged in its midst, and keep the damaged one beside it."""
    damaged = path.with_name(f"{path.name}.damaged")
    part_of(path).rename(damaged)
    with file:
        copy = FileIO(part_of(path), "x+")
        for offset, length in whole:
            file.seek(offset)
            piece = file.read(length)
            while piece:
                piece = piece[copy.write(piece) :]
    complete(copy, path)
    shutil.copystat(damaged, path)
    logger.warning("%s was damaged before its end; it is kept as %s", path.name, damaged)


def _say(saved: Salvaged) -> None:
    if saved.lost:
        logger.warning("%s was left by a killed run: %d whole records are kept, %d torn bytes are cut off", saved.path, saved.records, saved.lost)
    else:
        logger.warning("%s was left by a killed run: all its %d records are whole", saved.path, saved.records)
