"""The pieces of an article's page, from below the meta line down to the Telegram sentence."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from html import unescape
from typing import Final, NamedTuple
from urllib.parse import urljoin

from tests.agency.tables import Table


class Keys(NamedTuple):
    """The keys a kind of block must have, and those it may have."""

    needed: tuple[str, ...]
    allowed: tuple[str, ...] = ()


KINDS: Final[dict[str, Keys]] = {
    "paragraph": Keys(("text",), ("clean",)),
    "heading": Keys(("text",), ("clean",)),
    "quote": Keys(("text",), ("clean",)),
    "rule": Keys(("text",), ("clean",)),
    "list": Keys(("items",), ("clean",)),
    "verse": Keys(("lines",), ("clean",)),
    "byline": Keys((), ("text", "lines")),
    "dateline": Keys((), ("text", "lines")),
    "blank": Keys(()),
    "related": Keys(("links",)),
    "picture": Keys(("src", "form"), ("alt", "credit", "caption")),
    "embed": Keys(("html",), ("text", "clean", "body")),
    "signature": Keys(("text",), ("own_line",)),
    "editor_code": Keys(("text",)),
    "sign_off": Keys(("text",)),
    "glued_byline": Keys(("byline", "text"), ("clean",)),
}
"""Every kind of block with its keys."""

PICTURE_FORMS: Final = ("none", "glued", "two-lines", "caption")
_MANY: Final = {"items", "lines"}
_FLAGS: Final = {"own_line", "body"}
_MAY_BE_EMPTY: Final = {"alt", "credit", "caption"}
_ONE_LINE: Final = {"paragraph", "heading", "quote", "rule", "glued_byline"}
_BREAK: Final = re.compile(r"</p>|</blockquote>|</div>|<br[^>]*>", re.IGNORECASE)
_TAG: Final = re.compile(r"<[^>]*>")


class Link(NamedTuple):
    """A link to an earlier story, dropped between two paragraphs."""

    title: str
    section: str
    id: int


@dataclass(frozen=True)
class Block:
    """One block: its kind, and the values of its keys."""

    kind: str
    values: Mapping[str, object] = field(default_factory=dict)

    def as_dict(self) -> dict[str, object]:
        """Return the block as layouts see it."""
        return {"kind": self.kind, **self.values}

    def flag(self, key: str) -> bool:
        """Say whether the key is there and true."""
        return bool(self.values.get(key))

    def text(self, key: str = "text") -> str:
        """Return the text under a key, the empty string where there is none."""
        value = self.values.get(key)
        return value if isinstance(value, str) else ""

    def texts(self, key: str) -> list[str]:
        """Return the list of texts under a key, an empty one where there is none."""
        value = self.values.get(key)
        return list(value) if isinstance(value, tuple) else []

    @property
    def links(self) -> tuple[Link, ...]:
        """The links of a `related` block."""
        value = self.values.get("links")
        return value if isinstance(value, tuple) else ()


def block(kind: str, **values: object) -> Block:
    """Make a block in code.

    >>> block("paragraph", text="نص").text()
    'نص'
    """
    return Block(kind, values)


def read_block(table: Table) -> Block:
    """Check one `[[block]]` table and return what it says.

    Raises:
        TableError: the kind is unknown, or a key is missing, unknown or of the wrong type.
    """
    kind = table.text("kind")
    if kind not in KINDS:
        raise table.wrong("kind", f"{kind!r} is none of {', '.join(KINDS)}")
    keys = KINDS[kind]
    table.only(("kind", *keys.needed, *keys.allowed))
    present = (*keys.needed, *(key for key in keys.allowed if table.has(key)))
    found = Block(kind, {key: _value(table, kind, key) for key in present})
    _check(table, found)
    return found


def _value(table: Table, kind: str, key: str) -> object:
    if key == "links":
        return tuple(_link(each) for each in table.tables("links"))
    if key in _FLAGS:
        return table.flag(key, default=False)
    if key in _MAY_BE_EMPTY:
        return table.text(key, empty=True)
    if key in _MANY or (key == "clean" and kind in {"list", "verse"}):
        return table.texts(key)
    return table.text(key)


def _link(table: Table) -> Link:
    table.only(("title", "section", "id"))
    return Link(table.text("title"), table.text("section"), table.number("id"))


def _check(table: Table, found: Block) -> None:
    if found.kind in {"byline", "dateline"} and not printed(found):
        raise table.wrong("text", "missing, and so is `lines`")
    if found.kind == "related" and not found.links:
        raise table.wrong("links", "at least one link is needed")
    if found.kind == "picture" and found.text("form") not in PICTURE_FORMS:
        raise table.wrong("form", f"{found.text('form')!r} is none of {', '.join(PICTURE_FORMS)}")


def printed(found: Block) -> list[str]:
    """Return the lines a reader sees of a block, for layouts that print everything as bare lines."""
    match found.kind:
        case "blank":
            return ["\N{NO-BREAK SPACE}"]
        case "related":
            return [" ".join(link.title for link in found.links)]
        case "picture":
            return _printed_picture(found)
        case "embed":
            return [line for line in [_embedded(found)] if line]
        case "glued_byline":
            return [found.text("byline") + found.text()]
    return found.texts("lines") or found.texts("items") or [line for line in [found.text()] if line]


def _printed_picture(found: Block) -> list[str]:
    alt, credit, caption = found.text("alt"), found.text("credit"), found.text("caption")
    lines = {"glued": [alt + credit + caption], "two-lines": [alt, credit + caption], "caption": [caption]}
    return [line for line in lines.get(found.text("form"), []) if line]


def _embedded(found: Block) -> str:
    text = _TAG.sub("", _BREAK.sub(" ", found.text("html")))
    return found.text() or " ".join(unescape(text).split())


def body_part(found: Block) -> str | None:
    r"""Return what a block adds to the stored body, None where it is no part of it.

    >>> body_part(block("verse", lines=("صدر", "عجز")))
    'صدر\nعجز'
    """
    if found.kind in _ONE_LINE:
        return found.text("clean") or found.text()
    if found.kind in {"list", "verse"}:
        return "\n".join(found.texts("clean") or found.texts("items") or found.texts("lines"))
    if found.kind == "embed" and found.flag("body"):
        return found.text("clean") or _embedded(found)
    return None


def body_of(blocks: Iterable[Block]) -> str:
    """Return the body that blocks come to: paragraphs separated by a blank line."""
    return "\n\n".join(part for part in map(body_part, blocks) if part)


def image_of(found: Block, base: str) -> dict[str, str | None]:
    """Return a picture as it should be stored; `base` is the page's address. What is not printed is not known."""
    form = found.text("form")
    credit = found.text("credit") if form in {"glued", "two-lines"} else ""
    caption = found.text("caption") if form != "none" else ""
    return {
        "url": urljoin(base, found.text("src")),
        "alt": found.text("alt") or None,
        "caption": caption or None,
        "credit": credit or None,
    }
