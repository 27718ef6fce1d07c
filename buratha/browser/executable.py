"""Where a Chromium is on this machine."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
_OWN = (
    "chromium-*/chrome-linux*/chrome",
    "chromium-*/chrome-mac*/*.app/Contents/MacOS/*",
    "chromium-*/chrome-win*/chrome.exe",
    "chromium_headless_shell-*/chrome-*/headless_shell*",
    "chromium_headless_shell-*/chrome-*/chrome-headless-shell*",
)
"""Below Playwright's folder, the newest first."""


def find_browser() -> str | None:
    """The first Chromium or Chrome on the path, or the one that ``playwright install chromium`` left; None where there is none."""
    on_path = (shutil.which(name) for name in _NAMES)
    return next((found for found in on_path if found), None) or next(_playwrights_own(), None)


def is_executable(path: str) -> bool:
    """Whether a path names a program that may be started."""
    return os.access(path, os.X_OK) and Path(path).is_file()  # in this order: what may not be seen is none


def _playwrights_own() -> Iterator[str]:
    for folder in _playwright_folders():
        for pattern in _OWN:
            yield from sorted((str(path) for path in folder.glob(pattern) if is_executable(str(path))), reverse=True)


def _playwright_folders() -> Iterator[Path]:
    """Where Playwright keeps its browsers: as told, or in the user's cache."""
    told = os.environ.get("PLAYWRIGHT_BROWSERS_PATH")
    if told and told != "0":
        yield Path(told)
        return
    for cache in (".cache", "Library/Caches", "AppData/Local"):
        yield Path.home() / cache / "ms-playwright"
