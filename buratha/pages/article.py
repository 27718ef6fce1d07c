"""One article page: from bytes to facts."""

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import cached_property
from hashlib import blake2b
from typing import TYPE_CHECKING

from buratha.arabic.dates import Moment, is_plausible, parse_date, parse_timestamp
from buratha.arabic.folding import fold
from buratha.arabic.text import looks_broken
from buratha.pages import apart, meta_line
from buratha.pages import byline as bylines
from buratha.pages.body import Stretch, compose, find_stretch, story_lines, within
from buratha.pages.byline import Signed
from buratha.pages.category import Category, category_below, find_category, labelled_lines
from buratha.pages.comments import Comment, find_comments
from buratha.pages.core import set_in, tightened
from buratha.pages.decode import Decoded, decode, is_binary
from buratha.pages.doubt import find_doubts
from buratha.pages.doubt_counts import second_of
from buratha.pages.fittings import fittings
from buratha.pages.head import Head, Structured, read_head
from buratha.pages.judge import Judged, judge
from buratha.pages.kinds import NoArticle, is_listing, is_row_of_links, no_article, refuse_early
from buratha.pages.layouts import Layouts, shipped
from buratha.pages.lines import Line, Page, masked, read_lines
from buratha.pages.meta_line import MetaLine
from buratha.pages.pictures import FoundPicture, find_pictures
from buratha.pages.repetition import ANYWHERE_LINKED, Repetition
from buratha.pages.title import Title, find_title
from buratha.pages.trace import Trace
from buratha.pages.wording import wordings
from buratha.sections import slug_of_key
from buratha.urls import article_address, linked_article, resolve

if TYPE_CHECKING:
    from buratha.pages.selectors import Guide

_MOST_LOST = 0.02
_SURE_WORDS = 60
_FARTHEST_META = 300
_BELOW = 4
_THESE_DAYS = timedelta(days=7)
_NEAR_TITLE = 2
_NEAR_LINES = 8
_ABOVE = 14
_FAR_BELOW = 12
_PROSE = 7
_TOP = 8
_KIN = 4


@dataclass(slots=True)
class Related:
    """A story that the article links to between its paragraphs."""

    title: str
    url: str


@dataclass(slots=True)
class ArticleFacts:
    """What a page says of its article; None where it says nothing. ``witnesses`` tells how each field was found."""

    id: int
    url: str
    section_in_address: str
    title: str | None
    category: str | None
    author: str | None
    byline: str | None
    source: str | None
    published: Moment | None
    views: int | None
    body: str
    pictures: list[FoundPicture]
    related: list[Related]
    comments: list[Comment]
    editors_code: str | None
    layout: str
    encoding: str
    media: list[str] = field(default_factory=list)
    witnesses: dict[str, str] = field(default_factory=dict)
    doubts: list[str] = field(default_factory=list)
    trace: Trace | None = None


@dataclass
class OpenedPage:
    """A page decoded, and taken apart once somebody wants its lines: ready to teach and to be read."""

    url: str
    decoded: Decoded
    _judged: tuple[Repetition, int, Judged] | None = None

    @cached_property
    def page(self) -> Page:
        """Its lines, and what its head says."""
        return read_lines(self.decoded.text)

    @property
    def identity(self) -> str:
        """What makes two fetches the same page: the article's number (or the address) in one layout."""
        address = article_address(self.url)
        top = "\n".join(dict.fromkeys(line.node.place for line in self.page.lines[:_TOP]))
        return f"{address.id if address else self.url} {blake2b(top.encode(), digest_size=4).hexdigest()}"

    def judged(self, memory: Repetition) -> Judged:
        """The page with the evidence for its lines; a page that has just taught is not judged anew by the same memory."""
        if self._judged is None or self._judged[0] is not memory or self._judged[1] != memory.observed:
            self._judged = memory, memory.observed, judge(self.page, self.url, memory)
        return self._judged[2]


def open_page(body: bytes, url: str, content_type: str | None = None) -> OpenedPage:
    """Decode a page; it is taken apart into lines when these are asked for."""
    return OpenedPage(url, decode(body, content_type))


