"""The Chromium processes of a crawl, told from all others by the crawl's own environment, which they inherit."""

import os
import select
import signal
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from buratha.browser.executable import find_browser
from tests.crawling import Place

needs_chromium = pytest.mark.skipif(
    find_browser() is None or not Path("/proc/self/environ").exists(),
    reason="no Chromium here (tools/system-packages chromium), or no /proc to count its processes in",
)
_LONGEST = 20.0


def chromiums(place: Place) -> Iterator[int]:
    """Return the processes of Chromium, its helpers and its driver that a crawl at this place has started and that still run."""
    mark = f"BURATHA_FEEDS_DIR={place.feeds}".encode()
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit() and folder.name != str(os.getpid()):
            with suppress(OSError):
                command = (folder / "cmdline").read_bytes()
                if (b"chrom" in command or b"playwright" in command) and mark in (folder / "environ").read_bytes():
                    yield int(folder.name)


def browsers(place: Place) -> list[int]:
    """Return the main processes of Chromium at this place."""
    return [number for number in chromiums(place) if is_main(number)]


def drivers(place: Place) -> list[int]:
    """Return the processes through which Playwright drives Chromium at this place."""
    return [number for number in chromiums(place) if b"run-driver" in Path(f"/proc/{number}/cmdline").read_bytes()]


def is_main(number: int) -> bool:
    """Whether a process is a Chromium itself and none of its helpers."""
    command = Path(f"/proc/{number}/cmdline").read_bytes()
    return b"--remote-debugging" in command and b"--type=" not in command and b"crashpad" not in command


def signal_browser(place: Place, number: signal.Signals) -> None:
    """Send a signal to the Chromium of a crawl."""
    found = browsers(place)
    assert found
    for each in found:
        os.kill(each, number)


def left_behind(place: Place) -> list[int]:
    """Return what still runs once the crawl's processes had time to go."""
    until = time.monotonic() + _LONGEST
    while (left := list(chromiums(place))) and time.monotonic() < until:
        _wait_for(left[0], until - time.monotonic())
    return left


def _wait_for(process: int, seconds: float) -> None:
    """Wait until a process has ended."""
    with suppress(OSError):
        descriptor = os.pidfd_open(process)
        try:
            select.select([descriptor], [], [], max(0.0, seconds))
        finally:
            os.close(descriptor)
