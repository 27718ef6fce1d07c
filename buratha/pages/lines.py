"""The page as its reader sees it: lines in order, each knowing where in the tree it came from.

One pass over the parser's events builds no tree, so depth and size cost nothing but time.
"""

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from lxml import etree

from buratha.arabic.folding import fold
from buratha.arabic.text import printed

MOST_CHARACTERS = 2_000_000
MOST_LINES = 20_000
_DEEPEST_PLACE = 40
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_INLINE = frozenset(
    (
        "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr q rp rt ruby s samp small span strike "
        "strong sub sup time tt u var wbr o:p st1:place center_ img amp-img image picture source input button select textarea object embed "
        "video audio"
    ).split()
)
_UNSEEN = frozenset(
    (
        "script style template svg noscript select option textarea button title head math canvas map iframe noframes datalist "
        "amp-ad amp-analytics amp-sidebar amp-iframe"
    ).split()
)
_SEEN_HEAD = frozenset(("html", "body"))
_NAVIGATION = frozenset(("nav", "menu"))
_MEDIA = frozenset(("iframe video audio object embed").split())
_KINDS = (
    dict.fromkeys(_INLINE, "inline")
    | dict.fromkeys(("meta", "link", "base", "param", "col", "area"), "head")
    | dict.fromkeys(("br", "hr"), "break")
    | dict.fromkeys(_UNSEEN, "unseen")
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden")
_DIGITS = re.compile(r"\d+")
_LETTER = re.compile(r"[^\W\d_]")
_EMBEDDED_POST = re.compile(r"twitter-tweet|instagram-media|fb-post|fb-video|telegram-post|tiktok-embed")


_LONGEST_LEVEL = 80
_YEAR = re.compile(r"(?<!\d)(?:20\d\d|1[34]\d\d)(?!\d)")
_LONGEST_HINTS = 120
_KEPT = frozenset(("pre", "xmp", "listing", "plaintext"))
_ITEMS = frozenset(("li", "dd"))
_COLUMNS = frozenset(("ul", "ol", "td", "div"))
_CELLS = frozenset(("td", "th"))


def masked(key: str) -> str:
    """A line's key with its digits levelled: a rate, a counter or a clock is the same line tomorrow.

    A line of digits alone keeps them; of a long line the beginning is enough.
    """
    key = key[:_LONGEST_LEVEL]
    if not _DIGITS.search(key):
        return key
    return _DIGITS.sub("#", key) if _LETTER.search(key) else key


# A headline and the agency's meta line in one run of text, the headline in an element of its own.
_HEADLINE_AND_META = re.compile(r"^(.{6,200}?\S) (\d{1,7} (?:\d\d:\d\d:\d\d )?20\d\d-\d\d-\d\d)$")


class _Texts(NamedTuple):
    """A line's text as printed, its key, the key's level, its number of words, and whether a number in it can be a year."""

    text: str
    key: str
    level: str
    words: int
    has_year: bool


def _read(raw: str) -> _Texts:
    text = printed(raw)
    key = fold(text)
    return _Texts(text, key, masked(key), key.count(" ") + 1 if key else 0, _YEAR.search(key) is not None)


_LONGEST_REMEMBERED = 240
_remembered = lru_cache(maxsize=16_384)(_read)  # the furniture's lines are the same on every page


class Node:
    """A block of the page: its kind, its parent and its place, a path of kinds from the root that recurs page after page."""

    __slots__ = ("cells", "depth", "embedded", "heading", "hints", "item", "kept", "navigation", "order", "parent", "place", "tag", "unseen")

    def __init__(self, tag: str, parent: "Node | None", order: int, attributes: Mapping[str, str] | None = None) -> None:
        self.tag = tag
        self.parent = parent
        self.order = order
        self.cells = 0
        self.hints = ""
        if parent is None:
            self.depth, self.heading = 0, 0
            self.navigation = self.item = self.embedded = self.unseen = self.kept = False
            self.place = tag
            return
        self.depth = parent.depth + 1
        self.heading = _HEADINGS.get(tag) or parent.heading
        self.navigation = parent.navigation or tag in _NAVIGATION
        self.item = tag in _ITEMS or (parent.item and tag not in _COLUMNS)
        self.embedded = parent.embedded
        self.unseen = parent.unseen
        self.kept = parent.kept or tag in _KEPT
        if attributes:
            self._read(attributes)
        unclosed = tag == parent.tag == "p"  # paragraphs do not nest
        self.place = parent.place if unclosed or parent.depth > _DEEPEST_PLACE else f"{parent.place}/{self._kind(parent)}"

    def _read(self, attributes: Mapping[str, str]) -> None:
        name, identity = attributes.get("class"), attributes.get("id")
        if name or identity:
            self.hints = f"{name or ''} {identity or ''}".strip().lower()[:_LONGEST_HINTS]
            self.embedded = self.embedded or _EMBEDDED_POST.search(self.hints) is not None
        self.navigation = self.navigation or attributes.get("role") == "navigation"
        self.unseen = self.unseen or _is_hidden(attributes)

    def _kind(self, parent: "Node") -> str:
        kind = self.tag
        if self.hints:
            kind += _named(self.hints)
        if self.tag in _CELLS:
            parent.cells += 1
            kind += str(min(parent.cells, 4))  # the column of a table: sidebar and story differ in nothing else
        return kind

    def ancestors(self) -> Iterator["Node"]:
        """The node and all around it, innermost first."""
        node: Node | None = self
        while node is not None:
            yield node
            node = node.parent


@lru_cache(maxsize=4096)
def _named(hints: str) -> str:
    """What class and id add to the name of a place; numbers in them come and go."""
    return "." + _DIGITS.sub("#", ".".join(hints.split()[:4]))


def _is_hidden(attributes: Mapping[str, str]) -> bool:
    if "hidden" in attributes:
        return True
    style = attributes.get("style")
    return style is not None and _HIDDEN.search(style.lower()) is not None


@dataclass(slots=True)
class Picture:
    """An ``<img>`` as written: its address unresolved, its alternative text cleaned."""

    source: str
    alt: str
    width: str = ""
    height: str = ""
    title: str = ""


@dataclass(slots=True)
class Link:
    """A link of a line: address as written, and its text."""

    target: str
    text: str


@dataclass(slots=True)
class Line:
    """A run of text that a reader sees as one line or paragraph. ``gap`` is what stood before it: block, break or space."""

    index: int
    text: str
    key: str
    node: Node
    gap: str
    links: Sequence[Link]
    linked: int
    pictures: Sequence[Picture]
    raw: str = ""
    cuts: Sequence[int] = ()
    control: bool = False
    stamp: str = ""
    words: int = 0
    is_link: bool = False
    level: str = ""
    has_year: bool = False

    @property
    def runs(self) -> list[str]:
        """The line cut where its inline elements begin and end: labels, numbers and dates set side by side."""
        points = sorted({0, *self.cuts, len(self.raw)})
        pieces = (printed(self.raw[start:end]) for start, end in itertools.pairwise(points))
        return [piece for piece in pieces if piece]


@dataclass(slots=True)
class Page:
    """A page taken apart: its lines, and what its head says."""

    lines: list[Line]
    title: str = ""
    meta: dict[str, str] = field(default_factory=dict)
    json_ld: list[str] = field(default_factory=list)
    canonical: str = ""
    media: list[tuple[int, str, str]] = field(default_factory=list)
    controls: list[tuple[int, str, "Node"]] = field(default_factory=list)
    scripts: int = 0
    noscript: str = ""
    truncated: bool = False


def read_lines(text: str) -> Page:
    """Take a page's markup apart. Never raises on broken markup; what lies beyond the size limits is left out and marked."""
    builder = _Builder()
    builder.page.truncated = len(text) > MOST_CHARACTERS
    markup = text[:MOST_CHARACTERS].replace("\x00", "")
    parser = etree.HTMLParser(
        target=builder,
        recover=True,
        huge_tree=True,
        encoding="utf-8",
        remove_pis=True,
    )
    try:
        parser.feed(markup.encode("utf-8", "replace"))
        parser.close()
    except (etree.LxmlError, AssertionError):
        pass  # an empty document; whatever was read before it stands
    return builder.finish()


class _Builder:
    """Parser target: collects runs of text between block boundaries into lines."""

    def __init__(self) -> None:
        self.page = Page([])
        self._nodes = 1
        self._root = Node("html", None, 0)
        self._stack: list[tuple[str, Node, bool]] = []
        self._node = self._root
        self._unseen = 0
        self._hidden = 0
        self._capture: list[str] | None = None
        self._capturing = ""
        self._gap = "block"
        self._breaks = 0
        self._link: tuple[str, int] | None = None
        self._new_run()

    def _new_run(self) -> None:
        self._text: list[str] = []
        self._size = 0
        self._links: Sequence[tuple[str, int, int]] = ()
        if self._link is not None:
            self._link = (self._link[0], 0)
        self._pictures: Sequence[Picture] = ()
        self._has_control = False
        self._stamp = ""
        self._cuts: Sequence[int] = ()

    # -- parser events -------------------------------------------------------------------------------------------------
    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        kind = _KINDS.get(tag)
        if kind == "unseen":
            self._start_unseen(tag, attributes)
        elif kind == "head":
            self._head_fact(tag, attributes)
        elif self._unseen:
            return
        elif kind is None:
            self._start_block(tag, attributes)
        elif kind == "inline":
            self._start_inline(tag, attributes)
        else:
            self._break(tag)

    def end(self, tag: str) -> None:
        kind = _KINDS.get(tag)
        if kind == "unseen":
            self._end_unseen(tag)
        elif self._unseen:
            return
        elif kind is None:
            self._end_block(tag)
        elif kind == "inline":
            self._end_inline(tag)

    def data(self, data: str) -> None:
        if self._capture is not None:
            self._capture.append(data)
        elif not self._unseen and not self._hidden and (self._text or not data.isspace()):
            if self._node.kept and "\n" in data:
                self._add_kept(data)
                return
            self._text.append(data)
            self._size += len(data)

    def _add_kept(self, data: str) -> None:
        """Text in ``<pre>``: a line's end is a line's end, and an empty line a paragraph's."""
        first, *others = data.split("\n")
        self._text.append(first)
        self._size += len(first)
        for line in others:
            self._flush("break")
            if line:
                self._text.append(line)
                self._size += len(line)

    def comment(self, text: str | bytes) -> None:
        """Comments are not for readers."""

    def close(self) -> None:
        self._flush("block")

    def finish(self) -> Page:
        self._link = None
        self._flush("block")
        return self.page

    # -- what is not seen ----------------------------------------------------------------------------------------------
    def _start_unseen(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag in _MEDIA and not self._unseen:
            self._add_media(tag, attributes)
        if tag in {"button", "select", "textarea"} and not self._unseen:
            self._add_control(tag)
        if tag == "script":
            self.page.scripts += 1
        wanted = (tag == "script" and "ld+json" in attributes.get("type", "").lower()) or (tag == "title" and not self.page.title)
        if (wanted or tag == "noscript") and self._capture is None:
            self._capture, self._capturing = [], tag
        self._unseen += 1

    def _end_unseen(self, tag: str) -> None:
        self._unseen = max(0, self._unseen - 1)
        if self._capture is None or tag != self._capturing:
            return
        text, self._capture = "".join(self._capture), None
        if tag == "title":
            self.page.title = printed(text)
        elif tag == "noscript":
            self.page.noscript += printed(text)[:500]
        elif len(self.page.json_ld) < 20:
            self.page.json_ld.append(text)

    def _head_fact(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "meta":
            name = (attributes.get("property") or attributes.get("name") or attributes.get("itemprop") or "").lower()
            if name and "content" in attributes:
                self.page.meta.setdefault(name, printed(attributes["content"]))
        elif tag == "link" and "canonical" in attributes.get("rel", "").lower():
            self.page.canonical = attributes.get("href", "").strip()

    # -- inline elements -----------------------------------------------------------------------------------------------
    def _start_inline(self, tag: str, attributes: Mapping[str, str]) -> None:
        hidden = bool(attributes) and _is_hidden(attributes)
        self._stack.append((tag, self._node, hidden))
        if hidden:
            self._hidden += 1
        if self._hidden:
            return
        if tag == "a":
            self._end_link()
            self._link = (attributes.get("href", "").strip(), self._size) if attributes.get("href") else None
        elif tag in {"img", "image", "amp-img"}:
            self._add_picture(attributes)
        elif tag == "input":
            self._add_control(attributes.get("type", "text").lower())
        elif tag in _MEDIA:
            self._add_media(tag, attributes)
        elif tag == "time":
            self._stamp = self._stamp or attributes.get("datetime", "").strip()
        self._cuts = [*self._cuts, self._size]

    def _end_inline(self, tag: str) -> None:
        stack = self._stack
        if stack and stack[-1][0] == tag:
            self._hidden -= stack.pop()[2]
        else:
            self._close_crossed(tag)
        if tag == "a":
            self._end_link()
        self._cuts = [*self._cuts, self._size]

    def _close_crossed(self, tag: str) -> None:
        """Close an inline element that others, opened later, still cross."""
        for at in range(len(self._stack) - 1, max(-1, len(self._stack) - 40), -1):
            open_tag, _, hidden = self._stack[at]
            if open_tag == tag:
                self._hidden -= hidden
                del self._stack[at]
                return
            if open_tag not in _INLINE:
                return

    def _end_link(self) -> None:
        if self._link is not None:
            target, start = self._link
            self._links = [*self._links, (target, start, self._size)]
            self._link = None

    def _add_picture(self, attributes: Mapping[str, str]) -> None:
        source = next((attributes[name] for name in ("data-src", "data-original", "data-lazy-src", "data-lazy") if attributes.get(name)), "")
        if not source:
            source = attributes.get("src", "")
        if not source and (sources := attributes.get("srcset") or attributes.get("data-srcset")):
            source = sources.split(",")[0].split()[0] if sources.split(",")[0].split() else ""
        self._pictures = [
            *self._pictures,
            Picture(
                source.strip(),
                printed(attributes.get("alt", "")),
                attributes.get("width", ""),
                attributes.get("height", ""),
                printed(attributes.get("title", "")),
            ),
        ]

    def _add_media(self, tag: str, attributes: Mapping[str, str]) -> None:
        if source := (attributes.get("src") or attributes.get("data") or attributes.get("data-src") or "").strip():
            self.page.media.append((len(self.page.lines), tag, source))

    def _add_control(self, kind: str) -> None:
        if kind != "hidden":
            self._has_control = True
            self.page.controls.append((len(self.page.lines), kind, self._node))

    # -- blocks --------------------------------------------------------------------------------------------------------
    def _break(self, tag: str) -> None:
        if self._node.heading and tag == "br":
            self._text.append(" ")
            self._size += 1  # a headline set over two lines is one headline
            return
        self._flush("break" if tag == "br" else "block")

    def _start_block(self, tag: str, attributes: Mapping[str, str]) -> None:
        if self._text or self._pictures or self._cuts or self._has_control:
            self._flush("block")
        else:
            self._gap = "block"
        self._stack.append((tag, self._node, False))
        if tag not in _SEEN_HEAD:
            self._node = Node(tag, self._node, self._nodes, attributes)
            self._nodes += 1

    def _end_block(self, tag: str) -> None:
        if self._text or self._pictures or self._cuts or self._has_control:
            self._flush("block")
        else:
            self._gap = "block"
        stack = self._stack
        if stack and stack[-1][0] == tag:
            self._node = stack.pop()[1]
            return
        for at in range(len(stack) - 1, -1, -1):
            if self._stack[at][0] == tag:
                self._node = self._stack[at][1]
                if self._hidden:
                    self._hidden -= sum(hidden for _, _, hidden in self._stack[at:])
                del self._stack[at:]
                break

    def _flush(self, gap: str) -> None:
        """End the line that is being collected; ``gap`` is what ends it and so stands before the next."""
        if self._text or self._pictures:
            if self._link is not None:
                target, start = self._link
                self._links = [*self._links, (target, start, self._size)]
            raw = self._text[0] if len(self._text) == 1 else "".join(self._text)
            texts = _remembered(raw) if len(raw) <= _LONGEST_REMEMBERED else _read(raw)
            if texts.text or self._pictures:
                self._add_line(raw, texts)
                self._new_run()
                self._gap, self._breaks = gap, int(gap == "break")
                return
        if self._text or self._cuts or self._links or self._has_control:
            self._new_run()
        if gap == "block":
            self._gap = "block"
        else:
            self._breaks += 1
            if self._breaks > 1:
                self._gap = "block"  # an empty line between two lines is a paragraph's end

    def _add_line(self, raw: str, texts: "_Texts") -> None:
        if len(self.page.lines) >= MOST_LINES:
            self.page.truncated = True
            return
        if self._node.unseen:
            return
        text, key, level, words, has_year = texts
        links: Sequence[Link] = ()
        linked = 0
        for target, start, end in self._links:
            inside = text if start == 0 and end == len(raw) else _remembered(raw[start:end]).text
            links = [*links, Link(target, inside)]
            linked += len(inside)
        is_link = bool(links) and linked >= 0.9 * len(text)
        control, stamp = self._has_control, self._stamp
        at = len(self.page.lines)
        if self._cuts and text[-1:].isdigit() and (found := _HEADLINE_AND_META.match(text)) and self._is_cut_at(found[1], raw):
            self._add_headline_and_meta(found[1], found[2])
            return
        line = Line(
            at, text, key, self._node, self._gap, links, linked, self._pictures, raw, self._cuts, control, stamp, words, is_link, level, has_year
        )
        self.page.lines.append(line)

    def _is_cut_at(self, text: str, raw: str) -> bool:
        return any(printed(raw[:cut]) == text for cut in self._cuts)

    def _add_headline_and_meta(self, headline: str, meta: str) -> None:
        """Two lines of what a page sets as one."""
        for text, gap in ((headline, self._gap), (meta, "break")):
            _, key, level, words, has_year = _remembered(text)
            at = len(self.page.lines)
            self.page.lines.append(Line(at, text, key, self._node, gap, (), 0, (), text, words=words, level=level, has_year=has_year))
