"""Collects runs of text between block boundaries into lines, as the elements of a page open and close around them."""

import itertools
import re
from collections.abc import Mapping, Sequence

from buratha.arabic.dates import has_date
from buratha.arabic.digits import western_digits
from buratha.arabic.folding import fold
from buratha.arabic.text import printed
from buratha.pages.counting import counts_readers
from buratha.pages.escaped_tags import without_tags
from buratha.pages.heading_parts import LINE_BREAK, signatures_in_heading
from buratha.pages.nodes import Node, root_node
from buratha.pages.page import Button, Line, Link, Page, Picture, Texts, Unfilled, texts_of
from buratha.pages.print_size import PLAIN, Print
from buratha.pages.program_messages import message_lines
from buratha.pages.ready_blocks import STORY
from buratha.pages.tags import MEDIA, Tag, counted_by, style_length

MOST_LINES = 20_000
_MOST_BLOCKS = 20
_LONGEST_NOSCRIPT = 500
_CONTROLS = frozenset(("button", "select", "textarea"))
_PRESSED = frozenset(("button", "submit", "image"))
_WITH_A_TEXT = frozenset(("title", "button"))
_IMAGES = frozenset(("img", "image", "amp-img"))
# Names that microdata and RDFa have for the moment at which a story came out.
_PUBLISHED = re.compile(r"datePublished|dc:(?:date|created|issued)|dcterms:(?:date|created|issued)", re.IGNORECASE)
# Names that microdata has for a number of visits; what is counted may stand before it.
_COUNTING = frozenset(("interactioncount", "userinteractioncount"))
_VISITS = re.compile(r"(?:UserPageVisits:)?(\d{1,9})", re.IGNORECASE)
# Attributes in which an icon says what it stands for.
_SAYING = ("title", "aria-label", "data-original-title", "data-title", "data-tooltip")
_LONGEST_SAID = 60
_CUTS_OF_TWO, _WORDS_OF_A_VERSE, _VERSES = 4, 3, 3
_DIGIT = re.compile(r"\d")
_HEADLINE = 4
_FEW_HELD = 2
_NEARLY_ALL, _NEARLY_WHOLE = 0.8, 0.9
_NUMBER_IN_A_LIST = re.compile(r"(?:[\[(]\d{1,3}[\])]|\d{1,3}\s?[-–.)])\s+(?=\D)")
_LAST_SPANS = 4
_MOST_PRINTED = 50
"""So many open pieces of a print of their own are told apart: each line asks all of them, also on a page that never closes one."""
LINKED = "→"
"""Set behind the level of a headline that is a link."""
_DATED_HINT = re.compile(r"\d.*\d{2}")
# A headline and the agency's meta line in one run of text, the headline in an element of its own.
_HEADLINE_AND_META = re.compile(r"^(.{6,200}?\S) (\d{1,7} (?:\d\d:\d\d:\d\d )?20\d\d-\d\d-\d\d)$")


