"""Layouts that somebody has seen: selectors as data, each with the days on which it holds. Never needed; one more witness where there is one."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from typing import Any

from buratha.arabic.dates import BAGHDAD
from buratha.resources import load

FIELDS = ("title", "published", "views", "author", "category", "body")
"""What selectors can find."""
MAY_BE_ABSENT = ("published", "views", "author", "source", "category")
"""What pages may lack, and a layout may say so of its own: else a number or a name that stands near would be taken for it."""
BY_SELECTOR, ABSENT = "selector ", "absent in "
"""How the witnesses of a record begin that a layout stands for; its name follows."""
_TEXT = re.compile(r"/(?:text\(\)|@[\w:.*-]+)\s*$")
"""The end of an expression that names text, or an attribute, and no element."""
_KEYS = frozenset({"name", "valid_from", "valid_until", "recognise", "drop", "absent", *FIELDS})


class LayoutError(ValueError):
    """An entry is wrong; the message names the file, the entry and the key."""


@dataclass(frozen=True, slots=True)
class Layout:
    """How pages looked in some days: XPath expressions by field, what is no part of the body or not there, and how a page is told to be one of these.

    ``written`` has each expression of ``drop`` as the file has it.
    """

    name: str
    recognise: str
    fields: Mapping[str, str]
    drop: tuple[str, ...] = ()
    absent: frozenset[str] = frozenset()
    valid_from: date | None = None
    valid_until: date | None = None
    written: Mapping[str, str] = field(default_factory=dict)

    def holds_on(self, day: date) -> bool:
        """Whether pages fetched on a day may look like this."""
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_until is None or day <= self.valid_until)


@dataclass(frozen=True, slots=True)
class Layouts:
    """All layouts known, the user's own before those of the package."""

    known: tuple[Layout, ...] = field(default=())

    def __bool__(self) -> bool:
        """Whether there is any."""
        return bool(self.known)

    def on(self, now: datetime) -> Iterator[Layout]:
        """The layouts that hold at the time of a fetch."""
        day = now.astimezone(BAGHDAD).date()
        return (layout for layout in self.known if layout.holds_on(day))


@cache
def shipped() -> Layouts:
    """The layouts of the package."""
    return Layouts(tuple(read(load("layouts.toml"), "layouts.toml")))


def read(data: Mapping[str, Any], source: str) -> list[Layout]:
    """Read and check the entries of a file.

    Raises:
        LayoutError: an entry is wrong.

    """
    if unknown := set(data) - {"layout"}:
        raise LayoutError(f"{source}: {', '.join(sorted(unknown))}: not known; each entry begins with [[layout]]")
    rows = data.get("layout", [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise LayoutError(f"{source}: write [[layout]], with two brackets, before each entry")
    found = [_entry(row, f"{source}, layout {row.get('name') or at}") for at, row in enumerate(rows, 1)]
    names = [layout.name for layout in found]
    if twice := {name for name in names if names.count(name) > 1}:
        raise LayoutError(f"{source}: two layouts are called {', '.join(sorted(twice))}")
    return found


def _entry(row: Mapping[str, Any], where: str) -> Layout:
    if unknown := set(row) - _KEYS:
        raise LayoutError(f"{where}: {', '.join(sorted(unknown))}: not known; there is {', '.join(sorted(_KEYS))}")
    drop = row.get("drop", [])
    if not isinstance(drop, list):
        raise LayoutError(f"{where}: drop is a list of selectors")
    name = row.get("name", "")
    if not isinstance(name, str):
        raise LayoutError(f'{where}: name is no text: write it between quotes, as in name = "{name}"')
    if not name.strip():
        raise LayoutError(f"{where}: name is missing")
    if "recognise" not in row:
        raise LayoutError(f"{where}: recognise is missing: a selector that matches on pages of this layout and on no other")
    dropped = {_element(each, f"{where}: drop"): each for each in drop}
    layout = Layout(
        name=name.strip(),
        recognise=_selector(row["recognise"], f"{where}: recognise"),
        fields={key: (_element if key == "body" else _selector)(row[key], f"{where}: {key}") for key in FIELDS if key in row},
        drop=tuple(dropped),
        absent=_absent(row, where),
        valid_from=_day(row, "valid_from", where),
        valid_until=_day(row, "valid_until", where),
        written=dropped,
    )
    if layout.valid_from and layout.valid_until and layout.valid_from > layout.valid_until:
        raise LayoutError(f"{where}: valid_from is after valid_until")
    return layout


def _absent(row: Mapping[str, Any], where: str) -> frozenset[str]:
    """The fields that pages of an entry lack. Of one that has a selector too nobody could say which is meant."""
    names = row.get("absent", [])
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise LayoutError(f'{where}: absent is a list of fields, as in absent = ["views"]')
    if unknown := set(names).difference(MAY_BE_ABSENT):
        raise LayoutError(f"{where}: absent: {', '.join(sorted(unknown))}: may not be named here; there is {', '.join(MAY_BE_ABSENT)}")
    if twice := set(names).intersection(row):
        both = " and ".join(f"{name} = {row[name]!r}" for name in sorted(twice))
        raise LayoutError(f"{where}: absent names {', '.join(sorted(twice))}, and so does {both}: leave out one of the two")
    return frozenset(names)


def _day(row: Mapping[str, Any], key: str, where: str) -> date | None:
    value = row.get(key)
    if value is None:
        return None
    if isinstance(value, datetime) or not isinstance(value, date):
        raise LayoutError(f"{where}: {key} is a day without quotes, as in {key} = 2026-11-25")
    return value


def _element(text: object, where: str) -> str:
    """A selector of elements, as XPath."""
    xpath = _selector(text, where)
    if _TEXT.search(xpath):
        raise LayoutError(f"{where}: {text!r} names text or an attribute: name the element that holds it, without ::text or ::attr(…)")
    return xpath


def _selector(text: object, where: str) -> str:
    """A selector as XPath: what begins with a slash, a dot and a slash, or a bracket is XPath already, all else is CSS."""
    if not isinstance(text, str) or not text.strip():
        raise LayoutError(f"{where} is no selector: write CSS or XPath between quotes")
    from cssselect.parser import SelectorSyntaxError  # needed only where there is an entry, and so are the others
    from cssselect.xpath import ExpressionError
    from lxml import etree
    from parsel.csstranslator import HTMLTranslator

    try:
        xpath = text if text.startswith(("/", "./", "(")) else str(HTMLTranslator().css_to_xpath(text))
        etree.XPath(xpath)
    except (SelectorSyntaxError, ExpressionError, etree.XPathSyntaxError) as error:
        raise LayoutError(f"{where}: {text!r} is neither CSS nor XPath: {error}") from error
    return xpath
