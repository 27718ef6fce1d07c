"""Faults drawn from a seed: a given share of the server's answers fails, in the ways that servers and lines fail."""

import asyncio
import random
import struct
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from math import ceil
from socket import SO_LINGER, SOL_SOCKET
from time import monotonic, time
from typing import Final, Literal, get_args

from aiohttp import web

Kind = Literal["500", "503", "429", "reset", "silence", "cut", "half", "too_short", "empty"]
"""What goes wrong.

Three statuses (429 says when to come again); the connection reset; no answer at all; the line cut in the middle of the page; half a page
that says it is whole; a page whose Content-Length promises more than there is; 200 without a byte.
"""

KINDS: Final[tuple[Kind, ...]] = get_args(Kind)
_RESET: Final = struct.pack("ii", 1, 0)
_A_MOMENT: Final = 0.05
_SLACK: Final = 0.05


@dataclass(frozen=True)
class TooEarly:
    """A request that came before the time that a 429 had named for its address."""

    path: str
    seconds: float


@dataclass(frozen=True)
class Spoiled:
    """Spoils the page that would have been sent."""

    kind: Kind

    async def __call__(self, request: web.Request, page: web.StreamResponse) -> web.StreamResponse:
        """Send less than the page, or less than is promised."""
        body = page.body if isinstance(page, web.Response) else None
        if not isinstance(body, bytes) or not body:
            return page
        half, headers = body[: len(body) // 2], {"Content-Type": page.headers["Content-Type"]}
        if self.kind == "half":
            return web.Response(body=half, status=page.status, headers=headers)
        sent, promised = (half, len(body)) if self.kind == "cut" else (body, len(body) + 1000)
        answer = web.StreamResponse(status=page.status, headers=headers | {"Content-Length": str(promised)})
        await answer.prepare(request)
        await answer.write(sent)
        if request.transport is not None:
            request.transport.close()
        return answer


class Faults:
    """A fault for `make_app(..., fault=...)`. What happens to the n-th request for an address depends on nothing but seed, address and n.

    `done` counts what was done by its kind; `too_early` lists the requests that did not heed a 429. Switch it off and on by `share`.
    """

    def __init__(
        self,
        seed: int,
        share: float = 0.3,
        kinds: Sequence[Kind] = KINDS,
        *,
        retry_after: int = 1,
        dated: bool = False,
        silence: float = 3600,
        spares: Callable[[web.Request], bool] = lambda _: False,
    ) -> None:
        """Choose what fails.

        `retry_after` are the seconds that a 429 asks for, as a date with `dated`; `silence` is how long no answer comes before the
        connection is closed; requests that `spares` is true for never fail, nor does robots.txt.
        """
        self.seed = seed
        self.share = share
        self.kinds = tuple(kinds)
        self.done: Counter[Kind] = Counter()
        self.too_early: list[TooEarly] = []
        self._retry_after = retry_after
        self._dated = dated
        self._silence = silence
        self._spares = spares
        self._asked: Counter[str] = Counter()
        self._due: dict[str, float] = {}

    @property
    def total(self) -> int:
        """How many requests failed."""
        return self.done.total()

    def __call__(self, request: web.Request) -> web.StreamResponse | Awaitable[web.StreamResponse | None] | Spoiled | None:
        """Answer, spoil the page that will be made, or let the request pass."""
        if request.path == "/robots.txt" or self._spares(request):
            return None
        self._heed(request.path_qs)
        kind = self._drawn(request.path_qs)
        if kind is None:
            return None
        self.done[kind] += 1
        return self._fail(request, kind)

    def _heed(self, path: str) -> None:
        due = self._due.pop(path, None)
        if due is not None and (early := due - monotonic()) > _SLACK:
            self.too_early.append(TooEarly(path, early))

    def _drawn(self, path: str) -> Kind | None:
        self._asked[path] += 1
        rng = random.Random(f"{self.seed} {path} {self._asked[path]}")
        return rng.choice(self.kinds) if rng.random() < self.share else None

    def _fail(self, request: web.Request, kind: Kind) -> web.StreamResponse | Awaitable[web.StreamResponse] | Spoiled:
        match kind:
            case "500" | "503":
                return web.Response(status=int(kind), text="تعذر الاتصال بقاعدة البيانات")
            case "429":
                return self._too_many(request.path_qs)
            case "reset":
                return _reset(request)
            case "silence":
                return self._silent(request)
            case "empty":
                return web.Response(content_type="text/html")
        return Spoiled(kind)

    def _too_many(self, path: str) -> web.Response:
        until = datetime.now(UTC) + timedelta(seconds=self._retry_after)
        if self._dated:  # a date has whole seconds only
            until = datetime.fromtimestamp(ceil(until.timestamp()), UTC)
        self._due[path] = monotonic() + until.timestamp() - time()
        header = format_datetime(until, usegmt=True) if self._dated else str(self._retry_after)
        return web.Response(status=429, headers={"Retry-After": header})

    async def _silent(self, request: web.Request) -> web.StreamResponse:
        for _ in range(ceil(self._silence / _A_MOMENT)):
            if request.transport is None or request.transport.is_closing():
                break
            await asyncio.sleep(_A_MOMENT)
        return _reset(request)


def _reset(request: web.Request) -> web.StreamResponse:
    """Reset the connection; what is returned goes nowhere."""
    transport = request.transport
    if transport is not None:
        transport.get_extra_info("socket").setsockopt(SOL_SOCKET, SO_LINGER, _RESET)
        transport.abort()
    return web.Response(status=500)
