"""What is different in a job of Scrapyd: there is no project folder, and Scrapyd puts settings of its own on the command line."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import urlsplit

from scrapy.settings import BaseSettings

from buratha.locations import SettingError, sqlite_file

_JOB = "_job"
_PLACE = re.compile(r"BURATHA_(?:\w+_(?:DIR|FILE|PATH)|LAYOUTS|WARC_REPLAY)")
_ARCHIVE, _SEVERAL = "BURATHA_ARCHIVE_URL", frozenset({"BURATHA_WARC_REPLAY"})
_FEEDS = "FEEDS"
_EXAMPLES = {
    _ARCHIVE: "sqlite:////srv/buratha/data/archive.sqlite",
    "BURATHA_LAYOUTS": "/srv/buratha/layouts.toml",
    "BURATHA_WARC_REPLAY": "/srv/buratha/warc",
}


class _Settings(Protocol):
    def get(self, name: str, default: Any = None) -> Any: ...

    def getdict(self, name: str) -> dict[Any, Any]: ...

    def __iter__(self) -> Iterator[str]: ...


def is_job(arguments: Mapping[str, str]) -> bool:
    """Whether a crawl's arguments are those of a job: Scrapyd gives every job its id as an argument."""
    return _JOB in arguments


def check_places(settings: _Settings) -> None:
    """See that every place is absolute. A job begins in Scrapyd's folder, wherever that was started, and there is no scrapy.cfg.

    Raises:
        SettingError: one is not.

    """
    for name, text in _places(settings):
        if not _is_absolute(text):
            raise SettingError(
                f"{name} is {text!r}: under Scrapyd a relative path would begin at {Path.cwd()}, where Scrapyd was started. Write an absolute one, "
                f"such as {_EXAMPLES.get(name, '/srv/buratha/feeds')}, into the environment of Scrapyd, or schedule with setting={name}=…"
            )
    for feed in map(str, settings.getdict(_FEEDS)):
        if not _is_absolute_feed(feed):
            raise SettingError(
                f"{_FEEDS} names {feed!r}: under Scrapyd a relative path would begin at {Path.cwd()}, where Scrapyd was started. Write an absolute "
                "one, such as /srv/buratha/mine.jsonl"
            )


def _places(settings: _Settings) -> Iterator[tuple[str, str]]:
    """Names of settings and the places that they name, one at a time."""
    for name in sorted(name for name in settings if name == _ARCHIVE or _PLACE.fullmatch(name)):
        value = str(settings.get(name) or "")
        yield from ((name, text) for each in (value.split(",") if name in _SEVERAL else [value]) if (text := each.strip()))


def _is_absolute(text: str) -> bool:
    path = sqlite_file(text)
    if path is not None:
        return not path or Path(path).expanduser().is_absolute()
    if urlsplit(text).netloc:
        return True
    return Path(text).expanduser().is_absolute()


def _is_absolute_feed(address: str) -> bool:
    """Whether a feed's address is no path, or an absolute one; Scrapy knows no ``~``."""
    scheme = urlsplit(address).scheme
    return scheme not in {"", "file"} or Path(address.removeprefix("file:")).is_absolute()


def complaints(settings: _Settings, spider: str, arguments: Mapping[str, str]) -> Iterator[str]:
    """What Scrapyd's configuration does that it had better not do; the crawl can go on."""
    own = f"/{spider}/{arguments[_JOB]}"
    for address in settings.getdict("FEEDS"):
        if str(address).endswith(f"{own}.jl"):
            yield (
                f"items_dir is set in scrapyd.conf, so Scrapyd has every article written to {address} too: that is no delivery, may break off "
                "anywhere, and Scrapyd deletes it. Leave items_dir empty; the project's own feeds are written all the same"
            )
    if jobs := settings.get("JOBDIR"):
        by_scrapyd = str(jobs).endswith(own)
        why = "jobs_dir is set in scrapyd.conf" if by_scrapyd else "JOBDIR was set when the job was scheduled (setting=JOBDIR=…), or in the project"
        remedy = "Leave jobs_dir empty" if by_scrapyd else "Leave JOBDIR out"
        yield f"{why}, so that the job would keep its requests in {jobs}: it does not. {remedy}; the archive knows what is still to be fetched"


def set_aside(settings: BaseSettings) -> None:
    """Take back what Scrapyd asks of every job, and no job can do."""
    settings.set("JOBDIR", None, "cmdline")
