"""The layouts of a run: the package's, and those of a file that the settings name."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Any, Protocol

from buratha.expressions import is_of_nodes_or_a_truth, wrong_in
from buratha.locations import SettingError, project_folder
from buratha.pages.layouts import Layout, LayoutError, Layouts, read, shipped

_SETTING = "BURATHA_LAYOUTS"
_FOLDER = "buratha/resources/"
_OWN = f"{_FOLDER}layouts.toml"


class _Settings(Protocol):
    def get(self, name: str, default: Any = None) -> Any: ...


def layouts_of(settings: _Settings | Mapping[str, Any]) -> Layouts:
    """The file's layouts before the package's.

    Raises:
        SettingError: the file cannot be read, or an entry in it is wrong.

    """
    named = str(settings.get(_SETTING) or "").strip()
    if not named:
        return _packaged()
    path = project_folder() / Path(named).expanduser()
    try:
        own = read(tomllib.loads(path.read_text(encoding="utf-8-sig")), str(path))
    except OSError as error:
        raise SettingError(f"{_SETTING} is {named!r}, and {path} cannot be read: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingError(f"{_SETTING}: {path} is no TOML: {error}") from error
    except LayoutError as error:
        raise SettingError(f"{_SETTING}: {error}") from error
    if wrong := next(faults(own), None):
        raise SettingError(f"{_SETTING}: {path}, {wrong}")
    return Layouts((*own, *_packaged().known))


def _packaged() -> Layouts:
    """The package's own, which somebody may have edited.

    Raises:
        SettingError: an entry is wrong.

    """
    try:
        found = shipped()
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingError(f"{_OWN} is no TOML: {error}") from error
    except LayoutError as error:
        raise SettingError(f"{_FOLDER}{error}") from error
    if wrong := next(faults(found.known), None):
        raise SettingError(f"{_OWN}: {wrong}")
    return found


def faults(layouts: Sequence[Layout]) -> Iterator[str]:
    """What is wrong with entries that are well-formed one by one."""
    for layout in layouts:
        for key, xpath in (("recognise", layout.recognise), *layout.fields.items(), *(("drop", each) for each in layout.drop)):
            if wrong := wrong_in(xpath):
                yield f"layout {layout.name}: {key}: {xpath!r} cannot be evaluated: {wrong}"
            elif key == "recognise" and not is_of_nodes_or_a_truth(xpath):
                yield f"layout {layout.name}: recognise: {xpath!r} gives a number or a text: write what it has to be, as in count(//td) = 3"
    for one, other in combinations(layouts, 2):
        if one.recognise == other.recognise and _overlap(one, other):
            yield f"layouts {one.name} and {other.name} have the same recognise and days in common: end the first one with valid_until"


def _overlap(one: Layout, other: Layout) -> bool:
    begins = max(one.valid_from or date.min, other.valid_from or date.min)
    return begins <= min(one.valid_until or date.max, other.valid_until or date.max)
