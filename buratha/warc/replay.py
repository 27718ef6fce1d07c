"""A crawl that reads an archive instead of the network: every request is answered from it, or not at all.

While it runs, no scheme has a handler that could open a connection; what is not recorded ends in :class:`NotRecordedError`.
"""

import logging
import sqlite3
from collections import Counter
from datetime import datetime
from itertools import compress
from pathlib import Path
from typing import BinaryIO
from urllib.parse import urlsplit

from scrapy import Request, signals
from scrapy.core.downloader.handlers.base import BaseDownloadHandler
from scrapy.crawler import Crawler
from scrapy.exceptions import CloseSpider, DownloadCancelledError, IgnoreRequest, ResponseDataLossError
from scrapy.http import Headers, Response
from scrapy.responsetypes import responsetypes

from buratha.browser.asking import PRESSING
from buratha.failures import NOT_RECORDED, RECORD
from buratha.fingerprints import LISTING, fingerprint_of_article
from buratha.layouts import layouts_of
from buratha.locations import Locations, site_of
from buratha.urls import article_address
from buratha.warc.choosing import PageChoice
from buratha.warc.errors import ArchiveError, NotRecordedError, RecordError, RecordUnusableError
from buratha.warc.fetched import FETCHED_AT
from buratha.warc.files import is_part, whole_of
from buratha.warc.index import NAME, Index, Place
from buratha.warc.indexing import UNUSED, Keys
from buratha.warc.members import DAMAGED, member_at
from buratha.warc.parsing import Answer, parse_answer, parse_record
from buratha.warc.places import WarcPlaces
from buratha.warc.sources import sources
from buratha.warc.storage import record_limit

logger = logging.getLogger(__name__)

UNUSABLE = "archive_unusable"
"""Why a crawl ends when its archive cannot be read."""
FLAG = "warc"
"""Flag of a response that came from an archive."""
_NAMED = 5
_FILE_GONE, _INDEX_CHANGED = "file_gone", "index_changed"


class ReplayHandler(BaseDownloadHandler):
    """Answers requests from the archive of :class:`Replay`; Scrapy's place for what would ask the network."""

    lazy = True

    async def download_request(self, request: Request) -> Response:
        """Answer.

        Raises:
            NotRecordedError: there is no answer in the archive.
            RecordUnusableError: there is one that cannot be used.

        """
        replay = self.crawler.get_extension(Replay)
        if replay is None:
            raise NotRecordedError(request.url)
        return replay.answer(request)


