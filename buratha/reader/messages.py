"""How the crawl and the process beside it speak: pickled messages over a pair of sockets, each behind its length.

Both ends are the same program on the same machine, started one by the other; nobody else has the sockets.
"""

import pickle
import struct
from asyncio import IncompleteReadError, StreamReader, StreamWriter
from typing import Any, Final

_HEAD: Final = struct.Struct("!I")
STREAM_LIMIT: Final = 64 * 1024 * 1024

PAGE, QUIET, STATE, ALIVE, DONE, FAILED = "page", "quiet", "state", "alive", "done", "failed"
"""Kinds: a page to read; whether more pages can be expected; the question for what was learnt, and whether it is alive; an answer; an exception
instead of one."""


def send(writer: StreamWriter, kind: str, number: int, content: Any) -> None:
    """Send a message; ``number`` ties an answer to its question."""
    data = pickle.dumps((kind, number, content), pickle.HIGHEST_PROTOCOL)
    writer.write(_HEAD.pack(len(data)) + data)


async def receive(reader: StreamReader) -> tuple[str, int, Any] | None:
    """The next message; None when the other end is gone."""
    try:
        head = await reader.readexactly(_HEAD.size)
        message: tuple[str, int, Any] = pickle.loads(await reader.readexactly(_HEAD.unpack(head)[0]))  # noqa: S301 - our own process
    except (IncompleteReadError, ConnectionError):
        return None
    return message