class LineBuilder:
    """The line that is being collected, and the page so far."""

    __slots__ = (
        "_backgrounds", "_breaks", "_capture", "_capturing", "_cuts", "_gap", "_has_control", "_hidden", "_kept", "_link", "_links", "_marks",
        "_parted", "_pasted", "_pictures", "_printed", "_ready", "_said", "_size", "_spans", "_stamp", "_text", "captures", "node", "page",
        "sees_text", "unseen",
    )  # fmt: skip

    def __init__(self) -> None:
        self.page = Page([])
        self.node: Node = root_node()
        self.unseen = 0
        self.captures = False
        self.sees_text = True
        self._hidden = 0
        self._kept = 0
        self._capture: list[str] = []
        self._capturing = ""
        self._gap = "block"
        self._breaks = 0
        self._link: tuple[str, int] | None = None
        self._said: list[str] = []
        self._printed: list[tuple[Tag, int]] = []
        self._backgrounds: list[tuple[Node, Tag, int]] = []
        """Open blocks with a picture as background, each with the number of lines before it."""
        self._ready: list[tuple[Node, Tag, int, int]] = []
        """Open blocks that are ready for something, each with the number of lines and of everything else before it."""
        self._parted: set[str] = set()
        """Places where elements without a space between them were lines of their own."""
        self._begin()

    def _begin(self) -> None:
        """Begin a new line; a link that is open runs on in it."""
        self._text: list[str] = []
        self._size = 0
        self._links: list[tuple[str, int, int]] = []
        if self._link is not None:
            self._link = (self._link[0], 0)
        self._pictures: list[Picture] = []
        self._has_control = False
        self._stamp = ""
        self._cuts: list[int] = []
        self._pasted = False
        self._marks: list[tuple[int, str]] = []
        self._spans: list[tuple[Tag, int, int]] = []
        if self._printed:
            self._printed = [(tag, 0) for tag, _ in self._printed]

    def finish(self) -> Page:
        """The page, its last line ended."""
        self._link = None
        self._flush("block")
        return self.page

    # -- text ----------------------------------------------------------------------------------------------------------
    def add_text(self, text: str) -> None:
        """Text that a reader sees."""
        if not self._text and text.isspace():
            return
        if (self.node.kept or self._kept) and "\n" in text:
            self._add_kept(text)
            return
        if " on line " in text and len(pieces := message_lines(text)) > 1:
            self._add_pieces(pieces)
            return
        self._text.append(text)
        self._size += len(text)

    def _add_kept(self, text: str) -> None:
        """Text in ``<pre>``: a line's end is a line's end, and an empty line a paragraph's."""
        first, *others = text.split("\n")
        self._text.append(first)
        self._size += len(first)
        for line in others:
            self._flush("break")
            if line:
                self._text.append(line)
                self._size += len(line)

    def _add_pieces(self, pieces: Sequence[str]) -> None:
        """Texts that are lines of their own."""
        for at, piece in enumerate(pieces):
            if at:
                self._flush("block")
            if self._text or not piece.isspace():
                self._text.append(piece)
                self._size += len(piece)

    def capture(self, text: str) -> None:
        """Text that no reader sees but that says something of the page."""
        self._capture.append(text)

    # -- what is not seen ----------------------------------------------------------------------------------------------
    def open_unseen(self, tag: Tag) -> None:
        """An element whose text is not the page's: a script, a form's control, the head."""
        name, attributes = tag.name, tag.attributes
        if not self.unseen:
            if name in MEDIA:
                self._add_media(name, attributes)
            if name in _CONTROLS:
                self._add_control(name)
                self._add_button(attributes.get("aria-label") or attributes.get("title", ""))
            if tag.post:
                self.page.media.append((len(self.page.lines), "post", tag.post))
        if tag.counts:
            self.mark(tag.counts)
        if name == "script":
            self.page.scripts += 1
        wanted = (name == "script" and "ld+json" in attributes.get("type", "").lower()) or name in _WITH_A_TEXT
        if (wanted or name == "noscript") and not self._capturing:
            self._capture, self._capturing, self.captures = [], name, True
        self.unseen += 1
        self.sees_text = False

    def close_unseen(self, name: str) -> None:
        """The end of such an element."""
        self.unseen -= 1
        self.sees_text = not self.unseen and not self._hidden
        if name != self._capturing:
            return
        text, self._capture, self._capturing, self.captures = "".join(self._capture), [], "", False
        if name == "title" and self.page.title:
            self._mark_drawn(text)
        elif name == "title":
            self.page.title = printed(without_tags(text))
        elif name == "button":
            said = printed(text[:_LONGEST_SAID])
            self._count_on_button(said)
            self._add_button(said)
        elif name == "noscript":
            self.page.noscript += printed(text)[:_LONGEST_NOSCRIPT]
        elif len(self.page.json_ld) < _MOST_BLOCKS:
            self.page.json_ld.append(text)

    def _add_button(self, said: str) -> None:
        if said and len(said) <= _LONGEST_SAID:
            self.page.buttons.append(Button(len(self.page.lines) + bool(self._text), self.node, printed(said)))

    def _count_on_button(self, text: str) -> None:
        """A number of readers that stands on a button, as in pages made for phones: «3990 قارئ»."""
        words = fold(western_digits(text)).split()
        numbers = [word for word in words if word.isdecimal()]
        if len(numbers) == 1 and counts_readers([word for word in words if not word.isdecimal()]):
            self.page.counted.append((self.node, int(numbers[0])))

    def mark(self, counts: str) -> None:
        """Within what is not seen, a part of a drawn icon that says what the number behind it counts."""
        self._marks.append((self._size, counts))

    def _mark_drawn(self, title: str) -> None:
        """The title of a drawn icon."""
        if counts := counted_by(title.strip()):
            self._marks.append((self._size, counts))

    def head_fact(self, tag: Tag) -> None:
        """What ``<meta>`` and ``<link>`` say."""
        attributes = tag.attributes
        if tag.name == "meta":
            name = (attributes.get("property") or attributes.get("name") or attributes.get("itemprop") or "").lower()
            if name and "content" in attributes:
                content = printed(without_tags(attributes["content"]))
                self.page.meta.setdefault(name, content)
                if _PUBLISHED.search(name):
                    self.page.published.append((self.node, content))
                if name in _COUNTING and (found := _VISITS.fullmatch(content)):
                    self.page.counted.append((self.node, int(found[1])))
        elif tag.name == "link" and "canonical" in attributes.get("rel", "").lower():
            self.page.canonical = attributes.get("href", "").strip()

    # -- inline elements -----------------------------------------------------------------------------------------------
    def open_inline(self, tag: Tag) -> None:
        """An element within a line: a link, a picture, a piece in bold."""
        self._kept += tag.keeps
        if tag.hidden or self._hidden:
            self._hidden += tag.hidden
            self.sees_text = not self._hidden
            return
        name, attributes = tag.name, tag.attributes
        if name == "a":
            self._end_link()
            self._link = (attributes["href"].strip(), self._size) if attributes.get("href") else None
        elif name == "time":
            self._begin_moment(attributes)
        elif attributes:
            if name in _IMAGES:
                self._add_picture(attributes)
            elif name in MEDIA or (name == "source" and not self._is_the_last_ones("source")):
                self._add_media(name, attributes)
            elif "content" in attributes and _names_publication(attributes):
                self._add_stamp(attributes["content"].strip(), attributes)
        if attributes and name != "a":
            self._hear(attributes)
        if attributes and "title" in attributes and _DATED_HINT.search(attributes["title"]) and has_date(attributes["title"]):
            self._stamp = self._stamp or attributes["title"].strip()  # an icon of a calendar, whose hint is the date
        if name == "input":
            kind = attributes.get("type", "text").lower()
            self._add_control(kind)
            if kind in _PRESSED:
                self._add_button(attributes.get("value") or attributes.get("alt", ""))
        self._begin_piece(tag)

    def _begin_moment(self, attributes: Mapping[str, str]) -> None:
        """A moment, set apart where it stands right behind a digit: «2018» and the «22» of a change's day, which the theme's style sheet hides."""
        if self._text and self._text[-1][-1:].isdigit():
            self._text.append(" ")
            self._size += 1
        if attributes:
            self._add_stamp(attributes.get("datetime", "").strip(), attributes)

    def _begin_piece(self, tag: Tag) -> None:
        """What an element says of the piece of the line that begins with it."""
        if tag.counts:
            self._marks.append((self._size, tag.counts))
        self._pasted |= tag.pasted
        if (tag.titled or tag.print is not PLAIN) and len(self._printed) < _MOST_PRINTED:
            self._printed.append((tag, self._size))
        self._cuts.append(self._size)

    def _add_stamp(self, stamp: str, attributes: Mapping[str, str]) -> None:
        """A moment for machines beside the text."""
        self._stamp = self._stamp or stamp
        if stamp and _names_publication(attributes):
            self.page.published.append((self.node, stamp))

    def _hear(self, attributes: Mapping[str, str]) -> None:
        """What an icon says with a number in it: to the pointer that rests on it, or to those who do not see it."""
        for name in _SAYING:
            said = attributes.get(name)
            if said and len(said) <= _LONGEST_SAID and any(map(str.isdigit, said)):
                self._said.append(printed(said))

    def close_inline(self, tag: Tag) -> None:
        """The end of such an element."""
        self._kept -= tag.keeps
        if tag.hidden:
            self._hidden -= 1
            self.sees_text = not self._hidden and not self.unseen
        if tag.name == "a":
            self._end_link()
        if self._printed and self._printed[-1][0] is tag:
            self._spans.append((*self._printed.pop(), self._size))
        self._cuts.append(self._size)

    def _end_link(self) -> None:
        if self._link is None:
            return
        target, start = self._link
        self._link = None
        if not self._is_an_anchor(target):
            self._links.append((target, start, self._size))
            return
        text = "".join(self._text)
        if not any(map(str.isalnum, text[start:])):
            self._text, self._size = [text[:start]], start  # «#», «¶»: a sign to be clicked, no text
            self._cuts = [cut for cut in self._cuts if cut <= start]

    def _is_an_anchor(self, target: str) -> bool:
        """Whether a link makes a heading an address of its own within the page: it leads nowhere else."""
        return target.startswith("#") and self.node.heading > 0

    def _add_picture(self, attributes: Mapping[str, str]) -> None:
        source = next((attributes[name] for name in ("data-src", "data-original", "data-lazy-src", "data-lazy") if attributes.get(name)), "")
        if not source:
            source = attributes.get("src", "")
        if not source and (sources := attributes.get("srcset") or attributes.get("data-srcset")):
            source = next(iter(sources.split(",")[0].split()), "")
        alt, title = (printed(attributes.get(name, "")) for name in ("alt", "title"))
        picture = Picture(source.strip(), alt, attributes.get("width", ""), attributes.get("height", ""), title)
        self._pictures.append(picture)

    def _add_media(self, name: str, attributes: Mapping[str, str]) -> None:
        if source := (attributes.get("src") or attributes.get("data") or attributes.get("data-src") or "").strip():
            self.page.media.append((len(self.page.lines), name, source))

    def _is_the_last_ones(self, name: str) -> bool:
        """Whether the last address, of the same kind, stands right before: the same film in another form."""
        return bool(self.page.media) and self.page.media[-1][:2] == (len(self.page.lines), name)

    def _add_control(self, kind: str) -> None:
        if kind != "hidden":
            self._has_control = True
            self.page.controls.append((len(self.page.lines), kind, self.node))

    # -- blocks --------------------------------------------------------------------------------------------------------
    def break_line(self, name: str) -> None:
        """A ``<br>`` or a ``<hr>``."""
        if self.node.heading and name == "br":
            self._text.append(LINE_BREAK)
            self._size += 1  # a headline set over two lines is one headline
            return
        self._flush("break" if name == "br" else "block")

    def end_line(self) -> None:
        """A boundary between blocks."""
        self._flush("block")

    def open_block(self, tag: Tag) -> None:
        """An element that begins a line."""
        if self._text or self._cuts or self._pictures or self._has_control:
            self._flush("block")
        else:
            self._gap = "block"
        node = self.node
        shape = node.shape.kids.get(tag.raw)
        self.node = Node(shape, node) if shape is not None else node.child(tag)
        if tag.post and not tag.hidden:
            self.page.media.append((len(self.page.lines), "post", tag.post))
        if tag.ready and not tag.hidden:
            self._ready.append((self.node, tag, len(self.page.lines), self._beside_text(tag)))
        if tag.background and not tag.hidden:
            self._backgrounds.append((self.node, tag, len(self.page.lines)))
        if tag.counts:
            self._marks.append((0, tag.counts))
        if tag.says:
            self._hear(tag.attributes)
        if tag.stamp and _names_publication(tag.attributes):
            self._add_stamp(tag.stamp, tag.attributes)

    def close_block(self, outer: Node) -> None:
        """The end of such an element; ``outer`` is the block around it."""
        if self._backgrounds and self._backgrounds[-1][0] is self.node:
            self._end_background(*self._backgrounds.pop()[1:])
        if self._text or self._cuts or self._pictures or self._has_control or self._said:
            self._flush("block")
        else:
            self._gap = "block"
        if self._ready and self._ready[-1][0] is self.node:
            self._end_ready(*self._ready.pop())
        self.node = outer

    def _beside_text(self, tag: Tag) -> int:
        """How much the page has so far that is no text, and that a block may hold which waits for none."""
        media, others = len(self.page.media), len(self.page.controls) + self.page.scripts
        return media if tag.ready == STORY else media + others

    def _end_ready(self, node: Node, tag: Tag, lines: int, beside: int) -> None:
        """Keep a block that was ready for something and has hardly a line of text, or none."""
        is_story, held = tag.ready == STORY, self.page.lines[lines:]
        if len(held) > (_FEW_HELD if is_story else 0) or self._beside_text(tag) > beside or any(line.pictures for line in held):
            return
        self.page.unfilled.append(Unfilled(lines, len(self.page.lines), node, tag.attributes.get("id", ""), is_story))

    def _end_background(self, tag: Tag, lines: int) -> None:
        """A block that shows nothing but its background shows a picture; behind text it is an ornament."""
        if len(self.page.lines) > lines or self._text or self._pictures or self._has_control:
            return
        style, alt = tag.attributes.get("style", ""), printed(tag.attributes.get("aria-label") or tag.attributes.get("title", ""))
        self._pictures.append(Picture(tag.background, alt, style_length(style, "width"), style_length(style, "height")))

    # -- lines ---------------------------------------------------------------------------------------------------------
    def _flush(self, gap: str) -> None:
        """End the line that is being collected; ``gap`` is what ends it and so stands before the next."""
        if self._text or self._pictures or self._said:
            if self._link is not None and not self._is_an_anchor(self._link[0]):
                target, start = self._link
                self._links.append((target, start, self._size))
            raw = self._text[0] if len(self._text) == 1 else "".join(self._text)
            texts = texts_of(raw)
            if texts[0] or self._pictures or self._said:
                self._add_line(raw, texts)
                self._begin()
                self._gap, self._breaks = gap, int(gap == "break")
                return
        if self._text or self._cuts or self._links or self._has_control:
            self._begin()
        if gap == "block":
            self._gap = "block"
        else:
            self._breaks += 1
            if self._breaks > 1:
                self._gap = "block"  # an empty line between two lines is a paragraph's end

    def _add_line(self, raw: str, texts: Texts) -> None:
        lines, node = self.page.lines, self.node
        if len(lines) >= MOST_LINES:
            self.page.truncated = True
            return
        if node.unseen:
            return
        text, key, level, words, has_year = texts
        links: Sequence[Link] = ()
        linked = 0
        if self._links:
            links = []
            for target, start, end in self._links:
                inside = text if start == 0 and end == len(raw) else texts_of(raw[start:end])[0]
                links.append(Link(target, inside))
                linked += len(inside)
        is_link = bool(links) and bool(text) and linked >= _NEARLY_WHOLE * (len(text) - self._length_of_a_number(text, links))
        if self._cuts and text[-1:].isdigit() and (found := _HEADLINE_AND_META.match(text)) and self._is_cut_at(found[1], raw):
            self._add_headline_and_meta(found[1], found[2])
            return
        if len(self._cuts) >= _CUTS_OF_TWO and (parts := self._parts_side_by_side(raw)):
            self._add_parts(parts)
            return
        if node.heading and self._cuts and (signatures := signatures_in_heading(raw, self._cuts, is_smaller=self._ends_smaller(raw))):
            self._add_headline_and_signatures(raw, signatures, links)
            return
        if is_link and words >= _HEADLINE:
            level = f"{level} {LINKED}"  # what is a link elsewhere is not this line where it is none
        lines.append(
            Line(
                len(lines), text, key, node, self._gap, links, linked, self._pictures, raw, self._cuts, self._has_control, self._stamp,
                words, is_link, level, has_year, self._marks, self._said or (), *self._print_of(raw),
            )
        )  # fmt: skip
        if self._said:
            self._said = []

    def _ends_smaller(self, raw: str) -> bool:
        """Whether the end of a heading is set in smaller print than the heading."""
        size = self.node.shape.print.size
        return any(0 < tag.print.size < size and start > 0 and not raw[end:].strip() for tag, start, end in self._spans[-_LAST_SPANS:])

    def _add_headline_and_signatures(self, raw: str, signatures: Sequence[int], links: Sequence[Link]) -> None:
        """A line for a headline with the links in it, and one for each writer's name behind it."""
        starts = [start for _, start, _ in self._links]
        for number, (start, end) in enumerate(itertools.pairwise([0, *signatures, len(raw)])):
            part = raw[start:end]
            text, key, level, words, has_year = texts_of(part)
            own = [link for link, opened in zip(links, starts, strict=True) if start <= opened < end]
            linked = sum(len(link.text) for link in own)
            is_link = bool(own) and linked >= _NEARLY_WHOLE * len(text)
            level = f"{level} {LINKED}" if is_link and words >= _HEADLINE else level
            gap = "break" if number else self._gap
            lines, cuts = self.page.lines, [cut - start for cut in self._cuts if start <= cut <= end]
            rest = ((), False, "") if number else (self._pictures, self._has_control, self._stamp)
            size, titled = self._print_of(raw) if not number else (PLAIN, False)
            lines.append(
                Line(
                    len(lines), text, key, self.node, gap, own, linked, rest[0], part, cuts, rest[1], rest[2],
                    words, is_link, level, has_year, [] if number else self._marks, () if number else self._said or (), size, titled,
                )
            )  # fmt: skip
        if self._said:
            self._said = []

    @staticmethod
    def _length_of_a_number(text: str, links: Sequence[Link]) -> int:
        """How many characters of a line are the number of an entry in a list of this site's pages: «[2] », «3- »; footnotes lead elsewhere."""
        found = _NUMBER_IN_A_LIST.match(text)
        return found.end() if found and links and links[0].target.startswith("/") else 0

    def _print_of(self, raw: str) -> tuple[Print, bool]:
        """How large the line is printed as a whole, and whether what holds it is called a title."""
        shape = self.node.shape
        if not (self._spans or self._printed):
            return shape.print, shape.titled
        least, (size, bold), titled = _NEARLY_ALL * len(raw.strip()), shape.print, shape.titled
        for tag, start, end in (*self._spans, *((tag, start, self._size) for tag, start in self._printed)):
            if end - start >= least:
                size, bold, titled = max(size, tag.print.size), bold or tag.print.bold, titled or tag.titled
        return Print(size, bold), titled

    def _parts_side_by_side(self, raw: str) -> list[str]:
        """The texts of elements that make up the line without a space between: verses, which only a style sheet sets in lines of their own."""
        cuts = self._cuts
        if self._pasted or self._links or self._pictures or self._marks or self._has_control or self._said or cuts[0] != 0 or cuts[-1] != len(raw):
            return []
        if any(before.pictures and self.node.parent in (before.node, before.node.parent) for before in self.page.lines[-2:]):
            return []  # what a picture shows, who took it, and what is said of it
        if cuts[1:-1:2] != cuts[2:-1:2]:
            return []
        parts = [raw[start:end] for start, end in zip(cuts[::2], cuts[1::2], strict=True)]
        spaced = any(part[:1].isspace() or part[-1:].isspace() for part in parts)
        words = [len(part.split()) for part in parts]
        verses = min(words) >= _WORDS_OF_A_VERSE or (len(parts) > _VERSES and sum(words) >= _WORDS_OF_A_VERSE * len(parts) and not _DIGIT.search(raw))
        if not spaced and (verses or (self.node.place in self._parted and not _DIGIT.search(raw))):
            self._parted.add(self.node.place)
            return parts
        return []

    def _add_parts(self, parts: Sequence[str]) -> None:
        """A line for each of some texts; a headline of several is one headline."""
        if self.node.heading:
            parts = [" ".join(parts)]
        for at, part in enumerate(parts):
            text, key, level, words, has_year = texts_of(part)
            gap = "break" if at else self._gap
            number = len(self.page.lines)
            self.page.lines.append(Line(number, text, key, self.node, gap, (), 0, (), part, words=words, level=level, has_year=has_year))

    def _is_cut_at(self, text: str, raw: str) -> bool:
        return any(printed(raw[:cut]) == text for cut in self._cuts)

    def _add_headline_and_meta(self, headline: str, meta: str) -> None:
        """Two lines of what a page sets as one."""
        for text, gap in ((headline, self._gap), (meta, "break")):
            _, key, level, words, has_year = texts_of(text)
            at = len(self.page.lines)
            self.page.lines.append(Line(at, text, key, self.node, gap, (), 0, (), text, words=words, level=level, has_year=has_year))


def _names_publication(attributes: Mapping[str, str]) -> bool:
    """Whether microdata or RDFa calls what an element says the moment of publication."""
    return _PUBLISHED.search(attributes.get("itemprop") or attributes.get("property") or "") is not None
