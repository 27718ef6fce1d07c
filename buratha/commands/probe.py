"""``scrapy probe``: what the crawler makes of a page, for whoever first sees the site, or sees it changed."""

import argparse
import logging
import sys
from datetime import datetime
from pathlib import Path

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from buratha.arabic.dates import utc_now
from buratha.archive.complete_file import FileError, WriteError, complete_file
from buratha.console import json_text, say
from buratha.furniture import load_furniture
from buratha.layouts import layouts_of
from buratha.locations import Locations, SettingError
from buratha.pages.layouts import LayoutError
from buratha.pages.repetition import Repetition
from buratha.probe.fetching import Errand, ProbeSpider, check_settings
from buratha.probe.layout_notes import layout_notes
from buratha.probe.looking import Look, look_at
from buratha.probe.picture import picture
from buratha.probe.saving import EXPECTED_FILE, SaveError, check_owner, folder_of, part_of, save
from buratha.probe.targets import TargetError, Targets
from buratha.probe.telling import as_data, as_text
from buratha.probe.wanted import fetch_notes, robots_notes, siblings_wanted, with_robots

_SIBLINGS = 6
_DRAWING, _HEAD = b'content="scrapy probe"', 1000
"""What the drawings of a probe say of themselves in their first bytes."""
_ROBOTS_LOGS = ("scrapy.downloadermiddlewares.robotstxt", "buratha.middlewares")


class Command(ScrapyCommand):
    """Ends with 0 when all pages are good, 1 when one is doubtful or no article, 2 when it could not begin as asked."""

    requires_project = True

    def syntax(self) -> str:
        """Say how the command is called."""
        return "[options] <URL|section|FILE> ..."

    def short_desc(self) -> str:
        """Say what the command does."""
        return "Show what the crawler makes of a page: its fields, how each was found, what is doubtful, what was cut and why"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Add the command's own options to Scrapy's."""
        super().add_options(parser)
        parser.add_argument(
            "--with", dest="siblings", type=int, default=_SIBLINGS, metavar="N",
            help="for a lone article, fetch so many others of its section to learn what repeats (by default %(default)s; 0: none)",
        )  # fmt: skip
        parser.add_argument("--url", metavar="URL", help="the address of a FILE that does not name its own")
        parser.add_argument("--content-type", metavar="TYPE", help="the Content-Type that a FILE was sent with")
        parser.add_argument("--all", action="store_true", help="print every line of the page, not only those that were cut")
        parser.add_argument("--json", action="store_true", help="print everything as JSON")
        parser.add_argument(
            "--save", metavar="NAME", help="keep the page, article or listing, as a test case in tests/saved/NAME, what is doubtful left open"
        )
        parser.add_argument("--html", metavar="FILE", help="draw everything into FILE.html, in place of an older one there")

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        """Keep the crawl's own log out of the way, unless it is asked for."""
        super().process_options(args, opts)
        if not opts.loglevel and self.settings is not None:
            self.settings.set("LOG_LEVEL", "ERROR", priority="cmdline")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Fetch or read, look, and show.

        Raises:
            UsageError: an option, an address, a file or a setting is wrong.

        """
        _check(args, opts)
        if not opts.loglevel:
            for name in _ROBOTS_LOGS:
                logging.getLogger(name).setLevel(logging.CRITICAL)  # that there is none is told by the page, and without a traceback
        assert self.settings is not None
        try:
            locations = Locations.to_read(self.settings)
            targets = Targets.of(args, locations.site, opts.url, opts.content_type)
            if opts.html:
                targets.spare(Path(opts.html), "--html")
                _spare_what_is_no_drawing(Path(opts.html))
            if targets.urls:
                check_settings(self.settings)
            folder = folder_of(opts.save) if opts.save is not None else None
            if folder:
                targets.spare(part_of(folder), "--save")
            memory = Repetition() if folder else load_furniture(locations)  # a case is read with nothing but what is saved with it
            layouts = layouts_of(self.settings)
            errand = Errand(targets.urls, siblings_wanted(targets, memory, opts.siblings))
            self._fetch(errand)
            pages = targets.in_order(with_robots(errand))
            now = utc_now()
            looks = look_at(pages, memory, now, errand.siblings, layouts)
            notes = [*fetch_notes(errand, memory), *layout_notes(layouts, pages, now), *robots_notes(errand, looks, locations.site)]
            self._show(looks, notes, opts)
            if folder:
                check_owner(looks[0], locations.site)
                sys.stderr.write(_saved(looks[0], errand, folder, now))
        except WriteError as error:
            sys.stderr.write(f"{error}\n")
            self.exitcode = 1
            return
        except (FileError, LayoutError, SaveError, SettingError, TargetError) as error:
            raise UsageError(str(error), print_help=False) from error
        self.exitcode = 0 if all(look.is_good for look in looks) else 1

    def _fetch(self, errand: Errand) -> None:
        if not errand.targets:
            return
        assert self.crawler_process is not None
        self.crawler_process.crawl(ProbeSpider, errand=errand)
        self.crawler_process.start()

    def _show(self, looks: list[Look], notes: list[str], opts: argparse.Namespace) -> None:
        if opts.html:
            path = Path(opts.html)
            with complete_file(path, overwrite=True) as file:
                file.write(picture(looks, notes, utc_now()).encode())
            say(f"{path.resolve()}\n")
        elif opts.json:
            say(json_text(as_data(looks, notes)))
        else:
            say(as_text(looks, notes, whole=opts.all))


def _spare_what_is_no_drawing(path: Path) -> None:
    """See that nothing else is lost where a drawing goes: a page that somebody saved, for one.

    Raises:
        UsageError: another file is there.

    """
    if path.is_file() and path.stat().st_size and _DRAWING not in path.read_bytes()[:_HEAD]:
        raise UsageError(f"--html {path}: a file that no probe has drawn is there already; choose another name, or delete it first", print_help=False)


def _saved(look: Look, errand: Errand, folder: Path, now: datetime) -> str:
    left = save(look, errand.siblings, folder, now)
    todo = f"write what the page says in place of what is open in {EXPECTED_FILE}: {', '.join(left)}" if left else "nothing is left open"
    return f"saved in {folder}; {todo}; then: python -m pytest tests/test_saved_pages.py -k {folder.name}\n"


def _check(args: list[str], opts: argparse.Namespace) -> None:
    if not args:
        raise UsageError(
            "name a page: an address, a section, or a file, as in: scrapy probe https://burathanews.com/arabic/news/94875", print_help=False
        )
    if not all(arg.strip() for arg in args):
        raise UsageError('"" names no page: name an address, a section or a file, or leave it out', print_help=False)
    if opts.save is not None and len(args) != 1:
        raise UsageError("--save keeps one page: name one", print_help=False)
    if empty := next((name for name in ("--save", "--html", "--url") if getattr(opts, name[2:]) == ""), None):
        raise UsageError(f'{empty} "": nothing is named; give it a name, or leave {empty} out', print_help=False)
    if opts.siblings < 0:
        raise UsageError(f"--with {opts.siblings}: write how many pages, from 0 on", print_help=False)
    if opts.html and opts.json:
        raise UsageError("--html and --json: ask for one of them", print_help=False)
    if opts.html and not opts.html.lower().endswith((".html", ".htm")):
        raise UsageError(f"--html {opts.html}: name a file that ends in .html", print_help=False)
