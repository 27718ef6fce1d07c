"""What a probe is asked for: addresses, sections by slug or name, and files."""

import stat
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from buratha.compression import unpacked
from buratha.probe.looking import Fetched
from buratha.probe.own_address import OwnAddress, own_address
from buratha.probe.packed_page import PackedPage, is_packed_page, packed_page
from buratha.sections import names, slug_of
from buratha.site import Site
from buratha.slugs import is_slug, slug_in

_GZIP, _WARC = b"\x1f\x8b", b"WARC/"
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

    def spare(self, path: Path, option: str) -> None:
        """See that a file or folder that is about to be written over is none that was read, or holds one, whatever it is called.

        Raises:
            TargetError: it is.

        """
        for read in (page.path for page in self.files if page.path is not None):
            if _is_in(read, path):
                raise TargetError(f"{option} would write over {read}, which is the page itself: name another one")

    def in_order(self, fetched: dict[str, Fetched]) -> list[Fetched]:
        """All pages, in the order in which they were asked for."""
        return [target if isinstance(target, Fetched) else fetched[target] for target in self.order]


def _target(argument: str, site: Site, url: str | None, content_type: str | None) -> str | Fetched:
    if argument.lower().startswith(("http://", "https://")):
        return _asked_of(site, _address(argument))
    path = Path(argument)
    mode = _mode(path)
    if stat.S_ISREG(mode):
        return _file(path, url, content_type)
    slug = slug_of(argument) or slug_in(argument)
    if slug in names() or (is_slug(slug) and not path.suffix):
        return site.listing(slug)
    if mode:
        raise TargetError(f"{argument} is {'a folder: name the files in it' if stat.S_ISDIR(mode) else 'no ordinary file: name a file with a page'}")
    raise TargetError(f"{argument}: this is no address (https://…), no section ({', '.join(names())}) and no file that exists")


def _asked_of(site: Site, url: str) -> str:
    """Where a crawl would ask for an address: records name the agency's, wherever they were read."""
    return site.at_base(url) if site.owns(url) and not site.serves(url) else url


def _is_in(file: Path, path: Path) -> bool:
    """Whether a file is a path's, or lies in it, through links of any kind."""
    try:
        real = path.resolve()
        return path.exists() and any(each.samefile(real) for each in (file, *file.resolve().parents))
    except (OSError, RuntimeError):
        return False


def _mode(path: Path) -> int:
    """What stands under a path, 0 for nothing."""
    try:
        return path.stat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        return 0
    except OSError as error:
        raise TargetError(f"{path} cannot be read: {error.strerror}") from error


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
    body = _page_in(path)
    packed = ""
    if is_packed_page(body):
        page = _unpacked_page(path, body)
        body, content_type, packed = page.body, content_type or page.content_type, page.url
    own = OwnAddress(_address(url), "") if url else own_address(path, body, content_type, packed)
    source = f"read from {path}{own.how}"
    return Fetched(own.url, body, content_type, source=source, path=path, is_address_known=own.is_known, is_address_told=own.is_told)


def _unpacked_page(path: Path, body: bytes) -> PackedPage:
    page = packed_page(body)
    if page is None:
        raise TargetError(f"{path} is a page packed up with its pictures (MHTML), and no page is in it: save it as HTML instead")
    return page


def _page_in(path: Path) -> bytes:
    """The page that a file holds, unpacked where it is packed, as saved cases are."""
    try:
        size = path.stat().st_size
        if size > _MOST_BYTES:
            raise TargetError(f"{path} has {size:,} bytes, and no page of the site is that long")
        body = path.read_bytes()
    except OSError as error:
        raise TargetError(f"{path} cannot be read: {error.strerror}") from error
    body = _unpacked(path, body) if body.startswith(_GZIP) else body
    if body.startswith(_WARC):
        raise TargetError(f"{path} is an archive, not a page: BURATHA_WARC_REPLAY={path} scrapy probe URL shows a page that is in it")
    return body


def _unpacked(path: Path, body: bytes) -> bytes:
    try:
        page = unpacked(body, _MOST_BYTES)
    except zlib.error as error:
        raise TargetError(f"{path} is gzip, and damaged: {error}") from error
    if page is None:
        raise TargetError(f"{path} unpacks to more than {_MOST_BYTES:,} bytes, and no page of the site is that long")
    return page