class Replay:
    """Opens the archive when the spider opens, and says what is in it and what was not."""

    def __init__(self, crawler: Crawler) -> None:
        """Take the settings."""
        self._crawler = crawler
        self._places = WarcPlaces.of(crawler.settings)
        self._limit = record_limit(crawler.settings)
        self._largest = crawler.settings.getint("DOWNLOAD_MAXSIZE")
        self._index: Index | None = None
        self._nameless: Counter[str] = Counter()
        self._choice = PageChoice(self._sound, self._largest, layouts_of(crawler.settings))

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "Replay":
        """Connect to the run's signals."""
        replay = cls(crawler)
        crawler.signals.connect(replay.spider_opened, signals.spider_opened)
        crawler.signals.connect(replay.spider_closed, signals.spider_closed)
        return replay

    # -- the run -------------------------------------------------------------------------------------------------------
    def spider_opened(self) -> None:
        """Bring the index up to date.

        Raises:
            CloseSpider: the archive cannot be used.

        """
        skipped: Counter[str] = Counter()
        try:
            self._index = self._open()
            files = self._index.take(sources(self._places.replayed, skipped))
            self._tell_unused(self._index, skipped)
            self._nameless = self._index.nameless()
            self._check(self._index, files)
        except (ArchiveError, OSError, sqlite3.Error) as error:
            logger.error("The archive cannot be read again: %s", error)  # noqa: TRY400 - the sentence is enough
            raise CloseSpider(UNUSABLE) from error
        logger.info("Reading %d responses in %d files again; nothing is asked of the network", self._index.count(), files)

    def _tell_unused(self, index: Index, skipped: Counter[str]) -> None:
        for path, reason, count, first in index.faults():
            level = logging.INFO if reason in UNUSED else logging.WARNING
            logger.log(level, "Not used of %s: %d records, %s, the first at byte %d", path, count, reason, first)
        for reason, count in (index.fault_counts() + skipped).items():
            self._inc(f"skipped/{reason}", count)
        for reason, count in index.nameless().items():
            logger.warning("%d pieces of the files are %s to the last word of which pages are in them", count, reason)

    def spider_closed(self) -> None:
        """Say what was not in the archive."""
        if missing := self._crawler.stats.get_value("buratha/warc/not_recorded", 0):
            logger.warning("%d request%s no record in the archive", missing, " has" if missing == 1 else "s have")
        if self._index:
            self._index.close()

    def _open(self) -> Index:
        """Open the index beside the first of the files, or where nothing can be written, in the folder of the run's data."""
        fingerprinter = self._crawler.request_fingerprinter
        assert fingerprinter is not None
        keys = Keys(fingerprinter, frozenset(int(code) for code in self._crawler.settings.getlist("RETRY_HTTP_CODES")))
        first = self._places.replayed[0]
        beside = (first if first.is_dir() else first.parent) / NAME
        try:
            return Index(beside, keys, self._limit)
        except sqlite3.OperationalError as error:
            data = Locations.of(self._crawler.settings).data
            logger.info("The index goes to %s, since it cannot stand beside the archive: %s", data, error)
            data.mkdir(parents=True, exist_ok=True)
            return Index(data / NAME, keys, self._limit)

    def _check(self, index: Index, files: int) -> None:
        named = ", ".join(str(path) for path in self._places.replayed)
        if not files:
            raise ArchiveError(f"there is no WARC file in {named} (*.warc, *.warc.gz): name other folders or files in BURATHA_WARC_REPLAY")
        site = site_of(self._crawler.settings)
        others: Counter[str] = Counter()
        for url in index.addresses():
            if site.owns(url):
                return
            parts = urlsplit(url)
            if len(others) < _NAMED:
                others[f"{parts.scheme}://{parts.netloc}"] += 1
        if not others:
            why = ", ".join(f"{count} {reason}" for reason, count in sorted(index.fault_counts().items()))
            raise ArchiveError(f"there is no response in {named}{f' (not used: {why}; docs/warc.md says what that is)' if why else ''}")
        raise ArchiveError(
            f"no response in {named} is of {site.base}; there are some of {', '.join(others)}: set BURATHA_BASE_URL to the server that was recorded"
        )

    # -- articles by number --------------------------------------------------------------------------------------------
    def recorded(self, numbers: list[int]) -> list[int]:
        """Those of some articles of which the files have anything; the others are counted. A request for each would tell no more, far slower."""
        named = self._index.are_named(map(fingerprint_of_article, numbers), self._places.as_of) if self._index else []
        found = list(compress(numbers, named))
        if others := len(numbers) - len(found):
            if self._is_undisturbed():
                self._inc("not_recorded", others)
                self._crawler.stats.inc_value(f"buratha/{NOT_RECORDED}/article", others)
                self._tell_nameless()
            else:
                self._crawler.stats.inc_value(f"buratha/failed/article/{RECORD}{_INDEX_CHANGED}", others)
        return found

    def _tell_nameless(self) -> None:
        """Have the run say that a page may have another record, or an article one at all, where a piece of the files may be of any page."""
        for reason, count in self._nameless.items():
            self._crawler.stats.set_value(f"buratha/warc/nameless/{reason}", count)

    def _tell_newer(self, key: bytes, place: Place) -> None:
        """Have the run say that a newer record than the one which answers is there and cannot be used."""
        if self._index and (why := self._index.newer(key, place.date, self._places.as_of)):
            self._inc(f"outdated/{why}")
            logger.warning("%s is answered as of %s: a newer record of it cannot be used (%s)", place.url, place.date, why)

    def _is_undisturbed(self) -> bool:
        """Whether the index has all that it had when the run began; otherwise the run says so."""
        lost = self._index.lost() if self._index else Counter()
        for what, count in lost.items():
            self._crawler.stats.set_value(f"buratha/warc/changed_meanwhile/{what}", count)
        return not lost

    # -- a request -----------------------------------------------------------------------------------------------------
    def answer(self, request: Request) -> Response:
        """The best answer to a request that can be read.

        Raises:
            NotRecordedError: there is none.
            RecordUnusableError: none can be used.
            ResponseDataLossError: the record is not whole, and DOWNLOAD_FAIL_ON_DATALOSS is set.
            DownloadCancelledError: the body is larger than DOWNLOAD_MAXSIZE.

        """
        fingerprinter = self._crawler.request_fingerprinter
        assert fingerprinter is not None
        key = fingerprinter.fingerprint(request)
        places = self._index.find(key, self._places.as_of) if self._index else []
        is_undisturbed = self._is_undisturbed()
        is_article = article_address(request.url) is not None and not request.meta.get(LISTING)
        why = None
        for place in self._choice.best_first(places, self._pass_over) if is_article else places:
            try:
                answer = self._read(place)
            except (RecordError, OSError) as error:
                self._inc("damaged")
                logger.warning("Record at byte %d of %s cannot be read: %s", place.offset, place.path, error)
                why = _FILE_GONE if isinstance(error, FileNotFoundError) else DAMAGED
                continue
            if request.meta.get(LISTING):  # a newer one may name articles that this one does not
                self._tell_nameless()
                self._tell_newer(key, place)
            return self._response(request, place, answer)
        why = why or (self._index.unusable(key, self._places.as_of) if self._index else None)
        raise self._unanswered(request, why if why or is_undisturbed else _INDEX_CHANGED, is_article=is_article)

    def _unanswered(self, request: Request, why: str | None, *, is_article: bool) -> IgnoreRequest:
        """Count a request that nothing answers; ``why`` says what is wrong with what could have answered it."""
        if why:
            self._inc(f"unusable/{why}")
            return RecordUnusableError(request.url, why)
        self._inc("not_recorded")
        if is_article:
            self._tell_nameless()
        return NotRecordedError(f"{request.url} is not in the archive", self._nameless.total())

    def _read(self, place: Place) -> Answer:
        with _opened(place.path) as file:
            member = member_at(file, place.offset, place.length, self._limit)
        if member.fault:
            raise RecordError(member.fault)
        record = parse_record(member.data)
        if (record.url, record.date) != (place.url, place.date):
            raise RecordError(DAMAGED)  # the file is another one since it was indexed
        return parse_answer(record)

    def _sound(self, place: Place) -> Answer | None:
        try:
            return self._read(place)
        except (RecordError, OSError):
            return None

    def _pass_over(self, place: Place, fault: str) -> None:
        self._inc(f"passed_over/{fault}")
        logger.info("Passed over, since there is a better record of it: %s of %s (%s)", place.url, place.date, fault)

    def _response(self, request: Request, place: Place, answer: Answer) -> Response:
        if self._largest and len(answer.body) > self._largest:
            raise DownloadCancelledError(f"{place.url}: {len(answer.body)} bytes are more than DOWNLOAD_MAXSIZE")
        if answer.is_cut and request.meta.get("download_fail_on_dataloss", self._crawler.settings.getbool("DOWNLOAD_FAIL_ON_DATALOSS")):
            raise ResponseDataLossError
        request.meta[FETCHED_AT] = datetime.fromisoformat(place.date)
        request.meta.pop(PRESSING, None)
        if answer.pressing:
            request.meta[PRESSING] = answer.pressing
        self._inc("replayed")
        headers = Headers()
        for name, value in answer.headers:
            headers.appendlist(name, value)
        kind = responsetypes.from_args(headers=headers, url=place.url, body=answer.body)
        return kind(url=place.url, status=answer.status, headers=headers, body=answer.body, flags=[FLAG], protocol="HTTP/1.1")

    def _inc(self, name: str, by: int = 1) -> None:
        self._crawler.stats.inc_value(f"buratha/warc/{name}", by)


def _opened(path: Path) -> BinaryIO:
    """A file of the archive, also after its recording has ended and given it its own name."""
    try:
        return path.open("rb")
    except FileNotFoundError:
        if not is_part(path):
            raise
        return whole_of(path).open("rb")
