"""What came of the presses of a button: what the page has asked for, what kind of answers it got, and what its script threw."""

import asyncio
import re
from typing import Final

from playwright.async_api import Error, Page, Request, Response

from buratha.browser.losses import Asked
from buratha.browser.watch import CALLED_OFF, Watch

_REDIRECT, _BAD = 300, 400
_LONGEST_WAIT: Final = 5.0
_WHOLE_PAGE: Final = re.compile(rb"\s*(?:(?><!--.*?-->)\s*)*<(?:!doctype|html)\b", re.IGNORECASE | re.DOTALL)


class Answers:
    """Follows a page from before the first press on. What was so without a press, and what came when one brought more, is usual."""

    def __init__(self, page: Page, watch: Watch) -> None:
        self._watch = watch
        self._press = 0
        self._asked: dict[Request, int] = {}
        self._answers: list[tuple[int, Response]] = []
        self._outcomes: dict[Request, bool | None] = {}
        """Whether each that is no polling was answered; None while nobody knows, or where the page itself has called it off."""
        self._errors: set[str] = set()
        self._usual_errors: set[str] = set(watch.errors)
        self._usual_kinds: set[str] = set()
        page.on("request", self._began)
        page.on("response", self._answered)
        page.on("requestfailed", self._failed)
        page.on("pageerror", self._threw)

    def pressed(self) -> None:
        """What begins now comes of another press."""
        self._press += 1
        self._errors.clear()

    async def brought_more(self) -> None:
        """The press had its effect: what came of it is as it should be."""
        self._usual_errors |= self._errors
        self._usual_kinds |= await self._kinds()

    @property
    def were_asked_for(self) -> bool:
        """Whether the page has asked for anything since the press."""
        return self._press in self._asked.values()

    def asked(self) -> dict[Asked, bool]:
        """What the page has asked for since the press, and whether it was answered, also by a try of the script's own."""
        asked: dict[Asked, bool] = {}
        for request, is_answered in self._outcomes.items():
            if is_answered is not None and self._asked[request] == self._press:
                name = Asked.by(request)
                asked[name] = is_answered or asked.get(name, False)
        return asked

    async def are_wrong(self) -> bool:
        """Whether the script threw what it did not before, or got what earlier presses did not get: a page that tells of an error."""
        return bool(self._errors - self._usual_errors or (self._usual_kinds and await self._kinds() - self._usual_kinds))

    async def _kinds(self) -> set[str]:
        """The kinds of the answers to the last press."""
        return {kind for press, answer in self._answers if press == self._press for kind in await _kinds_of(answer)}

    def _began(self, request: Request) -> None:
        if self._watch.is_data(request):
            self._asked[request] = self._press
            if request in self._watch.pending:
                self._outcomes[request] = None

    def _answered(self, response: Response) -> None:
        request = response.request
        if request not in self._asked or _REDIRECT <= response.status < _BAD:
            return
        self._answers.append((self._asked[request], response))
        if request in self._outcomes:
            self._outcomes[request] = response.status < _BAD

    def _failed(self, request: Request) -> None:
        if request in self._outcomes and request.failure != CALLED_OFF:
            self._outcomes[request] = False

    def _threw(self, error: Error) -> None:
        self._errors.add(error.message)


async def _kinds_of(answer: Response) -> set[str]:
    """The kind of an answer, a piece of HTML told from a whole page; both where its body cannot be had, none where it does not say."""
    kind = answer.headers.get("content-type", "").partition(";")[0].strip().lower()
    if "html" not in kind:
        return {kind} - {""}
    try:
        body = await asyncio.wait_for(answer.body(), _LONGEST_WAIT)
    except (Error, TimeoutError):
        return {kind, f"{kind}, a page"}
    return {f"{kind}, a page" if _WHOLE_PAGE.match(body) else kind}
