"""``scrapy report``: the page about a run, made again from the archive."""

import argparse
import sys

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from buratha.arabic.digits import western_digits
from buratha.archive.database import open_archive
from buratha.archive.errors import ArchiveError
from buratha.archive.runs import report_of, reports_before
from buratha.console import say
from buratha.locations import Locations, SettingError
from buratha.outlets.files import write_page


class Command(ScrapyCommand):
    """Writes the page about a run, the last one unless a number is given, into the folder of the reports."""

    requires_project = True
    requires_crawler_process = False

    def syntax(self) -> str:
        """Say what it takes."""
        return "[RUN | --last]"

    def short_desc(self) -> str:
        """Say what the command does."""
        return "Write the page about a run"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Add the command's own options to Scrapy's."""
        super().add_options(parser)
        parser.add_argument("--last", action="store_true", help="the last run that left a report (the default)")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Write the page and say where.

        Raises:
            UsageError: the number is none, a setting is wrong, or the archive cannot be used.

        """
        try:
            self._write(_number(args, last=opts.last))
        except (SettingError, ArchiveError) as error:
            raise UsageError(str(error), print_help=False) from error
        except OSError as error:
            sys.stderr.write(f"The page cannot be written: {error}\n")
            self.exitcode = 1

    def _write(self, number: int | None) -> None:
        locations = Locations.to_read(self.settings or {})
        with open_archive(locations.archive, read_only=True) as connection:
            report, last = report_of(connection, number), report_of(connection)
            history = reports_before(connection, report["run"], report["started"]) if report else []
        if report is None:
            known = f"; the last one is run {last['run']}" if last else ": no run has left one yet"
            raise UsageError(f"There is no report{'' if number is None else f' of run {number}'}{known}", print_help=False)
        is_latest = last is not None and last["run"] == report["run"]
        say(f"{write_page(locations.reports, report, history, is_latest=is_latest)}\n")


def _number(args: list[str], *, last: bool) -> int | None:
    if not args:
        return None
    number = western_digits(args[0])
    if last or len(args) > 1 or not (number.isascii() and number.isdigit() and len(number) < 19):  # noqa: PLR2004 - the archive counts in 64 bits
        raise UsageError("name one run by its number, as in: scrapy report 12; or --last", print_help=False)
    return int(number)