def read_article(opened: OpenedPage, memory: Repetition, now: datetime, layouts: Layouts | None = None) -> ArticleFacts | NoArticle:
    """Read an article's facts off an opened page, with what is known of the site's furniture, and of its layouts (else: the package's)."""
    address = article_address(opened.url)
    if address is None:
        return no_article("not_an_article_address", opened.url)
    if is_binary(opened.decoded.text):
        return no_article("undecodable", opened.url, "the bytes are no text")
    if opened.decoded.lost > _MOST_LOST * max(1, len(opened.decoded.text)):
        return no_article("undecodable", opened.url, f"{opened.decoded.lost} of {len(opened.decoded.text)} characters are lost")
    judged = opened.judged(memory)
    refused = refuse_early(judged)  # false in a condition, so asked by name
    if refused is not None:
        return refused
    read = _Reader(opened, judged, memory, now).read()
    known = layouts if layouts is not None else shipped()
    return _guided(read, opened, judged, memory, now, known) if known else read


def _guided(
    read: ArticleFacts | NoArticle, opened: OpenedPage, judged: Judged, memory: Repetition, now: datetime, layouts: Layouts
) -> ArticleFacts | NoArticle:
    """The page read again with the selectors of its layout, where one is known."""
    from buratha.pages.selectors import guide_for  # not needed where no layout is known, which is the rule
    from buratha.pages.settling import settle, trusted

    guide = guide_for(opened.decoded.text, opened.page, layouts, now)
    if guide is None:
        return read
    plain = read if isinstance(read, ArticleFacts) else None
    guided = _Reader(opened, judged, memory, now, trusted(plain, guide)).read()
    return settle(plain, guided, guide) if isinstance(guided, ArticleFacts) else read


def _on_one_side(run: list[meta_line.Fragment], title: int) -> list[meta_line.Fragment]:
    """The pieces that stand on the date's side of the title: a counter above belongs to a box."""
    dated = next(piece.index for piece in run if piece.date)
    return [piece for piece in run if (piece.index < title) == (dated < title)]


