"""One article page: from bytes to facts."""

import itertools
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from buratha.arabic.dates import parse_date
from buratha.arabic.folding import fold
from buratha.arabic.names import read_byline, title_suffix
from buratha.pages import byline as bylines
from buratha.pages.bare_marks import without_stray_marks
from buratha.pages.body import Stretch, compose, find_stretch, story_lines, within
from buratha.pages.box_labels import box_labels
from buratha.pages.boxes import opening_twice, set_in
from buratha.pages.byline import Signed
from buratha.pages.byline_row import COLUMNS, named_beside_a_label, named_in_a_sentence, names_in_a_row, writer_beside_facts
from buratha.pages.category import IN_A_MENU, TO_ITS_LISTING, Category, category_below, category_in_a_card, find_category, labelled_lines
from buratha.pages.core import tightened
from buratha.pages.datelines import lone_datelines
from buratha.pages.decode import is_binary
from buratha.pages.distance import has_prose_between, steps
from buratha.pages.edges import at_the_edges
from buratha.pages.facts import ArticleFacts
from buratha.pages.fittings import fittings
from buratha.pages.gathering import Gathering
from buratha.pages.head import Head, read_head
from buratha.pages.headlines import headline_parts, is_part_of, without_marks
from buratha.pages.instead import told_instead
from buratha.pages.judge import judge
from buratha.pages.judged import Judged, is_prose
from buratha.pages.kinds import NoArticle, is_listing, is_row_of_links, no_article, refuse_early
from buratha.pages.layouts import Layouts, shipped
from buratha.pages.lines import Line
from buratha.pages.meta_line import MetaLine
from buratha.pages.meta_search import MetaSearch
from buratha.pages.meta_text import is_date_line
from buratha.pages.notices import ending_notices
from buratha.pages.opened import OpenedPage
from buratha.pages.pictures import FoundPicture, find_pictures, is_caption_place
from buratha.pages.related import find_related
from buratha.pages.repetition import Repetition
from buratha.pages.title import Title, find_title
from buratha.pages.told_again import TITLE_AGAIN, is_a_paragraph, repeats_titles
from buratha.pages.told_from_visit import ToldFromVisit, told_from_visit
from buratha.pages.trace import Trace
from buratha.pages.unnamed import DECIDED, doubt_what_names_decide, hangs_on_names, without_names
from buratha.pages.walls import is_a_strangers
from buratha.pages.wording import are_calls
from buratha.pages.writer_block import sign_amid_the_text
from buratha.pages.writer_card import is_signed_in_place_of_text, name_in_full, read_writer_card, sign_in_place_of_text
from buratha.sections import slug_of, slug_of_key
from buratha.urls import article_address

if TYPE_CHECKING:
    from buratha.pages.selectors import Guide

_MOST_LOST = 0.02
_SEVERAL = 2
"""Blanks between the words of a headline that no section is called."""
_REPEATED_WITHIN = 8
_NAMED_WITHIN = 5
_MOST_PAGES = 0.7
_FEW_WORDS = 5
_A_SENTENCE = 12


def read_article(
    opened: OpenedPage, memory: Repetition, now: datetime, layouts: Layouts | None = None, *, is_visit_known: bool = True, is_asked_twice: bool = True
) -> ArticleFacts | NoArticle:
    """Read an article's facts off an opened page, with what is known of the site's furniture, and of its layouts (else: the package's).

    ``is_visit_known``: whether ``now`` is when the page was fetched; of a file nobody may know that, and «منذ 3 ساعات» tells no day then.
    ``is_asked_twice``: whether a page that may hang on names is read once more without them; that costs as much as the first reading.
    """
    refused = refusal(opened, memory)  # false in a condition, so asked by name
    if refused is not None:
        return refused
    read = _by_itself(opened, memory, now, is_visit_known=is_visit_known)
    known = layouts if layouts is not None else shipped()
    guided = _guided(read, opened, opened.judged(memory), memory, now, known) if known else read
    if is_asked_twice and isinstance(guided, ArticleFacts) and hangs_on_names(guided, memory):
        unnamed = without_names(opened)
        alone = Repetition()
        alone.observe(unnamed.page, unnamed.identity)
        reasons = doubt_what_names_decide(guided, _by_itself(unnamed, alone, now, is_visit_known=is_visit_known), memory)
        memory.vote(f"{DECIDED} found", "yes" if reasons else "no")
        guided.doubt(reasons)
    return guided


