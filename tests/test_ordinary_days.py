"""Ordinary days of an agency in many layouts: listings, long and short, are walked without a word, and to their end. Without a server."""

from dataclasses import dataclass, field

import pytest
from aiohttp import web
from yarl import URL

from buratha.archive.frontier import Known
from buratha.archive.tables import MET
from buratha.pages.decode import decode
from buratha.pages.listing import Listing, read_listing
from buratha.walks.limits import Limits
from buratha.walks.section_walk import SectionWalk
from buratha.walks.walk_report import WalkReport
from tests.agency.generated import generate
from tests.agency.manners import Manners
from tests.agency.newsroom import Newsroom
from tests.agency.pagers import Window
from tests.agency.press import Press
from tests.agency.render import layouts
from tests.strangers import STRANGERS
from tests.test_section_walk import Counts

BASE = "https://burathanews.com/arabic"
KNOWN = layouts() | layouts(STRANGERS)
STRANGE = ("gulf-newscript", "jannah-post", "lists-2013", "pocket-page", "two-rails", "webforms-rows", "wp-magazine-2020")
DAYS = 3
A_DAY = 8


@dataclass
class Days:
    """An agency in one layout, and what is known of its listings after some days."""

    layout: str
    newsroom: Newsroom
    known: dict[int, Known] = field(default_factory=dict)
    tops: dict[str, int] = field(default_factory=dict)
    learnt: dict[str, int] = field(default_factory=dict)
    day: int = 0
    odd: list[tuple[str, ...]] = field(default_factory=list)
    """What a run has said of the listings."""

    def run(self) -> None:
        """Walk all sections that have articles, as they are today."""
        self.day += 1
        press = Press(self.newsroom, Manners.of(day=self.day))
        press._layout_of = lambda _: KNOWN[self.layout]
        for section in (name for name, articles in press.stock.by_section.items() if articles):
            self._walk(press, section)

    def _walk(self, press: Press, section: str) -> None:
        stats, ids = Counts(), [article.id for article in press.stock.by_section[section]]
        walk = SectionWalk(section, f"{BASE}/{section}", Limits(), WalkReport(stats), top=self.tops.get(section), learnt=self.learnt.get(section, 0))
        page = walk.first_page
        while page is not None:
            listing, leg = _answer(press, section, page.url), walk.leg
            if listing is None:
                page = walk.look(None) if walk.is_looking_again else leg.past_its_end("http_404") or walk.after_leg()
                continue
            if walk.is_looking_again:
                page = walk.look(listing)
                continue
            onward = leg.take(listing, dict(self.known), self.day + leg.is_again, page.url)
            for article in listing.articles:
                self.known.setdefault(article.id, Known(self.day, MET))
            if leg.is_top and leg.walked_to is not None:
                self.tops[section], self.learnt[section] = leg.walked_to, leg.disorder
            page = onward or walk.after_leg()
        said = [name for name, count in stats.get_stats().items() if ("/failed/" in name or "_order/" in name or "_first/" in name) and count]
        self.odd += [(section, *said)] if said or self.tops[section] != ids[0] or set(ids) - self.known.keys() else []


def _answer(press: Press, section: str, url: str) -> Listing | None:
    number = int(URL(url).query.get("page", "1"))
    try:
        answer = press.section(section, Window((number - 1) * press.manners.page_size, number))
    except web.HTTPNotFound:
        return None
    assert isinstance(answer.body, bytes)
    return read_listing(decode(answer.body, answer.headers["Content-Type"]).text, url)


@pytest.mark.parametrize("layout", [*layouts(), *STRANGE])
def test_listings_of_every_length_beside_boxes_of_the_whole_site_are_silent_and_complete(layout: str) -> None:
    days = Days(layout, Newsroom(generate(90, seed=1)))
    for _ in range(DAYS):
        days.run()
        newest = days.newsroom.stock.articles[0].id
        days.newsroom.publish(*generate(A_DAY, seed=newest, first_id=newest + 1, last_id=newest + 40 * A_DAY))
    assert days.odd == []
