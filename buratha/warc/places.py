"""What the ``BURATHA_WARC_`` settings ask for: record into a folder, or read an archive again."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Protocol

from buratha.arabic.digits import western_digits
from buratha.locations import SettingError, is_there, project_folder, usable

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_LEAST_BYTES = 1000


class _Settings(Protocol):
    def get(self, name: str, default: Any = None) -> Any: ...


@dataclass(frozen=True, slots=True)
class WarcPlaces:
    """Where raw pages go to, or come from; neither when nothing was asked for."""

    folder: Path | None
    """Responses are recorded here."""
    replayed: tuple[Path, ...]
    """Responses come from these folders and files."""
    as_of: str | None
    """No record after this moment counts; as :func:`moment` writes it."""
    file_bytes: int
    """A file that has reached this size is closed, and the next one begun."""

    @classmethod
    def of(cls, settings: _Settings | Mapping[str, Any]) -> "WarcPlaces":
        """Read and check the settings.

        Raises:
            SettingError: one of them cannot be used.

        """
        folder, replayed, as_of = (str(settings.get(f"BURATHA_WARC_{name}") or "").strip() for name in ("DIR", "REPLAY", "AS_OF"))
        if folder and replayed:
            raise SettingError("BURATHA_WARC_DIR and BURATHA_WARC_REPLAY are both set: a crawl records or reads again, so leave one of them out")
        return cls(
            folder=usable("BURATHA_WARC_DIR", folder, project_folder() / Path(folder).expanduser()) if folder else None,
            replayed=tuple(_existing(part.strip()) for part in replayed.split(",") if part.strip()),
            as_of=_until(as_of) if as_of else None,
            file_bytes=_bytes(settings.get("BURATHA_WARC_FILE_BYTES")),
        )


def moment(time: datetime) -> str:
    """A moment in UTC to the microsecond: as text it sorts as it does in time."""
    return f"{time.astimezone(UTC).replace(tzinfo=None).isoformat(timespec='microseconds')}Z"  # strftime writes early years in fewer digits


def _until(text: str) -> str:
    plain = western_digits(text)
    try:
        written = plain if _DAY.match(plain) else ""  # Python knows weeks too
        time = datetime.fromisoformat(f"{written}T23:59:59.999999" if _DAY.fullmatch(written) else written)
        return moment(time if time.tzinfo else time.replace(tzinfo=UTC))
    except (ValueError, OverflowError) as error:
        raise SettingError(f"BURATHA_WARC_AS_OF is {text!r}: write a day or a moment in UTC, as in 2026-11-25 or 2026-11-25T16:00:00") from error


def _bytes(value: object) -> int:
    try:
        number = int(str(value))
    except ValueError:
        number = 0
    if number < _LEAST_BYTES:
        raise SettingError(f"BURATHA_WARC_FILE_BYTES is {value!r}: write a size in bytes, {_LEAST_BYTES} or more, as in 1000000000")
    return number


def _existing(text: str) -> Path:
    path = project_folder() / Path(text).expanduser()
    if not is_there(path):
        raise SettingError(
            f"BURATHA_WARC_REPLAY names {text!r}, but there is no {path}, or none to be seen: name folders or WARC files, with commas between"
        )
    if not os.access(path, os.R_OK):
        raise SettingError(f"BURATHA_WARC_REPLAY names {text!r}, but {path} cannot be read: change its permissions")
    return path
