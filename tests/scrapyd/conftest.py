"""What the tests on Scrapyd share: the environment, the egg, nodes with the project deployed on them."""

import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from tests.crawling import ROOT, Place
from tests.scrapyd.node import PYTHON, Node, environment, node


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Without the environment there is nothing to test; `make test` makes it."""
    here = Path(__file__).parent
    for item in items:
        if not PYTHON.exists() and here in item.path.parents:
            item.add_marker(pytest.mark.skip(reason="there is no .venv-scrapyd: make .venv-scrapyd/.settled"))


@pytest.fixture(scope="session")
def egg(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project as an egg."""
    folder = tmp_path_factory.mktemp("egg")
    code = f"from pathlib import Path; from deploy import send; send.build(Path({str(folder)!r}))"
    done = subprocess.run([PYTHON, "-c", code], cwd=ROOT, env=environment(), capture_output=True, check=False, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    return folder / "buratha.egg"


@pytest.fixture
def start(egg: Path) -> Iterator[Callable[..., Node]]:
    """Start Scrapyds that have the project; they end with the test."""
    with ExitStack() as stack:

        def started(place: Place, **options: Any) -> Node:
            target = place.folder / "eggs" / "buratha" / "1.egg"
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(egg, target)
            return stack.enter_context(node(place, **options))

        yield started
