"""Listings: from a section's page to the next, and to sections that nobody knew."""

from collections.abc import AsyncIterator, Iterable
from typing import Any, NamedTuple

from scrapy import Request
from scrapy.http import Response
from twisted.python.failure import Failure

from buratha.arabic.dates import utc_now
from buratha.archive.frontier import known, meet
from buratha.archive.given_anew import given_anew
from buratha.archive.listed_titles import note_titles
from buratha.archive.named_again import revive
from buratha.archive.tables import MET
from buratha.browser import has_script, pressing_end
from buratha.browser.ends import COMPLETE, FAILED, SKIPPED, UNFINISHED, UNTIL
from buratha.checks.listings import STRANGE_ROWS
from buratha.failures import FORBIDDEN, MISSING, SENT_TO_FRONT, RobotsUnreachableError, reason_of
from buratha.fingerprints import LISTING
from buratha.listed_addresses import find_listed
from buratha.pages.links import tree_of
from buratha.pages.listing import ListedArticle, Listing, PageLink, read_listing, trouble_with
from buratha.pages.more_control import find_strange_control
from buratha.pages.opened import OpenedPage, open_page
from buratha.sections import names
from buratha.shared_numbers import SharedNumbers
from buratha.spiders.base import AFTER_ARTICLES, LISTING_PRIORITY, AgencySpider, content_type_of, request_of
from buratha.urls import ArticleAddress
from buratha.walks.descent import days_of
from buratha.walks.first_rows import A_LONG_PAGE, A_PAGE, rows_of_list
from buratha.warc.fetched import fetched_at
from buratha.wholeness import CUT_OFF, ask_again, earlier_answers

NEEDS_BROWSER = "needs_browser"
_BY_BROWSER = "browser_"
"""What names of lacks begin with that are due to the browser."""
MOST_SECTIONS = 200
"""So many sections are taken up from links; a site of endless section names is not walked through."""
MOST_NOT_UNDERSTOOD = 20_000
"""So many different links that were not understood are counted."""
FRONT = ""
"""What stands for the section of a front page, which belongs to none."""


class _InHand(NamedTuple):
    """A listing's page as the server sent it, kept while a browser is asked for more of it."""

    listing: Listing
    url: str


