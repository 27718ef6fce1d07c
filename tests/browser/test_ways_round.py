"""Ways by which a page's script asks for what robots.txt forbids, or for other hosts, that Playwright does not show as requests of the page."""

import asyncio
from collections.abc import Callable
from typing import Any, Final, cast

import pytest

from buratha.browser.gate import Gate
from tests.browser.chromiums import left_behind, needs_chromium
from tests.browser.test_unruly import DRAW, Unruly

pytestmark = needs_chromium

RULES: Final = """{"prefetch": [{"urls": ["/secret/NAMEfetched"], "eagerness": "immediate"}],
  "prerender": [{"urls": ["/secret/NAMEdrawn"], "eagerness": "immediate"}]}"""
SOCKETS: Final = "for (const base of ['ELSEWHERE', location.origin]) new WebSocket(base.replace('http', 'ws') + '/secret/socket');"
REDIRECTED: Final = """
for (const target of ["/to-secret", "/to-elsewhere"]) {
  fetch(target, {mode: "no-cors"}).catch(() => 0);
  document.documentElement.append(Object.assign(document.createElement("iframe"), {src: target}));
}"""
SCRIPTS: Final = {
    "shared": "new SharedWorker('/worker.js');" + DRAW,
    "worker": "new Worker('/worker.js');" + DRAW,
    "sockets": SOCKETS + DRAW,
    "events": "new EventSource('/secret/events'); new EventSource('ELSEWHERE/events');" + DRAW,
    "rules": f"""const rules = Object.assign(document.createElement("script"), {{type: "speculationrules"}});
      rules.textContent = `{RULES.replace("NAME", "late-")}`; document.head.append(rules);</script>
      <script type="speculationrules">{RULES.replace("NAME", "")}</script><script>{DRAW}""",
    "redirected": REDIRECTED + DRAW,
    "later": "const later = window.fetchLater || fetch; later('/secret/later'); later('/secret/soon', {activateAfter: 0});" + DRAW,
    "fetched": "fetch('/open/fetched');" + DRAW,
}


@pytest.fixture(scope="module")
def unruly(tmp_path_factory: pytest.TempPathFactory) -> Unruly:
    """All of them in one crawl."""
    return Unruly(tmp_path_factory.mktemp("ways"), SCRIPTS)


def test_none_comes_to_what_is_forbidden_or_to_another_host(unruly: Unruly) -> None:
    assert [path for path in unruly.asked if "secret/" in path or path.startswith("elsewhere")] == []


def test_what_is_refused_is_counted(unruly: Unruly) -> None:
    """Forbidden are: one fetch of either worker, a stream, a fetch and a frame that are redirected, and two that a page fetches later."""
    assert unruly.run.count("browser/blocked/robots") == 2 + 1 + 2 + 2
    assert unruly.run.count("browser/blocked/socket") == 2
    assert unruly.run.count("browser/blocked/loaded_ahead") == 2


def test_the_pages_are_read_and_what_they_may_ask_for_comes(unruly: Unruly) -> None:
    assert unruly.run.ids == sorted(article.id for article in unruly.articles.values())
    assert unruly.asked["/open/fetched"] == 1
    assert unruly.asked["/open/worker"] == 2
    assert unruly.run.code == 0
    assert "Traceback" not in unruly.run.log
    assert left_behind(unruly.run.place) == []


class _Session:
    """Stands for Chromium: keeps what it is told."""

    def __init__(self) -> None:
        self.told: list[tuple[str, object]] = []
        self.paused: Callable[[dict[str, Any]], None] | None = None

    def on(self, _: str, paused: Callable[[dict[str, Any]], None]) -> None:
        self.paused = paused

    async def send(self, name: str, parameters: dict[str, Any]) -> None:
        self.told.append((name, parameters.get("requestId")))


class _Unsure:
    """Stands for what may be loaded, where robots.txt could not be asked."""

    def __init__(self) -> None:
        self.counted: list[str] = []

    async def why_not(self, url: str, kind: str) -> str | None:
        raise OSError(f"{kind} {url}")

    def count(self, reason: str) -> None:
        self.counted.append(reason)


def test_a_request_of_which_nobody_can_say_whether_it_may_be_made_does_not_wait_for_ever() -> None:
    session, unsure = _Session(), _Unsure()

    async def ask() -> None:
        gate = Gate(cast("Any", unsure))
        await gate.close_off(cast("Any", session))
        assert session.paused is not None
        session.paused({"requestId": "7", "resourceType": "XHR", "frameId": "1", "request": {"url": "https://burathanews.com/x"}})
        await asyncio.gather(*gate.asking)

    asyncio.run(ask())
    assert (session.told[-1], unsure.counted) == (("Fetch.failRequest", "7"), ["unsure"])
