"""What the agency answers with: articles and listings as responses, in the server's manners."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from typing import Final, NoReturn

from aiohttp import web

from tests.agency.articles import Article
from tests.agency.choosing import chooser
from tests.agency.furniture import furniture
from tests.agency.manners import Manners
from tests.agency.newsroom import Newsroom, Stock
from tests.agency.pagers import Window, addresses, markup_of, with_pager
from tests.agency.plain import CONTENT_TYPE, PlainPages
from tests.agency.render import Layout, Listing, page_of, render_article, render_listing
from tests.agency.wording import Wording, wordings

FRONT: Final = "/"


class Press:
    """Makes the pages of an agency."""

    def __init__(self, newsroom: Newsroom, manners: Manners) -> None:
        """Check that there is such a layout.

        Raises:
            ValueError: there is none.
        """
        self.newsroom = newsroom
        self.manners = manners
        self._layout_of = chooser(manners.layout)

    @property
    def stock(self) -> Stock:
        """The articles as they are now."""
        return self.newsroom.stock

    @property
    def wording(self) -> Wording:
        """The words of the furniture."""
        return wordings()[self.manners.wording]

    @cached_property
    def _plain(self) -> PlainPages | None:
        day, stock = self.manners.day, self.stock
        return PlainPages(self.wording, furniture(self.wording, day, stock.neighbours), day) if self.manners.plain else None

    @property
    def _front_layout(self) -> Layout:
        """The layout of pages that are no article: that of the newest article."""
        return self._layout_of(self.stock.articles[0])

    # -- articles ------------------------------------------------------------------------------------------------------
    def article(self, number: int, section: str | None) -> web.Response:
        """Answer for an article, asked for under a section or under its old address."""
        article = self.stock.by_id.get(number)
        if article is None:
            return self.absent()
        if section not in {None, article.section} and self.manners.wrong_section != "served":
            return _moved(article.path) if self.manners.wrong_section == "redirect" else not_found()
        if self._plain:
            return web.Response(body=self._plain.article(article), headers={"Content-Type": CONTENT_TYPE})
        layout = self._layout_of(article)
        return _html(layout, render_article(article, layout, self.wording, self.manners.day, self.stock.neighbours))

    def absent(self) -> web.Response:
        """Answer for an article that does not exist."""
        match self.manners.absent:
            case "gone":
                return self.gone()
            case "front":
                return _moved(FRONT, 302)
            case "empty":
                return self.listing(Listing([], page_url=lambda _: FRONT, category=" "))
            case "zero":
                return web.Response(content_type="text/html")
            case "newest":
                return self.article(self.stock.articles[0].id, None)
        return self.missing()

    def missing(self, status: int = 404) -> web.Response:
        """Answer that there is no such page, in the site's own looks."""
        words = f"{self.wording.not_found_title}: {self.wording.not_found_text}"
        return self.listing(Listing([], page_url=lambda _: FRONT, category=words), status)

    def gone(self) -> web.Response:
        """Answer that there is no such page any more."""
        return self.missing(410)

    # -- listings ------------------------------------------------------------------------------------------------------
    def front(self, path: str) -> web.Response:
        """Answer with a front page: the newest articles of all sections, on one page."""
        return self.listing(Listing(self.stock.articles[: self.manners.page_size], page_url=lambda _: path))

    def section(self, section: str, window: Window) -> web.Response:
        """Answer with one page of a section."""
        articles, size = self.stock.by_section[section], self.manners.page_size
        if self.manners.pager == "none":
            size = max(1, len(articles))
        last = max(1, -(-len(articles) // size))
        if window.start >= len(articles) and window.start:
            return self._beyond(section, window, last)
        return self._shown(section, window, articles[window.start : window.start + size], last)

    def _beyond(self, section: str, window: Window, last: int) -> web.Response:
        """Answer for a page beyond the last."""
        articles, size = self.stock.by_section[section], self.manners.page_size
        page = window.page if self.manners.endless else None
        match self.manners.past_end:
            case "missing" | "loop":
                not_found()
            case "gone":
                return self.gone()
            case "front":
                return _moved(FRONT, 302)
            case "empty-body":
                return web.Response(content_type="text/html")
            case "last":
                return self._shown(section, Window((last - 1) * size, page or last), articles[(last - 1) * size :], last)
            case "first":
                return self._shown(section, Window(0, page or 1), articles[:size], last)
        return self._shown(section, window, [], last)

    def _shown(self, section: str, window: Window, articles: Sequence[Article], last: int) -> web.Response:
        path, manners = f"/arabic/{section}", self.manners
        url = addresses(manners.page_form, path, self.stock.by_section[section], manners.page_size, window)
        if manners.past_end == "loop" and window.page >= last > 1:
            earlier = url(max(1, last - 1))
            return self.listing(self._listing(section, articles, window.page, last + 1, lambda page: url(page) if page <= last else earlier))
        end = max(last, window.page + 1) if manners.endless else last
        return self.listing(self._listing(section, articles, window.page, end, url))

    def _listing(self, section: str, articles: Sequence[Article], page: int, last: int, url: object) -> Listing:
        assert callable(url)
        return Listing(articles, url, section, self.stock.sections[section], page, last)

    def listing(self, listing: Listing, status: int = 200) -> web.Response:
        """Answer with a listing's page."""
        manners = self.manners
        own_pager = manners.pager != "layout" and listing.section is not None
        pager = markup_of(manners.pager, listing, self.wording, f"/arabic/{listing.section}") if own_pager else None
        if self._plain:
            entries = [page_of(article, manners.day) for article in self._as_listed(listing.articles)]
            return web.Response(body=self._plain.listing(listing, entries, pager), status=status, headers={"Content-Type": CONTENT_TYPE})
        shown = replace(listing, articles=self._as_listed(listing.articles))
        if own_pager:
            shown = replace(shown, page=1, last_page=1)  # so that the layout shows none of its own
        layout = self._front_layout
        body = render_listing(shown, layout, self.wording, manners.day, self.stock.neighbours)
        return _html(layout, with_pager(body, pager, layout.charset) if pager else body, status)

    def _as_listed(self, articles: Sequence[Article]) -> Sequence[Article]:
        """The articles as a listing prints them: with or without their meta lines."""
        return articles if self.manners.listing_dates else [replace(article, meta=None) for article in articles]


def not_found() -> NoReturn:
    """Answer 404."""
    raise web.HTTPNotFound


def _moved(path: str, status: int = 301) -> web.Response:
    return web.Response(status=status, headers={"Location": path})


def _html(layout: Layout, body: bytes, status: int = 200) -> web.Response:
    return web.Response(body=body, status=status, headers={"Content-Type": layout.content_type})
