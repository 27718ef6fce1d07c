"""From what a reading found on a page to the facts of its article: values, witnesses, doubts."""

from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from hashlib import blake2b

from buratha.arabic.dates import Moment
from buratha.arabic.names import Byline, bare_name, is_name, title_suffix
from buratha.arabic.text import ends_in_dots, has_lost_letters, looks_broken
from buratha.pages.apart import counted_on_a_button
from buratha.pages.apart_search import is_of_the_text, views_apart
from buratha.pages.category import IN_A_MENU, linked_section
from buratha.pages.comments import find_comments
from buratha.pages.doubt import doubted_elsewhere, find_doubts
from buratha.pages.doubt_dates import ANOTHERS, date_of_no_day, is_a_bare_day_above, second_of
from buratha.pages.doubt_markup import doubt_markup
from buratha.pages.doubt_readers import doubt_comments
from buratha.pages.doubt_told import doubt_empty, doubt_unseen
from buratha.pages.embedded import find_media
from buratha.pages.fact_card import WITNESS, FactCard, find_fact_card
from buratha.pages.facts import ArticleFacts
from buratha.pages.far_counters import views_far_away
from buratha.pages.head import Structured
from buratha.pages.held_back import doubt_held_back
from buratha.pages.lines import masked
from buratha.pages.opened import OpenedPage
from buratha.pages.other_counts import counts_otherwise
from buratha.pages.own_buttons import own_buttons
from buratha.pages.ownership import is_anothers
from buratha.pages.pictures import FoundPicture
from buratha.pages.publication import Publication
from buratha.pages.related import Related
from buratha.pages.scoped import of_the_story
from buratha.pages.title import LIKELY
from buratha.pages.trace import Reason, Trace
from buratha.pages.unfinished import filled_later
from buratha.sections import slug_of
from buratha.urls import ArticleAddress

_SHORT = 6
_WEAK = frozenset({IN_A_MENU, "line above the title", "place"})
"""Witnesses of a section that a layout's own word may be."""
"""Words."""
_SURE_WORDS = 60
_NEAR_LINES = 8