class ListingPages(AgencySpider):
    """The part of the spider that walks listings."""

    def __init__(self, **arguments: Any) -> None:
        """Begin with nothing in hand."""
        super().__init__(**arguments)
        self._in_hand: dict[tuple[str, int], _InHand] = {}
        self._given_anew: set[int] = set()
        self._shared_numbers = SharedNumbers()

    def _listing(self, page: PageLink, section: str) -> Request:
        return self.under_way.begun(
            Request(
                self.locations.site.at_base(page.url),
                callback=self.listing_read,
                errback=self.listing_failed,
                cb_kwargs={"section": section, "number": page.number or 1},
                meta={LISTING: True},
                priority=AFTER_ARTICLES if self.streaks.articles_first else LISTING_PRIORITY,
                dont_filter=True,
            )
        )

    async def listing_read(self, response: Response, section: str, number: int) -> AsyncIterator[Request]:
        """Go on from a listing's page to its next page and to sections that nobody knew; its articles go into the archive."""
        self.streaks.listing()
        try:
            opened = open_page(response.body, response.url, content_type_of(response))
            listing = read_listing(opened.decoded.text, response.url, fetched_at(response) or utc_now())
            await self._note_addresses(find_listed(opened.decoded.text, response.url, self.locations.site))
            whole = self.wholeness.is_whole(opened.decoded.text, earlier_answers(response))
            if not whole and (again := ask_again(opened.decoded.text, response, self)):
                yield self.under_way.begun(again)
                return
            plain = self._in_hand.pop((section, number), None)
            reason = self._trouble(opened, listing, section) if whole else CUT_OFF
            if plain and plain.listing.articles and not listing.articles:
                reason = reason or "no_articles"
            if reason and plain:
                async for request in self._instead(plain, section, reason):
                    yield request
                return
            if reason:
                page = await self._listing_trouble(section, number, reason, response.url)
            elif again := await self._pressed(response, opened, listing, section, number):
                yield self.under_way.begun(again)
                return
            else:
                page = await self._take(listing, section, response.url, _lack(response, listing, section), pressing_end(response))
            if page is not None:
                yield self._listing(page, section)
            if not reason and (listing.articles or section == FRONT):
                async for request in self._discovered(listing):
                    yield request
        finally:
            self.under_way.ended()

    async def _note_addresses(self, found: dict[int, str]) -> None:
        """Take note of addresses with something behind the number, first of all of articles that are still to be had."""
        if found:
            before = await self.keeper.do(known, list(found))
            self.listed_addresses.note(found, {number for number in before if before[number].state != MET})

    async def _pressed(self, response: Response, opened: OpenedPage, listing: Listing, section: str, number: int) -> Request | None:
        """The page once more, with everything on it that a browser can bring by its button; None where there is no use in that."""
        if pressing_end(response) is not None or section == FRONT:
            return None
        if number == 1:
            self.descent.shows(section, listing)
        is_alone = number == 1 and has_script(response) and not (listing.pages or listing.needs_browser_for_more)
        rows = rows_of_list(listing, section) if is_alone else 0
        if not (listing.needs_browser_for_more or rows >= A_PAGE) or await self.descent.is_known_ground(section, listing):
            return None
        strange = find_strange_control(tree_of(opened.decoded.text), response.url, listing.main_list(section)) if rows >= A_PAGE else None
        again = self._drawn_again(response, section) if listing.needs_browser_for_more or rows >= A_LONG_PAGE else None
        if again is not None:
            self._in_hand[section, number] = _InHand(listing, response.url)
        if self.plan.pages != 1 and (strange or (rows >= A_LONG_PAGE and again is None)):
            self._tell_of_no_way_on(section, response.url, strange)
        return again

    def _drawn_again(self, response: Response, section: str) -> Request | None:
        return self.browser.more(response, self.plan.pages - 1 if self.plan.pages else None, *(self.descent.known_from(section) or ()))

    def _tell_of_no_way_on(self, section: str, url: str, strange: str | None) -> None:
        """Say that a first page as long as pages are leads nowhere, as far as is known: it may be all there is, or nobody knows its button."""
        self._count(f"listings/without_way_on/{section}")
        if strange:
            self.logger.warning("Nothing leads on from %s but perhaps a control that nobody knows, right below its list: %s", url, strange)
        else:
            self.logger.warning("Nothing leads on from %s: if it lists more than it shows, only a browser brings it", url)

    def _trouble(self, opened: OpenedPage, listing: Listing, section: str) -> str | None:
        if section != FRONT and self.locations.site.is_front(opened.url):
            return SENT_TO_FRONT
        return None if listing.articles else trouble_with(opened)

    async def _instead(self, plain: _InHand, section: str, reason: str) -> AsyncIterator[Request]:
        """Go on with a listing's page as the server sent it, since the browser brought none that is better; there may be more of the listing."""
        lack = reason if reason.startswith(_BY_BROWSER) else f"{_BY_BROWSER}{reason}"
        self._count(f"listings/not_drawn/{reason}")
        self.logger.warning("The browser did not bring the rest of a listing (%s), which is read as it was sent: %s", reason, plain.url)
        if page := await self._take(plain.listing, section, plain.url, lack):
            yield self._listing(page, section)
        async for request in self._discovered(plain.listing):
            yield request

    async def _take(self, listing: Listing, section: str, url: str, lack: str | None, end: str | None = None) -> PageLink | None:
        """Take in a listing's page; ``end``: why a browser that brought it pressed its button no more."""
        self._count("listings/read")
        wanted = self._wanted(listing)
        self._tell_of_strange_links(listing, url)
        self.sources.listed(article.id for article in listing.articles)
        self.keeper.barred.named({article.id for article in listing.articles})
        if section == FRONT:
            await self._meet_on_front(list(wanted))
        await self.keeper.do(note_titles, {article.id: article.title for article in listing.articles if article.id not in self.keeper.barred})
        await self._tell_of_other_stories(listing)
        self._tell_of_shared_numbers(section, listing)
        if section == FRONT:
            return None
        if listing.articles:
            self._count("listings/with_articles")
        elif not self.descent.goes_on(section) and self.descent.was_walked(section):
            self._count("failed/listing/no_articles")
            self._perhaps_closed(section)
        elif not self.descent.goes_on(section):
            self.descent.without_articles(section)
        is_in_vain = bool(listing.articles) and self.streaks.ended.issuperset(article.section for article in listing.articles)
        ending = {"is_drawn": end is not None, "comes_to_known": end == UNTIL, "has_skipped": end == SKIPPED}
        page = await self.descent.read(section, listing, wanted, url, lack, **ending, is_in_vain=is_in_vain)
        self.reader.expect(self.descent.met)
        return page

    def _perhaps_closed(self, section: str) -> None:
        self._count(f"sections/perhaps_closed/{section}")
        self.logger.warning("Where the section is closed, renamed or emptied for good, name it in BURATHA_CLOSED_SECTIONS: %s", section)

    async def _meet_on_front(self, wanted: list[ListedArticle]) -> None:
        """Note the articles of a front page. It names sections as the feed does: what a section's own listing has named stays there."""
        addresses, ids = [ArticleAddress(article.id, article.section) for article in wanted], [article.id for article in wanted]
        self.elsewhere.note(addresses, await self.keeper.do(known, ids))
        new = await self.keeper.do(meet, self.keeper.run.id, addresses, days_of(wanted))
        await self.keeper.do(revive, ids)
        self.crawler.stats.inc_value("buratha/met/front", new)

    async def _tell_of_other_stories(self, listing: Listing) -> None:
        """Say which held articles' numbers stand for another story now, each once."""
        for number in set(await self.keeper.do(given_anew, listing.articles)) - self._given_anew:
            self._given_anew.add(number)
            self._count("listings/another_story")
            self.logger.warning(
                "Listings give number %d to another story than the one that is held, and print a later day: read it with -a again=yes -a ids=%d",
                number,
                number,
            )

    def _tell_of_shared_numbers(self, section: str, listing: Listing) -> None:
        """Say which numbers two sections have for different stories, of which one is lost."""
        for shared in self._shared_numbers.take(section, listing):
            if shared.id in self.keeper.barred:
                continue
            self._count("listings/shared_number")
            told = (value for pair in zip(shared.sections, shared.titles, strict=True) for value in pair)
            self.logger.warning("Number %d stands for two stories, of which one can be held: in %s for «%s», in %s for «%s»", shared.id, *told)

    def _tell_of_strange_links(self, listing: Listing, url: str) -> None:
        """Count the links below a section's address that name nothing known, each once: an article may hide behind them."""
        new = set(listing.not_understood) - self.not_understood
        if not new or len(self.not_understood) >= MOST_NOT_UNDERSTOOD:
            return
        if not self.not_understood:
            example = next(each for each in listing.strange_rows or listing.not_understood if each in new)
            self.logger.warning("A link of %s is that of no article in any known form, and is not followed: %s; more are only counted", url, example)
        self.not_understood |= new
        self.crawler.stats.inc_value("buratha/links/not_understood", len(new))
        if rows := len(new.intersection(listing.strange_rows)):
            self.crawler.stats.inc_value(STRANGE_ROWS, rows)

    def _wanted(self, listing: Listing) -> Iterable[ListedArticle]:
        """The articles to follow: all, or with ``sections`` those that no other section claims."""
        if self.plan.sections is None:
            return listing.articles
        others = (names().keys() | set(listing.sections)) - set(self.plan.sections)
        return [article for article in listing.articles if article.section not in others]

    async def _discovered(self, listing: Listing) -> AsyncIterator[Request]:
        for section in listing.sections:
            if section in self.discovered or section in names() or self.descent.walks(section) or len(self.discovered) >= MOST_SECTIONS:
                continue
            self.discovered.add(section)
            self._count(f"sections/discovered/{section}")
            self.logger.info("Section %s is linked, but not in buratha/resources/sections.toml", section)
            if self.plan.sections is None:
                yield self._listing(await self.descent.begin(section), section)

    async def listing_failed(self, failure: Failure) -> AsyncIterator[Request]:
        """Count a listing's page that could not be fetched, and go on beyond it where that is possible."""
        request = request_of(failure)
        self.streaks.listing()
        try:
            section, number = request.cb_kwargs["section"], request.cb_kwargs["number"]
            if plain := self._in_hand.pop((section, number), None):
                async for further in self._instead(plain, section, reason_of(failure)):
                    yield further
                return
            is_asked = not isinstance(failure.value, RobotsUnreachableError)
            if page := await self._listing_trouble(section, number, reason_of(failure), request.url, is_asked=is_asked):
                yield self._listing(page, section)
        finally:
            self.under_way.ended()

    async def _listing_trouble(self, section: str, number: int, reason: str, url: str, *, is_asked: bool = True) -> PageLink | None:
        """Tell a listing's end, or a section that is not there, from a listing that is broken.

        Where nothing was asked for, the section is left as it is: what is yet to be read of it, the archive has, and no hole's try is used up.
        """
        missing = reason in MISSING
        if missing and section != FRONT and self.descent.goes_on(section):
            return await self.descent.ended(section, reason)
        if reason == FORBIDDEN:
            self._count(f"{FORBIDDEN}/listing")
        elif missing and section not in (self.plan.sections or ()) and not (section in names() and self.descent.was_walked(section)):
            self._count(f"sections/missing/{section or 'front'}")
        elif number == 1 and section in self.discovered:
            self._count(f"sections/unreadable/{section}")  # a link that looks like a section's is no proof of one
        else:
            self._count(f"failed/listing/{reason}")
            if missing and number == 1 and section in names() and self.descent.was_walked(section):
                self._perhaps_closed(section)
        self.logger.warning("Listing not read (%s): %s", reason, url)
        return await self.descent.lost(section, reason) if section != FRONT and is_asked else None


def _lack(response: Response, listing: Listing, section: str) -> str | None:
    """Why a page may have less of its listing than it should: its button was not pressed to the end, or not at all, or brings nothing.

    One below a few rows is printed all the same where there is no more.
    """
    end = pressing_end(response)
    if end is None:
        return NEEDS_BROWSER if listing.needs_browser_for_more else None
    is_lack = end in UNFINISHED or (end not in COMPLETE and rows_of_list(listing, section) >= A_PAGE)
    return f"{_BY_BROWSER}{FAILED if end == SKIPPED else end}" if is_lack else None
