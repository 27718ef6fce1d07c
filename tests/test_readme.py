"""Every command of the README is run, in a copy of the project, against the bundled agency instead of the live site."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import buratha
from tests.agency.articles import load_articles
from tests.agency.render import layouts
from tests.agency.serving import running
from tests.agency.site import make_app
from tests.reading import page

PROJECT = Path(__file__).parents[1]
README = (PROJECT / "README.md").read_text(encoding="utf-8")
COMMANDS = [line for block in re.findall(r"```sh\n(.*?)```", README, re.DOTALL) for line in block.strip().splitlines()]
LIVE = "https://burathanews.com"


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project as a clone has it, with this run's environment as its own."""
    folder = tmp_path_factory.mktemp("readme") / "buratha"
    shutil.copytree(
        PROJECT,
        folder,
        ignore=shutil.ignore_patterns(".venv*", ".git", "feeds", "data", "build", "*.egg-info", "__pycache__", ".*_cache", ".hypothesis"),
    )
    (folder / ".venv").symlink_to(sys.prefix)
    (folder / ".venv-scrapyd").mkdir()
    (folder / ".venv-scrapyd" / ".settled").touch()  # what the README's commands run here needs no Scrapyd
    return folder


@pytest.fixture(scope="module")
def agency() -> Iterator[str]:
    with running(make_app(load_articles())) as address:
        yield address


def run(command: str, folder: Path, address: str) -> subprocess.CompletedProcess[str]:
    """Run a document's command; nothing is installed, and what would serve until Ctrl-C only gets ready to (tests/browse sees it serve)."""
    command = re.sub(r"^(python -m pip install .*)$", r"\1 --dry-run --quiet", command, flags=re.MULTILINE)
    command = re.sub(r"^scrapy browse$", "scrapy browse --index-only", command, flags=re.MULTILINE)
    environment = {
        **os.environ,
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "BURATHA_BASE_URL": address,
        "PYTEST_ADDOPTS": "tests/test_urls.py -p no:cacheprovider",
        "SCRAPY_SETTINGS_MODULE": "tests.hasty",
        "MAKEFLAGS": "--old-file=.venv/.settled",  # the environment is this run's, and stays as it is
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
    }
    return subprocess.run(
        ["bash", "-c", command.replace(LIVE, address)], cwd=folder, env=environment, capture_output=True, text=True, check=False, timeout=300
    )


def test_the_readme_has_commands() -> None:
    assert {"make demo", "make test", "scrapy crawl buratha"} <= set(COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_command(command: str, copy: Path, agency: str) -> None:
    finished = run(command, copy, agency)
    assert finished.returncode == 0, finished.stdout[-2000:] + finished.stderr[-4000:]


def test_crawl_leaves_both_feeds(copy: Path, agency: str) -> None:
    for name in ("feeds", "data"):
        shutil.rmtree(copy / name, ignore_errors=True)
    assert run("scrapy crawl buratha -a sections=poetry", copy, agency).returncode == 0
    assert sorted(path.suffix for path in (copy / "feeds").iterdir()) == [".csv", ".json", ".jsonl"]


def test_python_example(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    example = re.search(r"```python\n(.*?)```", README, re.DOTALL)
    assert example
    article = next(each for each in load_articles() if each.id == 28552)
    (tmp_path / "page.html").write_bytes(page(article, layouts()["table-font"])[0])
    monkeypatch.chdir(tmp_path)
    exec(compile(example[1], "README.md", "exec"), {})
    assert capsys.readouterr().out.strip() == "حملة رمضانية توزع سلال الغذاء على العوائل المهجرة في الكوت.. 2007-09-30T18:05:33+04:00 عباس الغراوي"


def test_sample_record_is_what_is_read() -> None:
    sample = json.loads(re.search(r"```json\n(.*?)```", README, re.DOTALL)[1])  # type: ignore[index]
    article = next(each for each in load_articles() if each.id == 28552)
    record = buratha.read_page(*page(article, layouts()["table-font"], day=0))
    assert isinstance(record, dict)
    body, witnesses = sample.pop("body"), sample.pop("witnesses")
    assert {name: record[name] for name in sample} == sample
    assert record["body"].startswith(body.removesuffix(" …"))
    assert set(witnesses) <= set(record["witnesses"])
