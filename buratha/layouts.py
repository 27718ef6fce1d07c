"""The layouts of a run: the package's, and those of a file that the settings name."""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Any, Protocol

from buratha.locations import SettingError, project_folder
from buratha.pages.layouts import Layout, LayoutError, Layouts, read, shipped

_SETTING = "BURATHA_LAYOUTS"
_LITERAL = re.compile(r"'[^']*'|\"[^\"]*\"")
_CALL = re.compile(r"((?:[\w.-]+:)?[\w.-]+)\s*\(")
_PREFIX = re.compile(r"(?<![:\w.-])([\w.-]+):(?=[\w*])")
_FUNCTIONS = frozenset(
    "and or div mod text node comment processing-instruction last position count id local-name namespace-uri name string concat starts-with contains "
    "substring-before substring-after substring string-length normalize-space translate boolean not true false lang number sum floor ceiling round "
    "has-class".split()
)
"""What may stand before a bracket in XPath: operators, kinds of nodes, and functions."""
_PREFIXES = frozenset({"re", "set"})
_TAGS = "a article b br dd div dl dt em figure font footer h1 h2 h3 header i img li main meta nav ol p section span strong time ul".split()
_PAGE = "".join(f"<{tag} id=a class=a itemprop=a href=a>a</{tag}>" for tag in _TAGS) + "<table class=a><tr class=a><td class=a>a<th>a</table>"
"""Something of everything, so that an expression is led far on it."""


class _Settings(Protocol):
    def get(self, name: str, default: Any = None) -> Any: ...


def layouts_of(settings: _Settings | Mapping[str, Any]) -> Layouts:
    """The file's layouts before the package's.

    Raises:
        SettingError: the file cannot be read, or an entry in it is wrong.

    """
    named = str(settings.get(_SETTING) or "").strip()
    if not named:
        return shipped()
    path = project_folder() / Path(named).expanduser()
    try:
        own = read(tomllib.loads(path.read_text(encoding="utf-8-sig")), str(path))
    except OSError as error:
        raise SettingError(f"{_SETTING} is {named!r}, and {path} cannot be read: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingError(f"{_SETTING}: {path} is no TOML: {error}") from error
    except LayoutError as error:
        raise SettingError(f"{_SETTING}: {error}") from error
    if wrong := next(faults(own), None):
        raise SettingError(f"{_SETTING}: {path}, {wrong}")
    return Layouts((*own, *shipped().known))


def faults(layouts: Sequence[Layout]) -> Iterator[str]:
    """What is wrong with entries that are well-formed one by one."""
    for layout in layouts:
        for key, xpath in (("recognise", layout.recognise), *layout.fields.items(), *(("drop", each) for each in layout.drop)):
            if wrong := _unknown_in(xpath):
                yield f"layout {layout.name}: {key}: {xpath!r} cannot be evaluated: {wrong}"
    for one, other in combinations(layouts, 2):
        if one.recognise == other.recognise and _overlap(one, other):
            yield f"layouts {one.name} and {other.name} have the same recognise and days in common: end the first one with valid_until"


def _unknown_in(xpath: str) -> str | None:
    """What an expression needs that is not there, by its wording too: evaluated, it fails only on pages that lead it that far."""
    bare = _LITERAL.sub("''", xpath)
    if "$" in bare:
        return "there are no variables"
    if unknown := next((name for name in _PREFIX.findall(bare) if name not in _PREFIXES), None):
        return f"there is no namespace {unknown}"
    unknown = next((name for name in _CALL.findall(bare) if ":" not in name and name not in _FUNCTIONS), None)
    if unknown:
        return f"there is no function {unknown}()"
    from parsel import Selector  # needed only where there is an entry

    try:
        Selector(text=_PAGE).xpath(xpath)
    except Exception as error:  # noqa: BLE001 - a function in it fails as it likes
        return str(error).partition(" in ")[0]
    return None


def _overlap(one: Layout, other: Layout) -> bool:
    begins = max(one.valid_from or date.min, other.valid_from or date.min)
    return begins <= min(one.valid_until or date.max, other.valid_until or date.max)
