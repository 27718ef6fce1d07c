"""Articles: what becomes of an article's page, and of one that could not be had."""

import logging
from collections.abc import AsyncIterator, Sequence
from typing import Any

from scrapy import Request
from scrapy.http import Response
from twisted.python.failure import Failure

from buratha.arabic.dates import utc_now
from buratha.archive.frontier import known, meet, missed
from buratha.archive.tables import HELD
from buratha.belief import Texts
from buratha.browser.finishing import Found
from buratha.browser.shells import is_shell
from buratha.failures import (
    ANSWERS,
    FORBIDDEN,
    MISSING,
    NOT_ANSWERED,
    NOT_BY_NUMBER,
    NOT_READ,
    NOT_RECORDED,
    SENT_TO_ANOTHER,
    SENT_TO_FRONT,
    WITHDRAWN,
    RobotsUnreachableError,
    reason_of,
)
from buratha.items import Article
from buratha.numbers import DAY, asked_first
from buratha.numbers import request_of as answered
from buratha.pages.kinds import NoArticle, no_article
from buratha.pages.opened import OpenedPage, open_page
from buratha.reader import PageToRead, ReaderSilentError, ReadPage
from buratha.sections import slug_of
from buratha.spiders.base import AgencySpider, content_type_of, request_of
from buratha.streaks import MOST_IN_A_ROW
from buratha.urls import ArticleAddress, article_address
from buratha.warc.fetched import fetched_at
from buratha.wholeness import CUT_OFF, ask_again, earlier_answers

_MOST_LINKED = 20_000
"""So many linked articles are remembered, so that the archive is not asked about the same boxes page after page."""
_PERHAPS_DRAWN = frozenset({"no_story", "listing", "needs_browser", "empty"})
"""Pages without a story that a script may have yet to write. For those that are nothing but a shell the middleware has asked."""
_GUESSED = "section_guessed"
"""Key in a request's meta: whether nobody but the crawler has named the section in its address."""
_REFUSED = "http_4"
"""How the names of answers begin with which a server refuses."""