class _Reader:
    """One reading of one page: each step leaves what the next one needs."""

    def __init__(self, opened: OpenedPage, judged: Judged, memory: Repetition, now: datetime, guide: "Guide | None" = None) -> None:
        self.opened = opened
        self.judged = judged
        self.memory = memory
        self.now = now
        self.guide = guide
        self.head: Head = read_head(opened.page, memory)
        self.witnesses: dict[str, str] = {}
        self.doubts: list[str] = []

    def read(self) -> ArticleFacts | NoArticle:
        title = self._guided_title() or find_title(self.judged, self.head, self.memory) or self._title_without_witness()
        after_title = title.index + 1 if title else 0
        meta = self._find_meta(title)
        wide = find_stretch(self.judged, after_title, self.memory)
        stretch = self._guided_stretch(tightened(self.judged, wide))
        meta = self._meta_in_place(meta, stretch)
        stretch = self._ended_by(meta, stretch)
        taken = set(meta.lines) if meta else set()
        taken |= self.guide.dropped if self.guide else set()
        category = self._category(title, stretch)
        taken |= self._repeated_title(title, stretch) | self._category_lines(category, title)
        fitted: set[int] = set()
        if self.guide is None:
            known = taken | labelled_lines(self.judged, after_title - 1)
            fitted = fittings(self.judged, stretch, after_title - 1, known)
        taken |= fitted
        boxes = set_in(self.judged, stretch, story_lines(self.judged, stretch, taken)) if self.guide is None else set()
        signed = bylines.above(self.judged, title.index if title else -1, stretch, taken | boxes, self.now)
        if meta and signed.author is None:
            bylines.beside_the_date(meta.others, signed)
        taken |= signed.taken
        pictured = stretch if self.guide else replace(stretch, container=wide.container)  # they may stand beside the text's block
        pictures, captions = find_pictures(self.judged, max(0, after_title - 4), pictured, self.memory, taken)
        if not self._only_captions(stretch, taken, captions):
            taken |= captions
        related, links = self._related(stretch, taken)
        taken |= links
        lines = story_lines(self.judged, stretch, taken)
        if self.guide is None:
            boxes = set_in(self.judged, stretch, lines) - set(signed.texts)
        lines = [line for line in lines if line.index not in boxes]
        section = self.judged.address.section if self.judged.address else ""
        bylines.below(lines, stretch, signed, section)
        lines = [line for line in lines if line.index not in signed.taken]
        body = compose(lines, stretch, signed.texts)
        trace = Trace(self.judged, self.memory, self.head, title, meta, stretch, signed, category, lines, captions, links, fitted)
        words = len(body.split())
        if is_listing(self.judged, words, after_title, stretch.end, titled=self._is_titled(title, meta, stretch.end)):
            return no_article("listing", self.opened.url)
        shown = pictures or self.opened.page.media or meta or (title and not title.doubtful and (signed.author or category))
        if (title is None and words < 5) or (words == 0 and not shown):
            return no_article("no_story", self.opened.url)
        return self._facts(trace, body, pictures, related)

    # -- what selectors found -------------------------------------------------------------------------------------------
    def _guided_title(self) -> Title | None:
        line = self.guide.title if self.guide else None
        return Title(line.index, line.text, line.key, self.guide.witness) if self.guide and line else None

    def _guided_stretch(self, stretch: Stretch) -> Stretch:
        """The stretch that selectors name, with the column that holds its lines; what was glued to them stays cut."""
        if self.guide is None or not self.guide.body:
            return stretch
        first, last = max(min(self.guide.body), stretch.start), min(max(self.guide.body), max(stretch.limit, stretch.start) - 1)
        if first > last:
            return stretch
        around = [list(self.judged.lines[index].node.ancestors()) for index in self.guide.body if first <= index <= last]
        column = next((node for node in around[0] if all(node in nodes for nodes in around)), None) if around else stretch.container
        return Stretch(first, last + 1, column, stretch.limit, stretch.mended)

    # -- title and meta line -------------------------------------------------------------------------------------------
    def _title_without_witness(self) -> Title | None:
        """No line is called a title by anyone: the line above the meta line, or the first short line above the prose."""
        lines = [line for line in self.judged.lines if line.key and not self.judged.evidence[line.index].against]
        prose = next((at for at, line in enumerate(lines) if line.words > 25 and not line.is_link), None)
        for line in reversed(lines[: prose or 0]):
            if (
                2 <= line.words <= 30
                and len(line.links) < 3
                and not line.is_link
                and not line.control
                and not meta_line.fragments(line)
                and not bylines.is_date_line(line.text)
            ):
                return Title(line.index, line.text, line.key, "above the prose", doubtful=True)
        return None

    def _find_meta(self, title: Title | None) -> MetaLine | None:
        """The meta line nearest to the title."""
        best: tuple[float, MetaLine] | None = None
        at = title.index if title else 0
        places = Counter(self.judged.lines[run[0].index].node.place for run in self.judged.runs)
        for whole in self.judged.runs:
            run = _on_one_side(whole, at)
            first = run[0].index
            if abs(first - at) > _FARTHEST_META:
                continue
            stamp = next((self.judged.lines[piece.index].stamp for piece in run if self.judged.lines[piece.index].stamp), "")
            meta = meta_line.assemble(run, self.now, stamp, self.judged.address.id if self.judged.address else None)
            place = self.judged.lines[first].node.place
            usual = self.memory.is_usual("meta", place) and not self._is_amid(place, at, first)
            if meta.moment is None or not (meta.agency_form or usual or self._may_be_meta(meta, at, alone=places[place] == 1)):
                continue
            score = 3.0 * meta.agency_form + 4.0 * usual - 0.4 * self._steps(at, first if first > at else meta.last)
            score -= (2.0 if first < at else 1.0) * (meta.strange and not usual) + (3.0 if meta.agency_form else 1.0) * (first < at)
            score -= 2.0 * self.judged.lines[first].node.navigation + 3.0 * (not usual and self._has_prose_between(at, first))
            if score > (-2.5 if meta.dated or meta.labelled else -1.5) and (best is None or score > best[0]):
                best = (score, meta)
        return best[1] if best else None

    def _is_amid(self, place: str, title: int, at: int) -> bool:
        """Whether paragraphs stand at the same place between the title and a line: that one is usual as meta line says nothing of it then."""
        return any(line.words > _PROSE and line.node.place == place for line in self.judged.lines[title + 1 : at])

    def _may_be_meta(self, meta: MetaLine, title: int, *, alone: bool) -> bool:
        """Whether a line in another form than the agency's can be the story's: a bare date of these days above the headline is today's.

        That the same words come again on other pages says nothing of a line with a date, as long as the date is not these days'.
        """
        assert meta.moment is not None
        line = self.judged.lines[meta.first]
        recent = abs(meta.moment.when - self.now) <= _THESE_DAYS
        if meta.first > title:
            return not (self.judged.evidence[meta.first].fixed and recent and self._steps(title, meta.first) > _NEAR_TITLE)
        if not alone or line.is_link or title - meta.last > _NEAR_LINES or self._steps(title, meta.last) > _NEAR_TITLE:
            return False
        return meta.labelled or (not recent and (meta.dated or self._is_beside(meta, title)))

    def _is_beside(self, meta: MetaLine, title: int) -> bool:
        """Whether nothing but a line or two stands between a date and the headline below it, and one block near the headline holds both."""
        line, node = self.judged.lines[meta.last], self.judged.lines[title].node
        if meta.strange or self._steps(title, meta.last) > 1 or self.judged.lines[meta.last].node.navigation:
            return False
        near = [around for _, around in zip(range(_KIN), node.ancestors(), strict=False) if around.parent is not None]
        return any(within(line.node, around) for around in near)

    def _has_prose_between(self, start: int, end: int) -> bool:
        """Whether a good part of a story stands between two lines."""
        low, high = min(start, end), max(start, end)
        prose = [
            line
            for line in self.judged.lines[low + 1 : high]
            if line.words > _PROSE and not (line.is_link or self.judged.evidence[line.index].against)
        ]
        return len(prose) > 1

    def _meta_below(self, stretch: Stretch) -> MetaLine | None:
        """A meta line right below the story, the only one of its place on the page; in another form than the agency's it needs labels."""
        lines = self.judged.lines
        places = Counter(lines[run[0].index].node.place for run in self.judged.runs)
        own = self.judged.address.id if self.judged.address else None
        for run in self.judged.runs:
            at = run[0].index
            usual = self.memory.is_usual("meta", lines[at].node.place)
            if at < stretch.end - 2 and self._closes(run, stretch):
                meta = meta_line.assemble(run, self.now, "", own)
                if meta.moment is not None and meta.labelled and meta.dated:
                    return meta
            if at < stretch.end - 2 or lines[at].is_link or not (usual or (places[lines[at].node.place] == 1 and self._is_right_below(stretch, at))):
                continue
            stamp = next((lines[piece.index].stamp for piece in run if lines[piece.index].stamp), "")
            meta = meta_line.assemble(run, self.now, stamp, own)
            if meta.moment is None:
                continue
            if usual or (meta.agency_form and not meta.strange and at < stretch.end + _BELOW) or meta.labelled or (meta.dated and not meta.strange):
                return meta
        return None

    def _closes(self, run: list[meta_line.Fragment], stretch: Stretch) -> bool:
        """Whether a story stands above a run that the stretch holds, and hardly anything of its kind below."""
        first, last = run[0].index, run[-1].index
        above = sum(line.words for line in self.judged.lines[stretch.start : first] if not line.is_link)
        return first >= stretch.start and above > sum(line.words for line in self.judged.lines[last + 1 : stretch.end] if not line.is_link)

    def _is_right_below(self, stretch: Stretch, at: int) -> bool:
        """Whether hardly more than furniture stands between the story's end and a line."""
        return at < stretch.end + _FAR_BELOW and not self._has_prose_between(stretch.end - 1, at) and not self._is_a_comments(stretch.end, at)

    def _is_a_comments(self, end: int, at: int) -> bool:
        """Whether comments began between the story's end and a line."""
        known = wordings().comments
        return any(line.key in known for line in self.judged.lines[max(end, at - _FAR_BELOW) : at])

    def _steps(self, start: int, end: int) -> int:
        """Lines between two lines that are neither furniture nor links."""
        low, high = min(start, end), max(start, end)
        return sum(1 for line in self.judged.lines[low + 1 : high] if line.key and not (line.is_link or self.judged.evidence[line.index].against))

    def _meta_in_place(self, meta: MetaLine | None, stretch: Stretch) -> MetaLine | None:
        """A line of that form amid the story's paragraphs is the story's."""
        if meta is None:
            return self._meta_below(stretch)
        if meta.first >= stretch.end:
            usual = self.memory.is_usual("meta", self.judged.lines[meta.first].node.place)
            return meta if usual else self._meta_below(stretch)
        line = self.judged.lines[meta.first]
        prose = [
            other
            for other in self.judged.lines[stretch.start : meta.first]
            if other.words > 7 and not self.judged.evidence[other.index].against and not other.is_link
        ]
        amid = [other for other in prose if other.node.place == line.node.place]
        if (
            not (meta.agency_form or meta.labelled or meta.dated)
            and not self.judged.evidence[line.index].against
            and line.node.place in {other.node.place for other in self.judged.lines[meta.last + 1 : stretch.end] if other.words > 7}
        ):
            return None
        return self._meta_below(stretch) if amid or len(prose) > 1 else meta

    def _ended_by(self, meta: MetaLine | None, stretch: Stretch) -> Stretch:
        """The stretch up to a meta line that closes it."""
        if meta is None or not stretch.start < meta.first < stretch.end or not self._has_prose_between(stretch.start - 1, meta.first):
            return stretch
        return Stretch(stretch.start, meta.first, stretch.container, stretch.limit, stretch.mended)

    def _has_tail(self, start: int) -> bool:
        """Whether the page ends as articles do: with the agency's own words, or a box to write a comment in."""
        return any(evidence.tail for evidence in self.judged.evidence[start:]) or any(at > start for at in self.judged.barriers)

    def _is_titled(self, title: Title | None, meta: MetaLine | None, end: int) -> bool:
        if title is None:
            return False
        if self._has_tail(title.index) and len(self.judged.lines[title.index].links) < 3 and not is_row_of_links(self.judged, title.index, end):
            return True
        if self.memory.is_usual("title", self.judged.lines[title.index].node.place) and not self.judged.lines[title.index].is_link:
            return True
        return title.key in self.head.titles or (meta is not None and self._steps(title.index, meta.first) <= 2)

    # -- the rest ------------------------------------------------------------------------------------------------------
    def _repeated_title(self, title: Title | None, stretch: Stretch) -> set[int]:
        """The title printed again above the story."""
        if title is None:
            return set()
        return {line.index for line in self.judged.lines[stretch.start : stretch.start + 8] if line.key == title.key}

    def _related(self, stretch: Stretch, taken: set[int]) -> tuple[list[Related], set[int]]:
        lines = [line for line in self.judged.lines[stretch.start : stretch.end] if line.key and line.index not in taken]
        lines += self._links_right_below(stretch, {line.node.place for line in lines if line.words > 7 and not line.is_link})
        links = [line for line in lines if self._is_related(line)]
        linked_words = sum(line.words for line in links)
        if links and linked_words > 0.6 * sum(line.words for line in lines) and len({link.target for line in links for link in line.links}) == 1:
            return [], set()  # a link that was never closed runs over the whole story
        related = []
        anywhere = self.memory.place(ANYWHERE_LINKED)
        standing = Counter(line.level for line in self.judged.lines if line.is_link)
        prose = {line.node.place for line in lines if line.words > 7 and not line.is_link and not self.judged.evidence[line.index].against}
        for line in links:
            repeats = self.judged.evidence[line.index].against
            if line.node.place not in prose:
                repeats = repeats or anywhere.is_fixed(line.level)
            elif standing[line.level] > 1:
                repeats = False  # a headline that a box has too stands twice: there, and here
            if repeats:
                continue
            for link in line.links:
                target = resolve(self.opened.url, link.target)
                if target and link.text and fold(link.text):
                    address = article_address(target)
                    if address is None and line.node.place not in prose:
                        continue  # a box of the site's, not a line of the story's
                    related.append(Related(link.text, address.url if address else target))
        return related, {line.index for line in links}

    def _only_captions(self, stretch: Stretch, taken: set[int], captions: set[int]) -> bool:
        """Whether taking the captions would leave a picture post without its one line of text."""
        return bool(captions) and not story_lines(self.judged, stretch, taken | captions)

    def _links_right_below(self, stretch: Stretch, prose: set[str]) -> list[Line]:
        """Links to other stories that stand like paragraphs right below the last one."""
        found: list[Line] = []
        for line in self.judged.lines[stretch.end : stretch.limit]:
            if not line.key:
                continue
            if not line.is_link or line.node.place not in prose or not self.judged.links_to_other_article(line):
                break
            found.append(line)
        return found

    def _is_related(self, line: Line) -> bool:
        """A line that is nothing but links, or a label and a link to another article."""
        if not line.links or line.key.startswith("http"):
            return False
        if line.is_link:
            return line.words > 2 or self.judged.links_to_other_article(line)
        label = line.text[: max(0, len(line.text) - line.linked)]
        return self.judged.links_to_other_article(line) and len(label.split()) <= 3 and line.linked > len(label)

    def _category(self, title: Title | None, stretch: Stretch) -> Category | None:
        structured = list(self.head.about(title.key)) if title else []
        found = find_category(self.judged, title.index if title else stretch.start, structured, self.memory)
        if found is None or found.witness in {"line above the title", "part of a line"}:
            found = category_below(self.judged, stretch.end) or found
        if found is None:
            return None
        self.witnesses["category"] = found.witness
        return found

    def _category_lines(self, category: Category | None, title: Title | None) -> set[int]:
        """The lines right after the title that only name the category."""
        if category is None or title is None:
            return set()
        key = fold(category.name)
        return {line.index for line in self.judged.lines[title.index + 1 : title.index + 6] if line.key == key or slug_of_key(line.key)}

    def _below(self, stretch: Stretch, signed: Signed, meta: MetaLine | None) -> int:
        """Where everything that was read of the story lies above."""
        return max([stretch.end, *(at + 1 for at in signed.taken), *(at + 1 for at in (meta.lines if meta else ()))])

    def _views_apart(self, title: Title | None, stretch: Stretch, body: set[int]) -> int | None:
        """The views where they stand away from the date: around the title, or right below the story."""
        start = title.index if title else stretch.start
        lines = self.judged.lines
        after = max(min(stretch.end, max(body, default=stretch.end) + 1), start + 12)
        near = lines[max(0, start - _ABOVE) : start + 12] + lines[after : after + 12]
        own = [line for line in near if line.index not in body and not self._is_anothers(line)]
        found = meta_line.find_views([line for line in own if line.index != start])
        around = [node for _, node in zip(range(_KIN), lines[start].node.ancestors(), strict=False)][-1] if start < len(lines) else None
        return apart.views_beside_label([line for line in own if line.index >= start or within(line.node, around)]) if found is None else found

    def _is_of_the_text(self, meta: MetaLine | None, lines: list[Line]) -> bool:
        """Whether a date stands as a line among the story's own, and the number beside it elsewhere: the author's day, and something else's count."""
        if meta is None or meta.labelled or meta.agency_form:
            return False
        prose = {line.node.place for line in lines if line.words > _PROSE}
        places = {self.judged.lines[index].node.place for index in meta.lines}
        return not places.isdisjoint(prose) and not places <= prose

    def _with_clock(self, published: Moment | None, meta: MetaLine | None, title: Title | None, lines: list[Line]) -> Moment | None:
        """The moment with the time of day that stands apart from its date, near the title."""
        if published is None or meta is None or published is not meta.moment or published.precision != "day" or title is None:
            return published
        first = lines[0].index if lines else title.index + _NEAR_LINES
        around = self.judged.lines[meta.first : meta.last + 3] if meta.first > first else self.judged.lines[min(meta.first, title.index) : first + 2]
        found = apart.with_clock(published, around, self.now)
        if found is not published or meta.first > first:
            return found
        last = lines[-1].index if lines else first
        return apart.with_clock(published, self.judged.lines[last + 1 : last + 4], self.now)

    def _is_anothers(self, line: Line) -> bool:
        """Whether a line stands right under the headline of another story."""
        if self.judged.links_to_other_article(line):
            return True
        if any(len(link.text.split()) > 2 and linked_article(self.opened.url, link.target) for link in line.links):
            return True  # this story's own headline, in a list of those read most
        before = next((other for other in reversed(self.judged.lines[: line.index]) if other.text), None)
        return before is not None and before.is_link and before.words > 2 and self.judged.links_to_other_article(before)

    def _published(self, meta: MetaLine | None, signed: Signed, structured: list[Structured], lines: list[Line]) -> Moment | None:
        """The page's own date before the machine's, the machine's before the text's."""
        told: list[tuple[Moment | None, str]] = [(meta.moment if meta else None, "meta line")]
        told += [(parse_timestamp(article.published) if article.published else None, article.witness) for article in structured]
        told.append((signed.moment, "byline"))
        told += [(parse_date(line.text, self.now), "dateline") for line in lines[:3] if bylines.is_date_line(line.text)]
        for moment, witness in told:
            if moment is None:
                continue
            if is_plausible(moment, self.now):
                self.witnesses["published"] = witness
                return moment
            self.doubts.append("published_refused")
        return None

    def _facts(self, trace: Trace, body: str, pictures: list[FoundPicture], related: list[Related]) -> ArticleFacts:
        address = self.judged.address
        assert address is not None
        title, meta, stretch, signed, lines, category = trace.title, trace.meta, trace.stretch, trace.signed, trace.lines, trace.category
        structured = list(self.head.about(title.key)) if title else []
        self._sign(signed, title, structured)
        published = self._published(meta, signed, structured, lines)
        published = self._with_clock(published, meta, title, lines)
        views = None if self._is_of_the_text(meta, lines) else meta.views if meta else None
        if meta is None or not (meta.labelled or meta.agency_form):
            elsewhere = self._views_apart(title, stretch, {line.index for line in lines})
            views = views if elsewhere is None else elsewhere
        self._vote(title, meta, category, stretch, body)
        self.memory.vote("views found", "no" if views is None else "yes")
        self.memory.vote("published found", "no" if published is None else "yes")
        self.memory.remember(address.id, views, second_of(published))
        self._doubt(title, body)
        if views is not None:
            self.witnesses["views"] = "meta line" if meta and meta.views == views else "label"
        if title:
            self.witnesses["title"] = title.witness
        self.witnesses["body"] = "learnt repetition" if self.memory.pages > 3 else "wording and structure"
        facts = ArticleFacts(
            id=address.id,
            url=address.url,
            section_in_address=address.section,
            title=title.text if title else None,
            category=category.name if category else None,
            author=signed.author,
            byline="\n".join(signed.printed) or None,
            source=signed.source,
            published=published,
            views=views,
            body=body,
            pictures=pictures,
            related=related,
            comments=find_comments(self.judged, self._below(stretch, signed, meta)),
            editors_code=signed.code,
            layout=self._layout(title, stretch),
            encoding=self.opened.decoded.encoding,
            media=self._media(stretch),
            witnesses=self.witnesses,
            doubts=self.doubts,
            trace=trace,
        )
        trace.reasons += find_doubts(trace, facts.published, facts.views, self.witnesses, self.now)
        facts.doubts += [reason.field for reason in trace.reasons]
        return facts

    def _sign(self, signed: Signed, title: Title | None, structured: list[Structured]) -> None:
        from buratha.arabic.names import Byline, bare_name, is_name, title_suffix

        if title and signed.author is None and (name := title_suffix(title.text)):
            signed.name(Byline(name), "title")
        for article in structured:
            name = bare_name(article.author)
            if signed.author is None and is_name(name) and not self.memory.place("head:author").is_fixed(masked(article.author)):
                signed.name(Byline(name), article.witness)
        if signed.author and signed.witness:
            self.witnesses["author"] = signed.witness

    def _vote(self, title: Title | None, meta: MetaLine | None, category: Category | None, stretch: Stretch, body: str) -> None:
        """Let fields that were found without doubt tell where they usually stand."""
        lines = self.judged.lines
        if title and not title.doubtful:
            self.memory.vote("title", lines[title.index].node.place)
        if category and category.witness == "page" and category.index is not None:
            self.memory.vote("category", lines[category.index].node.place)
        if meta and (meta.agency_form or meta.labelled or (title and meta.dated and abs(meta.first - title.index) <= _NEAR_LINES)):
            self.memory.vote("meta", lines[meta.first].node.place)
        if stretch.container is not None and len(body.split()) >= _SURE_WORDS:
            self.memory.vote("story", stretch.container.place)

    def _doubt(self, title: Title | None, body: str) -> None:
        if "\ufffd" in body or (title and "\ufffd" in title.text):
            self.doubts.append("lost_characters")
        if any(looks_broken(line) for line in body.split("\n")):
            self.doubts.append("broken_text")
        if self.opened.page.truncated:
            self.doubts.append("truncated")

    def _media(self, stretch: Stretch) -> list[str]:
        found = (
            resolve(self.opened.url, source)
            for index, _, source in self.opened.page.media
            if stretch.start <= index <= max(stretch.end, stretch.start + 3)
        )
        return [url for url in dict.fromkeys(found) if url]

    def _layout(self, title: Title | None, stretch: Stretch) -> str:
        place = self.judged.lines[title.index].node.place if title else ""
        column = stretch.container.place if stretch.container else ""
        return blake2b(f"{place}\n{column}".encode(), digest_size=4).hexdigest()
