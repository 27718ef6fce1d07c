"""Where else articles are named: the feed, and the sitemaps of robots.txt. Each is checked against what the listings name."""

import logging
from collections.abc import Iterable
from datetime import datetime, time, timedelta
from hashlib import sha1

from scrapy.http import Response
from scrapy.statscollectors import StatsCollector
from sqlalchemy import Connection

from buratha.arabic.dates import utc_now
from buratha.archive.frontier import dated, known, meet, note, note_days
from buratha.archive.keeper import Keeper
from buratha.archive.named_again import revive
from buratha.archive.server_facts import recall, remember
from buratha.elsewhere import Elsewhere
from buratha.failures import MISSING
from buratha.numbers import USUAL_SECTION, asked_first, request_of
from buratha.pages.feed import NO_ARTICLES, NO_FEED, PAGE, Feed, read_feed
from buratha.pages.sitemap import NO_SITEMAP, NOTHING, Sitemap, read_sitemap
from buratha.urls import ArticleAddress

FEED, SITEMAP = "feed", "sitemap"
NO_SOURCE = frozenset({PAGE, NO_FEED, NO_SITEMAP, NOTHING, NO_ARTICLES, "forbidden_by_robots"})
"""What a server sends in the place of a source that it does not have."""
GONE = frozenset({PAGE, NO_FEED, NO_SITEMAP}) | MISSING
"""Of these and of what says that there is none: what is strange of a source that earlier runs have read."""
_MOST_SITEMAPS = 2000
_AT_ONCE = 5000
_MOST_LISTED = 20_000
_A_DAY_EVERYWHERE = timedelta(days=2)

logger = logging.getLogger(__name__)


