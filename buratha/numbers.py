"""Walking by numbers: what this server answers for an article that does not exist is learnt first, and then known again."""

import json
import logging
from collections.abc import Iterator

from scrapy import Request
from scrapy.http import Response

from buratha.archive.frontier import any_known
from buratha.archive.keeper import Keeper
from buratha.archive.server_facts import recall, remember
from buratha.pages.absence import IMPOSSIBLE, Absence, Answer
from buratha.pages.opened import OpenedPage
from buratha.sections import names
from buratha.site import Site
from buratha.urls import ArticleAddress

USUAL_SECTION = "news"
_FACT = "absence"

logger = logging.getLogger(__name__)


class Numbers:
    """What is known of the server's manner of saying no, and which sections a number is asked for under."""

    def __init__(self, keeper: Keeper, site: Site) -> None:
        self._keeper = keeper
        self._site = site
        self.absence = Absence()

    async def recall(self) -> None:
        """Take up what earlier runs learnt of this server."""
        stored = await self._keeper.do(recall, f"{_FACT} {self._site.base}"[:64])
        if stored:
            self.absence = Absence.from_json(json.loads(stored))

    async def keep(self) -> None:
        """Keep what was learnt for later runs."""
        await self._keeper.do(remember, f"{_FACT} {self._site.base}"[:64], json.dumps(self.absence.to_json(), ensure_ascii=False))

    async def lessons(self) -> list[tuple[str, str]]:
        """The addresses to learn from, each with what it teaches; nothing when enough is known."""
        found = []
        if not self.absence.is_known:
            found = [("missing", self._site.article(ArticleAddress(number, USUAL_SECTION))) for number in IMPOSSIBLE]
        example = await self._keeper.do(any_known)
        if example is not None and self.absence.wrong_section is None:
            other = next(section for section in names() if section != example.section)
            found += [("present", self._site.article(example)), ("wrong_section", self._site.article(ArticleAddress(example.id, other)))]
        return found

    def is_absent(self, response: Response, opened: OpenedPage) -> bool:
        """Whether a response says that there is no such article, as far as that was learnt."""
        return self.absence.is_known and self.absence.matches(answer_of(response, opened))

    def learn(self, lesson: str, answer: Answer) -> None:
        """Take note of an answer."""
        {
            "missing": self.absence.learn_missing,
            "present": self.absence.learn_present,
            "wrong_section": self.absence.learn_wrong_section,
        }[lesson](answer)

    def sections(self, named: str | None = None) -> Iterator[str]:
        """The sections to ask for a number under: that by which it is named, or the usual one; all where the server insists on the right one."""
        first = named or USUAL_SECTION
        yield first
        if self.absence.needs_right_section:
            yield from (section for section in names() if section != first)

    def is_guess(self, named: str | None) -> bool:
        """Whether the section that a number is asked for under is nobody's but the crawler's: the server answers under any."""
        return named is None and not self.absence.needs_right_section


def answer_of(response: Response, opened: OpenedPage | None) -> Answer:
    """A response as far as it tells whether there is such an article."""
    request = response.request
    assert request is not None
    return Answer(response.status, asked_first(request), response.url, opened)


def asked_first(request: Request) -> str:
    """The address that was asked for before any redirect."""
    return str(request.meta.get("redirect_urls", [request.url])[0])
