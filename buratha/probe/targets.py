"""What a probe is asked for: addresses, sections by slug or name, and files."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from buratha.pages.decode import decode
from buratha.pages.lines import read_lines
from buratha.probe.looking import Fetched
from buratha.sections import names, slug_of
from buratha.site import Site
from buratha.urls import CANONICAL_BASE, article_address

_SLUG = re.compile(r"[a-z][a-z0-9_-]*")
_NUMBERED = re.compile(r"(\d{1,9})")
_MOST_BYTES = 20_000_000


class TargetError(ValueError):
    """What was asked for cannot be probed; the message names it and says what to write instead."""


@dataclass(slots=True)
class Targets:
    """What to fetch, and what was read from files, in the order of the command line."""

    order: list[str | Fetched] = field(default_factory=list)

    @classmethod
    def of(cls, arguments: Sequence[str], site: Site, url: str | None, content_type: str | None) -> "Targets":
        """Read the command line.

        Raises:
            TargetError: an argument is none of these, or a file cannot be read.

        """
        targets = cls([_target(argument, site, url, content_type) for argument in arguments])
        files = sum(isinstance(target, Fetched) for target in targets.order)
        if (url or content_type) and files != 1:
            raise TargetError(f"--url and --content-type speak of one file, and there {'is none' if not files else f'are {files}'}")
        return targets

    @property
    def urls(self) -> list[str]:
        """What has to be fetched, each once."""
        return list(dict.fromkeys(target for target in self.order if isinstance(target, str)))

    @property
    def files(self) -> list[Fetched]:
        """What was read from files."""
        return [target for target in self.order if isinstance(target, Fetched)]

    def in_order(self, fetched: dict[str, Fetched]) -> list[Fetched]:
        """All pages, in the order in which they were asked for."""
        return [target if isinstance(target, Fetched) else fetched[target] for target in self.order]


def _target(argument: str, site: Site, url: str | None, content_type: str | None) -> str | Fetched:
    if argument.lower().startswith(("http://", "https://")):
        return _address(argument)
    path = Path(argument)
    if path.is_file():
        return _file(path, url, content_type)
    slug = slug_of(argument) or argument.lower()
    if slug in names() or (_SLUG.fullmatch(slug) and not path.suffix):
        return site.listing(slug)
    raise TargetError(f"{argument}: this is no address (https://…), no section ({', '.join(names())}) and no file that exists")


def _address(text: str) -> str:
    try:
        parts = urlsplit(text)
        whole = bool(parts.hostname) and (parts.port or True)
    except ValueError as error:
        raise TargetError(f"{text} is no address: {error}") from error
    if not whole:
        raise TargetError(f"{text} is no address: it names no host")
    return text


def _file(path: Path, url: str | None, content_type: str | None) -> Fetched:
    try:
        size = path.stat().st_size
        if size > _MOST_BYTES:
            raise TargetError(f"{path} has {size:,} bytes, and no page of the site is that long")
        body = path.read_bytes()
    except OSError as error:
        raise TargetError(f"{path} cannot be read: {error.strerror}") from error
    address, how = (_address(url), "") if url else _own_address(path, body, content_type)
    return Fetched(address, body, content_type, source=f"read from {path}{how}")


def _own_address(path: Path, body: bytes, content_type: str | None) -> tuple[str, str]:
    """The address that a page gives as its own, or that its file's name tells."""
    page = read_lines(decode(body, content_type).text)
    for told in (page.canonical, page.meta.get("og:url", "")):
        if told.startswith(("http://", "https://")):
            return told, f", address as the page tells it{'' if article_address(told) else ', which is no article'}"
    if found := _NUMBERED.search(path.stem):
        return f"{CANONICAL_BASE}/arabic/news/{int(found[1])}", ", number as the file's name tells it; name the address with --url for its section"
    raise TargetError(f"{path} does not tell its address: name it with --url, as in --url {CANONICAL_BASE}/arabic/news/94875")
