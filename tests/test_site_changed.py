"""docs/site-changed.md: a maintainer goes from a doubtful page to a layout and a passing test by its commands, in a copy of the project."""

import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from aiohttp import web

from buratha.pages.layouts import read
from tests.agency.articles import Article, load_articles
from tests.agency.furniture import views_on
from tests.agency.render import load_layout, render_article
from tests.agency.serving import running
from tests.agency.site import make_app
from tests.agency.wording import wordings

PROJECT = Path(__file__).parents[1]
TEXT = (PROJECT / "docs" / "site-changed.md").read_text(encoding="utf-8")
STEPS = dict(re.findall(r"^## (\d)\. .*?\n(.*?)(?=^## |\Z)", TEXT, re.DOTALL | re.MULTILINE))
LIVE = "https://burathanews.com"
REDESIGN = load_layout(Path(__file__).parent / "redesigned" / "layout.toml")
ARTICLES = {article.id: article for article in load_articles()}
DAY = 3
_ARTICLE = re.compile(r"/arabic/[a-z]+/(\d+)/?")


def redesigned(request: web.Request) -> web.Response | None:
    """The articles in clothes that nobody has seen; all else as it was."""
    found = _ARTICLE.fullmatch(request.path)
    if not found or int(found[1]) not in ARTICLES:
        return None
    body = render_article(ARTICLES[int(found[1])], REDESIGN, wordings()["other"], DAY, list(ARTICLES.values())[::-1])
    return web.Response(body=body, headers={"Content-Type": REDESIGN.content_type})


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("changed") / "buratha"
    shutil.copytree(
        PROJECT,
        folder,
        ignore=shutil.ignore_patterns(".venv*", ".git", "feeds", "data", "build", "*.egg-info", "__pycache__", ".*_cache", ".hypothesis"),
    )
    return folder


@pytest.fixture(scope="module")
def agency() -> Iterator[str]:
    with running(make_app(load_articles(), fault=redesigned)) as address:
        yield address


def run(step: str, folder: Path, address: str) -> list[subprocess.CompletedProcess[str]]:
    """Run the commands of a step; each ends as the page says."""
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("BURATHA_")},
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "BURATHA_BASE_URL": address,
        "SCRAPY_SETTINGS_MODULE": "tests.hasty",
        "PYTHONIOENCODING": "utf-8",
        "PYTEST_ADDOPTS": "-p no:cacheprovider",
    }
    done = []
    for line in [line for block in re.findall(r"```sh\n(.*?)```", STEPS[step], re.DOTALL) for line in block.strip().splitlines()]:
        command, _, status = line.partition("  # ends with ")
        result = subprocess.run(
            ["bash", "-c", command.replace(LIVE, address)],
            cwd=folder,
            env=environment,
            capture_output=True,
            check=False,
            timeout=300,
            encoding="utf-8",
        )
        assert result.returncode == int(status or 0), f"{command}\n{result.stdout[-3000:]}{result.stderr[-3000:]}"
        done.append(result)
    return done


def says(article: Article) -> dict[str, object]:
    """What a careful reader of the redesigned page writes down."""
    return {
        "title": article.title.strip(),
        "section": article.section,
        "category": article.category,
        "author": article.author,
        "source": article.source,
        "published": article.published,
        "published_precision": article.precision,
        "views": views_on(article, DAY),
        "body": article.body.split("\n"),
        "images": [],
        "media": [],
        "related": [],
        "comments": [],
        "editors_code": None,
    }


def test_from_a_doubtful_page_to_a_layout_and_a_passing_test(copy: Path, agency: str) -> None:
    looked, _ = run("1", copy, agency)
    assert "doubtful: " in looked.stdout
    assert "learn what repeats" in looked.stdout
    assert "<html" in (copy / "probe.html").read_text(encoding="utf-8")

    saved, failing = run("2", copy, agency)
    assert "write what the page says in place of what is open" in saved.stderr
    assert "is still open" in failing.stdout
    path = copy / "tests/saved/sheet-2026/expected.json"
    assert any(isinstance(value, dict) for value in json.loads(path.read_text(encoding="utf-8")).values())

    path.write_text(json.dumps(says(ARTICLES[8151]), ensure_ascii=False, indent=2), encoding="utf-8")
    (copy / "layouts.toml").write_text(re.search(r"```toml\n(.*?)```", STEPS["4"], re.DOTALL)[1], encoding="utf-8")  # type: ignore[index]

    first, second, _ = run("5", copy, agency)
    assert "[selector sheet 2026]" in first.stdout
    assert "article, good" in second.stdout

    before = (copy / "buratha/resources/layouts.toml").read_text(encoding="utf-8")
    run("6", copy, agency)
    assert before in (copy / "buratha/resources/layouts.toml").read_text(encoding="utf-8")


def test_what_the_page_shows_of_absent_fields_is_an_entry() -> None:
    _, example = re.findall(r"```toml\n(.*?)```", STEPS["4"], re.DOTALL)
    (layout,) = read(tomllib.loads(example), "the page")
    assert layout.absent == {"category", "views", "author"}
    assert f"[absent in {layout.name}]" in STEPS["5"]


def test_the_page_has_all_its_steps() -> None:
    assert list(STEPS) == ["1", "2", "3", "4", "5", "6", "7"]
