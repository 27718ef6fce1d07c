"""Numbers and switches among the settings, checked before a crawl begins: Scrapy reads each when it needs it, and breaks off over it."""

from collections.abc import Iterator, Mapping
from math import isfinite
from types import ModuleType
from typing import Any, Protocol

from scrapy.settings import default_settings

from buratha import settings as project_settings
from buratha.locations import SettingError

_OWN = "BURATHA_"
_SWITCHES = ("True", "False", "true", "false", "1", "0")
"""What Scrapy takes for a switch, as text."""
_LEAST = {"BURATHA_READER_PROCESS_AFTER": -1}
"""Of the project's own numbers, those that may be below nothing."""


class _Settings(Protocol):
    def get(self, name: str, default: Any = None) -> Any: ...


def check_types(settings: _Settings | Mapping[str, Any]) -> None:
    """See that what has to be a number or a switch is one. Only texts can be wrong: they come from command lines and from Scrapyd.

    Raises:
        SettingError: one is not.

    """
    for name, default in {**dict(_plain(default_settings)), **dict(_plain(project_settings))}.items():
        value = settings.get(name)
        if not isinstance(value, str):
            continue
        if isinstance(default, bool):
            if value.strip() not in _SWITCHES:
                raise SettingError(f"{name} is {value!r}: write True or False")
        elif not _is_number(name, value, default):
            kind = "a number" if isinstance(default, float) or not name.startswith(_OWN) else "a whole number"
            raise SettingError(f"{name} is {value!r}: write {kind}, such as {default}")


def _plain(module: ModuleType) -> Iterator[tuple[str, bool | int | float]]:
    return ((name, value) for name, value in vars(module).items() if name.isupper() and isinstance(value, bool | int | float))


def _is_number(name: str, value: str, default: float) -> bool:
    """Whether a text is a number; of Scrapy's own, many that are whole by default may have a fraction."""
    is_own = name.startswith(_OWN)
    try:
        number = int(value) if is_own and isinstance(default, int) else float(value)
    except ValueError:
        return False
    return isfinite(number) and (not is_own or number >= _LEAST.get(name, 0))
