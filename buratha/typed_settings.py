"""Numbers, switches, codes and levels among the settings, checked before a crawl begins: Scrapy reads each when it needs it, and breaks off over it.

Scrapy itself knows no bounds: of some numbers it makes a crawl that never ends, or that fetches and keeps nothing.
"""

import logging
from collections.abc import Iterator, Mapping
from math import isfinite
from types import ModuleType
from typing import Any, Protocol

from scrapy.settings import default_settings

from buratha import settings as project_settings
from buratha.locations import SettingError

_SWITCHES = ("True", "False", "true", "false", "1", "0")
"""What Scrapy takes for a switch, as text."""
_WHOLE_BY_DEFAULT_ONLY = frozenset({"DOWNLOAD_DELAY", "DOWNLOAD_TIMEOUT", "DNS_TIMEOUT"})
"""Numbers whose default is whole, and which Scrapy reads with a fraction too."""
_LEAST: Mapping[str, float] = {
    "BURATHA_MOST_TRIES": 1,
    "BURATHA_READER_PROCESS_AFTER": -1,
    "CONCURRENT_ITEMS": 1,
    "CONCURRENT_REQUESTS": 1,
    "CONCURRENT_REQUESTS_PER_DOMAIN": 1,
    "REACTOR_THREADPOOL_MAXSIZE": 1,
}
"""The least of each number; of all others nothing, but for priorities."""
_MORE_THAN_NOTHING = frozenset({"AUTOTHROTTLE_TARGET_CONCURRENCY", "DNS_TIMEOUT", "DOWNLOAD_TIMEOUT", "MEMUSAGE_CHECK_INTERVAL_SECONDS"})
_PRIORITIES = frozenset({"DEPTH_PRIORITY", "REDIRECT_PRIORITY_ADJUST", "RETRY_PRIORITY_ADJUST"})
_MOST: Mapping[str, float] = {"BURATHA_YOUNG_HOURS": 1_000_000}
"""The most: longer than there has been an agency."""
_MOST_OF_ALL = 1_000_000_000_000
_CODES = ("RETRY_HTTP_CODES", "HTTPERROR_ALLOWED_CODES", "HTTPCACHE_IGNORE_HTTP_CODES")
_LEVELS = ("LOG_LEVEL", "RETRY_GIVE_UP_LOG_LEVEL", "DEFAULT_DROPITEM_LOG_LEVEL")


class _Settings(Protocol):
    def get(self, name: str, default: Any = None) -> Any: ...


def check_types(settings: _Settings | Mapping[str, Any]) -> None:
    """See that what has to be a number, a switch, a list of codes or a level is one, and within its bounds.

    Raises:
        SettingError: one is not.

    """
    for name, default in {**dict(_plain(default_settings)), **dict(_plain(project_settings))}.items():
        value = settings.get(name)
        if isinstance(default, bool) or name.endswith("_ENABLED"):
            if isinstance(value, str) and value.strip() not in _SWITCHES:
                raise SettingError(f"{name} is {value!r}: write True or False")
        elif isinstance(value, str | int | float) and not isinstance(value, bool) and not _will_do(name, value, default):
            raise SettingError(f"{name} is {value!r}: write {_wanted(name, default)}, such as {default}")
    for name in _CODES:
        _check_codes(name, settings.get(name))
    check_log_levels(settings)


def check_log_levels(settings: _Settings | Mapping[str, Any]) -> None:
    """See that levels of the log are such. Asked before all else, because the log itself cannot begin otherwise.

    Raises:
        SettingError: one is not.

    """
    for name in _LEVELS:
        value = settings.get(name)
        if isinstance(value, str) and value not in logging.getLevelNamesMapping():
            raise SettingError(f"{name} is {value!r}: write DEBUG, INFO, WARNING, ERROR or CRITICAL")


def _plain(module: ModuleType) -> Iterator[tuple[str, bool | int | float]]:
    return ((name, value) for name, value in vars(module).items() if name.isupper() and isinstance(value, bool | int | float))


def _will_do(name: str, value: str | float, default: float) -> bool:
    try:
        number = int(value) if _is_whole(name, default) and isinstance(value, str) else float(value)
    except (ValueError, OverflowError):
        return False
    if not isfinite(number) or (_is_whole(name, default) and number != int(number)):
        return False
    least = _least(name)
    return number <= _MOST.get(name, _MOST_OF_ALL) and (number > 0 if name in _MORE_THAN_NOTHING else least is None or number >= least)


def _is_whole(name: str, default: float) -> bool:
    return isinstance(default, int) and name not in _WHOLE_BY_DEFAULT_ONLY


def _least(name: str) -> float | None:
    return None if name in _PRIORITIES else _LEAST.get(name, 0)


def _wanted(name: str, default: float) -> str:
    """What to write, in words."""
    kind, most = "a whole number" if _is_whole(name, default) else "a number", f" to {_MOST[name]:,}" if name in _MOST else ""
    if name in _MORE_THAN_NOTHING:
        return f"{kind} greater than 0"
    return kind if (least := _least(name)) is None else f"{kind} from {least:g}{most or ' on'}"


def _check_codes(name: str, value: Any) -> None:
    codes = value.split(",") if isinstance(value, str) else value
    for code in codes if value and isinstance(codes, list | tuple | set | frozenset) else ():
        text = str(code).strip()
        if not (text.isascii() and text.isdigit() and 100 <= int(text) <= 599):  # noqa: PLR2004 - statuses of HTTP
            raise SettingError(f"{name} is {value!r}: {text!r} is no status of HTTP; write numbers with commas between, as in 500,502,503")
