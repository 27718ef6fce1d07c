"""The page about a run, looked at in a real browser: on a phone and on a desk, by day and by night."""

import base64
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from buratha.checks import check
from buratha.outlets.files import write_page
from buratha.outlets.page import page
from tests.checks.days import Report, ordinary
from tests.checks.test_days import redesigned, requests_failed

CHROMIUM = shutil.which("chromium")
TITLE = "حملة رمضانية توزع سلال الغذاء على العوائل المهجرة في الكوت"
HOSTILE = '</a><script>alert("x")</script><img src=http://example.org/x>'


def spoilt() -> tuple[Report, list[Report]]:
    """Return a run that went badly, with all that a report can hold, and the runs before it."""
    *before, report = ordinary(3, days=40)
    redesigned([report])
    requests_failed([report])
    example = {"id": 425_001, "url": "https://burathanews.com/arabic/news/425001", "title": TITLE}
    titles = (TITLE, None, HOSTILE, "ا" * 300)
    report |= {
        "outcome": "incomplete",
        "faults": [{"outcome": "incomplete", "sentence": "26 articles could not be fetched: http_503 26"}],
        "site": "https://burathanews.com",
        "layouts": {"eeee5555": {"records": 28, "examples": [example]}},
        "doubtful": [
            example | {"title": title, "doubts": ["title", "lost_characters"], "probe": f"run-20260410T020000Z-4000-probes.html#{number}"}
            for number, title in enumerate(titles)
        ],
    }
    report["stats"] |= {"buratha/doubtful": 230, "buratha/articles/قسم": 2}
    report["findings"] = [finding.described() for finding in check(report, before)]
    return report, before


def first() -> tuple[Report, list[Report]]:
    """Return the report of a first run that read nothing."""
    return {"run": 1, "started": "2026-03-01T03:00:00+00:00", "ended": "2026-03-01T03:00:09+00:00", "outcome": "failed", "stats": {}}, []


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("needs Debian's chromium")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield chromium
        chromium.close()


@pytest.mark.parametrize("colours", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("made", [spoilt, first])
def test_it_fits_its_screen_and_says_nothing_to_the_console(browser: Browser, tmp_path: Path, made: Any, width: int, colours: Any) -> None:
    path = write_page(tmp_path, *made())
    shown = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=colours)
    said: list[str] = []
    asked: list[str] = []
    shown.on("console", lambda line: said.append(line.text))
    shown.on("pageerror", lambda error: said.append(str(error)))
    shown.on("request", lambda request: asked.append(request.url))
    shown.goto(path.as_uri())
    assert shown.evaluate("document.documentElement.scrollWidth") == width
    assert cut_off(shown) == []
    picture = shown.screenshot(full_page=True)
    assert said == []
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
    assert colours_in(shown, picture) > 50
    shown.close()


def cut_off(shown: Page) -> list[str]:
    """Return the texts that reach beyond the edges of the screen, or of the box that they stand in."""
    found: list[str] = shown.evaluate("""() => [...document.querySelectorAll('h1, h2, h3, p, td, th, dd, dt, a, li, code, .chip, figcaption span')]
        .filter(box => { const place = box.getBoundingClientRect(); return place.width && (place.left < 0 || place.right > innerWidth + 0.5); })
        .map(box => box.textContent)""")
    return found


def colours_in(shown: Page, picture: bytes) -> int:
    """Return how many colours a picture has: a blank one has one, text and plots have very many."""
    script = """async data => { const image = new Image(); image.src = data; await image.decode();
        const canvas = document.createElement('canvas'); canvas.width = image.width; canvas.height = image.height;
        const context = canvas.getContext('2d'); context.drawImage(image, 0, 0);
        return new Set(new Uint32Array(context.getImageData(0, 0, canvas.width, canvas.height).data.buffer)).size; }"""
    number: int = shown.evaluate(script, f"data:image/png;base64,{base64.b64encode(picture).decode()}")
    return number


def test_what_matters_stands_on_top_and_arabic_runs_from_the_right(browser: Browser, tmp_path: Path) -> None:
    shown = browser.new_page(viewport={"width": 1280, "height": 900})
    shown.goto(write_page(tmp_path, *spoilt()).as_uri())
    top = shown.locator("section").first.inner_text()
    assert "26 articles could not be fetched: http_503 26" in top
    assert "layout-new" in top
    assert "Open the examples" in top
    assert shown.locator(".badge").inner_text() == "incomplete"
    record = shown.get_by_role("link", name=TITLE).first
    assert record.get_attribute("href") == "https://burathanews.com/arabic/news/425001"
    assert record.evaluate("link => getComputedStyle(link.parentElement).direction") == "rtl"
    assert shown.locator("figure").count() == 6
    assert shown.locator("figure rect.failed, figure rect.incomplete, figure rect.complete").count() > 40
    shown.close()


