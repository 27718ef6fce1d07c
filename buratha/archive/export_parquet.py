"""Parquet: one column a field of ``items.py``, lists of parts as lists of structs, ``witnesses`` as a map."""

from dataclasses import fields, is_dataclass
from functools import cache
from types import NoneType, TracebackType, UnionType
from typing import Annotated, Any, BinaryIO, Union, get_args, get_origin, get_type_hints

import pyarrow as pa
import pyarrow.parquet as pq

from buratha.items import SCHEMA_VERSION, Article

Record = dict[str, Any]

ROWS = 2_000
"""Most rows of a row group."""
CHARACTERS = 8_000_000
"""A row group ends when its stories have so many: memory is bounded whatever they are like."""
_PLAIN = {str: pa.string(), int: pa.int64(), float: pa.float64(), bool: pa.bool_()}


@cache
def schema() -> pa.Schema:
    """The columns, as the types of Article say."""
    return pa.schema(_columns(Article), metadata={"schema_version": SCHEMA_VERSION})


def _columns(kind: type) -> list[pa.Field]:
    hints = get_type_hints(kind, include_extras=True)
    return [pa.field(field.name, _type(hints[field.name]), nullable=_may_be_null(hints[field.name])) for field in fields(kind)]


def _type(hint: Any) -> pa.DataType:
    origin, args = get_origin(hint), get_args(hint)
    if origin is Annotated:
        return _type(args[0])
    if origin in {Union, UnionType}:
        return _type(next(arg for arg in args if arg is not NoneType))
    if origin is list:
        return pa.list_(pa.field("element", _type(args[0]), nullable=False))
    if origin is dict:
        return pa.map_(_type(args[0]), _type(args[1]))
    if is_dataclass(hint) and isinstance(hint, type):
        return pa.struct(_columns(hint))
    return _PLAIN[hint]


def _may_be_null(hint: Any) -> bool:
    return NoneType in get_args(hint)


class ParquetRows:
    """Collects records and writes them as row groups."""

    def __init__(self, file: BinaryIO) -> None:
        self._writer = pq.ParquetWriter(pa.PythonFile(file, mode="w"), schema(), compression="zstd")
        self._rows: list[Record] = []
        self._characters = 0

    def __enter__(self) -> "ParquetRows":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if kind is None:
            self._write()
            self._writer.close()
        else:
            self._writer.is_open = False  # or it would write its end into the file when it is collected

    def export_item(self, item: Record) -> None:
        """Take a record; fields that its version did not have yet are null, or empty where there is no null."""
        self._rows.append(item)
        self._characters += len(item.get("body") or "")
        if len(self._rows) >= ROWS or self._characters >= CHARACTERS:
            self._write()

    def _write(self) -> None:
        if self._rows:
            arrays = [pa.array([_value(row.get(field.name), field) for row in self._rows], field.type) for field in schema()]
            self._writer.write_batch(pa.record_batch(arrays, schema=schema()), row_group_size=ROWS)
        self._rows, self._characters = [], 0


def _value(value: Any, field: pa.Field) -> Any:
    if pa.types.is_map(field.type):
        return list((value or {}).items())
    if value is None and not field.nullable:
        return [] if pa.types.is_list(field.type) else "" if pa.types.is_string(field.type) else 0
    return value
