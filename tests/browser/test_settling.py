"""When a page counts as drawn, by how it looks from moment to moment; without a browser."""

import asyncio
from types import SimpleNamespace

import pytest

from buratha.browser import drawing
from buratha.browser.drawing import QUIET, SCRIPTS_QUIET, settle

PIECE = 40
"""The words of one piece of a text."""


def drawn_after(monkeypatch: pytest.MonkeyPatch, pieces: tuple[float, ...], quiet: float) -> tuple[float, int]:
    """Settle a page whose text comes in pieces at these times; gives when it is done, and how many pieces it has then."""
    time = SimpleNamespace(now=0.0)

    def shown() -> int:
        return sum(time.now >= each for each in pieces)

    async def evaluate(_: str) -> list[object]:
        return ["complete", 5 + shown(), 200 * shown(), PIECE * shown()]

    async def sleep(seconds: float) -> None:
        time.now += seconds

    monkeypatch.setattr(drawing, "monotonic", lambda: time.now)
    monkeypatch.setattr(drawing, "asyncio", SimpleNamespace(sleep=sleep))
    watch = SimpleNamespace(departures=0, has_left=False, pending={})
    asyncio.run(settle(SimpleNamespace(evaluate=evaluate), watch, 60, 5, quiet))  # type: ignore[arg-type]
    return time.now, shown()


def test_pieces_that_a_script_shows_one_by_one_are_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    for quiet, begin in ((QUIET, 0.3), (SCRIPTS_QUIET, 0.0)):
        pieces = tuple(begin + 0.7 * number for number in range(4))
        assert drawn_after(monkeypatch, pieces, quiet)[1] == len(pieces)


def test_a_page_that_comes_whole_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    assert drawn_after(monkeypatch, (0.0,), QUIET)[0] <= QUIET + 0.2
    assert drawn_after(monkeypatch, (0.3,), QUIET)[0] <= 0.3 + SCRIPTS_QUIET + 0.2
