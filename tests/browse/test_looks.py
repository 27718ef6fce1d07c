"""What a real browser makes of it, on a phone and on a desk."""

import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browse.serving import ARTICLES, Browsing

_NAMES = ("chromium", "chromium-browser", "google-chrome")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    program = next(filter(None, map(shutil.which, _NAMES)), None)
    if program is None:
        pytest.skip(f"no Chromium on the PATH ({', '.join(_NAMES)})")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("path", [ARTICLES, f"{ARTICLES}?_search=البصره&section=news", f"{ARTICLES}/28552", "/buratha", "/buratha/revisions"])
def test_a_page_fits_and_asks_nobody_else(shown: Browsing, browser: Browser, path: str, width: int) -> None:
    asked: list[str] = []
    said: list[str] = []
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(shown.address.rstrip("/") + path, wait_until="networkidle")
    assert said == []
    assert [url for url in asked if not url.startswith((shown.address, "data:"))] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width or path in {"/buratha", "/buratha/revisions"}  # Datasette's own
    page.close()


def test_facets_are_open_on_a_desk_and_closed_on_a_phone(shown: Browsing, browser: Browser) -> None:
    for width, is_open in ((1280, True), (390, False)):
        page = browser.new_page(viewport={"width": width, "height": 900})
        page.goto(shown.address.rstrip("/") + ARTICLES)
        assert page.locator("#facet-year li").first.is_visible() is is_open
        page.locator("#facet-year summary").click()
        assert page.locator("#facet-year li").first.is_visible() is not is_open
        page.close()


def test_comments_stand_apart_from_what_is_above_them(shown: Browsing, browser: Browser) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(f"{shown.address.rstrip('/')}{ARTICLES}/28552")
    above, comments = page.locator("#related").bounding_box(), page.locator("#comments").bounding_box()
    assert above
    assert comments
    assert comments["y"] - above["y"] - above["height"] > 20
    page.close()
