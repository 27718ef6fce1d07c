"""The crawl's end of the process beside it."""

import asyncio
import logging
import os
import socket
import subprocess
import sys
from collections.abc import Callable
from typing import Any

from buratha.pages.layouts import Layouts
from buratha.pages.repetition import Repetition
from buratha.reader.messages import ALIVE, FAILED, PAGE, QUIET, STATE, STREAM_LIMIT, receive, send
from buratha.reader.pages import PageToRead, ReadPage
from buratha.wholeness import Wholeness

_POLL = 0.25
"""Seconds between two looks at whether more pages can be expected."""
_GREETING = 0
"""Number of the message by which it says that it is up."""
_LONGEST_END = 10.0
"""Seconds until a process that does not end by itself is killed."""
_LONGEST_SILENCE = 60.0
"""Seconds without a word after which a process that is asked for something is killed. It says nothing while it reads a page: 7 seconds
for one as large as DOWNLOAD_MAXSIZE lets through, on a machine with nothing else to do. A page that waits for others is no silence."""

logger = logging.getLogger(__name__)


class ReaderGoneError(RuntimeError):
    """The process is gone; pages that it had are read by the crawl itself."""


class ReaderSilentError(ReaderGoneError):
    """The process has said nothing for so long that it was killed; perhaps one of the pages that it had was to blame."""


class ReaderProcess:
    """Reads pages in a process of its own, which ends with the crawl, however that ends: its socket closes."""

    def __init__(self, is_quiet: Callable[[], bool]) -> None:
        """Start nothing yet. ``is_quiet`` tells whether no other page can be expected."""
        self._is_quiet = is_quiet
        self._process: subprocess.Popen[bytes] | None = None
        self._writer: asyncio.StreamWriter | None = None
        self._answers: dict[int, asyncio.Future[Any]] = {}
        self._asked = 0
        self._tasks: list[asyncio.Task[None]] = []
        self._heard = 0
        self.is_gone = False
        self.is_silent = False
        """Whether it was killed because it said nothing."""

    @property
    def pid(self) -> int | None:
        """The process's number, once it is started."""
        return self._process.pid if self._process is not None else None

    async def start(self) -> None:
        """Start the process, and wait until it is up.

        Raises:
            OSError: it cannot be started.
            ReaderGoneError: it ended at once.

        """
        ours, theirs = socket.socketpair()
        with theirs:
            line = [sys.executable, "-m", "buratha.reader.worker", str(theirs.fileno())]
            environment = os.environ | {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
            try:
                self._process = subprocess.Popen(line, pass_fds=[theirs.fileno()], env=environment, stdin=subprocess.DEVNULL)  # noqa: ASYNC220, S603
            except OSError:
                ours.close()
                raise
        ours.setblocking(False)  # noqa: FBT003
        reader, self._writer = await asyncio.open_connection(sock=ours, limit=STREAM_LIMIT)
        self._tasks.append(asyncio.ensure_future(self._listen(reader)))
        await self._answer_to(_GREETING)

    def begin(self, memory: Repetition, wholeness: Wholeness, layouts: Layouts | None = None) -> None:
        """Give it what was learnt so far; pages can be read from then on.

        Raises:
            ReaderGoneError: the process is gone.

        """
        self._say(STATE, _GREETING, (memory, wholeness, layouts))
        self._tasks += [asyncio.ensure_future(self._tell_quiet()), asyncio.ensure_future(self._watch())]

    async def read(self, page: PageToRead) -> ReadPage:
        """Read a page.

        Raises:
            ReaderGoneError: the process is gone.
            ReaderSilentError: it was killed while it had the page.
            RuntimeError: reading raised an exception.

        """
        result: ReadPage = await self._ask(PAGE, page)
        return result

    async def learnt(self) -> tuple[Repetition, int]:
        """What it has learnt of the site's furniture, and how many pages have waited for others.

        Raises:
            ReaderGoneError: the process is gone.

        """
        answer: tuple[Repetition, int] = await self._ask(STATE, None)
        return answer

    async def _ask(self, kind: str, content: Any) -> Any:
        self._asked += 1
        self._say(kind, self._asked, content)
        return await self._answer_to(self._asked)

    def _say(self, kind: str, number: int, content: Any) -> None:
        if self.is_gone or self._writer is None:
            raise ReaderGoneError
        send(self._writer, kind, number, content)

    async def _answer_to(self, number: int) -> Any:
        answer = self._answers[number] = asyncio.get_running_loop().create_future()
        try:
            return await answer
        finally:
            self._answers.pop(number, None)

    async def _listen(self, reader: asyncio.StreamReader) -> None:
        while (message := await receive(reader)) is not None:
            kind, number, content = message
            self._heard += 1
            answer = self._answers.get(number)
            if answer is None or answer.done():
                continue
            if kind == FAILED:
                answer.set_exception(RuntimeError(content))
            else:
                answer.set_result(content)
        self._give_up(ReaderGoneError)

    def _give_up(self, why: type[ReaderGoneError]) -> None:
        self.is_gone = True
        for answer in self._answers.values():
            if not answer.done():
                answer.set_exception(why())

    async def _watch(self) -> None:
        """Kill a process that says nothing. Only this process's own time counts: what waits while both are stopped is nobody's silence."""
        silence = 0.0
        while not self.is_gone and self._process is not None:
            heard = self._heard
            if self._answers and not silence:
                self._say(ALIVE, _GREETING, None)
            await asyncio.sleep(_POLL)
            silence = silence + _POLL if self._answers and self._heard == heard else 0.0
            if silence >= _LONGEST_SILENCE:
                self.is_silent = True
                self._process.kill()
                self._give_up(ReaderSilentError)

    async def _tell_quiet(self) -> None:
        told = False
        while not self.is_gone and self._writer is not None:
            if (quiet := bool(self._answers) and self._is_quiet()) != told:
                send(self._writer, QUIET, 0, quiet)
                told = quiet
            await asyncio.sleep(_POLL)

    async def close(self) -> None:
        """Have the process end."""
        self.is_gone = True
        for task in self._tasks:
            task.cancel()
        if self._writer is not None:
            self._writer.close()
        if self._process is not None:
            try:
                await asyncio.to_thread(self._process.wait, _LONGEST_END)
            except subprocess.TimeoutExpired:
                self._process.kill()
                await asyncio.to_thread(self._process.wait)