class ArticlePages(AgencySpider):
    """The part of the spider that reads articles."""

    def __init__(self, **arguments: Any) -> None:
        """Begin without links."""
        super().__init__(**arguments)
        self._linked: set[int] = set()
        self._only_linked: set[int] = set()
        """Articles that nothing but a link on another article's page has named in this run."""
        self._only_numbered: set[int] = set()
        """Articles of which nothing is known but that a run before this one asked for their number."""
        self.texts = Texts()
        self._asked: dict[int, str] = {}
        """Sections under which the articles under way are asked for."""

    def _article(self, address: ArticleAddress, url: str | None = None) -> Request:
        """An article by section and number, or at the ``url`` that its listing has."""
        self._asked[address.id] = address.section
        return self.under_way.begun(
            Request(
                url or self.locations.site.article(address),
                callback=self.article_read,
                errback=self.article_failed,
                cb_kwargs={"number": address.id, "others": []},
                priority=address.id // 1000,
                dont_filter=True,
            )
        )

    def _numbered(self, number: int, sections: list[str], *, is_guess: bool = False) -> Request:
        """A number under the first of some sections; the others are asked when there is no such article in it."""
        request = self._article(ArticleAddress(number, sections[0]))
        request.cb_kwargs["others"] = sections[1:]
        request.meta[_GUESSED] = is_guess
        return request

    async def _handed_out(self, addresses: Sequence[ArticleAddress]) -> AsyncIterator[Request]:
        """Articles that the archive hands out, each by its address; a number that nothing has named under all sections in which it may be.

        Its section was the guess of a run by number that had no answer: that the server does not have it there says nothing of the others.
        """
        before = await self.keeper.do(known, [address.id for address in addresses])
        guessed = {address.id for address in addresses if address.id in before and not before[address.id].is_named}
        if guessed:
            await self.numbers.recall_sections()
            self._only_numbered |= guessed
        for address in addresses:
            if address.id in guessed:
                yield self._numbered(address.id, self.numbers.all_sections(address.id), is_guess=self.numbers.is_guess(address.id))
            else:
                yield self._article(address)

    async def article_read(self, response: Response, number: int, others: list[str]) -> AsyncIterator[Article | Request]:
        """Read an article's page, and note that its request has ended."""
        try:
            if (plain := self.finishing.waiting(number)) is not None:
                yield await self._noted(await self._more_of(plain, response, number), number)
                return
            address = article_address(response.url)
            opened = open_page(response.body, response.url, content_type_of(response)) if self.plan.is_by_number else None
            if opened is not None and self.numbers.is_absent(response, opened):
                async for request in self._not_there(number, others, response.url):
                    yield request
            elif self.locations.site.is_front(response.url):
                if again := self._elsewhere(number, others):
                    yield again
                else:
                    await self._sent_to_front(number, response)
            elif address is None:
                await self._no_article(no_article("not_an_article_address", response.url, f"article {number} was asked for"), number, response)
            elif address.id != number:
                await self._sent_to_another(number, address, response)
            else:
                async for read in self._article_on(response, number, opened, others):
                    yield read
        finally:
            self.under_way.ended()

    async def _sent_to_front(self, number: int, response: Response) -> None:
        """The front page came instead. Nobody knows whether there is no such article or the server is not well.

        It is no failure where the article is held, or nothing but an old link names it.
        """
        url = str(response.meta.get("redirect_urls", [response.url])[0])
        before = await self.keeper.do(known, [number])
        if number in self._only_linked or self.plan.is_by_number or (number in before and before[number].state == HELD):
            await self._no_article(NoArticle(SENT_TO_FRONT, "the server leads to its front page", url), number, response)
        else:
            await self._not_fetched(number, url, SENT_TO_FRONT)

    async def _sent_to_another(self, number: int, address: ArticleAddress, response: Response) -> None:
        """Another article came instead. That one may be named by nothing else."""
        if self.plan.ids is None:
            await self.keeper.do(meet, self.keeper.run.id, [address])
        asked = asked_first(answered(response))
        await self._no_article(no_article(SENT_TO_ANOTHER, asked, f"the server leads to {response.url}"), number, response)

    async def parse_article(self, response: Response) -> AsyncIterator[Article | Request]:
        """Read an article's page, for ``scrapy parse``."""
        async for read in self._article_on(response):
            yield read

    async def _article_on(
        self, response: Response, number: int | None = None, opened: OpenedPage | None = None, others: Sequence[str] = ()
    ) -> AsyncIterator[Article | Request]:
        """The article on a page, or the request for the page once more where it was cut off or has to be drawn by a browser."""
        page = _to_read(response)
        try:
            read = await self._unless_anothers(await self.reader.read(page, opened), number, response.url)
        except Exception as error:  # a fault of this program's costs the page, and is told; it is tried again by later runs
            if number is None:
                raise
            await self._not_read(error, number, response.url)
            return
        if isinstance(read.result, Article):
            if number is not None:
                if _is_guessed(response) and read.result.section != read.result.section_in_address:
                    self.numbers.served_elsewhere()
                _doubt_section(read.result, response)
                if again := self.finishing.again(read, page, response):
                    yield self.under_way.begun(again)
                    return
                await self._noted(Found(read.result, page, read.linked), number)
            yield read.result
        elif number is None:
            self.logger.warning("No article: %s", read.result or CUT_OFF)
        elif read.result is None and (again := ask_again(read.text, response, self)):
            yield self.under_way.begun(again)
        elif read.result is None:
            await self._not_fetched(number, response.url, CUT_OFF)
        elif read.result.reason in _PERHAPS_DRAWN and not is_shell(response) and (again := self.browser.again(response)):
            yield self.under_way.begun(again)
        elif read.result.reason == "not_found" and (again := self._elsewhere(number, others)):
            yield again
        else:
            await self._no_article(read.result, number, response)

    async def _unless_anothers(self, read: ReadPage, number: int | None, url: str) -> ReadPage:
        """A page as it was read; that of an article which came out just now is none of the number that was asked for, if nothing has named that."""
        article = read.result if number is not None and self.plan.is_by_number else None
        if not isinstance(article, Article) or not self.numbers.is_anothers(article, self.keeper.run.started):
            return read
        before = (await self.keeper.do(known, [article.id])).get(article.id)
        if before is not None and before.is_named:
            return read
        if article.published_precision == DAY:
            self._count("left_out/of_this_day")
        return ReadPage(no_article("not_found", url, "the page of an article that came out just now"))

    async def _not_read(self, error: Exception, number: int, url: str) -> None:
        is_silent = isinstance(error, ReaderSilentError)
        if not is_silent:
            self.logger.error("The page of article %d could not be read: %s", number, url, exc_info=error)
        await self._not_fetched(number, url, NOT_ANSWERED if is_silent else NOT_READ)

    async def _noted(self, found: Found, number: int) -> Article:
        """An article whose page is read, with what the page tells beside it noted."""
        if self.listed_addresses.came(number):
            await self._keep_addresses()
        self.streaks.article(self._asked.pop(number, ""))
        await self._meet_linked(found.linked)
        self.doubted.offer(found.article, found.page)
        return found.article

    async def _more_of(self, plain: Found, response: Response, number: int) -> Found:
        """An article after the browser was asked for the rest of it: as drawn, or as the plain page has it, where that has no less."""
        page, address = _to_read(response), article_address(response.url)
        if address is None or address.id != number:
            self.finishing.failed(plain, "another_page")
            return plain
        try:
            drawn = await self.reader.read(page)
        except ReaderSilentError:
            self.finishing.failed(plain, NOT_ANSWERED)
            return plain
        except Exception:  # a fault of this program's: the plain page could be read
            self.logger.exception("The drawn page of article %d could not be read: %s", number, response.url)
            self.finishing.failed(plain, NOT_READ)
            return plain
        found = self.finishing.kept(plain, drawn, page)
        _doubt_section(found.article, response)
        return found

    async def _meet_linked(self, linked: tuple[ArticleAddress, ...]) -> None:
        """Note the articles that an article's page links to, when everything is to be crawled."""
        unknown = [address for address in linked if address.id not in self._linked]
        if not unknown or not self.plan.is_everything:
            return
        if len(self._linked) > _MOST_LINKED:
            self._linked.clear()
        self._linked.update(address.id for address in unknown)
        self.keeper.barred.named({address.id for address in unknown})
        before = await self.keeper.do(known, [address.id for address in unknown])
        new = [address for address in unknown if address.id not in before]
        if new:
            await self.keeper.do(meet, self.keeper.run.id, new)
            self._only_linked.update(address.id for address in new)
            self.crawler.stats.inc_value("buratha/met/article", len(new))

    async def article_failed(self, failure: Failure) -> AsyncIterator[Article | Request]:
        """Count an article's page that could not be fetched; one that does not exist is no failure."""
        request, reason = request_of(failure), reason_of(failure)
        number = request.cb_kwargs["number"]
        try:
            if (plain := self.finishing.waiting(number)) is not None:
                self.finishing.failed(plain, reason)
                yield await self._noted(plain, number)
                return
            if reason == NOT_RECORDED and self.plan.again:
                self._count("again/not_recorded")
            elif reason in MISSING:
                async for again in self._not_there(number, request.cb_kwargs["others"], request.url, reason):
                    yield again
            else:
                await self._not_fetched(number, request.url, reason, is_asked=not isinstance(failure.value, RobotsUnreachableError))
        finally:
            self.under_way.ended()

    async def _not_there(self, number: int, others: list[str], url: str, reason: str = "not_found") -> AsyncIterator[Request]:
        """There is no such article at the address asked for: ask for it at the others, or believe it."""
        if again := self._elsewhere(number, others):
            yield again
        else:
            await self._no_article(no_article("not_found", url, reason), number)

    def _elsewhere(self, number: int, others: Sequence[str]) -> Request | None:
        """An article that is not at the address asked for, at the one that its listing has, or under another section, if there is any left to ask.

        That is one of the ``others`` still to be asked, or of those that name it.
        """
        asked = self._asked.get(number, "")
        if url := self.listed_addresses.take(number):
            request = self._article(ArticleAddress(number, asked), url)
            request.cb_kwargs["others"] = list(others)
            return request
        left = [] if self.numbers.absence.needs_right_section is False else list(others)
        sections = left or self.elsewhere.take(number, asked)
        return self._numbered(number, sections) if sections else None

    async def _not_fetched(self, number: int, url: str, reason: str, *, is_asked: bool = True) -> None:
        if reason != FORBIDDEN:
            self._count(f"failed/article/{reason}")
        self.logger.warning("Article not fetched (%s): %s", reason, url)
        self._came_to_nothing(number, reason, is_answer=reason.startswith(_REFUSED) or reason == SENT_TO_FRONT)
        state = await self._missed(number, url, reason) if is_asked else None
        if reason == FORBIDDEN:
            self._count(f"{FORBIDDEN}/{'held' if state == HELD else 'article'}")

    async def _no_article(self, found: NoArticle, number: int, response: Response | None = None) -> None:
        """Count a page that is no article; ``response`` is the page, where it was read."""
        if response is not None and found.reason != "not_found":
            self.texts.note(number, open_page(response.body, response.url, content_type_of(response)).page)
        gone = found.reason == "not_found"
        if gone and await self._is_not_by_number(number):
            await self._not_asked(number, found.url)
            return
        reason = await self._why_gone(number) if gone else found.reason
        self._count(f"no_article/{reason}")
        awaited = gone and (self._is_by_number(number) or number in self._only_linked)  # many numbers were never given, and old links lead nowhere
        self.logger.log(logging.INFO if awaited else logging.WARNING, "No article (%s): %s", found, found.url)
        self._came_to_nothing(number, found.reason, is_answer=True)
        await self._missed(number, found.url, WITHDRAWN if reason == WITHDRAWN else found.reason)

    async def _is_not_by_number(self, number: int) -> bool:
        """Whether the server says nothing of an article by saying no to its short address: it has others as their listings have them, if not all.

        Old links and numbers that nobody has named may lead nowhere on any server.
        """
        if not self.listed_addresses.are_needed or self.listed_addresses.was_asked(number) or self.plan.again or number in self._only_linked:
            return False
        before = (await self.keeper.do(known, [number])).get(number)
        return not self.plan.is_by_number or (before is not None and before.is_named)

    async def _not_asked(self, number: int, url: str) -> None:
        """There is no telling whether an article is there; one that is held was to be read again, and is none the worse for it."""
        before = (await self.keeper.do(known, [number])).get(number)
        if before is None or before.state != HELD:
            await self._not_fetched(number, url, NOT_BY_NUMBER)
            return
        self._count(f"left_out/{NOT_BY_NUMBER}")
        self._came_to_nothing(number, NOT_BY_NUMBER, is_answer=False)

    async def _why_gone(self, number: int) -> str:
        """What it means that the server has no such article: an old link, a held one that no listing names any more, or one that should be there."""
        if number in self._only_linked:
            return "linked_not_found"
        if not self.sources.leave_out(number):
            return "not_found"
        before = await self.keeper.do(known, [number])
        return WITHDRAWN if number in before and before[number].state == HELD else "not_found"

    def _is_by_number(self, number: int) -> bool:
        """Whether an article is asked for by nothing but its number."""
        return self.plan.is_by_number or number in self._only_numbered

    def _came_to_nothing(self, number: int, reason: str, *, is_answer: bool) -> None:
        """Take note of what came after what. ``is_answer``: the server has answered, so that the next one is likely to come to nothing too."""
        section = self._asked.pop(number, "")
        if not is_answer or self._is_by_number(number):
            self.streaks.nothing()
        elif self.streaks.none(section) and not self.plan.again:
            self._count(f"broken_off/{section}")
            self.logger.error("%d articles of %s in a row came to nothing, lately %s: no more of it is asked for", MOST_IN_A_ROW, section, reason)

    async def _missed(self, number: int, url: str, reason: str) -> str:
        """Note in the archive that an article could not be had; what is held and was to be read again stays as it is. Gives its state."""
        if self.plan.again:
            return HELD
        address = article_address(url)
        section = address.section if address and address.id == number else "news"
        run, by_number = self.keeper.run.id, self.plan.is_by_number
        named = ArticleAddress(number, section)
        return await self.keeper.do(missed, run, named, reason, limits=ANSWERS, otherwise=self.most_tries, by_number=by_number)


def _to_read(response: Response) -> PageToRead:
    """What the reader is given of an answer."""
    fetched = fetched_at(response) or utc_now()
    return PageToRead(response.body, response.url, content_type_of(response), fetched, earlier_answers(response), _is_guessed(response))


def _is_guessed(response: Response) -> bool:
    """Whether the section in a page's address is the crawler's own guess, and no redirect has put another in its place."""
    assert response.request is not None
    return bool(response.meta.get(_GUESSED)) and response.url == asked_first(response.request)


def _doubt_section(article: Article, response: Response) -> None:
    """Doubt a section that is the crawler's own guess, where neither the page tells what its category's name stands for nor the server.

    Where the page tells it, its word stands for the address too: later runs ask there, and find no difference.
    """
    if not _is_guessed(response):
        return
    is_told = article.category is not None and slug_of(article.category) is not None
    if article.section == article.section_in_address and not is_told:
        article.doubts = sorted({*article.doubts, "section"})
    elif "category" not in article.doubts:
        article.section_in_address = article.section
