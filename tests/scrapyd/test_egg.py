"""The egg that Scrapyd runs: everything is in it, and everything works from a zip."""

import ast
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.crawling import ROOT
from tests.scrapyd.node import PYTHON, environment


def check(egg: Path) -> subprocess.CompletedProcess[str]:
    code = f"from pathlib import Path; from deploy import send; print(send.check(Path({str(egg)!r})))"
    return subprocess.run([PYTHON, "-c", code], cwd=ROOT, env=environment(), capture_output=True, check=False, encoding="utf-8")


def test_the_whole_package_is_in_it_and_nothing_else(egg: Path) -> None:
    own = {path.relative_to(ROOT).as_posix() for path in (ROOT / "buratha").rglob("*") if path.is_file() and "__pycache__" not in path.parts}
    names = {name for name in ZipFile(egg).namelist() if not name.startswith("EGG-INFO/")}
    assert names == own | {f"{name}c" for name in own if name.endswith(".py")}
    assert {"buratha/resources/sections.toml", "buratha/resources/article.schema.json", "buratha/commands/crawl.py"} <= names


def test_every_module_is_imported_from_the_zip(egg: Path) -> None:
    done = check(egg)
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) == sum(name.endswith(".py") for name in ZipFile(egg).namelist()) - 1


@pytest.mark.parametrize(
    ("lost", "message"),
    [
        ("buratha/resources/sections.toml", "The egg lacks buratha/resources/sections.toml"),
        ("buratha/spiders/__init__.py", "The egg lacks buratha/spiders/__init__.py"),
    ],
)
def test_an_egg_that_lacks_something_is_not_sent(egg: Path, tmp_path: Path, lost: str, message: str) -> None:
    spoilt = tmp_path / "spoilt.egg"
    with ZipFile(egg) as whole, ZipFile(spoilt, "w") as less:
        for name in whole.namelist():
            if name != lost:
                less.writestr(name, whole.read(name))
    done = check(spoilt)
    assert done.returncode == 1
    assert message in done.stderr


def test_jobs_compile_nothing(egg: Path, tmp_path: Path) -> None:
    """What Python compiled as it imported the package from the egg would be told by the compiler's audit event."""
    code = """
import sys
compiled = []
sys.addaudithook(lambda event, args: compiled.append(str(args[1])) if event == "compile" else None)
import buratha.spiders.buratha, buratha.commands.crawl
print(len([name for name in sys.modules if name.startswith("buratha")]), [name for name in compiled if "buratha" in name])
"""
    done = subprocess.run(
        [PYTHON, "-P", "-c", code], cwd=tmp_path, env=environment(PYTHONPATH=str(egg)), capture_output=True, check=False, encoding="utf-8"
    )
    count, _, names = done.stdout.strip().partition(" ")
    assert int(count) > 100, done.stderr
    assert names == "[]"


def test_data_is_read_from_the_zip(egg: Path, tmp_path: Path) -> None:
    code = "from buratha.sections import names; from buratha.schema import shipped; print(len(names()), shipped()['title'])"
    done = subprocess.run(
        [PYTHON, "-P", "-c", code], cwd=tmp_path, env=environment(PYTHONPATH=str(egg)), capture_output=True, check=False, encoding="utf-8"
    )
    assert done.stdout.split() == ["12", "Article"], done.stderr


def test_no_module_asks_for_its_own_path() -> None:
    asked = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in (ROOT / "buratha").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Name) and node.id in {"__file__", "__path__"} and path.stem != "__init__"
    ]
    assert asked == [], "in an egg there is no such file: use importlib.resources"


def test_scrapyd_finds_the_settings(egg: Path) -> None:
    assert "settings = buratha.settings" in ZipFile(egg).read("EGG-INFO/entry_points.txt").decode()


def test_what_is_missing_is_named_with_what_to_install(egg: Path, tmp_path: Path) -> None:
    bare = [sys.executable, "-S", "-P", "-c", "import buratha"]  # -S: no packages at all
    done = subprocess.run(bare, cwd=tmp_path, env=environment(PYTHONPATH=str(egg)), capture_output=True, check=False, encoding="utf-8")
    last = done.stderr.strip().splitlines()[-1]
    assert last.startswith("buratha.needed.MissingPackagesError: buratha needs packages that this Python lacks: ")
    assert " dateparser, " in last
    assert " 'dateparser==" in last
    assert "'psycopg[binary]==" in last
