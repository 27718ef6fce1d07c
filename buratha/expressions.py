"""XPath expressions of a person's own, tried before any page is read: what is wrong in one shows otherwise only on pages that lead it that far."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from parsel import Selector

_LITERAL = re.compile(r"'[^']*'|\"[^\"]*\"")
_CALL = re.compile(r"((?:[\w.-]+:)?[\w.-]+)\s*\(")
_PREFIX = re.compile(r"(?<![:\w.-])([\w.-]+):(?=[\w*])")
_NO_FUNCTIONS = frozenset("and or div mod text node comment processing-instruction".split())
"""What else may stand before a bracket: operators, and kinds of nodes."""
_FUNCTIONS = frozenset(
    "last position count id local-name namespace-uri name string concat starts-with contains substring-before substring-after substring "
    "string-length normalize-space translate boolean not true false lang number sum floor ceiling round has-class".split()
)
_PREFIXES = frozenset({"re", "set"})
_TAGS = "a article b br dd div dl dt em figure font footer h1 h2 h3 header i img li main meta nav ol p section span strong time ul".split()
_PAGE = "".join(f"<{tag} id=a class=a itemprop=a href=a>a</{tag}>" for tag in _TAGS) + "<table class=a><tr class=a><td class=a>a<th>a</table>"
"""Something of everything, so that an expression is led far on it."""


def wrong_in(xpath: str) -> str | None:
    """What is wrong with an expression, by its wording and by trying it, whole and call by call; None where nothing is."""
    bare = _LITERAL.sub("''", xpath)
    if "$" in bare:
        return "there are no variables"
    if unknown := next((name for name in _PREFIX.findall(bare) if name not in _PREFIXES), None):
        return f"there is no namespace {unknown}"
    if unknown := next((name for name in _CALL.findall(bare) if ":" not in name and name not in _FUNCTIONS | _NO_FUNCTIONS), None):
        return f"there is no function {unknown}()"
    return _failure(xpath) or next((wrong for each in _calls(xpath) if (wrong := _failure(each, "p"))), None)


def is_of_nodes_or_a_truth(xpath: str) -> bool:
    """Whether an expression that can be evaluated gives nodes or a truth value: no number and no text, which say nothing of a match."""
    page = _page()
    return isinstance(page.root.xpath(xpath, namespaces=page.namespaces), list | bool)


def _failure(xpath: str, at: str = "html") -> str | None:
    try:
        _page().css(at)[0].xpath(xpath)
    except Exception as error:  # noqa: BLE001 - a function in it fails as it likes
        return str(error).partition(" in ")[0]
    return None


def _page() -> "Selector":
    from parsel import Selector  # needed only where there is an entry

    return Selector(text=_PAGE)


def _calls(xpath: str) -> Iterator[str]:
    """Each call of a function by itself: a predicate is not tried where the one before it, or half an ``and``, holds for nothing."""
    masked = _LITERAL.sub(lambda literal: "'" * len(literal[0]), xpath)
    for found in _CALL.finditer(masked):
        if found[1] not in _NO_FUNCTIONS:
            yield f"self::*[boolean({xpath[found.start() : _closing(masked, found.end())]})]"


def _closing(masked: str, at: int) -> int:
    """Where the bracket ends within which a place is."""
    depth = 1
    while depth and at < len(masked):
        depth += {"(": 1, ")": -1}.get(masked[at], 0)
        at += 1
    return at
