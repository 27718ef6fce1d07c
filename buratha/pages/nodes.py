"""The blocks of a page, each with its place: a path of kinds from the root that recurs page after page."""

import re
from collections.abc import Iterator
from functools import lru_cache

from buratha.pages.print_size import PLAIN, Print
from buratha.pages.tags import EMBEDDED_POST, Tag

_DEEPEST_PLACE = 40
_DEEPEST = 150
"""Blocks within a block so deep stand beside it instead. No page that is meant to be read comes near; and as everything that asks what stands around
a line goes from block to block, one line after the other, a page of blocks that are never closed would take time without end."""
_LONGEST_HINTS = 120
_MOST_SHAPES = 20_000
_LONGEST_KEY = 400
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_NAVIGATION = frozenset(("nav", "menu"))
_KEPT = frozenset(("pre", "xmp", "listing", "plaintext"))
_ITEMS = frozenset(("li", "dd"))
_COLUMNS = frozenset(("ul", "ol", "td", "div"))
_CELLS = frozenset(("td", "th"))
_DIGITS = re.compile(r"\d+")
_FURNITURE_HINT = re.compile(
    r"(?<![a-z])(?:nav|menu|navbar|breadcrumbs?|footer|sidebar|side|aside|widget|share|sharing|partage|social|related|comment-?form|respond|newsletter|"
    r"subscribe|advert\w*|ads?|banner|cookie\w*|popup|modal|ticker|most-?read|popular|latest|tags?|toolbar|pagination|promo\w*|sponsor\w*)(?![a-z])"
)
_COMMENTS = re.compile(
    r"(?<!\S)(?:disqus_thread|fb-comments|(?:(?:box|readers?|users?|visitors?|single|all)[-_]?)?comments?"
    r"(?:[-_]?(?:list|area|section|box|text|body|items?|content|wrap|wrapper|block|thread|container|entry|row))?)(?!\S)"
)
"""Names of blocks that hold what readers wrote."""
_SIGNED = frozenset(("author", "creator", "schema:author", "dc:creator"))
"""What microdata and RDFa call a block that names the writer."""
_FURNITURE_TAGS = frozenset(("aside", "form", "footer", "nav"))


class Shape:
    """What a block is by its tags alone, the same on page after page. Shapes are kept as a tree and shared."""

    __slots__ = (
        "cell", "comments", "depth", "embedded", "furniture", "heading", "hints", "item", "kept", "kids", "navigation", "place", "print", "tag",
        "titled", "unseen",
    )  # fmt: skip

    def __init__(self, tag: Tag | None = None, parent: "Shape | None" = None, column: int = 0) -> None:
        self.kids: dict[str | tuple[int, str], Shape] = {}
        if tag is None or parent is None:
            self.tag = self.place = "html"
            self.hints = ""
            self.depth = self.heading = 0
            self.print = PLAIN
            self.navigation = self.item = self.embedded = self.unseen = self.kept = self.cell = self.furniture = self.titled = self.comments = False
            return
        name, attributes = tag.name, tag.attributes
        self.tag = name
        self.hints = f"{attributes.get('class', '')} {attributes.get('id', '')}".strip().lower()[:_LONGEST_HINTS]
        self.depth = min(parent.depth + 1, _DEEPEST)
        self.heading = _HEADINGS.get(name) or parent.heading
        self.navigation = parent.navigation or name in _NAVIGATION or attributes.get("role") == "navigation"
        self.item = name in _ITEMS or (parent.item and name not in _COLUMNS)
        self.comments = parent.comments or _COMMENTS.search(self.hints) is not None
        self.embedded = parent.embedded or EMBEDDED_POST.search(self.hints) is not None
        self.unseen = parent.unseen or tag.hidden
        self.kept = parent.kept or name in _KEPT or tag.keeps
        self.cell = name in _CELLS
        self.print = Print(tag.print.size or parent.print.size, tag.print.bold or parent.print.bold) if tag.print is not PLAIN else parent.print
        self.titled = tag.titled
        furniture = name in _FURNITURE_TAGS or (self.hints != "" and _FURNITURE_HINT.search(self.hints) is not None)
        self.furniture = furniture and not (name == "footer" and parent.tag == "blockquote")  # it says whose words they are
        unclosed = name == parent.tag == "p"  # paragraphs do not nest
        self.place = parent.place if unclosed or parent.depth > _DEEPEST_PLACE else f"{parent.place}/{_kind(name, self.hints, column)}"
        if not _SIGNED.isdisjoint((attributes.get("itemprop") or attributes.get("property") or "").lower().split()):
            self.hints = f"{self.hints} author".strip()


class _Shapes:
    """The tree of all shapes met, thrown away when it has grown too large."""

    def __init__(self) -> None:
        self.root = Shape()
        self.count = 0

    def kid(self, parent: Shape, tag: Tag, column: int) -> Shape:
        """The shape of a tag within a shape; made when it was not met before."""
        shape = Shape(tag, parent, column)
        if len(tag.raw) <= _LONGEST_KEY and self.count < _MOST_SHAPES:
            parent.kids[(column, tag.raw) if column else tag.raw] = shape
            self.count += 1
        return shape


_shapes = _Shapes()


class Node:
    """A block of the page: its kind, its parent and its place."""

    __slots__ = (
        "cells", "depth", "embedded", "furniture", "heading", "hints", "item", "kept", "navigation", "parent", "place", "shape", "tag", "unseen",
    )  # fmt: skip

    def __init__(self, shape: Shape, parent: "Node | None") -> None:
        self.shape = shape
        self.parent: Node | None = parent if parent is None or parent.depth < _DEEPEST else parent.parent
        self.cells = 0
        self.tag = shape.tag
        self.hints = shape.hints
        self.depth: int = shape.depth
        self.heading = shape.heading
        self.navigation = shape.navigation
        self.item = shape.item
        self.embedded = shape.embedded
        self.unseen = shape.unseen
        self.kept = shape.kept
        self.furniture = shape.furniture
        self.place = shape.place

    def child(self, tag: Tag) -> "Node":
        """The block that a tag opens in this one."""
        kids = self.shape.kids
        if tag.name in _CELLS:
            self.cells += 1
            column = min(self.cells, 4)  # sidebar and story of a table differ in nothing but the column
            return Node(kids.get((column, tag.raw)) or _shapes.kid(self.shape, tag, column), self)
        return Node(kids.get(tag.raw) or _shapes.kid(self.shape, tag, 0), self)

    def ancestors(self) -> Iterator["Node"]:
        """The node and all around it, innermost first."""
        node: Node | None = self
        while node is not None:
            yield node
            node = node.parent


def root_node() -> Node:
    """The root of a page."""
    if _shapes.count >= _MOST_SHAPES:
        _shapes.root, _shapes.count = Shape(), 0
    return Node(_shapes.root, None)


def _kind(name: str, hints: str, column: int) -> str:
    return f"{name}{_named(hints) if hints else ''}{column or ''}"


@lru_cache(maxsize=4096)
def _named(hints: str) -> str:
    """What class and id add to the name of a place; numbers in them come and go."""
    return "." + _DIGITS.sub("#", ".".join(hints.split()[:4]))
