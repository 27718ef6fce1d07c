"""Run commands of ``scrapy`` in processes forked from one that has imported everything: importing takes longer than most commands do.

What a fresh interpreter does otherwise is tried by the tests that start one: of the README, of the documents and of Scrapyd."""

import importlib
import os
import signal
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from io import StringIO
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from subprocess import TimeoutExpired
from tempfile import TemporaryDirectory
from threading import Timer
from typing import Any, Final, Self, TextIO

First = Callable[[], object]
"""What the process does before the command."""
_INTERPRETERS: Final = ("PYTHONPATH", "PYTHONWARNINGS", "PYTHONDONTWRITEBYTECODE", "PYTHONHASHSEED", "PYTHONSAFEPATH", "PYTHONHOME", "PYTHONUTF8")
"""What an interpreter must be told as it starts."""
_SERVER: Final = get_context("forkserver")
_SERVER.set_forkserver_preload(["tests.preloaded"])


def may_be_forked(environment: Mapping[str, str]) -> bool:
    """Whether an environment tells the interpreter nothing that it must know as it starts."""
    told, here = ({name: value for name, value in each.items() if name.startswith(_INTERPRETERS)} for each in (environment, os.environ))
    return told == here


def forked(arguments: Sequence[str], cwd: Path, environment: Mapping[str, str], longest: float, first: First | None = None) -> tuple[int, str, str]:
    """Run a command, with UTF-8 on its streams: its exit status, what it wrote, and what it wrote to stderr.

    `longest` is in seconds; raises `TimeoutExpired` when it takes longer.
    """
    with TemporaryDirectory(prefix="buratha-command-") as folder:
        written = [Path(folder, "stdout"), Path(folder, "stderr")]
        process = _SERVER.Process(target=_execute, args=(list(arguments), cwd, dict(environment), written, first))
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


class Forked:
    """A command that the test may stop; what it writes to stderr can be read meanwhile, or goes nowhere. Used as `subprocess.Popen` is."""

    def __init__(
        self, arguments: Sequence[str], cwd: Path, environment: Mapping[str, str], first: First | None = None, *, is_heard: bool = True
    ) -> None:
        """Begin."""
        self.args = list(arguments)
        reader, writer = _SERVER.Pipe(duplex=False)
        written = [Path(os.devnull), writer if is_heard else Path(os.devnull)]
        self._process: Any = _SERVER.Process(target=_execute, args=(self.args, cwd, dict(environment), written, first))
        self._process.start()
        writer.close()
        self.stderr: TextIO = os.fdopen(os.dup(reader.fileno()), encoding="utf-8", errors="replace") if is_heard else StringIO()
        reader.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.stderr.close()
        self.wait()

    @property
    def pid(self) -> int:
        """The process's number."""
        return int(self._process.pid)

    @property
    def returncode(self) -> int | None:
        """Its exit status; less than 0 for the signal that ended it, None while it runs."""
        return self.poll()

    def poll(self) -> int | None:
        """Return its exit status, if it has one."""
        code: int | None = self._process.exitcode
        return code

    def send_signal(self, number: signal.Signals) -> None:
        """Send a signal, unless it has ended."""
        if self.poll() is None:
            os.kill(self.pid, number)

    def kill(self) -> None:
        """End it at once."""
        self.send_signal(signal.SIGKILL)

    def wait(self, timeout: float | None = None) -> int:
        """Wait for its end; raises `TimeoutExpired` after so many seconds."""
        self._process.join(timeout)
        code = self.poll()
        if code is None:
            raise TimeoutExpired(self.args, timeout or 0)
        return code

    def communicate(self, timeout: float) -> tuple[None, str]:
        """Read what it writes to stderr until its end; it is killed when this takes longer, and `TimeoutExpired` raised."""
        late = Timer(timeout, self.kill)
        late.start()
        try:
            rest = self.stderr.read()
            self.wait()
        finally:
            was_late = not late.is_alive()
            late.cancel()
        if was_late:
            raise TimeoutExpired(self.args, timeout, stderr=rest)
        return None, rest


def _execute(arguments: list[str], cwd: Path, environment: dict[str, str], written: list[Path | Connection], first: First | None) -> None:
    """Be ``python -m scrapy`` with these arguments."""
    assert "tests.preloaded" in sys.modules, "what cannot be imported before forking is imported by each process: python -m tests.preloaded tells why"
    os.chdir(cwd)
    os.environ.clear()
    os.environ.update(environment)
    time.tzset()
    for name, target, errors in (("stdout", written[0], "strict"), ("stderr", written[1], "backslashreplace")):
        number = getattr(sys, name).fileno()
        with target.open("wb") if isinstance(target, Path) else target as file:
            os.dup2(file.fileno(), number)
        setattr(sys, name, open(number, "w", buffering=1, encoding="utf-8", errors=errors, closefd=False))  # noqa: SIM115  # till the end
    sys.argv = ["scrapy", *arguments]
    importlib.reload(importlib.import_module("buratha.settings"))  # they were read from another environment
    if first is not None:
        first()
    importlib.import_module("scrapy.cmdline").execute()
