"""Why a page could not be fetched, by a name that can be counted."""

from scrapy import exceptions
from scrapy.spidermiddlewares.httperror import HttpError
from twisted.python.failure import Failure

from buratha.compression import DAMAGED, DamagedAnswerError, TooLargeError
from buratha.warc.errors import NotRecordedError, RecordUnusableError


class RedirectedAwayError(exceptions.IgnoreRequest):
    """The server sends to another host that is not the agency's."""


class BadRedirectError(exceptions.IgnoreRequest):
    """The server sends to an address that is none."""


class RobotsUnreachableError(exceptions.IgnoreRequest):
    """Nobody knows what the server's robots.txt says, so that nothing is asked of it; the text is the name of why."""


ROBOTS_UNREACHABLE = "robots_unreachable"
"""A page that was not asked for because of that."""
FORBIDDEN = "forbidden_by_robots"
BROWSER_UNAVAILABLE = "browser_unavailable"
SENT_TO_FRONT = "sent_to_front_page"
SENT_TO_ANOTHER = "sent_to_another_article"
NOT_RECORDED = "not_recorded"
NOT_READ = "reader_failed"
"""The page came, and reading it raised an error of this program's own."""
NOT_ANSWERED = "reader_silent"
"""The page came, and the process that was to read it said nothing any more."""
RECORD = "record_"
"""How the names begin of reasons why a record of a WARC file cannot be used; how it is counted among those left aside follows."""
TLS_FAILED = "tls_failed"
WITHDRAWN = "withdrawn"
"""The server has no page for an article that is held, and no listing of the run names it."""
NOT_BY_NUMBER = "not_by_number"
"""The server has articles with their titles only, and nobody knows that of this one: what it says of the number alone tells nothing."""
NO_SUCH_PAGE = frozenset({"http_404", "http_410", "not_found"})
MISSING = NO_SUCH_PAGE | {SENT_TO_FRONT}
"""The server, or the page it sends, says that there is no such page: an answer, not a failure."""

ANSWERS = {
    "not_found": 1,
    "no_story": 3,
    "listing": 3,
    "not_an_article_address": 3,
    SENT_TO_ANOTHER: 3,
    FORBIDDEN: 1_000_000_000,
    NOT_BY_NUMBER: 1_000_000_000,
}
"""Reasons that are answers and no failures: after how many runs one is believed for good. robots.txt is asked anew each time, and an article whose
address is not known stays to be fetched."""

_NAMES: dict[type[BaseException], str] = {
    exceptions.DownloadTimeoutError: "timeout",
    exceptions.CannotResolveHostError: "host_not_found",
    exceptions.DownloadConnectionRefusedError: "connection_refused",
    exceptions.ResponseDataLossError: "cut_off",
    exceptions.DownloadCancelledError: "too_large",
    exceptions.DownloadFailedError: "connection_failed",
    RedirectedAwayError: "redirected_away",
    BadRedirectError: "bad_redirect",
    DamagedAnswerError: DAMAGED,
    TooLargeError: "too_large",
    NotRecordedError: NOT_RECORDED,
}

_SIGNS_OF_TLS = ("OpenSSL.SSL", "net::ERR_CERT", "net::ERR_SSL")
"""In the texts of failed downloads, Scrapy's and the browser's, which have no type for it."""
_UNIMPORTED = {"BrowserUnavailableError": BROWSER_UNAVAILABLE, "BrowserNotStartedError": BROWSER_UNAVAILABLE}
"""Errors of parts that not every crawl loads, by the names of their types."""


_UNEXPECTED = "unexpected_"
"""How the names of errors begin that nobody thought of; the error's own follows."""


def reason_of(failure: Failure) -> str:
    """The name of what went wrong."""
    return name_of(failure.value)


def name_of(error: BaseException | None) -> str:
    """The name of an error."""
    if isinstance(error, HttpError):
        return f"http_{error.response.status}"
    if isinstance(error, exceptions.DownloadFailedError) and any(sign in str(error) for sign in _SIGNS_OF_TLS):
        return TLS_FAILED
    if isinstance(error, RobotsUnreachableError):
        return ROBOTS_UNREACHABLE
    if isinstance(error, RecordUnusableError):
        return f"{RECORD}{error.reason}"
    own = type(error).__name__
    if own in _UNIMPORTED:
        return _UNIMPORTED[own]
    for kind, name in _NAMES.items():
        if isinstance(error, kind):
            return name
    if isinstance(error, exceptions.IgnoreRequest):
        return _ignored(str(error))
    return f"{_UNEXPECTED}{own}"


def _ignored(text: str) -> str:
    """Scrapy's own reasons to leave a request out have no types, only texts."""
    if "robots.txt" in text:
        return FORBIDDEN
    return "too_many_redirects" if "redirect" in text else "ignored"
