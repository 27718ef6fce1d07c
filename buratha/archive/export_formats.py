"""The formats of an export: the same fields, in the same order and under the same policies, as the feeds of a crawl."""

import csv
import gzip
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import PurePath
from typing import Any, BinaryIO, Protocol, TextIO, cast

from buratha.arguments import ArgumentError
from buratha.feeds import article_fields, csv_fields, harmless

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


# Scrapy's exporters write the same bytes, in four times the time: they serve items of any kind.
class _JsonLines:
    """A record a line, all fields in order."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._fields = article_fields()

    def export_item(self, item: Record) -> None:
        """Write a record."""
        whole = {name: item[name] for name in self._fields if name in item}
        self._file.write((json.dumps(whole, ensure_ascii=False) + "\n").encode())


class _Rows:
    """A record a row: flat fields, of each list its length. The heading is there also when there are no rows."""

    def __init__(self, text: TextIO) -> None:
        lists = {f"{name}_count": name for name in article_fields()}
        self._columns = [(name, lists.get(name)) for name in csv_fields()]
        self._writer = csv.writer(text)
        self._writer.writerow(csv_fields())

    def export_item(self, item: Record) -> None:
        """Write a record."""
        self._writer.writerow([_cell(item.get(name)) if of is None else _length(item.get(of)) for name, of in self._columns])


def _cell(value: Any) -> Any:
    return harmless(value) if isinstance(value, str) else value


def _length(value: Any) -> int | None:
    return None if value is None else len(value)


@contextmanager
def _json_lines(file: BinaryIO) -> Iterator[Writer]:
    yield _JsonLines(file)


@contextmanager
def _csv(file: BinaryIO) -> Iterator[Writer]:
    text = TextIOWrapper(file, encoding="utf-8-sig", newline="")
    try:
        yield _Rows(text)
        text.flush()
    finally:
        text.detach()


@contextmanager
def _parquet(file: BinaryIO) -> Iterator[Writer]:
    # On use: it takes a third of a second to import, and every command of scrapy imports this module.
    from buratha.archive.export_parquet import ParquetRows

    with ParquetRows(file) as rows:
        yield rows


_WRITERS: dict[str, Callable[[BinaryIO], Any]] = {"jsonl": _json_lines, "csv": _csv, "parquet": _parquet}
