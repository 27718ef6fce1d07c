"""The page as its reader sees it: lines in order, each knowing where in the tree it came from.

One pass over the markup's tags builds no tree, so depth and size cost nothing but time. Tags are split off by one expression and
each distinct one is understood once (:mod:`buratha.pages.tags`); what is open is kept on a stack, with the omissions that
browsers forgive.
"""

import html
import re

from buratha.pages.line_builder import LineBuilder
from buratha.pages.nodes import Node
from buratha.pages.page import Line, Link, Page, Picture, masked
from buratha.pages.styles import MOST_AROUND, styles_of
from buratha.pages.tags import BREAK, CLOSE, COMMENT, HEAD_FACT, KNOWN, OPEN, OPEN_INLINE, OPEN_UNSEEN, UNFINISHED, Tag, read_tag

__all__ = ["MOST_CHARACTERS", "Line", "Link", "Node", "Page", "Picture", "masked", "read_lines"]

MOST_CHARACTERS = 2_000_000
_TAG = re.compile(r"(<[!/?a-zA-Z][^>]*>)")
_TAG_START = re.compile(r"<[!/?a-zA-Z]")
_COMMENT_END = re.compile(r"--!?>")
_CLOSERS = {"plaintext": re.compile(r"(?!)")}
_SCREENS = frozenset(("", "all", "screen"))
_MOST_JOINED, _MOST_SHEETS, _MOST_STYLED = 50, 40, 10_000
_PATIENCE = 1_000_000


def read_lines(text: str) -> Page:
    """Take a page's markup apart. Never raises on broken markup; what lies beyond the size limits is left out and marked."""
    markup = text[:MOST_CHARACTERS].replace("\x00", "")
    if "\r" in markup:
        markup = markup.replace("\r\n", "\n").replace("\r", "\n")
    reader = _Markup(markup)
    reader.lines.page.truncated = len(text) > MOST_CHARACTERS
    return reader.read()


