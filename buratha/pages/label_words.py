"""The words of ``resources/labels.toml``: what sites print beside numbers, hours, sections, writers and page links."""

from typing import Any

from buratha.arabic.folding import fold
from buratha.resources import load


def of(table: str, name: str) -> tuple[str, ...]:
    """The words of one list as folded keys, in their order; a text is a list of single words."""
    found: str | list[str] = _table(table)[name]
    return tuple(map(fold, found.split() if isinstance(found, str) else found))


def keys(table: str, *names: str) -> frozenset[str]:
    """The words of some lists together as folded keys."""
    return frozenset(word for name in names for word in of(table, name))


def either(table: str, name: str) -> str:
    """A pattern for one of a list's words."""
    return "|".join(of(table, name))


def patterns(table: str, name: str) -> str:
    """A pattern for one of a list's patterns, or of its words as they are printed."""
    found: str | list[str] = _table(table)[name]
    return "|".join(found.split() if isinstance(found, str) else found)


def _table(table: str) -> dict[str, Any]:
    found: dict[str, Any] = load("labels.toml")[table]
    return found
