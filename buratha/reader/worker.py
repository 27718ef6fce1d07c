"""The process beside the crawl: reads pages until the crawl is gone. Started by :mod:`buratha.reader.process` and by nobody else."""

import asyncio
import gc
import signal
import socket
import sys
from typing import Any

from buratha.pages.layouts import Layouts
from buratha.pages.repetition import Repetition
from buratha.reader.messages import ALIVE, DONE, FAILED, PAGE, QUIET, STATE, STREAM_LIMIT, receive, send
from buratha.reader.pages import read
from buratha.warmup import Reader
from buratha.wholeness import Wholeness

_YOUNG_OBJECTS = 100_000


class Worker:
    """Answers messages, each page in a task of its own, since pages wait for each other."""

    def __init__(self, writer: asyncio.StreamWriter, state: tuple[Repetition, Wholeness, Layouts | None]) -> None:
        """Take up what the crawl has learnt so far."""
        memory, self._wholeness, layouts = state
        self._writer = writer
        self._is_quiet = False
        self._reader = Reader(memory, lambda: self._is_quiet, layouts)
        self._tasks: set[asyncio.Task[None]] = set()

    def take(self, kind: str, number: int, content: Any) -> None:
        """Begin to answer a message."""
        if kind == QUIET:
            self._is_quiet = content
        elif kind == ALIVE:
            send(self._writer, DONE, number, None)
        elif kind == STATE:
            send(self._writer, DONE, number, (self._reader.memory, self._reader.waited))
        elif kind == PAGE:
            task = asyncio.ensure_future(self._read(number, content))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def _read(self, number: int, page: Any) -> None:
        try:
            send(self._writer, DONE, number, await read(page, self._reader, self._wholeness))
        except Exception as error:  # noqa: BLE001 - the crawl raises it again, where the page is known
            send(self._writer, FAILED, number, f"{type(error).__name__}: {error}")


async def work(descriptor: int) -> None:
    """Serve the crawl at the other end of a socket until it is gone."""
    reader, writer = await asyncio.open_connection(sock=socket.socket(fileno=descriptor), limit=STREAM_LIMIT)
    send(writer, DONE, 0, None)  # it is up
    first = await receive(reader)
    if first is None:
        return
    worker = Worker(writer, first[2])
    while (message := await receive(reader)) is not None:
        worker.take(*message)


def main() -> None:
    """Leave interrupts to the crawl, which decides when it is over."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)
    gc.freeze()
    gc.set_threshold(_YOUNG_OBJECTS, 10, 10)
    asyncio.run(work(int(sys.argv[1])))


if __name__ == "__main__":
    main()
