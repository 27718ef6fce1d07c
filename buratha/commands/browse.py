"""``scrapy browse``: the archive to search and to read, in a browser."""

import argparse
import importlib.util
import ipaddress
import sys
import time
import webbrowser
from pathlib import Path

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from buratha.archive.database import open_archive
from buratha.archive.errors import ArchiveError
from buratha.browse.errors import BrowseError
from buratha.browse.index import FILE, open_index
from buratha.browse.update import Updated, update
from buratha.locations import Locations, SettingError

_HOST, _PORT, _REFRESH = "127.0.0.1", 8001, 300
_MOST_PORTS = 65_535
_TELL_EVERY = 5.0
"""Seconds between two lines about an update that takes long."""
_INSTALL = "scrapy browse needs Datasette, which a crawl does not: {python} -m pip install -r requirements-browse.txt"


class Command(ScrapyCommand):
    """Brings an index of the archive up to date and serves it with Datasette. The archive itself is only read, and never for long."""

    requires_project = True
    requires_crawler_process = False

    def short_desc(self) -> str:
        """Say what the command does."""
        return "Search and read what the archive holds, in a browser"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Add the command's own options to Scrapy's."""
        super().add_options(parser)
        parser.add_argument("--host", default=_HOST, help="address to listen on (by default %(default)s, this machine alone)")
        parser.add_argument("--port", type=int, default=_PORT, metavar="N", help="port to listen on, 0: any that is free (by default %(default)s)")
        parser.add_argument("--open", action="store_true", help="open it in a browser")
        parser.add_argument("--refresh", type=int, default=_REFRESH, metavar="SECONDS",
                            help="look into the archive again so often, with 0 never (by default %(default)s)")  # fmt: skip
        parser.add_argument("--index-only", action="store_true", help="bring the index up to date and end")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Bring the index up to date and serve it until Ctrl-C.

        Raises:
            UsageError: an option or a setting is wrong, a package is missing, or archive, index or port cannot be used.

        """
        try:
            _check(args, opts)
            self._browse(opts)
        except (ArchiveError, BrowseError, SettingError) as error:
            raise UsageError(str(error), print_help=False) from error
        except KeyboardInterrupt:
            sys.stderr.write("Stopped.\n")

    def _browse(self, opts: argparse.Namespace) -> None:
        places = Locations.to_read(self.settings or {})
        index = places.data / FILE
        if opts.index_only:
            _say(_bring_up_to_date(places.archive, index))
            return
        from buratha.browse.serving import listen, serve  # Datasette is an extra, and slow to import

        with listen(opts.host, opts.port) as listening:
            _say(_bring_up_to_date(places.archive, index))
            host, port = listening.getsockname()[:2]
            address = f"http://{f'[{host}]' if ':' in host else host}:{port}/"
            sys.stdout.write(f"{address} shows what is held. Ctrl-C ends it.\n")
            sys.stdout.flush()
            if not ipaddress.ip_address(host).is_loopback:
                sys.stderr.write(f"Whoever reaches {address} can read everything, names of commenting readers too, without a password.\n")
            if opts.open:
                webbrowser.open(address)
            serve(index, listening, lambda: _say(_bring_up_to_date(places.archive, index), quiet=True), opts.refresh)


def _check(args: list[str], opts: argparse.Namespace) -> None:
    if args:
        raise BrowseError(f"{args[0]}: scrapy browse takes options only")
    if not 0 <= opts.port <= _MOST_PORTS:
        raise BrowseError(f"--port {opts.port}: ports go from 1 to {_MOST_PORTS}; 0 is any that is free")
    if opts.refresh < 0:
        raise BrowseError(f"--refresh {opts.refresh}: write a number of seconds, or 0 for never")
    if not opts.index_only and importlib.util.find_spec("datasette") is None:
        raise BrowseError(_INSTALL.format(python=sys.executable))


def _bring_up_to_date(archive: str, index: Path) -> Updated:
    with open_archive(archive, read_only=True) as connection, open_index(index, _wait) as file:
        return update(connection, file, _Progress())


def _wait() -> None:
    sys.stderr.write("Another scrapy browse is bringing the index up to date; waiting for it.\n")


class _Progress:
    """Says every few seconds how far an update is."""

    def __init__(self) -> None:
        self._told = time.monotonic()

    def __call__(self, done: int, total: int) -> None:
        if time.monotonic() - self._told > _TELL_EVERY:
            self._told = time.monotonic()
            sys.stderr.write(f"Index: {done:,} of {total:,} articles\n")


def _say(updated: Updated, *, quiet: bool = False) -> None:
    if not quiet or updated != Updated():
        sys.stderr.write(f"Index: {updated.new:,} new, {updated.changed:,} changed, {updated.gone:,} gone\n")
