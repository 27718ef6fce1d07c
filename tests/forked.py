"""Run commands of ``scrapy`` in processes forked from one that has imported everything: importing takes longer than most commands do.

What a fresh interpreter does otherwise is tried by the tests that start one: of the README and of Scrapyd, and of crawls that are killed."""

import importlib
import os
import sys
import time
from collections.abc import Mapping, Sequence
from multiprocessing import get_context
from pathlib import Path
from subprocess import TimeoutExpired
from tempfile import TemporaryDirectory
from typing import Final

_INTERPRETERS: Final = ("PYTHONPATH", "PYTHONWARNINGS", "PYTHONDONTWRITEBYTECODE", "PYTHONHASHSEED", "PYTHONSAFEPATH", "PYTHONHOME", "PYTHONUTF8")
"""What an interpreter must be told as it starts."""
_SERVER: Final = get_context("forkserver")
_SERVER.set_forkserver_preload(["tests.preloaded"])


def may_be_forked(environment: Mapping[str, str]) -> bool:
    """Whether an environment tells the interpreter nothing that it must know as it starts."""
    told, here = ({name: value for name, value in each.items() if name.startswith(_INTERPRETERS)} for each in (environment, os.environ))
    return told == here


def forked(arguments: Sequence[str], cwd: Path, environment: Mapping[str, str], longest: float) -> tuple[int, str, str]:
    """Run a command, with UTF-8 on its streams: its exit status, what it wrote, and what it wrote to stderr.

    `longest` is in seconds; raises `TimeoutExpired` when it takes longer.
    """
    with TemporaryDirectory(prefix="buratha-command-") as folder:
        written = [Path(folder, "stdout"), Path(folder, "stderr")]
        process = _SERVER.Process(target=_execute, args=(list(arguments), cwd, dict(environment), written))
        process.start()
        process.join(longest)
        if process.exitcode is None:
            process.kill()
            process.join()
            raise TimeoutExpired(list(arguments), longest, *(path.read_bytes() for path in written))
        code = process.exitcode
        process.close()
        output, log = (path.read_text(encoding="utf-8") for path in written)
    return code, output, log


def _execute(arguments: list[str], cwd: Path, environment: dict[str, str], written: list[Path]) -> None:
    """Be ``python -m scrapy`` with these arguments."""
    os.chdir(cwd)
    os.environ.clear()
    os.environ.update(environment)
    time.tzset()
    for stream, path, errors in ((sys.stdout, written[0], "strict"), (sys.stderr, written[1], "backslashreplace")):
        with path.open("wb") as file:
            os.dup2(file.fileno(), stream.fileno())
        stream.reconfigure(encoding="utf-8", errors=errors)  # type: ignore[union-attr]
    sys.argv = ["scrapy", *arguments]
    importlib.reload(importlib.import_module("buratha.settings"))  # they were read from another environment
    importlib.import_module("scrapy.cmdline").execute()
