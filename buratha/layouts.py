"""The layouts of a run: the package's, and those of a file that the settings name."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Protocol

from buratha.locations import SettingError, project_folder
from buratha.pages.layouts import LayoutError, Layouts, read, shipped

_SETTING = "BURATHA_LAYOUTS"


class _Settings(Protocol):
    def get(self, name: str, default: Any = None) -> Any: ...


def layouts_of(settings: _Settings | Mapping[str, Any]) -> Layouts:
    """The file's layouts before the package's.

    Raises:
        SettingError: the file cannot be read, or an entry in it is wrong.

    """
    named = str(settings.get(_SETTING) or "").strip()
    if not named:
        return shipped()
    path = project_folder() / Path(named).expanduser()
    try:
        return Layouts((*read(tomllib.loads(path.read_text(encoding="utf-8")), str(path)), *shipped().known))
    except OSError as error:
        raise SettingError(f"{_SETTING} is {named!r}, and {path} cannot be read: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingError(f"{_SETTING}: {path} is no TOML: {error}") from error
    except LayoutError as error:
        raise SettingError(f"{_SETTING}: {error}") from error
