"""Read TOML tables strictly: whatever is wrong is named by file and key."""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Self


class TableError(ValueError):
    """A file of the agency says something it must not say; the message names file and key."""


@dataclass(frozen=True)
class Table:
    """One TOML table, and where it stands, so that a complaint can name the place."""

    values: Mapping[str, object]
    where: str

    @classmethod
    def read(cls, path: Path) -> Self:
        """Read a whole file as one table.

        Raises:
            TableError: the file is not TOML.
        """
        try:
            return cls(tomllib.loads(path.read_text(encoding="utf-8")), f"{path.parent.name}/{path.name}")
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            message = f"{path}: not a TOML file in UTF-8: {error}"
            raise TableError(message) from error

    def wrong(self, key: str, problem: str) -> TableError:
        """Return the complaint about a key, ready to be raised."""
        return TableError(f"{self.where}: {key}: {problem}")

    def only(self, known: Iterable[str]) -> None:
        """Refuse every key that is not known."""
        for key in self.values.keys() - set(known):
            raise self.wrong(key, "unknown key")

    def has(self, key: str) -> bool:
        """Say whether the key is there."""
        return key in self.values

    def text(self, key: str, *, empty: bool = False) -> str:
        """Return a string that has to be there, and must not be empty unless said so."""
        value = self._value(key)
        if not isinstance(value, str) or not (value or empty):
            raise self.wrong(key, f"a string{'' if empty else ' that is not empty'} is needed, not {value!r}")
        return value

    def text_or_none(self, key: str) -> str | None:
        """Return a string, or None where the key is absent."""
        return self.text(key) if self.has(key) else None

    def number(self, key: str) -> int:
        """Return a positive integer that has to be there."""
        value = self._value(key)
        if isinstance(value, bool) or not isinstance(value, int) or value < 1:
            raise self.wrong(key, f"a positive integer is needed, not {value!r}")
        return value

    def flag(self, key: str, *, default: bool) -> bool:
        """Return a boolean, or the default where the key is absent."""
        value = self.values.get(key, default)
        if not isinstance(value, bool):
            raise self.wrong(key, f"true or false is needed, not {value!r}")
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a list of strings that has to be there and must not be empty."""
        value = self._value(key)
        if not isinstance(value, list) or not value or not all(isinstance(each, str) for each in value):
            raise self.wrong(key, "a list of strings that is not empty is needed")
        return tuple(value)

    def tables(self, key: str) -> Iterator[Self]:
        """Yield the tables of an array of tables; nothing where the key is absent."""
        value = self.values.get(key, [])
        if not isinstance(value, list):
            raise self.wrong(key, "an array of tables is needed")
        for place, each in enumerate(value, start=1):
            yield self._inner(f"{key} {place}", each)

    def table(self, key: str) -> Self:
        """Return a table that has to be there."""
        return self._inner(key, self._value(key))

    def _value(self, key: str) -> object:
        if key not in self.values:
            raise self.wrong(key, "missing")
        return self.values[key]

    def _inner(self, name: str, value: object) -> Self:
        if not isinstance(value, dict):
            raise self.wrong(name, "a table is needed")
        return type(self)(value, f"{self.where}: {name}")