def test_one_retry_among_hundreds_is_no_full_bar() -> None:
    *before, report = ordinary(3, days=20)
    for day in (*before, report):
        day["stats"] |= {"retry/count": 0, "downloader/request_count": 238}
    report["stats"]["retry/count"] = 1
    drawn = page(report, before).partition('aria-label="Requests repeated"')
    assert drawn[0].endswith('<div class="plot"><b>5%</b><svg viewBox="0 0 600 110" preserveAspectRatio="none" role="img" ')
    (last,) = re.findall(r'class="now [^>]*height="([\d.]+)"><title>[^<]*: 0\.4%<', drawn[2])
    assert float(last) < 10


def test_the_first_run_of_a_part_is_not_called_the_first_run() -> None:
    *before, report = ordinary(3, days=2)
    assert "This is the first run; " in page(report, [])
    report["arguments"] = {"sections": "('poetry',)"}
    assert "This is the first run with these arguments that is known; " in page(report, before)
    assert "This is" not in page(report, [before[0] | {"arguments": report["arguments"]}])


def test_what_a_page_of_the_site_says_is_only_text() -> None:
    report, before = spoilt()
    text = page(report, before)
    assert "<script" not in text
    assert "<img" not in text
    assert "&lt;script&gt;" in text
    report["doubtful"] = [{"id": 1, "url": "javascript:alert(1)", "title": "x", "doubts": [], "probe": "javascript:alert(1)#1"}]
    assert "javascript:" not in page(report, before)
    report["doubtful"] = [{"id": 1, "url": "https://h.test/1'; rm -rf ~", "title": "x", "doubts": [], "probe": "../run-1-probes.html#1"}]
    text = page(report, before)
    assert "<code lang=en>scrapy probe &#x27;https://h.test/1&#x27;&quot;&#x27;&quot;&#x27;; rm -rf ~&#x27;</code>" in text
    assert "../run" not in text


def test_a_doubtful_record_leads_to_its_probe(browser: Browser, tmp_path: Path) -> None:
    shown = browser.new_page(viewport={"width": 1280, "height": 900})
    shown.goto(write_page(tmp_path, *spoilt()).as_uri())
    record = shown.locator(".records li").first
    assert record.get_by_role("link", name="what the crawler saw").get_attribute("href") == "run-20260410T020000Z-4000-probes.html#0"
    command = record.locator("code")
    assert command.inner_text() == "scrapy probe https://burathanews.com/arabic/news/425001"
    command.click()
    assert shown.evaluate("getSelection().toString()") == command.inner_text()
    shown.close()


def test_the_newest_page_has_a_name_of_its_own(tmp_path: Path) -> None:
    report, before = spoilt()
    path = write_page(tmp_path, report, before)
    assert re.fullmatch(r"run-20260410T0[23]\d{4}Z-4000\.html", path.name)
    assert (tmp_path / "latest.html").read_bytes() == path.read_bytes()
    write_page(tmp_path, before[5], before[:5], is_latest=False)
    assert (tmp_path / "latest.html").read_bytes() == path.read_bytes()
    assert sorted(found.name for found in tmp_path.iterdir() if found.name.startswith(".")) == []


def test_a_run_without_a_number_is_told_without_its_unit() -> None:
    *before, report = ordinary(3, days=3)
    report["stats"] = {}
    text = page(report, before)
    assert "<span>now none</span>" in text
    assert "none min" not in text
    assert re.search(r"<title>run \d+, [^<]+: \d+(\.\d)? min</title>", text)


def test_what_is_kept_for_the_next_run_is_not_delivered() -> None:
    *before, report = ordinary(3, days=2)
    delivered = re.compile(r"<dt>Delivered</dt><dd>([\d,]+)</dd>")
    note = "These were not delivered; they come with the next run."
    whole, failed = page(report, before), page(report | {"feeds": []}, before)
    assert int(delivered.findall(whole)[0]) > 0
    assert note not in whole
    assert delivered.findall(failed) == ["0"]
    assert note in failed
