"""Scrapy's cache interface, for recording only: every response is stored, none is ever served."""

import errno
import logging
from contextlib import suppress
from functools import partial
from urllib.parse import urlsplit

import scrapy
from scrapy import Request, Spider
from scrapy.http import Response
from scrapy.settings import BaseSettings

from buratha.arabic.dates import utc_now
from buratha.warc.fetched import FETCHED_AT
from buratha.warc.files import WarcFiles
from buratha.warc.places import WarcPlaces
from buratha.warc.records import exchange, warcinfo
from buratha.warc.salvage import salvage

logger = logging.getLogger(__name__)

MOST_HEADS = 512 * 1024
"""What a record may hold beside a body of DOWNLOAD_MAXSIZE."""
_LARGEST = 1024**3


def record_limit(settings: BaseSettings) -> int:
    """How many bytes a record may unpack to."""
    return (settings.getint("DOWNLOAD_MAXSIZE") or _LARGEST) + MOST_HEADS


class RecordAll:
    """Cache policy: whatever comes from a server is stored, and each request goes to the server."""

    def __init__(self, settings: BaseSettings) -> None:
        """Take Scrapy's settings, of which none matters."""

    def should_cache_request(self, request: Request) -> bool:
        """Whether the request goes to a server at all."""
        return urlsplit(request.url).scheme in {"http", "https"}

    def should_cache_response(self, response: Response, request: Request) -> bool:  # noqa: ARG002 - Scrapy's signature
        """Whatever its status and headers."""
        return True

    def is_cached_response_fresh(self, cachedresponse: Response, request: Request) -> bool:  # noqa: ARG002 - Scrapy's signature
        """Never."""
        return False

    def is_cached_response_valid(self, cachedresponse: Response, response: Response, request: Request) -> bool:  # noqa: ARG002 - Scrapy's signature
        """Never."""
        return False


class WarcStorage:
    """Records each response, with its request, in the WARC files of ``BURATHA_WARC_DIR``."""

    def __init__(self, settings: BaseSettings) -> None:
        """Read the places.

        Raises:
            SettingError: one of them cannot be used.

        """
        self._places = WarcPlaces.of(settings)
        self._limit = record_limit(settings)
        self._count = 0
        self._failures: set[str] = set()

    def open_spider(self, spider: Spider) -> None:
        """Complete what killed runs left in the folder, and begin."""
        assert self._places.folder is not None
        self._spider = spider
        self._files = WarcFiles(self._places.folder, self._places.file_bytes, partial(_about, spider))
        for saved in salvage(self._places.folder, self._limit):
            self._inc("salvaged_files")
            self._inc("torn_bytes", saved.lost)

    def close_spider(self, spider: Spider) -> None:  # noqa: ARG002 - Scrapy's signature
        """Complete the last file."""
        try:
            self._files.close()
        except OSError as error:
            self._failed(error, "the last file, which keeps its part name")
        files = len(self._files.written)
        logger.info("Recorded %d responses in %d files in %s", self._count, files, self._places.folder)

    def retrieve_response(self, spider: Spider, request: Request) -> Response | None:  # noqa: ARG002 - Scrapy's signature
        """Give nothing: what is recorded is never served in place of the server."""
        return None

    def store_response(self, spider: Spider, request: Request, response: Response) -> None:  # noqa: ARG002 - Scrapy's signature
        """Append an exchange. When it cannot be written, the page is crawled all the same, and the loss is counted and said."""
        request.meta[FETCHED_AT] = moment = utc_now()  # what is read of the page has the time of its record, and is known again by it
        try:
            size = self._files.append(lambda info: exchange(request, response, info, moment))
        except OSError as error:
            self._failed(error, response.url)
            return
        self._count += 1
        self._inc("recorded")
        self._inc("recorded_bytes", size)

    def _failed(self, error: OSError, what: str) -> None:
        name = errno.errorcode.get(error.errno or 0, type(error).__name__)
        self._inc(f"not_stored/{name}")
        level = logging.DEBUG if name in self._failures else logging.ERROR
        self._failures.add(name)
        logger.log(level, "Not recorded (%s): %s. Others that fail in the same way are counted, and logged at level DEBUG", error, what)

    def _inc(self, name: str, by: int = 1) -> None:
        with suppress(RuntimeError):  # a spider without a crawl has no stats
            self._spider.crawler.stats.inc_value(f"buratha/warc/{name}", by)


def _about(spider: Spider, filename: str) -> tuple[str, bytes]:
    """The record that says what a file is."""
    settings = spider.crawler.settings
    fields = {
        "software": f"{settings.get('BOT_NAME')} (Scrapy {scrapy.__version__}, warcio)",
        "format": "WARC File Format 1.1",
        "conformsTo": "https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/",
        "operator": settings.get("BURATHA_CONTACT"),
        "robots": "obey" if settings.getbool("ROBOTSTXT_OBEY") else "ignore",
        "http-header-user-agent": settings.get("USER_AGENT"),
        "isPartOf": settings.get("BURATHA_BASE_URL"),
    }
    return warcinfo(filename, {name: " ".join(str(value).split()) for name, value in fields.items() if value})