class Sources:
    """The other sources of one run."""

    def __init__(self, keeper: Keeper, stats: StatsCollector, elsewhere: Elsewhere) -> None:
        self._keeper = keeper
        self._stats = stats
        self._elsewhere = elsewhere
        self._in_feed: set[int] = set()
        self._fed: set[int] = set()
        self._listed: set[int] = set()
        self._asked: set[str] = set()
        self._changed: dict[str, datetime] = {}

    # -- the feed ------------------------------------------------------------------------------------------------------
    async def take_feed(self, response: Response, content_type: str | None) -> str | None:
        """Note the articles that the feed names; gives why it names none."""
        feed = read_feed(response.body, response.url, content_type)
        if feed.trouble:
            return feed.trouble
        self._stats.set_value("buratha/feed_entries", len(feed.entries))
        if feed.malformed:
            self._stats.inc_value("buratha/feed_malformed")
        await self._keeper.do(_was_read, asked_first(request_of(response)))
        before = await self._keeper.do(known, [entry.id for entry in feed.entries])
        self._elsewhere.note([ArticleAddress(entry.id, entry.section) for entry in feed.entries if entry.section], before)
        await self._keeper.do(self._meet, feed)
        self._keeper.barred.named({entry.id for entry in feed.entries})
        run = self._keeper.run.id
        self._fed = {entry.id for entry in feed.entries}
        self._in_feed = {entry.id for entry in feed.entries if (row := before.get(entry.id)) is None or row.is_unnamed or row.run == run}
        self._stats.inc_value("buratha/met/feed", len(self._in_feed))
        return None

    def _meet(self, connection: Connection, feed: Feed) -> None:
        """Note the feed's articles; where it names no section, a guess stands for it that takes the place of none.

        Nor does its day take the place of a listing's: a system that prints a wrong one on its pages has it in its feed as well.
        """
        told = dated(connection, [entry.id for entry in feed.entries])
        run, days = self._keeper.run.id, {entry.id: entry.published.date() for entry in feed.entries if entry.published and entry.id not in told}
        meet(connection, run, [ArticleAddress(entry.id, entry.section) for entry in feed.entries if entry.section], days)
        note(connection, run, [ArticleAddress(entry.id, USUAL_SECTION) for entry in feed.entries if not entry.section], days)
        revive(connection, [entry.id for entry in feed.entries])
        note_days(connection, days)

    def listed(self, ids: Iterable[int]) -> None:
        """Take note of what a listing names."""
        if len(self._listed) < _MOST_LISTED:
            self._listed.update(ids)

    def leave_out(self, number: int) -> bool:
        """Whether listings were read, and neither they nor the feed name an article."""
        return 0 < len(self._listed) < _MOST_LISTED and number not in self._listed and number not in self._fed

    def check(self) -> None:
        """Say which new articles only the feed named: a listing that leaves articles out, or a section that nobody links."""
        missing = self._in_feed - self._listed
        if missing and self._listed:
            self._stats.set_value("buratha/feed_only", len(missing))
            logger.warning("%d new articles are in the feed and in no listing, as %s", len(missing), ", ".join(map(str, sorted(missing)[:5])))

    async def is_missed(self, url: str, most: int) -> bool:
        """Whether a source that is not there was read by earlier runs; after so many runs without it, it is believed that there is none any more."""
        return await self._keeper.do(_one_run_without, url, most)

    # -- sitemaps ------------------------------------------------------------------------------------------------------
    def fresh(self, urls: Iterable[str]) -> list[str]:
        """Those of some sitemaps that were not asked for yet."""
        found = [url for url in dict.fromkeys(urls) if url not in self._asked][: max(0, _MOST_SITEMAPS - len(self._asked))]
        self._asked.update(found)
        return found

    async def take_sitemap(self, response: Response) -> tuple[list[str], str | None]:
        """Note the articles that a sitemap names; gives the sitemaps to ask for next, and why it gave less than it holds."""
        sitemap = read_sitemap(response.body, response.url)
        for start in range(0, len(sitemap.articles), _AT_ONCE):
            part = sitemap.articles[start : start + _AT_ONCE]
            self._keeper.barred.named({number for number, _ in part})
            new = await self._keeper.do(meet, self._keeper.run.id, [ArticleAddress(number, section) for number, section in part])
            self._stats.inc_value("buratha/met/sitemap", new)
        if sitemap.trouble is None:
            await self._keeper.do(_was_read, asked_first(request_of(response)))
        self._changed |= {url: changed for url, changed in sitemap.sitemaps if changed is not None}
        if sitemap.trouble is None and (changed := self._changed.get(response.url)) and is_past(changed):
            await self._keeper.do(remember, _fact(response.url), changed.isoformat())
        return self.fresh(await self._keeper.do(_changed, sitemap)), sitemap.trouble


def _changed(connection: Connection, sitemap: Sitemap) -> list[str]:
    """The sitemaps of an index that may have changed since they were read; those that do not say when they changed always have."""
    return [
        url for url, changed in sitemap.sitemaps if changed is None or not is_past(changed) or recall(connection, _fact(url)) != changed.isoformat()
    ]


def _was_read(connection: Connection, url: str) -> None:
    if recall(connection, _runs_without(url)) != "0":
        remember(connection, _runs_without(url), "0")


def _one_run_without(connection: Connection, url: str, most: int) -> bool:
    without = recall(connection, _runs_without(url))
    if without is None or int(without) >= most:
        return False
    remember(connection, _runs_without(url), str(int(without) + 1))
    return True


def is_past(changed: datetime) -> bool:
    """Whether the time of a sitemap's last change says that nothing has been added since.

    Many generators write a mere day (read as its midnight in Baghdad): what is added later on that day changes nothing in it. On the next one it
    may still be that day where the server is.
    """
    return changed.time() != time() or utc_now() >= changed + _A_DAY_EVERYWHERE


def _fact(url: str) -> str:
    """The name under which it is kept when a sitemap last changed; names have 64 characters at the most."""
    return f"sitemap {_short(url)}"


def _runs_without(url: str) -> str:
    """The name under which it is kept in how many runs a source that was read once has not been there."""
    return f"runs without {_short(url)}"


def _short(url: str) -> str:
    return sha1(url.encode(), usedforsecurity=False).hexdigest()
