"""``scrapy coverage``: how much of the agency is held, as tables and as a picture."""

import argparse
import sys
from pathlib import Path

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from buratha.arabic.dates import utc_now
from buratha.archive import coverage_text
from buratha.archive.complete_file import FileError, WriteError, complete_file, spare
from buratha.archive.coverage import survey
from buratha.archive.coverage_picture import picture
from buratha.archive.coverage_text import IDS, MONTH, SECTION
from buratha.archive.database import open_archive
from buratha.archive.errors import ArchiveError
from buratha.console import json_text, say
from buratha.locations import Locations, SettingError

_TABLES = {SECTION: coverage_text.by_section, MONTH: coverage_text.by_month, IDS: coverage_text.by_ids}


class Command(ScrapyCommand):
    """Shows by section, month and range of ids what is held, missing, gone, refused or was never met."""

    requires_project = True
    requires_crawler_process = False

    def short_desc(self) -> str:
        """Say what the command does."""
        return "Show how much of the agency is held"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Add the command's own options to Scrapy's."""
        super().add_options(parser)
        parser.add_argument("--by", choices=list(_TABLES), help="one table in full: every section, month, or range of ids")
        parser.add_argument("--json", action="store_true", help="print all counts as JSON")
        parser.add_argument("--html", metavar="FILE", help="draw a picture into FILE.html, in place of an older one there")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Count and show.

        Raises:
            UsageError: an option or a setting is wrong, or the archive or the file cannot be used.

        """
        if args:
            raise UsageError("scrapy coverage takes options only", print_help=False)
        if sum(map(bool, (opts.by, opts.json, opts.html))) > 1:
            raise UsageError("--by, --json and --html: ask for one of them", print_help=False)
        if opts.html and not opts.html.lower().endswith((".html", ".htm")):
            raise UsageError(f"--html {opts.html}: name a file that ends in .html", print_help=False)
        try:
            archive = Locations.to_read(self.settings or {}).archive
            if opts.html:
                spare(Path(opts.html), archive)
            with open_archive(archive, read_only=True) as connection:
                coverage = survey(connection)
            if opts.html:
                path = Path(opts.html)
                with complete_file(path, overwrite=True) as file:
                    file.write(picture(coverage, utc_now()).encode())
                say(f"{path.resolve()}\n")
            elif opts.json:
                say(json_text(coverage.as_json()))
            else:
                say(_TABLES[opts.by](coverage) if opts.by else coverage_text.overview(coverage))
        except WriteError as error:
            sys.stderr.write(f"{error}\n")
            self.exitcode = 1
        except (ArchiveError, FileError, SettingError) as error:
            raise UsageError(str(error), print_help=False) from error
