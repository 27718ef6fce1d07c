"""The feeds: which there are, how a cell is made harmless, and when a file appears under its name.

Every run leaves two files in ``BURATHA_FEEDS_DIR``: ``articles-<UTC time>.jsonl`` with whole records and ``articles-<UTC time>.csv``
with the flat fields, and beside them ``articles-<UTC time>.manifest.json``. A file that is being written has another name
(``.articles-….jsonl.part``), so whatever there ends in ``.jsonl`` or ``.csv`` is complete. A run without articles leaves none.
"""

import os
from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, cast

from itemadapter import ItemAdapter
from scrapy import Spider
from scrapy.exporters import BaseItemExporter, CsvItemExporter, JsonLinesItemExporter
from scrapy.settings import SETTINGS_PRIORITIES, BaseSettings
from w3lib.url import file_uri_to_path

from buratha.arabic.dates import utc_now
from buratha.feedfiles import kept_held, open_part, part_of, whole
from buratha.items import Article, from_record
from buratha.locations import Locations

if TYPE_CHECKING:
    from io import BytesIO

SCHEME = "complete"
"""Scheme of addresses for :class:`CompleteFileStorage`: ``complete:///folder/name.jsonl``."""

_RUN_AS_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
_MARK = "'"


class Feeds:
    """Add-on that puts the project's feeds beside whatever ``-s FEEDS``, ``-o`` or ``-O`` ask for."""

    def update_settings(self, settings: BaseSettings) -> None:
        """Add the two files of this run."""
        folder = Locations.of(settings).feeds
        feeds = project_feeds(folder, utc_now()) | settings.getdict("FEEDS")
        settings.set("FEEDS", feeds, max(SETTINGS_PRIORITIES["addon"], settings.getpriority("FEEDS") or 0))


def project_feeds(folder: Path, now: datetime) -> dict[str, dict[str, Any]]:
    """The feeds of a run that begins now, as Scrapy's FEEDS has them."""
    name = f"articles-{now:%Y%m%dT%H%M%SZ}"
    common = {"item_classes": [Article], "store_empty": False, "overwrite": True, "batch_item_count": 0}
    return {
        _address(folder / f"{name}.jsonl"): {"format": "jsonlines", "encoding": "utf-8", "fields": article_fields(), **common},
        _address(folder / f"{name}.csv"): {"format": "csv", "encoding": "utf-8-sig", "fields": csv_fields(), **common},
    }


def article_fields() -> list[str]:
    """All fields of an Article, in order."""
    return list(ItemAdapter.get_field_names_from_class(Article) or ())


def csv_fields() -> list[str]:
    """The columns of the CSV: the flat fields, and for every list how long it is."""
    return list(flat(_AN_ARTICLE))


def _address(path: Path) -> str:
    return f"{SCHEME}:{path.as_uri().removeprefix('file:')}"


# -- CSV ---------------------------------------------------------------------------------------------------------------
_AN_ARTICLE = Article(
    id=1, url="", section="", category=None, title=None, author=None, byline=None, source=None, published=None,
    published_precision=None, published_printed=None, views=None, body="",
)  # fmt: skip


def flat(item: Any) -> dict[str, Any]:
    """The flat fields of an item; a list gives its length under ``<name>_count``, a dict nothing."""
    row: dict[str, Any] = {}
    for name, value in ItemAdapter(item).items():
        if isinstance(value, list | tuple):
            row[f"{name}_count"] = len(value)
        elif not isinstance(value, dict):
            row[name] = value
    return row


def harmless(text: str) -> str:
    """A cell's text that no spreadsheet runs as a formula: an apostrophe goes before ``= + - @``, tab and line ends.

    An apostrophe that is there already gets another one, so that the first apostrophe of a cell is never the text's:
    :func:`as_written` takes it away again.
    """
    return _MARK + text if text.startswith((*_RUN_AS_FORMULA, _MARK)) else text


def as_written(cell: str) -> str:
    """The text that :func:`harmless` made a cell of."""
    return cell.removeprefix(_MARK)


class HarmlessCsvItemExporter(CsvItemExporter):
    """Flat rows without formulas; for every CSV, also those of ``-o``."""

    def export_item(self, item: Any) -> None:
        """Write an item's row."""
        super().export_item(flat(item))

    def serialize_field(self, field: Any, name: str, value: Any) -> Any:
        """Make a cell harmless."""
        value = super().serialize_field(field, name, value)
        return harmless(value) if isinstance(value, str) else value


def write_feed(path: Path, records: Iterable[Mapping[str, Any]]) -> None:
    """Write a feed of archived records under its final name, as the crawl would have."""
    with whole(path) as file:
        exporter: BaseItemExporter
        if path.suffix == ".csv":
            exporter = HarmlessCsvItemExporter(cast("BytesIO", file), fields_to_export=csv_fields(), encoding="utf-8-sig")
        else:
            exporter = JsonLinesItemExporter(cast("BytesIO", file), fields_to_export=article_fields(), encoding="utf-8")
        exporter.start_exporting()
        for record in records:
            exporter.export_item(from_record(record))
        exporter.finish_exporting()


# -- files -------------------------------------------------------------------------------------------------------------
class CompleteFileStorage:
    """A feed file that is written aside; :mod:`buratha.delivery` gives it its name when it is complete, and on the disk."""

    def __init__(self, uri: str, *, feed_options: dict[str, Any] | None = None) -> None:  # noqa: ARG002 - Scrapy's signature
        self.path = Path(file_uri_to_path(f"file:{uri.removeprefix(f'{SCHEME}:')}"))
        self.part = part_of(self.path)
        self.is_complete = False
        self.fault: Exception | None = None
        """What went wrong first while it was written."""
        self._held: int | None = None

    def open(self, spider: Spider) -> IO[bytes]:  # noqa: ARG002 - Scrapy's signature
        """Open the part file, under a name that no other run writes or has written."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        wanted, number = self.path, 1
        while True:
            try:
                file = open_part(self.part)
            except FileExistsError:
                file = None
            if file is not None:
                if not self.path.exists():
                    return file
                file.close()
                self.part.unlink()
            number += 1
            self.path = wanted.with_stem(f"{wanted.stem}-{number}")
            self.part = part_of(self.path)

    def store(self, file: IO[bytes]) -> None:
        """Have the complete file on the disk. It gets its name when all that it carries is noted as delivered."""
        try:
            with file:
                file.flush()
                os.fsync(file.fileno())
                self._held = kept_held(file)
        except OSError as error:
            self.fault = self.fault or error
            raise
        self.is_complete = True

    def let_go(self) -> None:
        """Hold the part file no longer: it has its name, or will never get it."""
        if self._held is not None:
            os.close(self._held)
            self._held = None
