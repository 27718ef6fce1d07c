"""Page links that call a function of the page's own script: ``onclick="goPage(3)"``.

Where the function tells which address it makes of its argument, or which form it sends with it, the address is known without running anything.
"""

import re
from collections.abc import Callable, Iterator
from urllib.parse import urlencode, urlsplit, urlunsplit

from lxml import etree

_MOST_SCRIPT = 300_000
"""Characters of a page's scripts that are looked through."""
_FUNCTION = re.compile(
    r"(?:\bfunction\s+([\w$]{1,60})\s*|\b([\w$]{1,60})\s*[=:]\s*(?:async\s+)?(?:function\b[^({]{0,60})?)"
    r"\(\s*([\w$]{1,60})\s*(?:,[^(){}]{0,80})?\)\s*(?:=>\s*)?\{((?:[^{}]|\$\{[^{}]{0,60}\}){1,800})\}"
)
_GOES = re.compile(r"\blocation(?:\.href)?\s*=(?!=)\s*([^;\n]{1,300})|\b(?:location\.(?:assign|replace)|window\.open)\(\s*([^;\n]{1,300})")
_FIELD = re.compile(
    r"""(?:\.([\w$]{1,60})|\[\s*['"]([\w$-]{1,60})['"]\s*\]|getElementById\(\s*['"]([\w$-]{1,60})['"]\s*\))"""
    r"""\.value\s*=\s*([\w$]{1,60})"""
)
_SENT = re.compile(r"\.submit\(")
_PIECE = re.compile(r"""\s*(?:(['"])((?:(?!\1)[^\\])*)\1|`([^`\\]*)`|([\w$][\w$.]*))\s*""")
_CALL = re.compile(r"""(?<![\w$.])([\w$]{1,60})\(\s*['"]?(\d{1,9})['"]?\s*[,)]""")
_HERE = re.compile(r"(?:(?:window|document|self|top)\.)?location\.pathname")

Maker = Callable[[str], str | None]


class ScriptCalls:
    """The functions of one page that lead to an address; looked for when the first call is met."""

    def __init__(self, root: etree._Element, path: str) -> None:
        self._root = root
        self._path = path
        self._makers: dict[str, Maker] | None = None

    def addresses(self, code: str) -> Iterator[str]:
        """The addresses to which the calls in a handler lead, as far as the page tells."""
        for found in _CALL.finditer(code):
            if self._makers is None:
                self._makers = dict(self._found())
            maker = self._makers.get(found[1])
            if maker is not None and (address := maker(found[2])):
                yield address

    def _found(self) -> Iterator[tuple[str, Maker]]:
        left = _MOST_SCRIPT
        for element in self._root.iter("script"):
            script = (element.text or "")[:left]
            left -= len(script)
            for found in _FUNCTION.finditer(script):
                if maker := self._maker(found[3], found[4]):
                    yield str(found[1] or found[2]), maker

    def _maker(self, argument: str, body: str) -> Maker | None:
        goes = _GOES.search(body)
        if goes is not None:
            return self._built(argument, goes[1] or goes[2])
        field = _FIELD.search(body)
        if field is None or field[4] != argument or not _SENT.search(body):
            return None
        name = str(field[1] or field[2] or field[3])
        return lambda value: self._sent(name, value)

    def _built(self, argument: str, expression: str) -> Maker | None:
        """What an expression of texts and the argument, joined by +, makes; None where anything else is in it."""
        pieces: list[str | None] = []
        at = 0
        while found := _PIECE.match(expression, at):
            if found[4] is None:
                pieces += _template(found[3], argument) if found[3] is not None else [found[2]]
            elif found[4] == argument:
                pieces.append(None)
            elif _HERE.fullmatch(found[4]):
                pieces.append(self._path)
            else:
                return None
            at = found.end()
            if expression[at : at + 1] != "+":
                break
            at += 1
        else:
            return None
        if pieces.count(None) != 1 or expression[at : at + 1] not in {"", ")", ","}:
            return None
        return lambda value: "".join(value if piece is None else piece for piece in pieces)

    def _sent(self, name: str, value: str) -> str | None:
        """The address that a form asks for once a field of it is filled in."""
        fields = [each for each in self._root.iter("input") if name in {each.get("name"), each.get("id")}]
        form = next((form for each in fields for form in each.iterancestors("form")), None)
        if form is None or form.get("method", "get").lower() != "get":
            return None
        hidden = [(each.get("name", ""), each.get("value", "")) for each in form.iter("input") if each.get("type", "").lower() == "hidden"]
        own = fields[0].get("name", "")
        given = [(key, text) for key, text in hidden if key and key != own]
        return urlunsplit(urlsplit(form.get("action", ""))._replace(query=urlencode([*given, (own, value)]), fragment="")) if own else None


def _template(text: str, argument: str) -> list[str | None]:
    """A template's texts, None where the argument stands in it; two of them where it has anything else, which makes it useless."""
    parts = re.split(r"\$\{\s*([\w$.]+)\s*\}", text)
    if any(name != argument for name in parts[1::2]):
        return [None, None]
    return [part if number % 2 == 0 else None for number, part in enumerate(parts)]
