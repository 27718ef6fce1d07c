"""The ``BURATHA_BROWSER`` settings, read and checked."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from buratha.arabic.digits import western_digits
from buratha.browser.executable import find_browser, is_executable
from buratha.locations import SettingError

NEVER, AUTO, ALWAYS = "never", "auto", "always"
MODES = (NEVER, AUTO, ALWAYS)


class _Settings(Protocol):
    def get(self, name: str, default: Any = None) -> Any: ...


@dataclass(frozen=True, slots=True)
class BrowserOptions:
    """When a browser is used, which one, and how much of it. ``executable`` is None where there is none, or none is wanted."""

    mode: str
    executable: str | None
    pages: int
    presses: int
    seconds: float
    hosts: frozenset[str]

    @classmethod
    def of(cls, settings: _Settings | Mapping[str, Any]) -> "BrowserOptions":
        """Read and check the settings, and look for the browser.

        Raises:
            SettingError: one of them cannot be used, or there is no browser although every page needs one.

        """
        mode = str(settings.get("BURATHA_BROWSER") or AUTO).strip().lower()
        if mode not in MODES:
            raise SettingError(f"BURATHA_BROWSER is {mode!r}: write one of {', '.join(MODES)}")
        return cls(
            mode=mode,
            executable=None if mode == NEVER else _executable(settings, mode),
            pages=_number(settings, "BURATHA_BROWSER_PAGES", 2),
            presses=_number(settings, "BURATHA_BROWSER_PRESSES", 100),
            seconds=_number(settings, "BURATHA_BROWSER_SECONDS", 600),
            hosts=frozenset(_hosts(settings)),
        )

    @property
    def is_at_hand(self) -> bool:
        """Whether pages can be asked for in a browser."""
        return self.executable is not None


def _executable(settings: _Settings | Mapping[str, Any], mode: str) -> str | None:
    path = str(settings.get("BURATHA_BROWSER_PATH") or "").strip()
    if path and not is_executable(path):
        raise SettingError(f"BURATHA_BROWSER_PATH is {path!r}, which is no program: name the file of Chromium or Chrome, or leave it empty")
    found = path or find_browser()
    if not found and mode == ALWAYS:
        raise SettingError(
            "BURATHA_BROWSER is 'always', but there is no Chromium here: install it (tools/system-packages, or playwright install chromium), "
            "name its file in BURATHA_BROWSER_PATH, or write BURATHA_BROWSER=auto"
        )
    return found


def _number(settings: _Settings | Mapping[str, Any], name: str, default: int) -> int:
    value = settings.get(name)
    text = western_digits(str(default if value is None else value).strip())
    if not (text.isascii() and text.isdigit() and int(text) > 0):
        raise SettingError(f"{name} is {text!r}: write a whole number from 1 on")
    return int(text)


def _hosts(settings: _Settings | Mapping[str, Any]) -> list[str]:
    value = settings.get("BURATHA_BROWSER_HOSTS") or ()
    return [host.strip().lower() for host in (value.split(",") if isinstance(value, str) else value) if host.strip()]