def _by_itself(opened: OpenedPage, memory: Repetition, now: datetime, *, is_visit_known: bool) -> ArticleFacts | NoArticle:
    """What a page tells without selectors."""
    read = _Reader(opened, opened.judged(memory), memory, now).read()
    told = told_from_visit(opened.page, read, now, is_visit_known=is_visit_known) if isinstance(read, ArticleFacts) else None
    if told is None:
        return read
    again = _Reader(opened, judge(told.page, opened.url, memory), memory, now, told=told).read()
    return again if isinstance(again, ArticleFacts) and again.trace and again.trace.meta else read


def refusal(opened: OpenedPage, memory: Repetition) -> NoArticle | None:
    """Why a page is no article, as far as that shows before anything is read: an error page, a wall, a shell, no page at all."""
    if article_address(opened.url) is None:
        return no_article("not_an_article_address", opened.url)
    if is_binary(opened.decoded.text):
        return no_article("undecodable", opened.url, "the bytes are no text")
    if opened.decoded.lost > _MOST_LOST * max(1, len(opened.decoded.text)):
        return no_article("undecodable", opened.url, f"{opened.decoded.lost} of {len(opened.decoded.text)} characters are lost")
    if (kind := opened.other_file) is not None:
        return no_article("undecodable", opened.url, f"it is no page, but a file of another kind: {kind}")
    judged = opened.judged(memory)
    refused = refuse_early(judged)
    if refused is None and is_a_strangers(judged, memory):
        return no_article("server_error", opened.url, "the page has nothing of what the site's other pages have around their stories")
    return refused


def _guided(
    read: ArticleFacts | NoArticle, opened: OpenedPage, judged: Judged, memory: Repetition, now: datetime, layouts: Layouts
) -> ArticleFacts | NoArticle:
    """The page read again with the selectors of its layout, where one is known."""
    from buratha.pages.narrowness import misses  # none of them is needed where no layout is known, which is the rule
    from buratha.pages.selectors import guide_for
    from buratha.pages.settling import settle, trusted

    guide = guide_for(opened.decoded.text, opened.page, layouts, now)
    if guide is None:
        return read
    plain = read if isinstance(read, ArticleFacts) else None
    guided = _Reader(opened, judged, memory, now, trusted(plain, guide)).read()
    if guide.body and (not isinstance(guided, ArticleFacts) or misses(plain, guided, guide)):
        guided = _Reader(opened, judged, memory, now, guide.without_body()).read()
    return settle(plain, guided, guide) if isinstance(guided, ArticleFacts) else read


