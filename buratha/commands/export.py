"""``scrapy export``: any slice of the archive as JSON Lines, CSV or Parquet, with the schema of the feeds."""

import argparse
import os
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import BinaryIO

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError
from sqlalchemy import Connection

from buratha.archive.complete_file import FileError, WriteError, check, complete_file, spare
from buratha.archive.database import open_archive
from buratha.archive.errors import ArchiveError
from buratha.archive.export import ExportError, left_out, records
from buratha.archive.export_formats import FORMATS, Writer, format_of, writer
from buratha.archive.queries import known_sections
from buratha.archive.slices import ALL, NEWEST, Slice, parse_ids, parse_period, parse_time
from buratha.arguments import ArgumentError
from buratha.locations import Locations, SettingError
from buratha.sections import names
from buratha.slugs import slug_in

_STDOUT = "-"


class Command(ScrapyCommand):
    """Writes the records of a slice into one file, which appears when it is complete."""

    requires_project = True
    requires_crawler_process = False

    def short_desc(self) -> str:
        """Say what the command does."""
        return "Write a slice of the archive as JSON Lines, CSV or Parquet"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Add the command's own options to Scrapy's."""
        super().add_options(parser)
        parser.add_argument("-o", "--output", metavar="FILE", help="where to, by its ending: .jsonl, .csv, .parquet, .jsonl.gz, .csv.gz; - is stdout")
        parser.add_argument("--format", choices=FORMATS, help="the format, where the name does not say it (default for -: jsonl)")
        parser.add_argument("--overwrite", action="store_true", help="put the new file in the place of one that is there")
        parser.add_argument("--section", type=slug_in, metavar="SLUG", help="only this section")
        parser.add_argument("--since", metavar="DATE", help="published on this day or later: 2015-10-15, 2015-10 or 2015, in Baghdad")
        parser.add_argument("--until", metavar="DATE", help="published on this day (in this month, this year) or earlier")
        parser.add_argument("--ids", metavar="FROM-TO", help="only these numbers")
        parser.add_argument("--changed-since", metavar="TIME", help="only revisions that came into the archive at this time (UTC) or later")
        parser.add_argument("--revisions", choices=(NEWEST, ALL), default=NEWEST, help="of each article (by default %(default)s)")
        parser.add_argument("--duplicates", choices=("include",), help="also articles whose text is another one's (by default left out and counted)")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Write the file and say how many records it has.

        Raises:
            UsageError: an option or a setting is wrong, or the archive or the file cannot be used.

        """
        if args:
            raise UsageError(f"{args[0]}: scrapy export takes options only; name the file with -o", print_help=False)
        try:
            self._export(opts)
        except (ExportError, WriteError) as error:
            sys.stderr.write(f"Nothing was exported: {error}\n")
            self.exitcode = 1
        except (ArchiveError, ArgumentError, FileError, SettingError) as error:
            raise UsageError(str(error), print_help=False) from error

    def _export(self, opts: argparse.Namespace) -> None:
        if not opts.output:
            raise ArgumentError("name a file with -o, as in -o poetry.jsonl, or - for stdout")
        form = format_of(opts.output, opts.format)
        part = _slice(opts)
        archive = Locations.to_read(self.settings or {}).archive
        if opts.output != _STDOUT:
            check(Path(opts.output), overwrite=opts.overwrite)
            spare(Path(opts.output), archive)
        with open_archive(archive, read_only=True) as connection:
            _check_section(connection, opts.section)
            with _output(opts.output, overwrite=opts.overwrite) as file, writer(form, file) as out:
                written = _write(connection, part, out)
            told = "".join(f", {count:,} {reason} left out" for reason, count in left_out(connection, part).items())
        stream = sys.stderr if opts.output == _STDOUT else sys.stdout
        where = "stdout" if opts.output == _STDOUT else Path(opts.output).resolve()
        stream.write(f"{written:,} {'record' if written == 1 else 'records'} in {where}{told}\n")


def _slice(opts: argparse.Namespace) -> Slice:
    part = Slice(
        section=opts.section,
        since=parse_period("--since", opts.since)[0] if opts.since is not None else None,
        until=parse_period("--until", opts.until)[1] if opts.until is not None else None,
        ids=parse_ids("--ids", opts.ids) if opts.ids is not None else None,
        changed_since=parse_time("--changed-since", opts.changed_since) if opts.changed_since is not None else None,
        revisions=opts.revisions,
        duplicates=opts.duplicates is not None,
    )
    if part.since and part.until and part.since >= part.until:
        raise ArgumentError(f"--since {opts.since} --until {opts.until}: since comes after until; exchange them")
    return part


def _check_section(connection: Connection, section: str | None) -> None:
    if section is None or section in names():
        return
    if section not in (known := known_sections(connection)):
        raise ArgumentError(f"--section {section}: no such section; the archive has {', '.join(known) or 'none yet'}")


@contextmanager
def _output(name: str, *, overwrite: bool) -> Iterator[BinaryIO]:
    if name != _STDOUT:
        with complete_file(Path(name), overwrite=overwrite) as file:
            yield file
    else:
        try:
            yield sys.stdout.buffer
            sys.stdout.buffer.flush()
        except OSError as error:
            # What is still buffered must not be tried again at the interpreter's end.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise WriteError(f"stdout: {error.strerror}") from error


def _write(connection: Connection, part: Slice, out: Writer) -> int:
    written = 0
    with closing(records(connection, part)) as found:  # before the archive, also when nothing more can be written
        for record in found:
            out.export_item(record)
            written += 1
    return written
