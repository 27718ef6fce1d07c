"""The WARC files that a replay reads: those named, and those in the folders named, never through a link that lies in a folder."""

import logging
import os
import stat
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from buratha.warc.files import is_part

logger = logging.getLogger(__name__)

_ENDINGS = (".warc", ".warc.gz")
_OTHERS = (".wacz", ".warc.zst", ".warc.bz2", ".warc.xz", ".arc", ".arc.gz")
"""Archives in other clothes: they are not read, and it is said that they are there."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file, with what tells whether it has changed."""

    path: Path
    size: int
    changed: int
    """Time of the last change, in nanoseconds."""


def sources(places: Iterable[Path], skipped: Counter[str]) -> Iterator[Source]:
    """The files at these places, in order of their paths; what looks like one and is none is counted in ``skipped``."""
    for place in places:
        if place.is_dir():
            for folder, folders, names in os.walk(place):
                folders.sort()
                for name in sorted(names):
                    path = Path(folder, name)
                    if name.lower().endswith(_ENDINGS) or is_part(path):
                        yield from _source(path, path.lstat(), skipped)
                    elif name.lower().endswith(_OTHERS):
                        _skip(path, "other_format", skipped)
        else:
            yield from _source(place, place.stat(), skipped)


def _source(path: Path, found: os.stat_result, skipped: Counter[str]) -> Iterator[Source]:
    if stat.S_ISREG(found.st_mode):
        yield Source(path, found.st_size, found.st_mtime_ns)
    else:
        _skip(path, "symlink" if stat.S_ISLNK(found.st_mode) else "not_a_file", skipped)


def _skip(path: Path, reason: str, skipped: Counter[str]) -> None:
    logger.warning("Not read: %s (%s)", path, reason)
    skipped[reason] += 1