class _Markup:
    """A page's markup in pieces, text and tags by turns, and the elements that are open while they are read."""

    def __init__(self, markup: str) -> None:
        # Behind the last ">" nothing can be a whole tag; so every "<" before it finds an end, and no search runs twice over the page.
        end = markup.rfind(">") + 1
        begun = _TAG_START.search(markup, end)
        self.pieces = _TAG.split(markup[:end])
        self.pieces[-1] += markup[end : begun.start() if begun else len(markup)]
        self.lines = LineBuilder()
        self.stack: list[tuple[Tag, Node | None]] = []
        self.patience = _PATIENCE
        self.unpaired: set[str] = set()
        self.sheets: list[str] = []
        self.styles = styles_of(self.sheets)
        self.styled = 0

    def read(self) -> Page:  # noqa: PLR0912 - one loop over some thousand pieces, in which calls are dear
        pieces, lines, stack = self.pieces, self.lines, self.stack
        at, last, known = 1, len(pieces), KNOWN
        text = pieces[0]
        while True:
            if text:
                if lines.sees_text:
                    lines.add_text(html.unescape(text) if "&" in text else text)
                else:
                    self._unseen_text(text)
            if at >= last:
                break
            raw = pieces[at]
            tag = known.get(raw) or read_tag(raw)
            text = pieces[at + 1]
            at += 2
            code = tag.code
            if code == CLOSE:
                if stack and stack[-1][0].name == tag.name:
                    self._pop()
                else:
                    self._close(tag)
            elif code <= OPEN_INLINE and not (lines.unseen or tag.single or tag.raw_text):
                while stack and stack[-1][0].name in tag.ends:
                    self._pop()
                if raw not in self.styles.unstyled and self.styled < _MOST_STYLED:
                    self.styled += 1
                    tag = self.styles.applied(tag, [opened for opened, _ in stack[-MOST_AROUND:]])
                    code = tag.code
                stack.append((tag, lines.node))
                if code == OPEN:
                    lines.open_block(tag)
                else:
                    lines.open_inline(tag)
            else:
                at, text = self._other(tag, at, text)
        while stack:
            self._pop()
        return lines.finish()

    def _other(self, tag: Tag, at: int, text: str) -> tuple[int, str]:
        """A tag that is neither an end nor opens a block or a piece of a line: the next piece to read, and the text before it."""
        if tag.code == COMMENT:
            return self._comment(tag.raw, at, text)
        if tag.code == UNFINISHED:
            return self._joined(at, tag)
        while self.stack and self.stack[-1][0].name in tag.ends:
            self._pop()
        if tag.code <= OPEN_UNSEEN:
            self._open(tag)
        return self._raw_text(tag, at, text) if tag.raw_text else (at, text)

    # -- elements ------------------------------------------------------------------------------------------------------
    def _open(self, tag: Tag) -> None:
        lines, code = self.lines, tag.code
        if lines.unseen and code != OPEN_UNSEEN:
            if code == HEAD_FACT:
                lines.head_fact(tag)
            elif code != BREAK and not tag.single:
                self.stack.append((tag, None))
            if tag.counts:
                lines.mark(tag.counts)
            return
        if code == OPEN:
            self.stack.append((tag, lines.node))
            lines.open_block(tag)
        elif code == OPEN_INLINE:
            self.stack.append((tag, lines.node))
            lines.open_inline(tag)
        elif code == BREAK:
            lines.break_line(tag.name)
            return
        elif code == HEAD_FACT:
            lines.head_fact(tag)
            return
        else:
            self.stack.append((tag, lines.node))
            lines.open_unseen(tag)
        if tag.single:
            self._pop()

    def _pop(self) -> None:
        """End the innermost open element."""
        tag, node = self.stack.pop()
        if tag.code == OPEN_UNSEEN:
            self.lines.close_unseen(tag.name)
        elif node is None:
            return  # it was opened where nothing is seen
        elif tag.code == OPEN:
            self.lines.close_block(node)
        else:
            self.lines.close_inline(tag)

    def _close(self, tag: Tag) -> None:
        """An end tag that is not the innermost element's: it ends what is open within its own, unless that weighs more."""
        stack, name = self.stack, tag.name
        if name in {"body", "html"}:
            while stack:
                self._pop()
            self.lines.end_line()
            return
        for depth, (opened, _) in enumerate(reversed(stack), 1):
            if opened.name == name:
                for _ in range(depth):
                    self._pop()
                return
            self.patience -= 1  # a million end tags that end nothing must not each look through a million open ones
            if opened.weight > tag.weight or self.patience < 0:
                return

    # -- what no reader sees -------------------------------------------------------------------------------------------
    def _unseen_text(self, text: str) -> None:
        if self.stack and self.stack[-1][0].name == "head" and not text.isspace():
            self._pop()
            self.lines.add_text(html.unescape(text))
        elif self.lines.captures:
            self.lines.capture(html.unescape(text) if "&" in text else text)

    def _raw_text(self, tag: Tag, at: int, text: str) -> tuple[int, str]:
        """Text up to the element's end tag, whatever tags seem to stand in it: the next piece to read, and the text before it."""
        pieces, lines = self.pieces, self.lines
        closer = _CLOSERS.get(tag.name)
        if closer is None:
            closer = _CLOSERS[tag.name] = re.compile(rf"</{tag.name}(?=[\s/>])", re.IGNORECASE)
        said = [text]
        for position in range(at, len(pieces), 2):
            piece = pieces[position]
            if found := closer.search(piece):
                said.append(piece[: found.start()])
                pieces[position] = piece[found.start() :]
                at = position
                break
            said += piece, pieces[position + 1]
        else:
            at = len(pieces)
        whole = "".join(said)
        if tag.name == "style":
            self._take_sheet(whole, tag)
        elif lines.sees_text:
            lines.add_text(whole)
        elif lines.captures:
            lines.capture(html.unescape(whole) if tag.name == "title" else whole)
        return at, ""

    def _take_sheet(self, sheet: str, tag: Tag) -> None:
        """A sheet of the page's own holds for what follows it, where it is for screens."""
        if tag.attributes.get("media", "").strip().lower() in _SCREENS and len(self.sheets) < _MOST_SHEETS:
            self.sheets.append(sheet)
            self.styles = styles_of(self.sheets)

    def _comment(self, raw: str, at: int, text: str) -> tuple[int, str]:
        """The next piece behind a comment, and the text before it; an open comment runs to the page's end."""
        pieces = self.pieces
        if raw.endswith(("-->", "--!>")):
            return at, text
        while True:
            if found := _COMMENT_END.search(text):
                return at, text[found.end() :]
            if at >= len(pieces):
                return at, ""
            raw, text = pieces[at], pieces[at + 1]
            at += 2
            if raw.endswith(("-->", "--!>")):
                return at, text

    def _joined(self, at: int, tag: Tag) -> tuple[int, str]:
        """Mend a tag that was split at a ``>`` within a quoted value: the piece to read again, and the text before it."""
        pieces = self.pieces
        first, start = at - 2, at - 1
        whole = pieces[first]
        for _ in range(_MOST_JOINED):
            quote = tag.quote
            end = next((k for k in range(start, len(pieces)) if quote in pieces[k]), None) if quote not in self.unpaired else None
            if end is None:
                self.unpaired.add(quote)  # it opens a value that nothing ends: the tag ends where it seems to
                break
            whole += "".join(pieces[start:end])
            piece = pieces[end]
            cut = piece.find(">", piece.index(quote)) + 1
            if cut == 0 and end + 1 < len(pieces):
                whole += piece
                end, piece = end + 1, pieces[end + 1]
                cut = len(piece)
            whole += piece[:cut]
            start = end + 1
            tag = read_tag(whole)
            if tag.code != UNFINISHED:
                place = end if end % 2 else end - 1
                pieces[place] = whole
                if place < end:
                    pieces[end] = piece[cut:]
                return place, ""
            if cut < len(piece):
                pieces[end] = piece[cut:]
                start = end
        pieces[first] = pieces[first].replace(tag.quote, "")
        return first, ""
