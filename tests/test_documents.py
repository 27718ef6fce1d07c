"""The documents: their commands are run, their links lead somewhere, and what is made from the code is what the code says."""

import json
import re
import shutil
import sqlite3
import textwrap
from pathlib import Path
from urllib.parse import unquote

import pytest

from tests.crawling import ROOT, Place, run
from tests.test_readme import README, agency, copy
from tests.test_readme import run as run_in
from tools.settings_doc import DOCUMENT, SOURCE, document

__all__ = ["agency", "copy"]
DOCUMENTS = [ROOT / "README.md", ROOT / "README.ar.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").glob("*.md"))]


def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def blocks(path: Path, language: str = "sh") -> list[str]:
    return [textwrap.dedent(block) for block in re.findall(rf"^ *```{language}\n(.*?)^ *```", text_of(path), re.DOTALL | re.MULTILINE)]


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_links_lead_somewhere(path: Path) -> None:
    for target in re.findall(r"\]\(([^)\s]+)\)", re.sub(r"```.*?```", "", text_of(path), flags=re.DOTALL)):
        if target.startswith(("http:", "https:")):
            continue
        name, _, anchor = unquote(target).partition("#")
        there = (path.parent / name).resolve() if name else path
        assert there.exists(), target
        if anchor:
            headings = re.findall(r"^#+ (.+)$", text_of(there), re.MULTILINE)
            assert anchor in {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}, target


def test_settings_are_those_of_the_code() -> None:
    assert text_of(DOCUMENT) == document(text_of(SOURCE)), "run: python -m tools.settings_doc"


def test_every_setting_is_there_with_its_reason() -> None:
    rows = re.findall(r"^\| `(\w+)` \|.*\| (.*) \|$", text_of(DOCUMENT), re.MULTILINE)
    assert {name for name, _ in rows} == set(re.findall(r"^([A-Z]\w+) = ", text_of(SOURCE), re.MULTILINE))
    assert [name for name, reason in rows if not reason.strip()] == []
    used = {
        name
        for path in (ROOT / "buratha").rglob("*.py")
        for name in re.findall(r"""(?:get\w*|_text)\((?:settings, )?["'](BURATHA_[A-Z_]+)""", text_of(path))
    }
    assert {"BURATHA_BASE_URL", "BURATHA_MOST_TRIES"} <= used <= {name for name, _ in rows}


def test_settings_say_the_default() -> None:
    table = text_of(DOCUMENT)
    assert "| `BURATHA_FEEDS_DIR` | `feeds` | yes |" in table
    assert "| `BURATHA_YOUNG_HOURS` | `48.0` |  |" in table
    assert "| `DOWNLOAD_DELAY` | `1.0` | `0` | a page a second, as a reader in a hurry |" in table


def test_the_arabic_readme_has_the_same_commands_and_examples() -> None:
    english, arabic = ROOT / "README.md", ROOT / "README.ar.md"
    for language in ("sh", "python", "json"):
        assert blocks(arabic, language) == blocks(english, language)
    assert "](README.ar.md)" in text_of(english)
    assert "](README.md)" in text_of(arabic)
    settings = re.compile(r"^\| .*`(BURATHA_\w+)`", re.MULTILINE)
    assert settings.findall(text_of(arabic)) == settings.findall(text_of(english))
    arguments = re.compile(r"^\| `(\w+)`(?:, | و)?(?:`(\w+)`)? \|", re.MULTILINE)
    assert arguments.findall(text_of(arabic)) == arguments.findall(text_of(english))
    links = re.compile(r"\]\((docs/[\w.-]+)\)")
    assert set(links.findall(text_of(arabic))) == set(links.findall(text_of(english)))


def test_code_in_the_arabic_readme_runs_from_the_left() -> None:
    depth = 0
    for line in text_of(ROOT / "README.ar.md").splitlines():
        depth += line.count("<div") - line.count("</div")
        assert not (depth and line.startswith("```")), line
    assert depth == 0


@pytest.fixture(scope="module")
def crawled(copy: Path, agency: str) -> Path:
    """Give a copy of the project in which a crawl has been."""
    for name in ("feeds", "data"):
        shutil.rmtree(copy / name, ignore_errors=True)
    assert run_in("scrapy crawl buratha", copy, agency).returncode == 0
    return copy


@pytest.mark.parametrize("name", ["settings.md", "ethics.md", "browse.md"])
def test_commands(name: str, crawled: Path, agency: str) -> None:
    found = blocks(ROOT / "docs" / name)
    assert found
    for block in found:
        finished = run_in(block, crawled, agency)
        assert finished.returncode == 0, block + finished.stdout[-2000:] + finished.stderr[-4000:]
    if name == "ethics.md":
        assert run_in("scrapy held --id 28552", crawled, agency).stdout.startswith("28552: barred: never to be fetched nor delivered")
        comments = [comment for line in text_of(crawled / "without-names.jsonl").split("\n") if line for comment in json.loads(line)["comments"]]
        assert {comment["name"] for comment in comments} == {None}


def test_sql_of_browse(tmp_path: Path) -> None:
    """Each question is asked of an index, with the functions that Datasette has there."""
    from buratha.browse.plugin import prepare_connection
    from tests.archive.building import building, file_url
    from tests.browse.conftest import fill

    with building(file_url(tmp_path / "archive.sqlite")) as archive:
        fill(archive)
    assert run(Place("http://127.0.0.1:9", tmp_path), "browse", "--index-only").code == 0
    connection = sqlite3.connect(tmp_path / "browse.sqlite")
    prepare_connection(connection)
    (block,) = blocks(ROOT / "docs" / "browse.md", "sql")
    found = [connection.execute(question).fetchall() for question in block.strip().split(";\n")]
    connection.close()
    assert [sorted(rows, key=str) for rows in found] == [
        [("عباس الغراوي", 1), ("هدى الكاظمي", 1), (None, 2)],
        [(28552, "افتتاح مكتبة كبيرة في البصرة")],
        [(28552, "افتتاح مكتبة كبيرة في البصرة"), (30000, "قصيدة النخيل"), (32000, "النص نفسه")],
        [(28552, 1, "2026-11-22T18:45:00+00:00", "افتتاح مكتبة في البصرة"), (28552, 2, "2026-11-22T18:45:00+00:00", "افتتاح مكتبة كبيرة في البصرة")],
    ]


def test_the_readme_is_read_in_ten_minutes() -> None:
    prose = re.sub(r"```.*?```", "", README, flags=re.DOTALL)
    assert len(prose.split()) < 10 * 200
