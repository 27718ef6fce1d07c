"""What a page has under way, told from what it only asks for again and again; by the browser's events alone, without a browser."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest

from buratha.browser import watch as watching
from buratha.browser.watch import ITS_OWN, Watch

SITE = "http://agency.test"


class Request(SimpleNamespace):
    """A request, which may be a key."""

    __hash__ = object.__hash__


class Page:
    """A page that tells whatever a test says."""

    def __init__(self) -> None:
        self.main_frame = SimpleNamespace(url="about:blank")
        self._handlers: dict[str, Callable[[Any], None]] = {}
        self.watch = Watch(self, SimpleNamespace(reason=lambda *_: None))  # type: ignore[arg-type]

    def on(self, event: str, handler: Callable[[Any], None]) -> None:
        """Take a handler of an event, as Playwright's pages do."""
        self._handlers[event] = handler

    def asks(self, path: str, body: bytes | None = None, *, leaves: bool = False) -> Any:
        """Ask for an address, with the page itself where it leaves for it."""
        request = Request(
            url=f"{SITE}{path}",
            resource_type="document" if leaves else "fetch",
            post_data_buffer=body,
            frame=self.main_frame,
            redirected_from=None,
            is_navigation_request=lambda: leaves,
        )
        self._handlers["request"](request)

    def shows(self, url: str) -> None:
        """Come to an address, by a new document or by a script."""
        self.main_frame.url = url
        self._handlers["framenavigated"](self.main_frame)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    """The time, which passes when a test says so."""
    time = SimpleNamespace(now=1000.0)
    monkeypatch.setattr(watching, "monotonic", lambda: time.now)
    return time


def test_what_is_asked_for_again_and_again_is_not_waited_for(clock: SimpleNamespace) -> None:
    page = Page()
    for stamp in range(9):
        page.asks(f"/poll?_={1_790_000_000_000 + stamp}")
        clock.now += 0.3
    assert len(page.watch.pending) == 3
    for start in range(9):
        page.asks(f"/more?from={start}")
        page.asks("/graphql", f"page={start}".encode())
    assert len(page.watch.pending) == 3 + 18


def test_what_a_press_asks_for_is_waited_for_however_often(clock: SimpleNamespace) -> None:
    page = Page()
    for press in range(9):
        clock.now += ITS_OWN + 1
        page.watch.pressed()
        page.asks("/more")
        assert len(page.watch.pending) == press + 1
        assert page.watch.is_busy_since_press
    page.watch.pressed()
    clock.now += 0.1
    page.watch.pressed()
    assert not page.watch.is_busy_since_press


def test_a_page_is_the_document_that_came_and_no_address_of_its_scripts() -> None:
    page = Page()
    page.asks("/arabic/news/5", leaves=True)
    for shown in ("/arabic/news/5", "/a-slug", "/arabic/news/5#top"):
        page.shows(f"{SITE}{shown}")
        assert (page.watch.address, page.watch.has_left) == (f"{SITE}/arabic/news/5", False)
    page.asks("/arabic/news/5?amp", leaves=True)
    page.shows(f"{SITE}/late")
    assert page.watch.address == f"{SITE}/arabic/news/5"
    page.shows(f"{SITE}/arabic/news/5?amp")
    assert (page.watch.address, page.watch.has_left) == (f"{SITE}/arabic/news/5?amp", False)


@pytest.mark.parametrize(("shown", "left_for"), [("chrome-error://chromewebdata/", f"{SITE}/private/"), ("about:blank", "about:blank")])
def test_a_page_that_leaves_for_none_is_known(shown: str, left_for: str) -> None:
    page = Page()
    page.asks("/arabic/news/5", leaves=True)
    page.shows(f"{SITE}/arabic/news/5")
    page.asks("/private/", leaves=True)
    page.shows(shown)
    assert (page.watch.has_left, page.watch.left_for) == (True, left_for)