@dataclass
class Gathering:
    """The facts of one reading, as far as they are gathered."""

    opened: OpenedPage
    trace: Trace
    body: str
    now: datetime
    witnesses: dict[str, str] = field(default_factory=dict)
    doubts: list[str] = field(default_factory=list)

    def facts(self, address: ArticleAddress, pictures: list[FoundPicture], related: list[Related]) -> ArticleFacts:
        """All of them, with the doubts about them; what was found without doubt teaches where such fields stand."""
        trace = self.trace
        title, signed, category = trace.title, trace.signed, trace.category
        structured = list(trace.head.about(title.key)) if title else []
        self._sign(structured)
        published = self._publication(structured)
        views = self._views()
        self._witness(views)
        self._vote()
        trace.memory.vote("views found", "no" if views is None else "yes")
        trace.memory.vote("published found", "no" if published is None else "yes")
        trace.memory.remember(address.id, views, second_of(published))
        trace.memory.remember_ending(address.id, in_dots=ends_in_dots(self.body))
        self._doubt_text()
        is_guessed = self.opened.is_section_guessed
        trace.reasons += find_doubts(trace, published, views, self.witnesses, self.now, is_section_guessed=is_guessed)
        self._vote_for_the_date()
        media = find_media(trace.judged, trace.stretch)
        trace.reasons += doubt_unseen(self.body, self.opened.decoded.text) or doubt_empty(trace, shown=bool(pictures or media))
        trace.reasons += filled_later(trace, self.opened.decoded.text)
        trace.reasons += doubt_markup(title.text if title else "", self.body)
        trace.reasons += doubt_held_back(self.body, self.opened.decoded.text)
        trace.reasons += doubted_elsewhere(trace)
        comments = find_comments(trace.judged, self._end(), self.now, published.when.date() if published else None)
        trace.reasons += doubt_comments(trace, comments, self._end(), self.now)
        other = slug_of(category.name) if category and category.witness in _WEAK else None
        other = None if is_guessed or other == address.section else other
        trace.memory.remember_section(address.id, other)
        return ArticleFacts(
            id=address.id,
            url=address.url,
            section_in_address=address.section,
            title=title.text if title else None,
            category=category.name if category else None,
            section_linked=linked_section(trace.judged, category.name) if category and slug_of(category.name) is None else None,
            is_misled=other is not None and trace.memory.often_misnames(address.id, other),
            author=signed.author,
            byline="\n".join(signed.printed) or None,
            source=signed.source,
            published=published,
            views=views,
            body=self.body,
            pictures=pictures,
            related=related,
            comments=comments,
            editors_code=signed.code,
            layout=self._layout(),
            encoding=self.opened.decoded.encoding,
            media=media,
            witnesses=self.witnesses,
            doubts=self.doubts + [reason.field for reason in trace.reasons],
            trace=trace,
        )

    @cached_property
    def card(self) -> FactCard:
        """The card of the story's facts, looked for where nothing nearer told one of them."""
        body = {line.index for line in self.trace.lines} | self.trace.captions
        meta = self.trace.meta
        dated = self.trace.judged.lines[meta.dated_at] if meta is not None and meta.moment is not None else None
        return find_fact_card(self.trace.judged, self.trace.titled, body, self.now, dated)

    def _sign(self, structured: list[Structured]) -> None:
        """Where no byline is printed, the title's own suffix or the structured data may name the author."""
        title, signed = self.trace.title, self.trace.signed
        if title and signed.author is None and (name := title_suffix(title.text)):
            signed.name(Byline(name), "title")
        if signed.author is None and (named := self.card.writer):
            signed.name(named[1], WITNESS)
            signed.printed.append(named[0].text)
            if self.card.bare_name is not None:
                self.trace.reasons.append(Reason("author", "a name without a label beside the facts", named[0].text))
        for article in structured:
            name = bare_name(article.author)
            if signed.author is None and is_name(name) and not self.trace.memory.place("head:author").is_fixed(masked(article.author)):
                signed.name(Byline(name), article.witness)

    def _publication(self, structured: list[Structured]) -> Moment | None:
        """The moment of publication, with its witness."""
        search = Publication(self.trace, structured, self.now, lambda: self.card.moment)
        published = search.moment()
        self.doubts += ["published_refused"] * (search.refused or (published is None and date_of_no_day(self.trace) is not None))
        if search.witness:
            self.witnesses["published"] = search.witness
        meta = self.trace.meta
        if search.witness == WITNESS and meta is not None and meta.moment is not None and not is_a_bare_day_above(self.trace):
            told = meta.moment.printed
            self.trace.reasons.append(Reason("published", "a card of facts tells another day than the line near the headline", told))
        return published

    def _views(self) -> int | None:
        """The number beside the date, unless only its place says what it counts and another one is called the views."""
        trace, meta = self.trace, self.trace.meta
        views = None if is_of_the_text(trace.judged, meta, trace.lines) else meta.views if meta else None
        if meta is not None and views is not None and (meta.labelled or meta.agency_form):
            return views
        if views is not None and self._is_said_to_count_otherwise(views):
            views = None  # an icon says what it counts, which only a reader sees
        body = {line.index for line in trace.lines} | trace.captions
        elsewhere = views_apart(trace.judged, trace.title, trace.stretch, body, trace.fitted, self._shared_views(), trace.memory)
        if elsewhere is None and views is None:
            elsewhere = of_the_story(trace.judged.page.counted, trace.titled, trace.judged)
        if elsewhere is None:
            elsewhere = views_far_away(trace)  # a number that a label calls so, be it far away, before one that only stands beside the date
        if elsewhere is None and views is None and self.card.views not in self._shared_views():
            elsewhere = self.card.views
        if elsewhere is None and views is None:
            elsewhere = counted_on_a_button(button.text for button in own_buttons(trace))
        return views if elsewhere is None else elsewhere

    def _is_said_to_count_otherwise(self, number: int) -> bool:
        """Whether a button of the page, or a short line of this story's, calls the very same number that of comments or shares."""
        judged = self.trace.judged
        said = [button.text for button in judged.page.buttons]
        said += [line.text for line in judged.lines if line.words <= _SHORT and not is_anothers(judged, line, self.trace.titled)]
        return any(counts_otherwise(text, number) for text in said)

    def _shared_views(self) -> set[int]:
        """Numbers that several other articles were said to have: the site's counters."""
        address = self.trace.judged.address
        return self.trace.memory.shared_views(address.id) if address else set()

    def _witness(self, views: int | None) -> None:
        trace = self.trace
        if trace.category:
            self.witnesses["category"] = trace.category.witness
        if trace.signed.author and trace.signed.witness:
            self.witnesses["author"] = trace.signed.witness
        if views is not None:
            self.witnesses["views"] = "meta line" if trace.meta and trace.meta.views == views else "label"
        if trace.title:
            self.witnesses["title"] = trace.title.witness
        self.witnesses["body"] = "learnt repetition" if trace.judged.learnt else "wording and structure"

    def _vote(self) -> None:
        """Let fields that were found without doubt tell where they usually stand."""
        trace, lines = self.trace, self.trace.judged.lines
        title, category, container = trace.title, trace.category, trace.stretch.container
        if title:
            trace.memory.vote(LIKELY if title.doubtful else "title", lines[title.index].printed_place)
        if category and category.witness == "page" and category.index is not None:
            trace.memory.vote("category", lines[category.index].node.place)
        if container is not None and len(self.body.split()) >= _SURE_WORDS:
            trace.memory.vote("story", container.place)

    def _vote_for_the_date(self) -> None:
        """The same of the date; one that may be another's than this article's tells nothing."""
        trace, meta, title = self.trace, self.trace.meta, self.trace.title
        if meta is None or any(reason.field == "published" and reason.name in ANOTHERS for reason in trace.reasons):
            return
        lines = trace.judged.lines
        if meta.agency_form or meta.labelled or (title and meta.dated and abs(meta.first - title.index) <= _NEAR_LINES):
            trace.memory.vote("meta", lines[meta.first].node.place)
        if meta.moment and self.witnesses.get("published") == "meta line":
            trace.memory.vote("published at", lines[meta.dated_at].node.place)

    def _doubt_text(self) -> None:
        """Doubts that the characters themselves raise."""
        if any(has_lost_letters(text) for text in (self.body, self.trace.title.text if self.trace.title else "")):
            self.doubts.append("lost_characters")
        if any(looks_broken(line) for line in self.body.split("\n")):
            self.doubts.append("broken_text")
        if self.opened.page.truncated:
            self.doubts.append("truncated")

    def _end(self) -> int:
        """Where everything that was read of the story lies above."""
        meta = self.trace.meta.lines if self.trace.meta else ()
        return max([self.trace.stretch.end, *(at + 1 for at in self.trace.signed.taken), *(at + 1 for at in meta)])

    def _layout(self) -> str:
        """A short name for where title and story stand."""
        title, container = self.trace.title, self.trace.stretch.container
        place = self.trace.judged.lines[title.index].node.place if title else ""
        return blake2b(f"{place}\n{container.place if container else ''}".encode(), digest_size=4).hexdigest()