class _Reader:
    """One reading of one page: each step leaves what the next one needs."""

    def __init__(
        self, opened: OpenedPage, judged: Judged, memory: Repetition, now: datetime, guide: "Guide | None" = None, told: ToldFromVisit | None = None
    ) -> None:
        self.opened = opened
        self.judged = judged
        self.memory = memory
        self.now = now
        self.guide = guide
        self.is_named = guide is not None and guide.has("body")
        """Whether a selector names the story's block; else the story is found as ever, whatever else selectors name."""
        self.told = told
        self.head: Head = read_head(opened.page, memory)

    def read(self) -> ArticleFacts | NoArticle:
        """The facts, or why there are none."""
        judged, memory = self.judged, self.memory
        title = self._guided_title() or find_title(judged, self.head, memory)
        after_title = title.index + 1 if title else 0
        search = MetaSearch(judged, memory, self.now, by_distance=self.told is not None)
        meta = search.nearest(title)
        wide = find_stretch(judged, after_title, memory)
        stretch = self._guided_stretch(tightened(judged, wide, self.now))
        meta = search.in_place(meta, stretch, title)
        meta = self.told.settled(meta) if self.told else meta
        stretch = self._ended_by(meta, stretch)
        category = self._category(title, stretch)
        fitted, taken = self._taken(title, meta, category, stretch)
        taken |= search.of_the_visit.lines if search.of_the_visit else set()
        signed = self._signed(title, meta, stretch, taken - self._bylines(fitted, meta))
        if not self.is_named and sign_in_place_of_text(judged, story_lines(judged, stretch, taken | signed.taken), signed):
            stretch = wide = Stretch(stretch.start, stretch.start, None, stretch.limit)
        taken |= signed.taken
        stretch, pictures, captions = self._pictured(stretch, wide, after_title, taken, signed)
        if not self._only_captions(stretch, taken, captions):
            taken |= captions
        related, links = find_related(judged, memory, stretch, taken)
        taken |= links
        lines = self._lines(stretch, taken, links, signed)
        if not lines and links and not self.is_named:
            stretch, lines = self._above_the_box(after_title, links, stretch, taken, signed)
        if not lines and self._are_paragraphs(captions):
            lines, captions = [self.judged.lines[index] for index in sorted(captions) if self.judged.lines[index].key], set()
        elif not lines and captions and self._is_told_below_the_picture(captions):
            taken, captions = taken - captions, set()
            lines = self._lines(stretch, taken, links, signed)
        if pictures and not self.is_named and are_calls([line.key for line in lines]):
            lines = []  # a picture's post
        if not self.is_named:
            closed = (taken - (meta.lines if meta else frozenset())) | signed.taken | captions | links
            lines = at_the_edges(judged, stretch, lines, meta, closed, memory)
        notices = ending_notices(lines, title.key if title else "")
        lines = without_stray_marks(judged.lines, [line for line in lines if line not in notices])
        if signed.author is None and not self.is_named:
            read_writer_card(judged, judged.lines[title.index] if title else None, lines, signed, self.now, meta)
        if not self.is_named:
            name_in_full(judged, judged.lines[title.index] if title else None, signed)
        if author := signed.author or (title_suffix(title.text) if title else None):
            lines = bylines.without_card(lines, author)
        body = compose(lines, stretch, signed.texts)
        trace = Trace(judged, memory, self.head, title, meta, stretch, signed, category, lines, captions, links, fitted, notices=notices)
        refused = self._refused(trace, len(body.split()), pictures)
        if refused is not None:
            return refused
        assert judged.address is not None
        return Gathering(self.opened, trace, body, self.now).facts(judged.address, pictures, related)

    def _refused(self, trace: Trace, words: int, pictures: list[FoundPicture]) -> NoArticle | None:
        """Why what was read is no article."""
        title, after_title = trace.title, trace.title.index + 1 if trace.title else 0
        titled = self._is_titled(title, trace.meta, trace.stretch.end)
        if is_listing(self.judged, words, after_title, trace.stretch.end, titled=titled):
            return no_article("listing", self.opened.url)
        told = told_instead(trace, words, shown=bool(pictures or self.opened.page.media))
        if told is not None:
            return told
        named = title and not title.doubtful and (trace.signed.author or trace.category)
        shown = pictures or self.opened.page.media or trace.meta or named
        if (title is None and words < _FEW_WORDS) or (words == 0 and not shown):
            return no_article("no_story", self.opened.url)
        return None

    # -- what belongs to whom ------------------------------------------------------------------------------------------
    def _taken(self, title: Title | None, meta: MetaLine | None, category: Category | None, stretch: Stretch) -> tuple[set[int], set[int]]:
        """The lines of the layout's facts and tools, and all that are taken so far: those, and what other fields were read from."""
        taken = set(meta.lines) if meta else set()
        taken |= self.guide.dropped if self.guide else set()
        above = title.index if title else -1
        labelled = labelled_lines(self.judged, above)
        taken |= self._repeated_title(title, stretch) | self._category_lines(category, title, labelled) | opening_twice(self.judged, stretch)
        if self.is_named:
            return set(), taken
        fitted = fittings(self.judged, stretch, above, taken | labelled)
        return fitted, taken | fitted

    def _bylines(self, fitted: set[int], meta: MetaLine | None) -> set[int]:
        """The lines among the layout's facts that name a writer."""
        facts = fitted - (meta.lines if meta else frozenset())
        lines = (self.judged.lines[index] for index in facts)
        read = ((line.index, named_beside_a_label(line) or read_byline(line.text) or writer_beside_facts(line)) for line in lines)
        return {index for index, byline in read if byline is not None and byline.author}

    def _signed(self, title: Title | None, meta: MetaLine | None, stretch: Stretch, taken: set[int]) -> Signed:
        """The byline above the story, or beside its date."""
        boxes = set_in(self.judged, stretch, story_lines(self.judged, stretch, taken), self.memory) if not self.is_named else set()
        boxes -= self._bylines(self._above_the_prose(boxes, stretch), meta)
        signed = bylines.above(self.judged, title.index if title else -1, stretch, taken | boxes, self.now)
        signed.is_dated = meta is not None and meta.moment is not None
        if meta and signed.author is None:
            lines = [self.judged.lines[index] for index in sorted(meta.lines)]
            named = [name for line in lines for name in (*names_in_a_row(line), *named_in_a_sentence(line))]
            bylines.beside_the_date((*meta.others, *named), signed)
            bylines.among_facts(self.judged, lines, signed)
        if meta and signed.author is None and self.judged.address and self.judged.address.section in COLUMNS:
            bylines.in_the_dates_list(self.judged, meta.dated_at, signed)
        return signed

    def _above_the_prose(self, indexes: set[int], stretch: Stretch) -> set[int]:
        """Those lines that stand above the first one of the stretch that is no label: bylines in a block of their own are no boxes there."""
        lines = self.judged.lines[stretch.start : stretch.end]
        first = next((line.index for line in lines if line.words > _A_SENTENCE and line.index not in self.judged.dated), stretch.start)
        return {index for index in indexes if index < first}

    def _lines(self, stretch: Stretch, taken: set[int], links: set[int], signed: Signed) -> list[Line]:
        """The story's own lines, without the byline that may stand at its end."""
        lines = story_lines(self.judged, stretch, taken)
        if not self.is_named:
            boxes = (set_in(self.judged, stretch, lines, self.memory) | box_labels(self.judged, stretch, lines, links, self.memory)) - set(
                signed.texts
            )
            lines = [line for line in lines if line.index not in boxes]
        bylines.again_above(lines, signed)
        bylines.below(lines, stretch, signed, self.judged.address.section if self.judged.address else "", self.now)
        sign_amid_the_text(self.judged, [line for line in lines if line.index not in signed.taken], signed)
        in_columns = self.judged.address is not None and self.judged.address.section in COLUMNS
        datelines = lone_datelines(self.judged, lines, self.now, in_columns=in_columns)
        signed.taken |= {line.index for line in datelines}
        if signed.moment is None and datelines and is_date_line(datelines[-1].text):
            signed.moment = parse_date(datelines[-1].text, self.now)
        return [line for line in lines if line.index not in signed.taken]

    def _above_the_box(self, start: int, links: set[int], stretch: Stretch, taken: set[int], signed: Signed) -> tuple[Stretch, list[Line]]:
        """The few words of a picture's post, where a box of other stories below it had more, and was taken for the story."""
        lines, first = self.judged.lines, min(links)
        while first > start and (not lines[first - 1].key or lines[first - 1].node.heading):
            first -= 1
        above = find_stretch(self.judged, start, self.memory, first)
        found = self._lines(above, taken, links, signed) if above.end > above.start else []
        return (above, found) if found else (stretch, found)

    def _pictured(
        self, stretch: Stretch, wide: Stretch, after_title: int, taken: set[int], signed: Signed
    ) -> tuple[Stretch, list[FoundPicture], set[int]]:
        """The story's pictures with the lines of their captions, and the stretch: an empty one where a writer's name is all its text."""
        start = max(0, after_title - 4)
        pictured = stretch if self.is_named else replace(stretch, container=wide.container)  # they may stand beside the text's block
        pictures, captions = find_pictures(self.judged, start, pictured, self.memory, taken)
        if not pictures and not self.is_named and not story_lines(self.judged, stretch, taken) and is_signed_in_place_of_text(self.judged, signed):
            stretch = Stretch(stretch.start, stretch.start, None, stretch.limit)
            pictures, captions = find_pictures(self.judged, start, stretch, self.memory, taken)
        return stretch, pictures, captions

    def _only_captions(self, stretch: Stretch, taken: set[int], captions: set[int]) -> bool:
        """Whether taking the captions would leave a picture post without its one line of text."""
        return bool(captions) and not story_lines(self.judged, stretch, taken | captions)

    def _is_told_below_the_picture(self, captions: set[int]) -> bool:
        """Whether what was taken for captions stands where stories are told on the layout's other pages."""
        said = [self.judged.lines[index] for index in captions if self.judged.lines[index].key]
        if not self.judged.learnt or any(map(is_caption_place, said)):
            return False
        places = [self.memory.place(line.node.place) for line in said]
        return all(place.is_varied and place.pages >= _MOST_PAGES * self.memory.pages for place in places)

    def _are_paragraphs(self, captions: set[int]) -> bool:
        """Whether what was taken for captions stands in paragraphs of no picture's own block: all that a picture's post says, above its boxes."""
        said = [self.judged.lines[index] for index in captions if self.judged.lines[index].key]
        return bool(said) and all(line.node.tag == "p" and not (is_caption_place(line) or line.node.embedded) for line in said)

    # -- what selectors found -------------------------------------------------------------------------------------------
    def _guided_title(self) -> Title | None:
        line = self.guide.title if self.guide else None
        if self.guide is None or line is None:
            return None
        section, _ = headline_parts(line) or ("", "")
        return Title(line.index, line.text, line.key, self.guide.witness, section=section)

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

    # -- title, end and section ----------------------------------------------------------------------------------------
    def _ended_by(self, meta: MetaLine | None, stretch: Stretch) -> Stretch:
        """The stretch up to a meta line that closes it: more of the story stands above it than below."""
        if meta is None or not stretch.start < meta.first < stretch.end or not has_prose_between(self.judged, stretch.start - 1, meta.first):
            return stretch
        above = sum(line.words for line in self.judged.lines[stretch.start : meta.first] if not line.is_link)
        if above < sum(line.words for line in self.judged.lines[meta.last + 1 : stretch.end] if not line.is_link):
            return stretch
        return Stretch(stretch.start, meta.first, stretch.container, stretch.limit, stretch.mended)

    def _has_tail(self, start: int) -> bool:
        """Whether the page ends as articles do: with the agency's own words, or a box to write a comment in."""
        return any(evidence.tail for evidence in self.judged.evidence[start:]) or any(at > start for at in self.judged.barriers)

    def _is_titled(self, title: Title | None, meta: MetaLine | None, end: int) -> bool:
        if meta is not None and self.memory.is_usual("meta", self.judged.lines[meta.first].node.place):
            return True
        if title is None:
            return False
        if self._has_tail(title.index) and len(self.judged.lines[title.index].links) < 3 and not is_row_of_links(self.judged, title.index, end):
            return True
        if self.memory.is_usual("title", self.judged.lines[title.index].printed_place) and not self.judged.lines[title.index].is_link:
            return True
        return self._is_named_by_the_head(title) or (meta is not None and steps(self.judged, title.index, meta.first) <= 2)

    def _is_named_by_the_head(self, title: Title) -> bool:
        """Whether the page's head has the title, alone or as a part of its own: a listing's head names no story."""
        titles = self.head.titles
        return title.key in titles or (title.key.count(" ") >= _SEVERAL and any(is_part_of(title.key, text) for text, _ in titles.values()))

    def _repeated_title(self, title: Title | None, stretch: Stretch) -> set[int]:
        """The title printed again above the story, but for a paragraph that says the same."""
        if title is None:
            return set()
        lines = self.judged.lines[stretch.start : stretch.end]
        prose = (line.index for line in lines if is_prose(line) and line.key != title.key and within(line.node, stretch.container))
        last = max(next(prose, 0), stretch.start + _REPEATED_WITHIN)
        again = [line for line in lines if line.key == title.key and line.index < last]
        is_the_layouts = repeats_titles(self.memory)
        self.memory.vote(f"{TITLE_AGAIN} found", "yes" if again else "no")
        return {line.index for line in again if is_the_layouts or not is_a_paragraph(line, self.judged.lines[title.index], self.judged)}

    def _category(self, title: Title | None, stretch: Stretch) -> Category | None:
        structured = list(self.head.about(title.key)) if title else []
        if title and title.section:
            found: Category | None = Category(title.section, "page")
        else:
            found = find_category(self.judged, title.index if title else stretch.start, structured, self.memory)
        own = self.judged.address.section if self.judged.address else None
        is_a_links = found is not None and found.witness == TO_ITS_LISTING and slug_of(found.name) is None  # «أخبارنا» may be a menu's
        is_weak = found is None or is_a_links or found.witness in {"line above the title", "part of a line", IN_A_MENU}
        if found is None or is_weak or slug_of(found.name) not in {own, None}:
            found = category_below(self.judged, stretch.end) or found
        if found is None or found.witness in {IN_A_MENU, TO_ITS_LISTING, "part of a line"}:
            found = category_in_a_card(self.judged) or found
        if found is not None and slug_of(spaced := found.name.strip("#").replace("_", " ")):
            found = replace(found, name=spaced)  # a hashtag's words
        return replace(found, name=without_marks(found.name)) if found else None

    def _category_lines(self, category: Category | None, title: Title | None, labelled: set[int]) -> set[int]:
        """The lines right after the title that only name the category."""
        if category is None or title is None:
            return set()
        key, after = fold(category.name), title.index + 1
        judged = self.judged
        near = judged.lines[after : after + _NAMED_WITHIN]
        above = itertools.takewhile(lambda line: not is_prose(line) or line.index in judged.dated, near)
        named = {line.index for line in above if line.key == key or slug_of_key(line.key)}
        return named | (labelled & {line.index for line in near})
