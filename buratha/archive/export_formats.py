"""The formats of an export: the same fields, in the same order and under the same policies, as the feeds of a crawl."""

import gzip
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import PurePath
from typing import Any, BinaryIO, Protocol, cast

from scrapy.exporters import JsonLinesItemExporter

from buratha.arguments import ArgumentError
from buratha.feeds import HarmlessCsvItemExporter, article_fields, csv_fields

Record = dict[str, Any]

ENDINGS = (".jsonl", ".csv", ".parquet", ".jsonl.gz", ".csv.gz")
FORMATS = tuple(ending.removeprefix(".") for ending in ENDINGS)


class Writer(Protocol):
    """Takes records, one by one."""

    def export_item(self, item: Record) -> None:
        """Write a record."""


def format_of(name: str, given: str | None) -> str:
    """The format for a file by its name's ending, or the one that was given for a name without such an ending.

    Raises:
        ArgumentError: neither says it, or they say different things.

    >>> format_of("news.csv.gz", None), format_of("-", "parquet"), format_of("-", None)
    ('csv.gz', 'parquet', 'jsonl')

    """
    lower = PurePath(name).name.lower()
    by_name = next((ending.removeprefix(".") for ending in sorted(ENDINGS, key=len, reverse=True) if lower.endswith(ending)), None)
    if given and by_name and given != by_name:
        raise ArgumentError(f"-o {name} and --format {given}: the name says {by_name}; leave out --format, or change the name")
    if found := given or by_name:
        return found
    if name == "-":
        return FORMATS[0]
    raise ArgumentError(f"-o {name}: this ending is not known; use one of {', '.join(ENDINGS)}, or name the format with --format")


@contextmanager
def writer(name: str, file: BinaryIO) -> Iterator[Writer]:
    """A writer of one of :data:`FORMATS` into an open file, which is complete when the block ends."""
    plain, _, packed = name.partition(".")
    if not packed:
        with _WRITERS[plain](file) as made:
            yield made
        return
    # Without name and time, so that equal records give equal files.
    with gzip.GzipFile(filename="", mode="wb", fileobj=file, mtime=0) as packing, _WRITERS[plain](cast("BinaryIO", packing)) as made:
        yield made


@contextmanager
def _json_lines(file: BinaryIO) -> Iterator[Writer]:
    exporter = JsonLinesItemExporter(cast("BytesIO", file), fields_to_export=article_fields(), encoding="utf-8")
    exporter.start_exporting()
    yield exporter
    exporter.finish_exporting()


class _Rows:
    """Rows of CSV under a heading, which is there also when there are no rows."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.exporter = HarmlessCsvItemExporter(cast("BytesIO", file), fields_to_export=csv_fields(), encoding="utf-8-sig")
        self._is_empty = True

    def export_item(self, item: Record) -> None:
        """Write a record."""
        self.exporter.export_item(item)
        self._is_empty = False

    def finish(self) -> None:
        """Write what is still to be written."""
        self.exporter.finish_exporting()
        if self._is_empty:
            self._file.write((",".join(csv_fields()) + "\r\n").encode("utf-8-sig"))


@contextmanager
def _csv(file: BinaryIO) -> Iterator[Writer]:
    rows = _Rows(file)
    rows.exporter.start_exporting()
    yield rows
    rows.finish()


@contextmanager
def _parquet(file: BinaryIO) -> Iterator[Writer]:
    # On use: it takes a third of a second to import, and every command of scrapy imports this module.
    from buratha.archive.export_parquet import ParquetRows

    with ParquetRows(file) as rows:
        yield rows


_WRITERS: dict[str, Callable[[BinaryIO], Any]] = {"jsonl": _json_lines, "csv": _csv, "parquet": _parquet}
