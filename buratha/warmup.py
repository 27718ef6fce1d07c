"""Reading pages of a layout that is not known yet: they wait until there are enough of them to learn from together.

What repeats on a site shows only on several pages, so the first pages of a fresh crawl (or after a redesign) wait for each
other: until ``MOST_HELD`` are there, or until nothing else is under way, or for ``MOST_SECONDS``. Then all are learnt from, and
each is read with what all have shown. The callbacks themselves wait, so their requests count as under way until they are read.
"""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from time import monotonic

from buratha.arabic.dates import utc_now
from buratha.pages.article import read_article, refusal
from buratha.pages.decode import is_binary
from buratha.pages.facts import ArticleFacts
from buratha.pages.kinds import ERROR_SENTENCE, NoArticle
from buratha.pages.layouts import Layouts
from buratha.pages.opened import OpenedPage
from buratha.pages.repetition import KNOWN_SHARE, Repetition
from buratha.reading import learn

logger = logging.getLogger(__name__)

MOST_HELD = 40
"""So many pages are enough to tell a box that rotates from a story."""
MOST_CHARACTERS = 4_000_000
"""So much text may wait: well below SCRAPER_SLOT_MAX_ACTIVE_SIZE, past which Scrapy lets nothing more come."""
MOST_SECONDS = 180.0
"""So long a page of a rare layout waits for others of its kind."""
WARM_PAGES = 12
"""With fewer pages than this behind it, no memory is relied on."""
_POLL = 0.25


@dataclass(slots=True)
class _Batch:
    """Pages that wait for each other."""

    pages: list[OpenedPage] = field(default_factory=list)
    characters: int = 0
    ready: asyncio.Event = field(default_factory=asyncio.Event)
    since: float = field(default_factory=monotonic)
    quiet_since: float | None = None

    @property
    def is_full(self) -> bool:
        return len(self.pages) >= MOST_HELD or self.characters >= MOST_CHARACTERS or monotonic() - self.since >= MOST_SECONDS


class Reader:
    """Reads articles' pages with one memory; ``is_quiet`` tells whether no other page can be expected."""

    def __init__(self, memory: Repetition, is_quiet: Callable[[], bool], layouts: Layouts | None = None) -> None:
        """Begin with what is known already."""
        self._layouts = layouts
        self.memory = memory
        self.known_before = memory.pages
        self.waited = 0
        """How many articles' pages have waited for others."""
        self._is_quiet = is_quiet
        self._batch = _Batch()

    @property
    def held(self) -> int:
        """How many pages wait."""
        return len(self._batch.pages)

    async def read(self, opened: OpenedPage, now: datetime) -> ArticleFacts | NoArticle:
        """Read a page, once enough is known of its layout. ``now`` is the time of the fetch.

        An error page, a wall or a shell is none of the site's layouts: it is not waited for, and nothing is learnt from it.
        """
        refused = None if self._tells_at_length(opened) else refusal(opened, self.memory)
        if refused is not None:  # it is false in a condition
            return refused
        if self._knows(opened):
            self.memory.observe(opened.page, opened.identity)
            return read_article(opened, self.memory, now, self._layouts)
        await self._wait(opened)
        read = read_article(opened, self.memory, now, self._layouts)
        self.waited += isinstance(read, ArticleFacts)
        return read

    def _tells_at_length(self, opened: OpenedPage) -> bool:
        """Whether a page has a long sentence of its own, which no error page has: most need not be judged twice."""
        if is_binary(opened.decoded.text) or opened.other_file is not None:
            return False
        long = (line for line in opened.page.lines if line.words >= ERROR_SENTENCE and not line.is_link)
        return any(not self.memory.place(line.node.place).is_fixed(line.level) for line in long)

    def _knows(self, opened: OpenedPage) -> bool:
        return self.memory.pages >= WARM_PAGES and self.memory.knows(opened.page) >= KNOWN_SHARE

    async def _wait(self, opened: OpenedPage) -> None:
        batch = self._batch
        batch.pages.append(opened)
        batch.characters += len(opened.decoded.text)
        batch.quiet_since = None
        if batch.is_full:
            self._release(batch)
        while not batch.ready.is_set():
            try:
                await asyncio.wait_for(batch.ready.wait(), _POLL)
            except TimeoutError:
                if batch.is_full or self._stays_quiet(batch):
                    self._release(batch)

    def _stays_quiet(self, batch: _Batch) -> bool:
        """Whether it has been quiet for a while: a page on its way from the download to its callback is in neither."""
        if not self._is_quiet():
            batch.quiet_since = None
            return False
        if batch.quiet_since is None:
            batch.quiet_since = monotonic()
        return monotonic() - batch.quiet_since >= _POLL

    def _release(self, batch: _Batch) -> None:
        if batch is not self._batch:
            return
        self._batch = _Batch()
        try:
            learn(batch.pages, self.memory, utc_now(), self._layouts)
        except Exception:  # the page that raised does so again where it is read itself; the others know less, and are read
            logger.exception("A page could not be learnt from, nor those behind it")
        finally:
            batch.ready.set()
